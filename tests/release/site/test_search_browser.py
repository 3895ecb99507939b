"""The search in a real browser: from a folder and from a server, under the site's own policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tmpipe.model import Fingerprint
from tmpipe.release.content import Content
from tmpipe.release.site import search
from tmpipe.release.site.folding import words
from tmpipe.release.site.frame import html, icon
from tmpipe.release.site.tongue import tongue
from tmpipe.release.texts import Text

playwright = pytest.importorskip(
    "playwright.sync_api", reason="no browser can be driven: pip install 'tmpipe[browser]'"
)

TITLES = {
    "en": [
        "The 1988 massacre",
        "Massacres are never forgotten",
        "<img src=x onerror=alert(1)> & a title",
        "Œuvre of the United Nations",
        *(f"Statement number {n}" for n in range(4, 30)),
    ],
    "fa": ["قتل‌عام ۱۳۶۷", "کتابی دربارهٔ ایران", *(f"بیانیه {n}" for n in range(2, 14))],
}
BODIES = {
    "en": [
        "Thousands were killed in prisons.",
        "The prison in Tehran; the prison in Karaj.",
        "A prisoner wrote.",
        "Co-operation.",
    ],
    "fa": ["زندانیان سیاسی", "می‌شود"],
}


def entries(locale: str) -> Iterator[tuple[Text, Content]]:
    bodies = BODIES[locale]
    for n, title in enumerate(TITLES[locale]):
        body = bodies[n] if n < len(bodies) else f"Body {n} of {'many ' * (n % 3)}words"
        date = f"2026-01-{30 - n:02}"
        name = f"text-{n}"
        shown = title.replace("&", "&amp;").replace("<", "&lt;")
        content = Content(
            name, locale, "ltr", title, "final", date, body, f"<h1>{shown}</h1><p>{body}</p>", 1, 0, 0
        )
        yield Text(name, name, locale, title, "final", Fingerprint("", "", ""), "tmpipe", date=date), content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two languages that has nothing but the search; with very small files."""
    place = tmp_path_factory.mktemp("site")
    (place / "assets").mkdir()
    (place / "assets" / "search.js").write_bytes(search.script())
    (place / "assets" / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "SHARD", 120)
        patch.setattr(search, "PAGE", 3)
        for locale in TITLES:
            own = tongue(locale)
            made = dict(search.shards(locale, entries(locale)))
            form = search.box(locale, own.site, "../")
            head = [icon("en/index.html"), '<script src="../assets/search.js" defer></script>']
            made[f"{locale}/index.html"] = html(own, "Texts", head, [form])
            for text, _ in entries(locale):
                made[f"{text.folder}/index.html"] = html(own, "Page", [icon("en/texts/a/index.html")], [])
            for path, data in made.items():
                (place / path).parent.mkdir(parents=True, exist_ok=True)
                (place / path).write_bytes(data)
    return place


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it is asked for."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Nothing."""


@pytest.fixture(scope="module", params=["folder", "server"])
def home(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of the site, opened from a folder and from a server."""
    if request.param == "folder":
        yield folder.as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Any, home: str) -> Iterator[Any]:
    """A new page; it asks nobody else, and no error is told on its console."""
    opened = browser.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith(home) else wrong.append(asked.url))
    yield opened
    opened.close()
    assert wrong == []


def search_for(page: Any, query: str) -> list[str]:
    """The titles found and shown, after Enter."""
    field = page.get_by_role("searchbox")
    field.press("Escape")
    wait(page, "")
    field.fill(query)
    field.press("Enter")
    playwright.expect(page.get_by_role("status")).not_to_have_text("")
    return list(page.locator("ol a").all_inner_texts())


def wait(page: Any, count: str) -> None:
    playwright.expect(page.get_by_role("status")).to_have_text(count)


QUERIES = [
    ("massacre", ["The 1988 massacre", "Massacres are never forgotten"]),
    ("MASSACRES", ["Massacres are never forgotten"]),
    (
        "prison",
        ["Massacres are never forgotten", "The 1988 massacre", "<img src=x onerror=alert(1)> & a title"],
    ),
    ("prison tehran", ["Massacres are never forgotten"]),
    ("tehran massacre", ["Massacres are never forgotten"]),
    ("oeuvre", ["Œuvre of the United Nations"]),
    ("œuv", ["Œuvre of the United Nations"]),
    ("onerror", ["<img src=x onerror=alert(1)> & a title"]),
    ("١٩٨٨", ["The 1988 massacre"]),
    ("pr", []),
    ("nobody", []),
    ("massacre nobody", []),
]


@pytest.mark.parametrize(("query", "titles"), QUERIES)
def test_what_is_found_and_in_which_order(page: Any, home: str, query: str, titles: list[str]) -> None:
    page.goto(f"{home}/en/index.html")
    assert search_for(page, query) == titles
    wait(page, f"Texts found: {len(titles)}" if titles else "No text has these words.")


def test_it_finds_what_brute_force_finds(page: Any, home: str) -> None:
    page.goto(f"{home}/en/index.html")
    texts = {text.title: [*words(text.title), *words(content.summary)] for text, content in entries("en")}
    every = sorted({word for found in texts.values() for word in found})
    asked = sorted({word[:length] for word in every for length in (3, 5, 30)})
    for query in asked[:: len(asked) // 12]:
        there = {
            title
            for title, found in texts.items()
            if any(word == query or (len(query) > 2 and word.startswith(query)) for word in found)
        }
        search_for(page, query)
        wait(page, f"Texts found: {len(there)}" if there else "No text has these words.")


def test_persian(page: Any, home: str) -> None:
    page.goto(f"{home}/fa/index.html")
    for query in ("قتل عام", "قتل‌عام", "قتلعام 1367"):
        assert search_for(page, query) == ["قتل‌عام ۱۳۶۷"]
    assert search_for(page, "كتابي") == ["کتابی دربارهٔ ایران"]
    search_for(page, "بیانیه")
    playwright.expect(page.get_by_role("status")).to_contain_text(tongue("fa").words.number(12))
    first, whole = page.locator("ol a").first.bounding_box(), page.locator("ol").bounding_box()
    assert first["x"] + first["width"] > whole["x"] + whole["width"] / 2, "the list begins at the right"


def test_typing_keys_and_links(page: Any, home: str) -> None:
    page.goto(f"{home}/en/index.html")
    page.keyboard.press("Tab")
    page.keyboard.type("massac")
    wait(page, "Texts found: 2")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "The 1988 massacre"
    assert page.locator("li .state").first.inner_text() == "Final"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}/en/texts/text-0/index.html")
    page.go_back()
    wait(page, "Texts found: 2")
    page.locator("ol a").first.focus()
    page.keyboard.press("Escape")
    wait(page, "")
    assert page.locator("ol a").count() == 0
    assert page.evaluate("document.activeElement.id") == "search-words"
    assert page.get_by_role("searchbox").input_value() == ""
    assert page.url == f"{home}/en/index.html"


def test_many_are_shown_by_and_by(page: Any, home: str) -> None:
    page.goto(f"{home}/en/index.html")
    assert len(search_for(page, "statement")) == 10
    wait(page, "Texts found: 26")
    more = page.get_by_role("button", name="Show more")
    more.press("Enter")
    playwright.expect(page.locator("ol a")).to_have_count(20)
    assert page.evaluate("document.activeElement.textContent") == page.locator("ol a").nth(10).inner_text()
    more.press("Enter")
    playwright.expect(page.locator("ol a")).to_have_count(26)
    playwright.expect(more).to_be_hidden()


def test_a_query_loads_a_few_of_the_files(page: Any, home: str, folder: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}/en/index.html")
    assert not [url for url in asked if "/search/" in url], "who does not search loads nothing of it"
    search_for(page, "massacre")
    files = [url for url in asked if "/search/" in url]
    assert 3 <= len(files) <= 5 < len(list((folder / "en" / "search").iterdir()))


@pytest.mark.parametrize("home", ["server"], indirect=True)
def test_what_cannot_be_loaded_is_told(browser: Any, home: str) -> None:
    page = browser.new_page()
    page.route("**/search/w*.js", lambda route: route.fulfill(status=404))
    page.goto(f"{home}/en/index.html#q=massacre%20%C3%A9")
    wait(page, "The search could not be loaded. Please load this page again.")
    assert page.get_by_role("searchbox").input_value() == "massacre é"
    page.unroute("**/search/w*.js")
    assert search_for(page, "massacre") == ["The 1988 massacre", "Massacres are never forgotten"]
    page.close()


def test_without_scripts_there_is_no_search(browser: Any, home: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{home}/en/index.html")
    playwright.expect(page.locator("input")).to_be_hidden()
    page.close()
