"""The verbs of a whole project: from an empty folder to localized documents, and how far they are."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote

from tmpipe import signoffs
from tmpipe.cli.console import (
    Arguments,
    note_left,
    note_missing,
    note_unread,
    out,
    out_pieces,
    progress,
    say,
    talk,
    verdict,
)
from tmpipe.errors import UsageError
from tmpipe.files import read_whole
from tmpipe.model import Severity
from tmpipe.project import Project, read_document


def init(chosen: Arguments) -> int:
    from tmpipe.pipeline import driver
    from tmpipe.pipeline.init import attributes, init, pages

    if chosen.pages:
        out(pages(chosen.folder, chosen.pages))
        talk(chosen, "next: the first lines of this file say what to switch on; commit it")
        return 0
    for path in attributes(chosen.folder) if chosen.git else init(chosen.folder):
        out(path)
    if driver.set_up(Path(chosen.folder)):
        talk(chosen, "git merges catalogs by entry here; each clone has to be told: `tmpipe init --git`")
    else:
        commands = "`, `".join(driver.COMMANDS)
        talk(chosen, f"note: no git repository; in one, so that catalogs are merged by entry: `{commands}`")
    if chosen.git:
        return 0
    talk(chosen, "next: see that tmpipe.toml names your documents and languages, and run `tmpipe build`")
    return 0


def build(chosen: Arguments) -> int:
    from tmpipe.pipeline.build import build
    from tmpipe.reports import status, text

    project = Project.open()
    tables = [name for name in chosen.format if name in status.TABLES]
    formats = [name for name in chosen.format if name not in tables]
    seeds = project.chosen(chosen.documents)
    done = build(project, seeds, chosen.locale, formats=formats, progress=progress(chosen))
    note_missing(chosen, done.missing)
    note_left(chosen, done.left)
    note_unread(done.notes)
    for sentence in done.unwritten:
        talk(chosen, f"note: {sentence}; the other formats are written")
    out(status.TABLES[["text", *tables][-1]](done.standings))
    folder = project.settings.folder
    talk(chosen, f"{done.catalogs} catalogs and {done.documents} localized documents changed; see {folder}/")
    if not project.seeds:
        talk(chosen, "note: tmpipe.toml names no document; see [[documents]]")
    _note_strays(chosen, project)
    if done.report.count(Severity.ERROR):
        for line in text.write(done.report, least=Severity.ERROR):
            say(line.rstrip())
    return verdict(chosen.fail_on or project.settings.fail_on, done.report)


def extract(chosen: Arguments) -> int:
    from tmpipe.pipeline.extract import extract

    project = Project.open()
    if chosen.interface:
        return _extract_interface(chosen, project)
    for one in extract(project, project.chosen(chosen.documents), progress=progress(chosen)):
        out(f"{one.seed.slug}: {one.messages} messages, {len(one.written)} files changed")
        for path in one.written if chosen.verbose else ():
            out(f"  {path}")
    _note_strays(chosen, project)
    return 0


def _extract_interface(chosen: Arguments, project: Project) -> int:
    from tmpipe.pipeline.interface import interface

    if chosen.documents:
        raise UsageError("--interface takes no documents: it is about tmpipe's own pages")
    for path in interface(project):
        out(path)
    return 0


def _note_strays(chosen: Arguments, project: Project) -> None:
    """Says which catalogs belong to no document, and how a renamed one gets its translations back."""
    from tmpipe.pipeline.extract import strays

    for stray in strays(project):
        if stray.heir is None:
            talk(chosen, f"note: no document has the slug {stray.slug!r}; its catalogs stay as they are")
            continue
        talk(chosen, f"note: no document has the slug {stray.slug!r}; if it is {stray.heir.path} now:")
        for before, after in stray.moves:
            talk(chosen, f"  git mv -f {quote(project.shown(before))} {quote(project.shown(after))}")


def pretranslate(chosen: Arguments) -> int:
    from tmpipe.pipeline.pretranslate import pretranslate

    project = Project.open()
    seeds = project.chosen(chosen.documents)
    done = pretranslate(project, seeds, chosen.locale, engine=chosen.engine, progress=progress(chosen))
    note_missing(chosen, done.missing)
    note_left(chosen, done.left)
    note_unread(done.notes)
    for one in done.catalogs:
        counts = f"{one.memory} from memory, {one.glossary} from the glossary, {one.machine} by machine"
        out(f"{one.seed.slug} {one.locale}: {counts}; {one.empty} empty")
    return 0


def localize(chosen: Arguments) -> int:
    from tmpipe.pipeline.localize import localize

    project = Project.open()
    seeds = project.chosen(chosen.documents)
    done = localize(
        project,
        seeds,
        chosen.locale,
        drafts=chosen.drafts,
        formats=chosen.format,
        progress=progress(chosen),
    )
    for one in done:
        if not one.missing:
            out(one.path)
    for sentence in dict.fromkeys(one.missing for one in done if one.missing):
        talk(chosen, f"note: {sentence}; the other formats are written")
    written = {one.seed for one in done}
    for seed in seeds if chosen.format else ():
        if seed not in written:
            talk(chosen, f"note: {seed.path} cannot be written as {' or '.join(chosen.format)}: left out")
    return 0


def status(chosen: Arguments) -> int:
    from tmpipe.pipeline.status import status
    from tmpipe.reports import status as forms

    project = Project.open()
    seeds = project.chosen(chosen.documents)
    rows = status(project, seeds, chosen.locale)
    credit = None
    if chosen.translators:
        from tmpipe.pipeline.credit import credit as credited

        credit = credited(project, seeds, chosen.locale)
        if credit.note:
            talk(chosen, f"note: {credit.note}")
    out(forms.FORMS[chosen.format](rows, credit))
    return 0


def sign_off(chosen: Arguments) -> int:
    from tmpipe.pipeline.sign_off import sign_off, withdraw
    from tmpipe.reports import text

    project = Project.open()
    (seed,) = project.chosen([chosen.document])
    what = f"{seed.slug} {chosen.locale}"
    if chosen.remove:
        out(f"{what}: the sign-off by {withdraw(project, seed.slug, chosen.locale, chosen.by).by} is removed")
        return 0
    done = sign_off(project, seed, chosen.locale, chosen.by, date=chosen.date, note=chosen.note)
    if done.sign_off is None:
        if done.report.findings:
            out_pieces(text.write(done.report))
        say(f"tmpipe: {what} is not signed off; it lacks: {', '.join(done.missing)}")
        return 1
    out(f"{what}: signed off by {done.sign_off.by}; commit {signoffs.PATH}")
    return 0


def segment(chosen: Arguments) -> int:
    from tmpipe.pipeline.segments import as_json, as_text

    piped = chosen.file == "-"
    data = sys.stdin.buffer.read() if piped else read_whole(Path(chosen.file), chosen.file)
    document = read_document(data, chosen.file, chosen.locale)
    out(as_json(document) if chosen.format == "json" else as_text(document))
    return 0
