"""Source documents: places that look like typing or OCR errors. The text keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from tmpipe.checks.base import ALL, Levels
from tmpipe.model import Document, Finding

CHECK = "source-suspect"


def suspects(document: Document, levels: Levels = ALL) -> Iterator[Finding]:
    """A finding for each suspect of the document's blocks, at the document's line."""
    level = levels.of(CHECK)
    if level is None:
        return
    for block in document.blocks():
        for one in block.suspects:
            message = f"{one.text}: {one.reason}"
            place = f"{document.path}:{one.line}"
            yield Finding(CHECK, level, document.path, one.line, message, document.locale, place)
