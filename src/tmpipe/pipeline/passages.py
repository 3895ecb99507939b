"""The messages of a document: the one place that says which text of a source is which msgid.

The same function runs when catalogs are made and when documents are localized, so no skeleton is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, repeat

from tmpipe.model import Block, Document, Entry, Locale, Role
from tmpipe.text import inline
from tmpipe.text.segment import split


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment of a block, and the message that it is; joined, text + tail, passages are the block again."""

    text: str
    tail: str
    msgid: str = ""
    """Empty where there is nothing to translate: white space, codes, signs without a letter."""
    held: tuple[inline.Held, ...] = ()


def passages(block: Block, locale: Locale) -> Iterator[Passage]:
    """The passages of a block, in order."""
    for segment in split(block.text, locale, block.codes) if block.role.translatable else ():
        message, held = inline.protect(segment.text)
        if any(map(str.isalpha, inline.plain(message))):
            yield Passage(segment.text, segment.tail, message, held)
        else:
            yield Passage(segment.text, segment.tail)
    if not block.role.translatable:
        yield Passage(block.text, "")


def messages(document: Document, *, numbered: bool = False) -> tuple[Entry, ...]:
    """The entries of a document's template, in reading order; equal msgids are one entry.

    Comments name the place by its heading and its paragraph, never by a running number of the document,
    so that an edit changes nothing elsewhere; `numbered` adds line numbers to the references.
    """
    references: dict[str, dict[str, None]] = {}
    told: dict[str, dict[str, None]] = {}
    for msgid, (place, *legend), line in placed(document):
        again = msgid in told
        reference = f"{document.path}:{line}" if numbered else document.path
        references.setdefault(msgid, {})[reference] = None
        own = told.setdefault(msgid, {})
        own |= dict.fromkeys((f"also: {place}" if again else place, *legend))
    return tuple(
        Entry(msgid, references=tuple(references[msgid]), extracted=tuple(own)) for msgid, own in told.items()
    )


def lines(document: Document) -> dict[str, int]:
    """The line of the file in which each msgid's first segment starts."""
    found: dict[str, int] = {}
    for msgid, _, line in placed(document):
        found.setdefault(msgid, line)
    return found


def placed(document: Document) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Each message with its comments and its line."""
    heading = ""
    called: dict[str, str] = {}
    """The headings under which notes are called, by their marks."""
    for block in document.blocks():
        for code in block.codes:
            if code.kind == "note":
                called.setdefault(code.target, heading)
        under = called.get(block.label, heading) if block.role is Role.FOOTNOTE else heading
        own = tuple(passages(block, document.locale))
        count = len([one for one in own if one.msgid])
        starts = accumulate((len(one.text) + len(one.tail) for one in own), initial=0)
        number = 0
        # in an archive a line is a paragraph's number, whatever line ends its XML has
        at = repeat(block.line) if document.container else block.lines_at(starts)
        for one, line in zip(own, at, strict=False):
            if one.msgid:
                number += 1
                place = _place(block, number, count, under)
                yield one.msgid, (place, *inline.legend(one.held, block.codes)), line
        if block.role is Role.HEADING:
            heading = inline.plain(block.text)
    if any(map(str.isalpha, document.title)) and not any(map(_titled(document), document.blocks())):
        yield document.title, ("the document's title, for readers",), 1


def _titled(document: Document) -> Callable[[Block], bool]:
    """Tells the headings that are the document's title, and what else says it: a page's title, a property."""
    return lambda block: (
        (block.role is Role.HEADING or bool(block.place)) and inline.plain(block.text) == document.title
    )


def title(document: Document, localized: Document, translated: Callable[[str], str]) -> str:
    """The title of a localized document: its heading's translation, or that of a title of its own."""
    for source, target in zip(document.blocks(), localized.blocks(), strict=True):
        if _titled(document)(source):
            return inline.plain(target.text)
    return translated(document.title)


_NAMES = {
    Role.HEADING: "heading",
    Role.LIST_ITEM: "list item",
    Role.QUOTE: "quotation",
    Role.FOOTNOTE: "footnote",
    Role.TABLE_CELL: "table cell",
}


_BESIDE = ("page header", "page footer", "document property")
"""Places that no heading names."""


def _place(block: Block, number: int, count: int, heading: str) -> str:
    """`sentence 2 of 5, under “International recognition”`."""
    name = "title" if block.role is Role.HEADING and block.level == 1 else _NAMES.get(block.role, "")
    name = block.place or name
    sentence = f"sentence {number} of {count}" if count > 1 or not name else ""
    if not name and count == 1:
        sentence = "paragraph of one sentence"
    above = name in ("title", "heading") or name.startswith(_BESIDE)
    under = f"under “{_shortened(heading)}”" if heading and not above else ""
    return ", ".join(part for part in (name, sentence, under) if part)


def _shortened(heading: str, limit: int = 60) -> str:
    return heading if len(heading) <= limit else heading[:limit].rsplit(" ", 1)[0] + " …"
