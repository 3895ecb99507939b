"""What stands before paragraphs: as Word counts, and LibreOffice shows it."""

from __future__ import annotations

import pytest
from made import SPACES, blocks, package, run

from tmpipe.formats import docx
from tmpipe.formats.word.numbering import read


def levels(*told: str) -> str:
    """`FORM TEXT`, and what else a level says."""
    made = (one.split(maxsplit=2) for one in told)
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{"".join(more)}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, *more) in enumerate(made)
    )


DEFINITIONS = {
    "1": '<w:styleLink w:val="Own"/>'
    + levels("decimal %1.", "lowerLetter %2)", "upperRoman %1.%2.%3", "bullet -"),
    "2": '<w:numStyleLink w:val="Own"/>',
    "5": levels("upperRoman Art.%1", "decimalZero %1.%2 <w:isLgl/>"),
    "6": levels("decimal %1", 'decimal %2 <w:lvlRestart w:val="0"/>'),
    "7": levels("none %1"),
}
SEVENTH = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
SCHEMES = {"1": "1", "2": "1", "3": "1", "4": "2", "5": "5", "6": "6", "7": "7", "8": "none"}
PART = (
    f"<w:numbering {SPACES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{name}">{definition}</w:abstractNum>'
        for name, definition in DEFINITIONS.items()
    )
    + "".join(
        f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{SEVENTH if name == "3" else ""}</w:num>'
        for name, of in SCHEMES.items()
    )
    + "</w:numbering>"
)


def item(number: str, depth: int = 0, text: str = "a") -> str:
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{own}</w:pPr>{run(text) if text else ''}</w:p>"


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        ("10 10 10", "1. 2. 3."),
        ("10 11 11 10 11", "1. a) b) 2. a)"),
        ("10 11 12 12 13", "1. a) 1.a.I 1.a.II •"),
        ("10 12 11", "1. 1.a.I b)"),  # the level left out has begun
        ("10 20 10", "1. 2. 3."),  # of one definition
        ("10 40 10", "1. 2. 3."),  # by a style's name
        ("10 30 30 10", "1. 7. 8. 9."),
        ("50 51 51 50 51", "Art.I 1.01 1.02 Art.II 2.01"),
        ("60 61 60 61", "1 1 2 2"),
        ("70 10", " 1."),
        ("80 90 00", "  "),
    ],
)
def test_labels(items: str, labels: str) -> None:
    body = "".join(item(one[0], int(one[1])) for one in items.split())
    data = package(body, "numbering=numbering.xml", numbering=PART)
    document = docx.read(data, "x.docx", "en")
    assert [block.label for block in document.blocks()] == labels.split(" ")
    assert docx.write(document) == data


def test_an_empty_item_counts_and_what_a_text_box_says_again_does_not() -> None:
    twice = (
        f"<mc:AlternateContent><mc:Choice><w:txbxContent>{item('1')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{item('1')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    body = item("1") + item("1", text="") + f"<w:p><w:r>{twice}</w:r></w:p>" + item("1")
    data = package(body, "numbering=numbering.xml", numbering=PART)
    found = docx.read(data, "x.docx", "en").blocks()
    assert [block.label for block in found] == ["1.", "3.", "", "4."]


def test_without_a_part_there_are_no_numbers() -> None:
    assert [block.label for block in blocks(item("1"))] == [""]
    assert read(f"<w:numbering {SPACES}/>", "n.xml", "x.docx") == {}
