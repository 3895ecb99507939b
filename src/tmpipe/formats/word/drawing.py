"""The words of a chart or a diagram: paragraphs of DrawingML (ECMA-376, part 1, 21.1.2), read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.formats.word.frames import Counter, Holder
from tmpipe.formats.word.hole import hole, texts
from tmpipe.formats.word.items import Item, Run, What
from tmpipe.formats.word.names import KNOWN
from tmpipe.formats.word.properties import children, tag, value
from tmpipe.formats.word.styles import Look
from tmpipe.formats.word.weaving import Text, Weaver, usual
from tmpipe.model import Block, State
from tmpipe.text.nesting import Edge, pieces

DRAWN = "drawn:"
"""How the style of such a paragraph's block begins."""
PLACE = "drawing"
_WHOLE = frozenset({"a:rPr", "a:pPr", "a:endParaRPr", "a:t", "a:br", "a:fld", "c:v"})
_SINGLES = {"a:br": "break", "a:fld": "field"}
_SEEN = ("b", "i", "u", "strike", "sz", "cap")
_OFF = frozenset({"0", "false", "none", "noStrike", "off"})


# --- reading -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """What is open while a member is read."""

    text: str
    counter: Counter
    holder: Holder
    looks: dict[tuple[tuple[str, str], ...], Look] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    run: Run | None = None
    cached: bool = False
    """Whether strings of the chart's table stand here, which its legend and axes show."""

    def take(self, token: Token) -> None:
        name, ends = token.name, token.kind is Kind.END
        if name == "c:strCache":
            self.cached = not ends
        elif name == "c:v" and self.cached and token.kind is Kind.WHOLE:
            self.add(_inner(token, None), "")
        elif name == "a:p" and not ends:
            self.items = []
            self.counter.paragraphs += 1
        elif name == "a:p":
            self.finish()
        elif name == "a:r" and token.kind is Kind.START:
            self.run = Run(token.raw[1:-1].split()[0], token.start, (), token.raw)
        elif name == "a:r" and self.run:
            self.run.end, self.run = token.end, None
        elif name in _SINGLES:
            self.items.append(Item(What.SINGLE, token.start, token.end, kind=_SINGLES[name]))
        elif self.run and name == "a:rPr":
            self.run.opening += token.raw
            look = _look(token.raw)
            self.run.look = self.looks.setdefault(tuple(look.items()), look)
        elif self.run and name == "a:t" and token.kind is Kind.WHOLE:
            self.items.append(_inner(token, self.run))

    def add(self, item: Item, style: str) -> None:
        """A text that is a block of its own."""
        if any(map(str.isalpha, item.literal(self.text))):
            woven = Text(self.text, item.start)
            woven.literal(item)
            words, line = woven.end(item.end), self.counter.paragraphs
            block = Block(words, line, gaps=tuple(woven.gaps), place=PLACE, style=style)
            self.holder.add(self.text, item.start, item.end, block)

    def finish(self) -> None:
        """The paragraph ends."""
        said = [item for item in texts(self.items, self.text) if item.start < item.end]
        if not said:
            return
        start, end = hole(self.items, said[0], said[-1])
        inner = [item for item in self.items if start <= item.start and item.end <= end]
        base = usual(inner)
        assert base
        woven = Text(self.text, start)
        Weaver(woven, base).weave(inner)
        words = woven.end(end)
        gaps, codes = tuple(woven.gaps), tuple(woven.codes)
        style = DRAWN + base.opening
        block = Block(words, self.counter.paragraphs, gaps=gaps, codes=codes, place=PLACE, style=style)
        self.holder.add(self.text, start, end, block)


def read(text: str, member: str, path: str, counter: Counter) -> tuple[str | Block, ...]:
    """The parts of a chart or diagram; joined, they are its text."""
    reader = _Reader(text, counter, Holder(0))
    empty: Look = {}
    reader.looks[()] = empty
    for token in xml.tokens(text, KNOWN, member, path, _WHOLE):
        reader.take(token)
        if reader.run and not reader.run.look:
            reader.run.look = empty
    return reader.holder.done(text, len(text))


def _inner(token: Token, run: Run | None) -> Item:
    start = token.start + token.raw.index(">") + 1
    return Item(What.TEXT, start, token.start + token.raw.rindex("<"), run, run)


def _look(raw: str) -> dict[str, str]:
    """What a reader sees of a raw `a:rPr`: attributes by Word's names, colours and fonts as they stand."""
    found = {name: worth for name in _SEEN if (worth := value(raw, name)) and worth not in _OFF}
    if (raised := value(raw, "baseline")) and raised not in {"0", "0%"}:
        found["vertAlign"] = "subscript" if raised.startswith("-") else "superscript"
    seen = {name: one for name, one in children(raw) if name in {"solidFill", "latin", "highlight"}}
    same = {"b": "1", "i": "1", "strike": "1"}
    return found | {name: one for name, one in same.items() if name in found} | seen


# --- writing -------------------------------------------------------------------------------------


def written(block: Block, spoken: str) -> Iterator[str]:
    """A changed paragraph's runs."""
    looks: list[str] = []
    told: set[int] = set()
    state = State.FINAL
    for piece in pieces(block):
        look = looks[-1] if looks else block.style.removeprefix(DRAWN)
        if isinstance(piece, str):
            yield _run(piece, look if state is State.SOURCE else _opening(look, spoken))
        elif isinstance(piece.what, State):
            state = piece.what if piece.edge is Edge.OPEN else State.FINAL
        elif piece.edge is Edge.OPEN:
            looks.append(piece.what.style or look)
        elif piece.edge is Edge.CLOSE:
            looks.pop()
        elif id(piece.what) not in told:
            told.add(id(piece.what))
            yield piece.what.open
    yield from (code.open for code in block.codes if code.close is None and id(code) not in told)


def _run(text: str, opening: str) -> str:
    name = tag(opening)[1:-1].split()[0]
    return f"{opening}<{name[:-1]}t>{xml.escaped(text)}</{name[:-1]}t></{name}>"


_LANG = re.compile(r"(<[^\s/>]*rPr)((?:\s[^>]*?)?)\slang=(?:\"[^\"]*\"|'[^']*')")


def _opening(look: str, spoken: str) -> str:
    """A run's beginning in another language."""
    start = tag(look)
    properties = look[len(start) :]
    prefix = start[1:-1].split()[0][:-1]
    if not properties:
        return f'{start}<{prefix}rPr lang="{spoken}"/>'
    without = _LANG.sub(r"\1\2", properties, count=1)
    return start + re.sub(r"rPr(?=[\s/>])", f'rPr lang="{spoken}"', without, count=1)


def turned(text: str, mark: str, *, right: bool) -> str:
    """The text with the paragraphs that have a mark turned into a direction, and without the marks."""
    out: list[str] = []
    for piece in text.split(mark):
        if out:
            out[-1] = _turned(out[-1], "1" if right else "0")
        out.append(piece)
    return "".join(out)


_LAST = re.compile(r"(.*<(?:\w+:)?p)(?=[\s>])([^>]*>)(\s*<((?:\w+:)?)pPr\b)?", re.DOTALL)


def _turned(before: str, right: str) -> str:
    """What stands before a mark, with the direction of the last paragraph that begins in it."""
    found = _LAST.match(before)
    if not found:
        return before
    end = found.end()
    if found[3]:
        rest = re.sub(r"^([^>]*?)\srtl=(?:\"[^\"]*\"|'[^']*')", r"\1", before[end:])
        return f'{before[:end]} rtl="{right}"{rest}'
    prefix = re.sub(r".*<((?:\w+:)?)p$", r"\1", found[1], flags=re.DOTALL)
    return f'{before[:end]}<{prefix}pPr rtl="{right}"/>{before[end:]}'
