"""What a page shows that lies in files of its own: pictures, sounds, style sheets, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.formats.hypertext.attributes import value
from tmpipe.formats.hypertext.tokens import Kind, tokens

_SOURCES = {
    "src": frozenset({"img", "script", "source", "track", "video", "audio", "embed", "input"}),
    "srcset": frozenset({"img", "source"}),
    "poster": frozenset({"video"}),
    "data": frozenset({"object"}),
    "href": frozenset({"link", "image", "use"}),
    "xlink:href": frozenset({"image", "use"}),
    "background": frozenset({"body", "table", "td", "th"}),
}
_RELATIONS = frozenset({"stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "manifest"})
_MAY = re.compile(r"(?i)\b(?:src|srcset|poster|data|background|style|href)\s*=")
"""A tag without it names no file."""
_STYLED = re.compile(
    r"url\(\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"'()]+))\s*\)|@import\s+[\"']([^\"'\n]+)[\"']"
)


def beside(page: str) -> Iterator[str]:
    """The addresses of such files, as the page has them; of pages that it leads to there are none."""
    for token in tokens(page):
        raw = page[token.start : token.end]
        if token.kind is Kind.RAW:
            yield from styled(raw)
        elif token.kind is Kind.START and _MAY.search(raw):
            yield from _named(token.name, raw)


def styled(sheet: str) -> Iterator[str]:
    """The addresses in a style sheet."""
    return (next(filter(None, found.groups()), "") for found in _STYLED.finditer(sheet))


def _named(name: str, tag: str) -> Iterator[str]:
    yield from styled(value(tag, "style") or "")
    if name == "link" and not _RELATIONS & set((value(tag, "rel") or "").lower().split()):
        return
    for attribute, elements in _SOURCES.items():
        if name in elements and (said := value(tag, attribute)):
            yield from _candidates(said) if attribute == "srcset" else [said.strip()]


def _candidates(said: str) -> Iterator[str]:
    """The addresses among which a browser chooses, each with its width after it."""
    return (one.split()[0].rstrip(",") for one in re.split(r",\s+|(?<=\d[wx]),", said) if one.strip())
