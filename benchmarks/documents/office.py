"""A DOCX and an ODT of 300 pages: read, cut into sentences, localized, written; CPU seconds and memory.

    python benchmarks/documents/office.py [--pages 300] [--folder KEEP]

The file is a statement of headings, paragraphs, lists, tables, footnotes, links and emphasis, written as
Markdown and rendered by tmpipe; where LibreOffice is installed, the same as that saves it again, with its own
styles and marks. Each step is a process of its own; memory is that process's peak.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS_A_PAGE = 400

PAGE = """\
## Section {number}

The families of *the victims* have a right to know the truth, the [report]({number}.html) says.[^{number}] \
Nobody has been brought to justice in **{number} cases**, and the bodies were never found. \
The commission sat for {number} days. It heard witnesses from every province, and asked each of them \
the same three questions.

{body}

- the names of those who were killed in year {number};
- the places where they *are* buried;
- the officials who gave the orders.

| Province | Cases | Resolved |
|---|---|---|
| Tehran | {number} | none of them |
| Khuzestan | a dozen | two of them |

[^{number}]: Statement number {number} of the Special Rapporteur, page {number}.

"""
SENTENCE = (
    "In the summer of year {number}, prisoner number {other} was led out of the ward and asked once more. "
)

STEPS = {
    "read": "document = read()",
    "read, segments": "document = read(); count = len(messages(document))",
    "read, localize, write": "document = read(); data = write(changed(document))",
    "read, write unchanged": "document = read(); assert write(document) == source",
}
RUN = """
import json, resource, sys, time
from dataclasses import replace
from pathlib import Path
from tmpipe import parts
from tmpipe.pipeline.passages import messages
from tmpipe.project import format_of
path, step = sys.argv[1:]
source = Path(path).read_bytes()
form = parts.part("formats", format_of(path))
def read():
    return form.read(source, path, "en")
def write(document):
    return form.write(document)
def upper(block):
    return replace(block, text=block.text.replace("the", "THE"))
def changed(document):
    return document.localized("fa", upper)
started = time.process_time()
exec(step)
seconds = time.process_time() - started
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def text(pages: int) -> str:
    """The Markdown of so many pages, no two alike."""
    body = "".join(SENTENCE for _ in range(16))
    out = ["# A statement of many pages\n\n"]
    for number in range(1, pages + 1):
        lines = body.format(number=number, other=number * 7)
        out.append(PAGE.format(number=number, body=lines.strip()))
    return "".join(out)


def made(folder: Path, pages: int) -> list[Path]:
    """The DOCX and the ODT, by the renditions of one Markdown file."""
    from tmpipe import parts
    from tmpipe.project import read_document

    document = read_document(text(pages).encode(), "statement.md", "en")
    places = []
    for name in ("docx", "odt"):
        places.append(folder / f"statement.{name}")
        places[-1].write_bytes(parts.part("renditions", name).render(document))
    return places


def saved_again(path: Path) -> list[Path]:
    """The file as LibreOffice saves it; none where that is not installed."""
    if not shutil.which("soffice"):
        return []
    folder = path.parent / "libreoffice"
    profile = f"-env:UserInstallation={(path.parent / 'profile').absolute().as_uri()}"
    kind = path.suffix[1:]
    words = ["soffice", "--headless", profile, "--convert-to", kind, str(path), "--outdir", str(folder)]
    subprocess.run(words, capture_output=True, check=True)
    return [folder / path.name]


def measured(path: Path, step: str) -> tuple[float, float]:
    """CPU seconds and MB of one step in a process of its own, the best of three."""
    words = [sys.executable, "-c", RUN, str(path), step]
    runs = [json.loads(subprocess.run(words, capture_output=True, check=True).stdout) for _ in range(3)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def main() -> None:
    """Prints a row for each file and step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where the files are to be kept")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        ours = made(chosen.folder or Path(temporary), chosen.pages)
        for path in [*ours, *(again for one in ours for again in saved_again(one))]:
            who = "LibreOffice" if path not in ours else "tmpipe"
            print(f"{path.name} of {who}: {chosen.pages} pages, {path.stat().st_size / 1e3:.0f} KB")
            for name, step in STEPS.items():
                seconds, memory = measured(path, step)
                print(f"  {name:24} {seconds:6.2f} s  {memory:5.0f} MB", flush=True)


if __name__ == "__main__":
    main()
