"""Memories of every kind, and a PostgreSQL server of the tests' own: one for each worker that needs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tmpipe.memory import open_memory
from tmpipe.parts import Memory

Sql = Callable[..., list[tuple[Any, ...]]]

_CAREFREE = (
    "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off "
    "-c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=64MB -c max_connections=50"
)
"""No network, and no care for power cuts."""


def _binary(name: str) -> str:
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = shutil.which(name) or next(map(str, reversed(newest)), None)
    if found is None:
        pytest.skip("no PostgreSQL server is installed; apt-get install postgresql")
    return found


def _as_somebody() -> Sequence[str]:
    """What starts a command as a user whom the server accepts: anybody but root."""
    if os.geteuid() != 0:
        return ()
    runuser = shutil.which("runuser") or shutil.which("runuser", path="/usr/sbin:/sbin")
    if runuser is None:
        pytest.skip("PostgreSQL does not run as root, and there is no runuser")
    return (runuser, "-u", "postgres", "--")


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[..., None]]:
    """`server("restart")` does so, as pg_ctl; its socket is in the folder of PGHOST."""
    pytest.importorskip("psycopg", reason="psycopg is not installed; pip install 'tmpipe[postgres]'")
    initdb, pg_ctl, who = _binary("initdb"), _binary("pg_ctl"), _as_somebody()
    with tempfile.TemporaryDirectory(prefix="tmpipe-", ignore_cleanup_errors=True) as folder:
        if who:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"

        def run(*command: str) -> None:
            subprocess.run([*who, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run(initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        control = partial(run, pg_ctl, "-D", data, "-l", f"{folder}/log", "-w")
        control("-o", f"-k {folder} {_CAREFREE}", "start")
        with pytest.MonkeyPatch.context() as environment:
            for name in [name for name in os.environ if name.startswith("PG")]:
                environment.delenv(name)
            environment.setenv("PGHOST", folder)
            yield control
        control("-m", "immediate", "stop")


@pytest.fixture(scope="session")
def sql(server: Callable[..., None]) -> Sql:
    """`sql(statement, database)` gives the rows, asked for by the server's superuser."""

    def run(statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        import psycopg

        with psycopg.connect(f"postgresql://postgres@/{database}", autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture(scope="session")
def database(sql: Sql) -> Callable[[], str]:
    """Each call makes an empty database and gives its name."""
    numbers = count()

    def made() -> str:
        name = f"d{next(numbers)}"
        sql(f"CREATE DATABASE {name}")
        return name

    return made


@pytest.fixture(scope="session")
def opened(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Memory]]:
    """`opened(kind)` is an empty memory of a kind, `sqlite` or `postgresql`, that lasts until the next one of
    its kind is asked for; nobody has to close it."""
    memories: dict[str, Memory] = {}

    def made(kind: str) -> Memory:
        if kind == "sqlite":
            if kind in memories:
                memories[kind].close()
            memories[kind] = open_memory("sqlite::memory:")
        elif kind in memories:
            request.getfixturevalue("sql")("DELETE FROM tmpipe.units; DELETE FROM tmpipe.files", names[0])
        else:
            names.append(request.getfixturevalue("database")())
            memories[kind] = open_memory(f"postgresql://postgres@/{names[0]}")
        return memories[kind]

    names: list[str] = []
    yield made
    for memory in memories.values():
        memory.close()
