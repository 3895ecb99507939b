"""The events of one line of thought, a paragraph or a cell, as the text and the codes of a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tmpipe.formats.marked import tags, titles
from tmpipe.formats.marked.events import END, START, Event
from tmpipe.formats.marked.page import Page
from tmpipe.formats.marked.weaving import Piece, Woven, woven
from tmpipe.model import Block, Code, Gap

ALTERNATIVE = "alternative text of an image"
_PAIRS = {"Emphasis": ("emphasis", 1), "Strong": ("strong", 2), "Strikethrough": ("deleted", 2)}
_SINGLES = {
    "Code": "code",
    "InlineMath": "formula",
    "DisplayMath": "formula",
    "FootnoteReference": "note",
    "Shortcode": "field",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """`page.text[start:end]` as a block has it."""

    woven: Woven
    codes: tuple[Code, ...]

    def block(self, page: Page) -> Block:
        """A block of this text, without a role."""
        text, start, _, gaps = self.woven
        return Block(text, page.lines.at(start), gaps=gaps, codes=self.codes)


def phrase(page: Page, events: Sequence[Event], *, within_image: bool = False) -> Phrase | None:
    """What the events of one block are; None where there is nothing to see."""
    if len(events) == 1 and events[0].name == "Text":  # most are, and need no reader
        only = events[0]
        plain = woven(page.text, (Piece(only.value, begins(page.text, only), only.end),))
        return Phrase(plain, ()) if plain else None
    reader = _Reader(page, events, within_image)
    found = woven(page.text, reader.read())
    return Phrase(found, tuple(reader.codes)) if found else None


def begins(source: str, event: Event) -> int:
    """Where an event begins, with the backslash that makes a sign of it literal."""
    escaped = event.name == "Text" and event.start and source[event.start - 1] == "\\"
    return event.start - 1 if escaped else event.start


class _Reader:
    """Goes through the events once; `at` is how far the pieces reach in the source."""

    __slots__ = (
        "at",
        "closing",
        "codes",
        "events",
        "page",
        "pairs",
        "pieces",
        "source",
        "unclosed",
        "within_image",
    )

    def __init__(self, page: Page, events: Sequence[Event], within_image: bool) -> None:
        self.page = page
        self.source = page.text
        self.events = events
        self.within_image = within_image
        self.pieces: list[Piece] = []
        self.codes: list[Code] = []
        self.unclosed: list[tuple[int, Event]] = []
        self.at = begins(page.text, events[0]) if events else 0
        html = any(event.name == "InlineHtml" for event in events)
        self.pairs = tags.pairs(events) if html else {}
        self.closing = frozenset(self.pairs.values())

    def read(self) -> Sequence[Piece]:
        index = 0
        while index < len(self.events):
            index = self._event(index)
        return self.pieces

    def _event(self, index: int) -> int:
        """Reads the event, and those that belong to it; returns the index of the next."""
        event = self.events[index]
        edge, name, value, start, end = event
        if name == "Text":
            self._text(value, start, end)
        elif edge == START:
            return self._element(index)
        elif edge == END:
            self._end(event)
        elif name in _SINGLES:
            self._single(Code(_SINGLES[name], self.source[start:end], target=value), start, end)
        elif name == "InlineHtml":
            return self._tag(index)
        elif name == "HardBreak":
            self._break(start, end)
        else:
            self._reach(start)
            self._piece(Piece(" " if name == "SoftBreak" else "", start, end))
        return index + 1

    def _piece(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.at = piece.end

    def _reach(self, start: int) -> None:
        """What lies between two events, such as `> ` at the start of a line, belongs to the one before."""
        if start <= self.at:
            return
        last = self.pieces[-1] if self.pieces else None
        if last and last.code is not None and self.codes and self.codes[-1].kind == "break":
            markup = self.source[last.start : start]
            self.codes[-1] = replace(self.codes[-1], open=markup)
            self.pieces[-1] = last._replace(end=start, code=markup)
        elif last and last.code is None and last.shown == " ":
            self.pieces[-1] = last._replace(end=start)
        else:
            self.pieces.append(Piece("", self.at, start))
        self.at = start

    def _text(self, value: str, start: int, end: int) -> None:
        if start > self.at and self.source[start - 1] == "\\":
            self._reach(start - 1)
        else:
            self._reach(start)
        self._piece(Piece(value, self.at, end))

    def _single(self, code: Code, start: int, end: int) -> None:
        self._reach(start)
        self.codes.append(code)
        self._piece(Piece(f"<x{len(self.codes)}/>", start, end, code.open))

    def _break(self, start: int, end: int) -> None:
        """A line break, with the blanks before it."""
        last = self.pieces[-1] if self.pieces else None
        if (
            last
            and last.code is None
            and start == last.end
            and last.shown == self.source[last.start : last.end]
        ):
            shown = last.shown.rstrip(" \t")
            start -= len(last.shown) - len(shown)
            self.pieces[-1] = Piece(shown, last.start, start)
            self.at = start
        self._single(Code("break", self.source[start:end]), start, end)

    def _open(self, code: Code, event: Event, end: int) -> None:
        self._reach(event.start)
        self.codes.append(code)
        self.unclosed.append((len(self.codes), event))
        self._piece(Piece(f"<g{len(self.codes)}>", event.start, end, code.open))

    def _close(self, close: str, end: int, ending: tuple[str | Block, ...] = ()) -> None:
        number, _ = self.unclosed.pop()
        self.codes[number - 1] = replace(self.codes[number - 1], close=close, ending=ending)
        self._piece(Piece(f"</g{number}>", self.at, end, close))

    # --- Markdown's own elements

    def _element(self, index: int) -> int:
        event = self.events[index]
        name, start = event.name, event.start
        if name == "Image":
            return self._image(index)
        if name == "Link" and event.value["link_type"] in ("Autolink", "Email"):
            mail = "mailto:" if event.value["link_type"] == "Email" else ""
            code = Code("link", self.source[start : event.end], target=mail + event.value["dest_url"])
            self._single(code, start, event.end)
            return self._partner(index) + 1
        if name == "Link":
            self._open(Code("link", "[", "", event.value["dest_url"]), event, start + 1)
        else:
            kind, width = _PAIRS[name]
            if name == "Strikethrough" and self.source[start + 1] != "~":
                width = 1
            self._open(Code(kind, self.source[start : start + width], ""), event, start + width)
        return index + 1

    def _end(self, event: Event) -> None:
        number, begun = self.unclosed[-1]
        if event.name == "Link":
            ending = self._ending(begun, self.at)
            self._reach(ending.start)
            markup = self.source[ending.start : ending.end]
            self._close(f"][{ending.label}]" if ending.label else markup, ending.end, ending.parts)
        else:
            width = len(self.codes[number - 1].open)
            self._reach(event.end - width)
            self._close(self.source[event.end - width : event.end], event.end)

    def _partner(self, index: int) -> int:
        """The index of the event that ends the element which begins at `index`."""
        depth = 0
        while True:
            edge = self.events[index].edge
            depth += (edge == START) - (edge == END)
            if not depth:
                return index
            index += 1

    def _tag(self, index: int) -> int:
        """A tag with its partner is a pair; what both hold is one code where it is to stay as it is."""
        tag, start, end = self.events[index].value, self.events[index].start, self.events[index].end
        kind, partner = tags.kind(tag), self.pairs.get(index)
        if index in self.closing:
            self._reach(start)
            self._close(self.source[start:end], end)
        elif partner is None:
            code = Code(kind, self.source[start:end], target=tags.target(tag))
            self._single(replace(code, inside=self._captions(code.open, start)), start, end)
        elif kind == "code":
            inside = self.events[index + 1 : partner]
            text = "".join(event.value for event in inside if event.name in ("Text", "Code"))
            end = self.events[partner].end
            self._single(Code(kind, self.source[start:end], target=text), start, end)
            return partner + 1
        else:
            code = Code(kind, self.source[start:end], "", tags.target(tag))
            code = replace(code, inside=self._captions(code.open, start))
            self._open(code, self.events[index], end)
        return index + 1

    def _captions(self, tag: str, start: int) -> tuple[str | Block, ...]:
        """The parts of a tag that has texts in its attributes."""
        return tags.captions(tag, self.page.lines.at(start)) if "=" in tag else ()

    # --- links and images

    def _image(self, index: int) -> int:
        """An image is one code, with its alternative and its title as blocks; within another it is opaque."""
        event, last = self.events[index], self._partner(index)
        self._reach(event.start)
        inner = self.events[index + 1 : last]
        found = phrase(self.page, inner, within_image=True) if inner and not self.within_image else None
        at = found.woven.end if found else max((one.end for one in inner), default=event.start + 2)
        ending = self._ending(event, at)
        code = Code("image", self.source[event.start : ending.end], target=event.value["dest_url"])
        if not self.within_image:
            code = replace(code, inside=self._inside(event.start, found, ending))
        self._single(code, event.start, ending.end)
        return last + 1

    def _inside(self, start: int, found: Phrase | None, ending: _Ending) -> tuple[str | Block, ...]:
        """The parts of an image that has texts."""
        tail = ending.parts or (self.source[ending.start : ending.end],)
        if not found:
            return (self.source[start : ending.start], *tail) if ending.parts else ()
        own = found.block(self.page)
        block = replace(own, place=ALTERNATIVE, style=f"alt {ending.label}".rstrip())
        begin, end = found.woven.start, found.woven.end
        between = self.source[end : ending.start]
        if ending.label and self.source[ending.start : ending.end] == "][]":
            block = replace(
                block, gaps=(*block.gaps, Gap(len(block.text), len(block.text), (f"{between}][",)))
            )
            return self.source[start:begin], block, "]"
        return self.source[start:begin], block, *((between,) if between else ()), *tail

    def _ending(self, event: Event, at: int) -> _Ending:
        """What stands behind the text of a link or an image."""
        start = max(self.source.find("]", at, event.end), at)
        kind = str(event.value["link_type"]).removesuffix("Unknown")
        end = event.end
        if kind == "Collapsed" and self.source.startswith("[]", end):
            end += 2
        label = event.value["id"] if kind in ("Collapsed", "Shortcut") else ""
        parts: tuple[str | Block, ...] = ()
        title = event.value["title"] if kind == "Inline" else ""
        place = titles.OF_IMAGE if event.name == "Image" else titles.OF_LINK
        if title and (one := titles.in_link(self.page, start, end, title, place)):
            parts = self.source[start : one.start], one.block, self.source[one.end : end]
        return _Ending(start, end, label, parts)


@dataclass(frozen=True, slots=True)
class _Ending:
    """`source[start:end]` ends a link."""

    start: int
    end: int
    label: str
    """Where the link's own text is the label of its definition."""
    parts: tuple[str | Block, ...]
    """What it is where it holds a title."""
