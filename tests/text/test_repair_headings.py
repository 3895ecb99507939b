"""Headings and titles by tables: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from tmpipe.model import Block, Role
from tmpipe.text import repair

BODY = "\n\nThe villages have lived from the river for longer than any map of it has existed.\n\n"


def headings(source: str) -> list[tuple[int, str]]:
    found = [part for part in repair.read(source) if isinstance(part, Block)]
    return [(one.level, one.text) for one in found if one.role is Role.HEADING]


@pytest.mark.parametrize(
    "lines",
    [
        "Lars Holm\nMinister of Rivers\n12 River Street\n1000 Harrow\nThe North\nDelta",
        "From: Mara Lindqvist",
        "Date: 4 May 2020",
        "Subject: The wells of the delta",
        "Objet : les puits du delta",
        "Best, Mara",
        "Yours sincerely",
        "Geneva 1,879 37.5%",
        "John A. Smith            Mara Lindqvist",
        "A. Alpha",
        "10) ten",
        "b) bee",
        "Q: When did you leave?",
        "When did you leave?",
        "Why was it secret?\n\nNobody told us.",
        "We asked her.\nWhy was it secret?",
        "Why so?" + BODY + "What then?" + BODY + "And now?",
        "[on the report of the Third Committee]",
        "![a map of the delta](map.png)",
        "Letters from the villages ........ 7",
        "We have decided as follows—",
        "29 March 2024",
        "Harrow Point, 29 March 2024",
        "Genève, le 29 mars 2024",
    ],
)
def test_what_is_no_heading(lines: str) -> None:
    assert headings("We ask for water." + BODY + lines + BODY) == []


@pytest.mark.parametrize(
    "line",
    [
        "What the tests would show",
        "1988 prison massacres",
        "1. Introduction",
        "1.1 Background",
        "Who will answer?",
    ],
)
def test_what_is_a_heading(line: str) -> None:
    assert headings("We ask for water." + BODY + line + BODY) == [(2, line)]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["FOR IMMEDIATE RELEASE", "Tests show lead"], "Tests show lead"),
        (["PRESS RELEASE", "4 May 2020", "Tests show lead"], "Tests show lead"),
        (["Communiqué de presse", "Du plomb"], "Du plomb"),
        (["Water for all", "[on the report of the Third Committee (A/1)]"], "Water for all"),
        (["Delta News", "1. A word from the editor ........ 1", "2. The dam ........ 3"], "Delta News"),
        (["Dry nets", "1. Introduction to the delta"], "Dry nets"),
        (["![a map of the delta](map.png)", "Dry nets"], "Dry nets"),
        (["Friday, 4 May 2020", "Dry nets"], "Dry nets"),
        (["STATEMENT"], "STATEMENT"),
    ],
)
def test_the_title(head: list[str], title: str) -> None:
    assert [text for level, text in headings("\n\n".join(head) + BODY) if level == 1] == [title]


def test_a_heading_over_two_lines_the_second_set_in() -> None:
    title = "What the ministry of rivers knew of the wells of the\n      delta and of its villages"
    assert headings(title + BODY) == [(1, " ".join(title.split()))]


def test_items_of_a_list_are_no_headings() -> None:
    assert headings("We ask:\n\n1. Water\n2. Bread" + BODY) == []
