"""What stands in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from tmpipe.formats.opendocument import names
from tmpipe.formats.opendocument.blocks import ATTRIBUTE, ELEMENT
from tmpipe.formats.opendocument.nodes import Node, Pair, Piece, Single, pieces, simplified
from tmpipe.formats.opendocument.places import Place, Wanted, counted
from tmpipe.formats.opendocument.styles import Look
from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.model import Block, Role

_TAG = re.compile(r"<[^>]*>")


class Reader(Protocol):
    """Who reads the member: what a paragraph asks of it, which may have notes and boxes in it."""

    wanted: Wanted

    def span(self, token: Token, paragraph: str, around: Look) -> tuple[Look, str]:
        """How the words of a pair look, and the kind of its code."""

    def raw(self, start: int, end: int) -> str:
        """The text there."""

    def whole(self, token: Token) -> int:
        """Where an element ends; what it encloses is skipped."""

    def inner(self, token: Token, place: Place) -> tuple[tuple[str | Block, ...], int]:
        """The parts of an element in a paragraph, and where it ends."""

    def note_number(self, kind: str) -> int:
        """The number of the next note of a kind, where all are counted."""

    def plain(self, raw: str, place: str, style: str) -> Block | None:
        """A block of characters without markup."""


@dataclass(slots=True)
class _Open:
    """A pair that has not ended yet."""

    token: Token
    kind: str
    look: Look
    nodes: list[Node]


class Content:
    """The nodes of a paragraph."""

    def __init__(self, reader: Reader, style: str, place: Place) -> None:
        self.nodes: list[Node] = []
        self._reader = reader
        self._style = style
        self._place = place
        self._open: list[_Open] = []
        self._marks: dict[str, tuple[list[Node], int]] = {}
        """Where the mark stands that begins a range, by its name."""
        self._blank: bool | None = None
        """Whether white space that follows shows nothing; None: nothing was shown yet."""

    def read(self, tokens: Iterator[Token]) -> Token:
        """Reads up to the paragraph's end tag, and returns it."""
        for token in tokens:
            kind = token.kind
            if kind is Kind.TEXT:
                self._add_text(token.raw)
            elif kind is Kind.END:
                if not self._open:
                    return token
                self._close(token)
            elif kind is Kind.CDATA:
                self._add_data(token.raw)
            elif kind is Kind.START and token.name in names.PAIRS:
                self._begin(token)
            elif kind in (Kind.START, Kind.EMPTY, Kind.WHOLE):
                self._element(token)
            else:
                self._here.append(Piece("", token.raw))
        raise AssertionError("a paragraph without its end is no well-formed XML")

    @property
    def _here(self) -> list[Node]:
        return self._open[-1].nodes if self._open else self.nodes

    def _add_text(self, raw: str) -> None:
        here = self._here
        for piece in pieces(raw, self._blank is not False):
            here.append(piece)
            if piece.literal:
                self._blank = piece.literal[-1] == " "

    def _add_data(self, raw: str) -> None:
        literal = " ".join(re.split(r"[ \t\r\n]+", raw[9:-3]))
        if literal:
            self._blank = literal[-1] == " "
        self._here.append(Piece(literal, raw))

    def _begin(self, token: Token) -> None:
        look, kind = self._reader.span(token, self._style, self._open[-1].look if self._open else Look())
        self._open.append(_Open(token, kind, look, []))

    def _close(self, end: Token) -> None:
        done = self._open.pop()
        nodes = simplified(done.nodes)
        start = done.token
        if done.kind == "code":
            raw = self._reader.raw(start.start, end.end)
            self._here.append(Single("code", raw, xml.unescaped(_TAG.sub("", raw))))
            return
        own = start.attributes() if done.kind == "link" else {}
        target = done.look.words if done.kind == "other" else own.get("xlink:href", "")
        look = ("link", target) if done.kind == "link" else done.look
        self._here.append(Pair(done.kind, look, start.raw, end.raw, start.raw, end.raw, nodes, target))

    def _element(self, token: Token) -> None:
        """An element that is no pair: what it shows, as a node."""
        name, here = token.name, self._here
        if name == "text:s":
            self._spaces(token)
        elif name in names.MARKS or (name in names.RANGES and not self._repeated_elsewhere(token)):
            here.append(Piece("", self._raw(token), kept=name != "text:soft-page-break"))
        elif name == "office:annotation" and not self._reader.wanted.comments:
            here.append(Piece("", self._raw(token), kept=True))
        elif name in names.RANGES:
            self._range(token)
        else:
            here.append(self._single(token))
            self._blank = False

    def _spaces(self, token: Token) -> None:
        count = counted(token.attributes().get("text:c"))
        raw = self._raw(token)
        if count >= _WIDE and self._blank is not None:
            self._here.append(Single("tab", raw))
            self._blank = False
        elif self._blank is None:
            self._here.append(Piece(" ", raw))
        else:
            self._here.append(Piece("" if self._blank else " ", raw))
            self._blank = True

    def _repeated_elsewhere(self, token: Token) -> bool:
        """Whether the words that the mark encloses stand in an index or a reference, too."""
        key = names.RANGES[token.name]
        return not key or token.attributes().get(key, "") in self._reader.wanted.references

    def _range(self, token: Token) -> None:
        """A mark that begins or ends a range of words: the two are a pair where nothing crosses it."""
        here, raw = self._here, self._raw(token)
        own, kind = token.attributes(), token.name.rpartition("-")[2]
        known = own.get("text:name") or own.get("text:id") or own.get("xml:id") or ""
        name = token.name.removesuffix(kind) + known
        where, at = self._marks.pop(name, (None, 0)) if kind == "end" else (None, 0)
        if where is here and at < len(here) and isinstance(start := here[at], Single):
            inside = simplified(here[at + 1 :])
            here[at:] = [Pair("bookmark", name, start.raw, raw, start.raw, raw, inside)]
            self._marks.clear()  # of ranges within one another the innermost alone is a pair
            return
        if kind == "start":
            self._marks[name] = here, len(here)
        here.append(Single("bookmark", raw))

    def _raw(self, token: Token) -> str:
        return self._reader.raw(token.start, self._reader.whole(token))

    def _single(self, token: Token) -> Single:
        name = token.name
        if name in _PLAIN:
            return Single(_PLAIN[name], self._raw(token))
        if name == "text:note":
            return self._note(token)
        if name == "office:annotation":
            return self._with_parts(token, "comment", Place(place="comment"))
        if name.startswith(("draw:", "dr3d:")):
            return self._drawing(token)
        if name in _ASKING:
            return self._asking(token, _ASKING[name])
        raw = self._raw(token)
        return Single("field", raw, xml.unescaped(_TAG.sub("", raw)).strip())

    def _with_parts(self, token: Token, kind: str, place: Place, target: str = "") -> Single:
        parts, end = self._reader.inner(token, place)
        inside = parts if any(isinstance(part, Block) for part in parts) else ()
        return Single(kind, self._reader.raw(token.start, end), target, inside)

    def _note(self, token: Token) -> Single:
        ahead = _CITATION.search(self._reader.raw(token.end, token.end + 2000))
        label = xml.unescaped(ahead[1]).strip() if ahead else ""
        number = self._reader.note_number(token.attributes().get("text:note-class", ""))
        if label in {"", "0"}:  # nobody has laid out the pages since the note was written
            label = str(number)
        place = Place(Role.FOOTNOTE, label=label, place=self._place.place)
        return self._with_parts(token, "note", place, label)

    def _drawing(self, token: Token) -> Single:
        """A picture, a box with text of its own, or a formula."""
        found = self._with_parts(token, "image", Place(place=self._place.place))
        formulas = self._reader.wanted.formulas
        if _FORMULA.search(found.raw) or not formulas.isdisjoint(_HREF.findall(found.raw)):
            written = _WRITTEN.search(found.raw)
            return replace(found, kind="formula", target=xml.unescaped(written[1]) if written else "")
        boxed = any(isinstance(part, Block) and part.style not in ("", ATTRIBUTE) for part in found.inside)
        return replace(found, kind="box") if boxed else found

    def _asking(self, token: Token, place: str) -> Single:
        """A field that asks for words."""
        raw = self._raw(token)
        found = _SIMPLE.fullmatch(raw)
        made = found and self._reader.plain(found[2], place, ELEMENT)
        return Single("field", raw, "", (found[1], made, found[3]) if found and made else ())


_WIDE = 3
"""Blanks beyond the first that are a layout of their own, as typewriters had it."""
_PLAIN = {"text:tab": "tab", "text:line-break": "break"}
_ASKING = {"text:placeholder": "placeholder of a field", "text:text-input": "text of an input field"}
_CITATION = re.compile(r"<(?:[^\s<>/:]+:)?note-citation\b[^>]*>([^<]*)<")
_FORMULA = re.compile(r"<(?:[^\s<>/:]+:)?math\b")
_WRITTEN = re.compile(r"<(?:[^\s<>/:]+:)?annotation\b[^>]*>([^<]*)<")
"""A formula as its author wrote it."""
_HREF = re.compile(r"href=[\"'](?:\./)?([^\"']+)[\"']")
_SIMPLE = re.compile(r"(<[^>]*>)([^<]+)(</[^>]*>)")
