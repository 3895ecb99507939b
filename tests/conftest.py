"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tmpipe.history import HOOKED

# The gate tries the same examples every time, so that it can be trusted; `make search` tries others.
settings.register_profile(
    "tmpipe", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("tmpipe"), derandomize=False, print_blob=True)
settings.load_profile("tmpipe")


def pytest_configure() -> None:
    """The tests make repositories of their own: in a hook, git would take that of the hook for them."""
    for name in HOOKED:
        os.environ.pop(name, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files; then read the diff")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def trained() -> dict[str, Path]:
    """Locale -> a small package that was trained, from English: `tests/data/packages/README.md`."""
    folder = Path(__file__).parent / "data/packages"
    return {locale: folder / f"translate-en_{locale}-1_0.argosmodel" for locale in ("fr", "it")}
