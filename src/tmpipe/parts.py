"""What can be chosen by name: a Protocol and a table for each family, loaded when asked for.

A new member is one file and one line here; outsiders register theirs as entry points of the group
`tmpipe.<family>` (`tmpipe.formats`, `tmpipe.engines` ...).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from traceback import walk_tb
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, runtime_checkable

from tmpipe.errors import ConfigurationError, MissingPartError
from tmpipe.model import NO_EVIDENCE, Document, Entry, Evidence, Locale, Match, Report, TranslationUnit


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a document is to be translated, where its format leaves the choice."""

    front_matter: tuple[str, ...] = ("title", "subtitle", "description", "summary", "abstract")
    """Keys of a Markdown file's front matter, `params.caption` for one within another."""
    comments: bool = False
    """Whether comments of a DOCX or ODT are."""


ALL = Choice()


class Format(Protocol):
    """A document format: `write(read(data)) == data`, also when every block is its own translation."""

    own: bool
    """Whether a localized document is written in this format, too; else readers get renditions alone."""

    def read(self, data: bytes, path: str, locale: Locale, choice: Choice = ALL) -> Document:
        """The document in `data`. InputError with path and line where it cannot be read."""

    def write(self, document: Document) -> bytes:
        """The file again; of a localized document, the file in its locale."""


@runtime_checkable
class Showing(Protocol):
    """What a format is, too, whose documents show files that lie beside them."""

    def beside(self, document: Document) -> Iterable[str]:
        """The addresses of such files, relative ones and others, as the document has them."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds."""

    units: int
    sources: int
    """Different source texts."""
    documents: int
    locales: Mapping[Locale, int]
    """Units by target locale."""
    origins: Mapping[str, int]
    """Units by origin."""
    files: Mapping[str, int] = field(default_factory=dict)
    """Units by the file that they came from."""
    index: int = 0
    """Bytes of what is derived from the units, for the search of similar texts; 0: there is none yet."""


Penalty = Callable[[TranslationUnit], float]
"""Points that a unit's matches lose, beside its own `penalty`."""


class Memory(Protocol):
    """Translation units, and the best of them for a text.

    A unit is one source, target, locale, document and file; the rest is what is known of it.
    """

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored here: whoever opened it may only search."""

    def add(self, units: Iterable[TranslationUnit]) -> int:
        """Stores the units, streamed, all or none; returns how many were new or changed.

        A unit retires an older one (both dated) of the same source, neighbours, document and locale; but what
        `replace_file` keeps goes with its own file alone: two projects may have one document.
        """

    def replace_file(self, file: str, units: Iterable[TranslationUnit], *, stamp: str = "") -> int:
        """Makes these, streamed, the only units of the file, all or none; how many came, changed or went.

        The stamp says which edition of the file that was. Without units and stamp the file is forgotten.
        """

    def files(self) -> Mapping[str, str]:
        """The stamp of each file that `replace_file` keeps."""

    def look_up(
        self,
        sources: Sequence[str],
        locale: Locale,
        *,
        cutoff: float = 70,
        limit: int = 5,
        contexts: Sequence[tuple[str, str]] | None = None,
        source_locale: Locale | None = None,
        penalty: Penalty | None = None,
    ) -> list[list[Match]]:
        """For each source the best units at or above the cutoff, best first, at most `limit`.

        Exact: the same as rating every unit of the locale, and of the source locale where one is given.
        `contexts` has each source's neighbours, the source texts before and after it.
        """

    def alike(
        self, sources: Sequence[str], locale: Locale, *, source_locale: Locale | None = None, limit: int = 50
    ) -> list[list[TranslationUnit]]:
        """For each source the units of other texts that have the same skeleton (`text.skeleton`): they
        differ from it in numbers, dates and addresses at most, whatever their match rate. At most `limit`,
        the last that came first: a formula may stand in a memory ten thousand times."""

    def units(self, locale: Locale | None = None) -> Iterator[TranslationUnit]:
        """All units, or those of a target locale, streamed, in the order in which they came."""

    def stats(self) -> Stats:
        """How much of what there is."""

    def close(self) -> None:
        """Ends the connection; what was added is kept."""


LEAST_CONFIDENCE = 0.3
"""Below it a machine's text is of no use, unless the configuration says otherwise: with the small trained
models of the tests such texts have a chrF of some 30 and are word salad (benchmarks/machine)."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine made of a text: empty where it has nothing to offer."""

    text: str
    confidence: float | None = None
    """0 to 1."""
    reason: str = ""
    """Why the text is empty, in a word or two: `length`, `repetition` ... (docs/engines.md lists them)."""
    way: str = ""
    """How it was made, where that was not the plain one: `wider`, `inline` ..."""


class Engine(Protocol):
    """Machine translation for one pair of locales, of literal texts without codes.

    All that a text needs before and after (codes, terms, capitals, long texts, guards) is done around it,
    the same for all engines: `engines.care.careful`.
    """

    name: str
    """What goes into the origin comment: `argos:en_fr:1.9`."""

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a text, in order; batches as it likes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of an engine that can search: translations of a text, and how hard to look for them."""

    text: str
    beginning: str = ""
    """How each translation is to begin."""
    count: int = 1
    """How many different ones at most, the best first."""
    beam: int = 4
    unrepeated: int = 0
    """So many words, or pieces of words, in a row stand there once at most; 0: as often as they come."""


class Link(NamedTuple):
    """Where a part of a translation comes from: characters `start` to `end` of it, and of its source."""

    start: int
    end: int
    source_start: int
    source_end: int


@runtime_checkable
class Searching(Protocol):
    """What an engine is, too, that lets others look into its search. All lists are in the order asked for."""

    def search(self, wishes: Sequence[Wish]) -> list[list[Translation]]:
        """For each wish up to `count` translations, the likeliest first; none where there is no way."""

    def rate(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """How likely the engine finds each target for its source: a confidence, 0 to 1, whoever made it."""

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        """For each source and target, which words of the target come from which of the source, in order."""


@runtime_checkable
class Offering(Protocol):
    """What an engine is, too, that tells its next best translations, and lets nobody look further."""

    def offers(self, texts: Sequence[str], count: int) -> list[list[Translation]]:
        """For each text up to `count` others than its translation, the likeliest first; maybe none."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A term in a source text, and what may stand for it in the translation."""

    start: int
    end: int
    term: str
    """The term's id."""
    forms: tuple[str, ...]
    """The one that matches the source's words first: the acronym for an acronym, else the preferred one."""
    kept: bool
    """Whether it is a name, or not to be translated: one of the forms as it is, without inflection."""


class Gate(Protocol):
    """Who says what a translation must have, and judges one. Texts are literal or with codes."""

    def demands(self, source: str) -> Sequence[Demand]:
        """The terms of a source text that the glossary has in the locale, in order, without overlap."""

    def findings(self, source: str, target: str) -> Sequence[str]:
        """What is wrong with a target, `term-missing:pmoi`, `number-mismatch` ...; nothing: it is fine."""


class ReportWriter(Protocol):
    """A form of a report for people or CI systems."""

    def __call__(self, report: Report) -> Iterable[str]:
        """The report in pieces, with a last line end; a report as one text is one piece."""


NO_TEMPLATES: Mapping[str, bytes] = MappingProxyType({})


class Rendition(Protocol):
    """A localized document for readers; its blocks' spans tell what is final and what is draft."""

    suffix: str
    """Of the file, with its dot."""

    def render(self, document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> bytes:
        """The file. `templates` are files, by name, that take the place of ours: a style sheet, a font."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of an entry; the runner adds severity and place."""

    message: str
    term: str | None = None
    evidence: Evidence = NO_EVIDENCE
    """What the message rests on; reports show the words that it names."""


Check = Callable[[Entry, Any], Iterable[Remark]]
"""A check is a function of an entry and the run's `checks.base.Context`."""

FORMATS: Mapping[str, str] = {
    "plain": "tmpipe.formats.plain",
    "pdf": "tmpipe.formats.pdf",
    "html": "tmpipe.formats.html",
    "markdown": "tmpipe.formats.markdown",
    "odt": "tmpipe.formats.odt",
    "docx": "tmpipe.formats.docx",
}
SUFFIXES: Mapping[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    **dict.fromkeys((".md", ".markdown", ".mkd", ".mdown"), "markdown"),
    ".odt": "odt",
    ".ott": "odt",
    ".fodt": "odt",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
}
"""The format that reads files of a suffix."""
MEMORIES: Mapping[str, str] = {
    "sqlite": "tmpipe.memory.sqlite:open_memory",
    "postgresql": "tmpipe.memory.postgres:open_memory",
    "postgres": "tmpipe.memory.postgres:open_memory",
}
ENGINES: Mapping[str, str] = {
    "argos": "tmpipe.engines.argos:open_engine",
    "opus": "tmpipe.engines.opus:open_engine",
    "ctranslate2": "tmpipe.engines.opus:open_engine",
    "libretranslate": "tmpipe.engines.libretranslate:open_engine",
    "pseudo": "tmpipe.engines.pseudo:open_engine",
}
CHECKS: Mapping[str, str] = {
    "po-language": "tmpipe.checks.catalog:language",
    "po-header": "tmpipe.checks.catalog:header",
    "merge-both": "tmpipe.checks.merge:both",
    "term-missing": "tmpipe.checks.terms:missing",
    "term-forbidden": "tmpipe.checks.terms:forbidden",
    "term-case": "tmpipe.checks.terms:case",
    "term-surplus": "tmpipe.checks.terms:surplus",
    "code-mismatch": "tmpipe.checks.markup:mismatch",
    "number-mismatch": "tmpipe.checks.numbers:mismatch",
    "date-mismatch": "tmpipe.checks.dates:mismatch",
    "address-mismatch": "tmpipe.checks.addresses:mismatch",
    "name-mismatch": "tmpipe.checks.names:misspelt",
    "format-mismatch": "tmpipe.checks.printf:mismatch",
    "untranslated": "tmpipe.checks.completeness:untranslated",
    "copied-source": "tmpipe.checks.completeness:copied",
    "length-odd": "tmpipe.checks.completeness:length",
    "wrong-script": "tmpipe.checks.scripts:wrong",
    "mixed-script": "tmpipe.checks.scripts:mixed",
    "doubled-word": "tmpipe.checks.repetition:doubled_words",
    "doubled-space": "tmpipe.checks.repetition:doubled_spaces",
    "bidi-unbalanced": "tmpipe.checks.controls:unbalanced",
    "bidi-override": "tmpipe.checks.controls:overrides",
    "control-character": "tmpipe.checks.controls:controls",
    "invisible-character": "tmpipe.checks.controls:invisible",
    "encoding-damage": "tmpipe.checks.damage:encoding",
    "conflict-marker": "tmpipe.checks.damage:conflict",
    "newline-mismatch": "tmpipe.checks.catalog:newlines",
    "plural-forms": "tmpipe.checks.catalog:plurals",
    "unedited-suggestion": "tmpipe.checks.state:unedited",
    "same-source-different-target": "tmpipe.checks.consistency:same_source",
    "accepted-stale": "tmpipe.checks.consistency:accepted",
    "end-punctuation": "tmpipe.checks.punctuation:end",
    "quotation-marks": "tmpipe.checks.quotes:foreign",
    "quotation-balance": "tmpipe.checks.quotes:balance",
    "quotation-count": "tmpipe.checks.quotes:count",
    "apostrophes": "tmpipe.checks.quotes:apostrophes",
    "spacing": "tmpipe.checks.spacing:spacing",
    "dashes": "tmpipe.checks.spacing:dashes",
    "number-format": "tmpipe.checks.figures:form",
    "number-spacing": "tmpipe.checks.figures:spaces",
    "persian-letters": "tmpipe.checks.persian:letters",
    "persian-digits": "tmpipe.checks.persian:digits",
    "persian-punctuation": "tmpipe.checks.persian:marks",
    "zwnj": "tmpipe.checks.zwnj:wrong",
    "zwnj-style": "tmpipe.checks.zwnj:style",
    "capitals": "tmpipe.checks.capitals:start",
    "capitals-style": "tmpipe.checks.capitals:style",
}
REPORTS: Mapping[str, str] = {
    "text": "tmpipe.reports.text:write",
    "json": "tmpipe.reports.json:write",
    "sarif": "tmpipe.reports.sarif:write",
    "junit": "tmpipe.reports.junit:write",
    "github": "tmpipe.reports.github:write",
    "gitlab": "tmpipe.reports.gitlab:write",
    "markdown": "tmpipe.reports.markdown:write",
}
RENDITIONS: Mapping[str, str] = {
    "html": "tmpipe.renditions.html",
    "docx": "tmpipe.renditions.docx",
    "odt": "tmpipe.renditions.odt",
    "pdf": "tmpipe.renditions.pdf",
    "txt": "tmpipe.renditions.text",
}
FAMILIES: Mapping[str, Mapping[str, str]] = {
    "formats": FORMATS,
    "memories": MEMORIES,
    "engines": ENGINES,
    "checks": CHECKS,
    "reports": REPORTS,
    "renditions": RENDITIONS,
}


_ONE = {"memories": "memory"}


def known(family: str, name: str) -> bool:
    """Whether the family has a member of this name."""
    return name in FAMILIES[family] or name in names(family)


@cache
def _outsiders(family: str) -> tuple[str, ...]:
    """The names that others have registered, in their order."""
    from importlib.metadata import entry_points  # 20 ms, and most runs need only our own parts

    return tuple(sorted({entry.name for entry in entry_points(group=f"tmpipe.{family}")}))


def names(family: str) -> list[str]:
    """All names of a family, ours in their order, then those of entry points."""
    own = FAMILIES[family]
    return [*own, *(name for name in _outsiders(family) if name not in own)]


def format_named(name: str) -> str:
    """The format of this name, or of files with this suffix, without its dot: `markdown` and `md` are one.

    Empty where there is none.
    """
    found = SUFFIXES.get(f".{name}".lower(), name)
    return found if known("formats", found) else ""


def form_names() -> list[str]:
    """What a localized document can be asked for as: renditions, and formats that are written again."""
    own = [name for name in names("formats") if part("formats", name).own]
    suffixes = [suffix[1:] for suffix, name in SUFFIXES.items() if name in own]
    return list(dict.fromkeys([*names("renditions"), *own, *suffixes]))


def part(family: str, name: str) -> Any:
    """The member of a family by name: a module or an object. ConfigurationError lists the names."""
    place = FAMILIES[family].get(name)
    if place is None:
        from importlib.metadata import entry_points

        for entry in entry_points(group=f"tmpipe.{family}", name=name):
            try:
                return entry.load()
            except ModuleNotFoundError as error:
                what = f"{_shown(family, name)} cannot be loaded: {error}"
                raise MissingPartError(f"{what}; install what it needs, or install it anew") from error
        known = ", ".join(names(family))
        raise ConfigurationError(f"no {_one(family)} named {name!r}; there are: {known}")
    module, _, attribute = place.partition(":")
    found = import_module(module)
    return getattr(found, attribute) if attribute else found


def outsider(error: BaseException) -> str:
    """Whose code an error comes from, `the engine x (distribution 1.0)`; empty where it is no outsider's."""
    from importlib.metadata import entry_points

    modules = {frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__)}
    packages = {module.partition(".")[0] for module in modules}
    for family in FAMILIES:
        for entry in entry_points(group=f"tmpipe.{family}"):
            if entry.module.partition(".")[0] in packages - {"tmpipe", "__main__"}:
                made_by = f" ({entry.dist.name} {entry.dist.version})" if entry.dist else ""
                return _shown(family, entry.name) + made_by
    return ""


def _shown(family: str, name: str) -> str:
    return f"the {_one(family)} {name}"


def _one(family: str) -> str:
    """What a member of the family is called."""
    return _ONE.get(family, family.removesuffix("s"))
