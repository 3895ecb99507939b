"""split <-> join: a block into segments, and segments into the block again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tmpipe.model import CODE, Locale, Segment
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Breaking

Spans = list[tuple[int, int]]
"""Where the sentences of a text stand, white space around them left out."""

_OPENERS = "\"'“‘„‚«‹»›”’([{¿¡—–-"
_CANDIDATE = re.compile(
    r"([.!?…؟۔])(?<![.!?…؟۔].)"  # the first stop of a run
    r"((?:[ \xa0\u202f]?[.!?…؟]|[ \xa0]?[\[(](?:…|\.\.\.)[\])]){0,12}+)"
    r"((?:[\"'”’»›“)\]}\u200c-\u200f*_]|[ \xa0\u202f\u2009]»(?=[\s\d.,;:!?)])){0,12}+)"
    r"(\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁰-⁹]{1,3}+|\d{1,3}+(?=\s)|[*†‡]|)"  # a footnote's mark
    r"(\s++)"
    r"([\"'“‘„‚«‹»›([{¿¡—–\-\u200c-\u200f\s•*]{0,12}+)"
    r"(?![a-z,;:)\]])(?=.)",
    re.DOTALL,
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SPACED_MARK = re.compile(r"(\[?\d{1,3}\]?)(\s+)(?=[\"“‘«(]*([^\W\d_]+))")
_NUMBER_ONLY = re.compile(r"[\d\s\[\]¹²³⁰-⁹.…]*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REFERENCE = re.compile(r"\W*(?:\d|[IVXLCDM]+\b|[A-Z]\b(?!\s+[a-z])|[A-Z]+[/\d-])")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)*[^\W\d_]{1,2}\Z")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5}|\d{1,2}(?:\.\d{1,2})+)\Z")


def join(segments: Iterable[Segment]) -> str:
    """The block of these segments. Inverse of `split`."""
    return "".join(segment.text + segment.tail for segment in segments)


def split(text: str, locale: Locale = "en") -> tuple[Segment, ...]:
    """The segments of a block: `join(split(text)) == text` for every text.

    Segments never begin or end with white space. Inline codes are looked through; at an edge they are
    left in the tails, save those whose other half is inside.
    """
    spans = _between_codes(text, locale) if "<" in text and CODE.search(text) else _sentences(text, locale)
    return tuple(_segments(text, spans))


def segment(text: str, locale: Locale = "en") -> list[str]:
    """The sentences of running text, stripped, none empty. A blank line ends a sentence."""
    return [text[start:end] for start, end in _sentences(text, locale)]


def _segments(text: str, spans: Spans) -> Iterator[Segment]:
    lead = spans[0][0] if spans else len(text)
    if lead:
        yield Segment("", text[:lead])
    for (start, end), (following, _) in pairwise([*spans, (len(text), 0)]):
        yield Segment(text[start:end], text[end:following])


def _sentences(text: str, locale: Locale) -> Spans:
    rules = _rules(language(locale).breaking)
    spans: Spans = []
    for begin, finish in _paragraphs(text):
        start = begin
        for found in _CANDIDATE.finditer(text, begin, finish):
            if found.start() >= start and (cut := rules.cut(text, found, start, finish)):
                spans.append((start, cut[0]))
                start = cut[1]
        if start < finish:
            spans.append((start, finish))
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """What stands between blank lines, stripped."""
    at = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if "\n" in text:
        for blank in _BLANK_LINE.finditer(text, at, end):
            yield at, len(text[at : blank.start()].rstrip()) + at
            at = blank.end()
    if at < end:
        yield at, end


@dataclass(frozen=True, slots=True)
class _Rules:
    """A language's rules made ready for judging candidates."""

    kinds: dict[str, str]
    breaking: Breaking

    def cut(self, text: str, found: re.Match[str], start: int, finish: int) -> tuple[int, int] | None:
        """Where the sentence from `start` ends and the next begins; None: not at this stop."""
        stop, more, close, mark, _, _ = found.groups()
        at = found.end()
        initial = text[at]
        if initial.islower() and not text[at + 1 : at + 2].isupper():
            return None
        dot = found.start()
        if stop == "." and not more and not self._ends(text, start, dot, at):
            return None
        if mark.isdecimal() and not close and text[dot - 1 : dot].isdecimal():
            return None
        if not close and text[dot - 1 : dot] in ("(", "["):
            return None
        if close and self._told(text, close, at):
            return None
        if initial.isdecimal() or initial == "[":
            return self._before_number(text, found, finish)
        return found.end(4), found.start(6)

    def _ends(self, text: str, start: int, dot: int, at: int) -> bool:
        """Whether a single full stop at `dot` ends a sentence and abbreviates no word."""
        before = text[max(start, dot - 24) : dot].split()
        if not before:
            return False
        word = before[-1].lstrip(_OPENERS)
        kind = self.kinds.get(word)
        if kind is None:
            if len(word) > 3 and "." not in word and "'" not in word and "’" not in word:
                return True
            if len(before) == 1 and dot - start < 8 and _ENUMERATOR.match(word):
                return False
            word = re.split("['’]", word)[-1]
            kind = self.kinds.get(word)
        if kind is None:
            kind = (
                "endings"
                if _ACRONYM.match(word) and ("." in word or (word.isupper() and len(word) == 1))
                else "free"
            )
        if kind == "titles":
            return False
        if kind == "counters" and _REFERENCE.match(text, at):
            return False
        if kind == "free":
            return True
        following = _WORD.match(text, at)
        if not following or following[0].lower() not in self.breaking.starters:
            return False
        return not (len(following[0]) == 1 and text[following.end() : following.end() + 1] == ".")

    def _told(self, text: str, close: str, at: int) -> bool:
        """Whether a closed quotation is followed by who said it."""
        if not self.breaking.speech or close.strip(")]}*_") == "":
            return False
        return any(word.strip(".,:;") in self.breaking.speech for word in text[at : at + 40].split()[:4])

    def _before_number(self, text: str, found: re.Match[str], finish: int) -> tuple[int, int] | None:
        """The cut at a number after a stop: a footnote's mark ends the sentence, others begin one."""
        at = found.end()
        if _NUMBER_ONLY.match(text, at, finish):
            return None
        mark = _SPACED_MARK.match(text, at)
        if mark and mark[3][0].isupper() and mark[3] not in self.breaking.months and not found[4]:
            return mark.end(1), mark.end(2)
        return found.end(4), found.start(6)


@cache
def _rules(breaking: Breaking) -> _Rules:
    kinds: dict[str, str] = {}
    for kind in ("free", "endings", "counters", "titles"):
        for word in getattr(breaking, kind):
            kinds[word] = kind
            if word == word.lower():
                kinds[word.capitalize()] = kinds[word.upper()] = kind
    return _Rules(kinds, breaking)


# --- codes ---------------------------------------------------------------------------------------


def _between_codes(text: str, locale: Locale) -> Spans:
    """The sentences of a text with codes: found without them, then laid on the text again."""
    codes = list(CODE.finditer(text))
    spans = _laid(_sentences(_bare(text, codes), locale), text, codes)
    starts = [code.start() for code in codes]
    partners = _partners(codes)
    whole: Spans = []
    low = 0
    for (start, end), (following, _) in pairwise([*spans, (len(text), 0)]):
        before = codes[bisect_left(starts, low) : bisect_left(starts, start)]
        first = next((c.start() for c in before if start < partners.get(c.start(), -1) < end), start)
        after = codes[bisect_left(starts, end) : bisect_left(starts, following)]
        low = max((c.end() for c in after if first <= partners.get(c.start(), end) < end), default=end)
        whole.append((first, low))
    return whole


def _bare(text: str, codes: list[re.Match[str]]) -> str:
    """The text without its codes; a line end stands for a code that parts two sentences without a blank."""
    pieces: list[str] = []
    at = 0
    for code in codes:
        pieces += text[at : code.start()], "\n" * _width(text, code)
        at = code.end()
    return "".join(pieces) + text[at:]


def _width(text: str, code: re.Match[str]) -> int:
    """The characters that stand for a code in the bare text, 0 or 1."""
    before, after = text[code.start() - 1 : code.start()], text[code.end() : code.end() + 1]
    return int(bool(code["single"] and before and before in ".!?…؟”’»" and after.isalpha()))


def _laid(spans: Spans, text: str, codes: list[re.Match[str]]) -> Spans:
    """The spans of the bare text as spans of the text itself."""
    begins: list[int] = []
    ends: list[int] = []
    shifts = [0]
    for code in codes:
        width = _width(text, code)
        begins.append(code.start() - shifts[-1])
        ends.append(begins[-1] + width)
        shifts.append(shifts[-1] + len(code[0]) - width)
    return [
        (start + shifts[bisect_right(ends, start)], end + shifts[bisect_left(begins, end)])
        for start, end in spans
    ]


def _partners(codes: list[re.Match[str]]) -> dict[int, int]:
    """For the start of each half of a pair, where the other half starts."""
    partners: dict[int, int] = {}
    opened: dict[str, int] = {}
    for code in codes:
        if code["open"]:
            opened[code["open"]] = code.start()
        elif code["close"] in opened:
            start = opened.pop(code["close"])
            partners[start] = code.start()
            partners[code.start()] = start
    return partners
