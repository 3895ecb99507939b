"""The pictures that a Markdown text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.formats import hypertext

_PICTURE = re.compile(
    r"!\[(?:[^\]\\]|\\.){0,500}\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*))"
)
_DEFINED = re.compile(
    r"^ {0,3}\[(?:[^\]\\\n]|\\.)+\]:\s*<?(\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp))>?(?=\s|$)",
    re.MULTILINE | re.IGNORECASE,
)
_MAY = re.compile(r"(?i)<[a-z][^<]*\b(?:src|srcset|poster|data|href|style|background)\s*=|<style")
"""Most texts have no HTML that names a file, and need no search for it."""


def beside(text: str) -> Iterator[str]:
    """Their addresses, and those that HTML within it names. What stands in code may be among them."""
    for found in _PICTURE.finditer(text) if "![" in text else ():
        yield found[1] or found[2]
    for found in _DEFINED.finditer(text) if "]:" in text else ():
        yield found[1]
    if _MAY.search(text):
        yield from hypertext.beside(text)
