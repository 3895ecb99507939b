"""`tmpipe measure memory` as an office meets it: in a project, without one, and with bad words."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path

import pytest

from tmpipe.cli import run
from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

SETTINGS = """\
[project]
name = "trial"
locales = ["fr", "sv"]
[[documents]]
path = "first.txt"
slug = "first"
"""
FIRST = """\
They have a right to know the truth. Nobody knew why.

Nobody knew why.
"""
KNOWN = "They have a right to know the whole truth."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document and a memory; the place where commands run."""
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with closing(open_memory("sqlite:tm.sqlite")) as memory:
        memory.add([TranslationUnit(KNOWN, "Ils ont le droit à toute la vérité.", "fr")])
    return tmp_path


def words(capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, dict[str, int]]:
    """Words by band where there are any, by locale."""
    assert run(["measure", "memory", *command, "--format", "json"]) == 0
    documents = json.loads(capsys.readouterr().out)["documents"]
    return {one["locale"]: {band: n for band, n in one["words"].items() if n} for one in documents}


NONE = {"total": 14, "new": 11, "repetition": 3}
NEAR = {"total": 14, "85-94": 8, "new": 3, "repetition": 3}


def test_in_a_project(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tmpipe.toml").write_text(SETTINGS, encoding="utf-8")
    assert words(capsys) == {"fr": NONE, "sv": NONE}
    assert words(capsys, "first", "--locale", "fr", "--memory", "sqlite:tm.sqlite") == {"fr": NEAR}
    other = ("--memory", "sqlite:tm.sqlite", "--cutoff", "90")
    assert words(capsys, *other) == {"fr": NONE, "sv": NONE}


def test_without_a_project(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("first.txt", "--locale", "fr", "--locale", "sv", "--memory", "sqlite:tm.sqlite")
    assert words(capsys, *command) == {"fr": NEAR, "sv": NONE}
    assert run(["measure", "memory", *command, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["locale"], row["words 85-94"], row["weighted words"]) for row in rows] == [
        ("fr", "8", "7.30"),
        ("sv", "0", "11.30"),
    ]


def test_a_memory_in_other_locales_is_told_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_memory("sqlite:tm.sqlite")) as memory:
        memory.add([TranslationUnit(KNOWN, "Nous savons.", "fr-FR", source_locale="en-US")])
    command = ["measure", "memory", "first.txt", "--memory", "sqlite:tm.sqlite", "--locale"]
    assert run([*command, "fr"]) == 0
    assert not capsys.readouterr().err
    assert run([*command, "sv"]) == 0
    said = capsys.readouterr().err
    assert said.startswith(
        "note: this memory offers nothing for en → sv; it holds translations into: fr, fr-FR."
    )
    assert said.count("\n") == 1
    assert run([*command, "fr-FR", "--quiet"]) == 0
    assert not capsys.readouterr().err


BAD = [
    ([], "no project here; `tmpipe measure memory FILE --locale L --memory URL` needs none"),
    (["first.txt", "--locale", "fr", "--memory", "sqlite:mistyped"], "no memory in mistyped"),
    (["first.txt", "--locale", "fr", "--memory", "tm.sqlite"], "no memory's URL"),
    (["gone.txt", "--locale", "fr", "--memory", "sqlite:tm.sqlite"], "gone.txt"),
    (["--cutoff", "101"], "'101' is no match rate from 0 to 100"),
    (["--cutoff", "all"], "'all' is no match rate from 0 to 100"),
]


@pytest.mark.parametrize(("command", "said"), BAD)
def test_bad_words(folder: Path, capsys: pytest.CaptureFixture[str], command: list[str], said: str) -> None:
    assert run(["measure", "memory", *command]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.startswith("tmpipe: ")
    assert told.err.count("\n") == 1
    assert not told.out
    assert not (folder / "mistyped").exists()
