"""One question to a web server, and its answer."""

from __future__ import annotations

import math
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, HTTPResponse, InvalidURL
from types import MappingProxyType
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from tmpipe.web.addresses import Address, is_here, is_safe, origin
from tmpipe.web.body import header
from tmpipe.web.failures import (
    AbsentError,
    BrokenError,
    LateError,
    RangeError,
    RefusedError,
    SlowError,
    UnchangedError,
)
from tmpipe.web.pace import Plain, Secure

TIMEOUT = 30
"""Seconds without a byte."""
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_GONE = frozenset({404, 410})
_LATER = frozenset({408, 425, 429})
"""Answers after which it is worth to try again; those from 500 on are others."""
_MARKS = frozenset({"If-None-Match", "If-Modified-Since"})
_SAME = frozenset({307, 308})
"""Answers that send on what is sent, and not only who asks."""
_LONGEST = 300
"""Characters of what a server says that are told on."""
_BODY = 4096
"""Bytes that are kept of what a server says beside a refusal."""
_HEADERS = {"User-Agent": "tmpipe", "Accept-Encoding": "identity", "Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks, and what he lets servers do."""

    plain: bool = False
    """Whether `http://` is fine from other machines, too: what comes is proved otherwise, or is not worth
    it. From `https://` no server sends us on to it in any case."""
    timeout: float = TIMEOUT

    @contextmanager
    def answer(
        self, address: Address, headers: Mapping[str, str] = NO_HEADERS, data: bytes | None = None
    ) -> Iterator[HTTPResponse]:
        """The server's answer to a GET or, with data, to a POST, which needs a `Content-Type`.

        What fails, now or while the answer is read, is raised as one of `failures`. Headers go wherever the
        server sends us on to, so they hold no secrets; the login and the data go to its own origin alone.
        """
        if not address.trusty(plain=self.plain):
            raise RefusedError("can be changed on its way; use https://", address.url)
        request = Request(address.url, data, {**_HEADERS, **headers})  # noqa: S310 - http(s)
        if address.login:
            request.add_unredirected_header("Authorization", address.login)
        try:
            opener = build_opener(_Proxies, Plain, Secure, _Redirects(address, plain=self.plain))
            with opener.open(request, timeout=self.timeout) as answer:
                _check_coding(answer, address.url)
                yield answer
        except HTTPError as error:
            refusal = _refusal(error, address.url, asked=not _MARKS.isdisjoint(headers))
            error.close()  # it is an open connection, too
            raise refusal from error
        except (OSError, HTTPException, ValueError) as error:  # the last one: of an address that is none
            raise _failure(error, address.url) from error


def _check_coding(answer: HTTPResponse, url: str) -> None:
    if header(answer, "Content-Encoding").lower() not in {"", "identity"}:
        says = "the server sends it packed, though plain bytes were asked for; tell who keeps the server"
        raise RefusedError(says, url)


def _refusal(error: HTTPError, url: str, *, asked: bool) -> Exception:
    """What an answer without what was asked for is to us."""
    if error.code == 304 and asked:
        return UnchangedError()
    if error.code in _GONE:
        return AbsentError()
    says = f"the server says {error.code} {_tame(error.reason)}"
    if error.code == 416:
        return RangeError(says, code=416)
    body = _body(error)
    if error.code >= 500 or error.code in _LATER:
        return BrokenError(says, code=error.code, body=body, after=_after(error))
    return RefusedError(f"cannot be had: {says}; check the address", url, code=error.code, body=body)


def _body(error: HTTPError) -> bytes:
    """The first bytes of what it says more, as far as they come."""
    with suppress(OSError, HTTPException, ValueError, SlowError):
        if isinstance(error.fp, HTTPResponse):
            return error.fp.read1(_BODY)
    return b""


def _after(error: HTTPError) -> float:
    """The seconds that the server asks to wait, by their number or by the date of their end; 0: nothing."""
    says = str(error.headers.get("Retry-After", "")).strip()
    if says.isascii() and says.isdigit():
        return float(says[:9])
    try:
        wait = parsedate_to_datetime(says).timestamp() - time.time()
    except (ValueError, OverflowError, OSError):
        return 0
    return max(0.0, wait) if math.isfinite(wait) else 0


def _tame(said: object) -> str:
    """What a server may have said, on one line that ends."""
    return " ".join(str(said).split())[:_LONGEST]


def _failure(error: Exception, url: str) -> Exception:
    """What lies below a `URLError` says what is wrong."""
    reason = getattr(error, "reason", None)
    cause = reason if isinstance(reason, Exception) else error
    why = _tame(getattr(cause, "strerror", None) or reason or str(cause) or type(cause).__name__)
    if isinstance(cause, ssl.SSLCertVerificationError):
        says = f"the server's certificate cannot be trusted ({cause.verify_message}); check the address"
        return RefusedError(says, url)
    if isinstance(cause, socket.gaierror):
        says = f"the server cannot be found ({why}); see to the network, or check the address"
        return RefusedError(says, url)
    if isinstance(cause, InvalidURL | UnicodeError):
        return RefusedError(f"no server can have this address ({why}); check it", url)
    return LateError("nothing came for a long time") if isinstance(cause, TimeoutError) else BrokenError(why)


class _Proxies(ProxyHandler):
    """Those of the environment; but this machine is asked without one, which would ask its own instead."""

    def proxy_open(self, req: Request, proxy: str, type: str) -> HTTPResponse | None:  # noqa: A002 - urllib's
        here = is_here(urlsplit(req.full_url).hostname or "")
        return None if here else super().proxy_open(req, proxy, type)


class _Redirects(HTTPRedirectHandler):
    """Lets nothing that came safely go on unsafely, and nobody else know what is sent."""

    def __init__(self, address: Address, *, plain: bool) -> None:
        self._address = address
        self._plain = plain

    def http_error_302(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> IO[bytes] | None:
        """What else the answer says is not read: it may have no end."""
        fp.close()
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(  # noqa: PLR0917 - urllib's own signature
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        target = urlsplit(newurl)
        place = f"{target.scheme}://{target.netloc.rpartition('@')[2]}"
        downgraded = urlsplit(req.full_url).scheme == "https" and target.scheme != "https"
        trusty = is_safe(target) or (self._plain and target.scheme == "http")
        if downgraded or not trusty:
            raise self._refused(
                f"the server sends us on to {place}, where anything could be changed on its way; use the "
                "address where it really is"
            )
        own = origin(target) == origin(urlsplit(self._address.url))
        if req.data is not None and not (own and code in _SAME):
            raise self._refused(f"the server sends us on to {place}{target.path}; use that address")
        new = self._sent_on(req, newurl) if req.data is not None else None
        new = new or super().redirect_request(req, fp, code, msg, headers, newurl)
        if new and self._address.login and own:
            new.add_unredirected_header("Authorization", self._address.login)
        return new

    def _sent_on(self, req: Request, newurl: str) -> Request:
        url = newurl.replace(" ", "%20")
        return Request(url, req.data, dict(req.headers))  # noqa: S310 - http(s), as was seen to

    def _refused(self, says: str) -> RefusedError:
        return RefusedError(says, self._address.url)
