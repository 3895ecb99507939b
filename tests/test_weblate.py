"""The component descriptions for Weblate name our documents, and files that are there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tmpipe.project import Project

ROOT = Path(__file__).parents[1]
COMPONENTS = json.loads((ROOT / "docs/weblate/components.json").read_text())


def test_each_document_is_a_component() -> None:
    assert [one["slug"] for one in COMPONENTS] == [seed.slug for seed in Project.open(ROOT).seeds]


def test_the_files_they_name_are_there() -> None:
    for one in COMPONENTS:
        assert (ROOT / one["new_base"]).is_file()
        assert len(list(ROOT.glob(one["filemask"]))) == len(Project.open(ROOT).settings.locales)


def test_only_the_first_has_a_clone_of_its_own() -> None:
    first, *rest = COMPONENTS
    assert first["repo"].startswith("https://")
    assert {one["repo"] for one in rest} == {f"weblate://1988-statements/{first['slug']}"}
    assert not any({"branch", "push_on_commit", "merge_style"} & one.keys() for one in rest)


def test_the_placeholder_flag_takes_our_codes_and_nothing_else() -> None:
    pattern = re.fullmatch(r'placeholders:r"(.*)"', COMPONENTS[0]["check_flags"])
    assert pattern
    text = "a <g1>link</g1> and a note<x2/>, 3 < 4 <g>"
    assert re.findall(pattern[1], text) == ["<g1>", "</g1>", "<x2/>"]
