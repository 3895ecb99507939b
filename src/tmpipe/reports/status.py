"""The forms of `tmpipe status`: for a terminal, a program, a README or wiki, a page; a badge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from tmpipe.model import Credit, Standings
from tmpipe.reports import badge, status_html, status_json, status_markdown, status_text


class Form(Protocol):
    """A form of the tables."""

    def __call__(self, rows: Sequence[Standings], credit: Credit | None = None) -> str:
        """The whole of it, with a last line end; `credit` where it was asked for."""


TABLES: Mapping[str, Form] = {
    "text": status_text.write,
    "json": status_json.write,
    "markdown": status_markdown.write,
    "html": status_html.write,
}
FORMS: Mapping[str, Form] = {**TABLES, "badge": badge.write}
