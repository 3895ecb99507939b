"""Boundary F1 of sentence splitters on gold sets.

A gold set is LANGUAGE=FILE or LANGUAGE=FILE:N; one sentence a line, lines that begin with `# ` left out.
An empty line ends a paragraph, whose sentences are joined by one blank; with N, every N sentences make a
paragraph. Boundaries are counted in characters that are no white space; a paragraph's end is none.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from peers import PEERS, Splitter


def paragraphs(path: Path, size: int) -> Iterator[list[str]]:
    """The sentences of each paragraph."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("# ")]
    if size:
        full = [line for line in lines if line.strip()]
        yield from (full[at : at + size] for at in range(0, len(full), size))
        return
    held: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            held.append(line)
        elif held:
            yield held
            held = []


def boundaries(sentences: Sequence[str]) -> set[int]:
    """The ends of all sentences but the last, in characters that are no white space."""
    ends: list[int] = []
    for sentence in sentences:
        ends.append((ends[-1] if ends else 0) + len("".join(sentence.split())))
    return set(ends[:-1]) - {0, ends[-1]} if ends else set()


def f1(split: Splitter, gold: list[list[str]]) -> tuple[float, float, float]:
    """F1, precision and recall of the boundaries."""
    right = found = wanted = 0
    for sentences in gold:
        expected = boundaries(sentences)
        got = boundaries(split(" ".join(sentences)))
        right += len(expected & got)
        found += len(got)
        wanted += len(expected)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def main() -> None:
    """Prints a table, a row for each splitter and set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="LANGUAGE=FILE[:N]")
    parser.add_argument("--only", nargs="+", default=list(PEERS), choices=list(PEERS))
    arguments = parser.parse_args()
    for given in arguments.sets:
        language, _, place = given.partition("=")
        name, _, size = place.partition(":")
        gold = list(paragraphs(Path(name), int(size or 0)))
        print(f"\n{Path(name).name} ({language}, {sum(map(len, gold))} sentences)")
        for peer in arguments.only:
            try:
                split = PEERS[peer](language)
            except ImportError:
                print(f"{peer:18} not installed")
                continue
            print("{:18} F1 {:.4f}  precision {:.3f}  recall {:.3f}".format(peer, *f1(split, gold)))


if __name__ == "__main__":
    main()
