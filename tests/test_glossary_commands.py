"""`tmpipe glossary` as terminologists meet it: files in and out, what a new edition breaks, exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tmpipe.cli import run

SETTINGS = """\
[project]
name = "trial"
locales = ["fr", "sv"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "first.txt"
slug = "first"
"""
GLOSSARY = """\
term_id,source,source_variants,case,do_not_translate,fr,fr_permitted,fr_forbidden,sv
tehran,Tehran,,exact,no,Téhéran,,Tehran :: English spelling,Teheran
fatwa,fatwa,,free,no,fatwa,fetva,fatoua,fatwa
"""
FIRST = """\
The fatwa came from Tehran.

The International Criminal Court (ICC) waits. The ICC waits.
"""
CATALOG = """\
msgid ""
msgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "The fatwa came from Tehran."
msgstr "La fetva est venue de Téhéran."

#, fuzzy
msgid "Another fatwa."
msgstr "Une autre fetva."

msgid "An old fatwa."
msgstr "Une vieille fatoua."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, and the place where commands run."""
    for path, text in {
        "tmpipe.toml": SETTINGS,
        "glossary/terms.csv": GLOSSARY,
        "first.txt": FIRST,
        "locales/fr/LC_MESSAGES/first.po": CATALOG,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_find_names_terms_and_candidates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["glossary", "find", "first.txt", "--locale", "fr", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["term"], one["count"], one["lines"]) for one in told["terms"]] == [
        ("fatwa", 1, [1]),
        ("tehran", 1, [1]),
    ]
    assert told["terms"][0]["forms"] == {"fr": ["fatwa", "fetva"]}
    assert [(one["text"], one["expansion"], one["lines"]) for one in told["candidates"]] == [
        ("ICC", "International Criminal Court", [3])
    ]
    assert run(["glossary", "find", "first.txt"]) == 0
    out = capsys.readouterr().out
    assert "    1  tehran: Tehran  (line 1)\n       fr: Téhéran\n       sv: Teheran\n" in out
    assert "1 candidates that the glossary lacks\n" in out
    assert "ICC (International Criminal Court)  (line 3)\n" in out


def test_find_reads_catalogs_and_other_glossaries(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["glossary", "export", "other.tbx"])
    (folder / "tmpipe.toml").unlink()
    assert run(["glossary", "find", "locales/fr/LC_MESSAGES/first.po", "--glossary", "other.tbx"]) == 0
    assert "    3  fatwa: fatwa  (lines 4, 8, 11)\n" in capsys.readouterr().out


@pytest.mark.parametrize("options", [["out.csv"], ["out.tsv"], ["out.tbx"], ["out.tbx", "--edition", "2"]])
def test_what_is_exported_is_the_glossary(
    folder: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["glossary", "export", *options]) == 0
    capsys.readouterr()
    assert run(["glossary", "diff", "glossary/terms.csv", options[0]]) == 0
    assert capsys.readouterr().out.startswith("no term differs\n")
    assert run(["glossary", "import", options[0]]) == 0
    assert capsys.readouterr().err == "0 new, 0 changed, 2 as they were; glossary/terms.csv\n"
    assert (folder / "glossary/terms.csv").read_text(encoding="utf-8") == GLOSSARY


def test_import_says_what_changes_and_writes_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theirs = "EN;FR\r\nInternational Criminal Court;Cour pénale internationale\r\nTehran;Téheran\r\n"
    (folder / "theirs.csv").write_bytes(theirs.encode("utf-8-sig"))
    assert run(["glossary", "import", "theirs.csv", "--dry-run"]) == 0
    told = (
        "changed  tehran: Tehran\n         fr: “Téhéran” → “Téheran”\n"
        "added    international_criminal_court: International Criminal Court\n"
    )
    assert capsys.readouterr() == (told, "1 new, 1 changed, 0 as they were; nothing is written\n")
    assert (folder / "glossary/terms.csv").read_text(encoding="utf-8") == GLOSSARY
    assert run(["glossary", "import", "theirs.csv"]) == 0
    assert capsys.readouterr().out == told
    assert (folder / "glossary/terms.csv").read_text(encoding="utf-8") == GLOSSARY.replace(
        "no,Téhéran,", "no,Téheran,"
    ) + "international_criminal_court,International Criminal Court,,free,no,Cour pénale internationale,,,\n"


def test_import_into_a_new_table(folder: Path) -> None:
    run(["glossary", "export", "out.tbx"])
    assert run(["glossary", "import", "out.tbx", "--into", "new.csv"]) == 0
    assert run(["glossary", "diff", "glossary/terms.csv", "new.csv"]) == 0


REFUSED = {
    "a clash": (
        "term_id,source,fr_permitted\ntehran,Tehran,Tehran\n",
        "theirs.csv:2: fr: 'Tehran' of 'tehran' would",
    ),
    "no source": ("term_id,fr\na,b\n", "theirs.csv:1: the column 'source' is missing"),
    "no locale": ("term_id,source\na,b\n", "theirs.csv:1: no column of a target locale"),
    "no XML": ("<tbx>", "theirs.csv:1: no readable XML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_imported_changes_nothing(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, words = REFUSED[name]
    (folder / "theirs.csv").write_text(text, encoding="utf-8")
    assert run(["glossary", "import", "theirs.csv"]) == 2
    assert capsys.readouterr().err.startswith(f"tmpipe: {words}")
    assert (folder / "glossary/terms.csv").read_text(encoding="utf-8") == GLOSSARY


def test_diff_tells_what_a_new_edition_breaks(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "new.csv").write_text(GLOSSARY.replace("fetva,fatoua", ",fetva"), encoding="utf-8")
    assert run(["glossary", "diff", "glossary/terms.csv", "new.csv", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [
        (one["change"], one["term"], [cell["column"] for cell in one["cells"]]) for one in told["terms"]
    ] == [("changed", "fatwa", ["fr_permitted", "fr_forbidden"])]
    path = "locales/fr/LC_MESSAGES/first.po"
    places = {
        key: [(one["path"], one["line"], one["term"]) for one in told[key]]
        for key in ("broken", "suggestions")
    }
    assert places == {"broken": [(path, 5, "fatwa")], "suggestions": [(path, 9, "fatwa")]}

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((folder / "new.csv").read_bytes())))
    assert run(["glossary", "diff", "-", "glossary/terms.csv"]) == 0
    out = capsys.readouterr().out
    assert "finished entries that it breaks: 0\n" in out
    assert "findings that it settles: 2\n" in out

    assert run(["glossary", "diff", "glossary/terms.csv", "new.csv", "--format", "markdown"]) == 1
    out = capsys.readouterr().out
    assert "| fatwa | changed | fr&#95;permitted | fetva |  |\n" in out
    where = path.replace("_", "&#95;")
    assert f"**Finished entries that it breaks: 1**\n\n- {where}:5 " in out


def test_diff_works_without_a_project(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tmpipe.toml").unlink()
    (folder / "new.csv").write_text(GLOSSARY.replace("fetva,fatoua", ",fetva"), encoding="utf-8")
    assert run(["glossary", "diff", "glossary/terms.csv", "new.csv"]) == 0
    out, err = capsys.readouterr()
    assert "breaks" not in out
    assert err == "note: no project here: what becomes of catalogs is not told\n"


def test_check_tells_what_is_doubtful(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["glossary", "check"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings, 0 infos\n"
    doubtful = GLOSSARY.replace("fetva,fatoua", "fatwa vraie,fatwa")
    (folder / "x.csv").write_text(
        doubtful.replace(",fatwa,fatwa vraie,", ",avis,fatwa vraie,"), encoding="utf-8"
    )
    assert run(["glossary", "check", "x.csv", "--format", "json", "--fail-on", "info"]) == 1
    (one,) = json.loads(capsys.readouterr().out)["findings"]
    assert (one["check"], one["path"], one["line"], one["term"]) == (
        "glossary-forbidden-inside",
        "x.csv",
        3,
        "fatwa",
    )


def test_a_project_may_keep_its_glossary_as_tbx(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check"])
    as_table = capsys.readouterr().out
    run(["glossary", "export", "glossary/terms.tbx"])
    settings = SETTINGS.replace("terms.csv", "terms.tbx")
    (folder / "tmpipe.toml").write_text(settings, encoding="utf-8")
    capsys.readouterr()
    run(["check"])
    assert capsys.readouterr().out == as_table
    assert run(["glossary", "import", "glossary/terms.tbx"]) == 2
    assert "--into" in capsys.readouterr().err


def test_tbx_is_read_in_the_project_s_source_locale(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a concept in French and English, a French project's term is the French one."""
    settings = (folder / "tmpipe.toml").read_text(encoding="utf-8")
    settings = settings.replace('locales = ["fr"', 'source_locale = "fr"\nlocales = ["en"')
    (folder / "tmpipe.toml").write_text(settings, encoding="utf-8")
    (folder / "glossary/terms.csv").write_text("term_id,source,en\ntehran,Téhéran,Tehran\n", encoding="utf-8")
    assert run(["glossary", "export", "old.tbx"]) == 0
    (folder / "glossary/terms.csv").write_text(
        "term_id,source,en\ntehran,Téhéran,Teheran\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["glossary", "diff", "old.tbx", "glossary/terms.csv"]) in (0, 1)
    assert "changed  tehran: Téhéran\n         en: “Tehran” → “Teheran”\n" in capsys.readouterr().out
    assert run(["glossary", "check", "old.tbx"]) == 0
    assert run(["glossary", "find", "first.txt", "--glossary", "old.tbx"]) == 0
