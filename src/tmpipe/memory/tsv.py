"""Units as a table, one a line, tabs between the cells: read <-> write, streamed.

Law: `read(write(units)) == units`, every field, whatever their texts hold. A file that begins with our column
names is a spreadsheet's: in its cells a tab is `\\t`, line ends are `\\n` and `\\r`, a backslash is doubled,
an apostrophe holds a formula back, and what stands in quotation marks is meant without them. In a file
without column names every character counts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from tmpipe.errors import InputError
from tmpipe.memory.bilingual.cuts import BROKEN, Bytes, decoded
from tmpipe.memory.bilingual.reading import Reading
from tmpipe.model import Locale, TranslationUnit
from tmpipe.text.formulas import held, plain
from tmpipe.text.locales import fitting, is_tag, language, locale_named

COLUMNS = tuple(field.name for field in fields(TranslationUnit))
_TOLD = frozenset(COLUMNS) - {"source", "target", "locale", "source_locale", "penalty"}
"""The columns that are taken as they are."""
_LONGEST = 1 << 26
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPE = re.compile(r"[\\\t\n\r]")
_ESCAPED = re.compile(r"\\([\\tnr])")
_SIGNS = {sign[1]: plain for plain, sign in _ESCAPES.items()}
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read(file: Bytes, reading: Reading, locale: Locale = "") -> Iterator[TranslationUnit]:
    """The units of a table, in its order; `locale` is that of the targets where the file does not say it.

    What cannot be read is told, with its line. InputError where the file as a whole cannot: no tabs in it,
    columns without names.
    """
    lines = _lines(decoded(file, reading.path), reading)
    first = next(lines, None)
    if first is None:
        raise InputError(reading.cut_off() or "is empty", reading.path)
    head = [cell.strip().strip('"').lower() for cell in first[1].split("\t")]
    named = "source" in head and "target" in head
    table = _Named(head, reading, locale) if named else _Bare(first[1].split("\t"), reading, locale)
    for number, line in lines if table.has_head else _again(first, lines):
        if not line.strip():
            continue
        if BROKEN in line:
            reading.skip(number, "bytes that are no UTF-8")
            continue
        unit = table.unit(line.split("\t"), number)
        if unit:
            reading.taken += 1
            yield unit


def _lines(text: io.TextIOWrapper, reading: Reading) -> Iterator[tuple[int, str]]:
    """The lines that are whole, with their numbers."""
    number = 0
    while line := text.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST:
            said = "a line of more than 64 million characters; is it a table?"
            raise InputError(said, reading.path, number)
        if line.endswith("\n") or not reading.cut_off():
            yield number, line.rstrip("\n")
    if damage := reading.cut_off():
        reading.skip(number + 1, damage)


def _again(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest


class _Table:
    """What both kinds of table do alike."""

    has_head = True

    def __init__(self, reading: Reading, source_locale: Locale, locale: Locale) -> None:
        self.reading = reading
        self.source_locale = source_locale or reading.source_locale or "en"
        self.locale = locale

    def wanted(self, tag: str, line: int) -> Locale | None:
        """The locale of a target; None where it is told why there is none, or counted."""
        if not is_tag(tag):
            said = f"the language {tag!a} is unknown" if tag else "no locale; name it with --locale"
            self.reading.skip(line, said)
            return None
        locale = self.reading.target(tag)
        if locale is None:
            self.reading.unwanted[locale_named(tag)] += 1
        return locale

    def has_texts(self, source: str, target: str, line: int) -> bool:
        """Whether there is a source and a target; what is missing is told."""
        if source.strip() and target.strip():
            return True
        self.reading.skip(line, f"no {'target' if source.strip() else 'source'} text")
        return False


class _Bare(_Table):
    """Two columns, or three of which the last is a remark, as the web offers them."""

    def __init__(self, first: Sequence[str], reading: Reading, locale: Locale) -> None:
        tags = _tags(first, reading, locale)
        super().__init__(reading, *(tags or ("", locale)))
        self.has_head = tags is not None
        if len(first) not in (2, 3):
            many = f"{len(first)} columns without names; begin the file with a line such as source, target"
            few = "no tab in the first line; is it a table?"
            raise InputError(many if len(first) > 3 else few, reading.path, 1)
        if not self.locale:
            raise InputError("does not say its language; name it with --locale", reading.path, 1)

    def unit(self, cells: Sequence[str], line: int) -> TranslationUnit | None:
        if len(cells) not in (2, 3):
            self.reading.skip(line, f"{len(cells)} cells instead of 2")
            return None
        if not self.has_texts(cells[0], cells[1], line) or not (locale := self.wanted(self.locale, line)):
            return None
        read = self.reading
        return TranslationUnit(
            cells[0],
            cells[1],
            locale,
            self.source_locale,
            origin=read.origin or "human",
            file=read.file,
            penalty=read.penalty or 0,
        )


def _tags(first: Sequence[str], reading: Reading, locale: Locale) -> tuple[Locale, Locale] | None:
    """The locales that a first line such as `en`, `fr` names; None where it is a text itself."""
    if len(first) != 2 or not all(is_tag(cell.strip()) for cell in first):
        return None
    source, target = (locale_named(cell.strip()) for cell in first)
    wanted = reading.locales or ((locale,) if locale else (target,))
    if language(source) == language(reading.source_locale or "en") and fitting(target, wanted):
        return reading.source(source), target
    return None


class _Named(_Table):
    """Columns by name, as we write them."""

    def __init__(self, head: Sequence[str], reading: Reading, locale: Locale) -> None:
        super().__init__(reading, "", locale)
        self.places = {name: head.index(name) for name in COLUMNS if name in head}
        self.size = len(head)
        if doubled := [name for name in self.places if head.count(name) > 1]:
            raise InputError(f"two columns {doubled[0]!r}; rename one", reading.path, 1)
        if not locale and "locale" not in head:
            raise InputError("does not say its language; name it with --locale", reading.path, 1)

    def unit(self, cells: Sequence[str], line: int) -> TranslationUnit | None:
        if len(cells) > self.size and any(map(str.strip, cells[self.size :])):
            self.reading.skip(line, f"{len(cells)} cells instead of {self.size}")
            return None
        row = {name: meant(cells[at]) for name, at in self.places.items() if at < len(cells)}
        source, target = row.get("source", ""), row.get("target", "")
        if not self.has_texts(source, target, line):
            return None
        locale = self.wanted(row.get("locale", "").strip() or self.locale, line)
        said = row.get("source_locale", "").strip()
        if said and not is_tag(said):
            self.reading.skip(line, f"the language {said!a} is unknown")
            return None
        if not locale:
            return None
        read = self.reading
        known = {name: value for name, value in row.items() if value and name in _TOLD}
        known["file"] = known.get("file") or read.file
        known["origin"] = read.origin or known.get("origin") or "human"
        return TranslationUnit(
            source,
            target,
            locale,
            read.source(said) if said else self.source_locale,
            penalty=read.points(row.get("penalty", ""), line),
            **known,
        )


def write(units: Iterable[TranslationUnit]) -> Iterator[bytes]:
    """The table, with all columns, in pieces; the same units give the same bytes."""
    yield ("\t".join(COLUMNS) + "\n").encode()
    for unit in units:
        cells = [unit.source, unit.target, unit.locale, unit.source_locale, unit.origin, unit.document,
                 unit.previous, unit.following, unit.date, unit.author, unit.file,
                 repr(float(unit.penalty)) if unit.penalty else ""]  # fmt: skip
        yield ("\t".join(map(_written, cells)) + "\n").encode()


def _written(cell: str) -> str:
    """A cell's text. Inverse of `meant`."""
    shown = held(_ESCAPE.sub(lambda at: _ESCAPES[at[0]], cell))
    return f'"{shown.replace(chr(34), chr(34) * 2)}"' if shown.startswith('"') else shown


def meant(text: str) -> str:
    """What a cell holds, in a file that begins with column names."""
    if text.startswith('"') and _QUOTED.fullmatch(text):
        text = text[1:-1].replace('""', '"')
    text = plain(text)
    return _ESCAPED.sub(lambda at: _SIGNS[at[1]], text) if "\\" in text else text
