"""A package's file on its way to us: the bytes that have come, and what the server called them.

Both lie on the disk, so that what broke off goes on, in this run or in the next one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

from tmpipe.errors import InputError, TmpipeError
from tmpipe.files import alone
from tmpipe.web.addresses import Address
from tmpipe.web.failures import RangeError

Progress = Callable[[str, int, int | None], None]
"""Called with what is being downloaded, bytes so far, and bytes in all where that is known."""
MAX_FILE = 4 << 30
"""Bytes of a package; the largest known ones have 1 GB."""
_ZIP = b"PK"
_ROOM = "make room and install again: what has come so far is kept"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file as the index tells of it."""

    what: str
    """What it is called to people."""
    address: Address
    size: int | None = None
    sha256: str = ""
    """In small letters; empty: the index does not say."""

    @property
    def link(self) -> str:
        """The address as it may be told and noted: without a password."""
        return self.address.url


@dataclass(frozen=True, slots=True)
class Edition:
    """What a server says of the file that it sends."""

    link: str = ""
    etag: str = ""
    modified: str = ""
    size: int | None = None
    """Bytes in all, where it says so."""

    @property
    def conditions(self) -> Mapping[str, str]:
        """So that the rest comes of this edition alone. A weak ETag (`W/`) may be that of other bytes."""
        mark = self.etag if self.etag.startswith('"') else self.modified
        return {"If-Range": mark} if mark else {}

    def fits(self, other: Edition) -> bool:
        """Whether parts of both may be of one file."""
        tags = self.etag.removeprefix("W/"), other.etag.removeprefix("W/")
        alike = (tags, (self.modified, other.modified), (self.size, other.size))
        return self.link == other.link and all(mine == theirs for mine, theirs in alike if mine and theirs)


class Part:
    """The first bytes of a file; what comes is put behind them."""

    def __init__(self, path: Path, wanted: Wanted, progress: Progress | None) -> None:
        self.path = path
        self.wanted = wanted
        self._progress = progress
        self._note = path.with_name(f"{path.name}.json")
        self.edition = _noted(self._note)
        self.done = path.stat().st_size if path.is_file() else 0
        """How many bytes have come."""
        self.pieced = self.done > 0
        """Whether they came in several goes, of which no more is known than that they may fit."""
        if self.edition.link != wanted.link or self.done > self.limit:
            self.restart(Edition(wanted.link))

    @property
    def limit(self) -> int:
        """Bytes that it may have: as many as index or server say."""
        return self.wanted.size or self.edition.size or MAX_FILE

    @property
    def whole(self) -> bool:
        """Whether nothing lacks, as far as index or server say how much there is."""
        return 0 < self.done == (self.wanted.size or self.edition.size)

    def restart(self, edition: Edition) -> None:
        """Forgets what has come; what comes now is of that edition."""
        with self._writing():
            self.path.write_bytes(b"")
            self._note.write_text(json.dumps(asdict(edition)), "utf-8")
        self.edition, self.done, self.pieced = edition, 0, False

    def go_on(self, edition: Edition) -> None:
        """What comes now is the rest of what there is. RangeError where it cannot be."""
        if not edition.fits(self.edition):
            raise RangeError("the server has another file by now")
        self.pieced = True

    def drop(self) -> None:
        """Takes it away."""
        for file in (self.path, self._note):
            file.unlink(missing_ok=True)

    def take(self, received: Iterator[bytes]) -> None:
        """Puts what comes behind what there is. InputError where it is no package."""
        with self._writing():
            opened = self.path.open("ab", buffering=0)
        with opened:
            for piece in received:
                if not (self.done or piece.startswith(_ZIP[: len(piece)])):
                    raise self.wrong("is no package" + (", but a web page" if b"<" in piece[:64] else ""))
                left = memoryview(piece)
                while left:  # a disk that is nearly full takes a part, and says so at the next
                    with self._writing():
                        left = left[opened.write(left) :]
                self.done += len(piece)
                if self._progress:
                    self._progress(self.wanted.what, self.done, self.wanted.size or self.edition.size)

    def require_wanted(self) -> None:
        """InputError where it is not what the index says."""
        if self.wanted.size not in {None, self.done}:
            raise self.wrong(f"has {self.done:,} bytes, and by the index {self.wanted.size:,}")
        if self.wanted.sha256:
            with self.path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            if digest != self.wanted.sha256:
                raise self.wrong("is not the file that the index means: its SHA-256 is another")

    def wrong(self, what: str) -> InputError:
        """The complaint about the file."""
        return InputError(f"{self.wanted.what} {what}; try again later", self.wanted.link)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            says = f"cannot be written: {error.strerror or error}; {_ROOM}"
            raise TmpipeError(says, str(self.path)) from error


@contextmanager
def opened(path: Path, wanted: Wanted, progress: Progress | None) -> Iterator[Part]:
    """The part at a path, which no other run touches meanwhile; an empty one does not stay.

    TmpipeError where another run has it.
    """
    try:
        path.touch()
    except OSError as error:
        raise TmpipeError(f"cannot be written: {error.strerror or error}; {_ROOM}", str(path)) from error
    with alone(path, str(path)):
        part = Part(path, wanted, progress)
        try:
            yield part
        finally:
            if not part.done:
                part.drop()


def _noted(note: Path) -> Edition:
    """What was noted of a part; nothing where that cannot be read."""
    try:
        said = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Edition()
    if not isinstance(said, dict):
        return Edition()
    link, etag, modified = (str(said.get(name) or "") for name in ("link", "etag", "modified"))
    size = said.get("size")
    return Edition(link, etag, modified, size if isinstance(size, int) and size > 0 else None)
