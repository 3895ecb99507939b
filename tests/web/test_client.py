"""Questions to a real server, which answers well, badly, and as it must not."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from socket import socket
from threading import Thread
from time import time

import pytest

from tmpipe.errors import InputError
from tmpipe.web import pace
from tmpipe.web.addresses import Address
from tmpipe.web.client import Client
from tmpipe.web.failures import (
    AbsentError,
    BrokenError,
    LateError,
    RangeError,
    RefusedError,
    UnavailableError,
    UnchangedError,
)
from tmpipe.web.tries import fetched, tried


@dataclass
class Asked:
    """A question that came."""

    verb: str
    path: str
    headers: Mapping[str, str]
    data: bytes


@dataclass
class Answers:
    """What is answered, one after the other, the last one again and again; and what was asked."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    """Answers, head and body, as they go over the wire."""
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, status: str, body: bytes = b"", **headers: str) -> None:
        """One answer more."""
        lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {headers[name]}" for name in headers)]
        if not {"Content_Length", "Transfer_Encoding"} & set(headers):
            lines.append(f"Content-Length: {len(body)}")
        self.raw.append("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


class Handler(BaseHTTPRequestHandler):
    answers: Answers

    def do_GET(self) -> None:
        self.close_connection = True
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told = self.answers
        told.asked.append(Asked(self.command, self.path, dict(self.headers.items()), data))
        with suppress(OSError):  # who has read enough goes away
            self.wfile.write(told.raw[0] if len(told.raw) == 1 else told.raw.pop(0))

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Answers]]:
    """`serve()` starts one server more."""
    monkeypatch.setenv("no_proxy", "*")
    running: list[tuple[ThreadingHTTPServer, Thread]] = []

    def started() -> Answers:
        answers = Answers()
        made = type("Told", (Handler,), {"answers": answers})
        server = ThreadingHTTPServer(("127.0.0.1", 0), made)
        answers.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return answers

    yield started
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server(serve: Callable[[], Answers]) -> Answers:
    return serve()


# --- one question ------------------------------------------------------------------------------------

KIND = {"Content-Type": "application/json"}


def ask(
    url: str, headers: Mapping[str, str] = KIND, data: bytes | None = None, *, plain: bool = False
) -> bytes:
    """The answer, asked for once."""
    with Client(plain=plain).answer(Address.of(url), headers, data) as answer:
        return answer.read1(1000)


def test_a_get_and_a_post(server: Answers) -> None:
    server.says("200 OK", b"yes")
    assert ask(f"{server.url}/a%20b?c=d e#f", {"X-Own": "1"}) == b"yes"
    assert ask(f"{server.url}/", data=b"[1]") == b"yes"
    got, posted = server.asked
    assert (got.verb, got.path, got.headers["X-Own"], got.data) == ("GET", "/a%20b?c=d%20e", "1", b"")
    assert (posted.verb, posted.data, posted.headers["Content-Type"]) == (
        "POST",
        b"[1]",
        KIND["Content-Type"],
    )
    assert got.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("status", "failure", "asked"),
    [
        ("404 Not Found", AbsentError, {}),
        ("410 Gone", AbsentError, {}),
        ("304 Not Modified", UnchangedError, {"If-None-Match": '"x"'}),
        ("304 Not Modified", RefusedError, {}),
        ("416 No", RangeError, {"Range": "bytes=9-"}),
        ("429 Slow Down", BrokenError, {}),
        ("500 Oh", BrokenError, {}),
        ("503 Later", BrokenError, {}),
        ("400 Bad", RefusedError, {}),
        ("401 Who", RefusedError, {}),
        ("999 What", BrokenError, {}),
    ],
)
def test_failures_have_their_classes(
    server: Answers, status: str, failure: type[Exception], asked: dict[str, str]
) -> None:
    server.says(status, b"" if status.startswith("304") else b'{"error": "so it is"}')
    with pytest.raises(failure) as told:
        ask(server.url, asked)
    assert type(told.value) is failure
    if isinstance(told.value, BrokenError | RefusedError) and failure is not RangeError and not asked:
        assert told.value.code == int(status[:3])
        assert told.value.body in {b'{"error": "so it is"}', b""}
        assert status in str(told.value)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "Remote end closed connection"),
        (b"no HTTP at all\r\n\r\n", "no HTTP at all"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "broke off after 4 of 9 bytes"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal", ""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhal", ""),
    ],
)
def test_what_breaks_off_is_tried_again_and_then_told(server: Answers, raw: bytes, says: str) -> None:
    server.raw = [raw]
    with pytest.raises(UnavailableError, match=f"cannot be had: .*{says}.*try again later"):
        fetched(Client(), Address.of(server.url), 1000, pauses=(0, 0))
    assert len(server.asked) == 3
    server.raw = [raw]
    server.says("200 OK", b"yes")
    assert fetched(Client(), Address.of(server.url), 1000, pauses=(0, 0)) == b"yes"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 1001\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nffffff\r\n",
    ],
)
def test_what_is_too_much_is_not_read(server: Answers, head: bytes) -> None:
    server.raw = [b"HTTP/1.1 200 OK\r\n" + head + bytes(4_000_000)]
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="is larger than it may be, 1,000 bytes"):
            fetched(Client(), Address.of(server.url), 1000)
        assert tracemalloc.get_traced_memory()[1] < 6_000_000  # the server's own are of this process, too
    finally:
        tracemalloc.stop()


# --- pauses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "slept", "says"),
    [
        ("7", [7.0, 7.0], "later"),
        ("0", [1.0, 4.0], "later"),
        ("", [1.0, 4.0], "later"),
        ("-5", [1.0, 4.0], "later"),
        ("soon", [1.0, 4.0], "later"),
        ("²", [1.0, 4.0], "later"),
        (formatdate(time() - 1000, usegmt=True), [1.0, 4.0], "later"),
        ("61", [], "in 1 minutes"),
        ("9" * 30, [], "in 277,778 hours"),
        (formatdate(time() + 7200 * 60, usegmt=True), [], "in 120 hours"),
    ],
    ids=count(),
)
def test_who_asks_for_a_pause_gets_it_within_reason(
    server: Answers, monkeypatch: pytest.MonkeyPatch, after: str, slept: list[float], says: str
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("tmpipe.web.tries.sleep", pauses.append)
    server.raw = [
        f"HTTP/1.1 429 No\r\nRetry-After: {after}\r\nContent-Length: 4\r\n\r\nslow".encode("latin-1")
    ]
    with pytest.raises(UnavailableError, match=f"try again {says}$") as told:
        fetched(Client(), Address.of(server.url), 1000)
    assert pauses == slept
    assert (told.value.code, told.value.body) == (429, b"slow")


def test_progress_gives_new_tries() -> None:
    """The third failure without any is the last; each byte more begins the count anew."""
    come = [0]
    gains = iter((5, 0, 5, 0, 0, 99))

    def action() -> None:
        come[0] += next(gains)
        raise BrokenError("it broke off")

    with pytest.raises(UnavailableError):
        tried("x", action, lambda: come[0], (0, 0))
    assert (come[0], list(gains)) == (10, [99])


def test_a_server_may_think_but_not_drip(server: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock starts with the first byte; each look at it is a second, and each byte one look."""
    clock = iter(range(1000, 100_000))
    monkeypatch.setattr(pace, "monotonic", lambda: next(clock))
    server.says("200 OK", b"yes")
    assert ask(server.url) == b"yes"
    monkeypatch.setattr(pace, "LEAST", 10_000_000)
    monkeypatch.setattr(pace, "GRACE", 0)
    server.raw = [b"HTTP/1.1 200 OK\r\n\r\n" + bytes(1 << 20)]
    with pytest.raises(UnavailableError, match=r"comes too slowly .* bytes in .* seconds"):
        fetched(Client(), Address.of(server.url), 1 << 21)


# --- who is sent on -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "again"), [(301, False), (302, False), (303, False), (307, True), (308, True)]
)
def test_a_post_goes_on_at_its_own_server_alone(serve: Callable[[], Answers], code: int, again: bool) -> None:
    first, other = serve(), serve()
    first.says(f"{code} On", Location="/there")
    first.says("200 OK", b"yes")
    if again:
        assert ask(f"{first.url}/here", data=b"secret") == b"yes"
        assert [(one.verb, one.path, one.data) for one in first.asked] == [
            ("POST", "/here", b"secret"),
            ("POST", "/there", b"secret"),
        ]
    else:
        with pytest.raises(RefusedError, match=f"sends us on to {first.url}/there; use that address"):
            ask(f"{first.url}/here", data=b"secret")
    first.raw = []
    first.says(f"{code} On", Location=f"{other.url}/there")
    with pytest.raises(RefusedError, match=f"sends us on to {other.url}/there; use that address"):
        ask(f"{first.url}/here", data=b"secret")
    assert other.asked == []


def test_a_login_is_for_its_own_server(serve: Callable[[], Answers]) -> None:
    first, other = serve(), serve()
    first.says("302 On", Location="/there")
    first.says("302 On", Location=f"{other.url}/there")
    other.says("200 OK", b"yes")
    address = first.url.replace("//", "//me:se%20cret@")
    assert ask(address) == b"yes"
    sent = [one.headers.get("Authorization") for one in (*first.asked, *other.asked)]
    assert sent == ["Basic bWU6c2UgY3JldA=="] * 2 + [None]
    assert "cret" not in repr(Address.of(address))
    assert "me" not in Address.of(address).url


@pytest.mark.parametrize("plain", [True, False])
def test_http_is_for_this_machine_unless_it_is_fine(server: Answers, plain: bool) -> None:
    server.says("302 On", Location="http://nowhere.invalid/")
    says = "the server cannot be found" if plain else "sends us on to http://nowhere.invalid, where anything"
    with pytest.raises(RefusedError, match=says):
        ask(server.url, plain=plain)
    if not plain:
        with pytest.raises(RefusedError, match="can be changed on its way; use https://"):
            ask("http://nowhere.invalid")


@pytest.mark.parametrize("host", ["a..b", "x" * 300, "a b"])
def test_an_address_that_none_can_have_is_asked_once(host: str) -> None:
    with pytest.raises(RefusedError, match=r"no server can have this address|cannot be found"):
        fetched(Client(), Address.of(f"https://{host}/"), 10, pauses=(600,))


@pytest.mark.parametrize(
    "where",
    ["", "x", "/x", "ftp://x/", "file:///x", "https://", "https:///x", "https://x:port/", "http://[::1/"],
)
def test_what_is_no_address(where: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - all that it says is that it is none
        Address.of(where)


def test_what_comes_packed_is_told(server: Answers) -> None:
    server.says("200 OK", b"yes", Content_Encoding="gzip")
    with pytest.raises(RefusedError, match="sends it packed"):
        ask(server.url)


def test_this_machine_is_asked_without_a_proxy(
    serve: Callable[[], Answers], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy's own machine is another one, and it would see what is sent."""
    server, proxy = serve(), serve()
    server.says("200 OK", b"yes")
    proxy.says("200 OK", b"no")
    monkeypatch.delenv("no_proxy", raising=False)
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    assert ask(f"{server.url}/") == b"yes"
    assert proxy.asked == []
    assert ask("http://host.invalid/", plain=True) == b"no"


def test_a_server_that_says_nothing_is_late() -> None:
    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = Address.of(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        with pytest.raises(LateError, match="nothing came"), Client(timeout=0.05).answer(address):
            pass
