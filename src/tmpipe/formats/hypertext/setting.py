"""A block's text in the making: white space single, references resolved, codes numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tmpipe.formats.hypertext.attributes import REFERENCE, reference
from tmpipe.formats.hypertext.holes import Hole, parts
from tmpipe.formats.hypertext.source import MASK, Source
from tmpipe.model import Block, Code, Gap, escaped

_UNSEEN = frozenset({"bookmark", "break", "comment"})
"""Kinds of codes that take no place in the line, so that of blanks before and after them one is shown."""
_BLANKS = " \t\n\f\r"
_ODD = re.compile(rf"[\t\n\f\r&\xad{MASK}]|  ")
_ODD_KEPT = re.compile(rf"[\r&\xad{MASK}]")
_SPECIAL = re.compile(rf"[ \t\n\f\r]{{2,}}+|[\t\n\f\r]|{REFERENCE}|\xad|{MASK}++")
_SPECIAL_KEPT = re.compile(rf"\r\n?|{REFERENCE}|\xad|{MASK}++")


class Setting:
    """Text, gaps and codes as they come, from the file's offset `start` on."""

    def __init__(self, source: Source, start: int, *, kept: bool = False, quoted: bool = False) -> None:
        self.source = source
        self.kept = kept
        """Whether white space stays as it is."""
        self.quoted = quoted
        """Whether this is an attribute's value."""
        self.blank = not kept
        """Whether more white space would show nothing."""
        self.done = start
        """How far the file is read."""
        self._out: list[str] = []
        self._length = 0
        self._gaps: list[Gap] = []
        self._codes: list[Code] = []
        self._since = (start, 0, 0, 0)
        """Since the last code: where the file was, and the lengths of `_out`, of the text and of `_gaps`."""

    def text(self, end: int) -> None:
        """The literal text up to `end`."""
        start = self.done
        piece = self.source.masked[start:end]
        if not (_ODD_KEPT if self.kept else _ODD).search(piece):
            self._plain(end)
            return
        for found in (_SPECIAL_KEPT if self.kept else _SPECIAL).finditer(piece):
            self._plain(start + found.start())
            self._special(found[0], piece[found.end() : found.end() + 1])
        self._plain(end)

    def single(self, end: int, kind: str, target: str = "", holes: Sequence[Hole] = ()) -> None:
        """A code that stands alone, up to `end`."""
        self._codes.append(self._code(end, kind, None, target, holes))
        self._mark(end, f"<x{len(self._codes)}/>")
        self.blank = self.blank and kind in _UNSEEN

    def opening(self, end: int, kind: str, close: str, target: str, holes: Sequence[Hole] = ()) -> int:
        """The first half of a pair, up to `end`, which ends with `close`; its number."""
        self._codes.append(self._code(end, kind, close, target, holes))
        self._mark(end, f"<g{len(self._codes)}>")
        return len(self._codes)

    def closing(self, end: int, number: int) -> None:
        """The second half of the pair `number`, up to `end`."""
        self._mark(end, f"</g{number}>")

    def break_(self, end: int) -> None:
        """A line break up to `end`: for whoever reads the text, words before and after it are two."""
        self.single(end, "break")
        if not self.kept and not self.blank and self.source.masked[end : end + 1] not in _BLANKS:
            self.unseen(end, " ")

    def unseen(self, end: int, text: str = "") -> None:
        """What stands in the file up to `end` and means `text`."""
        meant = "" if text == " " and self.blank and not self.kept else text
        gap = self.source.text[self.done : end]
        self._gaps.append(Gap(self._length, self._length + len(meant), (gap,) if gap else ()))
        self._add(meant, end)

    def block(self, line: int, like: Block) -> Block:
        """The block, which is to its reader what `like` is."""
        self._settle()
        return Block(
            "".join(self._out),
            line,
            like.role,
            tuple(self._gaps),
            tuple(self._codes),
            like.level,
            like.label,
            place=like.place,
            cell=like.cell,
            style=like.style,
        )

    def _plain(self, end: int) -> None:
        if self.blank and self.source.masked.startswith(" ", self.done, end):
            self.unseen(self.done + 1)
        self._add(self.source.text[self.done : end], end)

    def _add(self, text: str, end: int) -> None:
        self.done = end
        if text:
            self._out.append(text)
            self._length += len(text)
            self.blank = not self.kept and text[-1] == " "

    def _special(self, found: str, following: str) -> None:
        """White space of the file, a reference, a soft hyphen, or what a server fills in."""
        end = self.done + len(found)
        if found[0] == MASK:
            self.single(end, "field", self.source.text[self.done : end])
        elif found[0] == "\xad":
            self.unseen(end)
        elif found[0] != "&":
            self.unseen(end, "\n" if self.kept else " ")
        else:
            meant, length = reference(found, following if self.quoted else None)
            if length:
                blank = meant in _BLANKS and not self.kept
                self.unseen(self.done + length, " " if blank else meant.replace("\xad", ""))
            self._plain(end)

    def _code(self, end: int, kind: str, close: str | None, target: str, holes: Sequence[Hole]) -> Code:
        inside = parts(self.source.text, self.done, end, holes) if holes else ()
        return Code(kind, self.source.text[self.done : end], close, target, inside)

    def _mark(self, end: int, mark: str) -> None:
        self._settle()
        self._out.append(mark)
        self._length += len(mark)
        self.done = end
        self._since = (end, len(self._out), self._length, len(self._gaps))

    def _settle(self) -> None:
        """Escapes the literal text since the last code; if that changes it, one gap has all of it."""
        start, out, length, gaps = self._since
        literal = "".join(self._out[out:])
        text = escaped(literal) if "<" in literal or "&" in literal else literal
        if text != literal:
            self._out[out:] = [text]
            self._length = length + len(text)
            self._gaps[gaps:] = [Gap(length, self._length, (self.source.text[start : self.done],))]
