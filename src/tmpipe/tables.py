"""A TOML file that people write: read with its text, so that a complaint names the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any

from tmpipe.errors import TmpipeError

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)


class Tables:
    """The tables of a file; what is wrong with it is told as an `error`, with path and line."""

    conflict = "a merge conflict is left in this file; settle it, then run this again"

    def __init__(self, data: bytes, path: str, error: type[TmpipeError]) -> None:
        self.path = path
        self.error = error
        try:
            self.text = data.decode("utf-8-sig")
        except UnicodeDecodeError as damage:
            line = data.count(b"\n", 0, damage.start) + 1
            raise error("not UTF-8; save the file as UTF-8", path, line) from damage
        if found := _CONFLICT.search(self.text):
            raise error(self.conflict, path, self.line_at(found.start()))
        try:
            self.tables: Mapping[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as damage:
            named = re.search(r"at line (\d+)", str(damage))
            line = int(named[1]) if named else max(1, self.text.count("\n"))
            raise error(f"not valid TOML: {damage}", path, line) from damage

    def refuse_unknown(
        self, content: Mapping[str, Any], known: Collection[str], what: str, start: int = 0
    ) -> None:
        """Complains of the first key that is none of the known ones."""
        for key in content:
            if key not in known:
                raise self.wrong(key, f"unknown {what}: {key!r}; known are: {', '.join(known)}", start)

    def wrong(self, key: str, message: str, start: int = 0) -> TmpipeError:
        """The complaint at the first line behind `start` that has the key."""
        return self.error(message, self.path, self.line_of(key, start))

    def line_of(self, key: str, start: int = 0) -> int:
        """The first line behind `start` that has the key, else the first of all; 1 where none has it."""
        pattern = re.compile(rf"^[^#\n]*?(?<![\w-]){re.escape(key)}(?![\w-])", re.MULTILINE)
        found = pattern.search(self.text, start) or pattern.search(self.text)
        return self.line_at(found.end()) if found else 1

    def line_at(self, place: int) -> int:
        """The line, from 1, of a place in the text."""
        return self.text.count("\n", 0, place) + 1
