"""A statement with all that a document may have, in French and in Persian."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tmpipe.model import Block, Code, Document, Role, Span, State

F, D, S = State.FINAL, State.DRAFT, State.SOURCE
EM, STRONG = Code("emphasis", "*", "*"), Code("strong", "**", "**")
CODE = Code("code", "`x<y`", target="x<y & z")
LINK = Code("link", "[", "](x)", "https://example.org/a(b)?q=é&x=1")
MARKS = tuple(Code("note", f"[{label}]", target=label) for label in ("1", "*", "10"))


def said(role: Role, *sentences: tuple[State, str], **more: Any) -> Block:
    """A block of sentences with their states, a blank between two."""
    texts = [text for _, text in sentences]
    starts = [sum(len(text) + 1 for text in texts[:i]) for i in range(len(texts))]
    spans = [Span(at, at + len(text), state) for at, (state, text) in zip(starts, sentences, strict=True)]
    return Block(" ".join(texts), 1, role, spans=tuple(spans), **more)


def item(text: str, label: str, level: int = 1) -> Block:
    return said(Role.LIST_ITEM, (F, text), label=label, level=level)


def cells(word: str) -> tuple[Block, ...]:
    """A table of three rows and columns with an empty cell; its first row names the columns."""
    places = [(row, column) for row in (1, 2, 3) for column in (1, 2, 3) if (row, column) != (2, 2)]
    return tuple(
        said(Role.TABLE_CELL, (F, f"{word} {row}.{column}"), cell=(1, row, column), level=int(row == 1))
        for row, column in places
    )


def _statement(locale: str) -> Document:
    def own(french: str, persian: str) -> str:
        return persian if locale == "fa" else french

    linked = own(
        "Le <g1>comité</g1>, <g2>les autres</g2>, <x3/> et <g4>le lien</g4>.",
        "<g1>کمیته</g1> و <g2>دیگران</g2>، <x3/> و <g4>پیوند Iran HRM</g4>.",
    )
    source = "The <g1>families</g1> have a right (to know)."
    contact = own(
        "Contact: info@example.org, tél. +44 20 7946. سازمان عفو",
        "تماس: info@example.org، تلفن +44 20 7946، @amnesty و U.S. و 7,000 نفر.",
    )
    blocks = (
        said(Role.HEADING, (F, own("COMMUNIQUÉ", "بیانیهٔ مطبوعاتی")), level=2),
        said(Role.HEADING, (F, own("Le titre", "عنوان سند")), level=1),
        said(Role.PARAGRAPH, (F, linked), codes=(EM, STRONG, CODE, LINK)),
        said(
            Role.PARAGRAPH,
            (F, own("Fini.", "پایان.")),
            (S, source),
            (S, "Second one."),
            (D, own("Encore.", "باز هم.")),
            codes=(EM,),
        ),
        said(
            Role.PARAGRAPH,
            (F, own("Appels<x1/> à<x1/> quatre<x2/> notes<x3/>.", "یک<x1/> دو<x1/> سه<x2/> چهار<x3/>.")),
            codes=MARKS,
        ),
        said(Role.HEADING, (F, own("Partie", "بخش")), level=2),
        said(Role.HEADING, (D, own("Sous-partie", "زیربخش")), level=3),
        item(own("un", "یک"), "1."),
        item(own("deux", "دو"), "2."),
        item(own("imbriqué", "تو در تو"), "•", 2),
        item("x", "a)", 3),
        item(own("cinq", "پنج"), "5."),
        item(own("six", "شش"), "6."),
        said(Role.QUOTE, (F, own("Citation.", "نقل قول."))),
        item("Gamma", "الف)"),
        *cells(own("Cellule", "خانه")),
        Block("def f(x):\n    return  x<y\n\t# ok", 1, Role.CODE),
        said(Role.PARAGRAPH, (S, "This paragraph was not translated.")),
        said(Role.PARAGRAPH, (D, contact)),
        Block("HANDS OFF CAIN", 1, Role.SIGNATORIES),
        Block("انجمن زنان (Sweden)", 1, Role.SIGNATORIES),
        Block("See https://example.org/n1.", 50, Role.FOOTNOTE, label="1"),
        Block(own("Étoile.", "ستاره."), 51, Role.FOOTNOTE, label="*"),
        Block("Ten.", 52, Role.FOOTNOTE, label="10"),
        Block("Never called <x1/>.", 53, Role.FOOTNOTE, label="7", codes=MARKS[:1]),
    )
    return Document("seeds/statement.txt", locale, blocks, source_locale="en")


@pytest.fixture(scope="session")
def statement() -> Callable[[str], Document]:
    """The statement in a locale, `fr` or `fa`."""
    return _statement
