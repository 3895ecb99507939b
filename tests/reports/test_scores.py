"""Tables of what machine translation was measured at."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tmpipe.catalogs.wrap import columns
from tmpipe.model import Signature
from tmpipe.reports.scores import FORMS
from tmpipe.scores import Adherence, Calibrated, Pace, Quality, Scored, Scores, Span, Trial, Trust

GOLDEN = Path(__file__).parent.parent / "golden" / "scores"
SUFFIXES = {"text": "txt", "json": "json", "markdown": "md"}
METRICS = {"BLEU": "nrefs:1|case:mixed|tok:13a|version:x", "chrF": "nrefs:1|nc:6|nw:0|version:x"}


def row(trial: Trial, path: str = "sets/flores-dev.en-fr.tsv.xz", covered: int = 996) -> Scored:
    return Scored(
        trial,
        "argos:en_fr:1.9",
        path,
        texts=1000,
        covered=covered,
        quality=Quality(33.333, 59.5),
        covered_quality=Quality(34, 60.25),
        terms=Adherence(300, 297, 1) if trial.careful else Adherence(300, 240, 12),
        ways={"plain": covered - 40, "wider": 30, "forced": 10} if trial.careful else {"plain": covered},
        reasons={"terms": 3, "repetition": 1} if covered < 1000 else {},
        trust=Trust(covered, 0.62, 0.6, 0.0312, 0.55 if trial.careful else None),
        signature=Signature((("version", "x"), ("engine", "argos:en_fr:1.9"), ("set", Path(path).name))),
        pace=Pace(1000, 20_000, Span(50.5, 49.25), Span(1.5, 1.25), 400_000_000 if trial.careful else None),
    )


CAREFUL, PLAIN = Trial("argos"), Trial("argos", {"beam_size": 4}, careful=False)
FOUND = Scores((row(CAREFUL), row(PLAIN, covered=1000)), METRICS, Calibrated("sets/x.json", 996, 0.21, 0.03))
SILENT = replace(row(Trial("libretranslate")), trust=None)
HOSTILE = (
    "=1+1.tsv",
    "a|b.tsv",
    "<script>.tsv",
    "`x` *y*.tsv",
    "line\nbreak\r\x1b[31m.tsv",
    "\u202edesrever",
)


@pytest.mark.parametrize("form", FORMS)
def test_as_it_was(form: str, update_golden: bool) -> None:
    place = GOLDEN / f"scores.{SUFFIXES[form]}"
    text = re.sub(r'("version": )"\d[^"]+"', r'\1"x"', FORMS[form](FOUND))
    if update_golden:
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    assert text == place.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_a_name(form: str, name: str) -> None:
    text = FORMS[form](Scores((row(CAREFUL, name),), METRICS))
    assert text.count("\n") == FORMS[form](Scores((row(CAREFUL, "x"),), METRICS)).count("\n")
    if form != "json":
        assert not re.search("[\x1b\r\u202e]", text)
    if form == "markdown":
        table = text.partition("- `")[0]
        assert "<script>" not in table
        assert {line.count("|") for line in table.split("\n\n")[1].splitlines()} == {10}


def test_what_changes_from_run_to_run_stands_last() -> None:
    slower = replace(
        FOUND, rows=tuple(replace(one, pace=Pace(1, 1, Span(9, 9), Span(9, 9), 9)) for one in FOUND.rows)
    )
    for form in ("text", "markdown"):
        first, second = (FORMS[form](scores).partition("On this machine") for scores in (FOUND, slower))
        assert first[0] == second[0]
        assert first[2] != second[2]
    told, other = (json.loads(FORMS["json"](scores)) for scores in (FOUND, slower))
    assert told.pop("pace") != other.pop("pace")
    assert told == other


def test_an_engine_that_says_nothing_of_confidence() -> None:
    text = FORMS["text"](Scores((SILENT,), METRICS))
    assert "Confidence" not in text
    assert json.loads(FORMS["json"](Scores((SILENT,), METRICS)))["rows"][0]["confidence"] is None


def test_the_text_fits_a_terminal_but_for_signatures() -> None:
    long = Trial("libretranslate", {"timeout": 30})
    found = Scores((row(long, "sets/" + "very-" * 20 + "long.tsv"),), METRICS)
    lines = [line for line in FORMS["text"](found).splitlines() if "|" not in line]
    assert max(map(columns, lines)) <= 120
