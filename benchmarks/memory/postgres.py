"""Fuzzy look-ups on a PostgreSQL server: tmpipe's memory beside candidates by trigrams, in one run.

usage: python benchmarks/memory/postgres.py URL [CORPUS] [--sizes 10000 100000] [--queries 300]
    [--only gin gist] [--candidates 20 200]

URL is a database to try things in, best through a local socket; its schemas `tmpipe_speed` and `trigrams`
are dropped, before and after. Trigrams need the right to CREATE EXTENSION pg_trgm. All are asked for the best
five at cutoff 70; recall is against brute force. CPU time is the server process's and ours, together.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

import psycopg
from psycopg.sql import SQL
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract
from texts import Case, case, segments

from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit
from tmpipe.text.rate import Alphabet, rate, score

CUTOFF, LIMIT = 70, 5

Rates = list[float]
"""Of the best texts, in falling order."""
Ask = Callable[[str], Rates]
Connection = psycopg.Connection[tuple[object, ...]]


def best(rates: Iterable[float]) -> Rates:
    return sorted((one for one in rates if one >= CUTOFF), reverse=True)[:LIMIT]


def brute(texts: Sequence[str]) -> Ask:
    alphabet = Alphabet()
    spellings = [alphabet.learn(text.split()) for text in texts]

    def ask(query: str) -> Rates:
        own = alphabet.spell(query.split())
        near = extract(
            own,
            spellings,
            scorer=Levenshtein.normalized_distance,
            score_cutoff=1 - CUTOFF / 100 + 1e-9,
            limit=None,
        )
        return best(
            100.0
            if texts[at] == query
            else score(Levenshtein.distance(own, other), max(len(own), len(other)))
            for other, _, at in near
        )

    return ask


def server_time(pid: int) -> float:
    """Milliseconds of CPU that a process of this machine has had."""
    place = Path(f"/proc/{pid}/schedstat")
    return int(place.read_text().split()[0]) / 1e6 if place.exists() else 0


def measured(name: str, pid: int, ask: Ask, case: Case, truth: Sequence[Rates]) -> None:
    wall, spent, hits = [], [], 0
    for query, true in zip(case.queries, truth, strict=True):
        start, ours, theirs = perf_counter(), process_time(), server_time(pid)
        got = ask(query)
        spent.append(1000 * (process_time() - ours) + server_time(pid) - theirs)
        wall.append(1000 * (perf_counter() - start))
        hits += sum(a >= t - 1e-9 for a, t in zip(got, true, strict=False))
    cuts = [quantiles(one, n=20) for one in (spent, wall)]
    times = "".join(f"{one[9]:10.2f}{one[18]:10.2f}" for one in cuts)
    print(f"{name:26}{times} ms{hits / max(1, sum(map(len, truth))):9.4f}", flush=True)


def built(name: str, seconds: float, megabytes: float) -> None:
    print(f"{name:26}{seconds:10.1f} s to load{megabytes:10.1f} MB of index", flush=True)


def tmpipe_memory(url: str, case: Case, truth: Sequence[Rates]) -> None:
    mark = "&" if "?" in url else "?"
    with closing(open_memory(f"{url}{mark}options=-c%20tmpipe.schema%3Dtmpipe_speed")) as memory:
        start = perf_counter()
        memory.add(TranslationUnit(text, str(number), "fr") for number, text in enumerate(case.texts))
        built("tmpipe", perf_counter() - start, memory.stats().index / 1e6)
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("VACUUM ANALYZE tmpipe_speed.units")
            found = owner.execute(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'tmpipe' "
                "AND datname = current_database() ORDER BY backend_start DESC LIMIT 1"
            ).fetchone()
        pid = int(str(found[0])) if found else 0
        memory.look_up(["warm up"], "fr")
        measured(
            "tmpipe",
            pid,
            lambda query: [m.rate for m in memory.look_up([query], "fr", cutoff=CUTOFF, limit=LIMIT)[0]],
            case,
            truth,
        )


INDEX = {"gin": "gin (text gin_trgm_ops)", "gist": "gist (text gist_trgm_ops(siglen=64))"}
NEAR = {
    "gin": "SELECT text FROM texts WHERE text %% %(query)s ORDER BY text <-> %(query)s LIMIT %(most)s",
    "gist": "SELECT text FROM texts ORDER BY text <-> %(query)s LIMIT %(most)s",
}


def trigrams(url: str, kind: str, candidates: Sequence[int], case: Case, truth: Sequence[Rates]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA trigrams; SET search_path = trigrams, public")
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
        connection.execute("CREATE TABLE texts (text text)")
        start = perf_counter()
        with connection.cursor().copy("COPY texts FROM STDIN") as copy:
            for text in case.texts:
                copy.write_row((text,))
        connection.execute(SQL(f"CREATE INDEX ON texts USING {INDEX[kind]}"))
        size = connection.execute("SELECT pg_indexes_size('texts')").fetchone()
        built(f"pg_trgm, {kind}", perf_counter() - start, int(str(size[0])) / 1e6 if size else 0)
        connection.execute("VACUUM ANALYZE texts")
        connection.execute(
            "SET jit = off; SET max_parallel_workers_per_gather = 0;"
            "SET pg_trgm.similarity_threshold = 0.5; SET statement_timeout = '8s'"
        )
        for most in candidates:
            pid = connection.info.backend_pid
            measured(f"pg_trgm, {kind}, {most} best", pid, asked(connection, kind, most), case, truth)
    drop(url)


def asked(connection: Connection, kind: str, most: int) -> Ask:
    def ask(query: str) -> Rates:
        try:
            rows = connection.execute(NEAR[kind], {"query": query, "most": most}).fetchall()
        except psycopg.errors.QueryCanceled:  # counts as no answer
            return []
        return best(rate(query, str(text), cutoff=CUTOFF) for (text,) in rows)

    return ask


def drop(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute(
            "DROP SCHEMA IF EXISTS tmpipe_speed CASCADE; DROP SCHEMA IF EXISTS trigrams CASCADE"
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--only", nargs="*", choices=[*INDEX], default=[*INDEX])
    parser.add_argument("--candidates", nargs="+", type=int, default=[20, 200])
    options = parser.parse_args()
    whole = segments(options.corpus, max(options.sizes) * 11 // 10)
    drop(options.url)
    for size in options.sizes:
        one = case(whole[:size], whole[max(options.sizes) :], options.queries)
        ask = brute(one.texts)
        truth = [ask(query) for query in one.queries]
        print(f"\n{size} segments, {options.queries} queries, top {LIMIT} at {CUTOFF}")
        print(f"{'':26}{'CPU p50':>10}{'CPU p95':>10}{'wall p50':>10}{'wall p95':>10}{'':3}{'recall':>9}")
        tmpipe_memory(options.url, one, truth)
        drop(options.url)
        for kind in options.only:
            trigrams(options.url, kind, options.candidates, one, truth)
    return 0


if __name__ == "__main__":
    sys.exit(main())
