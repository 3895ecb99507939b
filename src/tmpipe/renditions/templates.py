"""What a project may put in the place of our looks: the files of its folder of templates."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from tmpipe.errors import ConfigurationError

TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "page.css": "the style sheet of HTML pages, in the place of ours",
        "after.css": "a style sheet that follows the one of HTML pages",
        "logo.svg": "a picture at the top of HTML and PDF pages",
        "logo.png": "the same, where there is no logo.svg",
        "page.typ": "the look of PDF pages, in the place of ours",
        "style.docx": "styles, page, header and footer of DOCX files",
        "style.odt": "styles, page, header and footer of ODT files",
    }
)
"""The names that mean something, with what such a file does."""
FONTS = (".ttf", ".otf", ".ttc", ".otc")
"""Suffixes of fonts, which PDF pages use before ours."""
MORE = (".typ", ".svg", ".png", ".jpg", ".jpeg")
"""Suffixes of what page.typ may want besides."""


def require_known(names: Iterable[str], folder: str) -> None:
    """ConfigurationError lists the names where one of these looks like ours and is none.

    Fonts are always welcome, pictures and more where there is a page.typ; what renditions of others want to
    have, by other suffixes, is theirs to know.
    """
    present = frozenset(names)
    ours = {PurePosixPath(name).suffix for name in TEMPLATES}
    for name in sorted(present):
        suffix = PurePosixPath(name).suffix.lower()
        wanted = suffix not in ours or (suffix in MORE and "page.typ" in present)
        if name not in TEMPLATES and not wanted:
            known = ", ".join((*TEMPLATES, "fonts (*.ttf, *.otf)"))
            message = f"no rendition knows {name!r}; there are: {known}; rename it or take it out"
            raise ConfigurationError(message, folder)


def text(templates: Mapping[str, bytes], name: str) -> str | None:
    """The text of a template, None where there is no such file."""
    try:
        return templates[name].decode("utf-8-sig") if name in templates else None
    except UnicodeDecodeError as error:
        line = templates[name].count(b"\n", 0, error.start) + 1
        raise ConfigurationError("is not UTF-8; save it as UTF-8", name, line) from error


def logo(templates: Mapping[str, bytes]) -> str:
    """The name of the picture at the top of a page; empty without one."""
    return next((name for name in ("logo.svg", "logo.png") if name in templates), "")


def data_url(templates: Mapping[str, bytes], name: str) -> str:
    """The picture as an address that holds it whole."""
    kind = {".svg": "image/svg+xml"}.get(PurePosixPath(name).suffix, "image/png")
    return f"data:{kind};base64,{b64encode(templates[name]).decode()}"


def fonts(templates: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The fonts among the templates, by name."""
    for name in sorted(templates):
        if PurePosixPath(name).suffix.lower() in FONTS:
            yield name, templates[name]
