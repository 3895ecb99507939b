"""Two engines in a row. The parts are real ones: values in, values out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from tmpipe.engines.decoding.pivot import CHUNK, Pivot
from tmpipe.parts import Searching, Translation


class Table:
    """An engine that knows some texts, and takes eight characters."""

    name = "table"

    def __init__(self, **texts: Translation) -> None:
        self._texts = texts
        self.asked: list[int] = []

    def fits(self, text: str) -> bool:
        return len(text) <= 8

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        self.asked.append(len(texts))
        for text in texts:
            yield self._texts.get(text, Translation("", reason="unknown"))


FIRST = Table(
    truth=Translation("vérité", 0.5),
    justice=Translation("justice", 0.8),
    silence=Translation("", reason="endless"),
    name=Translation("nom"),
)
SECOND = Table(vérité=Translation("sanning", 0.4), nom=Translation("namn", 0.9))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("truth", Translation("sanning", 0.2)),
        ("justice", Translation("", None, "unknown")),
        ("silence", Translation("", None, "endless")),
        ("name", Translation("namn", None)),
    ],
)
def test_both_must_have_something_to_offer(text: str, found: Translation) -> None:
    [only] = Pivot("a:b", FIRST, SECOND).translate([text])
    assert only == found


def test_texts_are_streamed_in_order() -> None:
    second = Table(vérité=Translation("sanning", 1), nom=Translation("namn", 1))
    pivot = Pivot("a:b", FIRST, second)
    found = pivot.translate(["truth", "name"] * CHUNK)
    assert next(found).text == "sanning"
    assert second.asked == [CHUNK]
    assert [each.text for each in found] == (["sanning", "namn"] * CHUNK)[1:]


def test_it_takes_what_its_first_part_takes_and_cannot_be_searched() -> None:
    pivot = Pivot("a:b", FIRST, SECOND)
    assert [pivot.fits(text) for text in ("12345678", "123456789")] == [True, False]
    assert not isinstance(pivot, Searching)
