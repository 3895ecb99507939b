"""Documents that are renamed, moved or taken out: what becomes of their catalogs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tmpipe.cli import run
from tmpipe.pipeline.extract import extract, strays
from tmpipe.project import Project

Make = Callable[..., Project]

HEAD = '[project]\nname = "trial"\nlocales = ["fr", "fa"]\n'
FIRST = '[[documents]]\npath = "seeds/first.txt"\n'
RENAMED = '[[documents]]\npath = "seeds/renamed.txt"\n'


def finish(project: Project, slug: str) -> None:
    """As a translator who finishes the French catalog."""
    catalog = project.catalog(slug, "fr")
    assert catalog
    entries = (replace(entry, msgstr=entry.msgid.upper()) for entry in catalog.entries)
    assert project.save_catalog(replace(catalog, entries=tuple(entries)))


def rename(project: Project, settings: str) -> Project:
    (project.root / "seeds/first.txt").rename(project.root / "seeds/renamed.txt")
    (project.root / "tmpipe.toml").write_text(settings, encoding="utf-8")
    return Project.open(project.root)


@pytest.fixture
def begun(make: Make) -> Project:
    """A project of one document, finished in French."""
    project = make(HEAD + FIRST)
    extract(project)
    finish(project, "seeds/first")
    return project


def test_another_path_with_the_same_slug_changes_references_alone(begun: Project) -> None:
    place = begun.root / begun.catalog_path("seeds/first", "fr")
    before = place.read_text(encoding="utf-8")
    project = rename(begun, f'{HEAD}{RENAMED}slug = "seeds/first"\n')
    extract(project)
    after = place.read_text(encoding="utf-8")
    assert after == before.replace("#: seeds/first.txt", "#: seeds/renamed.txt") != before
    assert strays(project) == ()


def test_the_catalogs_of_another_slug_stay_and_can_be_taken_along(begun: Project) -> None:
    project = rename(begun, HEAD + RENAMED)
    old = begun.root / begun.catalog_path("seeds/first", "fr")
    before = old.read_bytes()
    extract(project)
    assert old.read_bytes() == before
    (stray,) = strays(project)
    assert (stray.slug, stray.heir) == ("seeds/first", project.seeds[0])
    assert len(stray.moves) == 3
    for source, target in stray.moves:
        (project.root / source).replace(project.root / target)
    extract(project)
    catalog = project.catalog("seeds/renamed", "fr")
    assert catalog
    assert all(entry.finished and entry.references == ("seeds/renamed.txt",) for entry in catalog.entries)
    assert strays(project) == ()


def test_no_work_is_moved_over_other_work(begun: Project) -> None:
    project = rename(begun, HEAD + RENAMED)
    extract(project)
    finish(project, "seeds/renamed")
    (stray,) = strays(project)
    assert (stray.heir, stray.moves) == (None, ())


def test_a_document_that_is_taken_out_has_no_heir(make: Make) -> None:
    project = make()
    extract(project)
    (project.root / "tmpipe.toml").write_text(HEAD + FIRST.replace("first", "second"), encoding="utf-8")
    without = Project.open(project.root)
    found = [(stray.slug, stray.heir) for stray in strays(without)]
    assert found == [("first", None), ("second", without.seeds[0])]


def test_extract_names_the_way_back(
    begun: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = rename(begun, HEAD + RENAMED)
    monkeypatch.chdir(project.root)
    assert run(["extract"]) == 0
    told = capsys.readouterr().err
    assert "no document has the slug 'seeds/first'; if it is seeds/renamed.txt now:" in told
    old, new = (project.catalog_path(slug, "fr") for slug in ("seeds/first", "seeds/renamed"))
    assert f"git mv -f {old} {new}\n" in told
    assert run(["extract", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
