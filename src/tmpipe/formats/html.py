"""HTML, whole pages and fragments: `read` <-> `write`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from tmpipe.errors import InputError
from tmpipe.formats import hypertext
from tmpipe.formats.hypertext.blocks import page
from tmpipe.formats.hypertext.charset import decoded, encoded
from tmpipe.formats.hypertext.elements import PLACES
from tmpipe.formats.hypertext.language import in_locale
from tmpipe.formats.hypertext.writing import untranslated, written
from tmpipe.model import CODE, Block, Document, Locale, Role, State, Writer, unescaped
from tmpipe.parts import ALL, Choice

own = True


def read(data: bytes, path: str, locale: Locale, choice: Choice = ALL) -> Document:  # noqa: ARG001
    """The document in `data`, in the encoding that it declares. Law: `write(read(data)) == data`."""
    text = decoded(data, path)
    if not text.strip("\ufeff").strip():
        raise InputError("the file is empty; there is nothing to translate", path, 1)
    parts = page(text, path, xml=_is_xml(path, text))
    return Document(path, locale, parts, _title(part for part in parts if isinstance(part, Block)))


def write(document: Document) -> bytes:
    """The file again, in its encoding; of a localized document, the page in its locale."""
    if not any(block.changed for block in document.blocks()):
        return encoded(document.source())
    writer = partial(written, locale=document.locale, source_locale=document.source_locale)
    text = "".join(_pieces(document, writer))
    xml = _is_xml(document.path, text)
    return encoded(in_locale(text, document.locale, document.source_locale, xml=xml))


def beside(document: Document) -> Iterator[str]:
    """The addresses of the files that the page shows."""
    return hypertext.beside(document.source())


def _pieces(document: Document, writer: Writer) -> Iterator[str]:
    """The text of the page; the running text that is not translated says so."""
    for part in document.parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Block) and part.style in _RUNNING and _left(part):
            yield untranslated(part.source(writer), document.source_locale)
        else:
            yield part.source(writer)


_RUNNING = frozenset({"", "pre"})


def _left(block: Block) -> bool:
    """Whether nothing of the block is translated."""
    return bool(block.spans) and all(span.state is State.SOURCE for span in block.spans)


def _is_xml(path: str, text: str) -> bool:
    return path.lower().endswith((".xhtml", ".xht")) or text.lstrip("\ufeff").startswith("<?xml")


def _title(blocks: Iterable[Block]) -> str:
    """What the page calls itself, else its first heading of level 1; without markup."""
    headings: list[str] = []
    for block in blocks:
        text = unescaped(CODE.sub("", block.text))
        if block.place == PLACES["title"] and block.style == "literal":
            return text
        if block.role is Role.HEADING and block.level == 1:
            headings.append(text)
    return headings[0] if headings else ""
