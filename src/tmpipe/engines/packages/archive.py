"""An `.argosmodel` on its way to the disk: a zip of one folder, from anyone, unpacked without trust.

An unpacked package that is copied is looked at in the same way.
"""

from __future__ import annotations

import errno
import re
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, FileIO
from pathlib import Path, PurePosixPath
from typing import IO

from tmpipe.errors import InputError, TmpipeError

MAX_MEMBERS = 10_000
MAX_SIZE = 8 << 30
"""Bytes of a whole package, unpacked. The largest known ones have 2 GB."""
MAX_RATIO = 100
"""How many times its own size an archive may unpack to; weights hardly shrink."""
FREE_SIZE = 64 << 20
"""Bytes that may be reached at any ratio."""
MAX_LISTING = MAX_MEMBERS * 200
"""Bytes of an archive's own list, which `zipfile` reads as a whole."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, struct.error, OSError)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES})
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The others take as much memory as the archive says that they need."""
_ENCRYPTED = 0x1
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that are no files on Windows, whatever their suffix."""
_PIECE = 1 << 20


def unpack(path: Path, into: Path) -> Path:
    """Unpacks the archive's one folder into the folder `into`, and returns it there.

    InputError where it is no such archive, or one that harms; TmpipeError where there is no room.
    """
    with _told(path), _Bounded(FileIO(path)) as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        _check_sizes([member.file_size for member in members], path)
        names = [_checked_name(member, path) for member in members]
        _check_places(list(zip(names, map(zipfile.ZipInfo.is_dir, members), strict=True)), path)
        tops = {name.parts[0] for name in names}
        if len(tops) != 1:
            raise _refused(path, f"has {len(tops)} folders at its top instead of one")
        for member, name in zip(members, names, strict=True):
            _extract(archive, member, into / name)
    return into / tops.pop()


def copy(path: Path, into: Path) -> Path:
    """Copies the folder of an unpacked package to `into`, and returns it there. Errors as for `unpack`."""
    with _told(path):
        files = list(_files(path))
        _check_sizes([file.stat().st_size for file in files], path)
        for file in files:
            with file.open("rb") as source:
                _write(source, into / file.relative_to(path))
    return into


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Says what is wrong with an archive, or with the place where it goes."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise InputError("is no file", str(path))
        yield
    except FileNotFoundError as error:
        raise InputError("there is no such file", str(path)) from error
    except _DAMAGE as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        if isinstance(error, OSError) and error.errno in _FULL:
            raise TmpipeError(
                f"cannot be unpacked ({reason}); make room, or see to the permissions, and install it again",
                str(path),
            ) from error
        raise _refused(path, f"cannot be unpacked ({reason})") from error


def _refused(path: Path, what: str) -> InputError:
    return InputError(f"the package {what}; download it again, or from another place", str(path))


class _Bounded(BufferedReader):
    """A file of which nobody reads much at once: `zipfile` reads an archive's whole list."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_LISTING:
            raise zipfile.BadZipFile(f"its list of files has {size >> 20} MB")
        return super().read(MAX_LISTING if size is None or size < 0 else size)


# --- what an archive says of itself ------------------------------------------------------------------


def _check_sizes(sizes: Sequence[int], path: Path) -> None:
    """Sizes as the archive's own list tells them: `zipfile` never reads more of a member than that."""
    size = sum(sizes)
    if len(sizes) > MAX_MEMBERS:
        raise _refused(path, f"has {len(sizes)} files, more than {MAX_MEMBERS}")
    most = max(FREE_SIZE, MAX_RATIO * path.stat().st_size) if path.is_file() else MAX_SIZE
    if size > min(most, MAX_SIZE):
        raise _refused(path, f"would unpack to {size >> 20} MB, which is more than a model has")


def _checked_name(member: zipfile.ZipInfo, path: Path) -> PurePosixPath:
    """The member's name; refused if it leads out of the archive, or if the member is none that we unpack."""
    name = PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if "\0" in member.orig_filename or not member.filename.isprintable():
        raise _refused(path, f"has a file whose name is none ({member.orig_filename!r})")
    # Zip separators are slashes: a backslash or a colon is a path of Windows or an attempt at one.
    if not name.parts or name.is_absolute() or ".." in name.parts or set(member.filename) & set("\\:"):
        raise _refused(path, f"has a file that leads out of it ({member.filename!r})")
    if any(_DEVICES.fullmatch(part) or part[-1] in ". " for part in name.parts):
        raise _refused(path, f"has a file that is none everywhere ({member.filename!r})")
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise _refused(path, f"has a link or a special file in it ({member.filename!r})")
    if member.flag_bits & _ENCRYPTED:
        raise _refused(path, f"is encrypted ({member.filename!r})")
    if member.compress_type not in _METHODS:
        raise _refused(path, f"is packed in a way that models are not ({member.filename!r})")
    return name


def _check_places(members: Sequence[tuple[PurePosixPath, bool]], path: Path) -> None:
    """Refuses two members that are one file, here or where capitals and accents are told apart less, and a
    file within a file. Each member's name, and whether it is a folder.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for name, is_folder in members:
        place = _folded(name)
        if place in files or (not is_folder and place in folders):
            raise _refused(path, f"has two files of one name ({str(name)!r})")
        folders.update(_folded(parent) for parent in name.parents)
        (folders if is_folder else files).add(place)
        if not files.isdisjoint(map(_folded, name.parents)):
            raise _refused(path, f"has two files of one name ({str(name)!r})")


def _folded(name: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", str(name).casefold())


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    with archive.open(member) as source:
        _write(source, target)


# --- folders -----------------------------------------------------------------------------------------


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, in order; refused where it holds links or special files."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise _refused(folder, f"has a link or a special file in it ({path.name!r})")
        if path.is_file():
            yield path


def _write(source: IO[bytes], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        shutil.copyfileobj(source, out, _PIECE)
