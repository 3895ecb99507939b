"""Paths within a release: one file each on every system, and never outside their folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 255
"""Bytes of a part that every file system can hold."""
LONGEST_WAY = 1000
"""Characters of a whole path."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_SIGNS = re.compile(r"[<>:\"|?*\\]")
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode's categories of controls, what turns directions or shows nothing, half characters, line ends."""


def fault(path: str) -> str:
    """Why a file cannot lie there, to follow the path; empty where it can.

    A path is relative and has `/`; Windows reads `NUL.txt`, `a:b` and `a. ` as something else.
    """
    if not path or path.startswith("/"):
        return "is no relative path"
    if len(path) > LONGEST_WAY:
        return f"is longer than {LONGEST_WAY} characters"
    return next((found for part in path.split("/") if (found := _part_fault(part))), "")


def _part_fault(part: str) -> str:
    if not part.strip(". "):
        return "has a part that is empty, or leads elsewhere"
    if found := _SIGNS.search(part):
        return f"has a {found[0]} in it, which not every system allows"
    if any(unicodedata.category(sign) in _HIDDEN for sign in part):
        return "has characters in it that do not show, or that turn directions"
    if part[0] in ". " or part[-1] in ". ":
        return "has a part that begins or ends with a dot or a blank"
    if _DEVICES.fullmatch(part.partition(".")[0].rstrip()):
        return f"has the name of a device of Windows in it: {part}"
    return "has a part of more than 255 bytes" if len(part.encode()) > LONGEST else ""


def folded(path: str) -> str:
    """The same for all paths that some file system takes for one: of other letter case or Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def collision(paths: Iterable[str]) -> tuple[str, str] | None:
    """Two of the paths that cannot lie beside each other: one file, or a file and its folder."""
    seen: dict[str, str] = {}
    for path in paths:
        if (key := folded(path)) in seen:
            return seen[key], path
        seen[key] = path
    return next(
        ((seen[folder], path) for key, path in seen.items() for folder in above(key) if folder in seen), None
    )


def above(path: str) -> Iterator[str]:
    """The folders that a path lies in."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
