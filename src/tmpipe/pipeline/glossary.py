"""Living with a glossary: what a document names, other people's tables, and what a new edition breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tmpipe.catalogs import po
from tmpipe.checks import base
from tmpipe.checks.base import Context, Levels
from tmpipe.errors import UsageError
from tmpipe.files import read_whole
from tmpipe.glossary import changes, exchange, table
from tmpipe.glossary.candidates import Candidate, Passage, Use, candidates, uses
from tmpipe.glossary.changes import SAME, Change, Edition
from tmpipe.glossary.lint import lint
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Catalog, Finding, Locale, Report, Severity, Term
from tmpipe.pipeline.check import locale_of_path
from tmpipe.pipeline.passages import placed
from tmpipe.project import Progress, Project, read_document, silent

_TERMS = Levels(select=("term-missing", "term-forbidden", "term-case", "term-surplus"))


def find(data: bytes, path: str, termbase: Termbase) -> tuple[tuple[Use, ...], tuple[Candidate, ...]]:
    """The terms of a document, or of a catalog's source, and candidates that the glossary lacks."""
    texts = tuple(
        _of_catalog(data, path) if path.endswith((".po", ".pot")) else _of_document(data, path, termbase)
    )
    return uses(texts, termbase), candidates(texts, termbase)


def _of_document(data: bytes, path: str, termbase: Termbase) -> Iterator[Passage]:
    document = read_document(data, path, termbase.source_locale)
    return ((msgid, line) for msgid, _, line in placed(document))


def _of_catalog(data: bytes, path: str) -> Iterator[Passage]:
    entries = po.read(data, path, locale_of_path(Path(path))).entries
    return ((entry.msgid, entry.line) for entry in entries if entry.msgid and not entry.obsolete)


@dataclass(frozen=True, slots=True)
class Import:
    """A glossary from elsewhere, put into ours."""

    changes: tuple[Change, ...]
    """Of the terms that it names."""
    skipped: tuple[int, ...]
    """The lines of its entries that have no term in the source locale."""
    data: bytes
    """Our table anew."""


def taken(data: bytes, path: str, into: bytes | None, into_path: str, source_locale: Locale) -> Import:
    """What our table becomes with the terms of a file; without a table, a new one.

    A cell of theirs that holds anything stands instead of ours; nothing is taken away.
    """
    theirs = exchange.taken(data, path, source_locale)
    own = table.parse(into, into_path) if into is not None else None
    terms = changes.merged(own.terms if own else (), theirs.terms)
    named = {term.line for term in theirs.terms}
    told = changes.compare(own.terms if own else (), terms)
    new = table.rewrite(own, terms) if own else table.write(terms)
    table.read(new, into_path)  # what the project cannot read is not written
    return Import(
        tuple(one for one in told if one.term.path == path and one.term.line in named), theirs.skipped, new
    )


def diff(
    project: Project | None, old: Sequence[Term], new: Sequence[Term], *, progress: Progress = silent
) -> Edition:
    """What a new edition changes: terms, and what becomes of the project's catalogs."""
    told = tuple(one for one in changes.compare(old, new) if one.kind != SAME)
    if project is None or not told:
        return Edition(told)
    bases = [Termbase(terms, project.settings.source_locale) for terms in (old, new)]
    before: list[Finding] = []
    after: list[Finding] = []
    places = [(seed.slug, locale) for seed in project.seeds for locale in project.settings.locales]
    judged = 0
    for place in progress(places, "diff"):
        catalog = project.catalog(*place)
        if catalog is None:
            continue
        judged += 1
        was, is_ = (_judged(project, catalog, termbase) for termbase in bases)
        known, now = {_mark(one) for one in was}, {_mark(one) for one in is_}
        before += [one for one in was if _mark(one) not in now]
        after += [one for one in is_ if _mark(one) not in known]
    return Edition(
        told,
        tuple(one for one in after if one.severity is Severity.ERROR),
        tuple(one for one in after if one.severity is not Severity.ERROR),
        tuple(before),
        judged,
    )


def _judged(project: Project, catalog: Catalog, termbase: Termbase) -> list[Finding]:
    context = Context(catalog.locale, project.settings.source_locale, termbase)
    found = base.run(catalog, context, _TERMS)
    return [replace(one, path=project.shown(one.path)) for one in found]


def _mark(finding: Finding) -> tuple[str, int, str | None]:
    """An entry and a term: what was wrong with it may be wrong in another way now."""
    return finding.path, finding.line, finding.term


def check(files: Iterable[tuple[bytes, str]], source_locale: Locale = "en") -> Report:
    """What is doubtful in glossary files: all of them are one glossary."""
    terms = [term for data, path in files for term in exchange.read(data, path, source_locale)]
    return Report(lint(terms))


def read_terms(path: str, data: bytes | None = None, source_locale: Locale = "en") -> tuple[Term, ...]:
    """The terms of a glossary file, or of what was piped."""
    return exchange.read(read_whole(Path(path), path) if data is None else data, path, source_locale)


def the_table(project: Project) -> str:
    """The project's first glossary table. UsageError where it has none."""
    for path in project.glossaries:
        if not path.endswith(".tbx"):
            return path
    raise UsageError("the project has no glossary table; name one with --into")
