"""What humans finished, and the makers' drafts, into the memory."""

from __future__ import annotations

from collections.abc import Iterator

from tmpipe import parts
from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Locale, Standing, TranslationUnit
from tmpipe.project import Project

_TRUSTED = frozenset({Standing.HUMAN, Standing.EDITED, Standing.UNEDITED, Standing.DRAFT})


def learn(project: Project, memory: parts.Memory) -> int:
    """Brings the memory up to date with the project's catalogs; how many units it learned or forgot.

    Machine text and suggestions never enter: the memory holds what somebody answers for. A catalog that did
    not change is not read again; one that the project has no more is forgotten.
    """
    home = f"{project.settings.name}/locales/"
    known = {file: stamp for file, stamp in memory.files().items() if file.startswith(home)}
    wanted = {
        f"{project.settings.name}/{project.catalog_path(seed.slug, locale)}": (seed.slug, locale)
        for seed in project.seeds
        for locale in project.settings.locales
    }
    changed = sum(memory.replace_file(file, ()) for file in sorted(known.keys() - wanted.keys()))
    for file, (slug, locale) in wanted.items():
        stamp = project.catalog_stamp(slug, locale)
        if stamp != known.get(file, ""):
            catalog = project.catalog(slug, locale)
            found = units(catalog, slug, project.settings.source_locale) if catalog else ()
            changed += memory.replace_file(file, found, stamp=stamp)
    return changed


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
