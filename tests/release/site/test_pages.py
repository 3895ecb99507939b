"""Every page of a site is well formed, harmless, leads somewhere, and says its language."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import html5lib
import pytest

from tmpipe.model import Fingerprint
from tmpipe.release.content import Content
from tmpipe.release.site.pages import pages
from tmpipe.release.site.tongue import tongue
from tmpipe.release.texts import STATES, File, Pending, Release, Text, Voucher

HTML = "{http://www.w3.org/1999/xhtml}"
LISTS = {"SHA256SUMS", "SHA256SUMS.sig", *(f"{one}/SHA256SUMS" for one in ("en", "fr", "it", "sv", "fa"))}
"""What the publisher adds."""


def parsed(data: bytes) -> ET.Element:
    """The page's elements; what is not well formed raises."""
    tree: ET.Element = html5lib.HTMLParser(strict=True).parse(data.decode(), scripting=False)
    return tree


def elements(tree: ET.Element) -> Iterator[tuple[str, dict[str, str]]]:
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield element.tag.removeprefix(HTML), dict(element.attrib)


def pages_of(site: Mapping[str, bytes]) -> dict[str, ET.Element]:
    return {path: parsed(data) for path, data in site.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def trees(site: Mapping[str, bytes]) -> dict[str, ET.Element]:
    return pages_of(site)


def test_all_the_files_are_there(
    site: Mapping[str, bytes], release: Release, site_of: Callable[[Release], dict[str, bytes]]
) -> None:
    for locale in release.locales:
        assert {f"{locale}/{name}" for name in ("index.html", "verify/index.html", "feed.xml")} <= set(site)
    for text in release.texts:
        assert {f"{text.folder}/{name}" for name in ("index.html", "embed.html", "text.json")} <= set(site)
    assert {"index.html", *(f"assets/{name}" for name in ("site.css", "site.js", "icon.svg"))} <= set(site)
    assert not any("oembed" in path or "sitemap" in path for path in site)
    assert site_of(release) == site


def test_pages_are_well_formed_and_have_what_every_page_has(trees: Mapping[str, ET.Element]) -> None:
    for path, tree in trees.items():
        found = list(elements(tree))
        tags = Counter(tag for tag, _ in found)
        assert tags["main"] == tags["title"] == 1, path
        assert tags["h1"] == (2 if path.endswith("parallel.html") else 1), path
        ids = [attributes["id"] for _, attributes in found if "id" in attributes]
        assert len(ids) == len({*ids}), path
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert {attributes[name] for _, attributes in found if name in attributes} <= {*ids}, path


def test_nothing_runs_or_comes_from_outside(trees: Mapping[str, ET.Element]) -> None:
    for path, tree in trees.items():
        for tag, attributes in elements(tree):
            assert not any(name.startswith("on") or name == "style" for name in attributes), path
            assert tag not in {"style", "iframe", "object", "base"}, path
            for name in ("src", "href") if tag != "a" else ():
                if (target := attributes.get(name)) is not None:
                    assert not re.match(r"\w+:|//", target), (path, target)
        for script in tree.iter(f"{HTML}script"):
            assert script.get("src"), path
            assert not script.text, path
        policies = [one.get("content", "") for one in tree.iter(f"{HTML}meta") if one.get("http-equiv")]
        assert len(policies) == 1
        assert policies[0].startswith("default-src 'none'; ")
        assert "unsafe" not in policies[0]


def test_links_lead_to_what_is_there(site: Mapping[str, bytes], trees: Mapping[str, ET.Element]) -> None:
    ids = {path: {attributes.get("id") for _, attributes in elements(tree)} for path, tree in trees.items()}
    seen = set()
    for path, tree in trees.items():
        for _, attributes in elements(tree):
            for target in (attributes[name] for name in ("href", "src") if name in attributes):
                if re.match(r"(?:https?|mailto):", target):
                    continue
                file, _, anchor = target.partition("#")
                beside = posixpath.join(posixpath.dirname(path), unquote(file))
                where = posixpath.normpath(beside) if file else path
                assert where in site or where in LISTS, (path, target)
                assert not anchor or anchor in ids[where], (path, target)
                seen.add(where)
    assert {path for path in trees if not path.endswith("embed.html")} <= seen | {"index.html"}


def test_pages_say_their_language(trees: Mapping[str, ET.Element], release: Release) -> None:
    for path, tree in trees.items():
        locale = path.partition("/")[0] if "/" in path else "en"
        direction = "rtl" if locale == "fa" else "ltr"
        assert (tree.get("lang"), tree.get("dir")) == (locale, direction), path
        if path.count("/") and not path.endswith(("parallel.html", "embed.html")):
            nav = next(one for one in tree.iter(f"{HTML}nav") if one.get("class") == "languages")
            links = {link.get("hreflang"): link for link in nav.iter(f"{HTML}a")}
            assert tuple(links) == release.locales
            assert all(link.get("lang") == locale for locale, link in links.items())
            current = [one for one, link in links.items() if link.get("aria-current") == "page"]
            assert current == [locale]


def test_other_languages_are_told(published: Mapping[str, bytes], site: Mapping[str, bytes]) -> None:
    def alternates(data: bytes) -> dict[str | None, str | None]:
        found = parsed(data).iter(f"{HTML}link")
        return {one.get("hreflang"): one.get("href") for one in found if one.get("hreflang")}

    name = "texts/blood-soaked-secrets/index.html"
    web = "https://example.org/statements"
    wanted = {locale: f"{web}/{locale}/{name}" for locale in ("en", "fr", "it", "sv")}
    assert alternates(published[f"fr/{name}"]) == {**wanted, "x-default": f"{web}/en/{name}"}
    assert alternates(published["fa/index.html"])["x-default"] == f"{web}/index.html"
    assert alternates(site[f"fr/{name}"])["sv"] == "../../../sv/texts/blood-soaked-secrets/index.html"
    assert b'rel="canonical"' not in site[f"fr/{name}"]
    assert f'<link rel="canonical" href="{web}/fr/{name}">'.encode() in published[f"fr/{name}"]


EVIL = '</title><script>alert(1)</script>"onload=x \u202e<img src=x>&amp;{0}{n}'


def _evil() -> Release:
    """A release that is hostile wherever people write."""
    name = "a b%2e'é"
    texts = tuple(
        Text(
            "d", name, locale, EVIL, state, Fingerprint(EVIL, EVIL, EVIL), EVIL,
            vouchers=(Voucher(EVIL, "2026-01-01", EVIL),), newer=("source",),
            files=(File(f"{locale}/texts/{name}/{name}.x", EVIL, 5, EVIL),),
        )
        for locale, state in zip(("en", "de", "fa"), STATES, strict=False)
    )  # fmt: skip
    return Release(
        EVIL, "en", ("en", "de", "fa"), 1, url="https://example.org/", titles={"fa": EVIL}, key="rsa PHM+",
        descriptions={"en": EVIL}, texts=texts, pending=(Pending("e", "e", "fa", EVIL, 99.99),),
    )  # fmt: skip


def test_whatever_people_write_is_text() -> None:
    def read(text: Text) -> Content:
        return Content("d", text.locale, "ltr", EVIL, text.state, "", EVIL, "<h1>T</h1>", 3, 1, 1)

    for path, data in pages(_evil(), read):
        if path.endswith(".html"):
            tree = parsed(data)
            for tag, attributes in elements(tree):
                assert tag != "img", path
                assert not any(name.startswith("on") for name in attributes), path
            assert all(one.get("src") and not one.text for one in tree.iter(f"{HTML}script")), path
            for one in tree.iter(f"{HTML}a"):
                assert re.match(r"[\w.#]|https:", one.get("href", "")), path


def test_a_language_without_words_of_ours_says_so_in_english() -> None:
    text = Text("d", "d", "de", "Der Titel", "complete", Fingerprint("", "", ""), "t", date="2026-02-01")
    release = Release("p", "en", ("en", "de"), 1, titles={"de": "Das Projekt"}, texts=(text,))
    content = Content("d", "de", "ltr", "Der Titel", "complete", "", "Satz.", "<h1>Titel</h1>", 1, 0, 0)
    made = dict(pages(release, lambda _: content))
    page = made["de/texts/d/index.html"].decode()
    assert '<html lang="en" dir="ltr"' in page
    assert '<article lang="de" dir="ltr">' in page
    assert '<p class="name" lang="de" dir="ltr">' in page
    assert 'hreflang="de" lang="de" dir="ltr" aria-current="page">Deutsch</a>' in page
    assert '<span class="not-here">(list of texts)</span>' in page
    assert 'hreflang="de" lang="de" dir="ltr">Deutsch</a></h2>' in made["index.html"].decode()
    assert '<h3 lang="de" dir="ltr">' in made["de/index.html"].decode()


def _many(count: int) -> tuple[Release, Content]:
    one = Text("", "", "fr", "", "final", Fingerprint("", "", ""), "t")
    texts = (
        replace(one, document=f"d{n}", name=f"d{n}", title=f"T{n:03}", date=f"2026-01-{1 + n % 28:02}")
        for n in range(count)
    )
    pending = (Pending(f"p{n}", f"p{n}", "fr", f"P{n}", n) for n in range(30))
    content = Content("d", "fr", "ltr", "T", "final", "", "", "<h1>T</h1>", 1, 0, 0)
    return Release("p", "en", ("en", "fr"), 1, texts=tuple(texts), pending=tuple(pending)), content


def test_lists_have_50_texts_a_page_newest_first_and_pending_ones_last() -> None:
    release, content = _many(120)
    made = dict(pages(release, lambda _: content))
    paths = ("fr/index.html", "fr/page/2/index.html", "fr/page/3/index.html")
    lists = [made[path].decode() for path in paths]
    assert "fr/page/4/index.html" not in made
    titles = [re.findall(r"<h3><a [^>]*><bdi>(T\d+)", one) for one in lists]
    assert list(map(len, titles)) == [50, 50, 20]
    by_title = sorted(release.texts, key=lambda text: text.title)
    wanted = [text.title for text in sorted(by_title, key=lambda text: text.date, reverse=True)]
    assert sum(titles, []) == wanted  # noqa: RUF017 - three lists
    assert [len(re.findall(r"<bdi[^>]*>P\d", one)) for one in lists] == [0, 0, 30]
    assert [one.count('rel="next"') for one in lists] == [1, 1, 0]
    assert [one.count('rel="prev"') for one in lists] == [0, 1, 1]
    assert '<a href="index.html" aria-label="Page 1" aria-current="page">1</a>' in lists[0]


def test_a_list_without_texts_says_so() -> None:
    release = Release("p", "en", ("en", "fr"), 1)
    page = dict(pages(release, lambda _: pytest.fail("there is none")))["fr/index.html"].decode()
    assert escape(tongue("fr").site.none) in page
    assert "search" not in page.partition("<main")[2]


def test_pages_ask_for_one_content_after_the_other(release: Release, read: Callable[[Text], Content]) -> None:
    """Not for all of them at once: there may be thousands."""
    asked: list[str] = []

    def reading(text: Text) -> Content:
        asked.append(text.folder)
        return read(text)

    stream = pages(release, reading)
    path = ""
    while not path.endswith("en/texts/detained-protesters/index.html"):
        path, _ = next(stream)
    before = len(asked)
    next(stream)
    next(stream)
    assert len(asked) == before + 1
