"""A machine's typography, mended: the marks of the language, and no word changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.checks.base import Context, Levels, run
from tmpipe.model import CODE, Catalog, Entry
from tmpipe.pipeline.mending import mended

N, W, Z = "\u202f", "\u00a0", "\u200c"


@pytest.mark.parametrize(
    ("locale", "source", "target", "wanted"),
    [
        ("fr", "Who?", "Qui ?", f"Qui{N}?"),
        ("fr", "Who?", "Qui?", f"Qui{N}?"),
        ("fr", "So: go; now!", "Donc : va ; là !", f"Donc{W}: va{N}; là{N}!"),
        ("fr", "“Go,” he said.", '"Va", dit-il.', f"«{W}Va{W}», dit-il."),
        ("fr", "“Go,” he said.", "« Va », dit-il.", f"«{W}Va{W}», dit-il."),
        ("fr", "“Go,” he said.", "«Va», dit-il.", f"«{W}Va{W}», dit-il."),
        ("fr", "He said “a” and “b”.", 'Il a dit "a" et "b".', f"Il a dit «{W}a{W}» et «{W}b{W}»."),
        ("fr", "He said “a”.", 'Il a dit "a.', 'Il a dit "a.'),
        ("fr", "<g1>Who</g1>?", "<g1>Qui</g1> ?", f"<g1>Qui</g1>{N}?"),
        ("fr", "<g1>Who</g1>?", "<g1>Qui</g1>?", f"<g1>Qui</g1>{N}?"),
        ("fr", "“<g1>Go</g1>”", '"<g1>Va</g1>"', f"«{W}<g1>Va</g1>{W}»"),
        ("fr", "At 10:30", "À 10:30", "À 10:30"),
        ("fr", "See https://a.org/?x=1;y", "Voir https://a.org/?x=1;y", "Voir https://a.org/?x=1;y"),
        ("fr", "a &amp; b: c", "a &amp; b : c", "a &amp; b : c"),
        ("fr-CA", "Who?", "Qui?", "Qui?"),
        ("sv", "He said “a”.", 'Han sa "a".', "Han sa ”a”."),
        ("sv", "Who?", "Vem?", "Vem?"),
        ("it", "He said “a”.", 'Ha detto "a".', "Ha detto «a»."),
        ("fa", "He, too?", "او, هم?", "او، هم؟"),
        ("fa", "The Iranian prisoner", "زنداني ايراني", "زندانی ایرانی"),
        ("fa", "He goes.", "او می رود.", f"او می{Z}رود."),
        ("fa", "The books", "کتاب ها", f"کتاب{Z}ها"),
        ("de", "Who?", "Wer ?", "Wer ?"),
        ("fr", "Some 30,000 men", "Quelque 30,000 hommes", f"Quelque 30{N}000 hommes"),
        ("fr", "Some 30,000 men", "Quelque 30 000 hommes", f"Quelque 30{N}000 hommes"),
        ("fr", "Some <g1>30,000</g1> men", "Les <g1>30,000</g1> hommes", f"Les <g1>30{N}000</g1> hommes"),
        ("it", "12,000 of 1,234,567", "12,000 di 1,234,567", "12.000 di 1.234.567"),
        ("it", "1,500 men", "1 500 uomini", "1.500 uomini"),
        ("sv", "3.5 million, 80%", "3.5 miljoner, 80%", f"3,5 miljoner, 80{W}%"),
        ("fr", "Tel. 022 731 000", "Tél. 022 731 000", "Tél. 022 731 000"),
        ("fr", "PRESS RELEASE", "COMMUNIQUÉ DE PRESSE.", "COMMUNIQUÉ DE PRESSE"),
        ("it", "See <g1>here</g1>", "Vedi <g1>qui</g1>.", "Vedi <g1>qui</g1>"),
        ("fa", "The prisoners", "زندانیان.", "زندانیان"),
        ("fr", "the graves; ", "les tombes.", f"les tombes{N};"),
        ("it", "the graves;", "le tombe.", "le tombe;"),
        ("fa", "the graves;", "گورها.", "گورها؛"),
        ("fr", "He said:", "Il a dit.", f"Il a dit{W}:"),
        ("fr", "The prisoners.", "Les prisonniers.", "Les prisonniers."),
        ("fr", "He came. She left", "Il vint. Elle partit.", "Il vint. Elle partit."),
        ("fr", "Bread and so on", "Du pain, etc.", "Du pain, etc."),
        ("it", "Photos, part B", "Foto, parte B.", "Foto, parte B."),
        ("fr", "On 1 July", "Le 1 juillet", "Le 1er juillet"),
        ("fr", "In 2.5 hours, 3,14 x", "En 2.5 heures, 3,14 x", "En 2.5 heures, 3,14 x"),
    ],
)  # fmt: skip
def test_marks_are_the_languages(locale: str, source: str, target: str, wanted: str) -> None:
    assert mended(source, target, Context(locale)) == wanted
    assert mended(source, wanted, Context(locale)) == wanted


def test_a_check_that_is_off_mends_nothing() -> None:
    levels = Levels(severities={"spacing": "off"})
    assert mended("“Go!”", '"Va !"', Context("fr"), levels) == "«Va !»"


TEXTS = st.text(st.sampled_from('aéق ي<g1>/x2&;:!?«»"“”’,.\u00a0\u200cمی ها 5'), max_size=40)


@given(TEXTS, TEXTS, st.sampled_from(["fr", "it", "sv", "fa"]))
def test_codes_and_words_stay(source: str, target: str, locale: str) -> None:
    made = mended(source, target, Context(locale))
    assert CODE.findall(made) == CODE.findall(target)
    letters = [re.findall(r"\w", text.translate(str.maketrans("يك", "یک"))) for text in (target, made)]
    assert letters[0] == letters[1]
    assert mended(source, made, Context(locale)) == made


@pytest.mark.parametrize("target", ["Il a dit : va ; là !", 'Qui a dit "va" ?', "Où va-t-il?"])
def test_what_was_found_is_found_no_more(target: str) -> None:
    context = Context("fr")
    levels = Levels(select=("spacing", "quotation-marks"))

    def found(text: str) -> list[str]:
        catalog = Catalog("x.po", "fr", Entry(""), (Entry("He said “a”, where: b?", text),))
        return [one.check for one in run(catalog, context, levels)]

    assert found(target)
    assert not found(mended("He said “a”, where: b?", target, context))
