"""From two documents to units of a memory."""

from __future__ import annotations

import json

import pytest

from tmpipe.errors import InputError
from tmpipe.model import Bead
from tmpipe.pipeline.align import as_json, penalty, segments_of, summary, units

BEADS = [Bead((0,), (0,), 0.96), Bead((1, 2), (1,), 1.0), Bead((3,), (), 0.9), Bead((), (2,), 0.8)]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"One.\nTwo.\n", ["One.", "Two."]),
        (b"One.\r\n\r\nTwo.", ["One.", "", "Two."]),
        (b"\xef\xbb\xbfOne.\n", ["One."]),
        (b"\n", [""]),
        (b"", []),
        ("a\u2028b\x0bc\n".encode(), ["a\u2028b\x0bc"]),
    ],
)
def test_a_line_is_a_segment(data: bytes, wanted: list[str]) -> None:
    assert segments_of(data, "x.txt", "fr", segmented=True) == wanted


def test_a_document_has_the_segments_of_its_catalog() -> None:
    data = b"Title\n\nHe left. She stayed.\n\nhttps://example.org/\n"
    assert segments_of(data, "x.txt", "en") == ["Title", "He left.", "She stayed."]


@pytest.mark.parametrize("segmented", [True, False])
def test_another_encoding_is_told_with_its_line(segmented: bool) -> None:
    with pytest.raises(InputError, match=r"^x\.txt:2: not UTF-8"):
        segments_of(b"One.\n\xe9t\xe9 \xe0 la mer\n", "x.txt", "fr", segmented=segmented)


def test_units_know_where_they_are_from() -> None:
    source, target = ["a", "b ", "c", "d"], ["A", "B C", "E"]
    found = list(
        units(source, target, BEADS, source_locale="en", locale="fr", document="s.txt", file="t.txt")
    )
    assert [(one.source, one.target) for one in found] == [("a", "A"), ("b c", "B C")]
    assert [(one.previous, one.following) for one in found] == [("", "b"), ("a", "d")]
    assert [one.penalty for one in found] == [4, 0]
    assert {(one.origin, one.document, one.file) for one in found} == {("aligned", "s.txt", "t.txt")}
    assert {(one.source_locale, one.locale) for one in found} == {("en", "fr")}


@pytest.mark.parametrize(("score", "points"), [(1, 0), (0.994, 1), (0.96, 4), (0.5, 50), (0, 100)])
def test_a_percent_of_doubt_is_a_point(score: float, points: int) -> None:
    assert penalty(score) == points


def test_json_has_every_bead() -> None:
    told = json.loads(as_json(BEADS))
    assert told[1] == {"source": [1, 2], "target": [1], "score": 1.0}
    assert [set(one) for one in told] == [{"source", "target", "score"}] * 4
    assert json.loads(as_json([])) == []


def test_what_is_left_out_is_counted() -> None:
    assert summary(BEADS) == "2 matches (1 1-1, 1 2-1); nothing stands for 1 source and 1 target segments"
    assert summary([]) == "0 matches (none)"
