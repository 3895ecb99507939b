"""What a memory offers and holds, shown."""

from __future__ import annotations

import json

import pytest

from tmpipe.model import Match, TranslationUnit
from tmpipe.parts import Stats
from tmpipe.reports.memory import counted, differing, matches_json, matches_text, stats_json, stats_text
from tmpipe.text.differences import differences


@pytest.mark.parametrize(
    ("text", "source", "shown"),
    [
        ("He left.", "He left.", "He left."),
        ("He left.", "He  left.", "He  left."),
        ("He left now.", "He left.", "He [-left.-]{+left now.+}"),
        ("He has left.", "He left.", "He {+has+} left."),
        ("He left.", "He has left.", "He [-has-] left."),
        ("a b c d", "b x d e", "{+a+} b [-x-]{+c+} d [-e-]"),
        ("the big cat", "the <g1>big</g1> dog", "the <g1>big</g1> [-dog-]{+cat+}"),
        ("“He” left.", '"He" left.', '"He" left.'),
    ],
)
def test_differing_words_are_marked(text: str, source: str, shown: str) -> None:
    assert differing(text, source) == shown


def test_the_marks_mean_what_they_mean_in_catalogs() -> None:
    assert differing("He left now.", "He left then.") == differences("He left then.", "He left now.")


MATCH = Match(
    TranslationUnit(
        "In 2024.", "En 2024.", "fr", "en", "edited", "d", date="2026-01-01", author="ann", file="x.tmx"
    ),
    89.6,
    substituted=(("2023", "2024"),),
)


def test_a_match_says_where_it_is_from() -> None:
    assert matches_text("In 2025.", [MATCH]).splitlines() == [
        " 89  In [-2024.-]{+2025.+}",
        "     En 2024.",
        "     edited, d, ann, 2026-01-01, x.tmx, with 2023 → 2024",
    ]
    assert "same neighbours" in matches_text("In 2024.", [Match(MATCH.unit, 100, context=True)])
    assert "\x1b" not in matches_text("x", [Match(TranslationUnit("a\x1b[2J", "b", "fr"), 50)])


def test_matches_for_programs() -> None:
    (match,) = json.loads(matches_json("In 2025.", "fr", [MATCH]))["matches"]
    assert (match["rate"], match["target"], match["substituted"]) == (89.6, "En 2024.", [["2023", "2024"]])


def test_stats_list_some_files_or_all() -> None:
    stats = Stats(12, 11, 2, {"fr": 12}, {"human": 12}, {f"{n:02}.tmx": n for n in range(12)}, 2_500_000)
    lines = stats_text(stats).splitlines()
    assert lines[0] == "12 units, 11 source texts, 2 documents; 2.5 MB of index"
    assert lines[3] == "file 11.tmx: 11"
    assert lines[-1] == "and 2 more files; --verbose lists them"
    assert len(stats_text(stats, whole=True).splitlines()) == 15
    assert json.loads(stats_json(stats))["index"] == 2_500_000


@pytest.mark.parametrize(("count", "said"), [(0, "0 units"), (1, "1 unit"), (1200, "1,200 units")])
def test_one_is_one(count: int, said: str) -> None:
    assert counted(count, "unit") == said
