"""What we know of fr."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language

LANGUAGE = Language(
    tag="fr",
    name="français",
    direction="ltr",
    breaking=Breaking(),
    inflection=Inflection(),
)
