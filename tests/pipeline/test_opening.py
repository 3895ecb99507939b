"""An engine as a project wants it: paths are the project's, complaints have their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tmpipe.errors import ConfigurationError
from tmpipe.pipeline.opening import open_engine, settings_of
from tmpipe.project import Project

Make = Callable[..., Project]
SETTINGS = """\
[project]
locales = ["fr"]
[engines.opus]
folder = "{}"
"""


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("models/{source}-{target}", "ROOT/models/{source}-{target}"),
        ("/srv/models", "/srv/models"),
        ("~/models", "~/models"),
    ],
)
def test_a_folder_is_the_projects(make: Make, folder: str, place: str) -> None:
    project = make(SETTINGS.format(folder))
    assert Path(settings_of(project, "opus")["folder"]) == Path(place.replace("ROOT", str(project.root)))
    assert settings_of(project, "argos") == {}


def test_a_folder_that_is_no_model_is_said(make: Make) -> None:
    project = make(SETTINGS.format("models"))
    with pytest.raises(ConfigurationError, match="no model") as caught:
        open_engine(project, "opus", "fr")
    assert caught.value.path == str(project.root / "models")


@pytest.mark.parametrize(
    ("lines", "more", "line"),
    [
        ("threads = 1\nwindow = 0\n", {}, 5),
        ("threads = 1\nwindow = 9\n", {"window": 0}, 5),
        ("threads = 1\n", {"window": 0}, 3),
    ],
)
def test_what_an_engine_cannot_use_is_said_with_its_line(
    make: Make, lines: str, more: dict[str, Any], line: int
) -> None:
    project = make(f'[project]\nlocales = ["fr"]\n[engines.argos]\n{lines}')
    with pytest.raises(ConfigurationError, match="window") as caught:
        open_engine(project, "argos", "fr", **more)
    assert caught.value.line == line
    assert str(caught.value.path).endswith("tmpipe.toml")


def test_an_unknown_engine_is_no_fault_of_the_configuration(make: Make) -> None:
    with pytest.raises(ConfigurationError, match="no engine named 'nosuch'") as caught:
        open_engine(make(SETTINGS.format("models")), "nosuch", "fr")
    assert caught.value.path is None
