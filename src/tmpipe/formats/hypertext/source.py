"""A text of HTML, with its lines; what a program on the server fills in is out of the tokenizer's sight."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

MASK = "\ufdd0"
"""What stands for each character of such code. No text has it: it is no character."""

_SERVED = re.compile(
    r"<\?(?:php\b|=)(?s:.*?)(?:\?>|\Z)"
    r"|<%(?:[^%<]++|%(?!>)|<(?!%))*%>"
    r"|\{\{\{?[^{}<\n]*+\}\}\}?"
    r"|\{%(?:[^%{<\n]++|%(?!\})|\{(?![%{#]))*%\}"
    r"|\{#(?=\s)(?:[^#{<\n]++|#(?!\})|\{(?![%{#]))*#\}"
)
"""Code of PHP, of ASP and its kin, of Jinja and its kin. None goes on over where another begins."""


def unserved(html: str) -> str:
    """Escaped text that no server takes for its code: braces are references where it would."""
    return _SERVED.sub(lambda found: found[0].replace("{", "&#123;"), html) if "{" in html else html


class Source:
    """The text; `masked`, of the same length, is what is cut into tokens."""

    def __init__(self, text: str, line: int = 1) -> None:
        self.text = text
        self.first = line
        served = any(sign in text for sign in ("<?", "<%", "{{", "{%", "{#"))
        self.masked = _SERVED.sub(lambda found: MASK * len(found[0]), text) if served else text

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def line(self, offset: int) -> int:
        """The line on which this place is."""
        return self.first + bisect_left(self._ends, offset)
