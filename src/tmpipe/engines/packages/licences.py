"""Under which licence a package says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tmpipe.text.oneline import one_line

UNKNOWN = "unknown"
_KEYS = ("license", "licence", "package_license", "package_licence")
_PAPERS = re.compile(r"(?:licen[cs]e|copying|unlicense)(?:[.-].*)?", re.IGNORECASE)
_README = re.compile(r"readme(?:\..*)?", re.IGNORECASE)
_SPEAKS = re.compile(r"licen[cs]", re.IGNORECASE)
_MOST = 1 << 16
"""Bytes of a file that are looked at."""
_SHOWN = 60
"""Characters of a licence that we do not know."""

_WORDS = {
    "MIT": ("mit", "permission is hereby granted free of charge"),
    "Apache-2.0": ("apache 2.0", "apache license version 2.0", "apache license 2.0", "apache2"),
    "CC0-1.0": ("cc0", "cc0 1.0", "creative commons zero", "cc0 1.0 universal"),
    "CC-BY-4.0": ("cc by 4.0", "creative commons attribution 4.0", "attribution 4.0 international"),
    "CC-BY-3.0": ("cc by 3.0", "creative commons attribution 3.0"),
    "CC-BY": ("cc by",),
    "CC-BY-SA-4.0": ("cc by sa 4.0", "attribution sharealike 4.0 international"),
    "CC-BY-SA-3.0": ("cc by sa 3.0",),
    "CC-BY-NC-4.0": ("cc by nc 4.0", "attribution noncommercial 4.0 international"),
    "CC-BY-NC-SA-4.0": ("cc by nc sa 4.0", "attribution noncommercial sharealike 4.0 international"),
    "CC-BY-NC-ND-4.0": ("cc by nc nd 4.0",),
    "GPL-2.0": ("gpl 2.0", "gpl 2", "gplv2", "gnu general public license version 2"),
    "GPL-3.0": ("gpl 3.0", "gpl 3", "gplv3", "gnu general public license version 3"),
    "AGPL-3.0": ("agpl 3.0", "agpl 3", "agplv3", "gnu affero general public license version 3"),
    "LGPL-3.0": ("lgpl 3.0", "lgpl 3", "lgplv3", "gnu lesser general public license version 3"),
    "MPL-2.0": ("mpl 2.0", "mozilla public license version 2.0", "mozilla public license 2.0"),
    "BSD-3-Clause": ("bsd 3 clause",),
    "BSD-2-Clause": ("bsd 2 clause",),
    "public domain": ("public domain", "unlicense"),
}
"""SPDX names, and the words that mean them, with single blanks for all that is no letter, digit or dot."""
_LONGEST_FIRST = sorted(
    ((f" {words} ", name) for name in _WORDS for words in _WORDS[name]), key=lambda one: -len(one[0])
)


def licence(folder: Path, metadata: Mapping[str, Any]) -> str:
    """An SPDX name where we know it, else a few words, or UNKNOWN.

    The metadata count before a file of the licence, and that before the README; of that, lines that speak of
    a licence, and the two below them. All that are named there are told: some are those of the data that a
    model was trained on.
    """
    return next(filter(None, _told(folder, metadata)), UNKNOWN)


def spdx(text: str) -> str:
    """The SPDX name of the licence of which a text speaks with the most words; empty where we know none."""
    plain = " ".join(re.findall(r"[a-z0-9]+(?:\.[0-9]+)?", text.casefold()))
    return next((name for words, name in _LONGEST_FIRST if words in f" {plain} "), "")


def _told(folder: Path, metadata: Mapping[str, Any]) -> Iterator[str]:
    for key in _KEYS:
        if isinstance(said := metadata.get(key), str):
            yield spdx(said) or one_line(said)[:_SHOWN]
    files = sorted(file for file in folder.iterdir() if file.is_file())
    for file in files:
        if _PAPERS.fullmatch(file.name):
            yield spdx(_beginning(file)) or f"see {one_line(file.name)}"
    for file in files:
        if _README.fullmatch(file.name):
            yield ", ".join(dict.fromkeys(filter(None, _named(_beginning(file)))))


def _named(text: str) -> Iterator[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    for at, line in enumerate(lines):
        if _SPEAKS.search(line):
            yield spdx(line) or spdx(" ".join(lines[at : at + 3]))


def _beginning(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
