"""The tables of a memory file: made, checked, and brought up to date."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tmpipe.errors import InputError
from tmpipe.memory.local import editions
from tmpipe.memory.local.faults import explained
from tmpipe.memory.rows import KEYS, UNIT, row, skeleton_key
from tmpipe.model import TranslationUnit
from tmpipe.text.skeleton import EDITION

_APPLICATION = 0x746D7069  # "tmpi": tells our files from other SQLite databases
_VERSION = 2

# A unit is found by hashes of 64 bits: `source_key` of its source, `rest_key` of its target, document and
# file. One small index so serves exact look-ups and tells a unit that is already there, and no text is in
# it twice. AUTOINCREMENT: a number is never given again, so what came after a number is what is new.
_SCHEMA = (
    """
    CREATE TABLE units (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_key INTEGER NOT NULL,
        rest_key INTEGER NOT NULL,
        skeleton_key INTEGER,
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
        file TEXT NOT NULL,
        penalty REAL NOT NULL,
        UNIQUE (locale, source_key, rest_key)
    )
    """,
    "CREATE INDEX by_skeleton ON units (locale, skeleton_key) WHERE skeleton_key IS NOT NULL",
    "CREATE INDEX by_file ON units (file) WHERE file <> ''",
    "CREATE TABLE files (file TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE editions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        token INTEGER NOT NULL,
        last INTEGER NOT NULL,
        gone INTEGER NOT NULL
    )
    """,
    "CREATE TABLE skeletons (edition INTEGER NOT NULL)",
    f"INSERT INTO skeletons VALUES ({EDITION})",  # noqa: S608 - our own number
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_VERSION}",
)
_OF_VERSION_1 = UNIT.removesuffix(", file, penalty")
PLACES = ", ".join("?" * 15)
"""As many as KEYS and UNIT have columns."""


def connect(path: str, *, patience: float = 20, writable: bool = True) -> sqlite3.Connection:
    """A connection to a memory file, made when missing; a writer waits `patience` seconds for another.

    A file of an older tmpipe is brought up to date. InputError where the file is something else, damaged,
    or of a newer tmpipe.
    """
    with explained(path):
        if not writable or is_read_only(path):
            return _opened_to_read(path, patience)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        return _checked(connection, path)


def is_read_only(path: str) -> bool:
    """Whether a memory is there and nothing can be stored in it: the file or its folder is closed to us."""
    place = Path(path)
    return place.exists() and not (os.access(place, os.W_OK) and os.access(place.parent, os.W_OK))


def is_memory(path: Path) -> bool:
    """Whether the file says of itself that it is a memory of tmpipe, damaged or not.

    An SQLite file has its magic in bytes 0 to 15 and its application's number, big-endian, in 68 to 71.
    """
    with path.open("rb") as file:
        head = file.read(72)
    return head[:16] == b"SQLite format 3\0" and int.from_bytes(head[68:72], "big") == _APPLICATION


def _opened_to_read(path: str, patience: float) -> sqlite3.Connection:
    """A connection that writes nothing, not even the small files with which readers and writers meet."""
    uri = Path(path).resolve().as_uri()
    try:
        shared = sqlite3.connect(f"{uri}?mode=ro", timeout=patience, isolation_level=None, uri=True)
        return _checked(shared, path, writable=False)
    except sqlite3.OperationalError:  # nobody writes now, and we cannot announce ourselves
        alone = sqlite3.connect(f"{uri}?mode=ro&immutable=1", isolation_level=None, uri=True)
        return _checked(alone, path, writable=False)


def _checked(connection: sqlite3.Connection, path: str, *, writable: bool = True) -> sqlite3.Connection:
    try:
        _prepare(connection, path, writable=writable)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: str, *, writable: bool) -> None:
    """Checks that the file is a memory that we know; makes it one if it is new."""
    if _pragma(connection, "application_id") != _APPLICATION:
        _create(connection, path)
    version = _pragma(connection, "user_version")
    if version > _VERSION:
        raise InputError(
            f"a memory of a newer tmpipe (format {version}, not {_VERSION}); update tmpipe", path
        )
    if version < _VERSION:
        if not writable:
            said = f"a memory of an older tmpipe (format {version}, not {_VERSION})"
            raise InputError(f"{said}; it is brought up to date where it may be written to", path)
        _bring_up_to_date(connection)
    if writable:
        connection.execute("PRAGMA journal_mode = WAL")  # readers go on while one writes
        connection.execute("PRAGMA synchronous = NORMAL")  # after a power cut the last adds may be gone
        connection.execute("PRAGMA journal_size_limit = 67108864")  # a great import leaves no great log
        _renew_skeletons(connection)


def _create(connection: sqlite3.Connection, path: str) -> None:
    """Lays an empty file out as a memory; two processes may try at once."""
    connection.execute("BEGIN IMMEDIATE")
    ours = _pragma(connection, "application_id") == _APPLICATION
    if not ours and _pragma(connection, "schema_version"):
        said = "a database, but not a tmpipe memory; move it away, and `tmpipe memory rebuild` brings it back"
        raise InputError(said, path)
    if not ours:
        for statement in _SCHEMA:
            connection.execute(statement)
    connection.execute("COMMIT")


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Format 1 knew no files, penalties and skeletons. All units are kept in order, or nothing changes."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _pragma(connection, "user_version") == 1:  # no other process was faster
            connection.execute("ALTER TABLE units RENAME TO format_1")
            for statement in _SCHEMA:
                connection.execute(statement)
            old = connection.execute(f"SELECT {_OF_VERSION_1} FROM format_1 ORDER BY id")  # noqa: S608 - our own column names
            connection.executemany(
                f"INSERT INTO units ({KEYS}, {UNIT}) VALUES ({PLACES})",  # noqa: S608
                (row(TranslationUnit(*values)) for values in old),
            )
            connection.execute("DROP TABLE format_1")
            editions.record(connection, gone=0)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _renew_skeletons(connection: sqlite3.Connection) -> None:
    """Masks all texts anew if that is done in another way than when they were stored."""
    asked = "SELECT edition FROM skeletons"
    if connection.execute(asked).fetchone() == (EDITION,):
        return
    connection.create_function("masked", 1, skeleton_key, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("UPDATE units SET skeleton_key = masked(source)")
        connection.execute("UPDATE skeletons SET edition = ?", (EDITION,))
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
