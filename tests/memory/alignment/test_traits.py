"""What a segment has that may come back in its translation."""

from __future__ import annotations

import pytest

from tmpipe.memory.alignment.kin import cognates, heard, same
from tmpipe.memory.alignment.traits import side, stem, traits


@pytest.mark.parametrize(
    ("text", "locale", "wanted"),
    [
        ("12,000 people", "en", {"#12000", "people", "$"}),
        ("12 000 personnes.", "fr", {"#12000", "person", "$."}),
        ("12\u202f000", "fr", {"#12000", "$"}),
        ("۱۲٬۰۰۰ نفر", "fa", {"#12000", "نفر", "$"}),
        ("three", "en", {"#3", "$", "^a"}),
        ("Trois ?", "fr", {"#3", "$?"}),
        ("چه؟", "fa", {"چه", "$?"}),
        ("l’été", "fr", {"l", "ete", "$", "^a"}),
        ("(Evin)", "en", {"evin", "$", "^("}),
        ("RIGHTS", "en", {"rights", "$", "^A"}),
        ("“No.”", "en", {"no", "$.", '^"'}),
        ("R1 2a", "en", {"r1", "2a", "$"}),
        ("", "en", {"$"}),
    ],
)
def test_traits(text: str, locale: str, wanted: set[str]) -> None:
    assert {trait for trait, _ in traits(text, locale)} == wanted


@pytest.mark.parametrize(("word", "wanted"), [("conventions", "conven"), ("réunion", "reunio"), ("åt", "at")])
def test_stems(word: str, wanted: str) -> None:
    assert stem(word) == wanted


def test_names_have_a_capital_wherever_they_stand() -> None:
    found = side(["Evin is full.", "The prison of Evin. the end"], "en")
    assert {found.traits[number] for number in found.names} == {"evin", "is"} - {"is"}


def pairs(source: str, target: str, locale: str) -> set[tuple[str, str]]:
    ours, theirs = side([source], "en"), side([target], locale)
    found = [*same(ours, theirs), *cognates(ours, theirs), *heard(ours, theirs, "en", locale)]
    return {(ours.traits[one], theirs.traits[other]) for one, other, _ in found}


@pytest.mark.parametrize(
    ("source", "target", "locale", "pair"),
    [
        ("impunity", "impunité", "fr", ("impuni", "impuni")),
        ("government", "gouvernement", "fr", ("govern", "gouver")),
        ("Debian", "دبیان", "fa", ("debian", "دبیان")),
        ("Linux", "لینوکس", "fa", ("linux", "لینوکس")),
        ("1988", "۱۹۸۸", "fa", ("#1988", "#1988")),
    ],
)
def test_kin(source: str, target: str, locale: str, pair: tuple[str, str]) -> None:
    assert pair in pairs(source, target, locale)


@pytest.mark.parametrize(
    ("source", "target", "locale", "pair"),
    [
        ("house", "maison", "fr", ("house", "maison")),
        ("the", "thé", "sv", ("the", "het")),
        ("debian", "دبیان", "fa", ("debian", "دبیان")),
    ],
)
def test_no_kin(source: str, target: str, locale: str, pair: tuple[str, str]) -> None:
    assert pair not in pairs(source, target, locale)


def test_sounds_go_both_ways() -> None:
    ours, theirs = side(["Debian"], "en"), side(["دبیان"], "fa")
    (one, other, likely), *_ = heard(ours, theirs, "en", "fa")
    assert (other, one, likely) in heard(theirs, ours, "fa", "en")
