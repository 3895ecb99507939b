"""Marks in the text that become inline codes: emphasis and links of e-mails, and those of footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import NamedTuple

from tmpipe.model import Role
from tmpipe.text.repair.drafts import Draft, Mark
from tmpipe.text.repair.shapes import is_text

_LINK = re.compile(r"\[(?=[^\s\]])([^\[\]]*+)\]\((#[^\s()]*|(?:https?://|mailto:|/)[^\s()]*)\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*]*+)(?<=[^\s*])\1(?![\w*])")

_NUMBER = re.compile(r"(?<![\d\[])(?:\d{1,3}(?!\d)|\[\^?\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3})|\[\^?\d{1,3}\]")
_BRACKETED = re.compile(r"(?<=\S) ?\((\d{1,3})\)")
_REFERENCE = re.compile(r"\d/\d+(?:[;,.](\d{1,3}))?(?![\d/])")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STOPS = ".,;:!?…"
_CLOSING = '”"’»)]'

_SYMBOL = re.compile(r"[®©™°†‡¤¢£*](?<=[^\W\d_].)( (?=[:;,.]))?(?=[\s.,;:!?”\"’)]|\Z)")
_QUERY = re.compile(r"\?(?<=[^\W\d_A-Z]{2}.)(?= [^\W\d_A-Z])")
_QUOTE = re.compile(r"”(?<=[^\W\d_A-Z]{2}.)(?= [^\W\d_A-Z])")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d([1-9])(?<=\W\d{5})(?= [^\W\d_A-Z]|[,.;:)”])")
_DATING = re.compile(
    r"\b(?:in|of|since|by|until|from|before|after|during|en|depuis|avant|nel|dal|sedan|år|[A-Z]\w{2,8}) \Z"
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


def with_noted(drafts: Sequence[Draft]) -> list[Draft]:
    """The blocks to be, some with their marks; those of the other footnotes are told by their words."""
    everything = list(chain.from_iterable(_nested(one) for one in drafts))
    notes = (one.label for one in everything if one.role in (Role.URL, Role.FOOTNOTE))
    labels = {label for label in notes if label.isdecimal()} - {
        mark.target for one in everything for mark in one.marks
    }
    return _placed(drafts, _clear(drafts, sorted(_certain(drafts, labels))))


def _nested(one: Draft) -> Iterator[Draft]:
    yield one
    for joint in one.joints:
        for inner in joint.inner:
            yield from _nested(inner)


def _placed(drafts: Sequence[Draft], found: Sequence[_Found]) -> list[Draft]:
    out = list(drafts)
    for at, group in groupby(found, key=lambda one: one.draft):
        notes = (Mark(one.start, one.end, "note", one.label) for one in group)
        out[at] = replace(out[at], marks=tuple(sorted((*out[at].marks, *notes), key=lambda mark: mark.start)))
    return out


def _clear(drafts: Sequence[Draft], found: Sequence[_Found]) -> list[_Found]:
    """Those that overlap neither a joint nor another mark."""
    clear: list[_Found] = []
    marked = {at: drafts[at].marked() for at in {one.draft for one in found}}
    for one in found:
        start = one.start
        draft = drafts[one.draft]
        if not draft.whole(start, one.end) and draft.text[start] == " ":
            start += 1
        last = clear[-1] if clear else None
        free = last is None or last.draft != one.draft or last.end <= start
        if free and draft.whole(start, one.end) and marked[one.draft].isdisjoint(range(start, one.end)):
            clear.append(one._replace(start=start))
    return clear


# --- emphasis and links --------------------------------------------------------------------------


def _markup(one: Draft) -> tuple[Mark, ...]:
    """Pairs of `*`, `**` and `[…](…)`, properly nested, clear of joints."""
    text = one.text
    found: list[Mark] = []
    if "](" in text:
        found += (
            Mark(link.start(), link.start(1), "link", link[2], (link.end(1), link.end()))
            for link in _LINK.finditer(text)
        )
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
    judged = list(_judged(drafts, labels))
    sure = [one for strength, one in judged if strength == 3]
    have = {one.label for one in sure}
    sure = sorted([*sure, *_first_of_each(one for s, one in judged if s == 2 and one.label not in have)])
    last = {one.label: one for one in sure}
    first = {one.label: one for one in reversed(sure)}
    weak = (one for s, one in judged if s == 1 and one.label not in last)
    found = sorted([*sure, *_first_of_each(one for one in weak if _between(one, last, first))])
    return [*found, *_in_sequence(drafts, labels, found)]


def _judged(drafts: Sequence[Draft], labels: set[str]) -> Iterator[tuple[int, _Found]]:
    """Numbers that are labels of footnotes: how sure each is a mark (3 to 1), and where it stands."""
    for at, one in _texts(drafts):
        for number in _NUMBER.finditer(one.text):
            label = number[0].strip("[^]").translate(_SUPERSCRIPT)
            if label in labels and (strength := _strength(one.text, number)):
                start = number.start() - one.text.startswith(" ", max(0, number.start() - 1))
                yield strength, _Found(at, start, number.end(), label)


def _strength(text: str, number: re.Match[str]) -> int:
    """3: it stands as only marks do; 2: as hardly anything else; 1: it may begin a sentence; 0: no mark."""
    start, end = number.span()
    before, after = text[max(0, start - 6) : start], text[end : end + 2]
    if not before or not before.strip() or (after and not after[0].isspace() and after[0] not in '.,;:)”"[—'):
        return 0
    if not number[0].isdecimal():
        return 3
    spaced = before.endswith(" ")
    word = before.rstrip()
    if not spaced:
        return 3 if _glued(word) else 0
    if not after and word[-1] in ".!?…" + _CLOSING:
        return 3
    if not (word[-1] in _STOPS + _CLOSING and after[:1] == " "):
        return 0
    upper = after[1:2].isupper() or after[1:2] in '“"‘«'
    if word[-1] in "”’»":
        return 2
    return 2 if upper and word[-1] in '.!?…",)' else 1


def _glued(word: str) -> bool:
    """Whether a number right after this is none of the text's own: after a word, a stop, a closing quote."""
    if word[-1] in _STOPS:
        return len(word) > 1 and (not word[-2].isdigit() or (len(word) > 4 and word[-5:-1].isdigit()))
    if word[-1] in _CLOSING:
        return len(word) > 1
    last = word[-3:]
    return len(last) == 3 and last.isalpha() and last.islower()


def _first_of_each(found: Iterable[_Found]) -> list[_Found]:
    first: dict[str, _Found] = {}
    for one in found:
        first.setdefault(one.label, one)
    return list(first.values())


def _between(one: _Found, last: Mapping[str, _Found], first: Mapping[str, _Found]) -> bool:
    """Whether the marks before and after it in the text are its number's neighbours."""
    before, after = last.get(str(int(one.label) - 1)), first.get(str(int(one.label) + 1))
    return before is not None and after is not None and before < one < after


def _in_sequence(drafts: Sequence[Draft], labels: set[str], found: Sequence[_Found]) -> Iterator[_Found]:
    """Marks told by their place alone: of notes 1 to n, the only such number between its neighbours.

    `(2)`, or a mark glued to a reference: `43/24;4`, `74/1673`.
    """
    missing = sorted(map(int, labels - {one.label for one in found}))
    if not missing or max(map(int, labels)) != len(labels):
        return
    candidates = sorted(_candidates(drafts))
    before = {int(one.label): one for one in reversed(found)}
    for number in missing:
        low = next((before[n] for n in range(number - 1, 0, -1) if n in before), None)
        high = next((before[n] for n in range(number + 1, len(labels) + 1) if n in before), None)
        first = bisect_left(candidates, low) if low else 0
        between = candidates[first : bisect_left(candidates, high) if high else None]
        fitting = [made for one in between if (made := _ending(drafts, one, number))]
        if len(fitting) == 1:
            before[number] = fitting[0]
            yield fitting[0]


def _candidates(drafts: Sequence[Draft]) -> Iterator[_Found]:
    """Numbers in round brackets, with the bracket as label, and the ends of references."""
    for at, one in _texts(drafts):
        for match in _BRACKETED.finditer(one.text):
            yield _Found(at, match.start(), match.end(), match[1])
        for match in _REFERENCE.finditer(one.text):
            yield _Found(at, match.start(1) if match[1] else match.start(), match.end(), match[1] or "")


def _ending(drafts: Sequence[Draft], one: _Found, number: int) -> _Found | None:
    """The candidate as the mark of this number; None where it is none."""
    if one.label:
        return one if int(one.label) == number else None
    start = one.end - len(str(number))
    reference = drafts[one.draft].text[one.start : one.end]
    glued = reference.endswith(str(number)) and start - one.start - reference.index("/") > 2
    return one._replace(start=start, label=str(number)) if glued else None


def _damaged(drafts: Sequence[Draft], labels: set[str]) -> list[_Found]:
    """Marks that came out of OCR as other characters, in a text where some surely did.

    Where they are as many as the last footnote's number says, their order gives their labels.
    """
    symbols = [
        _Found(at, match.start(), match.end(), "")
        for at, one in _texts(drafts)
        for match in _SYMBOL.finditer(one.text)
    ]
    if not any(_after_lower_word(drafts[one.draft].text, one.start) for one in symbols):
        return []
    found = sorted([*symbols, *_disguised(drafts)])
    last = max((int(label) for label in labels), default=0)
    ordered = len(found) == last and all(int(one.label or at) == at for at, one in enumerate(found, 1))
    return [one._replace(label=str(at) if ordered else one.label) for at, one in enumerate(found, 1)]


def _texts(drafts: Sequence[Draft]) -> Iterator[tuple[int, Draft]]:
    return ((at, one) for at, one in enumerate(drafts) if is_text(one))


def _after_lower_word(text: str, at: int) -> bool:
    return text[max(0, at - 40) : at].rpartition(" ")[2].islower()


def _disguised(drafts: Sequence[Draft]) -> Iterator[_Found]:
    """Question marks where nothing is asked, quotes where none is open, a digit too many in a year."""
    for at, one in _texts(drafts):
        for query in _QUERY.finditer(one.text):
            before = one.text[max(0, query.start() - 300) : query.start()]
            if not _ASKING.search(before) and before.count("“") <= before.count("”"):
                yield _Found(at, query.start(), query.end(), "")
        for year in _YEAR.finditer(one.text):
            if _DATING.search(one.text[max(0, year.start() - 12) : year.start()]):
                yield _Found(at, year.start(1), year.end(1), year[1])
        opened = checked = 0
        for quote in _QUOTE.finditer(one.text):
            opened += one.text.count("“", checked, quote.start()) - one.text.count(
                "”", checked, quote.start()
            )
            checked = quote.start()
            if opened <= 0:
                yield _Found(at, quote.start(), quote.end(), "")
