"""Packages come and go: from real files, and from a real HTTP server on 127.0.0.1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.engines import models
from tmpipe.errors import ConfigurationError, InputError

Build = Callable[..., Path]


def names(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir()) if home.exists() else []


def nothing_left_over(home: Path) -> bool:
    return [path.name for path in home.parent.iterdir()] == ["packages"]


# --- from a file


def test_a_package_comes_and_goes(home: Path, build: Build) -> None:
    assert models.installed() == []
    package = models.install_file(build())
    assert package.path == home / "translate-en_fr-1_9"
    assert (package.name, package.version, package.tokenizer) == ("English → Tiny fr", "1.9", "sentencepiece")
    assert 1_000_000 < package.size < 4_000_000
    assert models.installed() == [package]
    assert models.find("en", "fr") == package
    assert nothing_left_over(home)
    models.remove(package)
    assert models.installed() == []
    assert names(home) == []
    assert nothing_left_over(home)


def test_packages_are_small_and_real(build: Build) -> None:
    for options in ((), ("--tokenizer", "bpe"), ("--locale", "fa")):
        assert build(*options).stat().st_size < 500_000


def test_a_new_version_takes_the_place_of_the_old(home: Path, build: Build) -> None:
    old = models.install_file(build("--version", "1.10"))
    new = models.install_file(build())
    other = models.install_file(build("--locale", "fa"))
    assert models.installed() == [other, new]
    assert not old.path.exists()


def test_installing_again_repairs(home: Path, build: Build) -> None:
    package = models.install_file(build())
    (package.path / "model/model.bin").unlink()
    assert [each.reason for each in models.damaged()] == ["its model/model.bin is missing"]
    assert models.install_file(build()) == package
    assert models.damaged() == []
    assert nothing_left_over(home)


@pytest.mark.parametrize(
    ("locale", "code"),
    [("fr", "fr"), ("fr-CA", "fr"), ("pt-BR", "pb"), ("pt-PT", "pt"), ("zh-Hant", "zt"), ("sv", None)],
)
def test_find_goes_from_the_tag_to_its_language(home: Path, locale: str, code: str | None) -> None:
    for known in ("fr", "pb", "pt", "zt", "zh"):
        lay_out(home / known, {"from_code": "en", "to_code": known})
    found = models.find("en-GB", locale)
    assert (found.to_code if found else None) == code
    assert models.find("de", locale) is None


def test_of_several_versions_the_newest_is_found(home: Path) -> None:
    for version in ("1.9", "1.10", "1.2"):
        lay_out(home / version, {"from_code": "en", "to_code": "fr", "package_version": version})
    assert [package.version for package in models.installed()] == ["1.10", "1.9", "1.2"]
    found = models.find("en", "fr")
    assert found is not None
    assert found.version == "1.10"


def lay_out(path: Path, metadata: object, *leave_out: str) -> None:
    """A folder with the files of a package, as far as they are looked at."""
    files = {"metadata.json": json.dumps(metadata).encode(), "sentencepiece.model": b"s"}
    files |= {"model/model.bin": b"m", "model/shared_vocabulary.txt": b"v"}
    for name, data in files.items():
        if name not in leave_out:
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)


PAIR = {"from_code": "en", "to_code": "fr"}
BROKEN = [
    (PAIR, ["metadata.json"], "metadata.json is missing"),
    (PAIR, ["model/model.bin"], "model.bin is missing"),
    (PAIR, ["model/shared_vocabulary.txt"], "no vocabulary"),
    (PAIR, ["sentencepiece.model"], "neither sentencepiece.model nor bpe.model"),
    ({"from_code": "en"}, [], "no usable to_code"),
    ({"from_code": "../..", "to_code": "fr"}, [], "no usable from_code"),
    (PAIR | {"package_version": "../1"}, [], "no usable package_version"),
    ([1, 2], [], "has no fields"),
]


@pytest.mark.parametrize(("metadata", "leave_out", "reason"), BROKEN)
def test_a_damaged_package_is_told_and_the_others_work(
    home: Path, metadata: object, leave_out: list[str], reason: str
) -> None:
    lay_out(home / "good", PAIR)
    lay_out(home / "splitter", {"type": "sbd"})
    lay_out(home / "broken", metadata, *leave_out)
    [package] = models.installed()
    [broken] = models.damaged()
    assert package.path == home / "good"
    assert broken.path == home / "broken"
    assert reason in broken.reason


@pytest.mark.parametrize(("metadata", "leave_out", "reason"), BROKEN)
def test_a_file_that_lacks_something_is_not_installed(
    home: Path, tmp_path: Path, metadata: object, leave_out: list[str], reason: str
) -> None:
    lay_out(tmp_path / "made/en_fr", metadata, *leave_out)
    made = tmp_path / "made.argosmodel"
    with zipfile.ZipFile(made, "w") as out:
        for path in (tmp_path / "made").rglob("*"):
            out.write(path, path.relative_to(tmp_path / "made"))
    refused(home, made, reason)


def refused(home: Path, file: Path, reason: str) -> None:
    """The file is refused for this reason, by its path, and nothing is left of it."""
    with pytest.raises(InputError) as error:
        models.install_file(file)
    assert reason in error.value.message
    assert error.value.path == str(file)
    assert names(home) == []
    assert nothing_left_over(home)


def link(target: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"en_fr/{target}")
    info.external_attr = 0o120777 << 16
    return info


def test_a_failing_update_leaves_the_old_package(home: Path, build: Build, tmp_path: Path) -> None:
    package = models.install_file(build())
    cut = tmp_path / "cut.argosmodel"
    cut.write_bytes(build().read_bytes()[:-30])
    with pytest.raises(InputError):
        models.install_file(cut)
    assert models.installed() == [package]


def test_a_folder_that_cannot_be_one(home: Path, build: Build) -> None:
    home.parent.mkdir()
    home.write_text("a file")
    with pytest.raises(ConfigurationError, match="ARGOS_PACKAGES_DIR"):
        models.install_file(build())
    with pytest.raises(ConfigurationError, match="cannot be read"):
        models.installed()


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"XDG_DATA_HOME": "data"},
        {"ARGOS_PACKAGES_DIR": "packs"},
        {"XDG_CONFIG_HOME": "config"},
        {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data"},
        {"SNAP": "snap", "SNAP_USER_DATA": "snap-home"},
    ],
)
def test_the_folder_is_argostranslates_and_looking_creates_nothing(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    config = tmp_path / "config/argos-translate"
    config.mkdir(parents=True)
    (config / "settings.json").write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "from-file")}))
    dropped = {"ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "SNAP"}
    environment = {key: value for key, value in os.environ.items() if key not in dropped}
    environment |= {"HOME": str(tmp_path / "home")}
    environment |= {key: str(tmp_path / value) for key, value in settings.items()}

    def printed(code: str) -> str:
        command = [sys.executable, "-c", code]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    before = sorted(tmp_path.rglob("*"))
    ours = printed("from tmpipe.engines import models; print(models.folder()); models.installed()")
    assert sorted(tmp_path.rglob("*")) == before
    theirs = printed("from argostranslate import settings; print(settings.package_data_dir)")
    assert ours == theirs
