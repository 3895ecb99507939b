"""The original and its translation, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from tmpipe.model import Document, Locale
from tmpipe.parts import NO_TEMPLATES
from tmpipe.release.site.frame import html, icon, sheet
from tmpipe.release.site.tongue import Tongue, named, told, tongue
from tmpipe.release.texts import Text
from tmpipe.renditions.flow import Flow
from tmpipe.renditions.groups import Group, List, Paragraph, Quotation, Signatories, Table, Verbatim, groups
from tmpipe.renditions.html import tallied
from tmpipe.renditions.reading import Reading, reading
from tmpipe.renditions.words import Readiness, words


def parallel(
    source: Document, localized: Document, text: Text, templates: Mapping[str, bytes] = NO_TEMPLATES
) -> bytes:
    """The page, in UTF-8. `localized` is what the source's `localized` gave.

    It is made once, while the site around it is made often: it links to the page of the text and to nothing
    else but what looks the same in every release. The templates may have words of the project's own.
    """
    own = tongue(text.locale, templates)
    one, other = _side(source, source, templates, "original-"), _side(localized, source, templates)
    finished = other.page.readiness is not Readiness.DRAFT
    path = f"{text.folder}/parallel.html"
    head = (*(() if finished else ('<meta name="robots" content="noindex">',)), icon(path), sheet(path))
    title = f"{text.title} – {own.site.beside}"
    return html(own, title, head, _body(own, one, other), "parallel")


@dataclass(frozen=True, slots=True)
class _Side:
    """The text in one of the two languages."""

    locale: Locale
    page: Reading
    flow: Flow


def _side(document: Document, like: Document, templates: Mapping[str, bytes], prefix: str = "") -> _Side:
    own = words(document.locale, templates)
    page = reading(document, like, own=own)
    return _Side(document.locale, page, Flow(page, own, document.locale, prefix))


def _body(own: Tongue, one: _Side, other: _Side) -> Iterator[str]:
    yield f'<a class="skip" href="#main">{escape(own.site.skip)}</a>'
    yield f'<header class="site"><p><a href="index.html">{escape(own.site.whole)}</a></p></header>'
    yield '<main id="main" tabindex="-1">'
    yield f'<p class="over-title">{escape(own.site.beside)}</p>'
    yield f'<p class="about">{escape(own.site.beside_note)}</p>'
    if other.page.readiness is Readiness.DRAFT:
        yield from _draft(other.page, own)
    yield from _row(one, _name(one), other, _name(other), " names")
    if other.page.heading is None:
        yield from _row(one, _title(one), other, _title(other))
    for left, right in zip(_cut(one.page), _cut(other.page), strict=True):
        yield from _beside(one, left, other, right)
    if other.page.notes:
        yield from _row(one, one.flow.notes(), other, other.flow.notes())
    yield "</main>"


def _name(side: _Side) -> Iterator[str]:
    yield f"<p>{escape(named(side.locale))}</p>"


def _title(side: _Side) -> Iterator[str]:
    yield f"<h1>{escape(side.page.title)}</h1>"


def _row(
    one: _Side, left: Iterable[str], other: _Side, right: Iterable[str], kind: str = ""
) -> Iterator[str]:
    """The same in both languages, side by side."""
    yield f'<div class="row{kind}">\n<div class="original"{told(one.locale)}>'
    yield from left
    yield f"</div>\n<div{told(other.locale)}>"
    yield from right
    yield "</div>\n</div>"


def _draft(page: Reading, own: Tongue) -> Iterator[str]:
    """That the translation is a draft, and what its marks mean."""
    statement, sentence = map(escape, own.words.statement(page.readiness))
    yield f'<section class="status is-draft"><p><strong>{statement}.</strong> {sentence}</p>'
    if page.tally.total:
        yield from tallied(page.tally, page.source_locale, own.words)
    yield "</section>"


def _cut(page: Reading) -> Iterator[Group]:
    """The groups of the body, with a paragraph or an item in each."""
    for group in groups(page):
        if isinstance(group, List):
            yield from (replace(group, items=(item,)) for item in group.items)
        elif isinstance(group, Quotation):
            yield from (Quotation((block,)) for block in group.blocks)
        else:
            yield group


def _beside(one: _Side, left: Group, other: _Side, right: Group) -> Iterator[str]:
    """What nobody translates stands once."""
    if isinstance(right, Signatories | Verbatim) or (
        isinstance(right, Paragraph) and not right.block.role.translatable
    ):
        yield from other.flow.group(right)
        return
    kind = " wide" if isinstance(right, Table) else ""
    yield from _row(one, one.flow.group(left), other, other.flow.group(right), kind)
