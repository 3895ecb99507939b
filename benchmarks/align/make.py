"""Writes the gold sets of the tests from a project's catalogs: `make.py PROJECT tests/gold/align`.

Each has the sentences of some documents with their translations, merged and split; in `dropped-*` runs of one
side are missing, and sentences of the other documents stand between them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sets import Gold, Pair, golds

from tmpipe.project import Project


def pairs(project: Project, locale: str) -> list[Pair]:
    """All sentences that have a translation, document by document."""
    found: list[Pair] = []
    for seed in project.seeds:
        if catalog := project.catalog(seed.slug, locale):
            found += [
                (entry.msgid, entry.msgstr)
                for entry in catalog.entries
                if entry.msgstr and not entry.obsolete
            ]
    return list(dict.fromkeys(found))


def written(gold: Gold) -> str:
    """A gold set as JSON, a segment or bead a line."""
    told = {"locale": gold.locale, "source": gold.source, "target": gold.target, "beads": gold.beads}
    lines = (
        f'"{key}": [\n' + ",\n".join(json.dumps(one, ensure_ascii=False) for one in value) + "\n]"
        if isinstance(value, list)
        else f'"{key}": {json.dumps(value)}'
        for key, value in told.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Two sets a locale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    project = Project.open(chosen.project)
    for locale in project.settings.locales:
        rows = pairs(project, locale)
        text, others = [rows[: len(rows) * 2 // 3]], [rows[len(rows) * 2 // 3 :]]
        for name, strangers in (("merged", []), ("dropped", others)):
            (gold,) = golds(text, name, locale, 1, strangers=strangers, seed=6, rate=1.5)
            (chosen.folder / f"{name}-{locale}.json").write_text(written(gold), "utf-8")


if __name__ == "__main__":
    main()
