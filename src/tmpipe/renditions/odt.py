"""A document for LibreOffice and its kin, with styles, lists and footnotes; a template may give its looks."""

from __future__ import annotations

from collections.abc import Mapping

from tmpipe.model import Document
from tmpipe.parts import NO_TEMPLATES
from tmpipe.renditions.office.archive import packed
from tmpipe.renditions.office.opendocument.body import Body
from tmpipe.renditions.office.opendocument.frame import Content, Frame, OwnFrame
from tmpipe.renditions.office.opendocument.lists import Lists, decimal
from tmpipe.renditions.office.opendocument.package import properties
from tmpipe.renditions.office.status import described
from tmpipe.renditions.office.tongues import Tongues, tongues
from tmpipe.renditions.reading import reading
from tmpipe.renditions.words import words

suffix = ".odt"
TEMPLATE = "style.odt"


def render(document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> bytes:
    """The document as an ODT; `style.odt` among the templates gives styles, page, header and footer."""
    own = words(document.locale, templates)
    page = reading(document, own=own)
    speaks = tongues(document.locale, page.source_locale)
    frame = _frame(templates, speaks)
    lists = Lists(decimal(own), speaks.rtl)
    body = Body(page, own, speaks, frame.ids, lists)
    text = "".join(body.written())
    content = Content(
        body=text,
        automatic=body.styles() + lists.styles(),
        header=body.header(),
        footer=body.footer(),
        properties=properties(page.title, described(document, page, own), document.locale),
        decimal=decimal(own),
        start=body.feet.start,
    )
    return packed(frame.members(content), stored="mimetype")


def _frame(templates: Mapping[str, bytes], speaks: Tongues) -> Frame:
    if TEMPLATE not in templates:
        return OwnFrame(speaks)
    from tmpipe.renditions.office.opendocument.template import TemplateFrame  # lxml is heavy

    return TemplateFrame(templates[TEMPLATE], TEMPLATE, speaks)
