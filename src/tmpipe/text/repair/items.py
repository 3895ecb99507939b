"""What a line is before any joining: running text, an address, a footnote, a list item, a page number ..."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from tmpipe.text.repair.cells import columns, has_columns, in_pipes, pipes
from tmpipe.text.repair.furniture import is_number, is_page_number, running_headers
from tmpipe.text.repair.lines import Line
from tmpipe.text.repair.notes import (
    LABEL,
    SUPERSCRIPT,
    address_goes_on,
    cited,
    heads_notes,
    is_address,
    last_numbered,
    note_goes_on,
    one_note_a_line,
)


class Kind(Enum):
    """What a line, or several that belong together, is at first sight."""

    TEXT = auto()
    BULLET = auto()
    HASH = auto()
    REPLY = auto()
    URL = auto()
    NOTE = auto()
    CODE = auto()
    ROW = auto()
    RULE = auto()
    FURNITURE = auto()


ASIDE = frozenset({Kind.URL, Kind.NOTE, Kind.FURNITURE})
"""They stand beside the running text, which may go on behind them."""


class Item(NamedTuple):
    """Lines that are one thing."""

    kind: Kind
    lines: tuple[Line, ...]
    """Without bullets, labels and the like."""
    label: str = ""
    level: int = 0


_PLAIN = re.compile(r"(?!www\.|https?:|page\s|p\.|sida|pagina|صفحه|[ivx]{1,5}\))[^\W\d_]{2}", re.IGNORECASE)
IN_COLUMNS = "columns"
"""The label of a row whose cells stand in columns."""
_FENCE = re.compile(r"```|~~~")
_HASH = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"[-*+•·▪▫◦‣●○■□–—](?:\s+)(?=\S)")
_NUMBERED = re.compile(
    r"(?:(\d{1,3})[.)]|\((\d{1,3})\)|\(?([a-z])\)|\(?([ivx]{1,5})\)|([A-Z])[.)]|(\d{1,3})\s?[-–—])\s+(?=\S)"
)
_LETTER = re.compile(r"[A-Z][.)]\s+\S")
_REPLY = re.compile(r"(?:>\s?)+(?=\S)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ITEM_ENDS = re.compile(
    r"(?:[.!?…:;,؛،؟][”\"’»)]*(?:\[?\d{1,3}\]?|[¹²³⁰⁴-⁹]{1,3})?|[—–]|\b(?:and|or|et|ou|och|e|o))\Z"
)


def items(source: str, lines: Sequence[Line]) -> list[Item]:
    """The lines as items, in order; none is lost."""
    return list(_Reader(source, lines).items())


class _Reader:
    """One walk over the lines; what a line is may depend on the items before it."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines = list(one_note_a_line(lines))
        self.cited = cited(source)
        self.last_numbered = last_numbered(source, lines)
        self.fences = {
            fence: [at for at, line in enumerate(lines) if line.text == fence] for fence in ("```", "~~~")
        }
        self.headers = running_headers(lines)
        self.lettered = _lettered(lines)
        self.last_note = 0
        self.numbers: dict[str, int] = {}
        self.bullets: dict[str, int] = {}
        self.before: Item | None = None

    def items(self) -> Iterator[Item]:
        at = 0
        while at < len(self.lines):
            item, at = self.read(at)
            self.remember(item)
            yield item

    def remember(self, item: Item) -> None:
        """What the next line is judged by: the item before it, the open list's bullets and their indents."""
        self.before = item
        line = item.lines[0]
        if item.kind is Kind.BULLET:
            self.bullets[item.label] = line.indent
        elif item.kind is Kind.TEXT and (line.blanks or line.page) and not line.indent:
            self.bullets.clear()

    def read(self, at: int) -> tuple[Item, int]:
        """The item that begins at this line, and the place after it."""
        line = self.lines[at]
        if "|" in line.text and self.row(line, at):
            return Item(Kind.ROW, (line,)), at + 1
        if has_columns(line.text) and self.columns(line, at):
            return Item(Kind.ROW, (line,), IN_COLUMNS), at + 1
        if _PLAIN.match(line.text) and line.number not in self.headers:
            return Item(Kind.TEXT, (line,)), at + 1
        return self.aside(line, at) or self.fence(line, at) or (self.marked(line), at + 1)

    # --- beside the text -------------------------------------------------------------------------

    def aside(self, line: Line, at: int) -> tuple[Item, int] | None:
        """An address, a footnote, a page's number or running title."""
        if line.number in self.headers:
            return Item(Kind.FURNITURE, (line,)), at + 1
        if is_address(line.text) and not self.within_sentence(line, at):
            return self.address(line, at, "")
        if label := LABEL.match(line.text):
            return self.note(line, at, label)
        if is_number(line.text) and (after := self.line(at + 1)) and is_address(after.text):
            return self.address(after, at + 1, line.text)
        if is_page_number(line.text) and self.alone(line, at):
            return Item(Kind.FURNITURE, (line,)), at + 1
        return None

    def within_sentence(self, line: Line, at: int) -> bool:
        """Whether an address on a line of its own belongs to the sentence around it."""
        if line.blanks or line.page or self.before is None or self.before.kind in (Kind.URL, Kind.NOTE):
            return False
        after = self.line(at + 1)
        return not self.before.lines[-1].stops and after is not None and after.lower and not after.blanks

    def address(self, line: Line, at: int, label: str) -> tuple[Item, int]:
        """An address, with the lines that it was broken over."""
        found = [line]
        while (after := self.line(at + 1)) and address_goes_on(found[-1], after):
            found.append(after)
            at += 1
        if label:
            self.last_note = int(label)
        if line.text.startswith("<"):
            found[0] = found[0].without(1)
        bare = found[-1].text.rstrip(".,;>") or found[-1].text
        found[-1] = found[-1]._replace(text=bare, end=found[-1].start + len(bare))
        return Item(Kind.URL, tuple(found), label), at + 1

    def note(self, line: Line, at: int, label: re.Match[str]) -> tuple[Item, int] | None:
        """A footnote: an address with a label, or words with a label that the text cites."""
        number = next(group for group in label.groups() if group).translate(SUPERSCRIPT)
        body = line.without(label.end())
        if is_address(body.text):
            return self.address(body, at, number)
        if int(number) != self.last_note + 1 or not self.may_be_note(line, label, body):
            return None
        self.last_note = int(number)
        found = [body]
        while (after := self.line(at + 1)) and note_goes_on(line, found[-1], after):
            found.append(after)
            at += 1
        return Item(Kind.NOTE, tuple(found), number), at + 1

    def may_be_note(self, line: Line, label: re.Match[str], body: Line) -> bool:
        """Whether the next note may begin here: it is cited, and nothing else is numbered like that here."""
        number = label[2] or label[4] or ""
        own = not number
        listed = label[4] is not None or (label[2] is not None and line.text[len(number)] in ".)")
        among = self.among_notes()
        if not own and number not in self.cited and (listed or line.blanks or not among):
            return False
        if body.initial.islower() and not (among and (own or listed)):
            return False
        if among:
            return True
        ended = self.ended(line) or (own and bool(line.blanks) and self.short())
        return ended and (not listed or self.last_numbered.get(number) == line.number)

    def among_notes(self) -> bool:
        """Whether notes may stand here that are numbered as lists are: below a rule, a heading or others."""
        before = self.before
        if before is None or before.kind in (Kind.RULE, Kind.NOTE):
            return before is not None
        if before.kind is Kind.URL:
            return bool(before.label)
        return heads_notes(before.lines[-1].text)

    def ended(self, line: Line) -> bool:
        """Whether the text before this line had come to an end."""
        before = self.before
        return (
            before is None
            or before.kind is not Kind.TEXT
            or (bool(line.blanks or line.page) and before.lines[-1].stops)
        )

    def alone(self, line: Line, at: int) -> bool:
        """Whether no text stands right before or right after the line on its page."""
        after = self.line(at + 1)
        ends = after is None or bool(after.blanks) or after.page
        return ends and (line.page or bool(line.blanks) or self.before is None)

    # --- in the text -----------------------------------------------------------------------------

    def fence(self, line: Line, at: int) -> tuple[Item, int] | None:
        """Code between two fences; without the second it is none."""
        fence = _FENCE.match(line.text)
        if fence is None:
            return None
        ends = self.fences[fence[0]]
        after = bisect_right(ends, at)
        if after == len(ends):
            return None
        end = self.lines[ends[after]].end
        return Item(Kind.CODE, (line._replace(text=self.source[line.start : end], end=end),)), ends[after] + 1

    def row(self, line: Line, at: int) -> bool:
        """Whether the line is a row of a table, its cells parted by `|`."""
        parted = pipes(line.text)
        if not parted or not any(map(str.isalnum, line.text)):
            return False
        if self.before is not None and self.before.kind is Kind.ROW and not line.blanks:
            return True
        after = self.line(at + 1)
        alike = after is not None and pipes(after.text) == parted
        return in_pipes(line.text) or line.text.count(" | ") >= (1 if alike else 2)

    def columns(self, line: Line, at: int) -> bool:
        """Whether the line is short words in columns, as the line before or after it."""
        marked = _BULLET.match(line.text) or _NUMBERED.match(line.text) or LABEL.match(line.text)
        if marked or columns(line) < 2:
            return False
        if self.before is not None and self.before.label == IN_COLUMNS and not line.blanks:
            return True
        after = self.line(at + 1)
        return after is not None and not after.blanks and columns(after) == columns(line)

    def marked(self, line: Line) -> Item:
        """Text, with the mark before it taken away."""
        text = line.text
        if hashes := _HASH.match(text):
            return Item(Kind.HASH, (line.without(hashes.end()),), "", len(hashes[1]))
        if text == "--" or not text.strip("> "):
            return Item(Kind.RULE, (line,))
        if reply := _REPLY.match(text):
            return Item(Kind.REPLY, (line.without(reply.end()),), "", reply[0].count(">"))
        if (bullet := _BULLET.match(text)) and self.may_begin(line, text[0] in "–—"):
            return Item(Kind.BULLET, (line.without(bullet.end()),), text[0], 1)
        numbered = _NUMBERED.match(text)
        if (
            numbered
            and (not numbered[5] or line.number in self.lettered)
            and self.next_number(line, numbered)
        ):
            return Item(Kind.BULLET, (line.without(numbered.end()),), numbered[0].strip(), 1)
        tight = not (line.blanks or line.page) and (len(text) < 3 or text == "...")
        if not tight and not any(map(str.isalnum, text)):
            return Item(Kind.RULE, (line,))
        return Item(Kind.TEXT, (line,))

    def may_begin(self, line: Line, dash: bool) -> bool:
        """Whether a bullet can stand here: not in the middle of a sentence."""
        before = self.before
        if self.bullets.get(line.text[0]) == line.indent and (not dash or self.item_ended(line)):
            return True
        if before is None or before.kind is not Kind.TEXT or line.blanks or line.page:
            return not (dash and line.text[1:].lstrip()[:1].islower() and not self.ended(line))
        if line.text.endswith((";", "؛")) and _ITEM_ENDS.search(before.lines[-1].text[-8:]):
            return True
        return before.lines[-1].stops or (not dash and not line.text[1:].lstrip()[:1].islower())

    def item_ended(self, line: Line) -> bool:
        """Whether a list's item may end before this line: its last line is set further in, or has a stop."""
        before = self.before
        assert before is not None
        last = before.lines[-1]
        upper = not line.text[1:].lstrip()[:1].islower()
        return (
            bool(line.blanks)
            or last.indent > line.indent
            or upper
            or _ITEM_ENDS.search(last.text[-8:]) is not None
        )

    def next_number(self, line: Line, found: re.Match[str]) -> bool:
        """Whether the number of a list item is the first of its kind, or follows the last one's."""
        kind, number = self.counted(found)
        if number == 1:
            begins = self.ended(line) or self.listed() or (bool(line.blanks) and self.short())
        else:
            follows = bool(line.blanks) or self.listed() or self.bullets.get(kind) == line.indent
            begins = number == self.last_number(kind) + 1 and follows
        if begins:
            self.numbers[kind] = number
            self.bullets[kind] = line.indent
        return begins

    def last_number(self, kind: str) -> int:
        """The last number of this kind, or of the item right before where that one is written otherwise."""
        if (
            kind[-1:] in ".)-"
            and kind not in self.numbers
            and self.before
            and self.before.kind is Kind.BULLET
        ):
            digits = self.before.label.strip("()-–—. ")
            return int(digits) if digits.isdecimal() else 0
        return self.numbers.get(kind, 0)

    def counted(self, found: re.Match[str]) -> tuple[str, int]:
        """The kind of a list item's number, and the number."""
        arabic, bracketed, letter, roman, capital, dashed = found.groups()
        if arabic or bracketed or dashed:
            return ("1." if arabic else "(1)" if bracketed else "1-"), int(arabic or bracketed or dashed)
        if capital:
            return "A", ord(capital) - 64
        place = ord(letter) - 96 if letter else 0
        if roman or (letter in _ROMAN and place != self.numbers.get("a", 0) + 1):
            return "i", _ROMAN.get(letter or roman, 0)
        return "a", place

    def listed(self) -> bool:
        """Whether the line before may be the end of a list item."""
        before = self.before
        return before is not None and (
            before.kind is Kind.BULLET or _ITEM_ENDS.search(before.lines[-1].text[-8:]) is not None
        )

    def short(self) -> bool:
        """Whether the line before may be a heading."""
        return self.before is not None and len(self.before.lines[-1].text) <= 70

    def line(self, at: int) -> Line | None:
        return self.lines[at] if at < len(self.lines) else None


def _lettered(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that begin with `A.`, then `B.` and so on, two at least: a list, not initials."""
    run: list[Line] = []
    found: set[int] = set()
    for line in lines:
        if _LETTER.match(line.text):
            if ord(line.text[0]) != (ord(run[-1].text[0]) + 1 if run else 65):
                run = []
            if run or line.text[0] == "A":
                run.append(line)
            if len(run) > 1:
                found.update(one.number for one in run[-2:])
    return frozenset(found)
