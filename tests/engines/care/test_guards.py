"""What is shown as a suggestion, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.care.guards import GUARDS, objection
from tmpipe.engines.care.loops import repeats

ENGLISH = "The officials deny the massacre of political prisoners."
FRENCH = "Les responsables nient le massacre des prisonniers politiques."
PERSIAN = "مقامات کشتار زندانیان سیاسی را انکار می‌کنند."
LONG = (
    "In the summer of 1988, thousands of political prisoners were executed in the prisons of Tehran, and"
    " their families, who were never told where the graves are, still demand truth and justice today."
)
LANGUE = (
    "Au cours de l’été 1988, des milliers de prisonniers politiques furent exécutés dans les prisons de"
    " Téhéran, et leurs familles, qui n’ont jamais su où sont les tombes, exigent toujours la vérité et la"
    " justice."
)
RIGHTS = "les droits de l’homme"

GOOD = [
    (ENGLISH, FRENCH, "fr"),
    (ENGLISH, PERSIAN, "fa"),
    (LONG, LANGUE, "fr"),
    ("Amnesty International", "Amnesty International", "fr"),
    ("Ali Khamenei, Tehran, Iran, Evin", "Ali Khamenei, Tehran, Iran, Evin", "sv"),
    ("Yes.", "Oui, certainement.", "fr"),
    ("Yes.", "はい。", "ja"),
    (ENGLISH, "当局は政治犯の虐殺を否定している。", "ja"),
    (ENGLISH, "Les responsables nient nient le massacre des prisonniers.", "fr"),
    ("No, no, no, no, no, never again!", "Non, non, non, non, non, jamais plus !", "fr"),
    ("Name ............... and date", "Nom ............... et date", "fr"),
    ("See https://example.org/a/long/address", "ببینید https://example.org/a/long/address", "fa"),
    ("The UN and the PMOI met.", "UN و PMOI دیدار کردند.", "fa"),
    ("1988", "1988", "fa"),
    ("1988", "۱۹۸۸", "fa"),
    ("He means перестройка.", "Il parle de перестройка.", "fr"),
    ("A &lt; B &amp; C", "A &lt; B &amp; C", "fr"),
    ("30,000 were executed in 1988.", "30 000 furent exécutés en 1988.", "fr"),
    ("30,000 were executed in 1988.", "در سال ۱۹۸۸، ۳۰٬۰۰۰ نفر اعدام شدند.", "fa"),
    ("3 million in the 1960s", "3 millions dans les années 60", "fr"),
    ("It took 500 days.", "Cela dura cinq cents jours.", "fr"),
    ("at 7 p.m.", "à 19 heures", "fr"),
    ("paragraph 3 (f) of the (new) act", "l’alinéa 3f) de la (nouvelle) loi", "fr"),
    ('He said "no".', "Han sa ”nej”.", "sv"),
    ("He said “no”.", "Il a dit « non ».", "fr"),
    ("The Royal Society for the Prevention of Cruelty to Animals (RSPCA) was founded in London.",
     "La Royal Society for the Prevention of Cruelty to Animals (RSPCA) fut fondée à Londres.", "fr"),
    ("From time to time, ever more.", "De temps en temps, de plus en plus.", "fr"),
    ("Justice for women, women of Iran.", "Justice pour les femmes, les femmes d’Iran.", "fr"),
    ("See www.ohchr.org, part XIII.", "Voir www.ohchr.org, partie XIII.", "fr"),
    ("The children and the children of children", "Les enfants et les enfants des enfants", "fr"),
]  # fmt: skip
BAD = [
    ("empty", ENGLISH, "", "fr"),
    ("empty", ENGLISH, " \u00a0\n", "fr"),
    ("empty", "Yes.", "…", "fr"),
    ("characters", ENGLISH, FRENCH.replace(" ", "\x02", 1), "fr"),
    ("characters", ENGLISH, FRENCH.replace("massacre", "⁇"), "fr"),
    ("characters", ENGLISH, FRENCH.replace("massacre", "<unk>"), "fr"),
    ("characters", ENGLISH, FRENCH.replace("massacre", "massa\ufffdre"), "fr"),
    ("markup", ENGLISH, FRENCH.replace("le massacre", "&quot;le massacre&quot;"), "fr"),
    ("markup", ENGLISH, FRENCH.replace("massacre", "mas@@ sacre"), "fr"),
    ("markup", ENGLISH, FRENCH.replace(" massacre", "▁massacre"), "fr"),
    ("markup", ENGLISH, "__fr__ " + FRENCH, "fr"),
    ("copied", ENGLISH, ENGLISH, "fr"),
    ("copied", ENGLISH, ENGLISH.upper() + " ", "fr"),
    ("copied", ENGLISH, "Les officials deny the massacre of prisonniers politiques.", "fr"),
    ("copied", "DEATH TO THE DICTATOR", "DEATH TO THE DICTATOR", "fr"),
    ("script", ENGLISH, "The officials deny کشتار of political prisoners", "fa"),
    ("script", ENGLISH, "مقامات massacre زندانیان political را officials انکار می‌کنند", "fa"),
    ("script", ENGLISH, FRENCH.replace("massacre", "массакр"), "fr"),
    ("script", ENGLISH, FRENCH.replace("massacre", "کشتار"), "fr"),
    ("script", ENGLISH, FRENCH.replace("massacre", "屠杀"), "fr"),
    ("script", ENGLISH, PERSIAN.replace("کشتار", "屠杀"), "fa"),
    ("script", "The PMOI", "The PMOI", "fa"),
    ("script", "In 1988:", "1988:", "fa"),
    ("repetition", ENGLISH, "Les prisonniers, prisonniers, prisonniers, prisonniers et autres.", "fr"),
    ("repetition", ENGLISH, "Ils nient le fait que le fait que le fait que le fait que tout.", "fr"),
    ("repetition", ENGLISH, "Les responsables nientttttttttttt le massacre.", "fr"),
    ("repetition", "This has inflicted suffering.", "Cela a causé des sufffrances.", "fr"),
    ("repetition", "The public records", "I registri pubblipubblici", "it"),
    ("repetition", ENGLISH, "Les survivants et les survivants ont nié le massacre.", "fr"),
    ("repetition", "They were executed.", "Ils ont été condamnés à l'exécution à l'exécution.", "fr"),
    ("repetition", "PRESS RELEASE", "PRESTI LIBERLIBERAZIONE", "it"),
    ("repetition", LONG, f"Voici {RIGHTS}, comme {RIGHTS}, mais aussi que {RIGHTS}, et que {RIGHTS}.", "fr"),
    ("repetition", LONG, "Les droits de la femme et " + "".join(
        f"les droits de la {one} et " for one in ("famille", "mère", "tante", "nièce", "sœur")), "fr"),
    ("punctuation", ENGLISH, FRENCH + "....", "fr"),
    ("punctuation", ENGLISH, FRENCH.rstrip(".") + " ! ! ! !", "fr"),
    ("punctuation", "Yes, he is.", "Oui- (.,.) , -", "fr"),
    ("length", ENGLISH, "Oui.", "fr"),
    ("length", "Yes.", "Oui, bien sûr, tout à fait, évidemment.", "fr"),
    ("length", ENGLISH, "当局", "ja"),
    ("length", LONG, LANGUE[:92] + ".", "fr"),
    ("dropped", LONG, LANGUE[:158], "fr"),
    ("dropped", LONG, LANGUE[len(LANGUE) - 158 :].lstrip(), "fr"),
    ("dropped", f"{ENGLISH} They still do.", "Les responsables nient le massacre (des prisonniers).", "fr"),
    ("numbers", "30,000 were executed in 1988.", "30 000 furent exécutés en 1998.", "fr"),
    ("numbers", "It took 500 days.", "Cela dura 511 jours.", "fr"),
    ("numbers", "In 1988 they were killed.", "C’est alors qu’ils furent tués.", "fr"),
    ("unbalanced", "Death (in 1988) came.", "La mort (en 1988 vint.", "fr"),
    ("unbalanced", "He said “no” to it.", "Il a dit « non à tout.", "fr"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "locale"), GOOD)
def test_no_objection(source: str, target: str, locale: str) -> None:
    assert objection(source, target, locale) is None


@pytest.mark.parametrize(("reason", "source", "target", "locale"), BAD)
def test_objections(reason: str, source: str, target: str, locale: str) -> None:
    assert objection(source, target, locale) == reason


def test_each_reason_has_an_example() -> None:
    assert {reason for reason, *_ in BAD} == set(GUARDS)


def test_what_another_judges_is_passed() -> None:
    assert objection("In 1988", "En 1998", "fr") == "numbers"
    assert objection("In 1988", "En 1998", "fr", passed={"numbers"}) is None


@given(st.text(), st.text(), st.sampled_from(["fr", "it", "sv", "fa", "ja", "xx"]))
def test_any_two_texts_can_be_judged(source: str, target: str, locale: str) -> None:
    assert objection(source, target, locale) in {None, *GUARDS}


@given(st.text(st.sampled_from("ab "), max_size=40), st.integers(1, 4))
def test_repeats_counts_the_longest_run(text: str, size: int) -> None:
    pieces = {text[start : start + size] for start in range(len(text) - size + 1)}
    slow = max((n for n in range(1, 41) if any(piece * n in text for piece in pieces)), default=1)
    assert repeats(text, size) == slow


def test_a_long_text_is_judged_like_a_short_one() -> None:
    long = "a b c d " * 10_000
    assert objection(long, long.replace("a", "x") + "!", "fr") is None
