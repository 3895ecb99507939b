"""The main job, whole: what it writes, what it never touches, and that a second run changes nothing."""

from __future__ import annotations

import difflib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tmpipe.catalogs.standing import standing
from tmpipe.errors import TmpipeError, UsageError
from tmpipe.model import Entry, Finding, Locale, Severity, Standing
from tmpipe.pipeline.build import Built, build
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.pretranslate import pretranslate
from tmpipe.pipeline.rebuild import rebuild
from tmpipe.project import Project

Make = Callable[..., Project]
TRUTH = "The families have a right to know the truth."
VERITE = "Les familles ont le droit de connaître la vérité."


def tree(project: Project, folders: tuple[str, ...] = ("locales", "build", "seeds")) -> dict[str, bytes]:
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for folder in folders
        for path in (project.root / folder).rglob("*")
        if path.is_file()
    }


def entry(project: Project, slug: str, locale: Locale, msgid: str) -> Entry:
    catalog = project.catalog(slug, locale)
    assert catalog is not None
    return next(one for one in catalog.entries if one.msgid == msgid and not one.obsolete)


def edit(project: Project, slug: str, locale: Locale, msgid: str, **changes: object) -> None:
    """As a human does in an editor: the entry's fields change, the rest of the file stays."""
    catalog = project.catalog(slug, locale)
    assert catalog is not None
    entries = tuple(
        replace(one, **changes) if one.msgid == msgid else one  # type: ignore[arg-type]
        for one in catalog.entries
    )
    project.save_catalog(replace(catalog, entries=entries))


def test_the_main_job_writes_catalogs_and_documents(make: Make) -> None:
    project = make()
    done = build(project)
    assert sorted(tree(project, ("locales",))) == [
        "locales/fa/LC_MESSAGES/first.po",
        "locales/fa/LC_MESSAGES/second.po",
        "locales/fr/LC_MESSAGES/first.po",
        "locales/fr/LC_MESSAGES/second.po",
        "locales/templates/first.pot",
        "locales/templates/second.pot",
    ]
    assert sorted(tree(project, ("build",))) == [
        f"build/{locale}/{slug}.{suffix}"
        for locale in ("fa", "fr")
        for slug in ("first", "second")
        for suffix in ("html", "txt")
    ]
    assert (done.catalogs, done.documents) == (6, 8)
    assert [(row.document, row.locale, row.total) for row in done.standings] == [
        ("first", "fr", 5),
        ("first", "fa", 5),
        ("second", "fr", 3),
        ("second", "fa", 3),
    ]


def test_a_second_run_changes_no_byte(make: Make) -> None:
    project = make()
    build(project)
    before = tree(project)
    again = build(Project.open(project.root))
    assert tree(project) == before
    assert (again.catalogs, again.documents) == (0, 0)


def test_derived_folders_can_be_deleted_at_any_time(make: Make) -> None:
    project = make()
    extract(project)
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    build(project)
    before = tree(project)
    for folder in (".tmpipe", "build"):
        shutil.rmtree(project.root / folder)
    build(Project.open(project.root))
    assert tree(project) == before


def test_sentences_are_entries_in_reading_order_with_context_and_terms(make: Make) -> None:
    project = make()
    extract(project)
    catalog = project.catalog("first", "fr")
    assert catalog is not None
    assert [one.msgid for one in catalog.entries] == [
        "A Massacre in Tehran",
        "The death commissions sat in Tehran.",
        "They sent thousands of prisoners to their deaths.",
        "Their families never learned where the bodies were buried.",
        TRUTH,
    ]
    told = catalog.entries[1]
    assert told.references == ("seeds/first.txt",)
    assert told.extracted == (
        "sentence 1 of 2, under “A Massacre in Tehran”",
        "term: death commissions → commission de la mort",
        "term: Tehran → Téhéran",
    )


def test_a_finished_sentence_arrives_in_the_other_documents(make: Make) -> None:
    project = make()
    build(project)
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    build(project)
    found = entry(project, "second", "fr", TRUTH)
    assert (found.msgstr, found.fuzzy) == (VERITE, True)
    assert found.origin is not None
    assert (found.origin.kind, found.origin.get("rate"), found.origin.get("from")) == (
        "memory",
        "100",
        "first",
    )
    assert standing(found) is Standing.MEMORY


def test_a_corrected_sentence_replaces_the_suggestion_that_nobody_touched(make: Make) -> None:
    project = make()
    build(project)
    edit(project, "first", "fr", TRUTH, msgstr="Les familles ont droit.")
    build(project)
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    build(project)
    assert entry(project, "second", "fr", TRUTH).msgstr == VERITE


def test_an_accepted_exact_match_needs_no_human(make: Make) -> None:
    base = make()
    settings = (
        (base.root / "tmpipe.toml")
        .read_text(encoding="utf-8")
        .replace("[pretranslate]\n", '[pretranslate]\nexact = "accept"\n')
    )
    project = make(settings)
    build(project)
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    build(project)
    found = entry(project, "second", "fr", TRUTH)
    assert (found.msgstr, found.fuzzy) == (VERITE, False)


@pytest.mark.parametrize(("human", "taken"), [("first", "second"), ("second", "first")])
def test_an_accepted_text_that_was_corrected_elsewhere_is_told_of(make: Make, human: str, taken: str) -> None:
    settings = (make().root / "tmpipe.toml").read_text(encoding="utf-8")
    project = make(settings.replace("[pretranslate]\n", '[pretranslate]\nexact = "accept"\n'))
    build(project)
    edit(project, human, "fr", TRUTH, msgstr="Les familles ont droit.")
    assert not stale(build(project))
    edit(project, human, "fr", TRUTH, msgstr=VERITE)
    (found,) = stale(build(project))
    assert entry(project, taken, "fr", TRUTH).msgstr == "Les familles ont droit."
    assert found.severity is Severity.WARNING
    assert found.path.endswith("fr/LC_MESSAGES/second.po")
    assert "fr/LC_MESSAGES/first.po:" in found.message
    edit(project, taken, "fr", TRUTH, msgstr=VERITE)
    assert not stale(build(project))


def stale(done: Built) -> list[Finding]:
    assert not [one for one in done.report.findings if one.check == "same-source-different-target"]
    return [one for one in done.report.findings if one.check == "accepted-stale"]


def test_a_memory_out_of_reach_stops_no_build(make: Make) -> None:
    pytest.importorskip("psycopg", reason="a memory on a server: pip install 'tmpipe[postgres]'")
    project = make()
    settings = project.root / "tmpipe.toml"
    url = '\n[memory]\nurl = "postgresql://u:geheim@127.0.0.1:1/db"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + url, encoding="utf-8")
    code, told = command(project, "build")
    place = "postgresql://u@127.0.0.1:1/db: the memory's server cannot be reached: "
    assert (code, told.count(f"note: {place}"), told.count("cannot be reached")) == (0, 1, 1)
    before = tree(project)
    assert "build/fr/first.html" in before
    code, told = command(project, "build", "--fail-on", "info")
    assert (code, told.count(f"note: {place}")) == (int(bool(build(project).report.findings)), 1)
    assert tree(project) == before
    code, told = command(project, "pretranslate")
    assert (code, told.startswith(f"tmpipe: {place}")) == (2, True)


def command(project: Project, *arguments: str) -> tuple[int, str]:
    """The exit code, and what stands on standard error."""
    words = [sys.executable, "-m", "tmpipe", "-C", str(project.root), *arguments]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("changes", [{"msgstr": "Mon texte."}, {"msgstr": "Mon texte.", "fuzzy": True}])
def test_what_a_human_wrote_is_never_overwritten(make: Make, changes: dict[str, object]) -> None:
    project = make()
    build(project)
    edit(project, "second", "fr", TRUTH, **changes)
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    mine = (project.root / project.catalog_path("second", "fr")).read_bytes()
    build(project)
    assert (project.root / project.catalog_path("second", "fr")).read_bytes() == mine


def test_a_suggestion_that_a_human_began_to_change_stays(make: Make) -> None:
    project = make()
    build(project)
    edit(project, "first", "fr", TRUTH, msgstr="Les familles ont droit.")
    build(project)
    edit(project, "second", "fr", TRUTH, msgstr="Les familles ont droit, mais")
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    build(project)
    assert entry(project, "second", "fr", TRUTH).msgstr == "Les familles ont droit, mais"
    assert standing(entry(project, "second", "fr", TRUTH)) is Standing.BEGUN


def test_the_machine_fills_what_memory_and_glossary_leave(make: Make) -> None:
    project = make()
    extract(project)
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    done = pretranslate(project, locales=["fr"], engine="pseudo")
    assert {row.seed.slug: row.machine for row in done.catalogs} == {"first": 4, "second": 2}
    found = entry(project, "first", "fr", "They sent thousands of prisoners to their deaths.")
    assert found.fuzzy
    assert found.origin is not None
    assert (found.origin.kind, found.origin.get("engine")) == ("machine", "pseudo")


def test_memory_takes_the_place_of_the_machine(make: Make) -> None:
    project = make()
    extract(project)
    pretranslate(project, engine="pseudo")
    edit(project, "first", "fr", TRUTH, msgstr=VERITE, fuzzy=False, origin=None)
    build(project)
    assert entry(project, "second", "fr", TRUTH).msgstr == VERITE


def rewrapped(text: str) -> str:
    return text.replace("death commissions sat", "death commissions\nsat").replace("where the", "where\nthe")


def test_a_rewrapped_source_changes_no_byte(make: Make) -> None:
    project = make()
    build(project)
    before = tree(project, ("locales",))
    place = project.root / "seeds/first.txt"
    place.write_text(rewrapped(place.read_text(encoding="utf-8")), encoding="utf-8")
    build(project)
    assert tree(project, ("locales",)) == before


@pytest.mark.parametrize("name", ["fr", "templates"])
def test_an_inserted_sentence_changes_no_byte_of_another_entry(name: str, make: Make) -> None:
    project = make()
    build(project)
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    path = project.template_path("first") if name == "templates" else project.catalog_path("first", name)
    before = (project.root / path).read_text(encoding="utf-8").splitlines()
    place = project.root / "seeds/first.txt"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("They sent", "They met at night. They sent"), encoding="utf-8")
    extract(project)
    after = (project.root / path).read_text(encoding="utf-8").splitlines()
    changes = [line for line in difflib.ndiff(before, after) if line[:1] in "+-"]
    assert sorted(changes) == [
        "+ ",
        "+ #. sentence 2 of 3, under “A Massacre in Tehran”",
        "+ #: seeds/first.txt",
        '+ msgid "They met at night."',
        '+ msgstr ""',
    ]


def test_a_template_that_cannot_be_read_is_made_anew(make: Make) -> None:
    project = make()
    build(project)
    path = project.root / project.template_path("first")
    before = path.read_bytes()
    path.write_bytes(b"<<<<<<< ours\n" + before)
    extract(project)
    assert path.read_bytes() == before


def test_the_catalogs_are_clean_for_msgfmt(make: Make) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed: apt-get install gettext")
    project = make()
    build(project)
    for path in (project.root / "locales").rglob("*.po"):
        done = subprocess.run(
            ["msgfmt", "-c", "--check-header", "--check-format", "-o", "-", str(path)],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), path


def test_what_somebody_saves_meanwhile_comes_first(make: Make) -> None:
    project = make()
    build(project)
    catalog = project.catalog("first", "fr")
    assert catalog is not None
    place = project.root / catalog.path
    theirs = place.read_text(encoding="utf-8").replace('msgstr ""\n', 'msgstr "Ma phrase."\n').encode()
    place.write_bytes(theirs)
    with pytest.raises(TmpipeError, match="somebody saved this file in the meantime"):
        project.save_catalog(replace(catalog, entries=()))
    assert place.read_bytes() == theirs


def test_what_a_killed_run_left_is_swept(make: Make) -> None:
    project = make()
    extract(project)
    place = project.root / project.catalog_path("first", "fr")
    left = place.with_name(f".{place.name}.abc.tmpipe")
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    edit(project, "first", "fr", TRUTH, msgstr=VERITE)
    assert not left.exists()


def test_a_link_out_of_the_project_is_not_followed(
    make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = make()
    victim = tmp_path_factory.mktemp("elsewhere") / "victim.txt"
    victim.write_text("precious", encoding="utf-8")
    place = project.root / "build/fr/first.txt"
    place.parent.mkdir(parents=True)
    place.symlink_to(victim)
    with pytest.raises(TmpipeError, match="a link leads out of the project"):
        build(project)
    assert victim.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("path", ["seeds/first.txt", "glossary/terms.csv", "../outside.txt"])
def test_only_a_memory_is_ever_replaced(make: Make, path: str) -> None:
    base = make()
    settings = (base.root / "tmpipe.toml").read_text(encoding="utf-8")
    project = make(f'{settings}[memory]\nurl = "sqlite:{path}"\n')
    (project.root / path).write_text("precious", encoding="utf-8")
    with pytest.raises(UsageError, match="is no memory of this project"):
        rebuild(project)
    assert (project.root / path).read_text(encoding="utf-8") == "precious"


def test_another_programs_database_is_not_replaced(make: Make) -> None:
    base = make()
    settings = (base.root / "tmpipe.toml").read_text(encoding="utf-8")
    project = make(f'{settings}[memory]\nurl = "sqlite:members.sqlite"\n')
    with closing(sqlite3.connect(project.root / "members.sqlite")) as members:
        members.execute("CREATE TABLE members (name)")
    before = (project.root / "members.sqlite").read_bytes()
    with pytest.raises(UsageError, match="is no memory of this project"):
        rebuild(project)
    assert (project.root / "members.sqlite").read_bytes() == before


def test_a_repeated_sentence_is_one_entry(make: Make) -> None:
    project = make(files={"seeds/first.txt": "He went home again today. " * 20_000})
    extract(project)
    catalog = project.catalog("first", "fr")
    assert catalog is not None
    assert [one.msgid for one in catalog.entries] == ["He went home again today."]


def test_a_full_disk_changes_nothing(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make()
    build(project)
    before = tree(project)
    place = project.root / "seeds/first.txt"
    place.write_text(place.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TmpipeError, match="No space left on device; nothing was changed"):
        extract(project)
    monkeypatch.undo()
    now = tree(project)
    del now["seeds/first.txt"], before["seeds/first.txt"]
    assert now == before


def test_the_source_is_never_touched(make: Make) -> None:
    project = make()
    before = tree(project, ("seeds",))
    build(project)
    assert tree(project, ("seeds",)) == before
    assert not [path for path in Path(project.root).rglob("*.tmpipe") if path.is_file()]


@pytest.mark.parametrize("mark", ["#,", "#="])
def test_suggestions_are_flagged_behind_the_mark_of_the_configuration(make: Make, mark: str) -> None:
    project = make()
    settings = project.root / "tmpipe.toml"
    text = settings.read_text(encoding="utf-8").replace('"none"', '"pseudo"')
    settings.write_text(f'{text}\n[catalogs]\nworkflow_flags = "{mark}"\n', encoding="utf-8")
    project = Project.open(project.root)
    build(project)
    written = "".join(path.read_text(encoding="utf-8") for path in (project.root / "locales").rglob("*.po"))
    assert {line for line in written.splitlines() if line.endswith(" fuzzy")} == {f"{mark} fuzzy"}
