"""A changed block as runs again: its looks, its language, its direction, its drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tmpipe.formats.package import xml
from tmpipe.formats.word import drawing
from tmpipe.formats.word.properties import children, edited, tag, value
from tmpipe.formats.word.story import ATTRIBUTE
from tmpipe.formats.word.weaving import FIRST
from tmpipe.model import CODE, Block, Code, Locale, State, unescaped
from tmpipe.text.islands import LEFT, STANDS, Island, islanded
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, pieces

DRAFT = "FFF3C4"
"""The colour behind what no human has finished."""
CHANGED = "\uffff"
"""Stands before what was written anew, until the paragraph around it is turned; no XML has this sign."""
_REGIONS: Mapping[str, str] = {
    "en": "en-US",
    "fr": "fr-FR",
    "it": "it-IT",
    "sv": "sv-SE",
    "fa": "fa-IR",
    "ar": "ar-SA",
    "de": "de-DE",
    "es": "es-ES",
}
"""Word knows no language without its country."""
_SIGNS = {"\u2011": "noBreakHyphen", "\u00ad": "softHyphen", "\t": "tab", "\n": "br"}
_SIGN = re.compile("[\u2011\u00ad\t\n]")
_TRACKED = ("rPrChange", "ins", "del", "moveFrom", "moveTo")


def spoken(locale: Locale) -> str:
    """The language as Word writes it."""
    return _REGIONS.get(locale.lower(), locale)


@dataclass(frozen=True, slots=True)
class Dress:
    """What every run of a localized document wears besides its own look."""

    locale: Locale
    draft: bool = False
    island: bool = False
    """Reads from the left within a text that reads from the right."""

    @property
    def right(self) -> bool:
        """Whether the run reads from the right."""
        return language(self.locale).direction == "rtl" and not self.island


@lru_cache(maxsize=8192)
def opening(style: str, dress: Dress) -> str:
    """How a run of a look begins, in a language and a direction; `style` is how it began in the source."""
    start = tag(style)
    name = start[1:].rstrip("/>").split()[0]
    prefix = name.rpartition(":")[0]
    prefix = f"{prefix}:" if prefix else ""
    properties = style[len(start) :] or f"<{prefix}rPr></{prefix}rPr>"
    changes = tuple(_changes(properties, dress, prefix))
    return start + edited(properties, changes)


def _changes(properties: str, dress: Dress, prefix: str) -> Iterator[tuple[str, str]]:
    """The properties that are other than in the source."""
    yield from ((name, "") for name in _TRACKED)
    own = dict(children(properties))
    if dress.right:
        yield "rtl", f"<{prefix}rtl/>"
        yield from complexes(own)
    else:
        yield from (("rtl", ""), ("cs", ""))
    if not dress.island:
        yield "lang", _language(own.get("lang", ""), dress, prefix)
    if dress.draft:
        yield "shd", f'<{prefix}shd {prefix}val="clear" {prefix}color="auto" {prefix}fill="{DRAFT}"/>'


def complexes(own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Right-to-left text has a weight, a slope and a size of its own: what it is not told stays plain."""
    for latin, other in ("b", "bCs"), ("i", "iCs"), ("sz", "szCs"):
        if latin in own and other not in own:
            yield other, re.sub(rf"{latin}(?=[\s/>])", other, own[latin], count=1)


def _language(raw: str, dress: Dress, prefix: str) -> str:
    attribute = "bidi" if dress.right else "val"
    found = {name: value(raw, name) for name in ("val", "eastAsia", "bidi")} | {
        attribute: spoken(dress.locale)
    }
    attributes = " ".join(f'{prefix}{name}="{xml.quoted(one)}"' for name, one in found.items() if one)
    return f"<{prefix}lang {attributes}/>"


# --- blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Writing:
    """How a document's changed blocks are written, in its locale."""

    locale: Locale

    def block(self, block: Block) -> str:
        """A block as its format has it: runs, or the characters of an attribute or an element."""
        if block.style.startswith(drawing.DRAWN):
            return CHANGED + "".join(drawing.written(block, spoken(self.locale)))
        if not block.style.startswith("<"):
            plain = unescaped(CODE.sub("", block.text))
            return xml.quoted(plain) if block.style == ATTRIBUTE else xml.escaped(plain)
        return CHANGED + "".join(self._runs(block))

    def _runs(self, block: Block) -> Iterator[str]:
        open_now: list[tuple[Code, str, str]] = []
        """Pairs, each with what closes it and the look within."""
        told: set[int] = set()
        state: State = State.FINAL
        singles = [code for code in block.codes if code.close is None]
        named = {int(found[3]) for found in CODE.finditer(block.text) if found[3]}
        silent = [
            code for number, code in enumerate(block.codes, 1) if code.close is None and number not in named
        ]
        told.update(id(code) for code in silent)
        yield from (code.open for code in silent if code.style == FIRST)
        found = pieces(block)
        for piece in islanded(block, found) if language(self.locale).direction == "rtl" else found:
            look = open_now[-1][2] if open_now else block.style
            if isinstance(piece, str | Island):
                yield self._text(piece, look, state)
            elif isinstance(piece.what, State):
                state = piece.what if piece.edge is Edge.OPEN else State.FINAL
            elif piece.edge is Edge.SINGLE:
                if id(piece.what) not in told:
                    told.add(id(piece.what))
                    yield self._single(piece.what)
            elif piece.edge is Edge.OPEN:
                within = piece.what.kind == "link" and any(
                    one.kind == "link" and end for one, end, _ in open_now
                )
                again = id(piece.what) in told and piece.what.kind != "link"
                told.add(id(piece.what))
                shown = not within and not again
                yield piece.what.open if shown else ""
                open_now.append(
                    (piece.what, (piece.what.close or "") if shown else "", piece.what.style or look)
                )
            else:
                yield open_now.pop()[1]
        yield from (self._single(code) for code in singles if id(code) not in told)
        yield from (self._single(code) for code in silent if code.style != FIRST)

    def _single(self, code: Code) -> str:
        content = code.opening(self.block)
        if not (code.inside and code.style):
            return content
        return f"{code.style}{content}</{tag(code.style)[1:].rstrip('/>').split()[0]}>"

    def _text(self, text: str | Island, style: str, state: State) -> str:
        """A text in one look and one direction: a run."""
        dress = Dress(self.locale, draft=state is State.DRAFT, island=isinstance(text, Island))
        if isinstance(text, Island):
            return self._run(_sided(text.text, text.opens, text.closes), opening(style, dress))
        if state is State.SOURCE:
            return self._run(_sided(text) if dress.right else text, style)
        return self._run(text, opening(style, dress))

    def _run(self, text: str, start: str) -> str:
        name = tag(start)[1:].rstrip("/>").split()[0]
        prefix = name.removesuffix("r")
        out = [start]
        at = 0
        for found in _SIGN.finditer(text):
            out += (_characters(text[at : found.start()], prefix), f"<{prefix}{_SIGNS[found[0]]}/>")
            at = found.end()
        out += (_characters(text[at:], prefix), f"</{name}>")
        return "".join(out)


def _sided(text: str, opens: bool = True, closes: bool = True) -> str:
    """A text from the left among others from the right: an edge that does not show it has a mark that does.

    Word goes by the run; LibreOffice by the signs alone, and by no isolates in a DOCX.
    """
    core = text.strip()
    if not core or (opens and closes and STANDS.fullmatch(core)):
        return text
    before = LEFT if opens and not core[0].isalpha() else ""
    after = LEFT if closes and not core[-1].isalnum() else ""
    return text.replace(core, f"{before}{core}{after}")


def _characters(text: str, prefix: str) -> str:
    return f'<{prefix}t xml:space="preserve">{xml.escaped(text)}</{prefix}t>' if text else ""
