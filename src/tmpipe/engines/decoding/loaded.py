"""A model with its tokenizers and its calibration: texts as the tokens that it takes, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tmpipe.engines.confidence import Calibration
from tmpipe.engines.decoding.network import Network, Settings
from tmpipe.engines.decoding.subwords import Tokenizer
from tmpipe.engines.decoding.vocabulary import require_fit
from tmpipe.errors import InputError

LONGEST_TOKEN = 24
"""Characters of a token at most, nearly: a text longer than the window times this need not be cut to see."""


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


class Loaded:
    """What a model consists of; each part is loaded when it is needed. InputError where it cannot be."""

    def __init__(self, model: Model, settings: Settings) -> None:
        self.model, self.settings = model, settings

    @cached_property
    def network(self) -> Network:
        """The model itself."""
        return Network(self.model.folder, self.settings, self.model.cure)

    @cached_property
    def calibration(self) -> Calibration:
        """What its confidence means."""
        return Calibration.load(self.model.home)

    @cached_property
    def source(self) -> Tokenizer:
        """The tokenizer of sources."""
        return self._tokenizer("source")

    @cached_property
    def target(self) -> Tokenizer:
        """The tokenizer of targets."""
        return self._tokenizer("target")

    def pieces(self, text: str) -> list[str] | None:
        """The tokens of a source; None where they are more than the window."""
        if len(text) > self.settings.window * LONGEST_TOKEN:
            return None
        pieces = self.source.encode(text) if text.strip() else []
        return pieces if len(pieces) <= self.settings.window else None

    def put(self, pieces: Sequence[str]) -> list[str]:
        """A source's tokens with those that the model wants around them."""
        return [*self.model.source_prefix, *pieces, *self.model.source_end]

    def begun(self, text: str) -> list[str]:
        """The tokens of a target, or of its beginning, after those that the model begins with."""
        return [*self.model.target_prefix, *self.target.encode(text)]

    def text(self, tokens: Sequence[str]) -> str:
        """The text of a target's tokens."""
        return self.target.decode(list(tokens[len(self.model.target_prefix) :]))

    def _tokenizer(self, side: str) -> Tokenizer:
        """The tokenizer of a side, which must be the model's."""
        model, path = self.model, self.model.tokenizers[side == "target"]
        try:
            tokenizer = model.load(path, side)
        except (RuntimeError, OSError, ValueError) as error:
            raise InputError(f"the tokenizer cannot be loaded ({error}); {model.cure}", str(path)) from error
        try:
            require_fit(tokenizer.pieces(), model.folder, side, path)
        except InputError as error:
            raise InputError(f"{error.message}; {model.cure}", error.path) from error
        return tokenizer
