"""The index file of a large memory: made when it is missing, stale or damaged, and never believed then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory import index as candidates
from tmpipe.memory import ranking
from tmpipe.memory.local import shelf
from tmpipe.memory.sqlite import files_of, open_memory
from tmpipe.model import Match, TranslationUnit

MANY = 5_100
"""More texts than are searched without a file."""
ASKED = ["This is sentence 77!", "This is sentence 6001!", "This was sentence 4711.", "Else 1 2 3 4."]

SEARCH = """
import os, resource, sys, tempfile
import numpy, rapidfuzz.process
from tmpipe.errors import TmpipeError
from tmpipe.memory.sqlite import open_memory
from tmpipe.model import TranslationUnit

{before}
memory = open_memory("sqlite:" + sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
found = memory.look_up(["This is sentence 77!"], "fr", limit=9000, cutoff=75)[0]
print(len(found), memory.read_only, os.listdir(tempfile.gettempdir()) != [])
{after}
memory.close()
print(os.listdir(tempfile.gettempdir()))
"""


def unit(number: int, locale: str = "fr", file: str = "x") -> TranslationUnit:
    return TranslationUnit(f"This is sentence {number}.", f"Phrase {number}.", locale, file=file)


def offered(path: Path | str) -> list[list[Match]]:
    with open_memory(f"sqlite:{path}") as memory:
        return memory.look_up(ASKED, "fr", limit=3)


def without_file(*numbers: range) -> list[list[Match]]:
    """What a memory of these units has to offer, from one that has no file."""
    with open_memory("sqlite::memory:") as memory:
        memory.add(unit(number) for some in numbers for number in some)
        return memory.look_up(ASKED, "fr", limit=3)


def index(path: Path, locale: str = "fr") -> Path:
    return path.with_name(f"{path.name}-{locale}.index")


def started(
    path: Path, temporary: Path, before: str = "", after: str = "", search: str = SEARCH
) -> subprocess.Popen[str]:
    """A process that has opened the memory and searches it when it is told to."""
    program = search.format(before=before, after=after)
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(temporary)},
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finished(process: subprocess.Popen[str]) -> list[str]:
    output, _ = process.communicate("go\n", timeout=60)
    assert process.returncode == 0
    return output.splitlines()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory with its index, to be copied."""
    place = tmp_path_factory.mktemp("made") / "memory.sqlite"
    with open_memory(f"sqlite:{place}") as memory:
        memory.add(map(unit, range(MANY)))
    offered(place)
    return place


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A memory of MANY units with its index."""
    copy(index(made), index(tmp_path / "memory.sqlite"))
    return Path(copy(made, tmp_path))


@pytest.fixture
def outside() -> Iterator[Path]:
    """A folder that every user can reach: pytest's own can be its user's alone."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_a_small_memory_needs_no_file(tmp_path: Path) -> None:
    with open_memory(f"sqlite:{tmp_path}/m") as memory:
        memory.add(map(unit, range(100)))
    assert len(offered(tmp_path / "m")[0]) == 3
    assert [place.name for place in tmp_path.iterdir()] == ["m"]


def test_a_large_one_keeps_its_index_and_uses_it_again(path: Path) -> None:
    before = index(path).stat()
    assert offered(path) == without_file(range(MANY))
    after = index(path).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_each_locale_has_its_own(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        memory.add(unit(number, locale) for number in range(MANY) for locale in ("pt-BR", "../../etc"))
        for locale in ("pt-BR", "../../etc", "fr", "it"):
            found = memory.look_up(["This is sentence 77!"], locale, limit=9000, cutoff=75)[0]
            assert len(found) == (0 if locale == "it" else MANY)
    assert index(path, "pt-BR").exists()
    assert len(list(path.parent.iterdir())) == 4


def test_what_came_since_is_found_beside_it(path: Path) -> None:
    before = index(path).read_bytes()
    with open_memory(f"sqlite:{path}") as memory:
        memory.add([unit(6001)])
        assert memory.look_up(ASKED, "fr", limit=3) == without_file(range(MANY), range(6001, 6002))
        memory.replace_file("y", [unit(6002, file="y")])
        assert memory.look_up(["This is sentence 6002!"], "fr")[0][0].unit == unit(6002, file="y")
        memory.replace_file("y", [])
        assert memory.look_up(["This is sentence 6002!"], "fr")[0][0].unit != unit(6002, file="y")
    assert offered(path) == without_file(range(MANY), range(6001, 6002))
    assert index(path).read_bytes() == before


def test_it_is_made_anew_when_much_has_come(path: Path) -> None:
    before = index(path).read_bytes()
    with open_memory(f"sqlite:{path}") as memory:
        memory.add(map(unit, range(MANY, 2 * MANY)))
        assert memory.look_up(ASKED, "fr", limit=3) == without_file(range(2 * MANY))
    assert len(index(path).read_bytes()) > 1.5 * len(before)
    assert offered(path) == without_file(range(2 * MANY))


def test_it_is_made_anew_when_much_has_gone(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        memory.replace_file("y", (unit(number, file="y") for number in range(2 * MANY)))
        memory.look_up(ASKED, "fr")
    large = index(path).stat().st_size
    with open_memory(f"sqlite:{path}") as memory:
        memory.replace_file("y", [])
        assert memory.look_up(ASKED, "fr", limit=3) == without_file(range(MANY))
        memory.replace_file("x", [unit(4711)])
    assert offered(path) == without_file(range(4711, 4712))
    assert index(path).stat().st_size < large


def gone(path: Path) -> None:
    index(path).unlink()


def garbage(path: Path) -> None:
    index(path).write_bytes(os.urandom(100_000))


def empty(path: Path) -> None:
    index(path).write_bytes(b"")


def cut(path: Path) -> None:
    index(path).write_bytes(index(path).read_bytes()[:-1000])


def overwritten(path: Path) -> None:
    data = bytearray(index(path).read_bytes())
    data[len(data) // 8 : len(data) * 3 // 4] = b"\xff" * len(data[len(data) // 8 : len(data) * 3 // 4])
    index(path).write_bytes(data)


def another_locales(path: Path) -> None:
    with open_memory(f"sqlite:{path}") as memory:
        memory.add(unit(number, "it") for number in range(9000, 9000 + MANY))
        memory.look_up(["x y"], "it")
    copy(index(path, "it"), index(path))


def another_memorys(path: Path) -> None:
    other = path.with_name("other.sqlite")
    with open_memory(f"sqlite:{other}") as memory:
        memory.add(map(unit, range(9000, 9000 + MANY)))
        memory.look_up(["x y"], "fr")
    copy(index(other), index(path))


def put_back_from_a_backup(path: Path) -> None:
    """The numbers of the units that are lost are given again, to others, in as many transactions."""
    backup = copy(path, path.with_name("backup"))
    index(path).unlink()
    with open_memory(f"sqlite:{path}") as memory:
        memory.add(map(unit, range(7000, 7100)))
        memory.look_up(["x y"], "fr")
    copy(backup, path)
    with open_memory(f"sqlite:{path}") as memory:
        memory.add(map(unit, [*range(6001, 6002), *range(7001, 7100)]))


def put_back_after_units_went(path: Path) -> None:
    """What went is there again, and as many others have gone instead."""
    with open_memory(f"sqlite:{path}") as memory:
        memory.replace_file("y", [unit(6001, file="y")])
        memory.replace_file("z", [unit(6002, file="z")])
    backup = copy(path, path.with_name("backup"))
    index(path).unlink()
    with open_memory(f"sqlite:{path}") as memory:
        memory.replace_file("y", [])
        memory.look_up(["x y"], "fr")
    copy(backup, path)
    with open_memory(f"sqlite:{path}") as memory:
        memory.replace_file("z", [])


@pytest.mark.parametrize(
    "damage",
    [
        gone,
        garbage,
        empty,
        cut,
        overwritten,
        another_locales,
        another_memorys,
        put_back_from_a_backup,
        put_back_after_units_went,
    ],
)
def test_what_is_not_this_memorys_index_is_not_believed(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    with open_memory(f"sqlite:{path}") as memory:
        held = list(memory.units("fr"))
    with open_memory("sqlite::memory:") as memory:
        memory.add(held)
        expected = memory.look_up(ASKED, "fr", limit=3)
    assert offered(path) == expected
    made = index(path).read_bytes()
    assert offered(path) == expected
    assert index(path).read_bytes() == made


def test_what_is_not_committed_gets_into_no_file(tmp_path: Path) -> None:
    place = tmp_path / "memory.sqlite"

    def units(broken: bool) -> Iterator[TranslationUnit]:
        yield from map(unit, range(8000))
        assert len(memory.look_up(ASKED, "fr")[0]) == 5
        if broken:
            raise KeyboardInterrupt

    with open_memory(f"sqlite:{place}") as memory:
        with pytest.raises(KeyboardInterrupt):
            memory.add(units(broken=True))
        assert memory.look_up(ASKED, "fr") == [[], [], [], []]
        memory.add(units(broken=False))
        assert not index(place).exists()
        assert memory.look_up(ASKED, "fr", limit=3) == without_file(range(8000))
    assert index(place).exists()
    assert offered(place) == without_file(range(8000))


def test_it_may_be_made_while_units_are_read(path: Path) -> None:
    index(path).unlink()
    with open_memory(f"sqlite:{path}") as memory:
        reading = memory.units()
        first = next(reading)
        assert memory.look_up(ASKED, "fr", limit=3) == without_file(range(MANY))
        assert [first, *reading] == [unit(number) for number in range(MANY)]
    assert index(path).exists()


def test_two_may_make_it_at_once(path: Path, tmp_path: Path) -> None:
    index(path).unlink()
    processes = [started(path, tmp_path) for _ in range(2)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [finished(process)[0].split()[0] for process in processes] == [str(MANY)] * 2
    assert sorted(place.name for place in tmp_path.iterdir()) == ["memory.sqlite", "memory.sqlite-fr.index"]
    assert offered(path) == without_file(range(MANY))


NOBODY = "if os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)"


def test_a_memory_that_may_only_be_read_is_searched_by_a_file_that_goes_away(
    path: Path, outside: Path
) -> None:
    probe = f"import os\n{NOBODY}\nimport colorsys"  # any module that nothing has loaded
    if subprocess.run([sys.executable, "-c", probe], check=False, capture_output=True).returncode:
        pytest.skip("this Python lies where only root may read")
    place, temporary = outside / "memory" / "memory.sqlite", outside / "temporary"
    temporary.mkdir()
    temporary.chmod(0o777)
    place.parent.mkdir()
    copy(path, place)
    before = place.read_bytes()
    place.parent.chmod(0o555)
    after = """
try: memory.add([TranslationUnit("a", "b", "fr")])
except TmpipeError as error: print(error)
"""
    found, refused, left = finished(started(place, temporary, NOBODY, after))
    assert found == f"{MANY} True True"
    assert refused == f"{place}: this memory may only be read here; nothing was stored in it"
    assert left == "[]"
    place.parent.chmod(0o755)
    assert place.read_bytes() == before
    assert [file.name for file in place.parent.iterdir()] == ["memory.sqlite"]


def test_without_room_for_a_file_it_is_searched_without_one(path: Path, tmp_path: Path) -> None:
    index(path).unlink()
    before = "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))"
    (tmp_path / "temporary").mkdir()
    found, _ = finished(started(path, tmp_path / "temporary", before))
    assert found.split()[0] == str(MANY)
    assert not index(path).exists()
    assert offered(path) == without_file(range(MANY))


def test_the_files_of_a_memory(path: Path) -> None:
    other = path.with_name("memory.sqlite.copy")
    other.touch()
    path.with_name("memory.sqlite-fr.index.txt").touch()
    assert files_of(path) == [path, index(path)]
    with open_memory(f"sqlite:{path}") as memory:
        memory.add([unit(6001)])
        left = path.with_name(".memory.sqlite-fr.index.killed.tmpipe")
        left.touch()
        names = [file.name.removeprefix("memory.sqlite") for file in files_of(path)]
    assert names == ["", "-wal", "-shm", "-fr.index", left.name]


TEXTS = st.lists(st.sampled_from(["a", "b", "ab", "ba", "“a", '"a', "<g1>b</g1>", "é", "…"]), max_size=6)
UNITS = st.builds(
    TranslationUnit,
    source=TEXTS.map(" ".join),
    target=st.sampled_from(["un", "deux", "trois", "quatre", "cinq", "six"]),
    locale=st.just("fr"),
    origin=st.sampled_from(["human", "draft", "machine"]),
    previous=st.sampled_from(["", "a b"]),
    penalty=st.sampled_from([0, 0, 10]),
)


@given(
    st.lists(UNITS, max_size=30),
    st.lists(UNITS, max_size=20),
    TEXTS.map(" ".join),
    st.sampled_from([0, 30, 50, 70]),
    st.integers(1, 6),
)
def test_a_memory_offers_the_same_whatever_is_in_the_file(
    indexed: list[TranslationUnit], recent: list[TranslationUnit], source: str, cutoff: float, limit: int
) -> None:
    """Texts in the file come in portions by their closeness, those that came since do not."""

    def found() -> list[Match]:
        return memory.look_up([source], "fr", cutoff=cutoff, limit=limit, contexts=[("a b", "")])[0]

    with open_memory("sqlite::memory:") as memory:
        memory.add([*indexed, *recent])
        expected = found()
    with pytest.MonkeyPatch.context() as patch, open_memory("sqlite::memory:") as memory:
        memory.add(indexed)
        patch.setattr(shelf, "_SMALL", 0)
        found()
        patch.undo()
        for room in (candidates, ranking):
            patch.setattr(room, "FEW", 1)
        memory.add(recent)
        assert found() == expected
