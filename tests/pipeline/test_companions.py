"""Pictures and style sheets go where the localized page goes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tmpipe.errors import InputError
from tmpipe.pipeline.localize import localize
from tmpipe.project import Project

PICTURE = b"\x89PNG"
PAGE = '<link rel="stylesheet" href="look/page.css"><p>Text.<img src="a%20b.png?v=1"><img src="{}">'


def project(root: Path, files: Mapping[str, str | bytes], documents: str = "") -> Project:
    tables = documents or '[[documents]]\npath = "seeds/*.html"\n'
    settings = f'[project]\nlocales = ["fr", "fa"]\n[output]\nformats = ["html"]\n{tables}'
    files = {"tmpipe.toml": settings, **files}
    for name, content in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Project.open(root)


def built(root: Path) -> dict[str, bytes]:
    places = (place for place in (root / "build").rglob("*") if place.is_file())
    return {place.relative_to(root / "build").as_posix(): place.read_bytes() for place in places}


FILES: dict[str, str | bytes] = {
    "seeds/page.html": PAGE.format("gone.png"),
    "seeds/a b.png": PICTURE,
    "seeds/unused.png": PICTURE,
    "seeds/look/page.css": "@import 'more.css'; p { background: url(../back.png) }",
    "seeds/look/more.css": "@import url(page.css)",
    "seeds/back.png": PICTURE,
}
SHOWN = {"seeds/a b.png", "seeds/look/page.css", "seeds/look/more.css", "seeds/back.png"}


def test_what_a_page_shows_is_copied(tmp_path: Path) -> None:
    one = project(tmp_path, FILES)
    localize(one)
    pages = {f"{locale}/{name}" for locale in ("fr", "fa") for name in ("seeds/page.html", *SHOWN)}
    assert set(built(tmp_path)) == pages
    assert built(tmp_path)["fa/seeds/back.png"] == PICTURE


@pytest.mark.parametrize("change", ["source", "copy", "copy gone", "nothing"])
def test_what_has_changed_is_copied_again(tmp_path: Path, change: str) -> None:
    localize(project(tmp_path, FILES))
    picture = b"other" if change == "source" else PICTURE
    (tmp_path / "seeds/a b.png").write_bytes(picture)
    if change == "copy":
        (tmp_path / "build/fr/seeds/a b.png").write_bytes(b"damaged")
    if change == "copy gone":
        (tmp_path / "build/fr/seeds/a b.png").unlink()
    localize(Project.open(tmp_path))
    assert built(tmp_path)["fr/seeds/a b.png"] == picture


def test_what_was_missing_is_copied_when_it_is_there(tmp_path: Path) -> None:
    localize(project(tmp_path, FILES))
    (tmp_path / "seeds/gone.png").write_bytes(PICTURE)
    localize(Project.open(tmp_path))
    assert built(tmp_path)["fr/seeds/gone.png"] == PICTURE


def test_a_slug_in_another_folder_takes_its_pictures_along(tmp_path: Path) -> None:
    table = '[[documents]]\npath = "seeds/page.html"\nslug = "news/page"\n'
    localize(project(tmp_path, FILES, table), locales=["fr"])
    assert {"fr/news/page.html", "fr/news/a b.png", "fr/news/look/page.css"} <= set(built(tmp_path))


NO_PLACES = [
    "",
    ".",
    "..",
    "#a",
    "?a",
    "look",
    "look.png",
    "%00.png",
    "a%5Cb.png",
    "%ff.png",
    f"{'a' * 300}.png",
]
ELSEWHERE = [
    "/a.png",
    "../../outside.png",
    "https://x/a.png",
    "//x/a.png",
    "data:image/png,a.png",
    "a/" * 3000,
]
KEPT = [".hidden.png", ".git/a.png", "../build/fr/old.png", "link.png", "inner.png"]
NOT_SHOWN = ["other.html", "key.pem", "key.PEM", "table.csv", "../tmpipe.toml", "png", "key.pem?a.png"]
"""A page may come from anyone, and names what it likes."""


@pytest.mark.parametrize("address", [*NO_PLACES, *ELSEWHERE, *KEPT, *NOT_SHOWN])
def test_nothing_else_is_copied(tmp_path: Path, address: str) -> None:
    root = tmp_path / "project"
    names = (
        "seeds/.hidden.png",
        "seeds/.git/a.png",
        "build/fr/old.png",
        "../outside.png",
        "seeds/look.png/a",
    )
    hidden = dict.fromkeys(
        (*names, "seeds/key.pem", "seeds/key.PEM", "seeds/table.csv", "seeds/png"), PICTURE
    )
    one = project(
        root, {**FILES, **hidden, "seeds/other.html": "<p>b", "seeds/page.html": PAGE.format(address)}
    )
    (root / "seeds/link.png").symlink_to(tmp_path / "outside.png")
    (root / "seeds/inner.png").symlink_to(root / "seeds/key.pem")
    localize(one, locales=["fr"])
    pages = {"fr/old.png", "fr/seeds/other.html", "fr/seeds/page.html", *(f"fr/{name}" for name in SHOWN)}
    assert set(built(root)) == pages


def test_two_pictures_for_one_place_are_told(tmp_path: Path) -> None:
    tables = "".join(f'[[documents]]\npath = "{name}/page.html"\nslug = "{name}"\n' for name in ("a", "b"))
    files = {f"{name}/{file}": file for name in ("a", "b") for file in ("page.html", "x.png")}
    files |= {f"{name}/page.html": '<p>T<img src="x.png"><img src="gone.png">' for name in ("a", "b")}
    one = project(tmp_path, files, tables)
    for _ in range(2):
        with pytest.raises(
            InputError, match=r"b/page\.html: b/x\.png and a/x\.png would both be build/fr/x\.png"
        ):
            localize(one)
