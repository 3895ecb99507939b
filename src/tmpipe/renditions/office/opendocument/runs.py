"""Runs as OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tmpipe.renditions.office.runs import SIGN, Run, marked
from tmpipe.renditions.office.xml import text

_LOOKS = (
    (SIGN, "Language Sign"),
    ("is-draft", "Status Draft"),
    ("is-complete", "Status Final"),
    ("is-final", "Status Final"),
    ("is-original", "Strong Emphasis"),
    ("draft", "Draft"),
    ("strong", "Strong Emphasis"),
    ("emphasis", "Emphasis"),
    ("underline", "Underlined"),
    ("deleted", "Deleted"),
    ("superscript", "Superscript"),
    ("subscript", "Subscript"),
    ("code", "Source Text"),
)
FOREIGN = "tmpipeForeign"
"""The style of what is left in the source language."""


def run(one: Run, ids: Mapping[str, str], blank: bool) -> str:
    """A run in its styles; `ids` has their ids by their names. `blank`: whether a blank stands before it."""
    content = characters(marked(one), blank)
    for kind, name in reversed(_LOOKS):
        if kind in one.look:
            # Persian knows no italics; its emphasis is bold.
            known = "Strong Emphasis" if kind == "emphasis" and one.rtl else name
            content = span(content, ids[known])
    return span(content, FOREIGN) if one.foreign and SIGN not in one.look else content


def span(content: str, style: str) -> str:
    """Content in a style, by its id."""
    return f'<text:span text:style-name="{text(style)}">{content}</text:span>'


_SPECIAL = {"\t": "<text:tab/>", "\n": "<text:line-break/>"}


def characters(shown: str, blank: bool) -> str:
    """Text; of blanks in a row readers would keep one, and none at a paragraph's start (ODF 1.3, 6.1.2)."""
    out: list[str] = []
    for piece in re.findall(r" +|[\t\n]|[^ \t\n]+", shown):
        if piece[0] == " ":
            spaces = len(piece) - (not blank)
            out.append(" " * (not blank) + (f'<text:s text:c="{spaces}"/>' if spaces else ""))
        else:
            out.append(_SPECIAL.get(piece) or text(piece))
        blank = piece[0] in " \t\n"
    return "".join(out)
