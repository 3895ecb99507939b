"""The hand-cut gold of the seeds: every line stands in its seed, in order."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLD = sorted((HERE / "seeds").glob("*.txt"))
SEEDS = HERE.parents[1] / "seeds"
WORD = re.compile(r"[^\W\d_]+|\d+")


def words(text: str) -> list[str]:
    """Words and numbers; a glued `groupA` or `humanityBetween` gives two on both sides."""
    without_urls = re.sub(r"\S*://\S*|\S*/\S{30,}", " ", text)
    mended = re.sub(r"-\s+", "-", without_urls)
    return WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", mended))


def is_mark(seed_word: str, gold_word: str) -> bool:
    """Does a footnote digit cling to the seed's number (`20172` for `2017`)?"""
    return gold_word.isdigit() and len(gold_word) == 4 and seed_word[:-1] == gold_word


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_every_word_of_the_gold_stands_in_the_seed_in_order(gold: Path) -> None:
    seed = iter(words((SEEDS / gold.name).read_text(encoding="utf-8")))
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1):
        for word in words(line):
            assert any(found == word or is_mark(found, word) for found in seed), (number, word)


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_lines_are_collapsed_and_free_of_markup(gold: Path) -> None:
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1):
        assert line, number
        assert line == " ".join(line.split()), number
        assert not re.search(r"https?:|\*|\]\(|®|•|\N{NO-BREAK SPACE}", line), number


def test_doubtful_lines_are_lines_of_the_gold() -> None:
    for row in (HERE / "seeds" / "doubtful.tsv").read_text(encoding="utf-8").splitlines():
        stem, number, text = row.split("\t")
        gold = (HERE / "seeds" / f"{stem}.txt").read_text(encoding="utf-8").splitlines()
        assert gold[int(number) - 1] == text, row
