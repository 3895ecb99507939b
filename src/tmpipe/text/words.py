"""The words of a text: as the match rate compares them, and as translators count them."""

from __future__ import annotations

from unicodedata import normalize

from tmpipe.model import CODE, Locale

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys(
        "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
    )
    | {"…": "..."}
)
"""Typography to its typewriter form; what nobody sees (soft hyphens, direction marks) to nothing."""

_UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my"})
"""Languages that put no blanks between words: their letters are counted, as the trade does."""


def normalized(text: str) -> str:
    """`text` for comparing: no inline codes, plain typography, NFC. Case stays.

    A code is not a word: two texts that differ in markup alone have the same words.
    """
    if "<" in text:
        text = CODE.sub("", text)
    return text if text.isascii() else normalize("NFC", text.translate(_PLAIN))


def words(text: str) -> list[str]:
    """The words that the match rate counts: what stands between white space in the normalized text.

    Capitals and punctuation belong to their word, so `Graves.` and `graves` are two: a translator has to
    look at both. Law: `words(" ".join(words(text))) == words(text)` for a text without codes.
    """
    return normalized(text).split()


def count(text: str, locale: Locale) -> int:
    """How many words a translator would bill: what white space divides and has a letter or a digit.

    As in word processors, `l'homme`, `fact-finding` and Persian `می‌شود` are one word each; a lone dash
    or guillemet and an inline code are none. In Chinese, Japanese or Thai each letter counts.
    """
    text = CODE.sub("", text)
    if locale.partition("-")[0].lower() in _UNSPACED:
        return sum(map(str.isalnum, text))
    return sum(any(map(str.isalnum, word)) for word in text.split())
