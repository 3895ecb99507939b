"""Addresses whose numbers got lost in print, numbered by their order where that is certain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tmpipe.model import Role, Suspect
from tmpipe.text.repair.drafts import Draft, LineOf

NUMBERED = "numbered by its order"

_NOTES = frozenset({Role.URL, Role.FOOTNOTE})


class _Cited(NamedTuple):
    """A footnote's mark: where it stands in the file, and its number."""

    at: int
    number: int


def with_order(drafts: Sequence[Draft], line_of: LineOf) -> list[Draft]:
    """The blocks to be; an address without a number has its mark's where no other can be meant.

    Between two numbered notes stand as many bare addresses as marks are left without a note; or fewer, and
    each run of them ends with the last mark before it, as the notes at the foot of a page do.
    """
    notes = sorted((one for one in _everything(drafts) if one.role in _NOTES), key=lambda one: one.begin)
    cited = sorted(_cited(drafts))
    if not cited or all(one.label for one in notes):
        return list(drafts)
    labels = dict(_numbered(_without_repeats(notes), cited))
    return [_labelled(one, labels, line_of) for one in drafts] if labels else list(drafts)


def _everything(drafts: Iterable[Draft]) -> Iterator[Draft]:
    for one in drafts:
        yield one
        for joint in one.joints:
            yield from _everything(joint.inner)


def _cited(drafts: Iterable[Draft]) -> Iterator[_Cited]:
    for one in _everything(drafts):
        for mark in one.marks:
            if mark.kind == "note" and mark.target.isdecimal():
                yield _Cited(one.offset(mark.start), int(mark.target))


def _without_repeats(notes: Sequence[Draft]) -> Iterator[Draft]:
    """The notes without bare addresses that stand elsewhere, too."""
    seen = {one.text for one in notes if one.label}
    for one in notes:
        if one.label or (one.role is Role.URL and one.text not in seen):
            seen.add(one.text)
            yield one


def _numbered(notes: Iterable[Draft], cited: Sequence[_Cited]) -> Iterator[tuple[int, str]]:
    """Where a bare address begins, and its number."""
    low = 0
    bare: list[Draft] = []
    for one in notes:
        if not one.label:
            bare.append(one)
            continue
        yield from _between(low, bare, int(one.label), cited)
        low, bare = int(one.label), []
    yield from _between(low, bare, max(one.number for one in cited) + 1, cited)


def _between(
    low: int, bare: Sequence[Draft], high: int, cited: Sequence[_Cited]
) -> Iterator[tuple[int, str]]:
    """The numbers of the bare addresses between the notes `low` and `high`; none where in doubt."""
    first = high - len(bare)
    marks = {one.number: one.at for one in cited if low < one.number < high}
    if not bare or first <= low or any(number not in marks for number in range(first, high)):
        return
    pairs = list(zip(bare, range(first, high), strict=True))
    if any(marks[number] > one.begin for one, number in pairs):
        return
    if first == low + 1 or all(_at_a_foot(pairs, place, cited) for place in range(len(pairs))):
        yield from ((one.begin, str(number)) for one, number in pairs)


def _at_a_foot(pairs: Sequence[tuple[Draft, int]], place: int, cited: Sequence[_Cited]) -> bool:
    """Whether the last mark before the address is its own, or the next address stands before another mark."""
    one, number = pairs[place]
    marks_before = bisect_left(cited, (one.begin, 0))
    last = cited[marks_before - 1].number if marks_before else 0
    following = pairs[place + 1][0] if place + 1 < len(pairs) else None
    in_a_run = following is not None and bisect_left(cited, (following.begin, 0)) == marks_before
    return in_a_run or last == number


def _labelled(one: Draft, labels: Mapping[int, str], line_of: LineOf) -> Draft:
    if one.role is Role.URL and one.begin in labels:
        suspect = Suspect(line_of(one.begin), one.text, NUMBERED)
        return replace(one, label=labels[one.begin], suspects=(*one.suspects, suspect))
    if not any(joint.inner for joint in one.joints):
        return one
    joints = (
        joint._replace(inner=tuple(_labelled(inner, labels, line_of) for inner in joint.inner))
        for joint in one.joints
    )
    return replace(one, joints=tuple(joints))
