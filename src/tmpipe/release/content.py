"""What readers see of a text: what its page and other sites show of it. `read` <-> `write`."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from tmpipe.model import Locale
from tmpipe.release import objects
from tmpipe.release.texts import STATES


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


FORMAT = 1
"""Of the file; another number is another shape, which readers of this one refuse."""
_WHAT = "a text of a release of tmpipe"


def write(content: Content) -> bytes:
    """The content as JSON, the same bytes for the same content, in UTF-8."""
    values = {"tmpipe": FORMAT} | {one.name: getattr(content, one.name) for one in fields(content)}
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes, shown: str) -> Content:
    """Inverse of `write`. InputError, with `shown` as the file's path, says what is wrong with it."""
    found = objects.load(data, shown, _WHAT)
    if (number := found.whole("tmpipe")) != FORMAT:
        raise found.wrong("tmpipe", f"is of format {number}, which this version of tmpipe does not know")
    return Content(
        document=found.line("document"),
        locale=found.line("locale"),
        direction=found.one_of("direction", ("ltr", "rtl")),
        title=found.line("title"),
        state=found.one_of("state", STATES),
        date=found.day("date"),
        summary=found.line("summary", ""),
        html=found.lines("html"),
        segments=found.whole("segments"),
        drafts=found.whole("drafts"),
        untranslated=found.whole("untranslated"),
    )
