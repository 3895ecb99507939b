"""Scripts: what is written in the wrong one, and letters that only look right."""

from __future__ import annotations

import pytest

from tmpipe.checks.base import Context, Levels, run
from tmpipe.checks.scripts import mixed, wrong
from tmpipe.model import Catalog, Entry

WRONG = [
    ("fa", "They were buried in secret", "They were buried in secret", "no Arabic letter"),
    ("fa", "They were buried in secret", "anha dar khafa dafn shodand", "no Arabic letter"),
    ("fa", "Amnesty International", "Amnesty International", ""),
    ("fa", "see PMOI", "ببینید PMOI", ""),
    ("fa", "12", "۱۲", ""),
    ("fa", "the report", "گزارش отчет", "отче"),
    ("fr", "the report", "le rapport отчет", "отче"),
    ("fr", "the report", "le rapport گزارش", "گزارش"),
    ("fr", "called گزارش in Persian", "appelé گزارش en persan", ""),
    ("it", "the report", "il rapporto", ""),
    ("it", "the angle α", "l’angolo α", ""),
    ("sv", "the Łódź trial", "rättegången i Łódź", ""),
    ("sv", "the report", "報告", "報告"),
    ("sv", "30 °C, 5 µm", "30 °C, 5 μm", ""),
    ("tlh", "the report", "отчет", ""),
    ("el", "%(file)s of %(folder)s", "%(file)s &#8212; %(folder)s", ""),
    ("fa", "class method of %s", "class method of %s", "no Arabic letter"),
]


@pytest.mark.parametrize(("locale", "source", "target", "told"), WRONG)
def test_wrong_scripts(locale: str, source: str, target: str, told: str) -> None:
    found = [one.message for one in wrong(Entry(source, target), Context(locale))]
    assert [told in one for one in found] == ([True] if told else [])


MIXED = [
    ("fr", "the massacre", "le mаssacre", "CYRILLIC SMALL LETTER A"),
    ("it", "the massacre", "il mаssacro", "CYRILLIC SMALL LETTER A"),
    ("sv", "Tehran", "Τeheran", "GREEK CAPITAL LETTER TAU"),
    ("fa", "PMOI", "سازمان PMОI", "CYRILLIC CAPITAL LETTER O"),
    ("fr", "TNFα", "TNFα", ""),
    ("fr", "5 µm", "5 μm", ""),
    ("fr", "the massacre", "le massacre", ""),
    ("fr", "Москва", "Москва", ""),
    ("fr", "the mаssacre", "le mаssacre", ""),
    ("ky", "%(count)s seconds", "%(count)sсекунд", ""),
    ("ky", "%.1f%%, at most %d", "%.1f%%, %dсимвол", ""),
    ("mn", "site", "cайт", "CYRILLIC SMALL LETTER A"),
]


@pytest.mark.parametrize(("locale", "source", "target", "told"), MIXED)
def test_letters_that_look_like_latin_ones(locale: str, source: str, target: str, told: str) -> None:
    found = [one.message for one in mixed(Entry(source, target), Context(locale))]
    assert [one.endswith(told) for one in found] == ([True] if told else [])


def test_the_form_of_a_plural_that_is_wrong_is_shown() -> None:
    entry = Entry(
        "%s selected option",
        msgid_plural="%s selected options",
        msgstr_plural=("%s опция", "%s selected options"),
    )
    found = run(
        Catalog("x.po", "bg", Entry("", ""), (entry,)), Context("bg"), Levels(select=["wrong-script"])
    )
    assert [one.msgstr for one in found] == ["%s selected options"]


def test_a_long_run_of_placeholder_signs_is_read_by_its_length() -> None:
    assert not list(mixed(Entry("a", "б%" + "0" * 1_000_000), Context("ru")))
