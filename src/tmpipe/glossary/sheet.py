"""A table as spreadsheets save it: bytes <-> rows of cells. A row that nobody changed keeps its own text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from tmpipe.errors import InputError
from tmpipe.text.formulas import held, is_live, plain

_BOMS = (("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"))
_HINT = re.compile(r"sep=(?P<delimiter>[,;\t])\r?\n", re.IGNORECASE)
"""Excel's own first line."""
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Controls, and what turns the direction of text: a cell must not look other than it is."""
_NEARLY = re.compile(r"(?:\A|[;,\t\r\n\"'])[^\S\t\r\n]*[=+\-@＝＋－＠]")
"""What a row has that has one, or holds one back."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is saved."""

    encoding: str = "utf-8"
    bom: bytes = b""
    delimiter: str = ","
    newline: str = "\n"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, without blanks around them and without what holds formulas back."""

    cells: tuple[str, ...]
    line: int
    """1-based, of the file."""
    text: str
    """As it stands there, with the empty rows before it and its line end."""
    live: bool
    """Whether a spreadsheet would calculate one of its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of rows; `style.bom`, the rows' texts and `rest`, encoded, are the file again."""

    style: Style
    rows: tuple[Row, ...]
    rest: str = ""


def read(data: bytes, path: str) -> Sheet:
    """The rows of a file as Excel, LibreOffice and others save it: `,`, `;` or tab between the cells, with
    or without BOM, UTF-8 or UTF-16. InputError with path and line for whatever else it is.
    """
    encoding, bom = next(((name, bom) for name, bom in _BOMS if data.startswith(bom)), ("utf-8", b""))
    text = _text(data[len(bom) :], encoding, path)
    hint = _HINT.match(text)
    head = text[hint.end() if hint else 0 :].split("\n", 1)[0]
    delimiter = hint["delimiter"] if hint else max(",;\t", key=head.count)
    style = Style(encoding, bom, delimiter, "\r\n" if head.endswith("\r") else "\n")
    rows, rest = _rows(text, style, path, len(hint[0]) if hint else 0)
    return Sheet(style, rows, rest)


def write(rows: Iterable[str], style: Style) -> bytes:
    """The file of these rows' texts."""
    return style.bom + "".join(rows).encode(style.encoding)


def row(cells: Iterable[str], style: Style) -> str:
    """A row's text. Nothing in it is live; `read` gives the cells back."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=style.delimiter, lineterminator="\r\n").writerow(map(held, cells))
    return out.getvalue().removesuffix("\r\n") + style.newline


def stop(message: str, path: str, line: int) -> NoReturn:
    """InputError."""
    raise InputError(message, path, line)


def _text(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        stop("not UTF-8; save the table as “CSV UTF-8”", path, line)
    if "\0" in text:
        stop("a NUL byte; save the table as “CSV UTF-8”", path, text.count("\n", 0, text.index("\0")) + 1)
    return text


def _rows(text: str, style: Style, path: str, start: int) -> tuple[tuple[Row, ...], str]:
    """The rows that hold anything, and what stands behind the last; line ends within quotes count."""
    taken: list[str] = []
    odd = _ODD.search(text) is not None
    reader = csv.reader(_lines(text, taken), delimiter=style.delimiter, strict=True)
    found: list[Row] = []
    first = line = 1
    try:
        for number, cells in enumerate(reader):
            shown = tuple([cell.strip() for cell in cells])
            if any(shown) and not (start and number == 0):
                if odd:
                    _refuse_odd(shown, found, path, line)
                lines = "".join(taken[first - 1 : reader.line_num])
                nearly = _NEARLY.search(lines) is not None
                live = nearly and any(map(is_live, shown))
                found.append(Row(tuple(map(plain, shown)) if nearly else shown, line, lines, live))
                first = reader.line_num + 1
            line = reader.line_num + 1
    except csv.Error as error:
        stop(f"not a CSV row ({error}); see to its quotation marks", path, line)
    return tuple(found), "".join(taken[first - 1 :])


def _lines(text: str, taken: list[str]) -> Iterator[str]:
    """The lines of the text; each that is asked for is put to `taken`."""
    for line in io.StringIO(text, newline=""):
        taken.append(line)
        yield line


def _refuse_odd(cells: Sequence[str], before: Sequence[Row], path: str, line: int) -> None:
    for number, cell in enumerate(cells):
        if found := _ODD.search(cell):
            names = before[0].cells if before else ()
            name = names[number] if number < len(names) else f"cell {number + 1}"
            stop(
                f"{name}: the control character U+{ord(found[0]):04X}, which nobody sees; delete it",
                path,
                line,
            )
