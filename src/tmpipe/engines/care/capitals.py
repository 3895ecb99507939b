"""Headings in capitals: as a sentence for a model, and in capitals again. All lengths stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from tmpipe.model import Locale
from tmpipe.text.addresses import addresses
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words
from tmpipe.text.sentences import sentences

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 0.8
"""The part of a heading's letters that are capitals."""
_ROMAN = re.compile(r"(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})\Z")
_VOWELS = "aeiouyáàâäãåæéèêëíìîïóòôöõøœúùûüýÿ"
_ONSET = re.compile(rf"[^{_VOWELS}]*")
_CODA = re.compile(rf"[^{_VOWELS}]{{3,}}\Z")
_ONSETS = words(
    """
    bl br ch chl chr cl cr dj dr dw fj fl fr gh gj gl gn gr hj hv kh kj kl kn kr kv ll lj mn nj ph phl phr pl
    pn pr ps pt qu rh sc sch schl schm schn schr schw scr sf sh shr sj sk skj skr sl sm sn sp sph spj spl spr
    sq squ sr st stj str sv sw tch th thr thw tj tr ts tsch tv tw vl vr wh wr zh zw
    """
)
"""What words begin with before their first vowel, if it is more than a letter."""
_CODAS = words(
    """
    cht cks cts dth fth fts ght ghts hns lch lds lfs lfth lks lls lms lps lst lth lts mbs mps mpt nch
    nct ncts nds ndt ngs ngt ngth ngths nks nns nst nth nths nts pth pts rbs rch rds rfs rks rld rlds
    rls rms rns rps rst rsts rth rths rts rtz rvs sks sms ssh sts tch thm ths tts wds wks wls wns xth
    xtn xts
    """
)
"""What short words end with after their last vowel, if it is more than two letters."""
_SHORT = 6
"""Letters of an acronym at most."""
_KNOWN: Mapping[str, frozenset[str]] = {
    "en": words("UN EU UK USA NATO MEK NGO NGOS AI ID EC EEC EEA OJ URL AIDS HIV GDP"),
    "fr": words("ONU UE OTAN ONG CPI OMPI"),
    "it": words("ONU UE NATO ONG CPI"),
    "sv": words("FN EU NATO USA"),
}
"""Acronyms that sound like words."""
_APART = re.compile(r"(?:[^\W\d_]\.){2,}|\([^\W\d_]{2,6}\)|[^\W\d_]+[-–]?\d\w*")
"""`U.S.`, `(PMOI)`, `COVID-19`: acronyms by what stands about them."""
_KEPT: Mapping[str, str] = {"en": "I"}
"""A word of one letter that is always a capital."""
_TURKISH = {"tr", "az"}


def shouted(text: str, locale: Locale) -> bool:
    """Whether a text of at least two words is in capitals, and not of acronyms alone."""
    tokens = [
        token for stretch in _outside(text) for token in stretch.split() if any(map(str.isalpha, token))
    ]
    found = [word for token in tokens for word in _WORD.findall(token)]
    cased = [sign for word in found for sign in word if sign.upper() != sign.lower()]
    high = sum(sign.isupper() for sign in cased)
    if len(tokens) < 2 or high < _MOST * len(cased) or not high:
        return False
    return any(len(word) > 1 and word.isupper() and not _acronym(word, locale) for word in found)


def as_sentence(text: str, locale: Locale, names: Iterable[str] = ()) -> str:
    """The text in small letters, save the first of each sentence, acronyms, Roman numerals and names.

    `names` are words or names as they are written in a sentence.
    """
    breaking = language(locale).breaking
    named = (word for name in (*breaking.calendar, *names) for word in _WORD.findall(name))
    known = {word.casefold(): word for word in named if word[0].isupper()}
    apart = [*addresses(text), *(found.span() for found in _APART.finditer(text))]
    kept = {at for place in apart for at in range(*place)}
    begins = {_first(text, start, end) for start, end in sentences(text, locale)}
    out: list[str] = []
    at = 0
    titled = False
    for found in _WORD.finditer(text):
        word, place = found[0], found.start()
        title = len(word) > 1 and word.lower() in breaking.titles and place not in kept
        written = word if place in kept or not word.isupper() or _whole(word, locale) else ""
        name = known.get(word.casefold(), "") if word.isupper() and place not in kept else ""
        small = _each(word, locale, str.lower)
        if title or titled or place in begins:
            small = word[0] + small[1:]
        out += text[at:place], name if len(name) == len(word) else written or small
        at, titled = found.end(), title and text.startswith((" ", ". "), found.end())
    return "".join(out) + text[at:]


def in_capitals(text: str, locale: Locale) -> str:
    """The text in capitals, its addresses as they are."""
    out: list[str] = []
    at = 0
    for start, end in addresses(text):
        out += _each(text[at:start], locale, str.upper), text[start:end]
        at = end
    return "".join(out) + _each(text[at:], locale, str.upper)


def _each(text: str, locale: Locale, case: Callable[[str], str]) -> str:
    """Each letter in another case, if that is one letter, too."""
    if locale.partition("-")[0].lower() in _TURKISH:
        text = text.translate(str.maketrans("iı", "İI") if case is str.upper else str.maketrans("İI", "iı"))
    text = text.replace("ß", "ẞ") if case is str.upper else text
    return "".join(other if len(other := case(sign)) == 1 else sign for sign in text)


def _outside(text: str) -> Iterator[str]:
    """What of the text is no address."""
    at = 0
    for start, end in addresses(text):
        yield text[at:start]
        at = end
    yield text[at:]


def _first(text: str, start: int, end: int) -> int:
    found = _WORD.search(text, start, end)
    return found.start() if found else -1


def _whole(word: str, locale: Locale) -> bool:
    """Whether all of its letters are capitals in any text."""
    return word == _KEPT.get(language(locale).tag) or _acronym(word, locale)


def _acronym(word: str, locale: Locale) -> bool:
    """Whether nobody could say the capitals as a word, or they are known not to be one."""
    if word in _KNOWN.get(language(locale).tag, ()) or _ROMAN.match(word):
        return True
    small = word.lower()
    onset = _ONSET.match(small)
    begins = onset[0] if onset else ""
    if len(word) == 1 or len(word) > _SHORT or small in language(locale).breaking.titles:
        return False
    coda = _CODA.search(small)
    return (len(begins) > 1 and begins not in _ONSETS) or (coda is not None and coda[0] not in _CODAS)
