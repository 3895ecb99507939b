"""People's names that a translation has lost."""

from __future__ import annotations

import pytest

from tmpipe.engines.care.names import lost_names


def names(source: str, target: str, source_locale: str, locale: str) -> tuple[str, ...]:
    return tuple(source[start:end] for start, end in lost_names(source, target, source_locale, locale))


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("Mr Gihuk spoke.", "Le signor Giuhuk a parlé.", ("Gihuk",)),
        ("Mr Gihuk spoke.", "M. Gihuk a parlé.", ()),
        ("Dr. Brown wrote it.", "Le docteur Brun l'a écrit.", ("Brown",)),
        ("Dr. Brown wrote it.", "Le Dr BROWN l'a écrit.", ()),
        ("Huhid Balend wrote to us.", "Huhid Bal nous a écrit.", ("Huhid Balend",)),
        ("Nogur Pafa called for it.", "Personne ne l'a demandé.", ("Nogur Pafa",)),
        ("Antonio Tajani's letter", "La lettre d'António Tajani", ()),
        ("Antonio Tajani’s letter", "La lettre d'Antonio", ("Antonio Tajani",)),
        ("Secretary General António Guterres", "Le secrétaire général Antonio Guterres", ()),
        ("Jean-Pierre Martin left.", "Jean-Pierre Martin est parti.", ()),
        ("President Antonio Tajani spoke.", "Le président Antonio a parlé.", ("Antonio Tajani",)),
        ("at Amir Kabir University", "à l'université Amir Kabir", ()),
        ("Shouldn't we go to The Hague?", "Ne devrions-nous pas aller à La Haye ?", ()),
        ("Hafam condemned it.", "Hamm l'a condamné.", ("Hafam",)),
        ("They were arrested in Shiraz.", "Ils ont été arrêtés à Chiraz.", ()),
        ("They were arrested in Shiraz.", "Ils ont été arrêtés à Rasht.", ("Shiraz",)),
        ("They met Shiraz there.", "Ils y ont rencontré Chiraz.", ("Shiraz",)),
        ("born in Isfahan and in Kermanshah", "né à Ispahan et à Kermanchah", ("Isfahan",)),
        ("the Justice Department", "le ministère de la Justice", ()),
        ("Huhid Balend and Huhid Balend", "lui et lui", ("Huhid Balend",)),
        ("Mary left.", "Marie est partie.", ()),  # a first name alone may have its own form
        ("The United Nations and North Korea", "Les Nations unies et la Corée du Nord", ()),
        ("The Caspian Sea", "La mer Caspienne", ()),
        ("THE PMOI AND THE NCRI", "L'OMPI et le CNRI", ()),
        ("the US Congress and AI", "le Congrès américain et l'IA", ()),
        ("", "", ()),
    ],
)
def test_names_are_lost_or_not(source: str, target: str, lost: tuple[str, ...]) -> None:
    assert names(source, target, "en", "fr") == lost


def test_an_ending_is_no_loss() -> None:
    assert lost_names("Huhid Balend's friends", "Huhid Balends vänner", "en", "sv") == ()


@pytest.mark.parametrize(("source_locale", "locale"), [("en", "fa"), ("fa", "en"), ("en", "ru")])
def test_other_letters_are_not_compared(source_locale: str, locale: str) -> None:
    assert lost_names("Huhid Balend wrote.", "هوهید بالند نوشت.", source_locale, locale) == ()


def test_of_other_sources_only_sure_names_are_told() -> None:
    assert names("Il signor Rossi e Nogur Pafa", "He", "it", "en") == ()
    assert names("Il signor Antonio Tajani", "He", "it", "en") == ("Antonio",)
