"""What a release holds, as values: its texts, their files, and what readers see of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tmpipe.model import Fingerprint, Locale

STATES = ("original", "final", "complete", "draft", "partial")
"""What a text in a release can be: the source itself; all finished, no errors and signed off; all finished;
suggestions in it; gaps in it. The best first."""
GOOD = ("final", "complete")
"""The states in which a translation is published."""
UNFINISHED = ("draft", "partial")
"""Those in which it is, too, where drafts are wanted; nobody should take it for finished."""
BESIDE = ("json", "parallel", "card")
"""Formats of files that the site needs, and who downloads a text does not: its content for other sites
(`content.Content`), the page with original and translation side by side, the picture for social media."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a text."""

    path: str
    """Within the release, with `/`."""
    format: str
    """The rendition's or format's name (`html`, `docx`, `pdf`, `markdown` ...), or one of `BESIDE`."""
    size: int
    """Bytes."""
    sha256: str
    """Hex digits."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """Somebody answers for a text as it is here."""

    by: str
    date: str = ""
    """`YYYY-MM-DD`, where it was given."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A document in a locale, as a release has it."""

    document: str
    """Its slug."""
    name: str
    """What stands for the slug in addresses and file names: letters, digits, `-`, `_` and `.`."""
    locale: Locale
    title: str
    """In the locale; without characters that turn directions."""
    state: str
    """One of `STATES`."""
    fingerprint: Fingerprint
    """Of what it was made of; of an original, the catalog's is empty."""
    made_with: str
    """`tmpipe 0.1.0`: the version that made the files."""
    segments: int = 0
    words: int = 0
    """Of the source."""
    origins: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Percent of the words by `model.Standing`, those that are not 0, rounded to one decimal."""
    date: str = ""
    """`YYYY-MM-DD`: when the content last changed, from the content itself; empty where nothing tells."""
    vouchers: tuple[Voucher, ...] = ()
    """Who has signed it off as it is, by name."""
    newer: tuple[str, ...] = ()
    """What has changed since, where this is the last good edition of a text that is at work again: `source`,
    `translation`, `glossary`. Empty: it is up to date."""
    files: tuple[File, ...] = ()

    @property
    def folder(self) -> str:
        """Where its page (`index.html`) and its files are in the release."""
        return f"{self.locale}/texts/{self.name}"

    @property
    def downloads(self) -> tuple[File, ...]:
        """The files that readers download."""
        return tuple(file for file in self.files if file.format not in BESIDE)

    def file(self, format: str) -> File | None:  # noqa: A002 - the field's name
        """The file of this format; None without one."""
        return next((file for file in self.files if file.format == format), None)


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that is not in the release in a locale: its translation is at work."""

    document: str
    name: str
    locale: Locale
    title: str
    """In the source locale."""
    finished: float
    """Percent of its segments that translators have finished, rounded to one decimal."""


@dataclass(frozen=True, slots=True)
class Release:
    """All that was published at once."""

    project: str
    """The project's name; not empty."""
    source_locale: Locale
    locales: tuple[Locale, ...]
    """The source's first, then the targets in the configuration's order."""
    edition: int
    """From 1; a later release of the same project has a higher one."""
    date: str = ""
    """The latest of its texts."""
    url: str = ""
    """Where it is published, with a last `/`; empty where that is not known."""
    titles: Mapping[Locale, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Of the site by locale; where one lacks, the source locale's, else the project's name."""
    descriptions: Mapping[Locale, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """What the site is about, likewise; none without any."""
    key: str = ""
    """The public key of its signature, as OpenSSH writes it (`ssh-ed25519 AAAA...`); empty: not signed."""
    texts: tuple[Text, ...] = ()
    """By document in the project's order, then by locale in theirs."""
    pending: tuple[Pending, ...] = ()
    """Likewise."""

    def title(self, locale: Locale) -> str:
        """What the site is called in a locale."""
        return self.titles.get(locale) or self.titles.get(self.source_locale) or self.project

    def description(self, locale: Locale) -> str:
        """What the site is about, in a locale; empty where that is not said."""
        return self.descriptions.get(locale) or self.descriptions.get(self.source_locale, "")
