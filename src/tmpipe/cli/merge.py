"""`tmpipe merge`: three editions of a catalog into one, also for git."""

from __future__ import annotations

from pathlib import Path

from tmpipe.cli.console import (
    Arguments,
    nearest,
    out,
    say,
    talk,
)
from tmpipe.errors import TmpipeError, UsageError
from tmpipe.files import write_whole
from tmpipe.model import Report


def merge(chosen: Arguments) -> int:
    from tmpipe.catalogs import po
    from tmpipe.pipeline.merge import merge
    from tmpipe.reports import text

    merged, dropped = merge(chosen.base, chosen.ours, chosen.theirs, chosen.path)
    data = po.write(merged.catalog, _workflow_flags(chosen))
    if chosen.output:
        write_whole(Path(chosen.output), data, chosen.path or chosen.output)
    else:
        out(data)
    if dropped:
        what = f"a side lacks {dropped} of the translations (cut off?); they are obsolete entries now"
        talk(chosen, f"note: {chosen.path or chosen.ours}: {what}; `tmpipe extract` puts them back")
    if merged.findings:
        for line in text.write(Report(merged.findings)):
            say(line.rstrip())
    return int(bool(merged.findings))


def _workflow_flags(chosen: Arguments) -> str:
    """The line on which the catalog's project wants `fuzzy`; `#,` outside of one.

    Settings that cannot be read must not stop a merge.
    """
    folder = str(Path(chosen.path or chosen.ours).parent)
    try:
        return nearest([folder, "."]).settings.workflow_flags
    except UsageError:
        return "#,"
    except TmpipeError as error:
        talk(chosen, f"note: {error}; `fuzzy` is written behind `#,`")
        return "#,"
