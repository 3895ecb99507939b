"""Glossaries in whatever form they come: tables and TBX, told apart by what they begin with."""

from __future__ import annotations

from pathlib import PurePath

from tmpipe.errors import UsageError
from tmpipe.glossary import table, tbx
from tmpipe.glossary.tbx import Reading
from tmpipe.model import Locale, Term

FORMS = (".csv", ".tsv", ".tbx")
_EMPTY = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""Byte order marks and blanks, in any encoding."""


def read(data: bytes, path: str, source_locale: Locale = "en") -> tuple[Term, ...]:
    """The terms of a glossary of our own, a table or TBX."""
    return tbx.read(data, path, source_locale) if _is_xml(data) else table.read(data, path)


def taken(data: bytes, path: str, source_locale: Locale = "en") -> Reading:
    """The terms of a glossary from elsewhere, whose columns may have other names."""
    if _is_xml(data):
        return tbx.parse(data, path, source_locale)
    return Reading(table.parse(data, path, source_locale).terms)


def write(terms: tuple[Term, ...], path: str, source_locale: Locale = "en", edition: int = 3) -> bytes:
    """The terms in the form that the path's suffix names. UsageError lists the forms."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMS:
        raise UsageError(f"{path}: the suffix says which form; one of {' '.join(FORMS)}")
    if suffix == ".tbx":
        return tbx.write(terms, source_locale, edition)
    return table.write(terms, "\t" if suffix == ".tsv" else ",")


def _is_xml(data: bytes) -> bool:
    return data[:400].lstrip(_EMPTY).startswith(b"<")
