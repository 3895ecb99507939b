"""What humans finished, and the makers' drafts, into the memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmpipe import parts
from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Locale, Standing, TranslationUnit
from tmpipe.project import Progress, Project, Seed, silent

_TRUSTED = frozenset({Standing.HUMAN, Standing.EDITED, Standing.UNEDITED, Standing.DRAFT})


def learn(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    *,
    memory: parts.Memory | None = None,
    progress: Progress = silent,
) -> int:
    """Brings the memory up to date with the catalogs; how many units it learned or forgot.

    Machine text and suggestions never enter: the memory holds what somebody answers for.
    """
    chosen = project.seeds if seeds is None else seeds
    own = project.memory() if memory is None else memory
    try:
        return sum(
            own.replace_document(seed.slug, locale, units(catalog, seed.slug, project.settings.source_locale))
            for seed in progress(chosen, "learn")
            for locale in project.settings.locales
            if (catalog := project.catalog(seed.slug, locale)) is not None
        )
    finally:
        if memory is None:
            own.close()


def units(catalog: Catalog, slug: str, source_locale: Locale) -> Iterator[TranslationUnit]:
    """The translation units of a catalog, with their neighbours in it."""
    entries = [entry for entry in catalog.entries if not entry.obsolete]
    for number, entry in enumerate(entries):
        how = standing(entry)
        if how in _TRUSTED and entry.msgstr:
            yield TranslationUnit(
                source=entry.msgid,
                target=entry.msgstr,
                locale=catalog.locale,
                source_locale=source_locale,
                origin=how.value,
                document=slug,
                previous=entries[number - 1].msgid if number else "",
                following=entries[number + 1].msgid if number + 1 < len(entries) else "",
            )
