"""Placeholders: what a program will put in, in entries that say in which way: C, Python, or braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from tmpipe.checks.base import Context, pairs
from tmpipe.model import Entry, Evidence
from tmpipe.parts import Remark

_DIRECTIVE = re.compile(
    r"%(?:(?P<at>\d{1,3})\$)?[-+ #0'I]*(?P<width>\*(?:\d{1,3}\$)?|\d{1,9})?"
    r"(?:\.(?P<precision>\*(?:\d{1,3}\$)?|\d{1,9})?)?"
    r"(?P<kind>(?:hh|h|ll|l|q|L|j|z|t)?[diouxXeEfFgGaAcCsSpnm]|<[A-Za-z0-9]+>|%)"
)
_PYTHON = re.compile(
    r"%(?:\((?P<name>[^()]*)\))?[-+ #0]*+(?:\*|\d*+)(?:\.(?:\*|\d*+))?[hlL]?(?P<kind>[diouxXeEfFgGcrsa%])"
)
_BRACES = re.compile(r"\{\{|\}\}|\{(?P<name>\w*+)(?=[}.!:\[])")
_KINDS: Mapping[str, str] = dict.fromkeys("diouxX", "d") | dict.fromkeys("eEfFgG", "f") | {"c": "c"}
"""Of Python's kinds, those that take the same; any other takes anything."""


def mismatch(entry: Entry, _context: Context) -> Iterable[Remark]:
    """Placeholders that the translation has not, has otherwise, or alone. A plural form may leave its number
    out, one file, or have it where the source's singular has none.
    """
    read = next((_FORMATS[flag] for flag in entry.flags if flag in _FORMATS), None)
    if read is None:
        return ()
    if entry.msgid_plural is None:
        want = read(entry.msgid)
        fine = (have := read(entry.msgstr)) == want
        return () if fine else [_remark(want, have, entry.msgstr)]
    want = read(entry.msgid) | read(entry.msgid_plural)
    forms = [(text, read(text)) for _, text in pairs(entry)]
    return [_remark(want, have, text) for text, have in forms if not have.items() <= want.items()]


def _c(text: str) -> dict[str, str]:
    """How each argument of C's `printf` is shown, by its place, 1 for the first: `%1$s`."""
    found: dict[int, str] = {}
    last = 0
    for one in _DIRECTIVE.finditer(text):
        for star in (one["width"], one["precision"]):
            if star and star[0] == "*":
                last += 1
                found[int(star[1:-1]) if star[1:] else last] = "*"
        if one["kind"] not in ("%", "m"):
            last += 1
            found[int(one["at"] or last)] = one["kind"]
    return {str(at): f"%{at}${kind}" for at, kind in sorted(found.items())}


def _python(text: str) -> dict[str, str]:
    """The same of Python's `%`, by its name or place: `%(name)s`."""
    found: dict[str, str] = {}
    for one in _PYTHON.finditer(text):
        if one["kind"] != "%":
            kind = _KINDS.get(one["kind"], "s")
            name = one["name"]
            found[name or str(len(found) + 1)] = f"%({name})" + kind if name else f"%{kind}"
    return found


def _braces(text: str) -> dict[str, str]:
    """The same of `str.format`: `{name}`."""
    found: dict[str, str] = {}
    for one in _BRACES.finditer(text):
        if one["name"] is not None:
            name = one["name"] or str(len(found))
            found[name] = f"{{{name}}}"
    return found


_FORMATS: Mapping[str, Callable[[str], dict[str, str]]] = {
    "c-format": _c,
    "python-format": _python,
    "python-brace-format": _braces,
}


def _remark(want: dict[str, str], have: dict[str, str], text: str) -> Remark:
    theirs, ours = (", ".join(one.values()) or "none" for one in (want, have))
    message = f"placeholders of the source: {theirs}; of the translation: {ours}"
    return Remark(message, evidence=Evidence(found=text))
