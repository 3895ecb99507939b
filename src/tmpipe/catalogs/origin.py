"""What tmpipe notes in a catalog's translator comments: where a msgstr came from, what to ignore, and why."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from tmpipe.model import Entry, Origin

MARK = "tmpipe:"
"""Our lines begin so, after `# `."""

_VALUE = r'"(?:[^"\\]|\\.)*"|[^\s"]\S*|'
_FIELDS = re.compile(rf"{MARK}(?:\s+[\w.-]+=(?:{_VALUE})(?!\S))+\s*")
_FIELD = re.compile(rf"([\w.-]+)=({_VALUE})(?!\S)")
_IGNORE = re.compile(
    rf"{MARK}\s+ignore=(?P<check>[^\s:\"]+)(?::(?P<term>\S+))?(?:\s+(?P<reason>\"(?:[^\"\\]|\\.)*\"|\S.*))?\s*"
)
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding that a translator has silenced: `tmpipe: ignore=check:term "reason"`."""

    check: str
    term: str | None = None
    reason: str | None = None


def text_hash(text: str) -> str:
    """Six hex digits that tell one msgstr from another, in whatever Unicode form it is saved."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:6]


def parse(comment: str) -> Origin | None:
    """The origin in a translator comment; None where it speaks of something else. Inverse of `format`."""
    if not comment.startswith(MARK) or not _FIELDS.fullmatch(comment):
        return None
    (name, kind), *fields = ((name, _bare(value)) for name, value in _FIELD.findall(comment[len(MARK) :]))
    return Origin(kind, tuple(fields)) if name == "origin" and kind else None


def format(origin: Origin) -> str:  # noqa: A001 - the pair of `parse`, always called with its module
    """The translator comment that says so, on one line."""
    fields = (("origin", origin.kind), *origin.fields)
    return " ".join((MARK, *(f"{name}={_quoted(value)}" for name, value in fields)))


def ended(origin: Origin) -> bool:
    """Whether it can tell no more: the hash of the suggestion is always the last that it tells."""
    return bool(origin.fields) and origin.fields[-1][0] == "text"


def ignores(entry: Entry) -> tuple[Ignore, ...]:
    """What the entry's translator comments silence, in order; `reason` is None where none is given."""
    found = (_IGNORE.fullmatch(line) for line in entry.comments if line.startswith(MARK))
    return tuple(Ignore(m["check"], m["term"], _bare(m["reason"] or "") or None) for m in found if m)


def _quoted(value: str) -> str:
    value = " ".join(value.splitlines())
    if value and not re.search(r'\s|^"', value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bare(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value
