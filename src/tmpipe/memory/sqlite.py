"""A translation memory in one SQLite file: many readers, one writer at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from types import TracebackType

from tmpipe.memory.index import IndexDamagedError
from tmpipe.memory.local.faults import explained
from tmpipe.memory.local.schema import connect, is_memory, is_read_only
from tmpipe.memory.local.shelf import Shelf, files_of, index_file
from tmpipe.memory.local.writing import Writing
from tmpipe.memory.ranking import Context, Wish, best
from tmpipe.memory.rows import UNIT, key
from tmpipe.model import Locale, Match, TranslationUnit
from tmpipe.parts import Penalty, Stats
from tmpipe.text.skeleton import skeleton

__all__ = ["SqliteMemory", "connect", "files_of", "is_memory", "open_memory"]

# Not beyond the last unit there was: who adds what is read would read it again, without an end.
_WHOLE = "id <= (SELECT max(id) FROM units) AND (:locale IS NULL OR locale = :locale)"
_ALL = f"SELECT {UNIT} FROM units WHERE {_WHOLE} ORDER BY id"  # noqa: S608
_FROM = "locale = :locale AND (:from IS NULL OR source_locale = :from)"
_OF_SOURCE = f"SELECT {UNIT} FROM units WHERE source_key = :key AND {_FROM}"  # noqa: S608
_KEYS = "source_key IN (SELECT value FROM json_each(:keys))"
_OF_SOURCES = f"SELECT {UNIT} FROM units WHERE {_KEYS} AND {_FROM}"  # noqa: S608
_TEXTS = f"SELECT source_key, source FROM units WHERE {_KEYS} AND locale = :locale"  # noqa: S608
_KNOWN = 200_000
"""Texts that are remembered, once they have been asked for as one of many with the same rate."""
_LAST = f"source_key <> :own AND {_FROM} ORDER BY id DESC LIMIT :limit"
_ALIKE = f"SELECT id, {UNIT} FROM units WHERE skeleton_key = :key AND {_LAST}"  # noqa: S608
_SHARED = f"SELECT id, {UNIT} FROM units WHERE source_key = :key AND {_LAST}"  # noqa: S608


def open_memory(url: str) -> SqliteMemory:
    """The memory in the file that `sqlite:PATH` names; a missing file is made, with its folders."""
    path = url.removeprefix("sqlite:").removeprefix("//")
    return SqliteMemory(connect(path), path)


class SqliteMemory:
    """The `Memory` of one file. Not to be shared between threads: each opens its own."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.path = path
        self.read_only = is_read_only(path)
        self._connection = connection
        self._shelves: dict[Locale, Shelf] = {}
        self._known: dict[int, str] = {}

    def add(self, units: Iterable[TranslationUnit]) -> int:
        """Stores the units, streamed, all or none; returns how many were new or changed."""
        with self._writing() as writing:
            writing.put(units)
        return writing.stored

    def replace_file(self, file: str, units: Iterable[TranslationUnit], *, stamp: str = "") -> int:
        """Makes these, streamed, the only units of the file, all or none; how many came, changed or went.

        The stamp says which edition of the file that was. Without units and stamp the file is forgotten.
        """
        mine = (unit if unit.file == file else replace(unit, file=file) for unit in units)
        with self._writing() as writing:
            some = writing.put_alone(file, mine)
            self._connection.execute("DELETE FROM files WHERE file = ?", (file,))
            if some or stamp:
                self._connection.execute("INSERT INTO files VALUES (?, ?)", (file, stamp))
        return writing.stored + writing.gone

    def files(self) -> Mapping[str, str]:
        """The stamp of each file that `replace_file` keeps."""
        with explained(self.path):
            return dict(self._connection.execute("SELECT file, stamp FROM files ORDER BY file").fetchall())

    def look_up(
        self,
        sources: Sequence[str],
        locale: Locale,
        *,
        cutoff: float = 70,
        limit: int = 5,
        contexts: Sequence[Context] | None = None,
        source_locale: Locale | None = None,
        penalty: Penalty | None = None,
    ) -> list[list[Match]]:
        """For each source the best units at or above the cutoff, best first, at most `limit`.

        Exact: the same as rating every unit of the locale, and of the source locale where one is given.
        Units of the same text come first; others are searched for only while they could come in.
        """
        contexts = [("", "")] * len(sources) if contexts is None else contexts
        asked = zip(sources, contexts, strict=True)
        wishes = [Wish(source, context, cutoff, limit, penalty) for source, context in asked]
        held = _Held(self._connection, locale, source_locale, self._known)
        with explained(self.path):
            try:
                return [self._best(wish, held) for wish in wishes]
            except IndexDamagedError:
                self._shelf(locale).renew()
                return [self._best(wish, held) for wish in wishes]

    def alike(
        self, sources: Sequence[str], locale: Locale, *, source_locale: Locale | None = None, limit: int = 50
    ) -> list[list[TranslationUnit]]:
        """For each source the units of other texts that have the same skeleton, at most `limit`: the last
        that came, the newest first."""
        held = _Held(self._connection, locale, source_locale)
        with explained(self.path):
            return [held.alike(source, limit) for source in sources]

    def units(self, locale: Locale | None = None) -> Iterator[TranslationUnit]:
        """All units, or those of a target locale, streamed, in the order in which they came."""
        with explained(self.path):
            for values in self._connection.execute(_ALL, {"locale": locale}):
                yield TranslationUnit(*values)

    def stats(self) -> Stats:
        """How much of what there is."""
        with explained(self.path):
            units, sources, documents = self._connection.execute(
                "SELECT count(*), count(DISTINCT source_key), count(DISTINCT nullif(document, '')) FROM units"
            ).fetchone()
            locales, origins, files = map(self._counted, ("locale", "origin", "file"))
            indexes = (index_file(self.path, locale) for locale in locales)
            index = sum(place.stat().st_size for place in indexes if place and place.exists())
            return Stats(units, sources, documents, locales, origins, files, index)

    def close(self) -> None:
        """Ends the connection; what was added is kept."""
        for shelf in self._shelves.values():
            shelf.close()
        self._connection.close()

    def __enter__(self) -> SqliteMemory:
        """The memory itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the connection."""
        self.close()

    def _best(self, wish: Wish, held: _Held) -> list[Match]:
        near = partial(self._shelf(held.locale).near, wish.source, wish.cutoff)
        return best(wish, held.units_of(wish.source), near, held)

    def _shelf(self, locale: Locale) -> Shelf:
        if locale not in self._shelves:
            self._shelves[locale] = Shelf(self._connection, self.path, locale)
        return self._shelves[locale]

    def _counted(self, column: str) -> dict[str, int]:
        rows = self._connection.execute(f"SELECT {column}, count(*) FROM units GROUP BY 1 ORDER BY 1")  # noqa: S608
        return dict(rows.fetchall())

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        """One transaction: all of it is kept, or, whatever happens, nothing."""
        with explained(self.path):
            self._connection.execute("PRAGMA cache_size = -65536")  # 64 MB: the keys of a million units
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                writing = Writing(self._connection)
                yield writing
                writing.finish()
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                for shelf in self._shelves.values():
                    shelf.forget_uncommitted()
                raise
            finally:
                self._connection.execute("PRAGMA cache_size = -2000")


@dataclass(frozen=True, slots=True)
class _Held:
    """A locale's units, those of one source locale or all: what the ranking asks for."""

    connection: sqlite3.Connection
    locale: Locale
    source_locale: Locale | None
    known: dict[int, str] = field(default_factory=dict)

    def units_of(self, source: str) -> Iterator[TranslationUnit]:
        """The units of this very text."""
        rows = self.connection.execute(_OF_SOURCE, self._about(key=key(source)))
        return (TranslationUnit(*values) for values in rows if values[0] == source)

    def units(self, keys: Sequence[int]) -> Iterator[TranslationUnit]:
        """The units of the texts with these keys."""
        rows = self.connection.execute(_OF_SOURCES, self._about(keys=json.dumps(keys)))
        return (TranslationUnit(*values) for values in rows)

    def texts(self, keys: Sequence[int]) -> list[tuple[int, str]]:
        """The texts with these keys, as they were when they were first asked for."""
        if new := [one for one in keys if one not in self.known]:
            if len(self.known) + len(new) > _KNOWN:
                self.known.clear()
                new = list(keys)
            self.known.update(self.connection.execute(_TEXTS, self._about(keys=json.dumps(new))))
        return [(one, self.known[one]) for one in keys if one in self.known]

    def alike(self, source: str, limit: int) -> list[TranslationUnit]:
        """The newest units of other texts with the same skeleton; one of them may be the skeleton itself."""
        shared = skeleton(source)
        about = self._about(key=key(shared), own=key(source), limit=limit)
        found = [row for query in (_ALIKE, _SHARED) for row in self.connection.execute(query, about)]
        found.sort(key=lambda row: -row[0])
        return [TranslationUnit(*values) for _, *values in found[:limit]]

    def _about(self, **values: object) -> dict[str, object]:
        return {"locale": self.locale, "from": self.source_locale, **values}
