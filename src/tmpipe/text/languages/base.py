"""What there is to know of a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


def words(listed: str) -> frozenset[str]:
    """The words of a list separated by white space."""
    return frozenset(listed.split())


@dataclass(frozen=True, slots=True)
class Breaking:
    """What `sentences` needs to know. Words are listed in lower case for any case, else as they are written;
    abbreviations without their last stop.
    """

    titles: frozenset[str] = words("dr prof mr mrs ms e.g i.e cf vs z.b d.h")
    """They never end a sentence: what they stand before belongs to them."""
    counters: frozenset[str] = words("no nr art fig cap")
    """They do not end one before a number or another reference, `art. 5`; elsewhere they are words."""
    endings: frozenset[str] = words("st inc ltd co corp jr sr ca p pp para vol ch sec bd")
    """They end one only before a starter, and no reference; so do initials and acronyms with stops."""
    free: frozenset[str] = words("etc a.m p.m")
    """They end one before any capital, however much they look like acronyms."""
    labels: frozenset[str] = words("article")
    """What a number names a part with; so do counters and endings: `Article 5. No one shall …`."""
    numerals: frozenset[str] = frozenset()
    """Words that stand for its number: `Article premier. – La France …`."""
    starters: frozenset[str] = frozenset()
    """Words that hardly ever stand capitalised within a sentence but often begin one."""
    speech: frozenset[str] = frozenset()
    """Verbs that tell who spoke, after a quotation: `“Where?” Bachelet asked.`"""
    links: frozenset[str] = frozenset()
    """Words that carry on after a quotation that ends in a mark of its own."""
    pauses: frozenset[str] = frozenset()
    """Words after which `!` and `…` end no sentence, in a script without capitals to tell."""
    careless: str = ""
    """Stops after which a small letter may begin a sentence, where the word before is no abbreviation."""
    finals: str = ""
    """Letters that the language's words end in, where that tells short words from abbreviations."""
    calendar: frozenset[str] = frozenset()
    """Names with a capital that follow a number or an hour: `3 August`, `6 a.m. Monday`."""
    ordinals: bool = True
    """Whether a number and a stop are an ordinal: `am 3. Oktober`."""


def _alone(word: str) -> Iterable[str]:
    """A word that is not inflected."""
    return (word,)


@dataclass(frozen=True, slots=True)
class Inflection:
    """What the glossary needs to know to tell a term's forms from other words; see `glossary.forms`.

    Words are in the language's one spelling: NFKC, lower case, `letters` applied.
    """

    letters: Mapping[int, int | None] = field(default_factory=dict)
    """Letters that are one and the same to a reader, as `str.translate` wants them."""
    variants: Callable[[str], Iterable[str]] = _alone
    """The regular inflections of a common word, whichever of them it is."""
    agreements: Callable[[str], Iterable[str]] = _alone
    """Those of a word within a term of several, which may be an adjective and change its gender."""
    names: Callable[[str], Iterable[str]] = _alone
    """The regular inflections of a name or an acronym."""
    equals: tuple[frozenset[str], ...] = ()
    """Little words within a term of which one may stand for another: `d'` and `de`."""
    links: frozenset[str] = frozenset()
    """Prepositions: the word before the first of them is a term's head."""
    conjunctions: frozenset[str] = frozenset()
    """Words that coordinate: *and*, *or*."""
    juxtaposes: bool = False
    """Whether adjectives stand between nouns of one term without a preposition: وزیر *پیشین* دادگستری."""
    joins: bool = False
    """Whether the parts of a word may stand joined, or apart, or with a zero-width non-joiner between."""
    compounds: str = ""
    """Letters one of which may join a term to the rest of a compound; empty: no compounds."""
    unnamed: frozenset[str] = frozenset()
    """Words after which what looks like a name is a common noun."""
    unnamed_before: frozenset[str] = frozenset()
    """Words before which it is one."""
    sounds: Mapping[int, int] = field(default_factory=dict)
    """Latin consonants for letters of another script, as names are heard."""
    fillers: frozenset[str] = frozenset()
    """Words that may stand before a number within a term: the word for year."""


def counted(listed: str) -> dict[str, int]:
    """Number words with what they stand for, `vingt=20 trente=30`; `text.counting` puts them together."""
    return {word: int(value) for word, _, value in (pair.partition("=") for pair in listed.split())}


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the project's texts."""

    tag: str
    name: str = ""
    """Its own name for itself."""
    direction: str = "ltr"
    breaking: Breaking = field(default_factory=Breaking)
    inflection: Inflection = field(default_factory=Inflection)
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Its number words."""
    number_joint: str = ""
    """The word between two of them: vingt *et* un."""
