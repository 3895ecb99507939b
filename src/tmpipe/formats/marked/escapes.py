"""Literal text as Markdown that reads as this very text, with as few backslashes as that takes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from tmpipe.formats.marked.lines import marks

_SIGNS = re.compile(
    r"\\|[*]+|_+|`+|~+|\[|\]|<|&(?=#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]*;)|\||\$"
    r"|\{\{+|\{(?=[%:.#]|\w+=)"
)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_BEGINNING = re.compile(
    r"#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|~~~|=+\s*$|-[- ]*$|([-*_])(?:[ \t]*\1){2,}[ \t]*$|\+\+\+[ \t]*$"
    r"|\[[ xX]\]\s"
)
_NUMBER = re.compile(r"([0-9]{1,9})(?=[.)](?:\s|$))")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))#(?=#*\s*$)")
_ATTRIBUTES = re.compile(r"(\{[^{}]*)\}(?=\s*$)")
_DOUBTFUL = re.compile(r"[*_`~\[\]<&\\{}$]")
_DOUBTFUL_START = re.compile(r"\W|[0-9]+[.)]")


@dataclass(frozen=True, slots=True)
class Around:
    """Where a literal text stands."""

    before: str = " "
    """The sign before it: a blank at the start of a block, `.` behind markup."""
    after: str = " "
    begins: bool = False
    """Whether it begins a line."""
    ends_heading: bool = False
    in_link: bool = False
    in_cell: bool = False
    before_link: bool = False
    alone: frozenset[str] = frozenset()
    """Signs that need a partner and have none in the block."""
    labels: Collection[str] = ()
    """What `[…]` would be a link with."""
    math: bool = False
    strict: bool = False
    """Whether every sign is to be escaped that can be."""


def doubtful(text: str, *, begins: bool) -> bool:
    """Whether the text has signs that may be markup; quick, and never wrong where it says no."""
    return bool(_DOUBTFUL.search(text) or (begins and _DOUBTFUL_START.match(text)))


def normalized(label: str) -> str:
    """A link's label as labels are compared."""
    return " ".join(label.split()).casefold()


def escaped(text: str, around: Around) -> str:
    """The text as Markdown at its place."""
    if around.strict:
        text = re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", text)
        return _NUMBER.sub(r"\1", text) if around.begins else text
    at = _beginning(text) if around.begins else -1
    if at >= 0:
        rest = escaped(text[at + 1 :], replace(around, before=text[at], begins=False))
        return f"{text[:at]}\\{text[at]}{rest}"
    text = _SIGNS.sub(lambda sign: _sign(sign, around), text)
    if around.ends_heading:
        text = _ATTRIBUTES.sub(r"\1\\}", _CLOSING_HASHES.sub(r"\\#", text))
    return text[:-1] + "\\!" if around.before_link and text.endswith("!") else text


def _beginning(text: str) -> int:
    """Where a backslash keeps the text from beginning a list, a heading, a rule ...; -1: nowhere."""
    if number := _NUMBER.match(text):
        return number.end()
    return 0 if _BEGINNING.match(text) or marks(text) else -1


def _sign(found: re.Match[str], around: Around) -> str:
    sign, text = found[0], found.string
    before = text[found.start() - 1] if found.start() else around.before
    after = text[found.end()] if found.end() < len(text) else around.after
    at_end = found.end() == len(text) and around.after != " "
    match sign[0]:
        case "\\":
            literal = after not in _PUNCTUATION and found.end() < len(text)
        case "[":
            literal = not around.in_link and _harmless(text, found.start(), around)
        case "]":
            literal = not around.in_link
        case "<":
            literal = not (after.isalpha() or after in "/!?" or at_end)
        case "|":
            literal = not around.in_cell
        case "$":
            literal = not around.math
        case "&" | "{":
            literal = False
        case _:
            between = sign[0] != "`" and before.isspace() and after.isspace()
            within = sign[0] == "_" and before.isalnum() and after.isalnum()
            literal = sign[0] in around.alone or between or within
    return sign if literal else "".join(f"\\{one}" for one in sign)


def _harmless(text: str, at: int, around: Around) -> bool:
    """Whether the bracket there opens no link, note, definition or image."""
    label = _LABEL.match(text, at)
    if not label:
        return around.after == " " or "]" in text[at:]
    after = text[label.end()] if label.end() < len(text) else around.after
    return after not in "([:." and normalized(label[1]) not in around.labels
