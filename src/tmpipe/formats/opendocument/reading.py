"""The members of an OpenDocument text to verbatim strings and blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tmpipe.formats.opendocument import names
from tmpipe.formats.opendocument.blocks import ATTRIBUTE, ELEMENT, block
from tmpipe.formats.opendocument.content import Content
from tmpipe.formats.opendocument.lists import Lists, item
from tmpipe.formats.opendocument.nodes import pieces, spread
from tmpipe.formats.opendocument.places import Parts, Place, Table, Wanted, counted
from tmpipe.formats.opendocument.styles import Look, Styles
from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.model import Block, Role

_STYLED = re.compile(r"[\s:]style-name\s*=\s*[\"']([^\"']*)[\"']")


class Reader:
    """Reads one member."""

    def __init__(self, text: str, tokens: Iterable[Token], styles: Styles, wanted: Wanted) -> None:
        self._text = text
        self._tokens = iter(tokens)
        self._styles = styles
        self.wanted = wanted
        self._paragraphs = 0
        self._tables = 0
        self._depth = 0
        self._lists = Lists(styles)
        self._notes: Counter[str] = Counter()
        self._titled = any(styles.titling(name) == "Title" for name in set(_STYLED.findall(text)))
        self._headings = frozenset(_headings(text)) if "index-body" in text else frozenset()

    def parts(self) -> tuple[str | Block, ...]:
        """The member's parts; joined they are its text."""
        parts = Parts(self._text, 0)
        self._walk(parts, Place(), None)
        parts.cut(len(self._text))
        return tuple(parts.parts)

    # --- what stands around paragraphs

    def _walk(self, parts: Parts, place: Place, until: Token | None) -> int:
        """Reads up to the end of the element `until`, or of the member; returns where that is."""
        outer: list[Place] = []
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

    def _within(self, parts: Parts, token: Token, place: Place) -> Place:
        """The place of what an element encloses; what its tag says to readers is a block."""
        name = token.name
        if name in names.PARAGRAPHS:
            self._paragraphs += 1
            self._lists.label(token.attributes(), place, heading=name == "text:h")
        if name.startswith("form:"):
            self._label(parts, token)
        if name in {"text:list-item", "text:list-header"}:
            return replace(place, role=Role.LIST_ITEM, item=item(token))
        if name == "text:list":
            return self._lists.within(token.attributes(), place)
        if name == "table:table":
            self._tables += 1
            return replace(place, table=Table(self._tables), list=None, item=None, level=0, head=False)
        if name == "table:table-header-rows":
            return replace(place, head=True)
        if name in _GRID and place.table:
            return self._in_table(token, place, place.table)
        if beside := names.BESIDE.get(re.sub(r"^(style:\w+)-.*", r"\1", name)):
            return replace(place, place=beside)
        if name == "text:index-body":
            return replace(place, index=True)
        if name == "draw:text-box":
            return Place(place=place.place)
        return place

    def _in_table(self, token: Token, place: Place, table: Table) -> Place:
        """Counts rows and cells; a cell's paragraphs know where they are."""
        if token.name == "table:table-row":
            table.row, table.column = (
                table.row + counted(token.attributes().get("table:number-rows-repeated")),
                0,
            )
            return place
        table.column += counted(token.attributes().get("table:number-columns-repeated"))
        return replace(
            place, role=Role.TABLE_CELL, cell=(table.number, max(1, table.row), table.column), level=0
        )

    def _label(self, parts: Parts, token: Token) -> None:
        """The label of a form's control (13.5.2)."""
        start, end = token.spans().get("form:label", (0, 0))
        if made := self.plain(token.raw[start:end], "label of a form control", ATTRIBUTE):
            parts.block(token.start + start, token.start + end, made)

    def _characters(self, parts: Parts, place: str) -> None:
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

    def _paragraph(self, parts: Parts, start: Token, place: Place) -> None:
        self._paragraphs += 1
        number = self._paragraphs
        own = start.attributes()
        label = self._lists.label(own, place, heading=start.name == "text:h")
        content = Content(self, own.get("text:style-name", ""), place)
        end = content.read(self._tokens)
        like = replace(self._like(own, start.name, place, number), label=label)
        headings = self._headings if place.index else None
        made = block(content.nodes, start.raw, self._text[end.start : end.end], like, headings)
        if made:
            if place.item:
                place.item.begun = True
            parts.block(start.start, end.end, made)
        else:
            parts.block(start.start, end.end, start.raw, *spread(content.nodes), end.raw)

    def _like(self, own: dict[str, str], name: str, place: Place, number: int) -> Block:
        """A block without text that has the paragraph's role and place."""
        role, level = place.role, place.level
        if place.role is not Role.FOOTNOTE:
            style = own.get("text:style-name", "")
            styled = self._styles.role(style)
            if name == "text:h":
                level = counted(own.get("text:outline-level")) + self._titled
                role = Role.HEADING
            elif styled and (styled[0] is Role.HEADING or role is Role.PARAGRAPH):
                role, level = styled
                level += self._titled and role is Role.HEADING and not self._styles.titling(style)
            elif role is Role.LIST_ITEM and place.item and place.item.begun:
                role = Role.PARAGRAPH
            elif role is Role.PARAGRAPH:
                level = 0
        if role is Role.TABLE_CELL:
            level = int(place.head)
        return Block("", number, role, level=level, place=place.place, cell=place.cell)

    def note_number(self, kind: str) -> int:
        """The number of the next note of a kind, where all are counted."""
        self._notes[kind] += 1
        return self._notes[kind]

    def span(self, token: Token, paragraph: str, around: Look) -> tuple[Look, str]:
        """How the words of a pair look, and the kind of its code."""
        name = token.name
        if name == "text:span":
            look = self._styles.look(token.attributes().get("text:style-name", ""), paragraph, around)
            return look, look.kind
        if name == "text:a":
            return around, "link"
        return replace(around, words=""), "other"

    def inner(self, token: Token, place: Place) -> tuple[tuple[str | Block, ...], int]:
        """The parts of an element in a paragraph, and where it ends."""
        parts = Parts(self._text, token.start)
        self._depth += 1
        walked = token.kind is Kind.START and self._depth <= _DEEPEST
        end = self._walk(parts, place, token) if walked else self.whole(token)
        self._depth -= 1
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


_HEADING = re.compile(r"<(?:[^\s<>/:]+:)?h(?:\s[^>]*)?(?<!/)>(.{0,5000}?)</(?:[^\s<>/:]+:)?h\s*>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def _headings(text: str) -> Iterator[str]:
    """The texts of a member's headings."""
    return (" ".join(xml.unescaped(_TAG.sub("", found[1])).split()) for found in _HEADING.finditer(text))


_DEEPEST = 25
"""Paragraphs within notes and boxes of paragraphs; what lies deeper stays as it is."""
_GRID = {"table:table-row", "table:table-cell", "table:covered-table-cell"}
