"""One look for all renditions, HTML, DOCX, ODT and PDF. `page.css` says the same in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LATIN = "Libertinus Serif"
PERSIAN = "Vazirmatn NL"
CODE = "DejaVu Sans Mono"
"""The typefaces of the pages that carry their fonts with them."""
OFFICE_LATIN = "Cambria"
OFFICE_PERSIAN = "Tahoma"
"""Typefaces that readers of a DOCX or ODT have, which carries none; others are put in their place."""

BODY = 11.0
"""The size of the text, in points. The other sizes are multiples of it."""
SIZES: Mapping[str, float] = MappingProxyType(
    {
        "title": 1.9,
        "heading 2": 1.3,
        "heading 3": 1.1,
        "heading 4": 1.0,
        "heading 5": 1.0,
        "heading 6": 1.0,
        "over-title": 0.85,
        "note": 0.85,
        "code": 0.85,
        "status": 0.8,
        "foot": 0.75,
        "latin in persian": 0.94,
    }
)
LEADING = 1.6
PERSIAN_LEADING = 1.95
"""From one line to the next, as a multiple of the size of the text; headings are set tighter."""
HEADING_LEADING = 1.25
PERSIAN_HEADING_LEADING = 1.6
SPACE = 1.0
"""After a paragraph, as a multiple of the size of the text."""
INDENT = 1.5
"""Of a list's level, likewise; a quotation has 1.1 of it, within its bar."""
MARGINS = (22.0, 20.0, 24.0, 20.0)
"""Of an A4 page, in millimetres: top, right, foot, left."""

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "ink": "1c1b19",
        "soft": "5c5852",
        "line": "d9d4ca",
        "panel": "f6f2ea",
        "link": "0b5394",
        "final": "1d6b45",
        "draft": "9a5b00",
        "dots": "b5853c",
        "untranslated": "6b6f76",
    }
)
"""RRGGBB: the text; what is beside the point; rules; a panel's ground; links; the status line of a final text
and of a draft; what underlines a draft sentence; the mark of an untranslated one."""
