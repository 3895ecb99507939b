"""Editions of a memory: each time that units come or go there is a new one, by which a derived file tells
whether it was made from this memory, and what has happened since."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tmpipe.model import Locale


@dataclass(frozen=True, slots=True)
class Edition:
    """The memory as one of its transactions left it."""

    number: int = 0
    token: int = 0
    """Random: another memory, or one that was put back from a backup and went another way, has another."""
    last: int = 0
    """The greatest number of a unit. A number is never given again."""
    gone: int = 0
    """How many units have been taken away since the memory was made."""

    def stamp(self, locale: Locale) -> bytes:
        """What is kept in a file that was made of this edition's units in the locale."""
        return f"{self.number} {self.token} {locale}".encode("utf-8", "surrogatepass")


def stamp_of(place: Path) -> str:
    """What tells this edition of a memory from every other; empty where the file cannot be asked."""
    try:
        with closing(sqlite3.connect(f"{place.as_uri()}?mode=rw", uri=True)) as connection:
            return newest(connection).stamp("").decode()
    except sqlite3.Error:
        return ""


def newest(connection: sqlite3.Connection) -> Edition:
    """The memory as it is now; before its first unit the empty edition."""
    row = connection.execute(
        "SELECT number, token, last, gone FROM editions ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return Edition(*row) if row else Edition()


def made_of(connection: sqlite3.Connection, stamp: bytes, locale: Locale) -> Edition | None:
    """The edition of this memory that has the stamp; None where it is another memory's, or lost."""
    number = int(stamp.split()[0]) if stamp.split()[:1] and stamp.split()[0].isdigit() else 0
    row = connection.execute(
        "SELECT number, token, last, gone FROM editions WHERE number = ?", (number,)
    ).fetchone()
    edition = Edition(*row) if row else Edition()
    return edition if edition.stamp(locale) == stamp else None


def record(connection: sqlite3.Connection, gone: int) -> None:
    """At a transaction's end: a new edition if a unit has come, or `gone` have been taken away."""
    before = newest(connection)
    last = int(connection.execute("SELECT ifnull(max(id), 0) FROM units").fetchone()[0])
    if gone or last > before.last:
        connection.execute(
            "INSERT INTO editions (token, last, gone) VALUES (random(), ?, ?)",
            (max(last, before.last), before.gone + gone),
        )
