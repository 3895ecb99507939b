"""How good and how fast machine translation is, measured on texts with references.

Engines are measured as translators meet them, with all the care that is taken around them, and on demand
without. Every text counts: one that got nothing counts as empty; beside it stand the scores of the texts that
got something. Of a set no text is kept, so long ones take no more memory than short ones.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import StatisticsError, correlation, fmean

from tmpipe import parts
from tmpipe.engines.confidence import DEFAULT, Calibration, Pair, expected_error, held_out_error
from tmpipe.errors import UsageError
from tmpipe.glossary.termbase import Verdict
from tmpipe.model import Signature, escaped, unescaped
from tmpipe.pipeline.ground import Ground
from tmpipe.pipeline.metrics import Counts, Metrics
from tmpipe.pipeline.pace import Watch
from tmpipe.pipeline.references import Referenced, References
from tmpipe.record import digest
from tmpipe.scores import Adherence, Calibrated, Pace, Scored, Scores, Trial, Trust
from tmpipe.text import words
from tmpipe.version import __version__

CHUNK = 4096
"""Texts that are held at a time."""
_FIRST = "Yes."
"""A text that costs next to nothing: an engine loads its model with the first one."""


def measure_machine(
    ground: Ground,
    sets: Sequence[References],
    trials: Sequence[Trial],
    *,
    calibrate: bool = False,
    told: Callable[[int], object] = int,
) -> Scores:
    """What each trial comes to on each set; `told` hears of every text that is done.

    With `calibrate` the only trial's package gets a calibration that fits all these texts. UsageError for
    several trials, or an engine that has no package to keep it in.
    """
    if calibrate and len(trials) != 1:
        raise UsageError("--calibrate fits one engine with one setting; name one, without --plain")
    metrics = Metrics(ground.locale)
    known = [(each, each.count(), each.digest()) for each in sets]
    runs = [_Run(ground, trial, metrics, told) for trial in trials]
    rows = [run.scored(*one) for run in runs for one in known]
    by_set = [row for number in range(len(known)) for row in rows[number :: len(known)]]
    calibrated = runs[0].calibrated() if calibrate else None
    return Scores(tuple(by_set), metrics.signatures(), calibrated)


def total(sets: Sequence[References], trials: Sequence[Trial]) -> int:
    """How many texts a run will translate. InputError for what is wrong in a set."""
    return len(trials) * sum(each.count() for each in sets)


class _Run:
    """One trial: its engine is opened with the first set and serves all of them."""

    def __init__(self, ground: Ground, trial: Trial, metrics: Metrics, told: Callable[[int], object]) -> None:
        self.ground, self.trial, self.metrics, self.told = ground, trial, metrics, told
        self.pairs = _Pairs()
        self.engine: parts.Engine | None = None

    def scored(self, references: References, count: int, sha: str) -> Scored:
        """What it comes to on a set."""
        watch = Watch()
        translated = self._ready(watch)
        tally = _Tally(self.metrics, self.ground)
        for chunk in references.chunks(CHUNK):
            with watch.running():
                made = translated([one.source for one in chunk])
            watch.words += sum(words.count(one.source, self.ground.source_locale) for one in chunk)
            for one, translation in zip(chunk, made, strict=True):
                tally.add(one, translation)
            self.told(len(chunk))
        self.pairs.extend(tally.pairs)
        assert self.engine is not None
        signature = self._signature(references, count, sha)
        return tally.scored(self.trial, self.engine.name, references.path, signature, watch.pace(count))

    def calibrated(self) -> Calibrated:
        """Fits the package's calibration to all texts so far and keeps it."""
        home = getattr(self.engine, "home", None)
        if not isinstance(home, Path):
            raise UsageError(f"{self.trial.engine} has no package in which a calibration could be kept")
        pairs = list(self.pairs)
        raw = _uncalibrated(pairs, Calibration.load(home))
        place = Calibration.fit(raw).save(home)
        return Calibrated(str(place), len(pairs), expected_error(pairs), held_out_error(raw))

    def _ready(self, watch: Watch) -> Callable[[Sequence[str]], list[parts.Translation]]:
        """Translates literal texts by an engine that has loaded its model."""
        if self.engine is None:
            with watch.loading():
                self.engine = self.ground.opened(self.trial)
                list(self.engine.translate([_FIRST]))
        if self.trial.careful:
            return _literal(self.ground.careful(self.engine))
        return _literal(self.engine) if getattr(self.engine, "carries_codes", False) else _plain(self.engine)

    def _signature(self, references: References, count: int, sha: str) -> Signature:
        """All that the scores rest on; whoever has it and the file can measure them again."""
        assert self.engine is not None
        told = self.ground.settings(self.trial)
        settings = ",".join(f"{name}={value}" for name, value in sorted(told.items()))
        return Signature(
            (
                ("version", __version__),
                ("engine", self.engine.name),
                ("settings", settings or "default"),
                ("care", "yes" if self.trial.careful else "no"),
                ("set", Path(references.path).name),
                ("sha256", sha),
                ("texts", str(count)),
                ("source", self.ground.source_locale),
                ("locale", self.ground.locale),
                ("glossary", self.ground.glossary),
                ("calibration", _calibration(self.engine)),
            )
        )


def _calibration(engine: parts.Engine) -> str:
    """A hash of the line of its package; `none` where nobody has fitted one."""
    home = getattr(engine, "home", None)
    line = Calibration.load(home) if isinstance(home, Path) else DEFAULT
    return "none" if line == DEFAULT else digest(line.points)[:12]


def _plain(engine: parts.Engine) -> Callable[[Sequence[str]], list[parts.Translation]]:
    """An engine of literal texts as it is."""
    return lambda texts: list(engine.translate(texts))


def _literal(engine: parts.Engine) -> Callable[[Sequence[str]], list[parts.Translation]]:
    """An engine of texts as they are in catalogs, for literal ones."""

    def translated(texts: Sequence[str]) -> list[parts.Translation]:
        made = engine.translate([escaped(text) for text in texts])
        return [_unescaped(one) for one in made]

    return translated


def _unescaped(translation: parts.Translation) -> parts.Translation:
    text = unescaped(translation.text)
    return parts.Translation(text, translation.confidence, translation.reason, translation.way)


class _Pairs:
    """Pairs of confidence and quality, 16 bytes each."""

    def __init__(self) -> None:
        self.confidences, self.qualities = array("d"), array("d")

    def add(self, confidence: float, quality: float) -> None:
        """One more."""
        self.confidences.append(confidence)
        self.qualities.append(quality)

    def extend(self, other: _Pairs) -> None:
        """All of another's."""
        self.confidences.extend(other.confidences)
        self.qualities.extend(other.qualities)

    def __iter__(self) -> Iterator[Pair]:
        return map(Pair, self.confidences, self.qualities)

    def trust(self) -> Trust | None:
        """What they say of confidence; None without any."""
        count = len(self.confidences)
        if not count:
            return None
        means = fmean(self.confidences), fmean(self.qualities)
        return Trust(count, *means, expected_error(self), self._correlation())

    def _correlation(self) -> float | None:
        try:
            return correlation(self.confidences, self.qualities)
        except StatisticsError:
            return None


def _uncalibrated(pairs: Sequence[Pair], line: Calibration) -> list[Pair]:
    return [Pair(line.raw(confidence), quality) for confidence, quality in pairs]


class _Tally:
    """What is counted of a set, text by text."""

    def __init__(self, metrics: Metrics, ground: Ground) -> None:
        self.metrics, self.ground = metrics, ground
        self.all, self.covered = Counts(), Counts()
        self.ways: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.terms = Adherence()
        self.pairs = _Pairs()

    def add(self, text: Referenced, made: parts.Translation) -> None:
        """One more text."""
        counts = self.metrics.counts(made.text, text.reference)
        self.all = self.all.plus(counts)
        if not made.text.strip():
            self.reasons[made.reason or "empty"] += 1
            return
        self.covered = self.covered.plus(counts)
        self.ways[made.way or "plain"] += 1
        self.terms = self.terms.plus(adherence(self.ground, text.source, made.text))
        if made.confidence is not None:
            self.pairs.add(made.confidence, self.metrics.chrf(counts) / 100)

    def scored(self, trial: Trial, engine: str, path: str, signature: Signature, pace: Pace) -> Scored:
        """All of it."""
        covered = self.ways.total()
        return Scored(
            trial,
            engine,
            path,
            covered + self.reasons.total(),
            covered,
            self.metrics.quality(self.all),
            self.metrics.quality(self.covered),
            self.terms,
            _by_count(self.ways),
            _by_count(self.reasons),
            self.pairs.trust(),
            signature,
            pace,
        )


def adherence(ground: Ground, source: str, target: str) -> Adherence:
    """What became of a text's terms: a mention is fine unless the gate misses its form there."""
    named = Counter(
        one.term.id for one in ground.termbase.find(source) if ground.termbase.wanted(one, ground.locale)
    )
    verdicts = ground.termbase.judge(source, target, ground.locale) if named else ()
    lacking = {one.term.id: _lacking(one, named) for one in verdicts}
    forbidden = any(one.check == "term-forbidden" for one in verdicts)
    mentions = named.total()
    return Adherence(mentions, mentions - sum(lacking.values()), int(forbidden))


def _lacking(verdict: Verdict, named: Mapping[str, int]) -> int:
    """How many of a term's mentions have no permitted form; of one that is said once at most, all or none."""
    mentions = named.get(verdict.term.id, 0)
    if verdict.term.occurrences == "once":
        return mentions if verdict.found < verdict.needed else 0
    return min(mentions, max(0, verdict.needed - verdict.found))


def _by_count(counter: Counter[str]) -> dict[str, int]:
    """The most frequent first, then by name."""
    return dict(sorted(counter.items(), key=lambda one: (-one[1], one[0])))
