"""Clean text: one paragraph a line, marks that its first line explains, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmpipe.model import Block, Code, Document, Role, Span, State, escaped
from tmpipe.renditions import text


def rendered(*blocks: Block, locale: str = "en") -> list[str]:
    """The paragraphs after the status line and the title."""
    document = Document("a.txt", locale, (Block("T", 1, Role.HEADING, level=1), *blocks))
    return text.render(document).decode().removesuffix("\n").split("\n\n")[2:]


def said(words: str, state: State) -> Block:
    return Block(words, 1, spans=(Span(0, len(words), state),))


EM = Code("emphasis", "*", "*")
TAG = Code("strong", "<b>", "</b>")
LINK = Code("link", "[", "](https://example.org)", "https://example.org")
ANCHOR = Code("link", '<a href="https://example.org">', "</a>", "https://example.org")
NOWHERE = Code("link", "[", "](#)", "#")
NOTE = Code("note", " 3", target="3")


@pytest.mark.parametrize(
    ("states", "status", "shown"),
    [
        (
            (State.FINAL,),
            (
                "Complete translation. Translators have finished every sentence. "
                "Nobody has signed this translation off yet."
            ),
            "A.",
        ),
        ((State.DRAFT,), "This is a draft. Draft sentences: 1", "A."),
        ((State.SOURCE,), "This is a draft. Sentences not translated: 1 (marked [en])", "[en] A."),
        (
            (State.FINAL, State.DRAFT),
            "This is a draft. Finished sentences: 1 · Draft sentences: 1 (marked [?])",
            "A.\n\n[?] A.",
        ),
        (
            (State.DRAFT, State.SOURCE),
            "This is a draft. Draft sentences: 1 (marked [?]) · Sentences not translated: 1 (marked [en])",
            "[?] A.\n\n[en] A.",
        ),
    ],
)
def test_states(states: tuple[State, ...], status: str, shown: str) -> None:
    document = Document("a.txt", "en", tuple(said("A.", state) for state in states))
    assert text.render(document).decode() == f"{status}\n\na\n=\n\n{shown}\n"


@pytest.mark.parametrize(
    ("text_", "spans", "shown"),
    [
        ("<g1>A. B.</g1>", ((4, 6, State.DRAFT), (7, 9, State.DRAFT)), "[?] *A. [?] B.*"),
        ("<g1>A. B</g1>.", ((4, 6, State.FINAL), (7, 14, State.DRAFT)), "*A. [?] B*."),
        ("A. B. C.", ((0, 2, State.SOURCE), (3, 5, State.SOURCE), (6, 8, State.FINAL)), "[en] A. B. C."),
        (
            "A. B. C.",
            ((0, 2, State.SOURCE), (3, 5, State.DRAFT), (6, 8, State.SOURCE)),
            "[en] A. [?] B. [en] C.",
        ),
    ],
)
def test_signs_stand_before_sentences(
    text_: str, spans: tuple[tuple[int, int, State], ...], shown: str
) -> None:
    block = Block(text_, 1, codes=(EM,), spans=tuple(Span(*span) for span in spans))
    assert rendered(block, said("Z.", State.FINAL))[0] == shown


@pytest.mark.parametrize(
    ("locale", "names", "status"),
    [
        (
            "en",
            ("Anne", "Bo"),
            "Final translation. Translators have finished every sentence. Signed off by: Anne · Bo",
        ),
        (
            "en",
            ("مریم",),
            "Final translation. Translators have finished every sentence. Signed off by: \u2068مریم\u2069",
        ),
        (
            "fa",
            ("Anne",),
            "ترجمهٔ نهایی. مترجمان کار همهٔ جمله‌ها را به پایان رسانده‌اند. تأییدشده از سوی: \u2068Anne\u2069",
        ),
    ],
)
def test_who_signed_is_named(locale: str, names: tuple[str, ...], status: str) -> None:
    document = Document("a.txt", locale, (said("A.", State.FINAL),), signed_by=names)
    assert text.render(document).decode().startswith(f"{status}\n\n")


def test_the_original_says_so() -> None:
    document = Document("a.txt", "en", (Block("A.", 1),))
    assert text.render(document).decode().startswith("Original text. ")


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (Block("A <g1>b</g1>.", 1, codes=(EM,)), "A *b*."),
        (Block("A <g1>b</g1>.", 1, codes=(TAG,)), "A b."),
        (Block("A <g1>b</g1>.", 1, codes=(LINK,)), "A [b](https://example.org)."),
        (Block("A <g1>b</g1>.", 1, codes=(ANCHOR,)), "A b (https://example.org)."),
        (Block("A <g1>b</g1>.", 1, codes=(NOWHERE,)), "A b."),
        (Block("A.<x1/>", 1, codes=(NOTE,)), "A.[3]"),
        (Block("A<x1/>b\nc", 1, codes=(Code("break", "<br>"),)), "A\nb c"),
        (Block("A &lt;g1>", 1), "A <g1>"),
        (Block("Part", 1, Role.HEADING, level=2), "Part\n----"),
        (Block("a\n  b", 1, Role.CODE), "a\n  b"),
    ],
)
def test_blocks(block: Block, shown: str) -> None:
    assert rendered(block) == [shown]


def test_lines_over_the_title_are_plain() -> None:
    heads = (Block(words, 1, Role.HEADING, level=n) for words, n in (("PRESS", 2), ("Ti", 1), ("Su", 2)))
    document = Document("a.txt", "en", tuple(heads))
    assert text.render(document).decode().split("\n\n")[1:] == ["PRESS", "Ti\n==", "Su\n--\n"]


def test_lists_signatories_and_notes_stand_line_below_line() -> None:
    blocks = (
        Block("one", 1, Role.LIST_ITEM, label="-", level=1),
        Block("two", 1, Role.LIST_ITEM, label="a)", level=2),
        Block("HANDS OFF CAIN", 1, Role.SIGNATORIES),
        Block("Iran Libero", 1, Role.SIGNATORIES),
        Block("https://example.org", 1, Role.URL, label="1"),
        Block("See there.", 1, Role.FOOTNOTE),
    )
    assert rendered(*blocks) == [
        "• one\n  a) two",
        "Signatories\n-----------",
        "HANDS OFF CAIN\nIran Libero",
        "Notes\n-----",
        "[1] https://example.org\nSee there.",
    ]


def cell(words: str, row: int, column: int, *, head: bool = False) -> Block:
    return Block(words, 1, Role.TABLE_CELL, cell=(1, row, column), level=int(head))


def test_a_heading_of_its_own_is_enough_over_signatories() -> None:
    blocks = (Block("T", 1, Role.HEADING, level=1), Block("Signed", 2, Role.HEADING, level=2))
    assert rendered(*blocks, Block("A", 3, Role.SIGNATORIES)) == ["T\n-", "Signed\n------", "A"]


@pytest.mark.parametrize(
    ("locale", "cells", "expected"),
    [
        (
            "fr",
            [cell("a", 1, 1, head=True), cell("b", 1, 2, head=True), cell("c", 2, 2)],
            "a | b\n-----\n | c",
        ),
        ("fr", [cell("a", 1, 1), cell("b", 1, 1), cell("c", 2, 3), cell("d", 2, 2)], "a b |  |\n | d | c"),
        (
            "fa",
            [cell("Iran", 1, 1), cell("UN", 1, 2), cell("مردم", 2, 1)],
            "\u200fIran |\u200f UN\nمردم |\u200f",
        ),
    ],
)
def test_a_row_is_a_line(locale: str, cells: list[Block], expected: str) -> None:
    assert rendered(*cells, locale=locale) == [expected]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (Code("code", "`x < 1`", target="x < 1"), "A x < 1."),
        (Code("formula", "$a^2$", target="a²"), "A a²."),
        (Code("tab", "<w:tab/>"), "A \t."),
        (Code("image", "<img>"), "A ."),
        (
            Code(
                "image", "", inside=("![", Block("Two <g1>men</g1>", 1, place="alternative text of an image"))
            ),
            "A [image\u00a0: Two men].",
        ),
        (Code("image", "", inside=(Block("T", 1, place="title of a link"),)), "A ."),
        (Code("field", "<w:fldSimple/>", target="3"), "A 3."),
    ],
)
def test_what_single_codes_stand_for(code: Code, expected: str) -> None:
    assert rendered(Block("A <x1/>.", 1, codes=(code,)), locale="fr") == [expected]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("OHCHR گفت", "\u200fOHCHR گفت"),
        ("گفت OHCHR", "گفت OHCHR"),
        ("HANDS OFF CAIN", "HANDS OFF CAIN"),
        ("۱۲ نفر", "۱۲ نفر"),
    ],
)
def test_persian_lines_begin_at_the_right(words: str, shown: str) -> None:
    assert rendered(Block(words, 1), locale="fa") == [shown]


def test_no_sign_breaks_a_line_or_orders_a_terminal_about() -> None:
    block = Block("a\r\nb\u2028c\x85d\x1b[31me\ufffe\tf", 1)
    assert rendered(block, Block("g", 2)) == ["a b c d\ufffd[31me\ufffd\tf", "g"]


NO_CHARACTERS = dict.fromkeys([*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF], "\ufffd")


@example(["a\ufdd0"])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])), max_size=5))
def test_a_paragraph_is_a_line(texts: list[str]) -> None:
    shown = [words.strip().translate(NO_CHARACTERS) for words in texts if words.strip()]
    assert rendered(*(Block(escaped(words), 1) for words in texts)) == shown
