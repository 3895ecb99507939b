"""A CTranslate2 model: sequences of tokens in, sequences of tokens out, many at a time.

CTranslate2 sorts what one call gets by length and cuts it into batches by tokens; each worker takes one batch
after the other. A worker has one thread: two threads that share a batch wait for each other at every layer,
and where the second core is busy they fall to a fifth of one thread's speed, while a worker that is slow
leaves the rest to the others (`benchmarks/machine`).
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tmpipe.errors import ConfigurationError, InputError

Tokens = Sequence[str]

LENGTH_PENALTY = 1
"""A beam ranks by the mean of the logarithms, so that long hypotheses are worth as much as short ones.
argostranslate's 0.2 is in favour of short ones, and costs it up to 1 chrF (`benchmarks/machine`)."""
MOST_WORKERS = 4
"""Without a setting."""
MOST: Mapping[str, int] = {"beam_size": 64, "threads": 256, "batch_tokens": 65_536, "window": 5000}
"""The largest settings. Far above, CTranslate2 takes all memory, or ends the process, without a word."""
VOCABULARY_MAP = "vmap.txt"
"""A model that brings one is run with it: only tokens come out that it has for those of the source."""
SIZES = (16, 64)
"""Tokens up to which a source is short, or of middle length: it bounds how long its translation may be."""
SCORED_TOKENS = 128
"""Of a batch that is scored, where the numbers of the whole vocabulary stand at once for every token."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is run."""

    beam_size: int | None = None
    """None: greedy, and what the model is in doubt of once more with a wider beam (`decoder`)."""
    doubt: float = 0.4
    """The share of all text, by tokens, that is searched again where no `beam_size` is set; 0: none is."""
    threads: int | None = None
    """Workers of one thread each; None: one a core that we may use, MOST_WORKERS at most."""
    batch_tokens: int = 1024
    """Tokens of all workers' batches, padding included; fewer for a beam."""
    window: int = 200
    """Tokens of a text at most. OpenNMT trains on sentences up to 150; far above, models lose the thread."""
    compute_type: str | None = None
    """CTranslate2's; None: int8 where the processor can, else what the model was saved in."""

    def __post_init__(self) -> None:
        for name, most in MOST.items():
            value: object = getattr(self, name)
            unset = value is None and name in {"beam_size", "threads"}
            whole = isinstance(value, int) and not isinstance(value, bool)
            if not unset and not (whole and 1 <= getattr(self, name) <= most):
                told = f"the engine's {name} is a whole number from 1 to {most}, not {value!r}"
                raise ConfigurationError(told)
        kind: object = self.compute_type
        if not (kind is None or isinstance(kind, str)):
            raise ConfigurationError(f"the engine's compute_type is a text, not {kind!r}")
        doubt: object = self.doubt
        if isinstance(doubt, bool) or not isinstance(doubt, int | float) or not 0 <= doubt <= 1:
            raise ConfigurationError(f"the engine's doubt is a number from 0 to 1, not {doubt!r}")

    @classmethod
    def of(cls, engine: str, settings: dict[str, Any], others: Sequence[str] = ()) -> Settings:
        """The settings of an engine. ConfigurationError lists the known ones, with the engine's `others`."""
        known = cls.__dataclass_fields__
        if unknown := sorted(set(settings) - set(known)):
            listed = ", ".join((*others, *known))
            raise ConfigurationError(f"the {engine} engine has no setting {unknown[0]}; it has {listed}")
        return cls(**settings)

    @property
    def longest_output(self) -> int:
        """Tokens at which any translation is cut off: it has no end."""
        return 2 * self.window + 8

    def longest(self, tokens: int) -> int:
        """Those at which that of a source of so many is: a model that loops costs as much as it may say."""
        size = next((size for size in SIZES if tokens <= size), self.window)
        return min(3 * size + 30, self.longest_output)


class Hypothesis(NamedTuple):
    """What a search came to."""

    tokens: tuple[str, ...]
    probability: float
    """The geometric mean of its tokens', that of the end included; without those of a beginning that was
    given."""
    ended: bool


class Network:
    """A loaded model. InputError for one that cannot be; `cure` says what to do about it."""

    def __init__(self, folder: Path, settings: Settings, cure: str) -> None:
        import ctranslate2

        self._settings = settings
        count = settings.threads or workers()
        self._batch = max(1, settings.batch_tokens // count)  # all together hold as much as one would
        self._mapped = (folder / VOCABULARY_MAP).is_file()
        kind = settings.compute_type or _fastest(ctranslate2)
        try:
            self._translator = ctranslate2.Translator(
                str(folder),
                compute_type=kind,
                inter_threads=count,
                intra_threads=1,
            )
        except ValueError as error:
            if settings.compute_type and "compute type" in str(error):
                known = ", ".join(sorted(ctranslate2.get_supported_compute_types("cpu")))
                raise ConfigurationError(
                    f"the compute_type {kind!r} is not known here; {known} are"
                ) from error
            raise _unloadable(folder, cure, error) from error
        except RuntimeError as error:
            raise _unloadable(folder, cure, error) from error

    def searched(
        self,
        sources: Sequence[Tokens],
        beginnings: Sequence[Tokens] | None = None,
        *,
        beam: int = 1,
        unrepeated: int = 0,
    ) -> list[list[Hypothesis]]:
        """For each source the hypotheses of its beam, as CTranslate2 ranks them; a beginning is of theirs."""
        begun: Sequence[Tokens] = beginnings or [()] * len(sources)
        sizes: dict[int, list[int]] = {}
        for number, pair in enumerate(zip(sources, begun, strict=True)):
            sizes.setdefault(self._settings.longest(max(map(len, pair))), []).append(number)
        running = []  # all sizes at once: no worker waits for the others at the end of each
        for most, numbers in sorted(sizes.items(), reverse=True):
            texts, given = [sources[at] for at in numbers], [begun[at] for at in numbers]
            running.append((most, numbers, self._started(texts, given, beam, unrepeated, most)))
        out: list[list[Hypothesis]] = [[] for _ in sources]
        for most, numbers, results in running:
            for at, each in zip(numbers, results, strict=True):
                result = each.result()
                pairs = zip(result.hypotheses, result.scores, strict=True)
                out[at] = [_hypothesis(*pair, len(begun[at]), most) for pair in pairs]
        return out

    def _started(
        self, sources: Sequence[Tokens], begun: Sequence[Tokens], beam: int, unrepeated: int, most: int
    ) -> list[Any]:
        """The results of a search that goes on, cut off at `most` tokens."""
        results: list[Any] = self._translator.translate_batch(
            list(map(list, sources)),
            target_prefix=list(map(list, begun)) if any(begun) else None,
            asynchronous=True,
            beam_size=beam,
            num_hypotheses=beam,
            length_penalty=LENGTH_PENALTY,
            no_repeat_ngram_size=unrepeated,
            max_batch_size=max(1, 2 * self._batch // (beam + 1)),  # a wider search takes more memory a token
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=most,
            replace_unknowns=True,
            use_vmap=self._mapped,
            return_scores=True,
        )
        return results

    def logarithms(
        self, sources: Sequence[Tokens], targets: Sequence[Tokens], given: int = 0
    ) -> list[list[float]]:
        """The logarithms of the probabilities of each target's tokens, and of its end.

        The first `given` of them are left out.
        """
        if not sources:
            return []
        results = self._translator.score_batch(
            list(map(list, sources)),
            list(map(list, targets)),
            max_batch_size=SCORED_TOKENS,
            batch_type="tokens",
            max_input_length=0,
            offset=given,
        )
        return [result.log_probs for result in results]


def _hypothesis(tokens: list[str], score: float, given: int, most: int) -> Hypothesis:
    """`score` is the sum of the tokens' logarithms, divided by how many they are.

    That number counts the end and the `given` tokens of a beginning, the sum only the end.
    """
    count = len(tokens) + 1
    return Hypothesis(tuple(tokens), mean(score * count, count - given), len(tokens) < most)


def workers() -> int:
    """As many as there are cores for us, MOST_WORKERS at most."""
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    return min(MOST_WORKERS, cores)


def mean(logarithms: float, count: int) -> float:
    """The geometric mean of so many probabilities, by the sum of their logarithms."""
    return min(1.0, math.exp(logarithms / max(1, count)))


def _fastest(ctranslate2: Any) -> str:
    return "int8" if "int8" in ctranslate2.get_supported_compute_types("cpu") else "default"


def _unloadable(folder: Path, cure: str, error: Exception) -> InputError:
    return InputError(f"the model cannot be loaded ({error}); {cure}", str(folder))
