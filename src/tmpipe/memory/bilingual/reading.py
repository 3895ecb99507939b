"""How a bilingual file is read: for which locales, and what is to be told of it afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tmpipe.model import Finding, Locale, Severity
from tmpipe.text.locales import fitting, language, locale_named

UNREADABLE = "unit-unreadable"
"""What is told with this name is left out (an error), or kept without the part in question (a warning)."""

_LONGEST = 300
"""Characters of what is told: a tag, a date, a name of a file may have millions."""

Told = Callable[[Finding], None]


def silent(finding: Finding) -> None:
    """Tells nobody."""


@dataclass(slots=True)
class Notes:
    """The first of what is told, and how much there was."""

    most: int
    shown: list[Finding] = field(default_factory=list)
    count: int = 0

    def add(self, finding: Finding) -> None:
        """Takes one more."""
        self.count += 1
        if len(self.shown) < self.most:
            self.shown.append(finding)

    def lines(self, rest: str) -> tuple[str, ...]:
        """A line each; and one that says how many more there are, and what to do to see the rest."""
        more = self.count - len(self.shown)
        return (*map(str, self.shown), *([f"… and {more:,} more; {rest}"] if more else []))


@dataclass(slots=True)
class Reading:
    """What a reader is to give for a file, and what it has met."""

    path: str = ""
    """As it is shown to people."""
    source_locale: Locale = ""
    """The project's: what the sources are where a file does not say it."""
    forced: bool = False
    """Whether sources are in this locale whatever the file says."""
    locales: tuple[Locale, ...] = ()
    """The targets that are wanted; empty: all."""
    origin: str = ""
    """Of all units; empty: what the file says of each."""
    penalty: float | None = None
    """Of all units; None: what the file says of each."""
    file: str = ""
    """Of units for which the file names none."""
    told: Told = silent
    cut_off: Callable[[], str] = str
    """Why the file ended before its end: its compressed data is damaged; empty: it did not."""
    taken: int = 0
    skipped: int = 0
    """Units that could not be read; each was told."""
    unwanted: Counter[Locale] = field(default_factory=Counter)
    """Units in locales that are not wanted."""
    sources: Counter[Locale] = field(default_factory=Counter)
    """Units from another source locale than the wanted one."""
    origins: set[Locale] = field(default_factory=set)
    """What the tags of the sources mean."""
    named: dict[str, Locale | None] = field(default_factory=dict)
    """What each tag of the file means; None: no locale that is wanted."""

    def skip(self, line: int, message: str) -> None:
        """One unit less."""
        self.skipped += 1
        said = f"{_cut(message)}; left out"
        self.told(Finding(UNREADABLE, Severity.ERROR, self.path, line, said))

    def warn(self, line: int, message: str) -> None:
        """A unit that is kept, but for something."""
        self.told(Finding(UNREADABLE, Severity.WARNING, self.path, line, _cut(message)))

    def source(self, tag: str) -> Locale:
        """What a tag of a source text means."""
        locale = locale_named(tag)
        meant = self.source_locale if language(locale) == language(self.source_locale) else locale
        self.origins.add(meant)
        return meant

    def target(self, tag: str) -> Locale | None:
        """What a tag of a target text means; None where nobody wants it."""
        if tag not in self.named:
            locale = locale_named(tag)
            self.named[tag] = fitting(locale, self.locales) if self.locales else locale
        return self.named[tag]

    def points(self, told: str, line: int) -> float:
        """A unit's penalty, where the file tells one."""
        if self.penalty is not None or not told.strip():
            return self.penalty or 0
        try:
            points = float(told)
        except ValueError:
            points = -1
        if 0 <= points <= 100:
            return points
        self.warn(line, f"the penalty {told!a} is no number from 0 to 100; the unit is kept without it")
        return 0

    def renamed(self) -> dict[Locale, Locale]:
        """The tags that are taken for another locale, in order."""
        found = ((locale_named(tag), locale) for tag, locale in sorted(self.named.items()))
        return {tag: locale for tag, locale in found if locale and locale != tag}


def _cut(message: str) -> str:
    """The message without the middle of what is too long to be read."""
    half = _LONGEST // 2
    return message if len(message) <= _LONGEST else f"{message[:half]}…{message[-half:]}"
