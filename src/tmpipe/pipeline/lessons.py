"""What a catalog teaches a memory: what somebody answers for, now or before its sentence was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tmpipe.catalogs.revision import before_change, restored
from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Entry, Locale, Standing, TranslationUnit

EDITION = 1
"""Goes up whenever a catalog may teach other units: what was learned before is then stale."""

_FINISHED = frozenset({Standing.HUMAN, Standing.EDITED, Standing.UNEDITED})
_NOBODY = frozenset({"automatically generated", "full name", "none"})
"""What tools write where a translator's name belongs."""
_MAIL = re.compile(r"\s*(?:<[^<>]*>|\S+@\S+)\s*$")
_EPOCH = 1971
"""Before that year nobody has translated: it is the date of catalogs that nobody has touched."""


def units(catalog: Catalog, slug: str, source_locale: Locale) -> Iterator[TranslationUnit]:
    """The translation units of a catalog: of its entries, with their neighbours, and of what the document has
    no more, obsolete entries and earlier texts, as far as no entry has that source now.

    Machine text and suggestions are none. What humans finished has the author and the date of the header.
    """
    blank = TranslationUnit("", "", catalog.locale, source_locale, document=slug)
    signed = replace(blank, author=_author(catalog), date=_date(catalog))
    entries = [entry for entry in catalog.entries if not entry.obsolete]
    for number, entry in enumerate(entries):
        around = replace(
            signed if standing(entry) in _FINISHED else blank,
            previous=entries[number - 1].msgid if number else "",
            following=entries[number + 1].msgid if number + 1 < len(entries) else "",
        )
        yield from _units(entry, around)
    known = {text for entry in entries for text in (entry.msgid, entry.msgid_plural)}
    for entry in _former(catalog.entries):
        for unit in _units(entry, signed if standing(entry) in _FINISHED else blank):
            if unit.source not in known:
                yield unit


def _former(entries: Sequence[Entry]) -> Iterator[Entry]:
    """What entries were: obsolete ones, and those whose sentence was changed, as they stood before that."""
    for entry in entries:
        if before_change(entry) is not None:
            before = restored(entry, Entry(entry.previous_msgid or "", msgctxt=entry.previous_msgctxt))
            if before is not None:
                yield before
        elif entry.obsolete:
            yield replace(entry, obsolete=False)


def _units(entry: Entry, about: TranslationUnit) -> Iterator[TranslationUnit]:
    """The unit of an entry, or those of its singular and its plural; none of what nobody answers for."""
    how = standing(entry)
    if how not in _FINISHED and how is not Standing.DRAFT:
        return
    pairs = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural is not None and entry.msgstr_plural:
        pairs = [(entry.msgid, entry.msgstr_plural[0])]
        if len(entry.msgstr_plural) <= 2:  # of more nobody can say which one is for which number
            pairs.append((entry.msgid_plural, entry.msgstr_plural[-1]))
    for source, target in dict(pairs).items():
        if source and target:
            yield replace(about, source=source, target=target, origin=how.value)


def _author(catalog: Catalog) -> str:
    """The last translator's name without the mail address; empty where a tool wrote it."""
    name = _MAIL.sub("", catalog.field("Last-Translator") or "").strip()
    return "" if name.lower() in _NOBODY else name


def _date(catalog: Catalog) -> str:
    """When the catalog was last worked on, in ISO 8601 and UTC; empty where it does not say."""
    told = (catalog.field("PO-Revision-Date") or "").strip()
    for form in ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%z"):
        try:
            date = datetime.strptime(told, form).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
        return f"{date:%Y-%m-%dT%H:%M:%SZ}" if date.year >= _EPOCH else ""
    return ""
