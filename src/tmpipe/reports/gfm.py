"""Any text in Markdown as GitHub and GitLab read it."""

from __future__ import annotations

import re

from tmpipe.reports.excerpt import CONTROL

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&@!$]")


def plain(text: str) -> str:
    """The text on one line, and nothing of it Markdown, HTML or a formula."""
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", CONTROL.sub("�", " ".join(text.splitlines())))
