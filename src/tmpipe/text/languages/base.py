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


def _never(_words: str) -> bool:
    return False


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
    suffixes: frozenset[str] = frozenset()
    """Endings that may be written apart from their word."""
    called: frozenset[str] = frozenset()
    """Words that say *so-called*, and may stand within any term: les commissions *dites* « de la mort »."""
    adverbs: str = ""
    """How adverbs end that are made of a noun's stem: impunité, impuné*ment*."""
    scopes: frozenset[str] = frozenset()
    """Words that, before a body's name and with a capital, make it another one's: *National* Security
    Council; parts before a hyphen too, *Inter*-American."""
    beyond: frozenset[str] = frozenset()
    """Words that do so right after it: Conseil de sécurité *nationale*."""
    genitive: str = ""
    """How a word ends that an adjective may follow within a term: rättsväsendet*s* dåvarande chef."""
    verbal: Callable[[str], bool] = _never
    """Whether a source form is a verb and its adverb: *extrajudicially executed*."""
    manners: frozenset[str] = frozenset()
    """Prepositions that make an adverb of the noun after them: *with* impunity."""


def counted(listed: str) -> dict[str, int]:
    """Number words with what they stand for, `vingt=20 trente=30`; `text.counting` puts them together."""
    return {word: int(value) for word, _, value in (pair.partition("=") for pair in listed.split())}


@dataclass(frozen=True, slots=True)
class Typography:
    """How a language sets its texts; what is empty is not judged."""

    quotes: tuple[str, ...] = ()
    """Its pairs of quotation marks that may stand outermost, the usual one first: `«»`."""
    foreign: str = ""
    """Double quotation marks that are other languages'."""
    airy: str = ""
    """Marks with a no-break blank before them, of any width."""
    tight: str = ",."
    """Marks without a blank before them."""
    hugging: bool = False
    """Whether quotation marks stand close to the words within them."""
    comma: str = ""
    """The decimal sign."""
    thousands: str = ""
    """What groups the digits of a large number, the usual sign first."""
    percent: str = ""
    """The blank before a percent sign."""
    dash: str = ""
    """The dash of a parenthesis, with the blanks around it."""
    months: frozenset[str] = frozenset()
    """Names that begin with a small letter, which English does not do."""
    capitals: bool = False
    """Whether a sentence begins with a capital."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a sentence does around its numbers, months and names, and breaks when another is put in.

    The defaults are those of a language that we do not know: almost anything may change.
    """

    ordinals: frozenset[str] = frozenset()
    """What may follow the digits of an ordinal: 21*st*, 21*e*, 21*:a*."""
    ordinal: Callable[[int], str] | None = None
    """That of a number, where it depends on it; else what one ordinal from two on has the others have."""
    first: str = ""
    """What follows the first day of a month: 1*er* juillet."""
    articles: frozenset[str] = frozenset()
    """Words that change with the first sound of what follows: *il* 14, *l'*8."""
    elides: bool = False
    """Whether words before a vowel lose theirs: *de* juillet, *d'*août."""
    weekdays: frozenset[str] = frozenset()
    plain: bool = False
    """Whether nouns have one form after all numbers from two on, and numbers have no endings."""
    neuter: bool = False
    """Whether no word shows whether a person is a man or a woman, but where English shows it, too."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the project's texts."""

    tag: str
    name: str = ""
    """Its own name for itself."""
    direction: str = "ltr"
    breaking: Breaking = field(default_factory=Breaking)
    inflection: Inflection = field(default_factory=Inflection)
    typography: Typography = field(default_factory=Typography)
    agreement: Agreement = field(default_factory=Agreement)
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Its number words."""
    number_joint: str = ""
    """The word between two of them: vingt *et* un."""
