"""What WCAG 2.2 asks of pages, by axe's rules and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.release.browser.conftest import Published, Visitor

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"preload": False, "runOnly": LEVELS, "resultTypes": ["violations", "passes"]}
PAGES = (
    "index.html",
    "fr/index.html",
    "fa/index.html",
    "sv/page/2/index.html",
    "fa/verify/index.html",
    "fr/texts/appeal/index.html",
    "sv/texts/appeal/index.html",
    "fa/texts/appeal/index.html",
    "it/texts/names/index.html",
    "fa/texts/{odd}/index.html",
    "fr/texts/old/index.html",
    "it/texts/appeal/parallel.html",
    "fa/texts/appeal/parallel.html",
    "sv/texts/appeal/embed.html",
    "fa/texts/names/embed.html",
)
OPEN = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
CAN_BE_USED = "a[href], button, input, textarea, summary, [tabindex='0']"


@pytest.fixture
def judged(page: Page) -> Any:
    """What axe says of the page that is there: what breaks its rules, and which it has kept."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no judge of pages: pip install 'tmpipe[browser]'"
    )

    def judge(**options: object) -> tuple[list[str], set[str]]:
        found = axe.Axe().run(page, options={**RULES, **options}).response
        wrong = [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]
        return wrong, {one["id"] for one in found["passes"]}

    return judge


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, published: Published, judged: Any, path: str) -> None:
    page.goto(path.format(odd=published.name("odd & so on")))
    page.evaluate(OPEN)
    wrong, kept = judged()
    assert wrong == []
    assert {"color-contrast", "html-has-lang", "landmark-one-main"} <= kept
    assert "target-size" in kept or "embed" in path  # it has one link, which stands in a sentence
    if "embed" not in path:  # what is behind it is another site's, which axe takes for white
        page.emulate_media(color_scheme="dark")
        assert judged(runOnly=["color-contrast"]) == ([], {"color-contrast"})


def test_axe_would_find_something(page: Page, published: Published, judged: Any) -> None:
    page.goto("fr/texts/appeal/index.html")
    page.evaluate("() => { document.querySelector('h1').style.color = '#ddd'; document.title = ''; }")
    assert {one.partition(":")[0] for one in judged()[0]} == {"color-contrast", "document-title"}


def test_the_first_key_offers_to_skip_the_head(visitor: Visitor) -> None:
    page = visitor.go("fa/texts/appeal/index.html")
    skip = page.locator(".skip")
    hidden = skip.bounding_box()
    page.keyboard.press("Tab")
    shown = skip.bounding_box()
    assert hidden
    assert shown
    assert hidden["y"] < 0 <= shown["y"]
    assert page.evaluate("document.activeElement.matches('.skip:focus-visible')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


WALK = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const lined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (one.dataset.visited) return 'visited again';
  one.dataset.visited = 'yes';
  return lined && one.matches(':focus-visible') && within ? '' : one.outerHTML;
}"""
LEFT = f"""() => [...document.querySelectorAll("{CAN_BE_USED}")]
  .filter((one) => one.checkVisibility() && !one.dataset.visited).map((one) => one.outerHTML)"""


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "fa/index.html",
        "fr/verify/index.html",
        "fr/texts/appeal/index.html",
        "fr/texts/appeal/parallel.html",
        "fr/texts/old/embed.html",
    ],
)
def test_the_keyboard_reaches_all_and_is_seen(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate(OPEN)
    for _ in range(100):
        page.keyboard.press("Tab")
        said = page.evaluate(WALK)
        if said is None:
            break
        assert said == ""
    else:
        pytest.fail("the keyboard never leaves the page")
    assert page.evaluate(LEFT) == []


def test_details_open_and_notes_lead_back_by_keyboard(visitor: Visitor) -> None:
    page = visitor.go("sv/texts/appeal/index.html")
    page.locator("summary").first.press("Enter")
    assert page.locator("details pre").first.is_visible()
    page.locator("#mark-1 a").press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "note-1"
    page.locator("#note-1 .back").press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "mark-1"


def test_a_checksum_can_be_copied(page: Page, published: Published) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("fa/texts/appeal/index.html")
    page.locator("summary").first.click()
    button = page.locator("details button").first
    before = button.inner_text()
    button.click()
    page.wait_for_function(
        "([one, before]) => one.innerText !== before", arg=[button.element_handle(), before]
    )
    (text,) = (one for one in published.release.texts if (one.document, one.locale) == ("appeal", "fa"))
    lines = [f"{one.sha256}  {one.path.rpartition('/')[2]}\n" for one in text.downloads]
    assert page.evaluate("navigator.clipboard.readText()") == "".join(lines)


def test_language_links_keep_the_reader_on_the_same_text(page: Page, published: Published) -> None:
    for text in published.release.texts:
        page.goto(f"{text.folder}/index.html")
        links = page.locator(".languages a").evaluate_all(
            "(all) => all.map((one) => [one.hreflang, one.lang, one.dir, one.href, one.ariaCurrent])"
        )
        there = {one.locale: one.folder for one in published.release.texts if one.document == text.document}
        assert links == [
            [
                locale,
                locale,
                "rtl" if locale == "fa" else "ltr",
                f"{published.url}{there.get(locale, locale)}/index.html",
                "page" if locale == text.locale else None,
            ]
            for locale in published.release.locales
        ]
        told = page.locator("link[rel=alternate][hreflang]").evaluate_all(
            "(all) => all.map((one) => one.hreflang)"
        )
        assert told == [*there, "x-default"]


def test_a_reader_goes_from_language_to_language(visitor: Visitor) -> None:
    page = visitor.go("fr/texts/names/index.html")
    for locale, title in [("en", "Who Signed"), ("it", "Chi ha firmato"), ("fa", "امضاکنندگان")]:
        page.locator(f".languages [hreflang={locale}]").click()
        assert page.evaluate("[document.documentElement.lang, document.querySelector('h1').innerText]") == [
            locale,
            title,
        ]
        assert page.url == f"{visitor.home}{locale}/texts/names/index.html"


WORDS = [
    ("en", "Gohardasht"),
    ("fr", "survivants"),
    ("it", "inchiesta"),
    ("sv", "vädjan"),
    ("fa", "بازماندگان"),
]


@pytest.mark.parametrize(("locale", "word"), WORDS)
def test_a_text_is_found_and_read(visitor: Visitor, locale: str, word: str) -> None:
    page = visitor.go(f"{locale}/index.html")
    page.get_by_role("searchbox").fill(word)
    page.get_by_role("searchbox").press("Enter")
    page.locator("[data-search] ol a").click()
    page.wait_for_url(f"{visitor.home}{locale}/texts/appeal/index.html")
    assert word in page.locator("article").inner_text()
