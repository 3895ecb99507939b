"""GNU gettext's own tools, which Poedit saves with and many scripts use."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tmpipe.catalogs import po
from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Entry, Standing

SAVES = {
    "msgcat": ("msgcat", "-"),
    "msgcat --no-wrap": ("msgcat", "--no-wrap", "-"),
    "msgcat --width=77": ("msgcat", "--width=77", "-"),
    "msgattrib": ("msgattrib", "--previous", "-"),
    "msgmerge": ("msgmerge", "--quiet", "--previous", "x.po", "x.pot"),
}
SUGGESTIONS = (Standing.DRAFT, Standing.MEMORY, Standing.MACHINE, Standing.EARLIER)


@pytest.fixture
def tool(need: Callable[..., None], tmp_path: Path) -> Callable[..., bytes]:
    """`tool(data, program, *arguments)`: what the program writes to stdout."""

    def run(data: bytes, *command: str) -> bytes:
        need(command[0], package="gettext")
        return subprocess.run(command, input=data, capture_output=True, check=True, cwd=tmp_path).stdout

    return run


@pytest.mark.parametrize("editor", SAVES)
@pytest.mark.usefixtures("template")
def test_saves(editor: str, file: Path, tool: Callable[..., bytes], matrix: Any) -> None:
    version = tool(b"", "msgcat", "--version").split(b"\n")[0].split()[-1].decode()
    matrix(editor, version, tool(file.read_bytes(), *SAVES[editor]))


def test_flags_that_are_taken_away_from_all(
    file: Path, tool: Callable[..., bytes], saved: Any, catalog: Catalog
) -> None:
    """What nobody touched stays told from what a human wrote."""
    after = saved(tool(file.read_bytes(), "msgattrib", "--clear-fuzzy", "--clear-previous", "-")).after
    for old, new in zip(catalog.entries, after.entries, strict=True):
        now = {Standing.BEGUN: Standing.EDITED} if old.origin else {Standing.BEGUN: Standing.HUMAN}
        now |= dict.fromkeys(SUGGESTIONS, Standing.UNEDITED)
        assert standing(new) == now.get(standing(old), standing(old)), old


def test_flags_behind_the_new_mark_are_a_comment_to_old_tools(
    tool: Callable[..., bytes], catalog: Catalog
) -> None:
    """gettext before 0.26 makes `# = fuzzy` of them: such an entry is still no finished one."""
    entries = tuple(replace(entry, kept=None) for entry in catalog.entries)
    data = po.write(replace(catalog, entries=entries), workflow="#=")
    assert b"\n#= fuzzy\n" in data
    again = po.read(tool(data, "msgcat", "-"), "x.po", "fr")
    assert [_state(entry) for entry in again.entries] == [_state(entry) for entry in catalog.entries]


def _state(entry: Entry) -> tuple[bool, Standing, tuple[str, ...]]:
    return entry.fuzzy, standing(entry), entry.comments
