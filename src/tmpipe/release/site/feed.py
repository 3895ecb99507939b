"""The newest texts of a language as an Atom feed (RFC 4287)."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote
from uuid import NAMESPACE_OID, uuid5

from tmpipe.model import Locale
from tmpipe.release.content import Content
from tmpipe.release.site.addresses import page, whole
from tmpipe.release.texts import Release, Text

NEWEST = 50
_UNDATED = "1970-01-01"
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""


def feed(release: Release, locale: Locale, entries: Iterable[tuple[Text, Content]]) -> bytes:
    """`<locale>/feed.xml`: the 50 newest texts of a locale.

    Atom demands a date of each: where a text has none, the release's stands there, and without that one
    1970-01-01. An entry is known by the address of its page, or, where that is not known, by a UUID made of
    project, document and locale; links are then relative to the feed.
    """
    newest = heapq.nlargest(NEWEST, entries, key=lambda entry: entry[0].date)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(locale)}">',
        *_head(release, locale, [text for text, _ in newest]),
        *(line for text, content in newest for line in _entry(release, text, content)),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _head(release: Release, locale: Locale, texts: list[Text]) -> Iterator[str]:
    title = release.title(locale)
    yield _element("id", _id(release, f"{locale}/feed.xml", "", locale))
    yield _element("title", title)
    if description := release.description(locale):
        yield _element("subtitle", description)
    yield f"<author>{_element('name', title)}</author>"
    yield _element("updated", _updated(release, max((text.date for text in texts), default="")))
    yield _page(release, locale, f"{locale}/index.html")
    if release.url:
        itself = escape(whole(release, f"{locale}/feed.xml"))
        yield f'<link rel="self" type="application/atom+xml" href="{itself}"/>'


def _entry(release: Release, text: Text, content: Content) -> Iterator[str]:
    yield "<entry>"
    yield _element("id", _id(release, page(text), text.document, text.locale))
    yield _element("title", text.title)
    yield _element("updated", _updated(release, text.date))
    yield f'<category term="{escape(text.state)}"/>'
    yield _page(release, text.locale, page(text))
    yield _element("summary", content.summary)
    yield "</entry>"


def _element(name: str, text: str) -> str:
    """Plain text in an element, in one line."""
    return f"<{name}>{escape(' '.join(_FORBIDDEN.sub('', text).split()), quote=False)}</{name}>"


def _updated(release: Release, date: str) -> str:
    return f"{date or release.date or _UNDATED}T00:00:00Z"


def _id(release: Release, path: str, document: str, locale: Locale) -> str:
    if release.url:
        return escape(whole(release, path))
    name = "\n".join(("tmpipe", release.project, document, locale))
    return f"urn:uuid:{uuid5(NAMESPACE_OID, name)}"


def _page(release: Release, locale: Locale, path: str) -> str:
    """A link to a page; as seen from the feed where no more is known."""
    address = whole(release, path) if release.url else quote(path.removeprefix(f"{locale}/"))
    return f'<link rel="alternate" type="text/html" hreflang="{escape(locale)}" href="{escape(address)}"/>'
