"""A document of everything, in capitals; LibreOffice reads the same words in it."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from made import members, upper, zipped

from tmpipe.formats import docx
from tmpipe.model import Block, Code, Span, State
from tmpipe.parts import Choice

CASES = sorted((Path(__file__).parents[2] / "golden" / "docx").iterdir())


def source(case: Path) -> bytes:
    """The document, from its folder."""
    names = sorted(path for path in (case / "source").rglob("*") if path.is_file())
    return zipped({path.relative_to(case / "source").as_posix(): path.read_bytes() for path in names})


def shown(block: Block) -> dict[str, object]:
    """What a golden file keeps of a block: all that is not empty."""

    def told(code: Code) -> list[object]:
        return [code.kind, code.open, code.close, code.target]

    every: dict[str, object] = {
        "line": block.line,
        "role": block.role.value,
        "level": block.level,
        "label": block.label,
        "place": block.place,
        "cell": block.cell and list(block.cell),
        "text": block.text,
        "codes": [told(code) for code in block.codes],
    }
    return {name: value for name, value in every.items() if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, update_golden: bool) -> None:
    data = source(case)
    document = docx.read(data, "source.docx", "en", Choice(comments=True))
    found = {"title": document.title, "blocks": [shown(block) for block in document.blocks()]}
    upper_case = members(docx.write(document.localized("fr", upper)))
    made = {"blocks.json": json.dumps(found, ensure_ascii=False, indent=1) + "\n"} | {
        f"upper/{name}": content.decode()
        for name, content in upper_case.items()
        if content != members(data)[name]
    }
    for name, content in made.items():
        golden = case / name
        if update_golden:
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(content, encoding="utf-8", newline="")
        assert content == golden.read_bytes().decode("utf-8")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_libreoffice_reads_the_same_words(case: Path, tmp_path: Path) -> None:
    data = source(case)
    document = docx.read(data, "source.docx", "en")
    (tmp_path / "source.docx").write_bytes(data)
    (tmp_path / "upper.docx").write_bytes(docx.write(document.localized("fr", upper)))
    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile"]
    command += ["--convert-to", "txt:Text", "--outdir", str(tmp_path)]
    subprocess.run([*command, "source.docx", "upper.docx"], cwd=tmp_path, check=True, capture_output=True)
    words, capitals = ((tmp_path / name).read_text("utf-8-sig") for name in ("source.txt", "upper.txt"))
    deleted = {"ALWAYS"}  # LibreOffice tells it; a changed paragraph is written without it
    assert capitals.split() == [word for word in words.upper().split() if word not in deleted] != []


def built(case: Path, locale: str) -> bytes:
    """A case in capitals, in Persian with a word of it before them."""
    lead = "سلام " if locale == "fa" else ""
    spans = (Span(0, 4, State.DRAFT),) if lead else ()

    def translate(block: Block) -> Block:
        return replace(upper(block), text=lead + upper(block).text, spans=spans)

    return docx.write(docx.read(source(case), "source.docx", "en").localized(locale, translate))


@pytest.mark.parametrize("locale", ["fr", "fa"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_schema(case: Path, locale: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit (the extra `schemas`) is missing")
    (tmp_path / "a.docx").write_bytes(built(case, locale))
    errors = audit.OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors
    # The judge wants a theme and a table of fonts of every document; Word does not (ECMA-376, part 1, 11.3).
    assert [str(one) for one in errors if "required relationship" not in str(one)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_python_docx_reads_it(case: Path) -> None:
    library = pytest.importorskip("docx", reason="python-docx (the extra `test`) is missing")
    texts = [one.text for one in library.Document(io.BytesIO(built(case, "fa"))).paragraphs]
    assert "سلام IT WAS NEVER READ & NOBODY ASKED WHY." in texts
