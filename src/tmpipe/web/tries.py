"""To ask again, where it may help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import sleep
from typing import TypeVar

from tmpipe.web.addresses import Address
from tmpipe.web.body import whole
from tmpipe.web.client import NO_HEADERS, Client
from tmpipe.web.failures import BrokenError, SlowError, UnavailableError

T = TypeVar("T")
PAUSES = (1.0, 4.0)
"""Seconds before the second try, and before the third."""
LONGEST = 60
"""Seconds that a server may ask to wait before the next try; where it asks for more, there is none."""


def fetched(
    client: Client,
    address: Address,
    limit: int,
    headers: Mapping[str, str] = NO_HEADERS,
    data: bytes | None = None,
    *,
    pauses: Sequence[float] = PAUSES,
) -> bytes:
    """All that the server answers to a GET or, with data, to a POST, which it can do again: see `tried`.

    AbsentError, RefusedError, UnavailableError; InputError where it is more than `limit` bytes.
    """

    def once() -> bytes:
        with client.answer(address, headers, data) as answer:
            return whole(answer, limit, address.url)

    return tried(address.url, once, pauses=pauses)


def tried(
    shown: str,
    action: Callable[[], T],
    progress: Callable[[], int] = int,
    pauses: Sequence[float] = PAUSES,
) -> T:
    """What the action gives, which is tried again where it raises a `BrokenError`.

    It may do so once more than there are pauses without that more has come than ever before; `progress` says
    how many bytes there are. UnavailableError, about the address as it is shown, where nothing helps.
    """
    most, left = progress(), list(pauses)
    while True:
        try:
            return action()
        except SlowError as error:  # once more it would be so again, each time a little further
            kept = ", what has come is kept" if progress() else ""
            message = f"comes too slowly ({error}); try again later{kept}"
            raise UnavailableError(message, shown) from error
        except BrokenError as error:
            if progress() > most:
                most, left = progress(), list(pauses)
            if not left or error.after > LONGEST:
                raise _unavailable(error, shown) from error
            sleep(max(left.pop(0), error.after))


def _unavailable(error: BrokenError, shown: str) -> UnavailableError:
    wait = f"try again in {_said(error.after)}" if error.after > LONGEST else "try again later"
    message = f"cannot be had: {error}; see to the network, or {wait}"
    return UnavailableError(message, shown, code=error.code, body=error.body)


def _said(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:,.0f} hours"
