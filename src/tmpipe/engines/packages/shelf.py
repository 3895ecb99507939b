"""How packages come into their folder: whole, one run at a time, whatever kills it.

What is on its way lies beside the folder, not inside: argostranslate takes every folder inside for a package
and stops at one that is none. Only where the folder is a mount of its own, it has to lie inside. All of it is
called `.tmpipe.<folder>.` and more, and the next run sweeps what a killed one has left, but for downloads.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from tmpipe.errors import ConfigurationError
from tmpipe.files import alone, flush


@contextmanager
def staging(packages: Path) -> Iterator[Path]:
    """A temporary folder from which a rename into `packages`, which is made, is one step.

    Within it no other run changes the packages. TmpipeError where one does; ConfigurationError where nothing
    can be written.
    """
    make(packages)
    try:
        with alone(packages, str(packages)):
            _sweep(packages)
            place = Path(mkdtemp(prefix=_prefix(packages), dir=beside(packages)))
            try:
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)
    except OSError as error:
        raise _unwritable(packages, error) from error


def make(packages: Path) -> None:
    """Has the folder there. ConfigurationError where it cannot be, or cannot be written to."""
    try:
        packages.mkdir(parents=True, exist_ok=True)
        if not os.access(packages, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "Permission denied")
    except OSError as error:
        raise _unwritable(packages, error) from error


def _unwritable(packages: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"packages cannot be written here ({error.strerror or error}); make room or name another folder: "
        "ARGOS_PACKAGES_DIR",
        str(packages),
    )


def beside(packages: Path) -> Path:
    """The folder for what is on its way."""
    parent = packages.resolve().parent
    same_disk = parent.stat().st_dev == packages.stat().st_dev and os.access(parent, os.W_OK)
    return parent if same_disk else packages


def part(packages: Path, name: str) -> Path:
    """The place of a download. It is a file: those do not disturb argostranslate anywhere."""
    return beside(packages) / f"{_prefix(packages)}{name}.part"


def forget(packages: Path, name: str) -> None:
    """Takes the downloads away whose names begin so."""
    start = _prefix(packages) + name
    for file in beside(packages).iterdir():
        if file.name.startswith(start) and file.name.endswith((".part", ".part.json")):
            file.unlink(missing_ok=True)


def put(new: Path, target: Path, place: Path) -> None:
    """Puts the folder `new` in the place of `target`, if there is any: at every moment one of them is there.

    `place` is that of a `staging`.
    """
    flush([file for file in new.rglob("*") if file.is_file()])
    if not target.exists():
        new.rename(target)
        return
    meanwhile = target.with_name(f"{target.name}-new")
    take(meanwhile, place / "before")
    new.rename(meanwhile)
    take(target, place / "old")
    meanwhile.rename(target)


def take(path: Path, aside: Path) -> None:
    """Takes a folder out of the packages, in one step, into a `staging`, with which it ends."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        path.rename(aside)


def _prefix(packages: Path) -> str:
    return f".tmpipe.{packages.resolve().name}."


def _sweep(packages: Path) -> None:
    """Takes away what killed runs have left: nobody else is within `staging`."""
    left = re.compile(re.escape(_prefix(packages)) + "[a-z0-9_]{8}")
    for path in beside(packages).iterdir():
        if left.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                shutil.rmtree(path)
