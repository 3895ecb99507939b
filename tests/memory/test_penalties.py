"""Points that matches lose by where they come from."""

from __future__ import annotations

import pytest

from tmpipe.memory.penalties import penalty_by
from tmpipe.model import TranslationUnit

UNIT = TranslationUnit("a", "b", "fr", origin="aligned", document="letters/old", file="trial/tm/x.tmx")


@pytest.mark.parametrize(
    ("points", "lost"),
    [
        ({"aligned": 5}, 5),
        ({"machine": 5}, 0),
        ({"tm/*.tmx": 7}, 7),
        ({"trial/tm/*": 7}, 7),
        ({"other/tm/*": 7}, 0),
        ({"letters/*": 3, "aligned": 5}, 8),
        ({"letters/*": 60, "aligned": 70}, 100),
        ({"x.tmx": 7}, 0),
        ({"*": 1.5}, 1.5),
    ],
)
def test_what_fits_adds_up(points: dict[str, float], lost: float) -> None:
    penalty = penalty_by(points)
    assert penalty is not None
    assert penalty(UNIT) == lost


def test_without_points_nothing_is_asked() -> None:
    assert penalty_by({}) is None
    assert penalty_by({"machine": 0}) is None
