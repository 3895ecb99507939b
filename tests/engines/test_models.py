"""Packages come and go: from real files, and from a real HTTP server on 127.0.0.1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tmpipe.engines import archive, index, models
from tmpipe.errors import ConfigurationError, InputError, MissingPartError, TmpipeError, UsageError

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


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"../out.txt": b"x"}, "leads out of it"),
        ({"en_fr/../../out.txt": b"x"}, "leads out of it"),
        ({"/etc/out.txt": b"x"}, "leads out of it"),
        ({"en_fr\\..\\..\\out.txt": b"x"}, "leads out of it"),
        ({"C:/out.txt": b"x"}, "leads out of it"),
        ({link("passwd"): b"/etc/passwd"}, "a link"),
        ({"en_fr/a": b"x", "en_fr/a/b": b"y"}, "cannot be unpacked"),
        ({"en_fr/zeros": bytes(80 << 20)}, "would unpack to 80 MB"),
        ({f"en_fr/{number}": b"" for number in range(archive.MAX_MEMBERS + 1)}, "10001 files"),
        ({"en_fr/metadata.json": b"{}", "other/file": b""}, "2 folders"),
        ({}, "0 folders"),
    ],
)
def test_hostile_archives(
    home: Path, tmp_path: Path, members: dict[str | zipfile.ZipInfo, bytes], reason: str
) -> None:
    made = tmp_path / "hostile.argosmodel"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    refused(home, made, reason)
    assert not list(tmp_path.rglob("out.txt"))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: b"", "cannot be unpacked"),
        (lambda data: b"<html>404</html>", "cannot be unpacked"),
        (lambda data: data[: len(data) // 2], "cannot be unpacked"),
        (lambda data: data[:5000] + b"\xff" * 200 + data[5200:], "cannot be unpacked"),
    ],
)
def test_damaged_archives(
    home: Path, tmp_path: Path, build: Build, damage: Callable[[bytes], bytes], reason: str
) -> None:
    made = tmp_path / "damaged.argosmodel"
    made.write_bytes(damage(build().read_bytes()))
    refused(home, made, reason)


def test_a_file_that_is_not_there(home: Path, tmp_path: Path) -> None:
    refused(home, tmp_path / "missing.argosmodel", "there is no such file")


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


# --- from the index


class Server(ThreadingHTTPServer):
    """Answers a path with what is in `files`: bytes, or bytes and a claimed length, or a status."""

    files: dict[str, bytes | tuple[bytes, int] | int]
    asked: list[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        answer = self.server.files.get(self.path, 404)
        if isinstance(answer, int):
            self.send_error(answer)
            return
        data, length = answer if isinstance(answer, tuple) else (answer, len(answer))
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as made:
        made.files, made.asked = {}, []
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{made.url}/index/")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield made
        made.shutdown()
        thread.join()


def offer(server: Server, to_code: str, version: str, *links: str) -> dict[str, object]:
    urls = [url if ":" in url else f"{server.url}/{url}" for url in links]
    return {"from_code": "en", "to_code": to_code, "package_version": version, "links": urls}


def publish(server: Server, *entries: object) -> None:
    server.files["/index/index.json"] = json.dumps(entries).encode()


def test_the_newest_package_of_the_index_is_installed(server: Server, home: Path, build: Build) -> None:
    server.files["/new"] = build("--version", "1.10").read_bytes()
    server.files["/fa"] = build("--locale", "fa").read_bytes()
    publish(
        server,
        offer(server, "fr", "1.9", "old"),
        offer(server, "fr", "1.10", "ipfs://elsewhere", "new"),
        offer(server, "fa", "1.9", "fa"),
        {"type": "sbd", "from_codes": ["en"], "links": []},
        {"from_code": "en", "to_code": "sv", "links": None},
        "no entry",
    )
    calls: list[tuple[str, int, int | None]] = []
    done = models.install(["fr", "fa"], "en", lambda *call: calls.append(call))
    assert [package.to_code for package in done] == ["fr", "fa"]
    assert [package.version for package in models.installed()] == ["1.9", "1.10"]
    size = build("--version", "1.10").stat().st_size
    assert [call for call in calls if call[1] == size] == [("en_fr 1.10", size, size)]
    assert server.asked == ["/index/index.json", "/new", "/fa"]
    assert nothing_left_over(home)


def test_the_next_link_is_tried(server: Server, build: Build) -> None:
    server.files["/good"] = build().read_bytes()
    publish(server, offer(server, "fr", "1.9", "gone", "good"))
    assert models.install(["fr"])[0].version == "1.9"


@pytest.mark.parametrize(
    ("package", "error", "words"),
    [
        (404, MissingPartError, "HTTP Error 404"),
        (500, MissingPartError, "HTTP Error 500"),
        ((b"PK half of it", 5000), MissingPartError, "broke off after 13 of 5000 bytes"),
        (b"<html>a login page</html>", InputError, "cannot be unpacked"),
    ],
)
def test_a_package_that_does_not_come(
    server: Server, home: Path, package: bytes | int, error: type[TmpipeError], words: str
) -> None:
    server.files["/package"] = package
    publish(server, offer(server, "fr", "1.9", "package"))
    with pytest.raises(error) as raised:
        models.install(["fr"])
    assert words in raised.value.message
    assert raised.value.path == f"{server.url}/package"
    assert names(home) == []
    assert nothing_left_over(home)


def test_a_package_of_another_pair_is_not_installed(server: Server, home: Path, build: Build) -> None:
    server.files["/package"] = build("--locale", "fa").read_bytes()
    publish(server, offer(server, "fr", "1.9", "package"))
    with pytest.raises(InputError, match="the package is for en_fa"):
        models.install(["fr"])
    assert names(home) == []


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (503, MissingPartError, "HTTP Error 503"),
        (b"<html>a login page</html>", InputError, "no package index"),
        (b"[]", InputError, "offers nothing"),
        (b'{"packages": 3}', InputError, "offers nothing"),
        ((b"[", 100), MissingPartError, "broke off after 1 of 100 bytes"),
    ],
)
def test_an_index_that_is_none(
    server: Server, answer: bytes | int, error: type[TmpipeError], words: str
) -> None:
    server.files["/index/index.json"] = answer
    with pytest.raises(error) as raised:
        models.install(["fr"])
    assert words in raised.value.message
    assert "tmpipe models install FILE.argosmodel" in raised.value.message


def test_a_locale_without_a_package_stops_before_any_download(server: Server, build: Build) -> None:
    server.files["/good"] = build().read_bytes()
    publish(server, offer(server, "fr", "1.9", "good"), offer(server, "it", "1.0", "it"))
    with pytest.raises(UsageError, match="no package from en to sv; it has fr, it"):
        models.install(["fr", "sv"])
    assert server.asked == ["/index/index.json"]


def test_without_a_network_one_sentence_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as closed:
        port = closed.server_port
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"http://127.0.0.1:{port}")
    with pytest.raises(MissingPartError) as error:
        models.install(["fr"])
    assert "Connection refused" in error.value.message
    assert "tmpipe models install FILE.argosmodel" in error.value.message


def test_the_address_of_the_index(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://example.org/argos")
    assert index.address() == "https://example.org/argos/index.json"
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "file:///etc/")
    with pytest.raises(ConfigurationError, match="no http address"):
        index.address()


def test_without_a_setting_the_address_is_argostranslates(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ARGOS_", "XDG_"))}
    code = """if True:
        from tmpipe.engines import index
        from argostranslate import settings
        assert index.address() == settings.remote_package_index, index.address()
        """
    subprocess.run([sys.executable, "-c", code], env=environment | {"HOME": str(tmp_path)}, check=True)
