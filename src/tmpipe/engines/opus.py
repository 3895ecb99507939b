"""A plain folder with a CTranslate2 model and its tokenizers, as OPUS-MT's are when they are converted.

    [engines.opus]
    folder = "models/opus-mt-{source}-{target}"

`{source}` and `{target}` stand for the tags of the locales. The folder holds model.bin and its vocabulary,
and `source.spm` with `target.spm`, or one SentencePiece model for both sides, or `bpe.model`, codes for words
that the Moses scripts cut. A model of several target languages is told which by a token before each source,
`source_prefix = ">>fra<<"`, or before each target, `target_prefix = "__fr__"`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from tmpipe.engines.decoding.decoder import Decoder
from tmpipe.engines.decoding.loaded import Model
from tmpipe.engines.decoding.network import Settings
from tmpipe.engines.decoding.subwords import MosesBpe, SentencePiece, Tokenizer
from tmpipe.engines.decoding.vocabulary import vocabulary
from tmpipe.errors import ConfigurationError, InputError
from tmpipe.model import Locale
from tmpipe.parts import Engine

_TOKENIZERS = "source.spm and target.spm, one sentencepiece.model, or bpe.model"
_LANGUAGE = re.compile(r">>\w+<<")
_END = "</s>"
_EDGE = 2**20
"""Bytes at both ends of a model that tell it from others."""


def open_engine(
    source_locale: Locale,
    locale: Locale,
    folder: str = "",
    source_prefix: str = "",
    target_prefix: str = "",
    **settings: Any,
) -> Engine:
    """The engine of a folder; the further `settings` are those of `network.Settings`.

    ConfigurationError for a folder that is not named or not there; InputError for one that lacks something.
    """
    chosen = Settings.of("opus", settings, ("folder", "source_prefix", "target_prefix"))
    place = _place(folder, source_locale, locale)
    prefixes = {"source_prefix": _prefix(source_prefix), "target_prefix": _prefix(target_prefix)}
    _require_known(place, prefixes)
    model = Model(
        name=f"opus:{_named(place)}:{_fingerprint(place / 'model.bin')}",
        folder=place,
        home=place,
        tokenizers=_tokenizers(place),
        load=partial(_loaded, {"source": source_locale, "target": locale}),
        source_end=(_END,) if _ends_itself(place) else (),
        cure="convert it again with CTranslate2's converter",
        **prefixes,
    )
    return Decoder(model, chosen)


def _place(folder: str, source_locale: Locale, locale: Locale) -> Path:
    """The folder of model.bin."""
    if not folder or not isinstance(folder, str):
        wanted = '[engines.opus] folder = "models/opus-mt-{source}-{target}"'
        raise ConfigurationError(f"the opus engine needs the folder of a CTranslate2 model: {wanted}")
    try:
        place = Path(folder.format(source=source_locale, target=locale)).expanduser()
    except (KeyError, IndexError, ValueError) as error:
        known = "{source} and {target}"
        raise ConfigurationError(f"the opus engine's folder {folder!r} may hold only {known}") from error
    for found in (place, place / "model"):
        if (found / "model.bin").is_file():
            return found
    raise ConfigurationError("the opus engine's folder has no model.bin", str(place))


def _named(place: Path) -> str:
    """The folder's name, without blanks."""
    whole = place.resolve()
    return re.sub(r"[^\w.-]+", "-", (whole.parent if whole.name == "model" else whole).name)


def _tokenizers(place: Path) -> tuple[Path, Path]:
    """The files for source and target."""
    both = (place / "source.spm", place / "target.spm")
    if all(path.is_file() for path in both):
        return both
    named = [place / "sentencepiece.model", place / "bpe.model"]
    found = [path for path in named if path.is_file()] or [*place.glob("*.model"), *place.glob("*.spm")]
    if len(found) != 1:
        raise InputError(f"the model needs its tokenizer beside it: {_TOKENIZERS}", str(place))
    return found[0], found[0]


def _loaded(locales: dict[str, Locale], path: Path, side: str) -> Tokenizer:
    if path.name == "bpe.model":
        language, target = (locales[one].partition("-")[0] for one in (side, "target"))
        return MosesBpe(path, language, target)
    return SentencePiece(path)


def _prefix(token: object) -> tuple[str, ...]:
    """The tokens of a setting, which are divided by blanks."""
    if not isinstance(token, str):
        raise ConfigurationError(f'the opus engine\'s prefixes are tokens, ">>fra<<", not {token!r}')
    return tuple(token.split())


def _require_known(place: Path, prefixes: dict[str, tuple[str, ...]]) -> None:
    """ConfigurationError for a prefix that the model does not know, or does not go without."""
    for setting, tokens in prefixes.items():
        known = vocabulary(place, setting.removesuffix("_prefix"))
        if unknown := [token for token in tokens if token not in known]:
            raise ConfigurationError(f"the model has no token {unknown[0]!r} for {setting}{_listed(known)}")
    known = vocabulary(place, "source")
    if not any(prefixes.values()) and len(_languages(known)) > 1:
        raise ConfigurationError(f"the model must be told a language by source_prefix{_listed(known)}")


def _languages(known: frozenset[str]) -> Sequence[str]:
    return sorted(token for token in known if _LANGUAGE.fullmatch(token))


def _listed(known: frozenset[str]) -> str:
    """The languages that it knows, if it has tokens for them."""
    languages = _languages(known)
    more = ", ..." if len(languages) > 12 else ""
    return f"; it has {', '.join(languages[:12])}{more}" if languages else ""


def _ends_itself(place: Path) -> bool:
    """Whether a source must bring the end token: where the decoder starts with it, and none is added.

    That is what CTranslate2's converter makes of Marian's models that come by way of `transformers`.
    """
    try:
        configuration = json.loads((place / "config.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False  # a model of an older converter, which says all within model.bin
    if not isinstance(configuration, dict):
        return False
    return configuration.get("decoder_start_token") == _END and not configuration.get("add_source_eos")


def _fingerprint(path: Path) -> str:
    """Eight hex digits that differ for different models: of the file's size and both its ends."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        digest = sha256(str(size).encode())
        for start in (0, max(0, size - _EDGE)):
            file.seek(start)
            digest.update(file.read(_EDGE))
    return digest.hexdigest()[:8]
