"""A DOCX from its text and what stands around it: our own frame, or (in `template`) that of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.word import package
from tmpipe.renditions.office.word.styles import fonts, styles, stylesheet


@dataclass(frozen=True, slots=True)
class Content:
    """What is new in each document, as XML."""

    body: str
    footnotes: str
    abstracts: str
    """The patterns of its lists, and the lists."""
    lists: str
    links: Mapping[str, str]
    """The addresses that the body leads to, with the ids of their relationships."""
    footnote_links: Mapping[str, str]
    start: int
    """The first footnote's number."""
    header: str
    """The paragraph on top of each page of a draft; else nothing."""
    footer: str
    properties: str
    """The part `core.xml`."""


class Frame(Protocol):
    """What stands around the text."""

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of our styles by their names."""

    @property
    def first(self) -> int:
        """The first number that is free for a list."""

    def members(self, content: Content) -> Mapping[str, bytes]:
        """The whole document's."""


@dataclass(frozen=True, slots=True)
class OwnFrame:
    """A document in our own styles."""

    speaks: Tongues
    first: int = 1

    @property
    def ids(self) -> Mapping[str, str]:
        """See `Frame`."""
        return {one.name: one.id for one in styles(self.speaks)}

    def members(self, content: Content) -> Mapping[str, bytes]:
        """See `Frame`."""
        edges = {"header": content.header, "footer": content.footer}
        references = "".join(
            f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind, edge in edges.items() if edge
        )
        written = {
            "document": package.document(
                content.body, package.section(self.speaks.rtl, content.start, references)
            ),
            "styles": stylesheet(self.speaks),
            "settings": package.settings(self.speaks),
            "fontTable": fonts(),
            "numbering": package.numbering(content.abstracts + content.lists) if content.lists else "",
            "footnotes": package.footnotes(content.footnotes),
            "header": package.edge("hdr", edges["header"]) if edges["header"] else "",
            "footer": package.edge("ftr", edges["footer"]),
        }
        parts = {kind: xml for kind, xml in written.items() if xml}
        inner = (package.relationship(kind, kind, f"{kind}.xml") for kind in parts if kind != "document")
        return {
            name: xml.encode()
            for name, xml in {
                "[Content_Types].xml": package.content_types(parts),
                "_rels/.rels": package.relationships(_OUTER),
                "docProps/core.xml": content.properties,
                "word/_rels/document.xml.rels": package.relationships(
                    "".join(inner) + package.outward(content.links)
                ),
                "word/_rels/footnotes.xml.rels": package.relationships(
                    package.outward(content.footnote_links)
                ),
                **{f"word/{kind}.xml": xml for kind, xml in parts.items()},
            }.items()
        }


_OUTER = package.relationship("document", "officeDocument", "word/document.xml") + package.relationship(
    "properties", package.CORE_KIND, "docProps/core.xml"
)
