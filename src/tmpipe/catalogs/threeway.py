"""One entry, or one header, in three editions: the one before, and what two sides made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar
from unicodedata import normalize

from tmpipe.catalogs import theirs as rival
from tmpipe.catalogs.standing import standing
from tmpipe.catalogs.theirs import Theirs
from tmpipe.model import Entry, Standing

T = TypeVar("T")

_BY_TRUST = (
    Standing.UNTRANSLATED,
    Standing.MACHINE,
    Standing.MEMORY,
    Standing.EARLIER,
    Standing.DRAFT,
    Standing.BEGUN,
    Standing.ACCEPTED,
    Standing.UNEDITED,
    Standing.EDITED,
    Standing.HUMAN,
)
_WORK = frozenset({Standing.HUMAN, Standing.EDITED, Standing.UNEDITED, Standing.BEGUN})
"""What a human has had a hand in."""

_SAVED, _MADE = "po-revision-date", "pot-creation-date"
_LATEST = (_SAVED, "last-translator", "x-generator")
"""Fields that tell of the last save: they go together, with its date."""
_GRAVE = ("language", "content-type", "plural-forms")
"""Fields without which the translations cannot be read aright."""


def of_entry(base: Entry | None, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """The merged entry, and whether humans have translated it differently on the two sides.

    Then ours stands, and theirs is in a comment. An entry that is as one side has it is that side's own.
    """
    own, other = ours, theirs
    if base:
        ours, theirs = _lined_as(base, ours), _lined_as(base, theirs)
    theirs = _lined_as(ours, theirs)
    if theirs in (ours, base):
        return own, False
    if ours == base:
        return other, False
    before = base or replace(_EMPTY, msgid=ours.msgid, msgctxt=ours.msgctxt, obsolete=True)
    work = _standing(before, ours, theirs)
    obsolete = changed(before.obsolete, ours.obsolete, theirs.obsolete)
    places = [side for side in (ours, theirs) if side.obsolete == obsolete]
    merged = replace(
        work or ours,
        comments=united(before.comments, ours.comments, theirs.comments),
        extracted=united(before.extracted, places[0].extracted, places[-1].extracted),
        references=united(before.references, places[0].references, places[-1].references),
        flags=united(before.flags, ours.flags, theirs.flags),
        obsolete=obsolete,
    )
    if work is None:
        merged = _beside(merged, rival.format(Theirs(_texts(theirs), theirs.fuzzy)))
    same = next((side for side in (own, other) if side == merged), None)
    return same or merged, work is None


def of_header(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """The merged header, field by field, and whether a field that matters was changed differently."""
    if theirs in (ours, base):
        return ours, False
    if ours == base:
        return theirs, False
    before, mine, other = _fields(base.msgstr), _fields(ours.msgstr), _fields(theirs.msgstr)
    _follow_the_later(before, mine, other)
    fields = {name: _field(name, before, mine, other) for name in mine | other}
    merged = replace(
        ours,
        msgstr="".join(f"{line}\n" for line in fields.values() if line is not None),
        comments=united(base.comments, ours.comments, theirs.comments),
        flags=united(base.flags, ours.flags, theirs.flags),
        fuzzy=changed(base.fuzzy, ours.fuzzy, theirs.fuzzy),
    )
    clashes = [
        name for name in _GRAVE if name in other and other[name] not in (fields[name], before.get(name))
    ]
    for name in clashes:
        merged = _beside(merged, rival.format(Theirs((other[name],))))
    return ours if merged == ours else merged, bool(clashes)


def changed(base: T, ours: T, theirs: T) -> T:
    """The value of the side that changed it; ours where both did."""
    return theirs if ours == base else ours


def united(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Ours without what theirs took away, then what theirs added."""
    if base in (theirs, ours) or ours == theirs:
        return tuple(changed(base, ours, theirs))
    before, mine, other = set(base), set(ours), set(theirs)
    kept = (one for one in ours if one in other or one not in before)
    return (*kept, *(one for one in theirs if one not in before and one not in mine))


_EMPTY = Entry("")


def _lined_as(model: Entry, side: Entry) -> Entry:
    """The side with the model's lines of context, where a tool, as polib, has only wrapped them."""
    if side.extracted == model.extracted or _words(side.extracted) != _words(model.extracted):
        return side
    return replace(side, extracted=model.extracted)


def _words(lines: Sequence[str]) -> list[str]:
    return " ".join(lines).split()


def _beside(entry: Entry, comment: str) -> Entry:
    """The entry with the comment, once."""
    if comment in entry.comments:
        return entry
    return replace(entry, comments=(*entry.comments, comment))


def _standing(before: Entry, ours: Entry, theirs: Entry) -> Entry | None:
    """The side whose translation stands; None where humans have written different ones."""
    if _translation(ours) == _translation(theirs) or _translation(theirs) == _translation(before):
        return ours
    if _translation(ours) == _translation(before):
        return theirs
    if _said(ours) == _said(theirs):
        doubted = before.fuzzy or _said(before) != _said(ours)
        fuzzy = changed(doubted, ours.fuzzy, theirs.fuzzy)
        return max((side for side in (ours, theirs) if side.fuzzy == fuzzy), key=_trust)
    at_work = [side for side in (ours, theirs) if _worked(before, side)]
    return None if len(at_work) == 2 else max(at_work or (ours, theirs), key=_trust)


def _worked(before: Entry, side: Entry) -> bool:
    """Whether a human has translated on this side: typed another text, or finished what waited."""
    news = _said(side) != _said(before) or (before.fuzzy and not side.fuzzy)
    return news and standing(side) in _WORK


def _trust(entry: Entry) -> tuple[int, float, tuple[str, ...], str]:
    """More for the better suggestion, and never the same for different ones."""
    told = entry.origin.get("rate") or entry.origin.get("confidence") if entry.origin else None
    return _BY_TRUST.index(standing(entry)), _number(told or "0"), _texts(entry), repr(_translation(entry))


def _number(told: str) -> float:
    try:
        return float(told)
    except ValueError:
        return 0.0


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.msgstr_plural or (entry.msgstr,)


def _said(entry: Entry) -> tuple[str, ...]:
    """The texts in one Unicode form: the others look the same, and some editors save all in theirs."""
    return tuple(normalize("NFC", text) for text in _texts(entry))


def _translation(entry: Entry) -> tuple[object, ...]:
    """What belongs to the msgstr and cannot be told apart from it."""
    previous = entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural
    return _said(entry), entry.msgid_plural, entry.fuzzy, entry.origin, previous


# --- headers

_Fields = dict[str, str]


def _fields(msgstr: str) -> _Fields:
    """The header's lines by the names of their fields."""
    return {line.partition(":")[0].strip().lower(): line for line in msgstr.splitlines() if line.strip()}


def _field(name: str, before: _Fields, mine: _Fields, other: _Fields) -> str | None:
    """The field's line: of the side that changed it; where both did, the later template's or ours."""
    base, ours, theirs = before.get(name), mine.get(name), other.get(name)
    if name == _MADE and ours and theirs and base not in (ours, theirs):
        return max(ours, theirs, key=_date)
    return changed(base, ours, theirs)


def _follow_the_later(before: _Fields, mine: _Fields, other: _Fields) -> None:
    """Gives all three what tells of the last save; where both sides were saved, that of the later."""
    first, second, third = (
        {name: side[name] for name in _LATEST if name in side} for side in (before, mine, other)
    )
    later = third if _date(other.get(_SAVED)) > _date(mine.get(_SAVED)) else second
    latest = changed(first, second, third) if first in (second, third) else later
    for side in (before, mine, other):
        for name in _LATEST:
            if name in latest:
                side[name] = latest[name]
            else:
                side.pop(name, None)


def _date(line: str | None) -> datetime:
    """The date of a field's line; long ago where it tells none."""
    try:
        return datetime.strptime((line or "").partition(":")[2].strip(), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
