"""Arrays in one file: written from beginning to end, mapped into memory, whole where the end is there.

    arrays     one after the other, each at a multiple of 64 bytes
    directory  JSON: {"stamp": hex digits, "arrays": {name: [type, first byte, number of items]}}
    end        CRC-32 of the directory, its length, `MAGIC`: 4 + 4 + 16 bytes

A file that lacks its end, or whose length is another than the directory says, is not ours or was cut off.
What stands inside the arrays is not looked at: that would mean reading all of it.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"tmpipe index 3\r\n"
_END = struct.Struct("<II16s")
_ALIGNED = 64

Arrays = dict[str, "NDArray[Any]"]


class Writer:
    """Writes arrays to a file, each as it comes, in pieces."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._arrays: dict[str, tuple[str, int, int]] = {}

    def put(self, name: str, kind: str, pieces: Iterable[NDArray[np.generic]]) -> None:
        """The next array: all pieces as items of this kind (`<u4`)."""
        self._write(bytes(-self._at % _ALIGNED))
        start, items = self._at, 0
        for piece in pieces:
            self._write(piece.astype(kind, copy=False).tobytes())
            items += piece.size
        self._arrays[name] = kind, start, items

    def finish(self, stamp: bytes) -> None:
        """The end, by which a reader knows that all is there."""
        directory = json.dumps({"stamp": stamp.hex(), "arrays": self._arrays}, sort_keys=True).encode()
        self._write(directory)
        self._write(_END.pack(crc32(directory), len(directory), MAGIC))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


def mapped(path: Path) -> tuple[bytes, Arrays] | None:
    """The stamp and the arrays of a file; None where it is missing, of another edition or cut off."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return None
        with path.open("rb") as file:
            view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # ValueError: an empty file
        return None
    directory = _directory(view)
    return None if directory is None else _arrays(view, directory)


def _directory(view: mmap.mmap) -> dict[str, Any] | None:
    if len(view) < _END.size:
        return None
    checksum, length, magic = _END.unpack(view[-_END.size :])
    if magic != MAGIC or length > len(view) - _END.size:
        return None
    text = view[-_END.size - length : -_END.size]
    if crc32(text) != checksum:
        return None
    directory: dict[str, Any] = json.loads(text)
    last = max((at + items * int(kind[2:]) for kind, at, items in directory["arrays"].values()), default=0)
    return directory if last + length + _END.size == len(view) else None


def _arrays(view: mmap.mmap, directory: dict[str, Any]) -> tuple[bytes, Arrays]:
    import numpy as np

    arrays = {
        name: np.frombuffer(view, kind, items, at) if items else np.empty(0, kind)
        for name, (kind, at, items) in directory["arrays"].items()
    }
    return bytes.fromhex(directory["stamp"]), arrays
