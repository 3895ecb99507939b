"""A release in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tmpipe.errors import InputError
from tmpipe.release.manifest import NAME as MANIFEST
from tmpipe.release.part import Part, shifted
from tmpipe.release.sources import MAX_MANIFEST, Found, Mark


@dataclass(frozen=True, slots=True)
class Folder:
    """A `sources.Source`. The folder is looked up anew for each file: a publisher may swap it whole."""

    place: Path
    shown: str

    def manifest(self, since: Mark) -> Found | None:  # noqa: ARG002 - it is read faster than compared
        data = self.read(MANIFEST, MAX_MANIFEST)
        if data is None:
            raise InputError(
                f"no release is there: it has no {MANIFEST}; name the folder that has one", self.shown
            )
        return Found(data)

    def read(self, path: str, limit: int) -> bytes | None:
        try:
            with self._opened(path) as file:
                data = file.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise self._unreadable(path, error) from error
        if len(data) > limit:
            raise InputError(f"is larger than it may be, {limit:,} bytes", f"{self.shown}/{path}")
        return data

    def fetch(self, part: Part) -> None:
        path = part.file.path
        try:
            with self._opened(path) as file:
                file.seek(part.done)
                part.take(file.read)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise shifted("is not there, though the manifest names it", path) from error
        except OSError as error:
            raise self._unreadable(path, error) from error

    def _opened(self, path: str) -> BinaryIO:
        place = self.place / path
        if place.exists() and not place.is_file():
            raise InputError("is no file", f"{self.shown}/{path}")
        return place.open("rb")

    def _unreadable(self, path: str, error: OSError) -> InputError:
        return InputError(f"cannot be read: {error.strerror or error}", f"{self.shown}/{path}")
