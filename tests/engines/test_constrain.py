"""Codes stay out of the model; those of the edges come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.constrain import carried
from tmpipe.model import CODE, escaped

PIECES = st.sampled_from(["<g1>", "</g1>", "<g2>", "</g2>", "<x3/>", "<x4/>", " ", "one", "&lt;g1>", "two "])


@pytest.mark.parametrize(
    ("text", "sent", "back"),
    [
        ("one two", "one two", "ONE"),
        ("<x1/>one", "one", "<x1/>ONE"),
        ("one.<x1/><x2/>", "one.", "ONE<x1/><x2/>"),
        ("<g1><g2>one</g2></g1>", "one", "<g1><g2>ONE</g2></g1>"),
        ("<g1>one</g1> two", "one two", "ONE"),
        ("one <x1/> two", "one two", "ONE"),
        ("one<x1/> two", "one two", "ONE"),
        ("<x1/> <g2>one</g2> two<x3/>", "one two", "<x1/> ONE<x3/>"),
        ("<x1/> <g2></g2>", "", "<x1/> <g2></g2>"),
        ("see &lt;g1>", "see <g1>", "ONE"),
        ("", "", ""),
    ],
)
def test_edges(text: str, sent: str, back: str) -> None:
    found = carried(text)
    assert found.text == sent
    assert found.put_back("ONE" if sent else "") == back


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_model_sees_no_code_and_no_code_is_invented(text: str) -> None:
    found = carried(text)
    back = found.put_back(found.text)
    codes = [each[0] for each in CODE.finditer(back)]
    assert not CODE.search(escaped(found.text))
    left = [each[0] for each in CODE.finditer(text)]
    assert all(codes.count(code) <= left.count(code) for code in codes)
    assert "".join(CODE.sub("", back).split()) == "".join(CODE.sub("", text).split())


@given(st.text(st.characters(blacklist_characters="<>&"), max_size=30))
def test_plain_text_comes_back_with_its_edges(text: str) -> None:
    found = carried(text)
    assert " ".join(found.put_back(found.text).split(" ")).split() == text.split()
    assert found.text == found.text.strip()
