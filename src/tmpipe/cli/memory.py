"""`tmpipe memory`: import, export, search, stats, rebuild."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from tmpipe import parts
from tmpipe.cli.console import Arguments, here, out, out_bytes, reading_bar, say, talk
from tmpipe.errors import InputError, UsageError
from tmpipe.files import write_pieces, write_whole
from tmpipe.memory import open_memory
from tmpipe.memory.reading import Reading
from tmpipe.model import Finding, Locale, TranslationUnit
from tmpipe.project import Project

_SHOWN = 20
"""Findings that are shown unless all are asked for."""


def memory(chosen: Arguments) -> int:
    verbs = {
        "import": _import,
        "export": _export,
        "search": _search,
        "stats": _stats,
        "rebuild": _rebuild,
    }
    return verbs[chosen.action](chosen)


@contextmanager
def _opened(chosen: Arguments, project: Project | None, *, new: bool = False) -> Iterator[parts.Memory]:
    """The memory that is named, else the project's. A mistyped file's name makes none, unless it may."""
    url = chosen.memory
    if not url:
        opened = (project or Project.open()).memory()
    elif not new and url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:")).is_file():
        raise UsageError(f"no memory in {url.removeprefix('sqlite:')}; look at the URL {url!r}")
    else:
        opened = open_memory(url)
    with closing(opened):
        yield opened


# --- import


@dataclass(slots=True)
class _Notes:
    """What is told of the files, when they are read."""

    most: int
    shown: list[Finding] = field(default_factory=list)
    count: int = 0

    def add(self, finding: Finding) -> None:
        self.count += 1
        if len(self.shown) < self.most:
            self.shown.append(finding)

    def say(self) -> None:
        for finding in self.shown:
            say(str(finding))
        if self.count > len(self.shown):
            say(f"… and {self.count - len(self.shown):,} more; --verbose shows them")


def _import(chosen: Arguments) -> int:
    project = here() if chosen.memory else Project.open()
    if not 0 <= (chosen.penalty or 0) <= 100:
        raise UsageError(f"--penalty {chosen.penalty:g}: points are a number from 0 to 100")
    notes = _Notes(sys.maxsize if chosen.verbose else _SHOWN)
    readings = [_reading(chosen, project, name, notes) for name in chosen.files]
    units = _units(chosen, project, readings)
    try:
        if chosen.dry_run:
            changed = sum(1 for _ in units)
        else:
            with _opened(chosen, project, new=True) as opened:
                changed = opened.add(units)
    finally:
        notes.say()
    _say_languages(chosen, project, readings)
    out(_summary(readings, changed, dry=chosen.dry_run))
    return int(any(reading.skipped for reading in readings))


def _reading(chosen: Arguments, project: Project | None, name: str, notes: _Notes) -> Reading:
    source = chosen.source_locale or (project.settings.source_locale if project else "")
    locales = tuple(chosen.locale) or (project.settings.locales if project else ())
    return Reading(
        "standard input" if name == "-" else name,
        source,
        forced=bool(chosen.source_locale),
        locales=locales,
        origin=chosen.origin or "",
        penalty=chosen.penalty,
        file=_file(project, name),
        told=notes.add,
    )


def _file(project: Project | None, name: str) -> str:
    """What the memory calls the file: by its way from the project, else by its name."""
    if name == "-":
        return ""
    place = Path(name).resolve()
    if project and place.is_relative_to(project.root.resolve()):
        return f"{project.namespace}/{place.relative_to(project.root.resolve()).as_posix()}"
    return place.name


def _units(chosen: Arguments, project: Project | None, readings: list[Reading]) -> Iterator[TranslationUnit]:
    from tmpipe.pipeline import exchange

    locale = _one_locale(chosen, project)
    places = [Path(name) for name in chosen.files]
    size = sum(place.stat().st_size for place in places if place.is_file())
    with reading_bar(chosen, size, "import") as seen:
        for name, place, reading in zip(chosen.files, places, readings, strict=True):
            if name != "-":
                yield from exchange.read(place, reading, chosen.format or "", locale, seen)
                continue
            with _standard_input() as (file, length):
                yield from exchange.read_stream(file, length, reading, chosen.format or "", locale)


def _one_locale(chosen: Arguments, project: Project | None) -> Locale:
    """The locale of files that do not say theirs, where there is but one."""
    locales = chosen.locale or (project.settings.locales if project else ())
    return locales[0] if len(locales) == 1 else ""


@contextmanager
def _standard_input() -> Iterator[tuple[io.BufferedReader, int]]:
    """All of it in a file, in which one can go back, and its size."""
    from shutil import copyfileobj

    with TemporaryFile(buffering=0) as file:
        copyfileobj(sys.stdin.buffer, file)
        size = file.seek(0, io.SEEK_CUR)
        file.seek(0)
        yield io.BufferedReader(file), size


def _say_languages(chosen: Arguments, project: Project | None, readings: list[Reading]) -> None:
    """One line for each thing that the files' languages have become."""
    renamed = {tag: locale for reading in readings for tag, locale in reading.renamed().items()}
    for locale in sorted({*renamed.values()}):
        tags = [tag for tag, mine in renamed.items() if mine == locale]
        talk(chosen, f"note: {', '.join(tags)} {'is' if len(tags) == 1 else 'are'} read as {locale}")
    source = project.settings.source_locale if project else ""
    for locale, count in sum((one.unwanted for one in readings), Counter[str]()).items():
        why = "--locale asks for others" if chosen.locale else "no locale of this project; --locale takes it"
        if locale.partition("-")[0] == source:
            why = f"here the sources are in another language; --source-locale {source} turns them round"
        talk(chosen, f"note: {count:,} units in {locale} are left out: {why}")
    for locale, count in sum((one.sources for one in readings if source), Counter[str]()).items():
        talk(chosen, f"note: {count:,} units are from {locale}, not from {source}")


def _summary(readings: list[Reading], changed: int, *, dry: bool) -> str:
    taken, skipped = (sum(getattr(one, name) for one in readings) for name in ("taken", "skipped"))
    told = [f"{changed:,} {'can be read' if dry else 'new or changed'}"]
    if not dry and taken > changed:
        told.append(f"{taken - changed:,} known already")
    if skipped:
        told.append(f"{skipped:,} skipped (see above)")
    return f"{taken + skipped:,} units: {', '.join(told)}{'; nothing is stored' if dry else ''}"


# --- export


def _export(chosen: Arguments) -> int:
    from tmpipe.pipeline import exchange

    project = here()
    form, packing = exchange.form_named(chosen.file, chosen.format or "")
    notes = _Notes(sys.maxsize if chosen.verbose else _SHOWN)
    count = _Count()
    with _opened(chosen, project) as opened:
        units = count.over(_exported(opened, chosen.locale, chosen.origin))
        if form == "po":
            _export_po(chosen, units)
        else:
            source = chosen.source_locale or (project.settings.source_locale if project else "en")
            pieces = exchange.write(units, form, source, packing=packing, told=notes.add, path=chosen.file)
            if chosen.file == "-":
                out_bytes(pieces)
            else:
                write_pieces(Path(chosen.file), pieces, chosen.file)
    notes.say()
    talk(chosen, f"{count.number - notes.count:,} units in {chosen.file}")
    return int(bool(notes.count))


@dataclass(slots=True)
class _Count:
    number: int = 0

    def over(self, units: Iterator[TranslationUnit]) -> Iterator[TranslationUnit]:
        for unit in units:
            self.number += 1
            yield unit


def _exported(opened: parts.Memory, locales: list[Locale], origins: list[str]) -> Iterator[TranslationUnit]:
    for locale in dict.fromkeys(locales) or (None,):
        for unit in opened.units(locale):
            if not origins or unit.origin in origins:
                yield unit


def _export_po(chosen: Arguments, units: Iterator[TranslationUnit]) -> None:
    """A catalog for each locale: several get their locale before the suffix, `tm.fr.po`."""
    from tmpipe.catalogs import po
    from tmpipe.pipeline import exchange

    if chosen.file == "-":
        raise UsageError("a catalog has one locale; name a file, and each locale gets one")
    made, lacking = exchange.catalogs(units)
    place = Path(chosen.file)
    for locale, catalog in made.items():
        name = place if len(made) == 1 else place.with_name(f"{place.stem}.{locale}{place.suffix}")
        write_whole(name, po.write(catalog), str(name))
        talk(chosen, f"{len(catalog.entries):,} entries in {name}")
    if lacking:
        talk(chosen, f"note: {lacking:,} units are other translations of the same texts and are not in it")


# --- search, stats, rebuild


def _search(chosen: Arguments) -> int:
    from tmpipe.memory.offers import offers
    from tmpipe.reports import memory as forms

    with _opened(chosen, here()) as opened:
        found = offers(
            opened,
            [chosen.text],
            chosen.locale,
            cutoff=chosen.cutoff,
            limit=chosen.limit,
            source_locale=chosen.source_locale,
        )[0]
    if chosen.format == "json":
        out(forms.matches_json(chosen.text, chosen.locale, found))
        return 0
    out(forms.matches_text(chosen.text, found))
    if not found:
        talk(chosen, f"nothing at {chosen.cutoff:g} or above; `tmpipe pretranslate` learns from the catalogs")
    return 0


def _stats(chosen: Arguments) -> int:
    from tmpipe.reports import memory as forms

    with _opened(chosen, here()) as opened:
        found = opened.stats()
    as_json = chosen.format == "json"
    out(forms.stats_json(found) if as_json else forms.stats_text(found, whole=chosen.verbose))
    return 0


def _rebuild(chosen: Arguments) -> int:
    from tmpipe.pipeline.learn import learn

    project = Project.open()
    if not chosen.force:
        _refuse_to_lose(project)
    project.forget()
    with closing(project.memory()) as opened:
        count = learn(project, opened)
        files = opened.files()
    tables = sum(not file.endswith(".po") for file in files)
    others = f" and {tables} bilingual files" if tables else ""
    out(f"{count:,} units learned from {len(files) - tables} catalogs{others}")
    return 0


def _refuse_to_lose(project: Project) -> None:
    """UsageError where the memory holds units that will not come back."""
    from tmpipe.pipeline.exchange import imported

    try:
        with closing(project.memory()) as opened:
            lost = imported(opened)
    except InputError:
        return  # damaged: what it held cannot be told any more
    if lost:
        files = ", ".join(name or "(no file)" for name in list(lost)[:3]) + (", …" if len(lost) > 3 else "")
        raise UsageError(
            f"{sum(lost.values()):,} units were imported and would not come back: {files}; keep them with "
            "`tmpipe memory export FILE`, list their files under [memory] files, or forget them with --force"
        )
