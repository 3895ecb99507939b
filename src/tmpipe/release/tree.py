"""A folder of files that takes the place of an older one, whole: at any time one of the two is there."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from tmpipe.errors import InputError, TmpipeError, UsageError
from tmpipe.files import alone, flush, read_whole
from tmpipe.release import paths, sums
from tmpipe.release.manifest import NAME as MANIFEST
from tmpipe.release.signature import SUFFIX as SIGNATURE
from tmpipe.release.sums import NAME as SUMS

_WELCOME = frozenset({"CNAME", ".nojekyll", ".git", ".gitignore"})
"""What may stand in a folder before our first files: for services that show it."""


@contextmanager
def opened(place: Path, shown: str) -> Iterator[Tree]:
    """The tree that is to be at a place, for one run alone.

    TmpipeError where it cannot be written; until `Tree.commit` is done, all is as before.
    """
    if not place.name:
        raise UsageError(f"{shown} is no place for a release; name a folder")
    if place.is_mount():
        raise UsageError(f"{shown} is a volume, which cannot be exchanged as a whole; name a folder in it")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with alone(place.parent, shown):
            tree = Tree(place, shown)
            try:
                yield tree
            finally:
                with suppress(OSError):  # somebody still reads it; the next run takes it away
                    tree.clear()
    except OSError as error:
        why = error.strerror or error
        raise TmpipeError(f"cannot be written: {why}; what was there is there as before", shown) from error


class Tree:
    """The files that are to be at a place. Those that are there already are linked to, not written.

    What others have put there stays: what our list there has not.
    """

    def __init__(self, place: Path, shown: str) -> None:
        self._place = place
        self._shown = shown
        self._new = place.with_name(f".{place.name}.tmpipe-new")
        self._old = place.with_name(f".{place.name}.tmpipe-old")
        if self._old.exists() and not place.exists():  # a run was killed between two steps
            self._old.rename(place)
        self.clear()
        self.before = listed(place, shown)
        """Of the files that our last tree had, their SHA-256."""
        self.sums: dict[str, str] = {}
        """Likewise of those that are in this one."""
        self.written: list[str] = []
        """Those that are not as they were."""
        self._folders: set[Path] = set()
        self._looked: dict[str, bool] = {}

    def clear(self) -> None:
        """Takes away what is not at the place."""
        for left in self._new, self._old:
            if left.exists():
                try:
                    shutil.rmtree(left)
                except PermissionError:
                    _unlock(left)
                    shutil.rmtree(left)

    def commit(self) -> None:
        """The files take their place, all at once."""
        self.put_beside(SUMS, sums.write(self.sums.items()))
        self._keep_others()
        flush([self._new / path for path in self.written])
        if not self._place.exists():
            self._new.rename(self._place)
        elif not _swapped(self._new, self._place):
            self._place.rename(self._old)
            self._new.rename(self._place)

    def put(self, path: str, data: bytes) -> None:
        """Puts a file there."""
        digest = sha256(data).hexdigest()
        if not self.keep(path, digest):
            self._write(path, data)
            self.sums[path] = digest
            self.written.append(path)

    def keep(self, path: str, digest: str) -> bool:
        """Puts the file there that our last tree had there; whether it had it, and it is as it was left."""
        if self.before.get(path) != digest or not self.stands(path):
            return False
        self._link(path)
        self.sums[path] = digest
        return True

    def stands(self, path: str) -> bool:
        """Whether a file of our last tree is as it was left; each is looked at once."""
        if path not in self._looked:
            place = self._place / path
            try:
                plain = place.is_file() and not place.is_symlink()
                self._looked[path] = plain and _digest(place) == self.before.get(path)
            except OSError:
                self._looked[path] = False
        return self._looked[path]

    def whole(self) -> bool:
        """Whether all files of our last tree are as they were left."""
        return bool(self.before) and all(map(self.stands, self.before))

    def beside(self, path: str) -> bytes:
        """A file of our last tree that its list has not, as it is now; nothing where there is none."""
        place = self._place / path
        return place.read_bytes() if place.is_file() and not place.is_symlink() else b""

    def read(self, path: str) -> bytes:
        """A file that is in this tree."""
        return (self._new / path).read_bytes()

    def put_beside(self, path: str, data: bytes) -> None:
        """Puts a file there that the list has not: a signature."""
        old = self._place / path
        if old.is_file() and not old.is_symlink() and old.read_bytes() == data:
            self._link(path)
        else:
            self._write(path, data)
            self.written.append(path)

    def _write(self, path: str, data: bytes) -> None:
        """A file of its own: what is written is never a second name of a file of the last tree."""
        with self._room(path).open("xb") as file:
            file.write(data)

    def _room(self, path: str) -> Path:
        place = self._new / path
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(place.parent)
        return place

    def _link(self, path: str) -> None:
        """A second name for the file; a copy where the file system has none."""
        room = self._room(path)
        try:
            os.link(self._place / path, room, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copy2(self._place / path, room, follow_symlinks=False)

    def _keep_others(self) -> None:
        """What is not ours goes along, empty folders, too: git needs them. The folder keeps its rights."""
        ours = {*self.before, *self.sums, SUMS, *(f"{name}{SIGNATURE}" for name in (SUMS, MANIFEST))}
        folders = {folder for path in ours for folder in paths.above(path)}
        foreign = []
        for place, is_folder in _within(self._place):
            path = place.relative_to(self._place).as_posix()
            if path in ours or (is_folder and path in folders):
                continue
            if os.path.lexists(self._new / path) or not self.sums.keys().isdisjoint(paths.above(path)):
                raise InputError("is in the way of the release; move it away", f"{self._shown}/{path}")
            if is_folder:
                (self._new / path).mkdir(parents=True)
                foreign.append(path)
            else:
                self._link(path)
        for path in reversed(foreign):
            shutil.copymode(self._place / path, self._new / path)
        if self._place.is_dir():
            shutil.copymode(self._place, self._new)


def listed(place: Path, shown: str) -> dict[str, str]:
    """The SHA-256 of each file that our last tree has at a place; nothing where there is none.

    UsageError where the place has other things: they are not ours to replace.
    """
    if (place / SUMS).is_file():
        found = sums.read(read_whole(place / SUMS, f"{shown}/{SUMS}"), f"{shown}/{SUMS}")
        # one without a manifest is somebody else's: of pulled texts, or of files that were never a release
        if MANIFEST in found and not any(map(_leads_elsewhere, found)):
            return found
    if place.exists() and not place.is_dir():
        raise UsageError(f"{shown} is a file; name a folder for the release")
    try:
        names = [one.name for one in place.iterdir()] if place.exists() else []
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", shown) from error
    if others := [name for name in names if name not in _WELCOME]:
        raise UsageError(
            f"{shown} has files that no release of tmpipe has put there, such as {min(others)};"
            " name another folder for the release, or empty this one"
        )
    return {}


def _leads_elsewhere(path: str) -> bool:
    """Whether a path of a list is none within its folder."""
    return not {"", ".", ".."}.isdisjoint(path.split("/"))


def _digest(place: Path) -> str:
    found = sha256()
    with place.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def _within(folder: Path) -> Iterator[tuple[Path, bool]]:
    """What is in a folder and in its folders, and whether it is a folder itself; links are not followed."""
    if folder.is_dir():
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                is_folder = entry.is_dir(follow_symlinks=False)
                yield folder / entry.name, is_folder
                if is_folder:
                    yield from _within(folder / entry.name)


def _unlock(folder: Path) -> None:
    """Whoever owns the folders in it can empty them."""
    folder.chmod(0o700)
    for place, is_folder in _within(folder):
        if is_folder:
            place.chmod(0o700)


_EXCHANGE, _HERE = 2, -100
"""`RENAME_EXCHANGE` and `AT_FDCWD` of Linux."""


def _swapped(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step, where the system can; whether it has."""
    with suppress(AttributeError, OSError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
    return False
