"""`tmpipe measure machine` as its users meet it: in a project, without one, and with bad words."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tmpipe.cli import run
from tmpipe.engines.confidence import FILE
from tmpipe.engines.packages import models
from tmpipe.version import __version__

TINY = Path(__file__).parent / "engines" / "tiny.py"
SETTINGS = """\
[project]
name = "trial"
locales = ["fr"]
glossary = ["terms.csv"]
[pretranslate]
engines = { default = "pseudo", fr = "argos" }
[engines.argos]
threads = 1
[[documents]]
path = "*.txt"
"""
GLOSSARY = "term_id,source,case,fr\niran,Iran,exact,IRAN\n"
SET = """\
They demand truth.\tElles exigent la vérité.
Iran must answer.\tL’Iran doit répondre.
families demand truth and justice\tles familles exigent la vérité et la justice
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("package") / "tiny.argosmodel"
    subprocess.run([sys.executable, str(TINY), str(out)], check=True)
    return out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a set and a glossary; the place where commands run."""
    (tmp_path / "set.tsv").write_text(SET, "utf-8")
    (tmp_path / "terms.csv").write_text(GLOSSARY, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """What the command says as JSON."""

    def machine(*words: str) -> dict[str, Any]:
        assert run(["measure", "machine", *words, "--locale", "fr", "--format", "json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return machine


def test_without_a_project(folder: Path, told: Callable[..., dict[str, Any]]) -> None:
    found = told("set.tsv", "--engine", "pseudo", "--plain", "--glossary", "terms.csv")
    assert [row["trial"] for row in found["rows"]] == ["pseudo", "pseudo plain"]
    first, second = found["rows"]
    assert first["texts"] == first["got"] == 3
    assert first["terms"] == {"mentions": 1, "fine": 1, "forbidden": 0}
    assert first["scores"] == second["scores"]
    assert first["signature"]["version"] == __version__
    assert first["signature"]["glossary"] != "none"
    assert len(found["pace"]) == 2
    assert found["calibrated"] is None


def test_several_sets_and_a_limit(folder: Path, told: Callable[..., dict[str, Any]]) -> None:
    (folder / "other.tsv.xz").write_bytes(lzma.compress(SET.encode() * 2))
    found = told("set.tsv", "other.tsv.xz", "--engine", "pseudo", "--limit", "4")
    assert [(row["set"], row["texts"]) for row in found["rows"]] == [("set.tsv", 3), ("other.tsv.xz", 4)]


def test_in_a_project_with_real_models(
    folder: Path, package: Path, told: Callable[..., dict[str, Any]]
) -> None:
    (folder / "tmpipe.toml").write_text(SETTINGS, "utf-8")
    home = models.install_file(package).path
    found = told("set.tsv", "--beam", "1", "--beam", "4", "--plain")
    trials = [row["trial"] for row in found["rows"]]
    assert trials == [
        "argos beam_size=1",
        "argos beam_size=1 plain",
        "argos beam_size=4",
        "argos beam_size=4 plain",
    ]
    assert {row["engine"] for row in found["rows"]} == {"argos:en_fr:1.9"}
    assert found["rows"][0]["signature"]["settings"] == "beam_size=1,threads=1"
    careful, plain = found["rows"][:2]
    assert plain["terms"]["fine"] == 0  # the model says Iran, the glossary wants IRAN
    assert careful["terms"]["fine"] == careful["terms"]["mentions"]
    found = told("set.tsv", "--calibrate")
    assert found["calibrated"]["path"] == str(home / FILE)
    assert (home / FILE).is_file()
    again = told("set.tsv")["rows"][0]["confidence"]
    assert again["error"] < found["calibrated"]["before"]


def test_a_second_run_says_the_same_but_for_its_pace(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["measure", "machine", "set.tsv", "--locale", "fr", "--engine", "pseudo"]
    for form in ("text", "markdown"):
        shown = []
        for _ in range(2):
            assert run([*command, "--format", form]) == 0
            shown.append(capsys.readouterr().out.partition("On this machine")[0])
        assert shown[0] == shown[1]
        assert "\n" in shown[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["set.tsv", "--engine", "none"], "no engine is set for fr; name one with --engine"),
        (["set.tsv", "--engine", "pseudo,x"], "'x' is no setting; write it as NAME,KEY=VALUE"),
        (["set.tsv", "--engine", "pseudo,=3"], "'' is no setting"),
        (["set.tsv", "--engine", "pseudo", "--beam", "2"], "the pseudo engine has no setting beam_size"),
        (["set.tsv", "--engine", "psuedo"], "no engine named 'psuedo'; there are: argos"),
        (["set.tsv", "--beam", "0"], "no whole number from 1 on"),
        (["missing.tsv", "--engine", "pseudo"], "missing.tsv: cannot be read"),
        (["bad.tsv", "--engine", "pseudo"], "bad.tsv:2: no tab"),
        (["set.tsv", "--glossary", "missing.csv"], "missing.csv: cannot be read"),
        (["set.tsv", "--engine", "pseudo", "--calibrate"], "pseudo has no package"),
        (["set.tsv", "--engine", "pseudo", "--plain", "--calibrate"], "one engine with one setting"),
        (["set.tsv"], "no Argos package from en to fr is installed"),
    ],
)
def test_bad_words(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    (folder / "bad.tsv").write_text("Who?\tQui ?\nNobody.\n", "utf-8")
    assert run(["measure", "machine", *words, "--locale", "fr"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert said in err
    assert err.count("\n") == 1


def test_without_sacrebleu(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu.metrics.bleu", None)
    assert run(["measure", "machine", "set.tsv", "--locale", "fr", "--engine", "pseudo"]) == 2
    assert "pip install 'tmpipe[measure]'" in capsys.readouterr().err
