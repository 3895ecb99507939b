"""Changed blocks as HTML: escaped, states marked, what reads from the left isolated in right-to-left text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from html import escape

from tmpipe.formats.hypertext.captions import DRAFT
from tmpipe.formats.hypertext.source import unserved
from tmpipe.model import Block, Code, Locale, State
from tmpipe.text.islands import LEFT, Island, islanded, nested
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, Mark, Piece, pieces

_DRAFT = f'<span class="{DRAFT}" style="text-decoration: underline dotted" title="draft">'


def written(block: Block, locale: Locale, source_locale: Locale = "", *, within: bool = False) -> str:
    """A changed block as it stands in a page in this locale.

    In an attribute, a title or the like there is no markup: no state shows, and signs isolate. `within`: it
    stands in Markdown, where an empty line ends the HTML, and other lines may begin a list.
    """
    write = partial(written, locale=locale, source_locale=source_locale, within=within)
    rtl = language(locale).direction == "rtl"
    bare = block.style[:1] in _BARE
    out: list[str] = []
    for piece in _written(_stated(block), block, rtl):
        if isinstance(piece, str):
            text = unserved(piece)
            out.append(_LINE_ENDS.sub(" ", text) if within and "pre" not in block.style else text)
        elif isinstance(piece.what, Code):
            out.append(piece.what.close or "" if piece.edge is Edge.CLOSE else piece.what.opening(write))
        else:
            out.append("" if bare else _marked(piece.edge, piece.what, source_locale))
    text = "".join(out)
    if within:
        text = _EMPTY.sub("&#10;", text) if text.strip() else "&#32;"
    return f'"{text}"' if block.style == "=" else text


_LINE_ENDS = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*")
_EMPTY = re.compile(r"\r?\n(?=[ \t]*\r?\n)")
"""A line end with an empty line behind it."""


_BARE = frozenset({'"', "'", "=", "l"})
"""What the style of a block begins with that is an attribute's value, or of an element without markup."""


def untranslated(source: str, source_locale: Locale) -> str:
    """HTML that is left in the source's language, told so to browsers."""
    return f"{_left(source_locale)}{source}</span>"


def _left(source_locale: Locale) -> str:
    direction = language(source_locale).direction
    return f'<span lang="{escape(source_locale)}" dir="{direction}">'


def _stated(block: Block) -> Iterator[Piece]:
    """The pieces of a block, and the states: around sentences where these nest with the codes, else around
    each of their texts. No code is cut for a state's sake.
    """
    whole = list(pieces(block))
    apart = list(pieces(replace(block, spans=())))
    codes = sum(isinstance(piece, Mark) and isinstance(piece.what, Code) for piece in whole)
    return iter(whole) if codes == sum(isinstance(piece, Mark) for piece in apart) else _cut(block, apart)


def _cut(block: Block, apart: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, each text cut where its state changes, and in marks of its own."""
    states = _states(block)
    left, state = next(states, (0, State.FINAL))
    for piece in apart:
        if isinstance(piece, Mark):
            yield piece
            continue
        at = 0
        while at < len(piece):
            while not left:
                left, state = next(states)
            cut = piece[at : at + left]
            yield from (Mark(Edge.OPEN, state), cut, Mark(Edge.CLOSE, state)) if cut.strip() else (cut,)
            at += len(cut)
            left -= len(cut)


def _states(block: Block) -> Iterator[tuple[int, State]]:
    """How many characters of the literal text are in which state, one after the other."""
    state = State.FINAL
    for piece in pieces(block):
        if isinstance(piece, str):
            yield len(piece), state
        elif isinstance(piece.what, State):
            state = State.FINAL if piece.edge is Edge.CLOSE else piece.what


def _marked(edge: Edge, state: State, source_locale: Locale) -> str:
    """What stands where a state begins or ends; nothing, where it needs no word."""
    if state is State.FINAL or (state is State.SOURCE and not source_locale):
        return ""
    if edge is Edge.CLOSE:
        return "</span>"
    return _DRAFT if state is State.DRAFT else _left(source_locale)


def _written(stated: Iterable[Piece], block: Block, rtl: bool) -> Iterator[Piece]:
    """The pieces, text between two marks whole and as HTML."""
    found = nested(islanded(block, stated)) if rtl else stated
    texts: list[str] = []
    for piece in found:
        if not isinstance(piece, Mark):
            texts.append(_text(piece, block.style))
            continue
        yield from ("".join(texts), piece)
        texts.clear()
    yield "".join(texts)


def _text(text: str | Island, style: str) -> str:
    """The literal text, escaped for its place; an island that can be in no element has marks at its ends."""
    if isinstance(text, str):
        return _escaped(text, style)
    before, after = ("\u2066", "\u2069") if style[:1] in _BARE else ('<bdi dir="ltr">', "</bdi>")
    shown = replace(text, text=_escaped(text.text, style))
    return shown.between(before, after) if text.nests else shown.between(LEFT, LEFT)


_UNREADABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What may not stand in a page; in XML it is the end of it."""


def _escaped(text: str, style: str) -> str:
    text = escape(_UNREADABLE.sub("\ufffd", text), quote=False)
    if style in ('"', "="):
        return text.replace('"', "&quot;")
    return text.replace("'", "&#39;") if style == "'" else text
