"""docs/engines.md names every engine, setting, way and reason that there is."""

from __future__ import annotations

import inspect
import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from tmpipe import parts
from tmpipe.engines import libretranslate, opus
from tmpipe.engines.care.contest import reason_of
from tmpipe.engines.care.guards import GUARDS
from tmpipe.engines.decoding import network
from tmpipe.pipeline import gate

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
CODE = [path.read_text(encoding="utf-8") for path in (ROOT / "src/tmpipe/engines").rglob("*.py")]


def first_cells(heading: str) -> set[str]:
    """What stands in backticks in the first column of the tables under a heading."""
    section = re.split(r"\n##+ ", PAGE.split(f"# {heading}\n")[1])[0]
    return {
        name
        for row in re.findall(r"^\|([^|]*)\|", section, re.MULTILINE)
        for name in re.findall(r"`(.+?)`", row)
    }


def told_reasons() -> set[str]:
    """The reasons that the code of engines names."""
    return {name for text in CODE for name in re.findall(r'reason="([\w-]+)"', text)}


@pytest.mark.parametrize("engine", [*parts.ENGINES, "none"])
def test_every_engine_is_there(engine: str) -> None:
    assert engine in first_cells("Which engine")


@pytest.mark.parametrize(
    "reason", sorted({*GUARDS, *map(reason_of, gate.CHECKS), *told_reasons(), "late", "unanswered"})
)
def test_every_reason_is_there(reason: str) -> None:
    assert reason in first_cells("Why an entry is empty")


def test_every_way_is_there() -> None:
    pattern = r'(?:way=|(?:sent|searched)\(machine, .*, )"([a-z]+)"\)'
    ways = {name for text in CODE for name in re.findall(pattern, text)}
    assert {"inline", "halves", "forced"} < ways
    assert ways <= first_cells("What happens to a sentence")


def shown(default: object) -> str:
    """A default as TOML has it, or that it is not set."""
    return "not set" if default is None else f"`{json.dumps(default)}`"


SETTINGS = [
    *(
        (field.name, field.default, "`[engines.argos]`, `[engines.opus]`")
        for field in fields(network.Settings)
    ),
    *((field.name, field.default, "`[engines.libretranslate]`") for field in fields(libretranslate.Settings)),
]


@pytest.mark.parametrize(("name", "default", "heading"), SETTINGS)
def test_every_setting_is_there_with_its_default(name: str, default: object, heading: str) -> None:
    section = re.split(r"\n##+ ", PAGE.split(f"# {heading}\n")[1])[0]
    assert f"| `{name}` | {shown(default)} |" in section


def test_what_only_a_folder_has_is_there() -> None:
    own = {name for name, one in inspect.signature(opus.open_engine).parameters.items() if one.default == ""}
    assert own <= first_cells("`[engines.argos]`, `[engines.opus]`")


def test_links_within_the_page_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= anchors
