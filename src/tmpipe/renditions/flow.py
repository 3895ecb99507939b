"""The blocks of a document as the elements of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from tmpipe.model import Block, Code, Locale, Role, State
from tmpipe.renditions.markup import foreign, inline
from tmpipe.renditions.reading import BULLETS, DEEPEST, Note, Reading
from tmpipe.renditions.words import Words
from tmpipe.text.languages import language


class Flow:
    """Writes the body, then the notes, of one page; remembers which marks call which note."""

    __slots__ = ("level", "marks", "page", "rtl", "words")

    def __init__(self, page: Reading, own: Words, locale: Locale) -> None:
        self.page = page
        self.words = own
        self.rtl = language(locale).direction == "rtl"
        self.level = 0
        self.marks: dict[str, list[str]] = defaultdict(list)

    def body(self) -> Iterator[str]:
        """The elements between the title and the notes, both without; headings skip no level."""
        before: Block | None = None
        for role, group in groupby(self.page.body, key=lambda block: block.role):
            blocks = tuple(group)
            yield from self._group(role, blocks, before)
            before = blocks[-1]

    def notes(self) -> Iterator[str]:
        """The section of the notes, each with its way back; nothing where there are none."""
        if self.page.notes:
            yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes">'
            yield f'<h2 id="notes">{escape(self.words.notes)}</h2>'
            yield '<ol role="list">'
            yield from map(self._note, self.page.notes)
            yield "</ol>\n</section>"

    def _group(self, role: Role, blocks: Sequence[Block], before: Block | None) -> Iterator[str]:
        match role:
            case Role.HEADING:
                yield from map(self._heading, blocks)
            case Role.LIST_ITEM:
                yield from self._list(blocks)
            case Role.QUOTE:
                yield "<blockquote>"
                yield from (self._element("p", block) for block in blocks)
                yield "</blockquote>"
            case Role.SIGNATORIES:
                headed = (
                    before is not None and before.role is Role.HEADING and before is not self.page.heading
                )
                yield from self._signatories(blocks, headed=headed)
            case Role.CODE:
                yield from (
                    f'<pre dir="ltr" translate="no"><code>{self._inline(b, False)}</code></pre>'
                    for b in blocks
                )
            case _:
                yield from (self._element("p", block) for block in blocks)

    def _heading(self, block: Block) -> str:
        if block is self.page.heading:
            self.level = 1
            return self._element("h1", block)
        if not self.level:
            return self._element("p", block, "over-title")
        self.level = min(max(block.level, 2), self.level + 1, DEEPEST)
        return self._element(f"h{self.level}", block)

    def _element(self, tag: str, block: Block, kind: str = "") -> str:
        told, text = self._told(block, kind)
        return f"<{tag}{told}>{text}</{tag}>"

    def _told(self, block: Block, kind: str = "") -> tuple[str, str]:
        """The attributes and the text of the block's element; untranslated, it has the source's direction."""
        if block.spans and all(span.state is State.SOURCE for span in block.spans):
            whole = replace(block, spans=())
            return foreign(self.page.source_locale, kind), self._inline(whole, False)
        return f' class="{kind}"' if kind else "", self._inline(block, self.rtl)

    def _list(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Items as deep as the first, each with the deeper ones that follow it."""
        level = min(blocks[0].level, DEEPEST)
        starts = [i for i, block in enumerate(blocks) if min(block.level, DEEPEST) <= level]
        items = [blocks[i:j] for i, j in zip(starts, [*starts[1:], len(blocks)], strict=True)]
        labels = [item[0].label for item in items]
        numbers = [_number(label) for label in labels]
        tag = "ol" if all(numbers) else "ul"
        marked = tag == "ul" and any(label not in BULLETS for label in labels)
        yield '<ul class="labelled" role="list">' if marked else f"<{tag}>"
        for item, number in zip(items, numbers, strict=True):
            told, text = ("", self._inline(item[0], self.rtl)) if item[1:] else self._told(item[0])
            told += f' value="{number}"' if tag == "ol" else ""
            label = f'<span class="label">{escape(item[0].label)}</span> ' if marked else ""
            deeper = "\n".join(self._list(item[1:])) if item[1:] else ""
            yield f"<li{told}>{label}{text}{deeper}</li>"
        yield f"</{tag}>"

    def _signatories(self, blocks: Sequence[Block], headed: bool) -> Iterator[str]:
        """Names in whatever language, each in its own direction."""
        own = escape(self.words.signatories)
        yield f'<section class="signatories" aria-label="{own}">'
        if not headed:
            yield f"<h2>{own}</h2>"
        names = 'lang="mul" translate="no"'
        if len(blocks) == 1:
            yield f'<p {names} dir="auto">{self._inline(blocks[0], False)}</p>'
        else:
            yield f'<ul {names} role="list">'
            yield from (f'<li dir="auto">{self._inline(block, False)}</li>' for block in blocks)
            yield "</ul>"
        yield "</section>"

    def _inline(self, block: Block, rtl: bool) -> str:
        return inline(
            block, rtl, self.page.source_locale, lambda code, linked: self._mark(code, block, linked)
        )

    def _mark(self, code: Code, block: Block, linked: bool) -> str:
        label = escape(self.words.number(code.target or "*"))
        note = self.page.note(code, block)
        if note is None:
            return f"<sup>{label}</sup>"
        marks = self.marks[note.name]
        marks.append(f"mark-{note.name}" + (f".{len(marks) + 1}" if marks else ""))
        told = escape(self.words.note.format(n=self.words.number(code.target)))
        link = f'<a href="#note-{note.name}" role="doc-noteref" aria-label="{told}">{label}</a>'
        return f'<sup id="{marks[-1]}">{label if linked else link}</sup>'

    def _note(self, note: Note) -> str:
        label = escape(self.words.number(note.block.label))
        told = f'class="back" role="doc-backlink" aria-label="{escape(self.words.back)}"'
        back = "".join(f' <a {told} href="#{mark}">↑</a>' for mark in self.marks[note.name])
        body = f'<span class="body">{self._inline(note.block, self.rtl)}{back}</span>'
        return f'<li id="note-{note.name}"><span class="label">{label}</span> {body}</li>'


def _number(label: str) -> int:
    """The number of a list item's marker such as `3.` or `(3)`; 0 where it is none."""
    found = re.fullmatch(r"\W*(\d{1,9})\W*", label)
    return int(found[1]) if found else 0
