"""Text whose page is known: what a reader sees at once by size and place need not be guessed from words.

The text is made from its lines: U+2028 ends a line and a line feed a page, so that lines of it are pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from tmpipe.model import Block, Role
from tmpipe.text.repair.drafts import Draft, Mark, Printed, draft, parts
from tmpipe.text.repair.headings import with_headings
from tmpipe.text.repair.hyphens import Halves, halves, hyphens
from tmpipe.text.repair.joining import glue, shortened
from tmpipe.text.repair.lines import Line
from tmpipe.text.repair.marks import with_noted
from tmpipe.text.repair.notes import SUPERSCRIPT, address_goes_on, is_address
from tmpipe.text.repair.roles import signed
from tmpipe.text.repair.suspects import with_suspects, words

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*(?<![,;:)])\Z")
_GOES_ON = re.compile(r"[^\s/_=&?%#-]*(?:[/_=&?%#]|-\S*(?:-|\.[a-z]))|(?=\S*\d)(?=\S*[A-Za-z])\w+")
"""What no word has, and the rest of an address that was broken at a line's end."""
_REST = re.compile(r"\S*(?:=\w+[.,;]?\Z|\.(?:docx?|html?|pdf|php|aspx?)(?:[.,;)]|\s|\Z))")
"""An address and the line after it, which is the end of a query or of a file's name."""
_BESIDE = frozenset({Role.FOOTNOTE, Role.BOILERPLATE})
"""They stand beside the running text, which may go on behind them."""
_RUNNING = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})


class Laid(NamedTuple):
    """A printed line, and what its page tells of it."""

    text: str
    page: int
    """From 1, never less than the one before."""
    role: Role = Role.PARAGRAPH
    begins: bool | None = True
    """Whether a block begins with it; None: the page does not tell, as at its head."""
    label: str = ""
    skip: int = 0
    """The characters of a list's marker, of a footnote's number, and the blanks behind them."""
    level: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    """Where in the text numbers or signs are set high, as the marks of footnotes are."""
    cell: tuple[int, int, int] | None = None
    """Which table of the document, row and column, each from 1."""


def read(laid: Sequence[Laid]) -> tuple[str | Block, ...]:
    """The lines as verbatim strings and blocks, in order; `Block.line` is the page."""
    source, lines = _written(laid)
    pages = [0, *(at + 1 for at, character in enumerate(source) if character == "\n")]

    def line_of(offset: int) -> int:
        return bisect_right(pages, offset)

    known = words(source)
    flow = sorted(zip(laid, lines, strict=True), key=lambda pair: pair[0].role in _BESIDE)
    broken = hyphens([line for _, line in flow if line.text], known, typeset=True)
    found = [part for one in _Walk(broken.printed).drafts(laid, lines) for part in _signed(one)]
    if not any(one.role is Role.HEADING for one in found):
        found = with_headings(found, source)
    high = [
        (line.start - one.skip + start, line.start - one.skip + end)
        for one, line in zip(laid, lines, strict=True)
        for start, end in one.marks
        if start >= one.skip
    ]
    found = with_suspects(with_noted(_noted(found, high)), known, broken.doubtful, line_of)
    return parts(found, source, line_of, 0, len(source))


def _written(laid: Sequence[Laid]) -> tuple[str, list[Line]]:
    """The text, and where in it each line stands without what is skipped."""
    before: list[str] = []
    page = 1
    for one in laid:
        before.append("\n" * (one.page - page) or "\u2028" * bool(before))
        page = one.page
    starts = accumulate(len(gap) + len(one.text) for gap, one in zip(before, laid, strict=True))
    source = "".join(gap + one.text for gap, one in zip(before, laid, strict=True))
    return source, [_line(one, end) for one, end in zip(laid, starts, strict=True)]


def _line(one: Laid, end: int) -> Line:
    text = one.text[one.skip :]
    return Line(text, end - len(text), end, one.page, 0, 0, 0, page=False)


def _signed(one: Draft) -> Iterator[Draft]:
    """Names that signed, apart from the sentence behind them."""
    return signed(one) if one.role is Role.PARAGRAPH else iter((one,))


# --- footnotes' marks ----------------------------------------------------------------------------


def _noted(drafts: Sequence[Draft], high: Sequence[tuple[int, int]]) -> list[Draft]:
    """With marks where a number is set high and a footnote has it."""
    labels = {
        inner.label for one in drafts for inner in _everything(one) if inner.role in (Role.FOOTNOTE, Role.URL)
    }
    return [_with_marks(one, high, labels) if one.role is not Role.BOILERPLATE else one for one in drafts]


def _everything(one: Draft) -> Iterator[Draft]:
    yield one
    for joint in one.joints:
        for inner in joint.inner:
            yield from _everything(inner)


def _with_marks(one: Draft, high: Sequence[tuple[int, int]], labels: set[str]) -> Draft:
    marks: list[Mark] = []
    for start, end in high[bisect_left(high, (one.begin, 0)) : bisect_left(high, (one.finish, 0))]:
        at = bisect_left(range(len(one.text)), start, key=one.offset)
        until = at + end - start
        label = one.text[at:until].strip("[]()").translate(SUPERSCRIPT)
        if label in labels and one.offset(at) == start and one.whole(at, until):
            marks.append(Mark(at, until, "note", label))
    return replace(one, marks=tuple(marks)) if marks else one


# --- lines to blocks -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A block that may still go on."""

    first: Laid
    printed: list[Printed]
    asides: list[Draft] = field(default_factory=list)
    """What has come since its last line."""

    def draft(self) -> Draft:
        made = draft(self.printed, self.first.role, self.first.label, self.first.level)
        role = Role.URL if is_address(made.text) and made.role is not Role.BOILERPLATE else made.role
        return replace(made, role=role, cell=self.first.cell)


class _Walk:
    """One walk over the lines."""

    def __init__(self, printed: frozenset[Halves]) -> None:
        self.printed = printed
        self.open: _Open | None = None
        self.aside: _Open | None = None

    def drafts(self, laid: Sequence[Laid], lines: Sequence[Line]) -> Iterator[Draft]:
        """The blocks to be; those within another's joint are not given again."""
        for one, line in zip(laid, lines, strict=True):
            if not line.text.strip():
                continue
            if one.role in _BESIDE:
                yield from self.beside(one, line)
                continue
            yield from self.put_aside()
            if not self.goes_on(one, line):
                yield from self.close()
                self.open = _Open(one, [Printed(line)])
            else:
                assert self.open is not None
                self.add(self.open, line, tuple(self.open.asides))
                self.open.asides.clear()
        yield from self.put_aside()
        yield from self.close()

    def beside(self, one: Laid, line: Line) -> Iterator[Draft]:
        if self.aside and one.begins is not True and self.aside.first.role is one.role:
            self.add(self.aside, line, ())
            return
        yield from self.put_aside()
        self.aside = _Open(one, [Printed(line)])

    def put_aside(self) -> Iterator[Draft]:
        """Ends the open footnote: it stands behind the open paragraph, or within it if that goes on."""
        if self.aside and self.open:
            self.open.asides.append(self.aside.draft())
        elif self.aside:
            yield self.aside.draft()
        self.aside = None

    def close(self) -> Iterator[Draft]:
        if self.open:
            yield self.open.draft()
            yield from self.open.asides
        self.open = None

    def goes_on(self, one: Laid, line: Line) -> bool:
        """Whether the line belongs to the open block; where its page does not tell, words do."""
        if self.open is None or one.begins:
            return False
        if one.begins is False:
            return True
        last = self.open.printed[-1].line
        running = {one.role, self.open.first.role} <= _RUNNING and one.role in (
            Role.PARAGRAPH,
            self.open.first.role,
        )
        return running and (line.lower or not last.stops)

    def add(self, block: _Open, line: Line, inner: tuple[Draft, ...]) -> None:
        last = block.printed[-1].line
        address = _ADDRESS.search(_tail(block.printed))
        cut = address and (_GOES_ON.match(line.text) or _REST.match(address[0] + line.text))
        between = "" if cut or (is_address(last.text) and address_goes_on(last, line)) else glue(last, line)
        if not between and (
            last.text.endswith("\u00ad") or halves(last.text, line.text, typeset=True) in self.printed
        ):
            block.printed[-1] = block.printed[-1]._replace(line=shortened(last))
        block.printed.append(Printed(line, between, inner))


def _tail(printed: Sequence[Printed]) -> str:
    """The lines at the end that stand without blanks between them: a word, or an address broken twice."""
    tail = ""
    for one in reversed(printed):
        tail = one.line.text + tail
        if " " in one.line.text or one.glue:
            break
    return tail
