"""What we know of a language, one small file each."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from tmpipe.model import Locale
from tmpipe.text.languages.base import Language

KNOWN = ("en", "fr", "it", "sv", "fa")


@cache
def language(locale: Locale) -> Language:
    """What we know of the locale's language; of one that we do not know, what holds for most."""
    tag = locale.replace("_", "-").split("-")[0].lower()
    if tag not in KNOWN:
        return Language(tag=tag)
    found: Language = import_module(f"tmpipe.text.languages.{tag}").LANGUAGE
    return found
