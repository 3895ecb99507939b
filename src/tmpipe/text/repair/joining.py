"""Printed lines put together to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tmpipe.model import Role
from tmpipe.text.repair.cells import cells
from tmpipe.text.repair.drafts import Draft, Printed, draft
from tmpipe.text.repair.hyphens import Halves, halves
from tmpipe.text.repair.items import ASIDE, IN_COLUMNS, Item, Kind
from tmpipe.text.repair.lines import Layout, Line, Setting, with_next_word
from tmpipe.text.repair.notes import is_address
from tmpipe.text.repair.turns import turns, verse

_ROLES = {
    Kind.TEXT: Role.PARAGRAPH,
    Kind.BULLET: Role.LIST_ITEM,
    Kind.HASH: Role.HEADING,
    Kind.REPLY: Role.QUOTE,
    Kind.URL: Role.URL,
    Kind.NOTE: Role.FOOTNOTE,
    Kind.CODE: Role.CODE,
    Kind.ROW: Role.TABLE_CELL,
    Kind.FURNITURE: Role.BOILERPLATE,
}
_HYPHEN = re.compile(r"\w[-\u00ad\u2010\u2011]\Z")
_SUSPENDED = re.compile(r"(?:and|or|to|et|ou|och|eller|e|o|ed|und|oder)\b")
_BINDING = re.compile(
    r"(?:[\s’'](?:of|the|and|or|in|on|to|for|with|by|from|at|a|an|de|du|des|la|le|les|et|di|del|della|e|il|av|och|i))\Z",
    re.IGNORECASE,
)
_CUT_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[-/_=&?%.#]\Z")
_ADDRESS_GOES_ON = re.compile(r"[a-z0-9]\S*[/_=&?%.-]\S|[a-z0-9/_?=&%#-]+(?:[\s.,;)]|\Z)")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")


def drafts(items: Sequence[Item], printed: frozenset[Halves]) -> Iterator[Draft]:
    """The blocks to be, in the file's order; those within another's joint are not given again.

    `printed` are the words that the printer broke.
    """
    flow = [(item.lines[0], item.kind is Kind.TEXT) for item in items if item.kind in _FLOWING]
    text = [item.lines[0] for item in items if item.kind is Kind.TEXT]
    yield from _Joiner(Layout(flow), turns(text) | verse(text), printed).drafts(items)


_FLOWING = frozenset({Kind.TEXT, Kind.BULLET, Kind.REPLY})


@dataclass(slots=True)
class _Open:
    """A paragraph that may still go on."""

    item: Item
    printed: list[Printed]
    quotes: int = 0
    """How many quotations are open."""
    asides: list[Draft] = field(default_factory=list)
    """What has come since its last line."""

    @property
    def last(self) -> Line:
        return self.printed[-1].line


class _Joiner:
    """One walk over the items."""

    def __init__(self, layout: Layout, apart: frozenset[int], printed: frozenset[Halves]) -> None:
        """`apart` are the numbers of lines that never go on with the one before."""
        self.layout = layout
        self.apart = apart
        self.printed = printed
        self.place = -1
        self.open: _Open | None = None

    def drafts(self, items: Iterable[Item]) -> Iterator[Draft]:
        for item in items:
            if item.kind in ASIDE:
                aside = _whole(item)
                if self.open is None:
                    yield aside
                else:
                    self.open.asides.append(aside)
                continue
            joined = self.joins(item)
            if not joined:
                yield from self.close()
                self.begin(item)
            if item.kind in _FLOWING:
                self.place += 1
            if item.kind in (Kind.CODE, Kind.HASH, Kind.ROW):
                yield from self.close()
        yield from self.close()

    def begin(self, item: Item) -> None:
        if item.kind is not Kind.RULE:
            self.open = _Open(item, [Printed(line) for line in item.lines], _quotes(item.lines[0].text))

    def close(self) -> Iterator[Draft]:
        """Ends the open paragraph: it, and then what stands behind it."""
        if self.open is not None:
            item = self.open.item
            if item.kind is Kind.CODE:
                yield Draft(item.lines[0].text, item.lines[0].start, item.lines[0].end, Role.CODE)
            elif item.kind is Kind.ROW:
                yield from map(_cell, cells(item.lines[0], in_columns=item.label == IN_COLUMNS))
            else:
                yield draft(self.open.printed, _ROLES[item.kind], item.label, item.level)
            yield from self.open.asides
        self.open = None

    def joins(self, item: Item) -> bool:
        """Adds the item's line to the open paragraph where it goes on with it."""
        one = self.open
        if one is None:
            return False
        line = item.lines[0]
        if item.kind is Kind.REPLY:
            follows = one.item.kind is Kind.REPLY and one.item.level == item.level and not line.blanks
            if not follows or (one.last.stops and len(one.last.text) < 40):
                return False
        elif item.kind is not Kind.TEXT or one.item.kind is Kind.REPLY or not self.goes_on(one, line):
            return False
        inner = tuple(one.asides)
        one.asides.clear()
        last = one.last
        between = glue(last, line)
        if not between and (last.text.endswith("\u00ad") or halves(last.text, line.text) in self.printed):
            one.printed[-1] = one.printed[-1]._replace(line=shortened(last))
        one.printed.append(Printed(line, between, inner))
        one.quotes = max(0, one.quotes + _quotes(line.text))
        return True

    # --- does a line go on with the one before? --------------------------------------------------

    def goes_on(self, one: _Open, line: Line) -> bool:
        last = one.last
        if line.number in self.apart:
            return False
        if not (line.blanks or line.page or one.asides) and line.lower and not last.stops:
            return True
        setting = self.layout.near(self.place)
        if last.page != line.page and line.page and last.stops:
            return False
        if _HYPHEN.search(last.text[-2:]) and line.initial.isalnum() and (line.blanks <= 1 or one.asides):
            return line.lower or setting.width > 0
        if not setting.width or len(last.text) > 1.35 * setting.width:
            return self.goes_on_unset(one, line)
        tight = not (line.blanks or line.page or one.asides)
        if not tight and not one.asides and not line.page and not (setting.double and line.blanks == 1):
            return _cut_in_two(one, line)
        if last.stops:
            return self.goes_on_after_stop(one, line, setting)
        binding = _BINDING.search(last.text[-8:]) or (tight and (setting.double or last.text.endswith(",")))
        if binding or line.lower:
            return True
        if line.initial.isdigit():
            return len(last.text) > 0.6 * setting.width
        return setting.full(with_next_word(last, line), stops=False)

    def goes_on_unset(self, one: _Open, line: Line) -> bool:
        """The same where lines are paragraphs, as a rule."""
        last = one.last
        if line.blanks or line.page or one.asides:
            return _cut_in_two(one, line)
        if one.item.kind is Kind.BULLET and line.indent > one.printed[0].line.indent and not line.lower:
            return True
        if last.stops:
            return False
        alike = (
            75 <= len(last.text) <= 130 and len(line.text) <= len(last.text) + 12 and line.text != last.text
        )
        return line.lower or alike or _BINDING.search(last.text[-8:]) is not None

    def goes_on_after_stop(self, one: _Open, line: Line, setting: Setting) -> bool:
        last = one.last
        if line.lower:
            return not last.text.endswith(":")
        if one.asides or line.page:
            return False
        length = with_next_word(last, line)
        if not line.blanks and not setting.double:
            return line.indent <= last.indent and length > 0.6 * setting.width
        if one.quotes:
            return length > 0.5 * setting.width
        colon = last.text.rstrip("*_ ").endswith(":") and (line.initial.isalnum() or line.text[0] in '“«"‘')
        return not colon and last.trail <= self.layout.trail and setting.full(length, stops=True)


def _cut_in_two(one: _Open, line: Line) -> bool:
    """Whether an empty line, or a page's end, stands in the middle of a sentence."""
    last = one.last
    return (
        line.lower
        and (len(last.text) >= 60 or len(one.printed) > 1)
        and last.text[-1].isalnum()
        and not last.stops
        and line.blanks <= 2
    )


def _quotes(text: str) -> int:
    """How many quotations the text opens and does not close."""
    return text.count("“") + text.count("«") - text.count("”") - text.count("»")


def glue(last: Line, line: Line) -> str:
    """What stands between two printed lines when they are one: a blank, or nothing."""
    if _HYPHEN.search(last.text[-2:]):
        return " " if _SUSPENDED.match(line.text) else ""
    word = last.text[last.text.rfind(" ") + 1 :]
    if word.endswith(("—", "\u200b")) and len(word) > 1:
        return ""
    if _CUT_ADDRESS.match(word) and _ADDRESS_GOES_ON.match(line.text):
        return ""
    return "" if _WIDE.match(last.text[-1]) and _WIDE.match(line.text) else " "


def _cell(line: Line) -> Draft:
    return draft([Printed(line)], Role.URL if is_address(line.text) else Role.TABLE_CELL)


def shortened(line: Line) -> Line:
    """The line without the hyphen at its end."""
    return line._replace(text=line.text[:-1], end=line.end - 1)


def _whole(item: Item) -> Draft:
    """An item that is a block by itself: an address without blanks, other lines joined as usual."""
    printed = [Printed(item.lines[0])]
    for last, line in pairwise(item.lines):
        printed.append(Printed(line, "" if item.kind is Kind.URL else glue(last, line)))
    return draft(printed, _ROLES[item.kind], item.label)
