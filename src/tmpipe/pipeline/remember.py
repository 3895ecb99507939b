"""A catalog with the memory's best suggestions. What a human touched stays, and so does what is no worse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tmpipe import parts
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.revision import before_change, restored
from tmpipe.catalogs.standing import standing, untouched
from tmpipe.model import Catalog, Entry, Match, Origin, Standing
from tmpipe.pipeline.offered import offered
from tmpipe.project import Project
from tmpipe.text import inline
from tmpipe.text.differences import differences, listed

_FINISHED = frozenset({"human", "edited", "unedited"})


def remember(
    project: Project, slug: str, catalog: Catalog, memory: parts.Memory
) -> tuple[Catalog, tuple[Entry, ...]]:
    """The catalog with suggestions; and, as obsolete entries, the earlier texts whose place some of these
    took: their sentences may come back.
    """
    found = _offers(project, catalog, memory)
    own = f"{project.namespace}/{project.catalog_path(slug, catalog.locale)}"
    home = f"{project.namespace}/locales/" if project.settings.exact == "accept" else None
    entries = list(catalog.entries)
    former = {entry.key: entry for entry in catalog.entries}
    for number, matches in found.items():
        entry = entries[number]
        before = _before(entry)
        kept = before is not None and before.key not in former
        begun = before is not None and standing(before) is Standing.BEGUN
        serving = [match for match in matches if _serves(entry, match, own, yields=kept and not begun)]
        entries[number] = _best(entry, serving, home)
        if before is not None and kept and entries[number] != entry:
            former[before.key] = before
    return replace(catalog, entries=tuple(entries)), tuple(former.values())[len(entries) :]


def _offers(project: Project, catalog: Catalog, memory: parts.Memory) -> dict[int, list[Match]]:
    """What the memory has for each entry that waits; for a draft only the same text can be better."""
    found: dict[int, list[Match]] = {}
    waiting = [number for number, entry in enumerate(catalog.entries) if waits(entry)]
    drafts = {number for number in waiting if standing(catalog.entries[number]) is Standing.DRAFT}
    for cutoff, numbers in ((100, drafts), (None, {*waiting} - drafts)):
        asked = sorted(numbers)
        texts = [catalog.entries[number].msgid for number in asked]
        around = [_neighbours(catalog, number) for number in asked]
        matches = offered(project, memory, texts, catalog.locale, cutoff=cutoff, contexts=around)
        found |= zip(asked, matches, strict=True)
    return dict(sorted(found.items()))


def waits(entry: Entry) -> bool:
    """Whether a suggestion may be put there: nothing yet, or a suggestion that nobody touched."""
    if entry.obsolete or entry.msgid_plural is not None:
        return False
    return not entry.msgstr or (entry.fuzzy and untouched(entry))


def _neighbours(catalog: Catalog, number: int) -> tuple[str, str]:
    entries = catalog.entries
    before = entries[number - 1].msgid if number else ""
    after = entries[number + 1] if number + 1 < len(entries) else None
    return before, "" if after is None or after.obsolete else after.msgid


def _before(entry: Entry) -> Entry | None:
    """What the entry was before its sentence was changed, to be kept; None where that is not known."""
    if before_change(entry) is None:
        return None
    before = restored(entry, Entry(entry.previous_msgid or "", msgctxt=entry.previous_msgctxt))
    return replace(before, obsolete=True, extracted=()) if before else None


def _serves(entry: Entry, match: Match, own: str, *, yields: bool) -> bool:
    """Whether the match may stand in the entry's place; `own` is the file of its catalog.

    The text of an earlier edition gives way to a finished one of this very sentence, and, where it `yields`
    (it is kept elsewhere, and is not what somebody had begun), to one that has the new sentence's numbers.
    """
    unit = match.unit
    if unit.file == own and unit.source == entry.msgid and not match.substituted:
        return False
    how = standing(entry)
    if how is Standing.EARLIER and yields and match.substituted and unit.origin != "machine":
        return match.rate >= _points(entry.origin)
    if how in (Standing.DRAFT, Standing.EARLIER):
        return match.rate == 100 and unit.origin in _FINISHED
    return True


def _best(entry: Entry, matches: Sequence[Match], home: str | None) -> Entry:
    """The entry with the best match; as it is where that is no better than what it has.

    `home` is where the files lie whose finished texts need no human; None: nowhere.
    """
    sure = next((match for match in matches if home is not None and _is_sure(match, home)), None)
    if sure is not None:
        return _suggested(entry, sure, sure=True)
    if not matches:
        return entry
    best = _suggested(entry, matches[0], sure=False)
    return best if standing(entry) is not Standing.MEMORY or _is_better(best, entry, matches) else entry


def _is_better(best: Entry, entry: Entry, matches: Sequence[Match]) -> bool:
    """Whether the best match takes the place of another one: a better one, or one that is no more."""
    new, old = _merit(best.origin), _merit(entry.origin)
    there = text_hash(entry.msgstr)
    return new > old or (new == old and all(text_hash(_target(entry, one)) != there for one in matches))


def _is_sure(match: Match, home: str) -> bool:
    finished = match.unit.origin in _FINISHED and match.unit.file.startswith(home)
    return match.rate == 100 and finished and not match.substituted


def _merit(origin: Origin | None) -> tuple[int, bool, bool]:
    """What of two matches is better; one as the comment of a catalog tells of it."""
    if origin is None:
        return 0, False, False
    return _points(origin), origin.get("context") is not None, origin.get("substituted") is None


def _points(origin: Origin | None) -> int:
    told = origin.get("rate") if origin else None
    return int(told) if told and told.isdecimal() else 0


def _target(entry: Entry, match: Match) -> str:
    """The suggestion without codes that the sentence does not have."""
    return inline.kept_codes(match.unit.target, entry.msgid)


def _suggested(entry: Entry, match: Match, *, sure: bool) -> Entry:
    target = _target(entry, match)
    fields = (*_told(entry, match), *([("accepted", "exact")] if sure else ()), ("text", text_hash(target)))
    return replace(
        entry,
        msgstr=target,
        fuzzy=not sure,
        origin=Origin("memory", fields),
        previous_msgid=None,
        previous_msgctxt=None,
    )


def _told(entry: Entry, match: Match) -> Iterator[tuple[str, str]]:
    """What the comment tells of a match; of what differs only what is not put in already."""
    unit = match.unit
    yield "rate", str(int(match.rate))
    yield "from", unit.document or unit.file or "memory"
    if unit.origin not in _FINISHED:
        yield "trust", unit.origin
    if match.context:
        yield "context", "yes"
    if match.substituted:
        yield "substituted", listed([f"{old}→{new}" for old, new in match.substituted])
    if differing := differences(unit.source, entry.msgid):
        yield "differs", differing
