"""The list styles of an ODT: what labels look like."""

from __future__ import annotations

from tmpipe.renditions import style
from tmpipe.renditions.office.labels import Label, Pattern
from tmpipe.renditions.office.opendocument.styles import points
from tmpipe.renditions.office.xml import text
from tmpipe.renditions.words import Words

LEVELS = 10
_PERSIAN = "۱, ۲, ۳, ..."
"""A form of numbers as LibreOffice names it, beside those of ODF 1.3, 19.506."""
_BULLETS = "•–▪"
_FORMS = {
    "decimal": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "literal": "",
}


def decimal(own: Words) -> str:
    """The form of numbers in the language of the words."""
    return _PERSIAN if own.digits[1] == "۱" else "1"


class Lists:
    """The patterns of one document, and the values that they begin with, each as a style.

    In a right-to-left text, LibreOffice hangs a label with `start` out of the page's margin.
    """

    __slots__ = ("_decimal", "_names", "_side")

    def __init__(self, decimal: str, rtl: bool) -> None:
        self._decimal = decimal
        self._side = "end" if rtl else "start"
        self._names: dict[Label, str] = {}

    def named(self, first: Label) -> str:
        """The name of the style of a list whose first item has this label."""
        return self._names.setdefault(first, f"tmpipeList{len(self._names) + 1}")

    def styles(self) -> str:
        """Those that were asked for, as XML."""
        return "".join(
            f'<text:list-style style:name="{name}">'
            f"{''.join(self._level(level, *label) for level in range(1, LEVELS + 1))}</text:list-style>"
            for label, name in self._names.items()
        )

    def _level(self, level: int, pattern: Pattern, start: int) -> str:
        place = f'<style:list-level-label-alignment text:label-followed-by="listtab" {_indent(level)}/>'
        properties = (
            f'<style:list-level-properties fo:text-align="{self._side}" '
            'text:list-level-position-and-space-mode="label-alignment">'
            f"{place}</style:list-level-properties>"
        )
        if pattern.form == "bullet":
            told = f'text:level="{level}" text:bullet-char="{_BULLETS[level % 3 - 1]}"'
            return f"<text:list-level-style-bullet {told}>{properties}</text:list-level-style-bullet>"
        form = self._decimal if pattern.form == "decimal" else _FORMS[pattern.form]
        around = f'style:num-prefix="{text(pattern.before)}" style:num-suffix="{text(pattern.after)}"'
        told = f'text:level="{level}" {around} style:num-format="{form}"'
        told += f' text:start-value="{start}"' if start > 1 else ""
        return f"<text:list-level-style-number {told}>{properties}</text:list-level-style-number>"


def _indent(level: int) -> str:
    left, hanging = points(style.INDENT * level), points(style.INDENT)
    return f'text:list-tab-stop-position="{left}" fo:text-indent="-{hanging}" fo:margin-left="{left}"'
