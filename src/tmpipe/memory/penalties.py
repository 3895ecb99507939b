"""What matches lose that come from where we trust less: by origin, by file, by document."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache

from tmpipe.model import TranslationUnit
from tmpipe.parts import Penalty


def penalty_by(points: Mapping[str, float]) -> Penalty | None:
    """The sum of the points of all that fits a unit, at most 100: its origin, globs for its file or document.

    A file is known by its path with and without the project's name before it. None where nothing loses any.
    """
    if not any(points.values()):
        return None

    @lru_cache(4096)
    def lost(origin: str, document: str, file: str) -> float:
        names = (document, file, file.partition("/")[2])
        fits = (
            lose
            for key, lose in points.items()
            if key == origin or any(name and fnmatchcase(name, key) for name in names)
        )
        return min(100.0, sum(fits))

    def penalty(unit: TranslationUnit) -> float:
        return lost(unit.origin, unit.document, unit.file)

    return penalty
