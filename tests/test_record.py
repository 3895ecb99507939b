"""The record of what is done: written, read, and not believed where it is not ours."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.record import Record, Work, digest, edition

HASHES = st.text("0123456789abcdef", min_size=32, max_size=32)
TOLD = st.recursive(st.integers() | st.text() | st.booleans(), lambda inner: st.lists(inner, max_size=3))
WORKS = st.builds(Work, HASHES, st.dictionaries(st.text(), HASHES, max_size=3), TOLD)
SLUGS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)


@given(st.dictionaries(SLUGS, WORKS, max_size=3))
def test_what_is_written_is_read(works: dict[str, Work]) -> None:
    record = Record(b"", "this")
    for slug, work in works.items():
        record.put(f"extract\n{slug}\nfr", work)
    assert record.changed == bool(works)
    again = Record(record.data(works), "this")
    assert (again.works, again.changed) == (record.works, False)
    assert Record(record.data(works), "that").works == {}
    assert Record(record.data([]), "this").works == {}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b"3", b"[" * 100_000, b'{"edition": "this"}'])
def test_what_is_damaged_is_none(data: bytes) -> None:
    assert Record(data, "this").works == {}


@given(st.data())
def test_where_a_byte_is_another_there_is_none(data: st.DataObject) -> None:
    record = Record(b"", "this")
    record.put("extract\na", Work("a", {"a.po": "b"}, [5, ["c"]]))
    whole = record.data(["a"])
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.binary(max_size=2).filter(lambda found: found != whole[at : at + 1]))
    assert Record(whole, "this").works
    assert Record(whole[:at] + other + whole[at + 1 :], "this").works == {}
    assert json.loads(whole)["works"] == {"extract\na": ["a", {"a.po": "b"}, [5, ["c"]]]}


def test_the_same_work_again_changes_nothing() -> None:
    record = Record(b"", "this")
    record.put("extract\na", Work("a", {}, 5))
    record.changed = False
    record.put("extract\na", Work("a", {}, 5))
    assert not record.changed


def test_hashes_tell_values_apart() -> None:
    assert len({digest(b"a"), digest("a"), digest("a", ""), digest(("a", "")), digest(b"")}) == 5
    assert digest(b"a") == "ca978112ca1bbdcafac231b39a23dc4d"


def test_an_edition_is_one_as_long_as_nothing_is_installed() -> None:
    assert edition() == edition() != ""
