"""Any engine with all that makes its translations safe to suggest: useful or absent, with the reason.

    msgid -> literal text and codes -> pieces that fit the engine -> each different piece once through the
    contest -> the pieces joined -> codes put back -> the whole judged once more

An engine that carries codes itself, as `pseudo` does, gets the msgids as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from tmpipe.engines.care.capitals import shouted
from tmpipe.engines.care.cases import Machine, expected
from tmpipe.engines.care.codes import Lifted, lift
from tmpipe.engines.care.contest import Contest, Jury, reason_of, ways_of
from tmpipe.engines.care.parcels import Parcel, pack
from tmpipe.model import Locale, escaped
from tmpipe.parts import LEAST_CONFIDENCE, Engine, Gate, Link, Searching, Translation

CHUNK, REMOTE_CHUNK = 512, 64
"""Texts that are on their way at a time: enough to fill batches of any length, little to hold. Of an engine
that nobody can look into, a server perhaps, fewer: what is on its way is lost when it goes away."""
REMEMBERED = 4096
"""Pieces whose translations are kept for the chunks that follow."""
LONGEST = 1000
"""Characters of a piece at most, where the engine does not say what fits."""

_Settled: TypeAlias = Mapping[str, Translation]


@dataclass(frozen=True, slots=True)
class _Job:
    """A msgid on its way."""

    msgid: str
    lifted: Lifted
    parcel: Parcel
    phrases: tuple[str, ...]
    """What stands within its codes, where the engine cannot say which words come from there."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is to be translated."""
        return (*self.parcel.pieces, *self.phrases)


class Careful:
    """An engine of msgids with codes, around one of literal texts for the same pair of locales.

    A text of a confidence below `least` is none; 0 lets all pass.
    """

    carries_codes = True

    def __init__(
        self,
        engine: Engine,
        source_locale: Locale,
        locale: Locale,
        gate: Gate | None = None,
        *,
        least: float = LEAST_CONFIDENCE,
        chunk: int | None = None,
    ) -> None:
        self.name = engine.name
        self._engine = engine
        self._source_locale, self._locale = source_locale, locale
        self._jury = Jury(source_locale, locale, gate)
        self._contest = Contest(Machine(engine, source_locale, locale), self._jury)
        self._searching = engine if isinstance(engine, Searching) else None
        self._fits: Callable[[str], bool] = getattr(engine, "fits", _fits)
        self._least = least
        self._chunk = chunk or (CHUNK if self._searching else REMOTE_CHUNK)
        self._remembered: dict[str, Translation] = {}

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a msgid, in order, with codes in place; empty with a reason where there is none.

        Streamed: at most a chunk is in work, and a translation is kept only while its msgid comes again.
        Where the engine fails, what came before is yielded first, then its error is raised.
        """
        if getattr(self._engine, "carries_codes", False):
            yield from self._engine.translate(texts)
            return
        waiting = Counter(texts)
        done: dict[str, Translation] = {}
        for start in range(0, len(texts), self._chunk):
            chunk = texts[start : start + self._chunk]
            made = self._made(list(dict.fromkeys(text for text in chunk if text not in done)))
            for text in chunk:
                if text not in done:
                    done[text] = next(made)
                yield done[text]
                waiting[text] -= 1
                if not waiting[text]:
                    del done[text]

    def _made(self, msgids: Sequence[str]) -> Iterator[Translation]:
        """The translations of different msgids."""
        jobs = [self._job(msgid) for msgid in msgids]
        settled = dict(self._remembered)
        new = dict.fromkeys(text for job in jobs for text in job.texts if text not in settled)
        failure: Exception | None = None
        try:
            settled.update(self._contest.settled(list(new)))  # one by one: what came before an error is there
        except Exception as error:
            failure = error
        ready = [job for job in jobs if all(text in settled for text in job.texts)]
        links = self._links(ready, settled)
        for job in jobs:
            if failure and not all(text in settled for text in job.texts):
                raise failure
            yield self._confident(self._finished(job, settled, links))
        self._remembered = dict(islice(settled.items(), max(0, len(settled) - REMEMBERED), None))

    def _job(self, msgid: str) -> _Job:
        lifted = lift(msgid)
        names = self._names(lifted.text) if shouted(lifted.text, self._source_locale) else ()
        parcel = pack(lifted.text, self._source_locale, self._locale, window=self._fits, names=names)
        alone = lifted.inner and parcel.pieces and not self._searching
        return _Job(msgid, lifted, parcel, lifted.spans() if alone else ())

    def _names(self, text: str) -> list[str]:
        """The glossary's names in a text in capitals, as they are written in a sentence."""
        gate = self._jury.gate
        if gate is None:
            return []
        found = [(each, one) for each in (text, text.title()) for one in gate.demands(each) if one.kept]
        return [each[one.start : one.end] for each, one in found]

    def _links(self, jobs: Sequence[_Job], settled: _Settled) -> dict[str, tuple[Link, ...]]:
        """Which words of the pieces' translations come from where, for those with codes inside."""
        pieces = dict.fromkeys(piece for job in jobs if job.lifted.inner for piece in job.parcel.pieces)
        pairs = [(piece, settled[piece].text) for piece in pieces if settled[piece].text]
        if not self._searching or not pairs:
            return {}
        return {source: links for (source, _), links in zip(pairs, self._searching.align(pairs), strict=True)}

    def _finished(self, job: _Job, settled: _Settled, links: Mapping[str, tuple[Link, ...]]) -> Translation:
        """The whole translation of a msgid, if it is one."""
        parcel = job.parcel
        if parcel.reason:
            return Translation("", reason=parcel.reason)
        if parcel.kept is not None:
            return self._kept(job, parcel.kept)
        pieces = [settled[piece] for piece in parcel.pieces]
        if empty := next((one for one in pieces if not one.text), None):
            return empty
        if parcel.pieces == (job.msgid,) and escaped(pieces[0].text) == pieces[0].text:
            return pieces[0]
        target, joints = parcel.joined(
            [one.text for one in pieces], [links.get(piece, ()) for piece in parcel.pieces]
        )
        if job.phrases:
            text = job.lifted.lower_by(target, [settled[phrase].text for phrase in job.phrases])
        else:
            text = job.lifted.lower(target, joints)
        return self._judged(job, target, text, Translation("", expected(pieces), way=ways_of(pieces)))

    def _confident(self, made: Translation) -> Translation:
        """The translation; nothing where the engine doubts it too much, or tells no number."""
        if not made.text or made.confidence is None:
            return made
        if not made.confidence >= self._least:
            return Translation("", reason="doubtful")
        return made if made.confidence <= 1 else replace(made, confidence=1.0)

    def _kept(self, job: _Job, kept: str) -> Translation:
        """What is not to be translated, as it is."""
        text = job.msgid if kept == job.lifted.text else job.lifted.lower(kept, ())
        return Translation(text or "", 1.0, "" if text else "codes", "kept")

    def _judged(self, job: _Job, target: str, text: str | None, made: Translation) -> Translation:
        """The translation with its codes, unless something is found in the whole that was in no piece."""
        if text is None:
            return Translation("", reason="codes")
        findings = self._jury.findings(job.lifted.text, target, (job.msgid, text))
        return Translation("", reason=reason_of(findings[0])) if findings else replace(made, text=text)


def _fits(text: str) -> bool:
    return len(text) <= LONGEST
