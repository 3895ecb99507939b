"""A release in a zip archive, from anyone: what the archive says of itself is compared with what comes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import IO

from tmpipe.errors import InputError
from tmpipe.release.manifest import NAME as MANIFEST
from tmpipe.release.part import Part, shifted
from tmpipe.release.sources import MAX_MANIFEST, Found, Mark

MAX_MEMBERS = 1_000_000
_ENCRYPTED = 0x2041
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, EOFError, struct.error, OSError),
    *(RuntimeError, ValueError, OverflowError),  # NotImplementedError, too: a method that zipfile has not
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A `sources.Source`."""

    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    """By path within the release."""
    shown: str

    def manifest(self, since: Mark) -> Found | None:  # noqa: ARG002 - it is read faster than compared
        return Found(self.read(MANIFEST, MAX_MANIFEST) or b"")

    def read(self, path: str, limit: int) -> bytes | None:
        if path not in self.members:
            return None
        with self._member(path) as member:
            data = member.read(limit + 1)
            if len(data) > limit:
                raise InputError(f"is larger than it may be, {limit:,} bytes", f"{self.shown}/{path}")
        return data

    def fetch(self, part: Part) -> None:
        path = part.file.path
        if path not in self.members:
            raise shifted("is not there, though the manifest names it", path)
        part.restart()
        with self._member(path) as member:
            part.take(member.read)

    @contextmanager
    def _member(self, path: str) -> Iterator[IO[bytes]]:
        info = self.members[path]
        if info.flag_bits & _ENCRYPTED:
            raise InputError("is encrypted; pack the release without a password", f"{self.shown}/{path}")
        with _sound(self.shown), self.archive.open(info) as member:
            yield member


@contextmanager
def unpacked(place: Path, shown: str) -> Iterator[Packed]:
    """The release in an archive, at its top or in its only folder; InputError."""
    if not place.is_file() or not zipfile.is_zipfile(place):
        raise InputError("is no folder and no zip archive; name what `tmpipe publish` has written", shown)
    with _sound(shown):
        archive = zipfile.ZipFile(place)
    with archive:
        yield Packed(archive, _members(archive, shown), shown)


def _members(archive: zipfile.ZipFile, shown: str) -> dict[str, zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS:
        raise InputError(f"has more than {MAX_MEMBERS:,} files, which no release has", shown)
    names = Counter(info.filename for info in infos)
    twice = next((name for name, count in names.items() if count > 1), None)
    if twice is not None:
        raise InputError(f"has {twice!r} twice; pack the release again", shown)
    top = _top(names, shown)
    return {info.filename.removeprefix(top): info for info in infos}


def _top(names: Mapping[str, int], shown: str) -> str:
    """What stands before the path of each file: nothing, or the archive's only folder."""
    folders = {f"{name.partition('/')[0]}/" for name in names}
    tops = ("", *folders) if len(folders) == 1 else ("",)
    for top in tops:
        if f"{top}{MANIFEST}" in names:
            return top
    raise InputError(f"no release is in it: {MANIFEST} is neither at its top nor in its only folder", shown)


@contextmanager
def _sound(shown: str) -> Iterator[None]:
    """Reads of an archive, whose damage is told in one sentence."""
    try:
        yield
    except _DAMAGE as error:
        raise InputError(f"the archive is damaged ({error}); get it again", shown) from error
