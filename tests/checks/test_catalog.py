"""What gettext asks of a catalog."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tmpipe.catalogs.header import new_header
from tmpipe.checks import catalog, printf
from tmpipe.checks.base import Context
from tmpipe.model import Catalog, Entry

WHOLE = new_header("fr", "x")
PLURAL = Entry("a", msgid_plural="b", msgstr_plural=("c", "d"))


def headed(text: str, *entries: Entry) -> list[str]:
    header = replace(WHOLE, msgstr=text)
    context = Context("fr", catalog=Catalog("x.po", "fr", header, entries))
    return [one.message for one in catalog.header(header, context)]


HEADERS = [
    ("MIME-Version: 1.0\n", "", "has no MIME-Version"),
    ("Language-Team: none\n", "Language-Team: LANGUAGE <LL@li.org>\n", "Language-Team is still"),
    ("1970-01-01 00:00+0000", "YEAR-MO-DA HO:MI+ZONE", "Po-Revision-Date is still"),
    ("nplurals=2; plural=(n > 1);", "nplurals=INTEGER; plural=EXPRESSION;", "Plural-Forms is still"),
    ("nplurals=2; plural=(n > 1);", "nplurals=2", "is not “nplurals"),
    ("plural=(n > 1);", "plural=system(n);", "is not “nplurals"),
]


@pytest.mark.parametrize(("old", "new", "told"), HEADERS)
def test_what_the_header_lacks(old: str, new: str, told: str) -> None:
    assert headed(WHOLE.msgstr) == []
    assert old in WHOLE.msgstr
    (message,) = headed(WHOLE.msgstr.replace(old, new))
    assert told in message


@pytest.mark.parametrize(
    ("locale", "language", "told"),
    [
        ("fr", "fr_FR", ""),
        ("fa", "fa_IR", ""),
        ("fa", "fa-ir", ""),
        ("pt-BR", "pt_BR", ""),
        ("fr", "", ""),
        ("zh-Hant", "zh_TW", ""),
        ("sr-Latn", "sr@latin", ""),
        ("zh-Hans", "zh_TW", "po-header"),
        ("sr-Latn", "sr", "po-header"),
        ("fr", "fr@latin", "po-header"),
        ("pt-BR", "pt", "po-header"),
        ("pt-BR", "pt_PT", "po-header"),
        ("fr", "French", "po-header"),
        ("he", "iw_IL", "po-header"),
        ("nb", "no", "po-header"),
        ("fr", "it", "po-language"),
        ("fr", "de_DE", "po-language"),
        ("fr", "frp", "po-language"),
        ("fr-CA", "it.UTF-8", "po-language"),
    ],
)
def test_another_language_is_an_error_another_spelling_none(locale: str, language: str, told: str) -> None:
    header = Entry("", f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\n")
    checks = {"po-header": catalog.header, "po-language": catalog.language}
    found = [(name, one.message) for name, check in checks.items() for one in check(header, Context(locale))]
    assert [name for name, _ in found] == ([told] if told else [])
    assert all("correct one" in message for _, message in found)
    assert not list(catalog.language(Entry("a", "Language: xx\n"), Context(locale)))


def test_a_header_of_two_lines_is_enough_until_there_are_plurals() -> None:
    short = "Language: fr\nContent-Type: text/plain; charset=UTF-8\n"
    assert headed(short) == []
    assert headed(short, PLURAL) == ["entries have plurals, the header has no Plural-Forms; add them"]


PLURALS = [
    (("c", "d"), ""),
    (("c",), "1 plural forms; the header's nplurals is 2"),
    (("c", "d", "e"), "3 plural forms; the header's nplurals is 2"),
    (("c", ""), "without a text: msgstr[1]"),
]


@pytest.mark.parametrize(("forms", "told"), PLURALS)
def test_as_many_plurals_as_the_header_says(forms: tuple[str, ...], told: str) -> None:
    context = Context("fr", catalog=Catalog("x.po", "fr", WHOLE))
    entry = replace(PLURAL, msgstr_plural=forms)
    assert [one.message for one in catalog.plurals(entry, context)] == ([told] if told else [])
    assert not list(catalog.plurals(Entry("a", "b"), context))


def plurals_of(*numbers: int) -> list[tuple[str, str]]:
    """What is said, and of which msgid, where entries have so many forms beneath a header of two."""
    entries = [
        replace(PLURAL, msgid=f"{at}", msgstr_plural=("c",) * forms) for at, forms in enumerate(numbers)
    ]
    untranslated = replace(PLURAL, msgid="u", msgstr_plural=("", "", "", ""))
    gone = replace(PLURAL, msgid="o", msgstr_plural=("c",), obsolete=True)
    context = Context("fr", catalog=Catalog("x.po", "fr", WHOLE, (*entries, untranslated, gone)))
    return [
        (entry.msgid, one.message) for entry in (WHOLE, *entries) for one in catalog.plurals(entry, context)
    ]


def test_a_header_that_all_entries_contradict_is_told_once() -> None:
    ((msgid, message),) = plurals_of(*[3] * 57)
    assert msgid == ""
    assert message.startswith("the header's nplurals is 2, but all 57 entries with plurals have 3 forms")
    assert [msgid for msgid, _ in plurals_of(3, 2, 3)] == ["0", "2"]
    assert [msgid for msgid, _ in plurals_of(3)] == ["0"]
    assert not plurals_of(2, 2)


NEWLINES = [
    ("a", "b", []),
    ("a\n", "b\n", []),
    ("\na", "\nb", []),
    ("a\n", "b", ["the source alone ends with a line end"]),
    ("a", "b\n", ["the translation alone ends with a line end"]),
    ("\na\n", "b", ["the source alone begins with a line end", "the source alone ends with a line end"]),
]


@pytest.mark.parametrize(("source", "target", "told"), NEWLINES)
def test_line_ends_as_msgfmt_wants_them(source: str, target: str, told: list[str]) -> None:
    assert [one.message for one in catalog.newlines(Entry(source, target), Context("fr"))] == told


FORMATS = [
    ("%s in %d", "%s dans %d", True),
    ("%s in %d", "%2$d, %1$s", True),
    ("%s in %d", "%d, %s", False),
    ("%s", "", False),
    ("100%% of %s", "100 %% de %s", True),
    ("%d", "%i", False),
    ("%-5.2f", "%.3f", True),
    ("%*d", "%*d", True),
    ("%*d", "%d", False),
    ("%<PRIu64> bytes", "%<PRIu64> octets", True),
]


@pytest.mark.parametrize(("source", "target", "fine"), FORMATS)
def test_placeholders(source: str, target: str, fine: bool) -> None:
    entry = Entry(source, target or "x", flags=("c-format",))
    assert bool(list(printf.mismatch(entry, Context("fr")))) is not fine
    assert not list(printf.mismatch(replace(entry, flags=()), Context("fr")))


PYTHON = [
    ("python-format", "%(n)s of %(all)d", "%(all)i, %(n)s", True),
    ("python-format", "%(n)s of %(all)d", "%(n)s", False),
    ("python-format", "%(n)s", "%(m)s", False),
    ("python-format", "%(n)d", "%(n)s", False),
    ("python-format", "%r at %.1f%%", "%r, %.2f %%", True),
    ("python-format", "%s at %d", "%d, %s", False),
    ("python-brace-format", "{a} and {b.c:>{w}}", "{b.c:>{w}} et {a}", True),
    ("python-brace-format", "{a} {{left}}", "{a} {{parti}}", True),
    ("python-brace-format", "{a} left", "{b} parti", False),
    ("python-brace-format", "{} of {}", "{1}, {0}", True),
    ("python-brace-format", "{} of {}", "{}", False),
]


@pytest.mark.parametrize(("flag", "source", "target", "fine"), PYTHON)
def test_placeholders_of_python(flag: str, source: str, target: str, fine: bool) -> None:
    found = list(printf.mismatch(Entry(source, target, flags=(flag,)), Context("fr")))
    assert (not found) is fine
    assert not list(printf.mismatch(Entry(source, target, flags=("no-" + flag,)), Context("fr")))


def test_a_plural_form_may_have_the_number_that_the_singular_spells_out() -> None:
    forms = Entry("one file", msgid_plural="%d files", msgstr_plural=("%d fichier", "%d fichiers"))
    assert not list(printf.mismatch(replace(forms, flags=("c-format",)), Context("fr")))


def test_a_plural_form_may_leave_its_number_out() -> None:
    forms = Entry("one file", msgid_plural="%d files", msgstr_plural=("un fichier", "fichiers"))
    assert not list(printf.mismatch(replace(forms, flags=("c-format",)), Context("fr")))
    more = replace(forms, flags=("c-format",), msgstr_plural=("un fichier", "%d %s"))
    assert len(list(printf.mismatch(more, Context("fr")))) == 1
