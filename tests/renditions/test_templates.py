"""Files in the folder of templates mean something, or are refused with what there may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmpipe.errors import ConfigurationError
from tmpipe.project import Project
from tmpipe.renditions.templates import TEMPLATES, fonts, logo, require_known


@pytest.mark.parametrize(
    "names",
    [
        [],
        [*TEMPLATES],
        ["Amiri-Regular.ttf", "Brill.OTF"],
        ["page.typ", "letterhead.typ", "seal.png"],
        ["letter.tex", "README.md"],
    ],
)
def test_known(names: list[str]) -> None:
    require_known(names, "templates")


@pytest.mark.parametrize("names", [["pages.css"], ["seal.png"], ["page.css", "letterhead.typ"], ["Page.css"]])
def test_unknown(names: list[str]) -> None:
    with pytest.raises(ConfigurationError, match=r"templates: .*there are: page\.css, .*fonts"):
        require_known(names, "templates")


def test_a_drawn_logo_is_better_than_a_painted_one() -> None:
    assert logo({}) == ""
    assert logo({"logo.png": b""}) == "logo.png"
    assert logo({"logo.png": b"", "logo.svg": b""}) == "logo.svg"


def test_each_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "renditions.md").read_text("utf-8")
    for name, what in TEMPLATES.items():
        assert f"| `{name}` | {what} |" in page


def test_fonts_come_in_order() -> None:
    found = fonts({"b.ttf": b"2", "page.css": b"", "a.OTF": b"1"})
    assert list(found) == [("a.OTF", b"1"), ("b.ttf", b"2")]


def test_a_project_reads_its_folder(tmp_path: Path) -> None:
    (tmp_path / "looks").mkdir()
    config = '[project]\nname = "a"\nsource_locale = "en"\nlocales = ["fr"]\n[output]\ntemplates = "looks"\n'
    (tmp_path / "tmpipe.toml").write_text(config)
    for name in ("page.css", ".gitkeep", "~$style.docx"):
        (tmp_path / "looks" / name).write_bytes(b"p {}")
    assert Project.open(tmp_path).templates == {"page.css": b"p {}"}
    (tmp_path / "looks" / "pages.css").touch()
    with pytest.raises(ConfigurationError, match=r"looks: no rendition knows 'pages\.css'"):
        _ = Project.open(tmp_path).templates
