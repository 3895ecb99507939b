"""Merges of catalogs beside git's own and msgcat's: what merges, what is lost, what is out of its place.

    python benchmarks/catalogs/merges.py [--pairs 40] [--entries 300] [--large 50000]

Every pair of sides is made here, always the same: a half translated catalog, and what two people make of
it. All that a side types is a text of its own, so that one that is lost can be counted.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from compare import cpu, edited, entries

from tmpipe.catalogs import po, theirs, update
from tmpipe.catalogs.merge import merge
from tmpipe.errors import TmpipeError
from tmpipe.model import Catalog, Entry

HEADER = po.new_header("de", "benchmark")


@dataclass(frozen=True)
class Pair:
    """Three editions of a file, and what the two sides have typed in theirs."""

    base: bytes
    ours: bytes
    theirs: bytes
    typed: frozenset[str]


@dataclass(frozen=True)
class Result:
    """What a merge gave."""

    conflict: bool
    data: bytes


Method = Callable[[Path, Path, Path], Result]


# --- the methods


def tmpipe(base: Path, ours: Path, theirs: Path) -> Result:
    sides = [po.read(path.read_bytes(), "x.po", "de") for path in (base, ours, theirs)]
    merged = merge(*sides)
    return Result(bool(merged.findings), po.write(merged.catalog))


def git(base: Path, ours: Path, theirs: Path) -> Result:
    done = started("git", "merge-file", "-p", "-q", str(ours), str(base), str(theirs))
    return Result(done.returncode != 0, done.stdout)


def msgcat(_base: Path, ours: Path, theirs: Path) -> Result:
    done = started("msgcat", str(ours), str(theirs))
    return Result(b"#-#-#-#-#" in done.stdout, done.stdout)


def msgcat_first(_base: Path, ours: Path, theirs: Path) -> Result:
    done = started("msgcat", "--use-first", str(ours), str(theirs))
    return Result(done.returncode != 0, done.stdout)


def started(*command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, check=False)


METHODS: Sequence[tuple[str, str, Method]] = (
    ("tmpipe merge", "", tmpipe),
    ("git, line by line", "git", git),
    ("msgcat, marks conflicts", "msgcat", msgcat),
    ("msgcat --use-first", "msgcat", msgcat_first),
)


# --- the sides


def half_translated(rnd: random.Random, number: int) -> Catalog:
    found = {entry.key: entry for entry in entries(rnd, number)}
    plain = (entry for entry in found.values() if entry.msgid_plural is None)
    return saved(replace(entry, msgstr="") if rnd.random() < 0.5 else entry for entry in plain)


def saved(found: Iterable[Entry], date: str = "1970-01-01 00:00+0000") -> Catalog:
    """As read from its file, saved on this date."""
    header = replace(HEADER, msgstr=HEADER.msgstr.replace("1970-01-01 00:00+0000", date))
    return po.read(po.write(Catalog("x.po", "de", header, tuple(found))), "x.po", "de")


def translated(catalog: Catalog, places: Iterable[int], who: str, date: str | None = None) -> Catalog:
    """With a text of its own in each of these places."""
    found = list(catalog.entries)
    for place in places:
        words = f"{who} hat Satz {place} übersetzt, " * (1 + place % 3)
        found[place] = replace(found[place], msgstr=f"{words}{who}{place}.")
    return saved(found, date) if date else saved(found)


def wrapped(data: bytes, folder: Path) -> bytes:
    """As a tool with other margins saves it."""
    place = folder / "wrapped.po"
    place.write_bytes(data)
    return started("msgcat", "--width=60", str(place)).stdout


def typed(*sides: Catalog) -> frozenset[str]:
    texts = (entry.msgstr for side in sides for entry in side.entries)
    return frozenset(text for text in texts if " hat Satz " in text)


def pair(kind: str, rnd: random.Random, number: int, folder: Path) -> Pair:
    base = half_translated(rnd, number)
    places = list(range(len(base.entries)))
    start = rnd.randrange(len(places) - 20)
    mine = places[start : start + 20 : 2] if kind == "neighbours" else sorted(rnd.sample(places, 10))
    free = sorted(set(places) - set(mine))
    yours = [place + 1 for place in mine] if kind == "neighbours" else sorted(rnd.sample(free, 10))
    if kind == "the same entries":
        yours = sorted({*yours[:7], *mine[:3]})
    dates = ("2026-05-01 10:00+0000", "2026-05-02 10:00+0000") if kind == "dates" else (None, None)
    ours, other = translated(base, mine, "anna", dates[0]), translated(base, yours, "bela", dates[1])
    if kind == "new edition":
        bare = (replace(e, msgstr="") for e in (edited(rnd, entry) for entry in base.entries))
        edition = {entry.key: entry for entry in bare}
        other = po.read(po.write(update.update(base, list(edition.values()))), "x.po", "de")
    if kind == "moved":
        other = moved(other, rnd, mine[0])
    data = po.write(other)
    return Pair(
        po.write(base),
        po.write(ours),
        wrapped(data, folder) if kind == "re-wrapped" else data,
        typed(ours, other),
    )


def moved(catalog: Catalog, rnd: random.Random, start: int) -> Catalog:
    """With the twenty entries from this one on in another place: two paragraphs that changed places."""
    found = list(catalog.entries)
    block, found[start : start + 20] = found[start : start + 20], []
    place = rnd.randrange(len(found))
    return saved([*found[:place], *block, *found[place:]])


KINDS = ("neighbours", "anywhere", "dates", "re-wrapped", "moved", "new edition", "the same entries")


# --- what came of it


@dataclass
class Count:
    """Over all pairs of a kind."""

    clean: int = 0
    lost: int = 0
    wrong: int = 0
    unreadable: int = 0

    def add(self, one: Pair, result: Result) -> None:
        self.clean += not result.conflict
        try:
            catalog = po.read(result.data, "x.po", "de")
        except TmpipeError:
            self.unreadable += 1
            return
        self.lost += len(one.typed - said(catalog))
        there = {(e.key, e.msgstr) for data in (one.ours, one.theirs) for e in read(data)}
        finished = (e for e in catalog.entries if e.finished)
        self.wrong += sum((entry.key, entry.msgstr) not in there for entry in finished)


def read(data: bytes) -> tuple[Entry, ...]:
    return po.read(data, "x.po", "de").entries


def said(catalog: Catalog) -> set[str]:
    """All texts: living, obsolete, in the comment of a merge, behind msgcat's marks."""
    texts = {entry.msgstr for entry in catalog.entries}
    texts |= {text for entry in catalog.entries for one in theirs.of(entry) for text in one.texts}
    return texts | {part for text in texts if "#-#-#" in text for part in text.split("\n")}


def compared(kind: str, pairs: int, number: int, folder: Path) -> None:
    print(f"\n{kind}: {pairs} pairs   merged clean   no PO any more   texts lost   under a wrong msgid")
    rnd = random.Random(f"{kind}")
    made = [pair(kind, rnd, number, folder) for _ in range(pairs)]
    for name, needs, method in METHODS:
        if needs and shutil.which(needs) is None:
            print(f"{name:24} not installed")
            continue
        count = Count()
        for one in made:
            count.add(one, method(*placed(one, folder)))
        print(f"{name:24} {count.clean:12} {count.unreadable:16} {count.lost:12} {count.wrong:12}")


def placed(one: Pair, folder: Path) -> tuple[Path, Path, Path]:
    paths = folder / "base.po", folder / "ours.po", folder / "theirs.po"
    for path, data in zip(paths, (one.base, one.ours, one.theirs), strict=True):
        path.write_bytes(data)
    return paths


def timed(number: int, folder: Path) -> None:
    for kind in ("anywhere", "new edition"):
        paths = placed(pair(kind, random.Random(7), number, folder), folder)
        size = paths[0].stat().st_size / 1e6
        print(f"\n{kind}: {number:,} entries, three files of {size:.1f} MB")
        ours = 0.0
        for name, needs, method in METHODS:
            if needs and shutil.which(needs) is None:
                continue
            seconds, _ = cpu(partial(merged, method, paths))
            ours = ours or seconds
            print(f"{name:24} {seconds:8.2f} s {seconds / ours:7.1f} ×")


def merged(method: Method, paths: tuple[Path, Path, Path]) -> bytes:
    return method(*paths).data


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--entries", type=int, default=300)
    parser.add_argument("--large", type=int, default=50_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for kind in KINDS:
            compared(kind, chosen.pairs, chosen.entries, Path(temporary))
        timed(chosen.large, Path(temporary))


if __name__ == "__main__":
    main()
