"""The texts of our pages in the reader's language: English defaults of a dataclass, and their translations.

A kind of texts is a frozen, slotted dataclass of `str` fields. A field's default is its English text, the
msgid; the string literal under the field is the note for translators. `metadata={"context": ...}` gives it a
msgctxt, where the same English needs two translations. `tag`, where there is such a field, is no text: it
is the language that the others are in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias, TypeVar

from tmpipe.catalogs import po
from tmpipe.model import Catalog, Entry, Locale
from tmpipe.text.locales import is_tag, language, locale_named

W = TypeVar("W")
Key: TypeAlias = tuple[str | None, str]
"""msgctxt and msgid."""

TAG = "tag"
"""The field that says which language the texts are in."""
_HOLE = re.compile(r"\{[^{}]*\}|[{}]")


def worded(kind: type[W], locale: Locale, own: Catalog | None = None) -> W:
    """The texts of a kind in a locale: what a project's `own` catalog has, then what ours has, then English.

    What is fuzzy, or cannot stand for its msgid, does not count. `tag` is the language of most.
    """
    tag = language(locale_named(locale))
    mine = _finished(own) if own else {}
    said = {**ours(tag), **mine}
    keys = dict(texts(kind))
    there = [key for key in keys.values() if key in said]
    found = {name: said.get(key, key[1]) for name, key in keys.items()}
    if any(one.name == TAG for one in _fields(kind)):
        named = locale_named(locale) if any(key in mine for key in there) else tag
        found[TAG] = named if 2 * len(there) >= len(keys) else "en"
    return kind(**found)


def texts(kind: type) -> Iterator[tuple[str, Key]]:
    """The fields of a kind that are texts, each with what names it in a catalog."""
    for one in _fields(kind):
        if one.name != TAG and one.default is not MISSING and one.default:
            yield one.name, (one.metadata.get("context"), one.default)


@cache
def ours(tag: str) -> Mapping[Key, str]:
    """The texts of our own catalog of a language; none where there is no such catalog."""
    place = files(__package__).joinpath(f"{tag}.po")
    there = is_tag(tag) and place.is_file()
    return _finished(po.read(place.read_bytes(), place.name, tag)) if there else {}


def holes(text: str) -> frozenset[str]:
    """The placeholders in a text, and the braces that are none."""
    return frozenset(_HOLE.findall(text))


def _finished(catalog: Catalog) -> dict[Key, str]:
    return {entry.key: entry.msgstr for entry in catalog.entries if _fits(entry)}


def _fits(entry: Entry) -> bool:
    """Whether a translation can stand for its msgid: the same placeholders; for digits, as many digits."""
    said = entry.msgstr
    if entry.msgid.isdecimal() and not (said.isdecimal() and len(said) == len(entry.msgid)):
        return False
    return entry.finished and bool(said) and holes(said) == holes(entry.msgid)


def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind)
