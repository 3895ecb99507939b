"""What a document and its catalog lack of each other, until `extract` brings them together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from tmpipe.checks.base import Levels
from tmpipe.model import Catalog, Entry, Finding

CHECK = "catalog-behind"


def lacking(catalog: Catalog, msgids: Iterable[str]) -> tuple[str, ...]:
    """Those of the document's msgids that no living entry of the catalog has, in their order."""
    there = {entry.key for entry in _living(catalog)}
    return tuple(msgid for msgid in msgids if (None, msgid) not in there)


def behind(catalog: Catalog, msgids: Collection[str], document: str, levels: Levels) -> tuple[Finding, ...]:
    """A finding where the catalog is that of another edition of the document, or was cut off."""
    level = levels.of(CHECK)
    if level is None:
        return ()
    missing = len(lacking(catalog, msgids))
    gone = sum(entry.msgctxt is not None or entry.msgid not in msgids for entry in _living(catalog))
    told = [f"lacks {missing} of the {len(msgids)} sentences of {document}"] if missing else []
    told += [f"has {gone} that {document} has no more"] if gone else []
    first = "mend the damaged lines, then " if _damaged(catalog) else ""
    message = f"this catalog {' and '.join(told)}; {first}run `tmpipe extract`"
    return (Finding(CHECK, level, catalog.path, 1, message, catalog.locale, document),) if told else ()


def _living(catalog: Catalog) -> Iterator[Entry]:
    return (entry for entry in catalog.entries if not entry.obsolete)


def _damaged(catalog: Catalog) -> bool:
    return any(one.check == "po-syntax" for one in catalog.findings)
