"""Real packages, built once a run by `tiny.py`, and a packages folder of each test's own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

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
