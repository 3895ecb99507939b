"""Word documents: `read` <-> `write`. Every member that holds text is a document in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tmpipe.errors import InputError
from tmpipe.formats.package import archive, xml
from tmpipe.formats.package.archive import Archive
from tmpipe.formats.word import core, direction, drawing, members, numbering, settings, story, styles
from tmpipe.formats.word.frames import Counter, Setting
from tmpipe.formats.word.names import KNOWN
from tmpipe.formats.word.numbering import Numbering
from tmpipe.formats.word.runs import CHANGED, Writing, spoken
from tmpipe.model import CODE, Block, Document, Locale, Role, State, unescaped
from tmpipe.parts import ALL, Choice
from tmpipe.text.languages import language

own = True

_PLACES = {"header": "page header", "footer": "page footer", "comments": "comment"}


def read(data: bytes, path: str, locale: Locale, choice: Choice = ALL) -> Document:
    """The document in `data`: a member for its properties, the text, notes, headers and footers.

    Law: `write(read(data)) == data`. InputError where it is no Word document, or damaged.
    """
    opened = archive.opened(data, path)
    main = members.main(opened)
    found = tuple(_members(opened, main, locale, choice))
    for member in members.related(opened, main, "settings"):  # `write` needs them, and is no time for errors
        members.text(opened, member)
    return Document(path, locale, found, _title(found, main), container=data)


def _members(opened: Archive, main: str, locale: Locale, choice: Choice) -> Iterator[Document]:
    if properties := members.properties(opened):
        parts = core.read(members.text(opened, properties), properties, opened.path)
        yield Document(properties, locale, parts)
    text = members.text(opened, main)
    _check(text, main, opened.path)
    counter, sheet = Counter(_numbering(opened, main)), _sheet(opened, main).within(text)
    for member, kind in [(main, ""), *_stories(opened, main, choice)]:
        setting = Setting(
            text if member == main else members.text(opened, member),
            sheet,
            members.relationships(opened, member),
            counter,
            _PLACES.get(kind, ""),
            kind.removesuffix("s") if kind in {"footnotes", "endnotes"} else "",
        )
        yield Document(member, locale, story.parts(setting, member, opened.path))
    for kind in members.DRAWINGS:
        for member in members.related(opened, main, kind):
            parts = drawing.read(members.text(opened, member), member, opened.path, counter)
            yield Document(member, locale, parts)


def _stories(opened: Archive, main: str, choice: Choice) -> Iterator[tuple[str, str]]:
    """The members with paragraphs beside the main one, each with its kind."""
    for kind in members.STORIES:
        if kind != "comments" or choice.comments:
            yield from ((member, kind) for member in members.related(opened, main, kind))


def _sheet(opened: Archive, main: str) -> styles.Sheet:
    found = members.related(opened, main, "styles")
    return styles.read(members.text(opened, found[0]), found[0], opened.path) if found else styles.Sheet()


def _numbering(opened: Archive, main: str) -> Numbering:
    for member in members.related(opened, main, "numbering")[:1]:
        return Numbering(numbering.read(members.text(opened, member), member, opened.path))
    return Numbering()


def _check(text: str, main: str, path: str) -> None:
    """The main member is a Word document, and not one of a spreadsheet or a presentation."""
    root = next(token.name for token in xml.tokens(text, KNOWN, main, path) if token.name)
    if root != "w:document":
        message = f"no Word document: its main part {main} is a {root!r}; is the file's suffix right?"
        raise InputError(message, path, 1)


def _title(found: tuple[Document, ...], main: str) -> str:
    """The title among the properties, or the first heading of level 1."""
    named = (block for one in found for block in one.blocks() if block.place == core.TITLE)
    headings = (
        block for one in found if one.path == main for block in one.blocks()
        if block.role is Role.HEADING and block.level == 1
    )  # fmt: skip
    return next((unescaped(CODE.sub("", block.text)) for block in (*named, *headings)), "")


# --- writing -------------------------------------------------------------------------------------


def write(document: Document) -> bytes:
    """The file again; while no block was changed, its own bytes."""
    changed = [one for one in document.parts if isinstance(one, Document) and _changed(one)]
    if not changed:
        return document.container
    opened = archive.opened(document.container, document.path)
    main = members.main(opened)
    contents = {one.path: _encoded(opened, one.path, _written(one, opened, main)) for one in changed}
    for member, text in _told(opened, main, document.locale, contents):
        contents[member] = _encoded(opened, member, text)
    return opened.replaced(contents)


def _changed(member: Document) -> bool:
    return any(block.changed for block in member.blocks())


def _encoded(opened: Archive, member: str, text: str) -> bytes:
    return xml.encoded(text, xml.encoding_of(opened.read(member)))


def _written(member: Document, opened: Archive, main: str) -> str:
    """A member's XML with its changed blocks anew, turned where the language reads the other way."""
    text = _marked(member).source(Writing(member.locale).block)
    right = language(member.locale).direction == "rtl"
    if right == (language(member.source_locale).direction == "rtl"):
        return text.replace(CHANGED, "")
    if any(block.place == drawing.PLACE for block in member.blocks()):
        return drawing.turned(text, CHANGED, right=right)
    prefix = _prefix(members.text(opened, member.path), member.path, opened.path)
    text = direction.turned(text, prefix, right=right)
    return direction.sections(text, prefix, right=right) if member.path == main else text


def _marked(member: Document) -> Document:
    """The member with a mark before each block that needs no other words: it is turned, too."""
    parts: list[str | Block | Document] = []
    for part in member.parts:
        if isinstance(part, Block) and _stays(part):
            parts.append(CHANGED)
        parts.append(part)
    return replace(member, parts=tuple(parts))


def _stays(block: Block) -> bool:
    """Whether a paragraph's translation is the source itself, or nothing in it waits for one: a number."""
    if block.changed or not block.style.startswith("<"):
        return False
    if block.spans:
        return all(span.state is not State.SOURCE for span in block.spans)
    return _NUMBER.fullmatch(unescaped(CODE.sub("", block.text))) is not None


_NUMBER = re.compile(r"\W*|[$£€]?\d+(?:[.,:/]\d+)*[%$£€]?")
"""What reads the same in either direction."""


def _prefix(text: str, member: str, path: str) -> str:
    """What stands before the names of Word's elements: `w:`."""
    for token in xml.tokens(text, KNOWN, member, path):
        if token.name.startswith("w:"):
            name, _, _ = token.raw[1:].partition(token.name[2:])
            return name
    return "w:"


def _told(
    opened: Archive, main: str, locale: Locale, contents: dict[str, bytes]
) -> Iterator[tuple[str, str]]:
    """The members that say which language the document is in, with what they say now."""
    if member := members.properties(opened):
        text = xml.read(contents.get(member) or opened.read(member), member, opened.path)
        yield member, core.spoken(text, member, opened.path, locale)
    if language(locale).direction != "rtl":
        return
    for member in members.related(opened, main, "settings")[:1]:
        yield member, settings.spoken(members.text(opened, member), member, opened.path, spoken(locale))
    for member in members.related(opened, main, "styles")[:1]:
        text = members.text(opened, member)
        yield member, direction.styled(text, _prefix(text, member, opened.path))
