"""How far an entry is, and thanks to whom: told from its flag, its origin and the hash of its suggestion."""

from __future__ import annotations

from tmpipe.catalogs.origin import text_hash
from tmpipe.model import Entry, Standing

_SUGGESTIONS = frozenset({"memory", "machine", "draft", "earlier"})


def standing(entry: Entry) -> Standing:
    """How far the entry is."""
    if not (entry.msgstr or any(entry.msgstr_plural)):
        return Standing.UNTRANSLATED
    kind = entry.origin.kind if entry.origin else None
    if entry.fuzzy:
        return Standing(kind) if kind in _SUGGESTIONS and untouched(entry) else Standing.BEGUN
    if kind is None:
        return Standing.HUMAN
    if kind in (Standing.EDITED, Standing.UNEDITED):
        return Standing(kind)
    if not untouched(entry):
        return Standing.EDITED
    return Standing.ACCEPTED if entry.origin and entry.origin.get("accepted") else Standing.UNEDITED


def untouched(entry: Entry) -> bool:
    """Whether the msgstr is still the suggestion that the origin speaks of."""
    told = entry.origin.get("text") if entry.origin else None
    return told is not None and told == suggestion_hash(entry)


def suggestion_hash(entry: Entry) -> str:
    """The hash by which an origin knows its suggestion: of the msgstr, or of all plural forms."""
    return text_hash("\0".join(entry.msgstr_plural) or entry.msgstr)
