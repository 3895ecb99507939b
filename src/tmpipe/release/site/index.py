"""The list of a language's texts, newest first, and of those that are being translated; 50 to a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain
from typing import TypeAlias

from tmpipe.model import Locale
from tmpipe.release.content import Content
from tmpipe.release.site import addresses, search
from tmpipe.release.site.frame import Page, Site, framed, script, to
from tmpipe.release.site.text_page import state_of
from tmpipe.release.site.tongue import Tongue
from tmpipe.release.texts import Pending, Text

SIZE = 50
"""Texts on a page, those that are being translated among them."""
Row: TypeAlias = Text | Pending


def index_pages(
    site: Site,
    locale: Locale,
    texts: Sequence[Text],
    content: Callable[[Text], Content],
    originals: Mapping[str, Text],
) -> Iterator[tuple[str, bytes]]:
    """The pages of a locale with these texts; `originals` are those in the source's, by their documents."""
    rows: list[Row] = [*texts, *(one for one in site.release.pending if one.locale == locale)]
    count = max(1, -(-len(rows) // SIZE))
    for number in range(1, count + 1):
        some = rows[SIZE * (number - 1) : SIZE * number]
        main = (
            *_top(site, locale, len(texts), number),
            *_texts(site, locale, number, some, content),
            *_pending(site, locale, number, some, originals),
            *_ways(site.tongues[locale], number, count),
        )
        yield path_of(locale, number), framed(site, _page(site, locale, number, main))


def in_order(texts: Iterator[Text]) -> list[Text]:
    """The newest first, and of one day by title."""
    by_title = sorted(texts, key=lambda text: (text.title.casefold(), text.name))
    return sorted(by_title, key=lambda text: text.date, reverse=True)


def path_of(locale: Locale, number: int = 1) -> str:
    """The path of a page of the list, from 1."""
    return f"{locale}/page/{number}/index.html" if number > 1 else f"{locale}/index.html"


def _page(site: Site, locale: Locale, number: int, main: tuple[str, ...]) -> Page:
    own = site.tongues[locale]
    first = number == 1
    title = site.release.title(locale)
    path = path_of(locale, number)
    feed = f'href="{to(path, f"{locale}/feed.xml")}" title="{escape(title)}"'
    return Page(
        path=path,
        tongue=own,
        title=title if first else f"{title} – {own.site.page.format(n=own.number(number))}",
        main=main,
        description=site.release.description(locale) if first else "",
        editions={one: path_of(one) for one in site.release.locales} if first else {locale: path},
        default="index.html" if first else "",
        more=(
            f'<link rel="alternate" type="application/atom+xml" {feed}>',
            '<meta property="og:type" content="website">',
            '<meta name="twitter:card" content="summary">',
            *((script(path, "search.js"),) if first else ()),
        ),
        kind="list",
        named=False,
    )


def _top(site: Site, locale: Locale, count: int, number: int) -> Iterator[str]:
    own = site.tongues[locale]
    first = number == 1
    page = (
        "" if first else f' <span class="number">{escape(own.site.page.format(n=own.number(number)))}</span>'
    )
    title, told = site.titled(own)
    about, about_told = site.about(own)
    yield f"<h1><span{told}>{escape(title)}</span>{page}</h1>"
    if first and about:
        yield f'<p class="about"{about_told}>{escape(about)}</p>'
    if first and count:
        yield search.box(locale, own.site, to(path_of(locale), "index.html").removesuffix("index.html"))


def _texts(
    site: Site, locale: Locale, number: int, rows: Sequence[Row], content: Callable[[Text], Content]
) -> Iterator[str]:
    own = site.tongues[locale]
    texts = [row for row in rows if isinstance(row, Text)]
    if not texts and number > 1:
        return
    yield f"<h2>{escape(own.site.texts)}</h2>"
    if not texts:
        yield f"<p>{escape(own.site.none)}</p>"
        return
    yield '<ol class="texts" role="list">'
    yield from chain.from_iterable(_text(own, number, text, content(text)) for text in texts)
    yield "</ol>"


def _text(own: Tongue, number: int, text: Text, content: Content) -> Iterator[str]:
    href = to(path_of(own.locale, number), addresses.page(text))
    day = f" {own.day(text.date)}" if text.date else ""
    state = escape(state_of(own, text.state)[0])
    title = f'<a href="{href}"><bdi>{escape(text.title)}</bdi></a>'
    yield f'<li class="is-{text.state}"><h3{own.told()}>{title}</h3>'
    newer = f" · {escape(own.site.newer_source)}" if "source" in text.newer else ""
    yield f'<p class="facts"><span class="state">{state}</span>{day}{newer}</p>'
    if content.summary:
        yield f'<p class="summary"{own.told()}><bdi>{escape(content.summary)}</bdi></p>'
    yield "</li>"


def _pending(
    site: Site, locale: Locale, number: int, rows: Sequence[Row], originals: Mapping[str, Text]
) -> Iterator[str]:
    """Those that are being translated: their titles in the source's language, and how far they are."""
    own = site.tongues[locale]
    pending = [row for row in rows if isinstance(row, Pending)]
    if not pending:
        return
    yield f"<h2>{escape(own.site.pending)}</h2>\n<p>{escape(own.site.pending_note)}</p>"
    yield '<ul class="pending" role="list">'
    for one in pending:
        title = f"<bdi{own.told(site.release.source_locale)}>{escape(one.title)}</bdi>"
        if original := originals.get(one.document):
            href = to(path_of(locale, number), addresses.page(original))
            title = f'<a href="{href}" hreflang="{escape(original.locale)}">{title}</a>'
        share = escape(own.site.pending_share.format(n=own.number(int(one.finished))))
        yield f'<li><p>{title}</p><p class="facts">{share}</p></li>'
    yield "</ul>"


def _ways(own: Tongue, number: int, count: int) -> Iterator[str]:
    """To the other pages of the list."""
    if count == 1:
        return
    here = path_of(own.locale, number)
    yield f'<nav class="pages" aria-label="{escape(own.site.pages)}"><ul role="list">'
    if number > 1:
        href = to(here, path_of(own.locale, number - 1))
        yield f'<li><a rel="prev" href="{href}">{escape(own.site.newer_page)}</a></li>'
    for one in _shown(number, count):
        current = ' aria-current="page"' if one == number else ""
        label = escape(own.site.page.format(n=own.number(one)))
        href = to(here, path_of(own.locale, one))
        yield f'<li><a href="{href}" aria-label="{label}"{current}>{escape(own.number(one))}</a></li>'
    if number < count:
        href = to(here, path_of(own.locale, number + 1))
        yield f'<li><a rel="next" href="{href}">{escape(own.site.older_page)}</a></li>'
    yield "</ul></nav>"


def _shown(number: int, count: int) -> list[int]:
    """The pages that a page leads to by number: the first, the last, and those near by."""
    return [one for one in range(1, count + 1) if one in (1, count) or abs(one - number) <= 2]
