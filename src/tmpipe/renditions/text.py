"""Clean text: a paragraph a line, notes at the end, and a first line that says how far the text is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from tmpipe.model import Block, Code, Document, Role, State
from tmpipe.parts import NO_TEMPLATES
from tmpipe.renditions.groups import (
    Cell,
    Group,
    Heading,
    List,
    Paragraph,
    Quotation,
    Signatories,
    Table,
    Verbatim,
    groups,
)
from tmpipe.renditions.reading import LINE_ENDS, Reading, reading, stand_in
from tmpipe.renditions.words import BETWEEN, Readiness, Words, words
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, address, pieces

suffix = ".txt"

DRAFT_SIGN = "[?]"
"""Before a sentence that no translator has finished, where there are others."""
RIGHT_TO_LEFT_MARK = "\u200f"


def render(document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> bytes:
    """The document for readers of plain text, in UTF-8."""
    rtl = language(document.locale).direction == "rtl"
    own = words(document.locale, templates)
    writer = _Writer(reading(document, own=own), own, rtl=rtl)
    text = "\n\n".join(writer.paragraphs()) + "\n"
    if rtl:
        text = "\n".join(map(_right_to_left, text.split("\n")))
    return _UNREADABLE.sub("\ufffd", text).encode()


_UNREADABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What a reader takes for no sign, and a terminal for an order."""


class _Writer:
    """Writes the blocks of one reading."""

    __slots__ = ("between", "page", "rtl", "signs", "words")

    def __init__(self, page: Reading, own: Words, *, rtl: bool) -> None:
        self.page = page
        self.words = own
        self.rtl = rtl
        self.between = f" |{RIGHT_TO_LEFT_MARK} " if rtl else " | "
        mixed = page.tally.draft < page.tally.total
        self.signs = {
            State.SOURCE: f"[{page.source_locale}] ",
            State.DRAFT: f"{DRAFT_SIGN} " if mixed else "",
        }

    def paragraphs(self) -> Iterator[str]:
        yield self._status()
        if self.page.heading is None and self.page.title:
            yield _underlined(self.page.title, "=")
        for group in groups(self.page):
            yield from self._group(group)
        if self.page.notes:
            yield _underlined(self.words.notes, "-")
            yield "\n".join(self._note(note.block) for note in self.page.notes)

    def _group(self, group: Group) -> Iterator[str]:
        match group:
            case Heading(block, level):
                text = self._inline(block)
                yield _underlined(text, "=" if level == 1 else "-") if level else text
            case List():
                yield "\n".join(self._list(group))
            case Table():
                yield "\n".join(self._table(group))
            case Signatories(blocks, headed):
                if not headed:
                    yield _underlined(self.words.signatories, "-")
                yield "\n".join(map(self._inline, blocks))
            case Quotation(blocks):
                yield from map(self._inline, blocks)
            case Paragraph(block) | Verbatim(block):
                yield self._inline(block)

    def _status(self) -> str:
        """`This is a draft. Finished sentences: 3 · Draft sentences: 7 (marked [?])`."""
        own, tally = self.words, self.page.tally
        statement, sentence = own.statement(self.page.readiness)
        if self.page.readiness is not Readiness.DRAFT:
            signed = own.signers(self.page.signed_by, rtl=self.rtl)
            return f"{statement}. {sentence} {signed}".rstrip()
        counts = (
            (own.finished_count, tally.final, ""),
            (own.draft_count, tally.draft, self.signs[State.DRAFT]),
            (own.source_count, tally.source, self.signs[State.SOURCE]),
        )
        told = [self._count(*one) for one in counts if one[1]]
        return f"{statement}. {BETWEEN.join(told)}".rstrip()

    def _count(self, template: str, number: int, sign: str) -> str:
        told = template.format(n=self.words.number(number))
        return f"{told} ({self.words.marked.format(sign=sign.strip())})" if sign else told

    def _list(self, group: List) -> Iterator[str]:
        """An item a line, the deeper ones below it and further in."""
        indent = "  " * (group.level - 1)
        for item in group.items:
            label = "•" if group.kind == "bullet" else self.words.number(item.label)
            texts = [self._inline(block) for block in item.blocks]
            yield f"{indent}{label} {texts[0]}"
            yield from (f"{indent}  {text}" for text in texts[1:])
            for deeper in item.deeper:
                yield from self._list(deeper)

    def _table(self, group: Table) -> Iterator[str]:
        """A row a line, `a | b`; those that name the columns are underlined."""
        for number, row in enumerate(group.rows):
            line = self.between.join(cell for one in row for cell in self._cell(one)).rstrip(" ")
            yield _underlined(line, "-") if group.head and not number else line

    def _cell(self, cell: Cell) -> Iterator[str]:
        yield " ".join(self._inline(block).replace("\n", " ") for block in cell.blocks)
        yield from [""] * (cell.columns - 1)

    def _note(self, block: Block) -> str:
        text = self._inline(block)
        return f"[{self.words.number(block.label)}] {text}" if block.label else text

    def _inline(self, block: Block) -> str:
        """The block on one line; code, and where the source breaks the line itself, on its own lines."""
        out: list[str] = []
        opened = 0  # where markup begins that has opened since the last text: a sign stands before it
        last: State | None = None
        for piece in pieces(block):
            if isinstance(piece, str):
                out.append(piece if block.role is Role.CODE else LINE_ENDS.sub(" ", piece))
                last = last if last is State.SOURCE else None
            elif isinstance(piece.what, Code):
                out.append(self._code(piece.what, piece.edge))
            elif piece.edge is Edge.OPEN and piece.what is not last:
                out.insert(opened, self.signs.get(piece.what, ""))
            else:
                last = piece.what
            if isinstance(piece, str) or piece.edge is not Edge.OPEN:
                opened = len(out)
        return "".join(out).strip()

    def _code(self, code: Code, edge: Edge) -> str:
        if code.kind == "note":
            return f"[{self.words.number(code.target or '*')}]"
        return stand_in(code) if edge is Edge.SINGLE else _markup(code, edge)


def _markup(code: Code, edge: Edge) -> str:
    """The source's own markup where it is fit to read: `*`, not `<em>`. Only links that lead somewhere."""
    if code.kind == "link" and not address(code.target):
        return ""
    markup = (code.close or "") if edge is Edge.CLOSE else code.open
    if not code.open.startswith("<"):
        return markup
    return f" ({code.target})" if code.kind == "link" and edge is Edge.CLOSE else ""


def _underlined(text: str, line: str) -> str:
    width = sum(unicodedata.category(char) not in {"Mn", "Me", "Cf"} for char in text)
    return f"{text}\n{line * width}"


def _right_to_left(line: str) -> str:
    """A line that begins with a Latin word and goes on in Persian, told to be read from the right."""
    directions = [unicodedata.bidirectional(char) for char in line]
    strong = next((d for d in directions if d in {"L", "R", "AL"}), "")
    return RIGHT_TO_LEFT_MARK + line if strong == "L" and {"R", "AL"} & {*directions} else line
