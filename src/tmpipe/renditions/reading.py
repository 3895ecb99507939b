"""A localized document as its readers meet it: a title, the body, the notes, and how far the text is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import PurePath

from tmpipe.model import Block, Code, Document, Locale, Role, Span, State, escaped
from tmpipe.renditions.pictures import told
from tmpipe.renditions.words import Readiness, Words, words
from tmpipe.text.languages import language
from tmpipe.text.nesting import pieces
from tmpipe.text.oneline import one_line

BULLETS = frozenset(("", *"-*+•·‣▪◦–—"))
"""Labels of list items that say nothing but that they are items."""

LINE_ENDS = re.compile("[\n\r\v\f\x85\u2028\u2029]+")
"""What would begin a line of its own within a paragraph."""

DEEPEST = 6
"""Levels of headings that pages have; lists are shown no deeper, either."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences (headings and list items, too) are in each state."""

    final: int = 0
    draft: int = 0
    source: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.final + self.draft + self.source


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of the document, read at its end."""

    name: str
    """Its anchor: ASCII letters, digits, hyphens and a dot, unique in the document."""
    block: Block


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a document is shown, in order; page furniture and repeated addresses are left out."""

    title: str
    """Of the page: the document's, its first heading's words, or its file's name."""
    heading: Block | None
    """The block of the body that is the title; None: there is no heading.

    It is the first heading; of several at the very top, the first of level 1: what stands above it are
    the lines over a title, such as `PRESS RELEASE`.
    """
    body: tuple[Block, ...]
    notes: tuple[Note, ...]
    labelled: Mapping[str, Sequence[Note]]
    """The notes by their labels, those with none apart."""
    tally: Tally
    readiness: Readiness
    source_locale: Locale
    signed_by: tuple[str, ...] = ()
    """Of a final text: who answers for it, each on one line."""

    def note(self, code: Code, block: Block) -> Note | None:
        """The note that a mark in this block calls: with its label, the next one below it if it can be."""
        called = self.labelled.get(code.target, ())
        below = bisect_left(called, block.line, key=lambda note: note.block.line)
        return called[min(below, len(called) - 1)] if called else None


def reading(document: Document, like: Document | None = None, *, own: Words | None = None) -> Reading:
    """What readers see of the document.

    What that is can be decided by another that is `like` it, block by block: its source. Then both readings
    have the same parts. `own` are the words of its locale, where they are the project's.
    """
    own = own or words(document.locale)
    blocks = tuple(_numbered(block, own) for block in _shown(document, like or document, own.image))
    marked = any(code.kind == "note" for block in blocks for code in block.codes)
    body = tuple(block for block in blocks if not _is_note(block, marked))
    heading = _heading(body)
    notes = tuple(_notes(block for block in blocks if _is_note(block, marked)))
    tally = _tally(blocks if heading else (*_title(document), *blocks))
    source = document.source_locale or "en"
    signed_by = tuple(filter(None, map(one_line, document.signed_by)))
    in_source = language(document.locale) == language(source)
    readiness = _readiness(tally, in_source=in_source, signed=bool(signed_by))
    return Reading(
        title=document.title or (plain(heading) if heading else "") or PurePath(document.path).stem,
        heading=heading,
        body=body,
        notes=notes,
        labelled=_labelled(notes),
        tally=tally,
        readiness=readiness,
        source_locale=source,
        signed_by=signed_by if readiness is Readiness.FINAL else (),
    )


def _title(document: Document) -> Iterator[Block]:
    """The block beside the text that is the title of a page without a heading."""
    beside = (block for block in document.blocks() if block.place and plain(block) == document.title)
    yield from islice(beside, 1)


def _heading(body: Sequence[Block]) -> Block | None:
    top = takewhile(lambda block: block.role is Role.HEADING and not block.cell, body)
    first = next((block for block in body if block.role is Role.HEADING and not block.cell), None)
    return next((block for block in top if block.level == 1), first)


def _readiness(tally: Tally, *, in_source: bool, signed: bool) -> Readiness:
    """A text of which nothing is known is a draft."""
    if in_source and not tally.total:
        return Readiness.ORIGINAL
    if not tally.total or tally.final < tally.total:
        return Readiness.DRAFT
    return Readiness.FINAL if signed else Readiness.COMPLETE


def plain(block: Block) -> str:
    """The block's text without its codes."""
    return "".join(piece for piece in pieces(block) if isinstance(piece, str))


def stand_in(code: Code) -> str:
    """The text that a single code stands for on a page: code, a formula or a field as it is."""
    if code.kind in {"break", "tab"}:
        return "\n" if code.kind == "break" else "\t"
    return code.target if code.kind in {"code", "formula", "field"} else ""


_LABEL = re.compile(r"[^A-Za-z0-9]+")


def _is_note(block: Block, marked: bool) -> bool:
    """In a document with marks of notes, an address on its own is a note whose label got lost."""
    return block.role is Role.FOOTNOTE or (block.role is Role.URL and (marked or bool(block.label)))


def _shown(document: Document, like: Document, image: str) -> Iterator[Block]:
    """The blocks for readers, with `image` for each picture."""
    for block, kept in zip(document.blocks(), _kept(like, image), strict=True):
        if kept:
            yield told(block, image)


def _kept(document: Document, image: str) -> Iterator[bool]:
    """Which of the blocks are for readers.

    An address that stands in another block, too, is one of its repeats.
    """
    addresses: set[str] = set()
    for block in document.blocks():
        if block.role is not Role.URL or block.label:
            addresses.update(_ADDRESS.findall(block.text))
    for block in document.blocks():
        address = "" if block.place else "".join(told(block, image).text.split())
        bare = block.role is Role.URL and not block.label
        yield bool(address) and block.role is not Role.BOILERPLATE and not (bare and address in addresses)
        if bare and not block.place:
            addresses.add(address)


_ADDRESS = re.compile(r"https?://\S+")


def _numbered(block: Block, own: Words) -> Block:
    """A heading with the number that its document gives it, as its first word."""
    if block.role is not Role.HEADING or block.label in BULLETS:
        return block
    number = f"{escaped(own.number(block.label))} "
    spans = (Span(one.start + len(number), one.end + len(number), one.state) for one in block.spans)
    return replace(block, text=number + block.text, spans=tuple(spans))


def _notes(blocks: Iterable[Block]) -> Iterator[Note]:
    seen: dict[str, int] = defaultdict(int)
    for block in blocks:
        name = _LABEL.sub("-", block.label).strip("-") or "x"
        seen[name] += 1
        yield Note(f"{name}.{seen[name]}" if seen[name] > 1 else name, block)


def _labelled(notes: Iterable[Note]) -> dict[str, list[Note]]:
    labelled: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if note.block.label:
            labelled[note.block.label].append(note)
    return dict(labelled)


def _tally(blocks: Iterable[Block]) -> Tally:
    states = [span.state for block in blocks for span in block.spans if span.start < span.end]
    return Tally(*(states.count(state) for state in (State.FINAL, State.DRAFT, State.SOURCE)))
