"""The runner: order, places, severities, silence with a reason, and which checks run."""

from __future__ import annotations

import pytest

from tmpipe import parts
from tmpipe.catalogs import po
from tmpipe.checks import base
from tmpipe.checks.base import SEVERITIES, Context, Levels
from tmpipe.checks.source import suspects
from tmpipe.errors import ConfigurationError, UsageError
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import (
    Block,
    Document,
    Evidence,
    Finding,
    Forbidden,
    Place,
    Severity,
    Suspect,
    Term,
    TermTarget,
)

TERMBASE = Termbase(
    [
        Term(
            "dc",
            ("death commission",),
            {"fr": TermTarget("commission de la mort", (), (Forbidden("comité de la mort"),))},
        ),
        Term("un", ("UN",), {"fr": TermTarget("ONU")}, case="acronym"),
    ]
)
CONTEXT = Context("fr", termbase=TERMBASE)
HEADER = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""


def run(entries: str, levels: Levels = base.ALL, header: str = HEADER) -> list[Finding]:
    return base.run(po.read((header + entries).encode(), "fr.po", "fr"), CONTEXT, levels)


def brief(found: list[Finding]) -> list[str]:
    return [f"{one.line} {one.severity} {one.check} {one.term or '-'}" for one in found]


BAD = 'msgid "The death commission and the UN"\nmsgstr "Le comité de la mort et l’Onu"\n'


def test_findings_point_at_the_msgstr_and_name_the_term() -> None:
    found = run("#: seeds/x.txt:12\n" + BAD)
    assert brief(found) == ["8 error term-forbidden dc", "8 error term-case un"]
    assert found[0].document == "seeds/x.txt:12"
    assert (found[0].path, found[0].locale) == ("fr.po", "fr")
    assert found[0].msgid == "The death commission and the UN"


def test_the_line_is_right_where_the_msgid_is_wrapped() -> None:
    assert brief(run('# by hand\nmsgid ""\n"The death "\n"commission"\nmsgstr ""\n"Le comité"\n')) == [
        "10 error term-missing dc"
    ]


def test_an_error_in_a_suggestion_is_a_warning() -> None:
    assert [one.severity for one in run("#, fuzzy\n" + BAD)] == [Severity.WARNING] * 2


@pytest.mark.parametrize("entry", ['msgid "death commission"\nmsgstr ""\n', '#~ msgid "UN"\n#~ msgstr "x"\n'])
def test_what_is_untranslated_or_obsolete_is_not_checked(entry: str) -> None:
    assert run(entry) == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ('# tmpipe: ignore=term-forbidden:dc "quoted"', ["term-case"]),
        ('# tmpipe: ignore=term-case "the group writes it so"', ["term-forbidden"]),
        ('# tmpipe: ignore=term-forbidden:un "wrong term"', ["term-forbidden", "term-case", "ignore-stale"]),
        ('# tmpipe: ignore=code-mismatch "none here"', ["term-forbidden", "term-case", "ignore-stale"]),
        ('# tmpipe: ignore=term-mising:un "typo"', ["ignore-unknown", "term-forbidden", "term-case"]),
        ("# tmpipe: ignore=term-mising", ["ignore-unknown", "term-forbidden", "term-case"]),
        ("# tmpipe: ignore=term-case:un", ["ignore-without-reason", "term-forbidden", "term-case"]),
    ],
)
def test_silence_needs_a_reason(comment: str, expected: list[str]) -> None:
    assert [one.check for one in run(f"{comment}\n{BAD}")] == expected


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("term-mising", "ignored; is it term-missing or term-case? docs/checks.md lists the names"),
        ("persian-digit", "ignored; is it persian-digits or persian-letters? docs/checks.md lists the names"),
        ("xyz", "ignored; docs/checks.md lists the names"),
    ],
)
def test_an_unknown_check_is_answered_with_the_nearest(wrong: str, told: str) -> None:
    found = run(f'# tmpipe: ignore={wrong} "reason"\n{BAD}', Levels(select=["ignore-unknown"]))
    assert [one.message for one in found] == [f"no check named {wrong!r}, nothing is {told}"]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [([], ["wrong-script"]), (["copied-source"], ["copied-source"])],
)
def test_a_copied_entry_is_told_once(chosen: list[str], told: list[str]) -> None:
    copied = 'msgid "they were buried in secret"\nmsgstr "they were buried in secret"\n'
    catalog = po.read((HEADER + copied).encode(), "fa.po", "fa")
    levels = Levels(select=chosen or ["copied-source", "wrong-script"])
    assert [one.check for one in base.run(catalog, Context("fa"), levels)] == told


def test_an_ignore_is_not_stale_where_its_check_does_not_run() -> None:
    entry = f'# tmpipe: ignore=term-case:un "as they write it"\n{BAD}'
    assert brief(run(entry, Levels(ignore=["term-case"]))) == ["8 error term-forbidden dc"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (Levels(select=["term-case"]), ["error term-case"]),
        (Levels(ignore=["term-case"]), ["error term-forbidden"]),
        (Levels(severities={"term-case": "off", "term-forbidden": "info"}), ["info term-forbidden"]),
        (Levels(severities={"term-case": "warning"}), ["error term-forbidden", "warning term-case"]),
    ],
)
def test_levels(levels: Levels, expected: list[str]) -> None:
    assert [f"{one.severity} {one.check}" for one in run(BAD, levels)] == expected


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="term-missing"):
        Levels(select=["term-mising"])
    with pytest.raises(ConfigurationError, match="term-missing"):
        Levels(severities={"x": "error"})
    with pytest.raises(ConfigurationError, match="error, warning, info, off"):
        Levels(severities={"term-case": "fatal"})


def test_what_the_reader_found_comes_first() -> None:
    found = run(BAD + '\nmsgid "broken\nmsgstr ""\n')
    assert found[0].check == "po-syntax"
    assert [one.check for one in found[1:]] == ["term-forbidden", "term-case"]
    assert "po-syntax" not in [one.check for one in run('msgid "broken\n', Levels(ignore=["po-syntax"]))]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (HEADER.replace("Language: fr", "Language: it"), "Language: it"),
        (HEADER.replace("Language: fr", "Language: "), ""),
        (HEADER.replace("UTF-8", "CHARSET"), "charset=CHARSET"),
        (HEADER.replace('"Content-Type: text/plain; charset=UTF-8\\n"\n', ""), "names no charset"),
        ("", "names no charset"),
        (HEADER, ""),
    ],
)
def test_the_header_says_where_the_catalog_is(header: str, words: str) -> None:
    names = ("po-header", "po-language")
    found = [one for one in run('msgid "a"\nmsgstr "b"\n', header=header) if one.check in names]
    assert [words in one.message for one in found] == ([True] if words else [])


def test_every_check_has_a_severity_and_every_one_loads() -> None:
    for name in parts.CHECKS:
        assert name in SEVERITIES
        assert callable(parts.part("checks", name))


def test_suspects_of_a_document_are_infos_at_its_lines() -> None:
    block = Block("Antdnio", 3, suspects=(Suspect(4, "Antdnio", "looks like António"),))
    document = Document("seeds/x.txt", "en", ("\n\n", block))
    (found,) = suspects(document)
    assert str(found) == "seeds/x.txt:4: info: source-suspect: Antdnio: looks like António"
    assert found.document == "seeds/x.txt:4"
    assert not list(suspects(document, Levels(ignore=["source-suspect"])))


@pytest.mark.parametrize("value", ["Content-Type:" * 20_000, "x" + " " * 100_000 + "x", "charset" * 20_000])
def test_a_large_header_is_read_once(value: str) -> None:
    header = f'msgid ""\nmsgstr "Content-Type: {value}\\n"\n\n'
    found = [one.message for one in run('msgid "a"\nmsgstr "b"\n', header=header) if one.check == "po-header"]
    assert [one[:30] for one in found] == ["the header names no charset; a"]


def silent(entries: str, header: str = HEADER) -> list[tuple[str, str | None]]:
    """What comments silence, and why."""
    catalog = po.read((header + entries).encode(), "fr.po", "fr")
    return [(one.check, one.ignored) for one in base.judged(catalog, CONTEXT) if one.ignored is not None]


def test_what_is_silenced_is_known_with_its_reason() -> None:
    assert silent(f'# tmpipe: ignore=term-forbidden:dc "quoted"\n{BAD}') == [("term-forbidden", "quoted")]


def test_a_finding_of_the_reader_is_silenced_at_its_entry() -> None:
    again = f'{BAD}\n# tmpipe: ignore=po-duplicate "both are used"\n{BAD}'
    assert ("po-duplicate", "both are used") in silent(again)
    assert "po-duplicate" not in [one.check for one in run(again)]
    assert "po-duplicate" in [one.check for one in run(f"{BAD}\n{BAD}")]


def test_a_finding_of_the_header_is_silenced_there() -> None:
    header = HEADER.replace("Language: fr", "Language: it")
    comment = '# tmpipe: ignore=po-language "the platform writes it so"\n'
    assert ("po-language", "the platform writes it so") in silent(BAD, comment + header)


def test_a_finding_carries_what_it_rests_on_and_where() -> None:
    found = run('msgid "The death commission"\nmsgstr ""\n"Le comité "\n"de la mort"\n')[0]
    assert found.evidence == Evidence(
        ("death commission",),
        ("commission de la mort",),
        ("commission de la mort",),
        "comité de la mort",
        "commission de la mort",
    )
    assert (found.line, found.place) == (7, Place(8, 5, 9, 12))


def test_a_finding_of_a_plural_points_at_its_form() -> None:
    entry = 'msgid "death commission"\nmsgid_plural "death commissions"\nmsgstr[0] "commission de la mort"\n'
    found = run(f'{entry}msgstr[1] "les comité de la mort"\n', Levels(select=["term-forbidden"]))[0]
    assert found.place == Place(9, 16, 9, 33)
    assert found.msgstr == "les comité de la mort"
