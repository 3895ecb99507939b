"""The settings of a document: the theme's font for text from the right (ECMA-376, 17.15.1.88)."""

from __future__ import annotations

from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.formats.word.names import KNOWN

_AFTER = (
    "w:clrSchemeMapping",
    "w:doNotIncludeSubdocsInStats",
    "w:shapeDefaults",
    "w:decimalSymbol",
    "w:listSeparator",
)
"""What may follow `w:themeFontLang`, and nearly always does."""


def spoken(text: str, member: str, path: str, locale: str) -> str:
    """The settings' text with the language of what reads from the right."""
    for token in xml.tokens(text, KNOWN, member, path):
        if token.kind is Kind.END or not token.name:
            continue
        if token.name == "w:themeFontLang":
            return text[: token.start] + _tagged(token, locale) + text[token.end :]
        if token.name in _AFTER:
            name = token.raw[1:].split(":")[0].rstrip("/> ")
            new = (
                f'<{name}:themeFontLang {name}:bidi="{locale}"/>'
                if token.raw[1:].startswith(f"{name}:")
                else ""
            )
            return text[: token.start] + new + text[token.start :]
    return text


def _tagged(token: Token, locale: str) -> str:
    """The tag with its `w:bidi`."""
    spans = token.spans()
    if "w:bidi" in spans:
        start, end = spans["w:bidi"]
        return token.raw[:start] + xml.quoted(locale) + token.raw[end:]
    prefix = token.raw[1:].partition(":")[0]
    end = len(token.raw) - (2 if token.kind is Kind.EMPTY else 1)
    return f'{token.raw[:end].rstrip()} {prefix}:bidi="{xml.quoted(locale)}"{token.raw[end:]}'
