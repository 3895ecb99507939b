"""Pages that work wherever they lie, ask nobody for anything, and need no scripts."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.release.browser.conftest import Published, Visitor

LOCALES = ("", "en", "fr", "it", "sv", "fa")
LINKS = "(all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src'))"


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale or "first page")
def test_pages_ask_nobody_for_anything_and_complain_of_nothing(
    visitor: Visitor, published: Published, locale: str
) -> None:
    told = {}
    for path in published.pages(locale):
        visitor.go(path)
        if wrong := visitor.wrong():
            told[path] = wrong
    assert told == {}
    assert any(url.endswith(".css") for url in visitor.asked)


POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
BROKEN = {
    "a style of its own": '<p style="color: red">',
    "a style sheet of its own": "<style>p { color: red }</style>",
    "a script of its own": "<script>alert(1)</script>",
    "an event": '<img src="assets/icon.svg" onload="alert(1)">',
    "a picture from elsewhere": '<img src="https://example.org/x.png">',
    "a script from elsewhere": '<script src="https://example.org/x.js"></script>',
    "a frame": '<iframe src="fr/index.html"></iframe>',
    "a file that is not there": '<script src="assets/nothing.js"></script>',
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_goes_wrong_would_be_noticed(visitor: Visitor, published: Published, broken: str) -> None:
    page = published.folder / "broken.html"
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page.write_text(f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{broken}', encoding="utf-8")
    visitor.go("broken.html")
    page.unlink()
    assert visitor.wrong()


def test_every_page_has_the_policy(published: Published) -> None:
    downloads = {file.path for text in published.release.texts for file in text.downloads}
    for path in (path for locale in LOCALES for path in published.pages(locale)):
        assert path in downloads or f'content="{POLICY}"' in (published.folder / path).read_text("utf-8"), (
            path
        )


def test_without_scripts_all_is_reached_by_links_and_can_be_read(
    browser: Browser, published: Published
) -> None:
    """From the first page, as from a folder: every address leads to a file, every part of a page is there."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        reached = {"index.html"}
        waiting = ["index.html"]
        while waiting:
            path = waiting.pop()
            page.goto((published.folder / path).as_uri())
            assert page.locator("main, body > article").first.is_visible(), path
            assert not page.locator("input, button").filter(visible=True).count(), path
            found = {*_leads(page, path, published.folder)}
            waiting += sorted(one for one in found - reached if one.endswith(".html"))
            reached |= found
    pages = {path for locale in LOCALES for path in published.pages(locale)}
    embedded = {path for path in pages if path.endswith("/embed.html")}
    assert pages - embedded <= reached
    assert {file.path for text in published.release.texts for file in text.downloads} <= reached
    for locale in published.release.locales:
        assert f"{locale}/feed.xml" in reached
        assert f"{locale}/SHA256SUMS" in reached


def _leads(page: Page, path: str, folder: Path) -> set[str]:
    """The files of the release that a page names; each must be there, with the part that is named."""
    found = set()
    for address in page.locator("a[href], link[href], script[src], img[src]").evaluate_all(LINKS):
        target, part = urldefrag(address)
        if urlsplit(target).scheme:
            continue
        beside = posixpath.join(posixpath.dirname(path), unquote(target))
        place = posixpath.normpath(beside) if target else path
        assert (folder / place).is_file(), f"{path} leads to {address}"
        if part:
            assert place == path, address
            assert page.locator(f"[id='{part}']").count() == 1, f"{path} leads to {address}"
        found.add(place)
    return found


@pytest.fixture
def elsewhere(tmp_path: Path, serve: Callable[[Path], str]) -> tuple[Path, str]:
    """The folder and the address of somebody else's site: another origin."""
    return tmp_path, serve(tmp_path)


@pytest.mark.parametrize(
    ("locale", "says"), [("fr", "Les familles ont le droit"), ("fa", "خانواده‌ها حق دارند")]
)
def test_another_site_shows_the_text_with_the_snippet(
    page: Page, published: Published, elsewhere: tuple[Path, str], locale: str, says: str
) -> None:
    page.goto(f"{locale}/texts/appeal/index.html")
    snippet = page.locator("textarea").input_value()
    folder, url = elsewhere
    head = '<title>Theirs</title><link rel="icon" href="data:,">'
    (folder / "index.html").write_text(f"<!DOCTYPE html>{head}{snippet}", encoding="utf-8")
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{url}index.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "on a phone, too"
    frame = page.frame_locator("iframe")
    frame.get_by_text(says).first.wait_for()
    inner = page.frames[1]
    assert inner.url.startswith(published.url)
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert inner.evaluate("document.documentElement.dir") == ("rtl" if locale == "fa" else "ltr")
    assert inner.evaluate("document.scripts.length") == 0
    with page.context.expect_page() as opened:
        frame.locator("header a").click()
    assert opened.value.url == f"{published.url}{locale}/texts/appeal/index.html"
    assert wrong == []
