"""Looks in words."""

from __future__ import annotations

import pytest

from tmpipe.formats.package import looks


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ([], ""),
        (["position"], ""),
        (["color"], "text in another colour"),
        (["sz", "rFonts", "position"], "text in another font and size"),
        (["font-name", "font-family"], "text in another font"),
        (["b", "color"], "text that is not bold"),
    ],
)
def test_a_look_is_told(properties: list[str], words: str) -> None:
    assert looks.told(properties) == words
