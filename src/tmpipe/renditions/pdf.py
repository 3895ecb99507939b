"""Pages to print and to hand over: tagged, with real footnotes and bookmarks, the same on every machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tmpipe.errors import ConfigurationError
from tmpipe.model import Document
from tmpipe.parts import NO_TEMPLATES
from tmpipe.renditions import style
from tmpipe.renditions.templates import fonts, logo, text
from tmpipe.renditions.typeset.data import Data, content
from tmpipe.renditions.typeset.typesetter import fonts_with, our_fonts, typesetter

if TYPE_CHECKING:
    from typst import Fonts

suffix = ".pdf"

_ROOM = files("tmpipe.renditions.typeset")
_OURS = ("page.typ", "tmpipe.typ", "flow.typ")
_LADDER = ((False, "ua-1"), (True, "ua-1"), (True, "1.7"))
"""Whether fonts of this machine may help, and the standard that is kept. Nearly every text is set by the
first; one with letters that our fonts lack by the second, one with letters that no font has by the last."""


def render(document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> bytes:
    """The document as a PDF, PDF/UA-1 where every letter can be shown.

    MissingPartError without the typesetter, ConfigurationError where the project's page.typ is wrong.
    """
    data = {**content(document, templates), "logo": logo(templates)}
    sources = {name: _ROOM.joinpath(name).read_bytes() for name in _OURS}
    sources |= {name: (text(templates, name) or "").encode() for name in templates if name.endswith(".typ")}
    sources["main.typ"] = _ROOM.joinpath("main.typ").read_bytes()
    with TemporaryDirectory() as folder:
        for name, file in templates.items():
            if name not in sources:
                Path(folder, name).write_bytes(file)
        return _typeset(data, sources, folder, templates)


def _typeset(data: Data, sources: dict[str, bytes], folder: str, templates: Mapping[str, bytes]) -> bytes:
    """The data on its pages. `folder`: all that page.typ can read besides `sources`, and the own fonts."""
    typst = typesetter()
    own = dict(fonts(templates))
    wrong: list[ConfigurationError] = []
    for system, standard in _LADDER:
        found = fonts_with(folder, system) if own else our_fonts(system)
        _require_fonts(own, found, folder)
        families = {"fonts": _families(found, folder, str(data["direction"]))}
        sources["document.json"] = json.dumps({**data, **families}, ensure_ascii=False).encode()
        compiler = typst.Compiler(root=folder, font_paths=found, ignore_system_fonts=not system)
        try:
            return bytes(compiler.compile(sources, format="pdf", pdf_standards=[standard]))
        except typst.TypstError as error:
            wrong.append(_explained(error.message, error.diagnostic, templates))
    raise wrong[-1]


def _explained(message: str, diagnostic: str, templates: Mapping[str, bytes]) -> ConfigurationError:
    """What the typesetter says of a template, with the place that it names first.

    Where that is in a file of ours, it is the picture that cannot be shown, or what page.typ lacks.
    """
    place = re.search(r"([^/\\\s]+\.typ):(\d+):\d+$", diagnostic, re.MULTILINE)
    name, line = (place[1], int(place[2])) if place else ("", None)
    if name in templates:
        return ConfigurationError(f"gives no PDF: {message}; mend it or take it out", name, line)
    if (picture := logo(templates)) and re.search(r"image|SVG", message):
        return ConfigurationError(f"is no picture for a PDF: {message}; save it again", picture)
    if name == "main.typ":
        message += "; it must have a function `pages` of one argument"
    return ConfigurationError(f"gives no PDF: {message}; mend it or take it out", "page.typ")


def _require_fonts(own: Iterable[str], found: Fonts, folder: str) -> None:
    """ConfigurationError where one of the project's fonts is none."""
    usable = {
        Path(font.path).name for font in found.fonts() if font.path and Path(font.path).parent == Path(folder)
    }
    if wrong := next((name for name in own if name not in usable), ""):
        raise ConfigurationError("is no font that can be used; get it again, or take it out", wrong)


def _families(found: Fonts, folder: str, direction: str) -> dict[str, list[str]]:
    """The typefaces in the order in which a letter is looked for; the project's own come first."""
    own = sorted(
        {font.family for font in found.fonts() if font.path and Path(font.path).parent == Path(folder)}
    )
    latin = [*own, style.LATIN, style.PERSIAN]
    return {
        "latin": latin,
        "text": [*own, style.PERSIAN, style.LATIN] if direction == "rtl" else latin,
        "code": [style.CODE, *latin],
    }
