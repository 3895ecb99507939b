"""A paragraph while it is read: its tokens become items, and its items one block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.formats.word.fields import Content, address
from tmpipe.formats.word.frames import Box, Setting
from tmpipe.formats.word.hole import hole, texts
from tmpipe.formats.word.items import Item, Run, What, Wrapper
from tmpipe.formats.word.properties import value
from tmpipe.formats.word.weaving import Text, Weaver, usual
from tmpipe.model import Block, Role

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
    {"w:lastRenderedPageBreak", "w:proofErr", "w:delText", "w:delInstrText", "w:del", "w:moveFrom", "w:r"}
    | {"w:rubyPr", "w:rt", "w:sdtPr", "w:sdtEndPr", "w:sdtContent", "w:annotationRef", "w:smartTagPr"}
    | {"w:customXmlPr"}
)
"""What a changed paragraph can do without."""
_PAIRS = frozenset({"w:hyperlink", "w:sdt", "w:fldSimple"})
_WRAPPERS = _PAIRS | {"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent"}
_TRACKED = frozenset({"w:ins", "w:moveTo"})
"""What is read as accepted: new text is not written inside it."""
_RUBY = frozenset({"w:ruby", "w:rubyBase", "w:r"})
_COMMENT = frozenset({"w:commentReference", "w:commentRangeStart", "w:commentRangeEnd"})
_FIELD = frozenset({"w:fldChar", "w:instrText"})
_BLANKS = " \t\r\n"


@dataclass(slots=True)
class Paragraph:
    """A `w:p`."""

    box: Box
    line: int
    setting: Setting
    content: Content = field(default_factory=Content)
    properties: str = ""
    """Its raw `w:pPr`."""
    number: str = ""
    """What Word puts before it."""
    wrappers: tuple[Wrapper, ...] = ()
    """Those that are open."""
    run: Run | None = None
    nested: int = 0
    """How many elements are open within the run."""

    def start(self, token: Token) -> bool:
        """An element begins; False: it is a box."""
        if self.run is not None:
            self.nested += token.name in _RUBY
            return token.name in _RUBY
        if token.name == "w:r":
            name = token.raw[1:-1].split(None, 1)[0]
            self.run = Run(name, token.start, self.wrappers, f"<{name}>")
            return True
        if token.name in _WRAPPERS:
            self._wrap(token)
            return True
        return False

    def end(self, token: Token) -> bool:
        """An element ends; True: it is the paragraph."""
        if self.nested:
            self.nested -= 1
        elif self.run is not None:
            self.run.end = token.end
            self.run = None
        elif token.name == "w:p":
            return True
        else:
            self._unwrap(token)
        return False

    def leaf(self, token: Token) -> None:
        """An element that is one token."""
        if self.run is not None:
            self._in_run(self.run, token)
        elif token.name == "w:pPr":
            self._is(token.raw)
        elif token.name.startswith("m:"):
            plain = "".join(re.findall(r"<m:t(?:\s[^>]*)?>([^<]*)<", token.raw))
            self._between(What.SINGLE, token, "formula", plain)
        elif token.name not in _UNSEEN:
            self._between(What.SILENT, token, "comment" if token.name in _COMMENT else "bookmark")

    def _is(self, properties: str) -> None:
        """The paragraph's properties; what is numbered counts, whether it has words or not."""
        self.properties = properties
        shape = self.setting.sheet.shape(properties)
        if shape.number and not self.box.copies:
            self.number = self.setting.counter.numbering.label(shape.number, shape.depth)

    def code(self, box: Box, end: int, kind: str) -> None:
        """A box ends: it is a code."""
        told = any(isinstance(part, Block) for part in box.holder.parts)
        inside = box.holder.done(self.setting.text, end) if told else ()
        what = What.SILENT if box.anchored and not told else What.SINGLE
        kind = "box" if box.boxed else kind
        self._add(Item(what, box.start, end, self.run, self.run, self.wrappers, kind, inside=inside))

    # --- within runs -----------------------------------------------------------------------------

    def _in_run(self, run: Run, token: Token) -> None:
        name = token.name
        if name == "w:t":
            if item := _said(token, run):
                self._add(item)
        elif name == "w:rPr":
            if not self.nested:
                run.properties = token.raw
                run.opening += token.raw
        elif name == "w:fldChar" and not self.nested:
            self._field(run, token)
        elif name == "w:instrText" and not self.nested:
            inner = token.raw[token.raw.find(">") + 1 : token.raw.rfind("<")]
            self.content.instruct(_item(What.SINGLE, token, run, kind="field"), xml.unescaped(inner))
        elif name in _SIGNS:
            self._add(_item(What.TEXT, token, run, shown=_SIGNS[name]))
        elif name in _COMMENT:
            self._add(_item(What.SILENT, token, run, kind="comment"))
        elif name in _FIELD:  # of a field in a ruby: no text may come between its parts
            self._add(_item(What.SILENT, token, run, kind="field"))
        elif name not in _UNSEEN:
            note = self.setting.counter.note(token) if name.endswith("noteReference") else ""
            self._add(_item(What.SINGLE, token, run, kind=_SINGLES.get(name, "other"), target=note))

    def _field(self, run: Run, token: Token) -> None:
        item = _item(What.SINGLE, token, run, kind="field")
        which = value(token.raw, "fldCharType")
        if which == "begin":
            self.content.begin(item)
        elif which == "separate":
            self.content.separate(item)
        else:
            self.content.end(item, self.setting.text)

    def _add(self, item: Item) -> None:
        item.deep = self.nested > 0
        self.content.items.append(item)

    # --- around runs -----------------------------------------------------------------------------

    def _between(self, what: What, token: Token, kind: str, target: str = "") -> None:
        self._add(Item(what, token.start, token.end, None, None, self.wrappers, kind, target))

    def _wrap(self, token: Token) -> None:
        """Something around runs begins; links, fields and content controls are pairs."""
        one = Wrapper(token.name, token.start, len(self.content.items), solid=token.name not in _TRACKED)
        if token.name == "w:hyperlink":
            self._between(What.OPEN, token, "link", self._target(token))
        elif token.name == "w:sdt":
            self._between(What.OPEN, token, "other")
        elif token.name == "w:fldSimple":
            one.instruction = token.attributes().get("w:instr", "")
            self._between(What.OPEN, token, "link", address(one.instruction))
        elif token.name == "w:sdtContent" and self.wrappers and self.wrappers[-1].name == "w:sdt":
            self.content.items[self.wrappers[-1].first].end = token.end
        self.wrappers = (*self.wrappers, one)

    def _target(self, token: Token) -> str:
        found = token.attributes()
        related = self.setting.relations.get(found.get("r:id", ""))
        place = found.get("w:anchor", "")
        return (related.target if related else "") + (f"#{place}" if place else "")

    def _unwrap(self, token: Token) -> None:
        """Something around runs ends."""
        if not self.wrappers or self.wrappers[-1].name != token.name:
            return
        one, self.wrappers = self.wrappers[-1], self.wrappers[:-1]
        one.end = token.end
        if token.name == "w:sdtContent" and self.wrappers:
            self.wrappers[-1].close = token.start
        elif token.name in _PAIRS:
            start = one.close or token.start
            closing = Item(What.CLOSE, start, token.end, None, None, self.wrappers)
            self.content.close(one, closing, self.setting.text)

    # --- as a block ------------------------------------------------------------------------------

    def finish(self) -> None:
        """The paragraph's hole, and before and behind it what has text of its own."""
        text, holder = self.setting.text, self.box.holder
        self.content.finish(text)
        items = self.content.items
        said = texts(items, text)
        start, end = hole(items, said[0], said[-1]) if said else (len(text), len(text))
        around = [item for item in items if item.inside and not start <= item.start < end]
        for item in (one for one in around if one.start < start):
            holder.add(text, item.start, item.end, *item.inside)
        if said:
            holder.add(text, start, end, self._block(items, start, end))
            self.box.boxed = True
        for item in (one for one in around if one.start >= end):
            holder.add(text, item.start, item.end, *item.inside)

    def _block(self, items: Sequence[Item], start: int, end: int) -> Block:
        text = self.setting.text
        inner = [item for item in items if start <= item.start and item.end <= end]
        shape = self.setting.sheet.shape(self.properties)
        for item in inner:
            if item.run and item.what is What.TEXT:
                item.run.look = self.setting.sheet.look(item.run.properties, shape.style)
        base = usual(inner)
        assert base
        woven = Text(text, start)
        Weaver(woven, base).weave(inner, followed=any(item.start >= end for item in items))
        words = woven.end(end)
        role = Role.FOOTNOTE if self.setting.notes else Role.TABLE_CELL if self.box.cell else shape.role
        before = [item for item in items if item.what is What.TEXT and item.end <= start]
        return Block(
            words,
            self.line,
            role,
            tuple(woven.gaps),
            tuple(woven.codes),
            level=shape.level if role is shape.role else int(role is Role.TABLE_CELL and self.box.head),
            label=self.box.note or "".join(item.literal(text) for item in before).strip() or self.number,
            place="text box" if self.box.copies else self.setting.place or shape.place,
            cell=self.box.cell,
            style=base.opening,
        )


def _item(
    what: What, token: Token, run: Run, *, kind: str = "", target: str = "", shown: str | None = None
) -> Item:
    return Item(what, token.start, token.end, run, run, run.path, kind, target, shown)


def _said(token: Token, run: Run) -> Item | None:
    """The text in a `w:t`; blanks at its ends count only where it says so."""
    start, end = token.raw.find(">") + 1, token.raw.rfind("<")
    raw = token.raw[start:end]
    shown = _plain(raw) if "<" in raw else None
    edged = raw and (raw[0] in _BLANKS or raw[-1] in _BLANKS)
    if edged and shown is None and "preserve" not in token.raw[:start]:
        start += len(raw) - len(raw.lstrip(_BLANKS))
        end = start + len(raw.strip(_BLANKS))
    if token.kind is not Kind.WHOLE or start >= end:
        return None
    return Item(What.TEXT, token.start + start, token.start + end, run, run, run.path, shown=shown)


_MARKUP = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<[^>]*>", re.DOTALL)


def _plain(raw: str) -> str:
    """The characters of a text with comments or CDATA sections in it."""
    out: list[str] = []
    at = 0
    for found in _MARKUP.finditer(raw):
        out += (xml.unescaped(raw[at : found.start()]), found[1] or "")
        at = found.end()
    return "".join(out) + xml.unescaped(raw[at:])
