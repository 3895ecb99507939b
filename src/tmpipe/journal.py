"""Answers that were dear, in a file that grows by a line with each: a run that was broken off goes on there.

Derived: it can be deleted at any time. A line that a kill has torn is none, and the next begins on its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from tmpipe.errors import TmpipeError
from tmpipe.files import write_pieces

_SYNCED = 512
"""Answers that may be lost where the power fails; a kill loses none."""

Answer = Sequence[Any]
"""What JSON can hold."""


class Journal:
    """Answers by name. Names begin with the `mark` of what they depend on; those of another mark are gone.

    Where it cannot be written, it lasts as long as the run.
    """

    def __init__(self, place: Path, mark: str) -> None:
        self._place = place
        self._answers: dict[str, bytes] = {}
        """Each as its line: a third of what it takes as a value."""
        self._lines = 0
        """In the file: more than there are answers, where some are of another mark, or came twice."""
        for name, line in _read(place):
            self._lines += 1
            if name.startswith(mark):
                self._answers[name] = line
        self._idle = set(self._answers)
        """What is from an earlier run, and nobody has asked for in this one."""
        self._file: BinaryIO | None = None
        self._unsynced = 0

    def get(self, name: str) -> Answer | None:
        """The answer; None while there is none."""
        self._idle.discard(name)
        line = self._answers.get(name)
        return tuple(json.loads(line)[1:]) if line is not None else None

    def put(self, name: str, answer: Answer) -> None:
        """Keeps an answer, in the file before this returns."""
        line = json.dumps([name, *answer], separators=(",", ":")).encode() + b"\n"
        self._idle.discard(name)
        self._answers[name] = line
        self._lines += 1
        with suppress(OSError):
            self._append(line)

    def _append(self, line: bytes) -> None:
        if self._file is None:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._place.open("ab")
            if torn := not _is_ended(self._place):
                line = b"\n" * torn + line
        self._file.write(line)
        self._file.flush()
        self._unsynced += 1
        if self._unsynced >= _SYNCED:
            self._sync()

    def _sync(self) -> None:
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._unsynced = 0

    def close(self) -> None:
        """All that was kept is on the disk."""
        with suppress(OSError):
            self._sync()
            if self._file is not None:
                self._file.close()
        self._file = None

    def settle(self, *, whole: bool) -> None:
        """Closes it, without what is of another mark; after a `whole` run, which has asked for all that there
        is to ask, also without what nobody has asked for.
        """
        self.close()
        for name in self._idle if whole else ():
            del self._answers[name]
        self._idle.clear()
        if len(self._answers) < self._lines:
            with suppress(OSError, TmpipeError):
                if self._answers:
                    write_pieces(self._place, self._answers.values(), str(self._place))
                else:
                    self._place.unlink(missing_ok=True)
            self._lines = len(self._answers)


def _read(place: Path) -> Iterator[tuple[str, bytes]]:
    """The names and lines of the answers in a file; what is no whole line of ours is passed over."""
    try:
        with place.open("rb") as file:
            for line in file:
                with suppress(ValueError, RecursionError):
                    match json.loads(line):
                        case [str(name), *_]:
                            yield name, line.rstrip(b"\n") + b"\n"
    except OSError:
        return


def _is_ended(place: Path) -> bool:
    """Whether the file is empty, or its last line is whole."""
    with place.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
