"""The aligner on gold sets in four languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tmpipe.memory.align import align

FOLDER = Path(__file__).parent / "align"
LEAST = {"merged": 0.97, "dropped": 0.95}
"""Strict F1: the same segments on both sides."""


@pytest.mark.parametrize("place", sorted(FOLDER.glob("*.json")), ids=lambda place: place.stem)
def test_beads_are_those_of_the_gold(place: Path) -> None:
    gold = json.loads(place.read_text("utf-8"))
    wanted = {(tuple(source), tuple(target)) for source, target in gold["beads"]}
    found = {(one.source, one.target) for one in align(gold["source"], gold["target"], "en", gold["locale"])}
    f1 = 2 * len(wanted & found) / (len(wanted) + len(found))
    assert f1 >= LEAST[place.stem.partition("-")[0]], sorted(wanted ^ found)


def test_all_languages_have_their_sets() -> None:
    names = {place.stem for place in FOLDER.glob("*.json")}
    assert names == {f"{kind}-{locale}" for kind in LEAST for locale in ("fr", "it", "sv", "fa")}


@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_a_high_score_is_seldom_wrong(locale: str) -> None:
    gold = json.loads((FOLDER / f"merged-{locale}.json").read_text("utf-8"))
    wanted = {(tuple(source), tuple(target)) for source, target in gold["beads"]}
    found = align(gold["source"], gold["target"], "en", locale)
    sure = [(one.source, one.target) in wanted for one in found if one.score >= 0.95]
    assert sum(sure) >= 0.97 * len(sure)
    assert len(sure) > 0.7 * len(found)


@pytest.mark.parametrize("locale", ["fr", "it", "sv", "fa"])
def test_another_text_has_few_matches(locale: str) -> None:
    """The beginning of a document, and the end of its translation: both on the same matter."""
    gold = json.loads((FOLDER / f"dropped-{locale}.json").read_text("utf-8"))
    source, target = gold["source"][:20], gold["target"][-20:]
    sure = [
        one for one in align(source, target, "en", locale) if one.source and one.target and one.score > 0.9
    ]
    assert len(sure) <= 2
