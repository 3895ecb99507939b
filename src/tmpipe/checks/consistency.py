"""Consistency: what is the same in the source is the same in the translation, over all catalogs of a run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from tmpipe.catalogs.standing import standing
from tmpipe.checks.base import Context
from tmpipe.model import Entry, Standing
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


def accepted(entry: Entry, context: Context) -> Iterable[Remark]:
    """A text that was taken over as finished, and now reads otherwise where it was taken from.

    That is told at the later one of the two, whichever it is.
    """
    if entry.fuzzy or not entry.msgid or not (entry.msgstr or any(entry.msgstr_plural)):
        return ()
    path = context.catalog.path if context.catalog else ""
    taken = entry.origin is not None and standing(entry) is Standing.ACCEPTED
    document = (entry.origin.get("from") if entry.origin and taken else None) or _document(path)
    about = (context.locale, entry.msgctxt, entry.msgid, document)
    target = hash(entry.msgstr_plural or entry.msgstr)
    context.seen.setdefault(hash((taken, *about)), (target, path, entry.line))
    other, place, line = context.seen.get(hash((not taken, *about)), (target, "", 0))
    if other == target:
        return ()
    if taken:
        return [Remark(f"taken over from {place}:{line}, which reads otherwise now; which one is right?")]
    return [Remark(f"taken over in {place}:{line}, where an older text still stands; which one is right?")]


def _document(path: str) -> str:
    """The slug in a catalog's path, which may have slashes; elsewhere the file's name."""
    _, found, slug = path.rpartition("/LC_MESSAGES/")
    return slug.removesuffix(".po") if found else PurePath(path).stem
