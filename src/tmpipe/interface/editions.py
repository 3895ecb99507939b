"""Catalogs of what our pages say: ours in the package, and a project's own, which ours fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

from tmpipe.catalogs import po, update
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import untouched
from tmpipe.interface import SLUG
from tmpipe.interface.wording import ours
from tmpipe.model import Catalog, Entry, Locale, Origin
from tmpipe.text.locales import language

TEMPLATE = "interface.pot"
"""All messages of our pages, in the package."""
_TITLE = "What tmpipe's pages say themselves"


def published() -> tuple[Entry, ...]:
    """The messages of our pages, as the package has them."""
    data = files(__package__).joinpath(TEMPLATE).read_bytes()
    return tuple(replace(entry, kept=None) for entry in po.read(data, TEMPLATE, "en").entries)


def template(entries: Sequence[Entry], project: str, path: str, known: Catalog | None = None) -> Catalog:
    """The template of these messages."""
    header = po.new_header("en", project, _TITLE, template=True)
    return update.template(entries, header, path=path, known=known)


def edition(
    known: Catalog | None, entries: Sequence[Entry], locale: Locale, project: str, path: str
) -> Catalog:
    """The catalog of a locale, brought up to date with the messages."""
    header = po.new_header(locale, project, _TITLE)
    return update.update(known, entries, header, path=path, locale=locale)


def filled(
    known: Catalog | None, entries: Sequence[Entry], locale: Locale, project: str, path: str
) -> Catalog:
    """The same for a project's own: what is empty there says what ours says, and goes on with it.

    What somebody has typed stays, and so does what they have marked as fuzzy.
    """
    if known is not None:
        known = replace(known, entries=tuple(map(_without_ours, known.entries)))
    new = edition(known, entries, locale, project, path)
    said = ours(language(locale))
    return replace(new, entries=tuple(_with_ours(entry, said.get(entry.key, "")) for entry in new.entries))


def is_own(catalog: Catalog) -> bool:
    """Whether a catalog is one of what our pages say, and not of a document."""
    ours_are = {place for entry in published() for place in entry.references}
    return any(place in ours_are for entry in catalog.entries for place in entry.references)


def _without_ours(entry: Entry) -> Entry:
    taken = entry.origin is not None and entry.origin.get("from") == SLUG
    return replace(entry, msgstr="", origin=None) if taken and entry.finished and untouched(entry) else entry


def _with_ours(entry: Entry, said: str) -> Entry:
    if entry.msgstr or entry.obsolete or not said:
        return entry
    fields = (("rate", "100"), ("from", SLUG), ("accepted", "exact"), ("text", text_hash(said)))
    return replace(entry, msgstr=said, fuzzy=False, origin=Origin("memory", fields))
