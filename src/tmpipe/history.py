"""What git knows of a folder's files: which content came from which, and who made it so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_COMMIT = "commit "
_DATED_COMMIT = re.compile(r"commit ([0-9a-f]{40,64}) ([0-9]{4}-[0-9]{2}-[0-9]{2})")
"""A file's name may begin like a commit."""
HOOKED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks of their repository: with these it speaks of that one, wherever it is started."""


def surroundings() -> dict[str, str]:
    """The environment in which git finds the repository that its folder lies in, also in another's hook."""
    return {name: value for name, value in os.environ.items() if name not in HOOKED}


def work_tree(folder: Path) -> Path:
    """The git repository around a folder, without asking git; where there is none, the folder."""
    start = folder.resolve()
    return next((one for one in (start, *start.parents) if (one / ".git").exists()), start)


@dataclass(frozen=True, slots=True)
class Change:
    """A commit made the content `new` of the contents `old`: of none, of one, in a merge of several."""

    old: tuple[str, ...]
    new: str
    author: str
    """By `.mailmap`; empty where a shallow clone hides who it was."""


@dataclass(frozen=True, slots=True)
class History:
    """The contents that files had, by git's names for contents: a renamed file has the same."""

    root: Path
    changes: tuple[Change, ...]
    """Parents before children."""
    committed: Mapping[str, str]
    """The content of each path, relative to `root`, in the last commit."""
    shallow: bool = False
    """Whether the clone lacks older commits."""

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The contents of these names, in order, from one process; empty for what git has lost."""
        import subprocess

        with subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=self.root,
            env=surroundings(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as git:
            assert git.stdin
            assert git.stdout
            for name in names:
                git.stdin.write(name.encode() + b"\n")
                git.stdin.flush()
                told = git.stdout.readline().split()
                found = len(told) == 3
                yield git.stdout.read(int(told[2]) + 1)[:-1] if found else b""


def read(root: Path, folder: str) -> History | str:
    """The history of a folder's files below `root`; without git or a commit, the reason."""
    import subprocess  # most runs ask git nothing

    if not (root / folder).is_dir():
        return f"there is no folder {folder} yet"
    try:
        tree = _git(root, "ls-tree", "-r", "-z", "HEAD", folder)
        log = _git(root, "log", *_LOG, "--", folder)
        marks = _git(root, "rev-parse", "--git-path", "shallow").strip()
    except FileNotFoundError:
        return "git is not installed"
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode(errors="replace").strip().split("\n")[0]
        return f"git has no history here ({told.removeprefix('fatal: ')})"
    place = root / marks
    cut = frozenset(place.read_text("ascii").split()) if place.is_file() else frozenset()
    return History(root, tuple(_changes(log, cut)), _committed(tree), bool(cut))


def dates(root: Path, paths: Iterable[str]) -> Mapping[str, str]:
    """The day, `YYYY-MM-DD`, of the last commit that changed each of the paths below `root`, by path.

    Nothing is known of what no commit has, or what lies beyond the end of a shallow clone.
    """
    import subprocess

    try:
        mark = root / _git(root, "rev-parse", "--git-path", "shallow").strip()
        log = _git(root, "log", "--relative", "--name-only", "--no-renames", "-z", *_DATED, "--", *paths)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return {}
    cut = frozenset(mark.read_text("ascii").split()) if mark.is_file() else frozenset()
    found: dict[str, str] = {}
    day = ""
    for word in log.replace("\n", "\0").split("\0"):
        if told := _DATED_COMMIT.fullmatch(word):
            day = "" if told[1] in cut else told[2]
        elif word and day:
            found.setdefault(word, day)
    return found


def count(root: Path) -> int:
    """How many commits have led to this one; 0 where git does not know: there is none, or a shallow clone."""
    return 0 if is_shallow(root) else int(_told(root, "rev-list", "--count", "HEAD") or 0)


def is_shallow(root: Path) -> bool:
    """Whether this is a clone that lacks older commits."""
    return _told(root, "rev-parse", "--is-shallow-repository") == "true"


def _told(root: Path, *words: str) -> str:
    """A word of git's; empty where it cannot say it."""
    import subprocess

    try:
        return _git(root, *words).strip()
    except (FileNotFoundError, subprocess.CalledProcessError):
        return ""


_DATED = ("--no-color", "--no-show-signature", "--encoding=UTF-8", f"--format={_COMMIT}%H %cs")
_LOG = (
    "--topo-order",
    "--reverse",
    "-c",
    "--raw",
    "--no-abbrev",
    "--find-renames",
    "--no-color",
    "--no-show-signature",
    "--encoding=UTF-8",
    f"--format={_COMMIT}%H %aN",
)
"""In a merge `-c` shows what differs from all parents: what does not is one of the contents before."""


def _git(root: Path, *words: str) -> str:
    """What git says. CalledProcessError where it cannot."""
    import subprocess

    quiet = {**surroundings(), "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "--no-pager", "-c", "log.follow=false", "-c", "log.showRoot=true", *words]
    done = subprocess.run(command, cwd=root, env=quiet, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def _changes(log: str, cut: frozenset[str]) -> Iterator[Change]:
    """The changes in a raw log; at the commits `cut`, which have lost their parents, nobody's."""
    author = ""
    for line in log.split("\n"):
        if line.startswith(_COMMIT):
            commit, _, name = line[len(_COMMIT) :].partition(" ")
            author = "" if commit in cut else name
        elif line.startswith(":"):
            parents = len(line) - len(line.lstrip(":"))
            fields = line.lstrip(":").partition("\t")[0].split(" ")
            *old, new = fields[parents + 1 : 2 * parents + 2]
            if new.strip("0"):
                yield Change(tuple(name for name in old if name.strip("0")), new, author)


def _committed(tree: str) -> Mapping[str, str]:
    """Paths and contents of `git ls-tree -z`."""
    rows = (row.partition("\t") for row in tree.split("\0") if row)
    return {path: told.split(" ")[2] for told, _, path in rows}
