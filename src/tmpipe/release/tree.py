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
from tmpipe.release import sums

SUMS = "SHA256SUMS"
"""The list of the tree's files. A folder without it is not ours."""
SIGNATURE = ".sig"
"""What the name of a file's signature ends with; the list has no signatures."""
_WELCOME = frozenset({"CNAME", ".nojekyll", ".git", ".gitignore"})
"""What may stand in a folder before our first files: for services that show it."""


@contextmanager
def opened(place: Path, shown: str) -> Iterator[Tree]:
    """The tree that is to be at a place, for one run alone.

    TmpipeError where it cannot be written; until `Tree.commit` is done, all is as before.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with alone(place.parent, shown):
            tree = Tree(place, shown)
            try:
                yield tree
            finally:
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
            self._room(path).write_bytes(data)
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
                self._looked[path] = not place.is_symlink() and _digest(place) == self.before.get(path)
            except OSError:
                self._looked[path] = False
        return self._looked[path]

    def whole(self) -> bool:
        """Whether all files of our last tree are as they were left."""
        return bool(self.before) and all(map(self.stands, self.before))

    def read(self, path: str) -> bytes:
        """A file that is in this tree."""
        return (self._new / path).read_bytes()

    def put_beside(self, path: str, data: bytes) -> None:
        """Puts a file there that the list has not: a signature."""
        old = self._place / path
        if old.is_file() and not old.is_symlink() and old.read_bytes() == data:
            self._link(path)
        else:
            self._room(path).write_bytes(data)
            self.written.append(path)

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
        """What is not ours goes along."""
        ours = {*self.before, *self.sums, SUMS}
        for place in _files(self._place):
            path = place.relative_to(self._place).as_posix()
            if path not in ours and not (
                path.endswith(SIGNATURE) and path.removesuffix(SIGNATURE) in _SIGNED
            ):
                self._link(path)


_SIGNED = frozenset({SUMS, "manifest.json"})


def listed(place: Path, shown: str) -> dict[str, str]:
    """The SHA-256 of each file that our last tree has at a place; nothing where there is none.

    UsageError where the place has other things: they are not ours to replace.
    """
    if (place / SUMS).is_file():
        return sums.read(read_whole(place / SUMS, f"{shown}/{SUMS}"), f"{shown}/{SUMS}")
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


def _digest(place: Path) -> str:
    found = sha256()
    with place.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """The files and links in a folder, those in its folders, too; links are not followed."""
    if folder.is_dir():
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(folder / entry.name)
                else:
                    yield folder / entry.name


_EXCHANGE, _HERE = 2, -100
"""`RENAME_EXCHANGE` and `AT_FDCWD` of Linux."""


def _swapped(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step, where the system can; whether it has."""
    with suppress(AttributeError, OSError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
    return False
