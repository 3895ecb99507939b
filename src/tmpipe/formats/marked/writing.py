"""A changed block as Markdown: `Scribe.write`, which reads its work again where that is in doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from tmpipe.formats import hypertext
from tmpipe.formats.marked import matter, titles
from tmpipe.formats.marked.arranging import Tokens, arranged, breaks, delimited
from tmpipe.formats.marked.escapes import Around, doubtful, escaped, normalized
from tmpipe.formats.marked.layout import ATX, CELL, has_formulas
from tmpipe.formats.marked.proof import reads_as
from tmpipe.model import Block, Code, Document, Locale, Role
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, Mark

_TAGS = {"emphasis": "em", "strong": "strong", "deleted": "del"}
_ATTRIBUTES = frozenset({'"', "'", "="})
"""Styles of the blocks within HTML tags."""
_LABELS = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]:", re.DOTALL)


class _Way(IntEnum):
    """How a block is written; each way is safer than the one before, and harder to read."""

    OWN = 0
    """With the delimiters of the source."""
    FITTING = 1
    """With tags in the place of delimiters that stand at letters."""
    TAGS = 2
    """With tags for all delimiters."""
    STRICT = 3
    """And every sign escaped that can be."""


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes the changed blocks of one file."""

    locale: Locale
    source_locale: Locale
    labels: frozenset[str] = frozenset()
    """Of the file's link definitions and notes."""
    math: bool = False
    """Whether the file has formulas between dollar signs."""

    def write(self, block: Block) -> str:
        """What stands for a changed block in the file."""
        if block.place.startswith(matter.PLACE):
            return matter.written(block, _plain(block))
        if block.style.startswith("title"):
            return titles.quoted(_plain(block), block.style)
        if block.style in _ATTRIBUTES:
            return hypertext.written(block, self.locale, self.source_locale, within=True)
        tokens = arranged(block, rtl=language(self.locale).direction == "rtl")
        label = block.style.removeprefix("alt ") if block.style.startswith("alt ") else ""
        if not tokens and _holds(block):
            return "&#32;"
        return self._proved(tokens, block) + (f"][{label}" if label else "")

    def _proved(self, tokens: Tokens, block: Block) -> str:
        markdown = self._markdown(tokens, block, _Way.OWN)
        if not _doubtful(tokens):
            return markdown
        for way in (_Way.FITTING, _Way.TAGS, _Way.STRICT):
            if reads_as(markdown, tokens, block, math=self.math, defined=self._defined):
                return markdown
            markdown = self._markdown(tokens, block, way)
        return markdown

    def _defined(self, label: str) -> bool:
        return normalized(label) in self.labels

    def _markdown(self, tokens: Tokens, block: Block, way: _Way) -> str:
        alone = frozenset[str]() if block.place else _alone(tokens)
        math = self.math or _like_formulas(tokens)
        tags = _tagged(tokens, way)
        links = int(block.style.startswith("alt"))
        out: list[str] = []
        for index, token in enumerate(tokens):
            if not isinstance(token, str):
                links += (_link(token, Edge.OPEN)) - (_link(token, Edge.CLOSE))
                out.append(self._mark(token, tag=index in tags))
                continue
            before = tokens[index - 1] if index else None
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            starts = before is None or breaks(before)
            around = Around(
                before=" " if starts else ".",
                after=" " if after is None or breaks(after) else ".",
                begins=starts and block.style not in (ATX, CELL),
                ends_heading=after is None and block.role is Role.HEADING,
                in_link=links > 0,
                in_cell=block.cell is not None,
                before_link=isinstance(after, Mark) and _bracket(after),
                alone=alone,
                labels=self.labels,
                math=math,
                strict=way is _Way.STRICT,
            )
            out.append(escaped(token, around))
        return "".join(out)

    def _mark(self, mark: Mark, *, tag: bool) -> str:
        code = mark.what
        if not isinstance(code, Code):
            return ""
        if tag:
            return f"<{'/' if mark.edge is Edge.CLOSE else ''}{_TAGS[code.kind]}>"
        return code.closing(self.write) if mark.edge is Edge.CLOSE else code.opening(self.write)


def _holds(block: Block) -> bool:
    """Whether it may not be empty: what underlines a heading, or is of an item or a note, would be lost."""
    underlined = block.role is Role.HEADING and block.style != ATX
    return not block.place and (underlined or block.role in (Role.LIST_ITEM, Role.FOOTNOTE))


def scribe(document: Document) -> Scribe:
    """Who writes the changed blocks of this file."""
    labels = {
        normalized(label)
        for part in document.parts
        if isinstance(part, str)
        for label in _LABELS.findall(part)
    }
    math = has_formulas(document.source())
    return Scribe(document.locale, document.source_locale, frozenset(labels), math)


def _plain(block: Block) -> str:
    """The text of a block that can have no markup but line breaks."""
    out: list[str] = []
    for token in arranged(block):
        if isinstance(token, str):
            out.append(token)
        elif isinstance(token.what, Code) and breaks(token):
            out.append(token.what.open)
    return "".join(out)


def _link(mark: Mark, edge: Edge) -> bool:
    """Whether the text of a link begins, or ends, here."""
    return (
        mark.edge is edge
        and isinstance(mark.what, Code)
        and mark.what.kind == "link"
        and mark.what.open == "["
    )


def _bracket(mark: Mark) -> bool:
    return isinstance(mark.what, Code) and mark.edge is not Edge.CLOSE and mark.what.open.startswith("[")


def _doubtful(tokens: Tokens) -> bool:
    """Whether it might read as something else: delimiters that may fail, or signs that may be markup."""
    begins = True
    for index, token in enumerate(tokens):
        if isinstance(token, str):
            if doubtful(token, begins=begins):
                return True
        elif not _sure(tokens, index, token):
            return True
        begins = breaks(token)
    return False


def _sure(tokens: Tokens, index: int, mark: Mark) -> bool:
    if not isinstance(mark.what, Code) or not delimited(mark.what):
        return True
    return _opens(tokens, index) if mark.edge is Edge.OPEN else _closes(tokens, index)


def _alone(tokens: Tokens) -> frozenset[str]:
    """Signs of delimiters that stand in the text once, and in no code."""
    markup = "".join(
        token.what.open + (token.what.close or "")
        for token in tokens
        if isinstance(token, Mark) and isinstance(token.what, Code)
    )
    text = "\n".join(token for token in tokens if isinstance(token, str))
    return frozenset(
        sign for sign in "*_`~" if sign not in markup and len(re.findall(f"[{sign}]+", text)) == 1
    )


def _like_formulas(tokens: Tokens) -> bool:
    """Whether its dollars would make the file one with formulas."""
    marks = (token if isinstance(token, str) else token.what for token in tokens)
    return has_formulas("".join(one.open if isinstance(one, Code) else str(one) for one in marks))


def _tagged(tokens: Tokens, way: _Way) -> frozenset[int]:
    """The indexes of the delimiters in whose place tags are to stand."""
    if way is _Way.OWN:
        return frozenset()
    unclosed: list[int] = []
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if isinstance(token, str) or not isinstance(token.what, Code) or not delimited(token.what):
            continue
        if token.edge is Edge.OPEN:
            unclosed.append(index)
            continue
        opened = unclosed.pop()
        if way is not _Way.FITTING or not (_opens(tokens, opened) and _closes(tokens, index)):
            found |= {opened, index}
    return frozenset(found)


def _opens(tokens: Tokens, index: int) -> bool:
    """Whether a delimiter there surely opens: nothing of a word before it, and a letter behind it."""
    before = tokens[index - 1] if index else " "
    after = tokens[index + 1]
    return (
        isinstance(after, str) and after[0].isalnum() and isinstance(before, str) and not before[-1].isalnum()
    )


def _closes(tokens: Tokens, index: int) -> bool:
    """Whether a delimiter there surely closes."""
    before = tokens[index - 1]
    after = tokens[index + 1] if index + 1 < len(tokens) else " "
    return (
        isinstance(before, str) and before[-1].isalnum() and isinstance(after, str) and not after[0].isalnum()
    )
