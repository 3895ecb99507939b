"""Findings that are known and lived with: text under git, one finding a line, without line numbers."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tmpipe.errors import InputError
from tmpipe.model import Finding, Severity

_HEAD = '{"tmpipe": "baseline", "version": 1}'
_KEYS = ("path", "check", "severity", "term", "msgctxt", "msgid", "excerpt")
_REQUIRED = {"path", "check", "severity", "msgid"}
_LINES = re.compile(r"\bline \d+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_EXCERPT = 60


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding as it is recognized: by its file, check, term and source text, wherever it moves."""

    path: str
    """Relative to the baseline's folder."""
    check: str
    severity: str
    """The gravest that is known: a suggestion that somebody finishes with its error is new."""
    term: str = ""
    msgctxt: str = ""
    msgid: str = ""
    """A hash of the source text; where there is none, of the message."""
    excerpt: str = field(default="", compare=False)
    """What people read."""
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, ...]:
        """All but the severity."""
        return self.path, self.check, self.term, self.msgctxt, self.msgid


def identity(finding: Finding) -> tuple[str, ...]:
    """What makes a finding the same in a catalog that has been edited elsewhere, or wrapped anew."""
    about = finding.msgid or _LINES.sub("line", finding.message)
    return finding.check, finding.term or "", finding.msgctxt or "", about


def known(finding: Finding, path: str) -> Known:
    """The finding as a baseline in the folder where `path` begins has it."""
    check, term, msgctxt, about = identity(finding)
    digest = hashlib.sha256(about.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    excerpt = " ".join(_UNSEEN.sub(" ", about).split())
    if len(excerpt) > _EXCERPT:
        excerpt = excerpt[: _EXCERPT - 1].rstrip() + "…"
    return Known(path, check, str(finding.severity), term, msgctxt, digest, excerpt)


def compare(
    findings: Iterable[Finding], entries: Sequence[Known], path_of: Callable[[str], str]
) -> tuple[list[Finding], list[Known]]:
    """The findings, those that the entries know marked, and the entries that none of them is.

    `path_of` gives a finding's path as the entries have it. An entry knows one finding.
    """
    left: dict[tuple[str, ...], Counter[str]] = {}
    for entry in entries:
        left.setdefault(entry.key, Counter())[entry.severity] += 1
    marked = [replace(one, baseline=_taken(left, known(one, path_of(one.path)))) for one in findings]
    gone = []
    for entry in reversed(entries):
        if left[entry.key][entry.severity]:
            left[entry.key][entry.severity] -= 1
            gone.append(entry)
    return marked, gone[::-1]


def _taken(left: dict[tuple[str, ...], Counter[str]], one: Known) -> bool:
    """Takes an entry that is at least as grave, if there is one."""
    found = left.get(one.key)
    for severity in sorted(Severity) if found else ():
        if found and severity >= Severity.named(one.severity) and found[str(severity)]:
            found[str(severity)] -= 1
            return True
    return False


def read(data: bytes, path: str) -> tuple[Known, ...]:
    """The entries of a baseline. InputError with path and line: inverse of `write` for what it wrote."""
    lines = data.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n").split("\n")
    if not lines[0].startswith('{"tmpipe": "baseline"'):
        raise InputError("this is no baseline of tmpipe; name another file, or restore it", path, 1)
    if lines[0] != _HEAD:
        raise InputError("this baseline is of another version of tmpipe; write it anew", path, 1)
    return tuple(_entry(line, path, number) for number, line in enumerate(lines[1:], 2) if line.strip())


def _entry(line: str, path: str, number: int) -> Known:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        told = None
    fine = isinstance(told, dict) and told.keys() >= _REQUIRED and told.keys() <= set(_KEYS)
    if (
        not fine
        or not all(isinstance(value, str) for value in told.values())
        or told["severity"] not in _LEVELS
    ):
        what = (
            "this line is no finding of a baseline; delete it, or write the file anew with --update-baseline"
        )
        raise InputError(what, path, number)
    return Known(**told, line=number)


_LEVELS = frozenset(map(str, Severity))


def write(entries: Iterable[Known]) -> bytes:
    """The file: a head, then a line a finding, sorted, so that two branches seldom meet in one line."""
    return "\n".join([_HEAD, *map(_line, sorted(entries)), ""]).encode("utf-8", "surrogateescape")


def _line(entry: Known) -> str:
    return json.dumps({key: value for key, value in _fields(entry) if value}, ensure_ascii=False)


def _fields(entry: Known) -> Iterator[tuple[str, str]]:
    return ((key, getattr(entry, key)) for key in _KEYS)
