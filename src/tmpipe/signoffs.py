"""The sign-off record, who answers for which text: `read` <-> `write`, and the hashes they answer for."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tmpipe.errors import InputError
from tmpipe.model import Catalog, Entry, Fingerprint, SignOff
from tmpipe.tables import Tables

PATH = "locales/sign-off.toml"

_HEAD = """\
# Who answers for which text; written by `tmpipe sign-off`.
# A record is void when the source, the translation or the glossary is no longer what the hashes say.
"""
_TABLE = "sign-off"
_TABLES = re.compile(rf"^[ \t]*\[\[[ \t]*[\"']?{_TABLE}[\"']?[ \t]*\]\]", re.MULTILINE)
_KEYS = ("locale", "document", "by", "date", "note", "sha256")
_NEEDED = ("locale", "document", "by", "sha256")
_HASHES = ("source", "catalog", "glossary")
_CHANGED = {"source": "source", "catalog": "translation", "glossary": "glossary"}
_HASH = re.compile(r"[0-9a-f]{64}")
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> bool:
    """Whether a name or a note can stand in the record: no line ends, controls, or turned directions."""
    return bool(text.strip()) and not _UNWRITABLE.search(text)


def fingerprint(source: bytes, catalog: Catalog, glossary: Iterable[bytes]) -> Fingerprint:
    """The hashes of a document, its catalog's content, and the glossary's files in their order."""
    terms = hashlib.sha256()
    for data in glossary:
        terms.update(data)
    return Fingerprint(hashlib.sha256(source).hexdigest(), content_hash(catalog), terms.hexdigest())


def content_hash(catalog: Catalog) -> str:
    """SHA-256 of what the live entries say, in order, each as one line of JSON in ASCII.

    Blind to line wrapping, comments, references, the header, and Unicode forms, which editors change.
    """
    found = hashlib.sha256()
    for entry in catalog.entries:
        if not entry.obsolete:
            found.update(json.dumps(_content(entry)).encode() + b"\n")
    return found.hexdigest()


def _content(entry: Entry) -> list[object]:
    texts = (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural)
    return [entry.fuzzy, *(text and unicodedata.normalize("NFC", text) for text in texts)]


def key(one: SignOff) -> tuple[str, str, str]:
    """What there is one record for: a locale, a document, a name."""
    return one.locale, one.document, one.by


def changes(signed: Fingerprint, now: Fingerprint) -> tuple[str, ...]:
    """What is no longer what was signed: `source`, `translation`, `glossary`."""
    return tuple(name for key, name in _CHANGED.items() if getattr(signed, key) != getattr(now, key))


def write(sign_offs: Iterable[SignOff]) -> bytes:
    """The record, by locale, document and name: the same sign-offs give the same bytes.

    The hashes of one sign-off stand on one line: a merge can never put together what nobody has signed.
    """
    return "\n".join([_HEAD, *map(_written, sorted(sign_offs, key=key))]).encode()


def _written(one: SignOff) -> str:
    hashes = ", ".join(f'{name} = "{getattr(one.fingerprint, name)}"' for name in _HASHES)
    lines = {
        "locale": _quoted(one.locale),
        "document": _quoted(one.document),
        "by": _quoted(one.by),
        "date": one.date,
        "note": _quoted(one.note) if one.note else "",
        "sha256": f"{{ {hashes} }}",
    }
    return f"[[{_TABLE}]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items() if value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read(data: bytes, path: str) -> tuple[SignOff, ...]:
    """The sign-offs in a record. InputError with path and line where it cannot be understood."""
    return _Reader(data, path, InputError).sign_offs()


class _Reader(Tables):
    """A record on its way in."""

    conflict = (
        "a merge conflict is left in this file; keep both sides, each with the lines of its table "
        "that stand above the conflict ([[sign-off]], locale), then run this again"
    )

    def sign_offs(self) -> tuple[SignOff, ...]:
        self.refuse_unknown(self.tables, (_TABLE,), "table")
        tables = self.tables.get(_TABLE, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.wrong(_TABLE, f"sign-offs are written [[{_TABLE}]], one table each")
        starts = [found.start() for found in _TABLES.finditer(self.text)]
        found: dict[tuple[str, str, str], SignOff] = {}
        for number, table in enumerate(tables):
            start = starts[number] if number < len(starts) else 0
            one = self.sign_off(table, start)
            if found.setdefault(key(one), one) is not one:
                what = f"{one.by!r} has signed {one.document} {one.locale} in a table above; keep one of them"
                raise self.wrong("by", what, start)
        return tuple(found.values())

    def sign_off(self, table: Mapping[str, Any], start: int) -> SignOff:
        self.refuse_unknown(table, _KEYS, f"key in [[{_TABLE}]]", start)
        for name in _NEEDED:
            if name not in table:
                raise InputError(f"a sign-off needs {name}", self.path, self.line_at(start))
        for name in ("locale", "document", "by", "note"):
            if name in table and not (isinstance(table[name], str) and one_line(table[name])):
                raise self.wrong(name, f"{name} must be a text of one line", start)
        day = table.get("date", "")
        if day and type(day) is not date:
            raise self.wrong("date", "date must be a day such as 2026-11-21, without quotes", start)
        hashes = self.hashes(table["sha256"], start)
        texts = (table["locale"], table["document"], table["by"])
        return SignOff(*texts, hashes, date=str(day), note=table.get("note", ""))

    def hashes(self, value: Any, start: int) -> Fingerprint:
        good = isinstance(value, dict) and {*value} == {*_HASHES}
        if not good or not all(isinstance(one, str) and _HASH.fullmatch(one) for one in value.values()):
            what = f"sha256 must have {', '.join(_HASHES)}, each 64 hexadecimal digits; sign the text again"
            raise self.wrong("sha256", what, start)
        return Fingerprint(**value)
