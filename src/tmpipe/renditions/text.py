"""Clean text: a paragraph a line, notes at the end, and a first line that says how far the text is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

from tmpipe.model import Block, Code, Document, Role, State
from tmpipe.parts import NO_TEMPLATES
from tmpipe.renditions.reading import BULLETS, DEEPEST, Readiness, Reading, reading
from tmpipe.renditions.words import Words, words
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, address, pieces

suffix = ".txt"

DRAFT_SIGN = "[?]"
"""Before a sentence that no translator has finished, where there are others."""
_CLOSE = frozenset({Role.LIST_ITEM, Role.SIGNATORIES})
"""Roles of blocks that stand line below line."""
RIGHT_TO_LEFT_MARK = "\u200f"


def render(document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> bytes:  # noqa: ARG001
    """The document for readers of plain text, in UTF-8."""
    writer = _Writer(reading(document), words(document.locale))
    text = "\n\n".join(writer.paragraphs()) + "\n"
    if language(document.locale).direction == "rtl":
        text = "\n".join(map(_right_to_left, text.split("\n")))
    return text.encode("utf-8", "replace")


class _Writer:
    """Writes the blocks of one reading."""

    __slots__ = ("page", "signs", "titled", "words")

    def __init__(self, page: Reading, own: Words) -> None:
        self.page = page
        self.words = own
        self.titled = page.heading is None
        mixed = page.tally.draft < page.tally.total
        self.signs = {
            State.SOURCE: f"[{page.source_locale}] ",
            State.DRAFT: f"{DRAFT_SIGN} " if mixed else "",
        }

    def paragraphs(self) -> Iterator[str]:
        yield self._status()
        if self.page.heading is None and self.page.title:
            yield _underlined(self.page.title, "=")
        for role, blocks in groupby(self.page.body, key=lambda block: block.role):
            texts = map(self._block, blocks)
            yield from ("\n".join(texts),) if role in _CLOSE else texts
        if self.page.notes:
            yield _underlined(self.words.notes, "-")
            yield "\n".join(self._note(note.block) for note in self.page.notes)

    def _status(self) -> str:
        """`This is a draft. Finished sentences: 3 · Draft sentences: 7 (marked [?])`."""
        own, tally = self.words, self.page.tally
        statement, sentence = own.statement(self.page.readiness)
        if self.page.readiness is not Readiness.DRAFT:
            return f"{statement}. {sentence}"
        counts = (
            (own.finished_count, tally.final, ""),
            (own.draft_count, tally.draft, self.signs[State.DRAFT]),
            (own.source_count, tally.source, self.signs[State.SOURCE]),
        )
        told = [self._count(*one) for one in counts if one[1]]
        return f"{statement}. {' · '.join(told)}".rstrip()

    def _count(self, template: str, number: int, sign: str) -> str:
        told = template.format(n=self.words.number(number))
        return f"{told} ({self.words.marked.format(sign=sign.strip())})" if sign else told

    def _block(self, block: Block) -> str:
        text = self._inline(block)
        if block.role is Role.LIST_ITEM:
            return self._item(block, text)
        self.titled = self.titled or block is self.page.heading
        if block.role is not Role.HEADING or not self.titled:
            return text
        return _underlined(text, "=" if block is self.page.heading else "-")

    def _item(self, block: Block, text: str) -> str:
        label = "•" if block.label in BULLETS else self.words.number(block.label)
        return "  " * (min(block.level, DEEPEST) - 1) + f"{label} {text}"

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
                out.append(piece if block.role is Role.CODE else piece.replace("\n", " "))
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
        return "\n" if code.kind == "break" else _markup(code, edge)


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
