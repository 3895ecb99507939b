"""What git says of a folder's files, and what is said where git has nothing to say."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tmpipe import history
from tmpipe.history import History

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is missing: apt-get install git")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository with a folder in it."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.name", "Marie\u202e Dupont")
    git(tmp_path, "config", "user.email", "marie@example.org")
    (tmp_path / "locales").mkdir()
    return tmp_path


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def commit(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        (root / "locales" / f"{name} ü\t.po").write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


def test_contents_come_in_order_and_lost_ones_are_empty(root: Path) -> None:
    commit(root, a="one\n", b="")
    commit(root, a="two")
    (root / "elsewhere").write_text("x")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    found = history.read(root, "locales")
    assert isinstance(found, History)
    assert sorted(found.committed) == ["locales/a ü\t.po", "locales/b ü\t.po"]
    assert {change.author for change in found.changes} == {"Marie\u202e Dupont"}
    assert [len(change.old) for change in found.changes] == [0, 0, 1]
    names = [change.new for change in found.changes if change.new in found.committed.values()]
    assert [*found.contents([*names, "0" * 40, names[0]])] == [b"", b"two", b"", b""]
    assert not found.shallow


@pytest.mark.parametrize(
    ("break_", "reason"),
    [
        (lambda root: None, "git has no history here"),
        (lambda root: shutil.rmtree(root / ".git"), "git has no history here (not a git repository"),
        (lambda root: (root / "locales").rmdir(), "there is no folder locales yet"),
    ],
    ids=["no commit", "no repository", "no folder"],
)
def test_without_a_history_there_is_a_reason(root: Path, break_: object, reason: str) -> None:
    assert callable(break_)
    break_(root)
    found = history.read(root, "locales")
    assert isinstance(found, str)
    assert found.startswith(reason)


@pytest.mark.parametrize("name", ["plain.txt", "commit me.txt", "commit a b"])
def test_a_file_has_the_day_of_its_last_commit(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it is called, as the line of a commit, too."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-04T05:06:07Z")
    (root / name).write_text("x")
    commit(root, a="x")
    assert history.dates(root, [name]) == {name: "2026-03-04"}


def test_the_history_is_that_of_the_folder_s_own_repository(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a hook, git's environment names the repository that the hook belongs to."""
    commit(root, a="one\n")
    commit(root, a="two\n")
    git(root, "config", "log.showRoot", "false")
    usual = history.read(root, "locales")
    assert isinstance(usual, History)
    assert [len(change.old) for change in usual.changes] == [0, 1]
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert history.read(root, "locales") == usual
    assert [*usual.contents(change.new for change in usual.changes)] == [b"one\n", b"two\n"]
