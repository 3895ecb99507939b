"""Places that look like typing or OCR errors. The text keeps them: letters are never changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tmpipe.model import Role, Suspect
from tmpipe.text.repair.drafts import Draft, LineOf
from tmpipe.text.repair.furniture import is_page_number
from tmpipe.text.repair.hyphens import Halves, halves
from tmpipe.text.repair.shapes import is_text

FURNITURE = "left out as page furniture"

_PATTERNS = (
    (re.compile(r"[,;](?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})"), "a blank is missing after the comma"),
    (re.compile(r"\.(?<=[^\W\d_A-Z]{3}.)(?=[A-ZÀ-Þ][^\W\d_]{2})"), "a blank is missing after the stop"),
    (re.compile(r"[—–](?:(?<= .)(?=[^\W\d_])|(?<=[^\W\d_].)(?= ))"), "the dash has a blank on one side only"),
    (re.compile(r"I['’](?<!\w..)(?=[AEIOUHÉÈÊÀaeiouhéèêà][^\W\d_]{2})"), "I for l"),
    (
        re.compile(r"d(?<=[^\W\d_][bcfgkpt].)(?=[nm][^\W\d_])"),
        "hardly a word; a letter may stand for another",
    ),
    (re.compile(r"[lIO](?:(?<=\d.)(?!\w*[^\W\dlIO_])|(?<!\w.)(?=\d{2,4}\b))"), "a letter within a number"),
    (re.compile(r"[®©™¤¢£](?<=[^\W\d_]{2}.)"), "a character that OCR puts for a footnote's mark"),
    (
        re.compile(r"[”\"] (?=\d{1,3} [^\W\d_A-Z])"),
        "a number that may be a footnote's mark without its footnote",
    ),
)
_DOUBLED = re.compile(r"\b(\w{2,}+) \1\b")
_MEANT_TWICE = frozenset(["had", "that", "is", "very", "so", "no", "bye", "vous", "nous", "via", "ha", "bla"])
_LINKS = "which|that|their|these|those|were|have|been|would|should"
_GLUED = re.compile(rf"(\w{{4,40}}?)(?:{_LINKS}|from)\Z|(?:{_LINKS})(?!ever|selves)(\w{{4,40}})\Z")
_LONG = re.compile(r"\b\w{7,40}\b")
_ORDER = "two letters are in another order elsewhere"
_QUOTES = re.compile(r"[“”‘«»\"]|’(?<=[.,!?\w].)(?!\w)")
_PAIRS = {"“": "”", "‘": "’", "«": "»", '"': '"'}


def words(source: str) -> Counter[str]:
    """How often each word stands in the text, in lower case; a compound with hyphens is one word."""
    return Counter(re.findall(r"\w+(?:-\w+)*", source.lower()))


def with_suspects(
    drafts: Sequence[Draft], known: Counter[str], doubtful: frozenset[Halves], line_of: LineOf
) -> list[Draft]:
    """The blocks to be with what is suspect in each.

    `known` are the text's words, `doubtful` those whose hyphen at a line's end may be the printer's.
    """
    return list(_suspected(drafts, _Odd(_odd(known), doubtful), line_of))


class _Odd(NamedTuple):
    """What is odd in this text: words, and why; the halves of words whose hyphen may be the printer's."""

    words: Mapping[str, str]
    broken: frozenset[Halves]


def _suspected(drafts: Sequence[Draft], odd: _Odd, line_of: LineOf) -> Iterator[Draft]:
    for place, one in enumerate(drafts):
        found = _found(one, drafts[place + 1 : place + 2], odd)
        suspects = tuple(Suspect(line_of(one.offset(at)), text, reason) for at, text, reason in found)
        within = any(joint.inner for joint in one.joints)
        joints = (
            tuple(
                joint._replace(inner=tuple(_suspected(joint.inner, odd, line_of))) if joint.inner else joint
                for joint in one.joints
            )
            if within
            else one.joints
        )
        changed = suspects or within
        yield replace(one, suspects=(*one.suspects, *suspects), joints=joints) if changed else one


_Place = tuple[int, str, str]
"""Where it begins in the draft's text, the words in question, the reason."""


def _found(one: Draft, following: Sequence[Draft], odd: _Odd) -> list[_Place]:
    places = (
        {*_characters(one), *_odd_words(one.text, odd.words), *_marks(one)}
        if _read(one)
        else set(_left_out(one))
    )
    if odd.broken:
        places.update(_hyphens(one, odd.broken))
    if is_text(one):
        places.update(_unbalanced(one), _unfinished(one, following))
    return sorted(places)


def _left_out(one: Draft) -> Iterator[_Place]:
    """Furniture, so that no words go silently; the numbers of pages may."""
    if one.role is Role.BOILERPLATE and not is_page_number(one.text):
        yield 0, one.text if len(one.text) <= 80 else one.text[:80].rsplit(" ", 1)[0], FURNITURE


def _read(one: Draft) -> bool:
    return is_text(one) or one.role is Role.SIGNATORIES


def _around(text: str, start: int, end: int) -> tuple[int, str]:
    """The words, 40 characters at most to each side, that hold `text[start:end]`, and where they begin."""
    low, high = max(0, start - 40), min(len(text), end + 40)
    first = max(low, text.rfind(" ", low, start + 1) + 1) if text[start] != " " else start
    last = text.find(" ", max(end, start + 1), high)
    return first, text[first : last if last >= 0 else high]


def _hyphens(one: Draft, broken: frozenset[Halves]) -> Iterator[_Place]:
    for joint in one.joints:
        at = joint.start
        if (
            at == joint.end
            and one.text[at - 1] == "-"
            and halves(one.text[max(0, at - 40) : at], one.text[at : at + 40]) in broken
        ):
            start, shown = _around(one.text, at - 1, at)
            yield start, shown, "a hyphen at a line's end that may be the printer's"


def _characters(one: Draft) -> Iterator[_Place]:
    marked = one.marked()
    for pattern, reason in _PATTERNS:
        for match in pattern.finditer(one.text):
            if marked.isdisjoint(range(*match.span())):
                at, shown = _around(one.text, match.start(), match.end())
                if "://" not in shown and "www." not in shown:
                    yield at, shown, reason


def _marks(one: Draft) -> Iterator[_Place]:
    for mark in one.marks:
        shown = one.text[mark.start : mark.end].strip(" [^]()")
        if mark.kind == "note" and (not shown.isnumeric() or one.text[mark.start - 1].isdigit()):
            start, _ = _around(one.text, mark.start, mark.end)
            yield start, one.text[start : mark.end].strip(), "read as a damaged footnote's mark"


# --- words ---------------------------------------------------------------------------------------


def _odd_words(text: str, odd: Mapping[str, str]) -> Iterator[_Place]:
    """Words printed twice, and those that look odd."""
    for doubled in _DOUBLED.finditer(text):
        if doubled[1].isalpha() and doubled[1].lower() not in _MEANT_TWICE:
            yield doubled.start(), doubled[0], "a word stands twice"
    for word in _LONG.finditer(text) if odd else ():
        reason = odd.get(word[0].lower())
        if reason and (reason is not _ORDER or word[0][0].isupper()):
            yield word.start(), word[0], reason


def _odd(known: Counter[str]) -> dict[str, str]:
    """Words that stand once and look like two words, or like a slip of another, and why."""
    names = frozenset(part for word in known if 7 <= len(word) <= 40 for part in (word, word[:-1]))
    rare = (word for word, times in known.items() if times == 1 and 7 <= len(word) <= 40 and word.isalpha())
    return {word: reason for word in rare if (reason := _oddity(word, known, names))}


def _oddity(word: str, known: Counter[str], names: frozenset[str]) -> str:
    glued = _GLUED.match(word)
    if glued and known[glued[1] or glued[2]]:
        return "a blank is missing"
    if any(f"{word[:at]}-{word[at:]}" in known for at in range(3, len(word) - 2)):
        return "written with a hyphen elsewhere"
    return _ORDER if any(_swapped(word, at) in names for at in range(1, len(word) - 1)) else ""


def _swapped(word: str, at: int) -> str:
    return "" if word[at] == word[at + 1] else f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


# --- sentences -----------------------------------------------------------------------------------


def _unbalanced(one: Draft) -> Iterator[_Place]:
    """Quotations that are closed by another kind of mark than they were opened with."""
    text = one.text
    marked = one.marked()
    opened: list[str] = []
    for quote in _QUOTES.finditer(text):
        mark, at = quote[0], quote.start()
        if mark in "“‘«" or (mark == '"' and '"' not in opened and _before_word(text, at)):
            opened = [*opened[-5:], mark]
        elif opened and _PAIRS[opened[-1]] == mark:
            opened.pop()
        elif mark != "’" and opened and at not in marked:
            start, shown = _around(text, at, at + 1)
            yield start, shown, f"{mark} closes {opened.pop()}"


def _before_word(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([“‘«"


def _unfinished(one: Draft, following: Sequence[Draft]) -> Iterator[_Place]:
    """A paragraph that ends with a comma, unless a list goes on with it."""
    listed = any(later.role is Role.LIST_ITEM for later in following)
    if (
        one.role is Role.PARAGRAPH
        and not listed
        and one.text.count(" ") > 4
        and one.text.rstrip('”"’»').endswith(",")
    ):
        start = max(one.text.rfind(" ") + 1, len(one.text) - 40)
        yield start, one.text[start:], "the paragraph ends with a comma"
