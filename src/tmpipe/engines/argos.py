"""Argos packages, run straight through CTranslate2, many sentences at a time (`decoder`).

argostranslate translates one paragraph after the other, in batches of about one sentence (its limit of 32
counts tokens), at beam 4; `beam_size = 4` gives its search, which ends more often in the likelier text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tmpipe.engines.decoding.decoder import Decoder
from tmpipe.engines.decoding.loaded import Model
from tmpipe.engines.decoding.network import Settings
from tmpipe.engines.decoding.pivot import Pivot
from tmpipe.engines.decoding.subwords import MosesBpe, SentencePiece, Tokenizer
from tmpipe.engines.packages.models import damaged, route
from tmpipe.engines.packages.package import Package
from tmpipe.errors import MissingPartError
from tmpipe.model import Locale
from tmpipe.parts import Engine


def open_engine(source_locale: Locale, locale: Locale, **settings: Any) -> Engine:
    """The engine of the newest package for the pair, or of two by way of a third language, as its name says.

    `settings` are those of `network.Settings`. MissingPartError says which command installs a package if
    there is none.
    """
    chosen = Settings.of("argos", settings)
    legs = [model(package) for package in route(source_locale, locale)]
    match [Decoder(leg, chosen) for leg in legs]:
        case [only]:
            return only
        case [first, second]:
            return Pivot(f"{first.name}+{second.name.removeprefix('argos:')}", first, second)
        case _:
            raise _missing(source_locale, locale)


def model(package: Package) -> Model:
    """What the decoder must know of a package."""
    tokenizer = package.path / f"{package.tokenizer}.model"
    codes = {"source": package.from_code, "target": package.to_code}

    def load(path: Path, side: str) -> Tokenizer:
        if package.tokenizer == "bpe":
            return MosesBpe(path, codes[side], package.to_code)
        return SentencePiece(path)

    return Model(
        name=f"argos:{package.from_code}_{package.to_code}:{package.version}",
        folder=package.path / "model",
        home=package.path,
        tokenizers=(tokenizer, tokenizer),
        load=load,
        target_prefix=(package.target_prefix,) if package.target_prefix else (),
        cure=f"install it again: tmpipe models install --again {package.pair}",
    )


def _missing(source_locale: Locale, locale: Locale) -> MissingPartError:
    broken = "".join(f"; {each.path} is damaged: {each.reason}" for each in damaged())
    return MissingPartError(
        f"no Argos package from {source_locale} to {locale} is installed{broken}; run: "
        f"tmpipe models install {locale}, or from a file: tmpipe models install FILE.argosmodel"
    )
