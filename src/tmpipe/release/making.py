"""A text and its files: the renditions that readers download, and what the site shows of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256

from tmpipe.errors import MissingPartError
from tmpipe.model import Document, Locale
from tmpipe.pipeline.companions import Companions
from tmpipe.pipeline.forms import Form, forms
from tmpipe.pipeline.localized import in_locale
from tmpipe.project import Project, Seed, format_of
from tmpipe.release import content as contents
from tmpipe.release.appraisal import ORIGINAL, Appraisal
from tmpipe.release.card import card
from tmpipe.release.site.article import content
from tmpipe.release.site.parallel import parallel
from tmpipe.release.site.words import site_words
from tmpipe.release.texts import UNFINISHED, File, Text
from tmpipe.renditions.reading import reading
from tmpipe.text.oneline import one_line
from tmpipe.version import __version__


@dataclass(slots=True)
class Made:
    """A text with its files, as they come."""

    text: Text
    data: dict[str, bytes] = field(default_factory=dict)
    """By path within the release."""
    missing: list[str] = field(default_factory=list)
    """A sentence for each file that could not be made: what it needs, and what installs that."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """The files that its own format shows, by path in the project, each with its hash or nothing."""

    def add(self, form: str, name: str, make: Callable[[], bytes]) -> None:
        """Makes a file of the text's folder."""
        try:
            data = make()
        except MissingPartError as error:
            self.missing.append(error.message)
            return
        path = f"{self.text.folder}/{name}"
        self.data[path] = data
        file = File(path, form, len(data), sha256(data).hexdigest())
        self.text = replace(self.text, files=(*self.text.files, file))


class Maker:
    """Makes the texts of one release."""

    def __init__(self, project: Project, titles: Callable[[Locale], str]) -> None:
        self.project = project
        self.titles = titles
        """What the site is called, by locale."""
        self._companions = Companions(project)

    def make(self, seed: Seed, name: str, locale: Locale, found: Appraisal) -> Made:
        """A text as it is now."""
        source = self.project.document(seed)
        document = source if found.state == ORIGINAL else self._localized(source, seed, locale, found)
        made = Made(_text(seed, name, locale, found, reading(document).title))
        copies = self._companions.copies(seed, locale)
        made.shown = {path: self.project.digest(path) for path in copies.values()}
        shown = self._shown(locale, copies)
        for form in self._forms(seed, found.state):
            write = partial(form.write, document)
            packed = form.own and bool(shown)
            suffix = ".zip" if packed else form.suffix
            own = partial(_packed, write, f"{seed.slug}{form.suffix}", shown) if packed else write
            made.add(form.name, f"{name}.{locale}{suffix}", own)
        text = made.text
        made.add("json", "text.json", lambda: contents.write(content(document, text, self.project.templates)))
        if found.state != ORIGINAL:
            made.add(
                "parallel", "parallel.html", lambda: parallel(source, document, text, self.project.templates)
            )
        state = getattr(site_words(locale, self.project.templates), text.state)
        made.add("card", "card.png", lambda: card(text, self.titles(locale), state))
        return made

    def _localized(self, source: Document, seed: Seed, locale: Locale, found: Appraisal) -> Document:
        catalog = self.project.catalog(seed.slug, locale)
        signed_by = tuple(one.by for one in found.vouchers)
        return in_locale(source, catalog, locale, signed_by=signed_by)

    def _forms(self, seed: Seed, state: str) -> Iterator[Form]:
        """What the configuration wants to be downloaded, and the document's own format, which does not say
        how far a text is: only of one that is finished.
        """
        asked = (format_of(seed.path), *self.project.settings.publish_formats)
        unfinished = state in UNFINISHED
        return forms(self.project, seed, tuple(dict.fromkeys(asked)), renditions_alone=unfinished)

    def _shown(self, locale: Locale, copies: Mapping[str, str]) -> dict[str, bytes]:
        """The files that a document shows, those that are there, by their paths beside it."""
        folder = self.project.built_path("", locale, "")
        found = ((place.removeprefix(folder), self.project.companion(path)) for place, path in copies.items())
        return {place: data for place, data in found if data is not None}


def _text(seed: Seed, name: str, locale: Locale, found: Appraisal, title: str) -> Text:
    return Text(
        document=seed.slug,
        name=name,
        locale=locale,
        title=one_line(title) or name,
        state=found.state,
        fingerprint=found.fingerprint,
        made_with=f"tmpipe {__version__}",
        segments=found.segments,
        words=found.words,
        origins=found.origins,
        date=found.date,
        vouchers=found.vouchers,
    )


def _packed(write: Callable[[], bytes], name: str, shown: Mapping[str, bytes]) -> bytes:
    """A zip of a document and the files that it shows: the same bytes every time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted({**shown, name: write()}.items()):
            member = zipfile.ZipInfo(path)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)
    return whole.getvalue()
