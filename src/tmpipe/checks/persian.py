"""Persian letters, digits and marks: not their Arabic or Latin look-alikes; one kind of digits in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tmpipe.checks.base import Context, Edit, of_pairs
from tmpipe.model import Catalog, Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.typography import context, seen, taken_over
from tmpipe.text.typography import word as word_at

_LETTERS = {
    "ي": "ی", "ى": "ی", "ك": "ک", "ڪ": "ک", "ہ": "ه", "ھ": "ه", "ە": "ه", "ے": "ی", "ۃ": "ه",
}  # fmt: skip
_STRANGE = re.compile("[يىكڪہھەےۃ\u0640\ufb50-\ufdef\ufe70-\ufefc]")
_ARABIC_WORD = re.compile(r"[\u064b-\u0650\u0652]|^(?:و|ب|ف)?ال|ة$")
"""What words of an Arabic quotation have: case endings, the article."""
_ABBREVIATION = re.compile("(?<![آ-ی])ه\u0640+(?![آ-ی])")
"""ه with a stroke, as in ه‍.ش: the letter by itself."""
_DIGITS = re.compile("[0-9٠-٩]")
_ARABIC_DIGITS = re.compile("[٠-٩]")
_LATIN_DIGITS = re.compile(
    r"(?<![\w./:%$#@{\\+=-])(?<!\d )\d+(?:[.,/:]\d+)?(?![.,/:]\d|[\w/%$}=-]|[.:]\w| \d)", re.ASCII
)
"""Numbers by themselves, not in an address, a code or a telephone number."""
_PERSIAN_DIGITS = re.compile("[۰-۹]")
_MARKS = {",": "،", ";": "؛", "?": "؟", "%": "٪"}
_LATIN_MARKS = re.compile(r"(?<=[آ-ی\u064b\u0654\u200c»)۰-۹])\s?[,;?](?!\w)|(?<=[۰-۹])\s?%")


def _letters(source: str, target: str, context_: Context) -> Iterable[Remark]:
    if not _persian(context_) or not _STRANGE.search(target):
        return ()
    told: dict[str, Remark] = {}
    for _, letter, word in _strange(source, seen(target)):
        told.setdefault(letter, _letter(letter, word))
    return told.values()


def _strange(source: str, target: str) -> Iterator[tuple[int, str, str]]:
    """The place of every letter that is none of Persian's, the letter, and its word."""
    for found in _STRANGE.finditer(target):
        word = word_at(target, found.start())
        if _ARABIC_WORD.search(word) or word in source or _lone(word) or _ABBREVIATION.search(word):
            continue
        if found[0] != "\u0640" or "_" not in source:  # the line under a menu's letter
            yield found.start(), found[0], word


def _letter(letter: str, word: str) -> Remark:
    code = f"U+{ord(letter):04X}"
    if letter == "\u0640":
        plain = word.replace(letter, "")
        return Remark(f"a stroke that lengthens ({code}); type {plain}", evidence=_of(word, plain))
    if (own := _LETTERS.get(letter)) is None:
        return Remark(f"{letter} ({code}) is one shape of a letter, not the letter", evidence=_of(word, ""))
    plain = "".join(_LETTERS.get(one, one) for one in word)
    message = f"{letter} ({code}) is no Persian letter; type {own} (U+{ord(own):04X}): {plain}"
    return Remark(message, evidence=_of(word, plain))


def _of(word: str, plain: str) -> Evidence:
    return Evidence(found=word, suggestion=plain)


def _lone(word: str) -> bool:
    """Whether the text speaks of the letter itself."""
    return len(word.strip("()«»\"“”'.,،:؛")) < 2


def _digits(source: str, target: str, context_: Context) -> Iterable[Remark]:
    if not _persian(context_) or not _DIGITS.search(target):
        return ()
    if found := _ARABIC_DIGITS.search(target):
        return [Remark("Arabic digits (٤٥٦); type Persian ones: ۴۵۶", evidence=_at(target, found))]
    found = _LATIN_DIGITS.search(target)
    if found is None or not (_PERSIAN_DIGITS.search(target) or _usual(context_) == "fa"):
        return ()
    target = seen(target)
    for found in _LATIN_DIGITS.finditer(target):
        near = target[max(found.start() - 3, 0) : found.end() + 3]
        if not re.search("[A-Za-z]", near) and not taken_over(source, target, found.start()):
            return [Remark("Latin digits beside Persian ones; type ۰۱۲۳۴۵۶۷۸۹", evidence=_at(target, found))]
    return ()


def _usual(context_: Context) -> str:
    """`fa` where hardly an entry of the catalog has other digits than Persian ones."""
    if context_.catalog is None:
        return ""
    if (usual := context_.habits.get("digits")) is None:
        usual = context_.habits["digits"] = _counted(context_.catalog)
    return usual


def _counted(catalog: Catalog) -> str:
    persian = sum(bool(_PERSIAN_DIGITS.search(entry.msgstr)) for entry in catalog.entries)
    latin = sum(bool(_LATIN_DIGITS.search(entry.msgstr)) for entry in catalog.entries)
    return "fa" if persian > 4 and persian > 10 * latin else ""


def _marks(source: str, target: str, context_: Context) -> Iterable[Remark]:
    if not _persian(context_) or not any(mark in target for mark in _MARKS):
        return ()
    target = seen(target)
    told: dict[str, Remark] = {}
    for found in _LATIN_MARKS.finditer(target):
        mark = found[0][-1]
        if not taken_over(source, target, found.start()):
            told.setdefault(
                mark, Remark(f"{mark} in Persian; type {_MARKS[mark]}", evidence=_at(target, found))
            )
    return told.values()


def mends_letters(source: str, target: str, context_: Context) -> Iterator[Edit]:
    """Persian letters for those that only look like them."""
    for at, letter, _ in _strange(source, target) if _persian(context_) else ():
        if letter in _LETTERS or letter == "\u0640":
            yield at, at + 1, _LETTERS.get(letter, "")


def mends_marks(source: str, target: str, context_: Context) -> Iterator[Edit]:
    """Persian marks for Latin ones, close to their word."""
    for found in _LATIN_MARKS.finditer(target) if _persian(context_) else ():
        if not taken_over(source, target, found.start()):
            yield *found.span(), _MARKS[found[0][-1]]


def _at(target: str, found: re.Match[str]) -> Evidence:
    return Evidence(found=context(target, *found.span()))


def _persian(context_: Context) -> bool:
    return language(context_.locale).tag == "fa"


letters = of_pairs(_letters)
digits = of_pairs(_digits)
marks = of_pairs(_marks)
