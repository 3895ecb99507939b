"""TMX 1.4b and its elders, levels 1 and 2: read <-> write, streamed.

Law: `read(write(units)) == units`, every field, where XML can hold their texts. Nothing outside the file is
looked at, and entities are not expanded: each unit is parsed on its own, by a parser that knows no DTD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tmpipe.memory.bilingual import codes, dialects
from tmpipe.memory.bilingual.cuts import Bytes, Cut, Cuts, decoded
from tmpipe.memory.bilingual.elements import Fault, Header, Unit, Variant, header_in, parsed, plain
from tmpipe.memory.bilingual.reading import UNREADABLE, Reading, Told, silent
from tmpipe.model import Finding, Locale, Severity, TranslationUnit
from tmpipe.text.locales import is_tag, language, locale_named
from tmpipe.version import __version__

_OURS = dialects.OURS
_ORIGIN, _DOCUMENT, _PREVIOUS, _FOLLOWING, _DATE, _FILE, _PENALTY = (
    f"{_OURS}{name}" for name in ["origin", "document", "previous", "following", "date", "file", "penalty"]
)
_TOOL = "tmpipe"
_KNOWN = 10_000
"""Combinations of languages that are remembered."""


@dataclass(frozen=True, slots=True)
class _Roles:
    """Which variant is the source, and which are targets, with their locales."""

    source: int
    source_locale: Locale
    targets: tuple[tuple[int, Locale], ...]
    unwanted: tuple[Locale, ...]
    texts: tuple[int, ...]
    """The source and the targets."""
    is_other: bool
    """Whether the source is in another locale than the wanted one."""


def read(file: Bytes, reading: Reading) -> Iterator[TranslationUnit]:
    """The units of a TMX file, in its order. What cannot be read is told, with its line.

    InputError where the file as a whole cannot be read: no TMX, an unknown encoding, entities.
    """
    cuts = Cuts(decoded(file, reading.path), reading.path)
    header = header_in(cuts.head(), reading.path)
    reader = _Reader(reading, header)
    for cut in cuts.units():
        try:
            yield from reader.units(cut)
        except Fault as fault:
            reading.skip(cut.line + fault.below, fault.message)
    if damage := reading.cut_off():
        reading.warn(cuts.line, damage)


# --- a unit


class _Reader:
    """Turns units of the file into ours."""

    def __init__(self, reading: Reading, header: Header) -> None:
        self.reading = reading
        self.header = header
        self.foreign = header.tool != _TOOL
        self.known: dict[tuple[str, ...], _Roles | str] = {}

    def units(self, cut: Cut) -> Iterator[TranslationUnit]:
        if cut.fault:
            raise Fault(cut.fault)
        unit = plain(cut.plain) if cut.plain else parsed(cut.text, self.header.namespaces)
        roles = self.roles(unit)
        if roles.unwanted:
            self.reading.unwanted.update(roles.unwanted)
        if not roles.targets:
            return
        if roles.is_other:
            self.reading.sources[roles.source_locale] += len(roles.targets)
        texts = self.texts(unit, roles.texts, cut.line)
        if not texts[0] or texts[0].isspace():
            raise Fault("a unit without a source text")
        for (number, locale), text in zip(roles.targets, texts[1:], strict=True):
            if not text or text.isspace():
                self.reading.skip(cut.line, f"a unit without a text in {locale}")
                continue
            self.reading.taken += 1
            about = self.about(unit, unit.variants[roles.source], unit.variants[number], cut.line)
            yield TranslationUnit(texts[0], text, locale, roles.source_locale, *about)

    def roles(self, unit: Unit) -> _Roles:
        tags = [one.attributes.get("xml:lang") or one.attributes.get("lang") or "" for one in unit.variants]
        key = (unit.attributes.get("srclang") or self.header.source, *tags)
        found = self.known.get(key)
        if found is None:
            if len(self.known) > _KNOWN:
                self.known.clear()
            found = self.known[key] = _roles(key[0], tags, self.reading)
        if isinstance(found, str):
            raise Fault(found)
        return found

    def texts(self, unit: Unit, numbers: Sequence[int], line: int) -> list[str]:
        if not unit.segments:
            return [unit.variants[number].text for number in numbers]
        try:
            found, strange = codes.texts([unit.segments[number] for number in numbers])
        except RecursionError:
            raise Fault("inline elements within each other without end") from None
        if strange:
            self.reading.warn(line, f"unknown elements in a text: {', '.join(strange)}; their text is kept")
        return found

    def about(self, unit: Unit, source: Variant, target: Variant, line: int) -> tuple[Any, ...]:
        """The fields of a unit behind its locales."""
        told = {**source.properties, **unit.properties} if source.properties else unit.properties
        own, mine, its = told.get, target.attributes.get, unit.attributes.get
        previous, following = own(_PREVIOUS), own(_FOLLOWING)
        if told and self.foreign:
            before, after = dialects.neighbours(told, self.header.properties)
            previous, following = previous or before, following or after
        date = mine("changedate") or mine("creationdate") or its("changedate") or its("creationdate") or ""
        return (
            self.reading.origin or own(_ORIGIN) or self.origin(told, target, unit),
            own(_DOCUMENT) or dialects.document(told, its("tuid", ""), self.header.tool),
            previous or "",
            following or "",
            own(_DATE) or (self.date(date, line) if date else ""),
            mine("changeid") or mine("creationid") or its("changeid") or its("creationid") or "",
            own(_FILE) or self.reading.file,
            self.reading.points(own(_PENALTY, ""), line),
        )

    def origin(self, told: Mapping[str, str], target: Variant, unit: Unit) -> str:
        both = (target.attributes, unit.attributes)
        authors = tuple(filter(None, (one.get("creationid") for one in both)))
        tools = tuple(filter(None, (*(one.get("creationtool") for one in both), self.header.tool)))
        return dialects.origin(told, authors, tools)

    def date(self, value: str, line: int) -> str:
        found = dialects.date(value)
        if found is None:
            self.reading.warn(line, f"{value!a} is no date; the unit is kept without one")
        return found or ""


def _roles(declared: str, tags: Sequence[str], reading: Reading) -> _Roles | str:
    """What the variants of a unit are to us, by their languages; or why it cannot be used."""
    if bad := [tag for tag in tags if not is_tag(tag)]:
        return f"the language {bad[0]!a} is unknown" if bad[0] else "a text without a language (xml:lang)"
    locales = [locale_named(tag) for tag in tags]
    if not tags:
        return "a unit without a text"
    source = _source(declared, locales, reading)
    if source is None:
        return f"a unit without a text in {locale_named(declared)}, its source language"
    targets = [
        (number, reading.target(tag)) for number, tag in enumerate(tags) if locales[number] != locales[source]
    ]
    if not targets:
        return "a unit without a translation"
    wanted = tuple((number, locale) for number, locale in targets if locale)
    unwanted = tuple(locales[number] for number, locale in targets if not locale)
    source_locale = reading.source(tags[source])
    numbers = (source, *(number for number, _ in wanted))
    is_other = bool(reading.source_locale) and source_locale != reading.source_locale
    return _Roles(source, source_locale, wanted, unwanted, numbers, is_other)


def _source(declared: str, locales: Sequence[Locale], reading: Reading) -> int | None:
    """The number of the source text: in the declared language, else in the one that is wanted."""
    said = locale_named(declared)
    for locale in (reading.source_locale, said) if reading.forced else (said, reading.source_locale):
        near = [one for one in locales if language(one) == language(locale)]
        if near:
            return locales.index(locale if locale in near else near[0])
    return 0 if declared.lower() == "*all*" else None


# --- writing

_CANNOT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BATCH = 500
_LINES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_RETURN = {"\r": "&#13;"}


def write(
    units: Iterable[TranslationUnit], source_locale: Locale = "en", told: Told = silent, path: str = ""
) -> Iterator[bytes]:
    """A TMX 1.4b file, level 2, in pieces; the same units give the same bytes.

    A unit with a character that XML cannot hold is told and left out.
    """
    yield _HEAD.format(version=__version__, source=_quoted(source_locale)).encode()
    batch: list[str] = []
    for unit in units:
        if found := _CANNOT.search("".join(_texts(unit))):
            sign = f"U+{ord(found[0]):04X}"
            said = f"{unit.source[:60]!a} holds the character {sign}, which XML cannot; left out"
            told(Finding(UNREADABLE, Severity.ERROR, path, 0, said))
            continue
        batch.append(_written(unit, source_locale))
        if len(batch) == _BATCH:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join((*batch, "  </body>\n</tmx>\n")).encode()


_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="tmpipe" creationtoolversion="{version}" segtype="sentence" o-tmf="tmpipe" \
adminlang="en" srclang={source} datatype="plaintext"/>
  <body>
"""


def _texts(unit: TranslationUnit) -> tuple[str, ...]:
    return (unit.source, unit.target, unit.document, unit.previous, unit.following, unit.author, unit.file,
            unit.origin, unit.date, unit.locale, unit.source_locale)  # fmt: skip


def _written(unit: TranslationUnit, source_locale: Locale) -> str:
    stamp = dialects.stamp(unit.date)
    said = {
        "origin": unit.origin,
        "document": unit.document,
        "previous": unit.previous,
        "following": unit.following,
        "date": "" if stamp else unit.date,
        "file": unit.file,
        "penalty": repr(float(unit.penalty)) if unit.penalty else "",
    }
    srclang = "" if unit.source_locale == source_locale else f" srclang={_quoted(unit.source_locale)}"
    dated = f' changedate="{stamp}"' if stamp else ""
    author = f" changeid={_quoted(unit.author)}" if unit.author else ""
    return "".join(
        (
            f"    <tu{srclang}>\n",
            *(_prop(name, value) for name, value in said.items() if value),
            _variant(unit.source_locale, unit.source),
            _variant(unit.locale, unit.target, dated + author),
            "    </tu>\n",
        )
    )


def _prop(name: str, value: str) -> str:
    return f'      <prop type="{_OURS}{name}">{escape(value, _RETURN)}</prop>\n'


def _variant(locale: Locale, text: str, attributes: str = "") -> str:
    segment = codes.segment(text).replace("\r", "&#13;")
    return f"      <tuv xml:lang={_quoted(locale)}{attributes}><seg>{segment}</seg></tuv>\n"


def _quoted(value: str) -> str:
    return quoteattr(value, _LINES)
