"""The baseline at work: what is known does not count, what is gone leaves the file, what is new blocks."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tmpipe import baseline
from tmpipe.baseline import Known
from tmpipe.checks.base import Levels
from tmpipe.errors import InputError
from tmpipe.files import path_from, read_whole, write_whole
from tmpipe.model import Finding, Report, Severity

CHECK = "baseline-stale"


@dataclass(frozen=True, slots=True)
class Compared:
    """A report beside a baseline."""

    report: Report
    """Its known findings marked."""
    left: tuple[Known, ...]
    """The entries that stay: those of known findings, and those of what was not looked at."""
    gone: tuple[Known, ...]
    """Those whose finding is no more."""


def compared(report: Report, path: str, levels: Levels, *, must_exist: bool = True) -> Compared:
    """The report beside the baseline at `path`. InputError where that is damaged, or must exist and does not.

    An entry is gone where its check ran over its file and found it no more, or where the file is gone.
    Nothing is known of a file with damaged lines.
    """
    place = Path(path)
    if not place.exists() and must_exist:
        raise InputError("there is no such baseline; --update-baseline writes it", path)
    entries = baseline.read(read_whole(place, path), path) if place.exists() else ()
    path_of = _paths(place)
    findings, unmatched = baseline.compare(report.findings, entries, path_of)
    sound = {path_of(one) for one in report.paths}
    sound -= {path_of(one.path) for one in findings if one.check == "po-syntax"}
    gone = {
        id(entry): entry
        for entry in unmatched
        if levels.of(entry.check) and (entry.path in sound or not (place.parent / entry.path).exists())
    }
    left = tuple(entry for entry in entries if id(entry) not in gone)
    return Compared(replace(report, findings=tuple(findings), baseline=path), left, tuple(gone.values()))


def renewed(done: Compared, least: Severity) -> Compared:
    """What the file shall hold when it is written anew: all findings from `least` on, and what was not
    looked at.
    """
    path_of = _paths(Path(done.report.baseline or ""))
    kept = [one for one in done.report.findings if one.severity >= least]
    now = [baseline.known(one, path_of(one.path)) for one in kept]
    marked = tuple(replace(one, baseline=one.severity >= least) for one in done.report.findings)
    unseen = _without(done.left, [baseline.known(one, path_of(one.path)) for one in done.report.findings])
    return Compared(replace(done.report, findings=marked), (*unseen, *now), done.gone)


def _without(entries: tuple[Known, ...], seen: list[Known]) -> tuple[Known, ...]:
    """The entries that no finding of this run is."""
    keys = {one.key for one in seen}
    return tuple(entry for entry in entries if entry.key not in keys)


def save(done: Compared) -> bool:
    """Writes the entries that stay, whole or not at all; whether a byte changed."""
    path = done.report.baseline or ""
    return write_whole(Path(path), baseline.write(done.left), path)


def told(done: Compared, levels: Levels) -> Report:
    """The report, with a finding for each entry that is gone and may not be taken out of the file now."""
    level = levels.of(CHECK)
    findings = [_stale(entry, done.report.baseline or "", level) for entry in done.gone if level]
    return replace(done.report, findings=(*done.report.findings, *findings))


def _stale(entry: Known, path: str, level: Severity) -> Finding:
    what = f"{entry.check}:{entry.term}" if entry.term else entry.check
    message = (
        f"{what} of {entry.path} is no more (“{entry.excerpt}”); run the check outside CI, which takes this "
        "line out, and commit"
    )
    return Finding(CHECK, level, path, entry.line, message, term=entry.term or None)


def _paths(place: Path) -> Callable[[str], str]:
    """Gives a finding's path as it is seen from the baseline's folder, with `/`."""
    folder = place.parent.resolve()

    @cache
    def path_of(path: str) -> str:
        return path_from(folder, Path(path).resolve()).replace(os.sep, "/")

    return path_of
