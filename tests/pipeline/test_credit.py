"""Who finished what, told from real git histories."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tmpipe.catalogs.origin import text_hash
from tmpipe.model import Credit
from tmpipe.pipeline.credit import credit, person
from tmpipe.project import Project

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is missing: apt-get install git")

HEADER = """\
msgid ""
msgstr ""
"Last-Translator: {last}\\n"
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
PATH = "locales/fr/LC_MESSAGES/first.po"
SETTINGS = """\
[project]
name = "trial"
locales = ["fr"]
[[documents]]
path = "seeds/first.txt"
slug = "first"
"""


class Translators:
    """A project in a git repository, and those who work in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "seeds").mkdir(parents=True)
        (root / "seeds/first.txt").write_text("One two three. Four five.\n")
        (root / "tmpipe.toml").write_text(SETTINGS)
        self.texts: dict[str, str] = {}

    def git(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout

    def write(
        self, *, last: str = "FULL NAME <EMAIL@ADDRESS>", path: str = PATH, **texts: str | None
    ) -> None:
        """Writes the catalog; a text in brackets is a suggestion, None takes its entry away."""
        for msgid, text in texts.items():
            self.texts[msgid] = text or ""
            if text is None:
                del self.texts[msgid]
        entries = [HEADER.format(last=last)]
        for msgid, text in self.texts.items():
            bare = text.strip("[]")
            entries.append(
                f'{"#, fuzzy" + chr(10) if bare != text else ""}msgid "{msgid}"\nmsgstr "{bare}"\n'
            )
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(entries), encoding="utf-8")

    def commit(self, author: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", f"--author={author} <{author.lower()}@example.org>")

    def credit(self) -> dict[str, int]:
        """Segments by name."""
        return {share.name: share.segments for share in self.told().shares}

    def told(self) -> Credit:
        return credit(Project.open(self.root))


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translators:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
        "GIT_AUTHOR_NAME": "Maker",
        "GIT_AUTHOR_EMAIL": "maker@example.org",
        "GIT_COMMITTER_NAME": "Maker",
        "GIT_COMMITTER_EMAIL": "maker@example.org",
    }.items():
        monkeypatch.setenv(name, value)
    made = Translators(tmp_path / "project")
    if shutil.which("git"):
        made.git("init", "-q", "-b", "main")
    return made


@needs_git
def test_the_words_are_their_authors(team: Translators) -> None:
    team.write(a="[un]", b="[deux]", c="", d="")
    team.commit("Machine")
    team.write(a="un", c="trois")
    team.commit("Marie")
    team.write(b="deux!", c="trois?")
    team.commit("Ali")
    assert team.credit() == {"Marie": 1, "Ali": 2}
    team.write(b="[deux!]", d="[quatre]")
    team.commit("Doubter")
    team.write(b="deux!", d="quatre")
    team.commit("Zoë")
    assert team.credit() == {"Marie": 1, "Ali": 2, "Zoë": 1}


@needs_git
def test_segments_and_words_are_counted_by_locale(team: Translators) -> None:
    team.write(**{"One two three.": "Un deux trois.", "Four five.": "Quatre cinq."})
    team.commit("Marie")
    (share,) = team.told().shares
    assert (share.name, share.locale, share.segments, share.words) == ("Marie", "fr", 2, 5)
    assert team.told().note == ""


@needs_git
def test_what_changes_no_word_moves_no_credit(team: Translators) -> None:
    team.write(a="un été " * 20, b="deux", c="trois")
    team.commit("Marie")
    place = team.root / PATH
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("un été ", 'un été "\n"').replace("\n", "\r\n"), encoding="utf-8")
    team.commit("Editor")
    text = place.read_text(encoding="utf-8").replace("été", "e\u0301te\u0301")
    place.write_text(text.replace('msgid "b"', '# a remark\n#: x.txt:4\nmsgid "b"'), encoding="utf-8")
    team.commit("Mac")
    team.texts["b’"] = team.texts.pop("b")  # a source sentence in which typography changed
    team.texts = dict(reversed(team.texts.items()))
    team.write()
    team.commit("Mover")
    place.write_text(
        place.read_text(encoding="utf-8").replace('msgid "c"\nmsgstr', '#~ msgid "c"\n#~ msgstr')
    )
    team.commit("Maker")
    assert team.credit() == {"Marie": 2}
    team.write()
    team.commit("Bringer")
    assert team.credit() == {"Marie": 3}


@needs_git
def test_a_catalog_with_a_new_name_is_the_same(team: Translators) -> None:
    team.write(a="un", b="deux", path="locales/fr/LC_MESSAGES/older.po")
    team.commit("Marie")
    team.git("mv", "locales/fr/LC_MESSAGES/older.po", PATH)
    team.write(b="deux", c="trois")
    team.commit("Ali")
    assert team.credit() == {"Marie": 2, "Ali": 1}


@needs_git
def test_both_sides_of_a_merge_keep_their_own(team: Translators) -> None:
    numbers = {f"{n}": "" for n in range(12)}
    team.write(**numbers)
    team.commit("Maker")
    team.git("checkout", "-q", "-b", "side")
    team.write(**{**numbers, "1": "un"})
    team.commit("Ali")
    team.git("checkout", "-q", "main")
    team.write(**{**numbers, "10": "dix"})
    team.commit("Marie")
    team.git("merge", "-q", "--no-commit", "side")
    team.write(**{**numbers, "1": "un", "10": "dix", "5": "cinq"})
    team.commit("Merger")
    team.write(**{"6": "six"})
    team.commit("Ali")
    assert team.credit() == {"Ali": 2, "Marie": 1, "Merger": 1}


@needs_git
def test_a_damaged_and_a_restored_catalog_take_nothing_away(team: Translators) -> None:
    team.write(a="un", b="deux")
    team.commit("Marie")
    place = team.root / PATH
    kept = place.read_text(encoding="utf-8")
    place.write_text("<<<<<<< HEAD\n" + kept, encoding="utf-8")
    team.commit("Maker")
    team.write(c="trois")
    team.commit("Ali")
    assert team.credit() == {"Marie": 2, "Ali": 1}
    team.write(a="UN")
    team.commit("Vandal")
    team.git("revert", "--no-edit", "HEAD")
    assert team.credit() == {"Marie": 2, "Ali": 1}


@needs_git
def test_two_names_of_one_are_one_and_no_address_is_told(team: Translators) -> None:
    team.write(a="un")
    team.commit("marie_d")
    team.write(b="deux")
    team.commit("Marie Dupont")
    team.write(c="trois")
    team.commit("ali@example.net")
    (team.root / ".mailmap").write_text("Marie Dupont <marie_d@example.org>\n")
    assert team.credit() == {"Marie Dupont": 2, "ali": 1}
    assert "@" not in repr(team.told())


@needs_git
def test_what_is_not_committed_is_the_last_translators(team: Translators) -> None:
    team.write(a="un")
    team.commit("Marie")
    team.write(b="deux", last="Zoë <zoe@example.org>")
    assert team.credit() == {"Marie": 1, "Zoë": 1}
    team.write(c="trois")
    assert team.credit() == {"Marie": 1, "": 2}


@pytest.mark.parametrize("committed", [False, pytest.param(True, marks=needs_git)])
def test_without_a_history_the_header_is_all_there_is(
    team: Translators, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    team.write(a="un", b="deux", last="Zoë <zoe@example.org>")
    if committed:
        team.commit("Marie")
        monkeypatch.setenv("PATH", "/nowhere")
    told = team.told()
    assert [(share.name, share.segments) for share in told.shares] == [("Zoë", 2)]
    assert told.note.endswith("told by the headers' Last-Translator")


@needs_git
def test_a_shallow_clone_credits_nobody_with_the_work_of_others(team: Translators, tmp_path: Path) -> None:
    team.write(a="un")
    team.commit("Marie")
    team.write(b="deux")
    team.commit("Ali")
    team.write(c="trois")
    team.commit("Zoë")
    clone = tmp_path / "clone"
    team.git("clone", "-q", "--depth", "2", f"file://{team.root}", str(clone))
    told = credit(Project.open(clone))
    assert {share.name: share.segments for share in told.shares} == {"Zoë": 1, "": 2}
    assert "git fetch --unshallow" in told.note


@needs_git
def test_what_was_taken_over_from_a_memory_is_nobodys(team: Translators) -> None:
    team.write(a="un", b="deux")
    place = team.root / PATH
    taken = f'# tmpipe: origin=memory rate=100 text={text_hash("deux")} accepted=exact\nmsgid "b"'
    place.write_text(place.read_text(encoding="utf-8").replace('msgid "b"', taken), encoding="utf-8")
    team.commit("Marie")
    assert team.credit() == {"Marie": 1, "": 1}


@needs_git
def test_colours_in_a_users_configuration_do_no_harm(team: Translators) -> None:
    team.write(a="un")
    team.commit("commit abc")
    for setting in ("color.ui=always", "log.showSignature=true", "diff.renames=false", "log.follow=true"):
        team.git("config", *setting.split("="))
    assert team.credit() == {"commit abc": 1}


@needs_git
def test_a_project_in_a_folder_of_its_repository(team: Translators) -> None:
    outer, team.root = team.root, team.root / "inner"
    team.root.mkdir()
    for name in ("seeds", "tmpipe.toml"):
        (outer / name).rename(team.root / name)
    team.write(a="un")
    team.commit("Marie")
    assert team.credit() == {"Marie": 1}


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Marie Dupont <marie@example.org>", "Marie Dupont"),
        ("  Marie   Dupont  ", "Marie Dupont"),
        ("Marie <marie@example.org", "Marie"),
        ("marie@example.org", "marie"),
        ("Automatically generated", ""),
        ("FULL NAME <EMAIL@ADDRESS>", ""),
        ("<marie@example.org>", ""),
        ("", ""),
    ],
)
def test_a_person_is_a_name_without_an_address(told: str, name: str) -> None:
    assert person(told) == name
    assert not re.search(r"[<>@]", person(told))
