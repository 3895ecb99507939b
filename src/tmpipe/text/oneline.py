"""A text that others may not shape: in one line, in its own direction."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def one_line(text: str) -> str:
    """The text in one line, without characters that control or turn its direction; nothing may be left."""
    return " ".join(_CONTROL.sub(" ", _TURNING.sub("", text)).split())
