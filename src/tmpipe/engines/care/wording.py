"""How a term's form may stand in a sentence: its plural, the article before it, a capital at the beginning.

A glossary lists one number of a noun, and a sentence wants another. What is made here need not be right: it
is offered, the engine rates it in its sentence, and the gate judges it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from tmpipe.model import Locale
from tmpipe.text.languages import language

MOST = 8
"""Numbers and cases of a form that are offered at most."""

_ARTICLES: Mapping[str, tuple[str, ...]] = {
    "fr": (
        "le la l' les",
        "un une des",
        "du de_la de_l' des",
        "au à_la à_l' aux",
        "de d'",
        "ce cet cette ces",
        "son sa ses",
    ),
    "it": (
        "il lo la l' i gli le",
        "un uno una un'",
        "del dello della dell' dei degli delle",
        "al allo alla all' ai agli alle",
        "dal dallo dalla dall' dai dagli dalle",
        "nel nello nella nell' nei negli nelle",
        "sul sullo sulla sull' sui sugli sulle",
        "questo questa questi queste",
    ),
    "sv": ("en ett", "den det de", "denna detta dessa"),
}
"""Words before a noun of which one may take another's place, by language: those that change with its number,
gender or first sound. `_` is a blank."""
_LAST_WORDS = re.compile(r"(?:^|(?<=\s))((?:[^\s'’]+\s+)?[^\s'’]+?)(['’]|\s+)\Z")
_VOWEL = re.compile(r"[aeiouyhàâæéèêëîïôœùûüäöåáíóú]", re.IGNORECASE)
_SWEDISH = ("ar", "er", "or", "n", "arna", "erna", "orna", "na", "en", "et")


def begun(form: str, before: str, source: str) -> str:
    """The form as it stands after these words: with a capital where a sentence begins, as in the source."""
    opened = before.rstrip(" \"'“«‘„(\u00a0\u202f")
    begins = opened[-1] in ".!?…" if opened else not source[:1].islower()
    return form[:1].upper() + form[1:] if begins else form


def inflected(form: str, mention: str, source_locale: Locale, locale: Locale) -> list[str]:
    """The form in the numbers that the mention may mean, the likeliest first; at most MOST.

    Of a mention in the plural that of the form, and the form itself where it may be one, or be right beside
    a number.
    """
    made = _PLURALS.get(language(locale).tag) if _plural(mention, source_locale) else None
    return list(dict.fromkeys(islice(made(form), MOST))) if made else [form]


def _plural(mention: str, locale: Locale) -> bool:
    """Whether the head of the mention, its last word before a preposition, is in the plural."""
    rules = language(locale).inflection
    words = re.findall(r"[^\W\d_]+", mention.lower())
    end = next((at for at, word in enumerate(words) if word in rules.links), len(words))
    return end > 0 and any(len(one) < len(words[end - 1]) for one in rules.variants(words[end - 1]))


def _head(form: str, tag: str) -> tuple[list[str], list[str]]:
    """The words before the first preposition, which have a number, and the rest."""
    links = language(tag).inflection.links
    words = form.split(" ")
    end = next((at for at, word in enumerate(words) if _first(word) in links), len(words))
    return words[:end], words[end:]


def _first(word: str) -> str:
    """`d'` of `d’enquête`; the word itself where nothing is elided."""
    head, mark, _ = word.lower().replace("’", "'").partition("'")
    return head + mark


def _french(form: str) -> Iterator[str]:
    words, rest = _head(form, "fr")
    yield " ".join([*map(_french_plural, words), *rest])


def _french_plural(word: str) -> str:
    if word[-1:] in "sxz":
        return word
    return word[:-2] + "aux" if word.endswith("al") else word + ("x" if word.endswith(("eau", "eu")) else "s")


_ITALIAN = (("ista", "isti"), ("ca", "che"), ("ga", "ghe"), ("io", "i"), ("o", "i"), ("a", "e"), ("e", "i"))


_SINGULAR = ("ore", "one", "ale", "ente", "ante", "iere")


def _italian(form: str) -> Iterator[str]:
    """Words in -e may be either number, but for some endings."""
    words, rest = _head(form, "it")
    yield " ".join([*map(_italian_plural, words), *rest])
    if any(word.endswith("e") and not word.endswith(_SINGULAR) for word in words):
        yield form


def _italian_plural(word: str) -> str:
    found = next((pair for pair in _ITALIAN if word.endswith(pair[0])), ("", ""))
    return word.removesuffix(found[0]) + found[1]


def _swedish(form: str) -> Iterator[str]:
    """The last word with the endings of several, the words before it as adjectives of several."""
    *before, noun = form.split(" ")
    stem = noun[:-1] if noun[-1] in "ae" else noun
    adjectives = [word if word[-1] in "ae" else word + "a" for word in before]
    for ending in _SWEDISH[: MOST - 1]:
        yield " ".join([*adjectives, stem + ending])
    yield form


def _persian(form: str) -> Iterator[str]:
    """The first word with the plural's ending, which joins it to the next."""
    noun, blank, rest = form.partition(" ")
    yield f"{noun}\u200cها{'ی' if rest else ''}{blank}{rest}"
    yield f"{noun}ان{blank}{rest}"
    yield form


_PLURALS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "fr": _french,
    "it": _italian,
    "sv": _swedish,
    "fa": _persian,
}


def past_article(text: str, start: int, end: int, locale: Locale) -> int:
    """Where the words of a stretch begin that are no articles and no prepositions."""
    spoken = language(locale)
    while found := re.compile(r"[^\s'’]+(?:['’]|\s+)").match(text, start, end):
        word = found[0].strip().lower().replace("’", "'")
        if found.end() >= end or not (word in spoken.inflection.links or _article(found[0], spoken.tag)):
            break
        start = found.end()
    return start


def led(before: str, form: str, locale: Locale) -> list[str]:
    """The words before a form, with each article that may stand in the place of the one at their end.

    As they are first. Elided ones before vowels alone, and others of their kind not there.
    """
    found = _article(before, language(locale).tag)
    if found is None:
        return [before]
    start, family = found
    capital = before[start : start + 1].isupper()
    options = (_written(one, form, capital=capital) for one in family)
    return list(dict.fromkeys([before, *(before[:start] + one for one in options if one)]))


def _article(before: str, tag: str) -> tuple[int, list[str]] | None:
    """Where the article at the end begins, of two words if there are such, and those of its family."""
    found = _LAST_WORDS.search(before)
    if not found:
        return None
    two = found[1].lower() + ("'" if found[2] in "'’" else "")
    for words in (two, two.split()[-1]):
        for family in _ARTICLES.get(tag, ()):
            forms = [one.replace("_", " ") for one in family.split()]
            if words in forms:
                return found.end(1) - len(words.rstrip("'")), forms
    return None


def _written(article: str, form: str, *, capital: bool) -> str:
    """The article as it stands before the form; empty where it cannot."""
    elided = article.endswith("'")
    vowel = bool(_VOWEL.match(form))
    if elided and not vowel:
        return ""
    text = article if elided else article + " "
    return text[:1].upper() + text[1:] if capital else text
