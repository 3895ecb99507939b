"""A report for a terminal: a line a finding, as compilers print them, and a last line that counts."""

from __future__ import annotations

from collections.abc import Iterator

from tmpipe.model import Finding, Report, Severity
from tmpipe.reports.excerpt import CONTROL, excerpt
from tmpipe.reports.totals import totals

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def write(
    report: Report,
    *,
    colour: bool = False,
    least: Severity = Severity.INFO,
    excerpts: bool = False,
    known: bool = True,
    width: int = 100,
) -> Iterator[str]:
    """`path:line: severity: check: message [term]`, then `1 error, 0 warnings, 0 infos`.

    The term, where there is one, is what an ignore comment names: `ignore=check:term`. Findings below
    `least`, and those of the baseline unless `known`, are not shown. With `excerpts` the texts follow each
    finding, cut to `width` columns.
    """
    for finding in report.findings:
        if finding.severity >= least and (known or not finding.baseline):
            yield f"{_coloured(finding) if colour else _plain(finding)}\n"
            for line in excerpt(finding, width) if excerpts else ():
                yield f"{_dimmed(finding, line) if colour else line}\n"
    yield totals(report) + "\n"


def _plain(finding: Finding) -> str:
    return CONTROL.sub("�", f"{finding}{_more(finding)}")


def _more(finding: Finding) -> str:
    return (f" [{finding.term}]" if finding.term else "") + (" (in the baseline)" if finding.baseline else "")


def _coloured(finding: Finding) -> str:
    level = f"\x1b[1;{_COLOURS[finding.severity]}m{finding.severity}\x1b[0m"
    place, message = (CONTROL.sub("�", text) for text in (finding.path, f"{finding.message}{_more(finding)}"))
    return f"\x1b[1m{place}:{finding.line}:\x1b[0m {level}: {finding.check}: {message}"


def _dimmed(finding: Finding, line: str) -> str:
    """The gutter in grey, the marks in the colour of the finding."""
    gutter, bar, rest = line.partition("|")
    marks = f"\x1b[1;{_COLOURS[finding.severity]}m{rest}\x1b[0m" if not gutter.strip() else rest
    return f"\x1b[2m{gutter}{bar}\x1b[0m{marks}"
