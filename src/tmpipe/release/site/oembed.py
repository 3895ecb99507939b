"""What other sites are told of how to show a text: oEmbed 1.0 (oembed.com)."""

from __future__ import annotations

import json
from html import escape

from tmpipe.release.site.addresses import whole
from tmpipe.release.texts import Release, Text

WIDTH, HEIGHT = 640, 800
"""Of the frame, in pixels of CSS."""
CARD_WIDTH, CARD_HEIGHT = 1200, 630
_DAY = 86_400


def frame(release: Release, text: Text) -> str:
    """What shows the text on another site, always in its newest edition; `release.url` is known.

    Who copies it keeps it: the state is told by the page within alone, which goes on with the text.
    """
    address = whole(release, f"{text.folder}/embed.html")
    return (
        f'<iframe src="{escape(address)}" title="{escape(text.title)}" lang="{escape(text.locale)}"'
        f' width="{WIDTH}" height="{HEIGHT}" style="max-width: 100%" loading="lazy"></iframe>'
    )


def oembed(release: Release, text: Text) -> bytes:
    """`oembed.json` of a text; `release.url` is known. The frame shows the newest: it may be kept a day."""
    said: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": text.title,
        "provider_name": release.title(text.locale),
        "provider_url": release.url,
        "cache_age": _DAY,
        "html": frame(release, text),
        "width": WIDTH,
        "height": HEIGHT,
    }
    if card := text.file("card"):
        said |= {
            "thumbnail_url": whole(release, card.path),
            "thumbnail_width": CARD_WIDTH,
            "thumbnail_height": CARD_HEIGHT,
        }
    return (json.dumps(said, indent=2) + "\n").encode()
