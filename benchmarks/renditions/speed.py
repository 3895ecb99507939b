"""How long the pages for readers take: each rendition of the project's drafts, and of a text of 300 pages.

PDF has two peers where they are installed, Chromium and LibreOffice, which print our HTML and our DOCX.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from tmpipe import parts
from tmpipe.model import Document, Role
from tmpipe.pipeline.localized import in_locale
from tmpipe.project import Project

TIMES = 20
"""The five statements so often are some 300 pages."""


def drafts(project: Project) -> list[Document]:
    """Every document in every locale."""
    return [
        in_locale(project.document(seed), project.catalog(seed.slug, locale), locale)
        for seed in project.seeds
        for locale in project.locales(())
    ]


def long(documents: Sequence[Document]) -> Document:
    """All French texts, many times over, without their notes, whose labels would be the same."""
    apart = {Role.FOOTNOTE, Role.URL}
    french = [one for one in documents if one.locale == "fr"]
    blocks = [block for one in french for block in one.blocks() if block.role not in apart]
    return Document("long.txt", "fr", tuple(blocks * TIMES))


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints processor and wall seconds of this process and its children."""
    before, began = _spent(), time.perf_counter()
    yield
    print(f"{what:44} {_spent() - before:7.2f} s CPU {time.perf_counter() - began:7.2f} s wall")


def _spent() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def chromium(page: bytes, folder: Path) -> None:
    """Prints an HTML page."""
    (folder / "a.html").write_bytes(page)
    told = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium"]
    _run("chromium", *told, f"--print-to-pdf={folder}/a.pdf", f"file://{folder}/a.html")


def libreoffice(document: bytes, folder: Path) -> None:
    """Prints a DOCX."""
    (folder / "a.docx").write_bytes(document)
    own = f"-env:UserInstallation=file://{folder}/office"
    _run("soffice", "--headless", own, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=600)


PEERS: dict[str, tuple[str, str, Callable[[bytes, Path], None]]] = {
    "pdf by Chromium, from html": ("chromium", "html", chromium),
    "pdf by LibreOffice, from docx": ("soffice", "docx", libreoffice),
}


def main(folder: Path) -> None:
    """Measures the project in the folder."""
    documents = drafts(Project.open(folder))
    book = long(documents)
    for name in parts.RENDITIONS:
        render = parts.part("renditions", name).render
        render(documents[0])  # what is loaded once
        with timed(f"{name}: {len(documents)} statements"):
            for one in documents:
                render(one)
        with timed(f"{name}: a text of 300 pages"):
            render(book)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    for what, (program, source, prints) in PEERS.items():
        if shutil.which(program) is None:
            print(f"{what}: not installed")
            continue
        for size, document in (("one statement", documents[0]), ("a text of 300 pages", book)):
            page = parts.part("renditions", source).render(document)
            with tempfile.TemporaryDirectory() as place, timed(f"{what}: {size}"):
                prints(page, Path(place))
    print(f"tmpipe {version('tmpipe')}, typst {version('typst')}, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
