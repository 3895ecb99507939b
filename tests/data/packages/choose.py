"""Chooses what a small model can learn from sentences of Tatoeba, and keeps some of it for the test.

    python tests/data/packages/choose.py tatoeba.en-fr.tsv fr

reads lines of two columns, English and the other language (the test set of the pair in Helsinki-NLP's
OPUS-MT-testsets), and writes `text/en-fr.train.tsv.xz` and `text/en-fr.test.tsv` beside this file. No source
and no target of the test stands in the training text.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import unicodedata
from pathlib import Path

TEXT = Path(__file__).with_name("text")
WORDS = 14
"""Of a sentence, at most: a small model makes nothing of longer ones."""
HELD_OUT = 300

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "..."})
FIT = re.compile(r"[\w ,.;:!?'%$()-]+")

Pair = tuple[str, str]


def plain(text: str) -> str:
    """The text with one kind of each quotation mark, and blanks for all kinds of blanks."""
    marked = unicodedata.normalize("NFC", text).translate(PLAIN)
    return " ".join(re.sub(r'" (\S[^"]*\S) "', r'"\1"', " ".join(marked.split())).split())


def fits(pair: Pair) -> bool:
    """Whether both sides are short, in Latin letters and begin as a sentence does."""
    return all(
        len(text.split()) <= WORDS
        and FIT.fullmatch(text) is not None
        and max(text) < "ſ"
        and text[0] == text[0].upper()
        for text in pair
    )


def parts(pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """What to learn, and what to be tested with."""
    sources = sorted({source for source, _ in pairs if len(source.split()) > 2})
    held = set(random.Random(1988).sample(sources, HELD_OUT))
    test = {source: target for source, target in reversed(pairs) if source in held}
    targets = set(test.values())
    train = [pair for pair in pairs if pair[0] not in held and pair[1] not in targets]
    return train, sorted(test.items())


def lines(pairs: list[Pair]) -> bytes:
    """A line a pair, a tab between."""
    return "".join(f"{source}\t{target}\n" for source, target in pairs).encode()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("locale")
    options = parser.parse_args()
    rows = (line.split("\t")[:2] for line in options.file.read_text("utf-8").splitlines())
    pairs = list(dict.fromkeys((plain(source), plain(target)) for source, target in rows))
    train, test = parts([pair for pair in pairs if all(pair) and fits(pair)])
    TEXT.mkdir(exist_ok=True)
    name = f"en-{options.locale}"
    (TEXT / f"{name}.train.tsv.xz").write_bytes(lzma.compress(lines(train), preset=9 | lzma.PRESET_EXTREME))
    (TEXT / f"{name}.test.tsv").write_bytes(lines(test))
    print(f"{name}: {len(train)} pairs to learn, {len(test)} for the test")


if __name__ == "__main__":
    main()
