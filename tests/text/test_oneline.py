"""Texts that others may not shape."""

from __future__ import annotations

import pytest

from tmpipe.text.oneline import one_line

TEXTS = [
    ("A  title\nin lines", "A title in lines"),
    ("evil\u202etxt.exe", "eviltxt.exe"),
    ("“\u202equoted”", "“quoted”"),
    ("\u2066isolated\u2069", "isolated"),
    ("نیم\u200cفاصله", "نیم\u200cفاصله"),
    ("\x00\x1b[31m", "[31m"),
    (" ", ""),
]


@pytest.mark.parametrize(("text", "line"), TEXTS)
def test_a_text_is_one_line_that_turns_nothing(text: str, line: str) -> None:
    assert one_line(text) == line
