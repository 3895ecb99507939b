"""`tmpipe models` as people type it."""

from __future__ import annotations

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tmpipe.cli import run
from tmpipe.cli.console import download_bar
from tmpipe.engines.packages import models

if TYPE_CHECKING:
    from served import Server

Build = Callable[..., Path]
Output = pytest.CaptureFixture[str]


def said(capsys: Output, *words: str, code: int = 0) -> tuple[str, str]:
    """What a command prints, and what it says beside it."""
    assert run(["models", *words]) == code
    told = capsys.readouterr()
    return told.out, told.err


def publish(server: Server, *pairs: str, **more: Any) -> None:
    """An index with these packages; the server has each that has a file."""
    names = {"en": "English", "fr": "French", "fa": "Persian", "sv": "Swedish"}
    entries = [
        {
            "from_code": pair[:2],
            "to_code": pair[3:],
            "from_name": names[pair[:2]],
            "to_name": names[pair[3:]],
            "package_version": "1.9",
            "links": [f"{server.address}{pair}.argosmodel"],
            **more,
        }
        for pair in pairs
    ]
    (server.folder / "index/index.json").write_text(json.dumps(entries), "utf-8")


def test_install_list_remove(server: Server, home: Path, capsys: Output) -> None:
    assert said(capsys, "list") == (
        "",
        "no package is installed; `tmpipe models install fr` or `... install FILE.argosmodel`\n",
    )
    assert said(capsys, "install", "fr") == ("English → Tiny fr 1.9 is installed\n", "")
    here = "English → Tiny fr 1.9 is here already; --again installs it anew\n"
    assert said(capsys, "install", "fr") == ("", here)
    assert said(capsys, "install", "fr", "--quiet") == ("", "")
    assert said(capsys, "install", "--again", "fr") == ("English → Tiny fr 1.9 is installed\n", "")
    listed, beside = said(capsys, "list")
    [package] = models.installed()
    size = f"{package.size / 1e6:.1f} MB"
    assert listed == f"en_fr 1.9  English → Tiny fr  {size}  unknown  {package.path}\n"
    assert beside == ""
    assert said(capsys, "remove", "fr") == ("English → Tiny fr 1.9 is removed\n", "")
    assert models.installed() == []


def test_list_as_json(home: Path, build: Build, capsys: Output) -> None:
    package = models.install_file(build())
    (package.path / "LICENSE").write_text("MIT License")
    (home / "en_fa").mkdir()
    out, beside = said(capsys, "list", "--format", "json")
    assert json.loads(out) == {
        "folder": str(home),
        "packages": [
            {
                "from": "en",
                "to": "fr",
                "name": "English → Tiny fr",
                "version": "1.9",
                "size": package.size,
                "licence": "MIT",
                "path": str(package.path),
            }
        ],
        "damaged": [{"path": str(home / "en_fa"), "reason": "its metadata.json is missing"}],
    }
    assert beside == ""
    assert said(capsys, "list")[1] == (
        f"{home / 'en_fa'}: its metadata.json is missing; install it again, or: tmpipe models remove en_fa\n"
    )
    assert said(capsys, "remove", "en_fa") == (f"{home / 'en_fa'} is removed\n", "")
    assert models.damaged() == []


def test_what_the_index_has(server: Server, home: Path, build: Build, capsys: Output) -> None:
    publish(server, "en_fr", "en_fa", size=80_123_456, sha256="A" * 64)
    models.install_file(build("--version", "1.2"))
    assert said(capsys, "list", "--available") == (
        "en_fa 1.9  English → Persian  80.1 MB\nen_fr 1.9  English → French  80.1 MB  1.2 is installed\n",
        "",
    )
    told = json.loads(said(capsys, "list", "--available", "--format", "json")[0])
    assert told["index"] == f"{server.address}index/index.json"
    assert [(one["to"], one["installed"]) for one in told["packages"]] == [("fa", None), ("fr", "1.2")]
    assert told["packages"][0] == {
        "from": "en",
        "to": "fa",
        "name": "English → Persian",
        "version": "1.9",
        "size": 80_123_456,
        "sha256": "a" * 64,
        "installed": None,
        "links": [f"{server.address}en_fa.argosmodel"],
    }


def test_a_third_language_is_said(server: Server, home: Path, build: Build, capsys: Output) -> None:
    publish(server, "sv_en", "en_fa", "en_fr")
    shutil.copy(build("--pair", "sv_en"), server.folder / "sv_en.argosmodel")
    shutil.copy(build("--locale", "fa"), server.folder / "en_fa.argosmodel")
    out, beside = said(capsys, "install", "fa", "fr", "--source-locale", "sv")
    assert beside == (
        "note: the index has no package from sv to fa; sv_en and en_fa take its place: texts go through "
        "English, and lose something at each step\n"
        "note: the index has no package from sv to fr; sv_en and en_fr take its place: texts go through "
        "English, and lose something at each step\n"
    )
    assert [package.pair for package in models.installed()] == ["en_fa", "en_fr", "sv_en"]
    assert [package.pair for package in models.route("sv", "fr")] == ["sv_en", "en_fr"]
    assert len(out.splitlines()) == 3
    assert server.paths().count("sv_en.argosmodel") == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ("install", "fra"),
            "the index has no package from en to 'fra'; did you mean fr (French)? it has fa, fr",
        ),
        (("install", "french"), "did you mean fr (French)?"),
        (("install", "xx"), "no package from en to 'xx'; it has fa, fr"),
        (("install", "sv_fa"), "the index has no package from 'sv'; it has en"),
        (("install", "fr", "--source-locale", "xx"), "the index has no package from 'xx'; it has en"),
        (("install", "nothing.argosmodel"), "nothing.argosmodel: there is no such file"),
        (("install", "./fr"), "there is no such file"),
        (("remove", "xx"), "no package for 'xx' is installed; see `tmpipe models list`"),
        (("remove", "fra"), "no package for 'fra' is installed; did you mean fr? see `tmpipe models list`"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    server: Server, home: Path, build: Build, capsys: Output, words: tuple[str, ...], complaint: str
) -> None:
    publish(server, "en_fr", "en_fa")
    models.install_file(build())
    out, beside = said(capsys, *words, code=2)
    assert out == ""
    assert complaint in beside
    assert beside.startswith("tmpipe: ")
    assert beside.count("\n") == 1


def test_a_folder_of_packages_is_installed(
    home: Path, build: Build, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(build(), stick / "fr.argosmodel")
    shutil.copy(build("--locale", "fa"), stick / "fa.argosmodel")
    monkeypatch.chdir(tmp_path)
    told = "English → Tiny fa 1.9 is installed\nEnglish → Tiny fr 1.9 is installed\n"
    assert said(capsys, "install", "stick") == (told, "")
    assert said(capsys, "install", "stick/fa.argosmodel") == (told.splitlines(keepends=True)[0], "")


class Terminal(StringIO):
    """What a terminal was told."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_each_download(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for quiet in (False, True):
        monkeypatch.setattr(sys, "stderr", shown := Terminal())
        with download_bar(Namespace(quiet=quiet)) as progress:
            assert (progress is None) == quiet
            if progress:
                progress("en_fr 1.9", 30_000_000, 80_000_000)
                progress("en_fa 1.9", 1_000_000, None)
        bars = [line for line in shown.getvalue().split("\r") if line.strip()]
        assert [bar.split("|")[0].split(" [")[0] for bar in bars] == (
            [] if quiet else ["en_fr 1.9:  38%", "en_fa 1.9: 1.00MB"]
        )
