"""What a translator is offered: what the memory has, and what it becomes with the asked numbers in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tmpipe.memory.ranking import Context, Wish, ordered
from tmpipe.memory.substitution import Names, nameless, substituted
from tmpipe.model import Locale, Match, TranslationUnit
from tmpipe.parts import Memory, Penalty
from tmpipe.text.rate import NEAREST
from tmpipe.text.skeleton import skeleton

_LOOSER = 20
"""Points that other numbers or names may take from a match before they are put in."""
_KIN = 10
"""Units of one formula that are tried; the newest."""


def offers(
    memory: Memory,
    sources: Sequence[str],
    locale: Locale,
    *,
    cutoff: float = 70,
    limit: int = 5,
    contexts: Sequence[Context] | None = None,
    source_locale: Locale | None = None,
    penalty: Penalty | None = None,
    names: Names = nameless,
) -> list[list[Match]]:
    """For each source the best matches, best first, at most `limit`, each target text once.

    Those of `Memory.look_up`; where numbers, dates, addresses or `names` differ and their like can be put
    in, the adapted match instead of the other. So do units that are alike but for those, whatever their rate,
    and units that are up to `_LOOSER` points too far away before that.
    """
    around = contexts if contexts is not None else [("", "")] * len(sources)
    wishes = [
        Wish(source, context, cutoff, limit, penalty) for source, context in zip(sources, around, strict=True)
    ]
    found = _look_up(memory, wishes, locale, source_locale)
    varied = [
        number
        for number, wish in enumerate(wishes)
        if cutoff <= NEAREST
        and not _sure(found[number], limit)
        and (skeleton(wish.source) != wish.source or names(wish.source))
    ]
    if not varied:
        return found
    looser = [replace(wishes[number], cutoff=max(0, cutoff - _LOOSER)) for number in varied]
    near = _look_up(memory, looser, locale, source_locale)
    kin = memory.alike([wish.source for wish in looser], locale, source_locale=source_locale, limit=_KIN)
    for number, matches, units in zip(varied, near, kin, strict=True):
        others = dict.fromkeys((*(match.unit for match in matches), *units))
        found[number] = _adapted(wishes[number], found[number], others, names)
    return found


def _look_up(
    memory: Memory, wishes: Sequence[Wish], locale: Locale, source_locale: Locale | None
) -> list[list[Match]]:
    """What the memory has at the first one's cutoff: that of all."""
    if not wishes:
        return []
    first = wishes[0]
    return memory.look_up(
        [wish.source for wish in wishes],
        locale,
        cutoff=first.cutoff,
        limit=first.limit,
        contexts=[wish.context for wish in wishes],
        source_locale=source_locale,
        penalty=first.penalty,
    )


def _sure(matches: Sequence[Match], limit: int) -> bool:
    """Whether nothing that is put in can come before what there is."""
    return len(matches) >= limit and matches[-1].rate >= NEAREST


def _adapted(
    wish: Wish, matches: Sequence[Match], others: Iterable[TranslationUnit], names: Names
) -> list[Match]:
    """The matches, and the other units, with what differs put in where that can be."""
    found = [_better(wish, match, names) for match in matches]
    there = {match.unit for match in matches}
    found += filter(None, (_put_in(wish, unit, names) for unit in others if unit not in there))
    return ordered(wish, found)


def _better(wish: Wish, match: Match, names: Names) -> Match:
    adapted = _put_in(wish, match.unit, names)
    return adapted if adapted and adapted.rate >= match.rate else match


def _put_in(wish: Wish, unit: TranslationUnit, names: Names) -> Match | None:
    return substituted(unit, wish.source, lost=wish.lost(unit), names=names)
