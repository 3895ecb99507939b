"""Traits of two languages that look or sound alike, or that a glossary pairs: known without any lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tmpipe.memory.alignment.traits import Side, traits
from tmpipe.model import Locale, Term
from tmpipe.text.languages import language

Pair = tuple[int, int, float]
"""Number of a source trait, of a target trait, and how likely the one stands for the other."""

_ALIKE = 0.66
"""Share of two stems' letters that cognates have in common, at least."""
_VOWELS = dict.fromkeys("aeiouyhvw", "")
_HEARD = str.maketrans(_VOWELS | {"c": "k", "q": "k", "g": "k", "x": "ks", "z": "s"})
_DIGRAPHS = (("ph", "f"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("ce", "s"), ("ci", "s"))


def same(source: Side, target: Side) -> Iterator[Pair]:
    """The traits that both texts have: numbers, marks, names, words that are spelt alike."""
    places = {trait: number for number, trait in enumerate(target.traits)}
    for number, trait in enumerate(source.traits):
        if (twin := places.get(trait)) is not None:
            yield number, twin, _sameness(trait, named=number in source.names)


def _sameness(trait: str, *, named: bool) -> float:
    if trait[0] == "#":
        return 0.95
    if named or any(map(str.isdigit, trait)):
        return 0.9
    return 0.85 if len(trait) > 3 or trait[0] in "$^" else 0.3


def cognates(source: Side, target: Side) -> Iterator[Pair]:
    """Words of four letters or more that begin alike and differ in few letters."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    shelves = _by_first(target.traits)
    for first, ours in _by_first(source.traits).items():
        if theirs := shelves.get(first):
            words = [word for _, word in ours], [word for _, word in theirs]
            near = cdist(*words, scorer=Levenshtein.normalized_similarity, score_cutoff=_ALIKE)
            for row, column in zip(*near.nonzero(), strict=True):
                if (alike := float(near[row, column])) < 1:
                    yield ours[row][0], theirs[column][0], 0.75 * alike


def _by_first(words: Iterable[str]) -> Mapping[str, list[tuple[int, str]]]:
    shelves = defaultdict(list)
    for number, word in enumerate(words):
        if len(word) > 3 and word[0].isascii() and word.isalpha():
            shelves[word[0]].append((number, word))
    return shelves


def heard(source: Side, target: Side, source_locale: Locale, locale: Locale) -> Iterator[Pair]:
    """Names across scripts, by their consonants: `Debian` and `دبیان`."""
    ours, theirs = (language(one).inflection.sounds for one in (source_locale, locale))
    if bool(ours) == bool(theirs):
        return
    if ours:
        turned = heard(target, source, locale, source_locale)
        yield from ((one, other, likely) for other, one, likely in turned)
        return
    shelves = defaultdict(list)
    for number, trait in enumerate(target.traits):
        shelves["".join(chr(theirs[ord(sign)]) for sign in trait if ord(sign) in theirs)].append(number)
    for number in sorted(source.names):
        sound = _sound(source.traits[number])
        if len(sound) > 2 or (len(sound) == 2 and len(source.traits[number]) < 5):
            yield from ((number, other, 0.6) for other in shelves.get(sound, ()))


def _sound(name: str) -> str:
    """The consonants of a name in Latin letters, as `Inflection.sounds` writes those of other scripts."""
    for letters, sound in _DIGRAPHS:
        name = name.replace(letters, sound)
    plain = name.translate(_HEARD)
    return "".join(sign for at, sign in enumerate(plain) if sign != plain[at - 1 : at])


def termed(
    source: Side, target: Side, source_locale: Locale, locale: Locale, terms: Iterable[Term]
) -> Iterator[Pair]:
    """The words of a glossary's terms with those of the forms that are fine for them."""
    ours, theirs = ({trait: n for n, trait in enumerate(one.traits)} for one in (source, target))
    for term in terms:
        if found := term.targets.get(locale):
            left = {ours[one] for form in term.source for one in _words(form, source_locale) if one in ours}
            right = {theirs[one] for form in found.forms for one in _words(form, locale) if one in theirs}
            strength = 0.9 if len(left) == len(right) == 1 else 0.5
            yield from ((one, other, strength) for one in sorted(left) for other in sorted(right))


def _words(form: str, locale: Locale) -> Iterator[str]:
    return (trait for trait, word in traits(form, locale) if len(word) > 3 or word.isupper())
