"""The trained packages: small, real, and of use on sentences that they have not seen."""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sacrebleu.metrics.chrf import CHRF

from tmpipe.cli import run
from tmpipe.engines import argos
from tmpipe.engines.decoding import network
from tmpipe.engines.decoding.decoder import Decoder
from tmpipe.engines.packages import models
from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.pipeline.gate import Gate

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "tests/data/packages/text"
LOCALES = ("fr", "it")
TOKENIZERS = {"fr": "sentencepiece", "it": "bpe"}


def pairs(locale: str, kind: str) -> tuple[list[str], list[str]]:
    """Sources and references."""
    rows = (line.split("\t") for line in (TEXT / f"en-{locale}.{kind}.tsv").read_text("utf-8").splitlines())
    sources, references = zip(*rows, strict=True)
    return list(sources), list(references)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_they_are_tested_with_they_have_not_learned(locale: str) -> None:
    learned = lzma.decompress((TEXT / f"en-{locale}.train.tsv.xz").read_bytes()).decode()
    sources, references = zip(*(line.split("\t") for line in learned.splitlines()), strict=True)
    held = pairs(locale, "test")
    assert not set(held[0]) & set(sources)
    assert not set(held[1]) & set(references)
    # train.py leaves out of its own sentences those that stand here
    command = [sys.executable, str(TEXT.parent / "grammar.py"), locale, "150", "--seed", "1988"]
    drawn = subprocess.run(command, capture_output=True, check=True).stdout
    assert drawn == (TEXT / f"en-{locale}.domain.tsv").read_bytes()


@pytest.mark.parametrize("locale", LOCALES)
def test_our_own_sentences_have_no_findings(locale: str) -> None:
    path = ROOT / "glossary/terms.csv"
    gate = Gate(Termbase(table.read(path.read_bytes(), str(path))), locale)
    found = zip(*pairs(locale, "domain"), strict=True)
    assert [pair for pair in found if gate.findings(*pair)] == []


@pytest.fixture
def installed(home: Path, trained: dict[str, Path]) -> dict[str, models.Package]:
    return {locale: models.install_file(trained[locale]) for locale in LOCALES}


def opened(locale: str, **settings: object) -> Decoder:
    engine = argos.open_engine("en", locale, threads=1, **settings)
    assert isinstance(engine, Decoder)
    return engine


@pytest.mark.parametrize("locale", LOCALES)
def test_small_enough_for_a_repository(trained: dict[str, Path], locale: str) -> None:
    assert trained[locale].stat().st_size < 1_300_000


def test_listed(home: Path, trained: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "install", *(str(trained[locale]) for locale in LOCALES)]) == 0
    capsys.readouterr()
    assert run(["models", "list"]) == 0
    listed = capsys.readouterr().out
    assert "English → French" in listed
    assert "English → Italian" in listed
    found = [(each.from_code, each.to_code, each.version, each.tokenizer) for each in models.installed()]
    assert found == [("en", locale, "1.0", TOKENIZERS[locale]) for locale in LOCALES]


@pytest.mark.parametrize("beam_size", [1, 4])
@pytest.mark.parametrize(
    ("locale", "kind", "floor"),
    [("fr", "test", 37), ("fr", "domain", 95), ("it", "test", 45), ("it", "domain", 95)],
)
def test_translates_what_it_has_not_seen(
    installed: dict[str, models.Package], locale: str, kind: str, floor: float, beam_size: int
) -> None:
    sources, references = pairs(locale, kind)
    found = [each.text for each in opened(locale, beam_size=beam_size).translate(sources)]
    assert CHRF().corpus_score(found, [references]).score > floor


THEIRS = """
import json, sys
from argostranslate import package, translate
class Whole:
    def split_sentences(self, text):
        return [text]
found, sources = {}, json.load(sys.stdin)
for one in package.get_installed_packages():
    pair = (translate.Language(code, code) for code in (one.from_code, one.to_code))
    translation = translate.PackageTranslation(*pair, one)
    translation.sentencizer = Whole()
    found[one.to_code] = [translation.translate(text) for text in sources[one.to_code]]
print(json.dumps(found))
"""


@pytest.mark.parametrize("beam_size", [1, 4])
def test_argostranslate_makes_the_same_of_them(
    installed: dict[str, models.Package], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beam_size: int
) -> None:
    """So they are real Argos packages, and ours is a real reader of them.

    Here one after the other as it does, for numbers round otherwise in batches, and with its own penalty of
    long texts, for our beams rank otherwise.
    """
    monkeypatch.setattr(network, "LENGTH_PENALTY", 0.2)
    sources = {
        locale: pairs(locale, "test")[0][::30] + pairs(locale, "domain")[0][::30] for locale in LOCALES
    }
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("DATA", "CONFIG", "CACHE")}
    done = subprocess.run(
        [sys.executable, "-c", THEIRS],
        input=json.dumps(sources),
        env=os.environ | homes | {"ARGOS_BEAM_SIZE": str(beam_size), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(done.stdout.splitlines()[-1])
    for locale in LOCALES:
        engine = opened(locale, beam_size=beam_size)
        ours = [next(engine.translate([source])).text for source in sources[locale]]
        assert ours == [each.strip() for each in theirs[locale]]
