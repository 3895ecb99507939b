"""Argos's public index of packages, over HTTP.

It is a JSON list, `index.json`, under `ARGOS_PACKAGE_INDEX` (from the environment, else whatever
argostranslate has as its own setting). A package is offered with links; the public index tells neither size
nor checksum. Another one may, and is held to them: `size` in bytes, `sha256` in hexadecimal.
argostranslate's own functions for this swallow every error, and read a package into memory as a whole.

Packages are loaded into a program written in C++, so they have to be whose they claim to be. Over `https://`
they are its server's. Over `http://` anyone on the way can put others in their place: it is refused, but for
an index that is itself asked for over `http://`: who has named such an index trusts the way to it (it is this
machine, or the server of an office), and on that way somebody could change its links just as well as what
they lead to. So an index that came safely never leads to packages that do not.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from tmpipe.engines.packages.package import CODE, VERSION, shown
from tmpipe.engines.packages.part import MAX_FILE
from tmpipe.errors import ConfigurationError, InputError, MissingPartError
from tmpipe.web.addresses import Address
from tmpipe.web.client import Client
from tmpipe.web.failures import AbsentError, RefusedError, UnavailableError
from tmpipe.web.tries import PAUSES, fetched

MAX_INDEX = 32 << 20
BY_HAND = "or bring the file from elsewhere and run: tmpipe models install FILE.argosmodel"
_SHA256 = re.compile(r"(?:sha256[:-])?([0-9a-f]{64})", re.IGNORECASE)
_SUMS = ("sha256", "package_sha256", "checksum", "hash")
_SIZES = ("size", "package_size")


@dataclass(frozen=True, slots=True)
class Offer:
    """A package of the index."""

    from_code: str
    to_code: str
    version: str
    links: tuple[Address, ...]
    """Where it is; one after the other is asked."""
    from_name: str = ""
    to_name: str = ""
    size: int | None = None
    """Bytes of its file."""
    sha256: str = ""
    """In small letters; empty: the index does not say."""

    @property
    def pair(self) -> str:
        """`en_fr`."""
        return f"{self.from_code}_{self.to_code}"

    @property
    def what(self) -> str:
        """`en_fr 1.9`."""
        return f"{self.pair} {self.version}"

    @property
    def name(self) -> str:
        """`English → French`."""
        return f"{self.from_name} → {self.to_name}"


def address() -> Address:
    """Where the index is. ConfigurationError where that is no address."""
    base = os.environ.get("ARGOS_PACKAGE_INDEX") or _argos_default()
    try:
        return Address.of(base.rstrip("/")).below("index.json")
    except ValueError as error:
        raise ConfigurationError("ARGOS_PACKAGE_INDEX is no address of a web server") from error


def client() -> Client:
    """Who asks for the index and for what it offers."""
    return Client(plain=address().scheme == "http")


def offers(pauses: Sequence[float] = PAUSES) -> list[Offer]:
    """What the index offers and can be had. MissingPartError if it cannot, InputError if it is no index."""
    place = address()
    try:
        listed = json.loads(fetched(client(), place, MAX_INDEX, pauses=pauses))
    except (AbsentError, RefusedError, UnavailableError) as error:
        why = error.message if isinstance(error, InputError) else "it is not there"
        raise MissingPartError(f"the package index: {why}, {BY_HAND}", place.url) from error
    except (ValueError, RecursionError) as error:
        says = f"this is no package index; check ARGOS_PACKAGE_INDEX, {BY_HAND}"
        raise InputError(says, place.url) from error
    found = list(_offers(listed, place))
    if not found:
        raise InputError(f"the package index offers nothing; check ARGOS_PACKAGE_INDEX, {BY_HAND}", place.url)
    return found


def _argos_default() -> str:
    # Creates argostranslate's folders in the user's home, where the packages are about to go anyway.
    from argostranslate import settings

    return str(settings.package_index)


def _offers(listed: object, place: Address) -> Iterator[Offer]:
    """The translation packages of an index that can be asked for; its other entries are not ours."""
    for entry in listed if isinstance(listed, list) else ():
        if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
            continue
        told = (entry.get("from_code"), entry.get("to_code"), entry.get("package_version") or "0")
        source, target, version = (one if isinstance(one, str) else "" for one in told)
        links = tuple(_links(entry.get("links"), place))
        if links and CODE.fullmatch(source) and CODE.fullmatch(target) and VERSION.fullmatch(version):
            yield Offer(
                from_code=source.lower(),
                to_code=target.lower(),
                version=version,
                links=links,
                from_name=shown(entry.get("from_name"), source),
                to_name=shown(entry.get("to_name"), target),
                size=_size(entry),
                sha256=_sum(entry),
            )


def _links(links: object, place: Address) -> Iterator[Address]:
    """Those for us: some are `ipfs://`. The index's own server is told who asks, as it was for the index."""
    for link in links if isinstance(links, list) else ():
        with suppress(ValueError):
            found = Address.of(link if isinstance(link, str) else "")
            own = (found.scheme, found.host) == (place.scheme, place.host)
            yield replace(found, login=found.login or place.login) if own else found


def _size(entry: dict[str, object]) -> int | None:
    sizes = (entry.get(key) for key in _SIZES)
    return next((size for size in sizes if type(size) is int and 0 < size <= MAX_FILE), None)


def _sum(entry: dict[str, object]) -> str:
    sums = (_SHA256.fullmatch(said) for key in _SUMS if isinstance(said := entry.get(key), str))
    return next((found[1].lower() for found in sums if found), "")
