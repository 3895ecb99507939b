"""Marks in the text that become inline codes: emphasis and links of e-mails, and those of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from tmpipe.model import Role
from tmpipe.text.repair.drafts import Draft, Mark
from tmpipe.text.repair.roles import is_text

_LINK = re.compile(r"\[(?=[^\s\]])([^\[\]]*)\]\((#[^\s()]*|(?:https?://|mailto:|/)[^\s()]*)\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*]*)(?<=[^\s*])\1(?![\w*])")

_STRONG = re.compile(
    r"(?:(?<=[^\W\d_A-Z]{3})|(?<=[^\d\s][.,;:!?…])|(?<=\S[”\"’»)\]])|(?<=\d{4}[.,]))"
    r"(?:\[(\d{1,3})\]|(\d{1,3}))(?=[\s.,;:)”\"]|\Z)"
    r"|(?<=\S) ?\[(\d{1,3})\](?=[\s.,;:)”\"]|\Z)"
    r"|(?<=[^\s\d])([¹²³⁰⁴-⁹]{1,3})"
    r"|(?<=[.!?…”\"’»)]) (\d{1,3})\Z"
)
_MEDIUM = re.compile(r"(?<=[”’»])( \d{1,3})(?= [^\W\d_])|(?<=\S[.!?…\",)])( \d{1,3})(?= [A-ZÀ-ÖØ-Þ“\"‘«])")
_WEAK = re.compile(r"(?<=\S[.!?…,])( \d{1,3})(?= [^\W\d_])")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_SYMBOL = re.compile(r"(?<=[^\W\d_])[®©™°†‡¤¢£*]( (?=[:;,.]))?(?=[\s.,;:!?”\"’)]|\Z)")
_QUERY = re.compile(r"(?<=[^\W\d_A-Z]{2})\?(?= [^\W\d_A-Z])")
_QUOTE = re.compile(r"(?<=[^\W\d_A-Z]{2})”(?= [^\W\d_A-Z])")
_YEAR = re.compile(
    r"\b(?:in|of|since|by|until|from|before|after|during|en|depuis|avant|nel|dal|sedan|år|"
    r"[A-Z][a-zéûä]{2,8}) (?:1[5-9]|20)\d\d([1-9])(?= [^\W\d_A-Z]|[,.;:)”])"
)
_ASKING = re.compile(
    r"(?:[.!?:…]|\A)\W*(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|"
    r"should|shall|may|has|have|had|qui|que|quoi|où|quand|comment|pourquoi|est-ce|chi|che|cosa|dove|perché|come|vem|vad|"
    r"var|när|hur|varför)\b[^.!?…]*\Z",
    re.IGNORECASE,
)


class _Found(NamedTuple):
    """A footnote's mark: which draft, where, and the footnote's label ("" where it is not known)."""

    draft: int
    start: int
    end: int
    label: str


def with_marks(drafts: Sequence[Draft]) -> list[Draft]:
    """The blocks to be with their inline codes. A footnote's mark is one only where its footnote stands."""
    marked = [replace(one, marks=_markup(one)) if is_text(one) else one for one in drafts]
    everything = list(chain.from_iterable(_nested(one) for one in drafts))
    labels = {one.label for one in everything if one.role in (Role.URL, Role.FOOTNOTE) and one.label}
    addresses = sum(one.role is Role.URL for one in everything)
    found = sorted({*_certain(marked, labels), *(_damaged(marked, labels) if labels or addresses else ())})
    return _placed(marked, _clear(marked, found))


def _nested(one: Draft) -> Iterator[Draft]:
    yield one
    for joint in one.joints:
        for inner in joint.inner:
            yield from _nested(inner)


def _placed(drafts: list[Draft], found: Sequence[_Found]) -> list[Draft]:
    out = list(drafts)
    for at, start, end, label in found:
        out[at] = replace(out[at], marks=(*out[at].marks, Mark(start, end, "note", label)))
    changed = {one.draft for one in found}
    for at in changed:
        out[at] = replace(out[at], marks=tuple(sorted(out[at].marks, key=lambda mark: mark.start)))
    return out


def _clear(drafts: Sequence[Draft], found: Sequence[_Found]) -> list[_Found]:
    """Those that overlap neither a joint nor another mark."""
    clear: list[_Found] = []
    for one in found:
        start = one.start
        draft = drafts[one.draft]
        if not draft.whole(start, one.end) and draft.text[start] == " ":
            start += 1
        last = clear[-1] if clear else None
        free = last is None or last.draft != one.draft or last.end <= start
        if free and draft.whole(start, one.end):
            clear.append(one._replace(start=start))
    return clear


# --- emphasis and links --------------------------------------------------------------------------


def _markup(one: Draft) -> tuple[Mark, ...]:
    """Pairs of `*`, `**` and `[…](…)`, properly nested, clear of joints."""
    text = one.text
    found: list[Mark] = []
    if "](" in text:
        for link in _LINK.finditer(text):
            found.append(Mark(link.start(), link.start(1), "link", link[2], (link.end(1), link.end())))
    if "*" in text:
        for pair in _EMPHASIS.finditer(text):
            kind = "strong" if len(pair[1]) == 2 else "emphasis"
            found.append(Mark(pair.start(), pair.start(2), kind, "", (pair.end(2), pair.end())))
    return tuple(_nesting(one, sorted(found)))


def _nesting(one: Draft, marks: list[Mark]) -> Iterator[Mark]:
    open_until: list[Mark] = []
    for mark in marks:
        assert mark.closing is not None
        while open_until and open_until[-1].closing and open_until[-1].closing[1] <= mark.start:
            open_until.pop()
        outer = open_until[-1] if open_until else None
        nested = outer is None or (outer.closing is not None and mark.closing[1] <= outer.closing[0])
        if nested and one.whole(mark.start, mark.end) and one.whole(*mark.closing):
            open_until.append(mark)
            yield mark


# --- footnotes -----------------------------------------------------------------------------------


def _certain(drafts: Sequence[Draft], labels: set[str]) -> list[_Found]:
    """Numbers that stand as marks do, for footnotes that are there."""
    if not labels:
        return []
    strong = _matches(drafts, _STRONG, labels)
    have = {one.label for one in strong}
    medium = _first_of_each(_matches(drafts, _MEDIUM, labels - have))
    have |= {one.label for one in medium}
    sure = sorted([*strong, *medium])
    weak = (one for one in _matches(drafts, _WEAK, labels - have) if _in_sequence(one, sure))
    return [*sure, *_first_of_each(weak)]


def _matches(drafts: Sequence[Draft], pattern: re.Pattern[str], labels: set[str]) -> list[_Found]:
    found: list[_Found] = []
    for at, one in enumerate(drafts):
        if not is_text(one):
            continue
        for match in pattern.finditer(one.text):
            label = match[match.lastindex or 0].strip(" []").translate(_SUPERSCRIPT)
            if label in labels:
                found.append(_Found(at, match.start(), match.end(), label))
    return found


def _first_of_each(found: Sequence[_Found] | Iterator[_Found]) -> list[_Found]:
    first: dict[str, _Found] = {}
    for one in found:
        first.setdefault(one.label, one)
    return list(first.values())


def _in_sequence(one: _Found, sure: Sequence[_Found]) -> bool:
    """Whether the marks before and after it in the text are its number's neighbours."""
    number = int(one.label)
    before = max((s for s in sure if s.label == str(number - 1)), default=None)
    after = min((s for s in sure if s.label == str(number + 1)), default=None)
    return before is not None and after is not None and before[:2] < one[:2] < after[:2]


def _damaged(drafts: Sequence[Draft], labels: set[str]) -> list[_Found]:
    """Marks that came out of OCR as other characters, in a text where some surely did.

    Where they are as many as the last footnote's number says, their order gives their labels.
    """
    symbols = [
        _Found(at, match.start(), match.end(), "")
        for at, one in _free(drafts)
        for match in _SYMBOL.finditer(one.text)
        if not any(mark.start <= match.start() < mark.end for mark in one.marks)
    ]
    if not any(_after_lower_word(drafts[one.draft].text, one.start) for one in symbols):
        return []
    found = sorted([*symbols, *_disguised(drafts)])
    last = max((int(label) for label in labels), default=0)
    ordered = len(found) == last and all(int(one.label or at) == at for at, one in enumerate(found, 1))
    return [one._replace(label=str(at) if ordered else one.label) for at, one in enumerate(found, 1)]


def _free(drafts: Sequence[Draft]) -> Iterator[tuple[int, Draft]]:
    return ((at, one) for at, one in enumerate(drafts) if is_text(one))


def _after_lower_word(text: str, at: int) -> bool:
    return text[text.rfind(" ", 0, at) + 1 : at].islower()


def _disguised(drafts: Sequence[Draft]) -> Iterator[_Found]:
    """Question marks where nothing is asked, quotes where none is open, a digit too many in a year."""
    for at, one in _free(drafts):
        for query in _QUERY.finditer(one.text):
            before = one.text[max(0, query.start() - 300) : query.start()]
            if not _ASKING.search(before) and before.count("“") <= before.count("”"):
                yield _Found(at, query.start(), query.end(), "")
        for year in _YEAR.finditer(one.text):
            yield _Found(at, year.start(1), year.end(1), year[1])
        opened = checked = 0
        for quote in _QUOTE.finditer(one.text):
            opened += one.text.count("“", checked, quote.start()) - one.text.count(
                "”", checked, quote.start()
            )
            checked = quote.start()
            if opened <= 0:
                yield _Found(at, quote.start(), quote.end(), "")
