"""The journal of answers: whatever happens to its file, what is whole is there again, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.journal import Journal

ANSWER = ("Bonjour\n«\ud800»", 0.5, "", "wider")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "journal.jsonl"


def kept(place: Path, *names: str, mark: str = "") -> None:
    journal = Journal(place, mark)
    for name in names:
        journal.put(name, ANSWER)
    journal.close()


def test_what_was_put_is_there_again(place: Path) -> None:
    kept(place, "a1", "a2")
    journal = Journal(place, "a")
    assert (journal.get("a1"), journal.get("a2"), journal.get("a3")) == (ANSWER, ANSWER, None)


def test_an_answer_is_in_the_file_at_once(place: Path) -> None:
    journal = Journal(place, "")
    journal.put("a", ANSWER)
    assert Journal(place, "").get("a") == ANSWER
    journal.close()


def test_the_last_answer_counts(place: Path) -> None:
    kept(place, "a")
    journal = Journal(place, "a")
    journal.put("a", ("other",))
    journal.close()
    assert Journal(place, "a").get("a") == ("other",)


def test_a_torn_line_is_none_wherever_it_was_torn(place: Path) -> None:
    kept(place, "a", "b")
    whole = place.read_bytes()
    first = whole.index(b"\n") + 1
    for cut in range(first, len(whole) - 1):
        place.write_bytes(whole[:cut])
        assert (Journal(place, "").get("a"), Journal(place, "").get("b")) == (ANSWER, None)
        kept(place, "c")
        again = Journal(place, "")
        assert (again.get("a"), again.get("b"), again.get("c")) == (ANSWER, None, ANSWER)


@given(st.binary(max_size=200))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    place = tmp_path_factory.mktemp("journal") / "x"
    place.write_bytes(data + b'\n["a",1]\n')
    assert Journal(place, "a").get("a") == (1,)


def test_settled_it_has_what_is_asked_for_and_changes_no_byte_after(place: Path) -> None:
    kept(place, "a1", "a2", "a1", "b1")
    journal = Journal(place, "a")
    assert journal.get("a1") == ANSWER
    journal.settle(whole=True)
    assert place.read_bytes().count(b"\n") == 1
    before = place.stat().st_ino, place.read_bytes()
    journal = Journal(place, "a")
    assert [journal.get(name) for name in ("a1", "a7")] == [ANSWER, None]
    journal.settle(whole=True)
    assert (place.stat().st_ino, place.read_bytes()) == before


def test_after_a_run_of_some_what_is_of_another_mark_goes(place: Path) -> None:
    kept(place, "a1", "a2", "b1")
    Journal(place, "a").settle(whole=False)
    journal = Journal(place, "")
    assert (journal.get("a1"), journal.get("a2"), journal.get("b1")) == (ANSWER, ANSWER, None)


def test_of_nothing_no_file_is_left(place: Path) -> None:
    kept(place, "a")
    Journal(place, "b").settle(whole=False)
    assert not place.exists()


def test_what_cannot_be_written_lasts_as_long_as_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    journal = Journal(tmp_path / "file" / "journal", "")
    journal.put("a", ANSWER)
    assert journal.get("a") == ANSWER
    journal.settle(whole=True)
    assert journal.get("a") == ANSWER
