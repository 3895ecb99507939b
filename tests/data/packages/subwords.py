"""The two tokenizers of Argos packages, trained: SentencePiece, and byte-pair codes behind Moses's words.

`Trained.cut` gives one of the ways to cut a sentence, a model learns more of a little text when it sees
several (Kudo 2018; Provilkov, Emelianenko and Voita 2020).
"""

from __future__ import annotations

import io
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import sacremoses
import sentencepiece

SPECIAL = ["<unk>", "<s>", "</s>"]
END = "</w>"

Symbols = tuple[str, ...]
Pair = tuple[str, str]


class Trained(Protocol):
    """A trained tokenizer."""

    name: str
    tokens: list[str]
    """All that can come out, and the special ones."""

    def cut(self, text: str, side: int, *, sampled: bool) -> list[str]:
        """The tokens of a text, of the source (side 0) or of the target (1); drawn, or the usual ones."""

    def save(self, folder: Path) -> None:
        """`<name>.model`."""


class Pieces:
    """SentencePiece, a unigram model."""

    name = "sentencepiece"

    def __init__(self, texts: Iterable[str], size: int, seed: int) -> None:
        model = io.BytesIO()
        sentencepiece.set_random_generator_seed(seed)
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=model,
            vocab_size=size,
            character_coverage=1.0,
            num_threads=1,
            minloglevel=2,
        )
        self._model = model.getvalue()
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=self._model)
        self.tokens = [self._processor.id_to_piece(at) for at in range(self._processor.get_piece_size())]

    def cut(self, text: str, side: int, *, sampled: bool) -> list[str]:
        del side
        if sampled:
            pieces = self._processor.encode(
                text, out_type=str, enable_sampling=True, alpha=0.3, nbest_size=-1
            )
        else:
            pieces = self._processor.encode(text, out_type=str)
        return list(pieces)

    def save(self, folder: Path) -> None:
        (folder / "sentencepiece.model").write_bytes(self._model)


class Codes:
    """Byte-pair codes as subword-nmt writes them."""

    name = "bpe"

    def __init__(self, texts: Iterable[str], locales: tuple[str, str], size: int, seed: int) -> None:
        self._normalizers = [sacremoses.MosesPunctNormalizer(locale) for locale in locales]
        self._moses = [sacremoses.MosesTokenizer(locale) for locale in locales]
        self._words = lru_cache(maxsize=None)(self._split)
        counts = Counter(word for text in texts for word in self._words(text, 1))
        letters = {letter for word in counts for letter in word}
        self._codes = learned(counts, size - 2 * len(letters) - len(SPECIAL))
        self._ranks = {code: rank for rank, code in enumerate(self._codes)}
        self._random = random.Random(seed)
        parts = {word.removesuffix(END) for word in map("".join, self._codes) if word.endswith(END)}
        inner = {word for word in map("".join, self._codes) if not word.endswith(END)}
        self.tokens = [*SPECIAL, *sorted(letters | parts | {part + "@@" for part in letters | inner})]
        self._usual = lru_cache(maxsize=None)(self._cut)

    def _split(self, text: str, side: int) -> list[str]:
        words: list[str] = self._moses[side].tokenize(self._normalizers[side].normalize(text))
        return words

    def _cut(self, word: str, drop: float = 0) -> list[str]:
        symbols: Symbols = (*word[:-1], word[-1] + END)
        while pairs := [
            pair
            for pair in pairwise(symbols)
            if pair in self._ranks and (not drop or self._random.random() > drop)
        ]:
            symbols = merged(symbols, min(pairs, key=self._ranks.__getitem__))
        return [*(symbol + "@@" for symbol in symbols[:-1]), symbols[-1].removesuffix(END)]

    def cut(self, text: str, side: int, *, sampled: bool) -> list[str]:
        words = self._words(text, side)
        if sampled:
            return [token for word in words for token in self._cut(word, drop=0.1)]
        return [token for word in words for token in self._usual(word)]

    def save(self, folder: Path) -> None:
        lines = "".join(f"{first} {second}\n" for first, second in self._codes)
        (folder / "bpe.model").write_text(f"#version: 0.2\n{lines}", "utf-8")


def merged(symbols: Symbols, pair: Pair) -> Symbols:
    """The symbols with each occurrence of the pair made one."""
    out: list[str] = []
    at = 0
    while at < len(symbols):
        hit = symbols[at : at + 2] == pair
        out.append(symbols[at] + symbols[at + 1] if hit else symbols[at])
        at += 2 if hit else 1
    return tuple(out)


def learned(counts: Counter[str], merges: int) -> list[Pair]:
    """The most frequent pairs, one after the other (Sennrich, Haddow and Birch 2016)."""
    words = {(*word[:-1], word[-1] + END): count for word, count in counts.items()}
    pairs: Counter[Pair] = Counter()
    where: defaultdict[Pair, set[Symbols]] = defaultdict(set)

    def put(word: Symbols, count: int) -> None:
        for pair in pairwise(word):
            pairs[pair] += count
            where[pair].add(word)

    for word, count in words.items():
        put(word, count)
    codes: list[Pair] = []
    while len(codes) < merges:
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        codes.append(best)
        for word in where.pop(best):
            if word in words:
                count = words.pop(word)
                put(word, -count)
                new = merged(word, best)
                words[new] = count
                put(new, count)
        del pairs[best]
    return codes
