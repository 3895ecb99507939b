"""What a localized document is written as: in its own format and as renditions, or in what is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tmpipe.cli import run
from tmpipe.errors import ConfigurationError, TmpipeError, UsageError
from tmpipe.parts import form_names, format_named
from tmpipe.pipeline.build import build
from tmpipe.pipeline.forms import forms, require_known
from tmpipe.pipeline.localize import localize
from tmpipe.project import Project

Make = Callable[..., Project]
PAGE = "---\ntitle: A page\nauthor: N. N.\n---\n\nThe report.\n"
SETTINGS = """\
[project]
name = "trial"
locales = ["fr"]
[[documents]]
path = "seeds/first.txt"
slug = "first"
[[documents]]
path = "seeds/page.markdown"
slug = "page"
[[documents]]
path = "seeds/site.htm"
slug = "site"
[pretranslate]
engines = { default = "none" }
"""
FILES = {"seeds/page.markdown": PAGE, "seeds/site.htm": "<!DOCTYPE html><p>The <em>report</em>.</p>\n"}


@pytest.fixture
def project(make: Make) -> Project:
    return make(SETTINGS, FILES)


def written(project: Project, *asked: str) -> dict[str, list[str]]:
    return {seed.slug: [form.suffix for form in forms(project, seed, asked)] for seed in project.seeds}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], {"first": [".html", ".txt"], "page": [".markdown", ".html", ".txt"], "site": [".htm", ".txt"]}),
        (["md"], {"first": [], "page": [".markdown"], "site": []}),
        (["markdown", "txt"], {"first": [".txt"], "page": [".markdown", ".txt"], "site": [".txt"]}),
        (["html"], {"first": [".html"], "page": [".html"], "site": [".htm"]}),
        (["htm"], {"first": [], "page": [], "site": [".htm"]}),
        (["txt", "txt"], {"first": [".txt"], "page": [".txt"], "site": [".txt"]}),
    ],
)
def test_what_is_asked_for_limits_what_is_written(
    project: Project, asked: list[str], expected: dict[str, list[str]]
) -> None:
    require_known(project, asked)
    assert written(project, *asked) == expected
    paths = {one.path for one in localize(project, formats=asked)}
    assert paths == {f"build/fr/{slug}{suffix}" for slug, all_ in expected.items() for suffix in all_}


def test_without_a_translation_the_own_format_is_the_source(project: Project) -> None:
    build(project)
    for slug, suffix in (("page", ".markdown"), ("site", ".htm")):
        built = (project.root / f"build/fr/{slug}{suffix}").read_bytes()
        assert built == (project.root / f"seeds/{slug}{suffix}").read_bytes()


def test_a_name_that_nothing_has_is_refused_with_all_that_there_are(project: Project) -> None:
    with pytest.raises(UsageError, match="no format named 'rtf'; there are: html, ") as caught:
        localize(project, formats=["md", "rtf"])
    names = caught.value.message.partition("there are: ")[2].split(", ")
    assert names == form_names()
    assert {"html", "txt", "md", "markdown", "docx", "odt"} <= {*names}
    assert "plain" not in names


@pytest.mark.parametrize(
    ("name", "format_"),
    [("md", "markdown"), ("MD", "markdown"), ("markdown", "markdown"), ("txt", "plain"), ("x", "")],
)
def test_a_format_is_named_by_its_suffix_too(name: str, format_: str) -> None:
    assert format_named(name) == format_


def test_a_document_without_the_format_is_left_out_with_a_word(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    assert run(["localize", "--format", "md"]) == 0
    out, err = capsys.readouterr()
    assert out.split() == ["build/fr/page.markdown"]
    assert err.splitlines() == [
        "note: seeds/first.txt cannot be written as md: left out",
        "note: seeds/site.htm cannot be written as md: left out",
    ]


@pytest.mark.parametrize(
    ("settings", "messages"),
    [
        ("", ["A page", "The report."]),
        ('[formats]\nfront_matter = ["author"]\n', ["N. N.", "The report."]),
        ("[formats]\nfront_matter = []\n", ["The report."]),
    ],
)
def test_what_is_translated_is_chosen(make: Make, settings: str, messages: list[str]) -> None:
    project = make(settings + SETTINGS, FILES)
    build(project)
    assert [entry.msgid for entry in project.template("page").entries] == messages


def test_a_document_chooses_for_itself(make: Make) -> None:
    settings = SETTINGS.replace('slug = "page"', 'slug = "page"\nfront_matter = ["author"]')
    project = make(f"[formats]\nfront_matter = []\n{settings}", FILES)
    build(project)
    assert [entry.msgid for entry in project.template("page").entries] == ["N. N.", "The report."]


def test_a_template_takes_the_place_of_ours(make: Make) -> None:
    settings = f'{SETTINGS}[output]\ntemplates = "looks"\n'
    project = make(settings, {**FILES, "looks/page.css": "p { color: teal }\n", "looks/.hidden": ""})
    build(project)
    assert "color: teal" in (project.root / "build/fr/first.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"looks/pages.css": ""}, "no rendition knows 'pages.css'; there are: page.css, "),
        ({}, "no such folder: looks"),
    ],
)
def test_a_template_that_means_nothing_is_refused(make: Make, files: dict[str, str], message: str) -> None:
    project = make(f'{SETTINGS}[output]\ntemplates = "looks"\n', {**FILES, **files})
    with pytest.raises(ConfigurationError, match=message):
        build(project)
    assert not (project.root / "locales").exists()


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [("style.docx", None, "no zip archive"), ("style.odt", None, "no zip archive"), ("page.css", 2, "UTF-8")],
)
def test_a_broken_template_is_told_with_its_folder(
    make: Make, name: str, line: int | None, message: str
) -> None:
    form = {"page.css": "html"}.get(name, name[-4:].strip("."))
    project = make(f'{SETTINGS}[output]\nformats = ["{form}"]\ntemplates = "looks"\n', FILES)
    (project.root / "looks").mkdir()
    (project.root / "looks" / name).write_bytes(b"p {\n\xff }\n")
    with pytest.raises(TmpipeError, match=message) as caught:
        build(project)
    assert (caught.value.path, caught.value.line) == (project.shown(f"looks/{name}"), line)


def test_a_part_that_is_not_installed_stops_no_build(
    make: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make(f'{SETTINGS}[output]\nformats = ["pdf", "txt"]\n', FILES)
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.chdir(project.root)
    for _ in range(2):
        assert run(["build"]) == 0
        (told,) = [line for line in capsys.readouterr().err.splitlines() if "tmpipe[pdf]" in line]
        assert told.endswith("; the other formats are written")
        assert {place.suffix for place in (project.root / "build/fr").iterdir()} == {
            ".txt",
            ".markdown",
            ".htm",
        }
    assert run(["localize", "--format", "pdf", "first"]) == 2
    assert "pip install 'tmpipe[pdf]'" in capsys.readouterr().err
