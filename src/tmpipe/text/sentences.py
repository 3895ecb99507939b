"""Where the sentences of a text stand: candidates found in C, judged with what is known of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from tmpipe.model import Locale
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Breaking, words

Spans = list[tuple[int, int]]
"""Where the sentences of a text stand, white space around them left out."""

# Most of the judgement is made here, in C: the first of a run of stops; then a blank and a capital (or an
# Arabic letter), or else more stops, closing marks, a footnote's mark, white space, opening marks, and no
# sign that the sentence goes on. Every repetition has a bound or is possessive, and a run is entered at its
# first stop alone, so that no text takes more than linear time.
# `(?=(...))\2` is an atomic group: Python's own, and possessive ones, go wrong before 3.11.5.
_CANDIDATE = re.compile(
    r"""
    ([.!?…؟۔。！？।])(?<![.!?…؟۔。！？।].)
    (?:[ ](?=[A-ZÀ-ÖØ-Þآ-ی])|
    (?=
      ([.!?…؟۔。！？।]*+(?:[ \xa0\u202f][.!?…؟۔]++(?=\s|\Z)|[ \xa0]?[\[(](?:…|\.\.\.)[\])]){0,16})
      ((?:["'”’»›)\]}」』）*_\u200c-\u200f]|“(?=\s)|[ \xa0\u202f\u2009]»(?=[\s\d.,;:!?)])){0,16})
      ((?:[ ]?\[\d{1,3}\]|[ ]?[¹²³⁰-⁹]{1,3}+,?+(?=[\s¹²³⁰-⁹])|\d{1,3}(?:[,–-]\d{1,3})?(?=\s)
        |\(\d{1,3}\)(?=\s)|[*†‡]){0,9})
    )\2\3\4
    (\s++|(?<=[。！？])|(?<=[。！？][」』”）]))
    (?=(["'“‘„‚«‹»›(\[{¿¡—–•*\-\s\u200c-\u200f]{0,16}+(?:…|\.\.\.?)?))\6
    (?=[^,;:)\]}/]))
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SPACED_MARK = re.compile(r"(\d{1,3}(?:, ?\d{1,3})*\]?)(\s+)[\"'“”‘’„«»(]*([^\W\d_]+)(?!\.)")
_NUMBERS_ONLY = re.compile(r"[\d\s\[\]().,…]{0,40}\Z")
_ITEM = re.compile(r"(?:[^\W\d_]|[ivx]{1,5}|\d{1,3})\)\s")
_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REFERENCE = re.compile(
    r"\W*(?:\d|(?:[VXLCDM]|I(?!\s+[a-z]))[IVXLCDM]*\b|I(?:er|re)\b|[A-Z]\b(?!\s+[a-z])|[A-ZÅÄÖ]{1,5}(?:\s\d|[/\d-]))"
)
_CLAUSE = re.compile(r"(?:[A-ZÀ-Ý]\w{0,2}\.\s|[^.!?…؟،,:;«“\"]){0,120}")
_PARTICLES = words("al da dal dalla de dei degli del della dello des di du el la le li lo")
"""What names begin with after an initial: `A. Di Pietro`."""
_NUMBER = re.compile(r"[(\[\s]*(?:\d{1,4}|\d{1,2}(?:\.\d{1,2}){1,3}|[^\W\d_]|[ivxlIVXL]{1,6})\Z")
_LABEL = re.compile(r"([^\W\d_]{2,12}[\u064b-\u0655]?)(\.?)\s(?:[A-Z]\.\s?)?\S{1,12}\Z")
_NUMERAL = re.compile(
    r"[IVXLC]{2,}|I(?:er|re)"
    r"|\d{1,4}(?:er|re|ère|ᵉʳ|º|°|[- ]?(?:bis|ter|quater|quinquies|sexies)|(?:-\d{1,3})+)"
)
"""Numbers of articles that are not plain: `II`, `1er`, `3-bis`, `111-1`."""
_HEAD = re.compile(r"(§|[^\W\d_]{2,12}[\u064b-\u0655]?)(\.?)\s[^.!?…؟]{1,18}\Z")
_SHOUTED = re.compile(r"\.\W*(?:[A-ZÀ-ÖØ-Þ]{2}|[A-ZÀ-ÖØ-Þ]['’.]|\d)")
_ITEM_WIDTH = 12
"""Characters that an enumerator takes at most."""
_ACRONYM = re.compile(r"[^\W\d_]{1,2}(?:\.-?[^\W\d_]{1,2})+\Z")
_ODD = re.compile(r"(?i)(?:[b-df-hj-np-tv-xzç]{2,}|[^\W\d_]+[bcdfgkptv][lr])\Z")
"""Words without a vowel or with an end that no word has: abbreviations."""
_OPENING = "\"'“‘„‚«‹»›([{¿¡—–•*-"


def sentences(text: str, locale: Locale) -> Spans:
    """The sentences of a text in order; between them and around them there is nothing but white space.

    A blank line ends a sentence; linear in the text's length.
    """
    judge = _judge(locale)
    spans: Spans = []
    for start, finish in _paragraphs(text):
        begin = start
        for found in _CANDIDATE.finditer(text, start, finish):
            dot = found.start()
            if dot < begin:
                continue
            plain = found.lastindex == 1 and text[dot] == "." and dot > begin + _ITEM_WIDTH
            if plain and judge.kind(_before(text, begin, dot)) == "word":
                end, after = dot + 1, dot + 2  # most stops are such: judged at once, for speed
            elif judge.ends(text, begin, found):
                end, after = judge.cut(text, found)
            else:
                continue
            spans.append((begin, end))
            begin = after
        spans.append((begin, finish))
    return spans


def _before(text: str, begin: int, dot: int) -> str:
    """What stands before the stop at `dot`, back to a blank, if it is a word."""
    low = max(begin, dot - 24)
    return text[max(low, text.rfind(" ", low, dot) + 1) : dot]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """What stands between blank lines, stripped, none empty."""
    start = len(text) - len(text.lstrip())
    finish = len(text.rstrip())
    if "\n" in text:
        for blank in _BLANK_LINE.finditer(text, start, finish):
            yield start, start + len(text[start : blank.start()].rstrip())
            start = blank.end()
    if start < finish:
        yield start, finish


@dataclass(frozen=True, slots=True)
class _Judge:
    """A language's knowledge made ready for candidates."""

    kind: Callable[[str], str]
    """Of what stands before a full stop: a name of `Breaking`'s fields, `initials`, `number`, `capitals`
    (short, and an abbreviation among capitals alone: `MR. JAFARI`, `the US. He`) or `word`."""
    shouted: Callable[[str], str]
    """The kind of a word among capitals."""
    breaking: Breaking

    def ends(self, text: str, begin: int, found: re.Match[str]) -> bool:
        """Whether the sentence from `begin` ends at this candidate."""
        stop, more, close, mark, _, opening = found.groups("")
        dot, at = found.span()
        if text[dot - 1 : dot] in ("(", "[") and dot > begin:
            return False  # `[…]`, `(?)`
        if opening[:1] in ("–", "—", "-") and dot < begin + 32 and self._headed(text, begin, dot):
            return False
        word = self._word(text, begin, dot) if stop == "." and not more else "word"
        if word == "word" and stop == "." and ")" in close and _bracketed(text, begin, dot):
            word = "endings"
        if text[at].islower() and not text[at + 1 : at + 2].isupper():  # `iPhone` has a capital
            return word == "word" and self._despite_small(text, found)
        if word != "word" and not self._after_abbreviation(word, text, found):
            return False
        if (
            self.breaking.pauses
            and (stop in "!…" or more)
            and _before(text, begin, dot) in self.breaking.pauses
        ):
            return False
        if close and stop != "." and self._told(text, dot, at):
            return False
        if mark and not close and mark[0].isdecimal() and not _marked(text, begin, dot, word):
            return False
        return not (text[at].isdecimal() or opening == "[") or not _NUMBERS_ONLY.match(text, at, found.endpos)

    def _word(self, text: str, begin: int, dot: int) -> str:
        """The kind of the word before the stop at `dot`; `item` for an enumerator and a numbered label."""
        if dot <= begin + _ITEM_WIDTH and _NUMBER.match(text, begin, dot):
            return "item"
        before = _before(text, begin, dot)
        kind = self.kind(before)
        if kind == "capitals":
            kind = self.shouted(before) if _SHOUTED.match(text, dot) else "word"
        if kind not in ("number", "initials"):
            return kind
        if dot < begin + 24 and self._labelled(_LABEL, text, begin, dot):
            return "item"
        if kind == "initials":
            return kind
        told = text[max(begin, dot - 8) : dot].rstrip("0123456789").rstrip().endswith((":", ";"))
        return "item" if told else "word"

    def _labelled(self, pattern: re.Pattern[str], text: str, begin: int, dot: int) -> bool:
        """Whether the sentence so far is a label and its number: `Article 5`, `Art. II`, `Titre premier`."""
        label = pattern.match(text, begin, dot)
        if label and label[2]:
            return self.kind(label[1]) in ("counters", "endings")
        return label is not None and (label[1] == "§" or label[1].lower() in self.breaking.labels)

    def _headed(self, text: str, begin: int, dot: int) -> bool:
        """Whether a label with a number of any shape stands before the dash: `Article 2 bis. – The court`."""
        return self._labelled(_HEAD, text, begin, dot) and any(
            word[0].isdecimal() or len(word) == 1 or word.lower() in self.breaking.numerals
            for word in text[begin:dot].split()[1:]
        )

    def _after_abbreviation(self, kind: str, text: str, found: re.Match[str]) -> bool:
        """Whether a sentence begins after an abbreviation of this kind."""
        at = found.end()
        if kind == "titles" and found[3]:
            kind = "endings"  # `par ex.) Ainsi`
        if kind in ("titles", "item") or (kind != "free" and _REFERENCE.match(text, at)):
            return False
        name = _NAME.match(text, at)
        word = name[0].replace("’", "'") if name else ""
        if kind == "counters":
            return word.lower() not in self.breaking.numerals - self.breaking.starters
        if kind == "free":
            return word not in self.breaking.calendar and (found[6] != "(" or not text[at].isdecimal())
        after = text[name.end() : name.end() + 2] if name else ""
        if after[:1] == "." and (len(word) == 1 or self.kind(word) != "word"):
            return False
        return self._begins(word) and not (kind == "initials" and _named(word, after))

    def _begins(self, word: str) -> bool:
        """Whether the word, or the one elided before its apostrophe, is a starter."""
        head, apostrophe, _ = word.lower().partition("'")
        return not self.breaking.starters.isdisjoint((word.lower(), head + apostrophe))

    def _despite_small(self, text: str, found: re.Match[str]) -> bool:
        """Whether a sentence begins with a small letter."""
        stop, more, close, mark, _, opening = found.groups("")
        if _ITEM.match(text, found.end()):
            return True
        if (more or stop)[-1] not in self.breaking.careless or more.endswith(".") or mark:
            return False
        if opening.strip("(\"“«'‘*"):
            return False
        if stop == "." and not more:
            return not close.strip("*_")
        return not close and not self._told(text, found.start(), found.end())

    def _told(self, text: str, dot: int, at: int) -> bool:
        """Whether what follows a quotation says who spoke; not if that was said before it, with a colon."""
        clause = _CLAUSE.match(text, at)
        if not clause or text[clause.end() : clause.end() + 1] in (":", "«", "“", '"'):
            return False
        said = clause[0].split()
        if not said or said[0] in self.breaking.links:
            return bool(said)
        if text[at].isupper() and self._begins(said[0].rstrip(".")) and said[0] != "I":
            return False
        before = text[max(0, dot - 400) : dot]
        if before[: max(before.rfind("«"), before.rfind("“"), 0)].rstrip().endswith(":"):
            return False
        return not self.breaking.speech.isdisjoint(said[: 2 if said[0] == "I" else 8])

    def cut(self, text: str, found: re.Match[str]) -> tuple[int, int]:
        """Where the sentence ends and the next one begins; `. 8 Many`: the mark is the first one's."""
        if found.lastindex == 1:
            return found.end(1), found.end()
        if _closes(text, found):
            return found.start(6) + 1, found.end() - len(found[6][1:].lstrip())
        spaced = None if found[4] or found[6] else _SPACED_MARK.match(text, found.end())
        if spaced and spaced[3][0].isupper() and spaced[3] not in self.breaking.calendar:
            return spaced.end(1), spaced.end(2)
        return found.end(4), found.start(6)


def _closes(text: str, found: re.Match[str]) -> bool:
    """Whether a straight quotation mark between two blanks belongs to the sentence before: `Non ! " Il`."""
    if found[6][:1] != '"' or not found[6][1:2].isspace():
        return False
    return text.count('"', max(0, found.start() - 1000), found.start()) % 2 == 1


def _bracketed(text: str, begin: int, dot: int) -> bool:
    """Whether the stop stands in a bracket that was opened within the sentence."""
    return text.rfind("(", max(begin, dot - 1000), dot) > begin


def _named(word: str, after: str) -> bool:
    """Whether a starter is a name's first part: `A. Di Pietro`, `M. L'Herbier`."""
    return word.partition("'")[2][:1].isupper() or (word.lower() in _PARTICLES and after[1:].isupper())


def _marked(text: str, begin: int, dot: int, word: str) -> bool:
    """Whether a number right after the stop at `dot` is a mark (`officials.8`, `2019.8`), no decimal."""
    if word == "counters":
        return False
    return not text[dot - 1].isdecimal() or (dot - 4 > begin and text[dot - 4 : dot].isdecimal())


@cache
def _judge(locale: Locale) -> _Judge:
    breaking = language(locale).breaking
    kinds: dict[str, str] = {}
    shouted: dict[str, str] = {}
    for kind in ("numerals", "free", "endings", "counters", "titles"):
        for word in getattr(breaking, kind):
            kinds[word] = "number" if kind == "numerals" else kind
            if len(word) > 1 and word == word.lower():
                kinds[word[0].upper() + word[1:]] = kinds[word]
            if len(word) > 1:
                shouted[word.upper()] = kinds[word]
    sure = {word: kind for word, kind in shouted.items() if len(word) > 2 and word.lower() in kinds}
    short = dict.fromkeys(shouted, "capitals")
    return _Judge(
        lru_cache(4096)(partial(_kind, breaking, short | sure | kinds)),
        lru_cache(4096)(partial(_kind, breaking, shouted | kinds)),
        breaking,
    )


def _kind(breaking: Breaking, kinds: Mapping[str, str], before: str) -> str:
    """The kind of the last word before a full stop."""
    word = (before.split() or [""])[-1].lstrip(_OPENING)
    if word in kinds:
        return kinds[word]
    if word.isdecimal():
        return "titles" if breaking.ordinals and len(word) < 3 else "number"
    if _NUMERAL.fullmatch(word):
        return "number"
    elided, _, word = word.replace("’", "'").rpartition("'")
    word = word.lstrip("0123456789")
    if elided and len(word) < 2:
        return "word"
    return kinds.get(word) or _guessed(word, breaking.finals)


def _guessed(word: str, finals: str) -> str:
    """The kind of a word that no list has, by its looks."""
    if not word[-1:].isalpha():
        return "word"  # `“law”.`, `h-3.`
    if len(word) < 2:
        return "endings" if word.islower() else "initials"
    if _ACRONYM.match(word) or (_ODD.match(word) and not word.isupper()):
        return "endings"
    if "/" in word and word[-2:].isupper():
        return "endings"  # `S/PV. 2811`
    return "endings" if finals and len(word) < 7 and word.islower() and word[-1] not in finals else "word"
