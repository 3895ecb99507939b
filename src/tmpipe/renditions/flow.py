"""The blocks of a document as the elements of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from tmpipe.model import Block, Code, Locale, State
from tmpipe.renditions.groups import (
    Cell,
    Group,
    Heading,
    Item,
    List,
    Paragraph,
    Quotation,
    Signatories,
    Table,
    Verbatim,
    groups,
)
from tmpipe.renditions.markup import foreign, inline
from tmpipe.renditions.reading import Note, Reading
from tmpipe.renditions.words import Words
from tmpipe.text.languages import language


class Flow:
    """Writes the body, then the notes, of one page; remembers which marks call which note.

    Where a page has several flows, all but one have prefixes of their own for their anchors.
    """

    __slots__ = ("marks", "page", "prefix", "rtl", "words")

    def __init__(self, page: Reading, own: Words, locale: Locale, prefix: str = "") -> None:
        self.page = page
        self.prefix = prefix
        self.words = own
        self.rtl = language(locale).direction == "rtl"
        self.marks: dict[str, list[str]] = defaultdict(list)

    def body(self) -> Iterator[str]:
        """The elements between the title and the notes, both without."""
        for group in groups(self.page):
            yield from self.group(group)

    def notes(self) -> Iterator[str]:
        """The section of the notes, each with its way back; nothing where there are none."""
        if self.page.notes:
            told = "" if self.prefix else ' role="doc-endnotes" aria-labelledby="notes"'
            yield f'<section class="notes"{told}>'
            yield f'<h2 id="{self.prefix}notes">{escape(self.words.notes)}</h2>'
            yield '<ol role="list">'
            yield from map(self._note, self.page.notes)
            yield "</ol>\n</section>"

    def group(self, group: Group) -> Iterator[str]:
        """The elements of one group."""
        match group:
            case Heading(block, 0):
                yield self._element("p", block, "over-title")
            case Heading(block, level):
                yield self._element(f"h{level}", block)
            case Paragraph(block):
                yield self._element("p", block)
            case Quotation(blocks):
                yield "<blockquote>"
                yield from self._paragraphs(blocks)
                yield "</blockquote>"
            case List():
                yield from self._list(group)
            case Table():
                yield from self._table(group)
            case Verbatim(block):
                text = self._inline(block, False)
                yield f'<pre dir="ltr" translate="no" tabindex="0"><code>{text}</code></pre>'
            case Signatories():
                yield from self._signatories(group)

    def _paragraphs(self, blocks: Sequence[Block]) -> Iterator[str]:
        return (self._element("p", block) for block in blocks)

    def _element(self, tag: str, block: Block, kind: str = "") -> str:
        told, text = self._told(block, kind)
        return f"<{tag}{told}>{text}</{tag}>"

    def _told(self, block: Block, kind: str = "") -> tuple[str, str]:
        """The attributes and the text of the block's element; untranslated, it has the source's direction."""
        if block.spans and all(span.state is State.SOURCE for span in block.spans):
            whole = replace(block, spans=())
            return foreign(self.page.source_locale, kind), self._inline(whole, False)
        return f' class="{kind}"' if kind else "", self._inline(block, self.rtl)

    def _list(self, group: List) -> Iterator[str]:
        tag = "ol" if group.kind == "number" else "ul"
        yield '<ul class="labelled" role="list">' if group.kind == "label" else f"<{tag}>"
        for item in group.items:
            told, text = self._told(item.blocks[0]) if _alone(item) else ("", self._within(item.blocks))
            told += f' value="{item.number}"' if item.number else ""
            label = f'<bdi class="label">{escape(item.label)}</bdi> ' if group.kind == "label" else ""
            deeper = "\n".join(line for inner in item.deeper for line in self._list(inner))
            yield f"<li{told}>{label}{text}{deeper}</li>"
        yield f"</{tag}>"

    def _within(self, blocks: Sequence[Block]) -> str:
        """The paragraphs of an item or a cell; one alone needs no element."""
        if len(blocks) == 1:
            return self._inline(blocks[0], self.rtl)
        return "\n".join(self._paragraphs(blocks))

    def _table(self, group: Table) -> Iterator[str]:
        """A table that scrolls by itself where it is too wide for the page."""
        name = escape(self.words.table)
        yield f'<div class="table" role="region" tabindex="0" aria-label="{name}">\n<table>'
        if group.head:
            yield f"<thead>\n{self._row(group.rows[0], 'th')}\n</thead>"
        yield "<tbody>"
        yield from (self._row(row, "td") for row in group.rows[group.head :])
        yield "</tbody>\n</table>\n</div>"

    def _row(self, row: Sequence[Cell], tag: str) -> str:
        return f"<tr>{''.join(self._cell(cell, tag) for cell in row)}</tr>"

    def _cell(self, cell: Cell, tag: str) -> str:
        if not cell.blocks:
            wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            return f"<td{wide}></td>"
        told, text = self._told(cell.blocks[0]) if len(cell.blocks) == 1 else ("", self._within(cell.blocks))
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{scope}{told}>{text}</{tag}>"

    def _signatories(self, group: Signatories) -> Iterator[str]:
        """Names in whatever language, each in its own direction."""
        own = escape(self.words.signatories)
        yield f'<section class="signatories" aria-label="{own}">'
        if not group.headed:
            yield f"<h2>{own}</h2>"
        names = 'lang="mul" translate="no"'
        if len(group.blocks) == 1:
            yield f'<p {names} dir="auto">{self._inline(group.blocks[0], False)}</p>'
        else:
            yield f'<ul {names} role="list">'
            yield from (f'<li dir="auto">{self._inline(block, False)}</li>' for block in group.blocks)
            yield "</ul>"
        yield "</section>"

    def _inline(self, block: Block, rtl: bool) -> str:
        return inline(
            block, rtl, self.page.source_locale, lambda code, linked: self._mark(code, block, linked)
        )

    def _mark(self, code: Code, block: Block, linked: bool) -> str:
        label = escape(self.words.number(code.target or "*"))
        note = self.page.note(code, block)
        if note is None:
            return f"<sup>{label}</sup>"
        marks = self.marks[note.name]
        marks.append(f"{self.prefix}mark-{note.name}" + (f".{len(marks) + 1}" if marks else ""))
        told = escape(self.words.note.format(n=self.words.number(code.target)))
        link = f'<a href="#{self.prefix}note-{note.name}" role="doc-noteref" aria-label="{told}">{label}</a>'
        return f'<sup id="{marks[-1]}">{label if linked else link}</sup>'

    def _note(self, note: Note) -> str:
        label = escape(self.words.number(note.block.label))
        told = f'class="back" role="doc-backlink" aria-label="{escape(self.words.back)}"'
        back = "".join(f' <a {told} href="#{mark}">↑</a>' for mark in self.marks[note.name])
        body = f'<span class="body">{self._inline(note.block, self.rtl)}{back}</span>'
        return f'<li id="{self.prefix}note-{note.name}"><span class="label">{label}</span> {body}</li>'


def _alone(item: Item) -> bool:
    """Whether an item is one paragraph, which may have a direction of its own."""
    return len(item.blocks) == 1 and not item.deeper
