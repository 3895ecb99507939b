"""Golden sets: the small documents of `tests/golden/plain` through the whole job, translated into CAPITALS.

So whoever reads a diff can judge it. `pytest --update-golden` rewrites them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tmpipe.pipeline.build import build
from tmpipe.project import Project

GOLDEN = Path(__file__).parent.parent / "golden" / "plain"
CASES = sorted(path.parent for path in GOLDEN.glob("*/source.txt"))
SETTINGS = """\
[project]
name = "golden"
locales = ["sv"]
[[documents]]
path = "source.txt"
slug = "upper"
[output]
formats = ["txt"]
[pretranslate]
engines = { default = "pseudo" }
"""
WRITTEN = {
    "template.pot": "locales/templates/upper.pot",
    "upper.po": "locales/sv/LC_MESSAGES/upper.po",
    "upper.txt": "build/sv/upper.txt",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_whole_job_on(case: Path, tmp_path: Path, update_golden: bool) -> None:
    (tmp_path / "tmpipe.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "source.txt").write_bytes((case / "source.txt").read_bytes())
    build(Project.open(tmp_path))
    for name, path in WRITTEN.items():
        made = (tmp_path / path).read_bytes()
        if update_golden:
            (case / name).write_bytes(made)
        assert made.decode() == (case / name).read_text(encoding="utf-8"), f"{case.name}/{name}"
