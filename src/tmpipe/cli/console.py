"""What the verbs share: results to standard output, talk to standard error; the only place that prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import Never, TypeVar

from tmpipe import parts
from tmpipe.errors import UsageError
from tmpipe.model import Report, Severity
from tmpipe.project import Progress, Project, silent

T = TypeVar("T")
Arguments = argparse.Namespace


def say(text: str) -> None:
    """A line for people, on standard error: names of files and words in them may hold anything."""
    from tmpipe.reports.excerpt import CONTROL

    with suppress(OSError):  # what cannot be said changes no exit code
        print(CONTROL.sub("�", text), file=sys.stderr)


def talk(chosen: Arguments, text: str) -> None:
    """A line that `--quiet` leaves out."""
    if not chosen.quiet:
        say(text)


def out(result: str | bytes) -> None:
    """Prints a result, bytes as they are."""
    with _heard():
        if isinstance(result, bytes):
            sys.stdout.buffer.write(result)
        else:
            sys.stdout.write(result if result.endswith("\n") or not result else result + "\n")


def out_bytes(pieces: Iterable[bytes]) -> None:
    """Prints a result of bytes piece by piece."""
    with _heard():
        sys.stdout.buffer.writelines(pieces)


def out_pieces(pieces: Iterable[str]) -> None:
    """Prints a result piece by piece."""
    with _heard():
        sys.stdout.writelines([pieces] if isinstance(pieces, str) else pieces)


@contextmanager
def _heard() -> Iterator[None]:
    """A reader who has gone away changes no exit code."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note_missing(chosen: Arguments, missing: Sequence[str]) -> None:
    """One sentence, however many locales lack their engine."""
    if missing:
        more = f" (and {len(missing) - 1} more like it)" if len(missing) > 1 else ""
        talk(chosen, f"note: {missing[0]}{more}")


def note_left(chosen: Arguments, left: Mapping[str, int]) -> None:
    """What the machine was asked for in vain, by reason."""
    if left:
        counts = ", ".join(f"{number} {reason}" for reason, number in left.items())
        talk(chosen, f"left empty by the machine: {counts}; docs/engines.md says what these mean")


def note_unread(notes: Iterable[str]) -> None:
    """What could not be read of files that are listed; it changes no exit code, and is never kept quiet."""
    for note in notes:
        say(note)


def show(chosen: Arguments, report: Report, least: Severity) -> None:
    """The report on standard output."""
    if chosen.format == "text":
        from shutil import get_terminal_size

        from tmpipe.reports import text

        terminal = sys.stdout.isatty()
        width = get_terminal_size((100, 24)).columns if terminal else 100
        colour = terminal and not os.environ.get("NO_COLOR")
        excerpts, known = terminal or chosen.verbose, chosen.verbose
        shown = text.write(report, colour=colour, least=least, excerpts=excerpts, known=known, width=width)
        out_pieces(shown)
    else:
        write: parts.ReportWriter = parts.part("reports", chosen.format)
        out_pieces(write(_from(least, report) if chosen.format == "github" else report))
    if least > Severity.INFO and chosen.format in ("text", "github") and report.count(Severity.INFO):
        from tmpipe.reports.totals import count

        are = "is" if report.count(Severity.INFO) == 1 else "are"
        talk(chosen, f"note: {count(report, Severity.INFO)} {are} not shown; --verbose shows more")


def _from(least: Severity, report: Report) -> Report:
    """The findings that weigh at least so much."""
    return replace(report, findings=tuple(one for one in report.findings if one.severity >= least))


def verdict(level: str, report: Report) -> int:
    """1 where a finding is at or above the failing level."""
    worst = report.worst()
    return int(level != "never" and worst is not None and worst >= Severity.named(level))


def progress(chosen: Arguments) -> Progress:
    """A bar on a terminal, nothing elsewhere."""
    if not _on_terminal(chosen):
        return silent
    from tqdm import tqdm

    def shown(items: Sequence[T], label: str) -> Iterable[T]:
        return tqdm(items, desc=label, leave=False, file=sys.stderr)

    return shown


@contextmanager
def reading_bar(
    chosen: Arguments, size: int, label: str, unit: str = "B"
) -> Iterator[Callable[[int], object]]:
    """How much of so many bytes is read, or done of another unit, on a terminal; else nothing."""
    if not _on_terminal(chosen):
        yield int
        return
    from tqdm import tqdm

    bar = tqdm(total=size, desc=label, unit=unit, unit_scale=True, leave=False, file=sys.stderr)
    with bar:
        yield bar.update


@contextmanager
def download_bar(chosen: Arguments) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """Something to call with what is downloaded, bytes so far and bytes in all, on a terminal; else None."""
    if not _on_terminal(chosen):
        yield None
        return
    from tqdm import tqdm

    with ExitStack() as open_bars:
        bars: dict[str, tqdm[Never]] = {}

        def shown(what: str, done: int, whole: int | None) -> None:
            if what not in bars:
                open_bars.close()  # the last one
                # What came in an earlier run says nothing of the speed.
                bar = tqdm(
                    desc=what,
                    initial=done,
                    total=whole,
                    unit="B",
                    unit_scale=True,
                    leave=False,
                    file=sys.stderr,
                )
                bars[what] = open_bars.enter_context(bar)
            bars[what].total = whole
            bars[what].update(done - bars[what].n)

        yield shown


def _on_terminal(chosen: Arguments) -> bool:
    return not chosen.quiet and not os.environ.get("NO_COLOR") and sys.stderr.isatty()


def here() -> Project | None:
    """The project of this folder, if there is one."""
    try:
        return Project.open()
    except UsageError:
        return None


def nearest(folders: Sequence[str]) -> Project:
    """The project of the first folder that has one, or lies in one."""
    *others, last = folders
    for folder in others:
        try:
            return Project.open(folder)
        except UsageError:
            continue
    return Project.open(last)
