"""How many findings there are, in words."""

from __future__ import annotations

from tmpipe.model import Report, Severity


def totals(report: Report) -> str:
    """`1 error, 2 warnings, 0 infos`, and how many more the baseline knows."""
    told = ", ".join(count(report, level) for level in sorted(Severity, reverse=True))
    old = sum(finding.baseline for finding in report.findings)
    return f"{told}; {old} known in the baseline" if old else told


def count(report: Report, level: Severity) -> str:
    """`1 info`, `2 infos`."""
    number = report.count(level)
    return f"{number} {level}{'' if number == 1 else 's'}"
