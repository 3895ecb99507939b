"""The numbers and bullets that stand before the items of lists (5.3, 16.30) and before headings (16.34)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tmpipe.formats.opendocument.places import Counts, Item, List, Place, counted
from tmpipe.formats.opendocument.styles import OUTLINE, Style, Styles
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.text.numerals import BULLET, FORMS, LONGEST, alphabetic

_DEPTHS = range(1, 11)
"""The levels of a list style; deeper lists are of the last."""
_NUMBER = re.compile(r"%([0-9]{1,2})%(\.(?=%))?")
"""The number of a level within a label, and the dot between it and the next."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level are numbered."""

    text: str = ""
    """The label, `%1%` to `%10%` being the numbers of the levels."""
    form: Callable[[int], str] | None = None
    """A number as it is shown; None: it is not."""
    start: int = 1


_NOTHING = Level()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list style."""

    levels: Mapping[int, Level] = field(default_factory=dict)
    consecutive: bool = False
    """Whether all levels are counted as one."""

    def level(self, depth: int) -> Level:
        """The level at this depth."""
        return self.levels.get(depth, _NOTHING)

    def label(self, depth: int, numbers: Mapping[int, int]) -> str:
        """The marker of an item whose level, and those above it, have these numbers."""

        def shown(found: re.Match[str]) -> str:
            at = int(found[1])
            level = self.level(at)
            return level.form(numbers.get(at, level.start)) + (found[2] or "") if level.form else ""

        return " ".join(_NUMBER.sub(shown, self.level(depth).text).split())


_BULLETS = Scheme({depth: Level(BULLET) for depth in _DEPTHS})
"""What a list has that names no style, or one that is none."""
_FORMS = {"a": alphabetic, "A": lambda number: alphabetic(number).upper()}
"""How letters count that are not in step (20.331)."""


def _read(style: Style) -> Scheme:
    """What a list style says; of its levels it may leave out some, the outline style most."""
    levels = {depth: Level(f"%{depth}%.", str) for depth in _DEPTHS if style.name != OUTLINE}
    for token in style.tokens:
        if token.kind is not Kind.END and "-level-style" in token.name:
            own = token.attributes()
            depth = counted(own.get("text:level"))
            if depth in _DEPTHS:
                levels[depth] = _level(token.name, depth, own)
    return Scheme(levels, style.tokens[0].attributes().get("text:consecutive-numbering") == "true")


def _level(name: str, depth: int, own: Mapping[str, str]) -> Level:
    if name in {"text:list-level-style-bullet", "text:list-level-style-image"}:
        return Level(BULLET)
    format_ = own.get("style:num-format", "1").partition(",")[0]
    forms = FORMS if own.get("style:num-letter-sync") == "true" else {**FORMS, **_FORMS}
    form = forms.get(format_, str) if format_ else None
    shown = counted(own.get("text:display-levels")) if form else 0
    return Level(_text(depth, shown, own)[:LONGEST], form, counted(own.get("text:start-value")))


def _text(depth: int, shown: int, own: Mapping[str, str]) -> str:
    """The label with the numbers of so many levels."""
    told = own.get("loext:num-list-format", own.get("style:num-list-format"))
    if told is not None:
        return told
    numbers = ".".join(f"%{at}%" for at in range(max(1, depth + 1 - shown), depth + 1))
    return own.get("style:num-prefix", "") + numbers + own.get("style:num-suffix", "")


def item(token: Token) -> Item:
    """A `text:list-item`, or a `text:list-header`, which has no marker and does not count (5.3.4)."""
    own = token.attributes()
    if token.name == "text:list-header":
        return Item(begun=True, label="")
    return Item(start=_started(own), style=own.get("text:style-override", ""))


def _started(own: Mapping[str, str]) -> int | None:
    told = own.get("text:start-value")
    return counted(told) if told else None


def _forget(counts: Counts, depth: int) -> None:
    """What is deeper begins anew."""
    for deeper in [one for one in counts.levels if one > depth]:
        del counts.levels[deeper]


class Lists:
    """The lists and headings of a member, as they are met."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        outline = styles.get("list", OUTLINE)
        self._schemes = {OUTLINE: _read(outline) if outline else Scheme()}
        self._known: dict[str, Counts] = {}
        """The lists that others may continue, by their ids."""
        self._last: List | None = None
        self._outline = Counts()

    def within(self, own: Mapping[str, str], place: Place) -> Place:
        """The place of what a `text:list` with these attributes encloses (5.3.1)."""
        continues = own.get("text:continue-numbering") == "true"
        named = own.get("text:style-name", "")
        if place.list is None:
            found = self._outermost(own, named, continues=continues)
        else:
            found = List(named or place.list.style, place.list.counts)
            if place.item:
                if place.item.deeper and not continues:
                    _forget(found.counts, place.level)
                place.item.deeper = True
        return replace(place, level=place.level + 1, list=found, item=None)

    def _outermost(self, own: Mapping[str, str], style: str, *, continues: bool) -> List:
        counts = self._known.get(own.get("text:continue-list", ""))
        if counts is None and continues and self._last and self._last.style == style:
            counts = self._last.counts
        if counts is None:
            counts = self._outline if style == OUTLINE else Counts()
        self._last = List(style, counts)
        if name := own.get("xml:id"):
            self._known[name] = counts
        return self._last

    def label(self, own: Mapping[str, str], place: Place, *, heading: bool) -> str:
        """What stands before a paragraph. Each is told in order, those without words, too: they count."""
        item = place.item
        if item is None or place.list is None:
            return self._heading(own) if heading and not place.label else place.label
        if item.label is None:
            item.label = self._item(own, place.list, item, place.level)
        return "" if item.begun else item.label

    def _item(self, own: Mapping[str, str], around: List, item: Item, depth: int) -> str:
        style = item.style or around.style or self._styles.list_style(own.get("text:style-name", ""))
        return self._next(self._scheme(style or ""), min(depth, _DEPTHS[-1]), around.counts, own, item.start)

    def _heading(self, own: Mapping[str, str]) -> str:
        """Of a heading outside lists; it has none where its style names a list style of its own, or none."""
        if self._styles.list_style(own.get("text:style-name", "")) is not None:
            return ""
        depth = min(counted(own.get("text:outline-level")), _DEPTHS[-1])
        return self._next(self._scheme(OUTLINE), depth, self._outline, own)

    def _scheme(self, name: str) -> Scheme:
        if name not in self._schemes:
            style = self._styles.get("list", name)
            self._schemes[name] = _read(style) if style else _BULLETS
        return self._schemes[name]

    def _next(
        self, scheme: Scheme, depth: int, counts: Counts, own: Mapping[str, str], start: int | None = None
    ) -> str:
        """The next label, at a level from 1; a heading may say that it has none, or which (5.1.2)."""
        if own.get("text:is-list-header") == "true":
            return ""
        before = counts.last if scheme.consecutive else counts.levels.get(depth)
        if own.get("text:restart-numbering") == "true":
            before, start = None, _started(own)
        if start is None:
            start = scheme.level(depth).start if before is None else before + 1
        for outer in range(1, depth):  # what an item leaves out above it has begun nevertheless
            counts.levels.setdefault(outer, scheme.level(outer).start)
        _forget(counts, depth)
        counts.levels[depth] = counts.last = start
        return scheme.label(depth, counts.levels)
