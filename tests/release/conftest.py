"""Releases, and a server for them."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from served import Publisher, Server

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that asks nobody for anything but what it is told to show."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. One for all tests of a process, in which its driver can run once only."""
    reason = "no browser can be driven: pip install 'tmpipe[browser]'"
    driver = pytest.importorskip("playwright.sync_api", reason=reason)
    place = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if place is None:
        pytest.skip("there is no browser: apt-get install chromium")
    with driver.sync_playwright() as driven:
        found: Browser = driven.chromium.launch(executable_path=place, args=ALONE)
        yield found
        found.close()


@pytest.fixture(scope="session")
def served() -> ModuleType:
    """The module `served/served.py`."""
    spec = importlib.util.spec_from_file_location("served", Path(__file__).with_name("served") / "served.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["served"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def publisher(tmp_path: Path, served: ModuleType) -> Publisher:
    """Writes releases into the folder `public`."""
    made: Publisher = served.Publisher(tmp_path / "public")
    return made


@pytest.fixture
def server(publisher: Publisher, served: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serves what the publisher has written; who tries again does so at once."""
    monkeypatch.setattr("tmpipe.release.sources.web.PAUSES", (0.0, 0.0))
    monkeypatch.setenv("no_proxy", "*")
    made: Server = served.Server(publisher.folder)
    thread = made.run()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture(scope="session")
def signing_keys(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three private keys; the public ones lie beside them."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is missing; apt-get install openssh-client")
    places = [tmp_path_factory.mktemp("keys") / name for name in "abc"]
    for place in places:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place)], check=True)
    return places
