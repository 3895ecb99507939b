"""What there is to know of a language."""

from __future__ import annotations

from dataclasses import dataclass, field


def words(listed: str) -> frozenset[str]:
    """The words of a list separated by white space."""
    return frozenset(listed.split())


@dataclass(frozen=True, slots=True)
class Breaking:
    """What `segment` needs to know. Words are listed in lower case for any case, else as they are written;
    abbreviations without their last stop.
    """

    titles: frozenset[str] = words("dr prof st mr mrs ms e.g i.e cf vs")
    """Abbreviations that never end a sentence: what they stand before belongs to them."""
    counters: frozenset[str] = words("No Nr nr n art p pp para vol fig ch cap sec")
    """They do not end one before a number, nor before a name."""
    endings: frozenset[str] = words("inc ltd co corp jr sr ca")
    """They end a sentence only before a starter; so do initials and acronyms with stops."""
    free: frozenset[str] = words("etc a.m p.m")
    """They end one before any capital, however much they look like acronyms."""
    starters: frozenset[str] = frozenset()
    """Words that hardly ever stand capitalised within a sentence but often begin one."""
    speech: frozenset[str] = frozenset()
    """Verbs that tell who spoke, after a quotation: `“Where?” Bachelet asked.`"""
    months: frozenset[str] = frozenset()
    """Names written with a capital that follow a day's number, so that it is no footnote mark."""


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
