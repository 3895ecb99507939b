"""Addresses: what is lost or new is told; what only a language changes is not."""

from __future__ import annotations

import pytest

from tmpipe.checks.addresses import mismatch
from tmpipe.checks.base import Context
from tmpipe.model import Entry

GOOD = [
    ("fr", "See https://example.com/a.", "Voir https://exemple.com/a."),
    ("fr", "See https://amnesty.org/en/latest/", "Voir https://amnesty.org/fr/latest/"),
    ("fr", "See https://amnesty.org/en/latest/.", "Voir https://amnesty.org/latest"),
    ("it", "http://www.un.org/a", "https://un.org/a"),
    ("it", "(see https://en.wikipedia.org/wiki/Evin_(prison))", "(https://it.wikipedia.org/wiki/Evin)"),
    ("sv", "https://ohchr.org/report_en.pdf", "https://ohchr.org/report_sv.pdf"),
    ("sv", "https://un.org/x?lang=en&y=1", "https://un.org/x?lang=sv&y=1"),
    ("fa", "https://fa.org/%D8%A7", "https://fa.org/ا"),
    (
        "fa",
        "write to press@amnesty.org or @amnesty",
        "به \u2066press@amnesty.org\u2069 یا \u200e@amnesty\u200e",
    ),
    ("fa", "see <g1>https://un.org/a</g1>, then", "<g1>https://un.org/a</g1>، سپس"),
    ("fa", "see https://un.org/a; then", "https://un.org/a؛ سپس"),
    ("fr", "doi 10.1000/182", "DOI : 10.1000/182"),
    ("fr", "write to name@example.org", "écrire à nom@exemple.org"),
    ("fr", "begin with http:// or https://", "commencer par http://"),
    ("fr", "in the year 10.", "en l’an 10."),
    ("it", "see https://un.org/a", "vedi «https://un.org/a»."),
    ("zh-TW", "see https://un.org/a.", "請參閱 https://un.org/a。"),
    ("ja", "see https://un.org/a (in English)", "https://un.org/a（英語）"),
]
BAD = [
    ("fr", "See https://un.org/a", "Voir", "https://un.org/a"),
    ("fr", "See https://un.org/a", "Voir https://un.org/b", "https://un.org/b"),
    ("it", "press@amnesty.org", "stampa@amnesty.org", "stampa@amnesty.org"),
    ("sv", "follow @amnesty", "följ @amnesti", "@amnesti"),
    ("sv", "see the report", "se https://evil.org/", "https://evil.org"),
    ("fa", "see www.un.org/a", "ببینید", "www.un.org/a"),
    ("fr", "doi 10.1000/182", "DOI 10.1000/183", "10.1000/182"),
    ("it", "https://un.org/A_b and https://un.org/c", "https://un.org/c", "https://un.org/A_b"),
]


def messages(locale: str, source: str, target: str) -> str:
    return "; ".join(one.message for one in mismatch(Entry(source, target), Context(locale)))


@pytest.mark.parametrize(("locale", "source", "target"), GOOD)
def test_addresses_that_came_through(locale: str, source: str, target: str) -> None:
    assert messages(locale, source, target) == ""


@pytest.mark.parametrize(("locale", "source", "target", "told"), BAD)
def test_addresses_that_are_lost_or_new(locale: str, source: str, target: str, told: str) -> None:
    assert told in messages(locale, source, target)


def test_the_new_address_is_shown_where_it_stands() -> None:
    lost, new = mismatch(Entry("at https://un.org/a", "à https://un.org/b"), Context("fr"))
    assert (lost.evidence.source_words, new.evidence.found) == (("https://un.org/a",), "https://un.org/b")
