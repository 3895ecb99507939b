"""How far each document is in each locale: segments and words, by who answers for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Finding, Locale, Report, Severity, Standing, Standings
from tmpipe.pipeline.check import findings
from tmpipe.project import Project, Seed
from tmpipe.text import words


def status(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    report: Report | None = None,
) -> tuple[Standings, ...]:
    """A row for each document and locale, in the project's order; a missing catalog has no segments.

    `report` has the catalogs' findings where they are known already.
    """
    known = None if report is None else _by_path(report)
    return tuple(
        _standings(project, seed, project.catalog(seed.slug, locale), locale, known)
        for seed in (project.seeds if seeds is None else seeds)
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
    catalog: Catalog | None,
    locale: Locale,
    known: Mapping[str, Sequence[Finding]] | None,
) -> Standings:
    if catalog is None:
        return Standings(seed.slug, locale, {}, {})
    own = findings(project, catalog, seed) if known is None else known.get(project.shown(catalog.path), ())
    return counted(catalog, seed.slug, project.settings.source_locale, own)


def counted(catalog: Catalog, slug: str, source_locale: Locale, found: Sequence[Finding] = ()) -> Standings:
    """The entries of one catalog by their standing; obsolete ones do not count."""
    segments: Counter[Standing] = Counter()
    many: Counter[Standing] = Counter()
    for entry in catalog.entries:
        if not entry.obsolete:
            how = standing(entry)
            segments[how] += 1
            many[how] += words.count(entry.msgid, source_locale)
    severities = Counter(finding.severity for finding in found)
    return Standings(
        slug, catalog.locale, segments, many, severities[Severity.ERROR], severities[Severity.WARNING]
    )
