"""What the machine's step takes of time and memory in one catalog of many entries, beside one of two.

    python benchmarks/machine/large_catalog.py [--entries 100000] [--package FILE.argosmodel]

The sentences have the words that the package of `tests/engines/tiny.py` knows, each with a number of its own.
Every run is a process of its own; its memory is the most that was resident at a time.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """\
[project]
name = "large"
locales = ["fr"]
[[documents]]
path = "large.txt"
slug = "large"
[engines.argos]
beam_size = 1
"""


def sentences(count: int) -> Iterator[str]:
    """So many different ones."""
    rows = (ROOT / "tests/data/packages/lexicon.tsv").read_text("utf-8").splitlines()[1:]
    words = [word for word in (row.split("\t")[0] for row in rows) if word.isalpha() and word.islower()]
    chance = random.Random(1)
    for number in range(count):
        chosen = " ".join(chance.sample(words, chance.randint(4, 7)))
        yield f"{chosen.capitalize()} {number}."


def run(folder: Path, *words: str) -> tuple[float, float]:
    """The seconds and the megabytes of a command."""
    before = time.perf_counter()
    command = [sys.executable, "-m", "tmpipe", *words]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, process.returncode, usage = os.wait4(process.pid, 0)
    if process.returncode:
        sys.exit(f"{' '.join(words)} failed")
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def project(folder: Path, entries: int) -> Path:
    """A project of one document."""
    folder.mkdir()
    (folder / "tmpipe.toml").write_text(SETTINGS, "utf-8")
    (folder / "large.txt").write_text("\n\n".join(sentences(entries)) + "\n", "utf-8")
    run(folder, "extract")
    return folder


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--package", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        place = Path(temporary)
        package = options.package or place / "tiny.argosmodel"
        if not options.package:
            subprocess.run([sys.executable, str(ROOT / "tests/engines/tiny.py"), str(package)], check=True)
        os.environ["ARGOS_PACKAGES_DIR"] = str(place / "packages")
        run(place, "models", "install", str(package))
        small, large = project(place / "small", 2), project(place / "large", options.entries)
        _, least = run(small, "pretranslate")
        print(f"{'':34}{'s':>8}{'MB':>8}{'MB more than 2 entries take':>30}")
        print(f"{'2 entries':34}{'':8}{least:8.0f}")
        for what, words in {
            "without a machine": ["--engine", "none"],
            "first run": [],
            "second run": [],
        }.items():
            seconds, most = run(large, "pretranslate", *words)
            print(
                f"{options.entries:,} entries, {what:18}{seconds:8.1f}{most:8.0f}{most - least:30.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
