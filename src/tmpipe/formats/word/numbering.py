"""The numbers and bullets that Word puts before paragraphs (ECMA-376, part 1, clause 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tmpipe.formats.package import xml
from tmpipe.formats.word.names import KNOWN
from tmpipe.formats.word.properties import child, children, value
from tmpipe.formats.word.styles import OFF
from tmpipe.text.numerals import BULLET, FORMS, LONGEST

_ODF = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "decimalZero": "01"}
"""The forms of numbers (17.18.59) as ODF names them; all others are shown as digits."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level are numbered (`w:lvl`)."""

    form: str = "decimal"
    text: str = ""
    """The label, `%1` to `%9` being the numbers of the levels."""
    start: int = 1
    restart: int = 9
    """It begins anew after an item of one of so many outer levels."""
    legal: bool = False
    """Whether all numbers in its label are digits."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a paragraph names as its numbering (`w:num`)."""

    counted: str
    """What counts: all schemes of one definition go on with each other's numbers."""
    levels: Mapping[int, Level]
    anew: frozenset[int] = frozenset()
    """The levels that begin anew with the scheme's first item."""


def read(text: str, member: str, path: str) -> Mapping[str, Scheme]:
    """The schemes of a numbering part by their ids."""
    found = list(xml.tokens(text, KNOWN, member, path, whole={"w:abstractNum", "w:num"}))
    raws = {value(one.raw, "abstractNumId"): one.raw for one in found if one.name == "w:abstractNum"}
    levels = {name: dict(_levels(raw)) for name, raw in raws.items()}
    linked = {value(child(raw, "styleLink")): name for name, raw in raws.items()}
    schemes: dict[str, Scheme] = {}
    for raw in (one.raw for one in found if one.name == "w:num"):
        name = value(child(raw, "abstractNumId"))
        style = value(child(raws.get(name, ""), "numStyleLink"))
        name = linked.get(style, name) if style else name
        schemes[value(raw, "numId") or ""] = _scheme(name or "", levels.get(name, {}), raw)
    return schemes


def _scheme(name: str, defined: Mapping[int, Level], raw: str) -> Scheme:
    """The levels of the definition, as a `w:num` overrides them."""
    levels = dict(defined)
    anew: set[int] = set()
    for override in (one for called, one in children(raw) if called == "lvlOverride"):
        levels |= _levels(override)
        at, start = _number(value(override, "ilvl"), 0), value(child(override, "startOverride"))
        if start is not None:
            levels[at] = replace(levels.get(at, Level()), start=_number(start, 1))
            anew.add(at)
    return Scheme(name, levels, frozenset(anew))


def _levels(raw: str) -> Iterator[tuple[int, Level]]:
    for one in (one for called, one in children(raw) if called == "lvl"):
        legal = child(one, "isLgl")
        yield (
            _number(value(one, "ilvl"), 0),
            Level(
                value(child(one, "numFmt")) or "decimal",
                (value(child(one, "lvlText")) or "")[:LONGEST],
                _number(value(child(one, "start")), 0),
                _number(value(child(one, "lvlRestart")), 9),
                legal=bool(legal) and value(legal) not in OFF,
            ),
        )


def _number(told: str | None, otherwise: int) -> int:
    return int(told) if told and re.fullmatch(r"[0-9]{1,6}", told) else otherwise


@dataclass(slots=True)
class Numbering:
    """How far a document has counted."""

    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    """By definition and level."""
    _begun: set[str] = field(default_factory=set)

    def label(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of this scheme at a level from 0, if anything does."""
        scheme = self.schemes.get(number)
        if scheme is None or depth not in scheme.levels:
            return ""
        counts = self._counts.setdefault(scheme.counted, {})
        if number not in self._begun:
            self._begun.add(number)
            for level in scheme.anew:
                counts.pop(level, None)
        for outer in range(depth):  # what an item leaves out above it has begun nevertheless
            counts.setdefault(outer, scheme.levels.get(outer, Level()).start)
        counts[depth] = counts[depth] + 1 if depth in counts else scheme.levels[depth].start
        for deeper in [one for one in counts if one > depth]:
            if depth < scheme.levels.get(deeper, Level()).restart:
                del counts[deeper]
        return _label(scheme.levels, counts, depth)


def _label(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
    own = levels[depth]
    if own.form == "bullet":
        return BULLET

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        level = levels.get(at, Level())
        if level.form == "none":
            return ""
        form = _ODF.get(level.form, "1")
        legal = own.legal and form != "01"
        return FORMS["1" if legal else form](counts.get(at, level.start))

    return " ".join(re.sub("%([1-9])", shown, own.text).split())
