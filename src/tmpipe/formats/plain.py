"""Plain text, however it was taken from its page: `read` <-> `write`."""

from __future__ import annotations

from collections.abc import Iterable

from tmpipe.errors import InputError
from tmpipe.model import CODE, Block, Document, Locale, Role, unescaped
from tmpipe.parts import ALL, Choice
from tmpipe.text import repair
from tmpipe.text.encoding import decoded

own = False

LONGEST_LINE = 10_000_000
"""Characters; a longer line is no text that anyone wrote."""


def read(data: bytes, path: str, locale: Locale, choice: Choice = ALL) -> Document:  # noqa: ARG001
    """The document in `data`, UTF-8 with or without a BOM. Law: `write(read(data)) == data`."""
    text = decoded(data, path)
    if not text.strip("\ufeff").strip():
        raise InputError("the file is empty; there is nothing to translate", path, 1)
    _check_lines(text, path)
    bom = text.startswith("\ufeff")
    parts = repair.read(text[1:] if bom else text)
    return Document(path, locale, ("\ufeff", *parts) if bom else parts, _title(parts))


def write(document: Document) -> bytes:
    """The file again, in UTF-8."""
    return document.source().encode("utf-8")


def _title(parts: Iterable[str | Block]) -> str:
    """The text of the first heading of level 1, without markup."""
    headings = (part for part in parts if isinstance(part, Block) and part.role is Role.HEADING)
    return next((unescaped(CODE.sub("", one.text)) for one in headings if one.level == 1), "")


def _check_lines(text: str, path: str) -> None:
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise InputError(f"a line of {len(line):,} characters; break it into paragraphs", path, number)
