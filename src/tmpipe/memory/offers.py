"""What a translator is offered: what the memory has, and what it becomes with the asked numbers in it."""

from __future__ import annotations

from collections.abc import Sequence

from tmpipe.memory.ranking import Context, Wish, ordered
from tmpipe.memory.substitution import Names, nameless, substituted
from tmpipe.model import Locale, Match, TranslationUnit
from tmpipe.parts import Memory, Penalty
from tmpipe.text.skeleton import skeleton


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
    in, the adapted match instead of the other. So do units that are alike but for those, whatever their rate.
    """
    found = memory.look_up(
        sources,
        locale,
        cutoff=cutoff,
        limit=limit,
        contexts=contexts,
        source_locale=source_locale,
        penalty=penalty,
    )
    kin = _alike(memory, sources, locale, source_locale)
    around = contexts if contexts is not None else [("", "")] * len(sources)
    wishes = (
        Wish(source, context, cutoff, limit, penalty) for source, context in zip(sources, around, strict=True)
    )
    return [
        _adapted(wish, matches, units, names) for wish, matches, units in zip(wishes, found, kin, strict=True)
    ]


def _alike(
    memory: Memory, sources: Sequence[str], locale: Locale, source_locale: Locale | None
) -> list[list[TranslationUnit]]:
    """The units with each source's skeleton; a text without numbers, dates and addresses is not asked for."""
    masked = [number for number, source in enumerate(sources) if skeleton(source) != source]
    asked = memory.alike([sources[number] for number in masked], locale, source_locale=source_locale)
    units = dict(zip(masked, asked, strict=True))
    return [units.get(number, []) for number in range(len(sources))]


def _adapted(wish: Wish, matches: list[Match], kin: Sequence[TranslationUnit], names: Names) -> list[Match]:
    """The matches with those adapted that can be; where nothing can, as they are."""
    there = {match.unit for match in matches}
    others = [unit for unit in kin if unit not in there]
    fuzzy = any(match.unit.source != wish.source for match in matches)
    if not others and not (fuzzy and (skeleton(wish.source) != wish.source or names(wish.source))):
        return matches
    found = [_better(wish, match, names) for match in matches]
    found += filter(None, (_put_in(wish, unit, names) for unit in others))
    return ordered(wish, found)


def _better(wish: Wish, match: Match, names: Names) -> Match:
    adapted = _put_in(wish, match.unit, names)
    return adapted if adapted and adapted.rate >= match.rate else match


def _put_in(wish: Wish, unit: TranslationUnit, names: Names) -> Match | None:
    return substituted(unit, wish.source, lost=wish.lost(unit), names=names)
