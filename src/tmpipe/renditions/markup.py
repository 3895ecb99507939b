"""The text of a block as HTML: escaped, codes and states as elements, Latin in Persian isolated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape

from tmpipe.model import Block, Code, Locale, State
from tmpipe.renditions.reading import stand_in
from tmpipe.text.islands import LEFT, LINK, Island, apart, islanded, nested
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, address, pieces


def inline(block: Block, rtl: bool, source: Locale, noted: Callable[[Code, bool], str]) -> str:
    """The block's text as HTML that may stand in any paragraph of a page in this direction.

    `source` is the language of what is not translated. `noted` gives the HTML of a note's mark; its second
    argument tells whether the mark stands in a link already.
    """
    out: list[str] = []
    within: list[tuple[Code | State, str]] = []
    found = pieces(block)
    for piece in nested(islanded(block, found)) if rtl else found:
        linked = any(tag == "</a>" for _, tag in within)
        if isinstance(piece, str):
            out.extend(_text(piece, linked))
        elif isinstance(piece, Island):
            out.append(_island(piece, linked))
        elif piece.edge is Edge.OPEN:
            opening, closing = _tags(piece.what, source, linked)
            out.append(opening)
            within.append((piece.what, closing))
        elif piece.edge is Edge.CLOSE:
            out.append(within.pop()[1])
        elif isinstance(piece.what, Code):
            isolate = rtl and not any(what is State.SOURCE for what, _ in within)
            single = (
                (noted(piece.what, linked),) if piece.what.kind == "note" else _single(piece.what, isolate)
            )
            out.extend(single)
    return "".join(out)


def readable(page: str) -> str:
    """The page with U+FFFD for what may not stand in one."""
    return _UNREADABLE.sub("\ufffd", page)


_UNREADABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def foreign(locale: Locale, kind: str = "") -> str:
    """The attributes of an element whose text is left in this language; `kind` is its class besides."""
    return f' class="{f"{kind} source".strip()}" lang="{escape(locale)}" dir="{language(locale).direction}"'


def _href(code: Code) -> str:
    """Where the code leads: an address of a link, but not the bare `#`."""
    return address(code.target) if code.kind == "link" else ""


def _single(code: Code, isolate: bool) -> Iterator[str]:
    text = stand_in(code)
    if code.kind == "code":
        yield f'<code dir="ltr" translate="no">{escape(text, quote=False)}</code>'
    elif code.kind in {"break", "tab"}:
        yield "<br>" if code.kind == "break" else "\u2003"
    elif isolate:
        shown = apart(text)
        yield from (_escaped(one) if isinstance(one, str) else _island(one, linked=True) for one in shown)
    else:
        yield _escaped(text)


def _tags(what: Code | State, source: Locale, linked: bool) -> tuple[str, str]:
    if what is State.DRAFT:
        return '<span class="draft">', "</span>"
    if what is State.SOURCE:
        return f"<span{foreign(source)}>", "</span>"
    if isinstance(what, State):
        return "", ""
    if what.kind in _ELEMENTS:
        tag = _ELEMENTS[what.kind]
        return f"<{tag}>", f"</{tag.split()[0]}>"
    href = "" if linked else _href(what)
    return (f'<a href="{escape(href)}">', "</a>") if href else ("", "")


_ELEMENTS = {
    "emphasis": "em",
    "strong": "strong",
    "underline": "u",
    "deleted": "s",
    "superscript": 'sup class="plain"',
    "subscript": "sub",
    "code": 'code dir="ltr"',
}
"""What stands for pairs of codes; a superscript is plain where it is no mark of a note."""


def _text(text: str, linked: bool) -> Iterator[str]:
    """The text escaped; addresses are links, except within a link."""
    at = 0
    for found in () if linked else LINK.finditer(text):
        yield _escaped(text[at : found.start()])
        yield f"{_opening(found)}>{_escaped(found[0])}</a>"
        at = found.end()
    yield _escaped(text[at:])


def _island(island: Island, linked: bool) -> str:
    """The island isolated by an element; one that cannot be in an element has marks at its ends."""
    shown = _escaped(island.text)
    link = bool(shown) and island.link and not linked
    if link and island.whole:
        return f'{_opening(island.found)} dir="ltr">{shown}</a>'
    one = replace(island, text=f"{_opening(island.found)}>{shown}</a>" if link else shown)
    return one.between('<bdi dir="ltr">', "</bdi>") if island.nests else one.between(LEFT, LEFT)


def _opening(found: re.Match[str]) -> str:
    href = escape(found[0] if found["web"] else f"mailto:{found[0]}")
    return f'<a class="url" href="{href}"'


def _escaped(text: str) -> str:
    return escape(text, quote=False)
