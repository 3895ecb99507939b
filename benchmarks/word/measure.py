"""Reads, localizes and writes a DOCX of 300 pages, and says what it costs, beside python-docx.

`python benchmarks/word/measure.py` makes one with runs as Word saves them: revision ids, spell marks, bold
and italic words, links, notes, fields and tables. Give a file to measure that instead. CPU time counts.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from tmpipe.formats import docx
from tmpipe.model import CODE, Block

TEXT = (
    "the of and to in a is that for it was on as with by at from were be this had not are but "
    "have prisoners commission ruling families graves evidence witnesses international report "
    "committee session rights wells water valley river people government minister statement "
    "published never always described"
)
WORDS = TEXT.split()
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LOOKS = ["", "", "", "", "<w:b/>", "<w:i/>", '<w:lang w:val="en-US"/>', '<w:rFonts w:hint="eastAsia"/>']


def document(words: int, seed: int = 6) -> bytes:
    """A DOCX of so many words, always the same for a seed."""
    dice = random.Random(seed)
    body = "".join(paragraphs(dice, words))
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/></Types>'
    )
    link = f'<Relationship Id="rId1" Type="{OFFICE}/{{}}" Target="{{}}"{{}}/>'
    relationships = f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
    external = ' TargetMode="External"'
    members = {
        "[Content_Types].xml": types,
        "_rels/.rels": relationships.format("officeDocument", "word/document.xml", ""),
        "word/_rels/document.xml.rels": relationships.format("hyperlink", "https://example.org/", external),
        "word/document.xml": f'<w:document xmlns:w="{SPACE}" xmlns:r="{OFFICE}"><w:body>{body}<w:sectPr/>'
        "</w:body></w:document>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def paragraphs(dice: random.Random, words: int) -> Iterator[str]:
    """Paragraphs of running text, every twelfth a row of a table."""
    number = 0
    while words > 0:
        number += 1
        length = dice.randint(4, 120) if number % 12 else 12
        words -= length
        if number % 12:
            yield paragraph(dice, length)
        else:
            cells = "".join(f"<w:tc><w:tcPr/>{paragraph(dice, 4)}</w:tc>" for _ in range(3))
            yield f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>"


def paragraph(dice: random.Random, words: int) -> str:
    """Runs of one to nine words."""
    identity = f'w:rsidR="{dice.randrange(16**8):08X}" w:rsidRDefault="{dice.randrange(16**8):08X}"'
    out = [f'<w:p {identity}><w:pPr><w:spacing w:after="120"/><w:jc w:val="both"/></w:pPr>']
    while words > 0:
        length = min(words, dice.randint(1, 9))
        words -= length
        out.append(run(dice, " ".join(dice.choice(WORDS) for _ in range(length)), stop=not words))
    return "".join(out) + "</w:p>"


def run(dice: random.Random, text: str, *, stop: bool) -> str:
    """A run with what is around it."""
    look = dice.choice(LOOKS)
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    identity = f'w:rsidR="{dice.randrange(16**8):08X}"'
    end = ". " if stop or dice.random() < 0.3 else " "
    made = f'<w:r {identity}>{properties}<w:t xml:space="preserve">{text.capitalize()}{end}</w:t></w:r>'
    kind = dice.random()
    if kind < 0.1:
        return f'<w:proofErr w:type="spellStart"/>{made}<w:proofErr w:type="spellEnd"/>'
    if kind < 0.14:
        return f'<w:hyperlink r:id="rId1" w:history="1">{made}</w:hyperlink>'
    if kind < 0.16:
        return f'{made}<w:r><w:footnoteReference w:id="{dice.randrange(99)}"/></w:r>'
    if kind < 0.18:
        page = "<w:r><w:t>7</w:t></w:r>"
        return f'{made}<w:fldSimple w:instr=" PAGEREF x ">{page}</w:fldSimple>'
    return made


def upper(block: Block) -> Block:
    """Into capitals, codes apart."""
    pieces = re.split("(<[^>]*>)", block.text)
    return replace(block, text="".join(p if CODE.match(p) else p.upper() for p in pieces))


def peer(data: bytes) -> float:
    """CPU seconds of python-docx for the same capitals, run by run: no codes, no segments, body alone."""
    import docx as python_docx

    start = time.process_time()
    opened = python_docx.Document(io.BytesIO(data))
    cells = (cell for table in opened.tables for row in table.rows for cell in row.cells)
    for one in (*opened.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)):
        for piece in one.runs:
            piece.text = piece.text.upper()
    opened.save(io.BytesIO())
    return time.process_time() - start


def main() -> None:
    """Prints a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--words", type=int, default=150_000)
    parser.add_argument("--locale", default="fa")
    chosen = parser.parse_args()
    data = chosen.file.read_bytes() if chosen.file else document(chosen.words)
    marks = [("made", time.process_time())]
    source = docx.read(data, "measured.docx", "en")
    marks.append(("read", time.process_time()))
    localized = source.localized(chosen.locale, upper)
    marks.append(("localized", time.process_time()))
    written = docx.write(localized)
    marks.append(("written", time.process_time()))
    for (_, before), (name, after) in pairwise(marks):
        print(f"{name:12} {after - before:6.2f} s CPU")
    total = marks[-1][1] - marks[0][1]
    print(f"{'all':12} {total:6.2f} s CPU, with lxml's import")
    print(f"memory       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB at most")
    other = peer(data)
    print(f"{'python-docx':12} {other:6.2f} s CPU; tmpipe takes {total / other:.2f} of it")
    blocks = list(source.blocks())
    codes = sum(len(one.codes) for one in blocks)
    print(f"{sum(len(one.text.split()) for one in blocks):,} words, {len(blocks):,} blocks, {codes:,} codes")
    print(f"{len(data):,} bytes read, {len(written):,} written")


if __name__ == "__main__":
    main()
