"""An ODT from its text and what stands around it: our own frame, or (in `template`) that of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tmpipe.renditions.office.opendocument import package
from tmpipe.renditions.office.opendocument.styles import styles
from tmpipe.renditions.office.tongues import Tongues


@dataclass(frozen=True, slots=True)
class Content:
    """What is new in each document, as XML."""

    body: str
    automatic: str
    """The automatic styles that it needs besides those of every document."""
    header: str
    """The paragraph on top of each page of a draft; else nothing."""
    footer: str
    properties: str
    """The member `meta.xml`."""
    decimal: str
    """The form of numbers."""
    start: int
    """The first footnote's number."""


class Frame(Protocol):
    """What stands around the text."""

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of our styles by their names."""

    def members(self, content: Content) -> Mapping[str, bytes]:
        """The whole document's, `mimetype` first."""


@dataclass(frozen=True, slots=True)
class OwnFrame:
    """A document in our own styles."""

    speaks: Tongues

    @property
    def ids(self) -> Mapping[str, str]:
        """See `Frame`."""
        return {one.name: one.id for one in styles(self.speaks)}

    def members(self, content: Content) -> Mapping[str, bytes]:
        """See `Frame`."""
        written = {
            "content.xml": package.content(
                content.body, content.automatic, self.speaks, self.ids["Untranslated"]
            ),
            "styles.xml": package.own_styles(
                self.speaks, content.header, content.footer, content.decimal, content.start
            ),
            "meta.xml": content.properties,
            "settings.xml": package.settings(),
        }
        manifest = package.manifest((name, "text/xml") for name in written)
        members = {"mimetype": package.MIMETYPE, **written, "META-INF/manifest.xml": manifest}
        return {name: member.encode() for name, member in members.items()}
