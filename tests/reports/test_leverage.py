"""Tables of what a memory saves, whatever documents are called."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs.wrap import columns
from tmpipe.model import Band, Banded, Leverage, Signature
from tmpipe.reports import leverage_figures as figures
from tmpipe.reports.leverage import FORMS

GOLDEN = Path(__file__).parent.parent / "golden" / "leverage"
SUFFIXES = {"text": "txt", "json": "json", "markdown": "md", "csv": "csv"}
WEIGHTS = {band: 10 * number for number, band in enumerate(Band)}
SIGNATURE = Signature((("version", "x"), ("units", "fr=7,fa=0"), ("cutoff", "50")))


def row(document: str, locale: str, **counts: int) -> Banded:
    """So many segments by band, each of five words."""
    segments = {Band[name]: count for name, count in counts.items()}
    return Banded(document, locale, segments, {band: 5 * count for band, count in segments.items()})


def leverage(*rows: Banded) -> Leverage:
    return Leverage(rows, WEIGHTS, SIGNATURE)


FOUND = leverage(
    row("first", "fr", FINISHED=3, CONTEXT=2, EXACT=1, NEAR_95=4, NEW=20, REPETITION=7),
    row("first", "fa", NEW=30, REPETITION=7),
    row("second|third", "fr", NEAR_85=1, NEAR_75=1, NEAR_50=1, INTERNAL=1),
    row("second|third", "fa", NEW=4),
)
HOSTILE = ("=1+1", "a|b", "<script>", "`x` *y*", "line\nbreak\r\x1b[31m", "\u202edesrever", 'a "b", c')


@pytest.mark.parametrize("form", FORMS)
def test_as_it_was(form: str, update_golden: bool) -> None:
    place = GOLDEN / f"leverage.{SUFFIXES[form]}"
    text = re.sub(r'("version": )"0[^"]+"', r'\1"x"', FORMS[form](FOUND))
    if update_golden:
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    assert text == place.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_a_name(form: str, name: str) -> None:
    text = FORMS[form](leverage(row(name, "fr", NEW=1)))
    assert text.count("\n") == FORMS[form](leverage(row("x", "fr", NEW=1))).count("\n")
    if form != "json":
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    if form == "markdown":
        cells = [line for line in text.splitlines() if line.startswith("| ")]
        assert not re.search(r"[<>*]", "".join(cells))
        assert len({line.count("|") for line in cells[:3]}) == 1
    if form == "csv":
        first = list(csv.reader(io.StringIO(text)))[1][0]
        assert not first.startswith("=")


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_ends_with_a_signature(form: str) -> None:
    for found in (FOUND, leverage()):
        text = FORMS[form](found)
        assert text.endswith("\n")
        if form == "json":
            assert json.loads(text)["signature"] == dict(SIGNATURE.fields)
        elif found.rows or form != "csv":
            assert str(SIGNATURE) in text.splitlines()[-1]


def test_every_table_sums_up() -> None:
    told = json.loads(FORMS["json"](FOUND))
    assert [(one["locale"], one["words"]["total"]) for one in told["totals"]] == [
        *(("fr", 205), ("fa", 205), (None, 410)),
    ]
    for name in ("segments", "words"):
        for band in ("total", *Band):
            assert sum(one[name][band] for one in told["documents"]) == told["totals"][-1][name][band]
    weighted = sum(one["weighted_words"] for one in told["documents"])
    assert weighted == pytest.approx(told["totals"][-1]["weighted_words"])


def test_what_nothing_is_in_has_no_column() -> None:
    assert "finished" not in FORMS["text"](leverage(row("x", "fr", NEW=1)))
    assert "finished" in FORMS["text"](FOUND)


def test_long_names_leave_room_for_the_figures() -> None:
    rows = [row(f"statements/{'very-long-' * 9}{n}", "fr", NEW=900) for n in range(3)]
    assert max(map(columns, FORMS["text"](leverage(*rows)).splitlines())) <= 100


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_is_nothing_or_all_only_where_it_is(part: int, rest: int) -> None:
    share = figures.percent(part, part + rest)
    assert (share == 0) == (part == 0)
    assert (share == 100) == (part > 0 == rest)
    assert abs(share - 100 * part / max(1, part + rest)) <= 1
