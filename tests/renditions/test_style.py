"""The style sheet of HTML pages says what the table of all renditions says."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from tmpipe.renditions import style

SHEET = files("tmpipe.renditions").joinpath("page.css").read_text("utf-8")


@pytest.mark.parametrize("name", style.COLOURS)
def test_colours(name: str) -> None:
    assert re.search(rf"--{name}: #([0-9a-f]+);", SHEET)
    assert f"--{name}: #{style.COLOURS[name]};" in SHEET


@pytest.mark.parametrize(
    ("selector", "size"),
    [("h1", "title"), ("h2", "heading 2"), ("h3", "heading 3"), (".notes ol", "note"), ("pre", "code")],
)
def test_sizes(selector: str, size: str) -> None:
    found = re.search(rf"^{re.escape(selector)} \{{.*font-size: ([\d.]+)em", SHEET, re.MULTILINE)
    assert found
    assert float(found[1]) == style.SIZES[size]


def test_lines() -> None:
    assert f"font: 1.125rem/{style.LEADING:g} var(--latin)" in SHEET
    assert f"line-height: {style.PERSIAN_LEADING:g}; }}" in SHEET
    assert f"font-size: {style.BODY:g}pt" in SHEET
    assert "margin: {:g}mm {:g}mm {:g}mm".format(*style.MARGINS) in SHEET
