"""Characters that nobody sees: direction marks that turn the rest of a text around, controls, leftovers.

What the source has as often is its own business. Direction marks that are not paired can make a text read
otherwise than it is stored (CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import Entry, Evidence
from tmpipe.parts import Check, Remark
from tmpipe.text.languages import language

_ISOLATES = "\u2066\u2067\u2068"
_ENDS = "\u202c\u2069"
_POP_ISOLATE = "\u2069"
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = re.compile(r"[\u202d\u202e]")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u2061-\u2064\u206a-\u206f\ud800-\udfff\ue000-\uf8ff"
    r"\ufdd0-\ufdef\ufeff\ufff9-\ufffd\ufffe\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""Controls but the tab and the line end, break hints, line separators, invisible operators, surrogates,
private use, non-characters, byte order marks, replacement characters, tags.
"""
_IDLE = re.compile(
    r"[\u00ad\u034f\u180e\u2060]|(?<=[A-Za-zÀ-ɏ])[\u200c\u200d](?=[A-Za-zÀ-ɏ])|(?<![\W\d])[\ufe00-\ufe0f]"
)
"""Soft hyphens and their like, joiners between letters that do not join, variants of what has none."""
_JOINER = re.compile(r"[\u200c\u200d](?=[A-Za-zÀ-ɏ])")
_ANY = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u180e\u200b\u2028-\u202e\u2060-\u206f\ud800-\uf8ff"
    r"\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff9-\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""All of these but the joiners, in one class: a text is looked through once."""
_BREAKS = frozenset({"th", "lo", "km", "my", "ja", "zh"})
"""Languages without blanks, where U+200B says where a line may end."""


def _of_unseen(judge: Callable[[str, str, Context], Iterable[Remark]]) -> Check:
    """The check that asks `judge` where there is any such character; most texts are done with at once."""
    whole = of_pairs(judge)

    def check(entry: Entry, context: Context) -> Iterable[Remark]:
        return whole(entry, context) if entry.msgid_plural is not None or _any(entry.msgstr) else ()

    return check


@lru_cache(maxsize=4)
def _any(target: str) -> bool:
    return not (target.isascii() and target.isprintable()) and _ANY.search(target) is not None


def _unbalanced(_source: str, target: str, _context: Context) -> list[Remark]:
    odd = [mark for line in target.splitlines() for mark in _odd(line)]
    return [Remark(f"{_name(mark)} is not paired within its line") for mark in odd]


def _odd(line: str) -> Iterator[str]:
    """The marks of a line that end nothing, or are never ended."""
    open_: list[str] = []
    for mark in _BIDI.findall(line):
        if mark not in _ENDS:
            open_.append(mark)
        elif open_ and (open_[-1] in _ISOLATES) == (mark == _POP_ISOLATE):
            open_.pop()
        else:
            yield mark
    yield from open_


def _overrides(source: str, target: str, _context: Context) -> list[Remark]:
    found = _surplus(_OVERRIDES, source, target)
    return [Remark(f"{_name(mark)} shows letters in another order than they have") for mark in found]


def _controls(source: str, target: str, context: Context) -> list[Remark]:
    found = _surplus(_CONTROLS, source, target)
    if language(context.locale).tag in _BREAKS:
        found = [mark for mark in found if mark != "\u200b"]
    return [
        Remark(f"{_name(mark)} stands in the translation", evidence=Evidence(found=mark)) for mark in found
    ]


def _idle(source: str, target: str, _context: Context) -> Iterable[Remark]:
    if not (_any(target) or (not target.isascii() and _JOINER.search(target))):
        return ()
    found = _surplus(_IDLE, source, target)
    return [Remark(f"{_name(mark)} stands in the translation, where nobody sees it") for mark in found]


def _surplus(marks: re.Pattern[str], source: str, target: str) -> list[str]:
    """The characters that stand more often in the target than in the source, once each."""
    return list(Counter(marks.findall(target)) - Counter(marks.findall(source)))


def _name(mark: str) -> str:
    return f"U+{ord(mark):04X} ({unicodedata.name(mark, 'a control or private character')})"


unbalanced = _of_unseen(_unbalanced)
overrides = _of_unseen(_overrides)
controls = _of_unseen(_controls)
invisible = of_pairs(_idle)
