"""The feed is Atom that readers take, whatever stands in titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmpipe.model import Fingerprint
from tmpipe.release.content import Content
from tmpipe.release.site.feed import NEWEST, feed
from tmpipe.release.texts import Release, Text

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RELEASE = Release("statements", "en", ("en", "fr", "fa"), 1, "2026-11-22", titles={"fr": "Déclarations"})
URL = "https://example.org/1988/"


def entry(
    name: str, title: str = "T", date: str = "", summary: str = "S", locale: str = "fr"
) -> tuple[Text, Content]:
    nothing = Fingerprint("", "", "")
    return (
        Text(f"slug of {name}", name, locale, title, "final", nothing, "tmpipe", date=date),
        Content(f"slug of {name}", locale, "ltr", title, "final", date, summary, "", 1, 0, 0),
    )


def texts(data: bytes, path: str) -> list[str]:
    found: Any = etree.fromstring(data).xpath(path, namespaces=ATOM)
    return [str(one) for one in found]


def test_the_whole_of_it() -> None:
    data = feed(replace(RELEASE, url=URL), "fr", [entry("é", "Un <b>titre</b> & « deux »", "2026-01-02")])
    assert data.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">\n'
        "<id>https://example.org/1988/fr/feed.xml</id>\n"
        "<title>Déclarations</title>\n"
        "<author><name>Déclarations</name></author>\n"
        "<updated>2026-01-02T00:00:00Z</updated>\n"
        '<link rel="alternate" type="text/html" hreflang="fr" href="https://example.org/1988/fr/index.html"/>\n'
        '<link rel="self" type="application/atom+xml" href="https://example.org/1988/fr/feed.xml"/>\n'
        "<entry>\n"
        "<id>https://example.org/1988/fr/texts/%C3%A9/index.html</id>\n"
        "<title>Un &lt;b&gt;titre&lt;/b&gt; &amp; « deux »</title>\n"
        "<updated>2026-01-02T00:00:00Z</updated>\n"
        '<category term="final"/>\n'
        '<link rel="alternate" type="text/html" hreflang="fr"'
        ' href="https://example.org/1988/fr/texts/%C3%A9/index.html"/>\n'
        "<summary>S</summary>\n"
        "</entry>\n"
        "</feed>\n"
    )


def test_where_the_address_is_not_known() -> None:
    data = feed(RELEASE, "fr", [entry("a"), entry("b")])
    ids = texts(data, "//a:id/text()")
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert len(set(ids)) == 3
    assert texts(data, "//a:link/@href") == ["index.html", "texts/a/index.html", "texts/b/index.html"]
    assert texts(data, "//a:link[@rel='self']") == []
    other = [
        feed(RELEASE, "fa", [entry("a", locale="fa")]),
        feed(replace(RELEASE, project="x"), "fr", [entry("a")]),
    ]
    for one in other:
        assert not set(texts(one, "//a:id/text()")) & set(ids), "other languages and projects have other ones"


def test_ids_stay_when_a_text_changes() -> None:
    before, after = (
        feed(RELEASE, "fr", [entry("a", title, date)]) for title, date in (("T", ""), ("U", "2026-02-02"))
    )
    assert before != after
    assert texts(before, "//a:id/text()") == texts(after, "//a:id/text()")


@pytest.mark.parametrize(
    ("release_date", "date", "expected"),
    [
        ("2026-11-22", "2026-01-02", "2026-01-02T00:00:00Z"),
        ("2026-11-22", "", "2026-11-22T00:00:00Z"),
        ("", "", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_date_is_always_there(release_date: str, date: str, expected: str) -> None:
    data = feed(replace(RELEASE, date=release_date), "fr", [entry("a", date=date)])
    assert texts(data, "//a:updated/text()") == [expected, expected]


def test_an_empty_feed_is_one() -> None:
    assert texts(feed(replace(RELEASE, date=""), "fr", []), "/a:feed/a:updated/text()") == [
        "1970-01-01T00:00:00Z"
    ]


def test_the_newest_are_there() -> None:
    def many() -> Iterator[tuple[Text, Content]]:
        for n in range(80):
            yield entry(f"n{n}", date=f"2026-01-{n % 28 + 1:02}" if n % 4 else "")

    found = texts(feed(RELEASE, "fr", many()), "//a:entry/a:link/@href")
    dated = sorted(many(), key=lambda one: one[0].date, reverse=True)[:NEWEST]
    assert found == [f"texts/{text.name}/index.html" for text, _ in dated]


UNHEARD = {"\ufffe", "\uffff", *map(chr, range(0xD800, 0xE000))}
"""What no XML may hold, with the controls."""
NASTY = st.text(st.one_of(st.characters(), st.sampled_from("\0\x0b\x1f\ufffe\uffff\ud800\u202e<>&'\"]\r\n")))


@given(NASTY, NASTY, st.sampled_from(["", URL]))
def test_any_text_gives_good_xml(title: str, summary: str, url: str) -> None:
    release = replace(RELEASE, url=url, titles={"fr": title}, descriptions={"fr": summary})
    found = etree.fromstring(feed(release, "fr", [entry("a", title, summary=summary)]))
    assert found.get(LANG) == "fr"
    assert len(found.findall(".//a:entry", ATOM)) == 1
    kept = "".join(sign for sign in title if (sign >= " " or sign in "\t\n\r") and sign not in UNHEARD)
    assert (found.findtext("a:entry/a:title", namespaces=ATOM) or "").split() == kept.split()
