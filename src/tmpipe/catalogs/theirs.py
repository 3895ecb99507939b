"""What the other side of a merge says: a translator comment on the entry, until a human has chosen.

`tmpipe: theirs "..."`, with one string for each plural form, and `fuzzy` before them where it was so.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from tmpipe.catalogs.origin import MARK
from tmpipe.model import Entry

_BEGIN = f"{MARK} theirs"
_FUZZY = "fuzzy"
_BEGINS = re.compile(rf"{MARK}\s*theirs(?=[\s\"]|$)")
"""Blanks may be lost where somebody writes by hand."""
_STRINGS = re.compile(r'(?:"(?:[^"\\]|\\.)*"\s*)+')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")
"""What an editor may take for the end of a line or refuse, and JSON leaves as it is."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """A translation that stands beside the entry's own."""

    texts: tuple[str, ...]
    """The msgstr, or all its plural forms."""
    fuzzy: bool = False


def format(said: Theirs) -> str:  # noqa: A001 - the pair of `parse`, always called with its module
    """The comment that says so, on one line, whatever the texts hold."""
    return " ".join((_BEGIN, *((_FUZZY,) if said.fuzzy else ()), *map(_quoted, said.texts)))


def parse(comment: str) -> Theirs | None:
    """What the comment says; None where it speaks of something else. Inverse of `format`.

    One that somebody has damaged is still one: its words as they stand.
    """
    begins = _BEGINS.match(comment)
    if not begins:
        return None
    rest = comment[begins.end() :].strip()
    fuzzy = re.match(rf'{_FUZZY}\s*"', rest) is not None
    strings = rest.removeprefix(_FUZZY).lstrip() if fuzzy else rest
    try:
        if not _STRINGS.fullmatch(strings):
            return Theirs((rest,))
        return Theirs(tuple(json.loads(text, strict=False) for text in _STRING.findall(strings)), fuzzy)
    except ValueError:
        return Theirs((rest,))


def of(entry: Entry) -> tuple[Theirs, ...]:
    """All that other sides have said of the entry, in order."""
    found = (parse(line) for line in entry.comments if line.startswith(MARK))
    return tuple(said for said in found if said)


def _quoted(text: str) -> str:
    return _LINE_ENDS.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))
