"""The real gettext tools, for the tests that compare with them."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Tool = Callable[..., tuple[bytes, str]]


@pytest.fixture(scope="session")
def tool() -> Tool:
    """`tool(name, *arguments, data=...)` runs a gettext tool on `data`: its stdout and stderr."""

    def run(name: str, *arguments: str, data: bytes) -> tuple[bytes, str]:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed (apt-get install gettext)")
        done = subprocess.run([name, *arguments], input=data, capture_output=True, check=False)
        return done.stdout, done.stderr.decode()

    return run


@pytest.fixture(scope="session")
def histories() -> ModuleType:
    """The module `histories.py`, which the benchmark reads, too."""
    spec = importlib.util.spec_from_file_location("histories", Path(__file__).with_name("histories.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["histories"] = module
    spec.loader.exec_module(module)
    return module
