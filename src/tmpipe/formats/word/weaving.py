"""The items of a hole as one block: text, codes, and gaps for what stands otherwise in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tmpipe.formats.package import looks, xml
from tmpipe.formats.word.items import Item, Run, What
from tmpipe.formats.word.properties import tag
from tmpipe.formats.word.styles import Look
from tmpipe.model import Code, Gap, escaped

FIRST = "first"
"""The style of a code that no text names and that stands before the text; the others stand behind it."""
_ODD = re.compile(r"[\t\n\r]|  ")
_BLANKS = re.compile(r"[ \t\n\r]+|[^ \t\n\r]+")


@dataclass(slots=True)
class Text:
    """A block's text as it grows. `file[at:]` is not told of yet."""

    file: str
    at: int
    out: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    length: int = 0
    bare: int = 0
    """Where in the text the codes begin that no gap covers yet; all before them is told."""
    blank: tuple[int, int] | None = None
    """A blank that waits for the word after it: at the end it belongs to no text."""
    lead: tuple[int, int] | None = None
    """The blank before the first word, which belongs to no text either."""
    opening: str = ""
    """A code that waits for a word, so that no blank is inside it."""
    _stretch: tuple[int, int, int, int] | None = None
    """Where the literal text since the last code began: in `out`, `gaps`, text and file."""
    _suspicious: bool = False

    def literal(self, item: Item) -> None:
        """A text of the file."""
        raw = self.file[item.start : item.end]
        if item.shown is not None:
            self._piece(item.shown, item.start, item.end)
        elif "&" in raw:
            at = item.start
            for shown, stands in xml.literals(raw):
                self._piece(shown, at, at + len(stands))
                at += len(stands)
        elif raw:
            self._piece(raw, item.start, item.end)

    def code(self, tag: str, *, hugging: bool = False) -> None:
        """A code that a gap will cover; one that hugs its word goes before a blank that waits."""
        self._opened()
        if not hugging:
            self._waited()
        self._put(tag)

    def bare_code(self, tag: str, start: int, end: int) -> None:
        """A code that stands in the file as `Code.open` says, at this place."""
        self.code("")
        self._tell(start)
        self._put(tag)
        self.bare, self.at = self.length, end

    def end(self, at: int) -> str:
        """The text, which ends in the file at `at`."""
        self._settle()
        self._tell(at)
        return "".join(self.out)

    def _opened(self) -> None:
        tag, self.opening = self.opening, ""
        if tag:
            self._put(tag)

    def _put(self, tag: str) -> None:
        self._settle()
        if tag:
            self.out.append(tag)
            self.length += len(tag)

    def _piece(self, shown: str, start: int, end: int) -> None:
        """Characters that stand for `file[start:end]`."""
        if len(shown) != end - start:
            if shown in " \t\n\r":
                self._wait(start, end)
            else:
                self._spoken(shown, start, end)
        elif not _ODD.search(shown):
            self._plain(shown, start, end)
        else:
            for found in _BLANKS.finditer(shown):
                low, high = start + found.start(), start + found.end()
                if found[0][0] in " \t\n\r":
                    self._wait(low, high)
                else:
                    self._spoken(found[0], low, high)

    def _plain(self, shown: str, start: int, end: int) -> None:
        """Characters whose white space is single blanks."""
        word = shown.strip(" ")
        if shown[0] == " ":
            self._wait(start, start + 1)
            start += 1
        if word:
            self._spoken(word, start, start + len(word))
            if shown[-1] == " ":
                self._wait(end - 1, end)

    def _wait(self, start: int, end: int) -> None:
        self.blank = self.blank or (start, end)

    def _spoken(self, shown: str, start: int, end: int) -> None:
        """A word, with what waited for it."""
        self._waited()
        self._opened()
        self._word(shown, start, end)

    def _waited(self) -> None:
        if self.blank and self.length:
            self._word(" ", *self.blank)
        elif self.blank:
            self.lead = self.lead or self.blank
        self.blank = None

    def _word(self, shown: str, start: int, end: int) -> None:
        self._tell(start)
        if self._stretch is None:
            self._stretch = len(self.out), len(self.gaps), self.length, start
        if shown != self.file[start:end]:
            self.gaps.append(Gap(self.length, self.length + len(shown), (self.file[start:end],)))
        self._suspicious = self._suspicious or "<" in shown or "&" in shown
        self.out.append(shown)
        self.length += len(shown)
        self.bare, self.at = self.length, end

    def _tell(self, start: int) -> None:
        """Up to `start` the file is a gap, if it is anything."""
        if self.at < start or self.bare < self.length:
            self.gaps.append(Gap(self.bare, self.length, (self.file[self.at : start],)))
        self.bare, self.at = self.length, start

    def _settle(self) -> None:
        """The literal text before a code is whole: what would read as a code must not."""
        if self._suspicious and self._stretch:
            out, gaps, length, start = self._stretch
            literal = "".join(self.out[out:])
            if (safe := escaped(literal)) != literal:
                self.out[out:] = [safe]
                self.length = self.bare = length + len(safe)
                self.gaps[gaps:] = [Gap(length, self.length, (self.file[start : self.at],))]
        self._stretch, self._suspicious = None, False


# --- looks ---------------------------------------------------------------------------------------

_KINDS = {
    "vertAlign": {"superscript": "superscript", "subscript": "subscript"},
    "strike": {"1": "deleted"},
    "dstrike": {"1": "deleted"},
    "b": {"1": "strong"},
    "i": {"1": "emphasis"},
}


def _kind(look: Look, base: Look) -> str:
    """What a stretch of this look is to a reader, within text of another look."""
    for name, kinds in _KINDS.items():
        if look.get(name) != base.get(name) and look.get(name) in kinds:
            return kinds[look[name]]
    return "underline" if look.get("u") and not base.get("u") else "other"


def _same_to_readers(literal: str, look: Look, worn: Look) -> bool:
    """Whether a text of one look is the same in the other: blanks, and marks of another size or colour."""
    if literal.isspace():
        return "u" not in look
    if len(literal) > 3 or _kind(look, worn) != "other" or _kind(worn, look) != "other":
        return False
    return _MARKS.fullmatch(literal) is not None and not _PICTURES.search(look.get("rFonts", ""))


_MARKS = re.compile(r"[\s.,;:!?()\[\]{}<>'\"/=\u2010-\u2027«»‹›،؛؟-]+")
_PICTURES = re.compile("dings|symbol", re.IGNORECASE)
"""Fonts that draw something else for a mark."""


@dataclass(slots=True)
class Weaver:
    """Walks the items of a hole."""

    text: Text
    base: Run
    """A run of the look that most text around has."""
    _bases: list[Run] = field(default_factory=list)
    _worn: Look | None = None
    """The look of the pair that is open."""
    _number: int = 0
    """Of that pair's code."""
    _places: dict[int, int] = field(default_factory=dict)
    """Where what closes a pair stands among the items, by its identity."""
    _numbers: dict[int, int] = field(default_factory=dict)
    """By the identity of what opens a pair, its code's number."""

    def weave(self, items: Sequence[Item], *, followed: bool = False) -> None:
        """The items, in order; what no reader sees are codes that the text does not name.

        So are the blank before the first word and, where something follows in the paragraph, the last one.
        """
        self._places = {id(item): number for number, item in enumerate(items) if item.what is What.CLOSE}
        for number, item in enumerate(items):
            if item.what is What.TEXT:
                self._dress(item)
                self.text.literal(item)
            elif item.what is What.SINGLE:
                self._single(item)
            elif item.what is What.OPEN:
                self._open(item, items[number + 1 : self._places[id(item.partner)]])
            elif item.what is What.CLOSE:
                self._close(item)
        self._undress()
        if self.text.lead:
            self._coded(Code("other", self._blank(*self.text.lead), style=FIRST))
        if self.text.blank and followed:
            self._coded(Code("other", self._blank(*self.text.blank)))
        for item in items:
            if item.what is What.SILENT:
                raw = item.raw(self.text.file)
                self._coded(Code(item.kind, raw, style=FIRST if "Start" in tag(raw) else ""))

    def _blank(self, start: int, end: int) -> str:
        """White space as a run."""
        prefix = self.base.name[:-1]
        blank = self.text.file[start:end]
        return self.base.around(f'<{prefix}t xml:space="preserve">{blank}</{prefix}t>')

    def _coded(self, code: Code) -> int:
        self.text.codes.append(code)
        return len(self.text.codes)

    def _single(self, item: Item) -> None:
        if item.inside:
            opening = item.run.opening if item.run else ""
            own = self.text.file[item.start : item.end]
            number = self._coded(Code(item.kind, own, target=item.target, inside=item.inside, style=opening))
            self.text.bare_code(f"<x{number}/>", item.start, item.end)
        else:
            number = self._coded(Code(item.kind, item.raw(self.text.file), target=item.target))
            self.text.code(f"<x{number}/>")

    def _open(self, item: Item, inner: Sequence[Item]) -> None:
        self._undress()
        assert item.partner
        self._bases.append(self.base)
        self.base = usual(inner) or self.base
        own, closing = item.raw(self.text.file), item.partner.raw(self.text.file)
        number = self._coded(Code(item.kind, own, closing, item.target, style=self.base.opening))
        self._numbers[id(item)] = number
        self.text.code(f"<g{number}>")

    def _close(self, item: Item) -> None:
        self._undress()
        self.text.code(f"</g{self._numbers[id(item.partner)]}>", hugging=True)
        self.base = self._bases.pop()

    def _dress(self, item: Item) -> None:
        """Opens and closes pairs where the look changes; a blank wears what is around it."""
        assert item.run
        look = item.run.look
        worn = self.base.look if self._worn is None else self._worn
        if look is worn or _same_to_readers(item.literal(self.text.file), look, worn):
            return
        self._undress()
        if look is not self.base.look:
            self._worn = look
            kind = _kind(look, self.base.look)
            differs = dict(look.items() ^ self.base.look.items())
            words = looks.told(differs) if kind == "other" else ""
            self._number = self._coded(Code(kind, "", "", words, style=item.run.opening))
            self.text.opening = f"<g{self._number}>"

    def _undress(self) -> None:
        if self._worn is None:
            return
        if self.text.opening:  # no word wore it
            self.text.opening = ""
            self.text.codes.pop()
        else:
            self.text.code(f"</g{self._number}>", hugging=True)
        self._worn = None


def usual(items: Sequence[Item]) -> Run | None:
    """The first run of the look that most characters have; None without text."""
    counts: Counter[int] = Counter()
    first: dict[int, Run] = {}
    for item in _free(items):
        if item.run:
            key = id(item.run.look)
            counts[key] += item.end - item.start
            first.setdefault(key, item.run)
    return first[counts.most_common(1)[0][0]] if counts else None


def _free(items: Sequence[Item]) -> list[Item]:
    """The texts outside pairs; all texts, where none is outside."""
    outside: list[Item] = []
    depth = 0
    for item in items:
        depth += (item.what is What.OPEN) - (item.what is What.CLOSE)
        if item.what is What.TEXT and not depth:
            outside.append(item)
    return outside or [item for item in items if item.what is What.TEXT]
