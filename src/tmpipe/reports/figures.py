"""What the tables of `tmpipe status` are made of: lines and their totals, columns, shares of a bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tmpipe.model import Locale, SignOff, Standing, Standings
from tmpipe.text.languages.names import names

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FINISHED = tuple(how for how in Standing if how.finished)
UNTRANSLATED = (Standing.UNTRANSLATED,)
SUGGESTED = tuple(how for how in Standing if how not in FINISHED + UNTRANSLATED)


NOBODY_YET = "No text has been finished yet."


def shown(text: str) -> str:
    """A name from outside, on one line and without what would turn the text around it."""
    return _CONTROL.sub("�", text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a document in a locale, or a total of several."""

    rows: tuple[Standings, ...]
    document: str = "total"
    locale: Locale = ""
    """Empty: all."""
    is_total: bool = True

    def segments(self, *standings: Standing) -> int:
        """How many segments stand so; without an argument, all."""
        return sum(row.segments.get(how, 0) for row in self.rows for how in standings or Standing)

    def words(self, *standings: Standing) -> int:
        """How many source words stand so; without an argument, all."""
        return sum(row.words.get(how, 0) for row in self.rows for how in standings or Standing)

    @property
    def state(self) -> str:
        """The worst of its states, `partial` where only some are empty."""
        states = {row.state for row in self.rows} or {"empty"}
        if len(states) == 1:
            return states.pop()
        return next((state for state, better in _BETTER.items() if states <= better), "partial")

    @property
    def percent(self) -> int:
        """Of the words, how many in a hundred are finished: 100 only if all are, 0 only if none is."""
        finished, all_ = self.segments(*FINISHED), self.segments()
        if finished in (0, all_):
            return 100 if finished else 0
        share = self.words(*FINISHED) * 100 // (self.words() or 1)
        return min(99, max(1, share))

    def parts(self, width: int) -> tuple[int, int, int]:
        """`width` as the shares of the words that are finished, suggested, untranslated.

        What there is has at least 1, however small, and what there is not has 0.
        """
        counts = [self.segments(*group) for group in (FINISHED, SUGGESTED, UNTRANSLATED)]
        if not any(counts):
            return 0, 0, width
        many = [self.words(*group) for group in (FINISHED, SUGGESTED, UNTRANSLATED)]
        return _shares(many if any(many) else counts, counts, width)

    @property
    def sign_offs(self) -> tuple[SignOff, ...]:
        """Of one document in one locale; a total has none."""
        return () if self.is_total else self.rows[0].sign_offs


_BETTER = {"complete": {"final", "complete"}, "draft": {"final", "complete", "draft"}}


def _shares(many: Sequence[int], counts: Sequence[int], width: int) -> tuple[int, int, int]:
    """`width` in three parts like `many`, at least 1 where there is a count; the rest goes to the largest."""
    least = [min(1, count) for count in counts]
    cells = [max(low, width * part // sum(many)) if low else 0 for part, low in zip(many, least, strict=True)]
    largest = max(range(3), key=lambda i: (cells[i], -i))
    cells[largest] += width - sum(cells)
    return cells[0], cells[1], cells[2]


def lines(rows: Sequence[Standings]) -> list[Line]:
    """A line a row."""
    return [Line((row,), shown(row.document), row.locale, is_total=False) for row in rows]


def totals(rows: Sequence[Standings]) -> list[Line]:
    """A total for each locale where there are several documents, and one for all of several rows."""
    several = len({row.document for row in rows}) > 1
    return by_locale(rows) if several else by_locale(rows)[len(rows) :]


def by_locale(rows: Sequence[Standings]) -> list[Line]:
    """A total for each locale, and one for all where there are several."""
    found: dict[Locale, list[Standings]] = {}
    for row in rows:
        found.setdefault(row.locale, []).append(row)
    lines = [Line(tuple(own), locale=locale) for locale, own in found.items()]
    return [*lines, Line(tuple(rows))] if len(lines) > 1 else lines


Column = tuple[str, Callable[[Line], int]]
COUNTS: tuple[Column, ...] = (
    ("segments", lambda line: line.segments()),
    ("words", lambda line: line.words()),
    ("finished", lambda line: line.segments(*FINISHED)),
)


def _counted(how: Standing) -> Column:
    return how.value, lambda line: line.segments(how)


DETAILS: tuple[Column, ...] = tuple(map(_counted, Standing))
FINDINGS: tuple[Column, ...] = (
    ("errors", lambda line: sum(row.errors for row in line.rows)),
    ("warnings", lambda line: sum(row.warnings for row in line.rows)),
)
FOLDED: tuple[Column, ...] = (
    *COUNTS[1:],
    ("suggested", lambda line: line.segments(*SUGGESTED)),
    ("untranslated", lambda line: line.segments(*UNTRANSLATED)),
    FINDINGS[0],
)
"""Where there is no room for more."""


def present(columns: Sequence[Column], lines: Sequence[Line]) -> tuple[Column, ...]:
    """The columns that are not 0 everywhere."""
    return tuple(column for column in columns if any(column[1](line) for line in lines))


def voids(rows: Sequence[Standings]) -> list[str]:
    """A sentence for each sign-off that holds no more."""
    return [
        f"void: {shown(row.document)} {row.locale}, signed by {shown(one.by)}: {changed(one)} since"
        for row in rows
        for one in row.sign_offs
        if one.void
    ]


def changed(one: SignOff) -> str:
    """`the source and the glossary have changed`."""
    *others, last = (f"the {what}" for what in one.changed)
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"{listed} {'have' if others else 'has'} changed"


def language_name(locale: Locale) -> str:
    """`français · French (fr)`; the tag alone where the language's names are not known."""
    found = names(locale)
    if not locale or not found:
        return locale or "all"
    own, english = found
    return f"{own} ({locale})" if own == english else f"{own} · {english} ({locale})"
