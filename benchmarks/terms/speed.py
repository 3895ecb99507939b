"""How fast terms are found and judged.

    python benchmarks/terms/speed.py [SENTENCES.txt]

Finding: 5,000 terms of one to three words, taken from the sentences, over these (one a line; without a file,
made up); beside the bare automaton, which finds letters and makes nothing of them.
Judging: `tmpipe check`'s runner on 20,000 entries made from the labelled cases, with the starter glossary.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import time
from pathlib import Path

import ahocorasick_rs

from tmpipe.checks import base
from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Catalog, Entry, Term, TermTarget

ROOT = Path(__file__).parents[2]
TERMS = ("term-missing", "term-forbidden", "term-case", "term-surplus")
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "zu"]


def made_up(chance: random.Random, count: int) -> list[str]:
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(100_000)]
    return [" ".join(chance.choices(words, k=chance.randint(5, 35))) for _ in range(count)]


def some_terms(chance: random.Random, sentences: list[str]) -> list[Term]:
    found: dict[str, None] = {}
    while len(found) < 5000:
        words = re.findall(r"[A-Za-z][\w-]+", chance.choice(sentences))
        size = chance.choice((1, 1, 2, 2, 3))
        at = chance.randrange(max(1, len(words) - size))
        if len(text := " ".join(words[at : at + size]).lower()) > 4:
            found[text] = None
    return [Term(str(at), (text,), {"fr": TermTarget(text)}) for at, text in enumerate(found)]


def finding(sentences: list[str]) -> None:
    terms = some_terms(random.Random(4), sentences)
    start = time.process_time()
    termbase = Termbase(terms)
    termbase.find("")
    ready = time.process_time() - start
    start = time.process_time()
    hits = sum(len(termbase.find(sentence)) for sentence in sentences)
    single = time.process_time() - start
    start = time.process_time()
    termbase.find_many(sentences)
    ours = time.process_time() - start
    bare = ahocorasick_rs.AhoCorasick([term.source[0] for term in terms])
    start = time.process_time()
    for sentence in sentences:
        bare.find_matches_as_indexes(sentence.lower())
    floor = time.process_time() - start
    rate, each = len(sentences) / ours, hits / len(sentences)
    print(f"find: {rate:,.0f} sentences/s, {each:.2f} mentions a sentence, ready in {ready:.3f} s")
    print(f"      one sentence at a time {len(sentences) / single:,.0f}")
    print(f"      the bare automaton is {ours / floor:.1f} times as fast")


def judging(locale: str) -> None:
    path = ROOT / "tests" / "gold" / "terms" / f"{locale}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    entries = tuple(
        Entry(f"{row['source']} Number {at} follows, in a longer sentence.", f"{row['target']} – {at}, x y z")
        for at, row in enumerate(rows * (20_000 // len(rows)))
    )
    glossary = ROOT / "glossary" / "terms.csv"
    termbase = Termbase(table.read(glossary.read_bytes(), str(glossary)))
    context = base.Context(locale, termbase=termbase)
    for name, levels in (("the checks of terms", base.Levels(select=TERMS)), ("all checks", base.ALL)):
        start = time.process_time()
        base.run(Catalog("x.po", locale, Entry(""), entries), context, levels)
        spent = time.process_time() - start
        print(f"judge {locale}: {len(entries) / spent:,.0f} entries/s, {name}")


def main(arguments: list[str]) -> None:
    if arguments:
        sentences = Path(arguments[0]).read_text(encoding="utf-8").splitlines()[:100_000]
    else:
        sentences = made_up(random.Random(1), 50_000)
    finding(sentences)
    for locale in ("fr", "it", "sv", "fa"):
        judging(locale)


if __name__ == "__main__":
    main(sys.argv[1:])
