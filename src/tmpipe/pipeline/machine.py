"""The machine's suggestions for a locale: all its catalogs in one stream, equal sentences once.

What the machine has answered, also that it has nothing, is kept in a journal under a mark of all that the
answer depends on. So a run that was broken off goes on where it was, and nothing is asked for twice in vain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tmpipe import parts
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import standing
from tmpipe.errors import MissingPartError
from tmpipe.model import Catalog, Entry, Locale, Origin, Standing
from tmpipe.parts import Translation
from tmpipe.pipeline.opening import open_engine
from tmpipe.pipeline.remember import waits
from tmpipe.project import Progress, Project, Seed
from tmpipe.record import digest
from tmpipe.version import __version__

if TYPE_CHECKING:
    from tmpipe.journal import Journal
    from tmpipe.pipeline.gate import Gate

WAY = 1
"""Goes up when what is done around an engine makes more of it: what got nothing is tried again."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the machine did in one catalog."""

    seed: Seed
    made: int
    """Entries with a new suggestion."""
    left: Mapping[str, int]
    """Entries that it left empty, by reason."""
    empty: int
    """Entries without a text."""
    written: bool
    """Whether a byte of the catalog changed."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """A catalog in which something is to be filled."""

    seed: Seed
    again: frozenset[tuple[str | None, str]]
    """The entries whose machine's suggestion is to give way."""
    until: int
    """How many texts are answered when all of its are."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where answers are kept, and judged."""

    engine: str
    """Its name."""
    gate: Gate | None
    """None: the engine's texts are not judged."""
    journal: Journal
    mark: str

    def name(self, *texts: str) -> str:
        """What the journal calls the answer to a msgid; with a msgstr, that this is a fine one."""
        return self.mark + digest(*texts)[:16]

    def answer(self, msgid: str) -> Translation | None:
        """What the machine has said of a msgid; None while it was not asked, or where no answer is kept."""
        match self.journal.get(self.name(msgid)):
            case [str(text), None | float() | int() as confidence, str(reason), str(way)]:
                return Translation(text, confidence, reason, way)
        return None

    def put(self, msgid: str, made: Translation) -> None:
        """Keeps an answer, in its language's typography."""
        text = self.gate.mended(msgid, made.text) if self.gate and made.text else made.text
        self.journal.put(self.name(msgid), (text, made.confidence, made.reason, made.way))

    def objects(self, entry: Entry) -> bool:
        """Whether the gate finds something in a suggestion that it has not judged before."""
        answer = self.answer(entry.msgid)
        if self.gate is None or (answer and answer.text == entry.msgstr):
            return False
        fine = self.name(entry.msgid, entry.msgstr)
        if self.journal.get(fine) is not None:
            return False
        if self.gate.findings(entry.msgid, entry.msgstr):
            return True
        self.journal.put(fine, ())
        return False


class Machine:
    """One locale's engine. Catalogs are noted first, all of them, then filled, one after the other."""

    def __init__(self, project: Project, locale: Locale, name: str) -> None:
        self.missing = ""
        """A sentence that says what was not there: a package, a server; empty where nothing was missed."""
        self._project, self._locale, self._name = project, locale, name
        if name != "none":
            parts.part("engines", name)  # one that is none is told at once, even if nothing waits
        self._desk: _Desk | None = None
        self._engine: parts.Engine | None = None
        """Of msgids with codes; let go, with its model, when it has answered everything."""
        self._absent: str | None = None
        """Why there is no engine; None: nobody has looked yet, or there is one."""
        self._noted: list[_Noted] = []
        self._texts: dict[str, None] = {}

    def note(self, seed: Seed, catalog: Catalog) -> None:
        """Looks at what waits for the machine: what is empty, and its own suggestions that nobody touched."""
        waiting = [entry for entry in catalog.entries if _waits(entry)]
        desk = self._opened() if waiting else None
        if desk is None:
            empty = any(not entry.msgstr for entry in waiting)
            self.missing = (empty and self._absent) or self.missing
            return
        chosen = [entry for entry in waiting if not entry.msgstr or desk.objects(entry)]
        asked = (entry.msgid for entry in chosen if desk.answer(entry.msgid) is None)
        self._texts.update((_copy(msgid), None) for msgid in asked)
        if chosen:
            again = frozenset(entry.key for entry in chosen if entry.msgstr)
            self._noted.append(_Noted(seed, again, len(self._texts)))

    def filled(self, progress: Progress) -> Iterator[Filled]:
        """Asks for what is not answered, and fills each catalog as soon as all its answers have come.

        Where the engine goes away, catalogs get what has come till then.
        """
        answers = self._answers(progress)
        done = 0
        for noted in self._noted:
            while done < noted.until and next(answers, False):
                done += 1
            yield self._fill(noted)

    def settle(self, *, whole: bool) -> None:
        """Closes the journal; where all catalogs were noted, without what none of them asks for."""
        if self._desk:
            self._desk.journal.settle(whole=whole)

    def close(self) -> None:
        """Closes the journal as it is."""
        if self._desk:
            self._desk.journal.close()

    def _answers(self, progress: Progress) -> Iterator[bool]:
        """True for each text, in order, when its answer is kept, and the end with the last one's."""
        desk, engine, texts = self._desk, self._engine, [*self._texts]
        self._engine, last = None, len(texts) - 1
        self._texts.clear()
        if desk is None or engine is None or not texts:
            return
        shown, made = progress(texts, f"machine {self._locale}"), engine.translate(texts)
        try:
            for number, (text, translation) in enumerate(zip(shown, made, strict=True)):
                desk.put(text, translation)
                if number < last:  # after it nothing is left here that would hold the engine
                    yield True
        except MissingPartError as error:
            self.missing = error.message

    def _fill(self, noted: _Noted) -> Filled:
        """Fills the catalog as it is now: in a long run somebody may have worked on it."""
        _give_back()
        catalog = self._project.catalog(noted.seed.slug, self._locale)
        desk = self._desk
        if catalog is None or desk is None:
            return Filled(noted.seed, 0, {}, 0, written=False)
        entries, catalog = list(catalog.entries), replace(catalog, entries=())  # old ones go as new ones come
        left = Counter[str]()
        made = emptied = 0
        for number, entry in enumerate(entries):
            if _waits(entry) and (not entry.msgstr or entry.key in noted.again):
                answer = desk.answer(entry.msgid)
                if answer and answer.text != entry.msgstr:
                    entries[number] = _machined(entry, answer, desk.engine)
                    made, emptied = made + bool(answer.text), emptied + (not answer.text)
                if answer and not answer.text:
                    left[answer.reason or "nothing"] += 1
        changed = replace(catalog, entries=tuple(entries)) if made or emptied else None
        written = changed is not None and self._project.save_catalog(changed)
        return Filled(noted.seed, made, left, count_empty(entries), written=written)

    def _opened(self) -> _Desk | None:
        """The desk, opened when the first catalog needs it; None where there is no engine."""
        if self._desk is None and self._absent is None and self._name != "none":
            try:
                engine = open_engine(self._project, self._name, self._locale)
            except MissingPartError as error:
                self._absent = error.message
            else:
                self._desk = self._desk_of(engine)
        return self._desk

    def _desk_of(self, engine: parts.Engine) -> _Desk:
        project = self._project
        gate = None if getattr(engine, "carries_codes", False) else _gate(project, self._locale)
        settings = sorted(project.settings.engine_settings(self._name).items())
        source_locale = project.settings.source_locale
        least = project.settings.least_confidence
        made_by = __version__, WAY, engine.name, settings, source_locale, gate.stamp if gate else "", least
        mark = digest(made_by)[:8]
        journal = project.journal(self._locale, self._name, mark)
        self._engine = _careful(engine, source_locale, self._locale, gate, least) if gate else engine
        return _Desk(engine.name, gate, journal, mark)


def _give_back() -> None:
    """Memory that is free goes back to the system, where its C library can be told so: else what a model's
    batches took would be held beside a large catalog.
    """
    import ctypes

    with suppress(AttributeError, OSError, TypeError):  # not glibc
        ctypes.CDLL(None).malloc_trim(0)


def _waits(entry: Entry) -> bool:
    """Whether the machine may have a say here: nothing yet, or a text of a machine that nobody touched."""
    return waits(entry) and (not entry.msgstr or standing(entry) is Standing.MACHINE)


def _copy(text: str) -> str:
    """The same text elsewhere in memory: one that stays keeps all the memory around it, a whole catalog's."""
    return text[:1] + text[1:]


def count_empty(entries: Sequence[Entry]) -> int:
    """How many still wait for a first word."""
    return sum(not one.obsolete and standing(one) is Standing.UNTRANSLATED for one in entries)


def _careful(
    engine: parts.Engine, source_locale: Locale, locale: Locale, gate: Gate, least: float
) -> parts.Engine:
    from tmpipe.engines.care.careful import Careful  # this is much, and not needed where no engine is

    return Careful(engine, source_locale, locale, gate, least=least)


def _gate(project: Project, locale: Locale) -> Gate:
    from tmpipe.checks.base import Levels
    from tmpipe.pipeline.gate import Gate

    levels = Levels(severities=project.settings.severity)
    return Gate(project.termbase, locale, project.settings.source_locale, levels)


def _machined(entry: Entry, made: Translation, engine: str) -> Entry:
    """The entry with the machine's suggestion; without one, it is empty."""
    if not made.text:
        return replace(entry, msgstr="", fuzzy=False, origin=None)
    confidence = "" if made.confidence is None else f"{made.confidence:.2f}"
    fields = (*_told(engine, confidence, made.way), ("text", text_hash(made.text)))
    return replace(entry, msgstr=made.text, fuzzy=True, origin=Origin("machine", fields))


@lru_cache(1024)  # the same few values for thousands of entries
def _told(engine: str, confidence: str, way: str) -> tuple[tuple[str, str], ...]:
    """The fields of a machine's origin, in order, without the hash of its text."""
    fields = ("engine", engine), ("confidence", confidence), ("way", way)
    return tuple(field for field in fields if field[1])
