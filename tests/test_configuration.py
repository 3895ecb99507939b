"""`tmpipe.toml`: what is good, and one clear sentence for what is not."""

from __future__ import annotations

import pytest

from tmpipe.configuration import Configuration, DocumentSetting, EngineSetting, parse
from tmpipe.errors import ConfigurationError
from tmpipe.parts import Choice

GOOD = b"""\
[project]
name = "statements"
source_locale = "en"
locales = ["fr", "pt-BR"]
glossary = ["glossary/terms.csv"]
references = "full"

[[documents]]
path = "seeds/*.txt"

[[documents]]
path = "x.txt"
slug = "x"
title = "X"
front_matter = []
comments = false

[formats]
front_matter = ["title", "params.caption"]
comments = true

[catalogs]
workflow_flags = "#="

[output]
folder = "out"
formats = ["html"]
templates = "looks/ours"
drafts = false

[pretranslate]
memory_cutoff = 75
engines = { default = "argos", "pt-BR" = "none" }
exact = "accept"

[engines.argos]
beam_size = 4

[engines.libretranslate]
url = "https://mt.example.org"
key_env = "MT_KEY"
insecure = true
timeout = 2.5

[memory]
url = "sqlite:tm.sqlite"
files = ["tm/*.tmx", "old.tsv"]

[memory.penalties]
machine = 20
"tm/*" = 2.5

[checks]
fail_on = "warning"
severity = { "term-missing" = "warning", "number-mismatch" = "off" }
"""


def test_every_key_arrives() -> None:
    found = parse(GOOD)
    assert found == Configuration(
        name="statements",
        source_locale="en",
        locales=("fr", "pt-BR"),
        glossary=("glossary/terms.csv",),
        references="full",
        choice=Choice(("title", "params.caption"), comments=True),
        documents=(
            DocumentSetting("seeds/*.txt", line=8),
            DocumentSetting("x.txt", "x", "X", (), comments=False, line=11),
        ),
        workflow_flags="#=",
        folder="out",
        formats=("html",),
        templates="looks/ours",
        drafts=False,
        memory_cutoff=75,
        engines={"default": "argos", "pt-BR": "none"},
        engine_tables={
            "argos": EngineSetting({"beam_size": 4}, 36, {"beam_size": 37}),
            "libretranslate": EngineSetting(
                {"url": "https://mt.example.org", "key_env": "MT_KEY", "insecure": True, "timeout": 2.5},
                39,
                {"url": 40, "key_env": 41, "insecure": 42, "timeout": 43},
            ),
        },
        exact="accept",
        memory_url="sqlite:tm.sqlite",
        memory_files=("tm/*.tmx", "old.tsv"),
        penalties={"machine": 20, "tm/*": 2.5},
        fail_on="warning",
        severity={"term-missing": "warning", "number-mismatch": "off"},
    )
    assert (found.engine("fr"), found.engine("pt-BR")) == ("argos", "none")


def test_the_lines_of_a_configuration_make_no_other_one() -> None:
    assert repr(parse(b"[engines.argos]\nwindow = 9")) == repr(parse(b"\n[engines.argos]\n\nwindow = 9"))
    assert repr(parse(b"[engines.argos]\nwindow = 9")) != repr(parse(b"[engines.argos]\nwindow = 8"))


@pytest.mark.parametrize(
    ("message", "line"),
    [("no setting vindow", 4), ("the window is too small", 3), ("what is it", 2)],
)
def test_a_complaint_about_an_engine_is_of_the_line_that_it_names(message: str, line: int) -> None:
    found = parse(b"\n[engines.argos]\nwindow = 9\nvindow = 8")
    assert found.engine_line("argos", message) == line
    assert found.engine_line("pseudo", message) is None


def test_an_empty_file_has_the_defaults() -> None:
    assert parse(b"\xef\xbb\xbf") == Configuration()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[project]\nnam = 'x'\n", 2, "unknown key in [project]: 'nam'; known are: name, source_locale"),
        ("\n[projekt]\n", 2, "unknown table: 'projekt'; known are: project, catalogs, formats, output"),
        ("[[documents]]\npaht = 'x'\n", 2, "unknown key in [[documents]]: 'paht'"),
        ("[[documents]]\nslug = 'x'\n", 1, "a document needs a path"),
        ("[project]\nlocales = 'fr'\n", 2, "is not a list of different BCP 47 tags"),
        ("[project]\nlocales = ['fr', 'fr']\n", 2, "is not a list of different BCP 47 tags"),
        ("[project]\nlocales = ['pt_BR']\n", 2, "is not a list of different BCP 47 tags"),
        (
            "[project]\nlocales = ['FR']\n",
            2,
            "a list of different BCP 47 tags",
        ),  # tables know languages in small letters
        ("[project]\nlocales = ['french']\n", 2, "is not a list of different BCP 47 tags"),
        ("[output]\nfolder = '../out'\n", 2, "is not the name of a folder of its own"),
        ("[output]\nfolder = 'seeds'\n", 2, "is not the name of a folder of its own"),
        ("[output]\nfolder = '/out'\n", 2, "is not the name of a folder of its own"),
        ("[output]\nfolder = '.'\n", 2, "is not the name of a folder of its own"),
        ("[project]\nlocales = ['en']\n", 2, "'en' is the source locale"),
        ("[pretranslate]\nengines = { defualt = 'argos' }\n", 2, "'defualt' is no locale of this project"),
        (
            "[pretranslate]\nengines = { default = 'oracle' }\n",
            2,
            "no engine named 'oracle'",
        ),
        ("[output]\ntemplates = '../looks'\n", 2, "is not the path of a folder within the project"),
        ("[output]\ntemplates = '/looks'\n", 2, "is not the path of a folder within the project"),
        ("[formats]\ncomments = 'yes'\n", 2, "is not true or false"),
        ("[formats]\nfront_matter = 'title'\n", 2, "is not a list of texts"),
        ("[[documents]]\npath = 'x'\ncomments = 1\n", 3, "is not true or false"),
        ("[output]\nformats = ['docs']\n", 2, "no format named 'docs'; there are: html, docx"),
        ("documents = [1]\n", 1, "documents are written [[documents]]"),
        (
            "[project]\nname = 'x'\n[[ documents ]]\npath = 'a'\nname = 'b'\n",
            5,
            "unknown key in [[documents]]",
        ),
        ("[pretranslate]\nmemory_cutoff = 170\n", 2, "is not a number from 0 to 100"),
        ("[pretranslate]\nmemory_cutoff = true\n", 2, "is not a number from 0 to 100"),
        ("[checks]\nfail_on = 'fatal'\n", 2, "is not one of error|warning|info|never"),
        ("[checks]\nseverity = { x = 'bad' }\n", 2, "unknown severity 'bad'"),
        ("[memory]\nfiles = 'x.tmx'\n", 2, "is not a list of texts"),
        ("[memory]\nfiles = ['../x.tmx']\n", 2, "is no path within the project folder"),
        ("[memory]\nfiles = ['/x.tmx']\n", 2, "is no path within the project folder"),
        ("[memory.penalties]\nmachine = 101\n", 1, "is not a table of numbers from 0 to 100"),
        ("[memory]\npenalties = { machine = 'x' }\n", 2, "is not a table of numbers from 0 to 100"),
        ("[memory.penalties]\nmachines = 5\n", 2, "'machines' is no origin (human, edited"),
        ("[engines.oracle]\n", 1, "no engine named 'oracle'; there are: argos"),
        ("[engines]\ndefault = 'argos'\n", 2, "the settings of an engine are a table of its own"),
        ("engines = 'argos'\n", 1, "the settings of an engine are a table of its own"),
        ("[engines.argos]\nbeam_size = {}\n", 2, "is not a text of one line, a number, true or false"),
        ("[engines.argos]\nwindow = 1\nx = [1]\n", 3, "is not a text of one line, a number, true or false"),
        ('[engines.argos]\nx = "a\\nb"\n', 2, "is not a text of one line, a number, true or false"),
        ("[engines.argos]\nlocale = 'fr'\n", 2, "'locale' is no name of a setting"),
        ("[engines.argos]\n'beam size' = 1\n", 2, "'beam size' is no name of a setting"),
        *(
            (
                f"[engines.argos]\n[engines.libretranslate]\n{key} = 'abc'\n",
                3,
                f"{key}: nothing secret has a place",
            )
            for key in ("key", "api_key", "API_KEY", "apikey", "password", "auth_token", "secret")
        ),
        ("[project\n", 1, "not valid TOML"),
        ("project = 3\n", 1, "[project] must be a table"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse(text.encode())
    assert caught.value.path == "tmpipe.toml"
    assert caught.value.line == line
    assert message in caught.value.message


def test_latin_1_is_refused_with_its_line() -> None:
    with pytest.raises(ConfigurationError, match="not UTF-8") as caught:
        parse(b"[project]\nname = 'caf\xe9'\n")
    assert caught.value.line == 2
