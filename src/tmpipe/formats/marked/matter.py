"""The front matter of a Markdown file, YAML between `---` or TOML between `+++`: the values of some keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tmpipe.formats.marked import toml, yaml
from tmpipe.formats.marked.page import Page
from tmpipe.formats.marked.values import BLOCK, printable
from tmpipe.formats.marked.weaving import woven
from tmpipe.model import Block, Locale

PLACE = "front matter: "
_YAML = re.compile(r"---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?:.*\n)*?\+\+\+[ \t]*(?:\r?\n|\Z)")
_LIKE_YAML = re.compile(r"---[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?:[\"']?\w[^:\n]*:(?:\s|$)|---|\.\.\.)")
_LANGUAGE = re.compile(
    r"^(?P<key>[\"']?(?:lang|language|locale)[\"']?[ \t]*[:=][ \t]*)"
    r"(?P<quote>[\"']?)(?P<locale>[A-Za-z0-9_-]+)(?P=quote)(?=[ \t]*\r?$)",
    re.MULTILINE,
)


def length(text: str) -> int:
    """How long the front matter at the start of a text is, with its fences; 0 without any."""
    found = _TOML.match(text) if text.startswith("+++") else _YAML.match(text)
    if not found or (text.startswith("---") and not _LIKE_YAML.match(text)):
        return 0
    return found.end()


def parts(page: Page, keys: Collection[str]) -> Iterator[str | Block]:
    """The front matter, the page's whole text, with the values of the keys as blocks."""
    at = 0
    language = toml if page.text.startswith("+++") else yaml
    for value in language.values(page.text):
        if value.key in keys and (found := woven(page.text, value.pieces)):
            yield page.text[at : found.start]
            yield Block(
                found.text,
                page.lines.at(found.start),
                gaps=found.gaps,
                codes=value.codes,
                place=PLACE + value.key,
                style=f"{language.__name__.rpartition('.')[2]} {value.style}",
            )
            at = found.end
    yield page.text[at:]


def written(block: Block, text: str) -> str:
    """A value anew, in its style where it can be."""
    language, _, style = block.style.partition(" ")
    text = printable(text) if style == BLOCK else " ".join(printable(text).split("\n"))
    return toml.written(text, style) if language == "toml" else yaml.written(text, style)


def in_language(text: str, source: Locale, locale: Locale) -> str:
    """The file with the new locale in its front matter, where that names the source's."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    end = length(text.removeprefix(bom)) + len(bom)

    def named(found: re.Match[str]) -> str:
        same = found["locale"].replace("_", "-").lower() == source.lower()
        new = locale.replace("-", "_") if "_" in found["locale"] else locale
        return f"{found['key']}{found['quote']}{new}{found['quote']}" if same else found[0]

    return _LANGUAGE.sub(named, text[:end]) + text[end:]
