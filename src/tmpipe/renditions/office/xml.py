"""XML written by hand: characters escaped, elements put together."""

from __future__ import annotations

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_IMPOSSIBLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def text(literal: str) -> str:
    """Literal text for an element or between double quotes; what XML cannot hold becomes U+FFFD."""
    return _IMPOSSIBLE.sub("\ufffd", literal).translate(_ESCAPES)


def element(name: str, content: str = "", **attributes: str | int) -> str:
    """An element in the namespace of its prefix; an attribute `pStyle` or `w_val` is `pStyle`, `w:val`.

    Attributes are escaped, the content is XML already.
    """
    told = "".join(f' {key.replace("_", ":", 1)}="{text(str(value))}"' for key, value in attributes.items())
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"
