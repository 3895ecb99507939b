"""The zero-width non-joiner of Persian (U+200C): where it is missing, and where it does nothing.

After the Academy's rules of spelling: می، نمی، ها، تر and ترین stand close to their word without joining it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tmpipe.checks.base import Context, Edit, of_pairs
from tmpipe.model import Catalog, Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words
from tmpipe.text.typography import seen

_ZWNJ = "\u200c"
_LETTER = "[آ-یءأؤئإ\u0654\u064b]"
_PREFIX = re.compile(rf"می ({_LETTER}+(?<=م|ی|د|ت))(?!{_LETTER})")
_JOINED_PREFIX = re.compile(
    r"می((?:شو|کن|ده|رو|گیر|گوی|خواه|توان|دان|آور|آی|یاب|مان|بر|زن|پرداز|پذیر|رس|گذار|ساز|شناس|نویس|خوان|بین|باش"
    r"|گرد|کوش|جوی|فرست|افت|افزای)(?:م|ی|د|یم|ید|ند)"
    r"|(?:شد|کرد|داد|گفت|رفت|خواست|توانست|دانست|گرفت|آمد|یافت|زد|برد|دید|نوشت|ساخت|رسید|گذاشت|ماند|بود)(?:م|ی|یم|ید|ند)?"
    rf"|توان|باید)(?!{_LETTER}|{_ZWNJ})"
)
_FINE = words("میان میدان میزان میدانی میبد میمان میدانم میرود")
_PLURAL = re.compile(rf" (ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?)(?!{_LETTER}|{_ZWNJ})")
_SILENT = re.compile(rf"ه(ها(?:ی(?:ی|ش|شان)?)?)(?!{_LETTER}|{_ZWNJ})")
_DEGREE = re.compile(rf" (ترین)(?!{_LETTER}|{_ZWNJ})")
_IDLE = re.compile(rf"{_ZWNJ}(?:(?=[{_ZWNJ}\s.,،؛:؟!»)\]]|$)|(?<=[\s«(\[]{_ZWNJ}))")
_JOINED_PLURAL = re.compile(rf"(ها(?:یی|ی)?)(?!{_LETTER}|{_ZWNJ})")
_JOINING = frozenset("بپتثجچحخسشصضطظعغفقکگلمنی")
_NO_PLURALS = words(
    """
    تنها تنهایی تنهای آنها اینها منتها انتها انتهای انتهایی اشتها نهایی نها بها بهای بهایی گرانبها نهای
    شانگهای شوبها همتایی
    """
)
_SILENT_FINE = words("فقهها")
_SUFFIXES = (_PLURAL, _SILENT, _DEGREE)
_MARKS = f"\u0654\u064b{_ZWNJ}"
"""What belongs to the letter before it."""
_EZAFE = {"هٔ": re.compile("ه\u0654|ۀ"), "ه‌ی": re.compile(rf"ه{_ZWNJ}ی(?!{_LETTER})")}


def _wrong(_source: str, target: str, context_: Context) -> Iterable[Remark]:
    if language(context_.locale).tag != "fa" or target.isascii():
        return ()
    target = seen(target)
    told: dict[str, Remark] = {}
    missing = ((found, plain) for found, plain, _ in _missing(target))
    for found, plain in (*missing, *_surplus(target)):
        message = f"“{found}” is written “{plain}” with U+200C" if _ZWNJ in plain else _idle(found)
        told.setdefault(found, Remark(message, evidence=Evidence(found=found.strip(), suggestion=plain)))
    return told.values()


def mends(_source: str, target: str, context_: Context) -> Iterator[Edit]:
    """Non-joiners where words are written apart or joined that need one."""
    for _, _, (start, end) in _missing(target) if language(context_.locale).tag == "fa" else ():
        yield start, end, _ZWNJ


def _idle(found: str) -> str:
    shown = found.strip(_ZWNJ)
    return f"a zero-width non-joiner (U+200C) does nothing at “{shown}”; delete it, or the blank beside it"


def _missing(target: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Words written apart or joined that a non-joiner should part; how they are written; and the place that
    is the non-joiner's, a blank or nothing.
    """
    if "می" in target:
        for pattern in (_PREFIX, _JOINED_PREFIX):
            for found in pattern.finditer(target):
                prefix = _prefix(target, found.start())
                if prefix and found[0] not in _FINE:
                    place = found.start() + 2, found.start(1)
                    yield prefix[:-2] + found[0], f"{prefix}{_ZWNJ}{found[1]}", place
    for pattern in _SUFFIXES:
        for found in pattern.finditer(target):
            word = _before(target, found.start(1))
            if len(word) > 1 and _is_letter(word[-1]) and word + found[1] not in _SILENT_FINE:
                blank = " " * (found[0][0] == " ")
                place = found.start(1) - len(blank), found.start(1)
                yield f"{word}{blank}{found[1]}", f"{word}{_ZWNJ}{found[1]}", place


def _prefix(target: str, at: int) -> str:
    """The verb's prefix whose می begins here; empty where it is within a word."""
    before = target[max(at - 2, 0) : at]
    if before[-1:] == "ن":
        return "نمی" if not _is_letter(before[:-1]) else ""
    return "" if _is_letter(before[-1:]) else "می"


def _is_letter(sign: str) -> bool:
    return bool(sign) and (sign.isalpha() or sign in _MARKS)


def _before(text: str, at: int) -> str:
    """The word that ends here, blanks aside."""
    rest = text[max(at - 60, 0) : at].rstrip(" ")
    return rest[max(map(rest.rfind, " \n«(")) + 1 :]


def _surplus(target: str) -> Iterator[tuple[str, str]]:
    """Places where a non-joiner does nothing: at a word's edge, or beside another."""
    for found in _IDLE.finditer(target):
        near = target[max(found.start() - 8, 0) : found.end() + 8]
        yield near, near.replace(_ZWNJ, "")


def _style(_source: str, target: str, context_: Context) -> Iterable[Remark]:
    if language(context_.locale).tag != "fa" or target.isascii():
        return ()
    target = seen(target)
    remarks: list[Remark] = []
    if found := next(_joined_plurals(target), None):
        word, ending = found
        plain = f"{word}{_ZWNJ}{ending}"
        message = f"“{word}{ending}” is clearer as “{plain}” with U+200C"
        remarks.append(Remark(message, evidence=Evidence(found=word + ending, suggestion=plain)))
    usual = _usual_ezafe(context_)
    for form, pattern in _EZAFE.items():
        if usual and form != usual and (shown := pattern.search(target)):
            evidence = Evidence(found=_before(target, shown.end()))
            remarks.append(Remark(f"{form} here, the catalog has {usual}", evidence=evidence))
    return remarks


def _joined_plurals(target: str) -> Iterator[tuple[str, str]]:
    """Words of three letters and more with a plural that joins them."""
    for found in _JOINED_PLURAL.finditer(target):
        word = _before(target, found.start())
        if len(word) > 2 and word[-1] in _JOINING and word.isalpha() and word + found[1] not in _NO_PLURALS:
            yield word, found[1]


def _usual_ezafe(context_: Context) -> str:
    """How most of the catalog writes the ezafe after a silent ه; empty where there is none."""
    if context_.catalog is None:
        return ""
    if (usual := context_.habits.get("ezafe")) is None:
        usual = context_.habits["ezafe"] = _counted(context_.catalog)
    return usual


def _counted(catalog: Catalog) -> str:
    counts = {
        form: sum(bool(pattern.search(entry.msgstr)) for entry in catalog.entries)
        for form, pattern in _EZAFE.items()
    }
    first, second = counts.values()
    return "" if first == second else max(counts, key=lambda form: counts[form])


wrong = of_pairs(_wrong)
style = of_pairs(_style)
