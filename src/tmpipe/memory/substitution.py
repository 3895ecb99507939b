"""Numbers, dates, addresses and names that alone differ are put into a unit, where that is beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from tmpipe.memory.fitting import fitting, place
from tmpipe.model import Locale, Match, TranslationUnit
from tmpipe.text.counting import counted
from tmpipe.text.languages import language
from tmpipe.text.pieces import Name, Piece, pieces
from tmpipe.text.rate import NEAREST, rate, shared
from tmpipe.text.skeleton import skeleton

Names = Callable[[str], Sequence[Name]]
"""The names of the glossary in a source text, with their forms in the unit's locale."""

Change = tuple[int, int]
"""The number of a piece in the unit's source, and of the one in the asked source that stands for it."""


def nameless(_text: str) -> Sequence[Name]:
    """No names."""
    return ()


def substituted(
    unit: TranslationUnit, source: str, *, lost: float = 0, names: Names = nameless
) -> Match | None:
    """The unit as it would be for `source`, where numbers, months, addresses or names differ; else None.

    None, too, wherever anything is in doubt: each thing must have its one correspondent in the target, known
    by its value, and the sentences around it must not depend on it. Other words may differ; they stay as they
    are. The rate is that of the adapted source, at most `NEAREST`, less the `lost` points.
    """
    named = tuple(names(unit.source))
    if not named and skeleton(unit.source) == unit.source:
        return None
    was = pieces(unit.source, unit.source_locale, named)
    asked = _asked(source, unit.source_locale, tuple(names(source)))
    pairs = list(_pairs(was, asked))
    changes = [(i, j) for i, j in pairs if was[i].key != asked[j].key]
    if not changes or not all(_neighboured(was, asked, *change) for change in changes):
        return None
    if _left(was, {i for i, _ in pairs}) and _left(asked, {j for _, j in pairs}):
        return None  # some would be new, and others old
    target = _target(unit, was, asked, changes)
    if target is None or target == unit.target:
        return None
    adapted = _put(unit.source, ((was[i], asked[j].text) for i, j in pairs))
    points = max(0.0, min(NEAREST, rate(adapted, source)) - max(0.0, lost))
    told = tuple(_told(unit, source, was, asked, changes))
    return Match(replace(unit, source=adapted, target=target), points, substituted=told)


@lru_cache(256)
def _asked(source: str, locale: Locale, names: tuple[Name, ...]) -> Sequence[Piece]:
    """The pieces of a text that many units are held against."""
    return pieces(source, locale, names)


def _pairs(was: Sequence[Piece], asked: Sequence[Piece]) -> Iterator[Change]:
    """The pieces that stand for each other: of one kind, at one place, and no mere words."""
    first, second = [piece.mask for piece in was], [piece.mask for piece in asked]
    runs = [(0, 0, len(first))] if first == second else shared(first, second)
    for i, j, length in runs:
        for step in range(length):
            if was[i + step].kind != "word":
                yield i + step, j + step


def _left(found: Sequence[Piece], paired: set[int]) -> bool:
    """Whether anything but words has found nothing in the other text."""
    return any(piece.kind != "word" and at not in paired for at, piece in enumerate(found))


def _neighboured(was: Sequence[Piece], asked: Sequence[Piece], i: int, j: int) -> bool:
    """Whether the same stands before and after both: else they may be about different things."""
    return all(_mask(was, i + side) == _mask(asked, j + side) for side in (-1, 1))


def _mask(found: Sequence[Piece], at: int) -> str:
    return found[at].mask if 0 <= at < len(found) else ""


def _target(
    unit: TranslationUnit, was: Sequence[Piece], asked: Sequence[Piece], changes: Sequence[Change]
) -> str | None:
    """The unit's target with all changes made; None where one of them is in doubt."""
    spans = [span for i, _ in changes if was[i].name for span in _named(was[i], unit.target)]
    there = pieces(unit.target, unit.locale, spans)
    if not _all_told(unit, was, there, {i for i, _ in changes}) or _on_a_day(unit, was, there):
        return None
    written: list[tuple[Piece, str]] = []
    for (kind, key), group in _groups(was, changes).items():
        places = [at for at, piece in enumerate(there) if (piece.kind, piece.key) == (kind, key)]
        held = sum((piece.kind, piece.key) == (kind, key) for piece in was)
        if len({asked[j].key for _, j in group}) > 1 or not len(places) == held == len(group):
            return None
        i, j = group[0]
        old, new = place(was, i, unit.source_locale), place(asked, j, unit.source_locale)
        for at in places:
            fits = fitting(old, new, place(there, at, unit.locale))
            if fits is None:
                return None
            written.append((there[at], fits))
    return _put(unit.target, sorted(written, key=lambda one: one[0].start))


def _groups(was: Sequence[Piece], changes: Sequence[Change]) -> dict[tuple[str, str], list[Change]]:
    """The changes of each thing."""
    found: dict[tuple[str, str], list[Change]] = {}
    for i, j in changes:
        found.setdefault((was[i].kind, was[i].key), []).append((i, j))
    return found


def _all_told(unit: TranslationUnit, was: Sequence[Piece], there: Sequence[Piece], changed: set[int]) -> bool:
    """Whether what changes stands nowhere in words, and the target has no number or month beside those of
    the source: the year of another calendar, a sum, hours of another clock."""
    kept = {value for i, piece in enumerate(was) if i not in changed for value in _values(piece)}
    known = kept | {was[i].key for i in changed}
    new = {piece.key for piece in there if piece.kind in ("number", "month") and piece.key not in known}
    words = {str(number) for number in counted(unit.source, unit.source_locale)}
    gone = {was[i].key for i in changed if was[i].kind == "number" and was[i].key != "1"}
    said = {str(number) for number in counted(unit.target, unit.locale)} if gone else set()
    return new <= words and gone.isdisjoint(words | said)


def _on_a_day(unit: TranslationUnit, was: Sequence[Piece], there: Sequence[Piece]) -> bool:
    """Whether the target alone names a day of the week, which another date may not fall on."""
    named = language(unit.locale).agreement.weekdays.intersection(piece.text.lower() for piece in there)
    own = language(unit.source_locale).agreement.weekdays
    return bool(named) and own.isdisjoint(piece.text.lower() for piece in was)


def _values(piece: Piece) -> Iterator[str]:
    if piece.kind in ("number", "month"):
        yield piece.key
    elif piece.kind != "word":
        yield from re.findall(r"\d+", piece.text)


def _named(piece: Piece, target: str) -> Iterator[Name]:
    """Where a form of the name stands in the target, as whole words, the longer forms first."""
    name = piece.name
    forms = sorted({form for form in name.forms if form}, key=len, reverse=True) if name else []
    if name is None or not forms:
        return
    whole = rf"(?<![\w\u200c])(?:{'|'.join(map(re.escape, forms))})(?![\w\u200c])"
    for found in re.finditer(whole, target):
        yield name._replace(start=found.start(), end=found.end())


def _put(text: str, changes: Iterable[tuple[Piece, str]]) -> str:
    """The text with other words for some of its pieces, which come in order."""
    out: list[str] = []
    at = 0
    for piece, new in changes:
        out += (text[at : piece.start], new)
        at = piece.end
    return "".join((*out, text[at:]))


def _told(
    unit: TranslationUnit,
    source: str,
    was: Sequence[Piece],
    asked: Sequence[Piece],
    changes: Sequence[Change],
) -> Iterator[tuple[str, str]]:
    """What became what; what stands side by side, such as a date, together."""
    first = 0
    for last, (i, j) in enumerate(changes):
        if last + 1 == len(changes) or changes[last + 1] != (i + 1, j + 1):
            old, new = changes[first]
            yield unit.source[was[old].start : was[i].end], source[asked[new].start : asked[j].end]
            first = last + 1
