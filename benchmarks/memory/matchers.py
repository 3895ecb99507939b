"""tmpipe's memory and its peers, all asked for the same: the best five texts at cutoff 70 by the match rate.

usage: python benchmarks/memory/matchers.py build|ask NAME CORPUS FOLDER [QUERIES SECONDS]

`bench.py` runs this, each in a process of its own. CORPUS and QUERIES have one text a line, words divided by
one blank. What is printed is JSON: CPU seconds; CPU milliseconds and the answer (numbers of texts, best
first) a query, until SECONDS of CPU time are spent; MB in memory at the end.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from time import process_time

CUTOFF, LIMIT = 70, 5
ENOUGH = CUTOFF / 100 - 1e-6
CANDIDATES = 50
"""That an engine for documents may offer; they are then rated here."""

Ask = Callable[[str], Sequence[int]]
"""The numbers of the best texts for a text, best first, at most LIMIT."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """One that is compared."""

    name: str
    opened: Callable[[Path, Path], Ask]
    """From corpus and folder."""
    build: Callable[[Path, Path], None] | None = None
    """Writes what is needed into the folder; None: all is in memory, and made when it is opened."""
    most: int = 10**9
    """Texts with which it can be asked in reasonable time."""


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


# --- brute force: all texts, one code point a word, the cutoff handed down


def rapidfuzz_brute(corpus: Path, _folder: Path) -> Ask:
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    from tmpipe.text.rate import Alphabet

    alphabet = Alphabet()
    with corpus.open(encoding="utf-8") as file:
        spellings = [alphabet.learn(line.split()) for line in file]

    def ask(text: str) -> list[int]:
        query = alphabet.spell(text.split())
        found = extract(
            query, spellings, scorer=Levenshtein.normalized_similarity, score_cutoff=ENOUGH, limit=LIMIT
        )
        return [number for _, _, number in found]

    return ask


# --- engines for documents: candidates from them, rated here


def rated(text: str, texts: Sequence[str], numbers: Iterable[int]) -> list[int]:
    """The best of the candidates at or above the cutoff."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    known = list(numbers)
    found = extract(
        text.split(),
        [texts[number].split() for number in known],
        scorer=Levenshtein.normalized_similarity,
        processor=None,
        score_cutoff=ENOUGH,
        limit=LIMIT,
    )
    return [known[at] for _, _, at in found]


_WORD = re.compile(r"[^\W_]+")


def tantivy_schema() -> object:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="default", index_option="freq")
    builder.add_integer_field("number", stored=True, indexed=False, fast=True)
    return builder.build()


def tantivy_build(corpus: Path, folder: Path) -> None:
    import tantivy

    index = tantivy.Index(tantivy_schema(), path=str(folder))
    writer = index.writer(200_000_000, 1)
    with corpus.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            writer.add_document(tantivy.Document(text=line.rstrip("\n"), number=number))
    writer.commit()
    writer.wait_merging_threads()


def tantivy_bm25(corpus: Path, folder: Path) -> Ask:
    import tantivy

    texts, schema = lines(corpus), tantivy_schema()
    searcher = tantivy.Index(schema, path=str(folder)).searcher()

    def ask(text: str) -> list[int]:
        terms = dict.fromkeys(_WORD.findall(text.lower()))
        wanted = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", term, "freq")) for term in terms
        ]
        hits = searcher.search(tantivy.Query.boolean_query(wanted), CANDIDATES).hits if wanted else ()
        return rated(text, texts, (searcher.doc(address)["number"][0] for _, address in hits))

    return ask


def fts5_build(corpus: Path, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "fts5.sqlite")) as base, corpus.open(encoding="utf-8") as file:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'trigram', content = '')")
        base.executemany(
            "INSERT INTO texts (rowid, text) VALUES (?, ?)",
            ((number, line.rstrip("\n")) for number, line in enumerate(file)),
        )
        base.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        base.commit()


def fts5_trigram(corpus: Path, folder: Path) -> Ask:
    """The best by BM25 that share any of 24 to 47 trigrams, evenly taken from the text."""
    texts = lines(corpus)
    base = sqlite3.connect(folder / "fts5.sqlite")
    base.execute("PRAGMA cache_size = -200000")

    def ask(text: str) -> list[int]:
        low = text.lower()
        grams = list(dict.fromkeys(low[at : at + 3] for at in range(len(low) - 2)))
        chosen = grams[:: max(1, len(grams) // 24)]
        any_of = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in chosen)
        found = base.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (any_of, CANDIDATES)
        )
        return rated(text, texts, (number for (number,) in found)) if chosen else []

    return ask


# --- translate-toolkit's own matcher, by its own similarity of characters


def toolkit(corpus: Path, _folder: Path) -> Ask:
    from translate.search.match import matcher
    from translate.storage.pypo import pofile

    store = pofile()
    for number, text in enumerate(lines(corpus)):
        store.addsourceunit(text).target = str(number)
    found = matcher(store, max_candidates=LIMIT, min_similarity=CUTOFF, max_length=1000)

    def ask(text: str) -> list[int]:
        try:
            return [int(unit.target) for unit in found.matches(text)]
        except TypeError:  # 3.20 compares two units where two of them are equally like the text
            return []

    return ask


# --- tmpipe


def index_build(corpus: Path, folder: Path) -> None:
    from tmpipe.memory.index import Index

    with corpus.open(encoding="utf-8") as file:
        Index.build(folder / "index", ((number, line.rstrip("\n")) for number, line in enumerate(file)), b"")


def index_near(_corpus: Path, folder: Path) -> Ask:
    from tmpipe.memory.index import Index

    index = Index.open(folder / "index")
    if index is None:
        raise SystemExit("the index that was built cannot be opened")
    return lambda text: [*islice(chain.from_iterable(band.keys for band in index.near(text, CUTOFF)), LIMIT)]


def _url(folder: Path) -> str:
    return f"sqlite:{folder}/memory.sqlite"


def memory_build(corpus: Path, folder: Path) -> None:
    """A unit a text, whose target is its number; the look-up has the index made."""
    from tmpipe.memory import open_memory
    from tmpipe.model import TranslationUnit

    with closing(open_memory(_url(folder))) as memory, corpus.open(encoding="utf-8") as file:
        memory.add(TranslationUnit(line.rstrip("\n"), str(number), "fr") for number, line in enumerate(file))
        memory.look_up(["no such text is there"], "fr", cutoff=CUTOFF)


def memory_look_up(_corpus: Path, folder: Path) -> Ask:
    from tmpipe.memory import open_memory

    memory = open_memory(_url(folder))
    return lambda text: [
        int(match.unit.target) for match in memory.look_up([text], "fr", cutoff=CUTOFF, limit=LIMIT)[0]
    ]


INDEX, MEMORY = "tmpipe index", "tmpipe memory, look_up"
BRUTE = Matcher("rapidfuzz, brute force", rapidfuzz_brute)
MATCHERS = {
    one.name: one
    for one in (
        BRUTE,
        Matcher("tantivy, 50 by BM25", tantivy_bm25, tantivy_build),
        Matcher("SQLite FTS5 trigram, 50", fts5_trigram, fts5_build),
        Matcher("translate-toolkit", toolkit, most=10_000),
        Matcher(INDEX, index_near, index_build),
        Matcher(MEMORY, memory_look_up, memory_build),
    )
}


def resident() -> int:
    """MB of this process that are in memory; of what it has mapped, those that were touched."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def asked(ask: Ask, queries: Sequence[str], seconds: float) -> dict[str, object]:
    """CPU milliseconds and answers, until the time is up; the first query is asked once before."""
    ask(queries[0])
    spent: list[float] = []
    answers: list[list[int]] = []
    left = 1000 * seconds
    for text in queries:
        began = process_time()
        answer = ask(text)
        spent.append(1000 * (process_time() - began))
        answers.append(list(answer)[:LIMIT])
        left -= spent[-1]
        if left < 0:
            break
    return {"spent": spent, "answers": answers, "resident": resident()}


def main() -> int:
    action, name, corpus, folder, *rest = sys.argv[1:]
    matcher, began = MATCHERS[name], process_time()
    if action == "build":
        if matcher.build:
            matcher.build(Path(corpus), Path(folder))
        print(json.dumps({"seconds": process_time() - began if matcher.build else 0}))
        return 0
    ask = matcher.opened(Path(corpus), Path(folder))
    seconds = process_time() - began
    print(json.dumps({"seconds": seconds, **asked(ask, lines(Path(rest[0])), float(rest[1]))}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
