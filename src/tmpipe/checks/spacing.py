"""Blanks around marks: where the language wants one, of which kind, and where none; dashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain, islice

from tmpipe.checks import habits
from tmpipe.checks.base import Context, Edit, of_pairs
from tmpipe.model import Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Typography
from tmpipe.text.typography import context, seen, taken_over, word

_SOLID = "\u00a0\u202f\u2009\u2007\u2060"
_AIRY = re.compile(rf"[;:!?»](?<![{_SOLID}].)")
"""A mark without a no-break blank before it."""
_OPEN = re.compile(rf"«(?![{_SOLID}])")
_AIRED = re.compile(rf"(?<=[{_SOLID}])[;:!?»]|«(?=[{_SOLID}])")
_PLAIN, _NONE = "a plain blank", "no blank"
_UNBOUND = re.compile(r"[\w)\]”’'\"»%…–.!?*°]\Z")
_LOOSE = re.compile(
    r"[ \u00a0\u202f«“(\[](?:(?<=[«“(\[])(?=[ \u00a0\u202f])|(?<=[ \u00a0\u202f])(?=[,.;:!?،؛؟»”)\]]))"
)
"""A blank before a mark or within brackets or quotation marks."""
_STUCK = re.compile(r"[,;.:!?،؛؟](?=[^\W\d_])")
"""A mark right before a letter."""
_LATIN = re.compile(r"[^\W\d_](?:[,;]|(?<=[^\W\d_]{2})[.!?](?=[A-ZÀ-Ý][a-zà-ÿ]))[^\W\d_]")
_PERSIAN = re.compile(r"[،؛؟]|[؀-ۿ\u200c]{2}[.:][آ-ی]")
_DASHES = re.compile(
    r"(?<=[^\W\d_])(?:—(?=[^\W\d_])|–(?=[a-zà-ÿ]))|(?<=\w) -(?= \w)|(?<=\w)--(?=\w)|(?<=\w) --(?= )"
)
_ENOUGH = 200
"""Places in one text that are looked at closely."""
_AFTER_MARK = frozenset(("", *' \n»)]”’"…\u00a0\u202f;:!?.,*_'))
_BLANK = " \u00a0\u202f"
_SIGNS = frozenset("@/+_=*#|\\")
"""Beside these a mark is one of several signs that the text speaks of: `@ . + _`."""
_EXCLAIMED = re.compile(rf"(?<![^\n{_BLANK}])[^\n{_BLANK}]*[!?](?= [a-z])")
_FACES = frozenset(")-(")
_AFTER_CLOSING = frozenset(("", *" ,.;:!?)]"))
_OTHER_FRENCH = frozenset({"fr-CA", "fr-CH"})
"""Where `;`, `!` and `?` may follow their word at once."""


def _spacing(source: str, target: str, context_: Context) -> Iterable[Remark]:
    typography = language(context_.locale).typography
    source, target = seen(source), seen(target)
    found = chain(_airless(source, target, typography, context_), _others(source, target, typography))
    told: dict[str, Remark] = {}
    for at, message in islice(found, _ENOUGH):
        if not taken_over(source, target, at):
            told.setdefault(message, Remark(message, evidence=Evidence(found=context(target, at, at + 1))))
    return told.values()


def _airless(
    source: str, target: str, typography: Typography, context_: Context
) -> Iterator[tuple[int, str]]:
    """Where a no-break blank is wanted and there is another, or none; what the whole catalog has, once."""
    for at, what in _airy(source, target, context_.locale) if typography.airy else ():
        if taken_over(source, target, at):
            continue
        where = f"{'after' if target[at] == '«' else 'before'} {target[at]}"
        about = _about(target[at])
        number = habits.number(context_, (about, what), partial(_places, context_.locale))
        if number:
            yield at, f"{number} places have {what} beside {about}; type U+00A0 or U+202F in all of them"
        elif number is None and what == _PLAIN:
            yield at, f"{what} {where}: a line may break there; type U+00A0 or U+202F"
        elif number is None:
            yield at, f"{what} {where}; type a no-break one, U+00A0 or U+202F"


def _about(mark: str) -> str:
    return "« »" if mark in "«»" else "; : ! ?"


def _places(locale: str, source: str, target: str) -> Iterator[habits.Place]:
    """Every place where a no-break blank is wanted, with what is there instead."""
    source, target = seen(source), seen(target)
    for at, what in _airy(source, target, locale):
        if not taken_over(source, target, at):
            yield _about(target[at]), what
    for found in _AIRED.finditer(target):
        yield _about(found[0]), ""


def _airy(source: str, target: str, locale: str) -> Iterator[tuple[int, str]]:
    """Where a no-break blank is wanted, and what there is instead."""
    for found in _AIRY.finditer(target):
        mark, at = found[0], found.start()
        if at == 0 or not _ends_aword(target, at) or _named(source, target, at):
            continue
        if target[at - 1] in " \t":
            yield at, _PLAIN
        elif target[at - 1] != "\n" and not (mark in ";!?" and locale in _OTHER_FRENCH):
            yield at, _NONE
    for found in _OPEN.finditer(target):
        at = found.start()
        if target[at + 1 : at + 2] in {" ", ""}:
            if at + 1 < len(target):
                yield at, _PLAIN
        else:
            yield at, _NONE


def mends(source: str, target: str, context_: Context) -> Iterator[Edit]:
    """The no-break blanks that the language wants: narrow ones at `;!?`, wide ones at `:` and « »."""
    if not language(context_.locale).typography.airy:
        return
    for at, what in _airy(source, target, context_.locale):
        if not taken_over(source, target, at):
            mark, plain = target[at], what == _PLAIN
            if mark == "«":
                yield at, at + 1 + plain, "«\u00a0"
            else:
                yield at - plain, at, "\u202f" if mark in ";!?" else "\u00a0"


def _named(source: str, target: str, at: int) -> bool:
    """Whether the mark is part of a name: Yahoo! and others."""
    return target[at] in "!?" and f"{word(target, at)}{target[at]}\n" in _exclaimed(source)


@lru_cache(maxsize=8)
def _exclaimed(source: str) -> str:
    """The words of the source whose `!` or `?` ends no sentence, one a line."""
    return "".join(f"{one}\n" for one in _EXCLAIMED.findall(source))


def _ends_aword(text: str, at: int) -> bool:
    """Whether the mark ends a word or a bracket: no time of day, no smiley, no sign that is spoken of, not
    the second of two.
    """
    mark, after = text[at], text[at + 1 : at + 2]
    if mark != "»" and (after not in _AFTER_MARK or mark == ":" == after):
        return False
    blank = text[at - 1] in " \t"
    if blank and mark in ":;" and after in _FACES:
        return False
    before = text[at - 2 : at - 1] if blank else text[at - 1]
    return bool(_UNBOUND.search(before)) and (mark == "»" or before not in ".!?")


def _others(source: str, target: str, typography: Typography) -> Iterator[tuple[int, str]]:
    """Where a blank is that should not be, and where none is."""
    for found in _LOOSE.finditer(target):
        at = found.start()
        if message := _loose(source, target, at, typography):
            yield at, message
    for found in _STUCK.finditer(target):
        at = found.start()
        near = target[max(at - 2, 0) : at + 3]
        wrong = _LATIN.search(near) or _PERSIAN.search(near)
        if wrong and word(target, at) not in source and not _LATIN.search(source):
            yield at, f"no blank after {found[0]}"


def _loose(source: str, target: str, at: int, typography: Typography) -> str:
    """What is wrong with a blank before a mark, or after an opening one."""
    first, second, after = target[at], target[at + 1], target[at + 2 : at + 3]
    before = target[at - 1 : at] if at else ""
    if first in "«“" or (second in "»”" and first != "«"):
        wrong = second not in "»”" or (before != " " and (second == "»" or after in _AFTER_CLOSING))
        return "a blank within the quotation marks; delete it" if typography.hugging and wrong else ""
    if first in "([" or second in ")]":
        closed = after in {"]", ")", ""} if first in "([" else before in {"(", "[", ""}
        return "" if closed or target[at : at + 2] in source else "a blank within the brackets; delete it"
    if second not in typography.tight or not before or not _bare_end(second, after):
        return ""
    if _spoken_of(before, target[at + 2 : at + 4].lstrip(_BLANK)[:1]):
        return ""
    return "" if first + second in source else f"a blank before {second}; delete it"


def _spoken_of(before: str, after: str) -> bool:
    """Whether a mark that stands alone between these is one that the text speaks of: `. / -`, « . »."""
    return before in _SIGNS or after in _SIGNS or (before in "«“" and after in {"»", "”"})


def _bare_end(mark: str, after: str) -> bool:
    """Whether the mark is one of a sentence: not the first of several dots, no `.NET`, no smiley."""
    return after in {"", " ", "\n", "»", "”", "\u00a0"} or (mark not in ".:;" and not after.isascii())


def _dashed(source: str, target: str, context_: Context) -> Iterable[Remark]:
    wanted = language(context_.locale).typography.dash
    if not wanted or not ("–" in target or "—" in target or " -" in target or "--" in target):
        return ()
    for found in _DASHES.finditer(seen(target)):
        if word(target, found.start()) not in source and not taken_over(source, target, found.start()):
            words = context(target, *found.span())
            message = f"“{found[0].strip()}” is set so: “{wanted}”, a dash between blanks"
            return [Remark(message, evidence=Evidence(found=words))]
    return ()


spacing = of_pairs(_spacing)
dashes = of_pairs(_dashed)
