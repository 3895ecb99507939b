"""The content of a paragraph as a small tree, with as few codes as its reader can see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from tmpipe.formats.package import xml
from tmpipe.model import Block


class Piece(NamedTuple):
    """Text and how it stands in the file; without text, markup that shows nothing. (There may be many.)"""

    literal: str
    raw: str
    kept: bool = False
    """Whether the markup must not be lost when the paragraph is written anew."""


@dataclass(frozen=True, slots=True)
class Single:
    """An element that stands for itself."""

    kind: str
    raw: str
    target: str = ""
    inside: tuple[str | Block, ...] = ()
    """As in `model.Code`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An element around words. Without a kind it is one that shows nothing."""

    kind: str
    look: object
    """What must be equal in two neighbours to make them one."""
    open: str
    close: str
    """How it is written anew."""
    raw_open: str
    raw_close: str
    """How it stands in the file, where tags that show nothing may stand beside its own."""
    nodes: list[Node]
    """They grow where `_join` makes a neighbour one with the pair."""
    target: str = ""


Node: TypeAlias = Piece | Single | Pair

_BLANKS = re.compile(r"[ \t\r\n]+")
_ODD = re.compile(r"[\t\r\n]|  ")


def pieces(raw: str, blank: bool) -> Iterator[Piece]:
    """Character data, its white space as readers see it (6.1.2); `blank` says what stands before it."""
    for literal, own in xml.literals(raw):
        if literal != own:
            white = _BLANKS.fullmatch(literal) is not None
            yield Piece((" ", "")[blank] if white else literal, own)
            blank = white
            continue
        yield from _collapsed(literal, blank)
        blank = _BLANKS.fullmatch(literal[-1]) is not None


def _collapsed(chunk: str, blank: bool) -> Iterator[Piece]:
    if not _ODD.search(chunk) and not (blank and chunk[0] == " "):
        yield Piece(chunk, chunk)
        return
    at = 0
    for found in _BLANKS.finditer(chunk):
        if at < found.start():
            yield Piece(chunk[at : found.start()], chunk[at : found.start()])
        yield Piece("" if blank and not found.start() else " ", found[0])
        at = found.end()
    if at < len(chunk):
        yield Piece(chunk[at:], chunk[at:])


def raw_of(nodes: Iterable[Node]) -> str:
    """The nodes as they stand in the file."""
    out: list[str] = []
    for node in nodes:
        if isinstance(node, Pair):
            out += (node.raw_open, raw_of(node.nodes), node.raw_close)
        else:
            out.append(node.raw)
    return "".join(out)


def kept_of(nodes: Iterable[Node]) -> str:
    """What of the nodes, none of them a pair, must not be lost when the paragraph is written anew."""
    return "".join(
        node.raw for node in nodes if isinstance(node, Single) or (isinstance(node, Piece) and _lasts(node))
    )


def _lasts(piece: Piece) -> bool:
    return piece.kept or bool(piece.literal)


def texts(nodes: Iterable[Node]) -> Iterator[str]:
    """The literal texts of the nodes, without those of single elements."""
    for node in nodes:
        if isinstance(node, Pair):
            yield from texts(node.nodes)
        elif isinstance(node, Piece):
            yield node.literal


def spread(nodes: Iterable[Node]) -> Iterator[str | Block]:
    """The nodes as they stand in the file, with the blocks that elements hold."""
    for node in nodes:
        if isinstance(node, Pair):
            yield node.raw_open
            yield from spread(node.nodes)
            yield node.raw_close
        elif isinstance(node, Single) and node.inside:
            yield from node.inside
        else:
            yield node.raw


def simplified(nodes: Iterable[Node]) -> list[Node]:
    """The same, with pairs that show nothing dissolved, and neighbours of one look made one."""
    out: list[Node] = []
    for node in nodes:
        _join(out, _simple(node) if isinstance(node, Pair) else [node])
    return out


def _simple(pair: Pair) -> list[Node]:
    """A pair whose nodes are simple already: dissolved, one with what it encloses, or itself."""
    inner = pair.nodes
    if not pair.kind or _is_trifle(pair):
        return [Piece("", pair.open), *inner, Piece("", pair.close)]
    shown = [node for node in inner if not isinstance(node, Piece) or node.literal]
    if not shown:
        return [Piece("", raw_of((pair,)), kept=pair.kind != "other" or bool(kept_of(inner)))]
    first, last = inner.index(shown[0]), len(inner) - inner[::-1].index(shown[-1])
    around = _folded(pair, inner[:first], inner[last:])
    if len(shown) == 1 and isinstance(only := shown[0], Single):
        inside = (around.raw_open, *only.inside, around.raw_close) if only.inside else ()
        return [replace(only, raw=raw_of((pair,)), inside=inside)]
    if len(shown) == 1 and isinstance(only := shown[0], Pair):
        return [_one(around, only)]
    return [replace(around, nodes=inner[first:last])]


def _is_trifle(pair: Pair) -> bool:
    """Whether nobody sees how the words look: a slanted comma, a green blank."""
    if pair.kind not in {"strong", "emphasis", "other"}:
        return False
    text = "".join(node.literal if isinstance(node, Piece) else "x" for node in pair.nodes)
    return bool(text) and (text.isspace() or (pair.kind != "other" and not any(map(str.isalnum, text))))


def _folded(pair: Pair, before: Sequence[Node], after: Sequence[Node]) -> Pair:
    """The pair with what shows nothing at the edges of its nodes."""
    return replace(
        pair,
        open=pair.open + kept_of(before),
        close=kept_of(after) + pair.close,
        raw_open=pair.raw_open + raw_of(before),
        raw_close=raw_of(after) + pair.raw_close,
    )


_RANK = ("other", "underline", "strong", "link")
"""Of two kinds the one that matters more comes later; those not named stand with `strong`."""


def _one(outer: Pair, inner: Pair) -> Pair:
    """Two pairs around the same words: the kind that matters most names both."""
    rank = [_RANK.index(kind) if kind in _RANK else 2 for kind in (outer.kind, inner.kind)]
    return replace(
        inner,
        kind=outer.kind if rank[0] > rank[1] else inner.kind,
        look=(outer.look, inner.look),
        open=outer.open + inner.open,
        close=inner.close + outer.close,
        raw_open=outer.raw_open + inner.raw_open,
        raw_close=inner.raw_close + outer.raw_close,
        target=outer.target or inner.target,
    )


def _join(out: list[Node], nodes: Sequence[Node]) -> None:
    """Appends the nodes; a pair that looks like the one before it is made one with it.

    Blanks between two such pairs may be bold or slanted, nobody sees it.
    """
    for node in nodes:
        if isinstance(node, Pair) and (at := _neighbour(out, node)) is not None:
            before = out[at]
            assert isinstance(before, Pair)
            border = [Piece("", before.raw_close), *out[at + 1 :], Piece("", node.raw_open)]
            before.nodes.extend((*border, *node.nodes))
            out[at:] = [replace(before, raw_close=node.raw_close)]
        else:
            out.append(replace(node, nodes=[*node.nodes]) if isinstance(node, Pair) else node)


def _neighbour(out: Sequence[Node], pair: Pair) -> int | None:
    """Where the pair before this one stands if the two can be one."""
    blanks = pair.kind in {"strong", "emphasis"}
    for at in range(len(out) - 1, -1, -1):
        node = out[at]
        if isinstance(node, Pair):
            return at if node.look == pair.look and node.kind == pair.kind else None
        if not isinstance(node, Piece) or node.literal not in ("", " " if blanks else ""):
            return None
    return None
