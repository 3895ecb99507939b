"""The memory's suggestions in a catalog: which, when, and what their comments tell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from tmpipe.catalogs import origin
from tmpipe.catalogs.standing import standing
from tmpipe.model import Entry, Standing, TranslationUnit
from tmpipe.pipeline.build import build
from tmpipe.pipeline.pretranslate import pretranslate
from tmpipe.project import Project

Make = Callable[..., Project]

SETTINGS = """\
[project]
name = "trial"
locales = ["fr", "fa"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "seeds/first.txt"
slug = "first"
[[documents]]
path = "seeds/second.txt"
slug = "second"
[pretranslate]
engines = { default = "none" }
"""
FIRST = """\
On 14 June 1988, 30,000 prisoners were killed in Iran.

Ebrahim Raisi was one of them.

Nobody was brought to justice. The families wait.
"""
SECOND = """\
On 3 July 1988, 20,000 prisoners were killed in Iran.

Ali Khamenei was one of them.

Nobody was brought to trial. The families wait.
"""
GLOSSARY = """\
term_id,source,source_variants,pos,domain,case,do_not_translate,fr,fa,note,evidence,status
raisi,Ebrahim Raisi,,proper noun,people,exact,no,Ebrahim Raïssi,ابراهیم رئیسی,,,
khamenei,Ali Khamenei,,proper noun,people,exact,no,Ali Khamenei,علی خامنه‌ای,,,
"""
KILLED = "On 14 June 1988, 30,000 prisoners were killed in Iran."
TUES = "Le 14 juin 1988, 30 000 prisonniers ont été tués en Iran."
OTHER = "On 3 July 1988, 20,000 prisoners were killed in Iran."
WAIT = "The families wait."


@pytest.fixture
def project(make: Make) -> Project:
    files = {"seeds/first.txt": FIRST, "seeds/second.txt": SECOND, "glossary/terms.csv": GLOSSARY}
    made = make(SETTINGS, files)
    build(made)
    return made


def edit(
    project: Project, slug: str, locale: str, msgid: str, msgstr: str, remarks: tuple[str, ...] = ()
) -> None:
    """A human finishes the sentence, and may remark on it."""
    catalog = project.catalog(slug, locale)
    assert catalog is not None
    entries = tuple(
        replace(one, msgstr=msgstr, fuzzy=False, origin=None, previous_msgid=None, comments=remarks)
        if (one.msgid, one.obsolete) == (msgid, False)
        else one
        for one in catalog.entries
    )
    assert entries != catalog.entries
    project.save_catalog(replace(catalog, entries=entries))


def entry(project: Project, slug: str, msgid: str, locale: str = "fr", *, obsolete: bool = False) -> Entry:
    catalog = project.catalog(slug, locale)
    assert catalog is not None
    return next(one for one in catalog.entries if (one.msgid, one.obsolete) == (msgid, obsolete))


def told(found: Entry) -> str:
    """The comment without the text's hash."""
    assert found.origin is not None
    return origin.format(found.origin).rpartition(" text=")[0]


def seed(project: Project, slug: str, old: str, new: str) -> Project:
    """The document changes."""
    place = project.root / f"seeds/{slug}.txt"
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")
    return Project.open(project.root)


def locales(project: Project) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (project.root / "locales").rglob("*.po*")}


@pytest.mark.parametrize(
    ("locale", "source", "target", "asked", "wanted", "comment"),
    [
        (
            "fr",
            KILLED,
            TUES,
            OTHER,
            "Le 3 juillet 1988, 20 000 prisonniers ont été tués en Iran.",
            'tmpipe: origin=memory rate=99 from=first substituted="14 June→3 July; 30,000→20,000"',
        ),
        (
            "fr",
            "Nobody was brought to justice.",
            "Nul n’a été jugé.",
            "Nobody was brought to trial.",
            "Nul n’a été jugé.",
            'tmpipe: origin=memory rate=80 from=first differs="… brought to [-justice.-]{+trial.+}"',
        ),
        (
            "fa",
            "Ebrahim Raisi was one of them.",
            "ابراهیم رئیسی یکی از آنان بود.",
            "Ali Khamenei was one of them.",
            "علی خامنه‌ای یکی از آنان بود.",
            'tmpipe: origin=memory rate=99 from=first substituted="Ebrahim Raisi→Ali Khamenei"',
        ),
        ("fr", WAIT, "Elles attendent.", WAIT, "Elles attendent.",
            "tmpipe: origin=memory rate=100 from=first"),
    ],
)  # fmt: skip
def test_what_a_suggestion_tells(
    project: Project, locale: str, source: str, target: str, asked: str, wanted: str, comment: str
) -> None:
    edit(project, "first", locale, source, target)
    build(project)
    found = entry(project, "second", asked, locale)
    assert (found.msgstr, found.fuzzy, told(found)) == (wanted, True, comment)
    before = locales(project)
    build(Project.open(project.root))
    assert locales(project) == before


def test_a_sentence_between_the_same_neighbours_is_a_context_match(project: Project) -> None:
    second = seed(project, "second", SECOND, "One.\n\n" + FIRST)
    build(second)
    edit(second, "first", "fr", WAIT, "Les familles attendent.")
    edit(second, "first", "fr", "Nobody was brought to justice.", "Nul n’a été jugé.")
    build(second)
    assert told(entry(second, "second", "Nobody was brought to justice.")).endswith("from=first context=yes")


def test_a_sentence_that_stands_twice_and_changes_once_gets_its_suggestion(make: Make) -> None:
    files = {"seeds/first.txt": f"{KILLED}\n\nThen nothing.\n\n{KILLED}\n", "seeds/second.txt": "So?\n"}
    project = make(SETTINGS, {**files, "glossary/terms.csv": GLOSSARY})
    build(project)
    edit(project, "first", "fr", KILLED, TUES)
    place = project.root / "seeds/first.txt"
    place.write_text(place.read_text("utf-8").replace(KILLED, OTHER, 1), "utf-8")
    build(Project.open(project.root))
    assert entry(project, "first", KILLED).msgstr == TUES
    assert (
        entry(project, "first", OTHER).msgstr == "Le 3 juillet 1988, 20 000 prisonniers ont été tués en Iran."
    )


@pytest.mark.parametrize("remarks", [(), ("who has counted them?",)])
def test_a_revised_sentence_gets_its_new_numbers_and_its_old_text_is_kept(
    project: Project, remarks: tuple[str, ...]
) -> None:
    edit(project, "first", "fr", KILLED, TUES, remarks)
    build(project)
    first = locales(project)
    project = seed(project, "first", "30,000 prisoners", "33,000 prisoners")
    build(project)
    new = KILLED.replace("30,000", "33,000")
    found = entry(project, "first", new)
    assert found.msgstr == TUES.replace("30 000", "33 000")
    assert told(found) == "tmpipe: origin=memory rate=99 from=first substituted=30,000→33,000"
    old = entry(project, "first", KILLED, obsolete=True)
    assert (old.msgstr, standing(replace(old, obsolete=False))) == (TUES, Standing.HUMAN)
    before = locales(project)
    build(Project.open(project.root))
    assert locales(project) == before
    project = seed(project, "first", "33,000 prisoners", "30,000 prisoners")
    build(project)
    back = entry(project, "first", KILLED)
    assert (back.msgstr, back.fuzzy, back.origin) == (TUES, False, None)
    assert locales(project) == first


def test_a_long_sentence_too_gets_the_new_number_for_its_earlier_text(project: Project) -> None:
    words, mots = " ".join(f"word{n}" for n in "abcdefgh" * 20), " ".join(f"mot{n}" for n in "abcdefgh" * 20)
    project = seed(project, "first", KILLED, f"We counted 30,000 {words}.")
    build(project)
    edit(project, "first", "fr", f"We counted 30,000 {words}.", f"Nous avons compté 30 000 {mots}.")
    build(project)
    build(seed(project, "first", "30,000", "33,000"))
    found = entry(project, "first", f"We counted 33,000 {words}.")
    assert found.msgstr == f"Nous avons compté 33 000 {mots}."


def test_what_somebody_had_begun_stays_when_the_sentence_gets_another_number(project: Project) -> None:
    edit(project, "first", "fr", KILLED, TUES)
    build(project)
    begun = "Le 3 juillet 1988, 20 000 détenus ont été tués en Iran."
    catalog = project.catalog("second", "fr")
    assert catalog is not None
    entries = tuple(replace(one, msgstr=begun) if one.msgid == OTHER else one for one in catalog.entries)
    project.save_catalog(replace(catalog, entries=entries))
    build(seed(project, "second", "3 July", "4 July"))
    found = entry(project, "second", OTHER.replace("3 July", "4 July"))
    assert (found.msgstr, found.fuzzy, found.previous_msgid) == (begun, True, OTHER)


UNIT = TranslationUnit(
    WAIT, "Les familles attendent.", "fr", origin="human", file="trial/locales/fr/LC_MESSAGES/z.po"
)


@pytest.mark.parametrize(
    ("unit", "accepted"),
    [
        (UNIT, True),
        (replace(UNIT, origin="edited"), True),
        (replace(UNIT, origin="unedited"), True),
        (replace(UNIT, origin="draft"), False),
        (replace(UNIT, origin="aligned"), False),
        (replace(UNIT, origin="machine"), False),
        (replace(UNIT, penalty=1), False),
        (replace(UNIT, file="other/locales/fr/LC_MESSAGES/z.po"), False),
        (replace(UNIT, file="tm.tmx"), False),
    ],
)
def test_only_finished_text_of_the_project_is_accepted(
    make: Make, unit: TranslationUnit, accepted: bool
) -> None:
    files = {"seeds/first.txt": f"{WAIT}\n", "seeds/second.txt": "So?\n", "glossary/terms.csv": GLOSSARY}
    project = make(SETTINGS.replace("[pretranslate]", '[pretranslate]\nexact = "accept"'), files)
    build(project)
    with closing(project.memory()) as memory:
        memory.add([unit])
    build(project)
    found = entry(project, "first", WAIT)
    assert (found.msgstr, found.fuzzy) == (unit.target, not accepted)


def test_penalties_decide(make: Make) -> None:
    files = {"seeds/first.txt": f"{WAIT}\n", "seeds/second.txt": "So?\n", "glossary/terms.csv": GLOSSARY}
    penalties = '[memory.penalties]\naligned = 5\n"old/*" = 10\n"z*" = 1\n'
    project = make(SETTINGS + penalties, files)
    build(project)
    units = [
        replace(UNIT, target="A", origin="aligned", file="old/x.tmx"),
        replace(UNIT, target="B", origin="aligned"),
        replace(UNIT, target="C", document="zeta", origin="aligned"),
    ]
    with closing(project.memory()) as memory:
        memory.add(units)
    build(project)
    assert told(entry(project, "first", WAIT)) == (
        "tmpipe: origin=memory rate=95 from=trial/locales/fr/LC_MESSAGES/z.po trust=aligned"
    )


def test_a_suggestion_gives_way_to_a_better_one_alone(project: Project) -> None:
    with closing(project.memory()) as memory:
        memory.add([TranslationUnit("The old families wait.", "A", "fr", date="2020-01-01", document="x")])
    build(project)
    assert entry(project, "second", WAIT).msgstr == "A"
    with closing(project.memory()) as memory:  # as good: no
        memory.add([TranslationUnit("The two families wait.", "B", "fr", date="2021-01-01", document="x")])
    build(project)
    assert entry(project, "second", WAIT).msgstr == "A"
    with closing(project.memory()) as memory:
        memory.add([TranslationUnit(WAIT, "C", "fr", document="x")])
    build(project)
    assert entry(project, "second", WAIT).msgstr == "C"


def test_a_memory_that_can_only_be_read_is_searched_and_told_of(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(project.memory()) as memory:
        memory.add([replace(UNIT, file="x.tmx")])
    monkeypatch.setattr("tmpipe.memory.sqlite.is_read_only", lambda _: True)
    edit(project, "first", "fr", KILLED, TUES)
    done = pretranslate(project)
    assert any("can only be read" in sentence for sentence in done.missing)
    assert entry(project, "second", WAIT).msgstr == UNIT.target
    assert entry(project, "second", OTHER).msgstr == ""
