"""What a line is before any joining: running text, an address, a footnote, a list item, a page number ..."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from tmpipe.text.repair.lines import Line


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


_ADDRESS = r"(?:https?://|www\.)\S+"
_URL = re.compile(rf"<?{_ADDRESS}\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\[\^?(\d{1,3})\]:?|(\d{1,3})[.)]?|([¹²³⁰⁴-⁹]+)|\((\d{1,3})\))(?:\s+|(?<=[\]:¹²³⁰⁴-⁹])\s*)(?=\S)"
)
_SECOND = re.compile(r"(?<=[\w.;”\"»)])\s+\[(\d{1,3})\]\s+(?=[^\W\d_a-z])")
_HEADS_NOTES = re.compile(
    r"[*_]*(?:(?:foot|end)?notes?(?: and references)?|references|sources|"
    r"notes (?:de fin|de bas de page)|références|note(?: a pi[eè] di pagina)?|riferimenti|fonti|"
    r"(?:fot|slut)?noter|källor|referenser|"
    r"پانوشت‌?ها|پی‌?نوشت‌?ها|یادداشت‌?ها|منابع)[*_]*\s?:?[*_]*\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}\Z")
_PAGE = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|p\.|sida|pagina|صفحه)\s+)?\d{1,3}(?:\s*(?:/|of|de|av|di|از)\s*\d{1,3})?(?:\s*[-–—])?\Z",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?!www\.|https?:|page\s|p\.|sida|pagina|صفحه|[ivx]{1,5}\))[^\W\d_]{2}", re.IGNORECASE)
_FENCE = re.compile(r"```|~~~")
_HASH = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"[-*+•·▪▫◦‣●○■□–—](?:\s+)(?=\S)")
_NUMBERED = re.compile(
    r"(?:(\d{1,3})[.)]|\((\d{1,3})\)|\(?([a-z])\)|\(?([ivx]{1,5})\)|([A-Z])[.)]|(\d{1,3})\s?[-–—])\s+(?=\S)"
)
_LETTER = re.compile(r"[A-Z][.)]\s+\S")
_REPLY = re.compile(r"(?:>\s?)+(?=\S)")
_PIPE = re.compile(r"(?<!\\)\|")
_COLUMN = re.compile(r" {4,}|\t+")
_IN_COLUMNS = "columns"
"""The label of a row whose cells stand in columns."""
_CELL = 40
"""Characters of a cell at most."""
_PIPED = re.compile(r"\|.*\|\Z")
_BROKEN = re.compile(r"[-_=&?%~+#]\Z")
_TAIL = re.compile(r"[a-z0-9/_.?=&%#~-]\S*\Z|\S*[/_=&?%#]\S*\Z")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ITEM_ENDS = re.compile(
    r"(?:[.!?…:;,؛،؟][”\"’»)]*(?:\[?\d{1,3}\]?|[¹²³⁰⁴-⁹]{1,3})?|[—–]|\b(?:and|or|et|ou|och|e|o))\Z"
)
_CITED = re.compile(r"(?:[a-z]|[.,;:!?”\"’»)])(\d{1,3})(?=\s|\Z)")
_HIGH = re.compile(r"(?<=\S)[¹²³⁰⁴-⁹]{1,3}")
_REFERENCE = re.compile(r"\d/(?:\d+[;,.])?(\d{1,4})(?![\d/])")
_CITED_OTHERWISE = re.compile(r"(?<=\S)(?:\[\^?(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3})| ?\((\d{1,3})\))")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def items(source: str, lines: Sequence[Line]) -> list[Item]:
    """The lines as items, in order; none is lost."""
    return list(_Reader(source, lines).items())


class _Reader:
    """One walk over the lines; what a line is may depend on the items before it."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = list(_one_note_a_line(lines))
        lines = self.lines
        self.cited = frozenset(_CITED.findall(source)) | _cited_otherwise(source)
        self.last_numbered = _last_numbered(source, lines)
        self.fences = {
            fence: [at for at, line in enumerate(lines) if line.text == fence] for fence in ("```", "~~~")
        }
        self.headers = _running_headers(lines)
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
        if _COLUMN.search(line.text) and self.columns(line, at):
            return Item(Kind.ROW, (line,), _IN_COLUMNS), at + 1
        if _PLAIN.match(line.text) and line.number not in self.headers:
            return Item(Kind.TEXT, (line,)), at + 1
        return self.aside(line, at) or self.fence(line, at) or (self.marked(line), at + 1)

    # --- beside the text -------------------------------------------------------------------------

    def aside(self, line: Line, at: int) -> tuple[Item, int] | None:
        """An address, a footnote, a page's number or running title."""
        if line.number in self.headers:
            return Item(Kind.FURNITURE, (line,)), at + 1
        if _URL.match(line.text) and not self.within_sentence(line, at):
            return self.address(line, at, "")
        if label := _LABEL.match(line.text):
            return self.note(line, at, label)
        if _NUMBER.match(line.text) and (after := self.line(at + 1)) and _URL.match(after.text):
            return self.address(after, at + 1, line.text)
        if _PAGE.match(line.text) and self.alone(line, at):
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
        while (after := self.line(at + 1)) and _goes_on(found[-1], after):
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
        number = next(group for group in label.groups() if group).translate(_SUPERSCRIPT)
        body = line.without(label.end())
        if _URL.match(body.text):
            return self.address(body, at, number)
        own = label[1] is not None or label[3] is not None
        listed = label[4] is not None or (label[2] is not None and line.text[len(number)] in ".)")
        among = self.among_notes()
        cited = own or number in self.cited or (among and not (listed or line.blanks))
        if int(number) != self.last_note + 1 or not cited:
            return None
        if not among and (
            body.initial.islower()
            or (listed and self.last_numbered.get(number) != line.number)
            or not (self.ended(line) or (own and bool(line.blanks) and self.short()))
        ):
            return None
        self.last_note = int(number)
        found = [body]
        while (after := self.line(at + 1)) and _note_goes_on(line, found[-1], after):
            found.append(after)
            at += 1
        return Item(Kind.NOTE, tuple(found), number), at + 1

    def among_notes(self) -> bool:
        """Whether notes may stand here that are numbered as lists are: below a rule, a heading or others."""
        before = self.before
        if before is None or before.kind in (Kind.RULE, Kind.NOTE):
            return before is not None
        return (
            bool(before.label)
            if before.kind is Kind.URL
            else _HEADS_NOTES.match(before.lines[-1].text) is not None
        )

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
        pipes = len(_PIPE.findall(line.text))
        if not any(map(str.isalnum, line.text)) or not pipes:
            return False
        if self.before is not None and self.before.kind is Kind.ROW and not line.blanks:
            return True
        after = self.line(at + 1)
        alike = after is not None and len(_PIPE.findall(after.text)) == pipes
        return _PIPED.match(line.text) is not None or line.text.count(" | ") >= (1 if alike else 2)

    def columns(self, line: Line, at: int) -> bool:
        """Whether the line is short words in columns, as the line before or after it."""
        number = _in_columns(line)
        if number < 2:
            return False
        if self.before is not None and self.before.label == _IN_COLUMNS and not line.blanks:
            return True
        after = self.line(at + 1)
        return after is not None and not after.blanks and _in_columns(after) == number

    def marked(self, line: Line) -> Item:
        """Text, with the mark before it taken away."""
        text = line.text
        if hashes := _HASH.match(text):
            return Item(Kind.HASH, (line.without(hashes.end()),), "", len(hashes[1]))
        if not text.strip("> "):
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


def cells(row: Item) -> Iterator[Line]:
    """What stands between the pipes or the wide blanks of a row, the empty cells left out."""
    line = row.lines[0]
    at = 0
    for gap in (_COLUMN if row.label == _IN_COLUMNS else _PIPE).finditer(line.text):
        yield from _cell(line, at, gap.start())
        at = gap.end()
    yield from _cell(line, at, len(line.text))


def _cell(row: Line, at: int, end: int) -> Iterator[Line]:
    if text := row.text[at:end].strip():
        start = row.start + row.text.index(text, at)
        yield row._replace(text=text, start=start, end=start + len(text))


def _in_columns(line: Line) -> int:
    """How many columns a line has; 0 where one is long, or the first is the mark of a list's item."""
    found = _COLUMN.split(line.text)
    marked = _BULLET.match(line.text) or _NUMBERED.match(line.text) or _LABEL.match(line.text)
    return 0 if marked or max(map(len, found)) > _CELL else len(found)


def is_address(text: str) -> bool:
    """Whether the text is an address of the web and nothing else."""
    return _URL.match(text) is not None


def heads_notes(text: str) -> bool:
    """Whether this is what stands above footnotes: `Notes`, `Références:` ..."""
    return _HEADS_NOTES.match(text) is not None


def is_page_number(text: str) -> bool:
    """Whether the text numbers a page: `3`, `- 3 -`, `page 3 of 10`."""
    return _PAGE.match(text) is not None


def _one_note_a_line(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; one with the ends of two notes, `[1] One. [2] Two.`, is two."""
    last = 0
    for whole in lines:
        line = whole
        label = _LABEL.match(line.text) if line.text[0] == "[" else None
        if label and label[1]:
            last = int(label[1])
        elif line.blanks or line.page:
            last = 0
        while last and (second := _SECOND.search(line.text)) and int(second[1]) == last + 1:
            end = line.start + second.start()
            yield line._replace(text=line.text[: second.start()], end=end, trail=0)
            line = line.without(second.start())._replace(blanks=0, page=False)
            last += 1
        yield line


def _cited_otherwise(source: str) -> frozenset[str]:
    """The numbers in brackets or set high, not at a line's beginning, or glued to a reference, `12/3;4`."""
    found = (one for match in _CITED_OTHERWISE.finditer(source) for one in match.groups() if one)
    glued = (end for match in _REFERENCE.finditer(source) for end in (match[1], match[1][-1:], match[1][-2:]))
    return frozenset((*(one.translate(_SUPERSCRIPT) for one in found), *glued))


def _last_numbered(source: str, lines: Sequence[Line]) -> dict[str, int]:
    """The last line that begins with each number, `1.`, where such lines may be notes.

    So they may where the text's marks are set high and no line begins with such a mark.
    """
    if not _HIGH.search(source) or any(line.text[0] in "¹²³⁴⁵⁶⁷⁸⁹" for line in lines):
        return {}
    high = {one.translate(_SUPERSCRIPT) for one in _HIGH.findall(source)}
    labels = ((label[2], line.number) for line in lines if (label := _LABEL.match(line.text)))
    return {number: at for number, at in labels if number in high}


def _goes_on(url: Line, after: Line) -> bool:
    """Whether an address was broken at the end of its line and goes on in the next."""
    if after.blanks > 1 or after.page or any(map(str.isspace, after.text)) or _URL.match(after.text):
        return False
    if _BROKEN.search(url.text):
        return True
    full = len(url.text) >= 50
    return full and _TAIL.match(after.text) is not None and not _NUMBER.match(after.text)


def _note_goes_on(first: Line, last: Line, after: Line) -> bool:
    """Whether a footnote in words goes on in the next line."""
    if after.blanks or after.page or _LABEL.match(after.text) or _URL.match(after.text):
        return False
    return not (last.stops and after.indent > first.indent == 0)


def _running_headers(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that stand, with other page numbers, at the top or foot of three pages or more."""
    starts = [at for at, line in enumerate(lines) if line.page]
    if not starts:
        return _beside_numbers(lines)
    near = {
        edge for at in (0, *starts, len(lines)) for edge in range(at - 2, at + 2) if 0 <= edge < len(lines)
    }
    edges = [lines[at] for at in near if len(lines[at].text) <= 120]
    alike = Counter(_digitless(line.text) for line in edges)
    return frozenset(
        line.number
        for line in edges
        if line is not lines[0]
        and (alike[_digitless(line.text)] >= 3 or (line.page and line.text == lines[0].text))
    )


def _beside_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The same where no form feed parts the pages: lines printed three times, each beside a page's number."""
    times = Counter(line.text for line in lines if len(line.text) <= 120)
    found: dict[str, list[tuple[Line, Line]]] = {}
    for a, b in pairwise(lines):
        for number, line in ((a, b), (b, a)):
            if times[line.text] >= 3 and not line.stops and _NUMBER.match(number.text):
                found.setdefault(line.text, []).append((number, line))
    return frozenset(
        one.number
        for pairs in found.values()
        if len(pairs) >= 3 and all(int(b.text) - int(a.text) == 1 for (a, _), (b, _) in pairwise(pairs))
        for pair in pairs
        for one in pair
    )


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


def _digitless(text: str) -> str:
    return re.sub(r"\d+", "0", text).casefold()
