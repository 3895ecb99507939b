"""Whether what a model made of a text may be shown as a suggestion at all.

Models loop, fall silent, copy, drop half a sentence or drift into another language, and rate it highly. Such
a text costs a translator more than an empty one. All bounds are set so that human translations pass:
`benchmarks/machine/guards.py` counts, on any table of them, what is objected to, and on damaged copies of
them what is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import eq

from tmpipe.model import Locale
from tmpipe.text.addresses import addresses
from tmpipe.text.locales import language
from tmpipe.text.numbers import FIGURES, NUMBER, value
from tmpipe.text.scripts import LETTERS, script_of

Guard = Callable[[str, str, Locale], bool]
"""Whether it objects to a target, of a source, in a locale. Both texts are literal, without codes."""


def objection(source: str, target: str, locale: Locale, *, passed: Container[str] = ()) -> str | None:
    """Why the target cannot be a translation of the source into the locale; None if it may be one.

    Both are literal texts without codes. Reasons in `passed` are not asked for. Linear in the texts' lengths.
    """
    asked = ((reason, guard) for reason, guard in GUARDS.items() if reason not in passed)
    return next((reason for reason, guard in asked if guard(source, target, locale)), None)


def _empty(_source: str, target: str, _locale: Locale) -> bool:
    return not target.strip()


# --- what no text has

_GARBAGE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff⁇]|</?(?:unk|s|pad|mask)>|\[UNK\]"
)
_MARKUP = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#x?[\da-fA-F]{1,6});|@@(?=\s|\Z)|▁|(?<!\w)__\w{1,16}__(?!\w)|<2\w\w>"
)
_PROFUSE = re.compile(r"([^\w\s])(?:\s?\1){3,}")


def _characters(source: str, target: str, _locale: Locale) -> bool:
    """Control and replacement characters, private ones, and what stands for unknown tokens."""
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
    return (len(text) - letters - text.count(" ")) / len(text)


# --- the source once more

_WORD = re.compile(r"\w+")


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
    follows: dict[tuple[str, str], bool] = dict.fromkeys(pairwise(source), True)
    known = set(source)
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


# --- loops

MAX_WORD_REPEATS, MAX_CHARACTER_REPEATS = 3, 8
"""How often the same words, or letters, may follow each other, if they do not in the source."""


def _repetition(source: str, target: str, _locale: Locale) -> bool:
    """The same words over and over: in a row, apart from each other, or with small changes."""
    words, own = _folded(target), _folded(source)
    return (
        any(_looping(words, own, size, MAX_WORD_REPEATS) for size in range(1, 9))
        or any(_looping(target, source, size, MAX_CHARACTER_REPEATS) for size in range(1, 7))
        or _recurring(words, own)
        or any(_repeated(words, size) - _repeated(own, size) > most for size, most in ((2, 0.3), (3, 0.2)))
    )


def _looping(items: Sequence[str], own: Sequence[str], size: int, most: int) -> bool:
    count = repeats(items, size)
    return count > most and count > repeats(own, size)


def repeats(items: Sequence[str], size: int) -> int:
    """How many times in a row the same `size` items stand at most; 1 if none repeat. Linear in the items."""
    same_again = bytes(map(eq, items, items[size:]))
    return max(map(len, same_again.split(b"\0"))) // size + 1


def _recurring(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether four words in a row come back at least three times, and more often than four words, or any long
    one, of the source do.
    """
    most = max(_grams(words, 4).values(), default=0)
    if most < 3:
        return False
    long_words = Counter(word for word in own if len(word) > 3)
    return most > max([1, *long_words.values(), *_grams(own, 4).values()])


def _grams(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(words[at:] for at in range(size)), strict=False))


def _repeated(words: Sequence[str], size: int) -> float:
    """The share of runs of `size` words that were there before; of short texts none."""
    total = len(words) - size + 1
    return 1 - len(_grams(words, size)) / total if total > 9 else 0.0


# --- too little, too much

_RATIOS: Mapping[str, float] = {"fr": 1.15, "it": 1.1, "sv": 1.02, "fa": 0.95}
"""Letters of a translation to each letter of English: medians of benchmarks/checks."""
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf一-鿿가-힣]")


def _length(source: str, target: str, locale: Locale) -> bool:
    """Beyond what one in some thousand human translations is. The longer a text, the less they differ."""
    ratio = _ratio(source, target, locale)
    return not 1 / (1.35 + 28 / _size(source)) <= ratio <= 1.45 + 20 / _size(source)


def _ratio(source: str, target: str, locale: Locale) -> float:
    """How long the target is, to what is usual."""
    return _size(target) / (_size(source) * _RATIOS.get(language(locale), 1.05))


def _size(text: str) -> int:
    """Letters of a text; one of Chinese, Japanese or Korean says as much as three others."""
    return len(text) + 2 * len(_DENSE.findall(text)) or 1


def _dropped(source: str, target: str, locale: Locale) -> bool:
    """A text that is rather short, and lacks its beginning, its end, a sentence, or what must come back."""
    ratio = _ratio(source, target, locale)
    if len(source) < 40 or ratio > 0.75:
        return False
    fewer = _stops(source) > _stops(target) > 0
    if fewer or ratio > 0.72:
        return fewer
    if source[0].isupper() and target[0].islower():
        return True
    endless = _stops(source) > 0 == _stops(target) and (len(source) > 60 or ratio < 0.62)
    return endless or any(lost(source, target) for lost in _TRACES)


_STOP = re.compile(r"[.!?…؟۔。！？][\"'”’»)\]\u200c-\u200f]*(?=\s|\Z)")


def _stops(text: str) -> int:
    return len(_STOP.findall(text))


def _no_digits(source: str, target: str) -> bool:
    return any(len(one) > 1 for one in _lost(source, target))


def _no_quotes(source: str, target: str) -> bool:
    return bool(_QUOTE.search(source)) and not _QUOTE.search(target)


def _no_brackets(source: str, target: str) -> bool:
    return source.count("(") > target.count("(")


def _no_names(source: str, target: str) -> bool:
    """Whether of several words with a capital those of one half alone are there, as they begin."""
    if not target.isascii() and _LETTER["Arabic"].search(target):
        return False
    names = [(found.start() * 2 >= len(source), found[0][:4]) for found in _NAME.finditer(source)]
    there = {late for late, name in names if name in target}
    return len(there) == 1 and sum(1 for late, _ in names if late not in there) > 1


_TRACES: tuple[Callable[[str, str], bool], ...] = (_no_digits, _no_quotes, _no_brackets, _no_names)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]\w{3,}")


# --- what must come back

_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“”„«»]')
_STANDING = re.compile(rf"(?<!\w)(?<![^\W\d_]-)(?:{NUMBER.pattern})(?!\d|-?[^\W\d_])")
_ITEM = re.compile(r"(?<![\w(])\w{1,3}\)")


def _numbers(source: str, target: str, _locale: Locale) -> bool:
    """A number of three digits or more that is lost, or several of two.

    Zeros at the end of a number may be words, and so may round numbers: where they are lost, another number
    is in their place.
    """
    lost = [_digits(one) for one in _lost(source, target)]
    if any(len(one) > 2 for one in lost) or sum(len(one) > 1 for one in lost) > 1:
        return True
    return any(len(one) > 2 and one.isdecimal() for one in _lost(source, target)) and _added(source, target)


def _lost(source: str, target: str) -> list[str]:
    """The numbers that are part of no word, as `1960s` and `4x4` are, and are not in the target."""
    if not _DIGIT.search(source):
        return []
    there = {_digits(one) for one in NUMBER.findall(target)}
    digits = "".join(_DIGIT.findall(target.translate(FIGURES)))
    found = [one[0] for one in _STANDING.finditer(source)]
    return [
        one
        for one in found
        if _digits(one) not in there and not (len(_digits(one)) > 2 and _digits(one) in digits)
    ]


def _added(source: str, target: str) -> bool:
    """Whether there is a number of two digits or more that is nowhere in the source."""
    digits = "".join(_DIGIT.findall(source.translate(FIGURES)))
    return any(len(one) > 1 and one not in digits for one in map(_digits, NUMBER.findall(target)))


def _digits(number: str) -> str:
    """Without signs, nor the zeros at its ends."""
    return value(number.translate(FIGURES)).replace(".", "").strip("0") or "0"


def _unbalanced(source: str, target: str, _locale: Locale) -> bool:
    """Brackets or quotation marks without their partners, where the source's are in pairs."""
    return not _balanced(target) and _balanced(source)


def _balanced(text: str) -> bool:
    """Of quotation marks, languages pair any; of items, `a)` is as good as `(a)`."""
    if len(_QUOTE.findall(text)) % 2:
        return False
    open_, close = text.count("("), text.count(")")
    return text.count("[") == text.count("]") and 0 <= close - open_ <= len(_ITEM.findall(text))


GUARDS: Mapping[str, Guard] = {
    "empty": _empty,
    "characters": _characters,
    "markup": _markup,
    "copied": _copied,
    "script": _script,
    "repetition": _repetition,
    "punctuation": _punctuation,
    "length": _length,
    "dropped": _dropped,
    "numbers": _numbers,
    "unbalanced": _unbalanced,
}
"""By reason, in the order in which they are asked."""
REASONS: Container[str] = GUARDS.keys()
