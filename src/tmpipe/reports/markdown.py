"""A report for the summary of a CI job: a table of counts, and the gravest findings, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tmpipe.model import Finding, Report, Severity
from tmpipe.reports.gfm import plain
from tmpipe.reports.totals import totals

MOST = 50
"""Findings that are shown; a summary is to be read."""


def write(report: Report) -> Iterator[str]:
    """`## Translations: 2 errors, ...`, the counts by check, and up to fifty findings."""
    found = sorted(report.counted, key=lambda one: -one.severity)
    yield f"## Translations: {totals(report)}\n"
    if found:
        yield from _table(found)
        yield "\n| where | finding |\n| --- | --- |\n"
        yield from (_row(report, finding) for finding in found[:MOST])
    if len(found) > MOST:
        yield f"\n… and {len(found) - MOST} more.\n"


def _table(found: list[Finding]) -> Iterator[str]:
    levels = sorted(Severity, reverse=True)
    numbers = Counter((one.check, one.severity) for one in found)
    yield "\n| check | errors | warnings | infos |\n| --- | ---: | ---: | ---: |\n"
    for check in dict.fromkeys(one.check for one in found):
        yield f"| {plain(check)} | {' | '.join(str(numbers[check, level]) for level in levels)} |\n"


def _row(report: Report, finding: Finding) -> str:
    term = f" [{finding.term}]" if finding.term else ""
    told = plain(f"{finding.severity}: {finding.check}: {finding.message}{term}")
    return f"| {plain(report.from_root(finding.path))}:{finding.line} | {told} |\n"
