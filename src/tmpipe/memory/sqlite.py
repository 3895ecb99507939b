"""A translation memory in one SQLite file: many readers, one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from itertools import repeat
from pathlib import Path
from types import TracebackType

from tmpipe.errors import InputError, TmpipeError
from tmpipe.memory.shelves import Index
from tmpipe.memory.ranking import Context, best
from tmpipe.model import Locale, Match, TranslationUnit
from tmpipe.parts import Stats
from tmpipe.text.rate import EXACT, NEAREST

_APPLICATION = 0x746D7069  # "tmpi": tells our files from other SQLite databases
_VERSION = 1
_AGAIN = "`tmpipe memory rebuild` brings it back from the catalogs"

# A unit is found by hashes of 64 bits: `source_key` of its source, `rest_key` of its target and document.
# One small index so serves exact look-ups and tells a unit that is already there, and no text is in it
# twice. AUTOINCREMENT: a number is never given again, so what came after a number is what is new.
_SCHEMA = f"""
CREATE TABLE units (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_key INTEGER NOT NULL,
    rest_key INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    locale TEXT NOT NULL,
    source_locale TEXT NOT NULL,
    origin TEXT NOT NULL,
    document TEXT NOT NULL,
    previous TEXT NOT NULL,
    following TEXT NOT NULL,
    date TEXT NOT NULL,
    author TEXT NOT NULL,
    UNIQUE (locale, source_key, rest_key)
);
CREATE INDEX by_document ON units (document, locale);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
"""
_UNIT = "source, target, locale, source_locale, origin, document, previous, following, date, author"
_ABOUT = ("source_locale", "origin", "previous", "following", "date", "author")
"""What may change of a unit while it stays the same unit."""

_PUT = f"""
INSERT INTO units (source_key, rest_key, {_UNIT}) VALUES ({", ".join("?" * 12)})
ON CONFLICT DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _ABOUT)}
WHERE ({", ".join(_ABOUT)}) IS NOT ({", ".join(f"excluded.{name}" for name in _ABOUT)})
"""  # noqa: S608 - our own column names
_OF_SOURCE = f"SELECT {_UNIT} FROM units WHERE locale = ? AND source_key = ?"  # noqa: S608
_ALL = f"SELECT {_UNIT} FROM units WHERE ? IS NULL OR locale = ? ORDER BY id"  # noqa: S608
# The plus keeps the planner from the index: the new rows are the last of the table.
_NEW_SOURCES = "SELECT id, source FROM units WHERE id > ? AND +locale = ? ORDER BY id"
_OF_DOCUMENT = "SELECT id, source_key, rest_key FROM units WHERE document = ? AND locale = ?"


def open_memory(url: str) -> SqliteMemory:
    """The memory in the file that `sqlite:PATH` names; a missing file is made, with its folders."""
    path = url.removeprefix("sqlite:").removeprefix("//")
    return SqliteMemory(connect(path), path)


def connect(path: str, *, patience: float = 20) -> sqlite3.Connection:
    """A connection to a memory file, made when missing; a writer waits `patience` seconds for another.

    InputError where the file is something else, damaged, or of a newer tmpipe.
    """
    with _explained(path):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def is_memory(path: Path) -> bool:
    """Whether the file says of itself that it is a memory of tmpipe, damaged or not.

    An SQLite file has its magic in bytes 0 to 15 and its application's number, big-endian, in 68 to 71.
    """
    with path.open("rb") as file:
        head = file.read(72)
    return head[:16] == b"SQLite format 3\0" and int.from_bytes(head[68:72], "big") == _APPLICATION


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    """Checks that the file is a memory that we know; makes it one if it is new."""
    if _pragma(connection, "application_id") != _APPLICATION:
        _create(connection, path)
    version = _pragma(connection, "user_version")
    if version > _VERSION:
        raise InputError(
            f"a memory of a newer tmpipe (format {version}, not {_VERSION}); update tmpipe", path
        )
    connection.execute("PRAGMA journal_mode = WAL")  # readers go on while one writes
    connection.execute("PRAGMA synchronous = NORMAL")  # after a power cut the last adds may be gone, no more


def _create(connection: sqlite3.Connection, path: str) -> None:
    """Lays an empty file out as a memory; two processes may try at once."""
    connection.execute("BEGIN IMMEDIATE")
    ours = _pragma(connection, "application_id") == _APPLICATION
    if not ours and _pragma(connection, "schema_version"):
        raise InputError(f"a database, but not a tmpipe memory; move it away, and {_AGAIN}", path)
    if not ours:
        for statement in filter(str.strip, _SCHEMA.split(";")):
            connection.execute(statement)
    connection.execute("COMMIT")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


class SqliteMemory:
    """The `Memory` of one file. Not to be shared between threads: each opens its own."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.path = path
        self._connection = connection
        self._indexes: dict[Locale, tuple[Index, int]] = {}

    def add(self, units: Iterable[TranslationUnit]) -> int:
        """Stores the units, streamed, all or none; returns how many were new or changed."""
        with self._writing() as connection:
            return connection.executemany(_PUT, map(_row, units)).rowcount

    def replace_document(self, document: str, locale: Locale, units: Iterable[TranslationUnit]) -> int:
        """Makes these the only units of the document in the locale; how many came, changed or went."""
        rows = [_row(replace(unit, document=document, locale=locale)) for unit in units]
        kept = {row[:2] for row in rows}
        with self._writing() as connection:
            held = connection.execute(_OF_DOCUMENT, (document, locale)).fetchall()
            gone = [(number,) for number, *keys in held if tuple(keys) not in kept]
            changed = connection.executemany(_PUT, rows).rowcount
            connection.executemany("DELETE FROM units WHERE id = ?", gone)
            return changed + len(gone)

    def look_up(
        self,
        sources: Sequence[str],
        locale: Locale,
        *,
        cutoff: float = 70,
        limit: int = 5,
        contexts: Sequence[Context] | None = None,
    ) -> list[list[Match]]:
        """For each source the best units at or above the cutoff, best first, at most `limit`.

        Exact: the same as rating every unit of the locale. Units of the same text come first, those with
        the same neighbours before the others; fuzzy ones are searched for only while places are free.
        """
        nowhere = repeat(("", ""), len(sources))
        asked = list(zip(sources, nowhere if contexts is None else contexts, strict=True))
        units = partial(self._same, locale)
        with _explained(self.path):
            found = [
                best(source, _itself(source, cutoff), units, context=context, limit=limit)
                for source, context in asked
            ]
            if cutoff > NEAREST or all(len(matches) >= limit for matches in found):
                return found
            near = self._index(locale).near
            return [
                best(source, near(source, cutoff), units, context=context, limit=limit, before=matches)
                for (source, context), matches in zip(asked, found, strict=True)
            ]

    def units(self, locale: Locale | None = None) -> Iterator[TranslationUnit]:
        """All units, or those of a target locale, streamed, in the order in which they came."""
        with _explained(self.path):
            for row in self._connection.execute(_ALL, (locale, locale)):
                yield TranslationUnit(*row)

    def documents(self) -> Iterator[tuple[str, Locale]]:
        """Each document and locale that units were learned from, once."""
        with _explained(self.path):
            yield from self._connection.execute("SELECT DISTINCT document, locale FROM units").fetchall()

    def stats(self) -> Stats:
        """How much of what there is."""
        with _explained(self.path):
            units, sources, documents = self._connection.execute(
                "SELECT count(*), count(DISTINCT source_key), count(DISTINCT document) FROM units"
            ).fetchone()
            return Stats(units, sources, documents, self._counted("locale"), self._counted("origin"))

    def close(self) -> None:
        """Ends the connection; what was added is kept."""
        self._connection.close()

    def __enter__(self) -> SqliteMemory:
        """The memory itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the connection."""
        self.close()

    def _same(self, locale: Locale, source: str) -> Iterator[TranslationUnit]:
        """The units of this very text."""
        rows = self._connection.execute(_OF_SOURCE, (locale, _key(source)))
        return (TranslationUnit(*row) for row in rows if row[0] == source)

    def _index(self, locale: Locale) -> Index:
        """The locale's source texts, with those that any process has added since it was last asked for.

        Texts whose units are gone stay in it: they find no unit, and so no match.
        """
        index, last = self._indexes.get(locale) or (Index(), 0)
        for number, source in self._connection.execute(_NEW_SOURCES, (last, locale)):
            index.add((source,))
            last = number
        self._indexes[locale] = index, last
        return index

    def _counted(self, column: str) -> dict[str, int]:
        rows = self._connection.execute(f"SELECT {column}, count(*) FROM units GROUP BY 1 ORDER BY 1")  # noqa: S608
        return dict(rows.fetchall())

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or, whatever happens, nothing."""
        with _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                self._indexes.clear()  # they may have read what is now not there
                raise


def _itself(source: str, cutoff: float) -> list[tuple[float, str]]:
    """The one candidate that needs no search."""
    return [(EXACT, source)] if cutoff <= EXACT else []


def _row(unit: TranslationUnit) -> tuple[int | str, ...]:
    return (
        _key(unit.source),
        _key(f"{len(unit.target)} {unit.target}{unit.document}"),
        unit.source,
        unit.target,
        unit.locale,
        unit.source_locale,
        unit.origin,
        unit.document,
        unit.previous,
        unit.following,
        unit.date,
        unit.author,
    )


def _key(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


_BUSY = "another program is writing to this memory; try again when it is done"
_FULL = "no room left for the memory: nothing of this run was stored in it; free some space and run again"
_CLOSED = "the memory cannot be opened here; see that its folder exists and may be written to"
_DAMAGED = f"this is no memory, or a damaged one; move it away, and {_AGAIN}"
_SAID = {
    sqlite3.SQLITE_BUSY: (TmpipeError, _BUSY),
    sqlite3.SQLITE_LOCKED: (TmpipeError, _BUSY),
    sqlite3.SQLITE_FULL: (TmpipeError, _FULL),
    sqlite3.SQLITE_CANTOPEN: (InputError, _CLOSED),
    sqlite3.SQLITE_READONLY: (InputError, _CLOSED),
    sqlite3.SQLITE_PERM: (InputError, _CLOSED),
    sqlite3.SQLITE_CORRUPT: (InputError, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (InputError, _DAMAGED),
}


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """SQLite's errors in a sentence that says what to do."""
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
    except OSError as error:
        raise InputError(f"{_CLOSED} ({error.strerror})", path) from error
