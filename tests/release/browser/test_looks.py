"""Pages on screens of all sizes, from right to left, on paper, and as their readers want to see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from tmpipe.release.site.words import site_words

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.release.browser.conftest import Published

LOCALES = ("", "en", "fr", "it", "sv", "fa")
WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && (box.right > room + 1 || box.left < -1);
  }).map((one) => one.outerHTML.slice(0, 200));
}"""
ZOOM = "() => { document.documentElement.style.fontSize = '200%'; }"
SPACED = """() => {
  for (const one of document.querySelectorAll('*')) {
    Object.assign(one.style, { lineHeight: 1.5, letterSpacing: '.12em', wordSpacing: '.16em' });
  }
}"""


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale or "first page")
def test_nothing_scrolls_sideways(page: Page, published: Published, locale: str) -> None:
    """At these widths; at 200 % on half a screen; with the spacing of WCAG 1.4.12 on a phone."""
    wide = {}
    for path in published.pages(locale):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width, change in [(1280, ""), (360, ""), (320, ""), (320, SPACED), (640, ZOOM)]:
            page.set_viewport_size({"width": width, "height": 800})
            if change:
                page.evaluate(change)
            if found := page.evaluate(WIDE):
                wide[path, width, change[:30]] = found[:3]
    assert wide == {}


EDGES = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const box = range.getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.right), Math.round(box.top), Math.round(box.bottom)];
})"""


@pytest.mark.parametrize("width", [320, 1280])
def test_persian_pages_read_from_the_right(page: Page, published: Published, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("fa/texts/appeal/index.html")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    article = page.locator("article").bounding_box()
    assert article
    for selector in ("h1", "article > p", "footer li:first-child"):
        assert abs(page.evaluate(EDGES, selector)[0][1] - article["x"] - article["width"]) <= 2, selector
    if width == 1280:
        languages = [left for left, *_ in page.evaluate(EDGES, ".languages li")]
        assert len(languages) == 5
        assert languages == sorted(languages, reverse=True), "one after the other from the right"


def test_latin_names_in_persian_stand_in_their_places(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("fa/texts/appeal/index.html")
    names = page.locator("article > p").first.locator("bdi[dir=ltr]")
    assert names.all_inner_texts() == ["Amnesty International", "Iran HRM"]
    one, other = page.evaluate(EDGES, "article > p:first-of-type bdi")
    assert one[2] == other[2], "they stand on one line"
    assert one[0] > other[1], "the first of them at the right"
    words = page.evaluate(
        """() => [...'Iran HRM'.matchAll(/\\w+/g)].map((word) => {
          const text = document.querySelectorAll('article > p:first-of-type bdi')[1].firstChild;
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert words == sorted(words), "their words from the left"


def test_what_turns_directions_turns_nothing_else(page: Page, published: Published) -> None:
    page.goto("fr/index.html")
    assert "\u202e" not in page.content()
    page.goto(f"fr/texts/{published.name('odd & so on')}/index.html")
    assert "\u202e" in page.locator("h1").inner_text()
    page.locator("h1").evaluate("(one) => one.remove()")
    assert "\u202e" not in page.content()
    page.reload()
    ends = page.evaluate(
        """() => [0, 1].map((end) => {
          const text = document.querySelector('article p').firstChild, range = document.createRange();
          range.setStart(text, end && text.length - 1);
          range.setEnd(text, end ? text.length : 1);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert ends[0] < ends[1], "what follows reads from the left"


def test_persian_numbers_have_persian_digits(page: Page) -> None:
    page.goto("fa/texts/appeal/index.html")
    told = [*page.locator(".size").all_inner_texts(), *page.locator(".fact time").all_inner_texts()]
    assert len(told) > 3
    for one in told:
        assert re.search("[۰-۹]", one)
        assert not re.search("[0-9٠-٩]", one)


def test_side_by_side(page: Page) -> None:
    """The original first: at the right of a Persian page; on a phone above its translation."""
    for locale, width, way in [("fr", 1280, "left"), ("fa", 1280, "right"), ("fr", 320, ""), ("fa", 320, "")]:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{locale}/texts/appeal/parallel.html")
        rows = page.locator(".row:has(p)")
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.row:not(.names, .wide)')].map((row) =>
              [...row.children].map((one) => one.getBoundingClientRect())
                .map((box) => [box.left, box.right, box.top, box.bottom]))"""
        )
        assert len(boxes) > 5
        for one, other in boxes:
            if way:
                assert one[2] == other[2]
                assert (one[1] <= other[0]) if way == "left" else (one[0] >= other[1])
            else:
                assert one[3] <= other[2]
        directions = rows.first.locator("> div").evaluate_all("(all) => all.map((one) => one.dir)")
        assert directions == ["ltr", "rtl" if locale == "fa" else "ltr"]


STYLE = """(one) => {
  const style = getComputedStyle(one);
  return [style.textDecorationLine, style.textDecorationStyle];
}"""


@pytest.mark.parametrize(
    "media", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"media": "print"}]
)
def test_drafts_are_marked_however_they_are_shown(page: Page, media: Any) -> None:
    page.emulate_media(**media)
    for path in ("sv/texts/appeal/index.html", "sv/texts/appeal/embed.html", "sv/texts/appeal/parallel.html"):
        page.goto(path)
        draft = page.locator(".draft").first
        assert draft.evaluate(STYLE) == ["underline", "dotted"]
        assert page.get_by_text(site_words("sv").draft).first.is_visible()
    page.goto("it/texts/names/index.html")
    left = page.locator("article .source").first
    assert left.get_attribute("lang") == "en"
    assert left.evaluate("(one) => getComputedStyle(one, '::before').content") == '"en"'
    assert page.get_by_text(site_words("it").partial).first.is_visible()
    sizes = "(one) => [one, one.parentElement].map((each) => parseFloat(getComputedStyle(each).fontSize))"
    small, around = page.locator(".tally .sign").evaluate(sizes)
    assert small < around, "what the mark means is told with the mark itself"


@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_on_paper_is_the_text_and_nothing_to_press(page: Page, published: Published, locale: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{locale}/texts/appeal/index.html")
    for selector in (".skip", "nav", ".downloads", ".use", "footer", "button"):
        assert not any(one.is_visible() for one in page.locator(selector).all()), selector
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    pages = [sheet.get_textpage().get_text_range() for sheet in printed]
    assert 1 <= len(pages) <= 3
    text = " ".join(" ".join(pages).split())
    own = site_words(locale)
    address = f"{published.url}{locale}/texts/appeal/index.html"
    assert address in text.replace(" ", "")
    assert own.download not in text
    assert own.skip not in text
    if locale == "fr":  # the letters of Persian are in a file as they are drawn
        assert "Les familles ont le droit de savoir." in text
        assert "Anna Lindström" in text


def test_still_where_motion_is_not_wanted(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    for path in ("index.html", "fa/index.html", "fr/texts/appeal/index.html", "fr/verify/index.html"):
        page.goto(path)
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.locator("h1").is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
