"""What is open while a member is read: itself, its tables, its boxes; and what its paragraphs must know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tmpipe.formats.package.xml import Kind, Token
from tmpipe.formats.word.members import Relationship
from tmpipe.formats.word.numbering import Numbering
from tmpipe.formats.word.properties import child, value
from tmpipe.formats.word.styles import OFF, Sheet
from tmpipe.model import Block


@dataclass(slots=True)
class Counter:
    """What is numbered through all members of a document."""

    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """The numbers of notes, by kind (`footnote`, `endnote`) and id."""

    def note(self, token: Token) -> str:
        """The number of the note that a reference names; they are counted as they come."""
        found = token.attributes()
        if "w:customMarkFollows" in found:
            return ""
        labels = self.labels.setdefault(token.name[2:].removesuffix("Reference"), {})
        return labels.setdefault(found.get("w:id", ""), str(len(labels) + 1))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a member's paragraphs stand."""

    text: str
    """The member's XML."""
    sheet: Sheet
    relations: Mapping[str, Relationship]
    counter: Counter
    place: str = ""
    """What the member is beside the running text: `page header`."""
    notes: str = ""
    """`footnote` or `endnote`, where it has those."""


@dataclass(slots=True)
class Holder:
    """Parts as they come; `file[at:]` is not among them yet."""

    at: int
    parts: list[str | Block] = field(default_factory=list)

    def add(self, text: str, start: int, end: int, *own: str | Block) -> None:
        """What stands before `start` as it is, then the parts that `file[start:end]` is."""
        self.parts += (text[self.at : start], *own)
        self.at = end

    def done(self, text: str, end: int) -> tuple[str | Block, ...]:
        """All up to `end`."""
        return tuple(part for part in (*self.parts, text[self.at : end]) if part)


@dataclass(slots=True)
class Table:
    """Where in a table we are."""

    number: int
    row: int = 0
    column: int = 0
    width: int = 1
    """How many columns the cell spans."""
    head: bool = False
    """Whether the row names the columns."""


@dataclass(slots=True)
class Box:
    """An element that holds what it likes, paragraphs too: a drawing, a text box, a whole member."""

    holder: Holder
    start: int
    depth: int
    """How many elements are around it."""
    copies: int = 0
    """How many alternatives of something are open that say again what the first one says."""
    boxed: bool = False
    """Whether it has paragraphs of its own."""
    anchored: bool = False
    """Whether it floats: its place in its paragraph means nothing."""
    tables: list[Table] = field(default_factory=list)
    note: str = ""
    """The number of the note that is open."""

    @property
    def cell(self) -> tuple[int, int, int] | None:
        """The cell that is open."""
        table = self.tables[-1] if self.tables else None
        return (table.number, table.row, table.column) if table and table.column else None

    @property
    def head(self) -> bool:
        """Whether that cell names its column."""
        return bool(self.tables) and self.tables[-1].head

    def enter(self, token: Token, setting: Setting) -> None:
        """A tag outside paragraphs begins an element."""
        if token.name == "w:tbl":
            setting.counter.tables += 1
            self.tables.append(Table(setting.counter.tables))
        elif token.name == "w:tr" and self.tables:
            self.tables[-1].row += 1
            self.tables[-1].column, self.tables[-1].width, self.tables[-1].head = 0, 1, False
        elif token.name == "w:tc" and self.tables:
            table = self.tables[-1]
            table.column, table.width = table.column + table.width if table.column else 1, 1
        elif token.name == "mc:Fallback":
            self.copies += 1
        elif token.name == f"w:{setting.notes}":
            labels = setting.counter.labels.get(setting.notes, {})
            self.note = labels.get(token.attributes().get("w:id", ""), "")

    def pass_by(self, token: Token, setting: Setting) -> None:
        """An element outside paragraphs that is one token."""
        if token.name == "w:p" and token.kind is Kind.EMPTY:
            setting.counter.paragraphs += 1
        elif token.name == "w:tcPr" and self.tables:
            span = value(child(token.raw, "gridSpan")) or "1"
            self.tables[-1].width = int(span) if span.isdigit() else 1
        elif token.name == "w:trPr" and self.tables:
            named = child(token.raw, "tblHeader")
            self.tables[-1].head = bool(named) and value(named) not in OFF

    def leave(self, token: Token) -> None:
        """An element outside paragraphs ends."""
        if token.name == "w:tbl" and self.tables:
            self.tables.pop()
        elif token.name == "mc:Fallback":
            self.copies -= 1
