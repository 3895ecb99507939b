"""A new project folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from tmpipe import configuration, parts
from tmpipe.errors import UsageError
from tmpipe.files import write_whole
from tmpipe.history import work_tree
from tmpipe.pipeline import driver

_SETTINGS = """\
[project]
name = "{name}"
source_locale = "en"
locales = ["fr", "it", "sv", "fa"]
glossary = ["glossary/terms.csv"]

# One table a document, or a glob for many. The slug names the catalogs; without it, the path does.
{documents}
[output]
folder = "build"
formats = ["html", "txt"]

[pretranslate]
memory_cutoff = 70
engines = {{ default = "argos" }}

[checks]
fail_on = "error"

# What `tmpipe publish` makes a site of. `tmpipe init --pages github` (or gitlab) has it published there.
# [publish]
# url = "https://example.org/statements/"
# title = "{name}"
"""

_FOUND = """\
[[documents]]
path = "seeds/**/*{suffix}"
"""

_NONE = """\
# [[documents]]
# path = "seeds/statement.txt"
# slug = "statement"
"""

_GLOSSARY = (
    "term_id,source,source_variants,pos,domain,case,do_not_translate,"
    "fr,fr_permitted,fr_forbidden,it,it_permitted,it_forbidden,"
    "sv,sv_permitted,sv_forbidden,fa,fa_permitted,fa_forbidden,note,evidence,status\n"
)

_IGNORE = ("# derived by tmpipe, safe to delete", ".tmpipe/", "build/", "public/", "*.mo", ".*.tmpipe")
_ATTRIBUTES = (
    "# catalogs keep their line ends on every machine, and are merged by entry (tmpipe init --git)",
    "*.po text eol=lf",
    "*.pot text eol=lf",
    "# what a sign-off answers for is the same bytes on every machine",
    "seeds/** -text",
    "glossary/** -text",
    *driver.ATTRIBUTES,
)

_GITHUB = """\
name: catalogs
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: { python-version: "3.12" }
      - run: pip install tmpipe
      - run: tmpipe check --format github --report "markdown=$GITHUB_STEP_SUMMARY"
"""

_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: tmpipe-check
        name: glossary and markup of the catalogs
        entry: tmpipe check
        language: system
        files: \\.po$
        require_serial: true
"""


_PAGES = {"github": ".github/workflows/publish.yml", "gitlab": ".gitlab-ci.yml"}


def init(folder: str | Path) -> tuple[str, ...]:
    """Makes a project of a folder; the paths that were written. Files that are there stay as they are."""
    root = Path(folder)
    if (root / configuration.NAME).exists():
        raise UsageError(f"there is a project already: {root / configuration.NAME}")
    found: dict[str, bytes] = {
        configuration.NAME: _settings(root).encode(),
        "glossary/terms.csv": _GLOSSARY.encode(),
        "seeds/.gitkeep": b"",
        "locales/.gitkeep": b"",
        ".github/workflows/catalogs.yml": _GITHUB.encode(),
        ".pre-commit-config.yaml": _PRE_COMMIT.encode(),
        ".gitignore": _with_lines(root / ".gitignore", _IGNORE),
        ".gitattributes": _with_lines(root / ".gitattributes", _ATTRIBUTES),
    }
    return tuple(path for path, data in _new(root, found).items() if write_whole(root / path, data, path))


def attributes(folder: str | Path) -> tuple[str, ...]:
    """Has git merge the catalogs of a folder by entry; the paths that were written."""
    if not Path(folder).is_dir():
        raise UsageError(f"no such folder: {folder}")
    path = ".gitattributes"
    there = Path(folder) / path
    missing = driver.missing(there.read_text("utf-8", "replace") if there.exists() else "")
    data = _with_lines(there, missing)
    return (path,) if write_whole(Path(folder) / path, data, path) else ()


def pages(folder: str | Path, host: str) -> str:
    """Has a host (`github`, `gitlab`) check and publish a project; the path that was written."""
    if not (Path(folder) / configuration.NAME).exists():
        raise UsageError(f"no project in {folder}: it has no {configuration.NAME}; `tmpipe init` makes one")
    path = _PAGES[host]
    if (root := work_tree(Path(folder))) != Path(folder).resolve():
        what = f"put {path} there by hand, and have each step begin in the project's folder"
        raise UsageError(f"the project is not the root of its repository, {root}; {what}")
    if (Path(folder) / path).exists():
        what = "take it away, run this again, and put both together"
        raise UsageError(f"there is a {path} already, which stays as it is; {what}")
    data = (files("tmpipe.pipeline") / "snippets" / f"{host}-pages.yml").read_bytes()
    write_whole(Path(folder) / path, data, path)
    return path


def _new(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that may be written: those that are not there, and the lists of lines that we extend."""
    extended = (".gitignore", ".gitattributes")
    return {path: data for path, data in files.items() if path in extended or not (root / path).exists()}


def _settings(root: Path) -> str:
    name = re.sub(r"[\"\\\x00-\x1f]", "", root.resolve().name) or "statements"
    there = {place.suffix for place in (root / "seeds").rglob("*")}
    found = [_FOUND.format(suffix=suffix) for suffix in parts.SUFFIXES if suffix in there]
    documents = "\n".join(found) or _NONE
    return _SETTINGS.format(name=name, documents=documents)


def _with_lines(place: Path, lines: tuple[str, ...]) -> bytes:
    """The file with the lines that it lacks at its end."""
    data = place.read_bytes() if place.exists() else b""
    known = {line.strip() for line in data.splitlines()}
    missing = [line.encode() for line in lines if line.encode() not in known]
    end = b"\r\n" if b"\r\n" in data else b"\n"
    if missing and data and not data.endswith(b"\n"):
        data += end
    return data + b"".join(line + end for line in missing)
