"""Packages from the index: a real HTTP server on 127.0.0.1 that does what servers do, and should not do."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tmpipe.engines.packages import index, models, supply
from tmpipe.engines.packages.models import Package
from tmpipe.errors import ConfigurationError, InputError, MissingPartError, TmpipeError, UsageError
from tmpipe.files import alone

if TYPE_CHECKING:
    from served import Handler, Rule, Server

Build = Callable[..., Path]
FILE = "en_fr.argosmodel"
INDEX = "index/index.json"
BY_HAND = "or bring the file from elsewhere and run: tmpipe models install FILE.argosmodel"
LATER = "see to the network, or try again later"


def offer(server: Server, pair: str, version: str = "1.9", *links: str, **more: Any) -> dict[str, Any]:
    """An entry of the index; a link is a path on the server, or whole."""
    source, target = pair.split("_")
    urls = [url if ":" in url else f"{server.address}{url}" for url in links or (f"{pair}.argosmodel",)]
    return {"from_code": source, "to_code": target, "package_version": version, "links": urls, **more}


def publish(server: Server, *entries: object) -> None:
    (server.folder / INDEX).write_text(json.dumps(entries), "utf-8")


def install(*locales: str) -> list[Package]:
    """The packages; who tries again does so at once."""
    return supply.install(locales or ["fr"], pauses=(0.0, 0.0))


def whole(home: Path) -> bool:
    """Whether the package is there as it was published, and nothing is left over."""
    [package] = models.installed()
    beside = [path.name for path in home.parent.iterdir()]
    return package.version == "1.9" and beside == ["packages"] and len(list(home.iterdir())) == 1


# --- what is chosen ----------------------------------------------------------------------------------


def test_the_newest_package_of_the_index_is_installed(server: Server, home: Path, build: Build) -> None:
    shutil.copy(build("--version", "1.10"), server.folder / "new")
    shutil.copy(build("--locale", "fa"), server.folder / "fa")
    publish(
        server,
        offer(server, "en_fr"),
        offer(server, "en_fr", "1.10", "ipfs://elsewhere", "new"),
        offer(server, "en_fr", "1.11", "ipfs://elsewhere"),
        offer(server, "en_fa", "1.9", "fa"),
        {"type": "sbd", "from_codes": ["en"], "links": []},
        {"from_code": "en", "to_code": "sv", "links": None},
        offer(server, "en_sv", "9" * 5000, "sv"),
        offer(server, "en_../..", "1.0", "sv"),
        {"from_code": 3, "to_code": ["x"], "links": [{}, 3]},
        "no entry",
    )
    calls: list[tuple[str, int, int | None]] = []
    done = supply.install(["fr", "fa"], "en", lambda *call: calls.append(call))
    assert [(package.to_code, package.version) for package in done] == [("fr", "1.10"), ("fa", "1.9")]
    assert {package.pair for package in models.installed()} == {"en_fa", "en_fr"}
    size = build("--version", "1.10").stat().st_size
    assert [call for call in calls if call[1] == size] == [("en_fr 1.10", size, size)]
    assert server.paths() == [INDEX, "new", "fa"]
    assert [path.name for path in home.parent.iterdir()] == ["packages"]


@pytest.mark.parametrize(
    ("source", "locale", "pairs"),
    [
        ("en", "fr", ["en_fr"]),
        ("en", "fr-CA", ["en_fr"]),
        ("sv", "fr", ["sv_fr"]),
        ("sv", "fa", ["sv_en", "en_fa"]),
        ("fr", "sv", ["fr_de", "de_sv"]),
        ("it", "fr", None),
    ],
)
def test_a_third_language_is_gone_through_where_there_is_no_direct_package(
    server: Server, source: str, locale: str, pairs: list[str] | None
) -> None:
    listed = ("en_fr", "sv_en", "en_fa", "sv_fr", "sv_de", "de_fa", "fr_de", "de_sv", "fr_nl", "nl_sv")
    publish(server, *(offer(server, pair) for pair in listed))
    offers = index.offers()
    if pairs is None:
        with pytest.raises(UsageError, match="the index has no package from 'it'; it has de, en, fr, nl, sv"):
            supply.ways(offers, [(source, locale)])
    else:
        [way] = supply.ways(offers, [(source, locale)])
        assert [one.pair for one in way] == pairs


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("fra", "did you mean fr (French)? it has"),
        ("french", "did you mean fr (French)? it has"),
        ("farsi", "did you mean fa (Persian)? it has"),
        ("per", "did you mean fa (Persian)? it has"),
        ("swe", "did you mean sv (Swedish)? it has"),
        ("se", "did you mean sv (Swedish)? it has"),
        ("xx", "; it has ar, fa, fr, sv"),
        ("de", "; it has ar, fa, fr, sv"),
    ],
)
def test_a_wrong_language_is_told_with_those_that_may_be_meant(
    server: Server, home: Path, word: str, hint: str
) -> None:
    names = {"fr": "French", "fa": "Persian", "sv": "Swedish", "ar": "Arabic"}
    publish(server, *(offer(server, f"en_{code}", to_name=name) for code, name in names.items()))
    with pytest.raises(UsageError, match=f"no package from en to '{word}'.*{re.escape(hint)}"):
        install("fr", word)
    assert server.paths() == [INDEX]
    assert not home.exists()


def test_a_package_that_is_here_is_known(server: Server) -> None:
    [found] = index.offers()
    assert supply.there(found) is None
    [package] = install()
    assert supply.there(found) == package
    publish(server, offer(server, "en_fr", "1.10"))
    [newer] = index.offers()
    assert supply.there(newer) is None


# --- downloads that go well in the end ----------------------------------------------------------------


def unmarked(at: int | None = None) -> Rule:
    """The rest of the file, or so many bytes of it, by a server that says neither ETag nor date."""

    def rule(handler: Handler) -> None:
        data = handler.place.read_bytes()
        start = int(handler.headers.get("Range", "").removeprefix("bytes=").rstrip("-") or 0)
        told = f"bytes {start}-{len(data) - 1}/{len(data)}"
        sent = data[start:] if at is None else data[start : start + at]
        handler.answer(sent, 206 if start else 200, len(data) - start, Content_Range=told)

    return rule


def strict(handler: Handler) -> None:
    """Asks for `If-Range`, as the ETag or the date of an earlier answer, before it sends the rest."""
    data = handler.place.read_bytes()
    start = int(handler.headers.get("Range", "").removeprefix("bytes=").rstrip("-") or 0)
    told = f"bytes {start}-{len(data) - 1}/{len(data)}"
    if start and handler.headers.get("If-Range") in {'"one"', "Sat, 21 Nov 2026 10:00:00 GMT"}:
        handler.answer(data[start:], 206, Content_Range=told, ETag='"one"')
    else:
        handler.answer(data, ETag='"one"')


def marked(at: int, **headers: str) -> Rule:
    """Breaks off after so many bytes."""

    def rule(handler: Handler) -> None:
        data = handler.place.read_bytes()
        handler.answer(data[:at], 200, len(data), **headers)

    return rule


def chunked(at: int | None = None, first: bytes = b"") -> Rule:
    """In chunks, with no size; so many bytes of them, and then nothing."""

    def rule(handler: Handler) -> None:
        data = handler.place.read_bytes()
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(first)
        for start in range(0, len(data) if at is None else at, 50_000):
            piece = data[start : start + 50_000]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if at is None:
            handler.wfile.write(b"0\r\n\r\n")

    return rule


def lying(size: int) -> Rule:
    """All of it, which is said to have another size."""
    return lambda handler: handler.answer(handler.place.read_bytes(), size=size)


def endless(handler: Handler) -> None:
    """All of it, by a server that says nothing of its size."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(handler.place.read_bytes())


DATE = "Sat, 21 Nov 2026 10:00:00 GMT"


def good(served: ModuleType) -> dict[str, list[Rule]]:
    """What the server does, one request after the other; then it does well."""
    return {
        "does well": [],
        "fails once": [served.status(503)],
        "fails twice": [served.status(500), served.status(502)],
        "is busy": [served.status(429, Retry_After="0")],
        "breaks off": [served.cut(1000)],
        "breaks off at once": [served.cut(0)],
        "breaks off again and again": [served.cut(5000)] * 20,
        "breaks off, and knows no ranges": [served.cut(1000), served.whole],
        "breaks off, and sends the beginning again": [served.cut(1000), served.beginning],
        "breaks off, and refuses ranges": [served.cut(1000), served.status(416)],
        "breaks off, and fails": [served.cut(1000), served.status(500), served.cut(500), served.status(500)],
        "breaks off, and says no marks": [unmarked(1000), unmarked(1000), unmarked()],
        "breaks off, and wants the ETag": [marked(1000, ETag='"one"'), strict],
        "breaks off, and wants the date": [marked(1000, Last_Modified=DATE), strict],
        "breaks off, and the ETag is weak": [marked(1000, ETag='W/"one"', Last_Modified=DATE), strict],
        "goes away": [lambda handler: None],
        "sends us on": [served.status(302, Location=f"/{FILE}?again"), served.well],
        "says no size": [endless],
        "sends chunks": [chunked()],
        "sends chunks, and breaks off": [chunked(100_000), chunked()],
        "says less than nothing": [lying(-5)],
    }


GOOD = [
    *("does well", "fails once", "fails twice", "is busy", "breaks off", "breaks off at once"),
    *("breaks off again and again", "breaks off, and knows no ranges"),
    *("breaks off, and sends the beginning again", "breaks off, and refuses ranges", "breaks off, and fails"),
    *("breaks off, and says no marks", "breaks off, and wants the ETag", "breaks off, and wants the date"),
    *("breaks off, and the ETag is weak", "goes away", "sends us on", "says no size", "sends chunks"),
    *("sends chunks, and breaks off", "says less than nothing"),
]


@pytest.mark.parametrize("case", GOOD)
def test_what_comes_in_the_end(server: Server, home: Path, served: ModuleType, case: str) -> None:
    server.rules[FILE] = good(served)[case]
    server.rules[f"{FILE}?again"] = [lambda handler: handler.answer((server.folder / FILE).read_bytes())]
    assert [package.pair for package in install()] == ["en_fr"]
    assert whole(home)


@pytest.mark.parametrize(
    ("headers", "condition"),
    [
        ({"ETag": '"one"'}, '"one"'),
        ({"ETag": '"one"', "Last_Modified": DATE}, '"one"'),
        ({"ETag": 'W/"one"', "Last_Modified": DATE}, DATE),
        ({"Last_Modified": DATE}, DATE),
        ({"ETag": 'W/"one"'}, None),
        ({}, None),
    ],
)
def test_the_rest_is_asked_for_by_what_the_server_calls_it(
    server: Server, headers: dict[str, str], condition: str | None
) -> None:
    server.rules[FILE] = [marked(1000, **headers), strict if condition else unmarked()]
    install()
    first, second = (asked for path, asked in server.asked if path == FILE)
    assert "Range" not in first
    assert (second["Range"], second.get("If-Range")) == ("bytes=1000-", condition)


def test_a_file_that_changes_meanwhile_is_begun_anew(server: Server, home: Path, served: ModuleType) -> None:
    """Told by its ETag, though the server forgets to look at `If-Range`."""
    data = (server.folder / FILE).read_bytes()
    (server.folder / FILE).write_bytes(data[:-1] + b"x")

    def change() -> None:
        (server.folder / FILE).write_bytes(data)

    server.rules[FILE] = [marked(100_000, ETag='"old"'), served.first(change)]
    install()
    assert whole(home)
    ranges = [asked.get("Range") for path, asked in server.asked if path == FILE]
    assert ranges == [None, "bytes=100000-", None]


def test_parts_that_do_not_fit_are_loaded_anew(server: Server, home: Path, served: ModuleType) -> None:
    """Nobody says that it is another file: what is in it does."""
    data = (server.folder / FILE).read_bytes()
    other = bytes(byte ^ 0x55 for byte in data[:100_000]) + data[100_000:]

    def spoilt(handler: Handler) -> None:
        handler.answer(b"PK" + other[2:100_000], size=len(data))

    server.rules[FILE] = [spoilt, unmarked()]
    install()
    assert whole(home)
    ranges = [asked.get("Range") for path, asked in server.asked if path == FILE]
    assert ranges == [None, "bytes=100000-", None]


def test_a_file_that_is_spoilt_on_the_server_is_loaded_twice_at_most(
    server: Server, home: Path, served: ModuleType
) -> None:
    data = bytearray((server.folder / FILE).read_bytes())
    data[5000:5100] = bytes(100)
    (server.folder / FILE).write_bytes(data)
    server.rules[FILE] = [served.cut(100_000), served.well] * 10
    with pytest.raises(InputError, match="cannot be unpacked"):
        install()
    assert server.paths().count(FILE) == 4
    assert [path.name for path in home.parent.iterdir()] == ["packages"]


def test_the_next_link_is_tried(server: Server, served: ModuleType) -> None:
    links = ("gone", "page", FILE)
    server.rules["page"] = [served.says(b"<html>")]
    publish(server, offer(server, "en_fr", "1.9", *links))
    assert install()[0].version == "1.9"
    assert server.paths() == [INDEX, *links]


def test_an_index_that_tells_size_and_checksum_is_believed_where_they_are_right(server: Server) -> None:
    data = (server.folder / FILE).read_bytes()
    digest = sha256(data).hexdigest()
    for more in (
        {"size": len(data), "sha256": digest},
        {"checksum": f"sha256:{digest.upper()}"},
        {"size": -4},
    ):
        publish(server, offer(server, "en_fr", **more))
        assert install()[0].version == "1.9"


# --- downloads that do not ---------------------------------------------------------------------------


def bad(served: ModuleType, size: int) -> dict[str, tuple[list[Rule], type[TmpipeError], str]]:
    """What the server does, and what is said."""
    web = "en_fr 1.9 is no package, but a web page; try again later"
    return {
        "has it not": ([served.status(404)], MissingPartError, f"the server has no such file, {BY_HAND}"),
        "forbids": (
            [served.status(403)],
            MissingPartError,
            "the server says 403 Forbidden; check the address",
        ),
        "fails": (
            [served.status(500)] * 3,
            MissingPartError,
            f"the server says 500 Internal Server Error; {LATER}",
        ),
        "is away": ([served.status(503)] * 3, MissingPartError, "the server says 503 Service Unavailable"),
        "is busy for long": (
            [served.status(429, Retry_After="3600")],
            MissingPartError,
            "the server says 429 Too Many Requests; see to the network, or try again in 60 minutes",
        ),
        "breaks off at the same place": (
            [served.cut(1000), *[served.cut(0)] * 3],
            MissingPartError,
            f"it broke off after 1,000 of {size:,} bytes; {LATER}",
        ),
        "breaks off, and knows no ranges": (
            [served.cut(1000), *[marked(1000)] * 2],
            MissingPartError,
            f"it broke off after 1,000 of {size:,} bytes",
        ),
        "sends a page": ([served.says(b"\n<!doctype html>")], InputError, web),
        "sends a page and says that it is large": ([served.says(b"<html>" * 99)], InputError, web),
        "sends another": ([served.says(b"x" * 99)], InputError, "en_fr 1.9 is no package; try again later"),
        "says too little": ([lying(9000)], InputError, "cannot be unpacked"),
        "says too much": (
            [
                lying(size + 5),
                *[served.status(416)] * 2,
            ],
            MissingPartError,
            "the server says 416",
        ),
        "says one byte": ([served.says(b"P")], InputError, "cannot be unpacked"),
        "says nothing": ([served.says(b"")], InputError, "cannot be unpacked"),
        "breaks off without a size": ([chunked(0, b"zz\r\n")] * 3, MissingPartError, "cannot be had"),
        "says more than any package has": (
            [lying(5 << 30)],
            InputError,
            "would have 5120 MB, which is more than a package has",
        ),
        "packs it": ([served.says(b"PK", Content_Encoding="gzip")], MissingPartError, "sends it packed"),
        "sends us in a circle": ([served.status(301, Location=f"/{FILE}")] * 20, MissingPartError, "301"),
        "sends us to another scheme": (
            [served.status(301, Location="ftp://example.org/x")],
            MissingPartError,
            "sends us on to ftp://example.org",
        ),
    }


BAD = [
    *("has it not", "forbids", "fails", "is away", "is busy for long", "breaks off at the same place"),
    *("breaks off, and knows no ranges", "sends a page", "sends a page and says that it is large"),
    *("sends another", "says too little", "says too much", "says one byte", "says nothing"),
    *("breaks off without a size", "says more than any package has", "packs it", "sends us in a circle"),
    *("sends us to another scheme",),
]


def test_all_cases_are_tried(served: ModuleType) -> None:
    assert set(good(served)) == set(GOOD)
    assert set(bad(served, 0)) == set(BAD)


@pytest.mark.parametrize("case", BAD)
def test_what_does_not_come_is_told_and_changes_nothing(
    server: Server, home: Path, served: ModuleType, build: Build, case: str
) -> None:
    before = models.install_file(build("--version", "1.2"))
    rules, error, words = bad(served, (server.folder / FILE).stat().st_size)[case]
    server.rules[FILE] = rules
    with pytest.raises(error) as told:
        install()
    assert words in told.value.message
    assert "\n" not in told.value.message
    assert told.value.path == f"{server.address}{FILE}"
    assert models.installed() == [before]
    assert [path.name for path in home.iterdir()] == [before.path.name]
    server.rules.clear()
    install()
    assert whole(home)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"sha256": "0" * 64}, "is not the file that the index means: its SHA-256 is another"),
        ({"size": 100}, "bytes there, and by the index 100; try again later"),
        ({"size": 1 << 30}, "bytes there, and by the index 1,073,741,824; try again later"),
    ],
)
def test_what_is_not_as_the_index_says(server: Server, home: Path, more: dict[str, Any], words: str) -> None:
    publish(server, offer(server, "en_fr", **more))
    with pytest.raises(InputError) as told:
        install()
    assert words in told.value.message
    assert [path.name for path in home.parent.iterdir()] == ["packages"]


def test_a_size_is_held_to_where_the_server_says_none(server: Server) -> None:
    size = (server.folder / FILE).stat().st_size
    for wrong, words in (
        (size - 1, f"is larger than it may be, {size - 1:,} bytes"),
        (size + 1, "by the index"),
    ):
        publish(server, offer(server, "en_fr", size=wrong))
        server.rules[FILE] = [endless] * 2
        with pytest.raises(InputError, match=words):
            install()


def test_a_server_that_drips_is_not_waited_for(
    server: Server, home: Path, served: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second passes at each byte."""
    seconds: list[None] = []
    monkeypatch.setattr("tmpipe.web.pace.monotonic", lambda: len(seconds))
    server.rules[FILE] = [served.trickled(1000, lambda: seconds.append(None))]
    with pytest.raises(
        MissingPartError, match=r"comes too slowly \(.*\); try again later, what has come is kept"
    ):
        install()
    assert len([path for path in server.paths() if path == FILE]) == 1
    install()
    assert whole(home)
    assert server.asked[-1][1]["Range"].startswith("bytes=9")


def test_a_package_of_another_pair_is_not_installed(server: Server, home: Path, build: Build) -> None:
    shutil.copy(build("--locale", "fa"), server.folder / FILE)
    with pytest.raises(InputError, match="the package is for en_fa; the index is wrong"):
        install()
    assert list(home.iterdir()) == []


def test_packages_of_a_safe_index_come_safely(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an index over HTTP everything may come over HTTP, of others nothing."""
    publish(server, offer(server, "en_fr", "1.9", "http://nowhere.invalid/x"))
    [found] = index.offers()
    with pytest.raises(MissingPartError, match="the server cannot be found"):
        supply.bring(found)
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://nowhere.invalid")
    with pytest.raises(MissingPartError, match="can be changed on its way; use https://"):
        supply.bring(found)


def test_a_login_is_for_the_server_of_the_index(
    server: Server, served: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address.replace("//", "//me:se%20cret@") + "index")
    other: Server = served.Server(server.folder)
    thread = other.run()
    try:
        publish(server, offer(server, "en_fr", "1.9", "gone", f"{other.address}{FILE}"))
        install()
    finally:
        other.shutdown()
        thread.join()
        other.server_close()
    assert {asked.get("Authorization") for _, asked in server.asked} == {"Basic bWU6c2UgY3JldA=="}
    assert {asked.get("Authorization") for _, asked in other.asked} == {None}
    server.rules[INDEX] = [served.status(500)] * 3
    with pytest.raises(MissingPartError) as told:
        install()
    assert "cret" not in str(told.value)


# --- runs that end in between --------------------------------------------------------------------------


def part(home: Path) -> Path:
    [found] = home.parent.glob(".tmpipe.packages.en_fr-*.part")
    return found


def test_the_next_run_goes_on(server: Server, home: Path, served: ModuleType) -> None:
    server.rules[FILE] = [served.cut(1000), *[served.status(500)] * 2]
    with pytest.raises(MissingPartError):
        install()
    assert part(home).stat().st_size == 1000
    assert [*models.installed(), *models.damaged()] == []
    server.asked.clear()
    install()
    assert [asked.get("Range") for path, asked in server.asked if path == FILE] == ["bytes=1000-"]
    assert whole(home)


def test_a_full_disk_keeps_what_has_come(
    server: Server, home: Path, small_files: Callable[[int], AbstractContextManager[None]]
) -> None:
    with (
        small_files(100_000),
        pytest.raises(TmpipeError, match=r"cannot be written: .*; make room and install"),
    ):
        install()
    assert models.installed() == []
    assert part(home).stat().st_size == 100_000
    install()
    assert whole(home)
    assert server.asked[-1][1]["Range"] == "bytes=100000-"


def test_two_runs_do_not_write_one_download(server: Server, home: Path, served: ModuleType) -> None:
    pytest.importorskip("fcntl", reason="this system cannot hold files")
    server.rules[FILE] = [served.cut(1000), *[served.status(500)] * 2]
    with pytest.raises(MissingPartError):
        install()
    file = part(home)
    with alone(file, "held"), pytest.raises(TmpipeError, match="another run of tmpipe is at work here"):
        install()
    install()
    assert whole(home)


@pytest.mark.parametrize("spoilt", ["part", "note", "both", "larger", "other link"])
def test_what_was_spoilt_here_is_begun_anew(
    server: Server, home: Path, served: ModuleType, spoilt: str
) -> None:
    server.rules[FILE] = [served.cut(1000), *[served.status(500)] * 3]
    with pytest.raises(MissingPartError):
        install()
    file = part(home)
    note = file.with_name(f"{file.name}.json")
    if spoilt in {"part", "both"}:
        file.write_bytes(b"x" * 500)
    if spoilt in {"note", "both"}:
        note.write_bytes(b"[" * 10_000)
    if spoilt == "larger":
        file.write_bytes(b"x" * (1 << 20))
    if spoilt == "other link":
        note.write_text('{"link": "https://example.org/"}', "utf-8")
    install()
    assert whole(home)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(
    steps=st.lists(st.one_of(st.integers(0, 200_000), st.sampled_from(["whole", "416", "500"])), max_size=6)
)
def test_however_a_server_breaks_off_the_package_comes_whole_or_the_next_run_goes_on(
    server: Server, home: Path, served: ModuleType, steps: list[int | str]
) -> None:
    known: dict[str, Rule] = {"whole": served.whole, "416": served.status(416), "500": served.status(500)}
    server.rules[FILE] = [known[one] if isinstance(one, str) else served.cut(one) for one in steps]
    for package in models.installed():
        models.remove(package)
    for _ in range(len(steps) + 1):
        try:
            install()
        except MissingPartError:
            assert [*models.installed(), *models.damaged()] == []
        else:
            break
    assert whole(home)


def started(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tmpipe", "models", *words], env=os.environ)


def killed(run: subprocess.Popen[bytes], reached: Callable[[], bool]) -> None:
    """Ends the run at a place."""
    try:
        while not reached():
            assert run.poll() is None
            time.sleep(0.001)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with SIGKILL")
def test_a_run_that_is_killed_while_it_downloads_goes_on(
    server: Server, home: Path, served: ModuleType
) -> None:
    over, reached = Event(), Event()
    server.rules[FILE] = [served.stalled(1 << 17, over, reached)]
    try:
        killed(started("install", "fr"), lambda: reached.is_set() and part(home).stat().st_size > 0)
    finally:
        over.set()
    done = part(home).stat().st_size
    assert [*models.installed(), *models.damaged()] == []
    server.asked.clear()
    install()
    assert [asked.get("Range") for path, asked in server.asked if path == FILE] == [f"bytes={done}-"]
    assert whole(home)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with SIGKILL")
def test_a_run_that_is_killed_while_it_unpacks_leaves_what_was_there(
    home: Path, build: Build, tmp_path: Path
) -> None:
    """The archive is large enough to take a moment."""
    before = models.install_file(build("--version", "1.2"))
    made = tmp_path / "large.argosmodel"
    shutil.copy(build(), made)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as out:
        top = out.namelist()[0].split("/")[0]
        out.writestr(f"{top}/more", bytes(60 << 20))

    def unpacking() -> bool:
        return any(home.parent.glob(".tmpipe.packages.*/new/*/more"))

    killed(started("install", str(made)), unpacking)
    assert models.installed() == [before]
    assert [path.name for path in home.iterdir()] == [before.path.name]
    assert len(list(home.parent.iterdir())) == 2
    assert models.install_file(build()).version == "1.9"
    assert whole(home)


# --- the index ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (503, MissingPartError, f"the server says 503 Service Unavailable; {LATER}, {BY_HAND}"),
        (404, MissingPartError, "the package index: it is not there"),
        (403, MissingPartError, "the server says 403 Forbidden"),
        (b"<html>a login page</html>", InputError, "no package index"),
        (b"", InputError, "no package index"),
        (b"\xff\xfe", InputError, "no package index"),
        (b"[" * 100_000, InputError, "no package index"),
        (b'{"a":' * 100_000, InputError, "no package index"),
        (b"9" * 100_000, InputError, "no package index"),
        (b"[]", InputError, "offers nothing"),
        (b"null", InputError, "offers nothing"),
        (b'{"packages": 3}', InputError, "offers nothing"),
    ],
    ids=range(12),
)
def test_an_index_that_is_none(
    server: Server, served: ModuleType, answer: bytes | int, error: type[TmpipeError], words: str
) -> None:
    rule = served.status(answer) if isinstance(answer, int) else served.says(answer)
    server.rules[INDEX] = [rule] * 3
    with pytest.raises(error) as raised:
        index.offers(pauses=(0.0, 0.0))
    assert words in raised.value.message
    assert BY_HAND in raised.value.message
    assert raised.value.path == f"{server.address}{INDEX}"


def test_a_large_index_is_read_and_an_endless_one_is_not(
    server: Server, served: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        offer(server, f"en_{first}{second}{third}")
        for first in "abcdef"
        for second in "abcdef"
        for third in "abc"
    ]
    publish(server, *(many * 185))
    offers = index.offers()
    assert len(offers) == 19_980
    [[found]] = supply.ways(offers, [("en", "abc")])
    assert found.pair == "en_abc"
    with pytest.raises(UsageError, match=r"it has aaa, .* and 48 more$"):
        supply.ways(offers, [("en", "xyz")])
    monkeypatch.setattr(index, "MAX_INDEX", 1000)
    with pytest.raises(InputError, match="is larger than it may be, 1,000 bytes"):
        index.offers()


def test_a_broken_index_is_asked_for_again(server: Server, served: ModuleType) -> None:
    server.rules[INDEX] = [served.cut(5), served.status(500)]
    assert [found.pair for found in index.offers(pauses=(0.0, 0.0))] == ["en_fr"]


def test_without_a_network_one_sentence_says_what_to_do(server: Server) -> None:
    server.server_close()
    with pytest.raises(MissingPartError) as error:
        install()
    assert "Connection refused" in error.value.message
    assert BY_HAND in error.value.message


def test_the_address_of_the_index(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://example.org/argos")
    assert index.address().url == "https://example.org/argos/index.json"
    for wrong in ("file:///etc/", "example.org", "https://x:port/"):
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", wrong)
        with pytest.raises(ConfigurationError, match="ARGOS_PACKAGE_INDEX is no address"):
            index.address()


def test_without_a_setting_the_address_is_argostranslates(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ARGOS_", "XDG_"))}
    code = """if True:
        from tmpipe.engines.packages import index
        from argostranslate import settings
        assert index.address().url == settings.remote_package_index, index.address()
        """
    subprocess.run([sys.executable, "-c", code], env=environment | {"HOME": str(tmp_path)}, check=True)
