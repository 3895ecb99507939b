"""What we know of sv."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language

LANGUAGE = Language(
    tag="sv",
    name="svenska",
    direction="ltr",
    breaking=Breaking(),
    inflection=Inflection(),
)
