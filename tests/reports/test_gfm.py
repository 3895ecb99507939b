"""Any text as Markdown shows it."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.reports.gfm import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", "a &#124; b"),
        ("<img src=x> `code` [link](y)", "&#60;img src=x&#62; &#96;code&#96; &#91;link&#93;(y)"),
        ("&lt; $x$ ~no~ *so* _so_", "&#38;lt; &#36;x&#36; &#126;no&#126; &#42;so&#42; &#95;so&#95;"),
        ("two\nlines\r\nand\x1b more", "two lines and� more"),
        ("terrorister « été »", "terrorister « été »"),
    ],
)
def test_nothing_of_a_text_is_markup(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_a_reader_sees_the_text(text: str) -> None:
    assert not re.search(r"[\\`*_{}\[\]<>|~@!$]", plain(text))
    assert html.unescape(plain(text)) == text
