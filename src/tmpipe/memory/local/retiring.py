"""Units that newer ones have superseded: the same text in the same place, and another translation of it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tmpipe.memory.rows import Row, column

_LOCALE, _SOURCE_KEY, _DATE = column("locale"), column("source_key"), column("date")
# Of a file that is kept up with, units go with the file alone: other projects may have such a document, too.
_MEMBERS = """
SELECT locale, source_key, id, target, date, source, document, previous, following,
    CASE WHEN file IN (SELECT file FROM files) THEN file ELSE '' END
FROM dated CROSS JOIN units USING (locale, source_key) WHERE date <> '' ORDER BY locale, source_key
"""


def begin(connection: sqlite3.Connection) -> None:
    """Before the first unit of a transaction."""
    connection.execute(
        "CREATE TEMP TABLE dated (locale TEXT, source_key INTEGER, PRIMARY KEY (locale, source_key))"
        " WITHOUT ROWID"
    )


def note(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Remembers the texts of dated units: what is not dated retires nothing."""
    dated = [(row[_LOCALE], row[_SOURCE_KEY]) for row in rows if row[_DATE]]
    if dated:
        connection.executemany("INSERT OR IGNORE INTO dated VALUES (?, ?)", dated)


def retire(connection: sqlite3.Connection) -> list[int]:
    """At the transaction's end: takes the superseded units away and returns their numbers.

    A unit is superseded by one of the same locale, source, document and neighbours that has another target
    and a newer date, both being dated.
    """
    members = connection.execute(_MEMBERS)
    gone = [number for _, rows in groupby(members, key=_text) for number in _superseded(rows)]
    connection.executemany("DELETE FROM units WHERE id = ?", ((number,) for number in gone))
    connection.execute("DROP TABLE dated")
    return gone


def _text(member: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(member[:2])


def _superseded(members: Iterable[tuple[str, int, int, str, str, str, str, str, str, str]]) -> Iterator[int]:
    """The numbers of the superseded ones among all dated units of a text."""
    places = defaultdict(list)
    for _, _, number, target, date, *place in members:
        places[tuple(place)].append((date, target, number))
    for units in places.values():
        newest = {target: date for date, target, _ in sorted(units)}
        # Of two targets with the newest dates, one is another than the unit's own.
        last = sorted(newest.items(), key=lambda item: item[1])[-2:]
        yield from (n for date, target, n in units if any(date < d for t, d in last if t != target))
