"""Extracts 100, 300 and 1,000 documents of the seeds' kind: documents a second, growth, memory.

usage: python benchmarks/pipeline/scale.py [FOLDER_OF_SEEDS] [COUNT ...]
Each document mixes paragraphs of the seeds (seeded at random), so that line widths, footnotes and page
ends are real. A run is a process of its own; CPU seconds, and the peak of its memory.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent.parent / "seeds"

SETTINGS = """\
[project]
name = "scale"
locales = ["fr", "it", "sv", "fa"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "seeds/*.txt"
"""

RUN = """
import json, resource, sys, time
from tmpipe import Project
from tmpipe.pipeline.extract import extract
started = time.process_time()
project = Project.open(sys.argv[1])
messages = sum(one.messages for one in extract(project))
seconds = time.process_time() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([len(project.seeds), messages, seconds, peak]))
"""


def mixed(seeds: Path, count: int) -> list[str]:
    """Documents of about a seed's length, each in the manner of one seed, of paragraphs of all such."""
    rng = random.Random(count)
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    paragraphs = [re.split(r"(?<=\n)(?=\n)", text) for text in texts]
    out = []
    for number in range(count):
        own = paragraphs[number % len(paragraphs)]
        other = rng.choice(paragraphs)
        chosen = own[: len(own) // 4] + rng.sample(other, len(other) // 4) + own[len(own) // 2 :]
        out.append("".join(chosen) + f"\nThis is document number {number + 1}.\n")
    return out


def project(folder: Path, seeds: Path, count: int) -> None:
    """A project of that many documents."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "glossary").mkdir()
    (folder / "glossary/terms.csv").write_bytes((HERE.parent.parent / "glossary/terms.csv").read_bytes())
    (folder / "tmpipe.toml").write_text(SETTINGS, encoding="utf-8")
    for number, text in enumerate(mixed(seeds, count)):
        (folder / f"seeds/{number:05}.txt").write_text(text, encoding="utf-8")


def measure(folder: Path) -> tuple[int, int, float, float]:
    """Documents, messages, CPU seconds and peak megabytes of one run."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder)], capture_output=True, text=True, check=True
    )
    documents, messages, seconds, peak = json.loads(done.stdout)
    return int(documents), int(messages), float(seconds), float(peak)


def main() -> None:
    """Prints a row for each size: the first run makes the catalogs, the second finds nothing to do."""
    seeds = Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    counts = [int(one) for one in sys.argv[2:]] or [100, 300, 1000]
    print(f"{'documents':>9} {'messages':>9} {'run':>6} {'CPU s':>7} {'documents/s':>12} {'peak MB':>8}")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "project"
            project(folder, seeds, count)
            for run in ("first", "second"):
                documents, messages, seconds, peak = measure(folder)
                rate = documents / seconds
                print(
                    f"{documents:>9} {messages:>9} {run:>6} {seconds:>7.2f} {rate:>12.1f} {peak:>8.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
