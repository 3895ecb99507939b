"""The folder that texts are pulled into: what is there, and how files come to their places."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from itertools import count
from pathlib import Path

from tmpipe import files
from tmpipe.errors import InputError, TmpipeError
from tmpipe.model import Locale
from tmpipe.release import lock, sums
from tmpipe.release.lock import Lock

PARTS = ".tmpipe-pull"
"""Where files are until all have come, each with its hash for a name, and the lock that is to be."""
_PART = re.compile(r"[0-9a-f]{64}")


@contextmanager
def opened(place: Path, shown: str) -> Iterator[Holding]:
    """The folder, for one run alone. What it makes of folders and leaves empty is taken away again.

    TmpipeError where it cannot be written.
    """
    made = [folder for folder in (place / PARTS, place, *place.parents) if not folder.exists()]
    try:
        place.mkdir(parents=True, exist_ok=True)
        with files.alone(place, shown):
            yield Holding(place, shown)
    except OSError as error:
        why = error.strerror or error
        raise TmpipeError(
            f"cannot be written: {why}; mend that and pull again, which goes on from here", shown
        ) from error
    finally:
        for folder in made:
            with suppress(OSError):  # it is not empty, or was not made
                folder.rmdir()


class Holding:
    """The folder; paths are within it, with `/`."""

    def __init__(self, place: Path, shown: str) -> None:
        self.place = place
        self.shown = shown
        self.parts = place / PARTS
        self._require_folder(PARTS)
        self.lock = self._lock(lock.NAME)
        """What the last pull has noted."""
        meant = self._lock(f"{PARTS}/{lock.NAME}")
        self._known = _known(self.lock), _known(meant)

    def path(self, path: str) -> str:
        """A path as it is shown."""
        return f"{self.shown}/{path}"

    def stands(self) -> bool:
        """Whether all files are as the last pull has left them."""
        return all(self.digest(path) == known for path, known in self._known[0].items())

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file; empty of what is none, such as a link; None where there is nothing."""
        place = self.place / path
        try:
            if place.is_symlink() or not place.is_file():
                return "" if place.is_symlink() or place.exists() else None
            with place.open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", self.path(path)) from error

    def require_folders(self, locales: Iterable[Locale]) -> None:
        """InputError where something else is in the place of a locale's folder, or it leads elsewhere."""
        for locale in locales:
            self._require_folder(locale)

    def expect(self, hashes: Iterable[str]) -> None:
        """Makes room for parts, and takes away what is left of others: nobody asks for it any more; and what
        is no plain file of this folder alone, so that nothing elsewhere is written.
        """
        self.parts.mkdir(exist_ok=True)
        expected = {*hashes}
        for part in self.parts.iterdir():
            if not _PART.fullmatch(part.name):
                continue
            if part.is_dir() and not part.is_symlink():
                shutil.rmtree(part)
            elif part.name not in expected or not _is_plain(part):
                part.unlink()

    def intend(self, meant: Lock, hashes: Iterable[str]) -> None:
        """Notes what is about to be here, so that a run that is cut off knows its own files again; the parts
        are on the disk."""
        files.flush([self.parts / hash_ for hash_ in hashes])
        self._write(f"{PARTS}/{lock.NAME}", lock.write(meant))

    def put(self, path: str, hash_: str, *, last: bool) -> str:
        """Puts a part into its place; where it went what was there, if that is not ours, else nothing.

        Of a part with several places all but the last get a copy.
        """
        (self.place / path).parent.mkdir(exist_ok=True)
        moved = self._make_way(path, hash_)
        part = self.parts / hash_
        if last:
            part.replace(self.place / path)
        else:
            self._write(path, part.read_bytes())
        return moved

    def note(self, now: Lock) -> Iterator[str]:
        """Writes the lists of checksums and the lock; gives where things went that were in their way."""
        lists = _sums(now)
        for path, data in lists.items():
            (self.place / path).parent.mkdir(exist_ok=True)
            if moved := self._make_way(path, sha256(data).hexdigest()):
                yield moved
            self._write(path, data)
        for path, data in (_sums(self.lock) if self.lock else {}).items():
            if path not in lists and self.digest(path) == sha256(data).hexdigest():
                (self.place / path).unlink()
        self._write(lock.NAME, lock.write(now))

    def clear(self) -> None:
        """Takes away the parts, and what killed runs have left."""
        if self.parts.exists():
            shutil.rmtree(self.parts)

    def _make_way(self, path: str, hash_: str) -> str:
        """Moves aside what is not ours: `a.fr.docx` to `a.fr.changed-here.docx`, with a number if need be."""
        there = self.digest(path)
        if there is None or there in {hash_, *(known.get(path) for known in self._known)}:
            return ""
        place = self.place / path
        aside = next(one for one in _asides(place) if not (one.exists() or one.is_symlink()))
        place.rename(aside)
        return aside.relative_to(self.place).as_posix()

    def _write(self, path: str, data: bytes) -> None:
        """Puts a file there, whole or not at all; a link is replaced, not followed."""
        if self.digest(path) == sha256(data).hexdigest():
            return
        self.parts.mkdir(exist_ok=True)
        new = self.parts / "new"
        new.unlink(missing_ok=True)
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.place / path)

    def _lock(self, path: str) -> Lock | None:
        place = self.place / path
        if not place.exists():
            return None
        return lock.read(files.read_whole(place, self.path(path)), self.path(path))

    def _require_folder(self, path: str) -> None:
        place = self.place / path
        if place.is_symlink():
            raise InputError("is a link, which is not followed; put a folder in its place", self.path(path))
        if place.exists() and not place.is_dir():
            raise InputError("is no folder; move it away", self.path(path))


def _is_plain(place: Path) -> bool:
    """Whether it is a file, and has no second name elsewhere."""
    found = place.lstat()
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1


def _asides(place: Path) -> Iterator[Path]:
    """Where a file can go: `a.fr.changed-here.docx`, `a.fr.changed-here-2.docx` ..."""
    for number in count(1):
        mark = ".changed-here" if number == 1 else f".changed-here-{number}"
        yield place.with_name(f"{place.stem}{mark}{place.suffix}")


def _known(held: Lock | None) -> Mapping[str, str]:
    """The SHA-256 of the files that are here according to a lock, the lists of checksums too."""
    if held is None:
        return {}
    return held.files | {path: sha256(data).hexdigest() for path, data in _sums(held).items()}


def _sums(held: Lock) -> dict[str, bytes]:
    """The lists of checksums by path, one in each locale's folder."""
    rows: dict[Locale, list[tuple[str, str]]] = {}
    for text in held.texts:
        rows.setdefault(text.locale, []).extend(text.files.items())
    return {f"{locale}/{sums.NAME}": sums.write(some) for locale, some in rows.items() if some}
