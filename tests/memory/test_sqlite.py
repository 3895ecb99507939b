"""The memory file: faults, and several processes at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tmpipe.errors import InputError, TmpipeError
from tmpipe.memory.sqlite import SqliteMemory, connect, open_memory
from tmpipe.model import TranslationUnit

ENDLESS = """
import sys
from itertools import count
from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

def units():
    for number in count():
        if number == 20_000:
            print("many are written", flush=True)
        yield TranslationUnit(f"source {number}", "target", "fr", document="killed")

open_memory("sqlite:" + sys.argv[1]).add(units())
"""

LEARNER = """
import sys
from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

print("ready", flush=True)
sys.stdin.readline()
memory = open_memory("sqlite:" + sys.argv[1])
for edition in range(20):
    units = [TranslationUnit(f"s {n}", f"t {n} {edition}", "fr", document=sys.argv[2]) for n in range(30)]
    memory.replace_file(sys.argv[2], units)
memory.close()
"""


def unit(number: int, document: str = "x") -> TranslationUnit:
    return TranslationUnit(
        f"This is sentence {number}.", f"Phrase {number}.", "fr", document=document, file=document
    )


def endless() -> Iterator[TranslationUnit]:
    return (unit(number, "endless") for number in count())


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that has come as far as its first line of output."""
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A memory with 100 units."""
    place = tmp_path / "memory.sqlite"
    with open_memory(f"sqlite:{place}") as memory:
        memory.add(map(unit, range(100)))
    return place


def units(path: Path) -> list[TranslationUnit]:
    with open_memory(f"sqlite:{path}") as memory:
        return list(memory.units())


# --- opening


@pytest.mark.parametrize("prefix", ["sqlite:", "sqlite://"])
def test_a_missing_file_is_made_with_its_folders_and_kept(tmp_path: Path, prefix: str) -> None:
    place = tmp_path / "a" / "b" / "memory.sqlite"
    with open_memory(f"{prefix}{place}") as memory:
        memory.add([unit(1)])
    assert place.is_file()
    assert units(place) == [unit(1)]


def test_an_empty_file_becomes_a_memory(tmp_path: Path) -> None:
    (tmp_path / "m").touch()
    assert units(tmp_path / "m") == []


def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_memory("sqlite:tm.sqlite").close()
    assert (tmp_path / "tm.sqlite").is_file()


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def newer(path: Path) -> None:
    open_memory(f"sqlite:{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 3")
    connection.close()


def cut(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        memory.add(map(unit, range(2000)))
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (foreign, r"a database, but not a tmpipe memory; .*`tmpipe memory rebuild` brings it back"),
        (newer, r"a memory of a newer tmpipe \(format 3, not 2\); update tmpipe"),
        (cut, r"damaged.*`tmpipe memory rebuild` brings it back from the catalogs"),
        (lambda path: path.write_text("# Notes\n" * 900), r"no memory, or a damaged one; .*rebuild"),
        (lambda path: path.write_bytes(b"\0" * 9000), r"no memory, or a damaged one; .*rebuild"),
        (lambda path: path.mkdir(), r"cannot be opened here"),
    ],
)
def test_what_is_no_memory_is_refused_and_left_alone(tmp_path: Path, make: object, said: str) -> None:
    assert callable(make)
    place = tmp_path / "memory.sqlite"
    make(place)
    before = place.read_bytes() if place.is_file() else b""
    with pytest.raises(InputError, match=said) as caught:
        units(place)
    assert caught.value.path == str(place)
    assert (place.read_bytes() if place.is_file() else b"") == before


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be opened here"):
        open_memory(f"sqlite:{tmp_path}/file/memory.sqlite")


def test_damage_in_the_middle_is_said_when_it_is_met(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        memory.add(map(unit, range(5000)))
    data = bytearray(path.read_bytes())
    data[8192 : len(data) - 4096] = b"\xff" * (len(data) - 8192 - 4096)
    path.write_bytes(data)
    with open_memory(f"sqlite:{path}") as memory, pytest.raises(InputError, match="memory rebuild"):
        list(memory.units())
    with open_memory(f"sqlite:{path}") as memory, pytest.raises(InputError, match="memory rebuild"):
        memory.look_up(["This is sentence 7777."], "fr")


def test_half_a_character_is_refused_and_harmless_in_a_query(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        with pytest.raises(InputError, match="half a character"):
            memory.add([unit(200), TranslationUnit("bad \ud800", "x", "fr")])
        assert memory.look_up(["This is sentence \ud800"], "fr", limit=1)[0][0].rate == 75
    assert len(units(path)) == 100


# --- faults while writing


def test_killed_in_the_middle_of_an_add_nothing_half_is_there(path: Path) -> None:
    process = started(ENDLESS, str(path))
    process.kill()
    process.communicate()
    assert units(path) == [unit(number) for number in range(100)]
    with open_memory(f"sqlite:{path}") as memory:
        assert memory.add([unit(100)]) == 1
        assert len(memory.look_up(["This is sentence 100."], "fr")[0]) == 5


def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    connection = connect(str(path))
    connection.execute("PRAGMA max_page_count = 40")
    with SqliteMemory(connection, str(path)) as memory:
        with pytest.raises(TmpipeError, match=r"no room left .* nothing of this run was stored"):
            memory.add(endless())
        assert len(list(memory.units())) == 100
        assert memory.look_up(["This is sentence 7."], "fr", limit=1)[0][0].rate == 100
        assert memory.add([unit(100)]) == 1
    assert len(units(path)) == 101


def test_a_writer_that_waits_in_vain_is_told_why(path: Path) -> None:
    other = SqliteMemory(connect(str(path), patience=0.01), str(path))

    def slow() -> Iterator[TranslationUnit]:
        yield unit(100)
        with pytest.raises(TmpipeError, match="another program is writing to this memory; try again"):
            other.add([unit(200)])
        yield unit(101)

    with open_memory(f"sqlite:{path}") as memory:
        assert memory.add(slow()) == 2
    assert other.add([unit(200)]) == 1
    other.close()


# --- several at once


def test_readers_read_while_one_writes(path: Path) -> None:
    reader = open_memory(f"sqlite:{path}")

    def slow() -> Iterator[TranslationUnit]:
        yield unit(100)
        assert len(list(reader.units())) == 100
        assert reader.look_up(["This is sentence 100."], "fr", limit=1)[0][0].rate == 75

    with open_memory(f"sqlite:{path}") as memory:
        memory.add(slow())
    assert reader.look_up(["This is sentence 100."], "fr", limit=1)[0][0].rate == 100
    assert reader.look_up(["This is sentence 100!"], "fr", cutoff=75, limit=200)[0][-1].rate == 75
    assert len(reader.look_up(["This is sentence 200."], "fr", limit=200)[0]) == 101
    reader.close()


def test_what_another_removes_is_offered_no_more(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as reader, open_memory(f"sqlite:{path}") as memory:
        assert len(reader.look_up(["This is sentence 100."], "fr", limit=200)[0]) == 100
        memory.replace_file("x", [unit(7)])
        assert [m.unit for m in reader.look_up(["This is sentence 100."], "fr")[0]] == [unit(7)]
        memory.replace_file("x", [unit(8)])
        assert [m.unit for m in reader.look_up(["This is sentence 100."], "fr")[0]] == [unit(8)]


def test_what_another_adds_in_the_place_of_the_newest_is_offered(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as reader, open_memory(f"sqlite:{path}") as memory:
        memory.replace_file("y", [unit(200)])
        assert len(reader.look_up(["This is sentence 1!"], "fr", limit=200)[0]) == 101
        memory.replace_file("y", [])
        memory.add([unit(300)])
        assert unit(300) in [m.unit for m in reader.look_up(["This is sentence 1!"], "fr", limit=200)[0]]


def test_a_reader_in_the_middle_holds_no_writer_up(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as reader:
        reading = reader.units()
        first = next(reading)
        with SqliteMemory(connect(str(path), patience=0.01), str(path)) as memory:
            assert memory.add([unit(100)]) == 1
        assert [first, *reading] == [unit(number) for number in range(100)]


def test_processes_that_start_at_once_share_a_new_memory(tmp_path: Path) -> None:
    place = tmp_path / "memory.sqlite"
    processes = [started(LEARNER, str(place), name) for name in "abcd"]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert {(u.document, u.target[-2:]) for u in units(place)} == {(name, "19") for name in "abcd"}
    assert len(units(place)) == 120


def test_only_a_fuzzy_look_up_loads_what_compares(path: Path) -> None:
    code = f"""
import sys
from tmpipe.memory import open_memory
memory = open_memory("sqlite:{path}")
assert memory.look_up(["This is sentence 7."], "fr", limit=1)[0][0].rate == 100
assert "rapidfuzz" not in sys.modules
assert memory.look_up(["This is sentence 100."], "fr", limit=1)[0][0].rate == 75
assert "rapidfuzz" in sys.modules
assert "numpy" not in sys.modules
memory.close()
"""
    subprocess.run([sys.executable, "-c", code], check=True)
