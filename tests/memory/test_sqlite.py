"""The memory file: faults, and several processes at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple, replace
from itertools import count
from pathlib import Path
from shutil import copy

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
        if number == 5_000:
            print("many are written", flush=True)
        yield TranslationUnit(f"source {number}", "target" * 5_000, "fr", document="killed")

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
    return (TranslationUnit(f"source {number}", "x" * 20_000, "fr") for number in count())


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that has come as far as its first line of output."""
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def ended(process: subprocess.Popen[str]) -> int:
    """The exit code of a process that has waited for a word."""
    process.communicate("go\n")
    return process.returncode


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
    with pytest.raises(InputError, match="memory rebuild"):
        units(path)
    with pytest.raises(InputError, match="memory rebuild"), open_memory(f"sqlite:{path}") as memory:
        memory.look_up(["This is sentence 7777."], "fr")


def test_half_a_character_is_refused_and_harmless_in_a_query(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        with pytest.raises(InputError, match="half a character"):
            memory.add([unit(200), TranslationUnit("bad \ud800", "x", "fr")])
        assert memory.look_up(["This is sentence \ud800"], "fr", limit=1)[0][0].rate == 75
    assert len(units(path)) == 100


# --- earlier formats

FORMAT_1 = """
CREATE TABLE units (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source_key INTEGER NOT NULL, rest_key INTEGER NOT NULL,
    source TEXT NOT NULL, target TEXT NOT NULL, locale TEXT NOT NULL, source_locale TEXT NOT NULL,
    origin TEXT NOT NULL, document TEXT NOT NULL, previous TEXT NOT NULL, following TEXT NOT NULL,
    date TEXT NOT NULL, author TEXT NOT NULL, UNIQUE (locale, source_key, rest_key)
);
CREATE INDEX by_document ON units (document, locale);
PRAGMA application_id = 0x746D7069;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""
IN_FORMAT_1 = [
    TranslationUnit(f"Section {n}", f"Article {n}", "fr", "en", "draft", "d", "p", "f", "2026", "N. N.")
    for n in range(3000)
]


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A memory as the first tmpipe made it."""
    connection = sqlite3.connect(tmp_path / "memory.sqlite")
    connection.executescript(FORMAT_1)
    known = [(n, 0, *astuple(unit)[:10]) for n, unit in enumerate(IN_FORMAT_1)]
    connection.executemany(f"INSERT INTO units VALUES (NULL, {', '.join('?' * 12)})", known)
    connection.commit()
    connection.close()
    return tmp_path / "memory.sqlite"


def test_a_memory_of_format_1_is_brought_up_to_date(earlier: Path) -> None:
    assert units(earlier) == IN_FORMAT_1
    with open_memory(f"sqlite:{earlier}") as memory:
        assert memory.look_up(["Section 17"], "fr")[0][0].unit == IN_FORMAT_1[17]
        assert memory.alike(["Section 9999"], "fr", limit=2) == [IN_FORMAT_1[:-3:-1]]
        assert memory.add(IN_FORMAT_1) == 0
        assert memory.files() == {}


def test_processes_that_bring_a_memory_up_to_date_at_once_lose_nothing(earlier: Path) -> None:
    processes = [started(LEARNER, str(earlier), name) for name in "ab"]
    assert [ended(process) for process in processes] == [0, 0]
    assert [unit for unit in units(earlier) if unit.document == "d"] == IN_FORMAT_1


FULL = """
import resource, sys
from tmpipe.errors import TmpipeError
from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

print("ready", flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    memory = open_memory("sqlite:" + sys.argv[1])
    memory.replace_file("x", (TranslationUnit(f"source {n}", "x" * 20_000, "fr") for n in range(100_000)))
except TmpipeError as error:
    print(error)
"""


def test_without_room_a_memory_of_format_1_stays_as_it_is(earlier: Path) -> None:
    process = started(FULL, str(earlier), str(earlier.stat().st_size))
    said, _ = process.communicate()
    assert said.startswith(f"{earlier}: the disk does not take or give what it should; see that it has room")
    assert units(earlier) == IN_FORMAT_1


def test_texts_are_masked_anew_when_that_is_done_in_another_way(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE units SET skeleton_key = NULL")
        connection.execute("UPDATE skeletons SET edition = 0")
    connection.close()
    with open_memory(f"sqlite:{path}") as memory:
        assert memory.alike(["This is sentence 1000."], "fr", limit=1) == [[unit(99)]]


def test_a_memory_of_format_1_that_may_only_be_read_is_refused(earlier: Path) -> None:
    before = earlier.read_bytes()
    with pytest.raises(InputError, match=r"an older tmpipe \(format 1, not 2\); it is brought up to date"):
        connect(str(earlier), writable=False)
    assert earlier.read_bytes() == before


# --- faults while writing


def test_killed_in_the_middle_of_an_add_nothing_half_is_there(path: Path) -> None:
    process = started(ENDLESS, str(path))
    process.kill()
    process.communicate()
    assert units(path) == [unit(number) for number in range(100)]
    with open_memory(f"sqlite:{path}") as memory:
        assert memory.add([unit(100)]) == 1
        assert len(memory.look_up(["This is sentence 100."], "fr")[0]) == 5


def test_killed_in_the_middle_of_replacing_a_file_the_old_one_is_there(path: Path) -> None:
    process = started(ENDLESS.replace(".add(units())", ".replace_file('x', units())"), str(path))
    process.kill()
    process.communicate()
    assert units(path) == [unit(number) for number in range(100)]


@pytest.mark.parametrize("room", [0, 100_000])
def test_a_disk_that_fills_up_loses_nothing(path: Path, room: int) -> None:
    process = started(FULL, str(path), str(path.stat().st_size + room))
    said, _ = process.communicate()
    assert said.startswith(f"{path}: the disk does not take or give what it should")
    assert units(path) == [unit(number) for number in range(100)]


def test_a_disk_without_room_loses_nothing(path: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        place = Path(copy(path, disk))
        with open_memory(f"sqlite:{place}") as memory:
            with pytest.raises(TmpipeError, match=r"no room left .* nothing of this run was stored"):
                memory.add(endless())
            assert len(memory.look_up(["This is sentence 100."], "fr", limit=200)[0]) == 100
        assert len(units(place)) == 100
    finally:
        subprocess.run(["umount", disk], check=True)


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


# --- odd texts


@pytest.mark.parametrize(
    "source", ["word " * 100_000, "a\0b c", "\0", "", "x" * 1_000_000, "\u202eright to left", "\n\n", "😀 ب‌ج"]
)
def test_an_odd_text_is_a_text(path: Path, source: str) -> None:
    odd = TranslationUnit(source, source[::-1], "fr", previous=source, file="odd.tmx")
    with open_memory(f"sqlite:{path}") as memory:
        assert memory.add([odd]) == 1
        assert memory.replace_file("odd.tmx", [odd]) == 0
        found = memory.look_up([source, source + " word", "word " + source[:1000]], "fr", cutoff=99)
        assert [match.unit for match in found[0]] == [odd]
        assert memory.alike([source], "fr") == [[]]
    assert odd in units(path)


@pytest.mark.parametrize(
    "bad",
    [
        TranslationUnit("bad \udc80", "", "fr"),
        TranslationUnit("", "bad \udc80", "fr"),
        TranslationUnit("", "", "bad \udc80"),
        TranslationUnit("", "", "fr", previous="bad \udc80"),
        TranslationUnit("", "", "fr", document="bad \udc80"),
    ],
)
def test_half_a_character_is_refused_wherever_it_stands(path: Path, bad: TranslationUnit) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        with pytest.raises(InputError, match="half a character"):
            memory.add([unit(200), bad])
        with pytest.raises(InputError, match="half a character"):
            memory.replace_file("x", [unit(200), bad])
        assert memory.look_up(["\udc80"], "fr") == [[]]
        assert memory.alike(["Section 1 \udc80"], "fr") == [[]]
    assert len(units(path)) == 100


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


def test_what_is_read_may_be_added_meanwhile(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        assert memory.add(replace(one, document="copy") for one in memory.units()) == 100
        assert len(list(memory.units())) == 200


def test_processes_that_start_at_once_share_a_new_memory(tmp_path: Path) -> None:
    place = tmp_path / "memory.sqlite"
    processes = [started(LEARNER, str(place), name) for name in "abcd"]
    assert [ended(process) for process in processes] == [0, 0, 0, 0]
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
