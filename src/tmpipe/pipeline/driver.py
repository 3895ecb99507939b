"""git's merge driver: so that git merges catalogs with `tmpipe merge` instead of line by line."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from tmpipe.history import surroundings

ATTRIBUTES = ("*.po merge=tmpipe", "*.pot merge=tmpipe")
"""What `.gitattributes` says; a git that does not know the driver merges such files as text."""

_NAME = "catalogs, entry by entry"
_MERGE = "merge %O %A %B -o %A --path %P"
COMMANDS = (
    f'git config merge.tmpipe.name "{_NAME}"',
    f'git config merge.tmpipe.driver "tmpipe {_MERGE}"',
)
"""What sets it up by hand, in each clone: git takes no programs over from another's configuration."""


def missing(text: str) -> tuple[str, ...]:
    """The lines that a `.gitattributes` lacks: one that says the same among other things will do."""
    said = {(words[0], word) for words in map(str.split, text.splitlines()) if words for word in words[1:]}
    return tuple(line for line in ATTRIBUTES if tuple(line.split()) not in said)


def set_up(folder: Path) -> bool:
    """Tells the repository that the folder lies in; False where there is none, or no git.

    It names this Python, not `tmpipe`: git may be started where no virtual environment is active. With
    `-P` it imports nothing from the folder that git runs it in.
    """
    program = " ".join(map(shlex.quote, (sys.executable, "-P", "-m", "tmpipe")))
    settings = {"merge.tmpipe.name": _NAME, "merge.tmpipe.driver": f"{program} {_MERGE}"}
    return all(_git(folder, "config", "--local", name, value) for name, value in settings.items())


def _git(folder: Path, *words: str) -> bool:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], env=surroundings(), capture_output=True, check=False
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0
