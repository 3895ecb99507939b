"""A document as the data that `tmpipe.typ` sets: dictionaries, lists, strings and numbers, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TypeAlias

from tmpipe.model import Block, Document, Locale
from tmpipe.parts import NO_TEMPLATES
from tmpipe.renditions import style
from tmpipe.renditions.groups import (
    Cell,
    Group,
    Heading,
    List,
    Paragraph,
    Quotation,
    Signatories,
    Table,
    Verbatim,
    groups,
)
from tmpipe.renditions.office.runs import Inline, Run, right_to_left, runs, untranslated
from tmpipe.renditions.reading import Note, Reading, plain, reading
from tmpipe.renditions.words import Readiness, Words, words
from tmpipe.text.languages import language

Data: TypeAlias = dict[str, object]

_UNREADABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_HEH_WITH_YE = "\u0647\u0654"
"""As one letter, which looks the same, it comes out of a PDF in its place; as two, the wrong way round."""
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _EITHER_WAY, _ISOLATED = "\u2066", "\u2067", "\u2068", "\u2069"


def content(document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> Data:
    """The document as `pages` of tmpipe.typ wants it, but for the fonts and the logo."""
    own = words(document.locale, templates)
    page = reading(document, own=own)
    return {
        "title": _clean(page.title),
        **_tongue(document.locale),
        "source": _tongue(page.source_locale),
        **_Writer(page, own, document.locale).data(PurePath(document.path).name),
        "style": _style(),
        "paper": "a4",
    }


def _tongue(locale: Locale) -> Data:
    """The language as a typesetter knows languages."""
    tag, *more = locale.replace("_", "-").split("-")
    regions = (one.upper() for one in more if re.fullmatch("[A-Za-z]{2}", one))
    return {
        "language": tag.lower() if re.fullmatch("[A-Za-z]{2,3}", tag) else "und",
        "region": next(regions, None),
        "direction": language(locale).direction,
    }


def _style() -> Data:
    rtl = {"leading": style.PERSIAN_LEADING, "heading": style.PERSIAN_HEADING_LEADING}
    return {
        "body": style.BODY,
        "sizes": dict(style.SIZES),
        "colours": dict(style.COLOURS),
        "leading": {"ltr": {"leading": style.LEADING, "heading": style.HEADING_LEADING}, "rtl": rtl},
        "margins": list(style.MARGINS),
        "space": style.SPACE,
    }


class _Writer:
    """Writes the groups of one reading; remembers which notes were called."""

    __slots__ = ("called", "locale", "page", "rtl", "words")

    def __init__(self, page: Reading, own: Words, locale: Locale) -> None:
        self.page = page
        self.words = own
        self.locale = locale
        self.rtl = language(locale).direction == "rtl"
        self.called: set[str] = set()

    def data(self, file: str) -> Data:
        own = self.words
        body = [self._group(group) for group in groups(self.page)]
        named = own.source_file.format(file=f"{_EITHER_WAY}{file}{_ISOLATED}")
        return {
            "digits": own.digits,
            "status": self._status(),
            "untitled": self.page.heading is None,
            "body": body,
            "uncalled": [self._note(note) for note in self.page.notes if note.name not in self.called],
            "notes-title": own.notes,
            "foot": [_clean(named), own.made_with],
        }

    def _status(self) -> Data:
        statement, sentence = self.words.statement(self.page.readiness)
        draft = self.page.readiness is Readiness.DRAFT and self.page.tally.total > 0
        return {
            "readiness": str(self.page.readiness),
            "statement": statement,
            "sentence": sentence,
            "signed": _clean(self.words.signers(self.page.signed_by, rtl=self.rtl)),
            "counts": list(self._counts()) if draft else [],
        }

    def _counts(self) -> Iterator[Data]:
        own, tally = self.words, self.page.tally
        sign = self.page.source_locale.upper()
        for state, template, count, means in (
            ("final", own.finished_count, tally.final, ""),
            ("draft", own.draft_count, tally.draft, own.draft_means),
            ("source", own.source_count, tally.source, own.source_means),
        ):
            text = template.format(n=own.number(count))
            yield {"state": state, "count": count, "text": text, "means": means.split("{sign}"), "sign": sign}

    def _group(self, group: Group) -> Data:
        match group:
            case Heading(block, level):
                return {"is": "heading", "level": level, "text": self._text(block)}
            case Paragraph(block):
                return {"is": "paragraph", "text": self._text(block)}
            case Quotation(blocks):
                return {"is": "quotation", "paragraphs": self._texts(blocks)}
            case List():
                return self._list(group)
            case Table(rows, columns, head):
                cells = [[self._cell(cell) for cell in row] for row in rows]
                return {"is": "table", "columns": columns, "head": head, "rows": cells}
            case Verbatim(block):
                return {"is": "verbatim", "text": "".join(self._verbatim(block))}
            case Signatories(blocks, headed):
                title = "" if headed else self.words.signatories
                return {"is": "signatories", "title": title, "names": [self._name(one) for one in blocks]}

    def _list(self, group: List) -> Data:
        items = [
            {
                "label": self._label(item.label, item.number),
                "paragraphs": self._texts(item.blocks),
                "lists": [self._list(deeper) for deeper in item.deeper],
            }
            for item in group.items
        ]
        return {"is": "list", "marker": group.kind, "items": items}

    def _label(self, label: str, number: int) -> str:
        return self.words.number(f"{number}.") if number else f"{_EITHER_WAY}{_clean(label)}{_ISOLATED}"

    def _cell(self, cell: Cell) -> Data:
        return {"columns": cell.columns, "paragraphs": self._texts(cell.blocks)}

    def _verbatim(self, block: Block) -> Iterator[str]:
        for one in runs(block, False, self.page.source_locale):
            if isinstance(one, Run):
                yield _clean(one.text)

    def _texts(self, blocks: Sequence[Block]) -> list[Data]:
        return [self._text(block) for block in blocks]

    def _text(self, block: Block) -> Data:
        """The text of a block; left in the source language as a whole, it has that one's direction."""
        source = self.page.source_locale
        rtl = language(source).direction == "rtl" if untranslated(block) else self.rtl
        return _directed(rtl, self._runs(block, runs(block, rtl, source), noted=True))

    def _name(self, block: Block) -> Data:
        rtl = right_to_left(plain(block))
        found = runs(block, rtl, self.page.source_locale, known=False)
        return _directed(rtl, self._runs(block, found, noted=True))

    def _note(self, note: Note) -> Data:
        found = runs(note.block, self.rtl, self.page.source_locale)
        return {
            "label": self._mark(note.block.label),
            **_directed(self.rtl, self._runs(note.block, found, noted=False)),
        }

    def _mark(self, label: str) -> str:
        """A note's label; in a right-to-left text it does not join a number before it."""
        return ("\u200f" if self.rtl else "") + self.words.number(_clean(label))

    def _runs(self, block: Block, found: Iterable[Inline], *, noted: bool) -> Iterator[Data]:
        """Runs as data. A mark calls its note, where notes can be; in a note it is its label alone."""
        for one in found:
            if isinstance(one, Run):
                yield _run(one, self.rtl)
                continue
            note = self.page.note(one.code, block) if noted else None
            if note is None:
                yield {"label": self._mark(one.code.target or "*")}
            elif note.name in self.called:
                yield {"note": note.name, "label": self._mark(note.block.label)}
            else:
                self.called.add(note.name)
                yield {"note": note.name, **self._note(note)}


def _directed(rtl: bool, found: Iterable[Data]) -> Data:
    return {"direction": "rtl" if rtl else "ltr", "runs": list(found)}


def _run(run: Run, rtl: bool) -> Data:
    begin = _RIGHT_TO_LEFT if run.rtl else _LEFT_TO_RIGHT
    return {
        "before": begin if run.opens else "",
        "text": _clean(run.text).replace("\t", "\u2003"),
        "after": _ISOLATED if run.closes else "",
        "look": sorted(run.look),
        "to": _clean(run.href),
        "foreign": run.foreign,
        "latin": rtl and not run.rtl,
    }


def _clean(text: str) -> str:
    """The text without what no page can show, or nobody can take from a PDF."""
    return _UNREADABLE.sub("\ufffd", text).replace(_HEH_WITH_YE, "\u06c0")
