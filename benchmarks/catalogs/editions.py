"""Random histories of a document through several tools: what is to be looked at again, lost, and changed.

    python benchmarks/catalogs/editions.py [--histories 10] [--editions 20]

The histories are those of `tests/catalogs/test_history.py`, of the same seeds. Between two editions a
translator finishes everything and saves as the tool itself writes. msgmerge and polib get the templates
that tmpipe makes, as neither cuts a text into sentences; po4a reads the text. What is not installed is
said in one line.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from tmpipe.catalogs import po, update
from tmpipe.formats import plain
from tmpipe.model import Catalog, Entry
from tmpipe.pipeline.passages import messages

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "catalogs"))
from histories import Edition, History  # noqa: E402 - it stands beside the tests

FITTING = re.compile(r"[A-Z][\w,'\"“”’ –—-]{30,250}\.")
HEADER = po.new_header("fr", "benchmark")
LINES = re.compile(r"[^\n]+")

Update = Callable[[Path, Path, Path], None]
"""Brings the catalog of the first path to the edition whose template and whose text the others are."""


@dataclass
class Count:
    """Sums over all editions but the first of each history."""

    sentences: int = 0
    """Entries to look at again."""
    words: int = 0
    """And the words of their sources."""
    empty: int = 0
    """Of the entries, those that show no earlier translation."""
    lost: int = 0
    """Finished texts that are nowhere in the file any more."""
    lines: int = 0
    """Changed lines of entries whose msgid stayed."""


def sentences() -> list[str]:
    found: list[str] = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        found += (entry.msgid for entry in messages(plain.read(path.read_bytes(), path.name, "en")))
    return [text for text in found if FITTING.fullmatch(text)]


# --- the tools ------------------------------------------------------------------------------------


def ours(catalog: Path, template: Path, text: Path) -> None:  # noqa: ARG001 - an Update
    edition = po.read(template.read_bytes(), "x.pot", "en").entries
    catalog.write_bytes(po.write(update.update(read(catalog), edition)))


def msgmerge(catalog: Path, template: Path, text: Path) -> None:  # noqa: ARG001 - an Update
    started("msgmerge", "--previous", "-q", "-U", "--backup=none", str(catalog), str(template))


def polib(catalog: Path, template: Path, text: Path) -> None:  # noqa: ARG001 - an Update
    import polib

    merged = polib.pofile(str(catalog))
    merged.merge(polib.pofile(str(template)))
    merged.save(str(catalog))


def po4a(catalog: Path, template: Path, text: Path) -> None:  # noqa: ARG001 - an Update
    started("po4a-updatepo", "-f", "text", "-M", "utf-8", "-m", str(text), "-p", str(catalog))


TOOLS: dict[str, tuple[Update, str]] = {
    "tmpipe": (ours, "tmpipe"),
    "msgmerge": (msgmerge, "msgmerge"),
    "polib": (polib, "polib"),
    "po4a": (po4a, "po4a-updatepo"),
}


def started(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=Path(command[-1]).parent)


def read(path: Path) -> Catalog:
    return po.read(path.read_bytes(), path.name, "fr")


def saved(tool: str, path: Path, catalog: Catalog) -> None:
    """Saves a translator's work as the tool would write it."""
    path.write_bytes(po.write(catalog))
    if tool == "polib":
        import polib

        polib.pofile(str(path)).save(str(path))
    elif tool != "tmpipe":
        started("msgcat", "-o", str(path), str(path))


# --- the replay -----------------------------------------------------------------------------------


def replay(tool: str, work: Update, editions: list[Edition], folder: Path) -> Count:
    count = Count()
    catalog, template, text = (folder / name for name in ("fr.po", "a.pot", "a.txt"))
    for number, edition in enumerate(editions):
        entries = messages(plain.read(edition.text.encode(), "a.txt", "en"))
        text.write_text(edition.text, encoding="utf-8")
        template.write_bytes(po.write(update.template(entries, HEADER)))
        if not number:
            saved(tool, catalog, Catalog("fr.po", "fr", HEADER))
            work(catalog, template, text)
        else:
            before = read(catalog)
            work(catalog, template, text)
            counted(count, before, read(catalog))
        saved(tool, catalog, finished(read(catalog), number))
    return count


def finished(catalog: Catalog, number: int) -> Catalog:
    """All that waits is translated, in words that no other edition has."""

    def done(place: int, entry: Entry) -> Entry:
        if entry.finished or entry.obsolete:
            return entry
        return replace(
            entry, msgstr=f"{entry.msgid.upper()} {number}.{place}", fuzzy=False, previous_msgid=None
        )

    return replace(catalog, entries=tuple(done(n, entry) for n, entry in enumerate(catalog.entries)))


def counted(count: Count, before: Catalog, after: Catalog) -> None:
    again = [entry for entry in after.entries if not entry.finished and not entry.obsolete]
    count.sentences += len(again)
    count.words += sum(len(entry.msgid.split()) for entry in again)
    count.empty += sum(not entry.msgstr for entry in again)
    kept = {entry.msgstr for entry in after.entries}
    count.lost += sum(bool(e.msgstr) and not e.fuzzy and e.msgstr not in kept for e in before.entries)
    old = {entry.msgid: entry for entry in before.entries if entry.finished}
    for entry in after.entries:
        if entry.finished and entry.msgid in old:
            count.lines += differing(old[entry.msgid], entry)


def differing(before: Entry, after: Entry) -> int:
    old, new = (set(LINES.findall(entry.kept.text)) if entry.kept else set() for entry in (before, after))
    return len(new - old)


def least(editions: list[Edition]) -> Count:
    """What is to be looked at if nothing that was ever translated is asked for again."""
    count, seen = Count(), set(editions[0].says.values())
    for edition in editions[1:]:
        new = set(edition.says.values()) - seen
        count.sentences += len(new)
        count.words += sum(len(text.split()) for text in new)
        seen |= new
    return count


def total(counts: list[Count]) -> Count:
    sums = (
        sum(getattr(one, name) for one in counts) for name in ("sentences", "words", "empty", "lost", "lines")
    )
    return Count(*sums)


def available(needs: str) -> bool:
    return shutil.which(needs) is not None or (needs.isidentifier() and find_spec(needs) is not None)


def show(name: str, count: Count, ours: Count) -> None:
    ratios = (
        f"{a:7} {a / b:5.1f} ×" for a, b in ((count.sentences, ours.sentences), (count.words, ours.words))
    )
    print(f"{name:10} {' '.join(ratios)} {count.empty:7} {count.lost:6} {count.lines:8}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--histories", type=int, default=10)
    parser.add_argument("--editions", type=int, default=20)
    chosen = parser.parse_args()
    pool = sentences()
    histories = [list(History.begun(pool, n).editions(chosen.editions)) for n in range(chosen.histories)]
    print(f"{chosen.histories * chosen.editions} editions of {chosen.histories} documents")
    print(f"{'':10} {'entries again':>15} {'words again':>15} {'empty':>7} {'lost':>6} {'lines':>8}")
    ours: Count | None = None
    for name, (work, needs) in TOOLS.items():
        if not available(needs):
            print(f"{name:10} not installed")
            continue
        counts = []
        for editions in histories:
            with tempfile.TemporaryDirectory() as folder:
                counts.append(replay(name, work, editions, Path(folder)))
        ours = ours or total(counts)
        show(name, total(counts), ours)
    if ours:
        show("least", total([least(editions) for editions in histories]), ours)


if __name__ == "__main__":
    main()
