"""What there is to know of a language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Breaking:
    """What `segment` needs to know; see there."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """What the glossary needs to know to tell a term's forms from other words; see `glossary.termbase`."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the project's texts."""

    tag: str
    name: str = ""
    """Its own name for itself."""
    direction: str = "ltr"
    breaking: Breaking = field(default_factory=Breaking)
    inflection: Inflection = field(default_factory=Inflection)
