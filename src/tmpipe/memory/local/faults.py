"""What SQLite says of a memory file, in a sentence that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tmpipe.errors import InputError, TmpipeError

AGAIN = "`tmpipe memory rebuild` brings it back from the catalogs, with what can be read of it"
_BUSY = "another program is writing to this memory; try again when it is done"
_FULL = "no room left for the memory: nothing of this run was stored in it; free some space and run again"
_CLOSED = "the memory cannot be opened here; see that its folder exists and may be written to"
_READ_ONLY = "this memory may only be read here; nothing was stored in it"
_FAILING = "the disk does not take or give what it should; see that it has room and is sound, and run again"
_DAMAGED = f"this is no memory, or a damaged one; {AGAIN}"
_SAID = {
    sqlite3.SQLITE_BUSY: (TmpipeError, _BUSY),
    sqlite3.SQLITE_LOCKED: (TmpipeError, _BUSY),
    sqlite3.SQLITE_FULL: (TmpipeError, _FULL),
    sqlite3.SQLITE_CANTOPEN: (InputError, _CLOSED),
    sqlite3.SQLITE_READONLY: (TmpipeError, _READ_ONLY),
    sqlite3.SQLITE_IOERR: (TmpipeError, _FAILING),
    sqlite3.SQLITE_PERM: (InputError, _CLOSED),
    sqlite3.SQLITE_CORRUPT: (InputError, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (InputError, _DAMAGED),
}


@contextmanager
def explained(path: str) -> Iterator[None]:
    """SQLite's errors, and those of the file system, as one TmpipeError that names the memory's path."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # not the file's fault
            raise
        kind, said = _SAID.get(code & 0xFF, (TmpipeError, f"SQLite says: {error}"))
        raise kind(said, path) from error
    except UnicodeEncodeError as error:
        raise InputError(
            f"a text with half a character cannot be stored: {error.object[:80]!r}", path
        ) from error
    except UnicodeDecodeError as error:  # a name in SQLite's own tables, in what it says of them
        raise InputError(_DAMAGED, path) from error
    except OSError as error:
        raise InputError(f"{_CLOSED} ({error.strerror})", path) from error
