"""What a page says of its own language and direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from tmpipe.formats.hypertext.attributes import attributes, value
from tmpipe.formats.hypertext.contexts import said
from tmpipe.formats.hypertext.elements import BLOCKS
from tmpipe.formats.hypertext.source import Source
from tmpipe.formats.hypertext.tokens import Kind, Token, tokens
from tmpipe.model import Locale
from tmpipe.text import locales
from tmpipe.text.languages import language

_HEAD = frozenset({"head", "title", "meta", "base", "link", "script", "style", "body"})
"""Elements before which a browser puts an `<html>` that the page leaves out."""
_Edit: TypeAlias = tuple[int, int, str]
"""What is put in the place of a stretch."""


def in_locale(text: str, locale: Locale, source_locale: Locale, *, xml: bool = False) -> str:
    """The page, where what said that it is in the source's language says that it is in this one.

    The `<html>` says it in any case; a fragment without one, and without a head, says nothing.
    """
    out: list[str] = []
    at = 0
    for start, end, new in _edits(text, _Told(locale, source_locale), xml):
        out += text[at:start], new
        at = end
    return "".join(out) + text[at:]


def _edits(text: str, told: _Told, xml: bool) -> Iterator[_Edit]:
    doctype: Token | None = None
    first = True
    for token in tokens(Source(text).masked, xml=xml):
        if first and token.kind is Kind.OTHER and text[token.start : token.start + 9].lower() == "<!doctype":
            doctype = token
        if token.kind is Kind.TEXT and text[token.start : token.end].strip("\ufeff \t\n\f\r"):
            first = False
        if token.kind is not Kind.START:
            continue
        if first and token.name != "html" and (doctype or token.name in _HEAD):
            at = doctype.end if doctype else token.start
            yield at, at, f"\n{told.html}" if doctype else f"{told.html}\n"
        first = False
        tag = text[token.start : token.end]
        if told.turns and (token.name in _CODE or (token.name == "pre" and _LISTING.match(text, token.end))):
            yield from _moved(token.start, told.left(tag))
            continue
        edits = told.of(tag, token.name) if "=" in tag or token.name == "html" else ()
        yield from _moved(token.start, edits)


def _moved(by: int, edits: Iterable[_Edit]) -> Iterator[_Edit]:
    return ((by + start, by + end, new) for start, end, new in sorted(edits))


_CODE = frozenset({"code", "kbd", "samp"})
"""Elements whose text reads from the left in every language."""
_LISTING = re.compile(r"\s*+<(?:code|kbd|samp)\b", re.IGNORECASE)


class _Told:
    """What the tags of a page in this locale say."""

    def __init__(self, locale: Locale, source_locale: Locale) -> None:
        self.locale = locale
        self.source = source_locale
        self.direction = language(locale).direction
        self.turns = (self.direction, language(source_locale).direction) == ("rtl", "ltr")
        """Whether the page reads from the right, and what is left of the source from the left."""
        right = ' dir="rtl"' if self.direction == "rtl" else ""
        self.html = f'<html lang="{locale}"{right}>'
        """The start of a page that has none."""

    def of(self, tag: str, name: str) -> Iterator[_Edit]:
        """What is to be another in a start tag, by its own offsets."""
        own = attributes(tag)
        if self.turns and said(tag, name).locked:
            yield from self.left(tag)
        elif name == "meta":
            if meant := self._in_meta(tag):
                yield _put(tag, "content", meant)
        elif name == "html" or (
            name in BLOCKS and self._is_source(value(tag, "lang") or value(tag, "xml:lang"))
        ):
            yield from (_put(tag, one, self.locale) for one in ("lang", "xml:lang") if one in own)
            if name == "html" and not own.keys() & {"lang", "xml:lang"}:
                yield _put(tag, "lang", self.locale)
            if "dir" in own or (name == "html" and self.direction == "rtl"):
                yield _put(tag, "dir", self.direction)
        elif name == "body" and "dir" in own:
            yield _put(tag, "dir", self.direction)

    def left(self, tag: str) -> Iterator[_Edit]:
        """What a start tag says of a text that stays as it is, and reads from the left."""
        if "dir" not in attributes(tag):
            yield _put(tag, "dir", "ltr")

    def _is_source(self, tag: str | None) -> bool:
        return bool(tag) and locales.language(tag or "").lower() == locales.language(self.source).lower()

    def _in_meta(self, tag: str) -> str:
        """What a `<meta>` says that names the page's language; nothing if it names another thing."""
        if (value(tag, "property") or "").lower() == "og:locale":
            return self.locale.replace("-", "_")
        names = {(value(tag, one) or "").strip().lower() for one in ("name", "http-equiv")}
        return self.locale if names & _LANGUAGE and value(tag, "content") else ""


_LANGUAGE = frozenset({"content-language", "language", "dc.language", "dcterms.language"})


def _put(tag: str, name: str, said: str) -> _Edit:
    """Gives the attribute this value, which needs no escaping; adds it after the element's name."""
    one = attributes(tag).get(name)
    if one is None:
        at = next((i for i, sign in enumerate(tag) if sign in " \t\n\f\r/>"), len(tag))
        return at, at, f' {name}="{said}"'
    if one.quote:
        return one.start, one.end, said
    return one.end, one.end, f'"{said}"' if tag[one.end - 1] == "=" else f'="{said}"'
