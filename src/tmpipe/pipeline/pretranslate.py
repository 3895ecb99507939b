"""Suggestions for what is empty: memory, then glossary, then machine. What a human touched stays."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from tmpipe import parts
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import standing
from tmpipe.errors import MissingPartError
from tmpipe.memory.bilingual.reading import Notes
from tmpipe.model import Catalog, Entry, Locale, Origin, Standing
from tmpipe.pipeline.learn import learn
from tmpipe.pipeline.remember import remember, waits
from tmpipe.project import Progress, Project, Seed, silent

_UNTAUGHT = (
    "the memory can only be read here: it was searched, and has learned nothing from the catalogs; "
    "see who may write to [memory] url"
)

_NOTED = 5
"""Lines about listed files; more would hide what a build has to say."""
_REST = "`tmpipe memory import --dry-run --verbose FILE` shows all of a file"


@dataclass(frozen=True, slots=True)
class Pretranslated:
    """What one catalog was given."""

    seed: Seed
    locale: Locale
    memory: int
    glossary: int
    machine: int
    empty: int
    """Entries that still wait for a first word."""
    path: str
    written: bool
    """Whether a byte of the catalog changed."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The outcome of a run, and what kept it from doing more."""

    catalogs: tuple[Pretranslated, ...]
    missing: tuple[str, ...] = ()
    """A sentence for each thing that was not there: an engine, with the command that installs it; leave to
    write to the memory."""
    notes: tuple[str, ...] = ()
    """What could not be read of the files under `[memory] files` that have changed: `path:line: ...`."""
    stamp: str = ""
    """That of the memory which was asked; empty where none is known."""


def pretranslate(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    *,
    engine: str | None = None,
    progress: Progress = silent,
) -> Suggestions:
    """Fills the catalogs' empty entries, from what all catalogs of the project have taught the memory.

    `engine` overrides the configuration's; `none` is no machine.
    """
    chosen = project.seeds if seeds is None else seeds
    missing: list[str] = []
    notes = Notes(_NOTED)
    done: list[Pretranslated] = []
    with closing(project.memory()) as memory:
        learn(project, memory, told=notes.add)
        stamp = project.memory_stamp()
        missing += [_UNTAUGHT] if memory.read_only else []
        for locale in project.locales(locales):
            machine = _Machine(project, locale, engine or project.settings.engine(locale))
            for seed in progress(chosen, f"pretranslate {locale}"):
                catalog = project.catalog(seed.slug, locale)
                if catalog is not None:
                    done.append(_filled(project, seed, catalog, memory, machine))
            missing.extend([machine.missing] if machine.missing else [])
    return Suggestions(tuple(done), tuple(dict.fromkeys(missing)), notes.lines(_REST), stamp)


def _filled(
    project: Project, seed: Seed, catalog: Catalog, memory: parts.Memory, machine: _Machine
) -> Pretranslated:
    remembered, former = remember(project, seed.slug, catalog, memory)
    named = _named(project, remembered)
    translated = machine.filled(named)
    written = project.save_catalog(replace(translated, entries=(*translated.entries, *former)))
    return Pretranslated(
        seed,
        catalog.locale,
        memory=_changed(catalog, remembered),
        glossary=_changed(remembered, named),
        machine=_changed(named, translated),
        empty=sum(standing(e) is Standing.UNTRANSLATED for e in translated.entries if not e.obsolete),
        path=catalog.path,
        written=written,
    )


def _changed(before: Catalog, after: Catalog) -> int:
    return sum(old != new for old, new in zip(before.entries, after.entries, strict=True))


# --- glossary


def _named(project: Project, catalog: Catalog) -> Catalog:
    """The catalog with the glossary's words for messages that are a term and nothing else."""
    entries = tuple(
        _term_suggested(project, entry, catalog.locale) if not entry.msgstr and waits(entry) else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _term_suggested(project: Project, entry: Entry, locale: Locale) -> Entry:
    mentions = project.termbase.find(entry.msgid)
    if len(mentions) != 1 or mentions[0].text != entry.msgid.strip(" .:"):
        return entry
    term = mentions[0].term
    target = term.targets.get(locale)
    if target is None or not target.preferred:
        return entry
    origin = Origin(
        "memory", (("from", "glossary"), ("term", term.id), ("text", text_hash(target.preferred)))
    )
    return replace(entry, msgstr=target.preferred, fuzzy=True, origin=origin)


# --- machine


class _Machine:
    """One locale's engine, opened when the first message needs it."""

    def __init__(self, project: Project, locale: Locale, name: str) -> None:
        self.source_locale = project.settings.source_locale
        self.locale = locale
        self.open = None if name == "none" else parts.part("engines", name)
        self.missing = ""
        self.engine: parts.Engine | None = None

    def opened(self) -> parts.Engine | None:
        if self.engine is None and self.open is not None and not self.missing:
            try:
                self.engine = self.open(self.source_locale, self.locale)
            except MissingPartError as error:
                self.missing = error.message
        return self.engine

    def filled(self, catalog: Catalog) -> Catalog:
        """The catalog with the machine's suggestions for what is still empty."""
        waiting = [n for n, entry in enumerate(catalog.entries) if not entry.msgstr and waits(entry)]
        engine = self.opened() if waiting else None
        if engine is None:
            return catalog
        entries = list(catalog.entries)
        made = engine.translate([entries[number].msgid for number in waiting])
        for number, translation in zip(waiting, made, strict=True):
            if translation.text:
                entries[number] = _machined(entries[number], translation, engine.name)
        return replace(catalog, entries=tuple(entries))


def _machined(entry: Entry, translation: parts.Translation, engine: str) -> Entry:
    fields = [("engine", engine)]
    if translation.confidence is not None:
        fields.append(("confidence", f"{translation.confidence:.2f}"))
    fields.append(("text", text_hash(translation.text)))
    return replace(entry, msgstr=translation.text, fuzzy=True, origin=Origin("machine", tuple(fields)))
