"""Where a release is read from: an address on the web, a folder, a zip archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tmpipe.errors import InputError, UsageError
from tmpipe.release.part import Part

MAX_MANIFEST = 64 << 20
"""Bytes; a thousand documents in five languages have a tenth of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a server calls a version of the manifest; both empty: it says nothing."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The manifest's bytes, and their mark."""

    data: bytes
    mark: Mark = Mark()


class Source(Protocol):
    """Where a release is. Paths are within it, with `/`, and were looked at: none leads out."""

    @property
    def shown(self) -> str:
        """What it is called to people, and in the lock: without passwords."""

    def manifest(self, since: Mark) -> Found | None:
        """The manifest; None where it is still that of the mark. InputError where there is none."""

    def read(self, path: str, limit: int) -> bytes | None:
        """A file's bytes; None where it is not there. InputError where they are more than the limit."""

    def fetch(self, part: Part) -> None:
        """What lacks of the part's file; the part may begin anew. Whether it is whole is not looked at.

        ShiftedError where there is no such file, or one that is larger. InputError where it does not come.
        """


@contextmanager
def opened(where: str, *, keyed: bool) -> Iterator[Source]:
    """The release at an address, in a folder or in a zip archive.

    Of one that is `keyed` it is known who signs it, so that nobody on the way could change it unnoticed.
    UsageError where it can be none of these.
    """
    scheme, colon, _ = where.partition("://")
    if colon:
        if scheme.lower() not in {"http", "https"}:
            raise UsageError(f"{scheme}:// is not read; name an https:// address, a folder or a zip archive")
        from tmpipe.release.sources.web import Web

        yield Web.at(where, keyed=keyed)
    elif _is(Path.is_dir, where):
        from tmpipe.release.sources.folder import Folder

        yield Folder(Path(where), where)
    elif _is(Path.exists, where):
        from tmpipe.release.sources.packed import unpacked

        with unpacked(Path(where), where) as source:
            yield source
    else:
        raise UsageError(f"there is no {where}; name an https:// address, a folder or a zip archive")


def _is(look: Callable[[Path], bool], where: str) -> bool:
    """What a look at a path says. InputError where it cannot be looked at."""
    try:
        return look(Path(where))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where) from error
