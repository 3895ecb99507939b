"""`tmpipe check`: findings on standard output and in files, beside a baseline."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tmpipe import parts
from tmpipe.cli.console import (
    Arguments,
    nearest,
    progress,
    say,
    show,
    talk,
    verdict,
)
from tmpipe.errors import UsageError
from tmpipe.files import path_from, write_whole
from tmpipe.model import Report, Severity
from tmpipe.project import Project

if TYPE_CHECKING:
    from tmpipe.checks.base import Levels
    from tmpipe.pipeline.baseline import Compared


def check(chosen: Arguments) -> int:
    from tmpipe.checks.base import Levels, known_checks
    from tmpipe.pipeline.check import check, check_files

    if chosen.update_baseline and not chosen.baseline:
        raise UsageError("--update-baseline needs --baseline FILE, the file to write")
    files = _report_files(chosen)
    project = _project_for(chosen)
    severities = project.settings.severity if project else {}
    no_terms = project is None and not chosen.glossary
    unchecked = [name for name in known_checks() if name.startswith("term-")] if no_terms else []
    levels = Levels(chosen.select, [*chosen.ignore, *unchecked], severities)
    if project is None:
        report = check_files(chosen.paths, chosen.glossary, levels)
    else:
        report = check(project, chosen.paths, levels, progress=progress(chosen))
    level = chosen.fail_on or (project.settings.fail_on if project else "error")
    due = None
    if chosen.baseline:
        report, due = _beside_baseline(chosen, report, levels, level)
    if report.paths or not report.unread:
        _write_reports(files, report)
        if due:  # not before: a run whose report cannot be written leaves the baseline as it was
            _save_baseline(chosen, due)
        show(chosen, report, Severity.INFO if level == "info" or chosen.verbose else Severity.WARNING)
    for sentence in report.unread:
        say(f"tmpipe: {sentence}")
    return 2 if report.unread else verdict(level, report)


def _write_reports(files: Iterable[tuple[str, parts.ReportWriter]], report: Report) -> None:
    for place, write in files:
        data = "".join(write(report)).encode(errors="backslashreplace")
        if Path(place).exists() and not Path(place).is_file():  # a pipe
            Path(place).write_bytes(data)
        else:
            write_whole(Path(place), data, place)


def _report_files(chosen: Arguments) -> list[tuple[str, parts.ReportWriter]]:
    """Where further reports go, and what writes them: of `--report F=FILE`."""
    files = []
    for named in chosen.report:
        form, _, place = named.partition("=")
        if not place:
            raise UsageError(f"--report {named}: a form and a file, such as sarif=findings.sarif")
        files.append((place, parts.part("reports", form)))
    return files


def _beside_baseline(
    chosen: Arguments, report: Report, levels: Levels, level: str
) -> tuple[Report, Compared | None]:
    """The report with what the baseline knows marked; and where the file is to be written, what to save.

    A CI system throws away what a run writes: there, findings say what is gone.
    """
    from tmpipe.pipeline import baseline

    done = baseline.compared(report, chosen.baseline, levels, must_exist=not chosen.update_baseline)
    if report.unread:  # half a run writes nothing down
        return done.report, None
    if chosen.update_baseline:
        done = baseline.renewed(done, Severity.INFO if level == "info" else Severity.WARNING)
        return done.report, done
    if done.gone and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        return baseline.told(done, levels), None
    return done.report, done if done.gone else None


def _save_baseline(chosen: Arguments, done: Compared) -> None:
    from tmpipe.pipeline import baseline

    baseline.save(done)
    if chosen.update_baseline:
        what = f"findings in {chosen.baseline} now: {len(done.left)}"
    else:
        what = f"findings that are no more and left {chosen.baseline}: {len(done.gone)}"
    talk(chosen, f"{what}; commit it")


def _project_for(chosen: Arguments) -> Project | None:
    """The project here or where the first path is, with the glossaries that were asked for; else None."""
    try:
        project = nearest([".", *map(os.path.dirname, chosen.paths[:1])])
    except UsageError:
        if not chosen.paths:
            raise
        if not chosen.glossary:
            talk(chosen, "note: no project and no --glossary: terms are not checked")
        return None
    if chosen.glossary:
        project.glossaries = tuple(path_from(project.root, path) for path in chosen.glossary)
    return project
