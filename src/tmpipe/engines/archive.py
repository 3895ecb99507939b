"""An `.argosmodel` on its way to the disk: a zip of one folder, from anyone, unpacked without trust."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tmpipe.errors import ConfigurationError, InputError

MAX_MEMBERS = 10_000
MAX_SIZE = 8 << 30
"""Bytes of a whole package, unpacked. The largest known ones have 2 GB."""
MAX_RATIO = 100
"""How many times its own size an archive may unpack to; weights hardly shrink."""
FREE_SIZE = 64 << 20
"""Bytes that may be reached at any ratio."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    RuntimeError,
    ValueError,
    struct.error,
    OSError,
)


@contextmanager
def staging(packages: Path) -> Iterator[Path]:
    """A temporary folder from which a rename into `packages` is one step.

    It lies beside `packages`, not inside: argostranslate takes every folder inside for a package and stops
    at one that is none. Only where `packages` is a mount of its own, it has to lie inside.
    """
    try:
        packages.mkdir(parents=True, exist_ok=True)
        beside = packages.parent
        same_disk = beside.stat().st_dev == packages.stat().st_dev and os.access(beside, os.W_OK)
        temporary = TemporaryDirectory(prefix=".tmpipe-", dir=beside if same_disk else packages)
    except OSError as error:
        message = (
            f"packages cannot be written here ({error.strerror}); name another folder: ARGOS_PACKAGES_DIR"
        )
        raise ConfigurationError(message, str(packages)) from error
    with temporary as name:
        yield Path(name)


def unpack(path: Path, into: Path) -> Path:
    """Unpacks the archive's one folder into the folder `into`, and returns it there. InputError."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_sizes(members, path)
            tops = {_checked_name(member, path).parts[0] for member in members}
            if len(tops) != 1:
                raise _refused(path, f"has {len(tops)} folders at its top instead of one")
            for member in members:
                _extract(archive, member, into)
    except FileNotFoundError as error:
        raise InputError("there is no such file", str(path)) from error
    except _DAMAGE as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise _refused(path, f"cannot be unpacked ({reason})") from error
    return into / tops.pop()


def _refused(path: Path, what: str) -> InputError:
    return InputError(f"the package {what}; download it again, or from another place", str(path))


def _check_sizes(members: list[zipfile.ZipInfo], path: Path) -> None:
    """Sizes as the archive's own list tells them: `zipfile` never reads more of a member than that."""
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise _refused(path, f"has {len(members)} files, more than {MAX_MEMBERS}")
    if size > MAX_SIZE or size > max(FREE_SIZE, MAX_RATIO * path.stat().st_size):
        raise _refused(path, f"would unpack to {size >> 20} MB, which is more than a model has")


def _checked_name(member: zipfile.ZipInfo, path: Path) -> PurePosixPath:
    """The member's name; refused if it leads out of the archive or is neither file nor folder."""
    name = PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    # Zip separators are slashes: a backslash or a colon is a path of Windows or an attempt at one.
    if not name.parts or name.is_absolute() or ".." in name.parts or set(member.filename) & set("\\:"):
        raise _refused(path, f"has a file that leads out of it ({member.filename!r})")
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise _refused(path, f"has a link or a special file in it ({member.filename!r})")
    return name


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path) -> None:
    target = into / member.filename
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as out:
        shutil.copyfileobj(source, out, 1 << 20)
