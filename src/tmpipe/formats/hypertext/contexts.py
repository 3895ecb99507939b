"""What is known of the text in an element: its role, its place, whether it may be translated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tmpipe.formats.hypertext import elements
from tmpipe.formats.hypertext.attributes import Attribute, value
from tmpipe.formats.hypertext.captions import DRAFT, spoken
from tmpipe.formats.hypertext.counting import Grid, Items
from tmpipe.formats.hypertext.stack import Context
from tmpipe.model import Block, Role


@dataclass(frozen=True, slots=True)
class Said:
    """What a start tag says to whoever translates."""

    locked: bool | None = None
    """Whether it forbids translation, or (False) allows it again; None: nothing."""
    href: str = ""
    note: bool = False
    """Whether it is the mark of a footnote."""
    captions: tuple[tuple[Attribute, str], ...] = ()
    """The attributes that people read, and what they are to them."""


_NOTHING = Said()


@lru_cache(maxsize=8192)
def said(tag: str, name: str) -> Said:
    """What the start tag of an element says; remembered, since most tags of a page come many times."""
    if "=" not in tag:
        return _NOTHING
    locked = None
    if "translate" in tag.lower():
        wanted = (value(tag, "translate") or "").strip().lower()
        locked = True if "notranslate" in (value(tag, "class") or "").split() else None
        locked = wanted == "no" if wanted in ("no", "yes") else locked
    href = (value(tag, "href") or "") if name == "a" else ""
    note = "doc-noteref" in tag and value(tag, "role") == "doc-noteref"
    told = () if locked or DRAFT in tag else tuple(spoken(tag, name))
    return Said(locked, href, note, told)


class Contexts:
    """Makes them; counts the items of lists and the cells of tables."""

    def __init__(self) -> None:
        self._tables = 0
        self._grids: list[Grid] = []
        self._lists: list[Items] = []

    def within(self, above: Context, name: str, tag: str) -> Context:
        """What holds within the element that this start tag begins."""
        wanted = said(tag, name).locked
        locked = above.locked if wanted is None else wanted
        frozen = above.frozen if wanted is None else wanted
        foreign = above.foreign
        like = self._like(above.like, name, tag)
        if name in elements.FROZEN and not foreign:
            frozen = True
        elif name in elements.FOREIGN:
            frozen, foreign = True, name
        elif foreign == "svg" and name in elements.SVG_TEXTS:
            frozen, like, foreign = locked, _PICTURED[name], "" if name == "desc" else foreign
        elif name == "foreignobject":
            frozen, foreign = locked, ""
        if like is above.like and (locked, frozen, foreign) == (above.locked, above.frozen, above.foreign):
            return above
        return Context(like, locked, frozen, foreign)

    def left(self, name: str) -> None:
        """An element that was entered has ended."""
        if name in elements.LISTS:
            self._lists.pop()
        elif name == "table":
            self._grids.pop()

    def _like(self, above: Block, name: str, tag: str) -> Block:
        if name in elements.HEADINGS:
            return Block("", 0, Role.HEADING, level=elements.HEADINGS[name])
        if name in _ROLES:
            return _ROLES[name]
        if name in elements.LISTS:
            self._lists.append(Items(tag, ordered=name == "ol"))
        elif name == "li":
            label = self._lists[-1].label(tag) if self._lists else ""
            return Block("", 0, Role.LIST_ITEM, level=max(len(self._lists), 1), label=label)
        elif name == "table":
            self._tables += 1
            self._grids.append(Grid(self._tables))
        elif name == "tr" and self._grids:
            self._grids[-1].next_row()
        elif name in elements.CELLS:
            cell = self._grids[-1].cell(tag) if self._grids else None
            return Block("", 0, Role.TABLE_CELL, cell=cell, level=int(name == "th"))
        elif "doc-" in tag and (value(tag, "role") or "") in elements.NOTES:
            found = re.search(r"[0-9]+\Z", value(tag, "id") or "")
            return Block("", 0, Role.FOOTNOTE, label=found[0] if found else "")
        return replace(above, place=elements.PLACES[name]) if name in elements.PLACES else above


_ROLES = {
    "blockquote": Block("", 0, Role.QUOTE),
    "pre": Block("", 0, style="pre"),
    "listing": Block("", 0, style="pre"),
    "title": Block("", 0, place=elements.PLACES["title"], style="literal"),
    "option": Block("", 0, place=elements.PLACES["option"], style="literal"),
    "textarea": Block("", 0, place=elements.PLACES["textarea"], style="literal pre"),
    "dd": Block("", 0),
    "dt": Block("", 0),
    "caption": Block("", 0),
}
"""What text is within elements of these names."""
_PICTURED = {
    "text": Block("", 0, place="text in a picture", style="literal"),
    "title": Block("", 0, place="title of a picture", style="literal"),
    "desc": Block("", 0, place="description of a picture", style="literal"),
}
"""What it is within those of SVG, where no element of HTML may stand."""
