"""What a page says of its own language and direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from tmpipe.formats.hypertext.attributes import attributes, value
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
        edits = told.of(tag, token.name) if "=" in tag or token.name == "html" else ()
        for start, end, new in sorted(edits):
            yield token.start + start, token.start + end, new


class _Told:
    """What the tags of a page in this locale say."""

    def __init__(self, locale: Locale, source_locale: Locale) -> None:
        self.locale = locale
        self.source = source_locale
        self.direction = language(locale).direction
        right = ' dir="rtl"' if self.direction == "rtl" else ""
        self.html = f'<html lang="{locale}"{right}>'
        """The start of a page that has none."""

    def of(self, tag: str, name: str) -> Iterator[_Edit]:
        """What is to be another in a start tag, by its own offsets."""
        own = attributes(tag)
        if name == "meta":
            if said := self._in_meta(tag):
                yield _put(tag, "content", said)
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
