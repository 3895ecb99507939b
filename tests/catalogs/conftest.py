"""The real gettext tools, for the tests that compare with them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

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
