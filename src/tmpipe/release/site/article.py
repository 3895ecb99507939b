"""What readers see of a text: its elements, its first sentences, and how much of it is finished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from tmpipe.model import Block, Document, Role
from tmpipe.parts import NO_TEMPLATES
from tmpipe.release.content import Content
from tmpipe.release.texts import Text
from tmpipe.renditions.flow import Flow
from tmpipe.renditions.markup import readable
from tmpipe.renditions.pictures import in_place
from tmpipe.renditions.reading import Reading, plain, reading
from tmpipe.renditions.words import Words, words
from tmpipe.text.languages import language
from tmpipe.text.segment import segment

LONGEST = 300
"""Characters of a summary."""
_ENDS = tuple(".!?…:;؟؛»”’\"'")
"""What a sentence ends with; between others, which are lines of their own, stands a point."""
_TOLD = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.LIST_ITEM})
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns directions: it would go on beyond a text that is no element of its own."""


def content(document: Document, text: Text, templates: Mapping[str, bytes] = NO_TEMPLATES) -> Content:
    """What readers see of the document, which is the text's source or its translation.

    The templates may have words of the project's own.
    """
    own = words(document.locale, templates)
    page = reading(document, own=own)
    flow = Flow(page, own, document.locale)
    heading = () if page.heading else (f"<h1>{escape(page.title, quote=False)}</h1>",)
    elements = "\n".join((*heading, *flow.body(), *flow.notes()))
    return Content(
        document=text.document,
        locale=text.locale,
        direction=language(text.locale).direction,
        title=text.title,
        state=text.state,
        date=text.date,
        summary=_summary(page, document, own),
        html=readable(elements),
        segments=page.tally.total or text.segments,
        drafts=page.tally.draft,
        untranslated=page.tally.source,
    )


def _summary(page: Reading, document: Document, own: Words) -> str:
    """Whole sentences as long as they fit; of a first one that is too long, its first words."""
    found = ""
    for sentence in _sentences(page, document, own):
        if len(found) + len(sentence) >= LONGEST:
            return found or f"{sentence[: LONGEST - 1].rpartition(' ')[0] or sentence[: LONGEST - 1]}…"
        parted = not found or found.endswith(_ENDS)
        found = f"{found}{'' if parted else ' ·'} {sentence}".lstrip()
    return found


def _sentences(page: Reading, document: Document, own: Words) -> Iterator[str]:
    """Those below the title, each on one line, without what stands for pictures."""
    start = page.body.index(page.heading) + 1 if page.heading else 0
    for block in page.body[start:]:
        if block.role in _TOLD and not block.cell:
            text = readable(_TURNING.sub("", _told(block, own)))
            yield from segment(" ".join(text.split()), document.locale)


def _told(block: Block, own: Words) -> str:
    pictures = {in_place(code, own.image) for code in block.codes if code.kind == "image"} - {""}
    either = "|".join(re.escape(one) for one in sorted(pictures, reverse=True))
    return re.sub(either, " ", plain(block)) if either else plain(block)
