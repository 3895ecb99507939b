"""A connection to PostgreSQL: rows in and out, and what it says when something is wrong, in words."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from tmpipe.errors import (
    ConfigurationError,
    InputError,
    MemoryUnreachableError,
    MissingPartError,
    TmpipeError,
)

if TYPE_CHECKING:
    from psycopg import Connection, Error

T = TypeVar("T")
Values = Mapping[str, object]
Rows = list[tuple[Any, ...]]

_PATIENCE = 10
"""Seconds to wait for a server that does not answer, unless the URL or PGCONNECT_TIMEOUT says otherwise."""
_TRIES = 10
_ROLLED_BACK = "40"
"""The class of errors of a transaction that another one was in the way of."""
_SESSION = """
SET jit = off; SET max_parallel_workers_per_gather = 0; SET plan_cache_mode = force_generic_plan;
SELECT set_config('search_path', quote_ident(coalesce(nullif(current_setting('tmpipe.schema', true), ''), 'tmpipe')), false)
"""  # noqa: E501
"""Look-ups take a millisecond: planning each anew, compiling it or starting workers would take more. All
names are those of one schema, `tmpipe` unless the URL's options say `-c tmpipe.schema=NAME`."""


class Server:
    """One connection. One that broke is made anew by the next call."""

    def __init__(self, url: str) -> None:
        self.name = shown(url)
        self._url = url
        self._cursors = count()
        self._connection: Connection[tuple[Any, ...]] | None = None
        with self._explained():
            self._live()

    def rows(self, statement: str, values: Values | None = None) -> Rows:
        """What the statement, prepared where it has values, gives."""
        with self._explained(), self._live().cursor(binary=True) as cursor:
            cursor.execute(statement, values, prepare=values is not None)
            return cursor.fetchall() if cursor.description else []

    def run(self, script: str) -> None:
        """Does what one or several statements say."""
        with self._explained():
            self._live().execute(script)

    def changed(self, statement: str, values: Values | None = None) -> int:
        """How many rows the statement touched."""
        with self._explained(), self._live().cursor() as cursor:
            return cursor.execute(statement, values).rowcount

    def each(self, asked: Sequence[tuple[str, Values]]) -> list[Rows]:
        """What each of these statements gives, all in one round trip."""
        with self._explained():
            connection = self._live()
            with connection.pipeline():
                cursors = [connection.cursor(binary=True).execute(*one, prepare=True) for one in asked]
            return [cursor.fetchall() for cursor in cursors]

    def streamed(self, statement: str, values: Values) -> Iterator[tuple[Any, ...]]:
        """The rows as they are now, a few at a time; other calls may come between."""
        with self._explained():
            name = f"stream_{next(self._cursors)}"
            with self._live().cursor(name, withhold=True) as cursor:
                cursor.execute(statement, values)
                yield from cursor

    def copy(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Writes the rows with a COPY statement."""
        with self._explained(), self._live().cursor() as cursor, cursor.copy(statement) as copying:
            for row in rows:
                copying.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is called within is kept, or, whatever happens, nothing."""
        with self._explained(), self._live().transaction():
            yield

    def settled(self, work: Callable[[], T]) -> T:
        """What `work` gives, done in one transaction: again when others were in its way."""
        for attempt in range(_TRIES):
            try:
                with self.transaction():
                    return work()
            except _AgainError:
                time.sleep(0.01 * 2**attempt)
        raise TmpipeError("other programs write the same units all the time; try again later", self.name)

    def close(self) -> None:
        """Ends the connection."""
        if self._connection is not None:
            self._connection.close()

    def _live(self) -> Connection[tuple[Any, ...]]:
        if self._connection is None or self._connection.broken:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> Connection[tuple[Any, ...]]:
        psycopg = _psycopg()
        try:
            given = psycopg.conninfo.conninfo_to_dict(self._url)
        except psycopg.ProgrammingError:
            example = "postgresql://user@host:5432/database"
            raise ConfigurationError(
                f"this is no PostgreSQL URL; one looks like {example}, with special signs as %40", self.name
            ) from None  # what libpq says of it may have the password in it
        options: dict[str, Any] = {"client_encoding": "utf8", "fallback_application_name": "tmpipe"}
        if "connect_timeout" not in given and "PGCONNECT_TIMEOUT" not in os.environ:
            options["connect_timeout"] = _PATIENCE
        connection: Connection[tuple[Any, ...]] = psycopg.connect(self._url, autocommit=True, **options)
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            said = f"the database stores texts as {encoding}, which cannot hold all languages"
            raise ConfigurationError(f"{said}; make one with ENCODING 'UTF8' TEMPLATE template0", self.name)
        connection.execute(_SESSION)
        return connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """The server's errors as one TmpipeError with the server's name and without a password."""
        errors = _psycopg().errors
        try:
            yield
        except errors.Error as error:
            if (error.sqlstate or "").startswith(_ROLLED_BACK):
                raise _AgainError(_first_line(error), self.name) from error
            unreachable = self._connection is None and not _refused(error)
            kind = MemoryUnreachableError if unreachable else TmpipeError
            raise kind(_said(error, self._connection), self.name) from error
        except UnicodeEncodeError as error:
            text = error.object[:80]
            raise InputError(f"a text with half a character cannot be stored: {text!r}", self.name) from error


class _AgainError(TmpipeError):
    """Two programs were in each other's way; done once more it will work."""


def shown(url: str) -> str:
    """The URL for messages: user, host and database, no password and no options."""
    if "//" not in url:
        return "postgresql:…"
    before, at, place = url.rpartition("@")
    user = before.partition("//")[2].partition(":")[0]
    place = place.removeprefix("postgresql://").removeprefix("postgres://").partition("?")[0]
    return f"postgresql://{user}{at}{place}"


def _psycopg() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise MissingPartError(
            "a memory on PostgreSQL needs psycopg; pip install 'tmpipe[postgres]' brings it"
        ) from error
    return psycopg


def _said(error: Error, connection: Connection[Any] | None) -> str:
    """What happened and what to do about it."""
    errors = _psycopg().errors
    said = _first_line(error)
    if connection is None:
        if _refused(error):
            what = "the user's name in the URL, and the password in PGPASSWORD or ~/.pgpass"
            return f"the memory's server does not let you in: {said}; see {what}: docs/postgresql.md"
        return f"the memory's server cannot be reached: {said}; see that it runs and lets you in"
    if isinstance(error, errors.InsufficientPrivilege):
        return f"{said}: your user may not do that in this memory; docs/postgresql.md has the rights it needs"
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return f"{said}: this server only answers; store on the main one"
    if isinstance(error, errors.DiskFull | errors.OutOfMemory):
        return f"no room left on the server ({said}): nothing of this run was stored; free some and run again"
    if connection.broken or connection.closed:
        return f"the connection to the memory broke off: {said}; nothing half-done was kept, run again"
    return f"PostgreSQL says: {said}"


_REFUSED = re.compile(r"authentication failed|no password supplied|role .* (?:does not exist|not permitted)")


def _refused(error: Error) -> bool:
    """Whether a server is there and refuses the user: SQLSTATE 28. libpq keeps it to itself when it connects;
    then what tells is whether a password was wanted, or how an English server puts it."""
    wanted = error.pgconn is not None and error.pgconn.needs_password
    return (error.sqlstate or "").startswith("28") or wanted or _REFUSED.search(str(error)) is not None


def _first_line(error: Error) -> str:
    return (error.diag.message_primary or str(error).strip() or type(error).__name__).splitlines()[0].strip()


_NUL, _ESCAPE = "\0", "\x10"


def stored(text: str) -> str:
    """The text without U+0000, which PostgreSQL's texts cannot have. Law: `restored(stored(x)) == x`."""
    if _NUL in text or _ESCAPE in text:
        return text.replace(_ESCAPE, _ESCAPE + "e").replace(_NUL, _ESCAPE + "0")
    return text


def restored(text: str) -> str:
    """The text again."""
    if _ESCAPE in text:
        return text.replace(_ESCAPE + "0", _NUL).replace(_ESCAPE + "e", _ESCAPE)
    return text
