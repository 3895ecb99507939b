"""A document's blocks and segments, shown: what `tmpipe segment` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tmpipe.model import Block, Document, Locale
from tmpipe.pipeline.passages import passages


def _segments(block: Block, locale: Locale) -> Iterator[str]:
    return (one.msgid for one in passages(block, locale) if one.msgid)


def segments(document: Document) -> list[str]:
    """All segments that would enter a catalog, in reading order."""
    return [one for block in document.blocks() for one in _segments(block, document.locale)]


def as_text(document: Document) -> str:
    """A line for each segment that would enter a catalog."""
    return "".join(f"{' '.join(segment.split())}\n" for segment in segments(document))


def as_json(document: Document) -> str:
    """All blocks with role, line, text and segments; what looks like an error in the source.

    What stands beside the text, a page header or an alternative text, says so: `place`.
    """
    blocks = []
    suspects = []
    for block in document.blocks():
        told: dict[str, object] = {"role": block.role.value, "line": block.line, "text": block.text}
        if block.label:
            told["label"] = block.label
        if block.place:
            told["place"] = block.place
        told["segments"] = list(_segments(block, document.locale))
        blocks.append(told)
        suspects += [{"line": s.line, "text": s.text, "reason": s.reason} for s in block.suspects]
    return json.dumps({"blocks": blocks, "suspects": suspects}, ensure_ascii=False, indent=1) + "\n"
