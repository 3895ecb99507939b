"""Statements printed to PDF by three programs in five languages, and read again: what comes back?

    python benchmarks/documents/pdf.py [--folder DIR] [--show NAME]

Beside us: `pdftotext` and `pdftotext -layout`, whose text goes through the repair of plain text.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pages import Look, Note, Piece, flat_odt, html, typst, with_chromium, with_libreoffice, with_typst

from tmpipe.formats import pdf, plain
from tmpipe.model import CODE, Block, Document, Role, unescaped
from tmpipe.pipeline.localized import in_locale
from tmpipe.pipeline.segments import segments
from tmpipe.project import Project
from tmpipe.text.segment import split

ROOT = Path(__file__).parents[2]
LOOKS = [
    ("en", 0, Look("libreoffice")),
    ("en", 1, Look("libreoffice", columns=2, paper="letter")),
    ("en", 4, Look("libreoffice", indented=True, justified=True)),
    ("en", 4, Look("chromium")),
    ("en", 0, Look("chromium", columns=2, paper="letter")),
    ("en", 1, Look("chromium", indented=True, justified=True)),
    ("en", 4, Look("typst", justified=True)),
    ("en", 0, Look("typst", columns=2, justified=True)),
    ("en", 1, Look("typst", columns=3, indented=True, justified=True)),
    ("en", 0, Look("typst", indented=True, paper="letter")),
    ("fr", 0, Look("libreoffice")),
    ("fr", 4, Look("typst", columns=2, justified=True)),
    ("fr", 1, Look("chromium")),
    ("it", 4, Look("chromium", columns=2)),
    ("it", 1, Look("libreoffice", columns=2, justified=True)),
    ("sv", 0, Look("libreoffice", indented=True)),
    ("sv", 4, Look("typst", columns=2, justified=True, indented=True)),
    ("fa", 0, Look("libreoffice")),
    ("fa", 4, Look("chromium")),
    ("fa", 1, Look("typst")),
    ("fa", 4, Look("libreoffice", columns=2)),
    ("fa", 0, Look("typst", columns=2)),
]
HELD_OUT = [
    ("en", 2, Look("libreoffice", columns=2, justified=True)),
    ("en", 3, Look("chromium", indented=True)),
    ("fr", 0, Look("typst", columns=3, paper="letter")),
    ("it", 0, Look("chromium", paper="letter", justified=True)),
    ("sv", 1, Look("libreoffice", columns=2, indented=True, justified=True)),
    ("fa", 1, Look("chromium", columns=2)),
    ("fa", 4, Look("typst", justified=True)),
    ("fr", 1, Look("libreoffice", columns=2, paper="letter", justified=True)),
    ("sv", 0, Look("chromium", columns=2)),
    ("it", 4, Look("typst", indented=True)),
]
"""Laid out when the reader was done, and not looked at before."""
_SEE = {
    "en": "See the text of the statement at {}.",
    "fr": "Voir le texte de la déclaration à {}.",
    "it": "Si veda il testo della dichiarazione in {}.",
    "sv": "Se uttalandets text på {}.",
    "fa": "متن بیانیه را ببینید: {}",
}


def content(document: Document) -> list[Piece]:
    """The blocks of a statement, its footnotes at their marks."""
    notes: dict[str, str] = {}
    for block in document.blocks():
        if block.role in (Role.URL, Role.FOOTNOTE) and block.label:
            whole = _SEE[document.locale].format(block.text) if int(block.label) % 2 else block.text
            notes.setdefault(block.label, whole)
    kinds = {
        Role.HEADING: "heading",
        Role.LIST_ITEM: "list_item",
        Role.QUOTE: "quote",
        Role.PARAGRAPH: "paragraph",
    }
    return [
        Piece(kinds[block.role], tuple(_runs(block, notes)), block.level)
        for block in document.blocks()
        if block.role in kinds
    ]


def _runs(block: Block, notes: dict[str, str]) -> Iterator[str | Note]:
    at = 0
    for code in CODE.finditer(block.text):
        yield unescaped(block.text[at : code.start()])
        number = int(code["open"] or code["close"] or code["single"])
        kept = block.codes[number - 1]
        if kept.kind == "note" and kept.target in notes:
            yield Note(notes[kept.target])
        at = code.end()
    yield unescaped(block.text[at:])


def expected(pieces: Sequence[Piece], locale: str) -> Counter[str]:
    """The segments that were laid out."""
    texts = []
    for piece in pieces:
        texts.append("".join(run for run in piece.runs if isinstance(run, str)))
        texts += (run.text for run in piece.runs if isinstance(run, Note) and " " in run.text)
    return counted(one.text for text in texts for one in split(text, locale))


def counted(found: Iterator[str] | Sequence[str]) -> Counter[str]:
    """Segments without codes, their white space single and directions unmarked."""
    plainer = (
        re.sub(r"\s+", " ", re.sub("[\u200e\u200f\u2066-\u2069\u202a-\u202e]", "", CODE.sub("", one)))
        for one in found
    )
    return Counter(text.strip() for text in plainer if text.strip())


def printed(
    folder: Path, looks: Sequence[tuple[str, int, Look]]
) -> list[tuple[str, str, Path, Counter[str]]]:
    """Each PDF: its name, its locale, where it is, and its segments."""
    project = Project.open(ROOT)
    documents = {
        (locale, number): in_locale(project.document(seed), project.catalog(seed.slug, locale), locale)
        if locale != "en"
        else project.document(seed)
        for locale, number, _ in looks
        for seed in [project.seeds[number]]
    }
    made, waiting = [], []
    for locale, number, look in looks:
        pieces = content(documents[locale, number])
        marks = "i" * look.indented + "j" * look.justified
        name = f"{number}-{locale}-{look.program}-{look.columns}{marks}-{look.paper}"
        target = folder / f"{name}.pdf"
        made.append((name, locale, target, expected(pieces, locale)))
        if target.exists():
            continue
        match look.program:
            case "libreoffice":
                source = folder / f"{name}.fodt"
                source.write_text(flat_odt(pieces, look, locale), encoding="utf-8")
                waiting.append(source)
            case "chromium":
                source = folder / f"{name}.html"
                source.write_text(html(pieces, look, locale), encoding="utf-8")
                with_chromium(source, target)
            case "typst":
                source = folder / f"{name}.typ"
                source.write_text(typst(pieces, look, locale), encoding="utf-8")
                with_typst(source, target)
    if waiting:
        with_libreoffice(waiting, folder)
    return made


def ours(path: Path, locale: str) -> list[str]:
    """The segments that we read."""
    return segments(pdf.read(path.read_bytes(), path.name, locale))


def theirs(path: Path, locale: str, *options: str) -> list[str]:
    """Those of pdftotext's text."""
    text = subprocess.run(["pdftotext", *options, str(path), "-"], check=True, capture_output=True).stdout
    return segments(plain.read(text, path.name, locale))


def rates(found: Counter[str], wanted: Counter[str]) -> tuple[float, float]:
    """Precision and recall."""
    hits = sum((found & wanted).values())
    return hits / max(1, sum(found.values())), hits / max(1, sum(wanted.values()))


def main() -> None:
    """Prints a row for each PDF, and the means."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--show", default="")
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = told.folder or Path(temporary)
        folder.mkdir(exist_ok=True, parents=True)
        for name, looks in (("laid out while the reader was built", LOOKS), ("held out", HELD_OUT)):
            print(name)
            table(printed(folder.absolute(), looks), told.show)


def table(made: Sequence[tuple[str, str, Path, Counter[str]]], show: str) -> None:
    """The rows, each reader's precision and recall; and what differs in those with `show` in their name."""
    readers = {"tmpipe": (), "pdftotext": (), "pdftotext -layout": ("-layout",)}
    sums = {name: [0.0, 0.0] for name in readers}
    print(f"{'document':32}" + "".join(f"{name:>20}" for name in readers) + "   precision recall, %")
    start = time.process_time()
    for name, locale, path, wanted in made:
        row = f"{name:32}"
        for reader, options in readers.items():
            found = counted(ours(path, locale) if reader == "tmpipe" else theirs(path, locale, *options))
            precision, recall = rates(found, wanted)
            sums[reader][0] += precision
            sums[reader][1] += recall
            row += f"{100 * precision:14.1f}{100 * recall:6.1f}"
            if show and show in name and reader == "tmpipe":
                for line in (wanted - found).elements():
                    print("  missed ", line)
                for line in (found - wanted).elements():
                    print("  surplus", line)
        print(row)
    count = len(made)
    print(
        f"{'mean':32}" + "".join(f"{100 * p / count:14.1f}{100 * r / count:6.1f}" for p, r in sums.values())
    )
    print(f"{time.process_time() - start:.1f} s CPU in this process")


if __name__ == "__main__":
    main()
