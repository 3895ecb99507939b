"""How far each document is in each locale: segments and words, by who answers for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Entry, Finding, Locale, Report, Severity, SignOff, Standing, Standings
from tmpipe.pipeline.behind import lacking
from tmpipe.pipeline.check import findings
from tmpipe.pipeline.passages import lines
from tmpipe.project import Project, Seed
from tmpipe.signoffs import changes
from tmpipe.text import words


def status(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    report: Report | None = None,
) -> tuple[Standings, ...]:
    """A row for each document and locale, in the project's order; without a catalog all is untranslated.

    `report` has the catalogs' findings where they are known already.
    """
    known = None if report is None else _by_path(report)
    return tuple(
        _standings(project, seed, places, locale, known=known)
        for seed in (project.seeds if seeds is None else seeds)
        for places in (lines(project.document(seed)),)
        for locale in project.locales(locales)
    )


def _by_path(report: Report) -> Mapping[str, Sequence[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.path].append(finding)
    return found


def _standings(
    project: Project,
    seed: Seed,
    places: Mapping[str, int],
    locale: Locale,
    *,
    known: Mapping[str, Sequence[Finding]] | None,
) -> Standings:
    catalog = project.catalog(seed.slug, locale)
    source_locale = project.settings.source_locale
    if catalog is None:
        return Standings(seed.slug, locale, *_counts(map(Entry, places), source_locale))
    path = project.shown(catalog.path)
    own = findings(project, catalog, seed, places) if known is None else known.get(path, ())
    row = counted(_whole(catalog, places), seed.slug, source_locale, own)
    return replace(row, sign_offs=vouchers(project, seed, catalog))


def _whole(catalog: Catalog, msgids: Iterable[str]) -> Catalog:
    """The catalog with the sentences of its document that it lacks, which are untranslated."""
    missing = map(Entry, lacking(catalog, msgids))
    return replace(catalog, entries=(*catalog.entries, *missing))


def vouchers(project: Project, seed: Seed, catalog: Catalog | None) -> tuple[SignOff, ...]:
    """Who has signed a text off, by name, each with what has changed since: void is what is not empty."""
    if catalog is None or not (signed := project.signed(seed.slug, catalog.locale)):
        return ()
    now = project.fingerprint(seed, catalog)
    return tuple(replace(one, changed=changes(one.fingerprint, now)) for one in signed)


def counted(catalog: Catalog, slug: str, source_locale: Locale, found: Sequence[Finding] = ()) -> Standings:
    """The entries of one catalog by their standing; obsolete ones do not count."""
    severities = Counter(finding.severity for finding in found)
    live = (entry for entry in catalog.entries if not entry.obsolete)
    counts = _counts(live, source_locale)
    return Standings(slug, catalog.locale, *counts, severities[Severity.ERROR], severities[Severity.WARNING])


def _shown(entry: Entry) -> Standing:
    """The standing, as far as it can be told where msgmerge has made the entry fuzzy, which notes no origin.

    Somebody may have begun there, so whatever writes catalogs takes it for begun work; mostly nobody has.
    """
    how = standing(entry)
    merged = how is Standing.BEGUN and entry.origin is None and entry.previous_msgid is not None
    return Standing.EARLIER if merged else how


def _counts(
    entries: Iterable[Entry], source_locale: Locale
) -> tuple[Mapping[Standing, int], Mapping[Standing, int]]:
    """Segments and source words by standing."""
    segments: Counter[Standing] = Counter()
    many: Counter[Standing] = Counter()
    for entry in entries:
        how = _shown(entry)
        segments[how] += 1
        many[how] += words.count(entry.msgid, source_locale)
    return segments, many
