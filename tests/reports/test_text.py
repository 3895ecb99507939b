"""The report that people read: a line a finding, the texts under it, nothing that turns a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tmpipe.model import Evidence, Finding, Report, Severity
from tmpipe.reports import text
from tmpipe.reports.excerpt import excerpt


def written(report: Report, *, colour: bool = False, excerpts: bool = False, known: bool = True) -> str:
    return "".join(text.write(report, colour=colour, excerpts=excerpts, known=known))


def shown(msgstr: str, found: str, width: int = 100, msgid: str = "a") -> list[str]:
    """The lines for the msgstr of a finding."""
    one = Finding(
        "c", Severity.ERROR, "x.po", 1, "m", msgid=msgid, msgstr=msgstr, evidence=Evidence(found=found)
    )
    return list(excerpt(one, width))[1:]


def test_a_line_a_finding_and_a_line_of_counts(error: Finding) -> None:
    assert written(Report((replace(error, message="no form"),))).splitlines() == [
        "locales/fr/LC_MESSAGES/x.po:41: error: term-forbidden: no form [pmoi]",
        "1 error, 0 warnings, 0 infos",
    ]


def test_colour_when_asked_and_no_foreign_escapes(report: Report) -> None:
    assert "\x1b" not in written(report)
    assert len(written(report).splitlines()) == 3
    assert "\x1b[1;31merror\x1b[0m" in written(report, colour=True)
    assert "\x1b[31mco" not in written(report, colour=True)
    assert "\x1b[1;31m    ^^^^\x1b[0m" in written(report, colour=True, excerpts=True)


def test_the_texts_follow_with_the_words_marked(error: Finding) -> None:
    lines = written(Report((replace(error, message="m"),)), excerpts=True).splitlines()
    assert lines[1:-1] == [
        "   msgid | The PMOI spoke.",
        "         |     ^^^^",
        "  msgstr | La PMOI a parlé.",
        "         |    ^^^^",
        "   place | locales/fr/LC_MESSAGES/x.po:42:5",
        "  source | seeds/x.txt:12",
    ]


def test_what_the_baseline_knows_is_told_apart(with_old: Report) -> None:
    assert " (in the baseline)\n" in written(with_old)
    lines = written(with_old, known=False).splitlines()
    assert len(lines) == 2
    assert lines[-1] == "1 error, 0 warnings, 0 infos; 1 known in the baseline"


@pytest.mark.parametrize(
    ("msgstr", "found", "mark"),
    [
        ("日本語の mort", "mort", "         ^^^^"),
        ("日本語の mort", "語の", "    ^^^^"),
        ("cafe\u0301 mort", "mort", "     ^^^^"),
        ("a\nb mort", "mort", "    ^^^^"),
        ("a\x1b[31m mort", "mort", "       ^^^^"),
        ("a\u202emort", "mort", "  ^^^^"),
    ],
)
def test_marks_stand_under_their_words(msgstr: str, found: str, mark: str) -> None:
    text_line, mark_line = shown(msgstr, found)
    assert mark_line.removeprefix("         | ") == mark
    assert not any(sign in text_line for sign in "\n\x1b\u202e")


def test_words_from_right_to_left_are_quoted() -> None:
    assert shown("این کمیته مرگ بود.", "کمیته مرگ") == [
        "  msgstr | این کمیته مرگ بود.",
        "         | here: “کمیته مرگ”",
    ]


@pytest.mark.parametrize("at", [0, 40, 400, 796])
@pytest.mark.parametrize("filling", ["x", "日", "é"])
def test_a_long_line_is_cut_around_the_words(at: int, filling: str) -> None:
    msgstr = filling * at + "mort" + filling * (796 - at)
    text_line, mark_line = shown(msgstr, "mort", width=60)
    assert "mort" in text_line
    assert 40 < sum(2 if sign == "日" else 1 for sign in text_line) <= 60
    column = mark_line.index("^")
    ahead = 0
    for sign in text_line[: text_line.index("mort")]:
        ahead += 2 if sign == "日" else 1
    assert column == ahead


def test_without_words_the_texts_stand_alone() -> None:
    assert shown("mort", "vie") == ["  msgstr | mort"]
    assert list(excerpt(Finding("po-syntax", Severity.ERROR, "x.po", 3, "m"))) == []
