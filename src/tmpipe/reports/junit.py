"""A report for CI systems that show tests: JUnit XML as Jenkins and GitLab read it, a suite a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from tmpipe.model import Finding, Report, Severity

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def write(report: Report) -> Iterator[str]:
    """A case a finding. Errors fail, what the baseline knows is skipped, warnings and infos pass, with their
    words in `system-out`; a file without findings is a case that passes.
    """
    found: dict[str, list[Finding]] = {path: [] for path in report.paths}
    for finding in report.findings:
        found.setdefault(finding.path, []).append(finding)
    tests = sum(max(1, len(findings)) for findings in found.values()) or 1
    failures = report.count(Severity.ERROR)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="tmpipe" tests="{tests}" failures="{failures}" errors="0">\n'
    )
    for path, findings in sorted((found or {"tmpipe": []}).items()):
        yield from _suite(report.from_root(path), findings)
    yield "</testsuites>\n"


def _suite(path: str, found: Sequence[Finding]) -> Iterator[str]:
    skipped = sum(one.baseline for one in found)
    failures = sum(one.severity is Severity.ERROR and not one.baseline for one in found)
    counts = f'tests="{max(1, len(found))}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield _clean(f"<testsuite name={quoteattr(path)} {counts}>\n")
    names: Counter[str] = Counter()
    for finding in found:
        names[name := _name(finding)] += 1
        yield _clean(_case(path, f"{name} #{names[name]}" if names[name] > 1 else name, finding))
    if not found:
        yield _clean(f'<testcase classname={quoteattr(path)} name="no findings"/>\n')
    yield "</testsuite>\n"


def _name(finding: Finding) -> str:
    """With the line: CI systems take two cases of one name for one."""
    term = f" {finding.term}" if finding.term else ""
    return f"{finding.check}{term} (line {finding.line})"


def _case(path: str, name: str, finding: Finding) -> str:
    attributes = f"classname={quoteattr(path)} name={quoteattr(name)}"
    return f"<testcase {attributes}>{_outcome(finding)}</testcase>\n"


def _outcome(finding: Finding) -> str:
    words = escape(str(finding))
    if finding.baseline:
        return f'<skipped message="known in the baseline"/><system-out>{words}</system-out>'
    if finding.severity is not Severity.ERROR:
        return f"<system-out>{words}</system-out>"
    return f"<failure type={quoteattr(finding.check)} message={quoteattr(finding.message)}>{words}</failure>"


def _clean(xml: str) -> str:
    return _FORBIDDEN.sub("\ufffd", xml)
