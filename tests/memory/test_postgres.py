"""The memory on a server: roles, faults, migrations, and many clients at once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tmpipe.errors import ConfigurationError, InputError, TmpipeError, UsageError
from tmpipe.memory.postgres import PostgresMemory, open_memory
from tmpipe.memory.remote import migrating, sieve
from tmpipe.memory.remote.server import Server
from tmpipe.model import TranslationUnit
from tmpipe.pipeline.rebuild import Rebuilt, rebuild
from tmpipe.project import Project

Sql = Callable[..., list[tuple[Any, ...]]]
Url = Callable[..., str]

PAGE = Path(__file__).parents[2] / "docs" / "postgresql.md"

ENDLESS = """
import sys
from itertools import count
from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

def units():
    for number in count():
        if number == 12_000:
            print("many are on the server", flush=True)
        yield TranslationUnit(f"source {number}", "target", "fr", document="killed")

open_memory(sys.argv[1]).add(units())
"""

WRITER = """
import sys
from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

print("ready", flush=True)
sys.stdin.readline()
name, memory = sys.argv[2], open_memory(sys.argv[1])
for edition in range(10):
    shared = [TranslationUnit(f"s {n}", "t", "fr", date=f"{edition}", author=name) for n in range(60)]
    memory.add(shared if name in "ac" else reversed(shared))
    mine = [TranslationUnit(f"s {n}", f"t {edition}", "fr", document=name) for n in range(20)]
    memory.replace_file(name, mine)
    both = [TranslationUnit(f"s {n}", f"t {n}", "fr", document=name) for n in range(5)]
    memory.replace_file("both", both, stamp=name)
memory.close()
"""


def unit(number: int, document: str = "x") -> TranslationUnit:
    return TranslationUnit(f"This is sentence {number}.", f"Phrase {number}.", "fr", document=document)


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that has come as far as its first line of output."""
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


@pytest.fixture
def name(database: Callable[[], str]) -> str:
    """Of an empty database."""
    return database()


@pytest.fixture
def url(name: str) -> str:
    """Of an empty database."""
    return f"postgresql://postgres@/{name}"


@pytest.fixture
def memory(url: str) -> Iterator[PostgresMemory]:
    """With 100 units."""
    with open_memory(url) as opened:
        opened.add(map(unit, range(100)))
        yield opened


# --- a project's


def test_what_a_project_learned_comes_anew_and_the_rest_stays(url: str, tmp_path: Path) -> None:
    settings = f'[project]\nname = "n"\nlocales = ["fr"]\n[memory]\nurl = "{url}"\nfiles = ["a.tsv"]\n'
    (tmp_path / "tmpipe.toml").write_text(settings)
    (tmp_path / "a.tsv").write_text("One.\tUn.\n")
    project = Project.open(tmp_path)
    with open_memory(url) as memory:
        memory.add([unit(1)])
        memory.replace_file("other/x.po", [unit(2)], stamp="1")
        memory.replace_file("n/a.tsv", [unit(3)], stamp="stale")
    for _ in range(2):
        assert rebuild(project) == Rebuilt(learned=1, catalogs=0, tables=1, imported=1, others=1)
        with open_memory(url) as memory:
            assert {one.source for one in memory.units()} == {"One.", unit(1).source, unit(2).source}
    with pytest.raises(UsageError, match="others use this memory"):
        rebuild(project, forget_imports=True)


# --- opening


def test_a_memory_is_made_in_a_schema_of_its_own(memory: PostgresMemory, name: str, sql: Sql) -> None:
    tables = sql("SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^pg_|^inf'", name)
    assert set(tables) == {("tmpipe", "units"), ("tmpipe", "files"), ("tmpipe", "editions")}
    assert not memory.read_only


def test_a_url_may_name_another_schema(memory: PostgresMemory, url: str) -> None:
    with open_memory(f"{url}?options=-c%20tmpipe.schema%3Dother-one") as other:
        assert list(other.units()) == []
        other.add([unit(7)])
    assert len(list(memory.units())) == 100


def test_both_schemes_are_the_same(memory: PostgresMemory, url: str) -> None:
    with open_memory(url.replace("postgresql:", "postgres:")) as other:
        assert other.stats().units == 100


def test_what_the_url_leaves_out_comes_from_the_environment(
    memory: PostgresMemory, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGUSER", "postgres")
    monkeypatch.setenv("PGDATABASE", name)
    with open_memory("postgresql://") as other:
        assert other.stats() == memory.stats()


BAD = [
    ("postgresql://u:geheim@127.0.0.1:1/db", r"cannot be reached: .*refused.*; see that it runs"),
    ("postgresql://u:geheim@h/db?sslmod=x", "no PostgreSQL URL; one looks like postgresql://user@host"),
    ("postgresql:u:geheim", "no PostgreSQL URL"),
    ("postgresql://u:ge@geheim@h/db?x=geheim", "no PostgreSQL URL"),
    (
        "postgresql://nobody:geheim@/postgres",
        'does not let you in: .*role "nobody" does not exist; see the user\'s name in the URL',
    ),
    ("postgresql://postgres:geheim@/missing", 'database "missing" does not exist'),
]


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("url", "said"), BAD)
def test_what_cannot_be_reached_is_said_without_the_password(url: str, said: str) -> None:
    with pytest.raises(TmpipeError, match=said) as caught:
        open_memory(url)
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("user", ["locked", "locked:geheim"])
def test_who_has_no_password_or_a_wrong_one_is_told_where_it_belongs(sql: Sql, user: str) -> None:
    sql("DO $$BEGIN CREATE ROLE locked LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN END$$")
    rules = Path(sql("SHOW hba_file")[0][0])
    before = rules.read_text()
    rules.write_text(f"local all locked scram-sha-256\n{before}")
    try:
        (loaded,) = sql("SELECT pg_conf_load_time() FROM pg_reload_conf()")
        while sql("SELECT pg_conf_load_time()") == [loaded]:  # the server reads its rules in its own time
            pass
        with pytest.raises(TmpipeError, match=r"does not let you in: .*PGPASSWORD or ~/\.pgpass") as caught:
            open_memory(f"postgresql://{user}@/postgres")
    finally:
        rules.write_text(before)
        sql("SELECT pg_reload_conf()")
    assert "geheim" not in str(caught.value)


def test_the_command_ends_with_2_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "tmpipe.toml").write_text(
        '[project]\nname = "n"\nlocales = ["fr"]\n[memory]\nurl = "postgresql://u:geheim@127.0.0.1:1/db"\n'
    )
    command = [sys.executable, "-m", "tmpipe", "memory", "stats"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert re.fullmatch(r"tmpipe: postgresql://u@127\.0\.0\.1:1/db: .*cannot be reached.*\n", done.stderr)
    assert "geheim" not in done.stdout + done.stderr


def test_a_scheme_that_is_wrong_shows_no_password_either() -> None:
    from tmpipe.memory import open_memory as any_memory

    with pytest.raises(ConfigurationError) as caught:
        any_memory("postgressql://u:geheim@h/db")
    assert "geheim" not in str(caught.value)


def test_without_psycopg_the_command_that_installs_it_is_named() -> None:
    code = """
import sys
sys.modules["psycopg"] = None
from tmpipe.errors import MissingPartError
from tmpipe.memory import open_memory
try: open_memory("postgresql://h/db")
except MissingPartError as error: print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == ("a memory on PostgreSQL needs psycopg; pip install 'tmpipe[postgres]' brings it\n")


def test_another_encoding_is_refused(sql: Sql) -> None:
    sql("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(TmpipeError, match=r"stores texts as LATIN1.*ENCODING 'UTF8'"):
        open_memory("postgresql://postgres@/latin")


# --- formats


def test_a_newer_format_is_refused(memory: PostgresMemory, url: str, name: str, sql: Sql) -> None:
    sql("UPDATE tmpipe.editions SET edition = 99 WHERE name = 'format'", name)
    with pytest.raises(InputError, match=r"a memory of a newer tmpipe \(format 99, not 1\); update tmpipe"):
        open_memory(url)
    with pytest.raises(InputError, match="a newer tmpipe has changed the memory meanwhile; update tmpipe"):
        memory.add([unit(200)])
    assert len(list(memory.units())) == 100


def test_a_step_that_fails_changes_nothing(
    memory: PostgresMemory, url: str, name: str, sql: Sql, tmp_path: Path
) -> None:
    step = tmp_path / "0002.sql"
    steps = (*migrating.MIGRATIONS, step)
    step.write_text("ALTER TABLE units ADD note text; SELECT 1/0")
    with closing(Server(url)) as server:
        with pytest.raises(TmpipeError, match="PostgreSQL says: division by zero"):
            migrating.prepare(server, steps)
        assert sql("SELECT edition FROM tmpipe.editions WHERE name = 'format'", name) == [(1,)]
        step.write_text("ALTER TABLE units ADD note text NOT NULL DEFAULT 'n'")
        migrating.prepare(server, steps)
        migrating.prepare(server, steps)
    assert sql("SELECT edition FROM tmpipe.editions WHERE name = 'format'", name) == [(2,)]
    assert sql("SELECT count(note) FROM tmpipe.units", name) == [(100,)]
    assert len(list(memory.units())) == 100


@pytest.mark.parametrize("what", ["words", "skeleton"])
def test_traces_of_an_older_edition_are_made_anew(
    memory: PostgresMemory, url: str, name: str, sql: Sql, what: str
) -> None:
    columns = "length, sketch, keys, skeleton_key"
    good = sql(f"SELECT {columns} FROM tmpipe.units ORDER BY id", name)
    sql("UPDATE tmpipe.units SET length = 0, sketch = 0::bit(256), keys = '{1}', skeleton_key = 3", name)
    sql(f"UPDATE tmpipe.editions SET edition = 0 WHERE name = '{what}'", name)
    open_memory(url).close()
    assert sql(f"SELECT {columns} FROM tmpipe.units ORDER BY id", name) == good
    assert len(memory.look_up(["This is sentence 200."], "fr", limit=200)[0]) == 100


def test_the_traces_of_a_text_are_those_of_this_edition() -> None:
    """Who changes this row raises sieve.EDITION, else memories on servers miss matches."""
    assert sieve.EDITION == 1
    left = sieve.traces("L’homme, “l'homme” <g1>à la</g1> mer…", "fr")
    assert left.length == 5
    assert list(left.keys) == [-468792538, 468994658, 569547046, 644148920, 706110673]
    assert left.sketch == f"x{sum(1 << bit for bit in [4, 109, 154, 222]):064x}"


def test_clients_that_start_at_once_make_one_memory(url: str) -> None:
    processes = [started(WRITER, url, name) for name in "abcd"]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    with open_memory(url) as memory:
        units, files = list(memory.units()), memory.files()
    assert len([u for u in units if u.author]) == 60
    assert {(u.document, u.target) for u in units if u.file in [*"abcd"]} == {(n, "t 9") for n in "abcd"}
    assert len([u for u in units if u.file in [*"abcd"]]) == 80
    assert {u.document for u in units if u.file == "both"} == {files["both"]}
    assert len(units) == 60 + 80 + 5


# --- faults


def test_killed_in_the_middle_of_an_add_nothing_half_is_there(memory: PostgresMemory, url: str) -> None:
    process = started(ENDLESS, url)
    process.kill()
    process.communicate()
    assert list(memory.units()) == [unit(number) for number in range(100)]
    assert memory.add([unit(100)]) == 1


def test_a_cut_connection_is_said_and_made_anew(memory: PostgresMemory, name: str, sql: Sql) -> None:
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    )

    def broken() -> Iterator[TranslationUnit]:
        for number in range(200, 12_000):
            yield unit(number)
        sql(cut, "postgres")
        yield unit(12_000)

    with pytest.raises(TmpipeError, match=r"the connection to the memory broke off: .*run again") as caught:
        memory.add(broken())
    assert "\n" not in str(caught.value)
    assert memory.add([unit(100)]) == 1
    sql(cut, "postgres")
    with pytest.raises(TmpipeError, match="broke off"):
        memory.look_up(["This is sentence 7."], "fr")
    assert memory.look_up(["This is sentence 7."], "fr", limit=1)[0][0].rate == 100
    assert len(list(memory.units())) == 101


def test_a_server_that_starts_again_is_found_again(
    memory: PostgresMemory, server: Callable[..., None]
) -> None:
    server("-m", "fast", "restart")
    with pytest.raises(TmpipeError, match="broke off"):
        memory.files()
    assert memory.look_up(["This is sentence 7."], "fr", limit=1)[0][0].rate == 100


def test_half_a_character_is_refused_and_harmless_in_a_query(memory: PostgresMemory) -> None:
    with pytest.raises(InputError, match="half a character"):
        memory.add([unit(200), TranslationUnit("bad \ud800", "x", "fr")])
    assert memory.look_up(["This is sentence \ud800"], "fr", limit=1)[0][0].rate == 75
    assert memory.alike(["This is sentence 7 \ud800"], "fr") == [[]]
    assert len(list(memory.units())) == 100


def test_a_texts_zero_characters_come_back(memory: PostgresMemory) -> None:
    odd = TranslationUnit("\0 \x10 \x10e \x100", "\x10\0", "fr", file="f\0")
    memory.replace_file("f\0", [odd], stamp="\x10")
    assert list(memory.units())[-1] == odd
    assert memory.files() == {"f\0": "\x10"}
    assert memory.stats().files == {"": 100, "f\0": 1}
    assert memory.look_up([odd.source], "fr")[0][0].unit == odd


def test_very_long_texts_are_kept_and_found(memory: PostgresMemory) -> None:
    long = " ".join(f"w{number % 30_000}" for number in range(100_000))
    memory.add([TranslationUnit(long, long, "fr")])
    assert [round(m.rate, 1) for m in memory.look_up([long + " more"], "fr", cutoff=80)[0]] == [99.0]


def raising(code: str) -> str:
    return f"DO $$BEGIN RAISE 'as planned' USING ERRCODE = '{code}'; END$$"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("53100", r"no room left on the server \(as planned\): nothing of this run was stored; free some"),
        ("42501", "as planned: your user may not do that in this memory; docs/postgresql.md has the rights"),
        ("25006", "as planned: this server only answers; store on the main one"),
        ("57014", "PostgreSQL says: as planned"),
    ],
)
def test_what_the_server_refuses_is_said(memory: PostgresMemory, code: str, said: str) -> None:
    def refused() -> Iterator[TranslationUnit]:
        yield unit(200)
        memory._server.run(raising(code))

    with pytest.raises(TmpipeError, match=said):
        memory.add(refused())
    assert memory.stats().units == 100


@pytest.mark.parametrize("code", ["40P01", "40001"])
def test_what_was_in_the_way_of_others_is_done_again(url: str, code: str) -> None:
    attempts: list[int] = []

    def work() -> str:
        attempts.append(len(attempts))
        server.run("INSERT INTO files VALUES ('f', '')")
        if len(attempts) < 3:
            server.run(raising(code))
        return "done"

    with open_memory(url) as memory, closing(Server(url)) as server:
        assert server.settled(work) == "done"
        assert memory.files() == {"f": ""}
    assert attempts == [0, 1, 2]


# --- several at once


def test_a_reader_sees_what_there_was_when_it_began(memory: PostgresMemory, url: str) -> None:
    reading = memory.units()
    first = next(reading)
    with open_memory(url) as other:
        other.replace_file("y", [unit(200)])
        other.add([unit(201)])
    memory.look_up(["This is sentence 7."], "fr")
    assert [first, *reading] == [unit(number) for number in range(100)]
    assert len(list(memory.units())) == 102


def test_a_slow_writer_holds_nobody_up(memory: PostgresMemory, url: str) -> None:
    with open_memory(url) as other:

        def slow() -> Iterator[TranslationUnit]:
            yield from map(unit, range(100, 6000))
            assert other.add([unit(100), unit(7000)]) == 2
            assert memory.look_up(["This is sentence 7000."], "fr", limit=1)[0][0].rate == 100

        assert memory.add(slow()) == 5899
    assert memory.stats().units == 6001


# --- roles


def sql_blocks() -> list[str]:
    return re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_roles_are_as_the_page_makes_them(memory: PostgresMemory, name: str, sql: Sql) -> None:
    roles, *_ = sql_blocks()
    sql(roles, name)
    with open_memory(f"postgresql://anna@/{name}") as reader:
        assert reader.read_only
        assert reader.look_up(["This is sentence 7."], "fr", limit=1)[0][0].rate == 100
        assert len(reader.look_up(["This is sentence 200."], "fr", limit=200)[0]) == 100
        assert len(reader.alike(["This is sentence 200."], "fr")[0]) == 50
        assert (len(list(reader.units())), reader.stats().units, reader.files()) == (100, 100, {})
        for write in (reader.add, lambda units: reader.replace_file("f", units)):
            with pytest.raises(TmpipeError, match="open to you for searching only; ask who runs it"):
                write([unit(100)])
    with open_memory(f"postgresql://bertil@/{name}") as writer:
        assert not writer.read_only
        assert writer.add([unit(100)]) == 1
        assert writer.replace_file("f", [unit(101)], stamp="1") == 1
        assert writer.replace_file("f", []) == 1
        with pytest.raises(TmpipeError, match="must be owner of table units: your user may not do that"):
            writer._server.run("DROP TABLE units")
    assert memory.stats().units == 101


@pytest.mark.parametrize("there", [False, True])
def test_who_may_not_make_a_memory_is_told_so(name: str, sql: Sql, there: bool) -> None:
    sql("DO $$BEGIN CREATE ROLE carla LOGIN; EXCEPTION WHEN duplicate_object THEN END$$", name)
    if there:
        open_memory(f"postgresql://postgres@/{name}").close()
    who = "its owner lets you in" if there else "whoever may make one opens it once"
    with pytest.raises(
        TmpipeError,
        match=f"the schema tmpipe has no memory that your user may see.*{who}: docs/postgresql.md",
    ):
        open_memory(f"postgresql://carla@/{name}")


def test_a_server_that_only_answers_is_read_only(memory: PostgresMemory, url: str) -> None:
    with open_memory(f"{url}?options=-c%20default_transaction_read_only%3Don") as reader:
        assert reader.read_only
        assert len(reader.look_up(["This is sentence 7."], "fr")[0]) == 5
