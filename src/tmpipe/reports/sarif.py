"""A report for code scanning: SARIF 2.1.0 (OASIS), one run, one rule a check.

What GitHub makes of it: paths count from the repository's root, `primaryLocationLineHash` tells alerts
apart, a run holds 25,000 results.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from tmpipe.checks.about import about
from tmpipe.checks.base import SEVERITIES
from tmpipe.model import Finding, Place, Report, Severity
from tmpipe.reports.fingerprints import fingerprinted
from tmpipe.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASE = "SRCROOT"

Json = dict[str, Any]


def write(report: Report) -> Iterator[str]:
    """The log file, a result a line. Of more than 25,000 results, the gravest and a notification."""
    findings = sorted(chain(report.findings, report.ignored), key=lambda one: (one.path, one.line, one.check))
    kept = _gravest(findings)
    rules = {check: number for number, check in enumerate(sorted({one.check for one in kept}))}
    run = {
        "tool": {"driver": {"name": "tmpipe", "version": __version__, "rules": [*map(_rule, rules)]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the work tree."}}},
        "invocations": [_invocation(len(findings), report.unread)],
        "results": [],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False).removesuffix("]}]}")
    separator = "\n  "
    for finding, mark in fingerprinted(report, kept):
        result = _result(report, finding, mark, rules[finding.check])
        yield separator + json.dumps(result, ensure_ascii=False)
        separator = ",\n  "
    yield "]}]}\n"


def _gravest(findings: list[Finding]) -> list[Finding]:
    """So many as a run may hold, in their order: what counts goes before what is known, errors first."""
    if len(findings) <= MOST:
        return findings
    order = sorted(range(len(findings)), key=lambda number: _weight(findings[number]))
    return [findings[number] for number in sorted(order[:MOST])]


def _weight(finding: Finding) -> tuple[bool, int]:
    return finding.baseline or finding.ignored is not None, -finding.severity


def _invocation(number: int, unread: Iterable[str]) -> Json:
    text = f"{number} findings; a run may hold {MOST}, so the gravest are here"
    told = [{"level": "warning", "message": {"text": text}}] if number > MOST else []
    failed = [{"level": "error", "message": {"text": sentence}} for sentence in unread]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": [*told, *failed]}


def _rule(check: str) -> Json:
    words = about(check)
    level = _LEVELS[SEVERITIES.get(check, Severity.WARNING)]
    return {
        "id": check,
        "name": "".join(part.capitalize() for part in check.split("-")),
        "shortDescription": {"text": words.summary.rstrip(".")},
        "fullDescription": {"text": words.summary},
        "help": {"text": f"{words.summary} {words.mend}", "markdown": f"{words.summary}\n\n{words.mend}"},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["translation", words.theme], "precision": words.precision},
    }


def _result(report: Report, finding: Finding, mark: str, rule: int) -> Json:
    return {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(report, finding.path, finding.place or _line(finding.line))],
        "partialFingerprints": {"primaryLocationLineHash": mark, "tmpipe/v2": mark},
        "suppressions": [*_suppressions(finding)],
        "properties": dict(_properties(finding)),
        **({"baselineState": "unchanged" if finding.baseline else "new"} if report.baseline else {}),
        **_related(report, finding),
    }


def _suppressions(finding: Finding) -> Iterator[Json]:
    if finding.ignored is not None:
        yield {"kind": "inSource", "justification": finding.ignored}
    if finding.baseline:
        yield {"kind": "external", "justification": "known in the baseline"}


def _properties(finding: Finding) -> Iterator[tuple[str, object]]:
    evidence = finding.evidence
    told: Iterable[tuple[str, object]] = (
        ("term", finding.term),
        ("locale", finding.locale),
        ("sourceWords", evidence.source_words),
        ("expected", evidence.expected),
        ("tried", evidence.tried),
        ("found", evidence.found),
        ("suggestion", evidence.suggestion),
    )
    return ((name, value) for name, value in told if value)


def _related(report: Report, finding: Finding) -> Json:
    """The place in the source document, where it is known with its line."""
    path, _, line = (finding.document or "").rpartition(":")
    if not path or not (line.isascii() and line.isdigit()):
        return {}
    return {
        "relatedLocations": [{**_location(report, path, _line(int(line))), "message": {"text": "the source"}}]
    }


def _line(line: int) -> Json:
    return {"startLine": max(line, 1)}


def _location(report: Report, path: str, where: Place | Json) -> Json:
    return {"physicalLocation": {"artifactLocation": _artifact(report, path), "region": _region(where)}}


def _artifact(report: Report, path: str) -> Json:
    """Relative to the root of the work tree; of a file outside it, the whole address."""
    seen = report.from_root(path)
    uri = quote(_bytes(seen))
    return {"uri": f"file://{uri}"} if seen.startswith("/") else {"uri": uri, "uriBaseId": _BASE}


def _bytes(path: str) -> bytes:
    """The file name's own bytes, of which some may be no UTF-8."""
    try:
        return path.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate, as Windows has them
        return path.encode(errors="surrogatepass")


def _region(where: Place | Json) -> Json:
    if not isinstance(where, Place):
        return where
    start, end = (where.line, where.column), (where.end_line, where.end_column)
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}
