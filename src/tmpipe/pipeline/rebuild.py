"""The memory as its sources have it now: learned anew, with what was imported; mended where it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tmpipe import parts
from tmpipe.errors import TmpipeError, UsageError
from tmpipe.memory.bilingual.reading import Told, silent
from tmpipe.memory.local.salvage import Salvage, is_damaged, kept_as
from tmpipe.model import TranslationUnit
from tmpipe.pipeline.exchange import imported
from tmpipe.pipeline.learn import learn, learned_files
from tmpipe.project import Project


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a memory holds now, and where it is from."""

    learned: int
    """Units of this project's catalogs and listed files."""
    catalogs: int
    tables: int
    """How many of these files there are."""
    imported: int
    others: int
    """Units that other projects have taught it."""
    damage: str = ""
    """A sentence: what was damaged, and what is known of its loss. Empty: nothing was."""


def rebuild(project: Project, *, forget_imports: bool = False, told: Told = silent) -> Rebuilt:
    """Reads every catalog and listed file again. Units that were imported stay, unless they are to go, and
    those of other projects always; a damaged memory is replaced by a new one, with what can be read of it.

    File by file: who is stopped in the middle, or adds units meanwhile, loses nothing. What cannot be read of
    a listed file is told.
    """
    place = project.memory_file()
    if place is not None and is_damaged(place):
        return _mended(project, place, told, forget_imports=forget_imports)
    with closing(project.memory()) as memory:
        if memory.read_only:
            raise TmpipeError("this memory can only be read here; nothing was made anew; see [memory] url")
        if forget_imports:
            _forget(project, memory)
        learn(project, memory, anew=True, told=told)
        project.forget_indexes()
        return _counted(project, memory)


def _forget(project: Project, memory: parts.Memory) -> None:
    """UsageError where others use the memory: whose the imported units are nobody can tell."""
    if project.memory_file() is None or _others(project, memory):
        raise UsageError("others use this memory, and may need what was imported into it; ask who runs it")
    for file in imported(memory):
        memory.replace_file(file, ())


def _others(project: Project, memory: parts.Memory) -> set[str]:
    return {file for file in memory.files() if not project.owns(file)}


def _counted(project: Project, memory: parts.Memory, damage: str = "") -> Rebuilt:
    held, others = memory.stats().files, _others(project, memory)
    mine = [file for file in memory.files() if file not in others]
    tables = sum(file in mine for file in learned_files(project, catalogs=False))
    return Rebuilt(
        learned=sum(held.get(file, 0) for file in mine),
        catalogs=len(mine) - tables,
        tables=tables,
        imported=sum(imported(memory).values()),
        others=sum(held.get(file, 0) for file in others),
        damage=damage,
    )


# --- damage


def _mended(project: Project, place: Path, told: Told, *, forget_imports: bool) -> Rebuilt:
    with project.memory_anew() as memory:
        damage = "nothing of it was looked for"
        if not forget_imports:
            damage = _carried(project, place, memory)
        learn(project, memory, told=told)
        kept = project.shown(kept_as(place).relative_to(project.root.resolve()).as_posix())
        return _counted(project, memory, f"the memory was damaged: {damage}; the old file is kept as {kept}")


def _carried(project: Project, place: Path, memory: parts.Memory) -> str:
    """Brings over what is not learned from the project; what is known of the rest."""
    with closing(Salvage(place)) as salvage:
        memory.add(_not_learned(project, salvage))
        if salvage.whole:
            return "all its units could be read"
    return "what can be read of the imported units is kept, and whether there were more cannot be known"


def _not_learned(project: Project, salvage: Salvage) -> Iterator[TranslationUnit]:
    known = {*learned_files(project), *(file for file in salvage.files if project.owns(file))}
    return (unit for unit in salvage.units() if unit.file not in known)
