"""Catalogs beside other tools: reading and writing one, and bringing one up to date.

    python benchmarks/catalogs/compare.py [--entries 50000] [--merge 5000] [--folder DIR]

CPU seconds, one after the other in one run. The catalogs are made here, always the same: sentences of a
made-up language with the word statistics of a natural one, a few with contexts, plurals and flags. What
is not installed is said in one line. `--folder` keeps the files.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from difflib import unified_diff
from importlib.util import find_spec
from io import BytesIO, StringIO
from itertools import accumulate
from pathlib import Path
from typing import Any

from tmpipe.catalogs import po, update
from tmpipe.model import Catalog, Entry

SYLLABLES = [
    a + b for a in ("b", "d", "f", "k", "l", "m", "n", "r", "s", "t", "v", "st", "pr") for b in "aeiou"
]


@dataclass(frozen=True)
class Language:
    """Words by rank, the frequent ones short, and their weights after Zipf."""

    words: Sequence[str]
    weights: Sequence[float]

    @classmethod
    def made(cls, rnd: random.Random, size: int = 20_000) -> Language:
        lengths = [1 + min(3, rank // 60) for rank in range(size)]
        words = ["".join(rnd.choices(SYLLABLES, k=length)) for length in lengths]
        return cls(words, list(accumulate(1 / (rank + 3) for rank in range(size))))

    def sentence(self, rnd: random.Random) -> str:
        words = rnd.choices(self.words, cum_weights=self.weights, k=max(3, int(rnd.gauss(17, 8))))
        return " ".join(words).capitalize() + "."


def entries(rnd: random.Random, number: int) -> Iterator[Entry]:
    source, target = Language.made(rnd), Language.made(rnd)
    for n in range(number):
        text, translation = source.sentence(rnd), target.sentence(rnd) + " é"
        plural = n % 101 == 0
        yield Entry(
            text,
            "" if plural else translation,
            msgctxt=f"context {n}" if n % 97 == 0 else None,
            references=(f"docs/guide/file{n // 40}.md:{n % 40 * 7 + 3}",),
            extracted=("sentence 2 of 5, under “Heading”",) if n % 9 == 0 else (),
            flags=("no-wrap",) if n % 31 == 0 else (),
            msgid_plural=f"{text}s" if plural else None,
            msgstr_plural=(translation, f"{translation}s") if plural else (),
        )


def edited(rnd: random.Random, entry: Entry) -> Entry:
    """The entry of the next edition: one in five has a word or two changed."""
    if rnd.random() < 0.2:
        words = entry.msgid.split(" ")
        for _ in range(rnd.randint(1, 2)):
            words[rnd.randrange(len(words))] = rnd.choice(("option", "new", "values", "setting"))
        entry = replace(entry, msgid=" ".join(words))
    return replace(entry, msgstr="", msgstr_plural=("", "") if entry.msgstr_plural else ())


def files(folder: Path, number: int) -> tuple[Path, Path]:
    """A translated catalog of so many entries and the template of the next edition, wrapped by us."""
    rnd = random.Random(7)
    header = po.new_header("de", "benchmark")
    old = tuple({entry.key: entry for entry in entries(rnd, number)}.values())
    new = tuple({entry.key: entry for entry in (edited(rnd, entry) for entry in old)}.values())
    paths = folder / f"old-{number}.po", folder / f"new-{number}.pot"
    for path, made in zip(paths, (old, new), strict=True):
        path.write_bytes(po.write(Catalog(str(path), "de", header, made)))
    return paths


def cpu(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """CPU seconds of this process and of those it started, and what came out."""

    def spent() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    start = spent()
    out = work()
    return spent() - start, out


def ours_copied(path: Path) -> bytes:
    return po.write(po.read(path.read_bytes(), str(path), "de"))


def ours_updated(old: Path, new: Path) -> bytes:
    edition = po.read(new.read_bytes(), str(new), "en").entries
    return po.write(update.update(po.read(old.read_bytes(), str(old), "de"), edition))


def polib_copied(path: Path) -> bytes:
    import polib

    return str(polib.pofile(str(path))).encode()


def polib_updated(old: Path, new: Path) -> bytes:
    import polib

    catalog = polib.pofile(str(old))
    catalog.merge(polib.pofile(str(new)))
    return str(catalog).encode()


def babel_copied(path: Path) -> bytes:
    from babel.messages.pofile import read_po, write_po

    out = BytesIO()
    with path.open("rb") as file:
        write_po(out, read_po(file), width=79)
    return out.getvalue()


def toolkit_copied(path: Path) -> bytes:
    from translate.storage.pypo import pofile

    store: Any = pofile  # typed in part
    return bytes(store.parsestring(path.read_bytes()))


def toolkit_updated(old: Path, new: Path) -> bytes:
    from translate.convert.pot2po import convertpot

    out = BytesIO()
    with new.open("rb") as template, old.open("rb") as catalog, redirect_stderr(StringIO()):
        convertpot(template, out, catalog)
    return out.getvalue()


def started(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def differing(before: bytes, after: bytes) -> int:
    lines = unified_diff(before.decode().splitlines(), after.decode().splitlines(), lineterm="", n=0)
    return sum(line.startswith("+") for line in lines)


def available(name: str, needs: str) -> bool:
    there = shutil.which(needs) is not None or (not needs.startswith("msg") and find_spec(needs) is not None)
    if not there:
        print(f"{name:20} not installed")
    return there


def compare(title: str, rows: Sequence[tuple[str, str, Callable[[], bytes]]], before: Path | None) -> None:
    print(f"\n{title}")
    ours = 0.0
    for name, needs, work in rows:
        if not available(name, needs):
            continue
        seconds, out = cpu(work)
        ours = ours or seconds
        changed = f"{differing(before.read_bytes(), out):8} lines changed" if before else ""
        print(f"{name:20} {seconds:8.2f} s {seconds / ours:7.1f} ×{changed}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--merge", type=int, default=5_000, help="entries of the update beside other tools")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        run(folder, chosen.entries, chosen.merge)


def run(folder: Path, number: int, merged: int) -> None:
    old, new = files(folder, number)
    small_old, small_new = files(folder, merged)
    size = old.stat().st_size / 1e6
    compare(
        f"Read and write {number:,} entries, {size:.1f} MB",
        [
            ("tmpipe", "tmpipe", lambda: ours_copied(old)),
            ("msgcat", "msgcat", lambda: started("msgcat", str(old))),
            ("Babel", "babel", lambda: babel_copied(old)),
            ("polib", "polib", lambda: polib_copied(old)),
            ("translate-toolkit", "translate", lambda: toolkit_copied(old)),
        ],
        old,
    )
    compare(
        f"Update {merged:,} entries, one in five changed",
        [
            ("tmpipe", "tmpipe", lambda: ours_updated(small_old, small_new)),
            ("polib (no fuzzy)", "polib", lambda: polib_updated(small_old, small_new)),
            ("msgmerge", "msgmerge", lambda: started("msgmerge", "-q", str(small_old), str(small_new))),
            ("pot2po", "translate", lambda: toolkit_updated(small_old, small_new)),
        ],
        None,
    )
    compare(f"Update {number:,} entries", [("tmpipe", "tmpipe", lambda: ours_updated(old, new))], None)


if __name__ == "__main__":
    main()
