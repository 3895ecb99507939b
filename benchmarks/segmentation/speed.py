"""Throughput of sentence splitters, in MB of CPU time on one core.

Reads sentences, one a line, from a text or .xz file (of a table with tabs: its first column); those with more
than six words that end in `.`, `!` or `?` make paragraphs of five joined by blanks. Each splitter takes
them one by one; the better of two runs counts, without the time to set up.
"""

from __future__ import annotations

import argparse
import lzma
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from peers import PEERS, Splitter


def sentences(path: Path, column: int) -> Iterator[str]:
    """The prose of a file."""
    with (
        lzma.open(path, "rt", encoding="utf-8")
        if path.suffix == ".xz"
        else path.open(encoding="utf-8") as lines
    ):
        for line in lines:
            sentence = line.rstrip("\n").split("\t")[column]
            if sentence.count(" ") > 5 and sentence[-1] in ".!?":
                yield sentence


def paragraphs(path: Path, column: int, characters: int) -> list[str]:
    """Five sentences each, as many as make so many characters."""
    found: list[str] = []
    prose = sentences(path, column)
    while characters > 0 and (five := list(islice(prose, 5))):
        found.append(" ".join(five))
        characters -= len(found[-1])
    return found


def rate(split: Splitter, texts: list[str]) -> tuple[float, int]:
    """Million characters a second of CPU time, and the sentences found."""
    best, count = float("inf"), 0
    for _ in range(2):
        start = time.process_time()
        count = sum(len(split(text)) for text in texts)
        best = min(best, time.process_time() - start)
    return sum(map(len, texts)) / best / 1e6, count


def main() -> None:
    """Prints a table, the slow splitters timed on a part of the text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--column", type=int, default=0)
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--only", nargs="+", default=list(PEERS), choices=list(PEERS))
    arguments = parser.parse_args()
    texts = paragraphs(arguments.file, arguments.column, arguments.characters)
    ours = 0.0
    for peer in arguments.only:
        try:
            split = PEERS[peer](arguments.language)
        except ImportError:
            print(f"{peer:18} not installed")
            continue
        part = (
            texts[: max(1, len(texts) // 10)] if peer in {"pysbd", "choppa", "sentence_splitter"} else texts
        )
        speed, count = rate(split, part)
        ours = ours or speed
        print(f"{peer:18} {speed:8.3f} MB/s  1/{ours / speed:.1f} of {arguments.only[0]}  {count} sentences")


if __name__ == "__main__":
    main()
