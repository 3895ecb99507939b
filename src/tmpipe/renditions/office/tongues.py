"""The languages of a document as word processors name them, and what they need of Latin and Persian text."""

from __future__ import annotations

from dataclasses import dataclass

from tmpipe.model import Locale
from tmpipe.text.languages import language

_REGIONS = {"en": "GB", "fr": "FR", "it": "IT", "sv": "SE", "fa": "IR", "de": "DE", "es": "ES", "ar": "EG"}
"""Spelling checkers and hyphenation go by region; where a locale names none, this one."""


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of one document: every program wants one for each kind of script."""

    latin: Locale
    """Of what is written in Latin, Greek or Cyrillic letters; with a region."""
    complex: Locale
    """Of what is written from the right."""
    source: Locale
    """Of what is not translated."""
    rtl: bool
    """Whether the document is read from the right."""


def tongues(locale: Locale, source: Locale) -> Tongues:
    """Those of a document in the locale, in which what is not translated is in the source language."""
    rtl = language(locale).direction == "rtl"
    other = source if (language(source).direction == "rtl") != rtl else ("en" if rtl else "fa")
    latin, right = (other, locale) if rtl else (locale, other)
    return Tongues(regional(latin), regional(right), regional(source), rtl)


def regional(locale: Locale) -> Locale:
    """The locale with a region, where it has none and we know a likely one."""
    tag = locale.replace("_", "-")
    return f"{tag}-{_REGIONS[tag]}" if tag in _REGIONS else tag
