"""The text of a DOCX: the groups of a reading as paragraphs and tables, its notes as footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from tmpipe.model import Block, escaped
from tmpipe.renditions import style
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
from tmpipe.renditions.office.columns import shares
from tmpipe.renditions.office.feet import Feet, Foot
from tmpipe.renditions.office.labels import labels
from tmpipe.renditions.office.runs import Inline, Mark, Run, right_to_left, runs, untranslated
from tmpipe.renditions.office.status import status
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.word.numbering import INDENT, LEVELS, Numbering
from tmpipe.renditions.office.word.package import page_number
from tmpipe.renditions.office.word.runs import raised, run
from tmpipe.renditions.office.xml import text
from tmpipe.renditions.reading import Reading, plain
from tmpipe.renditions.words import Readiness, Words
from tmpipe.text.languages import language

_BLANK = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
_AFTER_TABLE = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/></w:pPr></w:p>'
)
_MOST_COLUMNS = 63
"""Word opens no table that has more; the cells of such a one are paragraphs."""
WIDTH = round((210 - style.MARGINS[1] - style.MARGINS[3]) * 1440 / 25.4)
"""Of the text on an A4 page, in twentieths of a point."""


class Body:
    """Writes one document; `ids` has the ids of the styles by their names."""

    __slots__ = (
        "_links",
        "feet",
        "footnote_links",
        "footnotes",
        "ids",
        "links",
        "numbering",
        "own",
        "page",
        "words",
    )

    def __init__(
        self, page: Reading, words: Words, own: Tongues, ids: Mapping[str, str], numbering: Numbering
    ) -> None:
        self.page = page
        self.words = words
        self.own = own
        self.ids = ids
        self.numbering = numbering
        self.feet = Feet(page, words)
        self.footnotes: list[str] = []
        self.links: dict[str, str] = {}
        """The ids of the body's relationships, by the addresses that they lead to; then the footnotes'."""
        self.footnote_links: dict[str, str] = {}
        self._links = self.links

    def written(self) -> Iterator[str]:
        """The paragraphs and tables, in order; the footnotes and links gather on the way."""
        for line in status(self.page, self.words):
            yield self._told("Status", line)
        if self.page.heading is None:
            yield self._paragraph("Title", self._inline(self._titled()))
        for group in groups(self.page):
            yield from self._group(group)
        yield from self._uncalled()

    def _titled(self) -> tuple[Inline, ...]:
        return runs(Block(escaped(self.page.title), 1), self.own.rtl, self.page.source_locale)

    def _group(self, group: Group) -> Iterator[str]:
        match group:
            case Heading(block, level):
                name = {0: "Over-title", 1: "Title"}.get(level, f"heading {level - 1}")
                yield self._block(name, block)
            case Paragraph(block):
                yield self._block("Body Text", block)
            case Quotation(blocks):
                yield from (self._block("Quote", block) for block in blocks)
            case List():
                yield from self._list(group)
            case Table():
                yield from self._table(group)
            case Verbatim(block):
                yield self._paragraph("HTML Preformatted", self._text(block, False), rtl=False)
            case Signatories(blocks, headed):
                yield from self._signatories(blocks, headed)

    def _uncalled(self) -> Iterator[str]:
        """The notes that no mark calls, under a heading."""
        left = tuple(self.feet.uncalled())
        if left:
            yield self._heading(self.words.notes)
        for note in left:
            label = self.words.number(note.block.label)
            before = raised(label, self.ids["footnote reference"], self.own.rtl) + _BLANK if label else ""
            yield self._paragraph("footnote text", before + self._text(note.block, self.own.rtl, noted=True))

    def header(self) -> str:
        """What stands on top of each page: of a draft, that it is one; else nothing."""
        draft = self.page.readiness is Readiness.DRAFT
        return self._told("Draft Header", (self._own(self.words.draft),)) if draft else ""

    def footer(self) -> str:
        """The number of the page."""
        return self._paragraph("footer", page_number(self.own.rtl))

    def _own(self, words: str) -> Run:
        return Run(words, rtl=language(self.words.tag).direction == "rtl")

    def _told(self, name: str, line: Sequence[Run]) -> str:
        """A paragraph of ours; where we lack the document's language, it is in another."""
        rtl = language(self.words.tag).direction == "rtl"
        return self._paragraph(name, self._inline(line), rtl=rtl)

    def _heading(self, words: str) -> str:
        return self._told("heading 1", (self._own(words),))

    def _signatories(self, blocks: Sequence[Block], headed: bool) -> Iterator[str]:
        """Names in whatever language, each in its own direction."""
        if not headed:
            yield self._heading(self.words.signatories)
        for block in blocks:
            rtl = right_to_left(plain(block))
            content = self._inline(runs(block, rtl, self.page.source_locale, known=False), block)
            yield self._paragraph("Signatories", content, rtl=rtl)

    def _list(self, found: List) -> Iterator[str]:
        level = min(found.level, LEVELS) - 1
        number, expected = 0, None
        for item, (pattern, value) in zip(found.items, labels(found), strict=True):
            if (pattern, value) != expected:
                number = self.numbering.listed((pattern, value), level)
            expected = (pattern, value + 1 if value else 0)
            first, *more = item.blocks
            yield self._paragraph("List Paragraph", self._text(first, self.own.rtl), list_=(number, level))
            for block in more:
                yield self._paragraph("List Paragraph", self._text(block, self.own.rtl), under=level + 1)
            for deeper in item.deeper:
                yield from self._list(deeper)

    def _table(self, table: Table) -> Iterator[str]:
        """After the table a thin line, or two tables would be one."""
        if table.columns > _MOST_COLUMNS:
            for cell in chain.from_iterable(table.rows):
                yield from (self._block("Table Contents", block) for block in cell.blocks)
            return
        widths = tuple(round(WIDTH * share) for share in shares(table))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        visual = "<w:bidiVisual/>" * self.own.rtl
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.ids["Table Grid"]}"/>{visual}'
            f'<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        for index, row in enumerate(table.rows):
            head = table.head and not index
            told = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' * head}</w:trPr>"
            yield f"<w:tr>{told}{''.join(self._row(row, widths, head))}</w:tr>"
        yield f"</w:tbl>{_AFTER_TABLE}"

    def _row(self, row: Sequence[Cell], widths: Sequence[int], head: bool) -> Iterator[str]:
        at = 0
        for cell in row:
            yield self._cell(cell, sum(widths[at : at + cell.columns]), head)
            at += cell.columns

    def _cell(self, cell: Cell, width: int, head: bool) -> str:
        spanned = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        name = "Table Heading" if head else "Table Contents"
        content = "".join(self._block(name, block) for block in cell.blocks)
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>'
        return f"<w:tc>{properties}{content or self._paragraph(name, '')}</w:tc>"

    def _block(self, name: str, block: Block) -> str:
        """A paragraph; one that is not translated at all has the direction of its language."""
        foreign = untranslated(block)
        rtl = language(self.page.source_locale).direction == "rtl" if foreign else self.own.rtl
        return self._paragraph(name, self._text(block, rtl), rtl=rtl)

    def _paragraph(
        self,
        name: str,
        content: str,
        *,
        rtl: bool | None = None,
        list_: tuple[int, int] | None = None,
        under: int = 0,
    ) -> str:
        """`list_` is the number and the level (from 0) of an item, `under` the level that a further paragraph
        of one stands at (from 1)."""
        place = (
            f'<w:numPr><w:ilvl w:val="{list_[1]}"/><w:numId w:val="{list_[0]}"/></w:numPr>' if list_ else ""
        )
        inset = f'<w:ind w:left="{under * INDENT}"/>' if under else ""
        turned = self.own.rtl if rtl is None else rtl
        bidi = "<w:bidi/>" if turned else '<w:bidi w:val="0"/>' * self.own.rtl
        style = f'<w:pStyle w:val="{text(self.ids[name])}"/>'
        # Signatories are one column, whatever they are written in: `right` is the side where lines end.
        side = '<w:jc w:val="right"/>' * (name == "Signatories" and turned != self.own.rtl)
        return f"<w:p><w:pPr>{style}{place}{bidi}{inset}{side}</w:pPr>{content}</w:p>"

    def _text(self, block: Block, rtl: bool, *, noted: bool = False) -> str:
        """`noted`: a note, which has no notes of its own."""
        return self._inline(runs(block, rtl, self.page.source_locale), None if noted else block)

    def _inline(self, inline: Iterable[Inline], block: Block | None = None) -> str:
        """Runs and marks; the marks are those of the block's notes."""
        return "".join(
            self._linked(href, group) if href else "".join(self._one(piece, block) for piece in group)
            for href, group in groupby(inline, key=lambda piece: piece.href if isinstance(piece, Run) else "")
        )

    def _linked(self, href: str, group: Iterable[Inline]) -> str:
        content = "".join(self._one(piece, None) for piece in group)
        relation = self._links.setdefault(href, f"tmpipeLink{len(self._links) + 1}")
        return f'<w:hyperlink r:id="{relation}" w:history="1">{content}</w:hyperlink>'

    def _one(self, piece: Inline, block: Block | None) -> str:
        return run(piece, self.ids, self.own) if isinstance(piece, Run) else self._mark(piece, block)

    def _mark(self, mark: Mark, block: Block | None) -> str:
        foot, first = self.feet.called(mark.code, block) if block else (None, False)
        reference = self.ids["footnote reference"]
        if foot is None:
            return raised(self.feet.mark(mark.code), reference, self.own.rtl)
        if not first:
            return self._again(foot, reference)
        self.footnotes.append(self._footnote(foot))
        custom = "" if foot.automatic else ' w:customMarkFollows="1"'
        called = f'<w:footnoteReference{custom} w:id="{foot.number}"/>'
        shown = raised("" if foot.automatic else foot.mark, reference, self.own.rtl, called)
        place = f'w:id="{foot.number}"'
        return f'<w:bookmarkStart {place} w:name="{_place(foot)}"/>{shown}<w:bookmarkEnd {place}/>'

    def _again(self, foot: Foot, reference: str) -> str:
        """A further mark of a note. Programs know how to repeat a number that they gave themselves."""
        shown = raised(foot.mark, reference, self.own.rtl)
        if foot.automatic:
            return f'<w:fldSimple w:instr=" NOTEREF {_place(foot)} \\h ">{shown}</w:fldSimple>'
        return f'<w:hyperlink w:anchor="{_place(foot)}" w:history="1">{shown}</w:hyperlink>'

    def _footnote(self, foot: Foot) -> str:
        """The note; its links belong to another part than those of the body."""
        self._links = self.footnote_links
        mark = raised(
            "" if foot.automatic else foot.mark,
            self.ids["footnote reference"],
            self.own.rtl,
            "<w:footnoteRef/>" * foot.automatic,
        )
        content = f"{mark}{_BLANK}{self._text(foot.note.block, self.own.rtl, noted=True)}"
        self._links = self.links
        return f'<w:footnote w:id="{foot.number}">{self._paragraph("footnote text", content)}</w:footnote>'


def _place(foot: Foot) -> str:
    """The bookmark around a footnote's first mark."""
    return f"_Note{foot.number}"
