"""Inline codes through a model, which sees none: `lift` <-> `lower`.

Laws: `lift(m).lower(lift(m).text, links) == m`. Whatever the translation and the links are, what comes out
has the message's codes, once each, and its pairs nest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tmpipe.engines.care.gaps import Worded
from tmpipe.engines.care.places import Layout, Sought, Tag
from tmpipe.model import CODE, escaped, unescaped
from tmpipe.parts import Link

_OPENING = re.compile(r"(?<![\w.!?…])[(\[{«“‘„¿¡]\Z")
_CLOSING = re.compile(r"(?:[.,;:!?…،؛؟)\]}]|[”’»])(?!\w)")
"""A mark that follows its word without a blank."""
_ENDS = re.compile(r"(?:\w[”»]?|[.!?…:;,)\]}][”»\"]?)\Z")
_BEGINS = re.compile(r"[\w(\[{“‘«„]")
"""How words end and begin between which there must be a blank."""


@dataclass(frozen=True)
class Lifted:
    """A message's text without its codes, and the codes."""

    message: str
    text: str
    """Literal."""
    codes: tuple[Tag, ...] = ()

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.text, self.codes)

    @property
    def inner(self) -> bool:
        """Whether a code stands inside the text: it takes links, or phrases, to find its place again."""
        return bool(self.codes) and any(True for _ in self._layout.sought())

    def lower(self, target: str, links: Sequence[Link]) -> str | None:
        """The translation of `text` as a message, with all codes in their places; None where one has none.

        `links` say which words of the target come from which of `text`. Without codes, and without the
        blanks that stood around them alone, the message is the target: `lift(lowered).text == target`.
        """
        if target == self.text:
            return self.message
        tags = self._layout.placed(target, links) if self.codes else []
        if tags is None:
            return None
        for put in (tags, [Tag(tag.code, tag.at) for tag in tags]):
            lowered = _written(target, put)
            if lift(lowered).text == target:
                return lowered
        return None

    def spans(self) -> tuple[str, ...]:
        """What of the text is to be translated alone, so that the codes inside can be placed without links:
        what a pair holds, and the words beside a single code."""
        return tuple(self.text[one.start : one.end] for one in self._layout.sought())

    def lower_by(self, target: str, phrases: Sequence[str]) -> str | None:
        """As `lower`, by the translations of `spans()`: each is looked for in the target, and so are names,
        numbers and other words that stand there as they are. None where one stands there not once.
        """
        source, worded = self._layout.source, Worded(target)
        folded = _joined(_folded(worded))
        links: list[Link] = []
        for sought, phrase in zip(self._layout.sought(), phrases, strict=True):
            own = self.text[sought.start : sought.end]
            found = _stands(folded, phrase, sought) or _stands(folded, own, sought)
            if found:
                links += _diagonal(source, sought.words, worded, found)
        return self.lower(target, links)


def lift(message: str) -> Lifted:
    """Takes the codes out of a message.

    Of the blanks around a code one is left, and none before a comma; where a code alone parts two words, as
    a line break does, a blank takes its place.
    """
    codes = list(CODE.finditer(message))
    borders = [0, *(at for code in codes for at in code.span()), len(message)]
    literals = [unescaped(message[start:end]) for start, end in zip(borders[::2], borders[1::2], strict=True)]
    text: list[str] = []
    tags: list[Tag] = []
    at = 0
    first = 0
    while first < len(codes):
        last = first + 1
        while last < len(codes) and not literals[last].strip():
            last += 1
        left, right = literals[first].rstrip(), literals[last].lstrip()
        runs = [literals[first][len(left) :], *literals[first + 1 : last], _lead(literals[last])]
        at += len(left)
        blank, tied = _tied([code[0] for code in codes[first:last]], runs, left, right)
        tags += (replace(tag, at=at + tag.at) for tag in tied)
        at += len(blank)
        text += left, blank
        literals[last] = right
        first = last
    return Lifted(message, "".join(text) + literals[-1], tuple(tags))


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _tied(codes: list[str], runs: list[str], left: str, right: str) -> tuple[str, list[Tag]]:
    """The blank of the text at codes that only blanks part, and the tags of these, from this place on.

    `runs` are the blanks before, between and after them; those that the text has not are tied to the codes.
    """
    kept = _kept(codes, runs, left, right)
    parting = _parting(codes, left, right) if not any(runs) else None
    blank = " " if parting else runs[kept] if kept is not None else ""
    kept = kept if parting is None else parting
    border = len(codes) if kept is None else kept
    tags = [
        Tag(
            code,
            len(blank) if number >= border else 0,
            before=runs[number] if number < border else "",
            after=runs[number + 1] if number >= border or (kept is None and number == border - 1) else "",
            parts=parting == number + 1,
        )
        for number, code in enumerate(codes)
    ]
    return blank, tags


def _parting(codes: list[str], left: str, right: str) -> int | None:
    """After how many of the codes there must be a blank, for a single one parts two words."""
    if not (_ENDS.search(left) and _BEGINS.match(right)):
        return None
    return max((number for number, code in enumerate(codes, 1) if code.startswith("<x")), default=None)


def _kept(codes: list[str], runs: list[str], left: str, right: str) -> int | None:
    """Which of the blanks the text keeps: the nearest to where what closes ends and what opens begins."""
    if not left or not right:
        return None
    if (not runs[0] and _OPENING.search(left)) or (not runs[-1] and _CLOSING.match(right)):
        return None
    split = next((number for number, code in enumerate(codes) if code.startswith("<g")), len(codes))
    return min((k for k, run in enumerate(runs) if run), key=lambda k: abs(k - split), default=None)


def _written(target: str, tags: Sequence[Tag]) -> str:
    """The target as a message, with the codes where they are to stand, in order."""
    out: list[str] = []
    at = 0
    for tag in tags:
        out += escaped(target[at : tag.at]), tag.before, tag.code, tag.after
        at = max(at, tag.at)
        at += tag.parts and target.startswith(" ", at)
    return "".join(out) + escaped(target[at:])


def _stands(text: str, words: str, sought: Sought) -> tuple[int, int] | None:
    """Which words of the joined text these are, or most of them, if they stand there once."""
    phrase = _folded(Worded(words))
    letters = len("".join(phrase))
    for first, last in sought.trims(len(phrase)):
        part = phrase[first:last]
        if sought.tells("".join(part), letters):
            wanted = _joined(part)
            at = text.find(wanted)
            if at >= 0 and text.find(wanted, at + 1) < 0:
                start = text.count("\0", 0, at)
                return start, start + last - first
    return None


def _folded(text: Worded) -> list[str]:
    return [text.word(number).casefold() for number in range(len(text))]


def _joined(words: Sequence[str]) -> str:
    return "\0".join(["", *words, ""])


def _diagonal(source: Worded, here: tuple[int, int], target: Worded, there: tuple[int, int]) -> list[Link]:
    """Links of each word of the target with as many of the source as it takes to have them all."""
    mine, theirs = here[1] - here[0], there[1] - there[0]
    return [
        Link(
            target.starts[there[0] + number],
            target.ends[there[0] + number],
            source.starts[here[0] + number * mine // theirs],
            source.ends[here[0] + -(-(number + 1) * mine // theirs) - 1],
        )
        for number in range(theirs)
    ]
