"""The state of an entry: finished by a human who changed nothing, or who did not look."""

from __future__ import annotations

from collections.abc import Iterable

from tmpipe.catalogs.standing import standing
from tmpipe.checks.base import Context
from tmpipe.model import Entry, Standing
from tmpipe.parts import Remark


def unedited(entry: Entry, _context: Context) -> Iterable[Remark]:
    """A suggestion whose `fuzzy` flag was taken away and whose text was not changed."""
    if entry.origin is None or entry.fuzzy or standing(entry) is not Standing.UNEDITED:
        return ()
    kind = entry.origin.get("from") or entry.origin.kind
    return [Remark(f"the fuzzy flag is gone, and the suggestion ({kind}) is as it was: was it read?")]
