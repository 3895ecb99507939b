"""A report for CI systems that show tests: JUnit XML, a suite a file, a failed case a finding."""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from tmpipe.model import Finding, Report, Severity

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def write(report: Report) -> str:
    """Errors fail; warnings and infos are cases that pass, with their words in `system-out`."""
    by_path = sorted(report.findings, key=lambda one: one.path)
    suites = "".join(_suite(path, list(found)) for path, found in groupby(by_path, lambda one: one.path))
    total = f'tests="{len(report.findings)}" failures="{report.count(Severity.ERROR)}"'
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tmpipe" {total}>\n{suites}</testsuites>\n'
    )
    return _FORBIDDEN.sub("\ufffd", xml)


def _suite(path: str, found: list[Finding]) -> str:
    failures = sum(one.severity is Severity.ERROR for one in found)
    head = f'<testsuite name={quoteattr(path)} tests="{len(found)}" failures="{failures}">'
    return f"{head}\n{''.join(map(_case, found))}</testsuite>\n"


def _case(finding: Finding) -> str:
    name = f"{finding.path}:{finding.line} {finding.check}" + (f" {finding.term}" if finding.term else "")
    attributes = f"classname={quoteattr(finding.check)} name={quoteattr(name)} file={quoteattr(finding.path)}"
    words = escape(str(finding))
    inside = (
        f'<failure type="{finding.severity}" message={quoteattr(finding.message)}>{words}</failure>'
        if finding.severity is Severity.ERROR
        else f"<system-out>{words}</system-out>"
    )
    return f'<testcase {attributes} line="{finding.line}">{inside}</testcase>\n'
