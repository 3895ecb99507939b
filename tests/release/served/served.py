"""Releases made from values, and a real HTTP server on 127.0.0.1 that serves them, well or badly."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from time import sleep
from urllib.parse import unquote

from tmpipe.model import Fingerprint
from tmpipe.release import manifest, signature
from tmpipe.release.texts import File, Pending, Release, Text

HASH = "0" * 64


@dataclass
class Publisher:
    """Writes releases of the project `demo` into a folder, each with a higher edition."""

    folder: Path
    edition: int = 0

    def publish(
        self,
        *texts: tuple[str, str, str, str],
        project: str = "demo",
        formats: tuple[str, ...] = ("docx", "txt"),
        key: Path | None = None,
        pending: tuple[Pending, ...] = (),
    ) -> Release:
        """A release of texts, each a document, a locale, a state, and what its files say, in the place of
        the last one; signed, where there is a key."""
        self.edition += 1
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        made = tuple(self._text(*text, formats) for text in texts)
        public = signature.public_key(key, "key") if key else ""
        locales = ("en", "fr", "fa")
        release = Release(project, "en", locales, self.edition, key=public, texts=made, pending=pending)
        self.write(release, key)
        return release

    def write(self, release: Release, key: Path | None = None) -> None:
        """Writes the manifest, and signs it."""
        data = manifest.write(release)
        (self.folder / "manifest.json").write_bytes(data)
        if key:
            (self.folder / "manifest.json.sig").write_bytes(signature.sign(data, key, "key"))

    def _text(self, document: str, locale: str, state: str, says: str, formats: tuple[str, ...]) -> Text:
        files = [
            self._file(f"{locale}/texts/{document}/{document}.{locale}.{form}", form, says)
            for form in formats
        ]
        content = self._file(f"{locale}/texts/{document}/text.json", "json", says)
        catalog = "" if state == "original" else HASH
        fingerprint = Fingerprint(HASH, catalog, HASH)
        return Text(
            *(document, document, locale, document.title(), state, fingerprint, "tmpipe 0.1.0"),
            files=(*files, content),
        )

    def _file(self, path: str, form: str, says: str) -> File:
        data = f"{path} says {says}\n".encode()
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        return File(path, form, len(data), sha256(data).hexdigest())


class Handler(BaseHTTPRequestHandler):
    """Serves the server's folder: ETag, If-None-Match, Range; unless a rule says otherwise."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Follows the next rule of this path, if there is one."""
        self.close_connection = True
        path = unquote(self.path.removeprefix("/"))
        self.server.asked.append((path, dict(self.headers.items())))
        rules = self.server.rules.get(path, [])
        rule = rules.pop(0) if rules else well
        rule(self)

    @property
    def place(self) -> Path:
        return self.server.folder / unquote(self.path.removeprefix("/"))

    def answer(self, data: bytes, status: int = 200, size: int | None = None, **headers: str) -> None:
        """Sends data, which are said to have a size."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(data) if size is None else size))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the library
        """Nothing."""


Rule = Callable[[Handler], None]


class Server(ThreadingHTTPServer):
    """What it was asked, and the rules for what it is asked next, by path, each for one request."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.rules: dict[str, list[Rule]] = {}
        self.quiet = Lock()
        """Whoever holds it sees no file read."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def paths(self) -> list[str]:
        """What it was asked since the last time."""
        found = [path for path, _ in self.asked]
        self.asked.clear()
        return found

    def run(self) -> Thread:
        """Serves in a thread of its own."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        return thread


# --- rules -------------------------------------------------------------------------------------------


def well(handler: Handler) -> None:
    """As a good server does."""
    with handler.server.quiet:
        data = handler.place.read_bytes() if handler.place.is_file() else None
    if data is None:
        handler.answer(b"<h1>not here</h1>", 404)
        return
    tag = f'"{sha256(data).hexdigest()[:16]}"'
    start = handler.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
    if handler.headers.get("If-None-Match") == tag:
        handler.send_response(304)
        handler.end_headers()
    elif start and int(start) >= len(data):
        handler.answer(b"", 416)
    elif start:
        told = f"bytes {start}-{len(data) - 1}/{len(data)}"
        handler.answer(data[int(start) :], 206, Content_Range=told, ETag=tag)
    else:
        handler.answer(data, ETag=tag)


def whole(handler: Handler) -> None:
    """The whole file, whatever part is asked for."""
    handler.answer(handler.place.read_bytes())


def beginning(handler: Handler) -> None:
    """The beginning, as if it were the part that is asked for."""
    data = handler.place.read_bytes()
    handler.answer(data, 206, Content_Range=f"bytes 0-{len(data) - 1}/{len(data)}")


def cut(at: int) -> Rule:
    """Breaks off after so many bytes of what it announces."""

    def rule(handler: Handler) -> None:
        data = handler.place.read_bytes()
        start = int(handler.headers.get("Range", "").removeprefix("bytes=").rstrip("-") or 0)
        told = f"bytes {start}-{len(data) - 1}/{len(data)}"
        status = 206 if start else 200
        handler.answer(data[start : start + at], status, size=len(data) - start, Content_Range=told)

    return rule


def status(code: int, **headers: str) -> Rule:
    """An answer without what was asked for."""
    return lambda handler: handler.answer(b"<h1>no</h1>", code, None, **headers)


def says(data: bytes, **headers: str) -> Rule:
    """Other bytes."""
    return lambda handler: handler.answer(data, 200, None, **headers)


def first(action: Callable[[], object], then: Rule = well) -> Rule:
    """Does something, and then follows another rule."""

    def rule(handler: Handler) -> None:
        action()
        then(handler)

    return rule


def trickled(at: int, tick: Callable[[], object]) -> Rule:
    """Sends so many bytes of a whole answer, and then one at a time, each at a tick."""

    def rule(handler: Handler) -> None:
        data = handler.place.read_bytes()
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data
        handler.wfile.write(answer[:at])
        with suppress(OSError):
            for place in range(at, len(answer)):
                tick()
                handler.wfile.write(answer[place : place + 1])
                sleep(0.005)

    return rule


def stalled(at: int, until: Event, reached: Event | None = None) -> Rule:
    """Sends some bytes, and then none."""

    def rule(handler: Handler) -> None:
        data = handler.place.read_bytes()
        handler.answer(data[:at], size=len(data))
        handler.wfile.flush()
        if reached:
            reached.set()
        until.wait(20)

    return rule
