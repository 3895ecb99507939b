"""BLEU and chrF as sacrebleu counts them, with its signatures; the only place that knows it.

Both are made of sums over the texts of a set: n-grams that match, n-grams that there are. Here the sums are
kept and no text, so a set of any length takes no more memory than a short one. What comes out are sacrebleu's
own corpus scores, to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tmpipe.errors import MissingPartError
from tmpipe.model import Locale
from tmpipe.scores import Quality

_TOKENIZERS = {"zh": "zh", "ja": "char", "th": "char", "ko": "char"}
"""Of BLEU, for languages that leave no blanks between words, or few; those that need no other package."""


class Counts(NamedTuple):
    """What the scores of a set, or of one text, are computed from."""

    bleu: tuple[int, ...] = ()
    chrf: tuple[int, ...] = ()

    def plus(self, other: Counts) -> Counts:
        """The counts of both together."""
        return Counts(_sums(self.bleu, other.bleu), _sums(self.chrf, other.chrf))


class Metrics:
    """Both metrics for a locale. MissingPartError where sacrebleu is not installed."""

    def __init__(self, locale: Locale) -> None:
        try:
            from sacrebleu.metrics.bleu import BLEU
            from sacrebleu.metrics.chrf import CHRF
        except ImportError as error:
            raise MissingPartError(
                "BLEU and chrF are sacrebleu's, which is not installed; run: pip install 'tmpipe[measure]'"
            ) from error
        self._bleu = BLEU(tokenize=_TOKENIZERS.get(locale.partition("-")[0]), force=True)
        self._chrf = CHRF()

    def counts(self, target: str, reference: str) -> Counts:
        """Those of one text."""
        return Counts(_counted(self._bleu, target, reference), _counted(self._chrf, target, reference))

    def quality(self, counts: Counts) -> Quality:
        """The scores of a set by its counts; of nothing they are 0."""
        return Quality(_score(self._bleu, counts.bleu), self.chrf(counts))

    def chrf(self, counts: Counts) -> float:
        """chrF alone, which has a meaning for single texts, too."""
        return _score(self._chrf, counts.chrf)

    def signatures(self) -> dict[str, str]:
        """sacrebleu's, by the metric's name; it knows them when it has seen a text."""
        metrics = {"BLEU": self._bleu, "chrF": self._chrf}
        return {name: str(metric.get_signature().format()) for name, metric in metrics.items()}


def _sums(some: tuple[int, ...], others: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(sum, zip(some, others, strict=True))) if some and others else some or others


def _counted(metric: Any, target: str, reference: str) -> tuple[int, ...]:
    """One text's sufficient statistics: what the metric itself adds up over a corpus."""
    [counts] = metric._extract_corpus_statistics([target], [[reference]])
    return tuple(counts)


def _score(metric: Any, counts: Sequence[int]) -> float:
    return float(metric._compute_score_from_stats(list(counts)).score) if counts else 0.0
