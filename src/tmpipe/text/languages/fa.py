"""What we know of fa."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language

LANGUAGE = Language(
    tag="fa",
    name="فارسی",
    direction="rtl",
    breaking=Breaking(),
    inflection=Inflection(),
)
