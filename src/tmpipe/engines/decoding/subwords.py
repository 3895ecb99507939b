"""The two tokenizers of Argos packages: a text to the tokens of a model, and back.

They give what argostranslate's own give for the same files, except that an underscore stays one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Protocol

from tmpipe.errors import InputError

_END = "</w>"
_GOES_ON = "@@"


class Tokenizer(Protocol):
    """`decode(encode(text))` is the text, up to white space and what the package normalizes."""

    def encode(self, text: str) -> list[str]:
        """The tokens of a text."""

    def decode(self, tokens: list[str]) -> str:
        """The text of tokens."""

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """What each token shows in a text, without blanks."""

    def pieces(self) -> list[str]:
        """The tokens that it can give, but for rare ones."""


class SentencePiece:
    """SentencePiece: a word's first token begins with `▁`."""

    def __init__(self, model: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor(model_file=str(model))

    def encode(self, text: str) -> list[str]:
        """The pieces of a text."""
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """The text of pieces; a piece that the model does not know stands for itself."""
        return str(self._processor.decode_pieces(tokens)).replace("▁", " ").strip()

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """Pieces without their mark."""
        return [token.replace("▁", "") for token in tokens]

    def pieces(self) -> list[str]:
        """Those of the model."""
        numbers = list(range(self._processor.get_piece_size()))
        pieces: list[str] = self._processor.id_to_piece(numbers)
        return [
            piece
            for piece, apart in zip(pieces, self._processor.is_control(numbers), strict=True)
            if not apart
        ]


class MosesBpe:
    """Words as the Moses scripts cut them, then byte-pair codes: `@@` ends a token inside a word."""

    def __init__(self, model: Path, from_code: str, to_code: str) -> None:
        from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer

        self._normalizer = MosesPunctNormalizer(from_code)
        self._tokenizer = MosesTokenizer(from_code)
        self._detokenizer = MosesDetokenizer(to_code)
        self._bpe = Bpe(model)

    def encode(self, text: str) -> list[str]:
        """The tokens of a text."""
        words: list[str] = self._tokenizer.tokenize(self._normalizer.normalize(text))
        return [token for word in words for token in self._bpe.tokens(word)]

    def decode(self, tokens: list[str]) -> str:
        """The text of tokens."""
        words = " ".join(tokens).replace(f"{_GOES_ON} ", "").split(" ")
        return str(self._detokenizer.detokenize(words)).strip()

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """Tokens without their mark, and without the escapes of the Moses scripts."""
        return [html.unescape(token.removesuffix(_GOES_ON)) for token in tokens]

    def pieces(self) -> list[str]:
        """What the codes lead to. Of what they lead through, a vocabulary has less."""
        return self._bpe.symbols()


class Bpe:
    """Byte-pair codes as subword-nmt writes them (Sennrich, Haddow and Birch 2016, algorithm 1).

    A file of one pair of symbols a line, the most frequent first. `#version: 0.2` in the first line says
    that the mark of a word's end belongs to its last letter; without it the mark is a symbol of its own.
    """

    def __init__(self, model: Path) -> None:
        lines = model.read_text("utf-8").removesuffix("\n").split("\n")
        marked = lines[0].startswith("#version:")
        version = re.sub(r"(\.0+)*$", "", lines[0].split()[-1]) if marked else "0.1"
        if version not in {"0.1", "0.2"}:
            raise InputError(f"byte-pair codes of version {version} are not known", str(model), 1)
        self._end_apart = version == "0.1"
        self._ranks: dict[tuple[str, str], int] = {}
        for number, line in enumerate(lines[marked:], start=1 + marked):
            match line.strip("\r\n ").split(" "):
                case [first, second]:
                    self._ranks.setdefault((first, second), number)
                case _:
                    raise InputError("a line of byte-pair codes has two symbols", str(model), number)
        self.tokens = lru_cache(maxsize=50_000)(self._tokens)

    def symbols(self) -> list[str]:
        """The tokens that no further code joins."""
        joined = {first + second for first, second in self._ranks}
        inner = {symbol for pair in self._ranks for symbol in pair}
        return [
            each.removesuffix(_END) if each.endswith(_END) else each + _GOES_ON for each in joined - inner
        ]

    def _tokens(self, word: str) -> tuple[str, ...]:
        """The tokens of a word."""
        symbols = [*word[:-1], word[-1], _END] if self._end_apart else [*word[:-1], word[-1] + _END]
        while len(symbols) > 1:
            best = min(pairwise(symbols), key=lambda pair: self._ranks.get(pair, inf))
            if best not in self._ranks:
                break
            symbols = _merged(symbols, best)
        ended = [symbol.removesuffix(_END) for symbol in symbols if symbol != _END]
        return (*(symbol + _GOES_ON for symbol in ended[:-1]), ended[-1])


def _merged(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    """The symbols with each occurrence of the pair, from the left, made one."""
    out: list[str] = []
    at = 0
    while at < len(symbols):
        hit = (symbols[at], symbols[at + 1]) == pair if at + 1 < len(symbols) else False
        out.append(symbols[at] + symbols[at + 1] if hit else symbols[at])
        at += 2 if hit else 1
    return out
