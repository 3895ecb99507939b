"""What was made last is kept, up to a weight."""

from __future__ import annotations

from functools import partial

from tmpipe.lately import Lately


def test_the_last_are_kept_up_to_the_weight() -> None:
    made: list[str] = []

    def value(name: str) -> str:
        made.append(name)
        return name.upper()

    lately: Lately[str] = Lately(10)
    for name in "abacadb":
        assert lately.get(name, 4, partial(value, name)) == name.upper()
    assert made == ["a", "b", "c", "d", "b"]


def test_what_is_too_heavy_is_made_each_time() -> None:
    lately: Lately[list[int]] = Lately(10)
    assert lately.get("x", 11, list) is not lately.get("x", 11, list)
    kept = lately.get("y", 10, list)
    lately.get("x", 11, list)
    assert lately.get("y", 10, list) is kept
