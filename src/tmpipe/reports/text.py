"""A report for a terminal: a line a finding, as compilers print them, and a last line that counts."""

from __future__ import annotations

import re
from collections.abc import Callable

from tmpipe.model import Finding, Report, Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What would move a terminal's cursor or turn its text around: a catalog may hold anything."""


def write(report: Report, *, colour: bool = False, least: Severity = Severity.INFO) -> str:
    """`path:line: severity: check: message [term]`, then `1 error, 0 warnings, 0 infos`.

    The term, where there is one, is what an ignore comment names: `ignore=check:term`. Findings below
    `least` are counted and not shown.
    """
    line: Callable[[Finding], str] = _coloured if colour else _plain
    counts = ", ".join(_count(report, level) for level in sorted(Severity, reverse=True))
    shown = (finding for finding in report.findings if finding.severity >= least)
    return "".join(f"{line(finding)}\n" for finding in shown) + counts + "\n"


def _count(report: Report, level: Severity) -> str:
    number = report.count(level)
    return f"{number} {level}{'' if number == 1 else 's'}"


def _plain(finding: Finding) -> str:
    return _CONTROL.sub("�", f"{finding}{_term(finding)}")


def _term(finding: Finding) -> str:
    return f" [{finding.term}]" if finding.term else ""


def _coloured(finding: Finding) -> str:
    level = f"\x1b[1;{_COLOURS[finding.severity]}m{finding.severity}\x1b[0m"
    place, message = (
        _CONTROL.sub("�", text) for text in (finding.path, f"{finding.message}{_term(finding)}")
    )
    return f"\x1b[1m{place}:{finding.line}:\x1b[0m {level}: {finding.check}: {message}"
