"""A machine's typography, mended where there is no doubt how: models learn from texts that care little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tmpipe.checks import figures, persian, punctuation, quotes, spacing, zwnj
from tmpipe.checks.base import ALL, Context, Edit, Levels, Mends
from tmpipe.model import CODE
from tmpipe.text.typography import seen

MENDS: Mapping[str, Mends] = {
    "end-punctuation": punctuation.mends,
    "quotation-marks": quotes.mends,
    "spacing": spacing.mends,
    "number-format": figures.mends_form,
    "number-spacing": figures.mends_spaces,
    "persian-letters": persian.mends_letters,
    "persian-punctuation": persian.mends_marks,
    "zwnj": zwnj.mends,
}
"""By the check whose rule it is; one after the other."""


def mended(source: str, target: str, context: Context, levels: Levels = ALL) -> str:
    """The target with its language's quotation marks, no-break blanks, signs within numbers, and Persian
    letters and marks; no full stop at the end that the source has not.

    Codes stay, and texts with markup or entities, whose reader sees something else than we do, are as they
    were. A check that is `off` mends nothing. Mending twice is mending once.
    """
    source = seen(CODE.sub("", source))
    for check, mends in MENDS.items():
        if levels.of(check):
            target = _by(mends, source, target, context)
    return target


def _by(mends: Mends, source: str, target: str, context: Context) -> str:
    """One check's rule, on the text without its codes."""
    places = _places(target)
    shown = seen(bare := "".join(target[at] for at in places[:-1]))
    edits = mends(source, shown, context) if len(shown) == len(bare) else ()
    return _edited(target, ((*_span(places, start, end), new) for start, end, new in edits))


def _places(target: str) -> list[int]:
    """Where each letter of the text without codes stands, and its end."""
    places: list[int] = []
    at = 0
    for code in CODE.finditer(target):
        places += range(at, code.start())
        at = code.end()
    return [*places, *range(at, len(target) + 1)]


def _span(places: list[int], start: int, end: int) -> tuple[int, int]:
    """The same place in the text with codes; what comes in between two letters clings to a mark after it."""
    return (places[start], places[end - 1] + 1) if end > start else (places[start], places[start])


def _edited(target: str, edits: Iterable[Edit]) -> str:
    """The target with the edits, of which none overlaps another or holds a code."""
    out: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        if start >= at and not CODE.search(target, start, end):
            out += target[at:start], new
            at = end
    return "".join([*out, target[at:]])
