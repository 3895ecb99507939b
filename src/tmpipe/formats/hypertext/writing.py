"""Changed blocks as HTML: escaped, states marked, what reads from the left isolated in right-to-left text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import escape

from tmpipe.formats.hypertext.captions import DRAFT
from tmpipe.model import Block, Locale, State, Writer
from tmpipe.text.islands import ISLAND
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, Mark, Piece, pieces

_DRAFT = f'<span class="{DRAFT}" style="text-decoration: underline dotted" title="draft">'


def written(block: Block, locale: Locale, source_locale: Locale = "") -> str:
    """A changed block as it stands in a page in this locale.

    In an attribute, a title or the like there is no markup: no state shows, and signs isolate.
    """
    write = partial(written, locale=locale, source_locale=source_locale)
    rtl = language(locale).direction == "rtl"
    bare = block.style[:1] in _BARE
    out: list[str] = []
    for piece, state in _stated(block):
        if isinstance(piece, Mark):
            out.append(_code(piece, write))
            continue
        text = _text(piece, block.style, isolate=rtl and state is not State.SOURCE)
        out.append(text if bare else _marked(text, state, source_locale))
    return f'"{"".join(out)}"' if block.style == "=" else "".join(out)


_BARE = frozenset({'"', "'", "=", "l"})
"""What the style of a block begins with that is an attribute's value, or of an element without markup."""


def untranslated(source: str, source_locale: Locale) -> str:
    """HTML that is left in the source's language, told so to browsers."""
    direction = language(source_locale).direction
    return f'<span lang="{escape(source_locale)}" dir="{direction}">{source}</span>'


def _stated(block: Block) -> Iterator[tuple[Piece, State]]:
    """The pieces of a block, text cut where its state changes: no code is cut for a state's sake."""
    states = _states(block)
    left, state = next(states, (0, State.FINAL))
    for piece in pieces(replace(block, spans=())):
        if isinstance(piece, Mark):
            yield piece, state
            continue
        at = 0
        while at < len(piece):
            while not left:
                left, state = next(states)
            cut = piece[at : at + left]
            yield cut, state
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


def _code(mark: Mark, write: Writer) -> str:
    if isinstance(mark.what, State):
        return ""
    return mark.what.close or "" if mark.edge is Edge.CLOSE else mark.what.opening(write)


def _marked(text: str, state: State, source_locale: Locale) -> str:
    if state is State.DRAFT and text.strip():
        return f"{_DRAFT}{text}</span>"
    if state is State.SOURCE and source_locale and text.strip():
        return untranslated(text, source_locale)
    return text


def _text(text: str, style: str, *, isolate: bool) -> str:
    """The literal text, escaped for its place."""
    if not isolate:
        return _escaped(text, style)
    before, after = ("\u2066", "\u2069") if style[:1] in _BARE else ('<bdi dir="ltr">', "</bdi>")
    out: list[str] = []
    at = 0
    for found in ISLAND.finditer(text):
        out += _escaped(text[at : found.start()], style), before, _escaped(found[0], style), after
        at = found.end()
    return "".join(out) + _escaped(text[at:], style)


def _escaped(text: str, style: str) -> str:
    text = escape(text, quote=False)
    if style in ('"', "="):
        return text.replace('"', "&quot;")
    return text.replace("'", "&#39;") if style == "'" else text
