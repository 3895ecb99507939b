"""Numbers as the language writes them: decimal sign, groups of three, the blank before a percent sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tmpipe.checks.base import Context, Edit, of_pairs
from tmpipe.model import Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Typography
from tmpipe.text.typography import context, seen

_MARKED = re.compile("[0-9۰-۹][.,/،][0-9۰-۹]")
_APART = re.compile("[0-9] [0-9]{2}")
_GROUPED = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:,\d{3})+(?![\w]|[.,]\d)", re.ASCII)
_DECIMAL = re.compile(
    r"(?<![\w.,:])\d+\.\d+(?=\s?%|\s(?:percent|per cent|million|billion|trillion)\b)", re.ASCII
)
_PERSIAN_GROUPED = re.compile(r"(?<![۰-۹.,،])[۱-۹][۰-۹]{0,2}(?:[,،.][۰-۹]{3})+(?![۰-۹.,])")
_PERSIAN_DECIMAL = re.compile(r"(?<![۰-۹.,/])[۰-۹]+[.,/][۰-۹]+(?=\s?(?:٪|%|درصد|میلیون|میلیارد))")
_PLAIN_GROUPS = re.compile(r"(?<![\w.,+])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?!\w| \d)", re.ASCII)
_PERCENT = re.compile(r"(?<=\d)(?<![$%]\d)(?: ?%(?![\w$*(%{]))", re.ASCII)
_FIRST = re.compile(
    r"\b1 (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
)
_NAMES = {
    ".": "a point",
    ",": "a comma",
    "\u202f": "U+202F",
    "\u00a0": "U+00A0",
    "٬": "٬ (U+066C)",
    "٫": "٫ (U+066B)",
}


def _format(source: str, target: str, context_: Context) -> Iterable[Remark]:
    typography = language(context_.locale).typography
    if not typography.comma or not _MARKED.search(target):
        return ()
    return [_remark(*one, target) for one in _foreign(seen(source), seen(target), typography)]


def _foreign(source: str, target: str, typography: Typography) -> Iterator[tuple[re.Match[str], str]]:
    """Numbers that read as others: `7,000` is seven where a comma is the decimal sign."""
    groups, comma = _NAMES[typography.thousands[0]], _NAMES[typography.comma]
    if typography.comma == "٫":
        for found in _PERSIAN_GROUPED.finditer(target):
            yield found, f"thousands are parted by {groups}"
        for found in _PERSIAN_DECIMAL.finditer(target):
            yield found, f"the decimal sign is {comma}"
        return
    own = set(_GROUPED.findall(source)) | set(_DECIMAL.findall(source))
    if not own:
        return
    for found in re.finditer(r"(?<![\w.,])\d[\d.,]*\d(?!\w)", target, re.ASCII):
        if found[0] in own:
            what = f"thousands are parted by {groups}" if "," in found[0] else f"the decimal sign is {comma}"
            yield found, what


def _spaces(source: str, target: str, context_: Context) -> Iterable[Remark]:
    typography = language(context_.locale).typography
    if not typography.comma:
        return ()
    return [_remark(*one, target) for one in _loose(source, target, typography, context_.locale)]


def _loose(
    source: str, target: str, typography: Typography, locale: str
) -> Iterator[tuple[re.Match[str], str]]:
    """Plain blanks within numbers and before percent signs, or none where one belongs."""
    if typography.comma == "," and _APART.search(target):
        for found in _PLAIN_GROUPS.finditer(target):
            if found[0] not in source:
                yield found, f"a number must not break: {_NAMES[typography.thousands[0]]} parts its thousands"
    if typography.percent and "%" in target:
        for found in _PERCENT.finditer(target):
            yield found, "a no-break blank, U+00A0 or U+202F, stands before %"
    if locale.startswith("fr") and "1 " in target:
        for found in _FIRST.finditer(target):
            yield found, "the first of a month is 1er"


def mends_form(source: str, target: str, context_: Context) -> Iterator[Edit]:
    """`30,000` as it was in an English source, which reads as thirty, with the language's own signs."""
    typography = language(context_.locale).typography
    if typography.comma == "," and language(context_.source_locale).tag == "en":
        signs = str.maketrans(",.", typography.thousands[0] + typography.comma)
        for found, _ in _foreign(source, target, typography):
            yield *found.span(), found[0].translate(signs)


def mends_spaces(source: str, target: str, context_: Context) -> Iterator[Edit]:
    """No-break blanks between groups of three and before percent signs; `1er` of a French month."""
    typography = language(context_.locale).typography
    for found, _ in _loose(source, target, typography, context_.locale) if typography.comma else ():
        if found.re is _PERCENT:
            yield *found.span(), f"{typography.percent}%"
        elif found.re is _FIRST:
            yield *found.span(), "1er "
        else:
            yield *found.span(), found[0].replace(" ", typography.thousands[0])


def _remark(found: re.Match[str], what: str, target: str) -> Remark:
    words = context(target, *found.span())
    return Remark(f"{found[0].strip()}: {what}", evidence=Evidence(found=words))


form = of_pairs(_format)
spaces = of_pairs(_spaces)
