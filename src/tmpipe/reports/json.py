"""A report for programs: one JSON document, the contract's keys in the contract's order."""

from __future__ import annotations

import json

from tmpipe import __version__
from tmpipe.model import Finding, Report, Severity


def write(report: Report) -> str:
    """`{"tool": ..., "counts": ..., "findings": [...]}`."""
    document = {
        "tool": {"name": "tmpipe", "version": __version__},
        "counts": {str(level): report.count(level) for level in sorted(Severity, reverse=True)},
        "findings": [_row(finding) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "path": finding.path,
        "line": finding.line,
        "locale": finding.locale,
        "document": finding.document,
        "term": finding.term,
        "msgctxt": finding.msgctxt,
        "msgid": finding.msgid,
        "msgstr": finding.msgstr,
        "message": finding.message,
    }
