"""A release on the web; nothing that a server says is believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from tmpipe.errors import InputError, UsageError
from tmpipe.release.manifest import NAME as MANIFEST
from tmpipe.release.part import Part, shifted
from tmpipe.release.sources import MAX_MANIFEST, Found, Mark
from tmpipe.web.addresses import Address
from tmpipe.web.body import goes_on, header, whole
from tmpipe.web.client import TIMEOUT, Client
from tmpipe.web.failures import AbsentError, BrokenError, RangeError, UnchangedError
from tmpipe.web.tries import PAUSES, tried

T = TypeVar("T")
_MARKS = ("If-None-Match", "If-Modified-Since")
_PAGES = (MANIFEST, "index.html")


@dataclass(frozen=True, slots=True)
class Web:
    """A `sources.Source`."""

    address: Address
    """The release's, with a last `/`."""
    keyed: bool

    @classmethod
    def at(cls, where: str, *, keyed: bool) -> Web:
        """The release at an address, that of its manifest or first page, too. UsageError."""
        try:
            address = Address.of(where)
        except ValueError:
            address = None
        if address is None or "?" in address.path:
            raise UsageError("this is no address of a release, such as https://example.org/statements/")
        if not address.trusty(plain=keyed):
            raise UsageError(
                f"http://{address.host} can be changed on its way; use https://, or name with --signer the "
                "key that the release is signed with"
            )
        folder, _, last = address.path.rpartition("/")
        path = f"{folder}/" if last in _PAGES else address.path.rstrip("/") + "/"
        return cls(replace(address, path=path), keyed)

    @property
    def base(self) -> str:
        """The release's address without a password."""
        return self.address.url

    @property
    def shown(self) -> str:
        return self.base

    def manifest(self, since: Mark) -> Found | None:
        marks = zip(_MARKS, (since.etag, since.modified), strict=True)
        headers = {name: value for name, value in marks if value}
        try:
            return self._tried(MANIFEST, lambda: self._read(MANIFEST, MAX_MANIFEST, headers))
        except UnchangedError:
            return None
        except AbsentError as error:
            raise InputError(
                f"no release is there: it has no {MANIFEST}; name the address of the site's first page",
                self.base,
            ) from error

    def read(self, path: str, limit: int) -> bytes | None:
        try:
            return self._tried(path, lambda: self._read(path, limit, {})).data
        except AbsentError:
            return None

    def fetch(self, part: Part) -> None:
        path = part.file.path
        try:
            self._tried(path, lambda: self._continue(part), lambda: part.done)
        except AbsentError as error:
            raise shifted("is not there, though the manifest names it", path) from error

    def _tried(self, path: str, action: Callable[[], T], progress: Callable[[], int] = int) -> T:
        return tried(self.base + path, action, progress, PAUSES)

    def _read(self, path: str, limit: int, headers: Mapping[str, str]) -> Found:
        with self._client.answer(self.address.below(path), headers) as answer:
            data = whole(answer, limit, self.base + path)
            return Found(data, Mark(header(answer, "ETag"), header(answer, "Last-Modified")))

    def _continue(self, part: Part) -> None:
        """Takes what the part lacks; a part that the server cannot go on with begins anew."""
        headers = {"Range": f"bytes={part.done}-"} if part.done else {}
        try:
            with self._client.answer(self.address.below(part.file.path), headers) as answer:
                if not goes_on(answer, part.done):
                    part.restart()
                end = None if answer.length is None else part.done + answer.length
                part.take(answer.read1)
        except RangeError:
            part.restart()
            raise
        if part.done < part.file.size and not (answer.chunked or part.done == end):
            raise BrokenError(f"it broke off after {part.done:,} of {part.file.size:,} bytes")

    @property
    def _client(self) -> Client:
        return Client(plain=self.keyed, timeout=TIMEOUT)
