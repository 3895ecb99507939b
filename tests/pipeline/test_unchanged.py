"""What is not done again, and that everything is that could come out otherwise."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tmpipe.model import TranslationUnit
from tmpipe.pipeline.build import Built, build
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.localize import localize
from tmpipe.project import Project
from tmpipe.record import Record, Work, digest

Make = Callable[..., Project]
RECORD = ".tmpipe/record.json"
PAGE = "# A page\n\nSee [the *report*](x.md). It is `long`.\n"


@pytest.fixture
def project(make: Make, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with two texts and a page in Markdown, built, as the next run finds it."""
    settings = (make().root / "tmpipe.toml").read_text(encoding="utf-8")
    settings += '[output]\nformats = ["html"]\ntemplates = "looks"\n'
    more = '[[documents]]\npath = "seeds/page.md"\nslug = "page"\n[pretranslate]'
    files = {
        "tm.tsv": "source\ttarget\nIt is fine.\tCela va.\n",
        "seeds/page.md": PAGE,
        "looks/after.css": "p { color: black }\n",
    }
    made = make(settings.replace("[pretranslate]", more), files)
    monkeypatch.chdir(made.root)
    build(made)
    return Project.open(made.root)


def tree(root: Path) -> dict[str, bytes]:
    places = (place for folder in ("locales", "build") for place in (root / folder).rglob("*"))
    return {place.relative_to(root).as_posix(): place.read_bytes() for place in places if place.is_file()}


def told(done: Built) -> object:
    findings = [(one.check, one.path, one.line, one.document, one.message) for one in done.report.findings]
    return done.standings, findings, done.missing, done.notes, done.unwritten


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Edits a file; its size, where the two are as long, and its time stamps tell nothing of it."""

    def edit(root: Path) -> None:
        place = root / path
        before, text = place.stat(), place.read_text(encoding="utf-8")
        assert old in text
        place.write_text(text.replace(old, new, 1), encoding="utf-8")
        os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))

    return edit


def gone(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def anew(path: str, text: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return write


def imported(root: Path) -> None:
    """Somebody puts a text into the memory."""
    with closing(Project.open(root).memory()) as memory:
        memory.add(
            [TranslationUnit("They sent thousands of prisoners to their deaths.", "Des milliers.", "fr")]
        )


TRUTH = 'msgid "The families have a right to know the truth."\nmsgstr "'
FR = "locales/fr/LC_MESSAGES"
CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "a word of a source": replaced("seeds/first.txt", "buried", "hidden"),
    "another heading": replaced("seeds/page.md", "A page", "Pages"),
    "a finished sentence": replaced(f"{FR}/first.po", TRUTH, f"{TRUTH}La vérité."),
    "a suggestion taken": replaced(
        f"{FR}/page.po", 'It is <x1/>."\nmsgstr "', 'It is <x1/>."\nmsgstr "Voir.'
    ),
    "a catalog gone": gone(f"{FR}/second.po"),
    "a template gone": gone("locales/templates/second.pot"),
    "a template edited": replaced("locales/templates/first.pot", "Massacre", "massacre"),
    "a catalog in parts": replaced(f"{FR}/first.po", "#: seeds/first.txt\n", ""),
    "a built page gone": gone("build/fr/first.html"),
    "a built page edited": replaced("build/fa/page.html", "html", "HTML"),
    "a page in its own format gone": gone("build/fr/page.md"),
    "a page in its own format edited": replaced("build/fr/page.md", "report", "REPORT"),
    "another term": replaced("glossary/terms.csv", "Téhéran,,Tehran", "Teheran,,Tehran"),
    "a title": replaced("tmpipe.toml", 'slug = "first"', 'slug = "first"\ntitle = "Another"'),
    "line numbers": replaced("tmpipe.toml", "[project]", '[project]\nreferences = "full"'),
    "one locale more": replaced("tmpipe.toml", '["fr", "fa"]', '["fr", "fa", "sv"]'),
    "no drafts": replaced("tmpipe.toml", "[output]", "[output]\ndrafts = false"),
    "one format more": replaced("tmpipe.toml", '["html"]', '["html", "txt"]'),
    "the severity of a check": replaced("tmpipe.toml", "[output]", '[checks]\nfail_on = "info"\n[output]'),
    "a style sheet": replaced("looks/after.css", "black", "green"),
    "a template more": anew("looks/page.css", "p { margin: 0 }\n"),
    "one document more": replaced(
        "tmpipe.toml", "[pretranslate]", '[[documents]]\npath = "seeds/first.*"\n[pretranslate]'
    ),
    "a text in the memory": imported,
    "a memory of bilingual files": replaced(
        "tmpipe.toml", "[output]", '[memory]\nfiles = ["tm.tsv"]\n[output]'
    ),
    "a signature": anew("locales/sign-off.toml", ""),
    "a record that is damaged": anew(RECORD, '{"works": ['),
    "a record of something else": anew(RECORD, "[1, 2]"),
    "what a build said damaged": anew(".tmpipe/built.json", "[]"),
    "all that is derived gone": lambda root: shutil.rmtree(root / ".tmpipe"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_has_the_results_that_it_has_without_a_record(
    project: Project, change: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tmp_path_factory.mktemp("plain") / "project"
    shutil.copytree(project.root, plain)
    results = []
    for root in (project.root, plain):
        CHANGES[change](root)
        if root == plain:
            (root / RECORD).unlink(missing_ok=True)
        monkeypatch.chdir(root)
        results.append((told(build(Project.open(root))), tree(root)))
    assert results[0] == results[1]
    again = build(Project.open(plain))
    assert (again.catalogs, again.documents, told(again)) == (0, 0, results[1][0])


def told_again(project: Project, lie: Callable[[str, Work], Work]) -> None:
    """The record as if tmpipe had written something else."""
    place = project.root / RECORD
    record = Record(place.read_bytes(), json.loads(place.read_bytes())["edition"])
    for job, work in [*record.works.items()]:
        record.put(job, lie(job, work))
    place.write_bytes(record.data(seed.slug for seed in project.seeds))


@pytest.mark.parametrize("verb", ["extract", "localize"])
def test_what_is_unchanged_is_believed(project: Project, verb: str) -> None:
    """The record says something that is not so: only who does nothing again repeats it."""
    lies = {"extract": 999, "localize": [[["nowhere", "because"]], {}]}
    told_again(project, lambda job, work: replace(work, told=lies.get(job.split("\n")[0], work.told)))
    replaced("seeds/first.txt", "buried", "hidden")(project.root)
    if verb == "extract":
        counts = {one.seed.slug: one.messages for one in extract(Project.open(project.root))}
        assert counts == {"first": 5, "second": 999, "page": 999}
    else:
        done = localize(Project.open(project.root))
        assert {one.seed.slug for one in done if one.missing == "because"} == {"second", "page"}
        assert {one.path for one in done if not one.missing} == {"build/fa/first.html", "build/fr/first.html"}


def test_what_a_build_said_is_said_again(project: Project) -> None:
    place = project.root / ".tmpipe/built.json"
    text = place.read_text(encoding="utf-8").replace('"document":"first"', '"document":"FIRST"')
    place.write_text(text, encoding="utf-8")
    files = {".tmpipe/built.json": digest(text.encode())}
    told_again(project, lambda job, work: replace(work, files=files) if job == "build\n" else work)
    assert [row.document for row in build(Project.open(project.root)).standings][:2] == ["FIRST", "FIRST"]
    CHANGES["a finished sentence"](project.root)
    assert build(Project.open(project.root)).standings[0].document == "first"


def test_other_drafts_and_formats_are_works_of_their_own(project: Project) -> None:
    pages = {one.path for one in localize(project, formats=["html"])}
    assert pages == {
        f"build/{locale}/{slug}.html" for locale in ("fa", "fr") for slug in ("first", "second", "page")
    }
    assert not any(one.written for one in localize(project, drafts=True))
    localize(project, drafts=False, formats=["txt"])
    assert (project.root / "build/fr/first.txt").is_file()
    assert not any(one.written for one in localize(project, drafts=False, formats=["txt"]))


def test_a_build_of_one_document_says_nothing_of_the_others(project: Project) -> None:
    (row,) = build(project, project.chosen(["page"]), ["fr"]).standings
    assert (row.document, row.locale) == ("page", "fr")
    assert len(build(Project.open(project.root)).standings) == 6


def test_a_folder_where_no_record_can_be_written_is_no_obstacle(project: Project) -> None:
    (project.root / RECORD).unlink()
    (project.root / RECORD).mkdir()
    assert [one.messages for one in extract(project)] == [5, 3, 3]
