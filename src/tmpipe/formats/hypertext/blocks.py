"""A page, or a fragment of one, as blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from tmpipe.errors import InputError
from tmpipe.formats.hypertext import elements
from tmpipe.formats.hypertext.captions import hole
from tmpipe.formats.hypertext.contexts import Contexts, said
from tmpipe.formats.hypertext.edges import is_blank
from tmpipe.formats.hypertext.holes import Hole, parts
from tmpipe.formats.hypertext.runs import BLANK, FROZEN, Item, holes, shown
from tmpipe.formats.hypertext.source import Source
from tmpipe.formats.hypertext.stack import Context, Stack
from tmpipe.formats.hypertext.tokens import RAW, Kind, Token, tokens, unclosed
from tmpipe.model import Block
from tmpipe.text.nesting import Edge


def fragment(text: str, line: int = 1, *, xml: bool = False) -> tuple[str | Block, ...]:
    """The parts of a piece of HTML that begins on this line; their sources joined are the text.

    `xml`: an element that ends at once, `<script/>`, has no content.
    """
    source = Source(text, line)
    return parts(text, 0, len(text), _Walk(source, xml=xml).holes_of_all())


def page(text: str, path: str, *, xml: bool = False) -> tuple[str | Block, ...]:
    """The parts of a whole file, as those of a fragment.

    InputError with the line where a tag, a comment or a script begins that never ends: what follows would
    be lost unseen.
    """
    walk = _Walk(Source(text), xml=xml)
    holes = walk.holes_of_all()
    if walk.last and (what := unclosed(walk.source.masked, walk.last)):
        line = walk.source.line(walk.last.start)
        raise InputError(f"{what} begins here and never ends; close it, or get the whole file", path, line)
    return parts(text, 0, len(text), holes)


class _Box(NamedTuple):
    """An element within a line that has texts of its own; and what was read of the line before it."""

    depth: int
    start: int
    name: str
    items: list[Item]
    holes: list[Hole]


_OPEN, _CLOSE, _SINGLE = Edge.OPEN, Edge.CLOSE, Edge.SINGLE
_EDGES = elements.BLOCKS | elements.BOXES | RAW | elements.VOID
"""Elements whose end tags are more than the second half of a pair."""
_DEEPEST_BOX = 16
"""Boxes within boxes beyond this are like blocks."""


class _Walk:
    """Takes the tokens in order and has the blocks in the end."""

    def __init__(self, source: Source, *, xml: bool) -> None:
        self.source = source
        self.xml = xml
        self.stack = Stack()
        self.context = self.stack.top.context
        """What holds here."""
        self.contexts = Contexts()
        self.items: list[Item] = []
        """The running text since the last edge of a block."""
        self.holes: list[Hole] = []
        self.boxes: list[_Box] = []
        self._takes: dict[Kind, Callable[[Token], None]] = {
            Kind.TEXT: self._text,
            Kind.LITERAL: self._text,
            Kind.START: self._start,
            Kind.END: self._end,
            Kind.OTHER: lambda token: self._single(token, "comment"),
            Kind.RAW: lambda token: self._single(token, "other"),
            Kind.CDATA: lambda token: self._single(token, "other"),
        }
        self.marked: Block | None = None
        """The list item whose marker was told last."""
        self.last: Token | None = None
        """The last token, as soon as all are taken."""

    def holes_of_all(self) -> list[Hole]:
        """All blocks, in order."""
        for token in tokens(self.source.masked, lambda: bool(self.context.foreign), xml=self.xml):
            self._takes[token.kind](token)
            self.last = token
        self._flush()
        self._close(1, len(self.source.text))
        self._flush()
        return self.holes

    def _text(self, token: Token) -> None:
        blank = is_blank(self.source.masked[token.start : token.end])
        if self.context.frozen:
            self._freeze(token)
        elif self.items or not blank:
            self.items.append(Item(None, token.start, token.end, "", BLANK if blank else ""))

    def _freeze(self, token: Token) -> None:
        """The token stays as it is, and is one with those before it that do."""
        last = self.items[-1] if self.items else None
        if last is not None and last.kind == FROZEN:
            self.items[-1] = Item(_SINGLE, last.start, token.end, "", FROZEN)
        else:
            self.items.append(Item(_SINGLE, token.start, token.end, "", FROZEN))

    # --- start tags ------------------------------------------------------------------------------

    def _start(self, token: Token) -> None:
        name = token.name
        tag = self.source.masked[token.start : token.end]
        if self.context.foreign:
            if name not in elements.BREAKOUTS:
                self._start_foreign(token, tag)
                return
            self._close(max(map(self.stack.last, elements.FOREIGN)), token.start)
        if name in elements.BLOCKS:
            self._start_block(token, tag)
        elif name in elements.BOXES:
            self._start_box(token, tag)
        elif name in elements.VOID or name in RAW or self._ends_at_once(token):
            self._single(token, elements.SINGLES.get(name, "other"), self._captions(token, tag, self.context))
        else:
            self._start_inline(token, tag)

    def _start_block(self, token: Token, tag: str) -> None:
        self._flush()
        self._close(self.stack.closed_by_start(token.name), token.start)
        context = self.contexts.within(self.context, token.name, tag)
        self.holes += self._captions(token, tag, context)
        if token.name not in elements.VOID and not self._ends_at_once(token):
            self._enter(token.name, context)
        else:
            self.contexts.left(token.name)

    def _start_box(self, token: Token, tag: str) -> None:
        if token.name == "button" and self.stack.last("button") > self.stack.top.scope:
            self._close(self.stack.last("button"), token.start)
        if self._ends_at_once(token):
            self._single(token, "other")
        elif len(self.boxes) >= _DEEPEST_BOX:
            self._start_block(token, tag)
        else:
            self._open_box(token, self.contexts.within(self.context, token.name, tag), tag)

    def _open_box(self, token: Token, context: Context, tag: str) -> None:
        self.boxes.append(_Box(len(self.stack), token.start, token.name, self.items, self.holes))
        self.items, self.holes = [], [*self._captions(token, tag, context)]
        self._enter(token.name, context)

    def _start_inline(self, token: Token, tag: str) -> None:
        name = token.name
        told = said(tag, name)
        if told.note and len(self.boxes) < _DEEPEST_BOX:
            self._open_box(token, replace(self.context, frozen=True), tag)
            return
        if name in elements.FROZEN or told.locked is not None or self.stack.last(name):
            self._enter(name, self.contexts.within(self.context, name, tag))
        if self.context.frozen:
            self._freeze(token)
            return
        holes = self._captions(token, tag, self.context) if told.captions else ()
        kind = elements.PAIRS.get(name, "other")
        target = told.href or (elements.MEANT.get(name, "") if kind == "other" else "")
        self.items.append(Item(_OPEN, token.start, token.end, name, kind, holes, target))

    def _start_foreign(self, token: Token, tag: str) -> None:
        """A tag of SVG or MathML: only the texts of a picture have inline markup."""
        name = token.name
        context = self.contexts.within(self.context, name, tag)
        if name in elements.SVG_SPANS and self.stack.last("text") and not self.context.frozen:
            self.items.append(Item(_OPEN, token.start, token.end, name, "other"))
            return
        if context.foreign != "math":
            self._flush()
            self.holes += self._captions(token, tag, context)
        if not tag.endswith("/>"):
            self._enter(name, context)

    def _single(self, token: Token, kind: str, holes: tuple[Hole, ...] = ()) -> None:
        if self.context.frozen and not holes:
            self._freeze(token)
        else:
            self.items.append(Item(_SINGLE, token.start, token.end, token.name, kind, holes))

    def _captions(self, token: Token, tag: str, context: Context) -> tuple[Hole, ...]:
        found = said(tag, token.name).captions
        if not found or context.locked:
            return ()
        return tuple(hole(self.source, token.start, one, place) for one, place in found)

    def _ends_at_once(self, token: Token) -> bool:
        return self.xml and self.source.masked[token.end - 2] == "/"

    # --- end tags --------------------------------------------------------------------------------

    def _end(self, token: Token) -> None:
        name = token.name
        if name not in _EDGES and not self.stack.last(name):
            self._end_inline(token, len(self.stack))
            return
        depth = self.stack.closed_by_end(name)
        if self.boxes and self.boxes[-1].depth == depth and self.boxes[-1].name == name:
            self._close(depth, token.start, token.end)
        elif self.context.foreign == "math":
            self._close(depth, token.start)
        elif (
            name in elements.BLOCKS
            or name in elements.BOXES
            or (self.context.foreign and depth < len(self.stack))
        ):
            self._flush()
            self._close(depth, token.start)
        elif name in RAW or name == "br":
            self._single(token, elements.SINGLES.get(name, "other"))
        else:
            self._end_inline(token, depth)

    def _end_inline(self, token: Token, depth: int) -> None:
        frozen = self.context.frozen
        if depth < len(self.stack) - 1:
            self._flush()
        self._close(depth, token.start)
        if frozen:
            self._freeze(token)
        else:
            self.items.append(Item(_CLOSE, token.start, token.end, token.name))

    # --- edges -----------------------------------------------------------------------------------

    def _enter(self, name: str, context: Context) -> None:
        """An element begins within which this holds."""
        self.stack.push(name, context)
        self.context = context

    def _close(self, depth: int, end: int, after: int | None = None) -> None:
        """Closes the elements from `depth` on; their content ends at `end`, a box with its tag at `after`."""
        if len(self.stack) == depth:
            return
        if self.boxes and self.boxes[-1].depth >= depth:
            self._flush()
        while len(self.stack) > depth:
            outermost = len(self.stack) == depth + 1
            boxed = bool(self.boxes) and self.boxes[-1].depth == len(self.stack) - 1
            if boxed:
                self._close_box(after if after is not None and outermost else end)
            self.contexts.left(self.stack.pop().name)
            self.context = self.stack.top.context
            if boxed and not outermost:
                self._flush()

    def _close_box(self, end: int) -> None:
        box = self.boxes.pop()
        self._flush()
        holes = tuple(self.holes)
        self.items, self.holes = box.items, box.holes
        kind, target = elements.SINGLES.get(box.name, "box" if holes else "other"), ""
        if box.name in ("a", "math"):
            kind, target = "formula" if box.name == "math" else "note", shown(self.source, box.start, end)
        self.items.append(Item(_SINGLE, box.start, end, "", kind, holes, target))

    def _flush(self) -> None:
        """What was read of running text becomes a block."""
        if not self.items:
            return
        items, self.items = self.items, []
        like = self.context.like
        before = len(self.holes)
        self.holes += holes(self.source, items, replace(like, label="") if like is self.marked else like)
        if like.label and len(self.holes) > before:
            self.marked = like
