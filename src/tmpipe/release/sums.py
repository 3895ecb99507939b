"""Lists of checksums as `sha256sum` prints them, and `sha256sum -c` checks them: `write` <-> `read`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tmpipe.errors import InputError

NAME = "SHA256SUMS"

_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
_ESCAPE = re.compile(r"\\.?")
_AGAIN = "fetch it again, and if that does not help, tell whoever publishes it"


def write(rows: Iterable[tuple[str, str]]) -> bytes:
    """The list of paths with their SHA-256, by path."""
    return "".join(_written(path, sha256) for path, sha256 in sorted(rows)).encode()


def _written(path: str, sha256: str) -> str:
    """A line; one whose path has a backslash or a line end in it begins with a backslash."""
    escaped = path
    for escape, sign in _ESCAPES.items():
        escaped = escaped.replace(sign, escape)
    mark = "" if escaped == path else "\\"
    return f"{mark}{sha256}  {escaped}\n"


def read(data: bytes, shown: str) -> dict[str, str]:
    """The SHA-256 of each path. InputError with path and line where it is no such list, or is cut off."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"is not UTF-8; {_AGAIN}", shown, number) from error
    if text and not text.endswith("\n"):
        raise InputError(f"is cut off; {_AGAIN}", shown, text.count("\n") + 1)
    found: dict[str, str] = {}
    for number, line in enumerate(text.split("\n")[:-1], 1):
        path, sha256 = _read(line, shown, number)
        if found.setdefault(path, sha256) is not sha256:
            raise InputError(f"has {path!r} twice; {_AGAIN}", shown, number)
    return found


def _read(line: str, shown: str, number: int) -> tuple[str, str]:
    told = _LINE.fullmatch(line)
    good = told and (not told[1] or all(one in _ESCAPES for one in _ESCAPE.findall(told[3])))
    if not told or not good or line.endswith("\r"):
        message = f"is not a line of sha256sum: 64 hexadecimal digits, two blanks, a path; {_AGAIN}"
        raise InputError(message, shown, number)
    path = _ESCAPE.sub(lambda one: _ESCAPES[one[0]], told[3]) if told[1] else told[3]
    return path, told[2]
