"""Front matter: which values are texts, and what YAML and TOML readers make of those written anew."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import reduce
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.formats import markdown
from tmpipe.model import Block, escaped, unescaped
from tmpipe.parts import Choice

CHOICE = Choice(front_matter=("title", "description", "params.caption", "a b", "params.deep.er"))
YAML = (
    """---
# a comment
title: Plain text: no, one # comment
""".replace("text: no", "text - no")
    + """date: 2018-12-04
description: >-
  Folded
  lines

  and a paragraph
"a b": 'It''s quoted'
tags:
  - title: of a tag
params:
  caption: "Say \\"caption\\" \\u2013 \\x41"   # comment
  deep: {er: flow}
  other: |
    title: not a key
---
"""
)
TOML = """+++
title = 'Literal'
draft = false
long = \"\"\"
title = "no key"
\"\"\"
"a b" = "Quoted \\"b\\" \\u2013"  # comment
description = "D"
[params]
caption = "C"
[params.deep]
er = "E"
+++
"""


def texts(text: str) -> dict[str, str]:
    document = markdown.read(text.encode("utf-8"), "x.md", "en", CHOICE)
    assert markdown.write(document).decode("utf-8") == text
    return {block.place.removeprefix("front matter: "): block.text for block in document.blocks()}


def test_values_of_yaml() -> None:
    assert texts(YAML) == {
        "title": "Plain text - no, one",
        "description": "Folded lines<x1/>and a paragraph",
        "a b": "It's quoted",
        "params.caption": 'Say "caption" – A',
    }


def test_values_of_toml() -> None:
    assert texts(TOML) == {
        "title": "Literal",
        "a b": 'Quoted "b" –',
        "description": "D",
        "params.caption": "C",
        "params.deep.er": "E",
    }


VALUES = [
    ("title: a", {"title": "a"}),
    ("title: a\n  b", {"title": "a b"}),
    ("title: 'a\n  b'", {}),
    ("title: 2018", {}),
    ("title: yes", {}),
    ("title: [a, b]", {}),
    ("title: *a", {}),
    ("title: &a b", {}),
    ("title: !x b", {}),
    ("title:\n  - a", {}),
    ("title:", {}),
    ("title: ''", {}),
    ("title: |\n  a\n  b", {"title": "a<x1/>b"}),
    ("title: |2\n   a", {}),
    ("title: >\n  a\n    b", {}),
    ("title: a: b", {}),
    ("other:\n  title: a", {}),
    ("params:\n    caption: a\ntitle: b", {"params.caption": "a", "title": "b"}),
    ("other: |\n  title: a\n\n  title: b\ntitle: c", {"title": "c"}),
]


@pytest.mark.parametrize(("text", "found"), VALUES)
def test_values(text: str, found: dict[str, str]) -> None:
    assert texts(f"---\n{text}\n---\n") == found
    assert texts(f"---\n{text}\n---\n".replace("\n", "\r\n")).keys() == found.keys()


NONE = [
    "---\na\n---\n",
    "---\n\n---\n\n---\n",
    "a\n---\ntitle: b\n---\n",
    "---\ntitle: a\n",
    " ---\ntitle: a\n---\n",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_front_matter(text: str) -> None:
    assert not [block for block in markdown.read(text.encode(), "x.md", "en").blocks() if block.place]


def test_no_other_key_is_a_text() -> None:
    data = b"---\ntitle: a\nslug: b\n---\n"
    found = markdown.read(data, "x.md", "en", Choice(front_matter=("slug",))).blocks()
    assert [block.text for block in found] == ["b"]


# --- writing -------------------------------------------------------------------------------------

JUDGES = [
    ("yaml", YAML, lambda text: next(yaml.safe_load_all(text))),
    ("toml", TOML, lambda text: tomllib.loads(text.split("+++")[1])),
]
SIGNS = st.text(alphabet=" '\"\\:#-?,[]{}&*!|>%@`~=<.0123456789abnyestrufl–é،\t\n\u2028\x85") | st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cn", "Co"])
)


def told(data: Any, key: str) -> str:
    """The text of a dotted key."""
    return str(reduce(lambda at, name: at[name], key.split("."), data))


@pytest.mark.parametrize(
    ("text", "load"), [judge[1:] for judge in JUDGES], ids=[judge[0] for judge in JUDGES]
)
@given(data=st.data())
def test_values_written_anew_are_read_as_they_are(text: str, load: Any, data: st.DataObject) -> None:
    document = markdown.read(text.encode("utf-8"), "x.md", "en", CHOICE)
    wanted: dict[str, str] = {}

    def translate(block: Block) -> Block:
        key = block.place.removeprefix("front matter: ")
        new = data.draw(
            SIGNS.map(lambda sign: " ".join(f"A{sign}b".split()))
            | SIGNS.map(lambda sign: f"{' '.join(sign.split())}b")
        )
        wanted[key] = new
        return replace(block, text=escaped(new))

    written = markdown.write(document.localized("fr", translate)).decode("utf-8")
    found = load(written)
    for key, new in wanted.items():
        assert plain(told(found, key)) == plain(new), written
    assert {place: unescaped(value) for place, value in texts(written).items()}.keys() == wanted.keys()


def plain(text: str) -> str:
    """Without control characters, which neither language has in a string."""
    return " ".join(
        "".join(
            " " if ord(sign) < 32 or 127 <= ord(sign) < 160 or sign in "\u2028\u2029\ufffe\uffff" else sign
            for sign in text
        ).split()
    )
