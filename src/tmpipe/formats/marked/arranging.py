"""A changed block as text and marks in the order in which Markdown can have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from tmpipe.model import Block, Code, State
from tmpipe.text.islands import LEFT, Island, islanded
from tmpipe.text.nesting import Edge, Mark, Piece, pieces

Tokens: TypeAlias = list[str | Mark]
DRAFT = "[?] "
"""Stands before a sentence that nobody has finished."""
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_MARKERS = frozenset({"*", "_", "**", "__", "~", "~~"})


def delimited(code: Code) -> bool:
    """Whether it is a pair of delimiters, which must touch the text that they enclose."""
    return code.close is not None and code.open in _MARKERS


def breaks(piece: str | Mark) -> bool:
    """Whether it is a line break that ends a line of the file."""
    return (
        isinstance(piece, Mark)
        and isinstance(piece.what, Code)
        and piece.what.kind == "break"
        and ("\n" in piece.what.open)
    )


def arranged(block: Block, *, rtl: bool = False) -> Tokens:
    """The pieces of a block: states told in words, white space single and outside of delimiters."""
    out: Tokens = []
    told = not block.place
    foreign = rtl and told and any(span.state is not State.SOURCE for span in block.spans)
    found = _unlinked(pieces(block))
    for piece in islanded(block, found) if rtl and told else found:
        if isinstance(piece, str | Island):
            _add_text(out, piece if isinstance(piece, str) else _isolated(piece))
        elif isinstance(piece.what, Code):
            _add_mark(out, piece, piece.what)
        else:
            _add_text(out, _told(piece, foreign) if told else "")
    return _stripped(out)


def _unlinked(found: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without links inside of links, which a translation can make and Markdown cannot have."""
    depth = 0
    for piece in found:
        link = isinstance(piece, Mark) and isinstance(piece.what, Code) and piece.what.open == "["
        if not link or isinstance(piece, str):
            yield piece
            continue
        outermost = depth == (piece.edge is Edge.CLOSE)
        depth += 1 if piece.edge is Edge.OPEN else -1
        if outermost:
            yield piece


def _told(mark: Mark, foreign: bool) -> str:
    """What stands where a state begins or ends."""
    if mark.what is State.SOURCE and foreign:
        return "\u2066" if mark.edge is Edge.OPEN else "\u2069"
    return DRAFT if mark.what is State.DRAFT and mark.edge is Edge.OPEN else ""


def _isolated(island: Island) -> str:
    """A name or a number, isolated; an address, as it is; what delimiters cut, with marks at its ends."""
    if island.link and island.whole:
        return island.text
    return island.between("\u2066", "\u2069") if island.whole else island.between(LEFT, LEFT)


def _add_text(out: Tokens, text: str) -> None:
    text = _BLANKS.sub(" ", text)
    if text.startswith(" "):
        at = len(out)
        while at and _begins(out[at - 1]):
            at -= 1
        if at < len(out):
            opened = out[at:]
            del out[at:]
            _append(out, " ")
            out += opened
            text = text[1:]
    _append(out, text)


def _begins(token: str | Mark) -> bool:
    """Whether a delimiter opens here: no blank may follow."""
    return (
        isinstance(token, Mark)
        and token.edge is Edge.OPEN
        and isinstance(token.what, Code)
        and delimited(token.what)
    )


def _append(out: Tokens, text: str) -> None:
    if out and isinstance(last := out[-1], str):
        out[-1] = last + (text[1:] if last.endswith(" ") and text.startswith(" ") else text)
    elif text:
        out.append(text)


def _add_mark(out: Tokens, mark: Mark, code: Code) -> None:
    if mark.edge is not Edge.CLOSE or not delimited(code):
        out.append(mark)
        return
    blank = isinstance(last := out[-1], str) and last.endswith(" ")
    if isinstance(last, str) and blank:
        out[-1:] = [last[:-1]] if last[:-1] else []
    opened = out[-1] if out else None
    if isinstance(opened, Mark) and opened.edge is Edge.OPEN and opened.what is code:
        out.pop()
    else:
        out.append(mark)
    if blank:
        _add_text(out, " ")


def _stripped(tokens: Iterable[str | Mark]) -> Tokens:
    """Without white space at line ends, and without line breaks that break nothing."""
    out: Tokens = []
    for token in tokens:
        begins = not out or breaks(out[-1])
        if isinstance(token, str):
            text = token.lstrip(" ") if begins else token
            if text:
                out.append(text)
        elif not (begins and breaks(token)) or _visible(token):
            if breaks(token):
                _strip_end(out)
            out.append(token)
    while out and (breaks(out[-1]) or out[-1] == " "):
        out.pop()
    _strip_end(out)
    return out


def _visible(token: str | Mark) -> bool:
    """Whether a line break is more than white space, so that it may follow another."""
    return isinstance(token, Mark) and isinstance(token.what, Code) and bool(token.what.open.strip())


def _strip_end(out: Tokens) -> None:
    if out and isinstance(last := out[-1], str):
        out[-1:] = [last.rstrip(" ")] if last.strip(" ") else []
