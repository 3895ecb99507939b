"""Whether what a model made of a text may be shown as a suggestion at all.

Models loop, fall silent, copy, drop half a sentence or drift into another language, and rate it highly. Such
a text costs a translator more than an empty one. All bounds are set so that human translations pass:
`benchmarks/machine/guards.py` counts, on any table of them, what is objected to, and on damaged copies of
them what is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from tmpipe.engines.care.loops import repeating
from tmpipe.engines.care.losses import dropped, numbers_lost, odd_length, unbalanced
from tmpipe.model import Locale
from tmpipe.text.addresses import addresses
from tmpipe.text.scripts import LETTERS, script_of

Guard = Callable[[str, str, Locale], bool]
"""Whether it objects to a target, of a source, in a locale. Both texts are literal, without codes."""


def objection(source: str, target: str, locale: Locale, *, passed: Container[str] = ()) -> str | None:
    """Why the target cannot be a translation of the source into the locale; None if it may be one.

    Both are literal texts without codes. Reasons in `passed` are not asked for. Linear in the texts' lengths.
    """
    asked = ((reason, guard) for reason, guard in GUARDS.items() if reason not in passed)
    return next((reason for reason, guard in asked if guard(source, target, locale)), None)


_WORD = re.compile(r"\w+")


def _empty(source: str, target: str, _locale: Locale) -> bool:
    """Nothing, or marks alone."""
    return not target.strip() or (_WORD.search(source) is not None and not _WORD.search(target))


# --- what no text has

_GARBAGE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff\ue000-\uf8ff⁇]|</?(?:unk|s|pad|mask)>|\[UNK\]"
)
_MARKUP = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#x?[\da-fA-F]{1,6});|@@(?=\s|\Z)|▁|(?<!\w)__\w{1,16}__(?!\w)|<2\w\w>"
)
_PROFUSE = re.compile(r"([^\w\s])(?:\s?\1){3,}")


def _characters(source: str, target: str, _locale: Locale) -> bool:
    """Control and replacement characters, halves of characters, private ones, and unknown tokens."""
    return _more(_GARBAGE, source, target)


def _markup(source: str, target: str, _locale: Locale) -> bool:
    """Entities, and what tokenizers mark tokens with."""
    return _more(_MARKUP, source, target)


def _more(pattern: re.Pattern[str], source: str, target: str) -> bool:
    """Whether there is something in the target that is not in the source."""
    return any(found[0] not in source for found in pattern.finditer(target))


def _punctuation(source: str, target: str, _locale: Locale) -> bool:
    """A mark four times in a row, or more marks than letters, unless the source has them."""
    if any(found[1] * 4 not in "".join(source.split()) for found in _PROFUSE.finditer(target)):
        return True
    return _mark_share(target) > max(0.5, 1.5 * _mark_share(source))


def _mark_share(text: str) -> float:
    letters = sum(map(str.isalnum, text))
    return (len(text) - letters - text.count(" ")) / (len(text) or 1)


# --- the source once more


def _copied(source: str, target: str, _locale: Locale) -> bool:
    """The whole source again, or a run of at least four of its common words: not names, nor addresses."""
    if _folded(source) == _folded(target):
        common = [word for word in _WORD.findall(source) if word.islower()]
        return len(common) > 2 or (source.isupper() and len(source.split()) > 3)
    runs = _runs(_WORD.findall(_plain(source)), _WORD.findall(_plain(target)))
    return any(common > max(3, names) for common, names in runs)


def _folded(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _plain(text: str) -> str:
    """The text without its addresses."""
    kept, at = [], 0
    for start, end in addresses(text):
        kept.append(text[at:start])
        at = end
    return " \0 ".join([*kept, text[at:]])


def _runs(source: Sequence[str], target: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each longest run of source words in the target, how many are common words, and how many are not.

    A run goes on at the first place after a word where it stands in the source; linear in the words.
    """
    follows, known = set(pairwise(source)), set(source)
    common = names = 0
    before = ""
    for word in target:
        if (before, word) not in follows:
            yield common, names
            common = names = 0
        if word in known:
            ordinary = word.islower() and word.isalpha() and len(word) > 1
            common, names = common + ordinary, names + (not ordinary)
        before = word
    yield common, names


# --- another script

_LETTER: Mapping[str, re.Pattern[str]] = {name: re.compile(f"[{span}]") for name, span in LETTERS.items()}
_LATIN = re.compile(r"(?<![\w-])[A-Za-zÀ-ÖØ-öø-ÿ]{3,}(?![\w-])")


@cache
def _strange(script: str) -> re.Pattern[str]:
    """Letters that texts in the script have only if their source has them."""
    others = (span for name, span in LETTERS.items() if name not in {script, "Latin", "Greek"})
    return re.compile(f"[{''.join(others)}]")


def _script(source: str, target: str, locale: Locale) -> bool:
    """Letters of a script that is neither the language's nor in the source; of a language in another script
    than the Latin one, too few of its own, or Latin words that are no names of the source.
    """
    script = script_of(locale)
    if script is None or (script == "Latin" and target.isascii()):
        return False
    if _strange(script).search(target) and not _strange(script).search(source):
        return True
    return script != "Latin" and any(map(str.isalpha, source)) and _untranslated(source, target, script)


def _untranslated(source: str, target: str, script: str) -> bool:
    plain = _plain(target)
    words = [word for word in plain.split() if any(map(str.isalpha, word))]
    own = sum(1 for word in words if _LETTER[script].search(word))
    if 2 * own < len(words) or not words:
        return True
    known = source.casefold()
    left = sum(1 for word in _LATIN.findall(plain) if word.islower() or word.casefold() not in known)
    return left > max(2, 0.2 * len(words))


GUARDS: Mapping[str, Guard] = {
    "empty": _empty,
    "characters": _characters,
    "markup": _markup,
    "copied": _copied,
    "script": _script,
    "repetition": repeating,
    "punctuation": _punctuation,
    "length": odd_length,
    "dropped": dropped,
    "numbers": numbers_lost,
    "unbalanced": unbalanced,
}
"""By reason, in the order in which they are asked."""
REASONS: Container[str] = GUARDS.keys()
