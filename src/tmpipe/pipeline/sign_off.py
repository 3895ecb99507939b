"""Who answers for a text: recorded only for what is whole and without errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as day
from unicodedata import normalize

from tmpipe import signoffs
from tmpipe.errors import UsageError
from tmpipe.model import Catalog, Locale, Report, Severity, SignOff
from tmpipe.pipeline.check import findings
from tmpipe.pipeline.credit import person
from tmpipe.pipeline.passages import lines
from tmpipe.pipeline.status import counted
from tmpipe.project import Project, Seed


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of it."""

    sign_off: SignOff | None
    """None: the text cannot be signed yet."""
    missing: tuple[str, ...] = ()
    """What it lacks: `3 draft`, `1 error`."""
    report: Report = field(default_factory=Report)
    """Its errors."""


def sign_off(
    project: Project, seed: Seed, locale: Locale, by: str, *, date: str = "", note: str = ""
) -> Signed:
    """Records that `by` answers for the document in the locale as it is now, source and glossary included.

    Nothing is recorded while a sentence is not finished or a check finds an error. Who signs again replaces
    the own record, nobody else's.
    """
    project.locales([locale])
    name = _recordable(seed, by, date, note)
    before = project.sign_offs  # a record that cannot be read stops us first
    catalog = project.catalog(seed.slug, locale)
    if catalog is None:
        return Signed(None, ("its catalog; run `tmpipe build`",))
    found = (one for one in findings(project, catalog, seed) if one.severity >= Severity.ERROR)
    report = Report(tuple(sorted(found, key=lambda one: one.line)))
    if missing := tuple(_missing(project, seed, catalog, report)):
        return Signed(None, missing, report)
    new = SignOff(locale, seed.slug, name, project.fingerprint(seed, catalog), date, note)
    others = (one for one in before if signoffs.key(one) != signoffs.key(new))
    project.save_sign_offs((*others, new))
    return Signed(new)


def withdraw(project: Project, document: str, locale: Locale, by: str) -> SignOff:
    """Takes the record away again. UsageError where there is none."""
    name = person(normalize("NFC", by))
    known = [one for one in project.sign_offs if (one.document, one.locale) == (document, locale)]
    for one in known:
        if one.by == name:
            project.save_sign_offs(other for other in project.sign_offs if other != one)
            return one
    there = ", ".join(one.by for one in known) or "nobody"
    raise UsageError(f"{name!r} has not signed {document} {locale}; signed by: {there}")


def _recordable(seed: Seed, by: str, date: str, note: str) -> str:
    """The name as it is recorded, without an address. UsageError where something cannot be recorded."""
    name = person(normalize("NFC", by))
    if not signoffs.one_line(by) or not name:
        raise UsageError(f"--by {by!r} is no name of somebody who can answer for a text")
    if note and not signoffs.one_line(note):
        raise UsageError("--note must be one line without control characters")
    if not signoffs.one_line(seed.slug):
        raise UsageError(
            f"the slug {seed.slug!r} has characters that turn text around; give the document another"
        )
    if date and not _is_day(date):
        raise UsageError(f"--date {date!r} is no day such as 2026-11-21")
    return name


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)) and bool(day.fromisoformat(text))
    except ValueError:
        return False


def _missing(project: Project, seed: Seed, catalog: Catalog, report: Report) -> Iterator[str]:
    """What the text lacks."""
    wanted = {*lines(project.document(seed))}
    entries = {entry.msgid for entry in catalog.entries if not entry.obsolete}
    if apart := len(wanted ^ entries):
        yield f"{apart} sentences of the document as it is now; run `tmpipe build`"
    segments = counted(catalog, seed.slug, project.settings.source_locale).segments
    yield from (f"{segments[how]} {how}" for how in sorted(segments) if not how.finished)
    if errors := len(report.findings):
        yield f"{errors} error{'' if errors == 1 else 's'}"
    if not wanted:
        yield "text: there is nothing to translate in this document"
