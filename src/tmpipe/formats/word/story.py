"""A member with paragraphs as a text with holes, read in one pass over its tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.formats.word.frames import Box, Holder, Setting
from tmpipe.formats.word.items import Item, What
from tmpipe.formats.word.names import KNOWN
from tmpipe.formats.word.paragraph import Paragraph
from tmpipe.formats.word.weaving import Text
from tmpipe.model import Block

ATTRIBUTE = '"'
"""The style of a block that is an attribute's value: it is written without codes, and quoted."""

_WHOLE = frozenset(
    f"w:{name}"
    for names in (
        "rPr pPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rubyPr",
        "t delText instrText delInstrText fldChar del moveFrom rt",
        "tab br cr sym noBreakHyphen softHyphen footnoteReference endnoteReference bookmarkStart bookmarkEnd",
    )
    for name in names.split()
) | {"m:oMath", "m:oMathPara"}
"""Elements that are one token: nothing in them is for a translator, or it is one text."""
_SPOKEN: Mapping[str, tuple[str, ...]] = {
    "wp:docPr": ("descr", "title"),
    "pic:cNvPr": ("descr", "title"),
    "v:shape": ("alt",),
    "v:textpath": ("string",),
}
"""Attributes that are read to somebody, or shown."""
_FILE = re.compile(r"\S+\.[A-Za-z]{3,4}|\w+:(?://)?\S+")


def parts(setting: Setting, member: str, path: str) -> tuple[str | Block, ...]:
    """The parts of a member; joined, they are its text."""
    whole = Box(Holder(0), 0, 0)
    reader = _Reader(setting, [whole])
    for token in xml.tokens(setting.text, KNOWN, member, path, _WHOLE):
        reader.take(token)
    return whole.holder.done(setting.text, len(setting.text))


class _Reader:
    """The boxes and paragraphs that are open, one in another."""

    def __init__(self, setting: Setting, frames: list[Box | Paragraph]) -> None:
        self._setting = setting
        self._frames = frames
        self._depth = 0

    def take(self, token: Token) -> None:
        """The next token."""
        if token.kind is Kind.START:
            self._start(token)
            self._depth += 1
        elif token.kind is Kind.END:
            self._depth -= 1
            self._end(token)
        elif token.name:
            self._leaf(token)

    def _start(self, token: Token) -> None:
        frame = self._frames[-1]
        if isinstance(frame, Paragraph):
            if not frame.start(token):
                self._box(frame, token)
        elif token.name == "w:p":
            counter = self._setting.counter
            counter.paragraphs += 1
            self._frames.append(Paragraph(frame, counter.paragraphs, self._setting))
        else:
            frame.enter(token, self._setting)
            self._spoken(frame, token)

    def _leaf(self, token: Token) -> None:
        frame = self._frames[-1]
        if isinstance(frame, Paragraph):
            frame.leaf(token)
        else:
            frame.pass_by(token, self._setting)
            self._spoken(frame, token)

    def _end(self, token: Token) -> None:
        frame = self._frames[-1]
        if isinstance(frame, Paragraph):
            if frame.end(token):
                self._frames.pop()
                frame.finish()
        elif frame.depth == self._depth and len(self._frames) > 1:
            self._frames.pop()
            below = self._frames[-1]
            assert isinstance(below, Paragraph)
            below.code(frame, token.end, "image" if token.name in {"w:drawing", "w:pict"} else "other")
        else:
            frame.leave(token)

    def _box(self, below: Paragraph, token: Token) -> None:
        copies = int(below.box.copies > 0)
        box = Box(Holder(token.start), token.start, self._depth, copies, note=below.box.note)
        self._frames.append(box)
        self._spoken(box, token)

    def _spoken(self, box: Box, token: Token) -> None:
        """The attributes of a tag that somebody reads are blocks of their own."""
        if token.name == "wp:anchor":
            box.anchored = True
        names = _SPOKEN.get(token.name)
        if not names:
            return
        text, spans = self._setting.text, token.spans()
        for start, end in sorted(spans[name] for name in names if name in spans):
            low, high = token.start + start, token.start + end
            if block := _attribute(text, low, high, self._setting.counter.paragraphs):
                box.holder.add(text, low, high, block)


def _attribute(text: str, start: int, end: int, line: int) -> Block | None:
    """The value of an attribute as a block; None where nobody wrote it for readers."""
    item = Item(What.TEXT, start, end)
    words = item.literal(text).strip()
    if not any(map(str.isalpha, words)) or _FILE.fullmatch(words):
        return None
    woven = Text(text, start)
    woven.literal(item)
    place = "alternative text of an image"
    return Block(woven.end(end), line, gaps=tuple(woven.gaps), place=place, style=ATTRIBUTE)
