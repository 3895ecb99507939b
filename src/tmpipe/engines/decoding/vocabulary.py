"""The tokens that a model knows, and whether they are those of a tokenizer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tmpipe.errors import InputError

LEAST = 0.5
"""So much of what a tokenizer can give is known to the model that was trained with it, and usually all."""


def vocabulary(folder: Path, side: str) -> frozenset[str]:
    """The tokens of a CTranslate2 model for one side, `source` or `target`.

    CTranslate2 wrote lines once, and writes JSON now. InputError where there are none.
    """
    for name in ("shared", side):
        for suffix in ("json", "txt"):
            path = folder / f"{name}_vocabulary.{suffix}"
            if path.is_file():
                return frozenset(_read(path))
    raise InputError(f"the model has no vocabulary for its {side} (shared_vocabulary.json)", str(folder))


def require_fit(pieces: Iterable[str], folder: Path, side: str, tokenizer: Path) -> None:
    """InputError where most pieces of a tokenizer are none that the model knows."""
    known = vocabulary(folder, side)
    every = set(pieces)
    found = len(every & known)
    if found < LEAST * len(every):
        raise InputError(
            f"this tokenizer is not the model's: of its {len(every)} pieces the {side} vocabulary of "
            f"{folder} has {found}; both must come from one training",
            str(tokenizer),
        )


def _read(path: Path) -> list[str]:
    try:
        text = path.read_text("utf-8")
        tokens = json.loads(text) if path.suffix == ".json" else text.removesuffix("\n").split("\n")
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"the vocabulary cannot be read ({error})", str(path)) from error
    if not isinstance(tokens, list) or not tokens or not all(isinstance(token, str) for token in tokens):
        raise InputError("the vocabulary cannot be read (it is no list of tokens)", str(path))
    return tokens
