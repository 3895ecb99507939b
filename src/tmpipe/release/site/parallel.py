"""The original and its translation, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from tmpipe.model import Document
from tmpipe.release.site.frame import html, icon, sheet
from tmpipe.release.site.tongue import Tongue, told, tongue
from tmpipe.release.texts import Text
from tmpipe.renditions.flow import Flow
from tmpipe.renditions.groups import Group, List, Paragraph, Quotation, Signatories, Table, Verbatim, groups
from tmpipe.renditions.html import tallied
from tmpipe.renditions.reading import Reading, reading
from tmpipe.renditions.words import Readiness
from tmpipe.text.languages import language


def parallel(source: Document, localized: Document, text: Text) -> bytes:
    """The page, in UTF-8. `localized` is what the source's `localized` gave.

    It is made once, while the site around it is made often: it links to the page of the text and to nothing
    else but what looks the same in every release.
    """
    own = tongue(text.locale)
    original, page = reading(source), reading(localized, like=source)
    path = f"{text.folder}/parallel.html"
    finished = page.readiness is not Readiness.DRAFT
    head = (*(() if finished else ('<meta name="robots" content="noindex">',)), icon(path), sheet(path))
    title = f"{text.title} – {own.site.beside}"
    return html(own, title, head, _body(source, localized, original, page, own), "parallel")


def _body(
    source: Document, localized: Document, original: Reading, page: Reading, own: Tongue
) -> Iterator[str]:
    yield f'<a class="skip" href="#main">{escape(own.site.skip)}</a>'
    yield f'<header class="site"><p><a href="index.html">{escape(own.site.whole)}</a></p></header>'
    yield '<main id="main" tabindex="-1">'
    yield f'<p class="over-title">{escape(own.site.beside)}</p>'
    yield f'<p class="about">{escape(own.site.beside_note)}</p>'
    if page.readiness is Readiness.DRAFT:
        yield from _draft(page, own)
    one = Flow(original, tongue(source.locale).words, source.locale, "original-")
    other = Flow(page, own.words, localized.locale)
    pair = _Pair(told(source.locale), told(localized.locale))
    one_name, other_name = (
        f"<p>{escape(language(at.locale).name or at.locale)}</p>" for at in (source, localized)
    )
    yield from pair.row(one_name, other_name, " names")
    if page.heading is None:
        yield from pair.row(f"<h1>{escape(original.title)}</h1>", f"<h1>{escape(page.title)}</h1>")
    for left, right in zip(_cut(original), _cut(page), strict=True):
        yield from _beside(pair, one, left, other, right)
    if page.notes:
        yield from pair.row("\n".join(one.notes()), "\n".join(other.notes()))
    yield "</main>"


def _draft(page: Reading, own: Tongue) -> Iterator[str]:
    """That the translation is a draft, and what its marks mean."""
    statement, sentence = map(escape, own.words.statement(page.readiness))
    yield f'<section class="status is-draft"><p><strong>{statement}.</strong> {sentence}</p>'
    if page.tally.total:
        yield from tallied(page.tally, page.source_locale, own.words)
    yield "</section>"


@dataclass(frozen=True, slots=True)
class _Pair:
    """The attributes of what is in the one language and in the other."""

    source: str
    target: str

    def row(self, source: str, target: str, kind: str = "") -> Iterator[str]:
        """The same in both languages, side by side."""
        yield f'<div class="row{kind}">'
        yield f'<div class="original"{self.source}>{source}</div>'
        yield f"<div{self.target}>{target}</div>"
        yield "</div>"


def _cut(page: Reading) -> Iterator[Group]:
    """The groups of the body, with a paragraph or an item in each."""
    for group in groups(page):
        if isinstance(group, List):
            yield from (replace(group, items=(item,)) for item in group.items)
        elif isinstance(group, Quotation):
            yield from (Quotation((block,)) for block in group.blocks)
        else:
            yield group


def _beside(pair: _Pair, one: Flow, left: Group, other: Flow, right: Group) -> Iterator[str]:
    """What nobody translates stands once."""
    if isinstance(right, Signatories | Verbatim) or (
        isinstance(right, Paragraph) and not right.block.role.translatable
    ):
        yield from other.group(right)
        return
    kind = " wide" if isinstance(right, Table) else ""
    yield from pair.row("\n".join(one.group(left)), "\n".join(other.group(right)), kind)
