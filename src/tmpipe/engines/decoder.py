"""A translation model with its tokenizers: texts in, translations, ratings and links out.

Equal texts of a run are translated once, 512 different ones a call; what that is worth, and how wide the
search should be, is in `benchmarks/machine`. Where no beam is set the search is greedy first, which is 2.5
times as fast as a beam of 4, because with full batches the output layer holds a core busy for every
hypothesis; what the model is in doubt of is then searched again with a beam of 4, and the likelier of both
stays. So the time goes where a wider search finds something else.

Confidence is the geometric mean of the probabilities of a translation's tokens and of its end, calibrated
where somebody has done that for the model (`confidence`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from tmpipe.engines.confidence import Calibration
from tmpipe.engines.linking import links, places
from tmpipe.engines.network import Hypothesis, Network, Settings
from tmpipe.engines.subwords import Tokenizer
from tmpipe.engines.vocabulary import require_fit
from tmpipe.errors import InputError
from tmpipe.parts import Link, Translation, Wish

CHUNK = 512
"""Texts that are on their way at a time: enough to fill batches of any length, little to hold."""
WIDE = 4
"""The beam of a second search; argostranslate's."""
LONGEST_TOKEN = 24
"""Characters of a token at most, nearly: a text longer than the window times this need not be cut to see."""

NOTHING = Translation("")
Pair = tuple[str, str]
"""A source and its target."""


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model and its tokenizers are, and how texts are put before it."""

    name: str
    """For origin comments: `argos:en_fr:1.9`."""
    folder: Path
    """CTranslate2's."""
    home: Path
    """Of the whole package; its calibration is here."""
    tokenizers: tuple[Path, Path]
    """The files for source and target, which may be one."""
    load: Callable[[Path, str], Tokenizer]
    """The tokenizer of a file for a side, `source` or `target`."""
    source_prefix: tuple[str, ...] = ()
    """Tokens before each source: `>>fra<<`."""
    source_end: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    """Tokens with which each translation begins, and which are none of its text."""
    cure: str = "get it anew"
    """What to do about a model that cannot be loaded."""


class _Forced(NamedTuple):
    """A pair as tokens, without the target's prefix."""

    source: list[str]
    target: list[str]
    possible: bool
    """Whether the model can be led through it: neither side is blank or beyond the window."""


class Decoder:
    """The engine of one model, which also lets others look into its search. Loaded with the first text."""

    def __init__(self, model: Model, settings: Settings) -> None:
        self.name = model.name
        self.home = model.home
        """The package's folder, where its calibration is kept."""
        self._model = model
        self._settings = settings

    def fits(self, text: str) -> bool:
        """Whether a text is within the model's window."""
        return len(text) <= self._settings.window * LONGEST_TOKEN and (
            len(self._source.encode(text)) <= self._settings.window
        )

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a text, in order; empty, with a reason, where the model has nothing to offer.

        Streamed: at most CHUNK texts are in work, and a translation is kept only while its text comes again.
        Reasons: `window`, the text is too long; `endless`, the translation was.
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

    def search(self, wishes: Sequence[Wish]) -> list[list[Translation]]:
        """For each wish up to `count` different translations, the likeliest first.

        None where the text is blank or beyond the window, or where the model has no way to go on. Wishes for
        one kind of search are searched together. Confidence is that of the whole, its beginning included.
        """
        kinds: dict[tuple[int, int], list[int]] = {}
        for number, wish in enumerate(wishes):
            kinds.setdefault((max(wish.beam, wish.count), wish.unrepeated), []).append(number)
        out: list[list[Translation]] = [[] for _ in wishes]
        for (beam, unrepeated), numbers in kinds.items():
            for start in range(0, len(numbers), CHUNK):
                some = numbers[start : start + CHUNK]
                found = self._searched([wishes[number] for number in some], beam, unrepeated)
                for number, translations in zip(some, found, strict=True):
                    out[number] = translations
        return out

    def rate(self, pairs: Sequence[Pair]) -> list[float]:
        """How likely the model finds each target for its source, on the scale of its own confidence.

        0 for what is blank or beyond its window.
        """
        return [
            self._calibration.of(raw) if raw else 0.0
            for start in range(0, len(pairs), CHUNK)
            for raw in self._rated(pairs[start : start + CHUNK])
        ]

    def align(self, pairs: Sequence[Pair]) -> list[tuple[Link, ...]]:
        """For each source and target, which words of the target come from which of the source.

        By what the model looks at while it is led through the target. No link in what is blank or beyond the
        window.
        """
        out: list[tuple[Link, ...]] = []
        for start in range(0, len(pairs), CHUNK):
            out += self._aligned(pairs[start : start + CHUNK])
        return out

    def _translated(self, texts: list[str]) -> list[Translation]:
        """One translation for each of different texts."""
        tokens = [self._tokens(text) for text in texts]
        sent = [at for at, sequence in enumerate(tokens) if sequence]
        out = [Translation("", reason="window") if text.strip() else NOTHING for text in texts]
        for at, found in zip(sent, self._best([tokens[at] for at in sent]), strict=True):
            out[at] = self._translation(found)
        return out

    def _best(self, sources: list[list[str]]) -> list[Hypothesis]:
        """The hypothesis for each source that the settings' search finds."""
        settings = self._settings
        found = self._hypotheses(sources, beam=settings.beam_size or 1)
        out = [each[0] for each in found]
        if settings.beam_size is None:
            doubtful = [at for at, one in enumerate(out) if _doubtful(one, settings.doubt)]
            again = self._hypotheses([sources[at] for at in doubtful], beam=WIDE)
            for at, others in zip(doubtful, again, strict=True):
                out[at] = max(out[at], others[0], key=_rank)
        return out

    def _hypotheses(self, sources: list[list[str]], beam: int) -> list[list[Hypothesis]]:
        begin = [self._model.target_prefix] * len(sources)
        return self._network.searched(sources, begin, beam=beam)

    def _searched(self, wishes: Sequence[Wish], beam: int, unrepeated: int) -> list[list[Translation]]:
        """The translations for wishes of one kind."""
        tokens = [self._tokens(wish.text) for wish in wishes]
        begun = [[*self._model.target_prefix, *self._target.encode(wish.beginning)] for wish in wishes]
        sent = [
            at for at, each in enumerate(tokens) if each and len(begun[at]) < self._settings.longest_output
        ]
        found = self._network.searched(
            [tokens[at] for at in sent], [begun[at] for at in sent], beam=beam, unrepeated=unrepeated
        )
        out: list[list[Translation]] = [[] for _ in wishes]
        for at, hypotheses in zip(sent, found, strict=True):
            out[at] = self._ranked(wishes[at], begun[at], hypotheses)
        return self._rerated(wishes, out)

    def _ranked(self, wish: Wish, begun: list[str], hypotheses: list[Hypothesis]) -> list[Translation]:
        """The different translations among hypotheses that begin as wished."""
        out: dict[str, Translation] = {}
        for each in sorted(hypotheses, key=_rank, reverse=True):
            # What the vocabulary lacks came out of the beginning as another word: it is put back.
            whole = each._replace(tokens=(*begun, *each.tokens[len(begun) :]))
            translation = self._translation(whole)
            text = self._beginning(wish.beginning, translation.text)
            if text:
                out.setdefault(text, Translation(text, translation.confidence))
        return list(out.values())[: wish.count]

    def _beginning(self, wanted: str, text: str) -> str:
        """The text with the very signs of its beginning, which a tokenizer may have normalized.

        Empty where it begins otherwise: a word that goes on where a blank is wanted.
        """
        ours = self._target.decode(self._target.encode(wanted))
        if text.startswith(ours):
            rest = text[len(ours) :]
            text = wanted + (rest.lstrip() if wanted[-1:].isspace() and rest[:1].isspace() else rest)
            inside = wanted[-1:].isspace() and rest and not rest[:1].isspace()
            return "" if inside else text.strip()
        return text if text.startswith(wanted.strip()) else ""

    def _rerated(self, wishes: Sequence[Wish], found: list[list[Translation]]) -> list[list[Translation]]:
        """A search does not count what it was given: such translations are rated as a whole."""
        given = [at for at, wish in enumerate(wishes) if wish.beginning and found[at]]
        pairs = [(wishes[at].text, each.text) for at in given for each in found[at]]
        ratings = iter(self.rate(pairs))
        for at in given:
            rated = [Translation(each.text, next(ratings)) for each in found[at]]
            found[at] = sorted(rated, key=attrgetter("confidence"), reverse=True)
        return found

    def _rated(self, pairs: Sequence[Pair]) -> list[float]:
        """Raw; 0 where there is nothing to rate."""
        forced = [self._forced(pair) for pair in pairs]
        sent = [at for at, each in enumerate(forced) if each.possible]
        out, prefix = [0.0] * len(pairs), self._model.target_prefix
        sources = [forced[at].source for at in sent]
        targets = [[*prefix, *forced[at].target] for at in sent]
        for at, raw in zip(sent, self._network.scored(sources, targets, len(prefix)), strict=True):
            out[at] = raw
        return out

    def _aligned(self, pairs: Sequence[Pair]) -> list[tuple[Link, ...]]:
        forced = [self._forced(pair) for pair in pairs]
        sent = [at for at, each in enumerate(forced) if each.possible]
        out: list[tuple[Link, ...]] = [() for _ in pairs]
        sources = [forced[at].source for at in sent]
        targets = [[*self._model.target_prefix, *forced[at].target] for at in sent]
        for at, rows in zip(sent, self._network.attention(sources, targets), strict=True):
            out[at] = self._links(*pairs[at], forced[at], rows)
        return out

    def _links(self, text: str, target: str, forced: _Forced, rows: list[list[float]]) -> tuple[Link, ...]:
        """By the attention of a forced target, those tokens left out that are none of the texts."""
        first, behind = len(self._model.source_prefix), len(self._model.source_end)
        own = forced.source[first : len(forced.source) - behind]
        weights = [row[first : first + len(own)] for row in rows[len(self._model.target_prefix) :]]
        source_places = places(self._source.surfaces(own), text)
        return links(
            text, target, source_places, places(self._target.surfaces(forced.target), target), weights
        )

    def _forced(self, pair: Pair) -> _Forced:
        source, target = self._tokens(pair[0]), self._target.encode(pair[1])
        return _Forced(source, target, bool(source) and 0 < len(target) < self._settings.longest_output)

    def _tokens(self, text: str) -> list[str]:
        """What stands for a text before the model; none for a blank text and for one above the window."""
        if not text.strip() or len(text) > self._settings.window * LONGEST_TOKEN:
            return []
        tokens = self._source.encode(text)
        if not 0 < len(tokens) <= self._settings.window:
            return []
        return [*self._model.source_prefix, *tokens, *self._model.source_end]

    def _translation(self, found: Hypothesis) -> Translation:
        """A hypothesis as text; nothing where it has no end."""
        if not found.ended:
            return Translation("", reason="endless")
        text = self._target.decode(list(found.tokens[len(self._model.target_prefix) :]))
        return Translation(text, self._calibration.of(found.probability))

    @cached_property
    def _network(self) -> Network:
        return Network(self._model.folder, self._settings, self._model.cure)

    @cached_property
    def _calibration(self) -> Calibration:
        return Calibration.load(self._model.home)

    @cached_property
    def _source(self) -> Tokenizer:
        return self._tokenizer("source")

    @cached_property
    def _target(self) -> Tokenizer:
        return self._tokenizer("target")

    def _tokenizer(self, side: str) -> Tokenizer:
        """The tokenizer of a side. InputError where it cannot be loaded, or is not the model's."""
        path = self._model.tokenizers[side == "target"]
        try:
            tokenizer = self._model.load(path, side)
        except (RuntimeError, OSError, ValueError) as error:
            raise InputError(
                f"the tokenizer cannot be loaded ({error}); {self._model.cure}", str(path)
            ) from error
        try:
            require_fit(tokenizer.pieces(), self._model.folder, side, path)
        except InputError as error:
            raise InputError(f"{error.message}; {self._model.cure}", error.path) from error
        return tokenizer


def _doubtful(found: Hypothesis, doubt: float) -> bool:
    return not found.ended or found.probability < doubt


def _rank(found: Hypothesis) -> tuple[bool, float]:
    """What is likelier is better, and what has no end is worse than all else."""
    return found.ended, found.probability
