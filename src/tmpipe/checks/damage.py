"""Damage: what a merge left behind, and letters that went through a wrong charset."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import Evidence
from tmpipe.parts import Remark

_CONFLICT = re.compile(r"(?<!<)<{7}(?![<\w])|(?<!>)>{7}(?![>\w])|(?<!\|)\|{7}(?![|\w])|^={7}$", re.MULTILINE)
_HIGH = "\u0080-\u009f\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The bytes 80 to BF, read as windows-1252 or Latin-1."""
_LEAD = re.compile("[ÂÃâÅØÙÚÛÐÑ]")
_MOJIBAKE = re.compile(
    rf"â€[{_HIGH}]|Ã[\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]|(?<![^\W\d_])Â[\u00a0-\u00bf]|(?<=[^\W\d_])Å“(?=[^\W\d_])"
    rf"|(?:[ØÙÚÛ][{_HIGH}]){{2}}|(?:[ÐÑ][{_HIGH}]){{2}}"
)
"""é, à, «, ’, œ, Arabic and Cyrillic letters whose UTF-8 bytes were read one by one."""
_LOST = re.compile(r"(?<=[a-z])\?(?=[a-z]{2})(?![\w-]+=)|\?{6,}")
"""Question marks for letters: `d?tenus`; not in an address."""


def _conflict(source: str, target: str, _context: Context) -> Iterable[Remark]:
    if not ("<<<<<<<" in target or "=======" in target or ">>>>>>>" in target or "|||||||" in target):
        return ()
    found = _CONFLICT.search(target)
    if not found or found[0] in source:
        return ()
    return [
        Remark(f"“{found[0]}” is a mark of a merge that was not finished; choose a text, delete the marks")
    ]


def _encoding(source: str, target: str, _context: Context) -> Iterable[Remark]:
    found = _LEAD.search(target) and _MOJIBAKE.search(target)
    if found and found[0] in source:
        return ()
    if not found and "?" in target and not ("://" in target or "www." in target or _LOST.search(source)):
        found = _LOST.search(target)
    if not found:
        return ()
    around = target[max(0, found.start() - 8) : found.end() + 8]
    return [Remark(f"“{around}” was read in a wrong charset", evidence=Evidence(found=found[0]))]


conflict = of_pairs(_conflict)
encoding = of_pairs(_encoding)
