"""A document of everything, in capitals; LibreOffice reads the same words in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from made import members, upper, zipped

from tmpipe.formats import docx
from tmpipe.model import Block, Code
from tmpipe.parts import Choice

CASES = sorted((Path(__file__).parents[2] / "golden" / "docx").iterdir())


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
    names = sorted(path for path in (case / "source").rglob("*") if path.is_file())
    data = zipped({path.relative_to(case / "source").as_posix(): path.read_bytes() for path in names})
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
    names = sorted(path for path in (case / "source").rglob("*") if path.is_file())
    data = zipped({path.relative_to(case / "source").as_posix(): path.read_bytes() for path in names})
    document = docx.read(data, "source.docx", "en")
    (tmp_path / "source.docx").write_bytes(data)
    (tmp_path / "upper.docx").write_bytes(docx.write(document.localized("fr", upper)))
    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile"]
    command += ["--convert-to", "txt:Text", "--outdir", str(tmp_path)]
    subprocess.run([*command, "source.docx", "upper.docx"], cwd=tmp_path, check=True, capture_output=True)
    source, capitals = ((tmp_path / name).read_text("utf-8-sig") for name in ("source.txt", "upper.txt"))
    deleted = {"ALWAYS"}  # LibreOffice tells it; a changed paragraph is written without it
    assert capitals.split() == [word for word in source.upper().split() if word not in deleted] != []
