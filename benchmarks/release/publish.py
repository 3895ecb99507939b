"""Publishes 100, 300 and 1,000 documents in five languages: seconds, memory, and how both grow.

usage: python benchmarks/release/publish.py [COUNT ...]
Each document mixes paragraphs of the seeds; its catalogs are finished, with the seeds' own translations where
there are any. Measured are the first release, a second run that finds nothing to do, and one after a sentence
of one translation was changed. A run is a process of its own; CPU and wall seconds, peak of its memory.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tmpipe.catalogs import po
from tmpipe.pipeline.extract import extract
from tmpipe.project import Project

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LOCALES = ("fr", "it", "sv", "fa")
SETTINGS = """\
[project]
name = "scale"
locales = ["fr", "it", "sv", "fa"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "seeds/*.txt"
[publish]
url = "https://example.org/statements/"
formats = FORMATS
"""
RUN = """
import json, resource, sys, time
from tmpipe import Project
from tmpipe.release.publish import publish
cpu, wall = time.process_time(), time.perf_counter()
done = publish(Project.open(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
spent = time.process_time() - cpu, time.perf_counter() - wall
print(json.dumps([*spent, peak, len(done.release.texts), len(done.written)]))
"""


def mixed(count: int) -> list[str]:
    """Documents of about a seed's length, of paragraphs of all of them."""
    rng = random.Random(count)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    paragraphs = [re.split(r"(?<=\n)(?=\n)", text) for text in texts]
    out = []
    for number in range(count):
        own = paragraphs[number % len(paragraphs)]
        other = rng.choice(paragraphs)
        chosen = own[: len(own) // 4] + rng.sample(other, len(other) // 4) + own[len(own) // 2 :]
        out.append("".join(chosen) + f"\nThis is document number {number + 1}.\n")
    return out


def project(folder: Path, count: int, formats: str) -> Project:
    """A project of that many documents, all finished in all languages."""
    for name in ("seeds", "glossary"):
        (folder / name).mkdir(parents=True)
    (folder / "glossary/terms.csv").write_bytes((ROOT / "glossary/terms.csv").read_bytes())
    (folder / "tmpipe.toml").write_text(SETTINGS.replace("FORMATS", formats), encoding="utf-8")
    for number, text in enumerate(mixed(count)):
        (folder / f"seeds/{number:04}.txt").write_text(text, encoding="utf-8")
    made = Project.open(folder)
    extract(made)
    for locale in LOCALES:
        known = _known(locale)
        for seed in made.seeds:
            catalog = made.catalog(seed.slug, locale)
            assert catalog
            entries = tuple(
                replace(one, msgstr=known.get(one.msgid, one.msgid), fuzzy=False, origin=None)
                for one in catalog.entries
            )
            made.save_catalog(replace(catalog, entries=entries))
    return made


def _known(locale: str) -> dict[str, str]:
    """The seeds' own translations."""
    places = sorted((ROOT / f"locales/{locale}/LC_MESSAGES").glob("*.po"))
    catalogs = (po.read(place.read_bytes(), place.name, locale) for place in places)
    return {entry.msgid: entry.msgstr for catalog in catalogs for entry in catalog.entries if entry.msgstr}


def measured(folder: Path) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder)], capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout)
    return found


def main(counts: list[int], formats: str = '["html", "docx", "odt", "pdf", "txt"]') -> None:
    print("documents  run        cpu s  wall s  peak MB  texts  written  ms a text")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            made = project(Path(name) / "p", count, formats)
            for run in ("first", "unchanged", "one"):
                if run == "one":
                    place = made.root / made.catalog_path(made.seeds[0].slug, "fr")
                    text = place.read_text(encoding="utf-8")
                    place.write_text(text.replace('msgstr "', 'msgstr "Or ', 3), encoding="utf-8")
                cpu, wall, peak, texts, written = measured(made.root)
                each = 1000 * cpu / texts
                row = f"{count:9}  {run:9}  {cpu:5.1f}  {wall:6.1f}  {peak:7.0f}  {texts:5}  {written:7}"
                print(f"{row}  {each:9.1f}", flush=True)
            public = made.root / "public"
            files = [place for place in public.rglob("*") if place.is_file()]
            pages = [place for place in files if place.name == "index.html" and "texts" not in place.parts]
            largest = max(place.stat().st_size for place in pages)
            size = sum(place.stat().st_size for place in files)
            told = (public / "manifest.json").stat().st_size
            print(
                f"           {len(files)} files, {size / 1e6:.0f} MB; manifest {told / 1e6:.1f} MB;"
                f" largest index page {largest / 1e3:.0f} kB",
                flush=True,
            )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 300, 1000])
