"""The text of an ODT: the groups of a reading as paragraphs, lists and tables, its notes as footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tmpipe.model import Block, escaped
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
from tmpipe.renditions.office.columns import shares
from tmpipe.renditions.office.feet import Feet, Foot
from tmpipe.renditions.office.labels import Label, labels
from tmpipe.renditions.office.opendocument.lists import Lists
from tmpipe.renditions.office.opendocument.runs import run, span
from tmpipe.renditions.office.opendocument.styles import turned
from tmpipe.renditions.office.runs import Inline, Mark, Run, right_to_left, runs, untranslated
from tmpipe.renditions.office.status import status
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.xml import text
from tmpipe.renditions.reading import Reading, plain
from tmpipe.renditions.words import Readiness, Words
from tmpipe.text.languages import language

TABLE, CELL = "tmpipeTable", "tmpipeCell"
"""The styles of tables and cells."""


class Body:
    """Writes one document; `ids` has the ids of the styles by their names."""

    __slots__ = ("_columns", "_tables", "_turned", "feet", "ids", "lists", "own", "page", "words")

    def __init__(
        self, page: Reading, words: Words, own: Tongues, ids: Mapping[str, str], lists: Lists
    ) -> None:
        self.page = page
        self.words = words
        self.own = own
        self.ids = ids
        self.lists = lists
        self.feet = Feet(page, words)
        self._turned: dict[tuple[str, bool, bool], str] = {}
        self._tables = 0
        self._columns: dict[int, str] = {}

    def written(self) -> Iterator[str]:
        """The paragraphs, lists and tables, in order."""
        for line in status(self.page, self.words):
            yield self._told("Status", line)
        if self.page.heading is None:
            yield self._block("Title", Block(escaped(self.page.title), 1))
        for group in groups(self.page):
            yield from self._group(group)
        yield from self._uncalled()

    def styles(self) -> str:
        """The styles of paragraphs that have another direction than the document, and of columns, as XML."""
        columns = "".join(
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:rel-column-width="{share}*"/></style:style>'
            for share, name in self._columns.items()
        )
        return columns + "".join(
            f'<style:style style:name="{name}" style:family="paragraph" '
            f'style:parent-style-name="{text(parent)}">'
            f"<style:paragraph-properties {turned(rtl, at_right)}/></style:style>"
            for (parent, rtl, at_right), name in self._turned.items()
        )

    def _group(self, group: Group) -> Iterator[str]:
        match group:
            case Heading(block, level):
                yield self._heading(block, level)
            case Paragraph(block):
                yield self._block("Text body", block)
            case Quotation(blocks):
                yield from (self._block("Quotations", block) for block in blocks)
            case List():
                yield from self._list(group)
            case Table():
                yield from self._table(group)
            case Verbatim(block):
                yield self._paragraph("Preformatted Text", self._text(block, False), rtl=False)
            case Signatories(blocks, headed):
                yield from self._signatories(blocks, headed)

    def _heading(self, block: Block, level: int) -> str:
        if level < 2:
            return self._block("Title" if level else "Over-title", block)
        return self._block(f"Heading {level - 1}", block, level - 1)

    def _uncalled(self) -> Iterator[str]:
        """The notes that no mark calls, under a heading."""
        left = tuple(self.feet.uncalled())
        if left:
            yield self._part(self.words.notes)
        for note in left:
            label = self.words.number(note.block.label)
            before = f"{span(text(label), self.ids['Superscript'])} " if label else ""
            yield self._paragraph("Footnote", before + self._text(note.block, self.own.rtl, noted=True))

    def _part(self, words: str) -> str:
        """A heading of ours."""
        return self._told("Heading 1", (self._own(words),), 1)

    def header(self) -> str:
        """What stands on top of each page: of a draft, that it is one; else nothing."""
        draft = self.page.readiness is Readiness.DRAFT
        return self._paragraph("Draft Header", self._inline((self._own(self.words.draft),))) if draft else ""

    def footer(self) -> str:
        """The number of the page."""
        number = '<text:page-number text:select-page="current">1</text:page-number>'
        return self._paragraph("Footer", number)

    def _own(self, words: str) -> Run:
        return Run(words, rtl=language(self.words.tag).direction == "rtl")

    def _told(self, name: str, line: Sequence[Run], level: int = 0) -> str:
        """Where we lack the document's language, what we say is in another."""
        rtl = language(self.words.tag).direction == "rtl"
        return self._paragraph(name, self._inline(line), rtl=rtl, level=level)

    def _signatories(self, blocks: Sequence[Block], headed: bool) -> Iterator[str]:
        """Names in whatever language, each in its own direction."""
        if not headed:
            yield self._part(self.words.signatories)
        for block in blocks:
            rtl = right_to_left(plain(block))
            content = self._inline(runs(block, rtl, self.page.source_locale, known=False), block)
            yield self._paragraph("Signatories", content, rtl=rtl)

    def _list(self, found: List) -> Iterator[str]:
        """One list, or several where the labels change their pattern."""
        rows = zip(found.items, labels(found), strict=True)
        for _, same in groupby(rows, key=lambda row: row[1][0]):
            items = tuple(same)
            name = self.lists.named(items[0][1])
            yield f'<text:list text:style-name="{name}">{"".join(self._items(items))}</text:list>'

    def _items(self, rows: Sequence[tuple[Item, Label]]) -> Iterator[str]:
        """Items; one whose number is not the next says so."""
        expected = rows[0][1][1]
        for item, (_, value) in rows:
            start = f' text:start-value="{value}"' if value not in (0, expected) else ""
            expected = value + 1
            own = "".join(self._paragraph("List", self._text(block, self.own.rtl)) for block in item.blocks)
            deeper = "".join("".join(self._list(one)) for one in item.deeper)
            yield f"<text:list-item{start}>{own}{deeper}</text:list-item>"

    def _table(self, table: Table) -> Iterator[str]:
        self._tables += 1
        columns = "".join(
            f'<table:table-column table:style-name="{self._column(round(1000 * share))}"/>'
            for share in shares(table)
        )
        yield f'<table:table table:name="Table{self._tables}" table:style-name="{TABLE}">{columns}'
        head, rest = table.rows[: table.head], table.rows[table.head :]
        if head:
            yield f"<table:table-header-rows>{self._row(head[0], 'Table Heading')}</table:table-header-rows>"
        yield from (self._row(row, "Table Contents") for row in rest)
        yield "</table:table>"

    def _column(self, share: int) -> str:
        """The style of columns with this share, in thousandths of their table's width."""
        return self._columns.setdefault(share, f"tmpipeColumn{len(self._columns) + 1}")

    def _row(self, row: Sequence[Cell], name: str) -> str:
        return f"<table:table-row>{''.join(self._cell(cell, name) for cell in row)}</table:table-row>"

    def _cell(self, cell: Cell, name: str) -> str:
        content = "".join(self._block(name, block) for block in cell.blocks) or self._paragraph(name, "")
        over = f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else ""
        told = f'table:style-name="{CELL}" office:value-type="string"{over}'
        covered = "<table:covered-table-cell/>" * (cell.columns - 1)
        return f"<table:table-cell {told}>{content}</table:table-cell>{covered}"

    def _block(self, name: str, block: Block, level: int = 0) -> str:
        """A paragraph; one that is not translated at all has the direction of its language."""
        foreign = untranslated(block)
        rtl = language(self.page.source_locale).direction == "rtl" if foreign else self.own.rtl
        return self._paragraph(name, self._text(block, rtl), rtl=rtl, level=level)

    def _paragraph(self, name: str, content: str, *, rtl: bool | None = None, level: int = 0) -> str:
        """A paragraph, or, with a level from 1, a heading."""
        style = self.ids[name]
        if rtl is not None and rtl != self.own.rtl:
            at_right = self.own.rtl if name == "Signatories" else rtl  # they are one column
            style = self._turned.setdefault((style, rtl, at_right), f"tmpipeTurned{len(self._turned) + 1}")
        tag, told = ("text:h", f' text:outline-level="{level}"') if level else ("text:p", "")
        return f'<{tag} text:style-name="{text(style)}"{told}>{content}</{tag}>'

    def _text(self, block: Block, rtl: bool, *, noted: bool = False) -> str:
        """`noted`: a note, which has no notes of its own."""
        return self._inline(runs(block, rtl, self.page.source_locale), None if noted else block)

    def _inline(self, inline: Iterable[Inline], block: Block | None = None) -> str:
        """Runs and marks; the marks are those of the block's notes."""
        out: list[str] = []
        blank = True
        for href, group in groupby(inline, key=lambda piece: piece.href if isinstance(piece, Run) else ""):
            content: list[str] = []
            for piece in group:
                if isinstance(piece, Mark):
                    content.append(self._mark(piece, block))
                    blank = False
                else:
                    content.append(run(piece, self.ids, blank))
                    blank = piece.text[-1:] in {" ", "\t", "\n"} and not piece.closes
            out.append(self._linked(href, "".join(content)) if href else "".join(content))
        return "".join(out)

    def _linked(self, href: str, content: str) -> str:
        style = text(self.ids["Internet link"])
        link = f'xlink:type="simple" xlink:href="{text(href)}" text:style-name="{style}"'
        return f"<text:a {link}>{content}</text:a>"

    def _mark(self, mark: Mark, block: Block | None) -> str:
        foot, first = self.feet.called(mark.code, block) if block else (None, False)
        if foot is None:
            return span(text(self.feet.mark(mark.code)), self.ids["Superscript"])
        return self._footnote(foot) if first else self._again(foot)

    def _footnote(self, foot: Foot) -> str:
        label = "" if foot.automatic else f' text:label="{text(foot.mark)}"'
        body = self._paragraph("Footnote", self._text(foot.note.block, self.own.rtl, noted=True))
        return (
            f'<text:note text:id="ftn{foot.number}" text:note-class="footnote">'
            f"<text:note-citation{label}>{text(foot.mark)}</text:note-citation>"
            f"<text:note-body>{body}</text:note-body></text:note>"
        )

    def _again(self, foot: Foot) -> str:
        """A further mark of a note."""
        told = f'text:note-class="footnote" text:reference-format="text" text:ref-name="ftn{foot.number}"'
        return span(f"<text:note-ref {told}>{text(foot.mark)}</text:note-ref>", self.ids["Superscript"])
