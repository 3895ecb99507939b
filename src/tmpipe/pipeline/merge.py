"""Three files of one catalog into one, as git's merge driver wants it."""

from __future__ import annotations

import re
from pathlib import Path

from tmpipe.catalogs import merge as catalogs
from tmpipe.catalogs.dropped import dropped, with_dropped
from tmpipe.catalogs.merge import Merged
from tmpipe.errors import InputError
from tmpipe.model import Catalog
from tmpipe.pipeline.check import catalog_at, locale_of_path


def merge(base: str, ours: str, theirs: str, shown: str | None = None) -> tuple[Merged, int]:
    """The merged catalog, and how many translations are obsolete in it because a side lacks them.

    `shown` is its path in the project where the three are temporary files. A base that is missing or empty
    is none. InputError: a side that is no catalog, empty, in conflict, or of another language or document.
    """
    name = shown or ours
    before = catalog_at(Path(base), f"{shown} (base)" if shown else base) if Path(base).is_file() else None
    mine, other = _side(ours, name), _side(theirs, f"{shown} (theirs)" if shown else theirs)
    _refuse_another_language(mine, other)
    _refuse_another_document(before, mine, other)
    if before is None:
        return catalogs.merge(before, mine, other), 0
    lost, lost_there = dropped(before, mine, other), dropped(before, other, mine)
    merged = catalogs.merge(before, with_dropped(mine, lost), with_dropped(other, lost_there))
    return merged, len(lost) + len(lost_there)


def _side(path: str, name: str) -> Catalog:
    catalog = catalog_at(Path(path), name)
    left = any(text.strip() for _, text in catalog.junk)
    if not (catalog.entries or catalog.header.msgstr or left):
        raise InputError("there is nothing in this file; restore it, then merge again", name, 1)
    return catalog


def _refuse_another_language(ours: Catalog, theirs: Catalog) -> None:
    """Where our path and header agree on a language, and their header names another: the wrong file."""
    wanted = _language(locale_of_path(Path(ours.path)))
    said, other = (_language(one.field("Language") or "") for one in (ours, theirs))
    if wanted and said == wanted and other not in ("", wanted):
        what = f"the header says Language: {other}, ours is {wanted}; take the right file, or correct it"
        raise InputError(what, theirs.path, max(theirs.header.line, 1))


def _refuse_another_document(base: Catalog | None, ours: Catalog, theirs: Catalog) -> None:
    """Where the sides have nothing in common; the wrong one is that which the base does not know, either."""
    if not _strangers(ours, theirs):
        return
    ours_is_wrong = base is not None and _strangers(base, ours) and not _strangers(base, theirs)
    wrong, right = (ours, theirs) if ours_is_wrong else (theirs, ours)
    what = (
        f"this is the catalog of another document than {right.path}: its sentences and references are others"
    )
    raise InputError(f"{what}; take the right file", wrong.path, 1)


def _strangers(one: Catalog, other: Catalog) -> bool:
    """Whether two catalogs of five sentences or more are beyond doubt those of two documents.

    Their references name other files, and not one sentence in ten is in both, earlier ones included;
    without references, not a single one.
    """
    few = min(sum(not entry.obsolete for entry in catalog.entries) for catalog in (one, other))
    files, others = _files(one), _files(other)
    shared = len(_sentences(one) & _sentences(other))
    return few >= 5 and not files & others and shared * 10 < (few if files and others else 1)


def _sentences(catalog: Catalog) -> set[str]:
    """All that it knows of: what was there once, too."""
    texts = (text for entry in catalog.entries for text in (entry.msgid, entry.previous_msgid))
    return {text for text in texts if text}


def _files(catalog: Catalog) -> set[str]:
    """What its references name, without the lines."""
    return {re.sub(r":\d+$", "", place) for entry in catalog.entries for place in entry.references}


def _language(locale: str) -> str:
    """`pt` of `pt_BR`."""
    return re.split("[_@.-]", locale.strip().lower())[0]
