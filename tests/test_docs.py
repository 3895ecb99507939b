"""Documentation that cannot rot: the reference is what `--help` says, and every part is in it."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

import pytest

from tmpipe import parts
from tmpipe.arguments import parser
from tmpipe.checks.base import SEVERITIES

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "commands.md"

TOP = """\
# Commands

What `--help` says of each command. This page is compared with the program in the tests; rewrite it with
`pytest tests/test_docs.py --update-golden`.

Exit codes: 0 done; 1 findings at or above `--fail-on`; 2 cannot go on (one line on stderr says where, why,
and what to do); 130 interrupted. stdout has the result, stderr the talk.

Shell completion: `tmpipe completion bash` (or `zsh`, `fish`) prints the script; put
`eval "$(tmpipe completion bash)"` into your shell's start file.
"""


def commands(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Every parser of the program by its full name."""
    found = {top.prog: top}
    for action in top._actions:  # argparse has no public way to its commands
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                found |= commands(command)
    return found


def reference() -> str:
    sections = [TOP]
    for name, command in commands(parser()).items():
        sections.append(f"\n## `{name}`\n\n```\n{command.format_help().strip()}\n```\n")
    return "".join(sections)


def test_the_reference_is_what_help_says(monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    monkeypatch.setitem(os.environ, "COLUMNS", "100")
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    text = reference()
    if update_golden:
        REFERENCE.write_text(text, encoding="utf-8")
    # Python versions differ in white space and in the words "options" and "optional arguments".
    assert REFERENCE.read_text(encoding="utf-8").split() == text.split()


def test_every_command_and_option_has_its_help() -> None:
    for name, command in commands(parser()).items():
        assert command.description or command.prog.count(" ") > 1, name
        for action in command._actions:
            assert action.help or action.choices or action.metavar, f"{name} {action.option_strings}"


@pytest.mark.parametrize("check", [*SEVERITIES, *parts.CHECKS])
def test_every_check_is_documented(check: str) -> None:
    assert f"`{check}`" in (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("family", ["reports", "renditions", "engines", "formats"])
def test_every_part_is_documented(family: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "docs" / "configuration.md").read_text(
        encoding="utf-8"
    )
    for name in parts.FAMILIES[family]:
        assert re.search(rf"\b{name}\b", text), name


ROOMS = ["text", "catalogs", "glossary", "memory", "engines"]


@pytest.mark.parametrize("room", [*ROOMS, "engines/care", "engines/decoding", "engines/packages"])
def test_the_map_names_every_module_of_a_room(room: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = {path.stem for path in (ROOT / "src" / "tmpipe" / room).glob("*.py")} - {"__init__"}
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_links_between_our_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"
