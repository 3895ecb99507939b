"""`tmpipe align` as people type it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tmpipe.cli import run

SOURCE = """\
Evin prison

Thousands of prisoners were executed in 1988. The government of Iran is silent.

The report of 3 May 2019 says so on page 12.
"""
TARGET = """\
La prison d'Evin

Des milliers de prisonniers ont été exécutés en 1988. Le gouvernement de l'Iran se tait.
"""


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.txt").write_text(SOURCE, "utf-8")
    (tmp_path / "t.txt").write_text(TARGET, "utf-8")
    return tmp_path


def test_json_is_the_contracts(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["align", "s.txt", "t.txt", "--locale", "fr", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["source"], one["target"]) for one in told] == [([0], [0]), ([1], [1]), ([2], [2]), ([3], [])]
    assert all(set(one) == {"source", "target", "score"} and 0 <= one["score"] <= 1 for one in told)


def test_what_has_no_counterpart_is_counted_and_left_out(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["align", "s.txt", "t.txt", "--locale", "fr"]) == 0
    said = capsys.readouterr()
    assert said.out.count("\n") == 1 + 3
    assert "3 matches (3 1-1); nothing stands for 1 source and 0 target segments" in said.err


@pytest.mark.parametrize("name", ["units.tsv", "units.tmx"])
def test_a_memory_takes_the_result(texts: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["align", "s.txt", "t.txt", "--locale", "fr", "-o", name]) == 0
    assert run(["memory", "import", name, "--memory", "sqlite:tm.sqlite"]) == 0
    capsys.readouterr()
    search = [
        "memory",
        "search",
        "The government of Iran is silent.",
        "--locale",
        "fr",
        "--memory",
        "sqlite:tm.sqlite",
    ]
    assert run([*search, "--cutoff", "50"]) == 0
    assert "Le gouvernement de l'Iran se tait." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x.csv", "x.csv: the suffix says which form: .tsv, .tab, .txt, .tmx or .json, and .gz"),
        ("x.po", "x.po: the suffix says which form"),
        ("no/x.tmx", "no/x.tmx: there is no folder no; make it, or correct the path"),
    ],
)
def test_where_the_result_cannot_go(
    texts: Path, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["align", "s.txt", "t.txt", "--locale", "fr", "-o", name]) == 2
    assert capsys.readouterr().err.startswith(f"tmpipe: {said}")
    assert {path.name for path in texts.iterdir()} == {"s.txt", "t.txt"}


@pytest.mark.parametrize("name", ["x.tsv", "x.tmx", "x.json"])
def test_the_result_is_compressed_where_the_suffix_says_so(texts: Path, name: str) -> None:
    for path in (name, f"{name}.gz"):
        assert run(["align", "s.txt", "t.txt", "--locale", "fr", "-o", path]) == 0
    assert gzip.decompress((texts / f"{name}.gz").read_bytes()) == (texts / name).read_bytes()


def test_segmented_files_keep_their_line_numbers(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / "a").write_text("Evin 1988.\n\nThe government is silent.\n", "utf-8")
    (texts / "b").write_text("Evin 1988.\nLe gouvernement se tait.\n", "utf-8")
    assert run(["align", "a", "b", "--locale", "fr", "--segmented", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["source"], one["target"]) for one in told] == [([0], [0]), ([1], []), ([2], [1])]


def test_empty_segmented_files(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / "a").write_bytes(b"")
    assert run(["align", "a", "a", "--locale", "fr", "--segmented", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["s.txt", "latin", "--locale", "fr"], "tmpipe: latin:1: not UTF-8"),
        (["s.txt", "latin", "--locale", "fr", "--segmented"], "tmpipe: latin:1: not UTF-8"),
        (["s.txt", "none.txt", "--locale", "fr"], "tmpipe: none.txt: cannot be read"),
        (["s.txt", "t.txt", "--locale", "franais!"], "tmpipe: 'franais!' is no locale"),
        (["s.txt", "t.txt"], "tmpipe: the following arguments are required: --locale"),
        (["s.txt", "t.txt", "--locale", "fr", "--glossary", "none.csv"], "tmpipe: none.csv: cannot be read"),
    ],
)
def test_what_cannot_be_done(
    words: list[str], said: str, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "latin").write_bytes("été à la mer\n".encode("latin-1"))
    assert run(["align", *words, "-o", "out.tsv"]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(said)
    assert not told.out
    assert not (texts / "out.tsv").exists()


def test_a_glossary_may_be_named(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = "term_id,source,source_variants,pos,domain,case,do_not_translate,fr,fr_permitted,fr_forbidden\n"
    (texts / "terms.csv").write_text(header + "evin,Evin,,,,exact,no,Evin,,\n", "utf-8")
    words = ["align", "s.txt", "t.txt", "--locale", "fr", "--glossary", "terms.csv", "--format", "json"]
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)[0]["target"] == [0]


def test_the_suffix_says_the_form(texts: Path) -> None:
    for name, begin in (("x.json", "[{"), ("x.tmx", "<?xml"), ("x.tsv", "source\t"), ("x", "source\t")):
        assert run(["align", "s.txt", "t.txt", "--locale", "fr", "-q", "-o", name]) == 0
        assert (texts / name).read_text("utf-8").startswith(begin)
