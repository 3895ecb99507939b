"""What is around every page: its head, the site's name, the languages, the foot."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType
from urllib.parse import quote

from tmpipe.model import Locale
from tmpipe.release.site.addresses import whole
from tmpipe.release.site.tongue import Tongue, told
from tmpipe.release.texts import Release
from tmpipe.renditions.markup import readable
from tmpipe.renditions.templates import logo

_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{what}-src 'self'" for what in ("style", "script", "img")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""Nothing comes from outside, and nothing within a page is a script or a style."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages of a release share."""

    release: Release
    tongues: Mapping[Locale, Tongue]
    templates: Mapping[str, bytes]

    def titled(self, own: Tongue) -> tuple[str, str]:
        """What the site is called in a locale, and the attributes of its element on that locale's pages."""
        title = self.release.title(own.locale)
        known = own.locale in self.release.titles
        return title, own.told(own.locale if known else self.release.source_locale)

    def about(self, own: Tongue) -> tuple[str, str]:
        """What it is about, likewise; empty where that is not said."""
        about = self.release.description(own.locale)
        known = own.locale in self.release.descriptions
        return about, own.told(own.locale if known else self.release.source_locale)

    def address(self, path: str) -> str:
        """Where a file is on the web; empty where that is not known."""
        return whole(self.release, path) if self.release.url else ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, without what is around it."""

    path: str
    """Within the release."""
    tongue: Tongue
    title: str
    main: tuple[str, ...]
    """The elements of its main part."""
    description: str = ""
    editions: Mapping[Locale, str] = field(default_factory=lambda: MappingProxyType({}))
    """By locale, the paths of the pages that say the same; its own among them."""
    default: str = ""
    """The path of the page for those who read none of these languages."""
    more: tuple[str, ...] = ()
    """Further elements of its head."""
    kind: str = ""
    """Its class."""
    named: bool = True
    """Whether the site's name stands above it; it may be its heading."""
    indexed: bool = True
    """Whether search engines may show it."""


def to(path: str, target: str) -> str:
    """The address of a file of the release, relative to another, as a link has it."""
    return quote(posixpath.relpath(target, posixpath.dirname(path) or "."))


def framed(site: Site, page: Page) -> bytes:
    """The whole page, in UTF-8."""
    head = (*_described(site, page), *_elsewhere(site, page), *_styles(site, page.path), *page.more)
    body = (
        f'<a class="skip" href="#main">{escape(page.tongue.site.skip)}</a>',
        *_header(site, page),
        '<main id="main" tabindex="-1">',
        *page.main,
        "</main>",
        *_footer(page),
    )
    return html(page.tongue, page.title, head, body, page.kind)


def html(own: Tongue, title: str, head: Iterable[str], body: Iterable[str], kind: str = "") -> bytes:
    """A page of these elements, in UTF-8, that asks nobody for anything but files beside it."""
    classes = f' class="{kind}"' if kind else ""
    lines = (
        f"<!DOCTYPE html>\n<html{told(own.lang)}{classes}>\n<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="generator" content="tmpipe">',
        f"<title>{escape(title)}</title>",
        *head,
        "</head>\n<body>",
        *body,
        "</body>\n</html>\n",
    )
    return readable("\n".join(lines)).encode()


def sheet(path: str, name: str = "site.css") -> str:
    """The link to a style sheet of ours."""
    return f'<link rel="stylesheet" href="{to(path, f"assets/{name}")}">'


def script(path: str, name: str) -> str:
    """The link to a script of ours, which runs when the page is there."""
    return f'<script src="{to(path, f"assets/{name}")}" defer></script>'


def icon(path: str) -> str:
    """The link to the picture beside the page's title; without it, browsers ask the server for one."""
    return f'<link rel="icon" href="{to(path, "assets/icon.svg")}" type="image/svg+xml">'


def _styles(site: Site, path: str) -> Iterator[str]:
    yield icon(path)
    yield sheet(path)
    if "after.css" in site.templates:
        yield sheet(path, "after.css")
    yield script(path, "site.js")


def _described(site: Site, page: Page) -> Iterator[str]:
    """What search engines and social media show of the page."""
    if page.description:
        yield f'<meta name="description" content="{escape(page.description)}">'
    if not page.indexed:
        yield '<meta name="robots" content="noindex">'
    known = {
        "og:title": page.title,
        "og:description": page.description,
        "og:site_name": site.release.title(page.tongue.locale),
        "og:locale": page.tongue.locale.replace("-", "_"),
        "og:url": site.address(page.path),
    }
    for name, value in known.items():
        if value:
            yield f'<meta property="{name}" content="{escape(value)}">'


def _elsewhere(site: Site, page: Page) -> Iterator[str]:
    """The same page in other languages, and its one address."""
    if address := site.address(page.path):
        yield f'<link rel="canonical" href="{escape(address)}">'
    for name, path in (*page.editions.items(), *((("x-default", page.default),) if page.default else ())):
        address = site.address(path) or to(page.path, path)
        yield f'<link rel="alternate" hreflang="{escape(name)}" href="{escape(address)}">'


def _header(site: Site, page: Page) -> Iterator[str]:
    yield '<header class="site">'
    yield from _name(site, page)
    if len(site.release.locales) > 1:
        yield from _languages(site, page)
    yield "</header>"


def _name(site: Site, page: Page) -> Iterator[str]:
    """The way to the list of texts; the logo above it."""
    title, told = site.titled(page.tongue)
    picture = logo_of(site, page.path)
    if page.named:
        home = to(page.path, f"{page.tongue.locale}/index.html")
        yield f'<p class="name"{told}><a href="{home}">{picture}{escape(title)}</a></p>'
    elif picture:
        yield f'<p class="name">{picture}</p>'


def logo_of(site: Site, path: str) -> str:
    """The project's own picture, where it has one."""
    if name := logo(site.templates):
        return f'<img class="logo" alt="" src="{to(path, f"assets/{name}")}">'
    return ""


def _languages(site: Site, page: Page) -> Iterator[str]:
    """Every language by its own name. Of one that the page is not in, the list of texts."""
    yield f'<nav class="languages" aria-label="{escape(page.tongue.site.languages)}"><ul role="list">'
    for locale in site.release.locales:
        other = site.tongues[locale]
        path = page.editions.get(locale, "")
        current = ' aria-current="page"' if path == page.path else ""
        href = to(page.path, path or f"{locale}/index.html")
        words = "" if other.lang == locale else told(other.lang)
        note = "" if path else f' <span class="not-here"{words}>({escape(other.site.not_here)})</span>'
        link = f'<a href="{href}" hreflang="{escape(locale)}"{told(locale)}{current}>'
        yield f"<li>{link}{escape(site_name(site, locale))}{note}</a></li>"
    yield "</ul></nav>"


def site_name(site: Site, locale: Locale) -> str:
    """A language's own name, with its tag where two locales of the release have the same."""
    name = site.tongues[locale].name
    same = [other for other in site.tongues.values() if other.name == name]
    return f"{name} ({locale})" if len(same) > 1 else name


def _footer(page: Page) -> Iterator[str]:
    own = page.tongue
    links = (
        (f"{own.locale}/index.html", own.site.all_texts),
        (f"{own.locale}/verify/index.html", own.site.how),
        (f"{own.locale}/feed.xml", own.site.feed),
    )
    yield '<footer class="site"><ul role="list">'
    for path, words in links:
        current = ' aria-current="page"' if path == page.path else ""
        yield f'<li><a href="{to(page.path, path)}"{current}>{escape(words)}</a></li>'
    yield "</ul>"
    yield f"<p>{escape(own.words.made_with)}</p>"
    yield "</footer>"
