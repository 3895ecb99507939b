"""Texts over HTTP, from a real server that does what servers do, and what they should not."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tmpipe.errors import InputError, TmpipeError, UsageError
from tmpipe.release import lock
from tmpipe.release.pull import Pulled, pull
from tmpipe.release.sources.web import Web
from tmpipe.release.wanted import Wanted

if TYPE_CHECKING:
    from served import Handler, Publisher, Rule, Server

FILE = "fr/texts/letter/letter.fr.txt"
OTHER = "fr/texts/letter/letter.fr.docx"
TEXT = ("letter", "fr", "final", "un " * 1000)
SIZE = len(f"{FILE} says {TEXT[3]}\n")
HERE = "fr/letter.fr.txt"
KEPT = ", what has come is kept"
TAMPERED = "it was tampered with or is being replaced just now; pull again later"


@pytest.fixture
def take(server: Server, tmp_path: Path) -> Callable[..., Pulled]:
    """`take()` pulls what the server has into the folder `texts`."""

    def taken(locales: tuple[str, ...] = ()) -> Pulled:
        return pull(server.address, tmp_path / "texts", Wanted(locales))

    return taken


Take = Callable[..., Pulled]


def whole(publisher: Publisher, out: Path) -> bool:
    """Whether the text is here as it was published, and nothing is left over."""
    there = (out / HERE).read_bytes() == (publisher.folder / FILE).read_bytes()
    return there and not (out / ".tmpipe-pull").exists()


@pytest.mark.parametrize(("path", "most"), [("manifest.json", 160 << 20), (FILE, 8 << 20)])
def test_a_piece_of_less_than_nothing_fills_no_memory(
    path: str, most: int, publisher: Publisher, server: Server, take: Take
) -> None:
    """What says that -1 bytes follow, and never ends, is no more than any other that is too large."""
    publisher.publish(TEXT)

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"-1\r\n")
        with suppress(OSError):
            for _ in range(4000):
                handler.wfile.write(bytes(1 << 16))

    server.rules[path] = [endless]
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="is larger than"):
            take()
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_what_a_server_says_that_sends_us_on_is_not_read(
    code: int, publisher: Publisher, server: Server, take: Take
) -> None:
    publisher.publish(TEXT)

    def endless(handler: Handler) -> None:
        handler.send_response(code)
        handler.send_header("Location", f"/{FILE}")
        handler.end_headers()
        with suppress(OSError):
            while True:
                handler.wfile.write(bytes(1 << 16))

    server.rules[FILE] = [endless]
    assert len(take().written) == 2


@pytest.mark.parametrize("reply", [b"\xff" * 60_000, b"HTTP/1.1 403 " + b"no " * 20_000])
def test_what_a_server_says_is_told_in_part(
    reply: bytes, publisher: Publisher, server: Server, take: Take
) -> None:
    publisher.publish(TEXT)

    def odd(handler: Handler) -> None:
        handler.wfile.write(reply + b"\r\n\r\n")

    server.rules["manifest.json"] = [odd] * 3
    with pytest.raises(InputError) as told:
        take()
    assert len(str(told.value)) < 1000


def test_a_manifest_that_did_not_change_does_not_come_again(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path
) -> None:
    publisher.publish(TEXT)
    take()
    assert server.paths() == ["manifest.json", "manifest.json.sig", OTHER, FILE]
    held = lock.read((tmp_path / "texts/tmpipe.lock").read_bytes(), "")
    before = (tmp_path / "texts/tmpipe.lock").stat().st_mtime_ns
    assert take() == Pulled()
    assert server.asked[0][1]["If-None-Match"] == held.mark.etag != ""
    assert server.paths() == ["manifest.json"]
    assert (tmp_path / "texts/tmpipe.lock").stat().st_mtime_ns == before
    assert (held.source, held.asked) == (server.address, Wanted())


def test_it_comes_again_where_files_lack_or_more_is_asked_for(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path
) -> None:
    publisher.publish(TEXT, ("letter", "en", "original", "one"))
    take()
    (tmp_path / "texts" / HERE).unlink()
    server.paths()
    assert take().written == (HERE,)
    assert server.paths() == ["manifest.json", "manifest.json.sig", FILE]
    assert len(take(locales=("en",)).written) == 2
    publisher.publish(TEXT, ("letter", "en", "original", "one"))
    assert take(locales=("en",)) == Pulled()
    assert lock.read((tmp_path / "texts/tmpipe.lock").read_bytes(), "").edition == 2


# --- bad servers that can be had on with -----------------------------------------------------------


def rules(served: ModuleType) -> dict[str, list[Rule]]:
    """What the server does, one request after the other; then it does well."""
    return {
        "fails once": [served.status(503)],
        "fails twice": [served.status(500), served.status(502)],
        "is busy": [served.status(429)],
        "breaks off": [served.cut(100)],
        "breaks off at once": [served.cut(0)],
        "breaks off again and again": [served.cut(100)] * 20,
        "breaks off, and knows no ranges": [served.cut(100), served.whole],
        "breaks off, and sends the beginning again": [served.cut(100), served.beginning],
        "breaks off, and refuses ranges": [served.cut(100), served.status(416)],
        "breaks off, and fails": [served.cut(100), served.status(500), served.cut(50), served.status(500)],
        "goes away": [lambda handler: None],
        "is here, and sends us on": [served.status(302, Location=f"/{FILE}")],
    }


CASES = [
    *("fails once", "fails twice", "is busy", "breaks off", "breaks off at once"),
    *("breaks off again and again", "breaks off, and knows no ranges"),
    *("breaks off, and sends the beginning again", "breaks off, and refuses ranges", "breaks off, and fails"),
    *("goes away", "is here, and sends us on"),
]


@pytest.mark.parametrize("case", CASES)
def test_a_server_that_fails_is_asked_again(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path, served: ModuleType, case: str
) -> None:
    publisher.publish(TEXT)
    server.rules[FILE] = rules(served)[case]
    assert take().written == ("fr/letter.fr.docx", HERE)
    assert whole(publisher, tmp_path / "texts")
    assert server.rules[FILE] == []


@pytest.mark.parametrize("path", ["manifest.json", "manifest.json.sig"])
@pytest.mark.parametrize("case", ["fails once", "breaks off at once", "goes away"])
def test_so_it_is_for_what_is_read_at_once(
    publisher: Publisher,
    server: Server,
    take: Take,
    served: ModuleType,
    signing_keys: list[Path],
    path: str,
    case: str,
) -> None:
    publisher.publish(TEXT, key=signing_keys[0])
    server.rules[path] = rules(served)[case]
    assert len(take().written) == 2


def test_what_came_is_not_asked_for_again(
    publisher: Publisher, server: Server, take: Take, served: ModuleType
) -> None:
    publisher.publish(TEXT)
    server.rules[FILE] = [served.cut(100), served.cut(200)]
    take()
    ranges = [headers.get("Range") for path, headers in server.asked if path == FILE]
    assert ranges == [None, "bytes=100-", "bytes=300-"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(steps=st.lists(st.one_of(st.integers(0, 1500), st.sampled_from(["whole", "416", "500"])), max_size=6))
def test_however_a_server_breaks_off_the_text_comes_whole_or_the_next_pull_goes_on(
    server: Server, publisher: Publisher, served: ModuleType, tmp_path: Path, steps: list[int | str]
) -> None:
    publisher.edition = 0
    publisher.publish(TEXT)
    known: dict[str, Rule] = {"whole": served.whole, "416": served.status(416), "500": served.status(500)}
    server.rules[FILE] = [known[one] if isinstance(one, str) else served.cut(one) for one in steps]
    out = tmp_path / "texts" / str(len(list((tmp_path / "texts").glob("*"))))
    for _ in range(len(steps) + 1):
        try:
            pull(server.address, out, Wanted())
        except InputError:
            assert not (out / HERE).exists()
        else:
            break
    assert whole(publisher, out)


# --- bad servers that have to be told ----------------------------------------------------------------


def refusals(served: ModuleType) -> dict[str, tuple[str, list[Rule], str]]:
    """The path, what the server does, and what is said."""
    packed = served.says(gzip.compress(b"{}"), Content_Encoding="gzip")
    later = "see to the network, or try again later"
    return {
        "fails": (
            FILE,
            [served.status(503)] * 3,
            f"cannot be had: the server says 503 Service Unavailable; {later}",
        ),
        "breaks off": (
            FILE,
            [served.cut(0)] * 3,
            f"cannot be had: it broke off after 0 of {SIZE:,} bytes; {later}",
        ),
        "breaks off later": (
            FILE,
            [served.cut(10), served.cut(0), served.cut(0), served.cut(0)],
            f"cannot be had: it broke off after 10 of {SIZE:,} bytes; {later}",
        ),
        "forbids": (
            FILE,
            [served.status(403)],
            "cannot be had: the server says 403 Forbidden; check the address",
        ),
        "has it no more": (
            FILE,
            [served.status(404)] * 2,
            f"is not there, though the manifest names it: {TAMPERED}",
        ),
        "sends more": (
            FILE,
            [served.says(b"x" * (SIZE + 1))] * 2,
            f"is larger than the manifest says: {TAMPERED}",
        ),
        "sends less": (FILE, [served.says(b"x")] * 2, f"is not what the manifest says: {TAMPERED}"),
        "sends another": (FILE, [served.says(b"x" * SIZE)] * 2, f"is not what the manifest says: {TAMPERED}"),
        "sends a page": (
            "manifest.json",
            [served.says(b"\n<!doctype html>")],
            "is a web page, and not a manifest of tmpipe; check the address",
        ),
        "packs": ("manifest.json", [packed], "the server sends it packed, though plain bytes were asked for"),
        "packs silently": ("manifest.json", [served.says(gzip.compress(b"{}"))], "not a manifest of tmpipe"),
        "packs a file": (FILE, [packed], "the server sends it packed, though plain bytes were asked for"),
        "has no release": (
            "manifest.json",
            [served.status(404)],
            "no release is there: it has no manifest.json; name the address of the site's first page",
        ),
        "has nothing new at first": (
            FILE,
            [served.status(304)],
            "cannot be had: the server says 304 Not Modified; check the address",
        ),
        "sends us to an unsafe place": (
            FILE,
            [served.status(301, Location="http://example.org/x")],
            "the server sends us on to http://example.org, where anything could be changed on its way",
        ),
        "sends us to another scheme": (
            FILE,
            [served.status(301, Location="ftp://example.org/x")],
            "sends us on to ftp://",
        ),
        "sends us nowhere": (FILE, [served.status(301, Location="http://[/")] * 3, "cannot be had"),
        "sends us in a circle": (FILE, [served.status(301, Location=f"/{FILE}")] * 20, "cannot be had"),
    }


REFUSALS = [
    *("fails", "breaks off", "breaks off later", "forbids", "has it no more"),
    *("sends more", "sends less", "sends another", "sends a page"),
    *("packs", "packs silently", "packs a file", "has no release", "has nothing new at first"),
    *(
        "sends us to an unsafe place",
        "sends us to another scheme",
        "sends us nowhere",
        "sends us in a circle",
    ),
]


def test_all_cases_are_tried(served: ModuleType) -> None:
    assert set(rules(served)) == set(CASES)
    assert set(refusals(served)) == set(REFUSALS)


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_had_is_told_in_a_sentence_and_changes_nothing(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path, served: ModuleType, case: str
) -> None:
    publisher.publish(("letter", "fr", "final", "avant"))
    take()
    before = {path: path.read_bytes() for path in (tmp_path / "texts").rglob("*") if path.is_file()}
    publisher.publish(TEXT)
    path, server.rules[path], complaint = refusals(served)[case]
    with pytest.raises(InputError) as told:
        take()
    assert complaint in told.value.message
    assert "\n" not in told.value.message
    after = {path: path.read_bytes() for path in (tmp_path / "texts").rglob("*") if path.is_file()}
    assert {path: after[path] for path in after if ".tmpipe-pull" not in path.parts} == before
    server.rules.clear()
    take()
    assert whole(publisher, tmp_path / "texts")


def test_a_manifest_that_is_not_there_anew_is_no_news(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path, served: ModuleType
) -> None:
    publisher.publish(TEXT)
    server.rules["manifest.json"] = [served.status(304)]
    with pytest.raises(InputError, match="the server says 304"):
        take()
    assert not (tmp_path / "texts").exists()


def test_a_manifest_that_never_ends_is_not_read_whole(
    publisher: Publisher,
    server: Server,
    take: Take,
    served: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tmpipe.release.sources.web.MAX_MANIFEST", 1000)
    publisher.publish(TEXT)
    server.rules["manifest.json"] = [served.says(b"{" + b" " * 1000)]
    with pytest.raises(InputError, match=r"manifest.json: is larger than it may be, 1,000 bytes"):
        take()


def test_a_server_that_falls_silent_is_not_waited_for(
    publisher: Publisher,
    server: Server,
    take: Take,
    tmp_path: Path,
    served: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tmpipe.release.sources.web.TIMEOUT", 0.1)
    publisher.publish(TEXT)
    over = Event()
    server.rules[FILE] = [served.stalled(100, over)]
    try:
        take()
        assert whole(publisher, tmp_path / "texts")
        server.rules["manifest.json"] = [served.stalled(0, over)] * 3
        with pytest.raises(InputError, match="cannot be had: nothing came for a long time"):
            take()
    finally:
        over.set()


@pytest.mark.parametrize(
    ("path", "at", "kept"),
    [("manifest.json", 9, ""), ("manifest.json", 100, ""), (FILE, 9, ""), (FILE, 100, KEPT)],
)
def test_a_server_that_sends_a_byte_now_and_then_is_not_waited_for(
    publisher: Publisher,
    server: Server,
    take: Take,
    tmp_path: Path,
    served: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    at: int,
    kept: str,
) -> None:
    """A second passes at each byte; in the middle of its headers, or of the file."""
    seconds: list[None] = []
    monkeypatch.setattr("tmpipe.web.pace.monotonic", lambda: len(seconds))
    publisher.publish(TEXT)
    server.rules[path] = [served.trickled(at, lambda: seconds.append(None))]
    with pytest.raises(InputError, match=r"comes too slowly \(\d+ bytes in \d+ seconds\)") as told:
        take()
    assert told.value.path == server.address + path
    assert told.value.message.endswith(f"try again later{kept}")
    assert server.paths().count(path) == 1
    assert len(take().written) == 2
    assert whole(publisher, tmp_path / "texts")
    ranges = [headers.get("Range") for asked, headers in server.asked if asked == path]
    assert [one is not None for one in ranges] == [bool(kept)]


def test_nobody_there_is_told(publisher: Publisher, server: Server, tmp_path: Path) -> None:
    address = server.address
    server.server_close()
    with pytest.raises(InputError) as told:
        pull(address, tmp_path / "texts", Wanted())
    assert str(told.value) == (
        f"{address}manifest.json: cannot be had: Connection refused; see to the network, or try again later"
    )
    assert not (tmp_path / "texts").exists()


# --- a release that is replaced while it is read -----------------------------------------------------


def test_a_release_that_is_replaced_in_between_is_read_anew(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path, served: ModuleType
) -> None:
    publisher.publish(TEXT)
    server.rules[FILE] = [served.first(lambda: publisher.publish(("letter", "fr", "final", "neuf " * 700)))]
    assert take().written == ("fr/letter.fr.docx", HERE)
    assert whole(publisher, tmp_path / "texts")
    assert lock.read((tmp_path / "texts/tmpipe.lock").read_bytes(), "").edition == 2


def test_one_that_is_replaced_without_end_is_left_alone(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path, served: ModuleType
) -> None:
    publisher.publish(TEXT)
    again = served.first(lambda: publisher.publish(("letter", "fr", "final", "x" * publisher.edition)))
    server.rules[FILE] = [again, again]
    with pytest.raises(InputError, match=TAMPERED):
        take()
    assert not list((tmp_path / "texts").glob("fr/*"))


def test_a_part_of_an_older_edition_is_swept(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path, served: ModuleType
) -> None:
    first = publisher.publish(TEXT)
    server.rules[FILE] = [served.cut(100), *[served.status(500)] * 3]
    with pytest.raises(InputError):
        take()
    old = {file.sha256 for file in first.texts[0].downloads}
    parts = tmp_path / "texts/.tmpipe-pull"
    assert {path.name for path in parts.iterdir()} == old
    second = publisher.publish(("letter", "fr", "final", "deux"))
    server.rules[FILE] = [served.status(500)] * 3
    with pytest.raises(InputError):
        take()
    assert {path.name for path in parts.iterdir()} == {file.sha256 for file in second.texts[0].downloads}


def test_a_part_that_was_spoilt_here_is_begun_anew(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path
) -> None:
    file = publisher.publish(TEXT).texts[0].downloads[1]
    parts = tmp_path / "texts/.tmpipe-pull"
    for spoilt in (b"x" * 100, b"x" * file.size, b"x" * (file.size + 1)):
        parts.mkdir(parents=True)
        (parts / file.sha256).write_bytes(spoilt)
        take()
        assert whole(publisher, tmp_path / "texts")
        (tmp_path / "texts" / HERE).unlink()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with SIGKILL")
def test_a_pull_that_is_killed_goes_on_where_it_was(
    publisher: Publisher, server: Server, take: Take, tmp_path: Path, served: ModuleType
) -> None:
    publisher.publish(("letter", "fr", "final", "un " * 60_000))
    over, reached = Event(), Event()
    server.rules[FILE] = [served.stalled(1 << 17, over, reached)]
    words = [sys.executable, "-m", "tmpipe", "pull", server.address, "--out", str(tmp_path / "texts")]
    run = subprocess.Popen(words, env={**os.environ, "no_proxy": "*"})
    try:
        assert reached.wait(20)
        part = tmp_path / "texts/.tmpipe-pull" / sha256((publisher.folder / FILE).read_bytes()).hexdigest()
        while not (part.exists() and part.stat().st_size):
            assert run.poll() is None
            time.sleep(0.01)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
        over.set()
    done = part.stat().st_size
    server.asked.clear()
    assert take().written == ("fr/letter.fr.docx", HERE)
    ranges = [(path, headers.get("Range")) for path, headers in server.asked if path in {FILE, OTHER}]
    assert ranges == [(FILE, f"bytes={done}-")]
    assert whole(publisher, tmp_path / "texts")


# --- HTTPS -------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for `localhost` that nobody else trusts, and its key, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is missing; apt-get install openssl")
    place = tmp_path / "certificate.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(place), "-out", str(tmp_path / "own")]
    subprocess.run(words, check=True, capture_output=True)
    place.write_bytes(place.read_bytes() + (tmp_path / "own").read_bytes())
    return place


@pytest.fixture
def secure(server: Server, certificate: Path) -> str:
    """The server's address, now of HTTPS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return f"https://localhost:{server.server_port}/"


def test_https_is_for_servers_that_can_be_trusted(
    publisher: Publisher,
    server: Server,
    secure: str,
    certificate: Path,
    tmp_path: Path,
    served: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publisher.publish(TEXT)
    with pytest.raises(InputError) as told:
        pull(secure, tmp_path / "texts", Wanted())
    assert told.value.message.startswith("the server's certificate cannot be trusted (self")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server.rules[FILE] = [served.status(302, Location=f"http://127.0.0.1:{server.server_port}/{FILE}")]
    with pytest.raises(
        InputError, match=r"sends us on to http://127.0.0.1:\d+, where anything could be changed"
    ):
        pull(secure, tmp_path / "texts", Wanted())
    server.rules[FILE] = [served.cut(100), served.status(302, Location=f"{secure}{FILE}")]
    assert len(pull(secure, tmp_path / "texts", Wanted()).written) == 2
    assert whole(publisher, tmp_path / "texts")


# --- addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a/b", "https://example.org/a/b/"),
        ("https://example.org/a/b//", "https://example.org/a/b/"),
        ("https://example.org/a/manifest.json", "https://example.org/a/"),
        ("https://example.org/a/index.html", "https://example.org/a/"),
        ("HTTPS://user:secret@example.org:8443/a b/é#part", "https://example.org:8443/a%20b/%C3%A9/"),
        ("http://127.0.0.1:80/x", "http://127.0.0.1:80/x/"),
        ("http://[::1]/x", "http://[::1]/x/"),
        ("http://localhost/x", "http://localhost/x/"),
    ],
)
def test_addresses(address: str, base: str) -> None:
    assert Web.at(address, keyed=False).base == base


@pytest.mark.parametrize(
    "address",
    ["https://", "https:///x", "https://example.org:port/", "https://[::1/", "https://example.org/?a=b"],
)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(UsageError, match="this is no address of a release, such as https://"):
        Web.at(address, keyed=False)


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "10.0.0.1"])
def test_http_is_for_this_machine_or_for_who_knows_the_key(host: str) -> None:
    with pytest.raises(UsageError, match=rf"http://{host} can be changed on its way; use https://"):
        Web.at(f"http://user:secret@{host}/x", keyed=False)
    assert Web.at(f"http://{host}/x", keyed=True).base == f"http://{host}/x/"


@pytest.mark.parametrize("where", ["file:///srv/public", "ftp://example.org/", "s3://bucket/x"])
def test_other_schemes_are_refused(where: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name an https:// address, a folder or a zip archive"):
        pull(where, tmp_path / "texts", Wanted())


def test_a_password_is_sent_and_never_shown(
    publisher: Publisher, server: Server, tmp_path: Path, served: ModuleType
) -> None:
    publisher.publish(TEXT)
    address = server.address.replace("//", "//user:s%20ecret@")
    server.rules[FILE] = [served.status(302, Location=f"/{OTHER}")]
    server.rules[OTHER] = [
        served.well,
        served.status(302, Location=server.address.replace("127.0.0.1", "localhost")),
    ]
    with pytest.raises(TmpipeError) as told:
        pull(address, tmp_path / "texts", Wanted())
    assert "ecret" not in str(told.value)
    sent = [headers.get("Authorization") for _, headers in server.asked]
    assert set(sent[:5]) == {"Basic dXNlcjpzIGVjcmV0"}
    assert sent[5] is None
    server.rules.clear()
    pull(address, tmp_path / "texts", Wanted())
    assert b"ecret" not in (tmp_path / "texts/tmpipe.lock").read_bytes()


def test_a_server_that_cannot_be_found_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(InputError) as told:
        pull("https://nowhere.invalid/x", tmp_path / "texts", Wanted())
    assert "the server cannot be found" in told.value.message


@pytest.mark.parametrize("host", ["a..b", "x" * 300])
def test_a_host_that_cannot_be_is_told(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("tmpipe.release.sources.web.PAUSES", ())
    with pytest.raises(InputError):
        pull(f"https://{host}/x", tmp_path / "texts", Wanted())
