"""Folders as CTranslate2's converters leave them, made of the packages that `tiny.py` builds."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tmpipe.engines import opus
from tmpipe.errors import ConfigurationError, InputError, TmpipeError
from tmpipe.parts import Engine, Searching, Translation, part

Build = Callable[..., Path]
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, build: Build) -> Folder:
    """`folder(options of the package)`: model and tokenizers side by side."""

    def made(*options: str, name: str = "opus mt-en-fr") -> Path:
        out = tmp_path / name
        out.mkdir()
        with zipfile.ZipFile(build(*options)) as archive:
            for member in archive.namelist():
                (out / Path(member).name).write_bytes(archive.read(member))
        return out

    return made


def halved(place: Path) -> None:
    shutil.copy(place / "sentencepiece.model", place / "source.spm")
    (place / "sentencepiece.model").rename(place / "target.spm")


def texts(found: Iterable[Translation]) -> list[str]:
    return [each.text for each in found]


def opened(place: Path, **settings: object) -> Engine:
    return opus.open_engine("en", "fr", folder=str(place), **settings)  # type: ignore[arg-type]


def test_source_and_target_have_their_own_tokenizers(folder: Folder) -> None:
    place = folder()
    halved(place)
    engine = opened(place)
    assert re.fullmatch(r"opus:opus-mt-en-fr:[0-9a-f]{8}", engine.name)
    assert texts(engine.translate(["the truth", ""])) == ["les vérité", ""]
    assert isinstance(engine, Searching)


@pytest.mark.parametrize("name", ["sentencepiece.model", "any.spm"])
def test_one_tokenizer_for_both(folder: Folder, name: str) -> None:
    place = folder()
    (place / "sentencepiece.model").rename(place / name)
    assert texts(opened(place).translate(["the truth"])) == ["les vérité"]


def test_codes_for_moses(folder: Folder) -> None:
    assert texts(opened(folder("--tokenizer", "bpe")).translate(["the truth"])) == ["les vérité"]


def test_the_folder_is_named_by_locales_and_may_be_a_package(folder: Folder, tmp_path: Path) -> None:
    place = folder(name="en-fr")
    (place / "model").mkdir()
    for name in ("model.bin", "config.json", "shared_vocabulary.json", "sentencepiece.model"):
        (place / name).rename(place / "model" / name)
    engine = opened(tmp_path / "{source}-{target}")
    assert engine.name.startswith("opus:en-fr:")
    assert texts(engine.translate(["the truth"])) == ["les vérité"]


def test_other_models_have_other_names(folder: Folder) -> None:
    one, other = folder(name="a"), folder("--locale", "fa", name="b")
    assert opened(one).name.split(":")[2] != opened(other).name.split(":")[2]


@pytest.mark.parametrize(
    ("prefix", "setting"), [("__fr__", "target_prefix"), (">>fra<< >>ita<<", "source_prefix")]
)
def test_the_language_is_told_by_a_token(folder: Folder, prefix: str, setting: str) -> None:
    engine = opened(folder("--prefix", prefix), **{setting: prefix.split(maxsplit=1)[0]})
    assert isinstance(engine, Searching)
    assert texts(engine.translate(["the political prisoners"])) == ["les politiques prisonniers"]
    [links] = engine.align([("the political prisoners", "les politiques prisonniers")])
    assert [link.source_start for link in links] == [0, 4, 14]


def test_a_source_brings_its_end_where_nothing_adds_it(folder: Folder) -> None:
    place = folder()
    file = place / "config.json"
    configuration = json.loads(file.read_text()) | {"add_source_eos": False, "decoder_start_token": "</s>"}
    file.write_text(json.dumps(configuration))
    engine = opened(place)
    assert isinstance(engine, Searching)
    assert texts(engine.translate(["the truth of Iran"])) == ["les vérité de Iran"]
    [links] = engine.align([("the truth", "les vérité")])
    assert [link.source_start for link in links] == [0, 4]


def without(name: str) -> Callable[[Path], None]:
    return lambda place: (place / name).unlink()


def torn(name: str) -> Callable[[Path], object]:
    return lambda place: (place / name).write_bytes(b"\0\1\2 nothing of use")


def foreign(place: Path) -> None:
    (place / "shared_vocabulary.json").write_text(json.dumps([f"piece {number}" for number in range(900)]))


def two_tokenizers(place: Path) -> None:
    shutil.copy(place / "sentencepiece.model", place / "other.model")
    (place / "sentencepiece.model").rename(place / "one.model")


@pytest.mark.parametrize(
    ("damage", "kind", "words"),
    [
        (without("model.bin"), ConfigurationError, "no model.bin"),
        (without("shared_vocabulary.json"), InputError, "has no vocabulary for its"),
        (without("sentencepiece.model"), InputError, "source.spm and target.spm"),
        (two_tokenizers, InputError, "source.spm and target.spm"),
        (torn("model.bin"), InputError, "cannot be loaded"),
        (torn("shared_vocabulary.json"), InputError, "vocabulary cannot be read"),
        (torn("sentencepiece.model"), InputError, "tokenizer cannot be loaded"),
        (foreign, InputError, "this tokenizer is not the model's"),
    ],
)
def test_a_folder_that_cannot_be_used(
    folder: Folder, damage: Callable[[Path], object], kind: type[TmpipeError], words: str
) -> None:
    place = folder()
    damage(place)
    with pytest.raises(kind, match=words) as error:
        list(opened(place).translate(["the truth"]))
    assert str(error.value.path).startswith(str(place))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"folder": ""}, "needs the folder"),
        ({"folder": "{other}"}, "{source} and {target}"),
        ({"source_prefix": ">>deu<<"}, "no token '>>deu<<'.*it has >>fra<<, >>ita<<"),
        ({"target_prefix": 3}, "prefixes"),
        ({}, "must be told a language by source_prefix.*>>fra<<, >>ita<<"),
        ({"beams": 3}, "no setting beams; it has folder, source_prefix, target_prefix, beam_size"),
    ],
)
def test_wrong_settings(folder: Folder, settings: dict[str, object], words: str) -> None:
    place = folder("--prefix", ">>fra<< >>ita<<")
    with pytest.raises(ConfigurationError, match=words):
        opus.open_engine("en", "fr", **{"folder": str(place), **settings})  # type: ignore[arg-type]


def test_the_table_knows_it_by_two_names() -> None:
    assert part("engines", "opus") is part("engines", "ctranslate2") is opus.open_engine
