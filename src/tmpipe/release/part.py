"""A file on its way to us: what has come of it, and whether it is what the manifest says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from tmpipe.errors import InputError, TmpipeError
from tmpipe.release.texts import File

_PIECE = 1 << 16
_ROOM = "make room and pull again: what has come so far is kept, and nothing else was changed"


class ShiftedError(InputError):
    """The parts of a release do not fit each other. If it is being replaced, they may do so at once."""


def shifted(what: str, path: str) -> ShiftedError:
    """The complaint about a file that is not what the manifest says."""
    why = "it was tampered with or is being replaced just now; pull again later"
    return ShiftedError(f"{what}: {why}", path)


class Part:
    """The first bytes of a file, on the disk; what comes is put behind them."""

    def __init__(self, opened: BinaryIO, file: File, shown: str) -> None:
        self._opened = opened
        self._shown = shown
        self._hash = sha256()
        self.file = file
        self.done = 0
        """How many bytes have come."""
        while piece := opened.read(1 << 20):
            self._hash.update(piece)
            self.done += len(piece)
        if self.done >= file.size and not self.whole:
            self.restart()

    @property
    def whole(self) -> bool:
        """Whether it is the file that the manifest means."""
        return self.done == self.file.size and self._hash.hexdigest() == self.file.sha256

    def take(self, read: Callable[[int], bytes]) -> None:
        """Takes what `read`, which is told how many bytes are welcome, gives until it gives none.

        ShiftedError at the first byte that is too much.
        """
        while piece := read(min(_PIECE, self.file.size - self.done + 1)):
            if self.done + len(piece) > self.file.size:
                raise shifted("is larger than the manifest says", self.file.path)
            self._write(memoryview(piece))
            self._hash.update(piece)
            self.done += len(piece)

    def _write(self, piece: memoryview) -> None:
        with self._writing():
            while piece:  # a disk that is nearly full takes a part, and says so at the next
                piece = piece[self._opened.write(piece) :]

    def restart(self) -> None:
        """Forgets what has come."""
        with self._writing():
            self._opened.seek(0)
            self._opened.truncate()
        self._hash, self.done = sha256(), 0

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise TmpipeError(
                f"cannot be written: {error.strerror or error}; {_ROOM}", self._shown
            ) from error


@contextmanager
def opened(folder: Path, file: File, shown: str) -> Iterator[Part]:
    """The part of a file in a folder, where it has its hash for a name; links are not followed."""
    try:
        handle = os.open(folder / file.sha256, _HOW, 0o666)
        stream = os.fdopen(handle, "r+b", buffering=0)
    except OSError as error:
        raise TmpipeError(f"cannot be written: {error.strerror or error}; {_ROOM}", shown) from error
    with stream:
        yield Part(stream, file, shown)


_HOW = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
