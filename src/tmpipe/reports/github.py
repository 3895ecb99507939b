"""A report for GitHub Actions: a workflow command a finding, shown beside the line it speaks of."""

from __future__ import annotations

from tmpipe.model import Finding, Report, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}


def write(report: Report) -> str:
    """`::error file=...,line=...,title=...::message`."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    path = finding.path.translate(_PROPERTY)
    title = (finding.check + (f" {finding.term}" if finding.term else "")).translate(_PROPERTY)
    message = finding.message.translate(_MESSAGE)
    return f"::{_LEVELS[finding.severity]} file={path},line={finding.line},title={title}::{message}"
