"""Reads a PDF from standard input and writes what stands on its pages, a line of JSON each.

A program of its own, so that a file which breaks pdfium, or was made to exhaust it, ends this process alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from tmpipe.formats.pages.pdfium import Pdf, PdfError
from tmpipe.formats.pages.rows import rows
from tmpipe.formats.pages.sheets import CROWDED, DAMAGED, MEMORY, PATIENCE, PROTECTED, SLOW, WORDS

_REASONS = {"password": PROTECTED, "damaged": DAMAGED}


def main() -> int:
    """0: all is told."""
    _bound()
    try:
        with _patience():
            pdf = Pdf(sys.stdin.buffer.read())
            _tell({"pages": len(pdf), "title": pdf.title()})
        for number in range(len(pdf)):
            with _patience():
                sheet = pdf.sheet(number)
                if len(sheet.words) > WORDS:
                    return CROWDED
                _tell({**sheet._asdict(), "words": None, "rows": list(rows(sheet.words))})
    except PdfError as error:
        return _REASONS[str(error)]
    except MemoryError:
        return CROWDED
    return 0


@contextmanager
def _patience() -> Iterator[None]:
    """What takes too long ends the process, even within pdfium."""
    watch = Timer(PATIENCE, os._exit, (SLOW,))
    watch.daemon = True
    watch.start()
    yield
    watch.cancel()


def _tell(what: object) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.buffer.flush()


def _bound() -> None:
    """Bounds the memory where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    os._exit(main())
