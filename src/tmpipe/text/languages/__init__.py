"""What we know of a language, one small file each."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from tmpipe.model import Locale
from tmpipe.text.languages.base import Language, words

KNOWN = ("en", "fr", "it", "sv", "fa")

_LEFTWARDS = words(
    "ar arc arz bal bgn bqi ckb dv fa glk he iw ji khw ks lrc mzn nqo pnb prs ps sd skr syr ug ur yi"
)
"""Languages that are written from the right, whatever their region (CLDR)."""
_SCRIPTS = words("adlm arab hebr mand nkoo rohg samr syrc thaa")
"""Scripts that are."""


@cache
def language(locale: Locale) -> Language:
    """What we know of the locale's language; of one that we do not know, what holds for most."""
    tag, *subtags = locale.replace("_", "-").lower().split("-")
    if tag not in KNOWN:
        script = next((one for one in subtags[:1] if len(one) == 4 and one.isalpha()), "")
        leftwards = script in _SCRIPTS if script else tag in _LEFTWARDS
        return Language(tag=tag, direction="rtl" if leftwards else "ltr")
    found: Language = import_module(f"tmpipe.text.languages.{tag}").LANGUAGE
    return found
