"""Real packages, built once a run by `tiny.py`, and a packages folder of each test's own."""

from __future__ import annotations

import importlib.util
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from served import Server

TINY = Path(__file__).with_name("tiny.py")
SERVED = Path(__file__).parent.parent / "release" / "served" / "served.py"


@pytest.fixture(scope="session")
def served() -> ModuleType:
    """The server of the releases' tests, and what it does well and badly: a file is a file."""
    spec = importlib.util.spec_from_file_location("served", SERVED)
    assert spec
    assert spec.loader
    module = sys.modules.setdefault("served", importlib.util.module_from_spec(spec))
    if not hasattr(module, "Server"):
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """`build("--locale", "fa")` gives the `.argosmodel` that `tiny.py` builds with these options."""
    built: dict[tuple[str, ...], Path] = {}

    def package(*options: str) -> Path:
        if options not in built:
            out = tmp_path_factory.mktemp("package") / "tiny.argosmodel"
            subprocess.run([sys.executable, str(TINY), str(out), *options], check=True)
            built[options] = out
        return built[options]

    return package


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty packages folder, the only one that is seen."""
    for name in ("SNAP", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "ARGOS_PACKAGE_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "data" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def server(
    home: Path,
    tmp_path: Path,
    served: ModuleType,
    build: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Server]:
    """Serves an index with one package, en_fr 1.9."""
    public = tmp_path / "public"
    (public / "index").mkdir(parents=True)
    shutil.copy(build(), public / "en_fr.argosmodel")
    made: Server = served.Server(public)
    thread = made.run()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{made.address}index/")
    monkeypatch.setenv("no_proxy", "*")
    entry = {"from_code": "en", "to_code": "fr", "package_version": "1.9"}
    links = [f"{made.address}en_fr.argosmodel"]
    (public / "index/index.json").write_text(json.dumps([{**entry, "links": links}]), "utf-8")
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def small_files() -> Callable[[int], AbstractContextManager[None]]:
    """`with small_files(100):` no file gets larger, which stands for a disk that is full."""
    resource = pytest.importorskip("resource", reason="needs a system with limits for files")

    @contextmanager
    def limited(size: int) -> Iterator[None]:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, before)

    return limited
