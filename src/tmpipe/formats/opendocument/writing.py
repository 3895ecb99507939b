"""A changed block as OpenDocument has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.formats.opendocument.blocks import ATTRIBUTE, ELEMENT, frame
from tmpipe.formats.opendocument.turning import Member
from tmpipe.formats.package import xml
from tmpipe.model import CODE, Block, Code, State, unescaped
from tmpipe.text.islands import Island, islanded, nested
from tmpipe.text.nesting import Edge, Mark, pieces

_ISOLATE, _POP = "\u2066", "\u2069"
"""Left-to-right isolate, and its end."""
_WHITE = re.compile(r" {2,}|[\t\n][ \t\n]*|^ | $")


class Writer:
    """Writes the changed blocks of a member; what they need in the way of styles is told to the member."""

    def __init__(self, member: Member) -> None:
        self._member = member

    def __call__(self, block: Block) -> str:
        """The block, with its tags where it is a paragraph."""
        if block.style in (ELEMENT, ATTRIBUTE):
            literal = unescaped(CODE.sub("", block.text))
            return xml.quoted(literal) if block.style else xml.escaped(literal)
        head, tail = frame(block.style)
        return self._member.restyled(head) + "".join(self._content(block)) + tail

    def _content(self, block: Block) -> Iterator[str]:
        characters = _Characters(self._member)
        seen: set[int] = set()
        found = pieces(block)
        for piece in nested(islanded(block, found)) if self._member.turned else found:
            if isinstance(piece, str):
                yield from characters.literal(piece)
            elif isinstance(piece, Island):
                yield from characters.literal(piece.between(_ISOLATE, _POP))
            elif isinstance(piece.what, State):
                yield characters.state(piece)
            elif piece.edge is Edge.SINGLE:
                if id(piece.what) not in seen:
                    seen.add(id(piece.what))
                    yield characters.shown(piece.what.opening(self))
            else:
                opens = piece.edge is Edge.OPEN
                yield self._member.worded(piece.what.opening(self)) if opens else piece.what.close or ""
        yield from (code.opening(self) for code in _lost(block.codes, seen))


def _lost(codes: tuple[Code, ...], seen: set[int]) -> Iterator[Code]:
    """The single codes that a translation has dropped: what they hold is not dropped with them."""
    return (code for code in codes if code.close is None and id(code) not in seen)


class _Characters:
    """The characters of a paragraph, in order: white space as it is kept (6.1.2)."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._blank = True
        """Whether a blank would show nothing: one stands before it, or nothing does."""

    def literal(self, text: str) -> Iterator[str]:
        """Text as XML."""
        at = 0
        for found in _WHITE.finditer(text):
            yield self.shown(xml.escaped(text[at : found.start()]))
            for sign in found[0]:
                yield self._white(sign)
            at = found.end()
        yield self.shown(xml.escaped(text[at:]))

    def shown(self, raw: str) -> str:
        """What shows something, if it is anything at all."""
        self._blank = self._blank and not raw
        return raw

    def _white(self, sign: str) -> str:
        if sign != " ":
            return self.shown(self._member.tag("text:tab" if sign == "\t" else "text:line-break"))
        again, self._blank = self._blank, True
        return self._member.tag("text:s") if again else " "

    def state(self, mark: Mark) -> str:
        """Where a stretch begins or ends that is a draft, or not translated."""
        opens = mark.edge is Edge.OPEN
        if mark.what is State.DRAFT:
            return self._member.draft_open() if opens else self._member.draft_close()
        if mark.what is State.SOURCE and self._member.turned:
            return self.shown(_ISOLATE if opens else _POP)
        return ""
