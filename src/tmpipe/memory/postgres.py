"""A translation memory on a PostgreSQL server: many readers, many writers.

Candidates come from the server, by the words that every match must have (`sieve`); they are rated here, so
that a client needs no index of its own and any number of them see the same memory at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from types import TracebackType

from tmpipe.errors import TmpipeError
from tmpipe.memory.ranking import Context, Wish
from tmpipe.memory.remote import staging
from tmpipe.memory.remote.migrating import prepare
from tmpipe.memory.remote.searching import FROM, Search, unit
from tmpipe.memory.remote.server import Server, restored
from tmpipe.memory.rows import UNIT, key
from tmpipe.model import Locale, Match, TranslationUnit
from tmpipe.parts import Penalty, Stats
from tmpipe.text.skeleton import skeleton

_BATCH = 100
"""Sources that are looked up together."""

_ALL = f"SELECT {UNIT} FROM units WHERE %(locale)s::text IS NULL OR locale = %(locale)s ORDER BY id"  # noqa: S608
_ALIKE = f"""
SELECT asked.number, found.* FROM unnest(%(skeletons)s::bigint[], %(own)s::bigint[]) WITH ORDINALITY
    AS asked (skeleton, own, number)
CROSS JOIN LATERAL (
    SELECT * FROM (
        (SELECT id, {UNIT} FROM units
        WHERE skeleton_key = skeleton AND source_key <> own AND {FROM} ORDER BY id DESC LIMIT %(limit)s)
        UNION ALL
        (SELECT id, {UNIT} FROM units
        WHERE source_key = skeleton AND source_key <> own AND {FROM} ORDER BY id DESC LIMIT %(limit)s)
    ) AS kin ORDER BY id DESC LIMIT %(limit)s
) AS found ORDER BY number, id DESC
"""  # noqa: S608 - our own column names
# How often words occur, of the commonest ten thousand, as the server itself counts them now and then.
_FREQUENCY = """
SELECT most_common_elems::text::integer[], most_common_elem_freqs FROM pg_stats
WHERE schemaname = current_schema() AND tablename = 'units' AND attname = 'keys'
"""
_WRITABLE = """
SELECT current_setting('transaction_read_only') = 'off'
    AND has_database_privilege(current_database(), 'TEMP')
    AND has_sequence_privilege('units_id_seq', 'USAGE')
    AND bool_and(has_table_privilege(name, 'INSERT') AND has_table_privilege(name, 'UPDATE')
        AND has_table_privilege(name, 'DELETE'))
FROM unnest(ARRAY['units', 'files']) AS name
"""
_STATS = """
SELECT count(*), count(DISTINCT source_key), count(DISTINCT nullif(document, '')),
    pg_relation_size('units_keys')
FROM units
"""


def open_memory(url: str) -> PostgresMemory:
    """The memory in the database that `postgresql://USER@HOST:PORT/DATABASE` names, made when missing."""
    server = Server(url)
    try:
        prepare(server)
        return PostgresMemory(server)
    except BaseException:
        server.close()
        raise


class PostgresMemory:
    """The `Memory` in one schema of a database. Not to be shared between threads: each opens its own."""

    def __init__(self, server: Server) -> None:
        self.path = server.name
        self.read_only = not server.rows(_WRITABLE)[0][0]
        self._server = server
        self._known_frequency: Mapping[int, float] | None = None

    def add(self, units: Iterable[TranslationUnit]) -> int:
        """Stores the units, streamed, all or none; returns how many were new or changed."""
        self._may_write()
        self._known_frequency = None
        return staging.add(self._server, units)

    def replace_file(self, file: str, units: Iterable[TranslationUnit], *, stamp: str = "") -> int:
        """Makes these, streamed, the only units of the file, all or none; how many came, changed or went.

        The stamp says which edition of the file that was. Without units and stamp the file is forgotten.
        """
        self._may_write()
        self._known_frequency = None
        mine = (unit if unit.file == file else replace(unit, file=file) for unit in units)
        return staging.replace_file(self._server, file, mine, stamp)

    def files(self) -> Mapping[str, str]:
        """The stamp of each file that `replace_file` keeps."""
        rows = self._server.rows("SELECT file, stamp FROM files ORDER BY file")
        return {restored(file): restored(stamp) for file, stamp in rows}

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
        around = repeat(("", ""), len(sources)) if contexts is None else contexts
        wishes = [Wish(s, c, cutoff, limit, penalty) for s, c in zip(sources, around, strict=True)]
        found: list[list[Match]] = []
        for at in range(0, len(wishes), _BATCH):
            search = Search(self._server, locale, source_locale, self._frequency)
            found += search.matches(wishes[at : at + _BATCH])
        return found

    def alike(
        self, sources: Sequence[str], locale: Locale, *, source_locale: Locale | None = None, limit: int = 50
    ) -> list[list[TranslationUnit]]:
        """For each source the units of other texts that have the same skeleton, at most `limit`: the last
        that came, the newest first."""
        asked = {
            "skeletons": [key(skeleton(source)) for source in sources],
            "own": [key(source) for source in sources],
            "locale": locale,
            "from": source_locale,
            "limit": limit,
        }
        found: list[list[TranslationUnit]] = [[] for _ in sources]
        for number, _, *values in self._server.rows(_ALIKE, asked):
            found[number - 1].append(unit(values))
        return found

    def units(self, locale: Locale | None = None) -> Iterator[TranslationUnit]:
        """All units, or those of a target locale, streamed, in the order in which they came."""
        return map(unit, self._server.streamed(_ALL, {"locale": locale}))

    def stats(self) -> Stats:
        """How much of what there is."""
        units, sources, documents, index = self._server.rows(_STATS)[0]
        locales, origins, files = map(self._counted, ("locale", "origin", "file"))
        return Stats(units, sources, documents, locales, origins, files, index)

    def close(self) -> None:
        """Ends the connection; what was added is kept."""
        self._server.close()

    def __enter__(self) -> PostgresMemory:
        """The memory itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the connection."""
        self.close()

    def _may_write(self) -> None:
        if self.read_only:
            raise TmpipeError("this memory is open to you for searching only; ask who runs it", self.path)

    def _frequency(self) -> Mapping[int, float]:
        """The share of units that have a key, of the commonest keys; asked for once after each writing."""
        if self._known_frequency is None:
            rows = self._server.rows(_FREQUENCY)
            keys, shares = rows[0] if rows and rows[0][0] else ((), ())
            self._known_frequency = dict(zip(keys, shares, strict=False))  # the last shares are a summary
        return self._known_frequency

    def _counted(self, column: str) -> dict[str, int]:
        rows = self._server.rows(f"SELECT {column}, count(*) FROM units GROUP BY 1 ORDER BY 1")  # noqa: S608
        return {restored(value): number for value, number in rows}
