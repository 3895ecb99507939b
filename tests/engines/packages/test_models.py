"""Packages come and go: from real files, and from a real HTTP server on 127.0.0.1."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.engines.packages import models, shelf
from tmpipe.engines.packages.package import Package
from tmpipe.errors import ConfigurationError, InputError, TmpipeError, UsageError

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
    ours = printed("from tmpipe.engines.packages import models; print(models.folder()); models.installed()")
    assert sorted(tmp_path.rglob("*")) == before
    theirs = printed("from argostranslate import settings; print(settings.package_data_dir)")
    assert ours == theirs


# --- from a folder -----------------------------------------------------------------------------------


def unpacked(build: Build, into: Path) -> Path:
    """The package as a folder within `into`."""
    with zipfile.ZipFile(build()) as opened:
        opened.extractall(into)
        return into / opened.namelist()[0].split("/")[0]


def test_an_unpacked_package_is_installed_and_stays(home: Path, build: Build, tmp_path: Path) -> None:
    place = unpacked(build, tmp_path / "stick")
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    [package] = models.install_from(place)
    assert package == models.install_file(build())
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    assert nothing_left_over(home)


def test_a_folder_of_files_and_packages_is_installed_as_a_whole(
    home: Path, build: Build, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    unpacked(build, stick)
    shutil.copy(build("--locale", "fa"), stick / "fa.argosmodel")
    lay_out(stick / "splitter", {"type": "sbd"})
    (stick / "notes.txt").write_text("ours")
    (stick / "photos").mkdir()
    (stick / "photos/metadata.json").write_text("[]")
    assert [package.pair for package in models.install_from(stick)] == ["en_fa", "en_fr"]
    assert len(models.installed()) == 2
    assert nothing_left_over(home)


def test_of_several_versions_in_a_folder_the_newest_stays(home: Path, build: Build, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for version in ("1.9", "1.10", "1.2"):
        name = f"translate-en_fr-{version.replace('.', '_')}.argosmodel"
        shutil.copy(build("--version", version), stick / name)
    assert [package.version for package in models.install_from(stick)] == ["1.2", "1.9", "1.10"]
    assert [package.version for package in models.installed()] == ["1.10"]


def test_what_has_no_package(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"no package is in this folder: no \.argosmodel file"):
        list(models.install_from(tmp_path / "empty"))
    with pytest.raises(InputError, match="there is no such file"):
        list(models.install_from(tmp_path / "missing"))
    lay_out(tmp_path / "half", PAIR, "model/model.bin")
    with pytest.raises(InputError, match=r"its model/model.bin is missing") as told:
        list(models.install_from(tmp_path / "half"))
    assert told.value.path == str(tmp_path / "half")


def test_links_in_a_folder_are_not_followed(home: Path, tmp_path: Path) -> None:
    lay_out(tmp_path / "linked", PAIR)
    (tmp_path / "linked/model/passwd").symlink_to("/etc/passwd")
    with pytest.raises(InputError, match=r"has a link or a special file in it \('passwd'\)"):
        list(models.install_from(tmp_path / "linked"))
    assert models.installed() == []
    assert nothing_left_over(home)


# --- beside each other -------------------------------------------------------------------------------


def test_what_other_programs_keep_among_the_packages_is_left_alone(home: Path, build: Build) -> None:
    models.install_file(build())
    for path in ("stanza/en/tokenize", "minisbd", ".cache", "node/lib"):
        (home / path).mkdir(parents=True)
    (home / "stanza/resources.json").write_text("{}")
    (home / "node/metadata.json").write_text('{"name": "node", "version": 3}')
    (home / "notes.txt").write_text("ours")
    (home / "list").mkdir()
    (home / "list/metadata.json").write_text("[]")
    before = sorted(home.rglob("*"))
    assert [package.pair for package in models.installed()] == ["en_fr"]
    assert models.damaged() == []
    models.install_file(build())
    assert sorted(home.rglob("*")) == before


def test_a_link_to_a_package_is_taken_away_and_not_what_it_leads_to(home: Path, tmp_path: Path) -> None:
    lay_out(tmp_path / "elsewhere", PAIR)
    home.mkdir(parents=True)
    (home / "en_fr").symlink_to(tmp_path / "elsewhere")
    [package] = models.installed()
    models.remove(package)
    assert names(home) == []
    assert (tmp_path / "elsewhere/metadata.json").exists()


@pytest.mark.parametrize(
    ("there", "source", "locale", "found"),
    [
        (["en_fr"], "en", "fr", ["en_fr"]),
        (["en_fr", "en_de", "de_fr"], "en", "fr", ["en_fr"]),
        (["sv_en", "en_fa"], "sv", "fa", ["sv_en", "en_fa"]),
        (["sv_de", "de_fa", "sv_en", "en_fa"], "sv", "fa", ["sv_en", "en_fa"]),
        (["sv_nl", "nl_fa", "sv_de", "de_fa"], "sv", "fa", ["sv_de", "de_fa"]),
        (["sv_en", "en_fa"], "sv-SE", "fa-IR", ["sv_en", "en_fa"]),
        (["sv_en", "en_pt"], "sv", "pt-BR", ["sv_en", "en_pt"]),
        (["sv_pt", "sv_en", "en_pb"], "sv", "pt-BR", ["sv_pt"]),
        (["sv_en", "en_nl", "nl_fa"], "sv", "fa", []),
        (["fa_en", "en_sv"], "sv", "fa", []),
        ([], "sv", "fa", []),
    ],
)
def test_a_third_language_is_gone_through_only_where_it_must_be(
    home: Path, there: list[str], source: str, locale: str, found: list[str]
) -> None:
    for pair in there:
        begin, end = pair.split("_")
        lay_out(home / pair, {"from_code": begin, "to_code": end})
    assert [package.pair for package in models.route(source, locale)] == found


@pytest.mark.parametrize(
    ("word", "versions"),
    [
        ("fr", ["en_fr 1.9", "en_fr 1.2"]),
        ("fr-CA", ["en_fr 1.9", "en_fr 1.2"]),
        ("en_fr", ["en_fr 1.9", "en_fr 1.2"]),
        ("en_fr:1.2", ["en_fr 1.2"]),
        ("fr:1.2", ["en_fr 1.2"]),
        ("sv_fr", ["sv_fr 1.0"]),
        ("half", ["half"]),
        ("en_fr:1.3", None),
        ("fr_en", None),
        ("it", None),
    ],
)
def test_packages_are_meant_by_locale_pair_version_or_folder(
    home: Path, word: str, versions: list[str] | None
) -> None:
    for pair, version in (("en_fr", "1.9"), ("en_fr", "1.2"), ("sv_fr", "1.0")):
        begin, end = pair.split("_")
        fields = {"from_code": begin, "to_code": end, "package_version": version}
        lay_out(home / f"{pair}-{version}", fields)
    lay_out(home / "half", PAIR, "model/model.bin")
    if versions is None:
        with pytest.raises(UsageError, match=f"no package for '{word}' is installed"):
            models.meant(word)
        return
    found = models.meant(word)
    told = [f"{one.pair} {one.version}" if isinstance(one, Package) else one.path.name for one in found]
    assert told == versions
    for one in found:
        models.remove(one)
    with pytest.raises(UsageError):
        models.meant(word)
    assert nothing_left_over(home)


# --- runs at the same time, and runs that ended ----------------------------------------------------------


def test_two_runs_do_not_change_packages_at_once(home: Path, build: Build) -> None:
    pytest.importorskip("fcntl", reason="this system cannot hold folders")
    with shelf.staging(home), pytest.raises(TmpipeError, match="another run of tmpipe is at work here"):
        models.install_file(build())
    assert models.install_file(build()).pair == "en_fr"


def test_what_a_killed_run_has_left_is_swept_and_nothing_else(home: Path, build: Build) -> None:
    home.mkdir(parents=True)
    left = home.parent / ".tmpipe.packages.abcd_123"
    lay_out(left / "new/en_fr", PAIR)
    others = [home.parent / name for name in (".tmpipe", ".tmpipe.packages.of-ours", ".tmpipe.data.abcd_123")]
    for other in others:
        other.mkdir()
    models.install_file(build())
    assert not left.exists()
    assert all(other.exists() for other in others)


def test_what_was_put_beside_the_old_one_counts(home: Path, build: Build) -> None:
    """A run that was killed in between has left the package under another name, or under both."""
    package = models.install_file(build())
    package.path.rename(home / f"{package.path.name}-new")
    assert [one.version for one in models.installed()] == ["1.9"]
    models.install_file(build())
    assert names(home) == [package.path.name]
    shutil.copytree(package.path, home / f"{package.path.name}-new")
    models.install_file(build())
    assert names(home) == [package.path.name]
    assert nothing_left_over(home)


# --- what packages say -------------------------------------------------------------------------------


def test_names_that_would_write_elsewhere_are_tamed(home: Path) -> None:
    lay_out(home / "odd", PAIR | {"from_name": "En\x1b[2Jglish\n\u202e", "to_name": ["x"]})
    [package] = models.installed()
    assert package.name == "En [2Jglish → fr"


@pytest.mark.parametrize(
    ("files", "licence"),
    [
        ({}, "unknown"),
        ({"LICENSE": "MIT License\n\nPermission is hereby granted, free of charge, to any person"}, "MIT"),
        ({"LICENSE.txt": "Apache License\nVersion 2.0, January 2004"}, "Apache-2.0"),
        ({"COPYING": "GNU AFFERO GENERAL PUBLIC LICENSE\n  Version 3, 19 November 2007"}, "AGPL-3.0"),
        ({"COPYING": "GNU GENERAL PUBLIC LICENSE\n  Version 2, June 1991"}, "GPL-2.0"),
        ({"LICENSE": "Do as you like."}, "see LICENSE"),
        ({"README.md": "# English to French\n\nLicense: CC BY-SA 4.0\n"}, "CC-BY-SA-4.0"),
        ({"README.md": "## Licence\n\nThis model is under CC0.\n"}, "CC0-1.0"),
        ({"README.md": "Data: OPUS, CC-BY-4.0\n"}, "unknown"),
        ({"README.md": "licensed under MIT\n\nDataset license: CC-BY 4.0\n"}, "MIT, CC-BY-4.0"),
        ({"README.md": "License: MIT", "LICENSE": "Creative Commons Zero"}, "CC0-1.0"),
        ({"README.md": "License: ask us"}, "unknown"),
        ({"README.md": "\x00\xff licence " * 3}, "unknown"),
        ({"metadata.json": json.dumps(PAIR | {"license": "cc-by-nc-4.0"})}, "CC-BY-NC-4.0"),
        (
            {"metadata.json": json.dumps(PAIR | {"licence": "for\nfriends" + "!" * 99})},
            "for friends" + "!" * 49,
        ),
        ({"metadata.json": json.dumps(PAIR | {"license": 3}), "LICENSE": "MIT"}, "MIT"),
    ],
)
def test_licences(home: Path, files: dict[str, str], licence: str) -> None:
    lay_out(home / "en_fr", PAIR)
    for name, text in files.items():
        (home / "en_fr" / name).write_text(text, "utf-8")
    [package] = models.installed()
    assert package.licence == licence
