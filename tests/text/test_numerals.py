"""Numbers as lists show them."""

from __future__ import annotations

import pytest

from tmpipe.text.numerals import FORMS, alphabetic


@pytest.mark.parametrize(
    ("form", "numbers", "shown"),
    [
        ("1", (0, 1, 12), "0 1 12"),
        ("01", (1, 12), "01 12"),
        ("a", (1, 26, 27, 28, 53), "a z aa bb aaa"),
        ("A", (2, 30), "B DD"),
        ("i", (1, 4, 9, 14, 40, 1990, 3999), "i iv ix xiv xl mcmxc mmmcmxcix"),
        ("I", (6,), "VI"),
        ("a", (0, 4000), "0 4000"),
        ("i", (0, 4000), "0 4000"),
    ],
)
def test_numerals(form: str, numbers: tuple[int, ...], shown: str) -> None:
    assert " ".join(map(FORMS[form], numbers)) == shown


def test_letters_out_of_step() -> None:
    numbers = (0, 1, 26, 27, 28, 52, 53, 702, 703, 3999, 4000)
    assert " ".join(map(alphabetic, numbers)) == "0 a z aa ab az ba zz aaa ewu 4000"
