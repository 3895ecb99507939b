"""A document in a locale: its catalog's translations in its blocks, and how far each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tmpipe.model import Block, Catalog, Document, Entry, Locale, Span, State
from tmpipe.pipeline.passages import Passage, passages, title
from tmpipe.text import inline


def in_locale(
    document: Document,
    catalog: Catalog | None,
    locale: Locale,
    *,
    drafts: bool = True,
    signed_by: Sequence[str] = (),
) -> Document:
    """The document with the catalog's translations, the source where there is none, and each segment's state.

    With the identity as translation the document is the source again. `signed_by`: who answers for the text
    as it is.
    """
    entries = {e.key: e for e in catalog.entries if not e.obsolete} if catalog else {}
    localized = document.localized(locale, lambda block: _translated(block, document.locale, entries, drafts))

    def translated(text: str) -> str:
        entry = entries.get((None, text))
        return entry.msgstr if entry and entry.msgstr and (drafts or not entry.fuzzy) else text

    own = title(document, localized, translated)
    return replace(localized, title=own, signed_by=tuple(signed_by))


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
