"""Sentence aligners, each a function of a gold set that gives beads; what is not installed is left out."""

from __future__ import annotations

import math
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from sets import Gold, Links

from tmpipe.memory.align import align
from tmpipe.text.words import normalized

Aligner = Callable[[Gold], list[Links]]


def tmpipe(gold: Gold) -> list[Links]:
    """Ours."""
    beads = align(gold.source, gold.target, "en", gold.locale)
    return [(bead.source, bead.target) for bead in beads]


# --- Gale and Church 1993, written from their paper

_PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
_VARIANCE = 6.8


def gale_church(gold: Gold) -> list[Links]:
    """Lengths in letters, and the priors of the paper."""
    ours = [len(text) for text in gold.source]
    theirs = [len(text) for text in gold.target]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(len(ours) + 1):
        for column in range(len(theirs) + 1):
            for (up, left), prior in _PRIORS.items():
                if before := best.get((row - up, column - left)):
                    long = sum(ours[row - up : row]), sum(theirs[column - left : column])
                    cost = before[0] + _length_cost(*long) - math.log(prior)
                    if (row, column) not in best or cost < best[row, column][0]:
                        best[row, column] = cost, (up, left)
    return _traced(len(ours), len(theirs), lambda at: best[at][1])


def _length_cost(ours: int, theirs: int) -> float:
    if not ours and not theirs:
        return 0.0
    delta = abs(ours - theirs) / math.sqrt((ours + theirs) / 2 * _VARIANCE)
    return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-300))


def _traced(row: int, column: int, step: Callable[[tuple[int, int]], tuple[int, int]]) -> list[Links]:
    beads: list[Links] = []
    while row or column:
        up, left = step((row, column))
        beads.append((tuple(range(row - up, row)), tuple(range(column - left, column))))
        row, column = row - up, column - left
    return beads[::-1]


# --- other people's


def nltk(gold: Gold) -> list[Links]:
    """nltk.translate.gale_church; its pairs of numbers to beads."""
    from nltk.translate.gale_church import align_blocks

    pairs = align_blocks(*([len(text) for text in side] for side in (gold.source, gold.target)))
    return _grouped(pairs, len(gold.source), len(gold.target))


def galechurch(gold: Gold) -> list[Links]:
    """The package galechurch."""
    import galechurch

    found = galechurch.align(gold.source, gold.target).to_pharaoh_lines()
    sides = (line.split(":") for line in found)
    return _alone_apart((_numbers(left), _numbers(right)) for left, right in sides)


def _numbers(listed: str) -> tuple[int, ...]:
    return tuple(int(number) for number in listed.strip("[]").split(",") if number.strip())


def _alone_apart(beads: Iterable[Links]) -> list[Links]:
    """Segments without a counterpart, each a bead of its own, as in the gold."""
    found: list[Links] = []
    for source, target in beads:
        if source and target:
            found.append((source, target))
        else:
            found += [((n,), ()) for n in source] + [((), (n,)) for n in target]
    return found


def _grouped(pairs: Sequence[tuple[int, int]], source: int, target: int) -> list[Links]:
    """Pairs that share a segment are a bead; who is in no pair is one alone."""
    beads: list[tuple[set[int], set[int]]] = []
    for ours, theirs in sorted(pairs):
        if beads and (ours in beads[-1][0] or theirs in beads[-1][1]):
            beads[-1][0].add(ours)
            beads[-1][1].add(theirs)
        else:
            beads.append(({ours}, {theirs}))
    mine = set(range(source)) - {n for bead in beads for n in bead[0]}
    others = set(range(target)) - {n for bead in beads for n in bead[1]}
    alone: list[Links] = [*(((n,), ()) for n in mine), *(((), (n,)) for n in others)]
    return [(tuple(sorted(one)), tuple(sorted(other))) for one, other in beads] + alone


def hunalign(gold: Gold) -> list[Links]:
    """The program hunalign (LGPL), without a dictionary, in its two passes (`-realign`)."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "empty").write_text("")
        for name, side in (("source", gold.source), ("target", gold.target)):
            (place / name).write_text("".join(f"{_spaced(text)}\n" for text in side), "utf-8")
        names = [str(place / name) for name in ("empty", "source", "target")]
        done = subprocess.run(
            ["hunalign", "-utf", "-realign", *names], capture_output=True, text=True, check=True, cwd=folder
        )
    ladder = [
        (int(row), int(column)) for row, column, _ in (line.split("\t") for line in done.stdout.splitlines())
    ]
    steps = pairwise(ladder)
    return _alone_apart((tuple(range(a, b)), tuple(range(c, d))) for (a, c), (b, d) in steps)


def _spaced(text: str) -> str:
    """Words with blanks between them and the marks, as hunalign wants it."""
    marked = "".join(sign if sign.isalnum() or sign.isspace() else f" {sign} " for sign in normalized(text))
    return " ".join(marked.split())


def installed(only: str | None = None) -> dict[str, Aligner]:
    """The aligners that can run here; ours is the first."""
    found: dict[str, Aligner] = {"tmpipe": tmpipe, "Gale-Church": gale_church}
    for name, peer in (("nltk", nltk), ("galechurch", galechurch)):
        try:
            __import__(name)
        except ImportError:
            continue
        found[name] = peer
    if shutil.which("hunalign"):
        found["hunalign"] = hunalign
    return {only: found[only]} if only else found
