"""The pages in a real browser, from a folder: wide and on a phone, by keyboard, and under axe's rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="no judge of pages: pip install 'tmpipe[browser]'"
)

PAGES = (
    "fa/texts/justice-for-1988/index.html",
    "it/texts/un-calls-for-accountability/index.html",
    "fa/texts/un-urged-to-act/parallel.html",
    "fa/texts/detained-protesters/embed.html",
)
RULES = {
    "preload": False,
    "runOnly": [*(f"wcag{one}" for one in ("2a", "2aa", "21a", "21aa", "22aa")), "best-practice"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, published: Mapping[str, bytes]) -> Path:
    """The release as files."""
    root = tmp_path_factory.mktemp("public")
    for path, data in published.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return root


@pytest.fixture(params=[(1280, "light"), (320, "dark")], ids=["wide", "phone"])
def tab(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page of a size and a colour scheme; what it complains of, or asks elsewhere, is in `said`."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith("file:") else page.said.append(one.url))
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_is_quiet_and_accessible(tab: Any, folder: Path, path: str) -> None:
    tab.goto((folder / path).as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.viewport_size["width"]
    assert tab.said == []
    dark = tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    if dark and path.endswith("embed.html"):
        return  # what is behind it is the other site's, and axe takes that for white
    found = axe.Axe().run(tab, options=RULES).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_the_keyboard_leads_past_the_head_of_the_page(tab: Any, folder: Path) -> None:
    tab.goto((folder / "fr/texts/detained-protesters/index.html").as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.downloads') !== null")


def test_persian_begins_at_the_right(tab: Any, folder: Path) -> None:
    tab.goto((folder / "fa/texts/un-urged-to-act/parallel.html").as_uri())
    edges = "(one) => [...document.querySelectorAll(one)].map((e) => e.getBoundingClientRect().right)"
    original, translation = tab.evaluate(edges, ".row > div")[:2]
    assert original > translation or tab.viewport_size["width"] == 320
    tab.goto((folder / "fa/texts/un-urged-to-act/index.html").as_uri())
    assert tab.evaluate("getComputedStyle(document.querySelector('article')).direction") == "rtl"
    name, first = tab.evaluate(edges, "header .name, .languages li:first-child")[:2]
    assert name >= first


def test_what_is_copied_is_what_stands_there(browser: Any, folder: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((folder / "fr/texts/detained-protesters/index.html").as_uri())
    page.locator("summary").first.click()
    page.locator(".sums button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".sums code").text_content() + "\n"
    context.close()
