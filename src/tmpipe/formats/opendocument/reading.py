"""The members of an OpenDocument text to verbatim strings and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tmpipe.formats.opendocument import names
from tmpipe.formats.opendocument.blocks import ATTRIBUTE, ELEMENT, block
from tmpipe.formats.opendocument.nodes import Node, Pair, Piece, Single, pieces, simplified, spread
from tmpipe.formats.opendocument.styles import Look, Styles
from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.model import Block, Role


@dataclass(slots=True)
class _Table:
    """Where we are in a table."""

    number: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """What encloses a paragraph."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    label: str = ""
    place: str = ""
    table: _Table | None = None
    cell: tuple[int, int, int] | None = None
    index: bool = False


@dataclass(slots=True)
class _Parts:
    """A stretch of the text as it is cut: verbatim strings and blocks."""

    text: str
    at: int
    parts: list[str | Block] = field(default_factory=list)

    def cut(self, until: int) -> None:
        """Verbatim text up to there."""
        if self.at < until:
            self.parts.append(self.text[self.at : until])
        self.at = until

    def block(self, start: int, end: int, *parts: str | Block) -> None:
        """What stands for the text between start and end."""
        self.cut(start)
        self.parts += parts
        self.at = end


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a document is translated, and what needs the whole document to be known."""

    comments: bool
    references: frozenset[str]
    """The names of marks around words that a reference elsewhere repeats."""
    formulas: frozenset[str]
    """The members that are formulas, as links name them."""


class Reader:
    """Reads one member."""

    def __init__(self, text: str, tokens: Iterable[Token], styles: Styles, wanted: Wanted) -> None:
        self._text = text
        self._tokens = iter(tokens)
        self._styles = styles
        self.wanted = wanted
        self._paragraphs = 0
        self._tables = 0

    def parts(self) -> tuple[str | Block, ...]:
        """The member's parts; joined they are its text."""
        parts = _Parts(self._text, 0)
        self._walk(parts, _Place(), None)
        parts.cut(len(self._text))
        return tuple(parts.parts)

    # --- what stands around paragraphs

    def _walk(self, parts: _Parts, place: _Place, until: Token | None) -> int:
        """Reads up to the end of the element `until`, or of the member; returns where that is."""
        outer: list[_Place] = []
        for token in self._tokens:
            kind, name = token.kind, token.name
            if kind is Kind.START and name in names.PARAGRAPHS:
                self._paragraph(parts, token, place)
            elif name == "office:annotation" and not self.wanted.comments:
                self.whole(token)
            elif kind is Kind.START and (named := names.CAPTIONS.get(name) or names.PROPERTIES.get(name)):
                self._characters(parts, named)
            elif kind is Kind.START:
                outer.append(place)
                place = self._within(parts, token, place)
            elif kind is Kind.EMPTY:
                self._within(parts, token, place)
            elif kind is Kind.END:
                if not outer:
                    return token.end
                place = outer.pop()
        return until.end if until else len(self._text)

    def _within(self, parts: _Parts, token: Token, place: _Place) -> _Place:
        """The place of what an element encloses; what its tag says to readers is a block."""
        name = token.name
        if name.startswith("form:"):
            self._label(parts, token)
        if name in {"text:list-item", "text:list-header"}:
            return replace(place, role=Role.LIST_ITEM)
        if name == "text:list":
            return replace(place, level=place.level + 1)
        if name == "table:table":
            self._tables += 1
            return replace(place, table=_Table(self._tables), level=0)
        if name in _GRID and place.table:
            return self._in_table(token, place, place.table)
        if name in names.FURNITURE or name.partition("-")[0] in names.FURNITURE:
            return replace(place, place=names.FURNITURE[name.partition("-")[0]])
        if name == "text:index-body":
            return replace(place, index=True)
        if name == "draw:text-box":
            return _Place(place=place.place)
        return place

    def _in_table(self, token: Token, place: _Place, table: _Table) -> _Place:
        """Counts rows and cells; a cell's paragraphs know where they are."""
        if token.name == "table:table-row":
            table.row, table.column = table.row + _repeated(token, "rows"), 0
            return place
        table.column += _repeated(token, "columns")
        return replace(
            place, role=Role.TABLE_CELL, cell=(table.number, max(1, table.row), table.column), level=0
        )

    def _label(self, parts: _Parts, token: Token) -> None:
        """The label of a form's control (13.5.2)."""
        start, end = token.spans().get("form:label", (0, 0))
        if made := self.plain(token.raw[start:end], "label of a form control", ATTRIBUTE):
            parts.block(token.start + start, token.start + end, made)

    def _characters(self, parts: _Parts, place: str) -> None:
        """An element that has characters and nothing else; with anything else it stays as it is."""
        inner: list[Token] = []
        depth = 1
        for one in self._tokens:
            depth += (one.kind is Kind.START) - (one.kind is Kind.END)
            if not depth:
                break
            inner.append(one)
        if len(inner) == 1 and inner[0].kind is Kind.TEXT:
            (only,) = inner
            if made := self.plain(only.raw, place, ELEMENT):
                parts.block(only.start, only.end, made)

    def plain(self, raw: str, place: str, style: str) -> Block | None:
        """A block of characters without markup."""
        made = block(pieces(raw, True), "", "", Block("", max(1, self._paragraphs), place=place))
        return made and replace(made, style=style)

    # --- paragraphs

    def _paragraph(self, parts: _Parts, start: Token, place: _Place) -> None:
        self._paragraphs += 1
        number = self._paragraphs
        own = start.attributes()
        content = _Content(self, own.get("text:style-name", ""), place)
        end = content.read(self._tokens)
        like = self._like(own, start.name, place, number)
        made = block(content.nodes, start.raw, self._text[end.start : end.end], like, index=place.index)
        if made:
            parts.block(start.start, end.end, made)
        else:
            parts.block(start.start, end.end, start.raw, *spread(content.nodes), end.raw)

    def _like(self, own: dict[str, str], name: str, place: _Place, number: int) -> Block:
        """A block without text that has the paragraph's role and place."""
        role, level = place.role, place.level
        if place.role is not Role.FOOTNOTE:
            styled = self._styles.role(own.get("text:style-name", ""))
            if name == "text:h":
                outline = own.get("text:outline-level", "1")
                role, level = Role.HEADING, int(outline) if outline.isdigit() else 1
            elif styled and (styled[0] is Role.HEADING or role is Role.PARAGRAPH):
                role, level = styled
            elif role is Role.PARAGRAPH:
                level = 0
        return Block("", number, role, level=level, label=place.label, place=place.place, cell=place.cell)

    def span(self, token: Token, paragraph: str, around: Look) -> tuple[Look, str]:
        """How the words of a pair look, and the kind of its code."""
        name = token.name
        if name == "text:span":
            look = self._styles.look(token.attributes().get("text:style-name", ""), paragraph, around)
            return look, look.kind
        if name == "text:a":
            return around, "link"
        return around, "other"

    def inner(self, token: Token, place: _Place) -> tuple[tuple[str | Block, ...], int]:
        """The parts of an element in a paragraph, and where it ends."""
        parts = _Parts(self._text, token.start)
        end = self._walk(parts, place, token) if token.kind is Kind.START else token.end
        parts.cut(end)
        return tuple(parts.parts), end

    def whole(self, token: Token) -> int:
        """Where an element ends; what it encloses is skipped."""
        depth, end = int(token.kind is Kind.START), token.end
        while depth:
            one = next(self._tokens)
            depth += (one.kind is Kind.START) - (one.kind is Kind.END)
            end = one.end
        return end

    def raw(self, start: int, end: int) -> str:
        """The text there."""
        return self._text[start:end]


_GRID = {"table:table-row", "table:table-cell", "table:covered-table-cell"}


def _repeated(token: Token, what: str) -> int:
    """How many rows or columns an element stands for."""
    told = token.attributes().get(f"table:number-{what}-repeated", "1")
    return int(told) if told.isdigit() and len(told) < 6 else 1


# --- what stands in a paragraph ------------------------------------------------------------------

_TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class _Open:
    """A pair that has not ended yet."""

    token: Token
    kind: str
    look: Look
    nodes: list[Node]


class _Content:
    """The nodes of a paragraph."""

    def __init__(self, reader: Reader, style: str, place: _Place) -> None:
        self.nodes: list[Node] = []
        self._reader = reader
        self._style = style
        self._place = place
        self._open: list[_Open] = []
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
        target = own.get("xlink:href", "")
        look = ("link", target) if done.kind == "link" else done.look
        self._here.append(Pair(done.kind, look, start.raw, end.raw, start.raw, end.raw, tuple(nodes), target))

    def _element(self, token: Token) -> None:
        """An element that is no pair: what it shows, as a node."""
        name, here = token.name, self._here
        if name == "text:s":
            self._spaces(token)
        elif name in names.MARKS or (name in names.RANGES and not self._repeated_elsewhere(token)):
            here.append(Piece("", self._raw(token), kept=name != "text:soft-page-break"))
        elif name == "office:annotation" and not self._reader.wanted.comments:
            here.append(Piece("", self._raw(token), kept=True))
        else:
            here.append(self._single(token))
            self._blank = False

    def _spaces(self, token: Token) -> None:
        told = token.attributes().get("text:c", "1")
        count = int(told) if told.isdigit() and len(told) < 6 else 1
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

    def _raw(self, token: Token) -> str:
        return self._reader.raw(token.start, self._reader.whole(token))

    def _single(self, token: Token) -> Single:
        name = token.name
        if name in _PLAIN:
            return Single(_PLAIN[name], self._raw(token))
        if name == "text:note":
            return self._note(token)
        if name == "office:annotation":
            return self._with_parts(token, "comment", _Place(place="comment"))
        if name.startswith(("draw:", "dr3d:")):
            return self._drawing(token)
        if name == "text:placeholder":
            return self._placeholder(token)
        raw = self._raw(token)
        kind = "bookmark" if name in names.RANGES else "field"
        return Single(kind, raw, xml.unescaped(_TAG.sub("", raw)).strip())

    def _with_parts(self, token: Token, kind: str, place: _Place, target: str = "") -> Single:
        parts, end = self._reader.inner(token, place)
        inside = parts if any(isinstance(part, Block) for part in parts) else ()
        return Single(kind, self._reader.raw(token.start, end), target, inside)

    def _note(self, token: Token) -> Single:
        ahead = _CITATION.search(self._reader.raw(token.end, token.end + 2000))
        label = xml.unescaped(ahead[1]).strip() if ahead else ""
        place = _Place(Role.FOOTNOTE, label=label, place=self._place.place)
        return self._with_parts(token, "note", place, label)

    def _drawing(self, token: Token) -> Single:
        """A picture, a box with text of its own, or a formula."""
        found = self._with_parts(token, "image", _Place(place=self._place.place))
        if _FORMULA.search(found.raw) or not self._reader.wanted.formulas.isdisjoint(
            _HREF.findall(found.raw)
        ):
            return replace(found, kind="formula")
        boxed = any(isinstance(part, Block) and part.style not in ("", ATTRIBUTE) for part in found.inside)
        return replace(found, kind="box") if boxed else found

    def _placeholder(self, token: Token) -> Single:
        """A field that asks its reader for words."""
        raw = self._raw(token)
        found = _SIMPLE.fullmatch(raw)
        made = found and self._reader.plain(found[2], "placeholder of a field", ELEMENT)
        return Single("field", raw, "", (found[1], made, found[3]) if found and made else ())


_WIDE = 3
"""Blanks beyond the first that are a layout of their own, as typewriters had it."""
_PLAIN = {"text:tab": "tab", "text:line-break": "break"}
_CITATION = re.compile(r"<(?:[^\s<>/:]+:)?note-citation\b[^>]*>([^<]*)<")
_FORMULA = re.compile(r"<(?:[^\s<>/:]+:)?math\b")
_HREF = re.compile(r"href=[\"'](?:\./)?([^\"']+)[\"']")
_SIMPLE = re.compile(r"(<[^>]*>)([^<]+)(</[^>]*>)")
