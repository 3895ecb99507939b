"""Files: read whole, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tmpipe.errors import InputError, TmpipeError


def path_from(folder: str | Path, place: str | Path) -> str:
    """The path that leads from a folder to a place; the absolute one where none does: between drives."""
    try:
        return os.path.relpath(place, folder)
    except ValueError:
        return os.path.abspath(place)  # noqa: PTH100 - its twin, which follows no links either


def read_whole(place: Path, shown: str) -> bytes:
    """A file's bytes. InputError with the path as it is shown to people."""
    try:
        if place.exists() and not place.is_file():
            raise InputError("is no file", shown)
        return place.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", shown) from error


def write_whole(place: Path, data: bytes, shown: str) -> bool:
    """Puts `data` there by temporary file, fsync and rename; False where it already was there.

    Whatever happens, a full disk or a kill, the file is as before or wholly new.
    """
    try:
        if place.is_file() and place.read_bytes() == data:
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, data)
    except OSError as error:
        raise TmpipeError(
            f"cannot be written: {error.strerror or error}; nothing was changed", shown
        ) from error
    return True


def flush(places: Sequence[Path]) -> None:
    """What was written is on the disk; of many, all at once where the system can."""
    if len(places) > 100 and hasattr(os, "sync"):
        os.sync()
        return
    for place in places:
        with place.open("rb+") as file:
            os.fsync(file.fileno())


@contextmanager
def alone(folder: Path, shown: str) -> Iterator[None]:
    """Within it no other run is within it for the same folder, which must be there.

    TmpipeError where one is; a killed run holds nothing. Where the system cannot hold folders (Windows), two
    may be within.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            busy = "another run of tmpipe is at work here; try again when it is done"
            raise TmpipeError(busy, shown) from error
        yield
    finally:
        os.close(held)


def require_folder(place: Path, shown: str) -> None:
    """TmpipeError where the folder of a file to be written is missing: of a mistyped one none is made."""
    if not place.parent.is_dir():
        raise TmpipeError(f"there is no folder {place.parent}; make it, or correct the path", shown)


def write_pieces(place: Path, pieces: Iterable[bytes], shown: str) -> None:
    """Puts the pieces there one after the other, as `write_whole` does: all of them or none.

    The folder has to be there.
    """
    require_folder(place, shown)
    try:
        with _writing(place) as file:
            file.writelines(pieces)
    except OSError as error:
        raise TmpipeError(
            f"cannot be written: {error.strerror or error}; nothing was changed", shown
        ) from error


def _replace(place: Path, data: bytes) -> None:
    with _writing(place) as file:
        file.write(data)


def _writing(place: Path) -> AbstractContextManager[BinaryIO]:
    """A device or a pipe (`/dev/full`, a shell's `>(...)`) is written to: nothing takes its place."""
    if place.exists() and not (place.is_file() or place.is_dir()):
        return place.open("wb")
    return replacing(place)


@contextmanager
def replacing(place: Path) -> Iterator[BinaryIO]:
    """A file to be written that takes the place of another, or makes it, when all went well.

    OSError where it does not; then the place is as it was.
    """
    _sweep(place)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:60]}.", suffix=".tmpipe")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(place: Path) -> None:
    """Takes away what killed runs have left of this file: a writer at work needs no minute."""
    start = f".{place.name[:60]}."
    for name in os.listdir(place.parent):  # noqa: PTH208 - for speed: of every file that is written
        if name.startswith(start) and name.endswith(".tmpipe"):
            left = place.with_name(name)
            with suppress(FileNotFoundError):  # its writer has just put it in its place
                if time.time() - left.stat().st_mtime > 60:
                    left.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
