"""Plain text: the law of the file, what bad input is told, and small documents of each trap."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.formats import plain
from tmpipe.model import CODE, Block, Document, Role

TESTS = Path(__file__).parent.parent
CASES = sorted((TESTS / "golden" / "plain").iterdir())
SEEDS = sorted((TESTS.parent / "seeds").glob("*.txt"))
SOURCES = [*SEEDS, *(case / "source.txt" for case in CASES)]


def read(text: str) -> Document:
    return plain.read(text.encode("utf-8"), "x.txt", "en")


def texts(text: str) -> list[tuple[Role, str]]:
    return [(block.role, block.text) for block in read(text).blocks() if block.role is not Role.CODE]


# --- golden files --------------------------------------------------------------------------------


def shown(block: Block) -> dict[str, object]:
    """What a golden file keeps of a block: all that is not empty."""
    every: dict[str, object] = {
        "line": block.line,
        "role": block.role.value,
        "level": block.level,
        "label": block.label,
        "text": block.text,
        "codes": [[code.kind, code.open, code.close, code.target] for code in block.codes],
        "suspects": [[suspect.line, suspect.text, suspect.reason] for suspect in block.suspects],
        "inside": [inner.line for inner in block.inner()],
    }
    return {name: value for name, value in every.items() if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, update_golden: bool) -> None:
    document = plain.read((case / "source.txt").read_bytes(), "source.txt", "en")
    found = {"title": document.title, "blocks": [shown(block) for block in document.blocks()]}
    golden = case / "blocks.json"
    if update_golden:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


# --- laws ----------------------------------------------------------------------------------------

BITS = re.split(
    r"\|",
    " |\n|\n\n|\r\n|\r|\f|\t|\xa0|\u202f|\u2028|\x85|\u200c|\u00ad|\ufeff|- |* |*|**|[|](#)|](http://x.y)|"
    '1|2 |12| 3|[4]|²|<g1>|</g1>|<x1/>|<|&lt;|&amp;lt;g1>|“|”|‘|’|«|»|"|®|?|…|...|```|# |> |(a) |1. |•  |'
    "https://a.b/c-|www.x.org|-|—|___|Iran |the |Death Commissions|and their |و |文|"
    " 4 https://x.y/z|\n 5 See p. 3.",
)
BITS += [
    "|",
    " | ",
    "|---|",
    "    ",
    "[^1]: ",
    "¹",
    "(1) ",
    "43/24;4 ",
    "com-\nmitted ",
    "Notes\n",
    "A. ",
    "JAFARI: ",
    "10:32 ",
]
chaos = st.lists(st.sampled_from(BITS), max_size=60).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A few paragraphs of the sources, in any order, with stretches cut out and bits put in."""
    paragraphs = [p for path in SOURCES for p in path.read_text(encoding="utf-8").split("\n\n")]
    text = "\n\n".join(draw(st.lists(st.sampled_from(paragraphs), min_size=1, max_size=12)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(BITS)) + text[at + draw(st.integers(0, 9)) :]
    return text


def assert_laws(text: str) -> None:
    data = text.encode("utf-8")
    try:
        document = plain.read(data, "x.txt", "en")
    except InputError:
        assert not text.strip("\ufeff").strip() or "\0" in text
        return
    assert plain.write(document) == data
    for block in document.blocks():
        codes = sum(2 if code.close is not None else 1 for code in block.codes)
        assert sum(1 for _ in CODE.finditer(block.text)) == codes
        assert block.text == block.text.strip() != ""
        assert block.role is Role.CODE or not re.search(r"[\n\r\t\f]|  ", block.text)


@given(st.text())
def test_any_text_is_written_as_it_was_read(text: str) -> None:
    assert_laws(text)


@given(chaos)
def test_any_markup_is_written_as_it_was_read(text: str) -> None:
    assert_laws(text)


@given(mutated())
def test_mutated_documents_are_written_as_they_were_read(text: str) -> None:
    assert_laws(text)


@given(mutated())
def test_letters_are_never_changed_and_only_white_space_stands_in_gaps(text: str) -> None:
    for block in read("The beginning.\n\n" + text).blocks():
        for gap in block.gaps:
            if "lt;" in block.text and gap.end - gap.start == len(block.text):
                continue  # its joined lines would read as a code: it is kept in one gap
            for part in gap.parts:
                assert isinstance(part, Block) or not re.search(r"[^\W\d_]", part), part


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name + "/" + path.stem[:3])
def test_line_ends_and_a_bom_change_no_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert texts(source.replace("\n", "\r\n")) == texts(source)
    with_bom = b"\xef\xbb\xbf" + path.read_bytes()
    document = plain.read(with_bom, "x.txt", "en")
    assert plain.write(document) == with_bom
    assert [(b.role, b.text) for b in document.blocks() if b.role is not Role.CODE] == texts(source)


def test_a_long_text_is_read_in_one_pass() -> None:
    """Hundreds of the same paragraph, marks and quotations in it: what took squared time would not end."""
    one = "The “wells® were dry, he said.1 He called on? the *minister* again and again. "
    text = "1 https://x.example/y\n\n" + one * 20_000 + "\n\n" + "a" * 200_000
    assert_laws(text)


# --- bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "empty"),
        (b" \n\t\r\n\xc2\xa0", 1, "empty"),
        (b"\xef\xbb\xbf", 1, "empty"),
        ("Où est l'été ?\nÀ Genève.".encode("latin-1"), 1, "iconv -f ISO-8859-1 -t utf-8 x.txt"),
        ("Fine.\nHe said “no”.".encode("cp1252"), 2, "iconv -f WINDOWS-1252 -t utf-8 x.txt"),
        ("“À Genève”, hé\n".encode() + b"l\xe9ger", 2, "iconv -c -f utf-8"),
        ("Hello".encode("utf-16"), 1, "iconv -f UTF-16 -t utf-8 x.txt"),
        ("Hello".encode("utf-32"), 1, "iconv -f UTF-32 -t utf-8 x.txt"),
        ("Hello\nworld".encode("utf-16-le"), 1, "iconv -f UTF-16LE -t utf-8 x.txt"),
        ("Hello\nworld".encode("utf-16-be"), 1, "iconv -f UTF-16BE -t utf-8 x.txt"),
        (b"one\ntwo\0three", 2, "NUL"),
        (b"one\n" + b"a" * (plain.LONGEST_LINE + 1), 2, "10,000,001 characters"),
    ],
)
def test_bad_input_is_told_where_and_what_to_do(data: bytes, line: int, words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)) as caught:
        plain.read(data, "x.txt", "en")
    assert (caught.value.path, caught.value.line) == ("x.txt", line)
    assert "\n" not in str(caught.value)
