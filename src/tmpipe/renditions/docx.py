"""A document for Word and its kin, with styles, lists and footnotes; a template may give its looks."""

from __future__ import annotations

from collections.abc import Mapping

from tmpipe.model import Document
from tmpipe.parts import NO_TEMPLATES
from tmpipe.renditions.office.archive import packed
from tmpipe.renditions.office.status import described
from tmpipe.renditions.office.tongues import Tongues, tongues
from tmpipe.renditions.office.word.body import Body
from tmpipe.renditions.office.word.frame import Content, Frame, OwnFrame
from tmpipe.renditions.office.word.numbering import Numbering
from tmpipe.renditions.office.word.package import properties
from tmpipe.renditions.reading import reading
from tmpipe.renditions.words import words

suffix = ".docx"
TEMPLATE = "style.docx"


def render(document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> bytes:
    """The document as a DOCX; `style.docx` among the templates gives styles, page, header and footer."""
    own = words(document.locale, templates)
    page = reading(document, own=own)
    speaks = tongues(document.locale, page.source_locale)
    frame = _frame(templates, speaks)
    numbering = Numbering(speaks.rtl, frame.first)
    body = Body(page, own, speaks, frame.ids, numbering)
    text = "".join(body.written())
    content = Content(
        body=text,
        footnotes="".join(body.footnotes),
        abstracts=numbering.abstracts(),
        lists=numbering.lists(),
        links=body.links,
        footnote_links=body.footnote_links,
        start=body.feet.start,
        header=body.header(),
        footer=body.footer(),
        properties=properties(page.title, described(document, page, own), document.locale, page.readiness),
    )
    return packed(frame.members(content))


def _frame(templates: Mapping[str, bytes], speaks: Tongues) -> Frame:
    if TEMPLATE not in templates:
        return OwnFrame(speaks)
    from tmpipe.renditions.office.word.template import TemplateFrame  # lxml is heavy

    return TemplateFrame(templates[TEMPLATE], TEMPLATE, speaks)
