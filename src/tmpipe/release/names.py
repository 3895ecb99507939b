"""What stands for slugs in addresses and file names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from unicodedata import normalize

from tmpipe.release.paths import fault, folded

LONGEST = 120
"""Bytes of a name in UTF-8: with a hash, a locale and a suffix it is one that every file system takes."""


def names(slugs: Sequence[str], known: Mapping[str, str] = MappingProxyType({})) -> Mapping[str, str]:
    """A name for each slug, all different: its letters of any script in lower case, digits, `-`, `_`, `.`.

    A slug whose name is known keeps it: its addresses are in the world. Of others that would get one name,
    the first has it, the rest a hash of theirs behind it. The same slugs in the same order have the same
    names.
    """
    found: dict[str, str] = {}
    kept = {slug: known[slug] for slug in slugs if slug in known}
    taken = set(map(folded, kept.values()))
    for slug in slugs:
        if slug in kept:
            found[slug] = kept[slug]
            continue
        name = _plain(slug)
        if fault(name) or folded(name) in taken:
            name = f"{name or 'text'}-{sha256(slug.encode()).hexdigest()[:8]}"
        found[slug] = name
        taken.add(folded(name))
    return found


def _plain(slug: str) -> str:
    """The slug without what is odd in an address; nothing may be left."""
    kept = re.sub(r"[^\w.]+", "-", normalize("NFC", normalize("NFC", slug).lower()))
    kept = re.sub(r"[.-]*\.[.-]*", ".", kept).strip("-._")
    return kept.encode()[:LONGEST].decode(errors="ignore").strip("-._")
