"""Units from bilingual files and into them: TMX, TSV, PO; compressed or not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tmpipe.catalogs import po
from tmpipe.catalogs.header import new_header
from tmpipe.catalogs.origin import text_hash
from tmpipe.errors import InputError, UsageError
from tmpipe.memory import tmx, tsv
from tmpipe.memory.bilingual import packed
from tmpipe.memory.bilingual.reading import Reading, Told, silent
from tmpipe.model import ORIGINS, Catalog, Entry, Locale, Origin, TranslationUnit
from tmpipe.parts import Memory
from tmpipe.pipeline.lessons import units as units_in
from tmpipe.project import Project
from tmpipe.text.locales import is_tag, locale_named

FORMS = ("tmx", "tsv", "po")
_SUFFIXES = {".tmx": "tmx", ".tsv": "tsv", ".tab": "tsv", ".txt": "tsv", ".po": "po"}
ALIGNED = {".tsv": "tsv", ".tab": "tsv", ".txt": "tsv", ".tmx": "tmx", ".json": "json"}
"""The forms of what is aligned."""
_MOST = 1 << 29
"""Bytes of a catalog, which is read whole."""


# --- reading


def units_of(project: Project, path: str, told: Told = silent) -> Iterator[TranslationUnit]:
    """The units of a file of the project, in the project's locales; what cannot be read is told.

    InputError where the file as a whole cannot be read.
    """
    settings = project.settings
    reading = Reading(
        project.shown(path),
        settings.source_locale,
        locales=settings.locales,
        file=project.memory_key(path),
        told=told,
    )
    only = settings.locales[0] if len(settings.locales) == 1 else ""
    yield from read(project.root / path, reading, locale=only)


def read(
    place: Path,
    reading: Reading,
    form: str = "",
    locale: Locale = "",
    seen: Callable[[int], object] = int,
) -> Iterator[TranslationUnit]:
    """The units of a bilingual file, streamed; `locale` is that of the targets where the file has none.

    `seen` is told how many bytes are read.
    """
    shown = reading.path
    try:
        if place.exists() and not place.is_file():
            raise InputError("is no file", shown)
        with _Counted(place, seen) as file:
            yield from read_stream(io.BufferedReader(file), place.stat().st_size, reading, form, locale)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", shown) from error


class _Counted(io.FileIO):
    """A file that tells how far it is."""

    def __init__(self, place: Path, seen: Callable[[int], object]) -> None:
        super().__init__(place)
        self._seen = seen

    def readinto(self, buffer: object) -> int:
        count = super().readinto(buffer)  # type: ignore[arg-type]  # typeshed's Buffer is newer than 3.11
        self._seen(count)
        return count


def read_stream(
    file: io.BufferedReader[Any], size: int, reading: Reading, form: str = "", locale: Locale = ""
) -> Iterator[TranslationUnit]:
    """The units of an open file of so many bytes."""
    shown = reading.path
    for stream, path in packed.streams(file, shown, size):
        inner = io.BufferedReader(stream, 1 << 18)
        reading.path = path
        reading.cut_off = lambda stream=stream: stream.damage  # type: ignore[misc]
        try:
            yield from _read_form(inner, reading, form, locale)
        except InputError as error:
            if stream.damage:  # the reason for what its reader has missed
                raise InputError(f"{stream.damage}; fetch it again", path) from error
            raise
    reading.path = shown


def _read_form(
    file: io.BufferedReader[Any], reading: Reading, form: str, locale: Locale
) -> Iterator[TranslationUnit]:
    kind = form or form_of(file.peek(4096)[:4096], reading.path)
    if kind == "tmx":
        yield from tmx.read(file, reading)
    elif kind == "tsv":
        yield from tsv.read(file, reading, locale)
    else:
        yield from _read_po(file, reading, locale)


def form_of(head: bytes, path: str) -> str:
    """What a file is, by how it begins, else by its name. InputError where nothing tells."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    name = PurePosixPath(path)
    named = _SUFFIXES.get((name.with_suffix("") if name.suffix in packed.SUFFIXES else name).suffix.lower())
    if text.startswith((b"<?xml", b"<!DOCTYPE", b"<tmx", b"<!--")):
        return "tmx"
    if named in ("po", "tmx"):
        return named
    if b'\nmsgid "' in text or text.startswith(b'msgid "'):
        return "po"
    if named or b"\t" in text:
        return "tsv"
    raise InputError(f"neither TMX nor a table nor PO; name its form with --format: {', '.join(FORMS)}", path)


def _read_po(file: IO[bytes], reading: Reading, locale: Locale) -> Iterator[TranslationUnit]:
    """The finished entries of a catalog, each with its neighbours."""
    data = file.read(_MOST)
    if len(data) == _MOST:
        raise InputError("a catalog of more than half a gigabyte; cut it", reading.path)
    catalog = po.read(data, reading.path, locale or "und")
    for finding in catalog.findings:
        reading.skipped += 1
        reading.told(finding)
    if damage := reading.cut_off():
        reading.skip(data.count(b"\n") + 1, damage)
    tag = locale or catalog.field("Language") or _folder(reading.path)
    if not is_tag(tag):
        raise InputError("does not say its language; name it with --locale", reading.path, 1)
    target = reading.target(tag)
    told = catalog.field("X-Source-Language") or ""
    source = reading.source(told) if is_tag(told) and not reading.forced else reading.source_locale or "en"
    slug = PurePosixPath(reading.path).name.partition(".")[0]
    for unit in units_in(replace(catalog, locale=target or tag), slug, source):
        if target is None:
            reading.unwanted[locale_named(tag)] += 1
            continue
        reading.taken += 1
        origin, penalty = reading.origin or unit.origin, reading.penalty or 0
        yield replace(unit, origin=origin, penalty=penalty, file=reading.file)


def _folder(path: str) -> str:
    """`fr` of `locales/fr/LC_MESSAGES/x.po` and of `fr.po`."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if "LC_MESSAGES" in parts[1:]:
        return parts[parts.index("LC_MESSAGES") - 1]
    return PurePosixPath(path).name.partition(".")[0]


def adopted(
    units: Iterable[TranslationUnit], file: str, kept: Callable[[str], bool]
) -> Iterator[TranslationUnit]:
    """The units of a file that is imported. Those that name another one, which a memory keeps up with, get
    this one's name: else they would go when the other one is learned next."""
    for unit in units:
        yield replace(unit, file=file) if unit.file != file and kept(unit.file) else unit


def imported(memory: Memory) -> dict[str, int]:
    """Units by file, of files that no project keeps up with."""
    kept = memory.files()
    return {file: count for file, count in memory.stats().files.items() if file not in kept}


# --- writing


def form_named(path: str, form: str = "", forms: Mapping[str, str] = _SUFFIXES) -> tuple[str, str]:
    """(form, compression) of a file to be written, by its suffixes. UsageError lists the forms."""
    name = PurePosixPath(path.replace("\\", "/"))
    packing = name.suffix.lower() if name.suffix.lower() in packed.SUFFIXES else ""
    named = forms.get((PurePosixPath(name.stem) if packing else name).suffix.lower(), "")
    if not (form or named):
        *others, last = forms
        known = f"{', '.join(others)} or {last}"
        raise UsageError(f"{path}: the suffix says which form: {known}, and .gz, .bz2 or .xz behind it")
    return form or named, packing


def write(
    units: Iterable[TranslationUnit],
    form: str,
    source_locale: Locale,
    *,
    packing: str = "",
    told: Told = silent,
    path: str = "",
) -> Iterable[bytes]:
    """The units as a TMX file or as a table, streamed; the same units give the same bytes."""
    pieces = tmx.write(units, source_locale, told, path) if form == "tmx" else tsv.write(units)
    return compressed(pieces, packing)


def compressed(pieces: Iterable[bytes], packing: str) -> Iterable[bytes]:
    """The pieces, compressed as the suffix says; as they are, where there is none."""
    return packed.pack(pieces, packing) if packing else pieces


def catalogs(units: Iterable[TranslationUnit], name: str = "") -> tuple[dict[Locale, Catalog], int]:
    """A catalog for each locale, in the order in which their first units came; and how many units they lack.

    A catalog has one entry a source text: that of the most trusted origin, then of the newest date.
    """
    best: dict[Locale, dict[str, TranslationUnit]] = {}
    count = 0
    for unit in units:
        count += 1
        held = best.setdefault(unit.locale, {})
        if unit.source not in held or _merit(unit) > _merit(held[unit.source]):
            held[unit.source] = unit
    made = {locale: _catalog(locale, list(held.values()), name) for locale, held in best.items()}
    return made, count - sum(len(held) for held in best.values())


def _merit(unit: TranslationUnit) -> tuple[int, str]:
    trust = ORIGINS.index(unit.origin) if unit.origin in ORIGINS else len(ORIGINS)
    return -trust, unit.date


def _catalog(locale: Locale, units: list[TranslationUnit], name: str) -> Catalog:
    header = new_header(locale, name or "memory", source_locale=units[0].source_locale)
    return Catalog("", locale, header, tuple(map(_entry, units)))


def _entry(unit: TranslationUnit) -> Entry:
    """What a human answers for is finished; the rest is a suggestion, fuzzy, with its origin."""
    text = ("text", text_hash(unit.target))
    origins = {
        "human": None,
        "edited": Origin("edited"),
        "unedited": Origin("unedited"),
        "draft": Origin("draft", (text,)),
        "machine": Origin("machine", (text,)),
    }
    origin = origins.get(unit.origin, Origin("memory", (("from", unit.origin), text)))
    fuzzy = unit.origin not in ("human", "edited", "unedited")
    return Entry(unit.source, unit.target, fuzzy=fuzzy, origin=origin)
