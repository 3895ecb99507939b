"""A damaged memory file: what can still be read of it, and a new one in its place."""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from tmpipe.errors import TmpipeError
from tmpipe.memory import open_memory
from tmpipe.memory.local.faults import explained
from tmpipe.memory.local.schema import connect, is_memory
from tmpipe.memory.local.shelf import files_of
from tmpipe.memory.rows import KEYS, UNIT, row
from tmpipe.model import TranslationUnit
from tmpipe.parts import Memory

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""The last is what it says of our own statements where the tables are not those that we made."""
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The second where damage stands in what SQLite has to say of it."""
_BETWEEN = f"SELECT id, {KEYS}, {UNIT} FROM units WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608
_LAST = ("SELECT seq FROM sqlite_sequence WHERE name = 'units'", "SELECT max(id) FROM units")
_PATIENCE = 200_000
"""Stretches of rows that are tried in vain; where that is not enough, the file's root is damaged."""
_LEFT = 3600
"""Seconds after which what a killed run has left is swept: one at work writes all the time."""


def is_damaged(place: Path) -> bool:
    """Whether a memory's file is there and is not as SQLite wants it; every page is looked at.

    TmpipeError where that cannot be told: it is in use, of a newer tmpipe, on a failing disk.
    """
    if not place.exists():
        return False
    try:
        with closing(connect(str(place))) as connection, explained(str(place)):
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",))
    except TmpipeError as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error):
            damaged = cause.sqlite_errorcode & 0xFF in _DAMAGE
        else:  # another program's database may be one that has forgotten that it is ours
            damaged = isinstance(cause, UnicodeDecodeError) or not is_memory(place)
        if damaged:
            return True
        raise


@dataclass(slots=True)
class Salvage:
    """Reads a damaged memory as far as that can be done."""

    place: Path
    whole: bool = True
    """Whether all that was asked for until now could be read."""
    files: frozenset[str] = frozenset()
    """Those that `replace_file` kept."""
    _connection: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = sqlite3.connect(self.place, isolation_level=None)
        self._asked("PRAGMA writable_schema = ON")  # else nothing is read of a file that was cut off
        self.files = frozenset(str(file) for (file,) in self._asked("SELECT file FROM files"))

    def units(self) -> Iterator[TranslationUnit]:
        """The units whose rows are whole, streamed: both their keys are still those of their texts."""
        for keys, values in self._rows():
            if (unit := _unit(values)) is not None and row(unit)[: len(keys)] == keys:
                yield unit
            else:
                self.whole = False

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _rows(self) -> Iterator[tuple[tuple[int, int], list[Any]]]:
        """(keys, values) of every row that is found; a stretch that cannot be read is tried in halves."""
        found = [last for query in _LAST for (last,) in self._asked(query) if isinstance(last, int)]
        ahead = deque([(1, max(found))] if found else [])
        patience = _PATIENCE
        while ahead and patience:
            first, last = ahead.popleft()
            try:
                for number, source, rest, _, *values in self._connection.execute(_BETWEEN, (first, last)):
                    yield (source, rest), values
                    first = number + 1
            except _UNREADABLE:
                self.whole = False
                patience -= 1
                middle = (first + last) // 2
                ahead.extend([(first, middle), (middle + 1, last)] if first < last else [])

    def _asked(self, query: str) -> list[tuple[object, ...]]:
        try:
            return self._connection.execute(query).fetchall()
        except _UNREADABLE:
            self.whole = False
            return []


def _unit(values: list[Any]) -> TranslationUnit | None:
    *texts, penalty = values
    whole = isinstance(penalty, float) and all(isinstance(text, str) for text in texts)
    return TranslationUnit(*values) if whole else None


def kept_as(place: Path) -> Path:
    """Where a damaged memory is when a new one has taken its place."""
    return place.with_name(f"{place.name}.damaged")


@contextmanager
def anew(place: Path) -> Iterator[Memory]:
    """An empty memory, which takes the place of the one there when all went well; that one is kept.

    Before that the old one is as it was, whatever happens. A program that has it open goes on with it.
    """
    path = str(place)
    _sweep(place)
    with (
        explained(path),
        TemporaryDirectory(prefix=f".{place.name}.anew-", dir=place.parent, ignore_cleanup_errors=True) as to,
    ):
        made = Path(to, place.name)
        with closing(open_memory(f"sqlite:{made}")) as memory:
            yield memory
        made.chmod(place.stat().st_mode & 0o777 if place.exists() else made.stat().st_mode)
        _set_aside(place)
        made.replace(place)


def _set_aside(place: Path) -> None:
    """The memory with its journal to where it is kept; what is derived of it goes."""
    kept = kept_as(place)
    for file in files_of(kept):  # of an earlier damage: a journal belongs to one file alone
        file.unlink(missing_ok=True)
    for file in reversed(files_of(place)):  # the memory itself last
        suffix = file.name.removeprefix(place.name)
        if suffix in ("", "-wal", "-journal"):
            file.replace(kept.with_name(kept.name + suffix))
        else:
            file.unlink(missing_ok=True)


def forget_indexes(place: Path) -> None:
    """Takes the search indexes of a memory away: they are made anew when they are asked for."""
    for file in files_of(place):
        if file.suffix == ".index":
            with suppress(PermissionError):  # Windows, while somebody searches it
                file.unlink(missing_ok=True)


def _sweep(place: Path) -> None:
    """Takes away what killed runs have left."""
    for folder in place.parent.glob(f".{place.name}.anew-*"):
        if time.time() - max(path.stat().st_mtime for path in (folder, *folder.iterdir())) > _LEFT:
            rmtree(folder, ignore_errors=True)
