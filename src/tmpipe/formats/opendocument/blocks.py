"""A paragraph's nodes to a block. What a block's `style` holds is written and read here alone."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from tmpipe.formats.opendocument.nodes import (
    Node,
    Pair,
    Piece,
    Single,
    kept_of,
    raw_of,
    simplified,
    texts,
)
from tmpipe.model import Block, Code, Gap, escaped


def framed(head: str, tail: str) -> str:
    """A paragraph block's `style`: what stands before and after its text. NUL is in no XML."""
    return f"{head}\0{tail}"


def frame(style: str) -> tuple[str, str]:
    """Head and tail. Inverse of `framed`."""
    head, _, tail = style.partition("\0")
    return head, tail


ELEMENT = ""
"""The `style` of a block that is an element's characters."""
ATTRIBUTE = '"'
"""The `style` of a block that is an attribute's value."""


def block(
    nodes: Iterable[Node], start: str, end: str, like: Block, headings: Container[str] | None = None
) -> Block | None:
    """The block of a paragraph, tags included, with the role and place of `like`; None: it has no text.

    In the body of an index, which is given the document's headings, an entry is its heading: the link around
    it, the number before it and that of its page are no part of the text.
    """
    trimmed = _trimmed(simplified(nodes), index=headings is not None)
    if headings is not None:
        trimmed = _unnumbered(trimmed, headings)
    if not any(text.strip() for text in texts(trimmed.nodes)):
        return None
    text = _Text()
    text.gap("", start + trimmed.raw_lead)
    text.add(trimmed.nodes)
    text.gap("", trimmed.raw_tail + end)
    text.end_gap()
    style = framed(start + trimmed.lead + "".join(text.kept), trimmed.tail + end)
    return replace(like, text="".join(text.out), gaps=tuple(text.gaps), codes=tuple(text.codes), style=style)


# --- what stands at a paragraph's edges ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Trimmed:
    nodes: list[Node]
    lead: str = ""
    tail: str = ""
    """How the edges are written anew."""
    raw_lead: str = ""
    raw_tail: str = ""
    """How they stand in the file."""

    def within(self, pair: Pair) -> _Trimmed:
        """The pair is edge, too."""
        edges = self.lead + pair.open, pair.close + self.tail
        return _Trimmed(
            list(pair.nodes), *edges, self.raw_lead + pair.raw_open, pair.raw_close + self.raw_tail
        )

    def between(self, before: Sequence[Node], nodes: list[Node], after: Sequence[Node]) -> _Trimmed:
        """What stands before and after the nodes is edge, too."""
        edges = self.lead + kept_of(before), kept_of(after) + self.tail
        return _Trimmed(nodes, *edges, self.raw_lead + raw_of(before), raw_of(after) + self.raw_tail)


_PAGE = re.compile(r"[\divxlcIVXLC]+")
_CHAPTER = re.compile(r"(?:\d+|[IVXLC]+|[A-Za-z])(?:\.\d+)*[.):]?(?: |$)")


def _trimmed(nodes: list[Node], *, index: bool) -> _Trimmed:
    """What the nodes show, from first to last; a pair around all of it that means little is edge."""
    now = _Trimmed(nodes)
    while True:
        now = now.between(*_stripped(now.nodes))
        if index and (at := _page(now.nodes)):
            now = now.between((), now.nodes[:at], now.nodes[at:])
        elif len(now.nodes) == 1 and isinstance(pair := now.nodes[0], Pair) and _peeled(pair, index=index):
            now = now.within(pair)
        else:
            return now


def _unnumbered(now: _Trimmed, headings: Container[str]) -> _Trimmed:
    """Without the number of a chapter, where the rest is a heading that counts itself."""
    if not now.nodes or not isinstance(first := now.nodes[0], Piece) or first.literal != first.raw:
        return now
    number = _CHAPTER.match(first.raw)
    if not number or "".join(texts(now.nodes)) in headings:
        return now
    rest = [Piece(first.raw[number.end() :], first.raw[number.end() :]), *now.nodes[1:]]
    shorter = now.between([Piece(number[0], number[0])], rest, ())
    shorter = shorter.between(*_stripped(shorter.nodes))
    return shorter if "".join(texts(shorter.nodes)) in headings else now


def _peeled(pair: Pair, *, index: bool) -> bool:
    return pair.kind == "other" or (index and pair.kind == "link")


def _page(nodes: Sequence[Node]) -> int:
    """Where the tab stop stands before the number of an index entry's page; 0: there is none."""
    at = len(nodes) - 1
    if not nodes or not isinstance(page := nodes[at], Piece) or not _PAGE.fullmatch(page.literal):
        return 0
    while at > 0 and isinstance(before := nodes[at - 1], Piece) and not before.literal:
        at -= 1
    tab = nodes[at - 1]
    return at - 1 if at > 1 and isinstance(tab, Single) and tab.kind == "tab" else 0


def _stripped(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """What stands before the nodes that show something, these, and what stands after them."""
    start, end = 0, len(nodes)
    while start < end and _is_edge(nodes[start]):
        start += 1
    while start < end and _is_edge(nodes[end - 1]):
        end -= 1
    before, inner, after = nodes[:start], nodes[start:end], nodes[end:]
    if inner and isinstance(first := inner[0], Piece) and first.raw.startswith(" "):
        inner[:1] = [Piece(first.raw[1:], first.raw[1:])]
        before.append(Piece(" ", " "))
    if inner and isinstance(last := inner[-1], Piece) and last.raw.endswith(" "):
        inner[-1:] = [Piece(last.raw[:-1], last.raw[:-1])]
        after.insert(0, Piece(" ", " "))
    return before, inner, after


def _is_edge(node: Node) -> bool:
    if isinstance(node, Piece):
        return not node.literal.strip(" ")
    return isinstance(node, Single) and node.kind in {"tab", "break", "bookmark"} and not node.inside


# --- text, codes and gaps ------------------------------------------------------------------------


@dataclass(slots=True)
class _Text:
    """A block's text as it grows."""

    out: list[str] = field(default_factory=list)
    length: int = 0
    gaps: list[Gap] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    """Of the gap that may still grow, which is the text from `begun` to `ended`."""
    begun: int = 0
    ended: int = 0

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def gap(self, text: str, raw: str) -> None:
        """Text that stands as `raw` in the file."""
        if self.ended != self.length:
            self.end_gap()
            self.begun = self.length
        self.raws.append(raw)
        self.put(text)
        self.ended = self.length

    def end_gap(self) -> None:
        """What stands in the file since `begun` is one gap."""
        if self.raws:
            self.gaps.append(Gap(self.begun, self.ended, ("".join(self.raws),)))
            self.raws = []

    def code(self, code: Code) -> int:
        self.codes.append(code)
        return len(self.codes)

    def add(self, nodes: Iterable[Node]) -> None:
        run: list[Piece] = []
        for node in nodes:
            if isinstance(node, Piece):
                run.append(node)
                continue
            self.add_run(run)
            run = []
            if isinstance(node, Single):
                code = Code(node.kind, node.raw, None, node.target, node.inside)
                self.put(f"<x{self.code(code)}/>")
            else:
                number = self.code(Code(node.kind, node.open, node.close, node.target))
                self.stand(f"<g{number}>", node.open, node.raw_open)
                self.add(node.nodes)
                self.stand(f"</g{number}>", node.close, node.raw_close)
        self.add_run(run)

    def stand(self, code: str, anew: str, raw: str) -> None:
        """A code, and how it stands in the file."""
        if anew == raw:
            self.put(code)
        else:
            self.gap(code, raw)

    def add_run(self, run: Sequence[Piece]) -> None:
        """Text without a code in it; what reads as one is escaped."""
        self.kept += (piece.raw for piece in run if piece.kept)
        literal = "".join(piece.literal for piece in run)
        if (safe := escaped(literal)) != literal:
            self.gap(safe, raw_of(run))
            return
        for piece in run:
            if piece.literal == piece.raw:
                self.put(piece.raw)
            else:
                self.gap(piece.literal, piece.raw)
