"""What one transaction does to a memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tmpipe.memory.local import editions, retiring
from tmpipe.memory.local.schema import PLACES
from tmpipe.memory.rows import KEYS, UNIT, Row, column, row
from tmpipe.model import TranslationUnit

_BATCH = 2_000
_ABOUT = ("source_locale", "origin", "previous", "following", "date", "author", "penalty")
"""What may change of a unit while it stays the same unit."""
_PUT = f"""
INSERT INTO units ({KEYS}, {UNIT}) VALUES ({PLACES})
ON CONFLICT (locale, source_key, rest_key) DO UPDATE SET {", ".join(f"{n} = excluded.{n}" for n in _ABOUT)}
WHERE ({", ".join(_ABOUT)}) IS NOT ({", ".join(f"excluded.{name}" for name in _ABOUT)})
"""  # noqa: S608 - our own column names
_IDENTITY = ("locale", "source_key", "rest_key")
_SEEN = "INSERT OR IGNORE INTO seen SELECT id FROM units WHERE locale = ? AND source_key = ? AND rest_key = ?"


class Writing:
    """Units that come and go between BEGIN and COMMIT, streamed; memory does not grow with their number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before = editions.newest(connection).last
        self.stored = 0
        """How many units were new or changed, and are still there."""
        self.gone = 0
        """How many units were there before and are no more."""
        retiring.begin(connection)

    def put(self, units: Iterable[TranslationUnit]) -> None:
        """Stores the units."""
        for rows in _batches(units):
            self._put(rows)

    def put_alone(self, file: str, units: Iterable[TranslationUnit]) -> bool:
        """Stores the units, which are the file's, and takes all others of the file away; whether any came."""
        some = False
        self._connection.execute("CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY)")
        for rows in _batches(units):
            some = True
            self._put(rows)
            self._connection.executemany(_SEEN, ([line[n] for n in _PLACES] for line in rows))
        self.gone += self._connection.execute(
            "DELETE FROM units WHERE file = ? AND id NOT IN (SELECT id FROM seen)", (file,)
        ).rowcount
        self._connection.execute("DROP TABLE seen")
        return some

    def finish(self) -> None:
        """What is superseded goes, and the memory has a new edition."""
        born = 0
        for number in retiring.retire(self._connection):
            born += number > self._before
            self.gone += number <= self._before
        self.stored -= born
        editions.record(self._connection, self.gone)

    def _put(self, rows: Sequence[Row]) -> None:
        retiring.note(self._connection, rows)
        self.stored += self._connection.executemany(_PUT, rows).rowcount


_PLACES = [column(name) for name in _IDENTITY]


def _batches(units: Iterable[TranslationUnit]) -> Iterator[list[Row]]:
    rows = map(row, units)
    while batch := list(islice(rows, _BATCH)):
        yield batch
