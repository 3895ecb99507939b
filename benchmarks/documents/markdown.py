"""Real Markdown files to catalogs and back, beside po4a, mdpo and translate-toolkit.

    python benchmarks/documents/markdown.py FOLDER [--count 200] [--peers VENV]

FOLDER is searched for `.md` files of 7 to 14 KB, each content once: a clone of any project's documentation,
or `node_modules`. VENV has `mdpo` and `translate-toolkit`; po4a is looked for on the path. Who is not there
is left out. A run is made from nothing, then again with nothing changed; seconds are those of all processes,
user and system together. `same` counts the files that come back byte for byte while nothing is translated.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Run = Callable[[Path], None]
LEAST, MOST = 7_000, 14_000
PATIENCE = 600
"""Seconds that one step of a peer may take."""

SETTINGS = """\
[project]
name = "bench"
locales = ["fr"]
[[documents]]
path = "docs/*.md"
[output]
formats = []
[pretranslate]
engines = { default = "none" }
"""

MDPO = """
import pathlib, sys
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown
for path in sorted(pathlib.Path("docs").glob("*.md")):
    po, out = pathlib.Path("po", path.stem + ".po"), pathlib.Path("build", path.name)
    try:
        markdown_to_pofile(str(path), po_filepath=str(po), save=True)
        pofile_to_markdown(str(path), [str(po)], save=str(out))
    except Exception as error:
        print(path.name, type(error).__name__, file=sys.stderr)
"""


@dataclass(frozen=True)
class Outcome:
    """What one tool needed, and what it made of the files."""

    name: str
    first: float
    again: float
    files: int
    refused: int
    same: int


def corpus(folder: Path, count: int) -> list[bytes]:
    """The first so many different files of a page's size, by path."""
    found: dict[bytes, None] = {}
    for path in sorted(folder.rglob("*.md")):
        if path.is_file() and LEAST < path.stat().st_size < MOST:
            data = path.read_bytes()
            try:
                data.decode()
            except UnicodeDecodeError:
                continue
            found.setdefault(data.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf"))
            if len(found) == count:
                break
    return list(found)


def run(words: Iterable[str], folder: Path) -> None:
    """A command, its output thrown away; what it says of its failures is nothing to us here."""
    subprocess.run([*words], cwd=folder, capture_output=True, check=False, timeout=PATIENCE)


def cpu(step: Run, folder: Path) -> float:
    """User and system seconds of the processes that a step starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    step(folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def tmpipe(verbs: Iterable[str]) -> Run:
    """These commands, one process each."""

    def step(folder: Path) -> None:
        (folder / "tmpipe.toml").write_text(SETTINGS, encoding="utf-8")
        for verb in verbs:
            run([sys.executable, "-m", "tmpipe", verb, "--quiet"], folder)

    return step


def po4a(folder: Path) -> None:
    """All files that it accepts in one run of `po4a`, with one catalog: one for each file takes it longer."""
    lines = ["[po4a_langs] fr", "[po4a_paths] po/all.pot fr:po/fr.po"]
    names = sorted(path.name for path in (folder / "docs").glob("*.md"))
    lines += [f'[type: text] docs/{name} fr:build/{name} opt:"--option markdown --keep 0"' for name in names]
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(["po4a", "--quiet", "po4a.cfg"], folder)


def refused_by_po4a(folder: Path) -> list[str]:
    """The files that it does not read."""
    words = [
        "po4a-updatepo",
        "-f",
        "text",
        "-o",
        "markdown",
        "-M",
        "UTF-8",
        "-p",
        str(folder / "x.pot"),
        "-m",
    ]
    tried = (
        (path.name, subprocess.run([*words, str(path)], capture_output=True, check=False).returncode)
        for path in sorted((folder / "docs").glob("*.md"))
    )
    return [name for name, code in tried if code]


def mdpo(python: Path) -> Run:
    """File by file in one process."""
    return lambda folder: run([str(python), "-c", MDPO], folder)


def toolkit(binaries: Path) -> Run:
    """The pages that the Markdown stands for, by `html2po` and `po2html`."""

    def step(folder: Path) -> None:
        run([str(binaries / "html2po"), "--progress=none", "html", "po"], folder)
        run([str(binaries / "po2html"), "--progress=none", "-t", "html", "po", "build"], folder)

    return step


def measured(
    name: str, step: Run, files: list[bytes], out: str, refuse: Callable[[Path], list[str]]
) -> Outcome:
    """A tool on its own copy of the files: from nothing, and again."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for one in ("docs", "po/fr", "build", "html"):
            (folder / one).mkdir(parents=True)
        for number, data in enumerate(files):
            (folder / f"docs/f{number:03}.md").write_bytes(data)
            if name.startswith("translate"):
                page(folder / f"html/f{number:03}.html", data.decode())
        for path in refuse(folder):
            (folder / "docs" / path).unlink()
        first, again = cpu(step, folder), cpu(step, folder)
        source = folder / ("html" if name.startswith("translate") else "docs")
        made = {path.name: path.read_bytes() for path in (folder / out).glob("f*") if path.is_file()}
        same = sum(path.read_bytes() == made.get(path.name) for path in source.iterdir())
        return Outcome(name, first, again, len(files), len(files) - len(made), same)


def page(path: Path, text: str) -> None:
    """The Markdown as HTML, which is what `html2po` reads."""
    import pyromark

    body = pyromark.html(text, options=pyromark.Options.ENABLE_TABLES)
    path.write_text(f"<!DOCTYPE html>\n<html><body>\n{body}</body></html>\n", encoding="utf-8")


def tools(peers: Path | None) -> Iterable[tuple[str, Run, str, Callable[[Path], list[str]]]]:
    """Name, step, where its files come out, and who of them is refused before."""

    def nobody(_folder: Path) -> list[str]:
        return []

    yield "tmpipe extract + localize", tmpipe(["extract", "localize"]), "build/fr/docs", nobody
    yield "tmpipe build", tmpipe(["build"]), "build/fr/docs", nobody
    if shutil.which("po4a"):
        yield "po4a", po4a, "build", refused_by_po4a
    binaries = peers.absolute() / "bin" if peers else None
    if binaries and (binaries / "md2po").exists():
        yield "mdpo", mdpo(binaries / "python"), "build", nobody
    if binaries and (binaries / "html2po").exists():
        yield "translate-toolkit (HTML)", toolkit(binaries), "build", nobody


def main() -> None:
    """Prints a row for each tool, and how many times our time it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--only", default="", help="tools whose names begin so")
    parser.add_argument("--peers", type=Path, help="a virtual environment with mdpo and translate-toolkit")
    chosen = parser.parse_args()
    files = corpus(chosen.folder, chosen.count)
    print(f"{len(files)} files, {sum(map(len, files)) / 1e6:.1f} MB; seconds of CPU")
    ours: Outcome | None = None
    for name, step, out, refuse in tools(chosen.peers):
        if not name.startswith((chosen.only, "tmpipe extract")):
            continue
        try:
            done = measured(name, step, files, out, refuse)
        except subprocess.TimeoutExpired:
            print(f"{name:28} more than {PATIENCE} s")
            continue
        ours = ours or done
        ratios = f"{done.first / ours.first:5.1f} x  {done.again / ours.again:5.1f} x"
        told = f"first {done.first:6.2f}  unchanged {done.again:6.2f}  {ratios}"
        print(f"{name:28} {told}  refused {done.refused:3}  same {done.same:3}", flush=True)


if __name__ == "__main__":
    main()
