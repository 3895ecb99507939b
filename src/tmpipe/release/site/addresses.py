"""Whole addresses of what is in a release, where it is known where that is published."""

from __future__ import annotations

from urllib.parse import quote

from tmpipe.release.texts import Release, Text


def whole(release: Release, path: str) -> str:
    """The address of a path within the release; `release.url` is known."""
    return release.url + quote(path)


def page(text: Text) -> str:
    """The path of a text's page within the release."""
    return f"{text.folder}/index.html"
