"""The pages of a PDF as rows, read by a process of its own that may break or be stopped."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from tmpipe.errors import InputError
from tmpipe.formats.pages.rows import Row

PROTECTED, DAMAGED, SLOW, CROWDED = 11, 12, 13, 14
"""Exit codes of the process."""
PATIENCE = 30.0
"""Seconds for a page."""
MEMORY = 2 << 30
"""Bytes that the process may take."""
WORDS = 100_000
"""On a page."""
PAGES = 5_000

_SPLIT = "split it, say with `qpdf IN.pdf --pages . 1-{half} -- OUT.pdf`"
_REASONS = {
    PROTECTED: "the PDF is encrypted and asks for a password; save it without one (`qpdf --decrypt`)",
    DAMAGED: "the PDF is damaged and cannot be read; get it anew, or try `qpdf IN.pdf OUT.pdf`",
    SLOW: f"the page is too large: it takes more than {PATIENCE:.0f} seconds; print it to a new PDF",
    CROWDED: f"the page is too large: more than {WORDS:,} words, or 2 GB of memory; print it to a new PDF",
}
_BROKEN = "the PDF is damaged, or made to exhaust its reader; print it to a new PDF"


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page."""

    number: int
    """From 1."""
    rows: tuple[Row, ...]
    characters: int
    strange: int
    """Characters of which the file does not say what they are."""
    pictures: int


@dataclass(frozen=True, slots=True)
class Sheets:
    """A PDF's pages, and the title among its properties."""

    title: str
    pages: tuple[Page, ...]


def sheets(data: bytes, path: str) -> Sheets:
    """The pages of a PDF. InputError with the page where it cannot be read."""
    if b"%PDF-" not in data[:1024]:
        raise InputError("this is no PDF, whatever its name says; give it the suffix of its format", path)
    with tempfile.TemporaryFile() as stdin:
        stdin.write(data)
        stdin.seek(0)
        return _told(stdin, path)


def _told(stdin: IO[bytes], path: str) -> Sheets:
    command = [sys.executable, "-P", "-m", "tmpipe.formats.pages"]  # nothing of the current folder
    with subprocess.Popen(
        command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as child:
        assert child.stdout is not None
        try:
            head = json.loads(child.stdout.readline() or "{}")
            _check_count(head.get("pages", 0), path)
            pages = tuple(_pages(child.stdout))
        except BaseException:
            child.kill()
            raise
    if child.returncode or not head:
        raise InputError(_REASONS.get(child.returncode, _BROKEN), path, len(pages) + 1 if head else None)
    return Sheets(head["title"], pages)


def _check_count(pages: int, path: str) -> None:
    if pages > PAGES:
        raise InputError(f"{pages:,} pages, more than {PAGES:,}; {_SPLIT.format(half=PAGES)}", path)


def _pages(lines: IO[str]) -> Iterator[Page]:
    for number, line in enumerate(lines, 1):
        if not line.endswith("\n"):  # the process ended in the middle of it
            return
        told: dict[str, Any] = json.loads(line)
        rows = tuple(_row(row) for row in told["rows"])
        yield Page(number, rows, told["characters"], told["strange"], told["pictures"])


def _row(told: list[Any]) -> Row:
    """Lists are tuples again."""
    return Row._make(tuple(map(tuple, value)) if isinstance(value, list) else value for value in told)
