"""A project that lives with its baseline: it shrinks by what was looked at and is gone, by that alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.cli import run
from tmpipe.project import Project

FILE = "known.jsonl"
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WRONG = 'msgid "The death commissions sat in {place}."\nmsgstr "x y z"\n\n'
SELECTED = "term-missing,term-forbidden,po-syntax"


@pytest.fixture
def folder(make: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three findings: two in French, one in Persian."""
    root = make().root
    save(root, "fr", "Tabriz", "Qom")
    save(root, "fa", "Tabriz")
    monkeypatch.chdir(root)
    monkeypatch.delenv("CI", raising=False)
    return root


def save(root: Path, locale: str, *places: str, more: str = "") -> None:
    """A catalog with a term missing for each place."""
    place = root / f"locales/{locale}/LC_MESSAGES/first.po"
    place.parent.mkdir(parents=True, exist_ok=True)
    text = HEADER.format(locale) + "".join(WRONG.format(place=one) for one in places)
    place.write_text(text + more, encoding="utf-8")


def check(*arguments: str) -> int:
    return run(["check", "--baseline", FILE, "--select", SELECTED, *arguments])


def known() -> int:
    """How many findings the baseline has."""
    return len(Path(FILE).read_text(encoding="utf-8").splitlines()) - 1


def test_old_findings_do_not_block_and_new_ones_do(folder: Path) -> None:
    assert check("--update-baseline") == 0
    assert known() == 3
    assert check() == 0
    save(folder, "fr", "Karaj", "Tabriz", "Qom")
    assert check() == 1
    assert known() == 3


def test_who_asks_for_a_baseline_gets_it_in_ci_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    assert check("--update-baseline") == 0
    assert known() == 3
    save(folder, "fr", "Qom")
    assert check() == 0
    assert known() == 3
    check("--update-baseline")
    assert known() == 2


def test_it_shrinks_by_itself_outside_ci(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check("--update-baseline")
    save(folder, "fr", "Qom")
    monkeypatch.setenv("CI", "true")
    assert check("--select", "baseline-stale", "--verbose") == 0
    assert f"{FILE}:4: info: baseline-stale: term-missing:death_commission of " in capsys.readouterr().out
    assert known() == 3
    monkeypatch.setenv("CI", "false")
    assert check() == 0
    assert f"left {FILE}: 1; commit it" in capsys.readouterr().err
    assert known() == 2
    save(folder, "fr", "Tabriz", "Qom")
    assert check() == 1


@pytest.mark.parametrize("more", [[], ["--update-baseline"]])
def test_a_report_that_cannot_be_written_leaves_it_as_it_was(folder: Path, more: list[str]) -> None:
    check("--update-baseline")
    save(folder, "fr", "Qom")
    (folder / "file").touch()
    assert check("--report", "json=file/x.json", *more) == 2
    assert known() == 3
    assert check("--report", "json=x.json", *more) == 0
    assert known() == 2


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        ([], 0),
        (["locales/fr"], 1),
        (["--select", "po-syntax"], 0),
        (["--ignore", "term-missing"], 3),
        (["locales/fa/LC_MESSAGES/first.po", "--update-baseline"], 2),
    ],
)
def test_only_what_was_looked_at_leaves(folder: Path, arguments: list[str], left: int) -> None:
    check("--update-baseline")
    save(folder, "fr")
    save(folder, "fa")
    assert check(*arguments) == 0
    assert known() == left


def test_a_damaged_catalog_keeps_its_lines_and_a_deleted_one_does_not(folder: Path) -> None:
    check("--update-baseline")
    save(folder, "fr", more='msgid "broken\n')
    (folder / "locales/fa/LC_MESSAGES/first.po").unlink()
    assert check() == 1
    assert known() == 2


def test_the_folder_of_the_run_makes_no_difference(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check("--update-baseline")
    before = Path(FILE).read_bytes()
    monkeypatch.chdir(folder / "locales/fr")
    assert run(["check", "--baseline", f"../../{FILE}", "--select", SELECTED]) == 0
    catalog = str(folder / "locales/fr/LC_MESSAGES/first.po")
    assert run(["check", catalog, "--baseline", f"../../{FILE}", "--select", SELECTED]) == 0
    assert (folder / FILE).read_bytes() == before


def test_without_a_glossary_no_term_is_gone(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.mktemp("alone") / "fr.po"
    place.write_text(HEADER.format("fr") + WRONG.format(place="Qom"), encoding="utf-8")
    known_file = place.with_name(FILE)
    arguments = ["check", str(place), "--baseline", str(known_file), "--select", SELECTED]
    run([*arguments, "--glossary", "glossary/terms.csv", "--update-baseline"])
    before = known_file.read_bytes()
    assert before.count(b"\n") == 2
    monkeypatch.chdir(place.parent)
    assert run(arguments) == 0
    assert known_file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["--baseline", "nowhere.jsonl"],
            "nowhere.jsonl: there is no such baseline; --update-baseline writes it",
        ),
        (["--update-baseline"], "--update-baseline needs --baseline FILE"),
        (["--baseline", "tmpipe.toml"], "tmpipe.toml:1: this is no baseline of tmpipe"),
        (["--baseline", "tmpipe.toml", "--update-baseline"], "tmpipe.toml:1: this is no baseline of tmpipe"),
    ],
)
def test_a_wrong_call_changes_nothing(
    folder: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    assert run(["check", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"tmpipe: {words}")
    assert sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()) == before


def test_infos_are_no_debt_unless_they_block(folder: Path) -> None:
    suspect = folder / "seeds/first.txt"
    suspect.write_text(suspect.read_text(encoding="utf-8").replace("their deaths", "their deaths Antdnio"))
    arguments = ["check", "--baseline", FILE, "--select", "source-suspect", "--update-baseline"]
    run(arguments)
    assert known() == 0
    run([*arguments, "--fail-on", "info"])
    assert run(["check", "--baseline", FILE, "--select", "source-suspect", "--fail-on", "info"]) == 0
