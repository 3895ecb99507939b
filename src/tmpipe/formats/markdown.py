"""Markdown: CommonMark with tables, footnotes, struck out text and front matter. `read` <-> `write`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tmpipe.formats import hypertext
from tmpipe.formats.marked import beside as shown
from tmpipe.formats.marked import matter
from tmpipe.formats.marked.layout import has_formulas, holes
from tmpipe.formats.marked.page import Lines, Page
from tmpipe.formats.marked.tags import bound
from tmpipe.formats.marked.writing import scribe
from tmpipe.model import CODE, Block, Document, Locale, Role, unescaped
from tmpipe.parts import ALL, Choice
from tmpipe.text.encoding import decoded

own = True


def read(data: bytes, path: str, locale: Locale, choice: Choice = ALL) -> Document:
    """The document in `data`, UTF-8 with or without a BOM. Law: `write(read(data)) == data`."""
    text = decoded(data, path)
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(bom) :]
    end = matter.length(text)
    front = Page(text[:end], Lines(text[:end], 1))
    body = Page(text[end:], Lines(text[end:], 1 + text.count("\n", 0, end)))
    parts = tuple(
        part for part in (bom, *matter.parts(front, choice.front_matter), *_parts(body, path, locale)) if part
    )
    return Document(path, locale, parts, _title(parts))


def write(document: Document) -> bytes:
    """The file again, in UTF-8; of a localized document, the file in its locale."""
    if not any(block.changed for block in document.blocks()):
        return document.source().encode("utf-8")
    writer = scribe(document).write
    html = partial(
        hypertext.written, locale=document.locale, source_locale=document.source_locale, within=True
    )
    text = "".join(
        part if isinstance(part, str) else part.source(html if isinstance(part, Document) else writer)
        for part in document.parts
    )
    return matter.in_language(text, document.source_locale, document.locale).encode("utf-8")


def beside(document: Document) -> Iterator[str]:
    """The addresses of the files that the text shows."""
    return shown.beside(document.source())


def _parts(page: Page, path: str, locale: Locale) -> Iterator[str | Block | Document]:
    """The text and its blocks; a stretch of HTML that has some is a document within."""
    at = 0
    for start, end, block in holes(page, math=has_formulas(page.text)):
        yield page.text[at:start]
        if block is None:
            own = start + bound(page.text[start:end])
            yield page.text[start:own]
            inner = hypertext.fragment(page.text[own:end], page.lines.at(own))
            yield Document(path, locale, inner)
        else:
            yield block
        at = end
    yield page.text[at:]


def _title(parts: tuple[str | Block | Document, ...]) -> str:
    """The text of the first heading of level 1, or of the front matter's title, without markup."""
    blocks = [part for part in parts if isinstance(part, Block)]
    headings = (one for one in blocks if one.role is Role.HEADING and one.level == 1)
    titles = (one for one in blocks if one.place == f"{matter.PLACE}title")
    found = next(headings, None) or next(titles, None)
    return unescaped(CODE.sub("", found.text)) if found else ""
