"""Full-text search without a server: an index in many small files, and the form that asks them.

The words of a locale's texts stand in order in shards, `w...js`, what is shown of the texts in pages,
`t...js`, and `index.js` says which is where. All are scripts that call `tmpipeSearch(name, data)`, because a
page opened from a folder may load nothing else. All but the index are named by their content: a page that
was opened before a newer release came asks for what is no longer there, and never gets something else.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape, unescape
from importlib.resources import files

from tmpipe.model import Locale
from tmpipe.release.content import Content
from tmpipe.release.site.folding import findable
from tmpipe.release.site.words import SiteWords
from tmpipe.release.texts import STATES, Text
from tmpipe.text.languages import language

SHARD = 32_768
"""Bytes of words that go into one file; it is larger only where one word has more."""
PAGE = 20
"""Texts in one file of what is shown."""
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Of numbers in base 32, the lowest first: the first half ends a number, the second does not."""

_WITHIN = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|u|wbr)\b[^<>]*>"
)
"""Tags that part no words."""
_TAG = re.compile(r"<[^<>]*>")


def script() -> bytes:
    """`assets/search.js`."""
    return files(__package__).joinpath("search.js").read_bytes()


def box(locale: Locale, words: SiteWords, to_root: str) -> str:
    """The form, and room for what it finds; hidden until its script runs. `to_root`: such as `../`."""
    said = {state: str(getattr(words, state)) for state in STATES}
    said |= {"found": words.found, "none": words.found_none, "failed": words.search_failed}
    data = {"search": "", "root": to_root, "locale": locale, "lang": words.tag, **said}
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return (
        f'<div class="search" role="search" hidden{attributes}>\n'
        f'<form><label for="search-words">{escape(words.search)}</label>\n'
        '<input type="search" id="search-words" autocomplete="off" spellcheck="false" enterkeyhint="search">'
        f'<button type="submit">{escape(words.search_button)}</button></form>\n'
        '<p role="status" aria-live="polite"></p>\n'
        f'<ol lang="{escape(locale)}" dir="{language(locale).direction}"></ol>\n'
        f'<button type="button" hidden>{escape(words.found_more)}</button>\n</div>\n'
    )


def shards(locale: Locale, entries: Iterable[tuple[Text, Content]]) -> Iterator[tuple[str, bytes]]:
    """The files of a locale's index: paths within the release, and what they hold; `index.js` comes last.

    Texts are numbered from the newest to the oldest, from 0.
    """
    index = _Index()
    for text, content in entries:
        index.add(text, content)
    order = sorted(range(len(index.texts)), key=lambda number: index.texts[number].date, reverse=True)
    first, pages = [], []
    for word, data in _cut(index.coded(order)):
        name = _named("w", data)
        first.append([word, name])
        yield _file(locale, name, data)
    for start in range(0, len(order), PAGE):
        data = _json([index.texts[number].shown for number in order[start : start + PAGE]])
        pages.append(_named("t", data))
        yield _file(locale, pages[-1], data)
    yield _file(locale, "index", _json({"texts": len(order), "page": PAGE, "pages": pages, "words": first}))


@dataclass(frozen=True, slots=True)
class _Row:
    date: str
    shown: tuple[str, str, str, str]
    """Name in addresses, title, state, summary."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Which words are in which texts, numbered as they came."""

    texts: list[_Row] = field(default_factory=list)
    postings: dict[str, array[int]] = field(default_factory=dict)
    """By word, a number for each text: 8 times the text's, and how the word stands there (`_level`)."""

    def add(self, text: Text, content: Content) -> None:
        number = len(self.texts) << 3
        self.texts.append(_Row(text.date, (text.name, text.title, text.state, content.summary)))
        titled = set(findable(text.title))
        counts = Counter(findable(plain(content.html)))
        for word in titled:
            counts[word] += 1
        for word, count in counts.items():
            self.postings.setdefault(word, array("L")).append(number | _level(count, word in titled))

    def coded(self, order: list[int]) -> Iterator[tuple[str, str]]:
        """The words in the order of JavaScript's strings, with their texts as numbers in a new order."""
        place = {number: at for at, number in enumerate(order)}
        for word in sorted(self.postings, key=lambda word: word.encode("utf-16-be")):
            yield word, _coded(sorted(place[one >> 3] << 3 | one & 7 for one in self.postings[word]))


def plain(html: str) -> str:
    """The words of escaped HTML, in their order."""
    return unescape(_TAG.sub(" ", _WITHIN.sub("", html)))


def _level(count: int, titled: bool) -> int:
    """How a word stands in a text, 0 to 7: once, from twice, four, eight times on; 4 more: in the title."""
    return (4 if titled else 0) + min(3, count.bit_length() - 1)


def _coded(numbers: Iterable[int]) -> str:
    """Ascending numbers, 8 times a text's and how a word stands there; of texts the steps between them."""
    out = []
    last = -1
    for number in numbers:
        value = ((number >> 3) - last) << 3 | number & 7
        last = number >> 3
        while value > 31:
            out.append(DIGITS[32 + (value & 31)])
            value >>= 5
        out.append(DIGITS[value])
    return "".join(out)


def _cut(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """The words with their texts in files of about the same size, each with its first word."""
    first, size = "", 0
    pieces: list[str] = []
    for word, texts in words:
        piece = f"{word} {texts}"
        length = len(piece.encode())
        if pieces and size + length > SHARD:
            yield first, _json(" ".join(pieces))
            pieces, size = [], 0
        first = first if pieces else word
        pieces.append(piece)
        size += length + 1
    if pieces:
        yield first, _json(" ".join(pieces))


def _json(data: object) -> bytes:
    """JSON that is JavaScript, too; half characters as escapes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8", "backslashreplace")


def _named(kind: str, data: bytes) -> str:
    return kind + sha256(data).hexdigest()[:12]


def _file(locale: Locale, name: str, data: bytes) -> tuple[str, bytes]:
    return f"{locale}/search/{name}.js", b'tmpipeSearch("' + name.encode() + b'",' + data + b");\n"
