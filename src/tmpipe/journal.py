"""Answers that were dear, in a file that grows by a line with each: a run that was broken off goes on there.

Derived: it can be deleted at any time. A line that a kill has torn is none, and the next begins on its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
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
        self._answers: dict[str, Answer] = {}
        self._lines = 0
        """In the file: more than there are answers, where some are of another mark, or came twice."""
        for name, answer in _read(place):
            self._lines += 1
            if name.startswith(mark):
                self._answers[name] = answer
        self._file: BinaryIO | None = None
        self._unsynced = 0

    def get(self, name: str) -> Answer | None:
        """The answer; None while there is none."""
        return self._answers.get(name)

    def put(self, name: str, answer: Answer) -> None:
        """Keeps an answer, in the file before this returns."""
        self._answers[name] = answer
        self._lines += 1
        with suppress(OSError):
            self._append(_line(name, answer))

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

    def settle(self, asked_for: Collection[str] | None = None) -> None:
        """Closes it, without what nobody asks for any more: with None, what is of another mark."""
        self.close()
        if asked_for is not None:
            self._answers = {name: one for name, one in self._answers.items() if name in asked_for}
        if len(self._answers) < self._lines:
            with suppress(OSError, TmpipeError):
                lines = (_line(*one) for one in self._answers.items())
                if self._answers:
                    write_pieces(self._place, lines, str(self._place))
                else:
                    self._place.unlink(missing_ok=True)
            self._lines = len(self._answers)


def _line(name: str, answer: Answer) -> bytes:
    return json.dumps([name, *answer], separators=(",", ":")).encode() + b"\n"


def _read(place: Path) -> Iterator[tuple[str, Answer]]:
    """The answers in a file; what is no whole line of ours is passed over."""
    try:
        with place.open("rb") as file:
            for line in file:
                with suppress(ValueError, RecursionError):
                    match json.loads(line):
                        case [str(name), *answer]:
                            yield name, tuple(answer)
    except OSError:
        return


def _is_ended(place: Path) -> bool:
    """Whether the file is empty, or its last line is whole."""
    with place.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
