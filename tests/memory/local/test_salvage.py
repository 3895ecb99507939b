"""A damaged memory file: how it is known, what it still gives, and how a new one takes its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.memory import open_memory
from tmpipe.memory.local.salvage import Salvage, anew, forget_indexes, is_damaged, kept_as
from tmpipe.model import TranslationUnit

PAGE = 4096
COUNT = 400
UNITS = [TranslationUnit(f"Sentence {n}.", f"Phrase {n}.", "fr", file=f"f{n % 3}") for n in range(COUNT)]


def made(place: Path) -> Path:
    with closing(open_memory(f"sqlite:{place}")) as memory:
        memory.add(UNITS)
        memory.replace_file("p/x.po", UNITS[:1], stamp="1")
    return place


def sources(place: Path) -> list[str]:
    with closing(open_memory(f"sqlite:{place}")) as memory:
        return [unit.source for unit in memory.units()]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory of UNITS, to be copied."""
    return made(tmp_path_factory.mktemp("sound") / "memory.sqlite")


@pytest.fixture
def place(tmp_path: Path, sound: Path) -> Path:
    """Such a memory in a folder of its own."""
    place = tmp_path / "memory.sqlite"
    place.write_bytes(sound.read_bytes())
    return place


def test_a_sound_memory_is_whole(place: Path) -> None:
    assert not is_damaged(place)
    assert not is_damaged(place.with_name("none.sqlite"))
    assert not place.with_name("none.sqlite").exists()
    with closing(Salvage(place)) as salvage:
        assert len(list(salvage.units())) == COUNT + 1
        assert salvage.whole
        assert salvage.files == {"p/x.po"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"not a database" * 100,
        lambda data: data[: len(data) // 2],
        lambda data: data[: 3 * PAGE] + b"\xff" * PAGE + data[4 * PAGE :],
        lambda data: data[:68] + bytes(4) + data[72:],
    ],
)
def test_damage_is_known(place: Path, spoil: Callable[[bytes], bytes]) -> None:
    place.write_bytes(spoil(place.read_bytes()))
    assert is_damaged(place)


def test_a_newer_memory_is_not_taken_for_a_damaged_one(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(InputError, match="of a newer tmpipe"):
        is_damaged(place)


def test_of_a_damaged_page_only_its_rows_are_lost(place: Path) -> None:
    data = bytearray(place.read_bytes())
    at = data.find(b"Sentence 200.") // PAGE * PAGE
    data[at : at + PAGE] = b"\xff" * PAGE
    place.write_bytes(data)
    with closing(Salvage(place)) as salvage:
        found = set(salvage.units())
        assert not salvage.whole
    assert COUNT - 60 < len(found & set(UNITS)) < COUNT
    assert found <= {*UNITS, TranslationUnit("Sentence 0.", "Phrase 0.", "fr", file="p/x.po")}


def test_of_a_file_that_was_cut_off_the_rest_is_read(place: Path) -> None:
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])
    with closing(Salvage(place)) as salvage:
        assert len(set(salvage.units()) & set(UNITS)) > COUNT // 5
        assert not salvage.whole


def test_a_text_that_was_changed_is_not_believed(place: Path) -> None:
    data = place.read_bytes().replace(b"Phrase 7.", b"Phr\xffse 7.").replace(b"Sentence 9.", b"Sentience9.")
    place.write_bytes(data)
    with closing(Salvage(place)) as salvage:
        found = {unit.source for unit in salvage.units()}
        assert not salvage.whole
    assert {unit.source for unit in UNITS} - found == {"Sentence 7.", "Sentence 9."}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60_000), st.binary(min_size=1, max_size=600)), max_size=6))
def test_whatever_is_damaged_nothing_wrong_is_read(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, bytes]]
) -> None:
    place = tmp_path_factory.mktemp("damage") / "memory.sqlite"
    data = bytearray(sound.read_bytes())
    for at, new in damage:
        data[at : at + len(new)] = new
    place.write_bytes(data)
    right = {(unit.source, unit.target) for unit in UNITS}
    with closing(Salvage(place)) as salvage:
        assert {(unit.source, unit.target) for unit in salvage.units()} <= right
    with suppress(InputError):  # of a newer tmpipe
        is_damaged(place)


def test_a_new_memory_takes_the_place_and_the_old_one_is_kept(place: Path) -> None:
    place.chmod(0o600)
    before = place.read_bytes()
    place.with_name("memory.sqlite-fr.index").touch()
    with closing(open_memory(f"sqlite:{place}")) as reader:
        with anew(place) as memory:
            memory.add([TranslationUnit("New.", "Neuf.", "fr")])
        assert sum(1 for _ in reader.units()) == COUNT + 1  # who had it open goes on with it
    assert sources(place) == ["New."]
    assert place.stat().st_mode & 0o777 == 0o600
    assert kept_as(place).read_bytes() == before
    assert not list(place.parent.glob("*.index"))


def test_what_fails_leaves_the_old_one(place: Path) -> None:
    before = {file: file.read_bytes() for file in place.parent.iterdir()}
    unwritable = [*UNITS[:5], TranslationUnit("half a \ud800", "x", "fr")]
    with pytest.raises(InputError, match="half a character"), anew(place) as memory:
        memory.add(unwritable)
    assert {file: file.read_bytes() for file in place.parent.iterdir()} == before


def test_what_killed_runs_left_is_swept_later(place: Path) -> None:
    old, new = place.with_name(".memory.sqlite.anew-a"), place.with_name(".memory.sqlite.anew-b")
    for folder in (old, new):
        folder.mkdir()
        (folder / "memory.sqlite").touch()
    for left in (old / "memory.sqlite", old):
        os.utime(left, (0, 0))
    with anew(place):
        pass
    assert (old.exists(), new.exists()) == (False, True)


def test_only_the_last_damaged_one_is_kept(place: Path) -> None:
    for suffix in (".damaged", ".damaged-wal"):
        place.with_name(place.name + suffix).touch()
    before = place.read_bytes()
    with anew(place):
        pass
    assert kept_as(place).read_bytes() == before
    assert sorted(file.name for file in place.parent.iterdir()) == ["memory.sqlite", "memory.sqlite.damaged"]


def test_only_indexes_are_forgotten(place: Path) -> None:
    place.with_name("memory.sqlite-fr.index").touch()
    place.with_name("other.sqlite-fr.index").touch()
    forget_indexes(place)
    assert sorted(file.name for file in place.parent.iterdir()) == ["memory.sqlite", "other.sqlite-fr.index"]
