"""Suggestions for what is empty: memory, then glossary, then machine. What a human touched stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from tmpipe import parts
from tmpipe.catalogs.origin import text_hash
from tmpipe.memory.bilingual.reading import Notes
from tmpipe.model import Catalog, Entry, Locale, Origin
from tmpipe.pipeline.learn import learn
from tmpipe.pipeline.machine import Filled, Machine, count_empty
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
    left: Mapping[str, int] = field(default_factory=dict)
    """How many of the empty ones the machine was asked for in vain, by reason (docs/engines.md)."""


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

    @property
    def left(self) -> Mapping[str, int]:
        """What the machine was asked for in vain in all catalogs, by reason, the most frequent first."""
        counts = sum((Counter(one.left) for one in self.catalogs), Counter[str]())
        return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


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
            with closing(Machine(project, locale, engine or project.settings.engine(locale))) as machine:
                given: dict[str, Pretranslated] = {}
                for seed in progress(chosen, f"pretranslate {locale}"):
                    if one := _remembered(project, seed, locale, memory, machine):
                        given[seed.slug] = one
                for filled in machine.filled(progress):
                    given[filled.seed.slug] = _with(given[filled.seed.slug], filled)
                machine.settle(whole={*project.seeds} <= {*chosen})
                done.extend(given.values())
            missing.extend([machine.missing] if machine.missing else [])
    return Suggestions(tuple(done), tuple(dict.fromkeys(missing)), notes.lines(_REST), stamp)


def _remembered(
    project: Project, seed: Seed, locale: Locale, memory: parts.Memory, machine: Machine
) -> Pretranslated | None:
    """Gives the catalog, if there is one, what memory and glossary have; notes what the machine is left."""
    catalog = project.catalog(seed.slug, locale)
    if catalog is None:
        return None
    remembered, former = remember(project, seed.slug, catalog, memory)
    named = _named(project, remembered)
    machine.note(seed, named)
    return Pretranslated(
        seed,
        locale,
        memory=_changed(catalog, remembered),
        glossary=_changed(remembered, named),
        machine=0,
        empty=count_empty(named.entries),
        path=catalog.path,
        written=project.save_catalog(replace(named, entries=(*named.entries, *former))),
    )


def _with(given: Pretranslated, filled: Filled) -> Pretranslated:
    written = given.written or filled.written
    return replace(given, machine=filled.made, empty=filled.empty, written=written, left=filled.left)


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
