"""PDF: read only. The text is made from its pages; a translation becomes a rendition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tmpipe.errors import InputError
from tmpipe.formats.pages.laying import laid
from tmpipe.formats.pages.sheets import Page, sheets
from tmpipe.model import CODE, Block, Document, Locale, Role, unescaped
from tmpipe.parts import ALL, Choice
from tmpipe.text.repair.laid import read as repaired

own = False

_STRANGE = 0.3
"""The share of characters without a meaning from which on a text cannot be read."""
_FILE_NAME = re.compile(
    r"(?:microsoft (?:word|powerpoint|office \w+) - |untitled|document\d*\Z|file:)|"
    r"\.(?:docx?|odt|rtf|pdf|html?|tex|dvi|indd|pages|txt|typ|qxd|p65)\Z",
    re.IGNORECASE,
)


def read(data: bytes, path: str, locale: Locale, choice: Choice = ALL) -> Document:  # noqa: ARG001
    """The document in `data`. `Block.line` is the page."""
    found = sheets(data, path)
    _check(found.pages, path)
    parts = repaired(laid(found.pages))
    return Document(path, locale, parts, _title(found.title, parts))


def write(document: Document) -> bytes:
    """A PDF is never written."""
    raise InputError("a PDF is read only; choose another format for its translation", document.path)


def _check(pages: Iterable[Page], path: str) -> None:
    """InputError where there is no text, or none that means something."""
    pages = list(pages)
    characters = sum(page.characters for page in pages)
    if not any(page.rows for page in pages):
        scanned = "its pages are pictures; " if any(page.pictures for page in pages) else ""
        raise InputError(f"the PDF has no text: {scanned}recognize it with `ocrmypdf IN.pdf OUT.pdf`", path)
    if sum(page.strange for page in pages) > _STRANGE * characters:
        first = next(page.number for page in pages if page.strange > _STRANGE * page.characters)
        message = "the fonts of the PDF do not say which characters they show; recognize its text with"
        raise InputError(f"{message} `ocrmypdf --force-ocr IN.pdf OUT.pdf`", path, first)


def _title(told: str, parts: Iterable[str | Block]) -> str:
    """The title among the properties unless it is a file's name, else the first of the largest headings."""
    told = " ".join(told.split())
    if len(told) > 3 and not _FILE_NAME.search(told):
        return told
    headings = (part for part in parts if isinstance(part, Block) and part.role is Role.HEADING)
    first = min(headings, key=lambda one: one.level, default=None)
    return unescaped(CODE.sub("", first.text)) if first else ""
