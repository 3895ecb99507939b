"""Words and their numbers, on disk: found by a hash, compared letter by letter, so that no two are mixed up.

Words are gathered in buckets by their CRC-32, some eight in each, and numbered bucket by bucket:

    words    all words in UTF-8, a line feed before each and one after the last
    buckets  where each bucket begins in `words`; the last entry is where they end
    firsts   the number of each bucket's first word
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from zlib import crc32

from tmpipe.memory.postings.layout import Arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_IN_A_BUCKET = 8


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def arranged(known: Iterable[str]) -> tuple[NDArray[np.uint32], Arrays]:
    """The number of each of the words, which are distinct and in any order; the arrays that tell it again."""
    import numpy as np

    spelled = [_bytes(word) for word in known]
    size = len(spelled) // _IN_A_BUCKET + 1
    hashes = np.fromiter(map(crc32, spelled), np.uint32, len(spelled))
    order = np.lexsort((hashes, hashes % size))
    numbers = np.empty(len(spelled), np.uint32)
    numbers[order] = np.arange(len(spelled), dtype=np.uint32)
    lengths = np.fromiter((len(word) + 1 for word in spelled), np.uint64, len(spelled))
    ends = np.concatenate((np.zeros(1, np.uint64), np.cumsum(lengths[order])))
    firsts = np.searchsorted(hashes[order] % size, np.arange(size + 1)).astype(np.uint32)
    text = b"".join([b"\n" + spelled[at] for at in order.tolist()]) + b"\n"
    return numbers, {
        "words": np.frombuffer(text, np.uint8),
        "buckets": ends[firsts],
        "firsts": firsts[:-1],
    }


class Vocabulary:
    """Finds the number of a word; in a page or two of the file."""

    def __init__(self, arrays: Arrays) -> None:
        self._text, self._buckets = arrays["words"].data, arrays["buckets"].data
        self._firsts = arrays["firsts"].data

    def find(self, word: str) -> int:
        """The word's number; -1 where it has none."""
        line = _bytes(word)
        bucket = crc32(line) % len(self._firsts)
        text = bytes(self._text[self._buckets[bucket] : self._buckets[bucket + 1] + 1])
        at = text.find(b"\n%b\n" % line)
        return self._firsts[bucket] + text.count(b"\n", 0, at) if at >= 0 else -1
