"""Which words of a translation come from which of its source, by what a model looked at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tmpipe.parts import Link

Span = tuple[int, int]
Attention = Sequence[Sequence[float]]

_WORD = re.compile(r"[\w\u00ad\u0300-\u036f\u064b-\u0655\u0670\u200c]+")
"""A word, with marks that combine with it and signs within it that nobody sees; not its apostrophe."""
NEAR = 4
"""So many signs of a text are skipped at most to find the next one of a token: normalization drops some."""
LEAST = 0.05
"""A word that looks at none of the source's words for so much of its attention comes from none."""
_TYPEWRITER = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)


def places(surfaces: Sequence[str], text: str) -> list[Span | None]:
    """Where the surfaces of a text's tokens stand in it, in order; None for one that stands nowhere.

    Tokens are of a normalized text: compared is what is left without blanks, composition and typography.
    """
    signs = [(sign, at) for at, char in enumerate(text) for sign in _plain(char)]
    out: list[Span | None] = []
    at = 0
    for surface in surfaces:
        hits: list[int] = []
        for sign in _plain(surface):
            near = range(at, min(at + NEAR, len(signs)))
            found = next((number for number in near if signs[number][0] == sign), None)
            if found is not None:
                hits.append(signs[found][1])
                at = found + 1
        out.append((hits[0], hits[-1] + 1) if hits else None)
    return out


def links(
    source: str,
    target: str,
    source_places: Sequence[Span | None],
    target_places: Sequence[Span | None],
    attention: Attention,
) -> tuple[Link, ...]:
    """The links of a target's words, in their order. Rows of `attention` are target tokens.

    A word comes from the word at which its tokens looked most, together; one that stands in both texts as it
    is, a number or a name, from itself. What was given to punctuation and to the end is left out.
    """
    source_words, target_words = _words(source), _words(target)
    columns = _tokens_of(source_words, source_places)
    rows = _tokens_of(target_words, target_places)
    out: list[Link] = []
    for word, tokens in zip(target_words, rows, strict=True):
        weights = [sum(attention[row][column] for row in tokens for column in each) for each in columns]
        found = _best(target[slice(*word)], [source[slice(*each)] for each in source_words], weights)
        if found is not None and weights[found] >= LEAST * len(tokens):
            out.append(Link(*word, *source_words[found]))
    return tuple(out)


def _best(word: str, words: Sequence[str], weights: Sequence[float]) -> int | None:
    """The number of the source word that is looked at most, among those like the word if there are any."""
    alike = len(word) > 3 or word.isnumeric()  # not `on` and `a`, which are words of many languages
    same = [at for at, other in enumerate(words) if alike and other.casefold() == word.casefold()]
    return max(same or range(len(words)), key=weights.__getitem__, default=None)


def _words(text: str) -> list[Span]:
    return [match.span() for match in _WORD.finditer(text)]


def _tokens_of(words: Sequence[Span], spans: Sequence[Span | None]) -> list[list[int]]:
    """For each word the numbers of the tokens that overlap with it. Both are in order; linear."""
    out: list[list[int]] = []
    first = 0
    for start, end in words:
        while first < len(spans) and _ends(spans[first]) <= start:
            first += 1
        found: list[int] = []
        for number in range(first, len(spans)):
            span = spans[number]
            if span is None:
                continue
            if span[0] >= end:
                break
            found.append(number)
        out.append(found)
    return out


def _ends(span: Span | None) -> int:
    return -1 if span is None else span[1]


def _plain(text: str) -> Iterator[str]:
    """The signs of a text that tokens keep: no blanks, letters apart from their marks, plain typography."""
    for sign in unicodedata.normalize("NFKD", text.translate(_TYPEWRITER)):
        if not sign.isspace():
            yield sign
