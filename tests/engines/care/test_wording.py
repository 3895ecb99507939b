"""How a form may stand in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.care.wording import MOST, begun, inflected, led, past_article


@pytest.mark.parametrize(
    ("form", "before", "source", "out"),
    [
        ("massacre", "", "Massacre it was.", "Massacre"),
        ("massacre", "« ", "“Massacre", "Massacre"),
        ("massacre", "", "a massacre", "massacre"),
        ("massacre", "Il est venu. ", "a massacre", "Massacre"),
        ("massacre", "Le ", "The massacre", "massacre"),
        ("OMPI", "", "the PMOI", "OMPI"),
        ("کشتار", "", "Massacre", "کشتار"),
    ],
)
def test_a_form_at_the_beginning_has_a_capital(form: str, before: str, source: str, out: str) -> None:
    assert begun(form, before, source) == out


@pytest.mark.parametrize(
    ("locale", "form", "mention", "first"),
    [
        ("fr", "prisonnier politique", "political prisoners", "prisonniers politiques"),
        ("fr", "prisonnier politique", "political prisoner", "prisonnier politique"),
        ("fr", "crime contre l’humanité", "crimes against humanity", "crimes contre l’humanité"),
        ("fr", "mission d’établissement des faits", "missions", "missions d’établissement des faits"),
        ("fr", "tribunal révolutionnaire", "revolutionary courts", "tribunaux révolutionnaires"),
        ("it", "crimine contro l’umanità", "crimes against humanity", "crimini contro l’umanità"),
        ("fr", "mauvais traitements", "ill-treatments", "mauvais traitements"),
        ("it", "prigioniero politico", "political prisoners", "prigionieri politici"),
        ("it", "fossa comune", "mass graves", "fosse comuni"),
        ("it", "attivista per i diritti umani", "defenders", "attivisti per i diritti umani"),
        ("sv", "politisk fånge", "political prisoners", "politiska fångar"),
        ("fa", "زندانی سیاسی", "political prisoners", "زندانی‌های سیاسی"),
        ("de", "Gefangener", "prisoners", "Gefangener"),
    ],
)  # fmt: skip
def test_the_likeliest_number(locale: str, form: str, mention: str, first: str) -> None:
    assert inflected(form, mention, "en", locale)[0] == first


FORMS = st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=9), min_size=1, max_size=9)


@given(FORMS.map(" ".join), st.sampled_from(["fr", "it", "sv", "fa", "de"]), st.booleans())
def test_few_are_offered_and_of_one_thing_one(form: str, locale: str, many: bool) -> None:
    offered = inflected(form, "prisoners" if many else "prisoner", "en", locale)
    assert 1 <= len(offered) == len(set(offered)) <= MOST
    assert all(len(one.split()) == len(form.split()) for one in offered)
    assert many or offered == [form]


@pytest.mark.parametrize(
    ("locale", "before", "form", "out"),
    [
        ("fr", "Ils nient le ", "tuerie", ["Ils nient le ", "Ils nient la ", "Ils nient les "]),
        (
            "fr",
            "Ils nient l'",
            "tuerie",
            ["Ils nient l'", "Ils nient le ", "Ils nient la ", "Ils nient les "],
        ),
        ("fr", "Le ", "exécution", ["Le ", "La ", "L'", "Les "]),
        ("fr", "de la ", "massacre", ["de la ", "du ", "des "]),
        ("fr", "Ils nient ", "tuerie", ["Ils nient "]),
        ("it", "La ", "massacro", ["La ", "Il ", "Lo ", "I ", "Gli ", "Le "]),
        ("sv", "ett ", "fånge", ["ett ", "en "]),
        ("fa", "این ", "کشتار", ["این "]),
        ("fr", "", "tuerie", [""]),
    ],
)
def test_articles_that_may_lead(locale: str, before: str, form: str, out: list[str]) -> None:
    assert led(before, form, locale) == out


@given(st.text(), FORMS.map(" ".join), st.sampled_from(["fr", "it", "sv", "fa", "de"]))
def test_what_is_there_stays_first(before: str, form: str, locale: str) -> None:
    offered = led(before, form, locale)
    assert offered[0] == before
    assert len(offered) == len(set(offered)) <= 8


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("Ils nient le massacre.", 10, "massacre"),
        ("Ils nient l’horreur.", 10, "horreur"),
        ("Ils nient massacre.", 10, "massacre"),
        ("Ils nient les", 10, "les"),
        ("Ils nient dans les prisons", 10, "prisons"),
    ],
)
def test_the_words_after_an_article(text: str, start: int, words: str) -> None:
    assert text[past_article(text, start, len(text.rstrip(".")), "fr") :].rstrip(".") == words
