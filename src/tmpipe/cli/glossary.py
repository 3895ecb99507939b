"""`tmpipe glossary`: find, import, export, diff, check."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tmpipe.cli.console import (
    Arguments,
    here,
    out,
    progress,
    show,
    talk,
    verdict,
)
from tmpipe.errors import UsageError
from tmpipe.files import read_whole, write_whole
from tmpipe.model import Severity, Term
from tmpipe.project import Project


def glossary(chosen: Arguments) -> int:
    verbs = {
        "find": _glossary_find,
        "import": _glossary_import,
        "export": _glossary_export,
        "diff": _glossary_diff,
        "check": _glossary_check,
    }
    return verbs[chosen.action](chosen)


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
    from tmpipe.glossary.termbase import Termbase
    from tmpipe.pipeline.glossary import find
    from tmpipe.reports import glossary as forms

    project = here()
    termbase = Termbase(_terms(chosen, project), _source_locale(project))
    found = find(read_whole(Path(chosen.file), chosen.file), chosen.file, termbase)
    locales = chosen.locale or (project.settings.locales if project else ())
    as_json = chosen.format == "json"
    out(forms.found_json(chosen.file, *found, locales) if as_json else forms.found_text(*found, locales))
    return 0


def _glossary_import(chosen: Arguments) -> int:
    from tmpipe.pipeline.glossary import taken, the_table
    from tmpipe.reports.glossary import change_lines

    project = here() if chosen.into else Project.open()
    into = chosen.into or (project.shown(the_table(project)) if project else "")
    place, source = Path(into), _source_locale(project)
    old = read_whole(place, into) if place.exists() else None
    done = taken(read_whole(Path(chosen.file), chosen.file), chosen.file, old, into, source)
    if project and not (chosen.into or chosen.dry_run):
        project.save(the_table(project), done.data)
    elif not chosen.dry_run:
        write_whole(place, done.data, into)
    out("".join(change_lines(done.changes)))
    counts = Counter(one.kind for one in done.changes)
    told = f"{counts['added']} new, {counts['changed']} changed, {counts['same']} as they were"
    talk(chosen, f"{told}; {'nothing is written' if chosen.dry_run else into}")
    if done.skipped:
        talk(chosen, f"note: {len(done.skipped)} entries have no term in {source} and are left out")
    return 0


def _glossary_export(chosen: Arguments) -> int:
    from tmpipe.glossary import exchange

    project = here()
    terms = _terms(chosen, project)
    data = exchange.write(terms, chosen.file, _source_locale(project), chosen.edition)
    write_whole(Path(chosen.file), data, chosen.file)
    talk(chosen, f"{len(terms)} terms in {chosen.file}")
    return 0


def _glossary_diff(chosen: Arguments) -> int:
    from tmpipe.pipeline.glossary import diff, read_terms
    from tmpipe.reports.glossary import EDITIONS

    if chosen.old == chosen.new == "-":
        raise UsageError("one of OLD and NEW can be standard input, not both")
    project = here()
    editions = [
        read_terms(path, sys.stdin.buffer.read() if path == "-" else None, _source_locale(project))
        for path in (chosen.old, chosen.new)
    ]
    done = diff(project, *editions, progress=progress(chosen))
    out(EDITIONS[chosen.format](done))
    if project is None:
        talk(chosen, "note: no project here: what becomes of catalogs is not told")
    return int(bool(done.broken))


def _glossary_check(chosen: Arguments) -> int:
    from tmpipe.pipeline.glossary import check

    paths, project = chosen.file, here()
    if not paths:
        project = project or Project.open()
        paths = [project.shown(path) for path in project.glossaries]
    files = [(read_whole(Path(path), path), path) for path in paths]
    report = check(files, _source_locale(project))
    show(chosen, report, Severity.INFO)
    return verdict(chosen.fail_on or "error", report)
