"""What a merge of two volunteers' work has left for a human to choose."""

from __future__ import annotations

from collections.abc import Iterator

from tmpipe.catalogs import theirs
from tmpipe.checks.base import Context
from tmpipe.model import Entry
from tmpipe.parts import Remark


def both(entry: Entry, _context: Context) -> Iterator[Remark]:
    """What stands in the entry's `theirs` comments, while they stand there."""
    for said in theirs.of(entry):
        texts = " / ".join(f"“{text}”" for text in said.texts)
        waits = " (fuzzy)" if said.fuzzy else ""
        yield Remark(f"changed on both sides of a merge; theirs{waits}: {texts}; choose, delete the comment")
