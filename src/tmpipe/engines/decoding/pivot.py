"""Two engines one after the other, by way of a third language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

from tmpipe.parts import Engine, Translation

CHUNK = 512
"""Texts of the language between that are held at a time."""


class Leg(Engine, Protocol):
    """An engine that knows how much text it takes."""

    def fits(self, text: str) -> bool:
        """Whether the text is within its window."""


class Pivot:
    """An engine out of two, where no single one leads from language to language.

    It is not `Searching`: what the second one looks at is a text that nobody has seen.
    """

    def __init__(self, name: str, first: Leg, second: Leg) -> None:
        self.name = name
        self._first, self._second = first, second

    def fits(self, text: str) -> bool:
        """Whether the text is within the first one's window; the second one may find its own too small."""
        return self._first.fits(text)

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a text, in order; empty where either has nothing to offer, with its reason.

        Confidence is the product: both must have been right.
        """
        middles = self._first.translate(texts)
        while chunk := list(islice(middles, CHUNK)):
            found = self._second.translate([middle.text for middle in chunk])
            yield from map(_joined, chunk, found)


def _joined(middle: Translation, found: Translation) -> Translation:
    if not middle.text:
        return middle
    sure = None not in (middle.confidence, found.confidence)
    confidence = (middle.confidence or 0) * (found.confidence or 0) if sure else None
    return Translation(found.text, confidence, found.reason)
