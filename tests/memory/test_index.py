"""The index finds what rating all texts one by one finds, in falling order, and never half a file."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import TmpipeError
from tmpipe.memory import index as search
from tmpipe.memory.index import Index, IndexDamagedError
from tmpipe.memory.postings import building
from tmpipe.memory.postings import closeness as spelling
from tmpipe.memory.postings import texts as comparing
from tmpipe.text import rate as comparing_characters
from tmpipe.text.rate import NEAREST, closeness, rate

WORDS = ["the", "the", "the", "of", "of", "a", "A", "b", "c", "d", "“e”", '"e"', "<g1>f</g1>", "f", "g", "h"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
UNKNOWN = st.lists(st.sampled_from([*WORDS, "x", "y"]), max_size=14).map(" ".join)
CUTOFFS = st.sampled_from([0, 1, 33.4, 50, 60, 66.7, 70, 75, 80, 90, 99, 99.5, 100, 101])
KEYS = st.integers(-(2**63), 2**63 - 1)

Keyed = Sequence[tuple[int, str]]


def keyed(texts: st.SearchStrategy[str], most: int = 40) -> st.SearchStrategy[Keyed]:
    return st.lists(st.tuples(KEYS, texts), max_size=most, unique_by=lambda one: one[0])


@contextmanager
def built(texts: Keyed) -> Iterator[Index]:
    with tempfile.TemporaryDirectory() as folder:
        index = Index.build(Path(folder) / "index", texts, b"stamp")
        yield index
        index.close()


def oracle(texts: Keyed, query: str, cutoff: float) -> list[tuple[float, int]]:
    """Every text rated by itself; the same one counts as the nearest."""
    rated = [(min(NEAREST, rate(query, text)), key) for key, text in texts]
    return sorted((one for one in rated if one[0] >= cutoff), reverse=True)


def near(index: Index, query: str, cutoff: float) -> list[tuple[float, int]]:
    return [(band.rate, key) for band in index.near(query, cutoff) for key in band.keys]


def finds_all(index: Index, texts: Keyed, query: str, cutoff: float) -> None:
    found = near(index, query, cutoff)
    assert sorted(found, reverse=True) == oracle(texts, query, cutoff)
    assert [rate for rate, _ in found] == sorted((rate for rate, _ in found), reverse=True)


@given(keyed(TEXTS), UNKNOWN, CUTOFFS)
def test_it_finds_what_rating_every_text_finds(texts: Keyed, query: str, cutoff: float) -> None:
    with built(texts) as index:
        assert len(index) == len(texts)
        finds_all(index, texts, query, cutoff)


@given(keyed(TEXTS), UNKNOWN, CUTOFFS)
def test_so_it_does_in_the_smallest_portions(texts: Keyed, query: str, cutoff: float) -> None:
    """What else only large memories show: several files in a build, several bands in a look-up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "_AT_ONCE", 8)
        patch.setattr(search, "_AT_ONCE", 1)
        patch.setattr(comparing, "_CELLS", 20)
        with built(texts) as index:
            finds_all(index, texts, query, cutoff)


@given(keyed(st.text(max_size=12)), st.text(max_size=12), CUTOFFS)
def test_any_text_can_be_in_it(texts: Keyed, query: str, cutoff: float) -> None:
    with built(texts) as index:
        finds_all(index, texts, query, cutoff)


MANY = " ".join(f"w{n}" for n in range(400))


@pytest.mark.parametrize(
    ("texts", "query", "cutoff", "found"),
    [
        ([], "a b", 70, []),
        ([], "", 0, []),
        (["", "a"], "", 70, [(99.0, 0)]),
        (["", "a"], "", 0, [(99.0, 0), (0.0, 1)]),
        (["", "a"], "b", 0, [(0.0, 0), (0.0, 1)]),
        (["", "  "], " ", 99, [(99.0, 0), (99.0, 1)]),
        (["a b c"], "a b c", 99, [(99.0, 0)]),
        (["a b c"], "a b c", 99.5, []),
        (["a b c"], "a b c", 101, []),
        (["“a” b"], '"a" b', 99, [(99.0, 0)]),
        (["a a a a", "a a a", "a"], "a a a a a", 60, [(80.0, 0), (60.0, 1)]),
        (["a b a b a b"], "b a b a b a", 66, [(100 * 4 / 6, 0)]),
        (["x y", "\ud800 y"], "\ud800 z", 50, [(50.0, 1)]),
        ([MANY, "w1 w2 w3 w4"], f"{MANY} x", 70, [(99.0, 0)]),
        ([f"{MANY} x {MANY}"], f"{MANY} {MANY} y", 99, [(99.0, 0)]),
    ],
)
def test_odd_texts(texts: list[str], query: str, cutoff: float, found: list[tuple[float, int]]) -> None:
    with built(list(enumerate(texts))) as index:
        assert near(index, query, cutoff) == found


def test_a_text_of_100_000_words_is_found_and_costs_the_others_nothing() -> None:
    long = " ".join(f"w{n}" for n in range(100_000))
    with built([(7, long), (8, "w1 w2 w3 w4"), (9, "w1 w2 w3 w5")]) as index:
        assert near(index, long + " more", 70) == [(99.0, 7)]
        assert near(index, "w1 w2 w3 w4", 70) == [(99.0, 8), (75.0, 9)]


def test_of_many_that_differ_in_a_number_the_nearest_comes_first() -> None:
    with built([(n, f"Section {n} of the Act") for n in range(10_000)]) as index:
        bands = index.near("Section 4711 of the Act", 70)
        assert next(bands) == (99.0, [4711], None)
        assert next(bands) == (80.0, [], 100.0)
        second = next(bands)
        assert second.rate == 80
        found = [closeness("Section 4711 of the Act", f"Section {key} of the Act") for key in second.keys]
        assert found == pytest.approx([second.closeness] * len(found))
        rest = [*second.keys, *(key for band in bands for key in band.keys)]
        assert sorted(rest) == [n for n in range(10_000) if n != 4711]


ODDLY = st.lists(
    st.sampled_from(["a", "b", "ab", "ba", "é", "“a", '"a', "<g1>", "…", "  ", "\u200b", "\ud800", "𝟗"])
)


@given(keyed(ODDLY.map(" ".join)), ODDLY.map(" ".join), st.sampled_from([0, 30, 60]), st.integers(1, 8))
def test_no_text_is_closer_than_its_band_and_all_later_ones_of_its_rate(
    texts: Keyed, query: str, cutoff: float, long: int
) -> None:
    """Also of the smallest bands, and where texts are longer than what is compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "FEW", 1)
        for room in (spelling, comparing, comparing_characters):
            patch.setattr(room, "LONG", 3 * long)
        with built(texts) as index:
            bands = list(index.near(query, cutoff))
    known = dict(texts)
    for number, band in enumerate(bands):
        for later in bands[number:]:
            if later.rate == band.rate and band.closeness is not None:
                assert all(closeness(query, known[key]) <= band.closeness for key in later.keys)


# --- the file ------------------------------------------------------------------------------------

SOME = [(n, f"{n % 7} of the {n % 11} in {n}") for n in range(100)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    Index.build(tmp_path / "index", SOME, b"edition 3").close()
    return tmp_path / "index"


def test_it_opens_again_with_its_stamp(file: Path) -> None:
    index = Index.open(file)
    assert index is not None
    assert index.stamp == b"edition 3"
    finds_all(index, SOME, "3 of the 4 in 12", 50)


def test_the_same_texts_give_the_same_bytes(file: Path) -> None:
    before = file.read_bytes()
    Index.build(file, iter(SOME), b"edition 3").close()
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["index"]


def test_there_is_none_where_there_is_no_file(tmp_path: Path) -> None:
    assert Index.open(tmp_path / "nowhere" / "index") is None
    assert Index.open(tmp_path) is None
    os.mkfifo(tmp_path / "pipe")
    assert Index.open(tmp_path / "pipe") is None  # and nobody waits for it


@pytest.mark.parametrize("kept", [0, 1, 15, 16, 24, 100, 1000, -1, -16, -24, -25])
def test_a_file_that_was_cut_off_is_none(file: Path, kept: int) -> None:
    file.write_bytes(file.read_bytes()[:kept])
    assert Index.open(file) is None


@pytest.mark.parametrize("change", [b"\0", b"garbage" * 100])
def test_a_file_with_more_at_its_beginning_or_end_is_none(file: Path, change: bytes) -> None:
    whole = file.read_bytes()
    for data in (whole + change, change + whole, change):
        file.write_bytes(data)
        assert Index.open(file) is None


def test_another_edition_is_none(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4] + b"9\r\n\n")
    assert Index.open(file) is None


@given(st.data())
def test_damage_is_told_or_does_not_matter(data: st.DataObject) -> None:
    """Whatever stands in the file, a look-up ends, with an answer or with the one error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        Index.build(path, SOME, b"").close()
        whole = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(whole) - 1))
        damage = data.draw(st.sampled_from([b"\xff" * 8, b"\0" * 8, b"\x01", b"\x80" * 200, b"\xff" * 2000]))
        whole[at : at + len(damage)] = damage[: len(whole) - at]
        path.write_bytes(whole)
        if (index := Index.open(path)) is not None:
            for cutoff in (0, 50, 90):
                with suppress(IndexDamagedError):
                    list(index.near("3 of the 4 in 12", cutoff))


def test_two_may_build_at_once(file: Path) -> None:
    def interrupted() -> Iterator[tuple[int, str]]:
        yield from SOME[:50]
        Index.build(file, SOME[:10], b"second")
        yield from SOME[50:]

    index = Index.build(file, interrupted(), b"first")
    assert (len(index), index.stamp) == (100, b"first")
    finds_all(index, SOME, "3 of the 4 in 12", 50)
    assert [path.name for path in file.parent.iterdir()] == ["index"]


def test_who_reads_goes_on_reading_what_it_was(file: Path) -> None:
    index = Index.open(file)
    assert index is not None
    Index.build(file, [(1, "new")], b"")
    finds_all(index, SOME, "3 of the 4 in 12", 50)


def test_texts_that_end_in_an_error_leave_the_file(file: Path) -> None:
    def broken() -> Iterator[tuple[int, str]]:
        yield from SOME
        raise LookupError

    before = file.read_bytes()
    with pytest.raises(LookupError):
        Index.build(file, broken(), b"")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["index"]


@pytest.mark.parametrize("room", [0, 10_000, 100_000])
def test_a_full_disk_leaves_the_file(file: Path, room: int) -> None:
    resource = pytest.importorskip("resource", reason="limits on files are POSIX")
    before, limits = file.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(TmpipeError, match="nothing was changed"):
            Index.build(file, ((n, f"{n} {n + 1} {n + 2}") for n in range(30_000)), b"")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["index"]


def test_numpy_waits_until_an_index_is_opened(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from tmpipe.memory import index, recent\n"
        "some = recent.Recent(); some.add([(1, 'a b')]); assert list(some.near('a b', 70)) == [(99.0, 1)]\n"
        "assert index.Index.open(pathlib.Path(sys.argv[1])) is None\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "index"], check=True)
