"""Units on their way into a memory on PostgreSQL: gathered beside it, then merged in one transaction.

What comes is copied into a table of this connection's own, which nobody sees and which goes with it. So a
slow source of units holds nobody up, a writer that dies leaves nothing, and a merge that met another one
is done again. Merges take the units in one order, so that they seldom meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from tmpipe.memory.remote.migrating import TRACES, check, traces
from tmpipe.memory.remote.server import Server, stored
from tmpipe.memory.rows import KEYS, UNIT, Row, column, row
from tmpipe.model import TranslationUnit

_BATCH = 5_000
_FEW = 500
"""Units that the server merges well without having looked at them."""
_MANY = 10_000
_GREW = "SELECT reltuples < 10 * %(come)s::double precision FROM pg_class WHERE oid = 'units'::regclass"
_SAME = "source_key, locale, rest_key"
_COLUMNS = f"source_key, rest_key, {TRACES}, {UNIT}"
_ABOUT = ("source_locale", "origin", "previous", "following", "date", "author", "penalty")
"""What may change of a unit while it stays the same unit."""
_OURS, _THEIRS = (", ".join(f"{table}.{name}" for name in _ABOUT) for table in ("units", "excluded"))
_STAGED = ", ".join(f"s.{name}" for name in _ABOUT)
_STAGE = """
DROP TABLE IF EXISTS pg_temp.staged;
CREATE TEMP TABLE staged (LIKE units INCLUDING DEFAULTS)
"""
# Of equal units the last one counts, in the place of the first. What is there already is left alone.
_MERGE = f"""
INSERT INTO units (id, {_COLUMNS})
SELECT first, {_COLUMNS} FROM (
    SELECT *, min(id) OVER same AS first, max(id) OVER same AS last
    FROM staged WINDOW same AS (PARTITION BY {_SAME})
) AS s
WHERE id = last AND NOT EXISTS (
    SELECT FROM units
    WHERE units.source_key = s.source_key AND units.locale = s.locale AND units.rest_key = s.rest_key
    AND ({_OURS}) = ({_STAGED})
)
ORDER BY {_SAME}
ON CONFLICT ({_SAME}) DO UPDATE SET ({", ".join(_ABOUT)}) = ({_THEIRS}) WHERE ({_OURS}) <> ({_THEIRS})
"""  # noqa: S608 - our own column names
_REST = """
DELETE FROM units WHERE file = %(file)s AND NOT EXISTS (
    SELECT FROM staged AS s
    WHERE units.source_key = s.source_key AND units.locale = s.locale AND units.rest_key = s.rest_key
)
"""
# A dated unit goes when one of the same place has another target and a newer date: when its target is not
# the newest's, the newest one decides, else the newest of the others. Of a file that is kept up with, units
# go with the file alone: other projects may have such a document, too.
_RETIRE = """
WITH places AS (
    SELECT id, target, date, locale, source_key, source, document, previous, following, kept,
        first_value(target) OVER newest AS best, first_value(date) OVER newest AS last
    FROM units CROSS JOIN LATERAL (
        SELECT coalesce((SELECT files.file FROM files WHERE files.file = units.file), '') AS kept
    ) AS keeper
    WHERE date <> '' AND (locale, source_key) IN (SELECT locale, source_key FROM staged WHERE date <> '')
    WINDOW newest AS (
        PARTITION BY locale, source_key, source, document, previous, following, kept
        ORDER BY date DESC, target
    )
), rivals AS (
    SELECT *, max(date) FILTER (WHERE target <> best) OVER (
        PARTITION BY locale, source_key, source, document, previous, following, kept
    ) AS rival
    FROM places
), gone AS (
    DELETE FROM units WHERE id IN (
        SELECT id FROM rivals WHERE date < CASE WHEN target = best THEN rival ELSE last END
    ) RETURNING id
)
SELECT count(*) FILTER (WHERE id IN (SELECT id FROM staged)), count(*) FROM gone
"""


@dataclass(frozen=True, slots=True)
class _Come:
    units: int
    dated: bool
    """Whether one of them has a date: the others retire nothing."""


def add(server: Server, units: Iterable[TranslationUnit]) -> int:
    """Stores the units; how many were new or changed."""
    come = _stage(server, units)
    return _settled(server, come, partial(_merge, server, come)) if come.units else 0


def replace_file(server: Server, file: str, units: Iterable[TranslationUnit], stamp: str) -> int:
    """Makes these, which all have this file, its only units; how many came, changed or went."""
    come = _stage(server, units)
    values = {"file": stored(file), "stamp": stored(stamp)}

    def work() -> int:
        # Who makes the same file anew waits here for its turn.
        server.rows(
            "INSERT INTO files VALUES (%(file)s, %(stamp)s)"
            " ON CONFLICT (file) DO UPDATE SET stamp = excluded.stamp",
            values,
        )
        if not come.units and not stamp:
            server.rows("DELETE FROM files WHERE file = %(file)s", values)
        return _merge(server, come, values)

    return _settled(server, come, work)


def _settled(server: Server, come: _Come, work: Callable[[], int]) -> int:
    """What `work` gives. When much has come, the server looks at once at what is rare now, if this user may
    have it do so; else it does by itself before long."""
    changed = server.settled(work)
    if come.units > _MANY and server.rows(_GREW, {"come": come.units})[0][0]:
        server.run("ANALYZE units")
    return changed


def _stage(server: Server, units: Iterable[TranslationUnit]) -> _Come:
    """Stages the units. Each batch is drawn before the server hears of it: whoever gives them may ask the
    same memory meanwhile."""
    server.run(_STAGE)
    come, dated = 0, False
    for batch in _batches(map(row, units)):
        server.copy(f"COPY staged ({_COLUMNS}) FROM STDIN", map(_line, batch))
        come += len(batch)
        dated = dated or any(values[_DATE] for values in batch)
    if come > _FEW:
        server.run("ANALYZE staged")
    return _Come(come, dated)


def _merge(server: Server, come: _Come, file: dict[str, str] | None = None) -> int:
    """Takes what is staged in, and the rest of the file away; how many units are there or not there by it."""
    check(server)
    changed = server.changed(_MERGE)
    rest = server.changed(_REST, file) if file else 0
    new, retired = server.rows(_RETIRE)[0] if come.dated else (0, 0)
    return changed + rest - int(new) + (int(retired) - int(new) if file else 0)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


_SOURCE, _LOCALE, _DATE = column("source"), column("locale"), column("date")
_FROM = len(KEYS.split(", "))


def _line(values: Row) -> Sequence[object]:
    """The values of _COLUMNS."""
    source, locale = str(values[_SOURCE]), str(values[_LOCALE])
    texts = (stored(value) if isinstance(value, str) else value for value in values[_FROM:])
    return *values[:_FROM], *traces(source, locale), *texts
