"""A member with paragraphs as a text with holes: its tokens in one pass, nested paragraphs and boxes as frames."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.formats.word.hole import hole, texts
from tmpipe.formats.word.items import (
    INVISIBLE_FIELDS,
    Content,
    Item,
    Run,
    What,
    Wrapper,
    address,
    links,
    which,
)
from tmpipe.formats.word.members import Relationship
from tmpipe.formats.word.names import KNOWN
from tmpipe.formats.word.properties import child, value
from tmpipe.formats.word.styles import Sheet
from tmpipe.formats.word.weaving import Text, Weaver, usual
from tmpipe.model import Block, Role

ATTRIBUTE = '"'
"""The style of a block that is an attribute's value: it is written without codes, and quoted."""

_WHOLE = frozenset(
    "w:rPr w:pPr w:t w:delText w:instrText w:delInstrText w:fldChar w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr"
    " w:del w:moveFrom w:sdtPr w:sdtEndPr w:rubyPr w:rt m:oMath m:oMathPara w:tab w:br w:cr w:sym"
    " w:footnoteReference w:endnoteReference w:noBreakHyphen w:softHyphen w:bookmarkStart w:bookmarkEnd".split()
)
"""Elements that are one token: nothing in them is for a translator, or it is one text."""
_SINGLES = {
    "w:tab": "tab",
    "w:ptab": "tab",
    "w:br": "break",
    "w:cr": "break",
    "w:footnoteReference": "note",
    "w:endnoteReference": "note",
    "w:footnoteRef": "note",
    "w:endnoteRef": "note",
    "w:pgNum": "field",
}
_SIGNS = {"w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_UNSEEN = frozenset(
    "w:lastRenderedPageBreak w:proofErr w:delText w:delInstrText w:del w:moveFrom w:rubyPr w:rt w:sdtPr"
    " w:sdtEndPr w:rPr w:pPr w:annotationRef w:smartTagPr w:customXmlPr".split()
)
"""What a changed paragraph can do without."""
_WRAPPERS = frozenset("w:ins w:moveTo w:smartTag w:customXml w:dir w:bdo w:sdtContent w:rtl w:ltr".split())
_TRACKED = frozenset({"w:ins", "w:moveTo"})
_RUBY = frozenset({"w:ruby", "w:rubyBase", "w:r"})
_COMMENT = frozenset({"w:commentReference", "w:commentRangeStart", "w:commentRangeEnd"})
_SPOKEN: Mapping[str, tuple[str, ...]] = {
    "wp:docPr": ("descr", "title"),
    "pic:cNvPr": ("descr", "title"),
    "v:shape": ("alt",),
    "v:textpath": ("string",),
}
"""Attributes that are read to somebody, or shown."""
_FILE = re.compile(r"\S+\.[A-Za-z]{3,4}|\w+:(?://)?\S+")


@dataclass(slots=True)
class Counter:
    """What is numbered through all members of a document."""

    paragraphs: int = 0
    tables: int = 0
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """The numbers of notes, by kind (`footnote`, `endnote`) and id."""

    def note(self, token: Token) -> str:
        """The number of the note that a reference names; they are counted as they come."""
        found = token.attributes()
        if "w:customMarkFollows" in found:
            return ""
        labels = self.labels.setdefault(token.name[2:].removesuffix("Reference"), {})
        return labels.setdefault(found.get("w:id", ""), str(len(labels) + 1))


@dataclass(slots=True)
class Holder:
    """Parts as they come; `file[at:]` is not among them yet."""

    at: int
    parts: list[str | Block] = field(default_factory=list)

    def add(self, text: str, start: int, end: int, *own: str | Block) -> None:
        """What stands before `start` as it is, then the parts that `file[start:end]` is."""
        self.parts += (text[self.at : start], *own)
        self.at = end

    def done(self, text: str, end: int) -> tuple[str | Block, ...]:
        """All up to `end`."""
        return tuple(part for part in (*self.parts, text[self.at : end]) if part)


@dataclass(slots=True)
class Table:
    """Where in a table we are."""

    number: int
    row: int = 0
    column: int = 0
    width: int = 1
    """How many columns the cell spans."""

    def cell(self) -> tuple[int, int, int] | None:
        """The cell, while there is one."""
        return (self.number, self.row, self.column) if self.column else None


@dataclass(slots=True)
class Box:
    """An element that holds what it likes, paragraphs too: a drawing, a text box, a whole member."""

    holder: Holder
    start: int
    depth: int
    place: str = ""
    copies: int = 0
    """How many alternatives of something are open that say again what the first one says."""
    boxed: bool = False
    """Whether it has paragraphs of its own."""
    anchored: bool = False
    """Whether it floats: its place in its paragraph means nothing."""
    tables: list[Table] = field(default_factory=list)
    note: str = ""
    """The label of the note that is open."""


@dataclass(slots=True)
class Paragraph:
    """A `w:p`."""

    box: Box
    line: int
    content: Content = field(default_factory=Content)
    properties: str = ""
    wrappers: tuple[Wrapper, ...] = ()
    run: Run | None = None
    nested: int = 0
    """Elements open within the run."""


@dataclass(slots=True)
class Story:
    """Reads one member; `parts` is what it gives."""

    text: str
    sheet: Sheet
    relations: Mapping[str, Relationship]
    counter: Counter
    place: str = ""
    notes: str = ""
    """`footnote` or `endnote`, where the member has those."""
    frames: list[Box | Paragraph] = field(default_factory=list)
    depth: int = 0

    def parts(self, member: str, path: str) -> tuple[str | Block, ...]:
        """The parts of the member; joined, they are its text."""
        whole = Box(Holder(0), 0, 0, self.place)
        self.frames = [whole]
        for token in xml.tokens(self.text, KNOWN, member, path, _WHOLE):
            if token.kind is Kind.START:
                self._start(token)
                self.depth += 1
            elif token.kind is Kind.END:
                self.depth -= 1
                self._end(token)
            elif token.name:
                self._leaf(token)
        return whole.holder.done(self.text, len(self.text))

    def _start(self, token: Token) -> None:
        frame = self.frames[-1]
        if isinstance(frame, Paragraph):
            self._within(frame, token)
        elif token.name == "w:p":
            self._paragraph(frame)
        else:
            _enter(frame, token, self.counter, self.notes)
            self._spoken(frame, token)

    def _leaf(self, token: Token) -> None:
        frame = self.frames[-1]
        if isinstance(frame, Box):
            if token.name == "w:p":
                self.counter.paragraphs += 1
            elif token.name == "w:tcPr" and frame.tables:
                span = value(child(token.raw, "gridSpan")) or "1"
                frame.tables[-1].width = int(span) if span.isdigit() else 1
            self._spoken(frame, token)
        elif frame.run is None:
            self._beside_runs(frame, token)
        else:
            self._in_run(frame, frame.run, token)

    def _end(self, token: Token) -> None:
        frame = self.frames[-1]
        if isinstance(frame, Box):
            if frame.depth == self.depth and len(self.frames) > 1:
                self._unbox(frame, token)
            else:
                _leave(frame, token)
        elif frame.nested:
            frame.nested -= 1
        elif frame.run is not None:
            frame.run.end = token.end
            frame.run = None
        elif token.name == "w:p":
            self.frames.pop()
            self._finish(frame)
        else:
            self._unwrap(frame, token)

    # --- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, box: Box) -> None:
        self.counter.paragraphs += 1
        self.frames.append(Paragraph(box, self.counter.paragraphs))

    def _finish(self, one: Paragraph) -> None:
        """The paragraph's hole, and before and behind it what has text of its own."""
        one.content.finish(self.text)
        items, holder = one.content.items, one.box.holder
        said = texts(items, self.text)
        if not said:
            start = end = -1
        else:
            start, end = hole(items, said[0], said[-1])
        for item in items:
            if item.inside and (end < 0 or item.end <= start):
                holder.add(self.text, item.start, item.end, *item.inside)
        if said:
            holder.add(self.text, start, end, self._block(one, items, said[0], start, end))
        for item in items:
            if item.inside and 0 <= end <= item.start:
                holder.add(self.text, item.start, item.end, *item.inside)
        one.box.boxed = one.box.boxed or bool(said)

    def _block(self, one: Paragraph, items: list[Item], first: Item, start: int, end: int) -> Block:
        inner = [item for item in items if start <= item.start and item.end <= end]
        shape = self.sheet.shape(one.properties)
        for item in inner:
            if item.run and item.what is What.TEXT:
                item.run.look = self.sheet.look(item.run.properties, shape.style)
        base = usual(inner) or first.run
        assert base
        woven = Text(self.text, start)
        Weaver(woven, base).weave(inner)
        words = woven.end(end)
        cell = one.box.tables[-1].cell() if one.box.tables else None
        role = Role.FOOTNOTE if self.notes else Role.TABLE_CELL if cell else shape.role
        marker = "".join(
            i.literal(self.text) for i in items if i.what is What.TEXT and i.end <= start
        ).strip()
        return Block(
            words,
            one.line,
            role,
            tuple(woven.gaps),
            tuple(woven.codes),
            level=shape.level if role is shape.role else 0,
            label=one.box.note or marker,
            place="text box" if one.box.copies else one.box.place or shape.place,
            cell=cell,
            style=base.opening,
        )

    def _within(self, frame: Paragraph, token: Token) -> None:
        """An element begins that is within a paragraph."""
        name = token.name
        if frame.run is not None:
            if name in _RUBY:
                frame.nested += 1
            else:
                self._box(token)
        elif name == "w:r":
            frame.run = Run(_qualified(token), token.start, frame.wrappers)
            frame.run.opening = f"<{frame.run.name}>"
        elif name in _WRAPPERS or name in {"w:sdt", "w:hyperlink", "w:fldSimple"}:
            self._wrap(frame, token)
        else:
            self._box(token)

    def _in_run(self, frame: Paragraph, run: Run, token: Token) -> None:
        """A leaf within a run."""
        name = token.name
        if name == "w:t":
            if item := _said(token, run):
                frame.content.items.append(item)
        elif name == "w:rPr":
            if not frame.nested:
                run.properties = token.raw
                run.opening = f"<{run.name}>{token.raw}"
        elif name in _UNSEEN:
            return
        elif name == "w:fldChar":
            self._field(frame, _item(What.SINGLE, token, run, "field"))
        elif name == "w:instrText":
            raw = (
                token.raw[token.raw.index(">") + 1 : token.raw.rindex("<")]
                if token.kind is Kind.WHOLE
                else ""
            )
            frame.content.instruct(_item(What.SINGLE, token, run, "field"), xml.unescaped(raw))
        elif name in _SIGNS:
            frame.content.items.append(_item(What.TEXT, token, run, shown=_SIGNS[name]))
        elif name in _COMMENT:
            frame.content.items.append(_item(What.SILENT, token, run, "comment"))
        else:
            note = self.counter.note(token) if name.endswith("noteReference") else ""
            frame.content.items.append(_item(What.SINGLE, token, run, _SINGLES.get(name, "other"), note))

    def _field(self, frame: Paragraph, item: Item) -> None:
        which = value(self.text[item.start : item.end], "fldCharType")
        if which == "begin":
            frame.content.begin(item)
        elif which == "separate":
            frame.content.separate(item)
        else:
            frame.content.end(item, self.text)

    def _beside_runs(self, frame: Paragraph, token: Token) -> None:
        """A leaf between runs."""
        name = token.name
        if name == "w:pPr":
            frame.properties = token.raw
        elif name.startswith("m:"):
            plain = "".join(re.findall(r"<m:t(?:\s[^>]*)?>([^<]*)<", token.raw))
            item = Item(What.SINGLE, token.start, token.end, None, None, frame.wrappers, "formula", plain)
            frame.content.items.append(item)
        elif name not in _UNSEEN and name not in {"w:r", "w:sdtContent"}:
            kind = "comment" if name in _COMMENT else "bookmark"
            frame.content.items.append(
                Item(What.SILENT, token.start, token.end, None, None, frame.wrappers, kind)
            )

    # --- around runs -----------------------------------------------------------------------------

    def _wrap(self, frame: Paragraph, token: Token) -> None:
        """Something around runs begins; links and content controls are pairs."""
        content, target = frame.content, ""
        one = Wrapper(token.name, token.start, first=len(content.items), solid=token.name not in _TRACKED)
        if token.name == "w:hyperlink":
            target = self._target(token)
            content.items.append(
                Item(What.OPEN, token.start, token.end, None, None, frame.wrappers, "link", target)
            )
        elif token.name == "w:sdt":
            content.items.append(Item(What.OPEN, token.start, token.end, None, None, frame.wrappers, "other"))
        elif token.name == "w:fldSimple":
            instruction = token.attributes().get("w:instr", "")
            one.target = instruction
            content.items.append(
                Item(
                    What.OPEN,
                    token.start,
                    token.end,
                    None,
                    None,
                    frame.wrappers,
                    "link",
                    address(instruction),
                )
            )
        elif token.name == "w:sdtContent" and frame.wrappers and frame.wrappers[-1].name == "w:sdt":
            content.items[frame.wrappers[-1].first].end = token.end
        frame.wrappers = (*frame.wrappers, one)

    def _target(self, token: Token) -> str:
        found = token.attributes()
        related = self.relations.get(found.get("r:id", ""))
        place = found.get("w:anchor", "")
        return (related.target if related else "") + (f"#{place}" if place else "")

    def _unwrap(self, frame: Paragraph, token: Token) -> None:
        """Something around runs ends; without text in it, a pair is one code."""
        if not frame.wrappers or frame.wrappers[-1].name != token.name:
            return
        one = frame.wrappers[-1]
        one.end = token.end
        frame.wrappers = frame.wrappers[:-1]
        if token.name == "w:sdtContent" and frame.wrappers:
            frame.wrappers[-1].close = token.start
        if token.name not in {"w:hyperlink", "w:sdt", "w:fldSimple"}:
            return
        content = frame.content
        opening = content.items[one.first]
        start = one.close or token.start
        closing = Item(
            What.CLOSE, start, token.end, None, None, frame.wrappers, opening.kind, partner=opening
        )
        opening.partner = closing
        content.items.append(closing)
        shown = content.shown(one.first, self.text)
        if one.target and not links(which(one.target), shown):
            what = What.SILENT if which(one.target) in INVISIBLE_FIELDS else What.SINGLE
            content.collapse(one.first, self.text, "field", shown, what)
        elif not shown:
            content.collapse(one.first, self.text, opening.kind, opening.target)

    # --- boxes -----------------------------------------------------------------------------------

    def _box(self, token: Token) -> None:
        box = Box(Holder(token.start), token.start, self.depth, self.place)
        below = self.frames[-1]
        if isinstance(below, Paragraph):
            box.copies = int(below.box.copies > 0)
            box.note = below.box.note
        self.frames.append(box)
        self._spoken(box, token)

    def _unbox(self, box: Box, token: Token) -> None:
        """A drawing or the like ends: it is a code of the paragraph below."""
        self.frames.pop()
        below = self.frames[-1]
        assert isinstance(below, Paragraph)
        told = any(isinstance(part, Block) for part in box.holder.parts)
        inside = box.holder.done(self.text, token.end) if told else ()
        kind = "box" if box.boxed else "image" if token.name in {"w:drawing", "w:pict"} else "other"
        what = What.SILENT if box.anchored and not told else What.SINGLE
        item = Item(what, box.start, token.end, below.run, below.run, below.wrappers, kind, inside=inside)
        below.content.items.append(item)

    def _spoken(self, box: Box, token: Token) -> None:
        """The attributes of a tag that somebody reads are blocks of their own."""
        if token.name == "wp:anchor":
            box.anchored = True
        names = _SPOKEN.get(token.name, ())
        spans = token.spans() if names else {}
        for start, end in sorted(spans[name] for name in names if name in spans):
            low, high = token.start + start, token.start + end
            block = attribute(self.text, low, high, self.counter.paragraphs)
            if block:
                box.holder.add(self.text, low, high, block)


def attribute(text: str, start: int, end: int, line: int) -> Block | None:
    """The value of an attribute as a block; None where nobody wrote it for readers."""
    item = Item(What.TEXT, start, end)
    words = item.literal(text).strip()
    if not any(map(str.isalpha, words)) or _FILE.fullmatch(words):
        return None
    woven = Text(text, start)
    woven.literal(item)
    place = "alternative text of an image"
    return Block(woven.end(end), line, gaps=tuple(woven.gaps), place=place, style=ATTRIBUTE)


def _enter(box: Box, token: Token, counter: Counter, notes: str) -> None:
    """Where a tag outside paragraphs leads."""
    if token.name == "w:tbl":
        counter.tables += 1
        box.tables.append(Table(counter.tables))
    elif token.name == "w:tr" and box.tables:
        box.tables[-1].row += 1
        box.tables[-1].column, box.tables[-1].width = 0, 1
    elif token.name == "w:tc" and box.tables:
        table = box.tables[-1]
        table.column, table.width = table.column + table.width if table.column else 1, 1
    elif token.name == "mc:Fallback":
        box.copies += 1
    elif token.name == f"w:{notes}":
        box.note = counter.labels.get(notes, {}).get(token.attributes().get("w:id", ""), "")


def _leave(box: Box, token: Token) -> None:
    if token.name == "w:tbl" and box.tables:
        box.tables.pop()
    elif token.name == "mc:Fallback":
        box.copies -= 1


def _qualified(token: Token) -> str:
    """A tag's name as the file spells it."""
    return token.raw[1:].rstrip("/>").split(None, 1)[0]


def _item(
    what: What, token: Token, run: Run, kind: str = "", target: str = "", shown: str | None = None
) -> Item:
    return Item(what, token.start, token.end, run, run, run.path, kind, target, shown)


def _said(token: Token, run: Run) -> Item | None:
    """The text in a `w:t`; blanks at its ends count only where it says so."""
    start = token.raw.find(">") + 1
    end = token.raw.rfind("<")
    raw = token.raw[start:end]
    if token.kind is not Kind.WHOLE or not raw:
        return None
    if "<" in raw:
        return Item(What.TEXT, token.start + start, token.start + end, run, run, run.path, shown=_plain(raw))
    if raw[0] in " \t\r\n" or raw[-1] in " \t\r\n":
        if "preserve" not in token.raw[:start]:
            start += len(raw) - len(raw.lstrip(" \t\r\n"))
            end = start + len(raw.strip(" \t\r\n"))
            if start >= end:
                return None
    return Item(What.TEXT, token.start + start, token.start + end, run, run, run.path)


_MARKUP = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<[^>]*>", re.DOTALL)


def _plain(raw: str) -> str:
    """The characters of a text with comments or CDATA sections in it."""
    out: list[str] = []
    at = 0
    for found in _MARKUP.finditer(raw):
        out += (xml.unescaped(raw[at : found.start()]), found[1] or "")
        at = found.end()
    return "".join(out) + xml.unescaped(raw[at:])
