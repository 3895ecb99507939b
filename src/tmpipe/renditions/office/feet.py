"""The notes of a document as footnotes: which mark stands for which, and what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tmpipe.model import Block, Code
from tmpipe.renditions.reading import Note, Reading
from tmpipe.renditions.words import Words


@dataclass(frozen=True, slots=True)
class Foot:
    """A footnote that a mark of the text calls."""

    note: Note
    number: int
    """Its place among the document's footnotes, from 1."""
    mark: str
    """What its mark shows, in the digits of the document's language."""
    automatic: bool
    """Whether a program that counts the footnotes with automatic marks comes to the same number."""


class Feet:
    """The footnotes, in the order of their first marks. A note whose mark is missing, or stands in a note
    alone, is none: it is read at the end."""

    __slots__ = ("_counted", "_feet", "page", "start", "words")

    def __init__(self, page: Reading, own: Words) -> None:
        self.page = page
        self.words = own
        self._feet: dict[str, Foot] = {}
        self._counted = 0
        self.start = 1
        """What a program counts the automatic marks from: the first note's number, where it has one."""

    def mark(self, code: Code) -> str:
        """What a mark shows."""
        return self.words.number(code.target or "*")

    def called(self, code: Code, block: Block) -> tuple[Foot | None, bool]:
        """The footnote that a mark in this block calls, and whether no mark has called it before."""
        note = self.page.note(code, block)
        if note is None:
            return None, False
        first = note.name not in self._feet
        if first:
            if not self._feet and re.fullmatch(r"[1-9][0-9]{0,4}", code.target):
                self.start = int(code.target)
            automatic = code.target == str(self.start + self._counted)
            self._counted += automatic
            self._feet[note.name] = Foot(note, len(self._feet) + 1, self.mark(code), automatic)
        return self._feet[note.name], first

    def uncalled(self) -> Iterator[Note]:
        """The notes that no mark has called."""
        return (note for note in self.page.notes if note.name not in self._feet)
