"""A report for programs: one JSON document, the contract's keys first. Its schema: docs/schemas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tmpipe.model import Finding, Report, Severity
from tmpipe.version import __version__


def write(report: Report) -> Iterator[str]:
    """`{"tool": ..., "counts": ..., "findings": [...]}`, a finding a line."""
    tool = json.dumps({"name": "tmpipe", "version": __version__})
    counts = json.dumps({str(level): report.count(level) for level in sorted(Severity, reverse=True)})
    yield f'{{"tool": {tool},\n "counts": {counts},\n "findings": ['
    yield from _rows(report.findings)
    yield '],\n "ignored": ['
    yield from _rows(report.ignored)
    yield f'],\n "unread": {json.dumps(report.unread)},\n "baseline": {json.dumps(report.baseline)}}}\n'


def _rows(findings: Iterable[Finding]) -> Iterator[str]:
    separator = "\n  "
    for finding in findings:
        yield separator + json.dumps(_row(finding), ensure_ascii=False)
        separator = ",\n  "


def _row(finding: Finding) -> dict[str, object]:
    evidence, place = finding.evidence, finding.place
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
        "source_words": evidence.source_words,
        "expected": evidence.expected,
        "tried": evidence.tried,
        "found": evidence.found or None,
        "suggestion": evidence.suggestion or None,
        "place": place
        and {
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
        },
        "baseline": finding.baseline,
        "ignored": finding.ignored,
    }
