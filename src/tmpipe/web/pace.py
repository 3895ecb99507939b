"""Answers of servers that may not come too slowly: a byte now and then would hold us for hours."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedIOBase, BufferedReader, RawIOBase
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.request import HTTPHandler, HTTPSHandler, Request

from tmpipe.web.failures import SlowError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GRACE = 30
"""Seconds after its first byte in which an answer may come as slowly as it does."""
LEAST = 100
"""Bytes a second that have to come from then on, on the average since that one."""


class _Paced(RawIOBase):
    """All of an answer as it comes: its headers, too, and what chunks have around them."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._begun: float | None = None  # a server may think, which has its own limit
        self._come = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        come = self._stream.readinto1(buffer)
        self._come += come
        now = monotonic()
        self._begun = now if self._begun is None else self._begun
        passed = now - self._begun
        if come and passed > GRACE and self._come < LEAST * passed:
            raise SlowError(f"{self._come:,} bytes in {passed:.0f} seconds")
        return come

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, *connection: Any, **request: Any) -> None:
        super().__init__(*connection, **request)
        self.fp = BufferedReader(_Paced(self.fp))


class _Plain(HTTPConnection):
    response_class = _Response


class _Secure(HTTPSConnection):
    response_class = _Response


class Plain(HTTPHandler):
    """`http://`, for `urllib.request.build_opener`."""

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Plain, req)


class Secure(HTTPSHandler):
    """`https://`, likewise."""

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Secure, req)
