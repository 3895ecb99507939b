"""A memory that is made anew holds what it held, whoever put it there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

import pytest

from tmpipe.errors import TmpipeError, UsageError
from tmpipe.model import TranslationUnit
from tmpipe.pipeline.build import build
from tmpipe.pipeline.rebuild import Rebuilt, rebuild
from tmpipe.project import Project

Make = Callable[..., Project]
JUSTICE = "Nobody has been brought to justice."
IMPORTED = TranslationUnit("Imported.", "Importé.", "fr", file="trial/old.tmx")
NAMELESS = TranslationUnit("From a pipe.", "D’un tube.", "fr")
OTHERS = TranslationUnit("Theirs.", "Le leur.", "fr", file="other/x.po")


@pytest.fixture
def project(make: Make) -> Project:
    """A project whose memory has learned, from its catalogs and another's, and got what was imported."""
    project = make()
    build(project)
    place = project.root / project.catalog_path("second", "fr")
    text = place.read_text("utf-8").replace(f'"{JUSTICE}"\nmsgstr ""', f'"{JUSTICE}"\nmsgstr "Nul."')
    place.write_text(text, "utf-8")
    build(project)
    with closing(project.memory()) as memory:
        memory.add([IMPORTED, NAMELESS])
        memory.replace_file(OTHERS.file, [OTHERS], stamp="1")
    return project


def held(project: Project) -> set[str]:
    with closing(project.memory()) as memory:
        return {unit.source for unit in memory.units()}


ALL = {JUSTICE, "Imported.", "From a pipe.", "Theirs."}


def spoil(project: Project) -> None:
    """What was learned is wrong, and a stamp says that it is right."""
    file = f"{project.namespace}/{project.catalog_path('second', 'fr')}"
    with closing(project.memory()) as memory:
        stamp = memory.files()[file]
        memory.replace_file(file, [TranslationUnit("Stale.", "Vieux.", "fr")], stamp=stamp)


def test_what_was_learned_comes_anew_and_the_rest_stays(project: Project) -> None:
    spoil(project)
    build(project)
    assert held(project) == ALL - {JUSTICE} | {"Stale."}
    wanted = Rebuilt(learned=1, catalogs=4, tables=0, imported=2, others=1)
    assert rebuild(project) == wanted
    assert held(project) == ALL
    assert rebuild(project) == wanted


def test_what_is_gone_is_forgotten(project: Project) -> None:
    (project.root / project.catalog_path("second", "fr")).unlink()
    assert rebuild(project).learned == 0
    assert held(project) == ALL - {JUSTICE}


def test_what_is_under_our_name_and_is_not_ours_is_forgotten(
    make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = f"sqlite:{tmp_path_factory.mktemp('shared') / 'tm.sqlite'}"
    settings = f'[project]\nname = "trial"\nlocales = ["fr"]\n[memory]\nurl = "{url}"\nfiles = ["a.tsv"]\n'
    project = make(settings, {"a.tsv": "One.\tUn.\n"})
    former = TranslationUnit("Former.", "Ancien.", "fr", file="trial/b.tsv")
    with closing(project.memory()) as memory:
        memory.replace_file(former.file, [former], stamp="1")
    assert rebuild(project).learned == 1
    assert held(project) == {"One."}


def test_imports_can_be_forgotten(project: Project) -> None:
    with pytest.raises(UsageError, match="others use this memory"):
        rebuild(project, forget_imports=True)
    assert held(project) == ALL
    with closing(project.memory()) as memory:
        memory.replace_file(OTHERS.file, ())
    assert rebuild(project, forget_imports=True).imported == 0
    assert held(project) == {JUSTICE}


def test_a_damaged_memory_keeps_its_imports_and_those_of_others(project: Project) -> None:
    place = project.memory_file()
    assert place
    with closing(sqlite3.connect(place)) as connection:
        asked = "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'by_file'"
        page, size = connection.execute(asked).fetchone()
    data = place.read_bytes()
    place.write_bytes(data[: (page - 1) * size] + bytes(size) + data[page * size :])
    assert "all its units could be read" in rebuild(project).damage
    assert held(project) == ALL
    assert rebuild(project).damage == ""
    assert held(project) == ALL


def test_a_damaged_memory_without_its_imports(project: Project) -> None:
    place = project.memory_file()
    assert place
    place.write_bytes(b"nothing" * 999)
    done = rebuild(project, forget_imports=True)
    assert "nothing of it was looked for" in done.damage
    assert held(project) == {JUSTICE}


def test_what_may_only_be_read_is_not_made_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tmpipe.memory.sqlite.is_read_only", lambda _: True)
    with pytest.raises(TmpipeError, match="can only be read"):
        rebuild(project)


KILLED = """
import os, signal, sys
from tmpipe.pipeline import learn
from tmpipe.pipeline.rebuild import rebuild
from tmpipe.project import Project
units = learn.units
def killed(*about):
    yield from units(*about)
    if about[1] == "second": os.kill(os.getpid(), signal.SIGKILL)
learn.units = killed
rebuild(Project.open(sys.argv[1]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("damaged", [False, True])
def test_a_kill_loses_nothing(project: Project, damaged: bool) -> None:
    place = project.memory_file()
    assert place
    if damaged:
        place.write_bytes(place.read_bytes()[:-4096])
    before = place.read_bytes()
    done = subprocess.run([sys.executable, "-c", KILLED, str(project.root)], check=False, cwd=os.curdir)
    assert done.returncode == -signal.SIGKILL
    if damaged:
        assert place.read_bytes() == before
    else:
        assert held(project) == ALL
    rebuild(project)
    assert JUSTICE in held(project)
