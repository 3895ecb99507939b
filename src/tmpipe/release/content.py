"""What readers see of a text: what its page and other sites show of it. `read` <-> `write`."""

from __future__ import annotations

from dataclasses import dataclass

from tmpipe.model import Locale


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one text, kept as `text.json` beside its page."""

    document: str
    """Its slug."""
    locale: Locale
    direction: str
    """`ltr` or `rtl`."""
    title: str
    state: str
    """One of `texts.STATES`."""
    date: str
    summary: str
    """Its first sentences after the title, plain, in one line of at most 300 characters."""
    html: str
    """The text as elements: `h1` first, then the body and the notes; escaped, with `lang` and `dir` where the
    language changes, no scripts, styles, or pictures; draft sentences in `span.draft`, what is not translated
    in elements of the class `source`."""
    segments: int
    drafts: int
    """How many of its segments are suggestions."""
    untranslated: int
    """How many are left in the source language."""
