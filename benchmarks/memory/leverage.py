"""`tmpipe measure memory`: how long it takes for documents of several lengths beside a large memory.

usage: python benchmarks/memory/leverage.py [CORPUS] [--units 1000000] [--segments 1000 3000 10000]

CORPUS has one segment a line; without it segments are made up from a fixed seed. Of the documents' paragraphs
30 % stand in the memory, 40 % are edited, 30 % are others. Times are CPU times, without building the memory.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import process_time

from texts import case, segments

from tmpipe.memory import open_memory
from tmpipe.model import Block, Document, TranslationUnit
from tmpipe.pipeline.measure import measure_documents


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--segments", nargs="+", type=int, default=[1000, 3000, 10_000])
    options = parser.parse_args()
    texts = segments(options.corpus, options.units + 20_000)
    held, others = texts[:-20_000], texts[-20_000:]
    with tempfile.TemporaryDirectory() as folder, closing(open_memory(f"sqlite:{folder}/m.sqlite")) as memory:
        memory.add(TranslationUnit(text, f"[{text}]", "fr") for text in held)
        memory.look_up(["no such text is there"], "fr")
        print(f"{len(held):,} units")
        for number in options.segments:
            asked = case(held, others, number).queries
            document = Document(f"{number}.txt", "en", tuple(Block(text, 1) for text in asked))
            began = process_time()
            found = measure_documents([document], memory, ("fr",), "en")
            spent = process_time() - began
            count = sum(found.rows[0].segments.values())
            print(
                f"{count:,} segments in {spent:.2f} s, {1000 * spent / count:.3f} ms each; {found.signature}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
