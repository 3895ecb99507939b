"""Sets of texts with what humans wrote for them: a TSV of source and reference, plain or compressed.

A line is a source, a tab, its reference; more columns are not looked at. The first line may name the two
locales, or the columns: `source` and `target` or `reference`. Then cells are read as `memory.tsv` writes
them, else every character of a cell is its text. Nothing is a comment; blank lines do not count.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tmpipe.errors import InputError
from tmpipe.memory.bilingual.cuts import BROKEN, decoded
from tmpipe.memory.bilingual.packed import streams
from tmpipe.memory.tsv import meant
from tmpipe.model import Locale
from tmpipe.text.locales import language

_LONGEST = 1 << 20
"""Characters. A longer line is no sentence with its translation."""
_TARGETS = frozenset({"target", "reference"})


class Referenced(NamedTuple):
    """A text, and what a human wrote for it."""

    source: str
    reference: str


@dataclass(frozen=True, slots=True)
class References:
    """The set in a file, up to a limit. It is read anew each time, and never held as a whole."""

    path: str
    locale: Locale
    source_locale: Locale = "en"
    limit: int | None = None

    def __iter__(self) -> Iterator[Referenced]:
        """The texts, in order. InputError with path and line of what is none."""
        return islice(self._all(), self.limit)

    def chunks(self, size: int) -> Iterator[list[Referenced]]:
        """The same, at most `size` at a time."""
        texts = iter(self)
        while chunk := list(islice(texts, size)):
            yield chunk

    def count(self) -> int:
        """How many texts there are: all have been read, and are fine. InputError where there is none."""
        many = sum(1 for _ in self)
        if not many:
            raise InputError("has no line with a source, a tab and its reference", self.path)
        return many

    def digest(self) -> str:
        """The beginning of the file's SHA-256, as `sha256sum` shows it."""
        try:
            with Path(self.path).open("rb") as file:
                return file_digest(file, "sha256").hexdigest()[:12]
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", self.path) from error

    def _all(self) -> Iterator[Referenced]:
        try:
            with Path(self.path).open("rb") as file:
                for stream, name in streams(file, self.path, Path(self.path).stat().st_size):
                    yield from self._read(decoded(stream, name), name)
                    if stream.damage:
                        raise InputError(f"{stream.damage}; fetch it again", name)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", self.path) from error

    def _read(self, text: io.TextIOWrapper, path: str) -> Iterator[Referenced]:
        number, named = 0, False
        while line := text.readline(_LONGEST):
            number += 1
            cells = line.rstrip("\n").split("\t")
            if number == 1 and (named := _names_columns(cells)):
                continue
            if not line.strip() or (number == 1 and self._names_locales(cells)):
                continue
            if fault := _fault(line, cells):
                raise InputError(fault, path, number)
            source, reference = map(meant, cells[:2]) if named else cells[:2]
            yield Referenced(source.strip(), reference.strip())

    def _names_locales(self, cells: list[str]) -> bool:
        """Whether a first line is no text but `en`, `fr-FR`, or `# en`, `fr`."""
        wanted = [_language(self.source_locale), _language(self.locale)]
        return list(map(_language, cells[:2])) == wanted


def _names_columns(cells: list[str]) -> bool:
    """Whether a first line is `source`, `target`, with any more columns."""
    first, second, *_ = (*(cell.strip(' "').lower() for cell in cells), "")
    return first.removeprefix("#").strip() == "source" and second in _TARGETS


def _language(tag: str) -> str:
    """`fr` of `fr`, `FR` and `# fr_FR`."""
    return language(tag.removeprefix("#").strip().replace("_", "-").lower())


def _fault(line: str, cells: list[str]) -> str:
    """Why a line is no text with its reference; empty where it is one."""
    if len(line) == _LONGEST:
        return "a line of more than a million characters; is it a table?"
    if BROKEN in line:
        return "bytes that are no UTF-8; save the file as UTF-8"
    if len(cells) < 2:
        return "no tab; a line is a source, a tab and its reference"
    missing = [name for name, cell in zip(("source", "reference"), cells, strict=False) if not cell.strip()]
    return f"no {missing[0]}; complete the line or take it out" if missing else ""
