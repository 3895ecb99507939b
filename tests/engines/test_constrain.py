"""Other ways to a translation: what is sent, and what comes back."""

from __future__ import annotations

import pytest

from tmpipe.engines.constrain import Case, expected, put
from tmpipe.engines.wording import begun
from tmpipe.parts import Demand, Translation

PMOI = Demand(4, 8, "pmoi", ("OMPI", "OMPI/MEK"), kept=True)
PRISONERS = Demand(13, 32, "political_prisoner", ("prisonnier politique",), kept=False)


@pytest.mark.parametrize(
    ("findings", "lacking"),
    [
        (("term-missing:pmoi",), (PMOI,)),
        (("term-case:pmoi", "term-forbidden:political_prisoner"), (PMOI, PRISONERS)),
        (("number-mismatch",), ()),
        (("term-missing:other",), ()),
        ((), ()),
    ],
)
def test_the_terms_that_are_lacking(findings: tuple[str, ...], lacking: tuple[Demand, ...]) -> None:
    case = Case("The PMOI and political prisoners", Translation("x"), findings, (PMOI, PRISONERS))
    assert case.lacking() == lacking


@pytest.mark.parametrize(
    ("text", "places", "out"),
    [
        ("one two three", [], "one two three"),
        ("one two three", [(4, 7, "2")], "one 2 three"),
        ("one two three", [(0, 3, "1"), (8, 13, "")], "1 two "),
    ],
)
def test_put(text: str, places: list[tuple[int, int, str]], out: str) -> None:
    assert put(text, places) == out


@pytest.mark.parametrize(
    ("form", "before", "out"),
    [("massacre", "", "Massacre"), ("massacre", "« ", "Massacre"), ("massacre", "Le ", "massacre")],
)
def test_a_form_at_the_beginning_has_a_capital(form: str, before: str, out: str) -> None:
    assert begun(form, before) == out


@pytest.mark.parametrize(
    ("pieces", "confidence"),
    [
        ([("abcd", 0.5)], 0.5),
        ([("abcd", 0.5), ("ef", 0.8)], 0.6),
        ([("abcd", None), ("ef", 0.8)], 0.8),
        ([("abcd", None)], None),
        ([], None),
    ],
)
def test_the_confidence_of_a_text_is_that_of_its_characters(
    pieces: list[tuple[str, float | None]], confidence: float | None
) -> None:
    found = expected([Translation(text, told) for text, told in pieces])
    assert found == (None if confidence is None else pytest.approx(confidence))
