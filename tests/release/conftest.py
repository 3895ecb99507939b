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
    from served import Publisher, Server


@pytest.fixture(scope="session")
def served() -> ModuleType:
    """The module `served.py`."""
    spec = importlib.util.spec_from_file_location("served", Path(__file__).with_name("served.py"))
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
