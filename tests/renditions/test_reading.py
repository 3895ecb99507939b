"""What readers are shown: furniture and repeats left out, notes found, sentences counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tmpipe.model import Block, Code, Document, Gap, Role, Span, State
from tmpipe.renditions.reading import Tally, reading
from tmpipe.renditions.words import Readiness

WEB = "https://example.org/a"


def document(*blocks: Block, title: str = "", locale: str = "fr") -> Document:
    return Document("seeds/a file.txt", locale, blocks, title)


def head(text: str, level: int) -> Block:
    return Block(text, 1, Role.HEADING, level=level)


def state(*states: State) -> Block:
    return Block("x" * len(states), 1, spans=tuple(Span(i, i + 1, s) for i, s in enumerate(states)))


def test_boilerplate_and_repeated_addresses_are_left_out() -> None:
    note = Block(f"See {WEB}", 3, Role.FOOTNOTE, label="1")
    cut = Block("https://example.org/long-\nname", 5, Role.URL)
    own = Block("https://example.org/long-name", 5, Role.URL)
    blocks = (
        Block("Home News", 1, Role.BOILERPLATE),
        Block("Text.", 2),
        note,
        Block(WEB, 4, Role.URL),
        own,
        cut,
    )
    found = reading(document(*blocks))
    assert found.body == (blocks[1], own)
    assert [n.block for n in found.notes] == [note]


def test_among_marks_an_address_without_label_is_a_note() -> None:
    text, address = Block("Text.", 1, codes=(Code("note", "*", target="1"),)), Block(WEB, 2, Role.URL)
    assert reading(document(text, address)).body == (text,)
    assert reading(document(address)).body == (address,)


@pytest.mark.parametrize(
    ("blocks", "title", "expected"),
    [
        ((Block("A <g1>b</g1>", 1, Role.HEADING, codes=(Code("emphasis", "*", "*"),), level=1),), "", "A b"),
        ((Block("A", 1, Role.HEADING, level=1),), "Given", "Given"),
        ((Block("A", 1),), "", "a file"),
        ((head("PRESS RELEASE", 2), head("A", 1), head("B", 1)), "", "A"),
        ((head("A", 2), head("B", 3)), "", "A"),
        ((head("A", 2), Block("x", 1), head("B", 1)), "", "A"),
        ((), "Given", "Given"),
    ],
)
def test_title(blocks: tuple[Block, ...], title: str, expected: str) -> None:
    assert reading(document(*blocks, title=title)).title == expected


@pytest.mark.parametrize(
    ("blocks", "locale", "readiness"),
    [
        ((state(State.FINAL, State.FINAL),), "fr", Readiness.COMPLETE),
        ((state(State.FINAL, State.DRAFT),), "fr", Readiness.DRAFT),
        ((state(State.SOURCE),), "fr", Readiness.DRAFT),
        ((Block("x", 1),), "fr", Readiness.DRAFT),
        ((Block("x", 1),), "en-GB", Readiness.ORIGINAL),
        ((state(State.SOURCE),), "en", Readiness.DRAFT),
    ],
)
def test_standing(blocks: tuple[Block, ...], locale: str, readiness: Readiness) -> None:
    assert reading(document(*blocks, locale=locale)).readiness is readiness


@pytest.mark.parametrize(
    ("states", "names", "readiness", "shown"),
    [
        ((State.FINAL,), ("Anne", "Bo"), Readiness.FINAL, ("Anne", "Bo")),
        ((State.FINAL,), (" Anne\n\u2069Doe ", "\u202e"), Readiness.FINAL, ("Anne Doe",)),
        ((State.FINAL,), ("\u202e",), Readiness.COMPLETE, ()),
        ((State.FINAL, State.DRAFT), ("Anne",), Readiness.DRAFT, ()),
        ((), ("Anne",), Readiness.DRAFT, ()),
    ],
)
def test_only_what_is_finished_is_signed(
    states: tuple[State, ...], names: tuple[str, ...], readiness: Readiness, shown: tuple[str, ...]
) -> None:
    found = reading(replace(document(state(*states)), signed_by=names))
    assert (found.readiness, found.signed_by) == (readiness, shown)


@pytest.mark.parametrize("heading", [True, False])
def test_a_title_beside_the_text_counts_where_no_heading_is_the_title(heading: bool) -> None:
    beside = replace(state(State.SOURCE), place="title of the page")
    text = replace(state(State.FINAL), role=Role.HEADING if heading else Role.PARAGRAPH)
    found = reading(Document("a.html", "fr", (beside, text), title=beside.text))
    assert found.tally == Tally(1, 0, 0 if heading else 1)
    assert found.readiness is (Readiness.COMPLETE if heading else Readiness.DRAFT)


@pytest.mark.parametrize(
    ("label", "locale", "text", "span"),
    [
        ("", "fr", "Demands", (0, 7)),
        ("•", "fr", "Demands", (0, 7)),
        ("2.1", "fr", "2.1 Demands", (4, 11)),
        ("<x1/>", "fr", "&lt;x1/> Demands", (9, 16)),
        ("2.", "fa", "۲. Demands", (3, 10)),
    ],
)
def test_a_numbered_heading_begins_with_its_number(
    label: str, locale: str, text: str, span: tuple[int, int]
) -> None:
    block = replace(head("Demands", 2), label=label, spans=(Span(0, 7, State.FINAL),))
    (found,) = reading(document(block, locale=locale)).body
    assert (found.text, found.spans) == (text, (Span(*span, State.FINAL),))


def test_tally_counts_sentences_that_are_shown() -> None:
    furniture = Block("x", 1, Role.BOILERPLATE, spans=(Span(0, 1, State.DRAFT),))
    inner = Block("y", 2, Role.FOOTNOTE, label="1", spans=(Span(0, 1, State.SOURCE), Span(1, 1, State.DRAFT)))
    outer = Block("ab", 1, gaps=(Gap(1, 1, ("\n", inner)),), spans=(Span(0, 2, State.FINAL),))
    found = reading(document(outer, furniture, state(State.DRAFT, State.FINAL)))
    assert found.tally == Tally(final=2, draft=1, source=1)
    assert found.tally.total == 4


@pytest.mark.parametrize(
    ("line", "label", "name"),
    [
        (1, "1", "1"),
        (5, "1", "1"),
        (6, "1", "1.2"),
        (99, "1", "1.2"),
        (1, "*", ""),
        (1, "3", None),
        (1, "", None),
    ],
)
def test_a_mark_calls_the_next_note_with_its_label(line: int, label: str, name: str | None) -> None:
    labels = ((5, "1"), (6, "*"), (9, "1"), (9, ""))
    notes = [Block(f"Note {at}", at, Role.FOOTNOTE, label=text) for at, text in labels]
    found = reading(document(*notes))
    called = found.note(Code("note", "", target=label), Block("x", line))
    assert (called and called.name.strip("x")) == name
    assert len({note.name for note in found.notes}) == len(notes)


def test_the_document_tells_the_source_locale() -> None:
    assert reading(replace(document(), source_locale="pt-BR")).source_locale == "pt-BR"
    assert reading(document()).source_locale == "en"
