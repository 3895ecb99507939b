"""How words look that are neither emphasis nor the like, in words for a translator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_FEATURES: Mapping[str, str] = {
    "color": "colour",
    "font-name": "font",
    "font-family": "font",
    "rFonts": "font",
    "font-size": "size",
    "sz": "size",
    "background-color": "background",
    "highlight": "background",
    "shd": "background",
    "spacing": "spacing",
    "letter-spacing": "spacing",
    "caps": "capitals",
    "smallCaps": "capitals",
    "font-variant": "capitals",
    "text-transform": "capitals",
}
_PLAIN: Mapping[str, str] = {
    "b": "bold",
    "font-weight": "bold",
    "i": "italic",
    "font-style": "italic",
    "u": "underlined",
    "text-underline-style": "underlined",
}


def told(properties: Iterable[str]) -> str:
    """What the properties, by their names without a prefix, make of words; empty: we have no word for it.

    `text in another colour and size`, `text that is not bold`. Where weight, slant or underline differ,
    this text is without it: with it, it would be emphasis.
    """
    names = list(properties)
    plain = sorted({_PLAIN[name] for name in names if name in _PLAIN})
    features = sorted({_FEATURES[name] for name in names if name in _FEATURES})
    if plain:
        return f"text that is not {' and '.join(plain)}"
    return f"text in another {' and '.join(features)}" if features else ""
