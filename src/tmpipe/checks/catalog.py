"""A catalog's header: it must say the language and the charset that the catalog is in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.checks.base import Context
from tmpipe.model import Entry
from tmpipe.parts import Remark

_FIELD = re.compile(r"^([\w-]+):(.*)$", re.MULTILINE)
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


def header(entry: Entry, context: Context) -> Iterator[Remark]:
    """What the header says otherwise than the catalog's place, or leaves out."""
    if entry.msgid:
        return
    fields = {name.lower(): value.strip() for name, value in _FIELD.findall(entry.msgstr)}
    language = fields.get("language", "")
    if language and _tag(language) != _tag(context.locale):
        yield Remark(
            f"the header says Language: {language}, but the catalog is {context.locale}; correct one"
        )
    charset = _CHARSET.search(fields.get("content-type", ""))
    if charset is None:
        yield Remark("the header names no charset; add “Content-Type: text/plain; charset=UTF-8”")
    elif charset[1].lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        yield Remark(f"the header says charset={charset[1]}; save the catalog as UTF-8 and say so")


def _tag(language: str) -> str:
    return language.replace("_", "-").lower()
