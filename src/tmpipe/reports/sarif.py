"""A report for code scanning: SARIF 2.1.0 (OASIS), one run, one rule a check."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from tmpipe import __version__
from tmpipe.model import Finding, Report, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """The log file. A result's fingerprint holds while its text does, whatever line it moves to."""
    rules = sorted({finding.check for finding in report.findings})
    driver = {
        "name": "tmpipe",
        "version": __version__,
        "rules": [{"id": rule, "shortDescription": {"text": rule.replace("-", " ")}} for rule in rules],
    }
    results = list(_results(report, rules))
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _results(report: Report, rules: list[str]) -> Iterator[dict[str, object]]:
    seen: Counter[str] = Counter()
    for finding in report.findings:
        mark = _fingerprint(finding)
        seen[mark] += 1
        yield {
            "ruleId": finding.check,
            "ruleIndex": rules.index(finding.check),
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": _place(finding.path, finding.line)}],
            "partialFingerprints": {"finding/v1": f"{mark}:{seen[mark]}"},
            **_related(finding),
        }


def _place(path: str, line: int) -> dict[str, object]:
    return {
        "artifactLocation": {"uri": quote(path.replace("\\", "/"))},
        "region": {"startLine": max(line, 1)},
    }


def _related(finding: Finding) -> dict[str, object]:
    """The place in the source document, where it is known with its line."""
    path, _, line = (finding.document or "").rpartition(":")
    if not path or not line.isdigit():
        return {}
    place = {"physicalLocation": _place(path, int(line)), "message": {"text": "the source"}}
    return {"relatedLocations": [place]}


def _fingerprint(finding: Finding) -> str:
    path = finding.path[max(0, finding.path.find("locales/")) :]  # the same from whichever folder it was run
    told = (finding.check, path, finding.term, finding.msgctxt, finding.msgid, finding.message)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
