"""A report for GitHub Actions: annotations beside the lines they speak of, as many as GitHub shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from tmpipe.model import Finding, Report, Severity
from tmpipe.reports.excerpt import CONTROL
from tmpipe.reports.totals import totals

MOST = 10
"""Annotations of a kind that GitHub shows of one step."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}


def write(report: Report) -> Iterator[str]:
    """`::error file=...,line=...,title=...::message`, the gravest first, ten of a kind; then all others as
    lines of the log, and a notice that counts. What the baseline knows is left out.
    """
    by_level = {level: _of(report, level) for level in sorted(Severity, reverse=True)}
    room = {level: MOST - (level is Severity.INFO) for level in by_level}  # the last notice counts them
    for level, findings in by_level.items():
        yield from (f"{_command(report, one)}\n" for one in findings[: room[level]])
    rest = list(
        chain.from_iterable(islice(findings, room[level], None) for level, findings in by_level.items())
    )
    if rest:
        yield f"::group::{len(rest)} more findings\n"
        yield from (f"{_plain(finding)}\n" for finding in rest)
        yield "::endgroup::\n"
    if any(by_level.values()):
        yield f"::notice title=tmpipe::{totals(report)}\n"


def _of(report: Report, level: Severity) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is level and not finding.baseline]


def _command(report: Report, finding: Finding) -> str:
    path = _escaped(report.from_root(finding.path), _PROPERTY)
    title = _escaped(finding.check + (f" {finding.term}" if finding.term else ""), _PROPERTY)
    line = finding.place.line if finding.place else finding.line
    message = _escaped(_tamed(finding.message), _MESSAGE)
    return f"::{_LEVELS[finding.severity]} file={path},line={line},title={title}::{message}"


def _escaped(text: str, signs: Mapping[int, str]) -> str:
    """The text as a runner reads it back, controls that it knows no escape for aside."""
    return CONTROL.sub("�", text.translate(signs))


def _plain(finding: Finding) -> str:
    """A line that no runner takes for a command."""
    return " " + _tamed(CONTROL.sub("�", str(finding))).replace("::", ": :")


def _tamed(text: str) -> str:
    """Runners still obey `##[command]` wherever it stands in a line, and a text may hold anything."""
    return text.replace("##[", "## [")
