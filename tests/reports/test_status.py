"""Tables of how far a project is, whatever its documents and people are called."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs.wrap import columns
from tmpipe.model import Credit, Fingerprint, Share, SignOff, Standing, Standings
from tmpipe.reports import figures
from tmpipe.reports.figures import Line
from tmpipe.reports.status import FORMS

GOLDEN = Path(__file__).parent.parent / "golden" / "status"
SUFFIXES = {"text": "txt", "json": "json", "markdown": "md", "html": "html", "badge": "svg"}


def row(document: str, locale: str, errors: int = 0, *sign_offs: SignOff, **counts: int) -> Standings:
    """Standings of so many segments, each of ten words."""
    segments = {Standing(how): count for how, count in counts.items()}
    words = {how: 10 * count for how, count in segments.items()}
    return Standings(document, locale, segments, words, errors, 0, sign_offs)


def signed(by: str, *changed: str, date: str = "") -> SignOff:
    return SignOff("fr", "x", by, Fingerprint("0" * 64, "1" * 64, "2" * 64), date, changed=changed)


ROWS = (
    row("first", "fr", 1, human=2, edited=1, memory=3, untranslated=4),
    row("first", "fa", 0, signed("مریم", date="2026-11-21"), signed("Zoë"), human=7, unedited=3),
    row("second|third", "fr", 0, signed("Marie", "translation", "glossary"), human=10),
    row("second|third", "fa", draft=9, begun=1),
)
CREDIT = Credit((Share("Marie", "fr", 12, 120), Share("", "fr", 1, 10), Share("مریم", "fa", 10, 100)))
HOSTILE = (
    '<script>alert("1")</script>',
    "a|b",
    "`x` *y* [z](w) ~~v~~ $m$",
    "line\nbreak\r\x1b[31m",
    "\u202edesrever",
    "'\"&amp;",
    "\ud800",
)


@pytest.mark.parametrize("form", FORMS)
def test_as_it_was(form: str, update_golden: bool) -> None:
    place = GOLDEN / f"status.{SUFFIXES[form]}"
    text = re.sub(r'("version": )"[^"]+"', r'\1"x"', FORMS[form](ROWS, CREDIT))
    if update_golden:
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    assert text == place.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_only_a_name(form: str, name: str) -> None:
    rows = (row(name, "fr", 0, signed(name), signed(name, "source"), human=1), row(name, "sv", human=1))
    credit = Credit((Share(name, "fr", 1, 10),))
    text = FORMS[form](rows, credit)
    tame = FORMS[form](_renamed(rows), Credit((Share("x", "fr", 1, 10),)))
    if form != "text":  # which has another table where names are long
        assert text.count("\n") == tame.count("\n")
    if form != "json":
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800]", text)
    if form == "html":
        assert _tags(text) == _tags(tame)
    if form == "badge":
        assert [e.tag for e in ET.fromstring(text).iter()] == [e.tag for e in ET.fromstring(tame).iter()]
    if form == "markdown":
        bare = re.sub(r"\\.", "", text)
        assert [line.count("|") for line in bare.splitlines()] == [
            line.count("|") for line in tame.splitlines()
        ]
        assert not re.search(r"[<>`\[]", bare)


def _renamed(rows: tuple[Standings, ...]) -> tuple[Standings, ...]:
    return tuple(
        row("x", one.locale, 0, *(signed("x", *who.changed) for who in one.sign_offs), human=1)
        for one in rows
    )


def _tags(page: str) -> list[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)

    Reader().feed(page)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_no_error(form: str) -> None:
    assert FORMS[form]((), Credit()).endswith("\n")


STATES = [
    ({}, (), 0, "empty"),
    ({"untranslated": 2}, (), 0, "empty"),
    ({"human": 1, "untranslated": 1}, (), 0, "partial"),
    ({"memory": 1, "untranslated": 1}, (), 0, "partial"),
    ({"human": 1, "machine": 1}, (), 0, "draft"),
    ({"human": 1, "unedited": 1}, (), 0, "complete"),
    ({"human": 1, "accepted": 1}, (signed("x"),), 0, "final"),
    ({"human": 1}, (signed("x"),), 1, "complete"),
    ({"human": 1}, (signed("x", "source"),), 0, "complete"),
    ({"human": 1}, (signed("x", "source"), signed("y")), 0, "final"),
    ({"draft": 1}, (signed("x"),), 0, "draft"),
]


@pytest.mark.parametrize(("counts", "sign_offs", "errors", "state"), STATES)
def test_states(counts: dict[str, int], sign_offs: tuple[SignOff, ...], errors: int, state: str) -> None:
    assert row("x", "fr", errors, *sign_offs, **counts).state == state


FINAL, COMPLETE = row("a", "fr", 0, signed("x"), human=1), row("b", "fr", human=1)
DRAFT, PARTIAL, EMPTY = row("c", "fr", draft=1), row("d", "fr", human=1, untranslated=1), row("e", "fr")


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ((), "empty"),
        ((EMPTY, EMPTY), "empty"),
        ((FINAL, FINAL), "final"),
        ((FINAL, COMPLETE), "complete"),
        ((FINAL, COMPLETE, DRAFT), "draft"),
        ((DRAFT, PARTIAL), "partial"),
        ((COMPLETE, EMPTY), "partial"),
    ],
)
def test_a_total_is_no_better_than_its_worst(rows: tuple[Standings, ...], state: str) -> None:
    assert Line(rows).state == state


COUNTS = st.dictionaries(st.sampled_from(Standing), st.integers(0, 10_000))


@given(COUNTS, COUNTS, st.integers(3, 200))
def test_a_bar_is_full_and_shows_what_there_is(
    segments: dict[Standing, int], words: dict[Standing, int], width: int
) -> None:
    line = Line((Standings("x", "fr", segments, words),))
    shares = line.parts(width)
    groups = (figures.FINISHED, figures.SUGGESTED, figures.UNTRANSLATED)
    assert sum(shares) == width
    if line.segments():
        assert [share > 0 for share in shares] == [line.segments(*group) > 0 for group in groups]
    assert (line.percent == 100) == (
        line.segments() > 0 == line.segments() - line.segments(*figures.FINISHED)
    )
    assert (line.percent == 0) == (line.segments(*figures.FINISHED) == 0)


def test_every_table_sums_up() -> None:
    found = json.loads(FORMS["json"](ROWS))
    assert [(total["locale"], total["segments"]["total"]) for total in found["totals"]] == [
        *(("fr", 20), ("fa", 20), (None, 40)),
    ]
    for name in ("segments", "words"):
        for how in ("total", "finished", *Standing):
            parts = [document[name][how] for document in found["documents"]]
            assert sum(parts) == found["totals"][-1][name][how]
    for form in ("text", "markdown", "html"):
        assert len(re.findall(r"\btotal\b", FORMS[form](ROWS))) == 3


def test_translators_come_only_when_asked_for() -> None:
    assert "translators" not in json.loads(FORMS["json"](ROWS))
    shares = json.loads(FORMS["json"](ROWS, CREDIT))["translators"]
    assert shares[1] == {"name": None, "locale": "fr", "segments": 1, "words": 10}


def test_a_terminal_of_a_hundred_columns_is_enough() -> None:
    every = {how.value: 11 for how in Standing}
    long = "statements/2026/" + "a-very-long-name-of-a-document-" * 4
    rows = tuple(row(f"{long}{n}", locale, **every) for n in range(100) for locale in ("fr", "pt-BR"))
    lines = FORMS["text"](rows).splitlines()
    assert max(map(columns, lines)) <= 100
    assert len({line.split()[0] for line in lines[2:202]}) == 100
    assert "22000" in "\n".join(lines)
    assert lines[207].split() == ["locale", *Standing]


def test_a_wide_letter_takes_two_columns() -> None:
    first, second = FORMS["text"]((row("声明", "fr", human=1), row("abc", "fr", human=1))).splitlines()[2:4]
    assert columns(first) == columns(second)
