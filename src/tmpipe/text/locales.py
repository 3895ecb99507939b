"""Locale tags as files spell them, and which of ours they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tmpipe.model import Locale

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)
_SHAPES = {2: str.upper, 4: str.title}


def locale_named(tag: str) -> Locale:
    """`pt_br` as `pt-BR`, `ZH-hant` as `zh-Hant`."""
    language, *rest = tag.replace("_", "-").split("-")
    return "-".join([language.lower(), *(_SHAPES.get(len(part), str)(part) for part in rest)])


def is_tag(tag: str) -> bool:
    """Whether the text can be a locale's tag, in whatever letters: `FR`, `fr_FR`, `zh-Hant-TW`."""
    return _TAG.fullmatch(tag) is not None


def language(locale: Locale) -> str:
    """`pt` of `pt-BR`."""
    return locale.partition("-")[0]


def fitting(locale: Locale, known: Iterable[Locale]) -> Locale | None:
    """The one of the known locales that a tag means; None where there is none, or no single one.

    `fr-FR` means `fr` where only that is known, and `pt` means `pt-BR`; `pt-PT` never means `pt-BR`.
    """
    near = [one for one in known if one == locale or _agree(one, locale)]
    return locale if locale in near else near[0] if len(near) == 1 else None


def _agree(one: Locale, other: Locale) -> bool:
    """Whether neither has a part that the other contradicts: one says all that the other says."""
    ones, others = one.split("-"), other.split("-")
    return ones[0] == others[0] and ({*ones} <= {*others} or {*others} <= {*ones})
