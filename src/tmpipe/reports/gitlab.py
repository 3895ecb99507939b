"""A report for GitLab's Code Quality widget: a JSON list, compared with that of the target branch."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tmpipe.model import Finding, Report, Severity
from tmpipe.reports.fingerprints import fingerprinted

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report) -> Iterator[str]:
    """A finding a line; paths from the repository's root. What the baseline knows is left out."""
    separator = "[\n"
    for finding, mark in fingerprinted(report, report.counted):
        yield separator + json.dumps(_row(report, finding, mark), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n" if separator == ",\n" else "[]\n"


def _row(report: Report, finding: Finding, mark: str) -> dict[str, object]:
    line = finding.place.line if finding.place else max(finding.line, 1)
    return {
        "description": finding.message,
        "check_name": finding.check,
        "fingerprint": mark,
        "severity": _LEVELS[finding.severity],
        "location": {"path": report.from_root(finding.path), "lines": {"begin": line}},
    }
