"""Who may answer for which text, and what is said to those who may not yet."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from tmpipe import signoffs
from tmpipe.catalogs import po
from tmpipe.errors import InputError, TmpipeError, UsageError
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.localize import localize
from tmpipe.pipeline.sign_off import sign_off, withdraw
from tmpipe.pipeline.status import vouchers
from tmpipe.project import Project

RIGHT = {
    "A Call for Justice": "Un appel à la justice",
    "The families have a right to know the truth.": "Les familles ont le droit de connaître la vérité.",
    "Nobody has been brought to justice.": "Personne n’a été traduit en justice.",
}


@pytest.fixture
def project(make: Callable[..., Project]) -> Project:
    """A project with the second document finished in French."""
    made = make()
    extract(made)
    place = made.root / made.catalog_path("second", "fr")
    text = place.read_text(encoding="utf-8")
    for msgid, msgstr in RIGHT.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    place.write_text(text, encoding="utf-8")
    return made


def names(project: Project) -> list[tuple[str, str, str]]:
    return [signoffs.key(one) for one in Project.open(project.root).sign_offs]


def test_several_sign_and_each_once(project: Project) -> None:
    seed = project.seeds[1]
    for by in ("Zoë", "Ali <ali@example.org>", "مریم", unicodedata.normalize("NFD", "Zoë")):
        done = sign_off(project, seed, "fr", by, date="2026-11-21", note='read "aloud"')
        assert done.sign_off
        assert not done.missing
    assert names(project) == [("fr", "second", "Ali"), ("fr", "second", "Zoë"), ("fr", "second", "مریم")]
    assert "example.org" not in (project.root / signoffs.PATH).read_text(encoding="utf-8")
    assert withdraw(project, "second", "fr", "Zoë").note == 'read "aloud"'
    assert names(project) == [("fr", "second", "Ali"), ("fr", "second", "مریم")]
    with pytest.raises(UsageError, match="'Zoë' has not signed second fr; signed by: Ali, مریم"):
        withdraw(project, "second", "fr", "Zoë")


def first_line(project: Project) -> str:
    """The first line of the French text, as a new run writes it."""
    again = Project.open(project.root)
    (done,) = localize(again, [again.seeds[1]], ["fr"], formats=["txt"])
    return (project.root / done.path).read_text(encoding="utf-8").partition("\n")[0]


def test_the_page_names_who_signed_until_something_changes(project: Project) -> None:
    complete, final = "Traduction complète. ", "Traduction définitive. "
    assert first_line(project).startswith(complete)
    for by in ("Zoë", "Ali"):
        sign_off(project, project.seeds[1], "fr", by)
    said = first_line(project)
    assert said.startswith(final)
    assert said.endswith("Validée par\u00a0: Ali · Zoë")
    withdraw(project, "second", "fr", "Zoë")
    assert first_line(project).endswith("Validée par\u00a0: Ali")
    glossary = project.root / "glossary/terms.csv"
    before = glossary.read_bytes()
    glossary.write_bytes(before + b"x,x,,,,free,no,,,,,,,,,\n")
    assert first_line(project).startswith(complete)
    glossary.write_bytes(before)
    assert first_line(project).startswith(final)


def test_vouchers_are_told_by_name_with_what_has_changed(project: Project) -> None:
    seed = project.seeds[1]
    catalog = project.catalog("second", "fr")
    assert catalog
    assert vouchers(project, seed, catalog) == vouchers(project, seed, None) == ()
    for by in ("Zoë", "Ali"):
        sign_off(project, seed, "fr", by)
    assert [(one.by, one.changed) for one in vouchers(project, seed, catalog)] == [("Ali", ()), ("Zoë", ())]
    other = replace(catalog, entries=catalog.entries[1:])
    assert {one.changed for one in vouchers(project, seed, other)} == {("translation",)}
    assert vouchers(project, project.seeds[0], catalog) == ()


def test_signing_again_changes_no_byte(project: Project) -> None:
    place = project.root / signoffs.PATH
    sign_off(project, project.seeds[1], "fr", "Ali")
    before = place.read_bytes()
    sign_off(project, project.seeds[1], "fr", "Ali")
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("Personne n’a été traduit en justice.", "", ("1 untranslated",)),
        ('msgid "A Call', '#, fuzzy\nmsgid "A Call', ("1 begun",)),
        ("Personne", "<g1>Personne</g1>", ("1 error",)),
        ("Nobody has", "Nobody had", ("2 sentences of the document as it is now; run `tmpipe build`",)),
    ],
)
def test_what_is_not_whole_is_not_signed(
    project: Project, old: str, new: str, missing: tuple[str, ...]
) -> None:
    place = project.root / project.catalog_path("second", "fr")
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")
    done = sign_off(project, project.seeds[1], "fr", "Ali")
    assert (done.sign_off, done.missing) == (None, missing)
    assert bool(done.report.findings) == (missing == ("1 error",))
    assert not (project.root / signoffs.PATH).exists()


def test_drafts_and_gaps_are_counted(project: Project) -> None:
    place = project.root / project.catalog_path("first", "fr")
    catalog = po.read(place.read_bytes(), "x", "fr")
    assert sign_off(project, project.seeds[0], "fr", "Ali").missing == (
        f"{len(catalog.entries)} untranslated",
    )
    place.unlink()
    assert sign_off(project, project.seeds[0], "fr", "Ali").missing == ("its catalog; run `tmpipe build`",)


def test_a_document_without_words_is_nothing_to_answer_for(make: Callable[..., Project]) -> None:
    made = make(files={"seeds/second.txt": "***\n"})
    extract(made)
    assert sign_off(made, made.seeds[1], "fr", "Ali").missing == (
        "text: there is nothing to translate in this document",
    )


@pytest.mark.parametrize("by", ["", "  ", "a\nb", "\u202ex", "\ud800", "<a@example.org>", "FULL NAME"])
def test_who_has_no_name_cannot_answer(project: Project, by: str) -> None:
    with pytest.raises(UsageError, match="--by"):
        sign_off(project, project.seeds[1], "fr", by)


@pytest.mark.parametrize("date", ["today", "2026-02-30", "20261121", "2026-11-21T10:00", "٢٠٢٦-١١-٢١"])
def test_a_date_is_a_day(project: Project, date: str) -> None:
    with pytest.raises(UsageError, match="--date"):
        sign_off(project, project.seeds[1], "fr", "Ali", date=date)


def test_a_note_is_one_line_and_a_locale_is_the_projects(project: Project) -> None:
    with pytest.raises(UsageError, match="--note"):
        sign_off(project, project.seeds[1], "fr", "Ali", note="a\nb")
    with pytest.raises(UsageError, match="no locale 'de'"):
        sign_off(project, project.seeds[1], "de", "Ali")


def test_a_damaged_record_is_not_written_over(project: Project) -> None:
    place = project.root / signoffs.PATH
    place.write_text("[[sign-off]]\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        sign_off(project, project.seeds[1], "fr", "Ali")
    assert str(caught.value).endswith("locales/sign-off.toml:1: a sign-off needs locale")
    assert place.read_text(encoding="utf-8") == "[[sign-off]]\n"


def test_a_record_that_leads_elsewhere_is_not_followed(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "sign-off.toml"
    (project.root / signoffs.PATH).symlink_to(other)
    with pytest.raises(TmpipeError, match="leads out of the project"):
        sign_off(project, project.seeds[1], "fr", "Ali")
    assert not other.exists()
