"""The tables of a memory on PostgreSQL: made, checked, and brought up to date by whoever may do that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from tmpipe.errors import InputError, TmpipeError
from tmpipe.memory.remote import sieve
from tmpipe.memory.remote.server import Server, restored
from tmpipe.memory.rows import skeleton_key
from tmpipe.model import Locale
from tmpipe.text import skeleton

MIGRATIONS = tuple(sorted(Path(__file__).with_name("migrations").glob("*.sql")))
"""From each format to the next, the first one from nothing."""
TRACES = "skeleton_key, length, sketch, keys"
"""The columns that are made of a source text alone."""

_DERIVED = {"words": sieve.EDITION, "skeleton": skeleton.EDITION}
_BATCH = 5_000
# The catalog tells what another client has just made; names are looked up in what was there before.
_THERE = """
SELECT count(*) > 0 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relname = 'editions' AND quote_ident(nspname) = current_setting('search_path')
    AND has_schema_privilege(relnamespace, 'USAGE')
"""
_EDITIONS = "SELECT name, edition FROM editions"
_SCHEMA = """
SELECT count(*) > 0,
    CASE WHEN current_setting('transaction_read_only') = 'on' THEN false
    WHEN count(*) = 0 THEN has_database_privilege(current_database(), 'CREATE')
    ELSE bool_and(has_schema_privilege(oid, 'CREATE')) END
FROM pg_namespace WHERE quote_ident(nspname) = current_setting('search_path')
"""
_ONE_AT_A_TIME = """
SELECT pg_advisory_xact_lock(hashtextextended('tmpipe ' || current_setting('search_path'), 0))
"""
_OLD = f"SELECT id, source, locale FROM units WHERE id > %(last)s ORDER BY id LIMIT {_BATCH}"  # noqa: S608
_ANEW = f"UPDATE units SET ({TRACES}) = (SELECT {TRACES} FROM traced WHERE traced.id = units.id)"  # noqa: S608


def prepare(server: Server, migrations: Sequence[Path] = MIGRATIONS) -> None:
    """Sees that the memory is of our format, and makes it so; many may try at once, each with all rights
    that this needs or none. InputError where it is of a newer tmpipe."""
    ours = {"format": len(migrations), **_DERIVED}
    if _editions(server, ours) != ours:
        server.settled(partial(_bring_up_to_date, server, migrations, ours))


def check(server: Server) -> None:
    """Within a transaction: nobody brings the memory up to date until its end, and nobody has before."""
    server.run("LOCK TABLE units IN ROW EXCLUSIVE MODE")
    if dict(server.rows(_EDITIONS)) != {"format": len(MIGRATIONS), **_DERIVED}:
        raise InputError("a newer tmpipe has changed the memory meanwhile; update tmpipe", server.name)


def _editions(server: Server, ours: Mapping[str, int]) -> dict[str, int]:
    """What the memory is made of, empty where there is none; none of it is newer than ours."""
    if not server.rows(_THERE)[0][0]:
        return {}
    held: dict[str, int] = dict(server.rows(_EDITIONS))
    for name, edition in ours.items():
        if held.get(name, 0) > edition:
            said = f"a memory of a newer tmpipe ({name} {held[name]}, not {edition})"
            raise InputError(f"{said}; update tmpipe", server.name)
    return held


def _bring_up_to_date(server: Server, migrations: Sequence[Path], ours: Mapping[str, int]) -> None:
    """All steps from the format that is there, and all traces anew where they are made otherwise now."""
    server.run(_ONE_AT_A_TIME)
    held = _editions(server, ours)  # again: another client may have been faster
    if held == ours:
        return
    _may_change(server, bool(held))
    if not held:
        schema = server.rows("SELECT current_setting('search_path')")[0][0]
        server.run(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for step in migrations[held.get("format", 0) :]:
        server.run(step.read_text("utf-8"))
    if any(held.get(name, edition) != edition for name, edition in _DERIVED.items()):
        _trace_anew(server)
    for name, edition in ours.items():
        values = {"name": name, "edition": edition}
        server.rows(
            "INSERT INTO editions VALUES (%(name)s, %(edition)s)"
            " ON CONFLICT (name) DO UPDATE SET edition = excluded.edition",
            values,
        )


def _may_change(server: Server, there: bool) -> None:
    closed, changeable = server.rows(_SCHEMA)[0]
    if changeable:
        return
    if not there:
        schema = server.rows("SELECT current_setting('search_path')")[0][0]
        who = "its owner lets you in" if closed else "whoever may make one opens it once"
        said = f"the schema {schema} has no memory that your user may see, and it may not make one; {who}"
    else:
        said = "a memory of an older tmpipe; whoever owns it brings it up to date by opening it once"
    raise TmpipeError(f"{said}: docs/postgresql.md", server.name)


def _trace_anew(server: Server) -> None:
    """Traces of all units as they are made now; who wants to write waits."""
    server.run("LOCK TABLE units IN SHARE ROW EXCLUSIVE MODE")
    server.run(f"CREATE TEMP TABLE traced ON COMMIT DROP AS SELECT id, {TRACES} FROM units WHERE false")  # noqa: S608
    server.run("ALTER TABLE traced ADD PRIMARY KEY (id)")
    last = -1
    while old := server.rows(_OLD, {"last": last}):
        server.copy(
            f"COPY traced (id, {TRACES}) FROM STDIN",
            (
                (number, skeleton_key(text := restored(source)), *traces(text, locale))
                for number, source, locale in old
            ),
        )
        last = old[-1][0]
    server.run(_ANEW)


def traces(source: str, locale: Locale) -> tuple[int | str, ...]:
    """The columns of TRACES but the first, as COPY reads them."""
    left = sieve.traces(source, locale)
    keys = ",".join(map(str, left.keys))
    return left.length, left.sketch, f"{{{keys}}}"
