"""What a server sends, read within limits."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPResponse

from tmpipe.errors import InputError
from tmpipe.web.failures import BrokenError, RangeError


def whole(answer: HTTPResponse, limit: int, shown: str) -> bytes:
    """All of an answer. InputError where it is more than the limit, BrokenError where it breaks off."""
    size = answer.length
    data = b"".join(pieces(answer, limit + 1))
    if len(data) > limit:
        raise InputError(f"is larger than it may be, {limit:,} bytes", shown)
    if size is not None and len(data) != size:
        raise BrokenError(f"it broke off after {len(data):,} of {size:,} bytes")
    return data


def pieces(answer: HTTPResponse, most: int) -> Iterator[bytes]:
    """What comes, no more than so many bytes: `read` alone would take all that somebody sends who says that
    the next piece has less than none.
    """
    while piece := answer.read1(min(most, 1 << 16)):
        yield piece[:most]
        most -= len(piece)
        if most <= 0:
            return


def goes_on(answer: HTTPResponse, at: int) -> bool:
    """Whether the answer begins at that byte, as it was asked to, and not at the first one. RangeError."""
    if answer.status == 206 and not header(answer, "Content-Range").startswith(f"bytes {at}-"):
        raise RangeError("the server sends another range than it was asked for")
    return answer.status == 206


def header(answer: HTTPResponse, name: str) -> str:
    """A header of the answer; empty where it has none, or a strange one."""
    value = str(answer.headers.get(name, ""))
    return value if value.isascii() and value.isprintable() else ""
