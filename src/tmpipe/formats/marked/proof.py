"""Whether a block that was written anew reads as it should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from tmpipe.formats.marked.layout import ATX, holes
from tmpipe.formats.marked.page import Lines, Page
from tmpipe.model import Block, Code
from tmpipe.text.nesting import Edge, Mark, pieces

_PREFIX = re.compile(r"\n[ \t>]*")
_Shape: TypeAlias = list[str | tuple[Edge, str, str]]


def reads_as(
    markdown: str, tokens: Iterable[str | Mark], block: Block, *, math: bool, defined: Callable[[str], bool]
) -> bool:
    """Whether the Markdown of a block has these tokens and nothing else; `defined` knows the labels."""
    text = _PREFIX.sub("\n", markdown)
    alternative = block.style.startswith("alt")
    if block.cell:
        text = f"| x |\n|---|\n| {text} |"
    elif block.style == ATX:
        text = f"# {text}"
    elif alternative:
        text = f"![{text}](x)"
    tokens = list(tokens)
    notes = _notes(tokens)
    text += "".join(f"\n\n{mark}: x" for mark in notes)
    found = [hole.block for hole in holes(Page(text, Lines(text, 1)), math=math, defined=defined)]
    found = found[: len(found) - len(notes)]
    if block.cell:
        found = found[1:]
    if len(found) != 1 or not (one := found[0]):
        return False
    if alternative and not (one := next(one.inner(), None)):
        return False
    return _shape(pieces(one)) == _shape(tokens)


def _notes(tokens: Iterable[str | Mark]) -> dict[str, None]:
    """The marks of the block's notes, which are marks only where the notes are."""
    codes = (token.what for token in tokens if isinstance(token, Mark))
    return dict.fromkeys(code.open for code in codes if isinstance(code, Code) and code.kind == "note")


def _shape(tokens: Iterable[str | Mark]) -> _Shape:
    """What can be compared: the text, and what kind of mark stands where."""
    shape: _Shape = []
    for token in tokens:
        if isinstance(token, Mark):
            if isinstance(token.what, Code):
                shape.append((token.edge, token.what.kind, _key(token)))
        elif shape and isinstance(last := shape[-1], str):
            shape[-1] = last + token
        else:
            shape.append(token)
    return shape


def _key(mark: Mark) -> str:
    code = mark.what
    if not isinstance(code, Code) or mark.edge is not Edge.SINGLE or code.kind == "break":
        return ""
    return code.target or _PREFIX.sub("\n", code.open)
