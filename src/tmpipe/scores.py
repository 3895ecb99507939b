"""What measuring machine translation comes to: values that flow from `pipeline.scoring` to reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tmpipe.model import Signature


@dataclass(frozen=True, slots=True)
class Trial:
    """An engine and its settings, as they are to be measured."""

    engine: str
    """By which name it is known."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """What it is told beside the locales."""
    careful: bool = True
    """Whether with the care that is taken around engines."""

    def __str__(self) -> str:
        """`argos beam_size=4 plain`."""
        told = [f"{name}={value}" for name, value in self.settings.items()]
        return " ".join([self.engine, *told, *([] if self.careful else ["plain"])])


class Quality(NamedTuple):
    """Scores, 0 to 100."""

    bleu: float
    chrf: float


@dataclass(frozen=True, slots=True)
class Adherence:
    """What became of the glossary's terms in texts that got a translation."""

    mentions: int = 0
    """In their sources, of terms that the glossary has in the locale."""
    fine: int = 0
    """Of them, those that have a permitted form."""
    forbidden: int = 0
    """Texts in which a form stands that the glossary forbids."""

    def plus(self, other: Adherence) -> Adherence:
        """Both together."""
        fine, forbidden = self.fine + other.fine, self.forbidden + other.forbidden
        return Adherence(self.mentions + other.mentions, fine, forbidden)


@dataclass(frozen=True, slots=True)
class Trust:
    """What confidence was worth: all 0 to 1, but for the correlation, which is -1 to 1."""

    texts: int
    """That got a confidence with their translation."""
    confidence: float
    """The mean."""
    quality: float
    """Mean chrF of single texts."""
    error: float
    """Expected calibration error: `engines.confidence`."""
    correlation: float | None
    """Pearson's, of confidence and chrF; None where either is always the same."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time."""

    wall: float = 0.0
    """Seconds on the clock."""
    cpu: float = 0.0
    """Seconds of all cores that this process had."""

    def plus(self, other: Span) -> Span:
        """Both together."""
        return Span(self.wall + other.wall, self.cpu + other.cpu)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast texts were translated."""

    texts: int
    words: int
    """Of the sources."""
    work: Span
    """Translating, without what came before and after."""
    load: Span
    """Until the model had translated its first text; 0 where it was loaded already."""
    memory: int | None
    """Bytes that the process has had at most, until now; None where the system does not say."""

    @property
    def texts_per_second(self) -> float:
        """On the clock."""
        return self.texts / (self.work.wall or 1e-9)

    @property
    def words_per_second(self) -> float:
        """On the clock."""
        return self.words / (self.work.wall or 1e-9)


@dataclass(frozen=True, slots=True)
class Scored:
    """What one trial came to on one set."""

    trial: Trial
    engine: str
    """What it calls itself: `argos:en_fr:1.9`."""
    path: str
    texts: int
    covered: int
    """Texts that got something."""
    quality: Quality
    """Of all texts, those without a translation as empty ones."""
    covered_quality: Quality
    """Of those that got one."""
    terms: Adherence
    ways: Mapping[str, int]
    """How translations were made; `plain` is the model's own first one."""
    reasons: Mapping[str, int]
    """Why texts got nothing."""
    trust: Trust | None
    """None where the engine says nothing of its confidence."""
    signature: Signature
    pace: Pace


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A package's calibration, fitted on the texts that were measured and kept in its folder."""

    path: str
    texts: int
    before: float
    """Expected calibration error as it was."""
    after: float
    """With the new line, on texts that it was not fitted on."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The outcome: a row for each set and trial, set by set."""

    rows: tuple[Scored, ...]
    metrics: Mapping[str, str]
    """sacrebleu's own signatures: `nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0`."""
    calibrated: Calibrated | None = None
