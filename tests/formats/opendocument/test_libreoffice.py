"""LibreOffice opens what is written, and finds its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tmpipe.formats import odt
from tmpipe.model import Block

GOLDEN = Path(__file__).parents[2] / "golden" / "odt"


def test_capitals(
    words: Callable[[dict[str, bytes]], dict[str, list[str]]], capitals: Callable[[Block], Block]
) -> None:
    files: dict[str, bytes] = {}
    for case in ("statement", "libreoffice"):
        source = next((GOLDEN / case).glob("source.*"))
        document = odt.read(source.read_bytes(), source.name, "en")
        files[f"{case}{source.suffix}"] = source.read_bytes()
        for locale in ("sv", "fa"):
            files[f"{case}-{locale}{source.suffix}"] = odt.write(document.localized(locale, capitals))
    found = words(files)
    for name, shown in found.items():
        original = found[re.sub("-(?:sv|fa)", "", name)]
        assert Counter("".join(shown).upper()) == Counter("".join(original).upper())
        assert ("EXECUTED1" in shown) == ("-" in name)
