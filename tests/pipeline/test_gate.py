"""What the glossary demands of a machine's text, and which of its mistakes are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.checks.base import Levels
from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.parts import Demand
from tmpipe.parts import Gate as Wanted
from tmpipe.pipeline.gate import CHECKS, Gate

GLOSSARY = """\
term_id,source,source_variants,pos,domain,case,do_not_translate,fr,fr_permitted,fr_forbidden,fa
death,death commission,death commissions,noun,,free,no,commission de la mort,,comité de la mort,هیئت مرگ
un,United Nations,UN,proper noun,UN,acronym,no,ONU,Nations unies,,سازمان ملل متحد
bachelet,Michelle Bachelet,Bachelet,proper noun,people,exact,latin-script targets only,,,,میشل باشله
guards,Revolutionary Guards,,proper noun,institution,free,no,,,,سپاه پاسداران
"""


def gate(locale: str = "fr", severities: dict[str, str] | None = None) -> Gate:
    terms = table.read(GLOSSARY.encode(), "terms.csv")
    return Gate(Termbase(terms), locale, levels=Levels(severities=severities or {}))


def test_it_is_what_engines_ask_for() -> None:
    asked: Wanted = gate()
    assert asked.demands("nothing of ours") == ()


@pytest.mark.parametrize(
    ("locale", "source", "demands"),
    [
        ("fr", "Death commissions sat.", [("Death commissions", "death", "commission de la mort", False)]),
        ("fr", "The UN met.", [("UN", "un", "ONU", True)]),
        ("fr", "The United Nations met.", [("United Nations", "un", "Nations unies", True)]),
        ("fr", "Ms. Bachelet spoke.", [("Bachelet", "bachelet", "Bachelet", True)]),
        ("fr", "Michelle Bachelet spoke.", [("Michelle Bachelet", "bachelet", "Michelle Bachelet", True)]),
        ("fr", "The Revolutionary Guards came.", []),
        ("fa", "Bachelet spoke.", [("Bachelet", "bachelet", "میشل باشله", True)]),
        (
            "fa",
            "<g1>Bachelet</g1> and the Revolutionary Guards",
            [
                ("Bachelet", "bachelet", "میشل باشله", True),
                ("Revolutionary Guards", "guards", "سپاه پاسداران", False),
            ],
        ),
        ("de", "The UN and Bachelet", [("Bachelet", "bachelet", "Bachelet", True)]),
        ("fr", "", []),
    ],
)  # fmt: skip
def test_demands(locale: str, source: str, demands: list[tuple[str, str, str, bool]]) -> None:
    found = gate(locale).demands(source)
    assert [(source[one.start : one.end], one.term, one.forms[0], one.kept) for one in found] == demands


def test_an_acronym_in_brackets_is_demanded_beside_what_it_stands_for() -> None:
    source = "the United Nations (UN)"
    assert gate().demands(source) == (
        Demand(4, 18, "un", ("Nations unies", "ONU"), kept=True),
        Demand(20, 22, "un", ("ONU", "Nations unies"), kept=True),
    )


@pytest.mark.parametrize(
    ("locale", "source", "target", "findings"),
    [
        ("fr", "The death commissions sat.", "Les commissions de la mort ont siégé.", []),
        ("fr", "The death commissions sat.", "Les commissions ont siégé.", ["term-missing:death"]),
        ("fr", "The death commission sat.", "Le comité de la mort a siégé.", ["term-forbidden:death"]),
        ("fr", "The UN met.", "L’Onu s’est réunie.", ["term-case:un"]),
        ("fr", "They met in the capital.", "L’ONU s’est réunie là-bas.", ["term-surplus:un"]),
        ("fr", "In 1988 they were taken.", "En 1998 on les a emmenés.", ["number-mismatch"]),
        ("fr", "On 14 July they came.", "Le 14 juin, ils vinrent.", ["date-mismatch"]),
        ("fr", "See https://a.org/x now.", "Voir maintenant.", ["address-mismatch"]),
        ("fr", "<g1>Who</g1> was that?", "Qui était-ce ?", ["code-mismatch"]),
        ("fr", "They were killed in prison.", "They were killed in prison.", ["copied-source"]),
        ("fr", "Nobody has been brought to justice.", "Nul.", ["length-odd"]),
        ("fr", "He said that they left.", "Il a dit дшс qu’ils sont partis.", ["wrong-script"]),
        ("fr", "He said that they left.", "Il a dit qu’ils sont sont partis.", ["doubled-word"]),
        ("fr", "He said that they left.", "Il a dit\u0007 qu’ils sont partis.", ["control-character"]),
        ("fr", "He said: “Go.”", "Il a dit : « Allez.", ["quotation-balance"]),
        ("fa", "They fell in prison.", "They fell in prison.", ["copied-source", "wrong-script"]),
        ("fr", "What did he say?", "Qu'a-t-il dit?", []),
        ("fr", "“Go”, he said.", '"Allez", dit-il.', []),
        ("fr", "", "x", []),
        ("fr", "x", "", []),
    ],
)  # fmt: skip
def test_findings(locale: str, source: str, target: str, findings: list[str]) -> None:
    assert [*gate(locale).findings(source, target)] == findings


def test_the_projects_severities_hold() -> None:
    source, target = "In 1988 they were taken.", "En 1998 on les a emmenés."
    assert gate(severities={"number-mismatch": "info"}).findings(source, target)
    assert not gate(severities={"number-mismatch": "off"}).findings(source, target)


def test_without_a_glossary_it_judges_all_the_same() -> None:
    bare = Gate(Termbase(()), "fr")
    assert bare.demands("The UN met.") == ()
    assert bare.findings("It was in 1988.", "C’était en 1998.") == ("number-mismatch",)


def test_its_stamp_tells_what_of_the_glossary_concerns_the_locale() -> None:
    def stamp(locale: str, text: str = GLOSSARY, **severities: str) -> str:
        terms = table.read(text.encode(), "terms.csv")
        return Gate(Termbase(terms), locale, levels=Levels(severities=severities)).stamp

    other = GLOSSARY.replace("هیئت مرگ", "هیئت‌های مرگ")
    assert stamp("fr") == stamp("fr", other)
    assert stamp("fa") != stamp("fa", other)
    assert stamp("fr") != stamp("fr", GLOSSARY.replace("comité de la mort", ""))
    assert stamp("fr") != stamp("fr", **{"length-odd": "off"})
    assert stamp("fr") != stamp("fr", spacing="off")
    assert stamp("fr") == stamp("fr", dashes="off")


WORDS = st.lists(st.sampled_from(["death commissions", "UN", "Bachelet", "<g1>", "(", ")", "x", " "]))


@given(WORDS.map(" ".join))
def test_demands_stand_in_order_without_overlap(source: str) -> None:
    at = 0
    for one in gate().demands(source):
        assert at <= one.start < one.end <= len(source)
        assert one.forms
        at = one.end


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_texts_are_judged_by_checks_that_it_asks(source: str, target: str) -> None:
    found = gate().findings(source, target)
    assert {one.partition(":")[0] for one in found} <= {*CHECKS}
    assert len({*found}) == len(found)
