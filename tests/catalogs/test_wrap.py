"""Lines are cut where msgcat cuts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs import wrap

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

SENTENCES = [
    re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), line)
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").split("\n")
]
"""In many languages, with what they have of quotes, dashes, blanks and links; `\\n` is a line end."""

PIECES = st.sampled_from(
    [
        *"aé1-/.,:;!?()[]«»“”’'\"\\%$€°…–—|<>&\n\u00a0\u202f\u200c\u2011\u00ad中م،؟   ",
        *("word", "l’homme", "index.html", "<g1>", "</g1>", "۱۲", "می‌شود", "1988-89", "https://a.org/b?c=d"),
    ]
)
WORDS = st.lists(st.integers(1, 10), min_size=40, max_size=60).map(lambda n: " ".join("x" * i for i in n))


def _msgcat(texts: list[str], width: int, tool: Callable[..., tuple[bytes, str]]) -> list[str]:
    entries = (f'msgctxt "{i}"\nmsgid {_literal(text)}\nmsgstr ""\n\n' for i, text in enumerate(texts))
    out, said = tool("msgcat", f"--width={width}", "-", data=(HEADER + "".join(entries)).encode())
    assert not said
    return re.findall(r'^msgctxt .*\nmsgid (.*(?:\n".*)*)$', out.decode(), re.MULTILINE)


def _literal(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n").replace("\t", r"\t")
    return f'"{escaped}"'


@pytest.mark.parametrize("width", [79, 77, 60, 33])
def test_sentences_are_cut_as_msgcat_cuts_them(width: int, tool: Callable[..., tuple[bytes, str]]) -> None:
    expected = _msgcat(SENTENCES, width, tool)
    assert ["\n".join(wrap.quoted("msgid", text, width))[6:] for text in SENTENCES] == expected


@given(texts=st.lists(st.lists(PIECES, min_size=1, max_size=60).map("".join), min_size=30, max_size=30))
def test_any_mixture_is_cut_as_msgcat_cuts_it(
    texts: list[str], tool: Callable[..., tuple[bytes, str]]
) -> None:
    expected = _msgcat(texts, 79, tool)
    assert ["\n".join(wrap.quoted("msgid", text, 79))[6:] for text in texts] == expected


@given(st.text(), st.sampled_from([0, 20, 79]))
def test_cutting_loses_nothing(text: str, width: int) -> None:
    lines = wrap.quoted("msgid", text, width)
    joined = "".join(line.removeprefix("msgid ")[1:-1] for line in lines)
    assert joined == "".join(wrap.quoted("msgid", text.replace("\n", ""), 0))[7:-1] or "\n" in text
    assert joined.count(r"\n") >= text.count("\n")


@given(st.lists(WORDS, min_size=5, max_size=9), st.sampled_from([79, 77, 100]))
def test_the_width_of_a_file_is_seen(texts: list[str], width: int) -> None:
    lines = [line for text in texts for line in wrap.quoted("msgid", text, width)]
    seen = wrap.width_of("\n".join(lines) + "\n")
    assert [line for text in texts for line in wrap.quoted("msgid", text, seen)] == lines


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 79),
        ('msgid "short"\nmsgstr ""\n', 79),
        ('msgid "' + "long " * 30 + '"\nmsgstr ""\n', 0),
        ('msgid ""\n"one line\\n"\n"another\\n"\nmsgstr ""\n', 79),
        ('msgid ""\n"' + "word " * 14 + '"\n"' + "lengthy " * 3 + '"\nmsgstr ""\n', 79),
        ('msgid ""\n"' + "word " * 15 + '"\n"' + "more " * 3 + '"\nmsgstr ""\n', 79),
        ('msgid ""\n"' + "word " * 13 + '"\n"' + "more " * 3 + '"\nmsgstr ""\n', 67),
        ('msgid ""\n"' + "word " * 18 + '"\nmsgstr "' + "mot " * 23 + '"\n', 101),
    ],
)
def test_the_width_of_small_files(text: str, width: int) -> None:
    assert wrap.width_of(text) == width


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("été", 3), ("e\u0301", 1), ("می‌شود", 5), ("中文", 4)]
)
def test_columns(text: str, columns: int) -> None:
    assert wrap.columns(text) == columns


def test_references_are_wrapped_between_words() -> None:
    assert wrap.words("#:", ["a" * 40, "b" * 36, "c"], 79) == ["#: " + "a" * 40, "#: " + "b" * 36 + " c"]
    assert wrap.words("#:", ["a" * 40, "b" * 36, "c"], 0) == ["#: " + "a" * 40 + " " + "b" * 36 + " c"]
    assert wrap.words("#:", [], 79) == []


@pytest.mark.parametrize(
    "text", ["word " * 200_000, "\\" * 200_000, " " * 400_000 + "a", "a \u0301" * 100_000]
)
def test_a_long_text_is_cut_in_linear_time(text: str) -> None:
    """With the square of its length, each of these would take minutes."""
    lines = wrap.quoted("msgid", text, 79)
    assert "".join(line[1:-1] for line in lines[1:]).replace("\\\\", "\\") == text


@pytest.mark.parametrize("line", ["a" * 1_000_000, "a " * 500_000, 'a" ' * 300_000, '"' * 1_000_000])
def test_a_line_that_is_not_closed_is_no_line_of_words(line: str) -> None:
    """With the square of its length, each of these would take minutes."""
    assert wrap.width_of(f'msgstr ""\n"abc"\n"{line}x') == 0


@pytest.mark.parametrize("width", range(1, 12))
@pytest.mark.parametrize("text", ["a few words", "مرگ مرگ", "a\u00e9 \n\t b" * 3])
def test_a_file_may_be_narrower_than_any_word(text: str, width: int) -> None:
    assert _joined(wrap.quoted("msgid", text, width)) == _joined(wrap.quoted("msgid", text, 0))


def _joined(lines: Sequence[str]) -> str:
    return "".join(line.removeprefix("msgid ")[1:-1] for line in lines)
