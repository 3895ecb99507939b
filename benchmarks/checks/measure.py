"""How often the checks say something of good translations, and how long they take.

    python benchmarks/checks/measure.py [CHECK ...] [FILE.tsv ...] [--show N]

Without files, of the repository's own drafts as if they were finished; a file has a source and a target a
line, divided by a tab, and ends in `.<locale>.tsv` or `-<locale>.tsv`, compressed (`.xz`) or not. Without
names, all checks but those of the glossary. `--show` prints some of what was found, chosen by chance.
"""

from __future__ import annotations

import lzma
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tmpipe import parts
from tmpipe.catalogs import po
from tmpipe.checks.base import Context
from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Entry

ROOT = Path(__file__).parents[2]
OTHERS = {"term-missing", "term-forbidden", "term-case", "merge-both", "same-source-different-target"}


def drafts() -> Iterator[tuple[str, list[Entry]]]:
    for locale in ("fr", "it", "sv", "fa"):
        entries = [
            replace(entry, fuzzy=False, origin=None)
            for path in sorted((ROOT / "locales" / locale / "LC_MESSAGES").glob("*.po"))
            for entry in po.read(path.read_bytes(), path.name, locale).entries
            if entry.msgstr and not entry.obsolete
        ]
        yield locale, entries


def bitexts(paths: list[str]) -> Iterator[tuple[str, list[Entry]]]:
    for path in paths:
        named = re.search(r"[.-]([a-z]{2})\.tsv(?:\.xz)?$", path)
        if named is None:
            raise SystemExit(f"{path}: the name must end in .<locale>.tsv")
        with lzma.open(path, "rt") if path.endswith(".xz") else Path(path).open(encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        yield named[1], [Entry(row[0], row[1]) for row in rows if len(row) > 1 and row[0] and row[1]]


def main(arguments: list[str]) -> None:
    show = int(arguments.pop(arguments.index("--show") + 1)) if "--show" in arguments else 0
    paths = [one for one in arguments if ".tsv" in one]
    chosen = [one for one in arguments if one in parts.CHECKS]
    checks = chosen or [one for one in parts.CHECKS if one not in OTHERS]
    glossary = ROOT / "glossary" / "terms.csv"
    termbase = Termbase(table.read(glossary.read_bytes(), str(glossary)))
    termbase.find("")
    found: dict[tuple[str, str], int] = defaultdict(int)
    spent: dict[str, float] = defaultdict(float)
    sizes: dict[str, int] = defaultdict(int)
    words = 0
    for locale, entries in bitexts(paths) if paths else drafts():
        sizes[locale] += len(entries)
        words += sum(len(entry.msgid.split()) for entry in entries)
        context = Context(locale, termbase=termbase)
        for name in checks:
            check = parts.part("checks", name)
            start = time.process_time()
            hits = [entry for entry in entries if list(check(entry, context))]
            spent[name] += time.process_time() - start
            found[name, locale] += len(hits)
            for entry in random.Random(1).sample(hits, min(show, len(hits))):
                print(f"{name} {locale}: {entry.msgid[:150]!r} -> {entry.msgstr[:150]!r}")
    count = sum(sizes.values())
    print(f"{count} entries of {words / count:.1f} words; alarms per 1,000, microseconds an entry")
    print(f"{'':30}" + "".join(f"{locale:>8}" for locale in sizes) + f"{'us':>8}")
    for name in checks:
        rates = "".join(f"{1000 * found[name, locale] / sizes[locale]:8.2f}" for locale in sizes)
        print(f"{name:30}{rates}{1e6 * spent[name] / count:8.2f}")
    print(f"{'all':30}{'':{8 * len(sizes)}}{1e6 * sum(spent.values()) / count:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
