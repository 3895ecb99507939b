"""The bare text for a frame in a page of somebody else, with a line about its state."""

from __future__ import annotations

from html import escape

from tmpipe.release.content import Content
from tmpipe.release.site import addresses
from tmpipe.release.site.frame import Site, html, icon, sheet, to
from tmpipe.release.site.tongue import told
from tmpipe.release.texts import Text


def path_of(text: Text) -> str:
    """Where the bare text is."""
    return f"{text.folder}/embed.html"


def embed_page(site: Site, text: Text, content: Content, state: tuple[str, str]) -> bytes:
    """The bare text, its state in one line, whether its original is newer, and the way to its page."""
    own = site.tongues[text.locale]
    path, page = path_of(text), addresses.page(text)
    address = site.address(page)
    head = (
        '<meta name="robots" content="noindex">',
        *((f'<link rel="canonical" href="{escape(address)}">',) if address else ()),
        icon(path),
        sheet(path),
        *((sheet(path, "after.css"),) if "after.css" in site.templates else ()),
    )
    day = f" · {own.day(text.date)}" if text.date else ""
    newer = f" · {escape(own.site.newer_source)}" if "source" in text.newer else ""
    body = (
        f'<header class="line is-{text.state}"><strong>{escape(state[0])}</strong>{day}{newer} ·',
        f'<a href="{to(path, page)}" target="_blank" rel="noopener">{escape(own.site.full_page)}</a>',
        "</header>",
        f"<main{told(text.locale)}>",
        content.html,
        "</main>",
    )
    return html(own, text.title, head, body, "embed")
