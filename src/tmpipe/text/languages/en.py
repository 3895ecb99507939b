"""What we know of en."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language

LANGUAGE = Language(
    tag="en",
    name="English",
    direction="ltr",
    breaking=Breaking(),
    inflection=Inflection(),
)
