"""What documents of office programs look like, where `style` leaves it to them."""

from __future__ import annotations

from dataclasses import dataclass

from tmpipe.renditions import style
from tmpipe.renditions.office.tongues import Tongues

MONOSPACED = "Courier New"
DRAFT_GROUND = "fbf1dc"
"""Behind a draft sentence: paper shows it in grey, too."""
LINE = 1.2
"""What a program takes for a line of most typefaces, as a multiple of the size."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface, and what takes its place for readers who lack it."""

    name: str
    others: tuple[str, ...]
    family: str
    pitch: str = "variable"


TYPEFACES = (
    Typeface(style.OFFICE_LATIN, ("Caladea", "Noto Serif"), "roman"),
    Typeface(style.OFFICE_PERSIAN, ("Vazirmatn", "Noto Sans Arabic"), "swiss"),
    Typeface(MONOSPACED, ("Liberation Mono",), "modern", "fixed"),
)


def lines(own: Tongues, *, heading: bool = False, leading: float = 0) -> float:
    """From one line to the next, as a multiple of a line of the typeface; Persian wants more air.

    `leading`, a multiple of the size, is for texts that are set closer than the body.
    """
    if heading:
        return (style.PERSIAN_HEADING_LEADING if own.rtl else style.HEADING_LEADING) / LINE
    air = style.PERSIAN_LEADING / style.LEADING if own.rtl else 1
    return (leading or style.LEADING) * air / LINE
