"""What is read: a Markdown text without its front matter."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


class Lines:
    """The line of each offset of a text."""

    __slots__ = ("ends", "first")

    def __init__(self, text: str, first: int) -> None:
        self.first = first
        self.ends: list[int] = []
        at = text.find("\n")
        while at >= 0:
            self.ends.append(at)
            at = text.find("\n", at + 1)

    def at(self, offset: int) -> int:
        """The line on which `text[offset]` stands."""
        return self.first + bisect_right(self.ends, offset - 1)


@dataclass(frozen=True, slots=True)
class Page:
    """A text, and where its lines are."""

    text: str
    lines: Lines
