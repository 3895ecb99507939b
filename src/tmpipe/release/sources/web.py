"""A release on the web, read with the standard library; nothing that a server says is believed."""

from __future__ import annotations

import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from ipaddress import ip_address
from typing import IO, TypeVar
from urllib.error import HTTPError
from urllib.parse import SplitResult, quote, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tmpipe.errors import InputError, UsageError
from tmpipe.release.manifest import NAME as MANIFEST
from tmpipe.release.part import Part, shifted
from tmpipe.release.sources import MAX_MANIFEST, Found, Mark
from tmpipe.release.sources.pace import Plain, Secure, SlowError

T = TypeVar("T")
TIMEOUT = 30
"""Seconds without a byte."""
PAUSES = (1.0, 4.0)
"""Seconds before the second try, and before the third."""
_GONE = frozenset({404, 410})
_LATER = frozenset({408, 425, 429})
"""Answers after which it is worth to try again; those from 500 on are others."""
_MARKS = ("If-None-Match", "If-Modified-Since")
_LONGEST = 300
"""Characters of what a server says that are told on."""
_PLAIN = "/%:@!$&'()*+,;=~"
_PAGES = (MANIFEST, "index.html")


class _AbsentError(Exception):
    """The server has no such file."""


class _UnchangedError(Exception):
    """The server has what the mark says."""


class _BrokenError(Exception):
    """The server or the way to it fails; it may do so only now. The text says how."""


class _RangeError(_BrokenError):
    """The server cannot go on where it was asked to."""


@dataclass(frozen=True, slots=True)
class Web:
    """A `sources.Source`."""

    base: str
    """The release's address, with a last `/` and without a password."""
    login: str
    """What the server is told of who asks; empty: nothing."""
    keyed: bool

    @classmethod
    def at(cls, where: str, *, keyed: bool) -> Web:
        """The release at an address, that of its manifest or first page, too. UsageError."""
        try:
            parts = urlsplit(where)
            host = parts.netloc.rpartition("@")[2]
            port_is_good = parts.port is None or bool(parts.hostname)
        except ValueError:
            port_is_good, host, parts = False, "", SplitResult("", "", "", "", "")
        if not (port_is_good and parts.hostname) or parts.query:
            raise UsageError("this is no address of a release, such as https://example.org/statements/")
        if not _trusty(parts, keyed=keyed):
            raise UsageError(
                f"http://{host} can be changed on its way; use https://, or name with --signer the key "
                "that the release is signed with"
            )
        folder, _, last = parts.path.rpartition("/")
        path = f"{folder}/" if last in _PAGES else parts.path.rstrip("/") + "/"
        return cls(f"{parts.scheme.lower()}://{host}{quote(path, safe=_PLAIN)}", _login(parts), keyed)

    @property
    def shown(self) -> str:
        return self.base

    def manifest(self, since: Mark) -> Found | None:
        marks = zip(_MARKS, (since.etag, since.modified), strict=True)
        headers = {name: value for name, value in marks if value}
        try:
            return self._tried(MANIFEST, lambda: self._read(MANIFEST, MAX_MANIFEST, headers))
        except _UnchangedError:
            return None
        except _AbsentError as error:
            raise InputError(
                f"no release is there: it has no {MANIFEST}; name the address of the site's first page",
                self.base,
            ) from error

    def read(self, path: str, limit: int) -> bytes | None:
        try:
            return self._tried(path, lambda: self._read(path, limit, {})).data
        except _AbsentError:
            return None

    def fetch(self, part: Part) -> None:
        path = part.file.path
        try:
            self._tried(path, lambda: self._continue(part), lambda: part.done)
        except _AbsentError as error:
            raise shifted("is not there, though the manifest names it", path) from error

    def _read(self, path: str, limit: int, headers: Mapping[str, str]) -> Found:
        with self._answer(path, headers) as answer:
            size = answer.length
            data = b"".join(_pieces(answer, limit + 1))
            mark = Mark(_header(answer, "ETag"), _header(answer, "Last-Modified"))
        if len(data) > limit:
            raise InputError(f"is larger than it may be, {limit:,} bytes", self.base + path)
        if size is not None and len(data) != size:
            raise _BrokenError(f"it broke off after {len(data):,} of {size:,} bytes")
        return Found(data, mark)

    def _continue(self, part: Part) -> None:
        """Takes what the part lacks; a part that the server cannot go on with begins anew."""
        headers = {"Range": f"bytes={part.done}-"} if part.done else {}
        try:
            with self._answer(part.file.path, headers) as answer:
                if not _continues(answer, part):
                    part.restart()
                end = None if answer.length is None else part.done + answer.length
                part.take(answer.read1)
        except _RangeError:
            part.restart()
            raise
        if part.done < part.file.size and not (answer.chunked or part.done == end):
            raise _BrokenError(f"it broke off after {part.done:,} of {part.file.size:,} bytes")

    def _tried(self, path: str, action: Callable[[], T], progress: Callable[[], int] = int) -> T:
        """What the action gives; three times it may fail without that more has come than ever before."""
        most, pauses = progress(), list(PAUSES)
        while True:
            try:
                return action()
            except SlowError as error:  # once more it would be so again, each time a little further
                kept = ", what has come is kept" if progress() else ""
                message = f"comes too slowly ({error}); try again later{kept}"
                raise InputError(message, self.base + path) from error
            except _BrokenError as error:
                if progress() > most:
                    most, pauses = progress(), list(PAUSES)
                if not pauses:
                    message = f"cannot be had: {error}; see to the network, or try again later"
                    raise InputError(message, self.base + path) from error
                time.sleep(pauses.pop(0))

    @contextmanager
    def _answer(self, path: str, headers: Mapping[str, str]) -> Iterator[HTTPResponse]:
        """The server's answer; what fails while it is read is told as the class of what can be done."""
        request = Request(self.base + quote(path), headers={**_HEADERS, **headers})  # noqa: S310 - http(s)
        if self.login:
            request.add_unredirected_header("Authorization", self.login)
        try:
            with build_opener(Plain, Secure, _Redirects(self)).open(request, timeout=TIMEOUT) as answer:
                self._check_coding(answer, path)
                yield answer
        except HTTPError as error:
            error.close()  # it is an open connection, too
            raise self._refusal(error, path, asked=not headers.keys().isdisjoint(_MARKS)) from error
        except (OSError, HTTPException, ValueError) as error:  # the last one: of an address that is none
            raise self._failure(error, path) from error

    def _check_coding(self, answer: HTTPResponse, path: str) -> None:
        if _header(answer, "Content-Encoding").lower() not in {"", "identity"}:
            raise InputError(
                "the server sends it packed, though plain bytes were asked for; tell who keeps the server",
                self.base + path,
            )

    def _refusal(self, error: HTTPError, path: str, *, asked: bool) -> Exception:
        if error.code == 304 and asked:
            return _UnchangedError()
        if error.code in _GONE:
            return _AbsentError()
        says = f"the server says {error.code} {' '.join(str(error.reason).split())[:_LONGEST]}"
        if error.code == 416:
            return _RangeError(says)
        if error.code >= 500 or error.code in _LATER:
            return _BrokenError(says)
        return InputError(f"cannot be had: {says}; check the address", self.base + path)

    def _failure(self, error: Exception, path: str) -> Exception:
        """What lies below a `URLError` says what is wrong."""
        reason = getattr(error, "reason", None)
        cause = reason if isinstance(reason, Exception) else error
        why = str(getattr(cause, "strerror", None) or reason or str(cause) or type(cause).__name__)[:_LONGEST]
        if isinstance(cause, ssl.SSLCertVerificationError):
            return InputError(
                f"the server's certificate cannot be trusted ({cause.verify_message}); check the address",
                self.base + path,
            )
        if isinstance(cause, socket.gaierror):
            return InputError(
                f"the server cannot be found ({why}); see to the network, or check the address",
                self.base + path,
            )
        return _BrokenError("nothing came for a long time" if isinstance(cause, TimeoutError) else why)


_HEADERS = {"User-Agent": "tmpipe", "Accept-Encoding": "identity", "Cache-Control": "no-cache"}


class _Redirects(HTTPRedirectHandler):
    """Lets nothing that came safely go on unsafely."""

    def __init__(self, web: Web) -> None:
        self._web = web

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
        downgraded = urlsplit(req.full_url).scheme == "https" and target.scheme != "https"
        if downgraded or not _trusty(target, keyed=self._web.keyed):
            host = target.netloc.rpartition("@")[2]
            raise InputError(
                f"the server sends us on to {target.scheme}://{host}, where anything could be changed on its "
                "way; use the address where the release really is",
                self._web.base,
            )
        new = super().redirect_request(req, fp, code, msg, headers, newurl)
        if new and self._web.login and _origin(target) == _origin(urlsplit(self._web.base)):
            new.add_unredirected_header("Authorization", self._web.login)
        return new


def _pieces(answer: HTTPResponse, most: int) -> Iterator[bytes]:
    """What comes, no more than so many bytes: `read` alone would take all that somebody sends who says that
    the next piece has less than none.
    """
    while piece := answer.read1(min(most, 1 << 16)):
        yield piece[:most]
        most -= len(piece)
        if most <= 0:
            return


def _continues(answer: HTTPResponse, part: Part) -> bool:
    """Whether the answer begins where the part ends, and not at the file's beginning."""
    if answer.status == 206 and not _header(answer, "Content-Range").startswith(f"bytes {part.done}-"):
        raise _RangeError("the server sends another range than it was asked for")
    return answer.status == 206


def _trusty(parts: SplitResult, *, keyed: bool) -> bool:
    """Whether what comes from there can be taken: nobody on the way can change it unnoticed."""
    scheme = parts.scheme.lower()
    return scheme == "https" or (scheme == "http" and (keyed or _is_here(parts.hostname or "")))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port


def _login(parts: SplitResult) -> str:
    """The user and password of an address, as they are sent."""
    if parts.username is None and parts.password is None:
        return ""
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _header(answer: HTTPResponse, name: str) -> str:
    """A header of the answer; empty where it has none, or a strange one."""
    value = str(answer.headers.get(name, ""))
    return value if value.isascii() and value.isprintable() else ""
