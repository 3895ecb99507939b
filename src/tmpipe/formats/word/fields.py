"""Fields (ECMA-376, 17.16): what a program fills in, and what of it is text of its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tmpipe.formats.word.items import Item, What, Wrapper, enclosed


@dataclass(slots=True)
class Field:
    """A field that has begun: `{ HYPERLINK "https://…" }` and what it shows (ECMA-376, 17.16)."""

    first: int
    """The number of items before it."""
    path: tuple[Wrapper, ...]
    instruction: str = ""
    separator: int = 0
    """The number of the item that parts instruction and result; 0: there was none yet."""


def _follows(part: Item, item: Item) -> bool:
    """Whether an item in the runs beside a field's part is of a field, too."""
    return item.kind == "field" and item.run is not None and item.path == part.path and not item.deep


INVISIBLE = frozenset({"XE", "TC", "TA", "RD", "PRIVATE"})
"""Fields that show nothing: entries of an index, of a table of contents."""


@dataclass(slots=True)
class Content:
    """The items of a paragraph as they come, its fields collapsed when they end."""

    items: list[Item] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def begin(self, item: Item) -> None:
        """A field begins with this item."""
        self.fields.append(Field(len(self.items), item.path))
        self.items.append(item)

    def instruct(self, item: Item, instruction: str) -> None:
        """A piece of the innermost field's instruction."""
        if self.fields and not self.fields[-1].separator:
            self.fields[-1].instruction += instruction
        self.items.append(item)

    def separate(self, item: Item) -> None:
        """The innermost field's result comes next."""
        if self.fields:
            self.fields[-1].separator = len(self.items)
        self.items.append(item)

    def end(self, item: Item, text: str) -> None:
        """The innermost field ends."""
        self.items.append(item)
        if not self.fields:
            return
        one = self.fields.pop()
        if one.path != item.path:
            return
        named = which(one.instruction)
        shown = self.shown(one.separator, text) if one.separator else ""
        if links(named, shown) and self._beside(one):
            self._link(one, address(one.instruction))
        else:
            kind = "formula" if named == "EQ" else "field"
            what = What.SILENT if named in INVISIBLE else What.SINGLE
            self.collapse(one.first, text, kind, shown, what)

    def _beside(self, one: Field) -> bool:
        """Whether a field's separator stands in runs beside its beginning."""
        separator = self.items[one.separator]
        return separator.path == one.path and separator.run is not None

    def finish(self, text: str) -> None:
        """The paragraph ends; of a field that does not, the parts before any text are one code."""
        begun = {one.first for one in self.fields}
        items, self.items, self.fields = self.items, [], []
        first: int | None = None
        for number, item in enumerate(items):
            if first is not None and not _follows(self.items[first], item):
                self.collapse(first, text, "field")
                first = None
            if first is None and number in begun:
                first = len(self.items)
            self.items.append(item)
        if first is not None:
            self.collapse(first, text, "field")

    def close(self, around: Wrapper, closing: Item, text: str) -> None:
        """What was around runs ends; without text, or where a program fills it in, a pair is one code."""
        opening = self.items[around.first]
        closing.kind, closing.partner, opening.partner = opening.kind, opening, closing
        self.items.append(closing)
        shown, named = self.shown(around.first, text), which(around.instruction)
        if named and not links(named, shown):
            what = What.SILENT if named in INVISIBLE else What.SINGLE
            self.collapse(around.first, text, "field", shown, what)
        elif not shown:
            self.collapse(around.first, text, opening.kind, opening.target)

    def collapse(self, first: int, text: str, kind: str, target: str = "", what: What = What.SINGLE) -> None:
        """Makes the items from this number on one, if they begin and end both within runs or both beside."""
        gone = self.items[first:]
        start, end = gone[0], gone[-1]
        if (start.run is None) != (end.last is None):
            return
        inside = enclosed(text, start.start, end.end, gone)
        what = What.SINGLE if inside else what
        self.fields = [one for one in self.fields if one.first < first]
        for one in self.fields:
            one.separator = min(one.separator, first)
        self.items[first:] = [
            Item(
                what,
                start.start,
                end.end,
                start.run,
                end.last,
                start.path,
                kind,
                target,
                inside=inside,
            )
        ]

    def shown(self, first: int, text: str) -> str:
        """The text of the items from this number on."""
        return "".join(item.literal(text) for item in self.items[first:] if item.what is What.TEXT).strip()

    def _link(self, one: Field, target: str) -> None:
        """The instruction before the result and the end behind it become a pair."""
        start, separator, end = self.items[one.first], self.items[one.separator], self.items[-1]
        opening = Item(
            What.OPEN, start.start, separator.end, start.run, separator.run, start.path, "link", target
        )
        closing = Item(What.CLOSE, end.start, end.end, end.run, end.run, end.path, "link", partner=opening)
        opening.partner = closing
        self.items[-1] = closing
        self.items[one.first : one.separator + 1] = [opening]


_WORD = re.compile(r"\"([^\"]*)\"|(\S+)")


def which(instruction: str) -> str:
    """A field's name, the first word of its instruction."""
    return (instruction.split() or [""])[0].upper()


def links(field: str, shown: str) -> bool:
    """Whether a field's result is text of its sentence that leads somewhere."""
    if field == "HYPERLINK":
        return bool(shown)
    return field == "REF" and any(map(str.isalpha, shown)) and not shown.startswith("Error!")


def address(instruction: str) -> str:
    """The address in a field's instruction: `HYPERLINK "https://…" \\l "place"`, `REF place`."""
    words = [first or second for first, second in _WORD.findall(instruction)]
    main = words[1] if len(words) > 1 and not words[1].startswith("\\") else ""
    if which(instruction) == "REF":
        return f"#{main}"
    place = words[words.index("\\l") + 1] if "\\l" in words[:-1] else ""
    return main + (f"#{place}" if place else "")
