"""What whoever publishes should hear: what others will stumble over, miss, or like better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tmpipe import history
from tmpipe.model import Locale
from tmpipe.project import Project
from tmpipe.release.site.words import site_words
from tmpipe.release.texts import Release, Text
from tmpipe.text.languages import language

SHOWN = 5
"""Texts that are named; of more, how many."""


def cautions(project: Project, before: Release | None, release: Release) -> Iterator[str]:
    """What those who pull this release would refuse it for."""
    if before and before.key and not release.key:
        yield "the release before this one is signed: who pulls will refuse one that is not; see --sign"
    if before is None and history.is_shallow(project.root):
        yield (
            "this clone lacks older commits, and no earlier release is here: this is edition"
            f" {release.edition}, which those who have a later one will refuse; see --previous, or fetch the"
            " whole history"
        )


def losses(before: Mapping[tuple[str, Locale], Text], release: Release) -> Iterator[str]:
    """What those who have the release before will miss in this one, or be refused."""
    now = {(text.document, text.locale): text.state for text in release.texts}
    gone = [f"{locale} {slug}" for slug, locale in before if (slug, locale) not in now]
    if gone:
        more = f" and {len(gone) - SHOWN} more" if len(gone) > SHOWN else ""
        yield f"no longer in the release: {', '.join(gone[:SHOWN])}{more}"
    for (slug, locale), old in before.items():
        if old.state == "final" and now.get((slug, locale)) == "complete":
            yield (
                f"{locale} {slug} was final and is complete now; sign it off again: until then who has pulled"
                " the final text keeps it"
            )


def hints(project: Project, before: Release | None, release: Release) -> Iterator[str]:
    """What would make the release better."""
    if not release.texts:
        yield "tmpipe.toml names no document; see [[documents]]"
    if before is None and not history.is_shallow(project.root):
        yield (
            f"no release before this one is known, it is edition {release.edition}; where there was one,"
            " those who have it refuse a lower number: see --previous and --edition"
        )
    if not release.url:
        yield "[publish] url is not said: no sitemap, and no frames for other sites"
    if foreign := [locale for locale in release.locales if not _speaks(project, locale)]:
        yield (
            f"what pages in {', '.join(foreign)} say themselves is in English; `tmpipe extract --interface`"
            " makes catalogs for it"
        )


def _speaks(project: Project, locale: Locale) -> bool:
    """Whether pages in the locale's language have words of their own."""
    return language(site_words(locale, project.templates).tag) == language(locale)
