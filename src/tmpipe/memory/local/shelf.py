"""A locale's texts, ready to be searched: the index file beside the memory, and what came since."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from tmpipe.errors import TmpipeError
from tmpipe.memory.index import Index
from tmpipe.memory.local import editions
from tmpipe.memory.ranking import Band, Candidates, banded
from tmpipe.memory.recent import Recent
from tmpipe.memory.rows import key
from tmpipe.model import Locale

_TAG = re.compile("[A-Za-z0-9-]{1,35}")
_SMALL = 5_000
"""So many texts are searched without a file: they are read faster than a file is made."""
_GROWN, _SHRUNK = 1 / 32, 1 / 4
"""The shares of new texts, and of units that are gone, at which an index is made anew."""

# The plus keeps the planner from the locale's index: new units are the last of the table.
_NEW = "SELECT source_key, source FROM units WHERE id > ? AND id <= ? AND +locale = ? ORDER BY id"
_MANY = "SELECT count(*) > ? FROM (SELECT 1 FROM units WHERE id > ? AND +locale = ? LIMIT 1 + ?)"
_LAST = "SELECT ifnull(max(id), 0) FROM units"
_DISTINCT = """
SELECT source_key, source FROM units WHERE id IN
(SELECT min(id) FROM units WHERE locale = ? GROUP BY source_key) ORDER BY id
"""


class Shelf:
    """Finds the texts of a memory's locale that are near to another one.

    The index is derived: made when it is missing, damaged or of another edition of the memory, never from
    what is not committed, and in a temporary file where none can be kept. Texts whose units are gone stay in
    it: they find no unit, and so no match.
    """

    def __init__(self, connection: sqlite3.Connection, memory: str, locale: Locale) -> None:
        self._connection = connection
        self._memory = memory
        self._locale = locale
        self._index: Index | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._unasked = True
        self._no_room = False
        self._begin_after(0)

    def near(self, source: str, cutoff: float) -> list[Candidates]:
        """Every other text at or above the cutoff by its rate and key, the highest rates first, lazily."""
        self._refresh()
        own = key(source)
        found: list[Candidates] = []
        if self._index is not None:
            found.append(_without(own, self._index.near(source, cutoff)))
        if len(self._recent):
            found.append(_without(own, banded(self._recent.near(source, cutoff))))
        return found

    def forget_uncommitted(self) -> None:
        """After a transaction that was taken back: what was read in it is not there."""
        self._begin_after(self._covered)

    def renew(self) -> None:
        """The index is damaged: it is made anew when it is asked for."""
        if self._index is not None:
            self._index.path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Lets go of the index; a temporary one goes away."""
        if self._index is not None:
            self._index.close()
        if self._folder is not None:
            self._folder.cleanup()
        self._index = self._folder = None
        self._unasked = True
        self._begin_after(0)

    def _begin_after(self, covered: int) -> None:
        self._recent = Recent()
        self._covered = self._read = covered

    def _refresh(self) -> None:
        """Takes in what any process has added since this was last done."""
        last = int(self._connection.execute(_LAST).fetchone()[0])
        if last == self._read and len(self._recent) <= self._room():
            return
        if self._unasked:
            self._open()
        if self._too_many() and not self._no_room and not self._connection.in_transaction:
            self._make()
        self._recent.add(self._connection.execute(_NEW, (self._read, last, self._locale)))
        self._read = max(last, self._read)

    def _too_many(self) -> bool:
        """Whether more texts are new than are searched without a file."""
        room = self._room() - len(self._recent)
        about = (room, self._read, self._locale, room)
        return room < 0 or bool(self._connection.execute(_MANY, about).fetchone()[0])

    def _room(self) -> int:
        return max(_SMALL, 0 if self._index is None else int(_GROWN * len(self._index)))

    def _open(self) -> None:
        """Takes the file beside the memory, if it was made of this memory and most of it is still there."""
        self._unasked = False
        file = index_file(self._memory, self._locale)
        index = None if file is None else Index.open(file)
        if index is None:
            return
        edition = editions.made_of(self._connection, index.stamp, self._locale)
        gone = 0 if edition is None else editions.newest(self._connection).gone - edition.gone
        if edition is None or gone > max(_SMALL, _SHRUNK * len(index)):
            index.close()
        else:
            self._index = index
            self._begin_after(edition.last)

    def _make(self) -> None:
        """Makes the index of all that is committed now, all of it of one edition."""
        self._connection.execute("BEGIN")
        try:
            edition = editions.newest(self._connection)
            index = self._built(edition.stamp(self._locale))
        finally:
            self._connection.execute("ROLLBACK")
        if index is None:
            self._no_room = True
        else:
            self._index = index
            self._begin_after(edition.last)

    def _built(self, stamp: bytes) -> Index | None:
        """The index beside the memory, or in a temporary folder; None where there is room in neither."""
        for file in self._places():
            try:
                return Index.build(file, self._connection.execute(_DISTINCT, (self._locale,)), stamp)
            except TmpipeError:  # a full disk, or a folder that is closed to us
                continue
        return None

    def _places(self) -> Iterator[Path]:
        if (file := index_file(self._memory, self._locale)) is not None:
            yield file
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="tmpipe-", ignore_cleanup_errors=True)
        yield Path(self._folder.name, "memory.index")


def _without(own: int, bands: Candidates) -> Iterator[Band]:
    for band in bands:
        yield band._replace(keys=[key for key in band.keys if key != own])


def index_file(memory: str, locale: Locale) -> Path | None:
    """Where the index of a locale is kept: beside the memory, `memory.sqlite-fr.index`. None where a memory
    has no file."""
    if memory in ("", ":memory:"):
        return None
    name = locale if _TAG.fullmatch(locale) else f"{key(locale):x}"
    return Path(f"{memory}-{name}.index")


def files_of(memory: Path) -> list[Path]:
    """The files that are there of a memory: its own, those with which SQLite's readers and writers meet, the
    indexes, and what builds that were killed have left."""
    own = [memory, *(memory.with_name(memory.name + suffix) for suffix in ("-wal", "-shm", "-journal"))]
    derived = [f"{escape(memory.name)}-*.index", f".{escape(memory.name)}-*.index.*"]
    found = (path for pattern in derived for path in sorted(memory.parent.glob(pattern)))
    return [path for path in (*own, *found) if path.exists()]
