"""Who finished what: by git's history of the catalogs and, for what is not committed, by their headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import normalize

from tmpipe.catalogs import po
from tmpipe.catalogs.standing import standing
from tmpipe.errors import InputError
from tmpipe.history import Change, History
from tmpipe.model import Catalog, Credit, Entry, Locale, Share, Standing
from tmpipe.project import Project, Seed
from tmpipe.text import words

Work = tuple[tuple[str | None, str], str]
"""An entry's key and its text."""
Authors = Mapping[Work, str]

_NOBODY = frozenset({"", "automatically generated", "full name", "your name", "none"})
_SHALLOW = "this clone lacks older commits: their work is nobody's here; `git fetch --unshallow` brings them"


def credit(project: Project, seeds: Sequence[Seed] | None = None, locales: Sequence[Locale] = ()) -> Credit:
    """Who gave each finished text the words that it has, in segments and source words by locale.

    It is the author of the commit that did so, and the header's Last-Translator for what is not committed.
    Wrapping, moving, renaming and merging move no credit; what was taken over from a memory is nobody's.
    """
    chosen = project.seeds if seeds is None else seeds
    places = [(seed.slug, locale) for locale in project.locales(locales) for seed in chosen]
    history = project.catalogs_history()
    known: Mapping[str, Authors] = {}
    if isinstance(history, History):
        known = authors(history, [project.catalog_path(*place) for place in places])
    segments: Counter[tuple[Locale, str]] = Counter()
    many: Counter[tuple[Locale, str]] = Counter()
    for place in places:
        catalog = project.catalog(*place)
        for entry, name in _finishers(catalog, known.get(catalog.path, {})) if catalog else ():
            segments[place[1], name] += 1
            many[place[1], name] += words.count(entry.msgid, project.settings.source_locale)
    shares = [Share(name, locale, count, many[locale, name]) for (locale, name), count in segments.items()]
    shares.sort(key=lambda one: (not one.name, -one.words, -one.segments, one.name))
    shares.sort(key=lambda one: project.settings.locales.index(one.locale))
    return Credit(tuple(shares), _limits(history))


def _limits(history: History | str) -> str:
    if isinstance(history, str):
        return f"{history}: who finished what is told by the headers' Last-Translator"
    return _SHALLOW if history.shallow else ""


def _finishers(catalog: Catalog, known: Authors) -> Iterator[tuple[Entry, str]]:
    """The finished entries, each with who finished it; an empty name is nobody's."""
    last = person(catalog.field("Last-Translator") or "")
    for entry in catalog.entries:
        if entry.finished:
            taken_over = standing(entry) is Standing.ACCEPTED
            yield entry, "" if taken_over else known.get(_work(entry), last)


def person(name: str) -> str:
    """A name without any e-mail address; empty where it is a placeholder."""
    bare = " ".join(re.sub(r"<[^>]*>?", " ", name).split())
    bare = re.sub(r"(\S+?)@\S+", r"\1", bare)
    return "" if bare.lower() in _NOBODY else bare


def authors(history: History, paths: Iterable[str]) -> Mapping[str, Authors]:
    """By path, whose the texts of its last committed content are; what nobody needs any more is let go."""
    tips = {path: history.committed[path] for path in paths if path in history.committed}
    kept = frozenset(tips.values())
    changes = _way_to(kept, history.changes)
    uses = Counter(old for change in changes for old in change.old)
    found: dict[str, Authors] = {}
    for change, data in zip(changes, history.contents(one.new for one in changes), strict=True):
        before = [found[old] for old in change.old if old in found]
        found[change.new] = _authors(data, before, person(change.author))
        uses.subtract(change.old)
        for old in change.old:
            if uses[old] <= 0 and old not in kept:
                found.pop(old, None)
    return {path: found.get(tip, {}) for path, tip in tips.items()}


def _way_to(tips: Iterable[str], changes: Iterable[Change]) -> list[Change]:
    """How each of these contents first came to be, from their beginnings, in order."""
    first: dict[str, Change] = {}
    for change in changes:
        first.setdefault(change.new, change)
    wanted: set[str] = set()
    open_ = [*tips]
    while open_:
        name = open_.pop()
        if name in first and name not in wanted:
            wanted.add(name)
            open_ += first[name].old
    return [change for name, change in first.items() if name in wanted]


def _authors(data: bytes, before: Sequence[Authors], author: str) -> Authors:
    """Whose the texts of a content are: as in the contents before, else its author's if they are finished.

    A text keeps its author while it is fuzzy again, and where its msgid changes. A content that cannot be
    read leaves all as it was.
    """
    try:
        entries = po.read(data, "", "").entries if data else None
    except InputError:
        entries = None
    inherited = {work: name for one in reversed(before) for work, name in one.items()}
    if entries is None:
        return inherited
    own = {_work(entry): entry.fuzzy for entry in entries if entry.msgstr or entry.msgstr_plural}
    moved = {work[1]: name for work, name in inherited.items() if work not in own}
    found: dict[Work, str] = {}
    for work, fuzzy in own.items():
        name = inherited.get(work, moved.get(work[1]))
        if name is not None or not fuzzy:
            found[work] = author if name is None else name
    return found


def _work(entry: Entry) -> Work:
    return entry.key, normalize("NFC", "\0".join((entry.msgstr, *entry.msgstr_plural)))
