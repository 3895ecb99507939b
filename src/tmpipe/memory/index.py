"""The candidate index of a large memory: one derived, memory-mapped file, read-only once made."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from tmpipe.errors import TmpipeError
from tmpipe.text.rate import allowed, score, within
from tmpipe.text.words import words

_MAGIC = b"tmpipe index 1\n\n"


class IndexDamagedError(TmpipeError):
    """The index holds what no index can hold; it is to be made anew."""


class Index:
    """Texts by their keys, found again by their words."""

    def __init__(self, path: Path, stamp: bytes, keys: list[int], spelled: list[list[str]]) -> None:
        self.path = path
        self.stamp = stamp
        self._keys = keys
        self._words = spelled

    @classmethod
    def build(cls, path: Path, texts: Iterable[tuple[int, str]], stamp: bytes) -> Index:
        """Makes the file anew, of (key, text); the keys are distinct signed 64-bit numbers. Opens it.

        Whatever happens, the file is as before or wholly new.
        """
        body = json.dumps([stamp.hex(), list(texts)]).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + crc32(body).to_bytes(4, "little") + body)
        Path(name).replace(path)
        made = cls.open(path)
        assert made is not None
        return made

    @classmethod
    def open(cls, path: Path) -> Index | None:
        """The index in the file; None where it is missing, of another edition or damaged: make it anew."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        if data[:16] != _MAGIC or crc32(data[20:]).to_bytes(4, "little") != data[16:20]:
            return None
        stamp, texts = json.loads(data[20:])
        return cls(path, bytes.fromhex(stamp), [key for key, _ in texts], [words(text) for _, text in texts])

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._keys)

    def close(self) -> None:
        """Lets go of the file."""

    def near(self, text: str, cutoff: float) -> Iterator[tuple[float, int]]:
        """(rate, key) of every text at or above the cutoff, lazily, the highest rates first.

        Law: the same as rating all of them one by one, where the same text counts as `NEAREST`.
        """
        query = words(text)
        letters = {word: chr(n + 2) for n, word in enumerate(dict.fromkeys(query))}
        spelling = "".join([letters[word] for word in query])
        found = []
        for key, other in zip(self._keys, self._words, strict=True):
            longer = max(len(query), len(other))
            most = allowed(longer, cutoff)
            if abs(len(query) - len(other)) <= most:
                for _, distance in within(spelling, ["".join([letters.get(w, "\1") for w in other])], most):
                    found.append((score(distance, longer), key))
        return iter(sorted(found, key=lambda pair: (-pair[0], pair[1])))
