"""A document and its translation to translation units: what `tmpipe align` does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tmpipe.model import Bead, Locale, TranslationUnit
from tmpipe.pipeline.segments import segments
from tmpipe.project import read_document
from tmpipe.text.encoding import decoded


def segments_of(data: bytes, shown: str, locale: Locale, *, segmented: bool = False) -> list[str]:
    """The segments of a document, as everywhere; of a segmented file its lines, the empty ones, too, so that
    a segment's number and that of its line are one apart.
    """
    if not segmented:
        return segments(read_document(data, shown, locale))
    lines = decoded(data, shown).removeprefix("\ufeff").split("\n")
    return [line.removesuffix("\r") for line in lines[: -1 if not lines[-1] else None]]


def penalty(score: float) -> float:
    """The points that an aligned unit's matches lose: one for each percent of doubt, 4 at a score of 0.96."""
    return round(100 * (1 - score))


def units(
    source: Sequence[str],
    target: Sequence[str],
    beads: Iterable[Bead],
    *,
    source_locale: Locale,
    locale: Locale,
    document: str = "",
    file: str = "",
) -> Iterator[TranslationUnit]:
    """A unit for each bead that has text on both sides, with the source segments before and after it."""
    for bead in beads:
        ours, theirs = _joined(source, bead.source), _joined(target, bead.target)
        if ours and theirs:
            first, last = bead.source[0], bead.source[-1]
            yield TranslationUnit(
                ours,
                theirs,
                locale,
                source_locale,
                origin="aligned",
                document=document,
                previous=_joined(source, range(max(first - 1, 0), first)),
                following=_joined(source, range(last + 1, min(last + 2, len(source)))),
                file=file,
                penalty=penalty(bead.score),
            )


def _joined(segments: Sequence[str], numbers: Iterable[int]) -> str:
    return " ".join(text for number in numbers if (text := segments[number].strip()))


def as_json(beads: Iterable[Bead]) -> str:
    """`[{"source": [0], "target": [0, 1], "score": 0.93}]`, a bead a line."""
    told = ({"source": bead.source, "target": bead.target, "score": round(bead.score, 4)} for bead in beads)
    return "[" + ",\n ".join(map(json.dumps, told)) + "]\n"


def summary(beads: Iterable[Bead]) -> str:
    """`202 matches (190 1-1, 12 1-2); nothing stands for 7 source and 3 target segments`."""
    kinds = Counter((len(bead.source), len(bead.target)) for bead in beads)
    matches = sorted((kind, count) for kind, count in kinds.items() if all(kind))
    told = ", ".join(f"{count} {up}-{left}" for (up, left), count in matches)
    said = f"{sum(count for _, count in matches)} matches ({told or 'none'})"
    if kinds[1, 0] or kinds[0, 1]:
        said += f"; nothing stands for {kinds[1, 0]} source and {kinds[0, 1]} target segments"
    return said
