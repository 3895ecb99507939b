"""A text in pieces: its words, and what may stand for another: numbers, months, addresses, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tmpipe.model import CODE, Locale
from tmpipe.text.addresses import addresses
from tmpipe.text.dates import dated, known
from tmpipe.text.languages import language
from tmpipe.text.numbers import FIGURES, value

_SIGN = r"[ \u00a0\u202f\u2009.,'’٬،]"
_POINT = "[.,٫]"
_PIECE = re.compile(
    rf"(?P<code>{CODE.pattern})"
    rf"|(?<!\w)(?P<number>\d{{1,3}}(?P<sign>{_SIGN})\d{{3}}(?:(?P=sign)\d{{3}})*(?:(?!(?P=sign)){_POINT}\d+)?"
    rf"|\d+{_POINT}\d+|\d+)(?P<suffix>:[ae](?!\w)|[^\W\d_]*+)(?!\w|[.,٫~+]\w*\d|:(?![0-5]\d(?![\d:]|\.\d))\w*\d)"
    r"|(?P<mixed>\w*\d\w*(?:[.,:~+/-]\w*\d\w*)*)|(?P<word>\w+)|(?P<mark>\S)"
)
_DIGITS = re.compile(r"\d+(?:[.:~+-]\d+)*")


class Name(NamedTuple):
    """`text[start:end]` is a name of the glossary."""

    start: int
    end: int
    term: str
    """Which one, whatever its spelling."""
    kind: str
    """Names of one kind may stand in each other's place; empty: in no other's."""
    forms: tuple[str, ...] = ()
    """What it is in the target locale, the usual form first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`source[start:end]`, and what it says."""

    start: int
    end: int
    text: str
    kind: str
    """`word` (marks and codes, too), `number`, `month`, `address`, `mixed` (versions, labels), `name`."""
    key: str
    """What it stands for: two of one kind with one key are the same to a reader."""
    mask: str
    """What pieces share that may stand in each other's place."""
    suffix: str = ""
    """Of an ordinal."""
    sign: str = ""
    """What groups a number's digits."""
    name: Name | None = None

    @property
    def digits(self) -> str:
        """A number without its ordinal's ending."""
        return self.text[: len(self.text) - len(self.suffix)] if self.suffix else self.text


def pieces(text: str, locale: Locale, names: Sequence[Name] = ()) -> list[Piece]:
    """The pieces of the text in order; what stands between them is white space."""
    found: list[Piece] = []
    ordinals = language(locale).agreement.ordinals
    at = 0
    for one in _inserted(text, locale, names):
        found += (_piece(match, ordinals) for match in _PIECE.finditer(text, at, one.start))
        found.append(one)
        at = one.end
    found += (_piece(match, ordinals) for match in _PIECE.finditer(text, at))
    return found


def _inserted(text: str, locale: Locale, names: Sequence[Name]) -> Iterator[Piece]:
    """Addresses, names and months, in order; where two overlap, the first of these kinds."""
    found = [
        Piece(*span, text[slice(*span)], "address", text[slice(*span)], "\0a") for span in addresses(text)
    ]
    found += (
        Piece(one.start, one.end, text[one.start : one.end], "name", one.term, f"\0n{one.kind}", name=one)
        for one in names
    )
    for one in dated(text, locale) if known(locale) else ():
        if one.sure:
            end = one.start + len(one.name)
            key = str(-one.month if one.solar else one.month)
            found.append(Piece(one.start, end, one.name, "month", key, "\0m"))
    at = 0
    for piece in sorted(found, key=lambda piece: piece.start):  # stable: of two at one place the first kind
        if piece.start >= at:
            yield piece
            at = piece.end


def _piece(match: re.Match[str], ordinals: frozenset[str]) -> Piece:
    start, end = match.span()
    text = match[0]
    if match.lastgroup in ("word", "mark") or match["code"]:
        return Piece(start, end, text, "word", text, text)
    suffix = match["suffix"] or ""
    if match["number"] is None or (suffix and suffix not in ordinals):
        return Piece(start, end, text, "mixed", text, _DIGITS.sub("0", text))
    plain = value(match["number"].translate(FIGURES))
    return Piece(start, end, text, "number", plain, "\0d", suffix, match["sign"] or "")
