"""`tmpipe merge`, by hand and as git's merge driver between real branches."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.cli import run

HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "two-volunteers.sh"
SETTINGS = """\
[project]
name = "trial"
locales = ["fr"]
[[documents]]
path = "seeds/a.txt"
slug = "a"
[pretranslate]
engines = { default = "none" }
"""
SEED = "The prisons of the city were full. Nobody knew why. Families waited outside the gates for days.\n"
CATALOG = "locales/fr/LC_MESSAGES/a.po"


def po(**texts: str) -> str:
    return HEADER + "".join(f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in texts.items())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "base.po": po(a="", b=""),
        "ours.po": po(a="un", b=""),
        "theirs.po": po(a="", b="deux"),
        "rival.po": po(a="uno", b=""),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_merged_catalog_goes_to_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["merge", "base.po", "ours.po", "theirs.po"]) == 0
    assert capfd.readouterr() == (po(a="un", b="deux"), "")


def test_a_conflict_is_told_with_its_line_and_written_all_the_same(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["merge", "base.po", "ours.po", "rival.po", "-o", "ours.po", "--path", "fr/x.po"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert re.match(r"fr/x\.po:8: error: merge-both: ", err)
    lines = (folder / "ours.po").read_text(encoding="utf-8").splitlines()
    assert lines[5:8] == ['# tmpipe: theirs "uno"', 'msgid "a"', 'msgstr "un"']
    assert run(["check", "ours.po", "--select", "merge-both"]) == 1
    assert "ours.po:8: error: merge-both: " in capfd.readouterr().out


@pytest.mark.parametrize("fuzzy", ["", "#, fuzzy\n"])
def test_the_gate_stays_closed_in_suggestions_too(folder: Path, fuzzy: str) -> None:
    waiting = po(a="un").replace('msgid "a"', f'# tmpipe: theirs "uno"\n{fuzzy}msgid "a"')
    (folder / "x.po").write_text(waiting, encoding="utf-8")
    assert run(["check", "x.po", "--select", "merge-both"]) == 1
    reason = '# tmpipe: ignore=merge-both "both are right"\n#'
    (folder / "x.po").write_text(waiting.replace("#", reason, 1), encoding="utf-8")
    assert run(["check", "x.po", "--select", "merge-both"]) == 0


@pytest.mark.parametrize("base", ["empty.po", "missing.po", os.devnull])
def test_a_base_may_be_empty_or_missing(folder: Path, base: str) -> None:
    (folder / "empty.po").write_bytes(b"")
    assert run(["merge", base, "ours.po", "theirs.po", "-o", "out.po"]) == 0
    assert (folder / "out.po").read_text(encoding="utf-8") == po(a="un", b="deux")


def test_a_file_that_came_back_cut_off_takes_nothing_away(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "sent.po").write_text(po(a="un", b="deux", c=""), encoding="utf-8")
    (folder / "back.po").write_text(po(a="un et demi"), encoding="utf-8")
    assert run(["merge", "sent.po", "sent.po", "back.po"]) == 0
    out, err = capfd.readouterr()
    assert out == po(a="un et demi") + '\n#~ msgid "b"\n#~ msgstr "deux"\n'
    assert re.search("sent.po: a side lacks 1 of the translations .*; `tmpipe extract` puts them back$", err)


@pytest.mark.parametrize("side", ["base.po", "ours.po", "theirs.po"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<<<<<<< HEAD\n" + po(a="un"), "conflict"),
        ("just a text\nin two lines\n", "no gettext catalog"),
        ("\0", "NUL"),
    ],
)
def test_what_is_no_catalog_stops_it_before_anything_is_written(
    folder: Path, capfd: pytest.CaptureFixture[str], side: str, text: str, said: str
) -> None:
    (folder / side).write_text(text, encoding="utf-8")
    before = (folder / "ours.po").read_bytes()
    assert run(["merge", "base.po", "ours.po", "theirs.po", "-o", "ours.po", "--path", "fr/x.po"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("tmpipe: fr/x.po")
    assert said in err
    assert (folder / "ours.po").read_bytes() == before


@pytest.mark.parametrize("side", ["ours.po", "theirs.po"])
def test_an_emptied_side_is_no_work_of_a_translator(
    folder: Path, capfd: pytest.CaptureFixture[str], side: str
) -> None:
    (folder / side).write_bytes(b"\n")
    assert run(["merge", "base.po", "ours.po", "theirs.po"]) == 2
    assert "restore it" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("path", "ours", "theirs", "code"),
    [
        ("locales/fr/LC_MESSAGES/x.po", "fr", "it", 2),
        ("locales/fr/LC_MESSAGES/x.po", "fr", "fr_CA", 0),
        ("locales/fr/LC_MESSAGES/x.po", "fr", "", 0),
        ("locales/it/LC_MESSAGES/x.po", "fr", "it", 0),
        ("x.po", "fr", "it", 0),
    ],
)
def test_a_file_in_another_language_is_the_wrong_one(
    folder: Path, capfd: pytest.CaptureFixture[str], path: str, ours: str, theirs: str, code: int
) -> None:
    for name, language in (("base", ours), ("ours", ours), ("theirs", theirs)):
        place = folder / f"{name}.po"
        place.write_text(place.read_text("utf-8").replace("Language: fr", f"Language: {language}"), "utf-8")
    before = (folder / "ours.po").read_bytes()
    assert run(["merge", "base.po", "ours.po", "theirs.po", "-o", "ours.po", "--path", path]) == code
    assert ("(theirs):1: the header says Language: it, ours is fr" in capfd.readouterr().err) == bool(code)
    assert ((folder / "ours.po").read_bytes() == before) == bool(code)


@pytest.mark.parametrize(
    ("settings", "mark", "said"),
    [
        ('[catalogs]\nworkflow_flags = "#="\n', "#=", ""),
        ("", "#,", ""),
        ("<<<<<<< HEAD\n", "#,", "note: tmpipe.toml:4: "),
        (None, "#,", ""),
    ],
)
@pytest.mark.parametrize("path", [["--path", "locales/fr/LC_MESSAGES/x.po"], []])
def test_fuzzy_stands_where_the_project_wants_it(
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    settings: str | None,
    mark: str,
    said: str,
    path: list[str],
) -> None:
    if settings is not None:
        (folder / "tmpipe.toml").write_text('[project]\nname = "x"\nlocales = ["fr"]\n' + settings, "utf-8")
    (folder / "ours.po").write_text(po(a="").replace("\nmsgid", "\n# why?\nmsgid", 2), "utf-8")
    (folder / "theirs.po").write_text(po(a="un").replace('msgid "a"', '#, fuzzy\nmsgid "a"'), "utf-8")
    assert run(["merge", "base.po", "ours.po", "theirs.po", *path]) == 0
    out, err = capfd.readouterr()
    assert f'{mark} fuzzy\nmsgid "a"\nmsgstr "un"' in out
    assert (said in err) if said else not err


def document(path: str, *texts: str) -> str:
    """A catalog with these sentences, whose references name the path; empty: it has none."""
    above = f"#: {path}\n" if path else ""
    return HEADER + "".join(f'\n{above}msgid "{text}"\nmsgstr "{text.upper()}"\n' for text in texts)


OWN, OTHER = document("a.txt", *"abcdef"), document("b.txt", *"uvwxyz")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wrong"),
    [
        (OWN, OWN, OTHER, "(theirs):1"),
        (OWN, OTHER, OWN, "x.po:1"),
        ("", OWN, OTHER, "(theirs):1"),
        (OWN, OWN, document("", *"uvwxyz"), "(theirs):1"),
        (OWN, OWN, document("", *"auvwxyz"), ""),  # no references, but one sentence: an edition, perhaps
        (OWN, OWN, document("a.txt:3", *"uvwxyz"), ""),  # all sentences new, and the same document
        (OWN, OWN, document("b.txt", *"abcdefg"), ""),  # the document has another name now
        (OWN, OWN, OTHER + '\n#~ msgid "a"\n#~ msgstr "A"\n', ""),  # an earlier edition was this one
        (OWN, OWN, document("b.txt", *"uvwx"), ""),  # too few to tell
    ],
)
def test_the_catalog_of_another_document_is_the_wrong_one(
    folder: Path, capfd: pytest.CaptureFixture[str], base: str, ours: str, theirs: str, wrong: str
) -> None:
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / f"{name}.po").write_text(text, "utf-8")
    code = run(["merge", "base.po", "ours.po", "theirs.po", "-o", "ours.po", "--path", "x.po"])
    err = capfd.readouterr().err
    assert (code, f"{wrong}: this is the catalog of another document than x.po" in err) == (
        (2, True) if wrong else (0, False)
    )
    assert not wrong or (folder / "ours.po").read_text("utf-8") == ours


# --- git

Git = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """`git(*words)` in a new repository, which is also where commands run."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ann@example.org")

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *words], capture_output=True, text=True, check=False)

    assert call("init", "-q", "-b", "main").returncode == 0
    return call


@pytest.fixture
def project(git: Git, tmp_path: Path) -> Path:
    """A project with a catalog, on branch main; the catalog's place."""
    for path, text in {"tmpipe.toml": SETTINGS, "seeds/a.txt": SEED}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert run(["init", "--git"]) == 0
    assert run(["extract"]) == 0
    commit(git)
    return tmp_path / CATALOG


def commit(git: Git) -> None:
    git("add", "-A")
    assert git("commit", "-q", "-m", "work").returncode == 0


def translate(place: Path, msgid: str, msgstr: str) -> None:
    text = place.read_text(encoding="utf-8")
    changed = re.sub(rf'(msgid "{re.escape(msgid)}[^\n]*"\nmsgstr )"[^\n]*"', rf'\1"{msgstr}"', text)
    assert changed != text
    place.write_text(changed, encoding="utf-8")


def merged(git: Git, ours: Callable[[], object], theirs: Callable[[], object]) -> int:
    """The exit code of git merge after each side has done its work on a branch of its own."""
    git("switch", "-q", "-c", "theirs")
    theirs()
    commit(git)
    git("switch", "-q", "main")
    ours()
    commit(git)
    return git("merge", "-q", "-m", "both", "theirs").returncode


def test_neighbours_merge(project: Path, git: Git) -> None:
    first = lambda: translate(project, "The prisons", "Les prisons")  # noqa: E731 - the work of one side
    assert merged(git, first, lambda: translate(project, "Nobody", "Personne")) == 0
    text = project.read_text(encoding="utf-8")
    assert "Les prisons" in text
    assert "Personne" in text
    assert git("status", "--porcelain").stdout == ""


def test_the_same_entry_stops_git_with_both_texts_in_the_file(project: Path, git: Git) -> None:
    ours, theirs = (lambda t=t: translate(project, "Nobody", t) for t in ("Personne", "Nul"))
    assert merged(git, ours, theirs) == 1
    text = project.read_text(encoding="utf-8")
    assert re.search(r'# tmpipe: theirs "Nul"\n(?:#.*\n)*msgid "Nobody knew why."\nmsgstr "Personne"\n', text)
    assert git("status", "--porcelain").stdout == f"UU {CATALOG}\n"
    assert "<<<<" not in text


def test_a_catalog_that_another_tool_has_wrapped_merges(project: Path, git: Git) -> None:
    if shutil.which("msgcat") is None:
        pytest.skip("msgcat is not installed (apt-get install gettext)")

    def wrap() -> None:
        subprocess.run(["msgcat", "--width=40", "-o", str(project), str(project)], check=True)

    assert merged(git, lambda: translate(project, "Nobody", "Personne"), wrap) == 0
    assert 'msgstr "Personne"' in project.read_text(encoding="utf-8")


@pytest.mark.parametrize("swap", [False, True])
def test_a_new_edition_meets_a_translation_of_the_old_one(project: Path, git: Git, swap: bool) -> None:
    def edition() -> None:
        Path("seeds/a.txt").write_text(SEED.replace("for days", "for weeks"), encoding="utf-8")
        assert run(["extract"]) == 0

    def work() -> None:
        translate(project, "Families", "Des familles ont attendu")

    assert merged(git, *((work, edition) if swap else (edition, work))) == 0
    text = project.read_text(encoding="utf-8")
    revised = '#, fuzzy\n#| msgid "Families waited outside the gates for days."\n'
    assert f'{revised}msgid "Families waited outside the gates for weeks."\n' in text
    before = project.read_bytes()
    assert run(["extract"]) == 0
    assert project.read_bytes() == before


def test_both_sides_may_add_the_file(project: Path, git: Git) -> None:
    data = project.read_bytes()
    project.unlink()
    commit(git)

    def added(msgid: str, msgstr: str) -> None:
        project.parent.mkdir(parents=True, exist_ok=True)
        project.write_bytes(data)
        translate(project, msgid, msgstr)

    assert merged(git, lambda: added("Nobody", "Personne"), lambda: added("The prisons", "Les prisons")) == 0
    assert 'msgstr "Personne"' in project.read_text(encoding="utf-8")
    assert 'msgstr "Les prisons"' in project.read_text(encoding="utf-8")


@pytest.mark.usefixtures("project")
def test_a_damaged_side_is_git_s_conflict(git: Git, tmp_path: Path) -> None:
    place = tmp_path / CATALOG
    assert (
        merged(git, lambda: translate(place, "Nobody", "Personne"), lambda: place.write_text("gone\n")) == 1
    )
    assert git("status", "--porcelain").stdout == f"UU {CATALOG}\n"
    assert 'msgstr "Personne"' in place.read_text(encoding="utf-8")


def test_without_the_driver_git_merges_the_text(project: Path, git: Git) -> None:
    git("config", "--remove-section", "merge.tmpipe")
    ours, theirs = (lambda t=t: translate(project, "Nobody", t) for t in ("Personne", "Nul"))
    assert merged(git, ours, theirs) == 1
    assert "<<<<<<<" in project.read_text(encoding="utf-8")


def test_init_sets_git_up(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    assert "merges catalogs by entry" in capsys.readouterr().err
    driver = git("config", "merge.tmpipe.driver").stdout
    assert driver.endswith("tmpipe merge %O %A %B -o %A --path %P\n")
    attributes = Path(".gitattributes").read_text(encoding="utf-8").splitlines()
    assert {"*.po merge=tmpipe", "*.pot merge=tmpipe"} <= set(attributes)
    assert git("check-attr", "merge", "locales/fr/LC_MESSAGES/a.po").stdout.endswith("merge: tmpipe\n")


def test_init_git_does_so_in_a_clone_and_twice(project: Path, git: Git) -> None:
    git("config", "--remove-section", "merge.tmpipe")
    before = Path(".gitattributes").read_bytes()
    assert run(["init", "--git"]) == 0
    assert Path(".gitattributes").read_bytes() == before
    assert git("config", "merge.tmpipe.name").stdout
    assert project.exists()


@pytest.mark.usefixtures("git")
def test_init_git_repeats_no_attribute_that_stands_among_others() -> None:
    place = Path(".gitattributes")
    place.write_text("*.po  text eol=lf merge=tmpipe\n*.pot text\n", encoding="utf-8")
    assert run(["init", "--git"]) == 0
    assert place.read_text(encoding="utf-8").splitlines()[2:] == ["*.pot merge=tmpipe"]


def test_init_in_a_hook_sets_up_its_own_folder_s_git(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    git("init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert run(["init"]) == 0
    assert "merge.tmpipe" not in git("config", "--local", "--list").stdout
    monkeypatch.delenv("GIT_DIR")
    assert "merge.tmpipe" in git("config", "--local", "--list").stdout


def test_without_a_repository_init_says_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run(["init", str(tmp_path / "new")]) == 0
    assert "git config merge.tmpipe.driver" in capsys.readouterr().err
    assert run(["init", "--git", str(tmp_path / "nowhere")]) == 2


def test_the_example_shows_what_it_says(tmp_path: Path) -> None:
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("git or bash is not installed")
    program = tmp_path / "tmpipe"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tmpipe "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "TMPIPE": str(program)}
    done = subprocess.run(
        ["bash", str(EXAMPLE)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for shown in (
        'msgstr "Les prisons étaient pleines."',
        '#| msgid "Families waited outside the gates for days."',
        '# tmpipe: theirs "Nul ne savait pourquoi."',
        "UU locales/fr/LC_MESSAGES/statement.po",
        "tmpipe check: exit code 1",
    ):
        assert shown in done.stdout
