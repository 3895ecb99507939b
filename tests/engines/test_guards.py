"""What is shown as a suggestion, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.guards import objection
from tmpipe.engines.loops import repeats

ENGLISH = "The officials deny the massacre of political prisoners."


@pytest.mark.parametrize(
    ("source", "target", "locale", "reason"),
    [
        (ENGLISH, "Les responsables nient le massacre des prisonniers politiques.", "fr", None),
        (ENGLISH, "مقامات کشتار زندانیان سیاسی را انکار می‌کنند.", "fa", None),
        (ENGLISH, "", "fr", "empty"),
        (ENGLISH, " \u00a0\n", "fr", "empty"),
        (ENGLISH, ENGLISH, "fr", "copied"),
        (ENGLISH, ENGLISH.upper() + " ", "fr", "copied"),
        ("Amnesty International", "Amnesty International", "fr", None),
        ("Ali Khamenei, Tehran", "Ali Khamenei, Tehran", "sv", None),
        (ENGLISH, "Oui.", "fr", "length"),
        ("Yes.", "Oui, bien sûr, tout à fait, évidemment.", "fr", "length"),
        ("Yes.", "Oui, certainement.", "fr", None),
        (ENGLISH, "Les prisonniers, prisonniers, prisonniers, prisonniers et autres.", "fr", "repetition"),
        (ENGLISH, "Ils nient le fait que le fait que le fait que le fait que tout.", "fr", "repetition"),
        (ENGLISH, "Les responsables nient nient le massacre des prisonniers.", "fr", None),
        ("No, no, no, no, no, never again!", "Non, non, non, non, non, jamais plus !", "fr", None),
        (ENGLISH, "Les responsables nientttttttttttt le massacre.", "fr", "repetition"),
        ("Name ............... and date", "Nom ............... et date", "fr", None),
        (ENGLISH, "The officials deny کشتار of political prisoners", "fa", "script"),
        ("The PMOI", "The PMOI", "fa", "script"),
        (
            "See https://example.org/a/long/address",
            "ببینید https://example.org/a/long/address",
            "fa",
            None,
        ),
        ("1988", "1988", "fa", None),
        ("In 1988:", "1988:", "fa", "script"),
    ],
)
def test_objections(source: str, target: str, locale: str, reason: str | None) -> None:
    assert objection(source, target, locale) == reason


@given(st.text(st.sampled_from("ab "), max_size=40), st.integers(1, 4))
def test_repeats_counts_the_longest_run(text: str, size: int) -> None:
    pieces = {text[start : start + size] for start in range(len(text) - size + 1)}
    slow = max((n for n in range(1, 41) if any(piece * n in text for piece in pieces)), default=1)
    assert repeats(text, size) == slow


def test_a_long_text_is_judged_like_a_short_one() -> None:
    long = "a b c d " * 10_000
    assert objection(long, long.replace("a", "x") + "!", "fr") is None
