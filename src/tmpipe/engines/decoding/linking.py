"""Which words of a translation come from which of its source, by what a model can go without.

Attention would be cheaper to ask for, but packages tell that of one head of the last layer, which looks
elsewhere in a third of the cases (`benchmarks/machine`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tmpipe.parts import Link

Span = tuple[int, int]
Losses = Sequence[Sequence[float]]

_WORD = re.compile(r"[\w\u00ad\u0300-\u036f\u064b-\u0655\u0670\u200c]+")
"""A word, with marks that combine with it and signs within it that nobody sees; not its apostrophe."""
NEAR = 4
"""So many signs of a text are skipped at most to find the next one of a token: normalization drops some."""
LEAST = 0.02
"""A word that is hardly less likely without any one word of the source comes from none."""
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


def tokens_of(text: str, surfaces: Sequence[str]) -> list[tuple[Span, list[int]]]:
    """The words of a text, in order, each with the numbers of the tokens that it consists of."""
    words = [match.span() for match in _WORD.finditer(text)]
    return list(zip(words, _overlapping(words, places(surfaces, text)), strict=True))


def links(
    source: str, target: str, source_words: Sequence[Span], target_words: Sequence[Span], losses: Losses
) -> tuple[Link, ...]:
    """The links of a target's words, in their order.

    `losses[t][s]` is how much less likely target word t is, in natural logarithms, to a model that does not
    see source word s. A word comes from the one that it cannot go without; one that stands in both texts as
    it is, a number or a name, from itself.
    """
    words = [source[slice(*each)] for each in source_words]
    out: list[Link] = []
    for word, row in zip(target_words, losses, strict=True):
        found = _best(target[slice(*word)], words, row)
        if found is not None and row[found] >= LEAST:
            out.append(Link(*word, *source_words[found]))
    return tuple(out)


def _best(word: str, words: Sequence[str], row: Sequence[float]) -> int | None:
    """The number of the source word with the greatest loss, among those like the word if there are any."""
    alike = len(word) > 3 or word.isnumeric()  # not `on` and `a`, which are words of many languages
    same = [at for at, other in enumerate(words) if alike and other.casefold() == word.casefold()]
    return max(same or range(len(words)), key=row.__getitem__, default=None)


def _overlapping(words: Sequence[Span], spans: Sequence[Span | None]) -> list[list[int]]:
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
