"""The sitemap has what everybody may find, each page with itself in the other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from tmpipe.model import Fingerprint
from tmpipe.release.site import sitemap as room
from tmpipe.release.site.sitemap import sitemap
from tmpipe.release.texts import Release, Text

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
URL = "https://example.org/1988/"


def text(document: str, locale: str, state: str, date: str = "") -> Text:
    return Text(document, document, locale, "T", state, Fingerprint("", "", ""), "tmpipe", date=date)


RELEASE = Release(
    "statements",
    "en",
    ("en", "fr"),
    1,
    url=URL,
    texts=(
        text("a&b", "en", "original", "2026-01-02"),
        text("a&b", "fr", "final", "2026-02-03"),
        text("c", "en", "original"),
        text("c", "fr", "draft"),
        text("d", "fr", "partial"),
    ),
)


def read(data: bytes) -> dict[str, tuple[str | None, dict[str, str]]]:
    """By address, the date and the addresses in other languages."""
    return {
        one.findtext("s:loc", "", SPACES): (
            one.findtext("s:lastmod", None, SPACES),
            {link.get("hreflang", ""): link.get("href", "") for link in one.findall("x:link", SPACES)},
        )
        for one in etree.fromstring(data).findall("s:url", SPACES)
    }


def test_what_everybody_may_find() -> None:
    files = dict(sitemap(RELEASE))
    assert list(files) == ["sitemap.xml"]
    lists = {"x-default": f"{URL}index.html", "en": f"{URL}en/index.html", "fr": f"{URL}fr/index.html"}
    checks = {tag: f"{URL}{tag}/verify/index.html" for tag in ("en", "fr")}
    both = {tag: f"{URL}{tag}/texts/a%26b/index.html" for tag in ("en", "fr")}
    assert read(files["sitemap.xml"]) == {
        **dict.fromkeys(lists.values(), (None, lists)),
        **dict.fromkeys(checks.values(), (None, checks)),
        both["en"]: ("2026-01-02", both),
        both["fr"]: ("2026-02-03", both),
        f"{URL}en/texts/c/index.html": (None, {}),
    }


def test_where_the_address_is_not_known_there_is_none() -> None:
    assert list(sitemap(replace(RELEASE, url=""))) == []


@pytest.mark.parametrize(
    ("url", "robots"),
    [
        ("https://example.org/", "User-agent: *\nAllow: /\nSitemap: https://example.org/sitemap.xml\n"),
        ("https://example.org/1988/", None),
    ],
)
def test_robots_are_told_where_they_ask(url: str, robots: str | None) -> None:
    told = dict(sitemap(replace(RELEASE, url=url))).get("robots.txt")
    assert told == (robots.encode() if robots else None)


@pytest.mark.parametrize(("name", "most"), [("ADDRESSES", 4), ("BYTES", 1500)])
def test_a_large_one_is_cut(monkeypatch: pytest.MonkeyPatch, name: str, most: int) -> None:
    whole = read(dict(sitemap(RELEASE))["sitemap.xml"])
    monkeypatch.setattr(room, name, most)
    files = dict(sitemap(RELEASE))
    index = etree.fromstring(files.pop("sitemap.xml"))
    named = [one.text for one in index.findall("s:sitemap/s:loc", SPACES)]
    assert named == [URL + path for path in files]
    assert len(named) > 1
    parts = [read(data) for data in files.values()]
    assert {place: said for part in parts for place, said in part.items()} == whole
    sizes = [len(part) for part in parts] if name == "ADDRESSES" else [len(data) for data in files.values()]
    assert max(sizes) <= most
