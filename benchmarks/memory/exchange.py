"""Reading and writing TMX beside translate-toolkit and lxml alone: units a second of CPU time, and memory.

    python benchmarks/memory/exchange.py [UNITS] [--own]

The units are made up; each reader runs in a process of its own, three times, and the best counts. `--own`
leaves the peers out: translate-toolkit holds the whole file.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tmpipe.model import TranslationUnit

_SOURCE = "The delegation of {} human rights groups met on Tuesday in Geneva & Paris."
_TARGET = "La délégation de {} groupes de défense des droits s’est réunie mardi à Genève."


def units(count: int) -> Iterator[TranslationUnit]:
    """As a project has them: neighbours, a document, a date, an author, a file; one in ten with markup."""
    for number in range(count):
        code = number % 10 == 0
        yield TranslationUnit(
            _SOURCE.format(f"<g1>{number}</g1>" if code else number),
            _TARGET.format(f"<g1>{number}</g1>" if code else number),
            "fr",
            document=f"statement-{number // 100}",
            previous=_SOURCE.format(number - 1),
            following=_SOURCE.format(number + 1),
            date="2026-11-21T10:15:30Z",
            author="anna",
            file="trial/tm/statements.tmx",
        )


def _tmpipe(place: Path) -> int:
    from tmpipe.memory.bilingual.reading import Reading
    from tmpipe.pipeline.exchange import read

    return sum(1 for _ in read(place, Reading(str(place))))


def _tmpipe_foreign(place: Path) -> int:
    """The same file as if another tool had written it: each unit by way of the XML parser."""
    from tmpipe.memory.bilingual import cuts
    from tmpipe.memory.bilingual.reading import Reading
    from tmpipe.pipeline.exchange import read

    cuts.PLAIN = re.compile("(?!)")
    return sum(1 for _ in read(place, Reading(str(place))))


def _tmpipe_export(place: Path) -> int:
    from tmpipe.memory import tmx

    count = int(place.name.split("-")[0])
    for _ in tmx.write(units(count)):
        pass
    return count


def _into_a_memory(place: Path) -> int:
    from tmpipe.memory import open_memory
    from tmpipe.memory.bilingual.reading import Reading
    from tmpipe.pipeline.exchange import read

    with tempfile.TemporaryDirectory() as folder:
        return open_memory(f"sqlite:{folder}/tm.sqlite").add(read(place, Reading(str(place))))


def _lxml(place: Path) -> int:
    """The least that any reader on lxml does: elements, texts and properties of each unit, then cleared."""
    from lxml import etree

    count = 0
    for _, element in etree.iterparse(str(place), tag="tu", load_dtd=False, no_network=True):
        texts = ["".join(variant.find("seg").itertext()) for variant in element.iter("tuv")]
        told = {prop.get("type"): prop.text for prop in element.iter("prop")}
        count += bool(texts and told)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


def _translate_toolkit(place: Path) -> int:
    from translate.storage.tmx import tmxfile

    with place.open("rb") as file:
        store: Any = tmxfile.parsestring(file.read())  # type: ignore[no-untyped-call]
    return sum(bool(unit.source and unit.target) for unit in store.units)


_RUNS: dict[str, Callable[[Path], int]] = {
    "tmpipe, read": _tmpipe,
    "tmpipe, read through the XML parser": _tmpipe_foreign,
    "tmpipe, write": _tmpipe_export,
    "tmpipe, import into a memory": _into_a_memory,
    "lxml iterparse, read": _lxml,
    "translate-toolkit, read": _translate_toolkit,
}


def _run(name: str, place: Path) -> None:
    """One run, in this process: units, seconds of CPU, megabytes at most. What is imported is not counted."""
    from tmpipe.memory import tmx

    small = place.with_name("1-units.tmx")
    small.write_bytes(b"".join(tmx.write(units(1))))
    _RUNS[name](small)
    start = time.process_time()
    count = _RUNS[name](place)
    spent = time.process_time() - start
    print(count, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _measured(name: str, place: Path) -> tuple[float, float]:
    """Units a second of CPU time, and megabytes at most, in a process of its own."""
    command = [sys.executable, __file__, "--run", name, str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, spent, peak = map(float, done.stdout.split())
    return count / spent, peak


def main() -> None:
    """Makes the file, runs each reader, prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("units", nargs="?", type=int, default=100_000)
    parser.add_argument("--own", action="store_true", help="without the peers")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.run:
        _run(chosen.run[0], Path(chosen.run[1]))
        return
    from tmpipe.memory import tmx

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, f"{chosen.units}-units.tmx")
        with place.open("wb") as file:
            file.writelines(tmx.write(units(chosen.units)))
        print(f"{chosen.units:,} units, {place.stat().st_size / 1e6:.0f} MB\n")
        print("| | units/s of CPU | ratio | peak RSS, MB |\n| --- | ---: | ---: | ---: |")
        ours = 0.0
        for name in _RUNS:
            if chosen.own and not name.startswith("tmpipe"):
                continue
            runs = [_measured(name, place) for _ in range(3)]
            rate, peak = max(rate for rate, _ in runs), max(peak for _, peak in runs)
            ours = ours or rate
            print(f"| {name} | {rate:,.0f} | {rate / ours:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
