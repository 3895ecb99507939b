"""`tmpipe memory`: import, export, search, stats, rebuild."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from tmpipe import parts
from tmpipe.cli.console import Arguments, here, out, out_bytes, reading_bar, say, talk
from tmpipe.errors import UsageError
from tmpipe.files import require_folder, write_pieces, write_whole
from tmpipe.memory import open_memory
from tmpipe.memory.bilingual.reading import Notes, Reading
from tmpipe.model import Locale, Match, TranslationUnit
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


def _import(chosen: Arguments) -> int:
    project = here() if chosen.memory else Project.open()
    if not 0 <= (chosen.penalty or 0) <= 100:
        raise UsageError(f"--penalty {chosen.penalty:g}: points are a number from 0 to 100")
    notes = Notes(sys.maxsize if chosen.verbose else _SHOWN)
    readings = [_reading(chosen, project, name, notes) for name in chosen.files]
    try:
        if chosen.dry_run:
            changed = sum(1 for _ in _units(chosen, project, readings))
        else:
            with _opened(chosen, project, new=True) as opened:
                changed = opened.add(_units(chosen, project, readings, opened.files()))
    finally:
        _say_notes(notes)
    _say_languages(chosen, project, readings)
    out(_summary(readings, changed, dry=chosen.dry_run))
    return int(any(reading.skipped for reading in readings))


def _say_notes(notes: Notes) -> None:
    for line in notes.lines("--verbose shows them"):
        say(line)


def _reading(chosen: Arguments, project: Project | None, name: str, notes: Notes) -> Reading:
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
        return project.memory_key(place.relative_to(project.root.resolve()).as_posix())
    return place.name


def _units(
    chosen: Arguments, project: Project | None, readings: list[Reading], learned: Container[str] = ()
) -> Iterator[TranslationUnit]:
    """What the files have, none of it under the name of another file that the memory keeps up with."""
    from tmpipe.pipeline import exchange

    def kept(file: str) -> bool:
        return file in learned or (project is not None and project.owns(file))

    size = sum(place.stat().st_size for place in map(Path, chosen.files) if place.is_file())
    with reading_bar(chosen, size, "import") as seen:
        for name, reading in zip(chosen.files, readings, strict=True):
            read = _read(chosen, name, reading, _one_locale(chosen, project), seen)
            yield from exchange.adopted(read, reading.file, kept)


def _read(
    chosen: Arguments, name: str, reading: Reading, locale: Locale, seen: Callable[[int], object]
) -> Iterator[TranslationUnit]:
    from tmpipe.pipeline import exchange

    form = chosen.format or ""
    if name != "-":
        yield from exchange.read(Path(name), reading, form, locale, seen)
        return
    with _standard_input() as (file, length):
        yield from exchange.read_stream(file, length, reading, form, locale)


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
    if project is None:
        _say_regions(chosen, readings)


def _say_regions(chosen: Arguments, readings: list[Reading]) -> None:
    """What nobody has asked for otherwise stays what it is: a search for `fr` finds nothing in `fr-FR`."""
    sources = {tag for one in readings for tag in one.origins}
    targets = {locale for one in readings for locale in one.named.values() if locale}
    open_ = {
        "sources": set() if chosen.source_locale else sources,
        "targets": set() if chosen.locale else targets,
    }
    if any("-" in locale for locales in open_.values() for locale in locales):
        taken = ", ".join(f"{what} {', '.join(sorted(tags))}" for what, tags in open_.items() if tags)
        talk(chosen, f"note: {taken}; --source-locale and --locale read them as others")


def _summary(readings: list[Reading], changed: int, *, dry: bool) -> str:
    from tmpipe.reports.memory import counted

    taken, skipped = (sum(getattr(one, name) for one in readings) for name in ("taken", "skipped"))
    told = [f"{changed:,} {'can be read' if dry else 'new or changed'}"]
    if not dry and taken > changed:
        told.append(f"{taken - changed:,} known already")
    if skipped:
        told.append(f"{skipped:,} skipped (see above)")
    return f"{counted(taken + skipped, 'unit')}: {', '.join(told)}{'; nothing is stored' if dry else ''}"


# --- export


def _export(chosen: Arguments) -> int:
    from tmpipe.pipeline import exchange
    from tmpipe.reports.memory import counted

    project = here()
    form, packing = exchange.form_named(chosen.file, chosen.format or "")
    require_folder(Path(chosen.file), chosen.file)
    notes = Notes(sys.maxsize if chosen.verbose else _SHOWN)
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
    _say_notes(notes)
    talk(chosen, f"{counted(count.number - notes.count, 'unit')} in {chosen.file}")
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
    from tmpipe.reports import memory as forms

    project = here()
    cutoff = chosen.cutoff
    if cutoff is None:
        cutoff = project.settings.memory_cutoff if project else 70
    with _opened(chosen, project) as opened:
        found = _found(chosen, project, opened, cutoff)
        advice = "" if found else _advice(chosen, project, opened)
    if chosen.format == "json":
        out(forms.matches_json(chosen.text, chosen.locale, found))
        return 0
    out(forms.matches_text(chosen.text, found))
    if not found:
        talk(chosen, f"nothing at {cutoff:g} or above; {advice}")
    return 0


def _advice(chosen: Arguments, project: Project | None, opened: parts.Memory) -> str:
    """What may help one who found nothing."""
    if project is None or chosen.memory:
        held = opened.stats().locales
        if chosen.locale in held:
            return "`tmpipe memory stats` says what the memory has"
        return f"{chosen.locale} is no locale of this memory; there are: {', '.join(held) or 'none'}"
    if chosen.locale not in project.settings.locales:
        known = ", ".join(project.settings.locales) or "none"
        return f"{chosen.locale} is no locale of this project; there are: {known}"
    return "`tmpipe pretranslate` learns from the catalogs"


def _found(chosen: Arguments, project: Project | None, opened: parts.Memory, cutoff: float) -> list[Match]:
    """What is offered, in a project as `pretranslate` does; from another memory from any locale."""
    from tmpipe.memory.offers import offers
    from tmpipe.memory.penalties import penalty_by
    from tmpipe.memory.substitution import nameless
    from tmpipe.pipeline.offered import people

    own = project.settings.source_locale if project and not chosen.memory else None
    return offers(
        opened,
        [chosen.text],
        chosen.locale,
        cutoff=cutoff,
        limit=chosen.limit,
        source_locale=chosen.source_locale or own,
        penalty=penalty_by(project.settings.penalties) if project else None,
        names=people(project, chosen.locale) if project else nameless,
    )[0]


def _stats(chosen: Arguments) -> int:
    from tmpipe.reports import memory as forms

    with _opened(chosen, here()) as opened:
        found = opened.stats()
    as_json = chosen.format == "json"
    out(forms.stats_json(found) if as_json else forms.stats_text(found, whole=chosen.verbose))
    return 0


def _rebuild(chosen: Arguments) -> int:
    from tmpipe.pipeline.rebuild import rebuild
    from tmpipe.reports.memory import counted

    notes = Notes(sys.maxsize if chosen.verbose else _SHOWN)
    try:
        done = rebuild(Project.open(), forget_imports=chosen.forget_imports, told=notes.add)
    finally:
        _say_notes(notes)
    if done.damage:
        say(f"note: {done.damage}")
    tables = f" and {counted(done.tables, 'bilingual file')}" if done.tables else ""
    kept = f", {done.imported:,} imported units kept" if done.imported else ""
    others = f", {done.others:,} of other projects left alone" if done.others else ""
    learned, catalogs = counted(done.learned, "unit"), counted(done.catalogs, "catalog")
    out(f"{learned} learned from {catalogs}{tables}{kept}{others}")
    return 0
