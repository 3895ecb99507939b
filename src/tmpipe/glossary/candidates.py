"""What a text names: the terms that the glossary has, and candidates that it lacks.

A candidate is a name of several words, an acronym (with what it stands for, where brackets tell), or a phrase
that comes again and again. Where one is spelled nearly as a term, it is told as the term's likely variant.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tmpipe.glossary.mentions import Mention, without
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import CODE, Locale, Term
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words as listed

Passage = tuple[str, int]
"""A text, and the line of the file on which it starts."""

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_](?:[\w&]|[’'\-‐‑](?=[^\W_]))*")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z&\-]*[a-z]?[A-Z]\d*")
_PLURAL = re.compile(r"(?<=[A-Z]{2})s$")
_COMPOUND = re.compile(r"[A-Z].*-[a-z]{3,}")
"""London-based: no part of a name."""
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_POSSESSIVE = re.compile(r"[’']s?$")
_BRACKETS = re.compile(r"\((?:[“\"‘']?the\s)?[“\"‘']?(?P<inside>[^()“”\"]{2,80})")
_REACH = 200
"""Characters before a bracket in which an acronym's full form stands, or a sentence's end before a name."""
_WITHIN = listed("of for on against to the and de del al el bin ibn van von der")
"""Words that a name may have inside."""
_LEADING = listed("of for on against to")
"""After one of these a name goes on over *and*: Department *of* Economic *and* Social Affairs."""
_PEOPLES = ("ian", "ean", "ish", "ese", "ans")
_MASK = "\ufffc"
_LONGEST = 4
"""Words of a phrase at most."""
_BEFORE = listed(
    "the a an this that these those its their his her our any no some all every each such of in on for by "
    "with against from into under about between and"
)
"""Words before which a noun phrase begins."""
_OFTEN = 3
"""How often a phrase comes that is a candidate."""
_EMPTY = listed(
    "own same new last long many able about also already been being both called came come day days done end "
    "ever far fact former full further given gone good great including involved issue kind know known large "
    "late least less like little made make making man matter means men month months most much must part "
    "people person place point present reported reportedly right set since still such take taken time times "
    "took used using way week weeks well went were while woman women work year years himself herself "
    "themselves number said says them they against including regarding concerning"
)
"""Words that no term begins or ends with."""


@dataclass(frozen=True, slots=True)
class Use:
    """A term of the glossary, as a text names it."""

    term: Term
    words: tuple[str, ...]
    """The forms that stand in the text, the most frequent first."""
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a term."""

    kind: str
    """`name`, `acronym`, `phrase`."""
    text: str
    count: int
    lines: tuple[int, ...]
    expansion: str = ""
    """What an acronym stands for."""
    short: str = ""
    """The one word by which a name comes again."""
    like: str = ""
    """The id of a term that is spelled nearly so."""


@dataclass(slots=True)
class _Tally:
    """How often something comes, in which spellings, and where."""

    spellings: Counter[str] = field(default_factory=Counter)
    lines: dict[int, None] = field(default_factory=dict)
    within: bool = False
    """Whether it stands anywhere but at the beginning of a sentence."""

    def add(self, text: str, line: int, *, within: bool = True) -> None:
        self.spellings[text] += 1
        self.lines[line] = None
        self.within = self.within or within


def uses(passages: Iterable[Passage], termbase: Termbase) -> tuple[Use, ...]:
    """The terms of the text, the most frequent first; an acronym beside its full form is one mention."""
    found: dict[str, tuple[Term, _Tally]] = {}
    for text, line in passages:
        for mention in termbase.find(text):
            term = mention.term
            found.setdefault(term.id, (term, _Tally()))[1].add(mention.text, line)
    told = (
        Use(
            term,
            tuple(word for word, _ in tally.spellings.most_common()),
            tally.spellings.total(),
            tuple(tally.lines),
        )
        for term, tally in found.values()
    )
    return tuple(sorted(told, key=lambda use: -use.count))


def candidates(passages: Sequence[Passage], termbase: Termbase) -> tuple[Candidate, ...]:
    """What the glossary may lack, the most telling first; made for a source in English."""
    rules = language(termbase.source_locale)
    little = rules.breaking.starters | rules.inflection.links
    stops = little | rules.breaking.speech | _EMPTY
    plain = [(_masked(text, termbase.find(text)), line) for text, line in passages]
    lower = {word for text, _ in plain for word in _WORD.findall(text) if word.islower()}
    names: dict[str, _Tally] = {}
    expansions: dict[str, str] = {}
    for text, line in plain:
        if _titled(text):
            continue
        expansions |= dict(_expanded(text))
        for name, within in _names(text, lower, rules.breaking.calendar, little):
            names.setdefault(name, _Tally()).add(name, line, within=within)
    phrases = _phrases(plain, termbase.source_locale, stops)
    known = _skeletons(termbase.terms)
    told = [*_named(names, expansions, lower), *phrases]
    told = [replace(one, like=_like(one, known)) for one in told]
    return tuple(sorted(told, key=lambda one: (-_weight(one), one.lines, one.text)))


def _masked(text: str, mentions: Sequence[Mention]) -> str:
    """The text without codes, and with one sign for each term that the glossary has."""
    return CODE.sub("", without(text, mentions, f" {_MASK} "))


def _titled(text: str) -> bool:
    """Whether capitals tell nothing: a heading in capitals, or one in which each word has one."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    if text.rstrip('”"’) ').endswith((".", "!", "?", ":")) and not text.isupper():
        return False  # a sentence
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


# --- names and acronyms


def _names(
    text: str, lower: set[str], calendar: frozenset[str], little: frozenset[str]
) -> Iterator[tuple[str, bool]]:
    """The longest runs of capitalized words; whether one stands within a sentence."""
    run: list[re.Match[str]] = []
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        begins = number == 0 or text[words[number - 1].end() : word.start()].strip(" \t") not in {"", _MASK}
        beside = bool(run) and text[run[-1].end() : word.start()] in {" ", "\u00a0"}
        capital = (
            word[0][0].isupper() and word[0] not in calendar and not _dull(word[0], little, lower, begins)
        )
        if capital:
            if run and not beside:
                yield from _told(run, text)
                run = []
            run.append(word)
        elif run and beside and _goes_on(word[0], run):
            run.append(word)
        else:
            yield from _told(run, text)
            run = []
    yield from _told(run, text)


def _dull(word: str, little: frozenset[str], lower: set[str], begins: bool) -> bool:
    """Whether a capital tells nothing: the word begins a sentence or a quotation, and is a common one."""
    plain = word.lower()
    return (
        plain in little
        or len(word) == 1
        or _COMPOUND.fullmatch(word) is not None
        or (begins and plain in lower)
    )


def _goes_on(word: str, run: Sequence[re.Match[str]]) -> bool:
    return word in _WITHIN and (word != "and" or any(one[0] in _LEADING for one in run))


def _told(run: list[re.Match[str]], text: str) -> Iterator[tuple[str, bool]]:
    """The run as a name, without little words and a possessive at its end."""
    while run and run[-1][0] in _WITHIN:
        run = run[:-1]
    alone = len(run) == 1 and _MASK in text[max(0, run[0].start() - 3) : run[0].end() + 3]
    if run and not alone:  # else what is left of a name that holds a term
        name = _PLURAL.sub("", text[run[0].start() : run[-1].end()])
        before = text[max(0, run[0].start() - _REACH) : run[0].start()]
        within = before.rstrip(' “"‘(').strip()[-1:] not in {"", ".", ":", "!", "?"}
        yield _POSSESSIVE.sub("", name), within or len(run) > 1


def _expanded(text: str) -> Iterator[tuple[str, str]]:
    """Acronyms with what they stand for: International Criminal Court (ICC), ICC (International ...)."""
    for found in _BRACKETS.finditer(text):
        inside = found["inside"].strip(" ’'”,;")
        before = text[max(0, found.start() - _REACH) : found.start()].rpartition(")")[2].rstrip(' “"')
        if _ACRONYM.fullmatch(inside) and (full := _spelled_out(inside, before)):
            yield inside, full
        last = before.rpartition(" ")[2]
        if _ACRONYM.fullmatch(last) and (full := _spelled_out(last, inside)):
            yield last, full


def _spelled_out(acronym: str, text: str) -> str:
    """The last words of the text whose initials are the acronym's letters."""
    letters = [letter for letter in acronym if letter.isupper()]
    words = list(_WORD.finditer(text))
    for start in range(len(words) - 1, max(-1, len(words) - 3 * len(letters)), -1):
        initials = [
            part[0]
            for word in words[start:]
            if word[0].lower() not in _WITHIN
            for part in word[0].split("-")
            if part
        ]
        if [one.upper() for one in initials] == letters and words[start][0].lower() not in _WITHIN:
            return text[words[start].start() : words[-1].end()]
    return ""


def _named(
    names: Mapping[str, _Tally], expansions: Mapping[str, str], lower: set[str]
) -> Iterator[Candidate]:
    """The candidates among names: those of several words, acronyms, and single ones that come again."""
    last = {name.rsplit(" ", 1)[-1]: name for name in sorted(names) if " " in name}
    full = {name: acronym for acronym, name in expansions.items()}
    for name, tally in names.items():
        count, lines = tally.spellings.total(), tuple(tally.lines)
        acronym = _ACRONYM.fullmatch(name) and not _ROMAN.fullmatch(name)
        if name in full or (name in last and last[name] in names):
            continue  # told beside its acronym, or beside the whole name
        if acronym:
            more = names.get(expansions.get(name, ""))
            count += more.spellings.total() if more else 0
            yield Candidate("acronym", name, count, lines, expansion=expansions.get(name, ""))
        elif " " in name:
            short = name.rsplit(" ", 1)[-1]
            again = names.get(short) if last.get(short) == name else None
            where = {*lines, *(again.lines if again else ())}
            total = count + (again.spellings.total() if again else 0)
            yield Candidate("name", name, total, tuple(sorted(where)), short=short if again else "")
        elif count > 1 and tally.within and not name.endswith(_PEOPLES) and name.lower() not in lower:
            yield Candidate("name", name, count, lines)


# --- phrases


def _phrases(passages: Iterable[Passage], locale: Locale, stops: frozenset[str]) -> Iterator[Candidate]:
    """Runs of two to four content words that come often, a third of them as a noun phrase begins; each once,
    in its longest form.
    """
    found: dict[tuple[str, ...], _Tally] = {}
    begun: Counter[tuple[str, ...]] = Counter()
    for text, line in passages:
        for before, run in _runs(text, stops):
            for at, key in _parts(run, locale):
                found.setdefault(key, _Tally()).add(" ".join(run[at : at + len(key)]), line)
                begun[key] += not at and (before in _BEFORE or not before.islower())
    often = {key: tally.spellings.total() for key, tally in found.items()}
    often = {key: count for key, count in often.items() if count >= _OFTEN}
    longer: Counter[tuple[str, ...]] = Counter()
    for key, count in often.items():
        for _, part in _parts(key, locale):
            longer[part] = max(longer[part], count if part != key else 0)
    for key, count in often.items():
        if longer[key] < count <= 3 * begun[key]:
            tally = found[key]
            yield Candidate("phrase", tally.spellings.most_common(1)[0][0], count, tuple(tally.lines))


def _parts(run: tuple[str, ...], locale: Locale) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The runs of two to four words within a run, the last word in the singular, and where they begin."""
    for size in range(2, min(_LONGEST, len(run)) + 1):
        for at in range(len(run) - size + 1):
            yield at, (*run[at : at + size - 1], _singular(run[at + size - 1], locale))


def _runs(text: str, stops: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The runs of lower-case content words, blanks between them, each with the word before."""
    run: list[str] = []
    before = last = ""
    end = 0
    for word in _WORD.finditer(text):
        plain = _POSSESSIVE.sub("", word[0])
        content = plain.islower() and len(plain) > 2 and plain not in stops and not plain.endswith("ly")
        near = text[end : word.start()] in {" ", "\u00a0"}
        if run and not (near and content):
            yield before, tuple(run)
            run = []
        if content and not run:
            before = last if near else ""
        if content:
            run.append(plain)
        if run and plain != word[0]:
            yield before, tuple(run)
            run = []
        last, end = word[0], word.end()
    if run:
        yield before, tuple(run)


def _singular(word: str, locale: Locale) -> str:
    return min(language(locale).inflection.variants(word), key=lambda one: (len(one), one))


# --- what is nearly a term


def _skeletons(terms: Iterable[Term]) -> dict[str, str]:
    return {skeleton: term.id for term in terms for form in term.source if (skeleton := _skeleton(form))}


def _skeleton(text: str) -> str:
    """What a name keeps however it is transliterated: its consonants. Empty where these are too few."""
    letters = unicodedata.normalize("NFD", text.lower()).translate(str.maketrans("zqc", "skk"))
    plain = re.sub(r"(.)\1+", r"\1", re.sub(r"[^bdfgjklmnpqrstvx]", "", letters))
    return plain if len(plain) > 3 else ""


def _like(one: Candidate, known: Mapping[str, str]) -> str:
    own = _skeleton(one.text) if one.kind == "name" else ""
    return known.get(own, "") if own else ""


def _weight(one: Candidate) -> float:
    """Names weigh by their words, acronyms as much as what they stand for, phrases half."""
    size = (one.expansion or one.text).count(" ") + 1
    return one.count * (1 + size) * {"name": 1.0, "acronym": 1.5, "phrase": 0.5}[one.kind]
