# PYTHON_ARGCOMPLETE_OK
"""The command line: one short function a verb; the only place that prints and exits."""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING, TypeVar

from tmpipe import arguments, parts, signoffs
from tmpipe.errors import TmpipeError, UsageError
from tmpipe.files import path_from, read_whole, write_whole
from tmpipe.model import Report, Severity, Term
from tmpipe.project import Progress, Project, read_document, silent

if TYPE_CHECKING:
    from tmpipe.checks.base import Levels
    from tmpipe.pipeline.baseline import Compared

T = TypeVar("T")
Arguments = argparse.Namespace


def run(words: Sequence[str]) -> int:
    """Runs one command; its exit code: 0 done, 1 the gate closed, 2 cannot go on, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the locale says, our texts are UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        chosen = _parsed(words)
        if chosen.directory:
            _change_to(chosen.directory)
        code = _VERBS[chosen.verb](chosen)
        _out("")
    except TmpipeError as error:
        _say(f"tmpipe: {error}")
        return 2
    except KeyboardInterrupt:
        _say("tmpipe: interrupted; every file is as before or wholly new")
        return 130
    except OSError as error:
        _say(f"tmpipe: {error.filename or 'input/output'}: {error.strerror or error}")
        return 2
    except Exception as error:  # a defect of ours must not look like a closed gate, which is exit code 1
        _say(f"tmpipe: a defect of tmpipe, please report it: {type(error).__name__}: {error}")
        _say(traceback.format_exc())
        return 2
    return code


def _change_to(directory: str) -> None:
    try:
        os.chdir(directory)
    except OSError as error:
        raise UsageError(f"cannot run in {directory}: {error.strerror}") from error


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _out(result: str | bytes) -> None:
    """Prints a result, bytes as they are. A reader who has gone away changes no exit code."""
    try:
        if isinstance(result, bytes):
            sys.stdout.buffer.write(result)
        else:
            sys.stdout.write(result if result.endswith("\n") or not result else result + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _out_pieces(pieces: Iterable[str]) -> None:
    """Prints a result piece by piece."""
    try:
        sys.stdout.writelines([pieces] if isinstance(pieces, str) else pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# --- the verbs


def _init(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.pipeline import driver
    from tmpipe.pipeline.init import attributes, init

    for path in attributes(chosen.folder) if chosen.git else init(chosen.folder):
        _out(path)
    if driver.set_up(Path(chosen.folder)):
        _talk(chosen, "git merges catalogs by entry here; each clone has to be told: `tmpipe init --git`")
    else:
        commands = "`, `".join(driver.COMMANDS)
        _talk(chosen, f"note: no git repository; in one, so that catalogs are merged by entry: `{commands}`")
    if chosen.git:
        return 0
    _talk(chosen, "next: see that tmpipe.toml names your documents and languages, and run `tmpipe build`")
    return 0


def _build(chosen: Arguments) -> int:
    from tmpipe.pipeline.build import build
    from tmpipe.reports import status, text

    project = Project.open()
    done = build(project, project.chosen(chosen.documents), chosen.locale, progress=_progress(chosen))
    _note_missing(chosen, done.missing)
    if done.unwritten:
        names = ", ".join(done.unwritten)
        _talk(chosen, f"note: this version does not write {names} yet; the other formats are written")
    _out(status.FORMS[chosen.format](done.standings))
    folder = project.settings.folder
    _talk(chosen, f"{done.catalogs} catalogs and {done.documents} localized documents changed; see {folder}/")
    if not project.seeds:
        _talk(chosen, "note: tmpipe.toml names no document; see [[documents]]")
    _note_strays(chosen, project)
    if done.report.count(Severity.ERROR):
        _say("".join(text.write(done.report, least=Severity.ERROR)).rstrip())
    return _verdict(chosen.fail_on or project.settings.fail_on, done.report)


def _extract(chosen: Arguments) -> int:
    from tmpipe.pipeline.extract import extract

    project = Project.open()
    for one in extract(project, project.chosen(chosen.documents), progress=_progress(chosen)):
        _out(f"{one.seed.slug}: {one.messages} messages, {len(one.written)} files changed")
        for path in one.written if chosen.verbose else ():
            _out(f"  {path}")
    _note_strays(chosen, project)
    return 0


def _note_strays(chosen: Arguments, project: Project) -> None:
    """Says which catalogs belong to no document, and how a renamed one gets its translations back."""
    from tmpipe.pipeline.extract import strays

    for stray in strays(project):
        if stray.heir is None:
            _talk(chosen, f"note: no document has the slug {stray.slug!r}; its catalogs stay as they are")
            continue
        _talk(chosen, f"note: no document has the slug {stray.slug!r}; if it is {stray.heir.path} now:")
        for before, after in stray.moves:
            _talk(chosen, f"  git mv -f {quote(project.shown(before))} {quote(project.shown(after))}")


def _pretranslate(chosen: Arguments) -> int:
    from tmpipe.pipeline.pretranslate import pretranslate

    project = Project.open()
    seeds = project.chosen(chosen.documents)
    done = pretranslate(project, seeds, chosen.locale, engine=chosen.engine, progress=_progress(chosen))
    _note_missing(chosen, done.missing)
    for one in done.catalogs:
        counts = f"{one.memory} from memory, {one.glossary} from the glossary, {one.machine} by machine"
        _out(f"{one.seed.slug} {one.locale}: {counts}; {one.empty} empty")
    return 0


def _check(chosen: Arguments) -> int:
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
        report = check(project, chosen.paths, levels, progress=_progress(chosen))
    level = chosen.fail_on or (project.settings.fail_on if project else "error")
    due = None
    if chosen.baseline:
        report, due = _beside_baseline(chosen, report, levels, level)
    if report.paths or not report.unread:
        _write_reports(files, report)
        if due:  # not before: a run whose report cannot be written leaves the baseline as it was
            _save_baseline(chosen, due)
        _show(chosen, report, Severity.INFO if level == "info" or chosen.verbose else Severity.WARNING)
    for sentence in report.unread:
        _say(f"tmpipe: {sentence}")
    return 2 if report.unread else _verdict(level, report)


def _write_reports(files: Iterable[tuple[str, parts.ReportWriter]], report: Report) -> None:
    from pathlib import Path

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
    _talk(chosen, f"{what}; commit it")


def _show(chosen: Arguments, report: Report, least: Severity) -> None:
    """The report on standard output."""
    if chosen.format == "text":
        from shutil import get_terminal_size

        from tmpipe.reports import text

        terminal = sys.stdout.isatty()
        width = get_terminal_size((100, 24)).columns if terminal else 100
        colour = terminal and not os.environ.get("NO_COLOR")
        excerpts, known = terminal or chosen.verbose, chosen.verbose
        shown = text.write(report, colour=colour, least=least, excerpts=excerpts, known=known, width=width)
        _out_pieces(shown)
    else:
        write: parts.ReportWriter = parts.part("reports", chosen.format)
        _out_pieces(write(_from(least, report) if chosen.format == "github" else report))
    if least > Severity.INFO and chosen.format in ("text", "github") and report.count(Severity.INFO):
        from tmpipe.reports.totals import count

        are = "is" if report.count(Severity.INFO) == 1 else "are"
        _talk(chosen, f"note: {count(report, Severity.INFO)} {are} not shown; --verbose shows more")


def _project_for(chosen: Arguments) -> Project | None:
    """The project here or where the first path is, with the glossaries that were asked for; else None."""
    try:
        project = _nearest([".", *map(os.path.dirname, chosen.paths[:1])])
    except UsageError:
        if not chosen.paths:
            raise
        if not chosen.glossary:
            _talk(chosen, "note: no project and no --glossary: terms are not checked")
        return None
    if chosen.glossary:
        project.glossaries = tuple(path_from(project.root, path) for path in chosen.glossary)
    return project


def _nearest(folders: Sequence[str]) -> Project:
    """The project of the first folder that has one, or lies in one."""
    *others, last = folders
    for folder in others:
        try:
            return Project.open(folder)
        except UsageError:
            continue
    return Project.open(last)


def _merge(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.catalogs import po
    from tmpipe.pipeline.merge import merge
    from tmpipe.reports import text

    merged, dropped = merge(chosen.base, chosen.ours, chosen.theirs, chosen.path)
    data = po.write(merged.catalog, _workflow_flags(chosen))
    if chosen.output:
        write_whole(Path(chosen.output), data, chosen.path or chosen.output)
    else:
        _out(data)
    if dropped:
        what = f"a side lacks {dropped} of the translations (cut off?); they are obsolete entries now"
        _talk(chosen, f"note: {chosen.path or chosen.ours}: {what}; `tmpipe extract` puts them back")
    if merged.findings:
        _say("".join(text.write(Report(merged.findings))).rstrip())
    return int(bool(merged.findings))


def _workflow_flags(chosen: Arguments) -> str:
    """The line on which the catalog's project wants `fuzzy`; `#,` outside of one.

    Settings that cannot be read must not stop a merge.
    """
    from pathlib import Path

    folder = str(Path(chosen.path or chosen.ours).parent)
    try:
        return _nearest([folder, "."]).settings.workflow_flags
    except UsageError:
        return "#,"
    except TmpipeError as error:
        _talk(chosen, f"note: {error}; `fuzzy` is written behind `#,`")
        return "#,"


def _localize(chosen: Arguments) -> int:
    from tmpipe.pipeline.localize import localize

    project = Project.open()
    done = localize(
        project,
        project.chosen(chosen.documents),
        chosen.locale,
        drafts=chosen.drafts,
        formats=chosen.format,
        progress=_progress(chosen),
    )
    for one in done:
        _out(one.path)
    return 0


def _status(chosen: Arguments) -> int:
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
            _talk(chosen, f"note: {credit.note}")
    _out(forms.FORMS[chosen.format](rows, credit))
    return 0


def _sign_off(chosen: Arguments) -> int:
    from tmpipe.pipeline.sign_off import sign_off, withdraw
    from tmpipe.reports import text

    project = Project.open()
    (seed,) = project.chosen([chosen.document])
    what = f"{seed.slug} {chosen.locale}"
    if chosen.remove:
        _out(
            f"{what}: the sign-off by {withdraw(project, seed.slug, chosen.locale, chosen.by).by} is removed"
        )
        return 0
    done = sign_off(project, seed, chosen.locale, chosen.by, date=chosen.date, note=chosen.note)
    if done.sign_off is None:
        if done.report.findings:
            _out_pieces(text.write(done.report))
        _say(f"tmpipe: {what} is not signed off; it lacks: {', '.join(done.missing)}")
        return 1
    _out(f"{what}: signed off by {done.sign_off.by}; commit {signoffs.PATH}")
    return 0


def _segment(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.pipeline.segments import as_json, as_text

    piped = chosen.file == "-"
    data = sys.stdin.buffer.read() if piped else read_whole(Path(chosen.file), chosen.file)
    document = read_document(data, chosen.file, chosen.locale)
    _out(as_json(document) if chosen.format == "json" else as_text(document))
    return 0


def _models(chosen: Arguments) -> int:
    verbs = {"list": _models_list, "install": _models_install, "remove": _models_remove}
    return verbs[chosen.action](chosen)


def _models_list(chosen: Arguments) -> int:
    from tmpipe.engines import models

    for package in models.installed():
        pair = f"{package.from_code}_{package.to_code}"
        _out(f"{pair} {package.version}  {package.name}  {package.size / 1e6:.1f} MB  {package.path}")
    for broken in models.damaged():
        _say(f"{broken.path}: {broken.reason}")
    if not models.installed():
        _talk(chosen, "no package is installed; `tmpipe models install fr` or `... install FILE.argosmodel`")
    return 0


def _models_install(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.engines import models

    files = [what for what in chosen.what if what.endswith(".argosmodel") or os.sep in what]
    locales = [what for what in chosen.what if what not in files]
    done = [models.install_file(Path(file)) for file in files]
    if locales:
        done += models.install(locales, chosen.source_locale, _download_bar(chosen))
    for package in done:
        _out(f"{package.name} {package.version} is installed")
    return 0


def _models_remove(chosen: Arguments) -> int:
    from tmpipe.engines import models

    for locale in chosen.what:
        package = models.find(chosen.source_locale, locale)
        if package is None:
            raise UsageError(f"no package for {locale!r} is installed; see `tmpipe models list`")
        models.remove(package)
        _out(f"{package.name} {package.version} is removed")
    return 0


def _memory(chosen: Arguments) -> int:
    verbs = {"search": _memory_search, "stats": _memory_stats, "rebuild": _memory_rebuild}
    return verbs[chosen.action](chosen)


def _memory_search(chosen: Arguments) -> int:
    with closing(Project.open().memory()) as memory:
        found = memory.look_up([chosen.text], chosen.locale, cutoff=chosen.cutoff, limit=chosen.limit)[0]
    for match in found:
        unit = match.unit
        _out(f"{int(match.rate):3}  {unit.source}\n     {unit.target}\n     {unit.origin}, {unit.document}")
    if not found:
        _talk(
            chosen, f"nothing at {chosen.cutoff:g} or above; `tmpipe pretranslate` learns from the catalogs"
        )
    return 0


def _memory_stats(chosen: Arguments) -> int:
    with closing(Project.open().memory()) as memory:
        found = memory.stats()
    _out(f"{found.units} units, {found.sources} source texts, {found.documents} documents")
    for name, counts in (("locale", found.locales), ("origin", found.origins)):
        for value, count in sorted(counts.items()) if chosen.verbose or name == "locale" else ():
            _out(f"{name} {value}: {count}")
    return 0


def _memory_rebuild(_chosen: Arguments) -> int:
    from tmpipe.pipeline.learn import learn

    project = Project.open()
    project.forget()
    with closing(project.memory()) as memory:
        _out(f"{learn(project, memory)} units learned from the catalogs")
    return 0


def _glossary(chosen: Arguments) -> int:
    verbs = {
        "find": _glossary_find,
        "import": _glossary_import,
        "export": _glossary_export,
        "diff": _glossary_diff,
        "check": _glossary_check,
    }
    return verbs[chosen.action](chosen)


def _here() -> Project | None:
    """The project of this folder, if there is one."""
    try:
        return Project.open()
    except UsageError:
        return None


def _terms(chosen: Arguments, project: Project | None) -> tuple[Term, ...]:
    """The terms of the glossaries that are named, else the project's."""
    from tmpipe.pipeline.glossary import read_terms

    if chosen.glossary:
        source = _source_locale(project)
        return tuple(term for path in chosen.glossary for term in read_terms(path, source_locale=source))
    return (project or Project.open()).terms


def _source_locale(project: Project | None) -> str:
    return project.settings.source_locale if project else "en"


def _glossary_find(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.glossary.termbase import Termbase
    from tmpipe.pipeline.glossary import find
    from tmpipe.reports import glossary as forms

    project = _here()
    termbase = Termbase(_terms(chosen, project), _source_locale(project))
    found = find(read_whole(Path(chosen.file), chosen.file), chosen.file, termbase)
    locales = chosen.locale or (project.settings.locales if project else ())
    as_json = chosen.format == "json"
    _out(forms.found_json(chosen.file, *found, locales) if as_json else forms.found_text(*found, locales))
    return 0


def _glossary_import(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.pipeline.glossary import taken, the_table
    from tmpipe.reports.glossary import change_lines

    project = _here() if chosen.into else Project.open()
    into = chosen.into or (project.shown(the_table(project)) if project else "")
    place, source = Path(into), _source_locale(project)
    old = read_whole(place, into) if place.exists() else None
    done = taken(read_whole(Path(chosen.file), chosen.file), chosen.file, old, into, source)
    if project and not (chosen.into or chosen.dry_run):
        project.save(the_table(project), done.data)
    elif not chosen.dry_run:
        write_whole(place, done.data, into)
    _out("".join(change_lines(done.changes)))
    counts = Counter(one.kind for one in done.changes)
    told = f"{counts['added']} new, {counts['changed']} changed, {counts['same']} as they were"
    _talk(chosen, f"{told}; {'nothing is written' if chosen.dry_run else into}")
    if done.skipped:
        _talk(chosen, f"note: {len(done.skipped)} entries have no term in {source} and are left out")
    return 0


def _glossary_export(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.glossary import exchange

    project = _here()
    terms = _terms(chosen, project)
    data = exchange.write(terms, chosen.file, _source_locale(project), chosen.edition)
    write_whole(Path(chosen.file), data, chosen.file)
    _talk(chosen, f"{len(terms)} terms in {chosen.file}")
    return 0


def _glossary_diff(chosen: Arguments) -> int:
    from tmpipe.pipeline.glossary import diff, read_terms
    from tmpipe.reports.glossary import EDITIONS

    if chosen.old == chosen.new == "-":
        raise UsageError("one of OLD and NEW can be standard input, not both")
    project = _here()
    editions = [
        read_terms(path, sys.stdin.buffer.read() if path == "-" else None, _source_locale(project))
        for path in (chosen.old, chosen.new)
    ]
    done = diff(project, *editions, progress=_progress(chosen))
    _out(EDITIONS[chosen.format](done))
    if project is None:
        _talk(chosen, "note: no project here: what becomes of catalogs is not told")
    return int(bool(done.broken))


def _glossary_check(chosen: Arguments) -> int:
    from pathlib import Path

    from tmpipe.pipeline.glossary import check

    paths, project = chosen.file, _here()
    if not paths:
        project = project or Project.open()
        paths = [project.shown(path) for path in project.glossaries]
    files = [(read_whole(Path(path), path), path) for path in paths]
    report = check(files, _source_locale(project))
    _show(chosen, report, Severity.INFO)
    return _verdict(chosen.fail_on or "error", report)


def _completion(chosen: Arguments) -> int:
    from argcomplete.shell_integration import shellcode

    _out(shellcode(["tmpipe"], shell=chosen.shell))
    return 0


# --- what the verbs share


def _from(least: Severity, report: Report) -> Report:
    """The findings that weigh at least so much."""
    return replace(report, findings=tuple(one for one in report.findings if one.severity >= least))


def _verdict(level: str, report: Report) -> int:
    """1 where a finding is at or above the failing level."""
    worst = report.worst()
    return int(level != "never" and worst is not None and worst >= Severity.named(level))


def _note_missing(chosen: Arguments, missing: Sequence[str]) -> None:
    """One sentence, however many locales lack their engine."""
    if missing:
        more = f" (and {len(missing) - 1} more like it)" if len(missing) > 1 else ""
        _talk(chosen, f"note: {missing[0]}{more}")


def _talk(chosen: Arguments, text: str) -> None:
    if not chosen.quiet:
        _say(text)


def _progress(chosen: Arguments) -> Progress:
    """A bar on a terminal, nothing elsewhere."""
    if not _on_terminal(chosen):
        return silent
    from tqdm import tqdm

    def shown(items: Sequence[T], label: str) -> Iterable[T]:
        return tqdm(items, desc=label, leave=False, file=sys.stderr)

    return shown


def _download_bar(chosen: Arguments) -> Callable[[str, int, int | None], None] | None:
    """How far a download is, on a terminal; else nothing."""
    if not _on_terminal(chosen):
        return None

    def shown(what: str, done: int, whole: int | None) -> None:
        share = f" of {whole / 1e6:.0f}" if whole else ""
        end = "\n" if done == whole else ""
        print(f"\r{what}: {done / 1e6:.0f}{share} MB", end=end, file=sys.stderr, flush=True)

    return shown


def _on_terminal(chosen: Arguments) -> bool:
    return not chosen.quiet and not os.environ.get("NO_COLOR") and sys.stderr.isatty()


def _parsed(words: Sequence[str]) -> Arguments:
    built = arguments.parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(built)
    return built.parse_args(words)


_VERBS: dict[str, Callable[[Arguments], int]] = {
    "init": _init,
    "build": _build,
    "extract": _extract,
    "pretranslate": _pretranslate,
    "check": _check,
    "merge": _merge,
    "localize": _localize,
    "status": _status,
    "sign-off": _sign_off,
    "segment": _segment,
    "glossary": _glossary,
    "memory": _memory,
    "models": _models,
    "completion": _completion,
}
