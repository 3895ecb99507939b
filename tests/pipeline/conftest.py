"""A small project to work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tmpipe.project import Project

SETTINGS = """\
[project]
name = "trial"
locales = ["fr", "fa"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "seeds/first.txt"
slug = "first"
[[documents]]
path = "seeds/second.txt"
slug = "second"
[pretranslate]
engines = { default = "none" }
"""

COLUMNS = (
    "term_id,source,source_variants,pos,domain,case,do_not_translate,"
    "fr,fr_permitted,fr_forbidden,fa,fa_permitted,fa_forbidden,note,evidence,status"
)
GLOSSARY = f"""\
{COLUMNS}
death_commission,death commission,death commissions,,,free,no,commission de la mort,,,هیئت مرگ,,,,,
tehran,Tehran,,,,exact,no,Téhéran,,Tehran :: English spelling,تهران,,,,,
"""

FIRST = """\
A Massacre in Tehran

The death commissions sat in Tehran. They sent thousands of prisoners to their deaths.

Their families never learned where the bodies were buried. The families have a right to know the truth.
"""

SECOND = """\
A Call for Justice

The families have a right to know the truth. Nobody has been brought to justice.
"""

Make = Callable[..., Project]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes the project; keyword `settings` replaces its `tmpipe.toml`, `files` further files."""

    def made(settings: str = SETTINGS, files: Mapping[str, str] | None = None) -> Project:
        own = {"seeds/first.txt": FIRST, "seeds/second.txt": SECOND, "glossary/terms.csv": GLOSSARY}
        for path, text in {**own, **(files or {}), "tmpipe.toml": settings}.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return Project.open(tmp_path)

    return made
