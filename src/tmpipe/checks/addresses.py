"""Addresses: what people click on or write to must come through as it is, and none may come in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import CODE, Evidence
from tmpipe.parts import Remark
from tmpipe.text.addresses import addresses, has_addresses

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_TAG = r"[a-z]{2}(?:[-_][a-z]{2,4})?"
_LOCALIZED = re.compile(
    rf"(?<=/){_TAG}(?=[/?#]|$)|[._-]{_TAG}(?=\.\w{{2,4}}(?:#|$)|$)|(?<=[?&])(?:hl|lang|locale)=[\w-]+"
)
"""What says a language in an address: `/en/`, `_en.pdf`, `?hl=en`."""
_OWN_HOST = re.compile(rf"^{_TAG}\.(?=[^/]*\.)")
"""A host for each language, whose pages have names of their own: `en.wikipedia.org`."""
_EXAMPLE = re.compile(r"ex[ae]mpl|esempi|%|\$")
"""Not meant to be followed: `name@example.org` may be translated, as may an address with a placeholder."""


def _mismatch(source: str, target: str, _context: Context) -> Iterable[Remark]:
    if not (has_addresses(source) or has_addresses(target)):
        return ()
    return list(_told(_addresses(source), _addresses(target)))


def _told(want: dict[str, str], have: dict[str, str]) -> Iterator[Remark]:
    lost = [shown for key, shown in want.items() if key not in have]
    new = [shown for key, shown in have.items() if key not in want]
    if lost:
        message = f"addresses of the source that the translation has not: {', '.join(lost)}"
        yield Remark(message, evidence=Evidence(tuple(lost), tuple(lost), found=new[0] if new else ""))
    if new:
        message = f"addresses of the translation that the source has not: {', '.join(new)}"
        yield Remark(message, evidence=Evidence(found=new[0]))


def _addresses(text: str) -> dict[str, str]:
    """The addresses of a text in the form in which they are compared, each with how it stands there."""
    if "<" in text:
        text = CODE.sub(" ", text)
    text = _UNSEEN.sub("", text)
    found = (text[start:end] for start, end in addresses(text))
    return {key: one for one in found if (key := _key(one)) and not _EXAMPLE.search(key)}


def _key(address: str) -> str:
    """What two addresses share that are one to a reader, whatever their scheme, their language, and their
    spelling; empty for a bare scheme.
    """
    scheme, colon, rest = unquote(address).casefold().partition("://")
    bare = (rest if colon else scheme).removeprefix("www.")
    if own := _OWN_HOST.match(bare):
        return bare[own.end() :].partition("/")[0]
    bare = _LOCALIZED.sub("", bare).replace("//", "/").rstrip("/")
    return bare if "." in bare or bare.startswith("@") else ""


mismatch = of_pairs(_mismatch)
