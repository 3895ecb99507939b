"""The whole path with real packages: a transformer that translates word for word, by construction."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from tmpipe.engines import argos
from tmpipe.engines.packages import models
from tmpipe.errors import ConfigurationError, InputError, MissingPartError
from tmpipe.parts import Engine, Searching, Translation, part

Build = Callable[..., Path]
LEXICON = Path(__file__).parents[1] / "data/packages/lexicon.tsv"
SPM, BPE = (), ("--tokenizer", "bpe")
PREFIX = ("--prefix", "__fr__")
PERSIAN = ("--locale", "fa")


def lexicon(locale: str) -> dict[str, str]:
    head, *rows = (line.split("\t") for line in LEXICON.read_text("utf-8").splitlines())
    return {row[0]: row[head.index(locale)].split("|")[0] for row in rows}


FRENCH = lexicon("fr")
SURE = [word for word in FRENCH if word not in {"silence", "massacre"}]


def word_for_word(text: str) -> str:
    return re.sub(r"\w+", lambda word: FRENCH.get(word[0], word[0]), text)


@pytest.fixture
def opened(home: Path, build: Build) -> Callable[..., Engine]:
    """`opened(options of the package, **settings)`: the engine, installed from a file."""

    def engine(options: Sequence[str], **settings: object) -> Engine:
        package = models.install_file(build(*options))
        return argos.open_engine("en", package.to_code, **settings)

    return engine


def texts(translations: Iterable[Translation]) -> list[str]:
    return [each.text for each in translations]


@pytest.mark.parametrize("options", [SPM, BPE, PREFIX])
@pytest.mark.parametrize("beam_size", [1, 4])
@pytest.mark.parametrize(
    "source",
    [
        "the political prisoners were executed in the prisons of Iran.",
        "families demand truth and justice",
        "officials must be prosecuted, today.",
        "London",
        "it",
    ],
)
def test_translates_what_the_model_means(
    opened: Callable[..., Engine], options: Sequence[str], beam_size: int, source: str
) -> None:
    [found] = opened(options, beam_size=beam_size).translate([source])
    assert found.text == word_for_word(source)
    assert found.confidence is not None
    assert 0.99 < found.confidence <= 1


def test_what_is_in_no_vocabulary_is_copied(opened: Callable[..., Engine]) -> None:
    for options in (SPM, BPE):
        assert texts(opened(options).translate(["the Ω families and 中"])) == ["les Ω familles et 中"]


def test_persian(opened: Callable[..., Engine]) -> None:
    engine = opened(PERSIAN)
    assert engine.name == "argos:en_fa:1.9"
    assert texts(engine.translate(["officials deny the massacre"])) == ["مقامات انکار این کشتار"]


def test_two_packages_are_a_way_and_the_name_says_so(home: Path, build: Build) -> None:
    models.install_file(build("--pair", "en_sv", "--version", "1.5"))
    models.install_file(build("--pair", "sv_fa", *PERSIAN))
    engine = argos.open_engine("en", "fa")
    assert engine.name == "argos:en_sv:1.5+sv_fa:1.9"
    assert not isinstance(engine, Searching)
    [found, nothing] = engine.translate(["the massacre, justice", ""])
    assert (found.text, nothing.text) == ("les کشتار, عدالت", "")
    assert found.confidence is not None
    assert 0.9 < found.confidence < 1
    models.install_file(build(*PERSIAN))
    assert argos.open_engine("en", "fa").name == "argos:en_fa:1.9"


def test_order_is_kept_and_every_text_has_its_own(opened: Callable[..., Engine]) -> None:
    draw = random.Random(7)
    sources = [" ".join(draw.choices(SURE[:20], k=draw.randint(1, 40))) for _ in range(1200)]
    sources[100] = sources[1100] = sources[0]
    found = texts(opened(SPM).translate(sources))
    assert len(found) == len(sources)
    assert found == [word_for_word(source) for source in sources]
    assert found[0] == found[100] == found[1100]


def test_underscores_stay(opened: Callable[..., Engine]) -> None:
    assert texts(opened(SPM).translate(["the file_name of Iran"])) == ["les file_name de Iran"]


def test_without_a_package_it_says_what_to_run(home: Path) -> None:
    (home / "en_fr").mkdir(parents=True)
    with pytest.raises(MissingPartError) as error:
        argos.open_engine("en", "fr-CA")
    for words in (
        "tmpipe models install fr-CA",
        "FILE.argosmodel",
        "en_fr is damaged",
        "metadata.json is missing",
    ):
        assert words in error.value.message


@pytest.mark.parametrize(
    "settings", [{"beams": 3}, {"beam_size": 0}, {"window": "long"}, {"threads": True}, {"doubt": 2}]
)
def test_wrong_settings(opened: Callable[..., Engine], settings: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError, match=next(iter(settings))):
        opened(SPM, **settings)


@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model", "model/shared_vocabulary.json"])
def test_a_model_that_cannot_be_loaded(opened: Callable[..., Engine], file: str) -> None:
    engine = opened(SPM)
    path = models.installed()[0].path
    (path / file).write_bytes(b"\0\1\2 nothing of use")
    with pytest.raises(InputError, match="tmpipe models install --again en_fr") as error:
        list(engine.translate(["the truth"]))
    assert str(error.value.path).startswith(str(path))


def test_the_table_knows_the_engine() -> None:
    assert part("engines", "argos") is argos.open_engine


def test_nothing_heavy_is_imported_before_a_text_comes() -> None:
    heavy = "{'ctranslate2', 'sentencepiece', 'sacremoses', 'numpy', 'argostranslate', 'minisbd'}"
    code = f"import sys, tmpipe.engines.argos, tmpipe.engines.pseudo; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
