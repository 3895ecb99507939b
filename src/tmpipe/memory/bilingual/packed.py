"""Compressed files: read as streams, told by their content, bounded in what they unpack to; and written."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, Any, Protocol

from tmpipe.errors import InputError

RATIO = 500
"""A file that unpacks to more than so many times its size was made to do harm ..."""
FREE = 1 << 28
"""... if it is more than so many bytes."""
MEMBERS = 1_000
SUFFIXES = (".gz", ".bz2", ".xz")
"""Of what we write compressed."""
_MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\0": "lzma"}
_FAULTS = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError, OSError, NotImplementedError)
_ZIP = (b"PK\3\4", b"PK\5\6")


class Stream(io.RawIOBase):
    """Bytes as they come out of a compressed file, with a bound, and without faults.

    Where the compressed data ends too early or is damaged, the stream ends and `damage` says so. InputError
    beyond the bound.
    """

    def __init__(self, inner: IO[bytes], path: str, size: int | None = None) -> None:
        self.damage = ""
        self._inner = inner
        self._path = path
        self._most = FREE if size is None else max(FREE, size * RATIO)
        self._bounded = size is not None
        self._out = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # typeshed's Buffer is newer than 3.11
        try:
            data = self._inner.read(len(view))
        except _FAULTS as error:
            self.damage = f"the compressed data is damaged or cut off ({error})"
            return 0
        self._out += len(data)
        if self._bounded and self._out > self._most:
            said = f"unpacks to more than {RATIO} times its size; unpack it yourself if you trust it"
            raise InputError(said, self._path)
        view[: len(data)] = data
        return len(data)


def streams(file: io.BufferedReader[Any], path: str, size: int) -> Iterator[tuple[Stream, str]]:
    """The file, unpacked, or the members of a zip, each with its path: `tm.zip/fr.tmx`.

    `file` can be sought in where it is a zip; `size` is its length in bytes.
    """
    head = file.peek(8)[:8]
    if head.startswith(_ZIP):
        yield from _members(file, path)
    elif (kind := next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)) is None:
        yield Stream(file, path), path
    else:
        yield Stream(_opened(kind, file), path, size), path


def _opened(kind: str, file: IO[bytes]) -> IO[bytes]:
    from importlib import import_module

    opened: IO[bytes] = import_module(kind).open(file)
    return opened


def _members(file: IO[bytes], path: str) -> Iterator[tuple[Stream, str]]:
    if not file.seekable():
        raise InputError("a zip within another file; unpack it", path)
    try:
        archive = zipfile.ZipFile(file)
        everything = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"a damaged zip ({error}); fetch it again", path) from error
    with archive:
        if out := next((one.filename for one in everything if _leads_out(one.filename)), None):
            raise InputError(f"a file within is named {out!a}, which leads out of it", path)
        members = [one for one in everything if not one.is_dir() and _is_content(one.filename)]
        if len(members) > MEMBERS:
            raise InputError(f"a zip of more than {MEMBERS} files; unpack it and name those you want", path)
        for member in members:
            name = f"{path}/{member.filename}"
            try:
                inner = archive.open(member)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
                raise InputError(f"cannot be unpacked: {error}", name) from error
            with inner:
                packed = Stream(inner, name, member.compress_size)
                yield from streams(io.BufferedReader(packed), name, member.compress_size)


def _is_content(name: str) -> bool:
    """Not what a Mac puts into archives for itself."""
    return not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")


def _leads_out(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or ":" in name


class _Packer(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


_PACKERS: Mapping[str, Callable[[], _Packer]] = {
    ".gz": lambda: zlib.compressobj(wbits=31),
    ".bz2": bz2.BZ2Compressor,
    ".xz": lzma.LZMACompressor,
}


def pack(pieces: Iterable[bytes], suffix: str) -> Iterator[bytes]:
    """The pieces, compressed as the suffix says; without names and times in it."""
    packer = _PACKERS[suffix]()
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()
