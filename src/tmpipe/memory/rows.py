"""A translation unit as a row of the memory's table, and the numbers by which it is found."""

from __future__ import annotations

from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter

from tmpipe.model import TranslationUnit
from tmpipe.text.skeleton import skeleton

UNIT = ", ".join(field.name for field in fields(TranslationUnit))
"""The columns of a unit: named as its fields, in their order."""
KEYS = "source_key, rest_key, skeleton_key"

_values = attrgetter(*UNIT.split(", "))

Row = tuple[int | float | str | None, ...]
_COLUMNS = f"{KEYS}, {UNIT}".split(", ")


def column(name: str) -> int:
    """The place of a column in a row."""
    return _COLUMNS.index(name)


def row(unit: TranslationUnit) -> Row:
    """The columns of KEYS and UNIT."""
    return (
        key(unit.source),
        key(f"{len(unit.target)} {len(unit.document)} {unit.target}{unit.document}{unit.file}"),
        skeleton_key(unit.source),
        *_values(unit),
    )


def key(text: str) -> int:
    """64 bits, signed, that stand for a text. Another text has the same once in 10¹⁹ times."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def skeleton_key(source: str) -> int | None:
    """The key of a text's skeleton; None where that is the text itself, whose key there is already."""
    masked = skeleton(source)
    return None if masked == source else key(masked)
