"""What the memory offers for texts of a project: under its penalties, with the names of its glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from tmpipe import parts
from tmpipe.glossary.termbase import target_of
from tmpipe.memory.offers import offers
from tmpipe.memory.penalties import penalty_by
from tmpipe.memory.substitution import Names
from tmpipe.model import Locale, Match, Term
from tmpipe.project import Project
from tmpipe.text.pieces import Name

_PEOPLE = frozenset({"people", "person", "persons"})
"""Domains of the glossary whose names stand for somebody: these alone change without an article's help."""


def offered(
    project: Project,
    memory: parts.Memory,
    sources: Sequence[str],
    locale: Locale,
    *,
    cutoff: float | None = None,
    limit: int = 5,
    contexts: Sequence[tuple[str, str]] | None = None,
) -> list[list[Match]]:
    """For each source text its best matches, best first; without a cutoff, at the project's."""
    settings = project.settings
    return offers(
        memory,
        sources,
        locale,
        cutoff=settings.memory_cutoff if cutoff is None else cutoff,
        limit=limit,
        contexts=contexts,
        source_locale=settings.source_locale,
        penalty=penalty_by(settings.penalties),
        names=people(project, locale),
    )


def people(project: Project, locale: Locale) -> Names:
    """Finds the persons of the glossary in a source text."""

    @lru_cache(1024)
    def named(text: str) -> Sequence[Name]:
        return tuple(_named(project, text, locale))

    return named


def _named(project: Project, text: str, locale: Locale) -> Iterator[Name]:
    for found in project.termbase.find(text):
        target = target_of(found.term, locale)
        if target is not None and _is_person(found.term):
            yield Name(found.start, found.end, found.term.id, "people", target.forms)


def _is_person(term: Term) -> bool:
    return term.pos == "proper noun" and term.domain in _PEOPLE
