"""A page, or a fragment of one, as blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tmpipe.formats.hypertext import elements
from tmpipe.formats.hypertext.attributes import value
from tmpipe.formats.hypertext.captions import captions
from tmpipe.formats.hypertext.contexts import Contexts, lock
from tmpipe.formats.hypertext.holes import Hole, parts
from tmpipe.formats.hypertext.runs import Item, holes, shown
from tmpipe.formats.hypertext.source import Source
from tmpipe.formats.hypertext.stack import Context, Stack
from tmpipe.formats.hypertext.tokens import RAW, Kind, Token, tokens
from tmpipe.model import Block
from tmpipe.text.nesting import Edge


def fragment(text: str, line: int = 1, *, xml: bool = False) -> tuple[str | Block, ...]:
    """The parts of a piece of HTML that begins on this line; their sources joined are the text.

    `xml`: an element that ends at once, `<script/>`, has no content.
    """
    source = Source(text, line)
    walk = _Walk(source, xml=xml)
    for token in tokens(source.masked, walk.foreign, xml=xml):
        walk.take(token)
    return parts(text, 0, len(text), walk.end())


class _Box(NamedTuple):
    """An element within a line that has texts of its own; and what was read of the line before it."""

    depth: int
    start: int
    name: str
    items: list[Item]
    holes: list[Hole]


_DEEPEST_BOX = 16
"""Boxes within boxes beyond this are like blocks."""


class _Walk:
    """Takes the tokens in order and has the blocks in the end."""

    def __init__(self, source: Source, *, xml: bool) -> None:
        self.source = source
        self.xml = xml
        self.stack = Stack()
        self.contexts = Contexts()
        self.items: list[Item] = []
        """The running text since the last edge of a block."""
        self.holes: list[Hole] = []
        self.boxes: list[_Box] = []
        self.marked: Block | None = None
        """The list item whose marker was told last."""

    def foreign(self) -> bool:
        """Whether the last start tag was one of SVG or MathML."""
        return bool(self.context.foreign)

    @property
    def context(self) -> Context:
        """What holds here."""
        return self.stack.top.context

    def take(self, token: Token) -> None:
        """The next token."""
        match token.kind:
            case Kind.TEXT | Kind.LITERAL:
                self.items.append(Item(None, token.start, token.end, frozen=self.context.frozen))
            case Kind.START:
                self._start(token)
            case Kind.END:
                self._end(token)
            case Kind.OTHER:
                self._single(token, "comment")
            case _:
                self._single(token, "other")

    def end(self) -> list[Hole]:
        """All blocks, in order."""
        self._close(1, len(self.source.text))
        self._flush()
        return self.holes

    # --- start tags ------------------------------------------------------------------------------

    def _start(self, token: Token) -> None:
        name = token.name
        if self.context.foreign:
            if name not in elements.BREAKOUTS:
                self._start_foreign(token)
                return
            root = max(map(self.stack.last, elements.FOREIGN))
            self._close(root, token.start)
        if name in elements.BLOCKS:
            self._start_block(token)
        elif name in elements.BOXES:
            self._start_box(token)
        elif name in elements.VOID or name in RAW or self._ends_at_once(token):
            self._single(token, elements.SINGLES.get(name, "other"))
        else:
            self._start_inline(token)

    def _start_block(self, token: Token) -> None:
        self._flush()
        self._close(self.stack.closed_by_start(token.name), token.start)
        context = self._within(token)
        self.holes += self._captions(token, context)
        if token.name not in elements.VOID and not self._ends_at_once(token):
            self.stack.push(token.name, context)
        else:
            self.contexts.left(token.name)

    def _start_box(self, token: Token) -> None:
        if token.name == "button" and self.stack.last("button") > self.stack.top.scope:
            self._close(self.stack.last("button"), token.start)
        if self._ends_at_once(token):
            self._single(token, "other")
        elif len(self.boxes) >= _DEEPEST_BOX:
            self._start_block(token)
        else:
            context = self._within(token)
            self.boxes.append(_Box(len(self.stack), token.start, token.name, self.items, self.holes))
            self.items, self.holes = [], [*self._captions(token, context)]
            self.stack.push(token.name, context)

    def _start_inline(self, token: Token) -> None:
        name = token.name
        tag = self.source.masked[token.start : token.end]
        if name in elements.FROZEN or self.stack.last(name) or lock(tag) is not None:
            self.stack.push(name, self._within(token))
        kind = elements.PAIRS.get(name, "other")
        target = (value(tag, "href") or "") if kind == "link" else ""
        told = self._captions(token, self.context)
        self.items.append(
            Item(Edge.OPEN, token.start, token.end, name, kind, self.context.frozen, told, target)
        )

    def _start_foreign(self, token: Token) -> None:
        """A tag of SVG or MathML: only the texts of a picture have inline markup."""
        context = self._within(token)
        at_once = self.source.masked[token.end - 2] == "/"
        if context.foreign == "math":
            self.items.append(Item(Edge.OPEN, token.start, token.end, token.name, "other", True))
        elif token.name in elements.SVG_SPANS and self.stack.last("text"):
            self.items.append(Item(Edge.OPEN, token.start, token.end, token.name, "other", context.frozen))
            at_once = True
        else:
            self._flush()
            self.holes += self._captions(token, context)
        if not at_once:
            self.stack.push(token.name, context)

    def _single(self, token: Token, kind: str) -> None:
        told = self._captions(token, self.context) if token.kind is Kind.START else ()
        self.items.append(
            Item(Edge.SINGLE, token.start, token.end, token.name, kind, self.context.frozen, told)
        )

    def _captions(self, token: Token, context: Context) -> tuple[Hole, ...]:
        if context.locked or lock(self.source.masked[token.start : token.end]):
            return ()
        return captions(self.source, token.start, token.end, token.name)

    def _within(self, token: Token) -> Context:
        return self.contexts.within(self.context, token.name, self.source.masked[token.start : token.end])

    def _ends_at_once(self, token: Token) -> bool:
        return self.xml and self.source.masked[token.end - 2] == "/"

    # --- end tags --------------------------------------------------------------------------------

    def _end(self, token: Token) -> None:
        name = token.name
        depth = self.stack.closed_by_end(name)
        if self.context.foreign == "math" and depth > self.stack.last("math"):
            self.items.append(Item(Edge.CLOSE, token.start, token.end, name, "other", True))
            self._close(depth, token.start)
        elif name in elements.BOXES:
            self._end_box(token, depth)
        elif name in elements.BLOCKS or (self.context.foreign and depth < len(self.stack)):
            self._flush()
            self._close(depth, token.start)
        elif name in RAW or name == "br":
            self._single(token, elements.SINGLES.get(name, "other"))
        else:
            self._end_inline(token, depth)

    def _end_box(self, token: Token, depth: int) -> None:
        if self.boxes and self.boxes[-1].depth >= depth:
            self._close(depth, token.start, token.end)
        elif depth < len(self.stack):
            self._flush()
            self._close(depth, token.start)
        else:
            self._single(token, "other")

    def _end_inline(self, token: Token, depth: int) -> None:
        frozen = self.context.frozen
        if depth < len(self.stack) - 1:
            self._flush()
        self._close(depth, token.start)
        self.items.append(Item(Edge.CLOSE, token.start, token.end, token.name, frozen=frozen))

    # --- edges -----------------------------------------------------------------------------------

    def _close(self, depth: int, end: int, after: int | None = None) -> None:
        """Closes the elements from `depth` on; their content ends at `end`, a box with its tag at `after`."""
        if self.boxes and self.boxes[-1].depth >= depth and self.context.foreign != "math":
            self._flush()
        while len(self.stack) > depth:
            outermost = len(self.stack) == depth + 1
            if self.boxes and self.boxes[-1].depth == len(self.stack) - 1:
                self._close_box(after if after is not None and outermost else end)
            self.contexts.left(self.stack.pop().name)

    def _close_box(self, end: int) -> None:
        box = self.boxes.pop()
        target = shown(self.source, self.items) if box.name == "math" else ""
        self._flush()
        inner = tuple(self.holes)
        self.items, self.holes = box.items, box.holes
        kind = "formula" if target else elements.SINGLES.get(box.name, "box" if inner else "other")
        self.items.append(Item(Edge.SINGLE, box.start, end, "", kind, False, inner, target))

    def _flush(self) -> None:
        """What was read of running text becomes a block."""
        if not self.items:
            return
        items, self.items = self.items, []
        like = self.context.like
        again = like is self.marked
        before = len(self.holes)
        self.holes += holes(self.source, items, replace(like, label="") if again else like)
        if like.label and len(self.holes) > before:
            self.marked = like
