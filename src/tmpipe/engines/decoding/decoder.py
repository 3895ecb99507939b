"""A translation model with its tokenizers: texts in, translations, ratings and links out.

Equal texts of a run are translated once, 512 different ones a call; what that is worth, and how wide the
search should be, is in `benchmarks/machine`. Where no beam is set the search is greedy first, which is 2.5
times as fast as a beam of 4, because with full batches the output layer holds a core busy for every
hypothesis. Then the two fifths that the model is least sure of are searched again with a beam of 4, and the
likelier of both stays. So the time goes where a wider search finds something else, and it is never more than
that, for any model: what one calls a low probability is a high one for another. The price is that a text in
another company may be searched once more, or not.

Confidence is the geometric mean of the probabilities of a translation's tokens and of its end, calibrated
where somebody has done that for the model (`confidence`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from tmpipe.engines.decoding.linking import links, tokens_of
from tmpipe.engines.decoding.loaded import Loaded, Model
from tmpipe.engines.decoding.network import Hypothesis, Settings, mean
from tmpipe.parts import Link, Translation, Wish

CHUNK = 512
"""Texts that are on their way at a time: enough to fill batches of any length, little to hold."""
ALIGNED = 32
"""Pairs that are aligned at a time: each is scored once for every word of its source."""
HIDDEN = "."
"""What stands for a token of a source that is hidden. All models know what it says: nothing."""
SURE = 0.95
"""Raw confidence from which a wider search finds nothing else."""
WIDE = 4
"""The beam of a second search; argostranslate's."""

NOTHING = Translation("")
TOO_LONG = Translation("", reason="window")
ENDLESS = Translation("", reason="endless")
Pair = tuple[str, str]
"""A source and its target."""


class _Forced(NamedTuple):
    """A source, and a target or its beginning that the model is led through."""

    number: int
    """Of the pair."""
    source: list[str]
    """Tokens, without those around it."""
    target: list[str]
    """Tokens, after those that the model begins with."""


class Decoder:
    """The engine of one model, which also lets others look into its search. Loaded with the first text."""

    def __init__(self, model: Model, settings: Settings) -> None:
        self.name = model.name
        self.home = model.home
        """The package's folder, where its calibration is kept."""
        self._settings = settings
        self._loaded = Loaded(model, settings)

    def fits(self, text: str) -> bool:
        """Whether a text is within the model's window."""
        return self._loaded.pieces(text) is not None

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
        out: list[float] = []
        for start in range(0, len(pairs), CHUNK):
            out += self._rated(pairs[start : start + CHUNK])
        return out

    def align(self, pairs: Sequence[Pair]) -> list[tuple[Link, ...]]:
        """For each source and target, which words of the target come from which of the source.

        By how much less likely each word of the target is without each of the source, so it takes as long as
        several translations, the longer a text the more. No link in what is blank or beyond the window.
        """
        out: list[tuple[Link, ...]] = []
        for start in range(0, len(pairs), ALIGNED):
            out += self._aligned(pairs[start : start + ALIGNED])
        return out

    def _translated(self, texts: list[str]) -> list[Translation]:
        """One translation for each of different texts."""
        pieces = [self._loaded.pieces(text) for text in texts]
        sent = [at for at, each in enumerate(pieces) if each]
        out = [TOO_LONG if each is None else NOTHING for each in pieces]
        found = self._best([self._loaded.put(pieces[at] or ()) for at in sent])
        for at, hypothesis in zip(sent, found, strict=True):
            out[at] = self._translation(hypothesis)
        return out

    def _best(self, sources: list[list[str]]) -> list[Hypothesis]:
        """The hypothesis for each source that the settings' search finds."""
        settings = self._settings
        out = self._first(sources, beam=settings.beam_size or 1)
        if settings.beam_size is None:
            doubtful = _doubtful(out, [len(source) for source in sources], settings.doubt)
            again = self._first([sources[at] for at in doubtful], beam=WIDE)
            for at, other in zip(doubtful, again, strict=True):
                out[at] = max(out[at], other, key=_rank)
        return out

    def _first(self, sources: list[list[str]], beam: int) -> list[Hypothesis]:
        """The first hypothesis of a search for each source."""
        begun = [self._loaded.begun("")] * len(sources)
        return [each[0] for each in self._loaded.network.searched(sources, begun, beam=beam)]

    def _searched(self, wishes: Sequence[Wish], beam: int, unrepeated: int) -> list[list[Translation]]:
        """The translations for wishes of one kind."""
        pairs = [(wish.text, wish.beginning) for wish in wishes]
        forced = list(self._forced(pairs))
        sources = [self._loaded.put(each.source) for each in forced]
        begun = [each.target for each in forced]
        found = self._loaded.network.searched(sources, begun, beam=beam, unrepeated=unrepeated)
        out: list[list[Translation]] = [[] for _ in wishes]
        for each, hypotheses in zip(forced, found, strict=True):
            out[each.number] = self._ranked(wishes[each.number], each.target, hypotheses)
        return self._rerated(wishes, out)

    def _ranked(self, wish: Wish, begun: list[str], hypotheses: list[Hypothesis]) -> list[Translation]:
        """The different translations among hypotheses that begin as wished."""
        out: dict[str, Translation] = {}
        for each in sorted(hypotheses, key=_rank, reverse=True):
            # What the vocabulary lacks came out of the beginning as another word: it is put back.
            whole = each._replace(tokens=(*begun, *each.tokens[len(begun) :]))
            translation = self._translation(whole)
            if text := self._beginning(wish.beginning, translation.text):
                out.setdefault(text, Translation(text, translation.confidence))
        return list(out.values())[: wish.count]

    def _beginning(self, wanted: str, text: str) -> str:
        """The text with the very signs of its beginning, which a tokenizer may have normalized.

        Empty where it begins otherwise: a word that goes on where a blank is wanted.
        """
        ours = self._loaded.text(self._loaded.begun(wanted))
        if not text.startswith(ours):
            return text if text.startswith(wanted.strip()) else ""
        rest = text[len(ours) :]
        if rest and wanted[-1:].isspace():
            return wanted + rest.lstrip() if rest[0].isspace() else ""
        return (wanted + rest).strip()

    def _rerated(self, wishes: Sequence[Wish], found: list[list[Translation]]) -> list[list[Translation]]:
        """A search does not count what it was given: such translations are rated as a whole."""
        given = [at for at, wish in enumerate(wishes) if wish.beginning and found[at]]
        ratings = iter(self.rate([(wishes[at].text, each.text) for at in given for each in found[at]]))
        for at in given:
            rated = [Translation(each.text, next(ratings)) for each in found[at]]
            found[at] = sorted(rated, key=attrgetter("confidence"), reverse=True)
        return found

    def _rated(self, pairs: Sequence[Pair]) -> list[float]:
        """Calibrated; 0 where there is nothing to rate."""
        out = [0.0] * len(pairs)
        forced = [each for each in self._forced(pairs) if self._has_text(each)]
        found = self._logarithms([(each.source, each.target) for each in forced])
        for each, row in zip(forced, found, strict=True):
            out[each.number] = self._loaded.calibration.of(mean(math.fsum(row), len(row)))
        return out

    def _aligned(self, pairs: Sequence[Pair]) -> list[tuple[Link, ...]]:
        """By what each word of a source is worth to each of its target: all are taken away in turn."""
        out: list[tuple[Link, ...]] = [() for _ in pairs]
        forced = [each for each in self._forced(pairs) if self._has_text(each)]
        ways = [self._without(pairs[each.number][0], each.source) for each in forced]
        found = iter(
            self._logarithms(
                [(way, each.target) for each, some in zip(forced, ways, strict=True) for way in some]
            )
        )
        for each, some in zip(forced, ways, strict=True):
            out[each.number] = self._links(*pairs[each.number], each, list(islice(found, len(some))))
        return out

    def _without(self, text: str, tokens: list[str]) -> list[list[str]]:
        """A source's tokens, and those tokens without its first word, without its second, and so on."""
        words = tokens_of(text, self._loaded.source.surfaces(tokens))
        hidden = (set(numbers) for _, numbers in words)
        return [tokens, *([_hidden(tokens, numbers) for numbers in hidden])]

    def _links(
        self, text: str, target: str, forced: _Forced, logarithms: list[list[float]]
    ) -> tuple[Link, ...]:
        """By the logarithms of the target's tokens with the whole source, and without each of its words."""
        loaded = self._loaded
        own = forced.target[len(loaded.model.target_prefix) :]
        source_words = [word for word, _ in tokens_of(text, loaded.source.surfaces(forced.source))]
        target_words = tokens_of(target, loaded.target.surfaces(own))
        whole, *without = logarithms
        losses = [
            [sum(whole[at] - row[at] for at in numbers) for row in without] for _, numbers in target_words
        ]
        return links(text, target, source_words, [word for word, _ in target_words], losses)

    def _logarithms(self, pairs: Sequence[tuple[list[str], list[str]]]) -> list[list[float]]:
        """For sources and targets as tokens: of what is a target's own, and of its end."""
        loaded = self._loaded
        sources = [loaded.put(source) for source, _ in pairs]
        targets = [target for _, target in pairs]
        return loaded.network.logarithms(sources, targets, len(loaded.model.target_prefix))

    def _forced(self, pairs: Sequence[Pair]) -> Iterator[_Forced]:
        """Those pairs whose source is neither blank nor beyond the window, nor is their target beyond it."""
        for number, (text, target) in enumerate(pairs):
            source, begun = self._loaded.pieces(text), self._loaded.begun(target)
            if source and len(begun) < self._settings.longest_output:
                yield _Forced(number, source, begun)

    def _has_text(self, forced: _Forced) -> bool:
        return len(forced.target) > len(self._loaded.model.target_prefix)

    def _translation(self, found: Hypothesis) -> Translation:
        """A hypothesis as text; nothing where it has no end."""
        if not found.ended:
            return ENDLESS
        return Translation(self._loaded.text(found.tokens), self._loaded.calibration.of(found.probability))


def _hidden(tokens: list[str], numbers: set[int]) -> list[str]:
    """The tokens, of which some became one that says nothing."""
    return [HIDDEN if number in numbers else token for number, token in enumerate(tokens)]


def _doubtful(found: Sequence[Hypothesis], sizes: Sequence[int], share: float) -> list[int]:
    """The numbers of those that the model is least sure of, with so much of all tokens together.

    If there are any, one at least.
    """
    left = share * sum(sizes)
    out: list[int] = []
    for at in sorted(range(len(found)), key=lambda at: _rank(found[at])):
        if left <= 0 or _rank(found[at]) >= (True, SURE):
            break
        left -= sizes[at]
        out.append(at)
    return out


def _rank(found: Hypothesis) -> tuple[bool, float]:
    """What is likelier is better, and what has no end is worse than all else."""
    return found.ended, found.probability
