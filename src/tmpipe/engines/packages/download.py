"""Packages from the web: one link after the other, and what broke off goes on.

The rest of a file is asked for with `If-Range`, by the ETag or the date of what has come, so that parts of
two editions are never put together. A server that says neither is believed to have the same file as long as
its size is the same: what comes out is proved by the checksum of the index, or else by those within the
archive, and loaded once anew where it was put together of what did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from http.client import HTTPResponse
from pathlib import Path
from typing import TypeVar

from tmpipe.engines.packages.index import BY_HAND, Offer
from tmpipe.engines.packages.part import MAX_FILE, Edition, Part, Progress, Wanted, opened
from tmpipe.errors import InputError, MissingPartError
from tmpipe.web.body import goes_on, header, pieces
from tmpipe.web.client import Client
from tmpipe.web.failures import (
    AbsentError,
    BrokenError,
    RangeError,
    RefusedError,
    UnavailableError,
)
from tmpipe.web.tries import PAUSES, tried

T = TypeVar("T")
_RANGE = re.compile(r"bytes [0-9]+-[0-9]+/([0-9]{1,18})")


def downloaded(
    offer: Offer,
    client: Client,
    place: Callable[[str], Path],
    use: Callable[[Path], T],
    *,
    progress: Progress | None = None,
    pauses: Sequence[float] = PAUSES,
) -> T:
    """What `use` makes of the package's file, of the first link whose file it takes.

    `place` gives the path of a download by its name. `use` raises InputError where a file is no package.
    MissingPartError, or InputError where files came but were no packages: the trouble of the last link.
    """
    failure: Exception = MissingPartError(f"no address is given for {offer.what}")
    for link in offer.links:
        wanted = Wanted(offer.what, link, offer.size, offer.sha256)
        name = f"{offer.pair}-{sha256(wanted.link.encode()).hexdigest()[:12]}"
        try:
            with opened(place(name), wanted, progress) as part:
                return _used(part, client, use, pauses)
        except (AbsentError, RefusedError, UnavailableError) as error:
            why = error.message if isinstance(error, InputError) else "the server has no such file"
            failure = MissingPartError(f"{offer.what}: {why}, {BY_HAND}", wanted.link)
        except InputError as error:
            failure = InputError(error.message, wanted.link)
    raise failure


def _used(
    part: Part, client: Client, use: Callable[[Path], T], pauses: Sequence[float], *, last: bool = False
) -> T:
    """What is made of the file; one that was put together and is none is loaded anew, unless it is the last
    try. The part is forgotten but where the file did not come whole.
    """
    try:
        _fetch(part, client, pauses)
        part.require_wanted()
        made = use(part.path)
    except (RefusedError, UnavailableError):
        raise
    except InputError:
        pieced = part.pieced
        part.restart(Edition(part.wanted.link))
        if last or not pieced:
            raise
        return _used(part, client, use, pauses, last=True)
    part.restart(Edition(part.wanted.link))
    return made


def _fetch(part: Part, client: Client, pauses: Sequence[float]) -> None:
    """Has the file come whole, as far as can be seen."""
    if not part.whole:
        tried(part.wanted.link, lambda: _go_on(part, client), lambda: part.done, pauses)


def _go_on(part: Part, client: Client) -> None:
    """Takes what the part lacks; one with which the server cannot go on begins anew."""
    headers = {"Range": f"bytes={part.done}-", **part.edition.conditions} if part.done else {}
    try:
        with client.answer(part.wanted.address, headers) as answer:
            goes = goes_on(answer, part.done)
            edition = _edition(answer, part)
            if goes and part.done:
                part.go_on(edition)
            else:
                part.restart(edition)
            _require_size(part, edition)
            part.take(pieces(answer, part.limit - part.done + 1))
    except RangeError:
        part.restart(Edition(part.wanted.link))
        raise
    if part.done > part.limit:
        raise part.wrong(f"is larger than it may be, {part.limit:,} bytes")
    if edition.size and part.done < edition.size:
        raise BrokenError(f"it broke off after {part.done:,} of {edition.size:,} bytes")


def _edition(answer: HTTPResponse, part: Part) -> Edition:
    """What the answer says of its file."""
    size = answer.length
    if answer.status == 206:
        told = _RANGE.fullmatch(header(answer, "Content-Range"))
        size = int(told[1]) if told else None
    return Edition(part.wanted.link, header(answer, "ETag"), header(answer, "Last-Modified"), size)


def _require_size(part: Part, edition: Edition) -> None:
    """Refuses, before it comes, what has another size than the index says, or is too large."""
    if part.wanted.size and edition.size and edition.size != part.wanted.size:
        raise part.wrong(f"has {edition.size:,} bytes there, and by the index {part.wanted.size:,}")
    if part.limit > MAX_FILE:
        raise part.wrong(f"would have {part.limit >> 20} MB, which is more than a package has")
