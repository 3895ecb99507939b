"""How fast HTML is read, beside other parsers of Python; `python benchmarks/html/reading.py FOLDER [FILES]`.

CPU time of one process, best of three; each reads the same bytes of the same pages, in turn.
"""

from __future__ import annotations

import io
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from tmpipe.errors import InputError
from tmpipe.formats import html
from tmpipe.model import Block

Reader = Callable[[bytes], object]


def tmpipe_reads(data: bytes) -> object:
    """Blocks with inline codes, offsets and all."""
    return html.read(data, "x.html", "en")


def tmpipe_writes(data: bytes) -> object:
    """Reads, changes every text, and writes the page."""

    def shouted(block: Block) -> Block:
        from dataclasses import replace

        return replace(block, text=f"{block.text}!")

    return html.write(html.read(data, "x.html", "en").localized("fa", shouted))


def standard_library(data: bytes) -> object:
    """Events alone, which nobody takes."""
    HTMLParser().feed(data.decode())
    return None


def peers() -> Iterator[tuple[str, Reader]]:
    """Those that are installed."""
    yield "tmpipe, read", tmpipe_reads
    yield "tmpipe, read, change, write", tmpipe_writes
    yield "html.parser, events alone", standard_library
    try:
        import html5lib
    except ImportError:
        pass
    else:
        yield "html5lib, tree", lambda data: html5lib.parse(data.decode())
    try:
        from translate.storage.html import htmlfile
    except ImportError:
        return
    yield "translate-toolkit, units", lambda data: htmlfile(inputfile=io.BytesIO(data))


def pages(folder: Path, limit: int) -> list[bytes]:
    """A sample of the folder's pages, the same in each run; those in UTF-8 that can be read."""
    paths = sorted(path for path in folder.rglob("*.html") if path.is_file())
    random.Random(1).shuffle(paths)
    found: list[bytes] = []
    for path in paths:
        data = path.read_bytes()
        try:
            tmpipe_reads(data)
            data.decode()
        except (InputError, UnicodeDecodeError):
            continue
        found.append(data)
        if len(found) == limit:
            break
    return found


def seconds(read: Reader, data: Sequence[bytes]) -> float:
    """CPU time for all pages, the best of three rounds."""
    rounds: list[float] = []
    for _ in range(3):
        begin = time.process_time()
        for one in data:
            read(one)
        rounds.append(time.process_time() - begin)
    return min(rounds)


def main() -> None:
    warnings.simplefilter("ignore")
    data = pages(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
    size = sum(map(len, data)) / 1e6
    print(f"{len(data)} pages, {size:.1f} MB")
    first = 0.0
    for name, read in peers():
        took = seconds(read, data)
        first = first or took
        print(f"{name:28} {size / took:6.2f} MB/s  {took / first:5.2f} times our reading")


if __name__ == "__main__":
    main()
