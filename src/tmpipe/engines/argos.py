"""Argos packages run straight through CTranslate2, many sentences at a time.

argostranslate translates one paragraph after the other, in batches of about one sentence (its limit of 32
counts tokens), at beam 4. Here 512 texts at a time go to CTranslate2, which sorts them by length and cuts
them into batches by tokens; equal texts are translated once. That alone is 2.5 times as fast.

The beam is 1 unless set, which is 2.5 times as fast again: with batches the output layer holds a core busy
for every hypothesis. What comes out is a suggestion that a human finishes, and what is plainly bad is left
out (`guards`), so speed is worth more here than the little that a wider search gains. `beam_size = 4` gives
argostranslate's own search, and its texts. `benchmarks/machine` has the figures.

A worker has one thread unless set: two on a machine whose second core is busy are slower than one.

Inline codes are taken out before, and only those at the edges come back; see `constrain`. A text longer than
the model's window gets no translation.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tmpipe.engines.constrain import Carried, carried
from tmpipe.engines.guards import objection
from tmpipe.engines.models import Package, damaged, find
from tmpipe.engines.subwords import MosesBpe, SentencePiece, Tokenizer
from tmpipe.errors import ConfigurationError, InputError, MissingPartError
from tmpipe.model import Locale
from tmpipe.parts import Engine, Translation

CHUNK = 512
"""Texts that are on their way at a time: enough to fill batches of any length, little to hold."""
LENGTH_PENALTY = 0.2
"""argostranslate's; it says how a beam weighs long hypotheses against short ones."""
LONGEST_TOKEN = 24
"""Characters of a token at most, nearly: a text longer than the window times this need not be cut to see."""

NOTHING = Translation("")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is run."""

    beam_size: int = 1
    threads: int = 1
    batch_tokens: int = 1024
    """Tokens of a batch, padding included."""
    window: int = 200
    """Tokens of a text at most. OpenNMT trains on sentences up to 150; far above, models lose the thread."""
    compute_type: str = "default"
    """CTranslate2's: `default` is what the package was saved in, int8 in Argos's."""

    def __post_init__(self) -> None:
        for name in ("beam_size", "threads", "batch_tokens", "window"):
            value = getattr(self, name)
            if not isinstance(value, int) or value < 1:
                raise ConfigurationError(f"the engine's {name} is a whole number from 1, not {value!r}")


class Argos:
    """The engine of one package. Its model is loaded with the first text."""

    def __init__(self, package: Package, locale: Locale, settings: Settings) -> None:
        self.name = f"argos:{package.from_code}_{package.to_code}:{package.version}"
        self._package = package
        self._locale = locale
        self._settings = settings

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a text, in order; empty where the model has nothing to offer.

        Streamed: at most CHUNK texts are in work, and a translation is kept only while its text comes again.
        """
        waiting = Counter(texts)
        done: dict[str, Translation] = {}
        for start in range(0, len(texts), CHUNK):
            chunk = texts[start : start + CHUNK]
            new = list(dict.fromkeys(text for text in chunk if text not in done))
            done.update(zip(new, self._translated(new), strict=True))
            for text in chunk:
                yield done[text]
                waiting[text] -= 1
                if not waiting[text]:
                    del done[text]

    def _translated(self, texts: list[str]) -> list[Translation]:
        """One translation for each of different texts."""
        inputs = [carried(text) for text in texts]
        tokens = [self._tokens(each.text) for each in inputs]
        sent = [at for at, sequence in enumerate(tokens) if sequence]
        out = [NOTHING] * len(texts)
        for at, result in zip(sent, self._run([tokens[at] for at in sent]), strict=True):
            out[at] = self._judged(inputs[at], result.hypotheses[0], result.scores[0])
        return out

    def _tokens(self, text: str) -> list[str]:
        """The text's tokens; none for a blank text and for one that is above the window."""
        if not text or len(text) > self._settings.window * LONGEST_TOKEN:
            return []
        tokens = self._tokenizer.encode(text)
        return tokens if len(tokens) <= self._settings.window else []

    def _run(self, tokens: list[list[str]]) -> list[Any]:
        """CTranslate2's results for the token sequences, in their order."""
        if not tokens:
            return []
        prefix = self._package.target_prefix
        results: list[Any] = self._translator.translate_batch(
            tokens,
            target_prefix=[[prefix]] * len(tokens) if prefix else None,
            beam_size=self._settings.beam_size,
            length_penalty=LENGTH_PENALTY,
            max_batch_size=self._settings.batch_tokens,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=self._longest_output,
            replace_unknowns=True,
            return_scores=True,
        )
        return results

    @property
    def _longest_output(self) -> int:
        return 2 * self._settings.window + 8

    def _judged(self, source: Carried, tokens: list[str], score: float) -> Translation:
        """The translation, or nothing where it has no end or the guards object."""
        if len(tokens) >= self._longest_output:
            return NOTHING
        body = tokens[1:] if self._package.target_prefix else tokens
        text = self._tokenizer.decode(body)
        if objection(source.text, text, self._locale):
            return NOTHING
        return Translation(source.put_back(text), confidence(score, len(tokens)))

    @cached_property
    def _translator(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self._package.path / "model"),
                compute_type=self._settings.compute_type,
                inter_threads=1,
                intra_threads=self._settings.threads,
            )
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        package = self._package
        model = package.path / f"{package.tokenizer}.model"
        try:
            if package.tokenizer == "bpe":
                return MosesBpe(model, package.from_code, package.to_code)
            return SentencePiece(model)
        except (RuntimeError, OSError, ValueError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> InputError:
        command = f"tmpipe models install {self._locale}"
        message = f"the model cannot be loaded ({error}); install it again: {command}"
        return InputError(message, str(self._package.path))


def confidence(score: float, tokens: int) -> float:
    """The geometric mean of the tokens' probabilities, 0 to 1.

    `score` is CTranslate2's: the sum of their logarithms, that of the end token included, divided by
    their number to the power of LENGTH_PENALTY.
    """
    return min(1.0, math.exp(score * (tokens + 1) ** (LENGTH_PENALTY - 1)))


def open_engine(source_locale: Locale, locale: Locale, **settings: Any) -> Engine:
    """The engine of the newest package for the pair; `settings` are those of `Settings`.

    MissingPartError says which command installs a package if there is none.
    """
    known = Settings.__dataclass_fields__
    if unknown := sorted(set(settings) - set(known)):
        raise ConfigurationError(f"the argos engine has no setting {unknown[0]}; it has {', '.join(known)}")
    package = find(source_locale, locale)
    if package is None:
        raise _missing(source_locale, locale)
    return Argos(package, locale, Settings(**settings))


def _missing(source_locale: Locale, locale: Locale) -> MissingPartError:
    broken = "".join(f"; {each.path} is damaged: {each.reason}" for each in damaged())
    return MissingPartError(
        f"no Argos package from {source_locale} to {locale} is installed{broken}; run: "
        f"tmpipe models install {locale}, or from a file: tmpipe models install FILE.argosmodel"
    )
