"""What we know of it."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language

LANGUAGE = Language(
    tag="it",
    name="italiano",
    direction="ltr",
    breaking=Breaking(),
    inflection=Inflection(),
)
