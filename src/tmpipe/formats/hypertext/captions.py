"""The texts in attributes: alternatives of images, titles of links, what a search engine shows."""

from __future__ import annotations

from collections.abc import Iterator

from tmpipe.formats.hypertext.attributes import Attribute, attributes, value
from tmpipe.formats.hypertext.edges import bounds
from tmpipe.formats.hypertext.elements import ATTRIBUTES, BUTTONS, DESCRIPTIONS, ONLY_OF
from tmpipe.formats.hypertext.holes import Hole
from tmpipe.formats.hypertext.setting import Setting
from tmpipe.formats.hypertext.source import Source
from tmpipe.model import Block

DRAFT = "tmpipe-draft"
"""The class of what is not final yet; its tooltip says so, and is ours."""


def captions(source: Source, start: int, end: int, name: str) -> tuple[Hole, ...]:
    """The blocks in the attributes of the start tag `text[start:end]`, in their order."""
    found = spoken(source.masked[start:end], name)
    return tuple(hole(source, start, one, place) for one, place in found)


def spoken(tag: str, name: str) -> Iterator[tuple[Attribute, str]]:
    """The attributes of a start tag that people read, and what they are to them."""
    for one in attributes(tag).values():
        place = _place(tag, name, one.name)
        if place and any(map(str.isalpha, value(tag, one.name) or "")):
            yield one, place


def hole(source: Source, start: int, one: Attribute, place: str) -> Hole:
    """The block of an attribute of the tag at `start`."""
    at, end = bounds(source.masked, start + one.start, start + one.end)
    setting = Setting(source, at, quoted=True)
    setting.text(end)
    return Hole(at, end, setting.block(source.line(at), Block("", 0, place=place, style=one.quote)))


_UNTITLED = frozenset({"link", "style"})
"""Elements whose title is a name for programs."""


def _place(tag: str, name: str, attribute: str) -> str:
    """What an attribute is to people; nothing if they do not read it."""
    if attribute in ATTRIBUTES:
        if name in _UNTITLED or name not in ONLY_OF.get(attribute, (name,)):
            return ""
        return "title of a link" if attribute == "title" and name == "a" else ATTRIBUTES[attribute]
    if attribute == "content" and name == "meta":
        key = value(tag, "name") or value(tag, "property") or ""
        return DESCRIPTIONS.get(key.strip().lower(), "")
    if attribute == "value" and name == "input":
        return "button" if (value(tag, "type") or "").strip().lower() in BUTTONS else ""
    return ""
