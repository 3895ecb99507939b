"""Hints for translators: of a term's permitted forms, the one that matches the words of the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tmpipe.glossary.forms import form, places
from tmpipe.glossary.tokens import cut
from tmpipe.model import Locale, Term, TermTarget
from tmpipe.text.languages import language

_ALIKE = 0.85
"""From here on two names sound the same, and differ in spelling: باشله, باچلت."""
_ALSO = 2
"""Further forms that a hint shows at most."""
_SOUNDS = (("ph", "f"), ("ch", "s"), ("sh", "s"), ("c", "k"), ("q", "k"), ("g", "k"), ("z", "s"))


def hint(term: Term, target: TermTarget, mention: str, locale: Locale) -> str:
    """`term: Death Commissions → commission de la mort`: the mention and the form that matches it.

    A person gets the form that sounds most like the mention, `Fadavi → Fadavi`, `Ali Fadavi → Ali Fadavi`;
    another name the form of like length; what is spelled out a form that is no acronym; else the preferred
    form is shown. Up to two forms with other words follow: `peine de mort (also: peine capitale)`.
    """
    words = " ".join(mention.split())
    best = fitting(term, target, words, locale)[0]
    stays = term.do_not_translate != "no" and best in term.source
    also = "" if term.case == "exact" else ", ".join(_others(best, target.forms, locale))
    return f"term: {words} → {best}{' (not translated)' if stays else ''}{f' (also: {also})' if also else ''}"


def fitting(term: Term, target: TermTarget, mention: str, locale: Locale) -> tuple[str, ...]:
    """The forms, the one that matches the mention first; those that match alike in their order."""
    return tuple(sorted(target.forms, key=lambda one: _distance(term, target, one, mention, locale)))


def _distance(
    term: Term, target: TermTarget, text: str, mention: str, locale: Locale
) -> tuple[bool, float, float]:
    """How far a form is from the mention; forms that are as near are told by their order."""
    if term.domain == "people":
        likeness = SequenceMatcher(None, _sound(mention, "en"), _sound(text, locale)).ratio()
        sizes = abs(len(_words(text, locale)) - len(_words(mention, "en")))
        return text.lower() != mention.lower(), max(0.0, _ALIKE - likeness), sizes
    spelled_out = term.case == "acronym" and _acronym(mention) != _acronym(text)
    if term.pos != "proper noun":
        return spelled_out, 0, 0
    full, wanted = len(_words(term.source[0], "en")), len(_words(mention, "en"))
    expected = len(_words(target.forms[0], locale)) * wanted / max(full, 1)
    return spelled_out, 0 if term.case == "acronym" else abs(len(_words(text, locale)) - expected), 0


def _words(text: str, locale: Locale) -> list[str]:
    """Words that weigh: no articles and prepositions."""
    links = language(locale).inflection.links
    plain = re.sub(r"(\w['’])(?=\w)", r"\1 ", text.lower().replace("\u200c", ""))
    return [
        word for word in plain.split() if word.replace("’", "'") not in links and word not in {"the", "l’"}
    ]


def _acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and " " not in letters


def _sound(text: str, locale: Locale) -> str:
    """The consonants that a name is heard by in any of our languages, none twice in a row."""
    joined = "".join(_words(text, locale)).translate(language(locale).inflection.sounds)
    letters = unicodedata.normalize("NFD", joined)
    for written, heard in _SOUNDS:
        letters = letters.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^bdfjklmnprstx]", "", letters))


def _others(best: str, forms: Sequence[str], locale: Locale) -> Iterator[str]:
    """Forms with other words than the best one's and than one another's."""
    shown = [best]
    for text in forms:
        if len(shown) <= _ALSO and not any(_same(text, one, locale) for one in shown):
            shown.append(text)
            yield text


def _same(one: str, other: str, locale: Locale) -> bool:
    """Whether one form is in the other, in whatever inflection and spelling."""
    tag = language(locale).tag
    pairs = ((one, other), (other, one))
    return any(places(form(a, tag), cut(b, tag)) for a, b in pairs)
