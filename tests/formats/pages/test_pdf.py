"""PDF: what stands on a page is told by its place and size; what cannot be read is one clear error."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tmpipe.errors import InputError
from tmpipe.formats import pdf
from tmpipe.model import Document, Role
from tmpipe.pipeline.segments import segments

Make = Callable[..., bytes]

_FIRST = (
    "We appeal to the Human Rights Council to end the impunity of those who ordered the massacre. "
    "The families have waited for thirty years, and they still do not know where those whom they love were"
)
_REST = "buried, or what was done to them in the night before. They have a right to the truth."
_QUOTED = (
    "The families of the victims have a right to know the truth about these events, without risking reprisal."
)


def read(data: bytes) -> Document:
    return pdf.read(data, "x.pdf", "en")


def told(data: bytes) -> list[tuple[int, str, str, str]]:
    """Page, role, label and text of each block."""
    return [(block.line, block.role.value, block.label, block.text) for block in read(data).blocks()]


def wrapped(text: str, width: int = 62) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


# --- a statement ---------------------------------------------------------------------------------


@pytest.fixture
def statement(make: Make, ink: Any, lines: Any) -> bytes:
    """Two pages with running heads and numbers; a sentence and a footnote at the border of the pages."""
    head = [ink("Joint statement", 50, 570, 8)]
    first = [
        *head,
        ink("Justice for the victims of 1988", 50, 530, 18, bold=True),
        ink("The massacre", 50, 500, 13, bold=True),
        *lines(["Thousands of prisoners were killed in secret"], 50, 480),
        ink("1", 242, 484, 6),
        ink(".", 246, 480),
        *lines(["We call for these steps:"], 50, 460),
        *lines(["• an inquiry by the United Nations, with access to all", "graves and archives;"], 60, 440),
        *lines(["• an end to the executions."], 60, 408),
        *lines(wrapped(_QUOTED, 52), 75, 385),
        *lines(wrapped(_FIRST), 50, 340),
        ink("1", 50, 64, 5),
        *lines(["See https://example.org/report for the names."], 54, 60, 8),
        ink("1", 205, 30, 8),
    ]
    first = [replace(one, left=67.0) if one.text.startswith("graves") else one for one in first]
    second = [*head, *lines(wrapped(_REST), 50, 530), ink("2", 205, 30, 8)]
    return make([first, second], "Microsoft Word - final2.docx")


def test_a_statement_is_read_as_a_person_reads_it(statement: bytes) -> None:
    document = read(statement)
    assert document.title == "Justice for the victims of 1988"
    assert told(statement) == [
        (1, "boilerplate", "", "Joint statement"),
        (1, "heading", "", "Justice for the victims of 1988"),
        (1, "heading", "", "The massacre"),
        (1, "paragraph", "", "Thousands of prisoners were killed in secret<x1/>."),
        (1, "paragraph", "", "We call for these steps:"),
        (1, "list_item", "•", "an inquiry by the United Nations, with access to all graves and archives;"),
        (1, "list_item", "•", "an end to the executions."),
        (1, "quote", "", _QUOTED),
        (1, "paragraph", "", f"{_FIRST} {_REST}"),
        (1, "footnote", "1", "See https://example.org/report for the names."),
        (1, "boilerplate", "", "1"),
        (2, "boilerplate", "", "Joint statement"),
        (2, "boilerplate", "", "2"),
    ]
    headings = [block.level for block in document.blocks() if block.role is Role.HEADING]
    assert headings == [1, 2]


def test_its_segments(statement: bytes) -> None:
    assert segments(read(statement))[-4:] == [
        "We appeal to the Human Rights Council to end the impunity of those who ordered the massacre.",
        f"{_FIRST.partition('massacre. ')[2]} {_REST.partition(' They')[0]}",
        "They have a right to the truth.",
        "See https://example.org/report for the names.",
    ]


def test_the_identity_leaves_the_text(statement: bytes) -> None:
    document = read(statement)
    assert document.localized("fr", lambda block: block).source() == document.source()


def test_a_segment_knows_its_page(statement: bytes) -> None:
    over = next(block for block in read(statement).blocks() if block.text.startswith("We appeal"))
    assert list(over.lines_at([0, len(over.text) - 1])) == [1, 2]


# --- what pages look like ------------------------------------------------------------------------


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks() if block.role is not Role.BOILERPLATE]


def _words(count: int, seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join("".join(chosen.choices("aeioulmnrst", k=chosen.randint(2, 9))) for _ in range(count))


@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_the_other(make: Make, ink: Any, lines: Any, count: int) -> None:
    """Whose lines stand at other heights, too, and under a line as wide as the page."""
    width = 330 / count
    whole = "A" + _words(80 * count, count) + "."
    rows = textwrap.wrap(whole, int(width / 5.4))
    height = -(-len(rows) // count)
    inks = [ink("A title that is as wide as the columns are together", 40, 560, 13, bold=True)]
    for column in range(count):
        part = rows[column * height : (column + 1) * height]
        inks += lines(part, 40 + column * (width + 12), 530 - 3 * column)
    assert texts(make([inks])) == ["A title that is as wide as the columns are together", whole]


def test_a_table_is_read_row_by_row(make: Make, ink: Any) -> None:
    rows = [
        ("Prison", "City", "Killed"),
        ("Evin", "Tehran", "1,200"),
        ("Adelabad", "Shiraz", "340"),
        ("Vakilabad", "Mashhad", "410"),
    ]
    inks = [
        ink(text, 50 + 100 * column, 500 - 18 * number)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    blocks = list(read(make([inks])).blocks())
    assert [(block.cell, block.text) for block in blocks] == [
        ((1, number, column), text)
        for number, row in enumerate(rows, 1)
        for column, text in enumerate(row, 1)
    ]
    assert {block.role for block in blocks} == {Role.TABLE_CELL}


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (["He speaks of the mas-", "sacre. A massacre of prisoners is a crime."], "the massacre. A massacre"),
        (["This is a fact-", "finding mission. It is a fact-finding mission."], "a fact-finding mission. It"),
        (
            ["See https://www.example.org/EN/", "Pages/Display.aspx?NewsID=25 there."],
            "org/EN/Pages/Display.aspx?NewsID=25 there",
        ),
    ],
)
def test_what_was_broken_at_a_line_end(make: Make, lines: Any, printed: list[str], text: str) -> None:
    (found,) = texts(make([lines(printed, 50, 500)]))
    assert text in found


def test_spaced_letters_are_a_word_and_what_is_printed_twice_is_read_once(make: Make, ink: Any) -> None:
    widths = {"V": 6.7, "E": 6.7, "R": 7.2, "D": 7.2, "I": 2.8, "C": 7.2, "T": 6.1}
    places = accumulate((widths[letter] + 5 for letter in "VERDICT"), initial=50)
    spaced = [ink(letter, place, 500) for letter, place in zip("VERDICT", places, strict=False)]
    twice = [ink("Bold by two prints", 50 + 0.3 * at, 460) for at in range(2)]
    assert texts(make([[*spaced, *twice]])) == ["VERDICT", "Bold by two prints"]


def test_turned_text_is_left_out_beside_upright_text(make: Make, ink: Any) -> None:
    assert texts(
        make([[ink("Upright words here", 50, 500), ink("In the margin", 20, 100, turned=True)]])
    ) == ["Upright words here"]


def test_a_page_that_is_turned_as_a_whole_is_read(make: Make, ink: Any) -> None:
    turned = [
        ink("The first line of it", 100, 50, turned=True),
        ink("and the second one.", 112, 50, turned=True),
    ]
    assert texts(make([turned])) == ["The first line of it and the second one."]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Blood-soaked secrets", "Blood-soaked secrets"),
        ("report_final.doc", "The heading"),
        ("", "The heading"),
    ],
)
def test_the_title(make: Make, ink: Any, told: str, title: str) -> None:
    page = [ink("The heading", 50, 500, 18), ink("Some text that stands below it.", 50, 470)]
    assert read(make([page], told)).title == title


_TYPST = """
#set page(columns: 2, header: [A statement], numbering: "1", width: 12cm, height: 9cm)
#set par(justify: true)
#set text(lang: "en", size: 9pt)
= Justice
The families of the victims have a right to know the truth#footnote[See the report of the organization.] about
these events and the fate of their loved ones without risking reprisal. They have the right to a remedy.

Nobody has been brought to justice.
"""


def test_what_typst_sets(tmp_path: Path) -> None:
    """Two narrow columns, justified and hyphenated, with a figure of the font's own for the note."""
    typst = pytest.importorskip("typst", reason="typst is not installed")
    source = tmp_path / "x.typ"
    source.write_text(_TYPST, encoding="utf-8")
    right = "about these events and the fate of their loved ones without risking reprisal."
    assert segments(read(typst.compile(str(source)))) == [
        "Justice",
        f"The families of the victims have a right to know the truth<x1/> {right}",
        "They have the right to a remedy.",
        "Nobody has been brought to justice.",
        "See the report of the organization.",
    ]


# --- bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"encrypted": True}, r"^x.pdf: the PDF is encrypted"),
        ({"unmapped": True}, r"^x.pdf:1: the fonts .*ocrmypdf --force-ocr"),
        ({"times": 6000}, r"^x.pdf: 6,000 pages"),
    ],
    ids=lambda value: "" if isinstance(value, str) else next(iter(value)),
)
def test_what_cannot_be_read(make: Make, ink: Any, how: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(make([[ink("Some words of text", 50, 500)]], **how))


@pytest.mark.parametrize(
    ("picture", "said"), [(True, "pages are pictures.*ocrmypdf"), (False, "no text.*ocrmypdf")]
)
def test_a_page_without_text(make: Make, picture: bool, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(make([[]], picture=picture))


def test_what_is_no_pdf() -> None:
    with pytest.raises(InputError, match="no PDF"):
        read(b"PK\x03\x04 a document of another kind")


def test_damage_is_told_or_survived(statement: bytes) -> None:
    """Nothing but an InputError comes out of a file that was cut or changed anywhere."""
    chance = random.Random(6)
    for _ in range(12):
        data = bytearray(
            statement[: chance.randrange(20, len(statement))] if chance.random() < 0.5 else statement
        )
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        assert outcome(bytes(data))


def outcome(data: bytes) -> list[str]:
    """The texts, or what is said of the file."""
    try:
        return [block.text for block in read(data).blocks()]
    except InputError as error:
        return [str(error)] if str(error).startswith("x.pdf:") else []


def test_a_pdf_is_not_written(statement: bytes) -> None:
    with pytest.raises(InputError, match="read only"):
        pdf.write(read(statement))
    assert not pdf.own
