"""The line from a model's own scores to what they mean: it rises, it fits, it is kept."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.confidence import (
    DEFAULT,
    FILE,
    POINTS,
    Calibration,
    Pair,
    expected_error,
    held_out_error,
)
from tmpipe.errors import InputError

HALVES = st.floats(0, 1, allow_subnormal=False)
PAIRS = st.lists(st.builds(Pair, HALVES | st.sampled_from([0.0, 0.5, 1.0]), HALVES), min_size=1, max_size=60)


def isotonic(values: list[float]) -> list[float]:
    """The nearest rising values by the min-max formula: cubic, and plainly right."""
    return [
        max(
            min(sum(values[low : high + 1]) / (high - low + 1) for high in range(at, len(values)))
            for low in range(at + 1)
        )
        for at in range(len(values))
    ]


def sure_of_itself(count: int, seed: int) -> list[Pair]:
    """A model that gives 0.9 and more to everything; its texts are worth half of the square of that."""
    chance = random.Random(seed)
    raws = [chance.uniform(0.9, 1) for _ in range(count)]
    return [Pair(raw, min(1, max(0, 5 * (raw - 0.9) + 0.2 + chance.gauss(0, 0.1)))) for raw in raws]


@given(PAIRS)
def test_a_line_keeps_the_ranking_and_stays_in_its_range(pairs: list[Pair]) -> None:
    line = Calibration.fit(pairs)
    heights = [line.of(step / 50) for step in range(51)]
    assert min(heights) >= 0
    assert max(heights) <= 1
    assert all(low < high for low, high in pairwise(heights))
    assert (line.of(-1), line.of(2)) == (heights[0], heights[-1])


@given(PAIRS, HALVES)
def test_raw_undoes_of(pairs: list[Pair], raw: float) -> None:
    line = Calibration.fit(pairs)
    again = line.raw(line.of(raw))
    assert line.of(again) == pytest.approx(line.of(raw), abs=1e-6)
    assert DEFAULT.raw(DEFAULT.of(raw)) == pytest.approx(raw)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=POINTS))
def test_it_is_the_isotonic_regression(tenths: list[int]) -> None:
    """With so few pairs every block may stand for itself; the heights are drawn to 0.5 by one more pair."""
    values, count = [tenth / 10 for tenth in tenths], len(tenths)
    pairs = [Pair((at + 1) / (count + 1), value) for at, value in enumerate(values)]
    nearest = dict.fromkeys(round(value, 9) for value in isotonic(values))
    drawn = [(value * count + 0.5) / (count + 1) for value in nearest]
    assert [y for x, y in Calibration.fit(pairs).points[1:-1]] == pytest.approx(drawn)


def test_few_points_of_many_pairs() -> None:
    line = Calibration.fit(sure_of_itself(20_000, seed=1))
    assert 5 <= len(line.points) <= POINTS + 2


def test_what_was_fitted_says_what_is_true_of_others() -> None:
    line, others = Calibration.fit(sure_of_itself(4000, seed=1)), sure_of_itself(4000, seed=2)
    assert expected_error(others) > 0.4
    assert expected_error(Pair(line.of(raw), quality) for raw, quality in others) < 0.03
    assert held_out_error(others) < 0.03


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        ([], 0),
        ([(0.5, 0.5)], 0),
        ([(1.0, 0.4), (0.95, 0.55)], 0.5),
        ([(0.5, 0.2), (0.55, 0.85)], 0),
        ([(0.5, 0.2), (0.65, 0.95)], 0.3),
        ([(0.1, 0.0), (0.9, 1.0), (0.9, 0.6), (0.9, 0.8)], 0.25 * 0.1 + 0.75 * 0.1),
    ],
)
def test_the_expected_error(pairs: list[tuple[float, float]], error: float) -> None:
    assert expected_error(Pair(*pair) for pair in pairs) == pytest.approx(error)


def test_nothing_to_fit() -> None:
    with pytest.raises(InputError, match="nothing to calibrate with"):
        Calibration.fit([])
    assert held_out_error([Pair(0.5, 0.5)]) == 0


def test_it_is_kept_in_the_folder_of_the_package(tmp_path: Path) -> None:
    assert Calibration.load(tmp_path) == DEFAULT
    line = Calibration.fit(sure_of_itself(300, seed=3))
    assert line.save(tmp_path) == tmp_path / FILE
    assert Calibration.load(tmp_path) == line
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"points": 3}',
        '{"points": []}',
        '{"points": [[0, 0]]}',
        '{"points": [[0, 0], [1]]}',
        '{"points": [[0, 0], [1, "high"]]}',
        '{"points": [[0, 0], [1, null]]}',
        '{"points": [[0, 0], [0.5, 0.5]]}',
        '{"points": [[0, 0.1], [0.5, 0.1], [1, 1]]}',
        '{"points": [[0, 0], [1, 2]]}',
        '{"points": [[0, -1], [1, 1]]}',
        '{"points": [[0, 0], [NaN, 0.5], [1, 1]]}',
        '{"points": [[0, NaN], [1, 1]]}',
        "[" * 100_000,
        "\ud800",
    ],
)
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match="--calibrate") as caught:
        Calibration.load(tmp_path)
    assert caught.value.path == str(tmp_path / FILE)
    assert "\n" not in str(caught.value)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        Calibration.load(tmp_path)


def test_the_file_is_plain(tmp_path: Path) -> None:
    DEFAULT.save(tmp_path)
    assert json.loads((tmp_path / FILE).read_text("utf-8")) == {"points": [list(p) for p in DEFAULT.points]}
