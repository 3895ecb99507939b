"""`tmpipe memory` as a translator meets it: import, export, search, stats, rebuild."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tmpipe.cli import run
from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

SETTINGS = """\
[project]
name = "trial"
locales = ["fr", "it"]
[[documents]]
path = "first.txt"
slug = "first"
[pretranslate]
engines = { default = "none" }
"""
UNIT = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>\n'
MEMORY = "sqlite:tm.sqlite"

Output = pytest.CaptureFixture[str]


def tmx(*units: tuple[str, str, str, str]) -> str:
    body = "".join(UNIT.format(*unit) for unit in units)
    return f'<tmx version="1.4"><header srclang="en"/><body>\n{body}</body></tmx>\n'


TURN = (
    "note: 1 units in en are left out: here the sources are in another language; "
    "--source-locale en turns them round"
)
GOOD = tmx(("en-US", "Nobody knew why.", "fr-FR", "Personne ne savait pourquoi."), ("en", "Yes", "it", "Sì"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files to import; the place where commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.tmx").write_text(GOOD, encoding="utf-8")
    (tmp_path / "table.tsv").write_text("No\tNon\nPerhaps\tPeut-être\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def project(folder: Path) -> Path:
    """The same folder, as a project."""
    (folder / "tmpipe.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "first.txt").write_text("Nobody knew why.\n", encoding="utf-8")
    return folder


def held(url: str = "sqlite:.tmpipe/memory.sqlite") -> list[TranslationUnit]:
    with closing(open_memory(url)) as memory:
        return list(memory.units())


def test_import_into_a_project(project: Path, capsys: Output) -> None:
    assert run(["memory", "import", "good.tmx"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "2 units: 2 new or changed\n"
    assert shown.err == "note: fr-FR is read as fr\n"
    assert [(unit.locale, unit.source_locale, unit.file) for unit in held()] == [
        ("fr", "en", "trial/good.tmx"),
        ("it", "en", "trial/good.tmx"),
    ]
    assert run(["memory", "import", "good.tmx"]) == 0
    assert capsys.readouterr().out == "2 units: 0 new or changed, 2 known already\n"


def test_import_without_a_project(folder: Path, capsys: Output) -> None:
    assert run(["memory", "import", "good.tmx", "--memory", MEMORY]) == 0
    assert [(unit.locale, unit.source_locale) for unit in held(MEMORY)] == [("fr-FR", "en-US"), ("it", "en")]
    assert run(["memory", "import", "good.tmx"]) == 2
    assert "no tmpipe.toml" in capsys.readouterr().err


def test_options_of_import(project: Path, capsys: Output) -> None:
    options = ["--locale", "fr", "--origin", "machine", "--penalty", "12.5"]
    assert run(["memory", "import", "good.tmx", "table.tsv", *options]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "note: fr-FR is read as fr",
        "note: 1 units in it are left out: --locale asks for others",
    ]
    units = held()
    assert [unit.target for unit in units] == ["Personne ne savait pourquoi.", "Non", "Peut-être"]
    assert {(unit.origin, unit.penalty) for unit in units} == {("machine", 12.5)}
    assert run(["memory", "import", "good.tmx", "--penalty", "101"]) == 2


def test_a_dry_run_stores_nothing(project: Path, capsys: Output) -> None:
    assert run(["memory", "import", "good.tmx", "--dry-run"]) == 0
    assert capsys.readouterr().out == "2 units: 2 can be read; nothing is stored\n"
    assert not (project / ".tmpipe").exists()


def test_what_is_skipped_is_told_and_counted(project: Path, capsys: Output) -> None:
    bad = [("en", f"{n}", "fr", "&") for n in range(25)]
    (project / "bad.tmx").write_text(tmx(*bad, ("en", "Yes", "fr", "Oui")), encoding="utf-8")
    assert run(["memory", "import", "bad.tmx"]) == 1
    shown = capsys.readouterr()
    assert shown.out == "26 units: 1 new or changed, 25 skipped (see above)\n"
    lines = shown.err.splitlines()
    assert len(lines) == 21
    assert lines[0] == (
        "bad.tmx:2: error: unit-unreadable: no XML: not well-formed (invalid token); left out"
    )
    assert lines[-1] == "… and 5 more; --verbose shows them"
    assert run(["memory", "import", "bad.tmx", "--verbose"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 25


def test_a_file_that_cannot_be_read_leaves_nothing(project: Path, capsys: Output) -> None:
    entities = GOOD.replace("<tmx", '<!DOCTYPE tmx [\n<!ENTITY a "b">]><tmx')
    (project / "bad.tmx").write_text(entities, encoding="utf-8")
    for name in ("bad.tmx", "gone.tmx", "first.txt", "."):
        assert run(["memory", "import", "good.tmx", name]) == 2
        assert capsys.readouterr().err.splitlines()[-1].startswith(f"tmpipe: {name}:")
        assert held() == []


def test_compressed_data_that_is_cut_off_is_the_reason(project: Path, capsys: Output) -> None:
    (project / "cut.tmx.gz").write_bytes(gzip.compress(GOOD.encode())[:40])
    assert run(["memory", "import", "cut.tmx.gz"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("tmpipe: cut.tmx.gz: the compressed data is damaged or cut off")
    assert held() == []


def test_languages_that_nobody_wants(project: Path, capsys: Output) -> None:
    other = tmx(("en", "Yes", "de", "Ja"), ("fr", "Oui", "en", "Yes"))
    (project / "other.tmx").write_text(
        other.replace('<tu><tuv xml:lang="fr', '<tu srclang="fr"><tuv xml:lang="fr'), encoding="utf-8"
    )
    assert run(["memory", "import", "other.tmx"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "0 units: 0 new or changed\n"
    assert shown.err.splitlines() == [
        "note: 1 units in de are left out: no locale of this project; --locale takes it",
        TURN,
    ]
    assert run(["memory", "import", "other.tmx", "--source-locale", "en"]) == 0
    assert [(unit.source, unit.target) for unit in held()] == [("Yes", "Oui")]


def test_standard_input_and_output(project: Path) -> None:
    command = [sys.executable, "-m", "tmpipe", "memory"]
    done = subprocess.run([*command, "import", "-"], input=GOOD.encode(), capture_output=True, check=True)
    assert done.stdout == b"2 units: 2 new or changed\n"
    assert {unit.file for unit in held()} == {""}
    out = subprocess.run([*command, "export", "-", "--format", "tmx"], capture_output=True, check=True).stdout
    assert out.count(b"<tu>") == 2
    again = subprocess.run([*command, "import", "-"], input=out, capture_output=True, check=True)
    assert again.stdout == b"2 units: 0 new or changed, 2 known already\n"


@pytest.mark.parametrize("name", ["out.tmx", "out.tsv", "out.tmx.gz", "deep/out.tsv.xz"])
def test_what_is_exported_comes_back(folder: Path, name: str, capsys: Output) -> None:
    unit = TranslationUnit(
        "a\tb", "=1", "fr", "sv", "edited", "d", "p", "f", "2026-01-01", "ann", "x.tmx", 2.5
    )
    with closing(open_memory(MEMORY)) as memory:
        memory.add([unit, TranslationUnit("Yes", "Sì", "it")])
    (folder / "deep").mkdir()
    assert run(["memory", "export", name, "--memory", MEMORY]) == 0
    assert capsys.readouterr().err == f"2 units in {name}\n"
    first = Path(name).read_bytes()
    assert run(["memory", "import", name, "--memory", "sqlite:other.sqlite"]) == 0
    assert held("sqlite:other.sqlite")[0] == unit
    assert run(["memory", "export", name, "--memory", MEMORY, "--quiet"]) == 0
    assert Path(name).read_bytes() == first


@pytest.mark.parametrize(
    ("options", "targets"),
    [
        (["--locale", "it"], ["Sì"]),
        (["--locale", "it", "--locale", "fr"], ["Sì", "Oui"]),
        (["--origin", "machine"], ["Oui"]),
        (["--origin", "human", "--locale", "fr"], []),
    ],
)
def test_a_part_is_exported(folder: Path, options: list[str], targets: list[str]) -> None:
    with closing(open_memory(MEMORY)) as memory:
        memory.add(
            [TranslationUnit("Yes", "Oui", "fr", origin="machine"), TranslationUnit("Yes", "Sì", "it")]
        )
    assert run(["memory", "export", "out.tsv", "--memory", MEMORY, *options]) == 0
    lines = (folder / "out.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[1] for line in lines[1:]] == targets


def test_catalogs_are_exported(folder: Path, capsys: Output) -> None:
    run(["memory", "import", "good.tmx", "--memory", MEMORY])
    capsys.readouterr()
    assert run(["memory", "export", "tm.po", "--memory", MEMORY]) == 0
    assert sorted(path.name for path in folder.glob("*.po")) == ["tm.fr-FR.po", "tm.it.po"]
    assert run(["memory", "export", "one.po", "--memory", MEMORY, "--locale", "it"]) == 0
    assert 'msgstr "Sì"' in (folder / "one.po").read_text(encoding="utf-8")
    assert run(["memory", "import", "tm.fr-FR.po", "--memory", "sqlite:b.sqlite"]) == 0
    assert [unit.locale for unit in held("sqlite:b.sqlite")] == ["fr-FR"]
    assert run(["memory", "export", "-", "--format", "po", "--memory", MEMORY]) == 2


def test_what_cannot_be_exported_is_told(folder: Path, capsys: Output) -> None:
    with closing(open_memory(MEMORY)) as memory:
        memory.add([TranslationUnit("a\x0bb", "Oui", "fr"), TranslationUnit("Yes", "Oui", "fr")])
    assert run(["memory", "export", "out.tmx", "--memory", MEMORY]) == 1
    assert "U+000B" in capsys.readouterr().err
    assert (folder / "out.tmx").read_text(encoding="utf-8").count("<tu>") == 1


@pytest.mark.parametrize("name", ["gone/out.tmx", "gone/out.po"])
def test_a_mistyped_folder_is_not_made(folder: Path, name: str, capsys: Output) -> None:
    run(["memory", "import", "good.tmx", "--memory", MEMORY])
    capsys.readouterr()
    assert run(["memory", "export", name, "--memory", MEMORY]) == 2
    assert (
        capsys.readouterr().err == f"tmpipe: {name}: there is no folder gone; make it, or correct the path\n"
    )
    assert not (folder / "gone").exists()


REGIONS = "note: sources en, en-US, targets fr-FR, it; --source-locale and --locale read them as others"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], [REGIONS]),
        (
            ["--source-locale", "en"],
            ["note: targets fr-FR, it; --source-locale and --locale read them as others"],
        ),
        (["--source-locale", "en", "--locale", "fr"], ["note: fr-FR is read as fr"]),
    ],
)
def test_regions_are_told_where_no_project_says_what_they_mean(
    folder: Path, options: list[str], said: list[str], capsys: Output
) -> None:
    run(["memory", "import", "good.tmx", "--memory", MEMORY, *options])
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "left out" not in line] == said


def test_who_finds_nothing_is_told_which_locales_there_are(folder: Path, capsys: Output) -> None:
    run(["memory", "import", "good.tmx", "--memory", MEMORY])
    capsys.readouterr()
    search = ["memory", "search", "Nobody knew why.", "--memory", MEMORY, "--locale"]
    run([*search, "fr"])
    assert "fr is no locale of this memory; there are: fr-FR, it" in capsys.readouterr().err
    run([*search, "it"])
    assert "`tmpipe memory stats`" in capsys.readouterr().err


def test_an_export_that_fails_changes_nothing(folder: Path, capsys: Output) -> None:
    run(["memory", "import", "good.tmx", "--memory", MEMORY])
    (folder / "out.tmx").mkdir()
    for name in ("out.tmx", "out.doc"):
        assert run(["memory", "export", name, "--memory", MEMORY]) == 2
    assert run(["memory", "export", "x.tmx", "--memory", "sqlite:gone.sqlite"]) == 2
    assert not (folder / "gone.sqlite").exists()
    assert list((folder / "out.tmx").iterdir()) == []
    assert [path.name for path in folder.glob(".*")] == []


def test_search(project: Path, capsys: Output) -> None:
    run(["memory", "import", "good.tmx"])
    capsys.readouterr()
    search = ["memory", "search", "Nobody knew it.", "--locale", "fr", "--cutoff", "60"]
    assert run(search) == 0
    assert capsys.readouterr().out.splitlines() == [
        " 66  Nobody knew [-why.-]{+it.+}",
        "     Personne ne savait pourquoi.",
        "     human, trial/good.tmx",
    ]
    assert run([*search, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["locale"] == "fr"
    (match,) = found["matches"]
    assert match["rate"] == 66.67
    assert match["source"] == "Nobody knew why."
    assert run([*search, "--source-locale", "sv"]) == 0
    assert capsys.readouterr().out == ""


def test_stats(project: Path, capsys: Output) -> None:
    run(["memory", "import", "good.tmx"])
    capsys.readouterr()
    assert run(["memory", "stats"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 units, 2 source texts, 0 documents",
        "locale fr: 1",
        "locale it: 1",
        "origin human: 2",
        "file trial/good.tmx: 2",
    ]
    assert run(["memory", "stats", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == {"trial/good.tmx": 2}


def test_rebuild_keeps_what_was_imported(project: Path, capsys: Output) -> None:
    run(["extract"])
    run(["memory", "import", "good.tmx"])
    capsys.readouterr()
    for _ in range(2):
        assert run(["memory", "rebuild"]) == 0
        assert capsys.readouterr().out == "0 units learned from 2 catalogs, 2 imported units kept\n"
        assert len(held()) == 2
    assert run(["memory", "rebuild", "--forget-imports"]) == 0
    assert capsys.readouterr().out == "0 units learned from 2 catalogs\n"
    assert held() == []


def test_a_damaged_memory_gives_what_it_can(project: Path, capsys: Output) -> None:
    run(["extract"])
    rows = "".join(f"Sentence {n} of many.\tPhrase {n} parmi tant.\n" for n in range(3000))
    (project / "large.tsv").write_text(rows, encoding="utf-8")
    run(["memory", "import", "large.tsv", "--locale", "fr"])
    place = project / ".tmpipe/memory.sqlite"
    data = bytearray(place.read_bytes())
    middle = data.find(b"Sentence 1500 of many.") // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    place.write_bytes(data)
    assert run(["build"]) == 2 or run(["memory", "export", "all.tsv"]) == 2
    capsys.readouterr()
    assert run(["memory", "rebuild"]) == 0
    shown = capsys.readouterr()
    assert shown.err == (
        "note: the memory was damaged: what can be read of the imported units is kept, and whether there "
        "were more cannot be known; the old file is kept as .tmpipe/memory.sqlite.damaged\n"
    )
    kept = held()
    assert 2900 < len(kept) < 3000
    assert {unit.source for unit in kept} <= {f"Sentence {n} of many." for n in range(3000)}
    assert run(["memory", "rebuild"]) == 0
    assert capsys.readouterr().out == f"0 units learned from 2 catalogs, {len(kept):,} imported units kept\n"
    assert held() == kept


def test_a_glob_of_all_folders_finds_their_files(project: Path, capsys: Output) -> None:
    (project / "tmpipe.toml").write_text(f'{SETTINGS}[memory]\nfiles = ["**"]\n', encoding="utf-8")
    assert run(["memory", "rebuild"]) == 0
    assert capsys.readouterr().out.startswith("2 units learned from 0 catalogs and 1 bilingual file")


def test_listed_files_come_back(project: Path, capsys: Output) -> None:
    (project / "tmpipe.toml").write_text(f'{SETTINGS}[memory]\nfiles = ["good.tmx"]\n', encoding="utf-8")
    run(["extract"])
    assert run(["memory", "rebuild"]) == 0
    assert run(["memory", "rebuild"]) == 0
    assert len(held()) == 2
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 units learned from")


def test_a_new_locale_finds_its_units_in_listed_files(project: Path) -> None:
    settings = f'{SETTINGS}[memory]\nfiles = ["good.tmx"]\n'
    for locales, found in (('["fr"]', ["fr"]), ('["fr", "it"]', ["fr", "it"])):
        (project / "tmpipe.toml").write_text(settings.replace('["fr", "it"]', locales), encoding="utf-8")
        assert run(["build", "--quiet"]) == 0
        assert [unit.locale for unit in held()] == found


def test_what_was_exported_is_not_learned_away(project: Path, capsys: Output) -> None:
    (project / "tmpipe.toml").write_text(f'{SETTINGS}[memory]\nfiles = ["table.tsv"]\n', encoding="utf-8")
    (project / "table.tsv").write_text("source\ttarget\tlocale\nNo\tNon\tfr\n", encoding="utf-8")
    run(["build", "--quiet"])
    catalog = project / "locales/fr/LC_MESSAGES/first.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace('why."\nmsgstr ""', 'why."\nmsgstr "Pourquoi ?"'), encoding="utf-8")
    run(["build", "--quiet"])
    assert run(["memory", "export", "all.tmx"]) == 0
    for file in (project / ".tmpipe").iterdir():
        file.unlink()
    assert run(["memory", "import", "all.tmx"]) == 0
    assert {(unit.target, unit.document, unit.file) for unit in held()} == {
        ("Pourquoi ?", "first", "trial/all.tmx"),
        ("Non", "", "trial/all.tmx"),
    }
    run(["build", "--quiet"])
    catalog.write_text(text, encoding="utf-8")
    (project / "table.tsv").write_text("source\ttarget\tlocale\nPerhaps\tSi\tfr\n", encoding="utf-8")
    run(["build", "--quiet"])
    assert {(unit.target, unit.file) for unit in held()} == {
        ("Pourquoi ?", "trial/all.tmx"),
        ("Non", "trial/all.tmx"),
        ("Si", "trial/table.tsv"),
    }


def test_what_another_project_learns_is_not_imported_as_its_own(project: Path) -> None:
    with closing(open_memory("sqlite:.tmpipe/memory.sqlite")) as memory:
        memory.replace_file("other/x.po", [TranslationUnit("Yes", "Oui", "fr")], stamp="1")
    run(["memory", "export", "all.tmx"])
    assert run(["memory", "import", "all.tmx"]) == 0
    assert [unit.file for unit in held()] == ["other/x.po", "trial/all.tmx"]


def test_listed_files_that_cannot_be_read_stop_nobody(project: Path, capsys: Output) -> None:
    (project / "tmpipe.toml").write_text(f'{SETTINGS}[memory]\nfiles = ["*.tmx"]\n', encoding="utf-8")
    (project / "a.tmx").write_text(tmx(("en", "Perhaps", "fr", "Peut-être")), encoding="utf-8")
    (project / "part.tmx").write_text(tmx(*[("en", "x", "fr", "&")] * 9), encoding="utf-8")
    assert run(["pretranslate"]) == 0
    capsys.readouterr()
    (project / "a.tmx").write_text("<html>", encoding="utf-8")
    assert run(["build"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("a.tmx:1: error: unit-unreadable: ")
    assert told[0].endswith("; the memory keeps what it had of this file")
    assert {unit.target for unit in held()} >= {"Peut-être"}
    (project / ".tmpipe/memory.sqlite").unlink()
    assert run(["build"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told[:5]] == ["a.tmx", *["part.tmx"] * 4]
    assert told[5] == "… and 5 more; `tmpipe memory import --dry-run --verbose FILE` shows all of a file"
    assert run(["memory", "rebuild"]) == 0
    assert capsys.readouterr().err.count("part.tmx:") == 9


def test_a_search_is_what_pretranslate_offers(project: Path, capsys: Output) -> None:
    penalties = '[memory.penalties]\nhuman = 5\n"good.tmx" = 2\n'
    (project / "tmpipe.toml").write_text(f"{SETTINGS}memory_cutoff = 95\n{penalties}", encoding="utf-8")
    run(["memory", "import", "good.tmx"])
    capsys.readouterr()
    search = ["memory", "search", "Nobody knew why.", "--locale", "fr"]
    assert run(search) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("nothing at 95 or above;")
    assert run([*search[:-1], "de"]) == 0
    told = "nothing at 95 or above; de is no locale of this project; there are: fr, it\n"
    assert capsys.readouterr().err == told
    assert run([*search, "--cutoff", "90"]) == 0
    assert capsys.readouterr().out.startswith(" 93  Nobody knew why.\n")
