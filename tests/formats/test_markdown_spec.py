"""Every example of the specifications: written as it was read, and in CAPITALS the same page in capitals."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyromark
import pytest
from markdown_it import MarkdownIt

from tmpipe.formats import markdown
from tmpipe.model import CODE, Block

GOLD = Path(__file__).parent.parent / "gold" / "commonmark"
EXAMPLES = {
    f"{path.stem}-{example['number']}": example["markdown"]
    for path in sorted(GOLD.glob("*.json"))
    for example in json.loads(path.read_text(encoding="utf-8"))
}
_OPTIONS = (
    pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TASKLISTS
)
RENDERERS: dict[str, Callable[[str], str]] = {
    "pyromark": lambda text: pyromark.html(text, options=_OPTIONS),
    "markdown-it": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
}


def capitals(block: Block) -> Block:
    """The block in capitals, its codes as they were."""
    if not block.role.translatable:
        return block
    codes = [found[0] for found in CODE.finditer(block.text)]
    texts = re.split(re.sub(r"\?P<\w+>", "?:", CODE.pattern), block.text)
    return replace(block, text="".join(a.upper() + b for a, b in zip(texts, [*codes, ""], strict=True)))


def localized(text: str) -> str:
    document = markdown.read(text.encode("utf-8"), "x.md", "en")
    return markdown.write(document.localized("fr", capitals)).decode("utf-8")


_TOKEN = re.compile(r"<!--?>|<!--->|<!--.*?-->|<[^>]*>|[^<]+|<", re.DOTALL)
_CAPTION = re.compile(r"(\b(?:alt|title)=([\"']))(.*?)(\2)", re.DOTALL)


def upper(text: str) -> str:
    return " ".join(html.unescape(text).upper().split())


def seen(page: str) -> list[str]:
    """What a page shows, its words in capitals but those in code; white space is single."""
    out: list[str] = []
    code = 0
    for token in _TOKEN.findall(page):
        if re.match(r"</?code\b", token):
            code += -1 if token[1] == "/" else 1
        if token.startswith("<") and len(token) > 1:
            out.append(_CAPTION.sub(lambda m: m[1] + upper(m[3]) + m[4], token))
        elif code or upper(token):
            out.append(token if code else upper(token))
    return out


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_what_nobody_changed_is_written_as_it_was_read(text: str) -> None:
    document = markdown.read(text.encode("utf-8"), "x.md", "en")
    assert markdown.write(document).decode("utf-8") == text
    assert markdown.write(document.localized("fr", lambda block: block)).decode("utf-8") == text


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_in_capitals_it_is_the_same_page(text: str) -> None:
    new = localized(text)
    for render in RENDERERS.values():
        assert seen(render(new)) == seen(render(text)), new


def test_the_pages_that_are_compared_show_what_changed() -> None:
    assert seen("<p title='a'>b <code>c</code></p>") == [
        "<p title='A'>",
        "B",
        "<code>",
        "c",
        "</code>",
        "</p>",
    ]
    assert localized("*a* `b` [c](d 'e')\n") == "*A* `b` [C](d 'E')\n"
