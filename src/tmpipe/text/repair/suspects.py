"""Places that look like typing or OCR errors. The text keeps them: letters are never changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tmpipe.model import Role, Suspect
from tmpipe.text.repair.drafts import Draft, LineOf
from tmpipe.text.repair.roles import is_text

_DOUBLED = re.compile(r"\b([^\W\d_]{2,}) \1\b")
_MEANT_TWICE = frozenset("had that is very so no bye vous nous via piano ha bla tut".split())
_LONG = re.compile(r"\b[^\W\d_]{9,}\b")
_GLUED = re.compile(
    r"(?P<left>[^\W\d_]{4,}?)(?:which|that|their|these|those|were|have|been|would|should|with|from)\Z|"
    r"(?:which|that|their|these|those|were|have|been|would|should|with|from)(?P<right>[^\W\d_]{4,})\Z"
)
_PATTERNS = (
    (re.compile(r"[^\W\d_]{2,}[,;][^\W\d_]{2,}"), "a blank is missing after the comma"),
    (re.compile(r"[^\W\d_A-Z]{3,}\.[A-ZÀ-Þ][^\W\d_]{2,}"), "a blank is missing after the stop"),
    (re.compile(r" [—–](?=[^\W\d_])\w*|[^\W\d_]+[—–] "), "the dash has a blank on one side only"),
    (re.compile(r"\bI['’](?=[AEIOUHÉÈÊÀaeiouhéèêà])[^\W\d_]{3,}"), "I for l"),
    (re.compile(r"\b(?:\d+[lIO]\d*|[lIO]\d{3})\b"), "a letter within a number"),
    (re.compile(r"[^\W\d_]{2}[®©™¤¢£]"), "a character that OCR puts for a footnote's mark"),
    (
        re.compile(r"[”\"] \d{1,3} [^\W\d_A-Z]+"),
        "a number that may be a footnote's mark; there is no such footnote",
    ),
)
_PAIRS = {"“": "”", "‘": "’", "«": "»", '"': '"'}


def with_suspects(drafts: Sequence[Draft], source: str, line_of: LineOf) -> list[Draft]:
    """The blocks to be with what is suspect in each."""
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", source.lower()))
    out: list[Draft] = []
    for at, one in enumerate(drafts):
        listed = drafts[at + 1].role is Role.LIST_ITEM if at + 1 < len(drafts) else False
        found = sorted(_found(one, words, listed)) if is_text(one) or one.role is Role.SIGNATORIES else []
        suspects = tuple(Suspect(line_of(one.offset(at)), text, reason) for at, text, reason in found)
        out.append(replace(one, suspects=suspects) if suspects else one)
    return out


def _found(one: Draft, words: Counter[str], listed: bool) -> Iterator[tuple[int, str, str]]:
    text = one.text
    for pattern, reason in _PATTERNS:
        for match in pattern.finditer(text):
            if not _marked(one, match):
                yield match.start(), match[0].strip(), reason
    for mark in one.marks:
        if mark.kind == "note" and not text[mark.start : mark.end].strip(" []").isnumeric():
            start = text.rfind(" ", 0, mark.start) + 1
            yield start, text[start : mark.end].strip(), "read as a damaged footnote's mark"
    for doubled in _DOUBLED.finditer(text):
        if doubled[1].lower() not in _MEANT_TWICE:
            yield doubled.start(), doubled[0], "a word stands twice"
    yield from _glued(text, words)
    if one.role is not Role.SIGNATORIES:
        yield from _unbalanced(one, listed)


def _marked(one: Draft, match: re.Match[str]) -> bool:
    return any(match.start() < mark.end and mark.start < match.end() for mark in one.marks)


def _glued(text: str, words: Counter[str]) -> Iterator[tuple[int, str, str]]:
    """Two words of the text without a blank, or without the hyphen that they have elsewhere in it."""
    for word in _LONG.finditer(text):
        lower = word[0].lower()
        if words[lower] > 1:
            continue
        glued = _GLUED.match(lower)
        if glued and words[glued["left"] or glued["right"]]:
            yield word.start(), word[0], "a blank is missing"
        elif any(words[f"{lower[:at]}-{lower[at:]}"] for at in range(3, min(len(lower) - 2, 30))):
            yield word.start(), word[0], "written with a hyphen elsewhere"


def _unbalanced(one: Draft, listed: bool) -> Iterator[tuple[int, str, str]]:
    """Quotation marks of two kinds in one pair, and a last comma where a stop should be."""
    text = one.text
    opened: list[tuple[int, str]] = []
    for quote in re.finditer(r"[“”‘«»\"]|(?<=[.,!?\w])’(?!\w)", text):
        mark = quote[0]
        if mark in "“‘«" or (
            mark == '"'
            and not any(kind == '"' for _, kind in opened)
            and not _after_word(text, quote.start())
        ):
            opened.append((quote.start(), mark))
        elif opened and _PAIRS.get(opened[-1][1]) == mark:
            opened.pop()
        elif mark != "’":
            start = max(0, text.rfind(" ", 0, quote.start()) + 1)
            if not _touched(one, quote.start()) and opened:
                yield start, text[start : quote.end()], f"{mark} closes {opened.pop()[1]}"
    if text.rstrip('”"’»').endswith(",") and not listed and one.role is Role.PARAGRAPH:
        start = text.rfind(" ") + 1
        yield start, text[start:], "the paragraph ends with a comma"


def _after_word(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([“‘«"


def _touched(one: Draft, at: int) -> bool:
    return any(mark.start <= at < mark.end for mark in one.marks)
