"""What search engines are told: the pages of a release, each with itself in the other languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain, groupby
from urllib.parse import urlsplit

from tmpipe.model import Locale
from tmpipe.release.site.addresses import page, whole
from tmpipe.release.texts import UNFINISHED, Release, Text

ADDRESSES = 50_000
BYTES = 50 * 1024 * 1024
"""What one file may have (sitemaps.org)."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_SET = f'{_HEAD}<urlset {_SCHEMA} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_END = "</urlset>\n"


def sitemap(release: Release) -> Iterator[tuple[str, bytes]]:
    """`sitemap.xml`, of a large release with further files; nothing where its address is not known.

    Drafts and partial texts are not in it. A robots.txt that names it comes along where the release is all
    that its host has; elsewhere nobody would read one.
    """
    if not release.url:
        return
    if urlsplit(release.url).path == "/":
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {whole(release, 'sitemap.xml')}\n".encode()
    cut = _cut(chain.from_iterable(_pages(release)))
    first, second = next(cut, b""), next(cut, b"")
    if not second:
        yield "sitemap.xml", first
        return
    names = []
    for number, data in enumerate(chain((first, second), cut), 1):
        names.append(f"sitemap-{number}.xml")
        yield names[-1], data
    places = "".join(f"<sitemap><loc>{escape(whole(release, name))}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_SCHEMA}>\n{places}</sitemapindex>\n".encode()


def _pages(release: Release) -> Iterator[Iterator[str]]:
    """The entries of pages that are each other's translations, together."""
    lists = {locale: f"{locale}/index.html" for locale in release.locales}
    yield _entries(release, {"x-default": "index.html", **lists})
    yield _entries(release, {locale: f"{locale}/verify/index.html" for locale in release.locales})
    for _, texts in groupby(release.texts, key=lambda text: text.document):
        yield _of_document(release, [text for text in texts if text.state not in UNFINISHED])


def _of_document(release: Release, texts: list[Text]) -> Iterator[str]:
    dates = {text.locale: text.date for text in texts}
    return _entries(release, {text.locale: page(text) for text in texts}, dates)


def _entries(
    release: Release, paths: Mapping[str, str], dates: Mapping[Locale, str] | None = None
) -> Iterator[str]:
    """An entry for each of some pages that are each other's translations."""
    places = {tongue: escape(whole(release, path)) for tongue, path in paths.items()}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(tongue)}" href="{place}"/>\n'
        for tongue, place in places.items()
    )
    for tongue, place in places.items():
        date = (dates or {}).get(tongue, "")
        changed = f"<lastmod>{date}</lastmod>" if date else ""
        yield f"<url><loc>{place}</loc>{changed}\n{others if len(places) > 1 else ''}</url>\n"


def _cut(entries: Iterable[str]) -> Iterator[bytes]:
    """The entries in files that are not too large."""
    frame = len(_SET) + len(_END)
    pieces: list[bytes] = []
    size = frame
    for entry in entries:
        data = entry.encode()
        if pieces and (len(pieces) == ADDRESSES or size + len(data) > BYTES):
            yield _file(pieces)
            pieces, size = [], frame
        pieces.append(data)
        size += len(data)
    yield _file(pieces)


def _file(pieces: list[bytes]) -> bytes:
    return b"".join((_SET.encode(), *pieces, _END.encode()))
