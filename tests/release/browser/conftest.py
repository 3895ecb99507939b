"""A release of a small project, in a real browser: from a folder and from a server."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tmpipe.model import Entry
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.sign_off import sign_off
from tmpipe.project import Project
from tmpipe.release.publish import publish
from tmpipe.release.site import index
from tmpipe.release.texts import Release

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

PROJECT = Path(__file__).with_name("project")
STATES = {
    "appeal": {"fr": "final", "it": "complete", "sv": "draft", "fa": "final"},
    "names": {"fr": "draft", "it": "partial", "fa": "complete"},
    "odd & so on": {"fr": "complete", "it": "draft", "sv": "complete", "fa": "partial"},
    "old": {"fr": "complete", "fa": "final"},
}
"""Of each text; of one that lacks, nothing is translated."""
SIGNERS = {"fr": "Anna Lindström", "fa": "سیما رضایی"}
TURNED = "\u202e"
"""What turns the direction of all that follows; in the files of the project it is written `{turned}`."""


@dataclass(frozen=True)
class Published:
    """A release, and where it is."""

    release: Release
    folder: Path
    url: str
    """Of the server, with a last `/`."""

    def name(self, document: str) -> str:
        """What stands for a document in addresses."""
        return next(text.name for text in self.release.texts if text.document == document)

    def pages(self, locale: str) -> list[str]:
        """The paths of all pages in a locale's folder, those for download among them; of "", the first."""
        found = (self.folder / locale).rglob("*.html") if locale else [self.folder / "index.html"]
        return sorted(place.relative_to(self.folder).as_posix() for place in found)


class Visitor:
    """A tab of the browser that notes what goes wrong, and what is asked of whom."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        """Where the release is, with a last `/`."""
        self.asked: list[str] = []
        self._wrong: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._wrong.append(f"error: {error}"))
        page.on("request", self._see)
        page.on("requestfailed", self._miss)
        page.on("response", self._get)

    def go(self, path: str) -> Page:
        """Opens a page of the release."""
        self.page.goto(self.home + path)
        return self.page

    def wrong(self) -> list[str]:
        """What went wrong since the last time."""
        found = self._wrong.copy()
        self._wrong.clear()
        return found

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self._wrong.append(f"{said.type}: {said.text}")

    def _miss(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before its icon had come
            self._wrong.append(f"{request.failure}: {request.url}")

    def _get(self, response: Response) -> None:
        if response.status > 399:
            self._wrong.append(f"{response.status}: {response.url}")

    def _see(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith(self.home):
            self._wrong.append(f"outside: {request.url}")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder, which may come later; gives its address, with a last `/`. Each is an origin."""
    with ExitStack() as stack:

        def started(folder: Path) -> str:
            handler = partial(_Quiet, directory=str(folder))
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield started


@pytest.fixture(scope="session")
def published(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, serve: Callable[[Path], str]
) -> Published:
    """A release with texts in all states and all languages, two of them kept from the release before.

    Where there is no browser, none is made.
    """
    root = tmp_path_factory.mktemp("project")
    url = serve(root / "public")
    return Published(_release(root, url), root / "public", url)


@pytest.fixture(params=["folder", "server"])
def home(request: pytest.FixtureRequest, published: Published) -> str:
    """The address of the release, opened from its folder and from a server, with a last `/`."""
    return f"{published.folder.as_uri()}/" if request.param == "folder" else published.url


@pytest.fixture
def visitor(browser: Browser, home: str) -> Iterator[Visitor]:
    """Visits the release; at the end nothing may have gone wrong that a test has not asked for."""
    with browser.new_context() as context:
        found = Visitor(context.new_page(), home)
        yield found
        assert found.wrong() == []


@pytest.fixture
def page(browser: Browser, published: Published) -> Iterator[Page]:
    """A tab, for pages of the server."""
    with browser.new_context(base_url=published.url) as context:
        yield context.new_page()


def _release(root: Path, url: str) -> Release:
    for place in PROJECT.rglob("*"):
        if place.is_file():
            copy = root / place.relative_to(PROJECT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = place.read_text(encoding="utf-8")
            copy.write_text(text.replace("{turned}", TURNED).replace("{url}", url), encoding="utf-8")
    _translate(root)
    key = _key(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "SIZE", 3)
        publish(Project.open(root), drafts=True, key=key)
        (root / "seeds/old.txt").write_text("What Came After\n\nNobody has answered.\n", encoding="utf-8")
        extract(Project.open(root))
        done = publish(Project.open(root), drafts=True, key=key)
    found = {slug: {"en": "original", **states} for slug, states in STATES.items()}
    assert {slug: _states(done.release, slug) for slug in STATES} == found
    return done.release


def _states(release: Release, slug: str) -> dict[str, str]:
    return {text.locale: text.state for text in release.texts if text.document == slug}


def _key(root: Path) -> Path | None:
    """A key to sign with, where there is what makes one."""
    if not shutil.which("ssh-keygen"):
        return None
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(root / "key")], check=True)
    return root / "key"


def _translate(root: Path) -> None:
    """Brings the catalogs into the states that they shall have."""
    extract(Project.open(root))
    head, *rows = ((root / "sentences.tsv").read_text(encoding="utf-8")).splitlines()
    project = Project.open(root)
    for column, locale in enumerate(head.split("\t")[1:], 1):
        known = {row.split("\t")[0]: row.split("\t")[column] for row in rows}
        for seed in project.seeds:
            catalog = project.catalog(seed.slug, locale)
            assert catalog
            state = STATES[seed.slug].get(locale, "")
            entries = (
                _translated(entry, known[entry.msgid], state if number % 3 == 1 or not state else "final")
                for number, entry in enumerate(catalog.entries)
            )
            project.save_catalog(replace(catalog, entries=tuple(entries)))
            if state == "final":
                done = sign_off(project, seed, locale, SIGNERS[locale], date="2026-11-20", note="all of it")
                assert done.sign_off, done


def _translated(entry: Entry, msgstr: str, state: str) -> Entry:
    if state in ("", "partial"):
        return entry
    return replace(entry, msgstr=msgstr, fuzzy=state == "draft")
