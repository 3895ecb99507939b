"""What a memory saves of the work on documents, before anybody begins: words and segments by band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from tmpipe import parts
from tmpipe.memory.offers import offers
from tmpipe.memory.penalties import penalty_by
from tmpipe.memory.ranking import Context
from tmpipe.memory.recent import Recent
from tmpipe.memory.substitution import Names, nameless
from tmpipe.model import Band, Banded, Document, Leverage, Locale, Match, Signature, TranslationUnit
from tmpipe.pipeline.learn import learn
from tmpipe.pipeline.offered import people
from tmpipe.pipeline.passages import placed
from tmpipe.project import Progress, Project, Seed, silent
from tmpipe.text import words
from tmpipe.version import __version__

WEIGHTS: Mapping[Band, int] = {
    Band.FINISHED: 0,
    Band.CONTEXT: 10,
    Band.EXACT: 20,
    Band.NEAR_95: 30,
    Band.NEAR_85: 50,
    Band.NEAR_75: 70,
    Band.NEAR_50: 90,
    Band.INTERNAL: 70,
    Band.NEW: 100,
    Band.REPETITION: 10,
}
"""In hundredths of the work on a new segment. A human reads every suggestion: only what is finished is 0."""


_ADAPTED = 70
"""Nobody pretranslates with less, and what could be put into it is ten times as dear to find."""


@dataclass(frozen=True, slots=True)
class Basis:
    """On what basis a memory's offers are counted."""

    cutoff: float = 50
    """The least match rate that helps."""
    with_own: bool = False
    """Whether a document's own unfinished translation counts as memory."""
    internal: bool = False
    """Whether segments are compared with the earlier ones of the run, too."""
    weights: Mapping[Band, int] | None = None
    """None: WEIGHTS."""


DEFAULT = Basis()


def measure_memory(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    *,
    basis: Basis = DEFAULT,
    memory: parts.Memory | None = None,
    progress: Progress = silent,
) -> Leverage:
    """What is still to be translated by what the memory offers for it; a row for each document and locale.

    Without `memory` it is the project's, which learns from the catalogs before.
    """
    if memory is None:
        with closing(project.memory()) as own:
            learn(project, own)
            return measure_memory(project, seeds, locales, basis=basis, memory=own, progress=progress)
    chosen = progress(project.seeds if seeds is None else seeds, "measure")
    source_locale = project.settings.source_locale
    texts = (_text(seed.slug, project.document(seed), partial(_finished, project, seed)) for seed in chosen)
    asked = _Inquiry(memory, source_locale, basis, project.settings.penalties, partial(people, project))
    return _leverage(texts, asked, project.locales(locales))


def measure_documents(
    documents: Iterable[Document],
    memory: parts.Memory,
    locales: Sequence[Locale],
    source_locale: Locale,
    *,
    basis: Basis = DEFAULT,
) -> Leverage:
    """The same for documents that belong to no project: nothing of them is finished."""
    texts = (_text(document.path, document, lambda _: frozenset()) for document in documents)
    return _leverage(texts, _Inquiry(memory, source_locale, basis), locales)


class _Finished(Protocol):
    """Which texts of a document somebody answers for in a locale."""

    def __call__(self, locale: Locale, /) -> frozenset[str]:
        """Their msgids."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as it is to be translated."""

    name: str
    msgids: tuple[str, ...]
    """Of all its segments, in reading order."""
    words: tuple[int, ...]
    """As many."""
    finished: _Finished


def _text(name: str, document: Document, finished: _Finished) -> _Text:
    msgids = tuple(msgid for msgid, _, _ in placed(document))
    return _Text(name, msgids, tuple(words.count(msgid, document.locale) for msgid in msgids), finished)


def _finished(project: Project, seed: Seed, locale: Locale) -> frozenset[str]:
    catalog = project.catalog(seed.slug, locale)
    return frozenset(entry.msgid for entry in catalog.entries if entry.finished) if catalog else frozenset()


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What is asked, and on what terms."""

    memory: parts.Memory
    source_locale: Locale
    basis: Basis
    penalties: Mapping[str, float] = field(default_factory=dict)
    """As the configuration has them."""
    names: Callable[[Locale], Names] = lambda _: nameless

    def signature(self, locales: Sequence[Locale]) -> Signature:
        """All that the figures rest on beside the documents."""
        held = self.memory.stats().locales
        basis = self.basis
        return Signature(
            (
                ("version", __version__),
                ("source", self.source_locale),
                ("units", ",".join(f"{locale}={held.get(locale, 0)}" for locale in locales)),
                ("cutoff", f"{basis.cutoff:g}"),
                ("own", "counted" if basis.with_own else "left-out"),
                ("internal", "counted" if basis.internal else "no"),
                ("penalties", _listed(self.penalties.items()) or "none"),
                ("words", "between-blanks"),
                ("weights", "default" if basis.weights is None else _listed(basis.weights.items())),
            )
        )


def _listed(points: Iterable[tuple[str, float]]) -> str:
    return ",".join(f"{name}={number:g}" for name, number in points)


def _leverage(texts: Iterable[_Text], asked: _Inquiry, locales: Sequence[Locale]) -> Leverage:
    runs = [_Run(asked, locale) for locale in locales]
    rows = tuple(run.banded(text) for text in texts for run in runs)
    weights = WEIGHTS if asked.basis.weights is None else asked.basis.weights
    return Leverage(rows, weights, asked.signature(locales))


class _Run:
    """One locale of a run: what has come before in it is a repetition."""

    def __init__(self, asked: _Inquiry, locale: Locale) -> None:
        self.asked, self.basis, self.locale = asked, asked.basis, locale
        self.penalty, self.names = penalty_by(asked.penalties), asked.names(locale)
        self.seen: set[str] = set()
        self.earlier = Recent()

    def banded(self, text: _Text) -> Banded:
        """The document by band; the first place of a text is in its band, the later ones are repetitions."""
        finished = text.finished(self.locale)
        bands = dict(self._bands(text, finished))
        self.seen.update(bands)
        segments: Counter[Band] = Counter()
        many: Counter[Band] = Counter()
        for msgid, count in zip(text.msgids, text.words, strict=True):
            band = Band.FINISHED if msgid in finished else bands.pop(msgid, Band.REPETITION)
            segments[band] += 1
            many[band] += count
        return Banded(text.name, self.locale, segments, many)

    def _bands(self, text: _Text, finished: frozenset[str]) -> Iterator[tuple[str, Band]]:
        """The band of each text that is neither finished nor known from before in the run."""
        order = tuple(dict.fromkeys(text.msgids))
        around = dict(zip(order, zip(("", *order), (*order[1:], ""), strict=False), strict=False))
        waiting = [msgid for msgid in order if msgid not in finished and msgid not in self.seen]
        lost = self.penalty if self.basis.with_own else self._lost(text.name, {*order} - finished)
        offered = self._offered(waiting, [around[msgid] for msgid in waiting], lost)
        for msgid, best in zip(waiting, offered, strict=True):
            yield msgid, self._band(msgid, best)

    def _offered(
        self, sources: Sequence[str], contexts: Sequence[Context], lost: parts.Penalty | None
    ) -> list[Match | None]:
        """The best offer for each source: below `_ADAPTED`, as the memory has it."""
        memory, locale, cutoff = self.asked.memory, self.locale, self.basis.cutoff
        source = self.asked.source_locale
        adapted = offers(
            memory,
            sources,
            locale,
            cutoff=max(cutoff, _ADAPTED),
            contexts=contexts,
            names=self.names,
            source_locale=source,
            penalty=lost,
            limit=1,
        )
        found = [next(iter(matches), None) for matches in adapted]
        left = [number for number, best in enumerate(found) if best is None] if cutoff < _ADAPTED else []
        there = memory.look_up(
            [sources[number] for number in left],
            locale,
            cutoff=cutoff,
            contexts=[contexts[number] for number in left],
            source_locale=source,
            penalty=lost,
            limit=1,
        )
        for number, matches in zip(left, there, strict=True):
            found[number] = next(iter(matches), None)
        return found

    def _lost(self, name: str, waiting: set[str]) -> parts.Penalty:
        """What units lose: the document's own of what is still to be translated, all."""

        def lost(unit: TranslationUnit) -> float:
            if unit.document == name and unit.source in waiting:
                return 100.0
            return self.penalty(unit) if self.penalty else 0.0

        return lost

    def _band(self, msgid: str, best: Match | None) -> Band:
        if best and best.context and best.rate >= 100:
            return Band.CONTEXT
        rate = best.rate if best and best.rate >= self.basis.cutoff else 0
        if self.basis.internal and self._internal(msgid) > rate:
            return Band.INTERNAL
        return Band.of(rate)

    def _internal(self, msgid: str) -> float:
        """The rate of the nearest earlier text of the run; this one is an earlier one from now on."""
        rate, _ = next(self.earlier.near(msgid, max(50, self.basis.cutoff)), (0.0, 0))
        self.earlier.add([(len(self.earlier), msgid)])
        return rate
