"""A catalog's own habits: what it has otherwise than the rule, nearly everywhere, is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tmpipe.checks.base import Context, pairs
from tmpipe.model import Catalog

LEAST = 20
"""Places that make a habit."""
SHARE = 0.9

Place = tuple[str, str]
"""What a place is about and what is there: `; : ! ?`, `a plain blank`; nothing, if it follows the rule."""
Places = Callable[[str, str], Iterable[Place]]
"""All such places of a target for a source."""


def number(context: Context, place: Place, places: Places) -> int | None:
    """How many places of the catalog are like this one, if that is a habit: to be told here. 0: it has been
    told. None: it is no habit, each place is to be told.
    """
    if context.catalog is None:
        return None
    about, what = place
    if about not in context.habits:
        context.habits[about] = ""
        for one, many in _habits(context.catalog, about, places):
            context.habits[f"{about}\n{one}"] = str(many)
    key = f"{about}\n{what}"
    if (told := context.habits.get(key)) is None:
        return None
    context.habits[key] = "0"
    return int(told)


def _habits(catalog: Catalog, about: str, places: Places) -> Iterator[tuple[str, int]]:
    """What is there in so many places, where nine in ten are not as the rule wants them."""
    live = (entry for entry in catalog.entries if entry.msgid and not entry.obsolete)
    found = (place for entry in live for pair in pairs(entry) for place in places(*pair))
    counts = Counter(what for subject, what in found if subject == about)
    if counts.total() >= LEAST and counts.total() - counts[""] >= SHARE * counts.total():
        yield from ((what, many) for what, many in counts.items() if what and many >= LEAST)
