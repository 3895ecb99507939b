"""The markers of lists: how a number is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

BULLET = "•"
"""Whatever sign or picture the file shows, often one of a font of its own."""
LONGEST = 100
"""Characters of a marker, its numbers apart: every item repeats them."""
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 3999
"""Beyond it there are no Roman numerals, and nobody counts with letters."""


def letters(number: int) -> str:
    """`a` to `z`, then `aa` to `zz`, `aaa` ...: as Word and LibreOffice count on; digits beyond all sense."""
    if not 0 < number <= _MOST:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def alphabetic(number: int) -> str:
    """`a` to `z`, then `aa`, `ab` ...: as ODF counts with letters that are not in step (20.331)."""
    if not 0 < number <= _MOST:
        return str(number)
    out = ""
    while number:
        number, letter = divmod(number - 1, 26)
        out = chr(ord("a") + letter) + out
    return out


def roman(number: int) -> str:
    """`i`, `ii`, `iii`, `iv` ...; digits where there is none."""
    if not 0 < number <= _MOST:
        return str(number)
    out = []
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        out.append(sign * times)
    return "".join(out)


FORMS: Mapping[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "01": lambda number: f"{number:02}",
    "1": str,
}
"""How a number is shown in a form, named as ODF (20.314) does it."""
