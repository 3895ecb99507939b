"""The properties of a document: title, subject, keywords, description (ECMA-376, part 2, clause 11)."""

from __future__ import annotations

from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.formats.word.items import Item, What
from tmpipe.formats.word.names import KNOWN
from tmpipe.formats.word.weaving import Text
from tmpipe.model import Block, Locale

TITLE = "document property: title"
_TEXTS = {
    "dc:title": "title",
    "dc:subject": "subject",
    "dc:description": "description",
    "cp:keywords": "keywords",
}
_DC = "http://purl.org/dc/elements/1.1/"


def read(text: str, member: str, path: str) -> tuple[str | Block, ...]:
    """The member as parts: joined, they are its text."""
    parts: list[str | Block] = []
    at = 0
    for token in _tokens(text, member, path):
        if token.kind is Kind.WHOLE and token.name in _TEXTS:
            start, end = _content(token)
            woven = Text(text, start)
            woven.literal(Item(What.TEXT, start, end))
            if any(map(str.isalpha, words := woven.end(end))) and "<" not in text[start:end]:
                place = f"document property: {_TEXTS[token.name]}"
                parts += (text[at:start], Block(words, 1, gaps=tuple(woven.gaps), place=place))
                at = end
    return (*parts, text[at:])


def spoken(text: str, member: str, path: str, locale: Locale) -> str:
    """The member's text with the language that the document is now in."""
    last = None
    for token in _tokens(text, member, path):
        if token.name == "dc:language" and token.kind is Kind.WHOLE:
            start, end = _content(token)
            return text[:start] + xml.escaped(locale) + text[end:]
        last = token if token.kind is Kind.END else last
    if last is None:
        return text
    declared = "" if last.scope.uri("dc") == _DC else f' xmlns:dc="{_DC}"'
    new = f"<dc:language{declared}>{xml.escaped(locale)}</dc:language>"
    return text[: last.start] + new + text[last.start :]


def _tokens(text: str, member: str, path: str) -> list[Token]:
    return list(xml.tokens(text, KNOWN, member, path, {*_TEXTS, "dc:language"}))


def _content(token: Token) -> tuple[int, int]:
    """Where an element's content stands in the file."""
    return token.start + token.raw.index(">") + 1, token.start + token.raw.rindex("<")
