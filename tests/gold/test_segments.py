"""The hand-cut sentences: the format that the readers of these files rely on."""

import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / "segments").glob("*.txt"))


def paragraphs(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("# ")).strip("\n")
    return [paragraph.split("\n") for paragraph in text.split("\n\n")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_paragraphs_have_two_to_six_trimmed_sentences(path: Path) -> None:
    for paragraph in paragraphs(path):
        assert 2 <= len(paragraph) <= 6, paragraph
        assert all(line == line.strip() and line for line in paragraph), paragraph


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_is_closed(path: Path) -> None:
    mark = r"(\s?\[?[\d۰-۹¹²³]+\]?)?"
    closed = re.compile(rf"[.!?؟…;]( ?(\.\.\.|…))?[\s”»’)]*{mark}$")
    for paragraph in paragraphs(path):
        for sentence in paragraph:
            assert closed.search(sentence), sentence


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_given_twice(path: Path) -> None:
    texts = [" ".join(paragraph) for paragraph in paragraphs(path)]
    assert len(set(texts)) == len(texts)
