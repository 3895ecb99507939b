"""What a pull is to do: a release beside what is asked for and what is here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tmpipe.model import Locale
from tmpipe.release import wanted
from tmpipe.release.lock import Held, Lock
from tmpipe.release.texts import File, Release, Text
from tmpipe.release.wanted import Wanted

_Key = tuple[str, Locale]


@dataclass(slots=True)
class Plan:
    """What is to be here."""

    texts: dict[_Key, Held]
    """All of them by document and locale, those that nobody asked for, too."""
    files: dict[str, File] = field(default_factory=dict)
    """Those that are asked for, by path here."""
    refused: list[str] = field(default_factory=list)
    """Texts that stay as they are here, as the release has worse ones, in sentences."""
    notes: list[str] = field(default_factory=list)
    came: dict[str, list[str]] = field(default_factory=dict)
    """By state, what the texts are called that are new here, or other than they were."""

    @property
    def states(self) -> tuple[str, ...]:
        """How far those are, the best first, in sentences."""
        return tuple(f"{_SAID[state]}: {_listed(self.came[state])}" for state in _SAID if state in self.came)


_SAID = {
    "final": "final, signed off by name",
    "complete": "complete, and not signed off by anybody yet",
    "draft": "draft, not to be published as final",
    "partial": "incomplete, with sentences in the original language, not to be published as final",
}


def _listed(names: list[str]) -> str:
    """The first of them, and how many more there are."""
    return f"{', '.join(names[:5])}{f' and {len(names) - 5} more' if len(names) > 5 else ''}"


def plan(release: Release, asked: Wanted, lock: Lock | None, *, allow_lower: bool) -> Plan:
    """What is to be here of a release, in lower states than what is here only where that is allowed.

    UsageError where it has not what is asked for by name.
    """
    wanted.require_formats(release, asked)
    locales, documents = wanted.locales(release, asked), wanted.documents(release, asked)
    before = {(one.document, one.locale): one for one in lock.texts} if lock else {}
    there = {(one.document, one.locale): one for one in release.texts}
    made = Plan(dict(before))
    for key, text in there.items():
        if text.locale in locales and text.document in documents:
            _add(made, text, asked, before.get(key), allow_lower=allow_lower)
    made.notes += _below(release, asked, locales, documents, before)
    made.notes += _not_yet(release, asked, locales, documents)
    for key, held in before.items():
        if key not in there and _is_meant(held, release, asked, locales, documents):
            made.notes.append(f"{held.locale}/{held.document} is no longer in the release; its files stay")
            del made.texts[key]
    return made


def _add(made: Plan, text: Text, asked: Wanted, held: Held | None, *, allow_lower: bool) -> None:
    """A text as the release has it; one that is not good enough stays as it is here."""
    label = f"{text.locale}/{text.document}"
    if not asked.takes(text.state):
        if held:
            made.notes.append(f"{label} is {text.state} now; the {held.state} text that is here stays")
        return
    if held and wanted.lower(text.state, held.state) and not allow_lower:
        made.refused.append(_lowered(text, held))
        return
    files = asked.files(text)
    made.files |= {f"{text.locale}/{name}": file for name, file in files.items()}
    others = dict(_others(text, files, held)) if held else {}
    hashes = {name: file.sha256 for name, file in files.items()}
    if held is None or held.state != text.state or any(held.files.get(one) != hashes[one] for one in hashes):
        made.came.setdefault(text.state, []).append(label)
    made.texts.pop((text.document, text.locale), None)
    if all_ := {**others, **hashes}:
        made.texts[text.document, text.locale] = Held(text.document, text.locale, text.state, all_)
    made.notes += _notes(text, label, asked, files, held)


def _lowered(text: Text, held: Held) -> str:
    """What to do about a text whose state is lower than what is here."""
    here, better = held.state, "" if held.state == "final" else " or better"
    ask = f", --state {here} asks for {here}{better} ones alone" if here in wanted.LEAST else ""
    return (
        f"{text.locale} {text.document}: {text.state} in this release, and {here} here: the {here} one "
        f"stays; --allow-lower takes the other{ask}"
    )


def _others(text: Text, files: Mapping[str, File], held: Held) -> Iterator[tuple[str, str]]:
    """The files that are here, were not asked for this time, and are in the release still."""
    there = wanted.named(text)
    return ((name, hash_) for name, hash_ in held.files.items() if name in there and name not in files)


def _notes(
    text: Text, label: str, asked: Wanted, files: Mapping[str, File], held: Held | None
) -> Iterator[str]:
    if text.newer:
        changed = " and ".join(text.newer)
        yield f"{label} is the last good edition: {changed} changed since; a newer one is at work"
    for form in asked.formats:
        if not any(form in wanted.forms(file) for file in files.values()):
            yield f"{label} has no {form}"
    there = wanted.named(text)
    for name, hash_ in held.files.items() if held else ():
        if name not in there:
            yield f"{text.locale}/{name} is no longer in the release; it stays"
        elif name not in files and there[name].sha256 != hash_:
            yield f"{text.locale}/{name} is of an earlier edition: its format was not asked for"


def _below(
    release: Release,
    asked: Wanted,
    locales: tuple[Locale, ...],
    documents: frozenset[str],
    before: Mapping[_Key, Held],
) -> Iterator[str]:
    """Texts that are not here, and not good enough to come."""
    names = [
        f"{one.locale}/{one.document}"
        for one in release.texts
        if one.locale in locales and one.document in documents
        if not asked.takes(one.state) and (one.document, one.locale) not in before
    ]
    if names:
        yield f"not {asked.state} yet, and not taken: {_listed(names)}"


def _not_yet(
    release: Release, asked: Wanted, locales: tuple[Locale, ...], documents: frozenset[str]
) -> Iterator[str]:
    """What is asked for by name, and at work."""
    there = {one.locale for one in release.texts}
    for locale in locales if asked.locales else ():
        if locale not in there:
            yield f"no text in {locale} is published yet"
    for one in release.pending if asked.documents else ():
        if one.locale in locales and one.locale in there and one.document in documents:
            yield f"{one.locale}/{one.document} is not published yet"


def _is_meant(
    held: Held, release: Release, asked: Wanted, locales: tuple[Locale, ...], documents: frozenset[str]
) -> bool:
    """Whether a text that is here is among those that are asked for."""
    dropped = not asked.locales and held.locale not in release.locales
    return (held.locale in locales or dropped) and (not asked.documents or held.document in documents)
