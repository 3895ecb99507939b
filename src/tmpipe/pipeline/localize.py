"""Catalogs to localized documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tmpipe.errors import MissingPartError
from tmpipe.model import Block, Catalog, Document, Entry, Locale, Span, State
from tmpipe.pipeline.forms import Form, forms, require_known
from tmpipe.pipeline.passages import Passage, passages, title
from tmpipe.project import Progress, Project, Seed, silent
from tmpipe.text import inline


@dataclass(frozen=True, slots=True)
class Localized:
    """One localized document on disk."""

    seed: Seed
    locale: Locale
    path: str
    written: bool
    """Whether a byte changed."""
    missing: str = ""
    """Why there is no such file: what is not installed, and the command that installs it."""


def localize(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    *,
    drafts: bool | None = None,
    formats: Sequence[str] = (),
    progress: Progress = silent,
) -> tuple[Localized, ...]:
    """Writes the documents in the locales: in their own formats and as the configuration's renditions.

    `drafts` overrides whether suggestions show, marked, or the source in their place. `formats` limits what
    is written; what then is not installed stops us.
    """
    require_known(formats)
    chosen = project.seeds if seeds is None else seeds
    shown = project.settings.drafts if drafts is None else drafts
    done: list[Localized] = []
    for seed in progress(chosen, "localize"):
        if wanted := tuple(forms(project, seed, formats)):
            document = project.document(seed)
            for locale in project.locales(locales):
                catalog = project.catalog(seed.slug, locale)
                localized = in_locale(document, catalog, locale, drafts=shown)
                done += [_written(project, seed, localized, one, asked=bool(formats)) for one in wanted]
    return tuple(done)


def _written(project: Project, seed: Seed, document: Document, form: Form, *, asked: bool) -> Localized:
    path = project.built_path(seed.slug, document.locale, form.suffix)
    try:
        return Localized(seed, document.locale, path, project.save(path, form.write(document)))
    except MissingPartError as error:
        if asked:
            raise
        return Localized(seed, document.locale, path, written=False, missing=error.message)


def in_locale(
    document: Document, catalog: Catalog | None, locale: Locale, *, drafts: bool = True
) -> Document:
    """The document with the catalog's translations, the source where there is none, and each segment's state.

    With the identity as translation the document is the source again.
    """
    entries = {e.key: e for e in catalog.entries if not e.obsolete} if catalog else {}
    localized = document.localized(locale, lambda block: _translated(block, document.locale, entries, drafts))

    def translated(text: str) -> str:
        entry = entries.get((None, text))
        return entry.msgstr if entry and entry.msgstr and (drafts or not entry.fuzzy) else text

    return replace(localized, title=title(document, localized, translated))


def _translated(
    block: Block, source_locale: Locale, entries: Mapping[tuple[str | None, str], Entry], drafts: bool
) -> Block:
    out: list[str] = []
    spans: list[Span] = []
    at = 0
    for passage in passages(block, source_locale):
        text, state = _target(passage, entries.get((None, passage.msgid)), drafts)
        if passage.msgid:
            spans.append(Span(at, at + len(text), state))
        out += (text, passage.tail)
        at += len(text) + len(passage.tail)
    return replace(block, text="".join(out), spans=tuple(spans))


def _target(passage: Passage, entry: Entry | None, drafts: bool) -> tuple[str, State]:
    """The text that stands for a passage, with the block's own codes, and its state."""
    if not passage.msgid:
        return passage.text, State.FINAL
    if entry is None or not entry.msgstr or (entry.fuzzy and not drafts):
        return passage.text, State.SOURCE
    return inline.restore(entry.msgstr, passage.held), State.DRAFT if entry.fuzzy else State.FINAL
