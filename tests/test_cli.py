"""The command line as its users meet it: exit codes, one clear sentence, nothing half-written."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tmpipe import __version__, parts
from tmpipe.cli import run
from tmpipe.model import Block, Code, Document

SETTINGS = """\
[project]
name = "trial"
locales = ["fr"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "seeds/first.txt"
slug = "first"
[pretranslate]
engines = { default = "none" }
"""
GLOSSARY = """\
term_id,source,source_variants,pos,domain,case,do_not_translate,fr,fr_permitted,fr_forbidden,note,evidence,status
tehran,Tehran,,proper noun,place,exact,no,Téhéran,,Tehran :: English spelling,,,
"""
FIRST = """\
A Massacre in Tehran

The prisons of Tehran were full. Nobody knew why.
"""
CONFLICT = """\
msgid ""
msgstr "Language: fr\\n"

<<<<<<< HEAD
msgid "a"
=======
msgid "b"
>>>>>>> theirs
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, and the place where commands run."""
    for path, text in {
        "tmpipe.toml": SETTINGS,
        "glossary/terms.csv": GLOSSARY,
        "seeds/first.txt": FIRST,
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def finish(folder: Path, msgid: str, msgstr: str) -> Path:
    """As a translator does in a text editor."""
    place = folder / "locales/fr/LC_MESSAGES/first.po"
    text = place.read_text(encoding="utf-8")
    empty = f'msgid "{msgid}"\nmsgstr ""'
    assert empty in text
    place.write_text(text.replace(empty, f'msgid "{msgid}"\nmsgstr "{msgstr}"'), encoding="utf-8")
    return place


def test_the_whole_round(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build"]) == 0
    assert "first" in capsys.readouterr().out
    finish(folder, "The prisons of Tehran were full.", "Les prisons de Téhéran étaient pleines.")
    assert run(["build"]) == 0
    assert "Les prisons de Téhéran étaient pleines." in (folder / "build/fr/first.txt").read_text(
        encoding="utf-8"
    )
    assert 'lang="fr"' in (folder / "build/fr/first.html").read_text(encoding="utf-8")


def test_the_gate_closes_on_a_finding_and_says_where(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["extract"])
    place = finish(folder, "The prisons of Tehran were full.", "Les prisons étaient pleines.")
    capsys.readouterr()
    assert run(["check", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"error": 1, "warning": 0, "info": 0}
    finding = found["findings"][0]
    line = place.read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    assert line == 'msgstr "Les prisons étaient pleines."'
    told = {
        key: finding[key] for key in ("check", "severity", "path", "locale", "document", "term", "msgctxt")
    }
    assert told == {
        "check": "term-missing",
        "severity": "error",
        "path": "locales/fr/LC_MESSAGES/first.po",
        "locale": "fr",
        "document": "seeds/first.txt:3",
        "term": "tehran",
        "msgctxt": None,
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 1),
        (["check", "--fail-on", "never"], 0),
        (["check", "--ignore", "term-forbidden", "--ignore", "term-missing"], 0),
        (["check", "--select", "number-mismatch"], 0),
        (["check", "--select", "term-forbidden", "--format", "github"], 1),
        (["check", "locales"], 1),
        (["check", "locales/fr/LC_MESSAGES/first.po", "--format", "sarif"], 1),
        (["check", "--format", "junit"], 1),
        (["build"], 1),
        (["build", "--fail-on", "never"], 0),
        (["status"], 0),
    ],
)
def test_exit_codes_can_be_trusted(folder: Path, arguments: list[str], code: int) -> None:
    run(["extract"])
    finish(folder, "The prisons of Tehran were full.", "Les prisons de Tehran étaient pleines.")
    assert run(arguments) == code


def test_any_catalog_can_be_checked_with_any_glossary(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("elsewhere")
    catalog = other / "fr.po"
    catalog.write_text(
        'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "He left Tehran."\nmsgstr "Il a quitté la ville."\n',
        encoding="utf-8",
    )
    os.chdir(other)
    assert run(["check", "fr.po", "--glossary", str(folder / "glossary/terms.csv")]) == 1
    assert capsys.readouterr().out.startswith("fr.po:5: error: term-missing: ")


@pytest.mark.parametrize(
    ("name", "header", "locale"),
    [
        ("po/fr.po", "", "fr"),
        ("po/pt_BR.po", "", "pt-BR"),
        ("po/fr.po", "Language: it\\n", "it"),
        ("po/app.po", "", ""),
        ("fr/LC_MESSAGES/app.po", "", "fr"),
    ],
)
def test_a_catalog_s_name_says_its_locale_where_nothing_else_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, header: str, locale: str
) -> None:
    place = tmp_path / name
    place.parent.mkdir(parents=True)
    text = (
        f'msgid ""\nmsgstr "{header}Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b  c"\n'
    )
    place.write_text(text, encoding="utf-8")
    code = run(["check", str(place), "--format", "json", "--select", "doubled-space"])
    out, err = capsys.readouterr()
    if locale:
        assert [one["locale"] for one in json.loads(out)["findings"]] == [locale]
    else:
        assert code == 2
        assert "add “Language: …” to the header" in err


@pytest.mark.parametrize("form", parts.REPORTS)
def test_one_unreadable_file_leaves_the_findings_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    entry = 'msgid "a"\nmsgstr "b  c"\n'
    Path("fr.po").write_text(f'msgid ""\nmsgstr "Language: fr\\n"\n\n{entry}', encoding="utf-8")
    Path("app.po").write_text(entry, encoding="utf-8")
    assert run(["check", "app.po", "fr.po", "--format", form, "--select", "doubled-space"]) == 2
    told = capsys.readouterr()
    assert "doubled-space" in told.out
    (sentence,) = (line for line in told.err.splitlines() if line.startswith("tmpipe: "))
    assert sentence.startswith("tmpipe: app.po:1: neither the header nor the path says")
    if form in ("json", "sarif", "gitlab"):
        json.loads(told.out)
    if form == "junit":
        ET.fromstring(told.out)
    assert run(["check", "app.po", "--format", form]) == 2
    assert capsys.readouterr().out == ""


def test_half_a_run_writes_no_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fr.po").write_text('msgid "a"\nmsgstr "b  c"\n', encoding="utf-8")
    Path("app.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    assert run(["check", "fr.po", "app.po", "--baseline", "b.jsonl", "--update-baseline"]) == 2
    assert "doubled-space" in capsys.readouterr().out
    assert not Path("b.jsonl").exists()


def test_a_catalog_is_judged_by_its_own_project_wherever_one_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["extract"])
    finish(folder, "The prisons of Tehran were full.", "Les prisons étaient pleines.")
    place = "locales/fr/LC_MESSAGES/first.po"
    for here, argument in (
        (folder.parent, f"{folder.name}/{place}"),
        (folder / "locales/fr", "LC_MESSAGES/first.po"),
    ):
        monkeypatch.chdir(here)
        capsys.readouterr()
        assert run(["check", argument, "--select", "term-missing,term-case"]) == 1
        path = capsys.readouterr().out.split(":")[0]
        assert Path(path).resolve() == folder / place


def test_a_folder_without_catalogs_is_no_clean_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "seeds"]) == 2
    assert "seeds: no .po file in this folder" in capsys.readouterr().err


def test_build_says_why_the_gate_closes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract"])
    finish(folder, "The prisons of Tehran were full.", "Les prisons étaient pleines.")
    capsys.readouterr()
    assert run(["build"]) == 1
    assert "first.po:" in capsys.readouterr().err


def test_what_only_informs_is_shown_when_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seeds/first.txt").write_text(
        FIRST + "\nThe Ligue des Droits de I'Homme spoke.\n", encoding="utf-8"
    )
    run(["extract"])
    capsys.readouterr()
    assert run(["check"]) == 0
    told = capsys.readouterr()
    assert "source-suspect" not in told.out
    assert "1 info is not shown; --verbose shows more" in told.err
    assert run(["check", "--verbose"]) == 0
    assert "source-suspect" in capsys.readouterr().out
    assert run(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["info"] == 1
    assert run(["check", "--fail-on", "info"]) == 1


def test_one_locale_leaves_the_others_alone(folder: Path) -> None:
    text = (folder / "tmpipe.toml").read_text(encoding="utf-8")
    (folder / "tmpipe.toml").write_text(text.replace('["fr"]', '["fr", "sv"]'), encoding="utf-8")
    assert run(["build", "--locale", "sv"]) == 0
    assert (folder / "locales/sv").exists()
    assert not (folder / "locales/fr").exists()


def test_a_document_of_a_glob_can_have_a_table_of_its_own(folder: Path) -> None:
    (folder / "seeds/second.txt").write_text("Another text.\n", encoding="utf-8")
    place = folder / "tmpipe.toml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text + '\n[[documents]]\npath = "seeds/*.txt"\n', encoding="utf-8")
    assert run(["extract"]) == 0
    templates = (folder / "locales/templates").rglob("*.pot")
    assert sorted(path.name for path in templates) == ["first.pot", "second.pot"]


BAD = {
    "latin-1 document": ("seeds/first.txt", "café\n".encode("latin-1"), "seeds/first.txt:1: "),
    "utf-16 document": ("seeds/first.txt", "A text.\n".encode("utf-16"), "seeds/first.txt:1: "),
    "document with a NUL": ("seeds/first.txt", b"One.\n\nTwo\0.\n", "seeds/first.txt:3: "),
    "empty document": ("seeds/first.txt", b"", "seeds/first.txt:1: "),
    "document of white space": ("seeds/first.txt", b"\n \n", "seeds/first.txt:1: "),
    "a line of 11 MB": ("seeds/first.txt", b"One.\n" + b"x " * 5_500_000, "seeds/first.txt:2: "),
    "catalog with a merge conflict": ("locales/fr/LC_MESSAGES/first.po", CONFLICT.encode(), "first.po:4: "),
    "catalog that is none": ("locales/fr/LC_MESSAGES/first.po", b"PK\x03\x04\x00\x00", "first.po:1: "),
    "glossary with a duplicated id": (
        "glossary/terms.csv",
        (GLOSSARY + "tehran,Teheran,,,,free,no,Téhéran,,,,,\n").encode(),
        "glossary/terms.csv:3: ",
    ),
    "glossary without a column": (
        "glossary/terms.csv",
        GLOSSARY.replace("term_id,", "id,").encode(),
        "glossary/terms.csv:1: ",
    ),
    "configuration with an unknown key": (
        "tmpipe.toml",
        (SETTINGS + "color = 1\n").encode(),
        "tmpipe.toml:10: ",
    ),
    "slug that turns directions": (
        "tmpipe.toml",
        SETTINGS.replace('slug = "first"', 'slug = "fi\u202erst"').encode(),
        "'fi\\u202erst' cannot name a file; give the document a plain slug",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_sentence_and_nothing_is_lost(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    run(["build"])
    path, data, place = BAD[name]
    before = {one: one.read_bytes() for one in (folder / "locales").rglob("*.po*")}
    (folder / path).write_bytes(data)
    capsys.readouterr()
    assert run(["build"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("tmpipe: ")
    assert place in told.err
    assert {one: one.read_bytes() for one in before if one != folder / path} == {
        one: data for one, data in before.items() if one != folder / path
    }
    assert (folder / path).read_bytes() == data


def test_a_bom_does_no_harm(folder: Path) -> None:
    for path in ("glossary/terms.csv", "tmpipe.toml", "seeds/first.txt"):
        (folder / path).write_bytes(b"\xef\xbb\xbf" + (folder / path).read_bytes())
    assert run(["build"]) == 0
    assert "\ufeff" not in (folder / "locales/fr/LC_MESSAGES/first.po").read_text(encoding="utf-8")


def test_a_damaged_entry_is_a_finding_and_the_rest_lives_on(folder: Path) -> None:
    run(["extract"])
    place = finish(folder, "Nobody knew why.", "Personne ne savait pourquoi.")
    with place.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "broken\nmsgstr ""\n')
    assert run(["check", "--select", "po-syntax"]) == 1
    assert run(["extract"]) == 0
    text = place.read_text(encoding="utf-8")
    assert 'msgid "broken' in text
    assert "Personne ne savait pourquoi." in text


def test_a_catalog_that_was_put_in_the_place_of_another_stops_us(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["extract"])
    place = folder / "locales/fr/LC_MESSAGES/first.po"
    head = 'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    others = ("rain", "snow", "hail", "wind", "heat", "frost")
    entries = (f'\n#: seeds/weather.txt\nmsgid "About the {one}."\nmsgstr "Sur {one}."\n' for one in others)
    place.write_text(head + "".join(entries), encoding="utf-8")
    before = place.read_bytes()
    capsys.readouterr()
    assert run(["build"]) == 2
    assert (
        "first.po:1: this is the catalog of another document than seeds/first.txt" in capsys.readouterr().err
    )
    assert place.read_bytes() == before


def test_a_catalog_of_another_document_loses_nothing(folder: Path) -> None:
    run(["extract"])
    place = folder / "locales/fr/LC_MESSAGES/first.po"
    place.write_text(
        'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Another text altogether, about the weather."\nmsgstr "Un autre texte."\n',
        encoding="utf-8",
    )
    assert run(["extract"]) == 0
    text = place.read_text(encoding="utf-8")
    assert '#~ msgstr "Un autre texte."' in text
    assert 'msgid "Nobody knew why."' in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND; see `tmpipe --help`"),
        (["bild"], "invalid choice: 'bild'"),
        (["build", "nothing"], "no document 'nothing' in this project; there are: first"),
        (["build", "--locale", "de"], "no locale 'de' in this project; there are: fr"),
        (["check", "nowhere.po"], "nowhere.po: no such file or folder"),
        (["check", "--select", "spelling"], "no check named 'spelling'; there are: "),
        (["pretranslate", "--engine", "oracle"], "no engine named 'oracle'; there are: argos, "),
        (["build", "--format", "docs"], "no format named 'docs'; there are: html, "),
        (["localize", "--format", "docs"], "no format named 'docs'; there are: html, "),
        (["segment", "tmpipe.toml"], "tmpipe.toml: no format reads .toml; known: .txt"),
        (["-C", "nowhere", "status"], "cannot run in nowhere"),
        (["status", "-C", "nowhere"], "cannot run in nowhere"),
        (["measure", "memory", "-C", "nowhere"], "cannot run in nowhere"),
        (["glossary", "check", "-C", "nowhere"], "cannot run in nowhere"),
        (["models", "list", "-C", "nowhere"], "cannot run in nowhere"),
        (["memory", "search", "x", "--locale", "fr", "--cutoff", "300"], "'300' is no match rate"),
        (["memory", "search", "x", "--locale", "fr", "--limit", "0"], "'0' is no whole number from 1 on"),
        (["memory", "search", "x", "--locale", "fr", "--limit", "-1"], "'-1' is no whole number from 1 on"),
        (["memory", "search", "\udcff", "--locale", "fr"], "is no text in UTF-8"),
        (["init"], "there is a project already"),
        (["models", "install", "nothing.argosmodel"], "nothing.argosmodel: "),
    ],
)
def test_bad_usage_gets_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert message in told.err


def test_an_old_document_is_to_be_saved_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "letter.DOC").write_bytes(b"\xd0\xcf\x11\xe0")
    assert run(["segment", "letter.DOC"]) == 2
    told = "tmpipe: letter.DOC: no format reads .doc; save it as .docx or .odt\n"
    assert capsys.readouterr().err == told


def test_outside_a_project_init_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["status"]) == 2
    assert "`tmpipe init` makes one" in capsys.readouterr().err


def test_a_new_project_works_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "campaign"]) == 0
    (tmp_path / "campaign/seeds/statement.txt").write_text(FIRST, encoding="utf-8")
    place = tmp_path / "campaign/tmpipe.toml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text + '\n[[documents]]\npath = "seeds/statement.txt"\n', encoding="utf-8")
    assert run(["-C", "campaign", "build"]) == 0
    assert (tmp_path / "campaign/locales/fr/LC_MESSAGES/seeds/statement.po").exists()
    assert ".tmpipe/" in (tmp_path / "campaign/.gitignore").read_text(encoding="utf-8")


def test_init_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("secret\nbuild/", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "seeds/inner").mkdir()
    (tmp_path / "seeds/inner/b.md").write_text("# B\n", encoding="utf-8")
    (tmp_path / "seeds/c.rtf").write_bytes(b"")
    assert run(["init", str(tmp_path)]) == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8").startswith("secret\nbuild/\n")
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8").count("build/") == 1
    settings = (tmp_path / "tmpipe.toml").read_text(encoding="utf-8")
    assert [line for line in settings.splitlines() if line.startswith("path")] == [
        'path = "seeds/**/*.txt"',
        'path = "seeds/**/*.md"',
    ]
    assert run(["-C", str(tmp_path), "extract"]) == 0


def test_segments_as_text_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["segment", "seeds/first.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "A Massacre in Tehran",
        "The prisons of Tehran were full.",
        "Nobody knew why.",
    ]
    assert run(["segment", "seeds/first.txt", "--format", "json"]) == 0
    blocks = json.loads(capsys.readouterr().out)["blocks"]
    assert [(one["role"], one["line"], len(one["segments"])) for one in blocks] == [
        ("heading", 1, 1),
        ("paragraph", 3, 2),
    ]


PIPED = [
    (b"<!DOCTYPE html><p>A <b>b</b>.", "A <g1>b</g1>."),
    (b"\xef\xbb\xbf\n<html><p>A.", "A."),
    (b"A <b>b</b>.", "A <b>b</b>."),
    ("docx", "A very <g1>bold</g1> word."),
    ("odt", "A very <g1>bold</g1> word."),
    (
        b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><p>A <b>b</b>.</p></html>',
        "A <g1>b",
    ),
    (b"A text about %PDF-1.7 files.", "A text about %PDF-1.7 files."),
    (b"PK\3\4 cut", "the archive is damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old binary office file (.doc, .xls)"),
    (b"%PDF-1.7 cut", "damaged"),
]


@pytest.mark.parametrize(("data", "told"), PIPED)
def test_what_is_piped_is_known_by_its_first_bytes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: bytes | str, told: str
) -> None:
    if isinstance(data, str):
        block = Block("A very <g1>bold</g1> word.", 1, codes=(Code("strong", "", ""),))
        rendition: parts.Rendition = parts.part("renditions", data)
        data = rendition.render(Document("x", "fr", (block,), "T"), {})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code = run(["segment", "-"])
    shown = capsys.readouterr()
    assert told in shown.out + shown.err
    assert code == (0 if told in shown.out else 2)


def test_build_writes_the_documents_that_are_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = ("text", ".DOCX", "json", "odt")  # of the tables the last counts, as options do
    assert run(["build", *(word for form in forms for word in ("--format", form))]) == 0
    assert json.loads(capsys.readouterr().out)["documents"]
    written = {place.suffix for place in (folder / "build/fr").iterdir()}
    assert written == {".docx", ".odt"}


def test_status_as_json_counts_segments_and_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract"])
    finish(folder, "Nobody knew why.", "Personne ne savait pourquoi.")
    capsys.readouterr()
    assert run(["status", "--format", "json"]) == 0
    row = json.loads(capsys.readouterr().out)["documents"][0]
    assert (row["segments"]["total"], row["segments"]["finished"], row["segments"]["untranslated"]) == (
        3,
        1,
        2,
    )
    assert (row["words"]["total"], row["words"]["human"]) == (13, 3)


ALL = {
    "A Massacre in Tehran": "Un massacre à Téhéran",
    "The prisons of Tehran were full.": "Les prisons de Téhéran étaient pleines.",
    "Nobody knew why.": "Personne ne savait pourquoi.",
}


def test_a_sign_off_from_refusal_to_void(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract"])
    sign = ["sign-off", "fr", "first", "--by", "Zoë"]
    capsys.readouterr()
    assert run(sign) == 1
    assert capsys.readouterr().err == "tmpipe: first fr is not signed off; it lacks: 3 untranslated\n"
    for msgid, msgstr in ALL.items():
        finish(folder, msgid, msgstr.replace("Téhéran", "Tehran"))
    place = folder / "locales/fr/LC_MESSAGES/first.po"
    assert run(sign) == 1
    told = capsys.readouterr()
    assert "term-forbidden" in told.out
    assert "it lacks: 2 errors" in told.err
    place.write_text(place.read_text(encoding="utf-8").replace("à Tehran", "à Téhéran"), encoding="utf-8")
    place.write_text(place.read_text(encoding="utf-8").replace("de Tehran", "de Téhéran"), encoding="utf-8")
    assert run([*sign, "--date", "2026-11-21"]) == 0
    assert "signed off by Zoë; commit locales/sign-off.toml" in capsys.readouterr().out
    assert run(["status"]) == 0
    assert "final  Zoë" in capsys.readouterr().out
    place.write_text(place.read_text(encoding="utf-8").replace("savait", "sait"), encoding="utf-8")
    assert run(["status"]) == 0
    assert "void: first fr, signed by Zoë: the translation has changed since" in capsys.readouterr().out
    assert run([*sign, "--remove"]) == 0
    assert run([*sign, "--remove"]) == 2
    assert "signed by: nobody" in capsys.readouterr().err


def test_status_of_some_as_a_badge(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract"])
    capsys.readouterr()
    assert run(["status", "first", "--locale", "fr", "--format", "badge"]) == 0
    assert "<title>français (fr), first: empty, 0 % finished</title>" in capsys.readouterr().out
    assert run(["status", "second"]) == run(["status", "--locale", "de"]) == 2


def test_translators_without_git_are_those_of_the_headers(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    run(["extract"])
    place = finish(folder, "Nobody knew why.", "Personne ne savait pourquoi.")
    last = "Last-Translator: "
    text = place.read_text(encoding="utf-8").replace(f"{last}Automatically generated", f"{last}Zoë <z@x.org>")
    place.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run(["status", "--translators", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["translators"] == [{"name": "Zoë", "locale": "fr", "segments": 1, "words": 3}]
    assert "note: git is not installed" in told.err


def test_a_record_that_cannot_be_read_stops_build_before_it_writes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "locales").mkdir()
    (folder / "locales/sign-off.toml").write_text("\n[sign_off]\n")
    assert run(["build"]) == 2
    assert capsys.readouterr().err.startswith("tmpipe: locales/sign-off.toml:2: unknown table: 'sign_off'")
    assert not (folder / "locales/fr").exists()


def tmpipe(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "tmpipe", *arguments], capture_output=True, text=True, check=False, **options
    )


def test_the_version() -> None:
    assert tmpipe("--version").stdout == f"tmpipe {__version__}\n"


def test_standard_input_is_read(folder: Path) -> None:
    done = tmpipe("segment", "-", "--locale", "fr", input="M. Raïssi est parti. Il reviendra.\n")
    assert done.stdout.splitlines() == ["M. Raïssi est parti.", "Il reviendra."]


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    (folder / "seeds/first.txt").write_text("He left. She stayed.\n\n" * 20_000, encoding="utf-8")
    command = f"'{sys.executable}' -m tmpipe segment seeds/first.txt | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("He left.\n", "")


HEEDING_INTERRUPTS = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("tmpipe", run_name="__main__", alter_sys=True)
"""
"""A suite that a shell runs in the background would hand its deafness to interrupts down."""


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("words", "stream", "code"),
    [
        ("--version", ">&-", 0),
        ("segment -", ">&-", 0),
        ("segment -", "2>&-", 0),
        ("segment gone.txt", ">&- 2>&-", 2),
        ("segment gone.txt", "2>/dev/full", 2),
        ("segment -", ">/dev/full", 2),
    ],
)
def test_streams_that_take_nothing(folder: Path, words: str, stream: str, code: int) -> None:
    command = f"echo 'He left.' | '{sys.executable}' -m tmpipe {words} {stream}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "tmpipe:" not in done.stdout


def test_names_of_files_turn_no_terminal_around(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["segment", "a\x1b[31m\n\u202eb\x9b.txt"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("tmpipe: a�[31m��b�.txt: ")
    assert told.count("\n") == 1


def test_an_interrupted_command_says_so(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HEEDING_INTERRUPTS, "segment", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        process.stdin.write("He left.\n" * 100_000)  # more than a pipe holds: who writes it on is reading
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
    assert process.returncode == 130
    assert told == "tmpipe: interrupted; every file is as before or wholly new\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_for(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert "tmpipe" in capsys.readouterr().out


def test_the_memory_is_searched_and_rebuilt(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract"])
    finish(folder, "Nobody knew why.", "Personne ne savait pourquoi.")
    assert run(["memory", "rebuild"]) == 0
    capsys.readouterr()
    assert run(["memory", "search", "Nobody knew it.", "--locale", "fr", "--cutoff", "60"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        " 66  Nobody knew [-why.-]{+it.+}",
        "     Personne ne savait pourquoi.",
        "     human, first, trial/locales/fr/LC_MESSAGES/first.po",
    ]
    assert run(["memory", "stats"]) == 0
    assert capsys.readouterr().out.startswith("1 unit, 1 source text, 1 document\n")


def test_a_damaged_memory_says_how_it_comes_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["build"])
    (folder / ".tmpipe/memory.sqlite").write_bytes(b"not a database" * 100)
    (folder / ".tmpipe/memory.sqlite-fr.index").touch()
    capsys.readouterr()
    assert run(["build"]) == 2
    assert "tmpipe memory rebuild" in capsys.readouterr().err
    assert run(["memory", "rebuild"]) == 0
    assert "kept as .tmpipe/memory.sqlite.damaged" in capsys.readouterr().err
    left = sorted(file.name for file in (folder / ".tmpipe").iterdir())
    assert left == ["built.json", "memory.sqlite", "memory.sqlite.damaged", "record.json"]
    assert run(["build"]) == 0


def test_one_run_writes_several_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract"])
    finish(folder, "The prisons of Tehran were full.", "Les prisons étaient pleines.")
    capsys.readouterr()
    others = ["--report", "sarif=out/x.sarif", "--report", "markdown=x.md"]
    assert run(["check", "--format", "json", *others]) == 1
    json.loads(capsys.readouterr().out)
    assert json.loads((folder / "out/x.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (folder / "x.md").read_text(encoding="utf-8").startswith("## Translations: ")


@pytest.mark.parametrize(
    ("report", "words"),
    [("sarif", "--report sarif: a form and a file"), ("nothing=x", "no report named 'nothing'")],
)
def test_a_report_needs_a_form_and_a_file(
    folder: Path, report: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--report", report]) == 2
    assert capsys.readouterr().err.startswith(f"tmpipe: {words}")


def test_texts_are_shown_when_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract"])
    finish(folder, "The prisons of Tehran were full.", "Les prisons de Tehran étaient pleines.")
    capsys.readouterr()
    run(["check", "--select", "term-forbidden"])
    assert len(capsys.readouterr().out.splitlines()) == 2
    run(["check", "--select", "term-forbidden", "--verbose"])
    assert "         |                ^^^^^^\n" in capsys.readouterr().out
