"""The numbering part of a DOCX: what the labels of its lists look like, and where they begin."""

from __future__ import annotations

from dataclasses import dataclass, field

from tmpipe.renditions import style
from tmpipe.renditions.office.labels import Label, Pattern
from tmpipe.renditions.office.xml import text

LEVELS = 9
INDENT = round(20 * style.BODY * style.INDENT)
"""Of each level, in twentieths of a point."""
_BULLETS = "•–▪"


@dataclass(slots=True)
class Numbering:
    """The lists of one document."""

    rtl: bool
    first: int = 1
    """The number of the first pattern, and of the first list."""
    _patterns: dict[Pattern, int] = field(default_factory=dict)
    _lists: list[str] = field(default_factory=list)

    def listed(self, label: Label, level: int) -> int:
        """The number of a new list whose first item, at a level from 0, has this label."""
        pattern, value = label
        abstract = self._patterns.setdefault(pattern, self.first + len(self._patterns))
        number = self.first + len(self._lists)
        told = f'<w:abstractNumId w:val="{abstract}"/>'
        if value:
            start = f'<w:startOverride w:val="{value}"/>'
            told += f'<w:lvlOverride w:ilvl="{level}">{start}</w:lvlOverride>'
        self._lists.append(f'<w:num w:numId="{number}">{told}</w:num>')
        return number

    def abstracts(self) -> str:
        """The patterns, as XML."""
        return "".join(_abstract(number, pattern, self.rtl) for pattern, number in self._patterns.items())

    def lists(self) -> str:
        """The lists, as XML."""
        return "".join(self._lists)


def _abstract(number: int, pattern: Pattern, rtl: bool) -> str:
    levels = "".join(_level(level, pattern, _HUNG * rtl) for level in range(LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


_HUNG = 200
"""By how much right-to-left lists stand further in: LibreOffice hangs their labels out, Word does not."""


def _level(level: int, pattern: Pattern, inset: int) -> str:
    form, shown = _shown(level, pattern)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text(shown)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (level + 1) + inset}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
    )


def _shown(level: int, pattern: Pattern) -> tuple[str, str]:
    """The form and the text of a label; a `%` would stand for a level's number."""
    if pattern.form == "bullet":
        return "bullet", _BULLETS[level % len(_BULLETS)]
    before, after = (part.replace("%", "") for part in (pattern.before, pattern.after))
    if pattern.form == "literal":
        return "none", before
    return pattern.form, f"{before}%{level + 1}{after}"
