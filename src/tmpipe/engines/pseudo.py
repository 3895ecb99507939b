"""Pseudo translation: CAPITALS of the source, so that whoever reads a golden file can judge it.

Codes, numbers, addresses and what `model.escaped` writes stay as they are. In languages written from right
to left the text begins with a word of their script, so that pages show their direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tmpipe.model import Locale
from tmpipe.parts import Engine, Translation

_KEPT = re.compile(r"</?[gx]\d+/?>|&(?:amp;)*lt;/?[gx]\d+/?>|(?:https?://|www\.)\S+|\S+@\S+\.\w+|%\(\w+\)\w")
_MARKERS = {"fa": "ترجمه "}


class _Pseudo:
    name = "pseudo"
    carries_codes = True
    """It gets texts as catalogs have them, with codes; nothing need be done around it."""

    def __init__(self, marker: str) -> None:
        self._marker = marker

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """The capitals of each text; empty for a blank one."""
        for text in texts:
            yield Translation(self._marker + _capitals(text) if text.strip() else "", 1.0)


def open_engine(source_locale: Locale, locale: Locale) -> Engine:
    """The engine for a locale; the source's makes no difference."""
    del source_locale
    return _Pseudo(_MARKERS.get(locale.partition("-")[0], ""))


def _capitals(text: str) -> str:
    out: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        out += text[at : kept.start()].upper(), kept[0]
        at = kept.end()
    return "".join([*out, text[at:].upper()])
