"""What other sites are told of how to show a text."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

from tmpipe.model import Fingerprint
from tmpipe.release.site.oembed import frame, oembed
from tmpipe.release.texts import File, Release, Text

TEXT = Text("a", "a", "fr", 'Un "titre" <script>', "draft", Fingerprint("", "", ""), "tmpipe")
RELEASE = Release("statements", "en", ("en", "fr"), 1, url="https://example.org/1988/")


class Elements(HTMLParser):
    """The elements of a snippet."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_frame() -> None:
    assert Elements(frame(RELEASE, TEXT)).found == [
        (
            "iframe",
            {
                "src": "https://example.org/1988/fr/texts/a/embed.html",
                "title": 'Un "titre" <script>',
                "lang": "fr",
                "width": "640",
                "height": "800",
                "style": "max-width: 100%",
                "loading": "lazy",
            },
        )
    ]


def test_what_is_said() -> None:
    assert json.loads(oembed(RELEASE, TEXT)) == {
        "version": "1.0",
        "type": "rich",
        "title": TEXT.title,
        "provider_name": "statements",
        "provider_url": "https://example.org/1988/",
        "cache_age": 86_400,
        "html": frame(RELEASE, TEXT),
        "width": 640,
        "height": 800,
    }


def test_the_card_is_its_picture() -> None:
    card = File("fr/texts/a/card.png", "card", 1, "")
    said = json.loads(oembed(RELEASE, replace(TEXT, files=(card,))))
    assert said["thumbnail_url"] == "https://example.org/1988/fr/texts/a/card.png"
    assert (said["thumbnail_width"], said["thumbnail_height"]) == (1200, 630)
