"""The text of a block as runs: each with one look and one direction, as word processors want them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias
from urllib.parse import quote

from tmpipe.model import Block, Code, Locale, Role, State
from tmpipe.renditions.reading import LINE_ENDS, stand_in
from tmpipe.text.islands import LEFT, LINK, STANDS, WORDS, Island, apart, islanded
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, address, pieces

SIGN = "sign"
"""The look of a language's name before what is left in it; other looks are kinds of codes, and states."""
_LOOKS = frozenset(("emphasis", "strong", "underline", "deleted", "code", "superscript", "subscript"))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `\\n` in it is a line break, `\\t` a tab."""

    text: str
    look: frozenset[str] = frozenset()
    """`emphasis`, `strong`, `underline`, `deleted`, `code`, `superscript`, `subscript`, `draft`, `sign`."""
    href: str = ""
    rtl: bool = False
    foreign: bool = False
    """Whether it is left in the source language."""
    opens: bool = False
    """Whether a stretch against the direction of its paragraph begins here."""
    closes: bool = False
    """Whether such a stretch ends here."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note; the run after it begins anew."""

    code: Code
    foreign: bool = False


Inline: TypeAlias = Run | Mark


def untranslated(block: Block) -> bool:
    """Whether the whole block is left in the source language."""
    return bool(block.spans) and all(span.state is State.SOURCE for span in block.spans)


def right_to_left(text: str) -> bool:
    """Whether a text of unknown language reads from the right: its first letter does."""
    first = re.search(r"[^\W\d_]", text)
    return bool(first and WORDS.match(first[0]))


_RIGHT = "\u200f"


def marked(one: Run) -> str:
    """The run's text; a stretch that does not show its direction at its edge has a mark there that does.

    Marks, not isolates: LibreOffice heeds the former alone.
    """
    if one.opens and one.closes and STANDS.fullmatch(one.text):
        return one.text
    mark = _RIGHT if one.rtl else LEFT
    before = mark if one.opens and not one.text[:1].isalpha() else ""
    after = mark if one.closes and not one.text[-1:].isalnum() else ""
    return f"{before}{one.text}{after}"


def runs(block: Block, rtl: bool, source: Locale, *, known: bool = True) -> tuple[Inline, ...]:
    """The block's text, whole and in order, for a paragraph of this direction.

    What is in the `source` language is one stretch, with its name before it; elsewhere Latin in a text from
    the right, and the other way round, are stretches of their own. `known`: whether the text is in the
    document's language at all; names of any language, and code, are not.
    """
    verbatim = block.role is Role.CODE
    if verbatim:
        block = replace(block, text=block.text.rstrip("\n"))
    out: list[Inline] = []
    for piece in _stretches(_flat(block, verbatim=verbatim, rtl=rtl, known=known), source):
        if isinstance(piece, Mark) or verbatim:
            out.append(piece)
        elif piece.foreign:
            out.extend(_linked(replace(piece, rtl=language(source).direction == "rtl")))
        elif "code" in piece.look:
            out.append(replace(piece, rtl=False, opens=rtl, closes=rtl))
        else:
            out.extend(_along(piece, linked=known) if rtl else _turned(piece, linked=known))
    return tuple(_edged(out, rtl))


def _flat(block: Block, *, verbatim: bool, rtl: bool, known: bool) -> Iterator[Inline]:
    """The pieces of the block; in text from the right, its islands are stretches against it."""
    turned = rtl and not verbatim
    within = [Run("", rtl=turned)]  # what text is like at each depth
    found = pieces(block)
    for piece in islanded(block, found) if turned else found:
        if isinstance(piece, str | Island):
            yield _shown(piece, within[-1], known, verbatim=verbatim)
        elif piece.edge is Edge.OPEN:
            within.append(_inside(within[-1], piece.what))
        elif piece.edge is Edge.CLOSE:
            within.pop()
        elif isinstance(piece.what, Code):
            yield from _single(piece.what, within[-1], known)


def _shown(piece: str | Island, within: Run, known: bool, *, verbatim: bool = False) -> Run:
    """A text as a run. Each piece of an address leads to the whole of it."""
    text = piece if isinstance(piece, str) else piece.text
    text = text if verbatim else LINE_ENDS.sub(" ", text)
    if isinstance(piece, str):
        return replace(within, text=text)
    cut = known and piece.link and not piece.whole
    href = within.href or (_followed(piece.found) if cut else "")
    return replace(within, text=text, href=href, rtl=False, opens=piece.opens, closes=piece.closes)


def _inside(outer: Run, what: Code | State) -> Run:
    """What text is like within a pair of codes, or a sentence in some state."""
    if isinstance(what, State):
        draft = {"draft"} if what is State.DRAFT else set()
        return replace(outer, look=outer.look | draft, foreign=outer.foreign or what is State.SOURCE)
    return replace(outer, look=outer.look | (_LOOKS & {what.kind}), href=outer.href or _href(what))


def _single(code: Code, within: Run, known: bool) -> Iterator[Inline]:
    text = stand_in(code)
    if code.kind == "note":
        yield Mark(code, within.foreign)
    elif code.kind in ("field", "formula") and within.rtl:
        yield from (_shown(one, within, known, verbatim=True) for one in apart(text))
    elif text:
        yield replace(within, text=text, look=within.look | ({"code"} & {code.kind}))


def _href(code: Code) -> str:
    """Where a code leads out of the document."""
    return _followable(address(code.target)) if code.kind == "link" else ""


def _stretches(inline: Iterable[Inline], source: Locale) -> Iterator[Inline]:
    """The same, with the source language's name before each stretch in it; blanks within belong to it."""
    held: list[Inline] = []
    foreign = False
    for piece in inline:
        if isinstance(piece, Run) and not piece.foreign and foreign and not piece.text.strip():
            held.append(piece)
            continue
        if isinstance(piece, Run) and piece.foreign and not foreign:
            yield Run(source.upper(), frozenset({SIGN}), foreign=True)
            yield Run("\u00a0", foreign=True)
        if isinstance(piece, Run):
            foreign = piece.foreign
        yield from (replace(one, foreign=foreign) for one in held)
        held.clear()
        yield piece
    yield from held


def _linked(run: Run) -> Iterator[Run]:
    """The run with its addresses as links."""
    if run.href:
        yield run
        return
    at = 0
    for found in LINK.finditer(run.text):
        if at < found.start():
            yield replace(run, text=run.text[at : found.start()])
        yield replace(run, text=found[0], href=_followed(found))
        at = found.end()
    if at < len(run.text):
        yield replace(run, text=run.text[at:])


def _turned(run: Run, linked: bool) -> Iterator[Inline]:
    """The run, from the left, with its words from the right as stretches of their own."""
    at = 0
    for found in WORDS.finditer(run.text):
        yield from _along(replace(run, text=run.text[at : found.start()]), linked)
        yield replace(run, text=found[0], rtl=True, opens=True, closes=True)
        at = found.end()
    yield from _along(replace(run, text=run.text[at:]), linked)


def _along(run: Run, linked: bool) -> Iterator[Inline]:
    """The run with its addresses as links, where there can be any."""
    if run.rtl or not linked:
        return iter((run,))
    return _edges(tuple(_linked(run)), opens=run.opens, closes=run.closes)


def _followed(found: re.Match[str]) -> str:
    return _followable(f"mailto:{found[0]}" if found["mail"] else found[0])


def _followable(href: str) -> str:
    """The address as RFC 3986 wants it, and Word; empty where it is none that leads out of the document."""
    if _HALF.search(href):
        return ""
    shown = quote(href, safe="%/:=&?~#+!$,;'@()*")
    return shown if _FOLLOWED.match(shown) else ""


_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, as damaged PDF files have it: no address can be written with it."""
_FOLLOWED = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?([/?#]|$)|mailto:[^\s@%]+@[a-z0-9.-]+", re.IGNORECASE)


def _edged(inline: Iterable[Inline], rtl: bool) -> Iterator[Inline]:
    """The same without empty runs; stretches of the source language are told where they begin and end."""
    full = (piece for piece in inline if isinstance(piece, Mark) or piece.text)
    for foreign, group in groupby(full, key=lambda piece: piece.foreign):
        stretch = tuple(group)
        against = foreign and any(isinstance(piece, Run) and piece.rtl != rtl for piece in stretch)
        yield from _edges(stretch, opens=True, closes=True) if against else stretch


def _edges(stretch: Sequence[Inline], *, opens: bool, closes: bool) -> Iterator[Inline]:
    """The stretch; of its runs, the first may open one against the paragraph, and the last may close it."""
    own = [index for index, piece in enumerate(stretch) if isinstance(piece, Run)]
    for index, piece in enumerate(stretch):
        if isinstance(piece, Run):
            first, last = index == own[0], index == own[-1]
            yield replace(piece, opens=opens and first, closes=closes and last)
        else:
            yield piece
