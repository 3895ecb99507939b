"""Argos's public index of packages, over HTTP.

It is a JSON list, `index.json`, under `ARGOS_PACKAGE_INDEX` (from the environment, else whatever
argostranslate has as its own setting); a package is offered with links, without checksum or size.
argostranslate's own functions for this swallow every error, and read a package into memory as a whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tmpipe.engines.archive import MAX_SIZE
from tmpipe.errors import ConfigurationError, InputError, MissingPartError

Progress = Callable[[str, int, int | None], None]
"""Called with what is being downloaded, bytes so far, and bytes in all where the server says so."""

TIMEOUT = 30
"""Seconds without a byte."""
MAX_INDEX = 32 << 20
_BY_HAND = "or bring the file from elsewhere and run: tmpipe models install FILE.argosmodel"
_FAILURES = (OSError, HTTPException)


@dataclass(frozen=True, slots=True)
class Offer:
    """A package of the index."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...]


def address() -> str:
    """Where the index is."""
    base = os.environ.get("ARGOS_PACKAGE_INDEX") or _argos_default()
    url = f"{base.rstrip('/')}/index.json"
    if not _is_http(url):
        raise ConfigurationError(f"ARGOS_PACKAGE_INDEX is no http address: {base}")
    return url


def offers() -> list[Offer]:
    """What the index offers. MissingPartError if it cannot be had, InputError if it is no index."""
    url = address()
    try:
        with _opened(url) as response:
            listed = json.loads(b"".join(_received(response, MAX_INDEX)))
    except _FAILURES as error:
        message = (
            f"the package index cannot be reached ({_reason(error)}); try again with a network, {_BY_HAND}"
        )
        raise MissingPartError(message, url) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is no package index; check ARGOS_PACKAGE_INDEX, {_BY_HAND}", url) from error
    found = [offer for entry in listed if (offer := _offer(entry))] if isinstance(listed, list) else []
    if not found:
        raise InputError(f"the package index offers nothing; check ARGOS_PACKAGE_INDEX, {_BY_HAND}", url)
    return found


def download(links: Sequence[str], file: Path, what: str, progress: Progress | None = None) -> str:
    """Writes what the first link that answers in full has to `file`, and returns that link.

    MissingPartError with the last one's trouble.
    """
    failure, at = "no http address is given for it", address()
    for link in filter(_is_http, links):
        try:
            _fetch(link, file, what, progress)
        except _FAILURES as error:
            failure, at = _reason(error), link
        else:
            return link
    raise MissingPartError(f"{what} cannot be downloaded ({failure}); try again later, {_BY_HAND}", at)


def _fetch(link: str, file: Path, what: str, progress: Progress | None) -> None:
    done = 0
    with _opened(link) as response, file.open("wb") as out:
        size = response.length
        for data in _received(response, MAX_SIZE):
            done += len(data)
            out.write(data)
            if progress:
                progress(what, done, size)


def _received(response: HTTPResponse, limit: int) -> Iterator[bytes]:
    """The body in pieces. OSError if it is above the limit or shorter than the server said."""
    done, size = 0, response.length
    while data := response.read(1 << 16):
        done += len(data)
        if done > limit:
            raise OSError(f"it is larger than {limit >> 20} MB")
        yield data
    if size is not None and done != size:
        raise OSError(f"it broke off after {done} of {size} bytes")


@contextmanager
def _opened(url: str) -> Iterator[HTTPResponse]:
    request = Request(url, headers={"User-Agent": "tmpipe"})  # noqa: S310  only http and https come here
    try:
        with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
            yield response
    except HTTPError as error:
        error.close()  # it is an open connection, too
        raise


def _argos_default() -> str:
    # Creates argostranslate's folders in the user's home, where the packages are about to go anyway.
    from argostranslate import settings

    return str(settings.package_index)


def _is_http(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _reason(error: BaseException) -> str:
    """What went wrong in a few words."""
    inner = getattr(error, "reason", None)
    cause = inner if isinstance(inner, BaseException) else error
    return str(getattr(cause, "strerror", None) or str(cause) or type(cause).__name__)


def _offer(entry: object) -> Offer | None:
    """An entry of the index, if it is a translation package with links."""
    if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
        return None
    links = entry.get("links")
    codes = entry.get("from_code"), entry.get("to_code")
    if not isinstance(links, list) or not all(isinstance(code, str) for code in codes):
        return None
    texts = tuple(link for link in links if isinstance(link, str))
    return Offer(str(codes[0]), str(codes[1]), str(entry.get("package_version") or "0"), texts)
