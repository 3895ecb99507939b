"""What the memory learns of a project, when, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tmpipe.catalogs import po
from tmpipe.errors import ConfigurationError
from tmpipe.model import Catalog, Finding, TranslationUnit
from tmpipe.pipeline.build import build
from tmpipe.pipeline.learn import learn
from tmpipe.pipeline.lessons import units
from tmpipe.project import Project

Make = Callable[..., Project]

HEADER = r"""
msgid ""
msgstr ""
"PO-Revision-Date: {date}\n"
"Last-Translator: {name}\n"
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

"""


def taught(
    entries: str, *, date: str = "2026-11-21 10:30+0100", name: str = "Léa <l@x.fr>"
) -> list[TranslationUnit]:
    data = HEADER.format(date=date, name=name).lstrip() + entries
    return list(units(po.read(data.encode(), "x.po", "fr"), "x", "en"))


def unit(source: str, target: str, *, previous: str = "", following: str = "") -> TranslationUnit:
    """What Léa finished, as the header says."""
    unit = TranslationUnit(source, target, "fr", "en", "human", "x", previous, following)
    return replace(unit, author="Léa", date="2026-11-21T09:30:00Z")


HUMAN = 'msgid "One."\nmsgstr "Un."\n\n'
CASES = {
    "human": (HUMAN, [unit("One.", "Un.")]),
    "neighbours": (
        HUMAN + 'msgid "Two."\nmsgstr ""\n\nmsgid "Three."\nmsgstr "Trois."\n',
        [unit("One.", "Un.", following="Two."), unit("Three.", "Trois.", previous="Two.")],
    ),
    "a suggestion": ('#, fuzzy\nmsgid "One."\nmsgstr "Un."\n', []),
    "a machine's": ('# tmpipe: origin=machine text=2e2467\n#, fuzzy\nmsgid "One."\nmsgstr "Un."\n', []),
    "obsolete": ('#~ msgid "One."\n#~ msgstr "Un."\n', [unit("One.", "Un.")]),
    "obsolete and current": ('msgid "One."\nmsgstr ""\n\n#~ msgid "One."\n#~ msgstr "Un."\n', []),
    "obsolete and fuzzy": ('#~ # c\n#, fuzzy\n#~ msgid "One."\n#~ msgstr "Un."\n', []),
    "a plural": (
        'msgid "a man"\nmsgid_plural "men"\nmsgstr[0] "un homme"\nmsgstr[1] "des hommes"\n',
        [unit("a man", "un homme"), unit("men", "des hommes")],
    ),
    "a plural without its forms": (
        'msgid "a man"\nmsgid_plural "men"\nmsgstr[0] ""\nmsgstr[1] "des hommes"\n',
        [unit("men", "des hommes")],
    ),
    "more forms than two": (
        'msgid "a man"\nmsgid_plural "men"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n',
        [unit("a man", "a")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "wanted"), CASES.values(), ids=CASES)
def test_what_a_catalog_teaches(entries: str, wanted: list[TranslationUnit]) -> None:
    assert taught(entries) == wanted


@pytest.mark.parametrize(
    ("name", "date", "author", "iso"),
    [
        ("Léa <l@x.fr>", "2026-11-21 10:30+0100", "Léa", "2026-11-21T09:30:00Z"),
        ("Léa l@x.fr", "2026-11-21 00:30+0330", "Léa", "2026-11-20T21:00:00Z"),
        ("l@x.fr", "2026-11-21 10:30Z", "", "2026-11-21T10:30:00Z"),
        ("FULL NAME <EMAIL@ADDRESS>", "YEAR-MO-DA HO:MI+ZONE", "", ""),
        ("Automatically generated", "1970-01-01 00:00+0000", "", ""),
        ("", "yesterday", "", ""),
        ("Léa", "0001-01-01 00:00+2300", "Léa", ""),
    ],
)
def test_who_and_when(name: str, date: str, author: str, iso: str) -> None:
    assert [(u.author, u.date) for u in taught(HUMAN, date=date, name=name)] == [(author, iso)]


# --- a project


def finish(project: Project, slug: str, source: str, target: str) -> None:
    """A human translates the sentence."""
    place = project.root / project.catalog_path(slug, "fr")
    text = place.read_text("utf-8")
    assert f'msgid "{source}"\nmsgstr ""' in text
    place.write_text(
        text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"'), "utf-8"
    )


def seed(project: Project, slug: str, old: str, new: str) -> None:
    """The document changes."""
    place = project.root / f"seeds/{slug}.txt"
    assert old in place.read_text("utf-8")
    place.write_text(place.read_text("utf-8").replace(old, new), "utf-8")


def held(project: Project) -> dict[str, str]:
    with closing(project.memory()) as memory:
        return {unit.source: unit.target for unit in memory.units("fr")}


JUSTICE = "Nobody has been brought to justice."


def test_what_was_changed_or_dropped_still_teaches(make: Make) -> None:
    project = make()
    build(project)
    finish(project, "second", JUSTICE, "Nul n’a été jugé.")
    build(project)
    assert held(project) == {JUSTICE: "Nul n’a été jugé."}
    seed(project, "second", JUSTICE, "Nobody has ever been brought to justice.")
    build(Project.open(project.root))
    assert held(project) == {JUSTICE: "Nul n’a été jugé."}  # `earlier`: untouched, not finished, but known
    seed(project, "second", " Nobody has ever been brought to justice.", "")
    build(Project.open(project.root))
    assert held(project) == {JUSTICE: "Nul n’a été jugé."}  # obsolete


def test_a_sentence_that_comes_back_in_another_document_gets_its_text(make: Make) -> None:
    project = make()
    build(project)
    finish(project, "second", JUSTICE, "Nul n’a été jugé.")
    seed(project, "second", " " + JUSTICE, "")
    build(Project.open(project.root))
    seed(project, "first", "They sent", JUSTICE + " They sent")
    build(Project.open(project.root))
    text = (project.root / project.catalog_path("first", "fr")).read_text("utf-8")
    assert "Nul n’a été jugé." in text
    assert "from=second" in text


def test_what_did_not_change_is_not_read_again(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make()
    build(project)
    with closing(project.memory()) as memory:
        learn(project, memory)
        read: list[str] = []
        catalog = Project.catalog

        def noted(self: Project, slug: str, locale: str) -> Catalog | None:
            read.append(slug)
            return catalog(self, slug, locale)

        monkeypatch.setattr(Project, "catalog", noted)
        assert learn(project, memory) == 0
        assert read == []
        finish(project, "second", JUSTICE, "Nul n’a été jugé.")
        assert learn(project, memory) == 1
        assert read == ["second"]


def test_what_is_gone_is_forgotten_and_what_others_put_there_stays(make: Make) -> None:
    project = make()
    build(project)
    finish(project, "second", JUSTICE, "Nul n’a été jugé.")
    others = [
        TranslationUnit("Theirs.", "Le leur.", "fr", file="other/locales/fr/LC_MESSAGES/second.po"),
        TranslationUnit("Like ours.", "Comme nous.", "fr", file="trial2/locales/fr/LC_MESSAGES/second.po"),
    ]
    with closing(project.memory()) as memory:
        memory.add([TranslationUnit("Imported.", "Importé.", "fr", file="trial/seeds/second.po")])
        for other in others:
            memory.replace_file(other.file, [other], stamp="1")
        learn(project, memory)
        assert {unit.source for unit in memory.units()} == {JUSTICE, "Imported.", "Theirs.", "Like ours."}
        (project.root / project.catalog_path("second", "fr")).unlink()
        assert learn(project, memory) == 1
        assert {unit.source for unit in memory.units()} == {"Imported.", "Theirs.", "Like ours."}


def namesake(make: Make, url: str) -> Project:
    """A project named `trial` with this memory."""
    return make(
        f'[project]\nname = "trial"\nlocales = ["fr"]\n[memory]\nurl = "{url}"\nfiles = ["a.tsv"]\n',
        {"a.tsv": "One.\tUn.\n"},
    )


def test_another_project_of_our_name_loses_nothing_and_that_is_told(
    make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = namesake(make, f"sqlite:{tmp_path_factory.mktemp('shared') / 'tm.sqlite'}")
    theirs = TranslationUnit("Theirs.", "Le leur.", "fr", file="trial/b.tsv")
    told: list[Finding] = []
    with closing(project.memory()) as memory:
        memory.replace_file(theirs.file, [theirs], stamp="1")
        for _ in range(2):
            assert learn(project, memory, told=told.append) == 0
        assert list(memory.units()) == [theirs]
        assert "another project of the name 'trial' keeps a file in this memory" in told[1].message
        assert told[1].check == "name-taken"
        memory.replace_file("trial/a.tsv", [], stamp="stale")  # now there is one that we have: all are ours
        assert learn(project, memory) == 2
        assert [unit.source for unit in memory.units()] == ["One."]


def test_a_memory_of_the_projects_own_is_no_namesakes(make: Make) -> None:
    project = namesake(make, "sqlite:tm.sqlite")
    with closing(project.memory()) as memory:
        former = TranslationUnit("Former.", "Ancien.", "fr", file="trial/b.tsv")
        memory.replace_file(former.file, [former], stamp="1")
        assert learn(project, memory) == 2
        assert [unit.source for unit in memory.units()] == ["One."]


@pytest.mark.parametrize(
    ("name", "namespace"), [("a/b", "a%2Fb"), ("50%", "50%25"), ("trial", "trial"), ("", "folder")]
)
def test_a_project_has_a_name_of_its_own(make: Make, tmp_path: Path, name: str, namespace: str) -> None:
    settings = f'[project]\nname = "{name}"\n' if name else "[project]\n"
    project = make(settings + 'locales = ["fr"]\n')
    project.root.rename(tmp_path / "folder") if project.root != tmp_path else None
    found = Project(tmp_path / "folder", project.settings).namespace
    assert found == namespace


# --- bilingual files

FILES = """\
[project]
name = "trial"
locales = ["fr"]
[[documents]]
path = "seeds/second.txt"
slug = "second"
[pretranslate]
engines = { default = "none" }
[memory]
files = ["tm/*.tsv", "old.tsv"]
"""


def test_bilingual_files_are_kept_up_with(make: Make) -> None:
    project = make(
        FILES, {"tm/a.tsv": "One.\tUn.\n", "tm/b.tsv": "Two.\tDeux.\n", "old.tsv": "Three.\tTrois.\n"}
    )
    build(project)
    assert held(project) == {"One.": "Un.", "Two.": "Deux.", "Three.": "Trois."}
    (project.root / "tm/a.tsv").write_text("One.\tUne.\n", "utf-8")
    (project.root / "tm/b.tsv").unlink()
    build(project)
    assert held(project) == {"One.": "Une.", "Three.": "Trois."}
    build(project)
    assert held(project) == {"One.": "Une.", "Three.": "Trois."}


def test_a_bilingual_file_that_is_named_must_be_there(make: Make) -> None:
    project = make(FILES)
    with pytest.raises(ConfigurationError, match=r"no such file: old\.tsv"):
        build(project)


def test_a_memory_that_can_only_be_read_learns_nothing(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make()
    build(project)
    finish(project, "second", JUSTICE, "Nul n’a été jugé.")
    monkeypatch.setattr("tmpipe.memory.sqlite.is_read_only", lambda _: True)
    with closing(project.memory()) as memory:
        assert learn(project, memory) == 0
        assert list(memory.units()) == []
