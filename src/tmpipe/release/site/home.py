"""The first page of the site: choose a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from tmpipe.release.site import index
from tmpipe.release.site.frame import Site, html, icon, logo_of, sheet, site_name, to
from tmpipe.release.site.tongue import told

PATH = "index.html"


def home_page(site: Site) -> bytes:
    """Every language with its own name, in its own words."""
    release = site.release
    own = site.tongues[release.source_locale]
    return html(own, release.title(release.source_locale), _head(site), _body(site), "home")


def _head(site: Site) -> Iterator[str]:
    release = site.release
    if about := release.description(release.source_locale):
        yield f'<meta name="description" content="{escape(about)}">'
    if release.url:
        yield f'<link rel="canonical" href="{escape(site.address(PATH))}">'
    for name, path in (*((one, index.path_of(one)) for one in release.locales), ("x-default", PATH)):
        address = site.address(path) or to(PATH, path)
        yield f'<link rel="alternate" hreflang="{escape(name)}" href="{escape(address)}">'
    yield icon(PATH)
    yield sheet(PATH)
    if "after.css" in site.templates:
        yield sheet(PATH, "after.css")


def _body(site: Site) -> Iterator[str]:
    release = site.release
    own = site.tongues[release.source_locale]
    texts = Counter(text.locale for text in release.texts)
    first, about = release.title(release.source_locale), release.description(release.source_locale)
    yield f'<main id="main">{logo_of(site, PATH)}'
    yield f"<h1{own.told()}>{escape(first)}</h1>"
    if about:
        yield f'<p class="about"{own.told()}>{escape(about)}</p>'
    yield f'<nav aria-label="{escape(own.site.languages)}"><ul class="choice" role="list">'
    for locale in release.locales:
        other = site.tongues[locale]
        count = escape(other.site.count.format(n=other.number(texts[locale])))
        link = f'<a href="{to(PATH, index.path_of(locale))}" hreflang="{escape(locale)}"{other.told()}>'
        yield f"<li{told(other.lang)}><h2>{link}{escape(site_name(site, locale))}</a></h2>"
        for line in (release.title(locale), release.description(locale)):
            if line and line not in (first, about):
                yield f"<p{other.told()}>{escape(line)}</p>"
        yield f'<p class="facts">{count}</p></li>'
    yield "</ul></nav>\n</main>"
    yield f'<footer class="site"><p>{escape(own.words.made_with)}</p></footer>'
