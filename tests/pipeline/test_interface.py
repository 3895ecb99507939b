"""A project's own words for what our pages say: prefilled, kept up to date, and shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tmpipe.catalogs import po
from tmpipe.cli import run
from tmpipe.errors import ConfigurationError, UsageError
from tmpipe.interface import editions
from tmpipe.interface.wording import ours
from tmpipe.model import Entry
from tmpipe.pipeline.build import build
from tmpipe.pipeline.check import check
from tmpipe.pipeline.extract import extract, strays
from tmpipe.pipeline.interface import interface
from tmpipe.project import Project

Make = Callable[..., Project]

OWN = "locales/fr/LC_MESSAGES/tmpipe.po"
TEMPLATE = "locales/templates/tmpipe.pot"
HEAD = '[project]\nname = "trial"\nlocales = ["fr", "de"]\n'
DOCUMENT = '[[documents]]\npath = "seeds/first.txt"\nslug = "{slug}"\n'
FORMATS = '[output]\nformats = ["html"]\n[pretranslate]\nengines = { default = "none" }\n'
SETTINGS = HEAD + DOCUMENT.format(slug="first") + FORMATS
DRAFT = "Traduction provisoire"


@pytest.fixture
def project(make: Make, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with its own catalogs of what our pages say."""
    made = make(SETTINGS)
    monkeypatch.chdir(made.root)
    interface(made)
    return Project.open(made.root)


def reword(project: Project, before: str, after: str) -> None:
    """As somebody who edits the French catalog."""
    place = project.root / OWN
    text = place.read_text(encoding="utf-8")
    before, after = f'msgstr "{before}"', f'msgstr "{after}"'
    assert text.count(before) == 1
    place.write_text(text.replace(before, after), encoding="utf-8")


def said(project: Project, text: str) -> Entry:
    catalog = project.catalog("tmpipe", "fr")
    assert catalog
    return next(entry for entry in catalog.entries if entry.msgid == text)


def test_catalogs_are_filled_with_what_we_have(project: Project) -> None:
    assert interface(project) == ()
    french, german = (project.catalog("tmpipe", locale) for locale in ("fr", "de"))
    assert french
    assert german
    assert {entry.key: entry.msgstr for entry in french.entries} == ours("fr")
    assert {entry.msgstr for entry in german.entries} == {""}
    assert [entry.key for entry in german.entries] == [entry.key for entry in editions.published()]
    assert [entry.key for entry in project.template("tmpipe").entries] == [e.key for e in german.entries]


def test_what_was_typed_stays_and_ours_goes_on(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    reword(project, "Tableau", "Grille")
    reword(project, "Notes", "")
    newer = {**ours("fr"), (None, "Signatories"): "Signé"}
    monkeypatch.setattr(editions, "ours", {"fr": newer, "de": {}}.__getitem__)
    assert interface(Project.open(project.root)) == (OWN,)
    again = Project.open(project.root)
    assert [said(again, text).msgstr for text in ("Table", "Notes", "Signatories")] == [
        "Grille",
        "Notes",
        "Signé",
    ]
    assert interface(again) == ()


def test_what_is_no_message_any_more_stays_if_somebody_typed_it(project: Project) -> None:
    reword(project, "Tableau", "Grille")
    catalog = Project.open(project.root).catalog("tmpipe", "fr")
    left = [
        replace(entry, kept=None) for entry in editions.published() if entry.msgid not in ("Table", "Notes")
    ]
    new = editions.filled(catalog, left, "fr", "trial", OWN)
    assert [entry.msgstr for entry in new.entries if entry.obsolete] == ["Grille"]


def test_pages_say_it_and_are_written_again(project: Project) -> None:
    page = project.root / "build/fr/first.html"
    build(project)
    assert f"<strong>{DRAFT}.</strong>" in page.read_text(encoding="utf-8")
    reword(project, DRAFT, "Brouillon")
    build(Project.open(project.root))
    assert "<strong>Brouillon.</strong>" in page.read_text(encoding="utf-8")
    assert build(Project.open(project.root)).documents == 0


def test_a_language_that_we_lack_can_be_given(project: Project) -> None:
    catalog = project.catalog("tmpipe", "de")
    assert catalog
    entries = (replace(one, msgstr=f"ÜBER {one.msgid}") for one in catalog.entries)
    project.save_catalog(replace(catalog, entries=tuple(entries)))
    build(Project.open(project.root))
    page = (project.root / "build/de/first.html").read_text(encoding="utf-8")
    assert '<header class="status is-draft">\n<p><strong>ÜBER This is a draft.</strong>' in page


def test_damage_is_told_with_path_and_line(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    place = project.root / OWN
    place.write_text("<<<<<<< ours\n" + place.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["localize"]) == 2
    assert capsys.readouterr().err.startswith(f"tmpipe: {OWN}:1: ")


def test_the_check_of_all_looks_at_them(project: Project) -> None:
    extract(project)
    reword(project, "Note {n}", "Note {m}")
    report = check(Project.open(project.root))
    assert OWN in report.paths
    (found,) = (one for one in report.findings if one.path == OWN)
    assert (found.check, found.msgid) == ("format-mismatch", "Note {n}")
    assert OWN not in check(Project.open(project.root), ["locales/de"]).paths


def test_they_are_no_strays(project: Project) -> None:
    assert strays(project) == ()


def test_a_document_may_not_have_their_slug(project: Project) -> None:
    (project.root / "tmpipe.toml").write_text(HEAD + DOCUMENT.format(slug="tmpipe"), encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"seeds/first\.txt has the slug 'tmpipe', .* give the document"
    ):
        _ = Project.open(project.root).seeds


def test_a_document_of_that_slug_keeps_its_catalogs(make: Make) -> None:
    project = make(HEAD + DOCUMENT.format(slug="tmpipe"))
    extract(project)
    again = Project.open(project.root)
    assert again.seeds
    assert not again.wordings
    with pytest.raises(UsageError, match="give it another"):
        interface(again)


def test_the_source_language_has_one_if_it_is_not_english(make: Make) -> None:
    project = make(HEAD.replace("locales", 'source_locale = "it"\nlocales') + DOCUMENT.format(slug="first"))
    assert interface(project)[1] == "locales/it/LC_MESSAGES/tmpipe.po"
    assert {*Project.open(project.root).wordings} == {"it", "fr", "de"}


def test_the_command_names_what_it_wrote(
    make: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make(SETTINGS).root)
    assert run(["extract", "--interface"]) == 0
    assert capsys.readouterr().out.split() == [TEMPLATE, OWN, OWN.replace("fr", "de")]
    assert run(["extract", "--interface", "first"]) == 2


def test_english_is_reworded_in_a_catalog_of_its_own(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs to extract it."""
    project = make(
        SETTINGS.replace('"fr", "de"', '"en-GB"').replace("[project]", '[project]\nsource_locale = "it"')
    )
    catalog = replace(
        editions.edition(None, (), "en-GB", "trial", ""), entries=(Entry("This is a draft", "Draft!"),)
    )
    place = project.root / "locales/en_GB/LC_MESSAGES/tmpipe.po"
    place.parent.mkdir(parents=True)
    place.write_bytes(po.write(catalog))
    monkeypatch.chdir(project.root)
    build(Project.open(project.root))
    assert "<strong>Draft!.</strong>" in (project.root / "build/en-GB/first.html").read_text(encoding="utf-8")
