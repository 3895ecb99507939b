"""Consistency: what is the same in the source is the same in the translation, over all catalogs of a run."""

from __future__ import annotations

from collections.abc import Iterable

from tmpipe.catalogs.standing import standing
from tmpipe.checks.base import Context
from tmpipe.model import Entry
from tmpipe.parts import Remark


def same_source(entry: Entry, context: Context) -> Iterable[Remark]:
    """A finished target other than that of the first finished entry of the same source and context.

    Two hashes and a place are kept of each entry: a run over many catalogs needs little memory.
    """
    if entry.fuzzy or not entry.msgid or (entry.origin and not standing(entry).finished):
        return ()
    target = hash(entry.msgstr_plural or entry.msgstr)
    here = (target, context.catalog.path if context.catalog else "", entry.line)
    first, path, line = context.seen.setdefault(hash((context.locale, entry.msgctxt, entry.msgid)), here)
    if first == target:
        return ()
    return [Remark(f"the same source is translated otherwise in {path}:{line}; is there a reason?")]
