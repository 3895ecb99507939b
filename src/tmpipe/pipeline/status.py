"""How far each document is in each locale: segments and words, by who answers for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
    return tuple(
        _standings(project, seed, project.catalog(seed.slug, locale), locale, report)
        for seed in (project.seeds if seeds is None else seeds)
        for locale in project.locales(locales)
    )


def _standings(
    project: Project, seed: Seed, catalog: Catalog | None, locale: Locale, report: Report | None
) -> Standings:
    if catalog is None:
        return Standings(seed.slug, locale, {}, {})
    known = (
        findings(project, catalog, seed)
        if report is None
        else [finding for finding in report.findings if finding.path == project.shown(catalog.path)]
    )
    return counted(catalog, seed.slug, project.settings.source_locale, known)


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
