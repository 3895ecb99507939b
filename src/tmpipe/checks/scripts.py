"""Scripts: the letters of the target's language, and none that only look like them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import name

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import Evidence
from tmpipe.parts import Remark
from tmpipe.text.scripts import LETTERS, script_of

_LETTER = {name: re.compile(f"[{letters}]") for name, letters in LETTERS.items()}
_STRANGE = {
    own: re.compile(f"[{''.join(LETTERS[one] for one in LETTERS if one not in {own, 'Latin', 'Greek'})}]")
    for own in LETTERS
}
"""By script, the letters of those that foreign names and formulas are not written in."""
_MIXABLE = re.compile(r"[\u0370-\u052f]")
_COMMON = re.compile(r"(?<![\w./@#%&$\\<{_-])[a-z]{3,}(?![\w/@=}>_-]|\.\w)")
_LATIN = LETTERS["Latin"]
_LIKE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοЅІЈАВЕКМНОРСТУХаеорсухѕіјһԁԛԝ"
"""Greek and Cyrillic letters that print as Latin ones. Greek ones of formulas and units do not: TNFα, µm."""
_PLACEHOLDER = re.compile(r"%(?:\([^()\s]*\))?[-#0+]*+[\d.]*+[A-Za-z]|&#?\w+;")
"""What a program puts something in for: its letters are not the text's, `%(count)sсаат`."""
_MIXED = re.compile(rf"(?<=[{_LATIN}])[{_LIKE}]|[{_LIKE}](?=[{_LATIN}])")


def _wrong(source: str, target: str, context: Context) -> Iterable[Remark]:
    own, target = script_of(context.locale), _text(target)
    if own is None or (target.isascii() and own == "Latin"):
        return ()
    if own != "Latin" and not _LETTER[own].search(target):
        common = _COMMON.findall(target)
        if len(common) < 2:
            return ()
        return [Remark(f"no {own} letter in it", evidence=Evidence(found=common[0]))]
    found = _STRANGE[own].findall(target)
    if not found or _STRANGE[own].search(source):
        return ()
    letters = "".join(dict.fromkeys(found))[:20]
    return [Remark(f"letters of another script: {letters}", evidence=Evidence(found=found[0]))]


def _mixed(source: str, target: str, _context: Context) -> Iterable[Remark]:
    if not _MIXABLE.search(target):
        return ()
    target = _text(target)
    found = dict.fromkeys(one[0] for one in _MIXED.finditer(target) if one[0] not in source)
    return [
        Remark(f"“{letter}” within a Latin word is {name(letter)}", evidence=Evidence(found=letter))
        for letter in found
    ]


def _text(target: str) -> str:
    """The target without placeholders and entities."""
    return _PLACEHOLDER.sub(" ", target) if "%" in target or "&" in target else target


wrong = of_pairs(_wrong)
mixed = of_pairs(_mixed)
