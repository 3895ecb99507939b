"""All pages of a release, and what they need: a pure function of what the release holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from itertools import groupby

from tmpipe.model import Locale
from tmpipe.parts import NO_TEMPLATES
from tmpipe.release.content import Content
from tmpipe.release.site import addresses, embed, feed, home, index, oembed, search, sitemap, verify
from tmpipe.release.site.frame import Site
from tmpipe.release.site.text_page import state_of, text_page
from tmpipe.release.site.tongue import tongue
from tmpipe.release.texts import Release, Text
from tmpipe.renditions.templates import logo


def pages(
    release: Release, content: Callable[[Text], Content], templates: Mapping[str, bytes] = NO_TEMPLATES
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by its path within the release, one after the other.

    The files of the texts and the lists of checksums are not among them. `content` may be asked for the same
    text several times.
    """
    site = Site(release, {locale: tongue(locale, templates) for locale in release.locales}, templates)
    yield from _assets(templates)
    yield home.PATH, home.home_page(site)
    yield from sitemap.sitemap(release)
    originals = {one.document: one for one in release.texts if one.locale == release.source_locale}
    for locale in release.locales:
        yield from _of_locale(site, locale, content, originals)
    for _, texts in groupby(release.texts, key=lambda text: text.document):
        yield from _of_document(site, {text.locale: text for text in texts}, content)


def _assets(templates: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What pages look like, and the little that they do."""
    look = files("tmpipe.renditions").joinpath("page.css").read_bytes()
    own = files(__package__)
    yield "assets/site.css", look + own.joinpath("site.css").read_bytes()
    yield "assets/site.js", own.joinpath("site.js").read_bytes()
    yield "assets/icon.svg", own.joinpath("icon.svg").read_bytes()
    yield "assets/search.js", search.script()
    for name in ("after.css", logo(templates)):
        if name in templates:
            yield f"assets/{name}", templates[name]


def _of_locale(
    site: Site, locale: Locale, content: Callable[[Text], Content], originals: Mapping[str, Text]
) -> Iterator[tuple[str, bytes]]:
    texts = index.in_order(text for text in site.release.texts if text.locale == locale)
    yield from index.index_pages(site, locale, texts, content, originals)
    yield verify.path_of(locale), verify.verify_page(site, locale)
    yield f"{locale}/feed.xml", feed.feed(site.release, locale, ((text, content(text)) for text in texts))
    yield from search.shards(locale, ((text, content(text)) for text in texts))


def _of_document(
    site: Site, editions: Mapping[Locale, Text], content: Callable[[Text], Content]
) -> Iterator[tuple[str, bytes]]:
    for text in editions.values():
        own = site.tongues[text.locale]
        shown = content(text)
        yield addresses.page(text), text_page(site, text, shown, editions)
        yield embed.path_of(text), embed.embed_page(site, text, shown, state_of(own, text.state))
        if site.release.url:
            yield f"{text.folder}/oembed.json", oembed.oembed(site.release, text)
