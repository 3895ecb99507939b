"""What flows: every type that crosses a package border. Values only; nothing here reads or decides."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from itertools import chain
from typing import ClassVar, TypeAlias

Locale: TypeAlias = str
"""A BCP 47 tag (`fr`, `pt-BR`). Gettext's `pt_BR` exists only inside paths, made by `project`."""


# --- documents -----------------------------------------------------------------------------------


class Role(StrEnum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    FOOTNOTE = "footnote"
    TABLE_CELL = "table_cell"
    SIGNATORIES = "signatories"
    BOILERPLATE = "boilerplate"
    URL = "url"
    CODE = "code"

    @property
    def translatable(self) -> bool:
        """Whether blocks of this role enter the catalogs."""
        return self not in _UNTRANSLATED


_UNTRANSLATED = frozenset({Role.SIGNATORIES, Role.BOILERPLATE, Role.URL, Role.CODE})


@dataclass(frozen=True, slots=True)
class Code:
    """Inline markup number n of a block (1 for the first).

    In the block's text `<gn>…</gn>` stands for `open`…`close` in the file, `<xn/>` for `open` alone.
    """

    kind: str
    """`emphasis`, `strong`, `underline`, `deleted`, `code`, `superscript`, `subscript`, `link`, `note` (a
    footnote mark), `image`, `break`, `tab`, `field` (what a program fills in), `box` (text of its own),
    `formula`, `comment`, `bookmark`, `other`."""
    open: str
    close: str | None = None
    """None: a single code."""
    target: str = ""
    """The address of a link, the label of a footnote; of `other`, what it is, in words for a translator."""
    inside: tuple[str | Block, ...] = ()
    """What `open` is where it holds text of its own, the alternative of an image or a text box: joined,
    unchanged, these are `open`."""
    style: str = ""
    """What the format must know to write text within the pair (the run properties of a DOCX)."""
    ending: tuple[str | Block, ...] = ()
    """What `close` is where it holds text of its own, the title of a link in Markdown: as `inside`."""

    def opening(self, write: Writer | None = None) -> str:
        """`open`, with what its own text has become."""
        return _joined(self.inside, write) if self.inside else self.open

    def closing(self, write: Writer | None = None) -> str:
        """`close`, with what its own text has become; nothing for a single code."""
        return _joined(self.ending, write) if self.ending else self.close or ""


@dataclass(frozen=True, slots=True)
class Gap:
    """`block.text[start:end]` (often one blank, or nothing) stands for `parts` in the file.

    It may cover a code whole, which then stands otherwise in the file than `Code` would write it anew.
    Parts that are blocks themselves are what the file puts between two lines of a block: the footnotes
    of a page that ends in mid-sentence.
    """

    start: int
    end: int
    parts: tuple[str | Block, ...]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A place that looks like a typing or OCR error. The text keeps it: letters are never changed."""

    line: int
    text: str
    """The words in question, as they stand."""
    reason: str


class State(StrEnum):
    """How far a stretch of a localized text is."""

    FINAL = "final"
    DRAFT = "draft"
    SOURCE = "source"
    """Not translated: the source text stands in."""


@dataclass(frozen=True, slots=True)
class Span:
    """`block.text[start:end]`, one segment of a localized block, is in this state."""

    start: int
    end: int
    state: State


@dataclass(frozen=True, slots=True)
class Block:
    """A hole in a document, with its text: lines joined, white space single, markup as numbered codes."""

    text: str
    line: int
    """1-based line of the file where it starts."""
    role: Role = Role.PARAGRAPH
    gaps: tuple[Gap, ...] = ()
    """Where the text and the file differ, in order, without overlap; they end at the edges of codes."""
    codes: tuple[Code, ...] = ()
    level: int = 0
    """Of a heading (1 is the title) or of a list (1 is the outermost), also of an item's further paragraphs;
    1 in a table's cell that names its column; 0 elsewhere."""
    label: str = ""
    """A footnote's number, a list item's marker."""
    suspects: tuple[Suspect, ...] = ()
    spans: tuple[Span, ...] = ()
    """States of a localized block's segments; empty in a source document."""
    place: str = ""
    """What a block beside the text is: `alternative text of an image`, `document property`, `page header`."""
    cell: tuple[int, int, int] | None = None
    """Of a table's cell: which table of the document, row and column, each from 1."""
    style: str = ""
    """What the format must know to write the text anew (the run properties of a DOCX paragraph)."""
    changed: bool = False
    """Whether the text is no longer the file's: the format writes it anew, with what it must escape."""

    def source(self, write: Writer | None = None) -> str:
        """The block as it stands in the file: codes and gaps put back; a changed one as `write` has it."""
        if self.changed and write:
            return write(self)
        out: list[str] = []
        at = 0
        for gap in self.gaps:
            out.append(_with_codes(self.text[at : gap.start], self.codes, write))
            out.append(_joined(gap.parts, write))
            at = gap.end
        out.append(_with_codes(self.text[at:], self.codes, write))
        return "".join(out)

    def lines_at(self, offsets: Iterable[int]) -> Iterator[int]:
        """The line of the file on which `text[offset]` stands, for offsets in ascending order."""
        line = self.line
        gaps = iter(self.gaps)
        gap = next(gaps, None)
        for offset in offsets:
            while gap is not None and gap.end <= offset:
                line += sum((p if isinstance(p, str) else p.source()).count("\n") for p in gap.parts)
                gap = next(gaps, None)
            yield line

    def inner(self) -> Iterator[Block]:
        """The blocks inside this one's codes, then those inside its gaps, in order, each with its own."""
        for holder in (code.inside + code.ending for code in self.codes), (gap.parts for gap in self.gaps):
            for part in chain.from_iterable(holder):
                if isinstance(part, Block):
                    yield part
                    yield from part.inner()


Writer: TypeAlias = Callable[[Block], str]
"""How a format writes a block whose text was changed."""


def _joined(parts: Iterable[str | Block], write: Writer | None) -> str:
    return "".join(part if isinstance(part, str) else part.source(write) for part in parts)


CODE = re.compile(r"<(?:g(?P<open>\d{1,6})|/g(?P<close>\d{1,6})|x(?P<single>\d{1,6})/)>", re.ASCII)
"""An inline code in the text of a block or of a message."""

_ESCAPED = re.compile(r"&(amp;)*lt;(?=/?[gx]\d+/?>)")
_LITERAL = re.compile(r"<(?=/?[gx]\d+/?>)|&(?=(?:amp;)*lt;/?[gx]\d+/?>)")


def escaped(literal: str) -> str:
    """The literal text for a block: what would read as a code does so no more. Inverse of `unescaped`."""
    return _LITERAL.sub(lambda m: "&lt;" if m[0] == "<" else "&amp;", literal)


def unescaped(text: str) -> str:
    """The literal text of a block's text that has no codes. Inverse of `escaped`."""
    return _ESCAPED.sub(lambda m: "<" if m[0] == "&lt;" else "&" + m[0][5:], text)


def _with_codes(text: str, codes: tuple[Code, ...], write: Writer | None) -> str:
    """`text` as the file has it: each code as its own markup, an unknown one as nothing."""
    out: list[str] = []
    at = 0
    for found in CODE.finditer(text):
        out.append(unescaped(text[at : found.start()]))
        number = int(found["open"] or found["close"] or found["single"])
        if 0 < number <= len(codes):
            code = codes[number - 1]
            out.append(code.closing(write) if found["close"] else code.opening(write))
        at = found.end()
    out.append(unescaped(text[at:]))
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Document:
    """A text with holes: verbatim strings and blocks. Joined, `source()`, they are the file's text."""

    path: str
    locale: Locale
    parts: tuple[str | Block | Document, ...]
    """A member of an archive is a document in the archive's document, its path the member's name."""
    title: str = ""
    source_locale: Locale = ""
    """Of a localized document: the locale of what is not translated."""
    container: bytes = field(default=b"", repr=False)
    """The archive that the members lie in; empty for a text."""
    signed_by: tuple[str, ...] = ()
    """Who answers for this text as it is."""

    def source(self, write: Writer | None = None) -> str:
        """The whole file's text, byte for byte what was read while no block was changed.

        `write` gives a changed block as its format has it; without it, a changed block is its plain text.
        """
        return "".join(part if isinstance(part, str) else part.source(write) for part in self.parts)

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order; those inside another's codes and gaps come right after it."""
        for part in self.parts:
            if isinstance(part, Block):
                yield part
                yield from part.inner()
            elif isinstance(part, Document):
                yield from part.blocks()

    def localized(self, locale: Locale, translate: Callable[[Block], Block]) -> Document:
        """The same document in another locale: `translate` gives each block's translation.

        A block whose text changes loses its gaps, and is `changed`; the blocks inside them follow it, so that
        a format which is written again has blocks inside codes, not inside gaps.
        """
        source_locale = self.source_locale or self.locale
        parts: list[str | Block | Document] = []
        for part in self.parts:
            if isinstance(part, Document):
                parts.append(part.localized(locale, translate))
            else:
                parts.extend((part,) if isinstance(part, str) else _translated(part, translate))
        return replace(self, locale=locale, source_locale=source_locale, parts=tuple(parts))


def _translated(block: Block, translate: Callable[[Block], Block]) -> Iterator[str | Block]:
    new = translate(block)
    if any(code.inside or code.ending for code in block.codes):
        new = replace(new, codes=tuple(_code(code, translate) for code in block.codes))
    inner = any(isinstance(part, Block) for gap in block.gaps for part in gap.parts)
    if new.text == block.text and not inner:
        yield new if new.gaps == block.gaps else replace(new, gaps=block.gaps)
        return
    if new.text == block.text:
        yield replace(new, gaps=tuple(replace(gap, parts=_all(gap.parts, translate)) for gap in block.gaps))
        return
    yield replace(new, gaps=(), changed=True)
    for gap in block.gaps if inner else ():
        if any(isinstance(part, Block) for part in gap.parts):
            yield from _all(gap.parts, translate)


def _code(code: Code, translate: Callable[[Block], Block]) -> Code:
    return replace(code, inside=_all(code.inside, translate), ending=_all(code.ending, translate))


def _all(parts: Iterable[str | Block], translate: Callable[[Block], Block]) -> tuple[str | Block, ...]:
    out: list[str | Block] = []
    for part in parts:
        out.extend((part,) if isinstance(part, str) else _translated(part, translate))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, heading or list item of a block, and what follows it up to the next one.

    Joined, text + tail + text + tail ..., the segments are the block's text again. Codes at a segment's
    edges are in tails; a block that begins with codes begins with a segment whose text is empty.
    """

    text: str
    tail: str = ""


# --- catalogs ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a msgstr came from; kept as the translator comment `tmpipe: origin=kind name=value ...`."""

    kind: str
    """`memory`, `machine`, `draft`, `earlier`, `edited`, `unedited`. No Origin at all: a human wrote it."""
    fields: tuple[tuple[str, str], ...] = ()
    """`engine`, `confidence`, `rate`, `from`, `text` (a hash of the suggestion) ..., in this order."""

    def get(self, name: str) -> str | None:
        """The value of a field, None without it."""
        return next((value for key, value in self.fields if key == name), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """How an entry stood in its file: while it is equal to `entry`, it is written as `text` again."""

    text: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One PO message. gettext's words."""

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    fuzzy: bool = False
    references: tuple[str, ...] = ()
    """`#:`, each `path` or `path:line`."""
    origin: Origin | None = None
    comments: tuple[str, ...] = ()
    """`# `, a translator's own lines, in order, without our origin line."""
    extracted: tuple[str, ...] = ()
    """`#.`, the context that we give."""
    flags: tuple[str, ...] = ()
    """`#,` without `fuzzy`."""
    previous_msgid: str | None = None
    previous_msgctxt: str | None = None
    previous_msgid_plural: str | None = None
    msgid_plural: str | None = None
    msgstr_plural: tuple[str, ...] = ()
    """`msgstr[0]`, `msgstr[1]` ... where there is a msgid_plural."""
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    """1-based line of its msgid in the file; 0 for an entry that was never in one."""
    kept: Kept | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> tuple[str | None, str]:
        """What names an entry within its catalog."""
        return self.msgctxt, self.msgid

    @property
    def finished(self) -> bool:
        """Whether a human answers for the msgstr: there is one and it is not fuzzy."""
        return bool(self.msgstr or any(self.msgstr_plural)) and not self.fuzzy and not self.obsolete


class Standing(StrEnum):
    """Where the work on an entry stands. The first four are finished, the next five wait for a human."""

    HUMAN = "human"
    """Written by a human from scratch."""
    EDITED = "edited"
    """A suggestion that a human changed and finished."""
    UNEDITED = "unedited"
    """A suggestion whose flag was taken away and nothing else."""
    ACCEPTED = "accepted"
    """Taken over from finished text of the project, as the configuration wants it."""
    DRAFT = "draft"
    """Written by the project's makers."""
    MEMORY = "memory"
    EARLIER = "earlier"
    """The translation of an older edition of the sentence."""
    MACHINE = "machine"
    BEGUN = "begun"
    """A suggestion that a human changed and left fuzzy, or an entry that a human made fuzzy."""
    UNTRANSLATED = "untranslated"

    @property
    def finished(self) -> bool:
        """Whether a human answers for the text."""
        return self in (Standing.HUMAN, Standing.EDITED, Standing.UNEDITED, Standing.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """SHA-256, in hex digits, of what somebody answers for."""

    source: str
    """Of the source document's bytes."""
    catalog: str
    """Of the catalog's content: its texts and flags, not its lines or comments."""
    glossary: str
    """Of the bytes of the glossary's files, one after the other."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Somebody answers for a document in a locale, as it was."""

    locale: Locale
    document: str
    """Its slug."""
    by: str
    fingerprint: Fingerprint
    date: str = ""
    """`YYYY-MM-DD`, where it was given."""
    note: str = ""
    changed: tuple[str, ...] = ()
    """What is no longer what was signed: `source`, `translation`, `glossary`."""

    @property
    def void(self) -> bool:
        """Whether something has changed since."""
        return bool(self.changed)


@dataclass(frozen=True, slots=True)
class Share:
    """What one translator has finished in one locale."""

    name: str
    """Empty: nobody is known."""
    locale: Locale
    segments: int
    words: int


@dataclass(frozen=True, slots=True)
class Credit:
    """Who finished what; by locale, the most words first, what nobody is known for last."""

    shares: tuple[Share, ...] = ()
    note: str = ""
    """What limits it: no git here, a shallow clone."""


@dataclass(frozen=True, slots=True)
class Standings:
    """How far one document is in one locale."""

    document: str
    """Its slug."""
    locale: Locale
    segments: Mapping[Standing, int]
    words: Mapping[Standing, int]
    """Of the source, counted as `text.words.count` does."""
    errors: int = 0
    warnings: int = 0
    sign_offs: tuple[SignOff, ...] = ()
    """Those that hold and those that are void, by name."""

    @property
    def total(self) -> int:
        """All segments."""
        return sum(self.segments.values())

    @property
    def finished(self) -> int:
        """Segments that a human answers for."""
        return sum(count for how, count in self.segments.items() if how.finished)

    @property
    def untranslated(self) -> int:
        """Segments without a text."""
        return self.segments.get(Standing.UNTRANSLATED, 0)

    @property
    def suggested(self) -> int:
        """Segments with a text that waits for a human."""
        return self.total - self.finished - self.untranslated

    @property
    def signed(self) -> bool:
        """Whether a sign-off holds."""
        return any(not one.void for one in self.sign_offs)

    @property
    def state(self) -> str:
        """`final` (all finished, no errors, signed off), `complete` (all finished), `draft` (suggestions,
        no gap), `partial`, `empty`.
        """
        if not self.total:
            return "empty"
        if self.finished == self.total:
            return "final" if self.signed and not self.errors else "complete"
        if not self.untranslated:
            return "draft"
        return "partial" if self.untranslated < self.total else "empty"


@dataclass(frozen=True, slots=True)
class Catalog:
    """One document in one locale (in a template, `locale` is the source's)."""

    path: str
    locale: Locale
    header: Entry
    """The entry with the empty msgid; its msgstr has a line a field."""
    entries: tuple[Entry, ...] = ()
    """In the file's order, the obsolete ones included."""
    findings: tuple[Finding, ...] = ()
    """What could not be read; the damaged lines are kept and written back."""
    junk: tuple[tuple[int, str], ...] = ()
    """What stands between entries where it is not one empty line: damaged lines, comments that belong to
    none; each with the number of entries before it, the header included."""
    width: int = 79
    """Columns at which the file's own lines are wrapped; 0: not at all."""
    newline: str = "\n"
    bom: bool = False

    def field(self, name: str) -> str | None:
        """The header's value for a field name such as `Language`; None without it."""
        prefix = f"{name}:".lower()
        for line in self.header.msgstr.split("\n"):
            if line.lower().startswith(prefix):
                return line[len(prefix) :].strip()
        return None


# --- memory, glossary ----------------------------------------------------------------------------


ORIGINS = ("human", "edited", "unedited", "aligned", "draft", "machine")
"""Who may answer for a translation unit, by trust."""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A source text and its translation, and what is known of them."""

    source: str
    target: str
    locale: Locale
    """Of the target."""
    source_locale: Locale = "en"
    origin: str = "human"
    """Who answers for it: one of `ORIGINS`."""
    document: str = ""
    """Slug or file it was learned from."""
    previous: str = ""
    """The source text before it in its document."""
    following: str = ""
    """The source text after it."""
    date: str = ""
    """ISO 8601, where known."""
    author: str = ""
    file: str = ""
    """Where it was read from: a catalog or a bilingual file, with the project's name before it."""
    penalty: float = 0
    """Points that its matches lose, 0 to 100: what an alignment's score leaves in doubt."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that a memory offers for a text."""

    unit: TranslationUnit
    rate: float
    """0 to 100, penalties taken off; 100 only when the source texts are the same."""
    context: bool = False
    """Whether the texts are the same and the neighbours, too: a context match."""
    substituted: tuple[tuple[str, str], ...] = ()
    """What of the source was replaced in source and target, as (old, new): numbers, dates, names, addresses
    that alone differed. `unit` has the texts as they are offered, `rate` is theirs and below 100."""


class Band(StrEnum):
    """What is offered for a segment, as the trade divides it; each is in one band."""

    FINISHED = "finished"
    """A human answers for its translation already."""
    CONTEXT = "context"
    """The same text between the same neighbours."""
    EXACT = "100"
    NEAR_95 = "95-99"
    NEAR_85 = "85-94"
    NEAR_75 = "75-84"
    NEAR_50 = "50-74"
    INTERNAL = "internal"
    """An earlier segment of the same run is nearer than what the memory has."""
    NEW = "new"
    REPETITION = "repetition"
    """The text has come before in the same run."""

    @classmethod
    def of(cls, rate: float) -> Band:
        """The band of a match rate; what is below 50 is new."""
        if rate >= 100:
            return cls.EXACT
        return next((band for least, band in _BANDS if rate >= least), cls.NEW)


_BANDS = ((95, Band.NEAR_95), (85, Band.NEAR_85), (75, Band.NEAR_75), (50, Band.NEAR_50))


@dataclass(frozen=True, slots=True)
class Banded:
    """One document in one locale by band; both sums are the whole document."""

    document: str
    """Its slug, or the file's path where it belongs to no project."""
    locale: Locale
    segments: Mapping[Band, int]
    words: Mapping[Band, int]
    """Of the source, counted as `text.words.count` does; a text that stands twice counts twice."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a figure rests on, in order, so that whoever reads it can measure it again."""

    fields: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """`version:0.1.0|cutoff:50`."""
        return "|".join(f"{name}:{value}" for name, value in self.fields)


@dataclass(frozen=True, slots=True)
class Leverage:
    """What a memory saves of the work on documents."""

    rows: tuple[Banded, ...]
    """One for each document and locale."""
    weights: Mapping[Band, int]
    """The work on a segment of each band, in hundredths of the work on a new one."""
    signature: Signature


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of a text and those of its translation that belong together; one side may be empty."""

    source: tuple[int, ...]
    """0-based numbers, ascending and without a gap."""
    target: tuple[int, ...]
    score: float
    """0 to 1: how sure it is."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A form that a glossary forbids, with the reason."""

    MARKER: ClassVar[str] = "elsewhere:"

    form: str
    reason: str = ""

    @property
    def elsewhere(self) -> bool:
        """Whether the form is right for something else, and wrong only where it stands instead of the term:
        the reason begins with `elsewhere:`.
        """
        return self.reason.startswith(self.MARKER)


@dataclass(frozen=True, slots=True)
class TermTarget:
    """A term in one target locale."""

    preferred: str
    permitted: tuple[str, ...] = ()
    """Further forms that are fine."""
    forbidden: tuple[Forbidden, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms that are fine, the preferred first."""
        return (self.preferred, *self.permitted) if self.preferred else self.permitted


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the glossary."""

    id: str
    source: tuple[str, ...]
    """The source form and its variants."""
    targets: Mapping[Locale, TermTarget] = field(hash=False)
    case: str = "free"
    """`exact`, `free` or `acronym`."""
    do_not_translate: str = "no"
    """`no`, `yes`, or `latin-script targets only`."""
    pos: str = ""
    domain: str = ""
    note: str = ""
    evidence: str = ""
    status: str = ""
    occurrences: str = "all"
    """`all`: a translation names it as often as its source; `once`: a pronoun may stand for the others."""
    columns: tuple[tuple[str, str], ...] = ()
    """Cells of columns that are the table's own: kept, and never read."""
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


# --- checks --------------------------------------------------------------------------------------


class Severity(IntEnum):
    """How much a finding weighs."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        """The lower-case name."""
        return self.name.lower()

    @classmethod
    def named(cls, name: str) -> Severity:
        """The severity of a lower-case name; ValueError lists the names."""
        try:
            return cls[name.upper()]
        except KeyError:
            raise ValueError(f"unknown severity {name!r}; one of error, warning, info") from None


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a file: from their first character up to the one after the last; lines and columns from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a check's message rests on, for who shows it; each field is empty where there is nothing."""

    source_words: tuple[str, ...] = ()
    """The words of the source in question, as they stand there."""
    expected: tuple[str, ...] = ()
    """What would be fine in the translation, the best first."""
    tried: tuple[str, ...] = ()
    """The forms that were looked for, each in its regular inflections and spellings."""
    found: str = ""
    """The words of the translation in question, as they stand there: a forbidden form, the nearest thing."""
    suggestion: str = ""
    """What may stand instead of them."""


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found, and where."""

    check: str
    severity: Severity
    path: str
    line: int
    """1-based."""
    message: str
    locale: Locale | None = None
    document: str | None = None
    """`path:line` of the source document."""
    term: str | None = None
    msgctxt: str | None = None
    msgid: str | None = None
    msgstr: str | None = None
    evidence: Evidence = NO_EVIDENCE
    place: Place | None = None
    """Where the words in question stand, as far as it is known; `line` is that of the msgstr."""
    baseline: bool = False
    """Whether it is known from before: it does not count."""
    ignored: str | None = None
    """The reason why a comment in the file silences it."""

    def __str__(self) -> str:
        """`path:line: severity: check: message`, as compilers print it."""
        return f"{self.path}:{self.line}: {self.severity}: {self.check}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, in the order of path, line and check."""

    findings: tuple[Finding, ...] = ()
    ignored: tuple[Finding, ...] = ()
    """What comments in the files silence, each with its reason."""
    here: str = ""
    """The folder in which the findings' paths are to be read, seen from the work tree's root, with `/`."""
    root: str = ""
    """The absolute path of that root; empty: not known."""
    paths: tuple[str, ...] = ()
    """The files that were looked at."""
    unread: tuple[str, ...] = ()
    """A sentence, with its path, of each file that could not be."""
    baseline: str | None = None
    """The path of the baseline that the findings were compared with."""

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that are not known from before."""
        return tuple(finding for finding in self.findings if not finding.baseline)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity; those of the baseline do not count."""
        return sum(finding.severity is severity for finding in self.findings if not finding.baseline)

    def worst(self) -> Severity | None:
        """The highest severity found; None without findings that count."""
        return max((finding.severity for finding in self.findings if not finding.baseline), default=None)

    def from_root(self, path: str) -> str:
        """A finding's path as it is seen from the root of the work tree; absolute where it lies outside."""
        named = path.replace("\\", "/")
        drive = re.match(r"[A-Za-z]:/", named)
        seen = posixpath.normpath(posixpath.join("" if drive else self.here, named))
        if not drive and not seen.startswith(("../", "/")):
            return seen
        whole = seen if drive else posixpath.normpath(posixpath.join(self.root, seen))
        return whole.removeprefix(self.root.rstrip("/") + "/") if self.root else whole
