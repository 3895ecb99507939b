"""Makes the file of an index: texts in, arrays out, with memory for the words and some bytes a text.

The texts are numbered by their length in words, then by their order; what stands in the file is, besides
the vocabulary's arrays,

    keys     the key of each text, by its number
    slack    how far each text is from its words (`closeness`)
    lengths  the lengths that occur, rising
    texts    the number of the first text of each of these lengths; the last entry is how many there are
    places   where the words of that text begin in `tokens`; the last entry is their end
    tokens   the words of all texts, each as its number
    lists    where the list of each word begins in `numbers`; the last entry is their end
    numbers  for each word the texts that have it, rising
"""

from __future__ import annotations

import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tmpipe.files import replacing
from tmpipe.memory.postings.closeness import slack
from tmpipe.memory.postings.layout import Writer
from tmpipe.memory.postings.vocabulary import arranged
from tmpipe.text.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 1 << 22
"""How many words are held in memory."""


def build(path: Path, texts: Iterable[tuple[int, str]], stamp: bytes) -> None:
    """Writes the index of the texts; the same texts give the same bytes.

    OSError where it cannot be written; then the file is as before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=path.parent) as spill:
        known, keys, slacks, lengths = _spilled(texts, spill)
        numbers, vocabulary = arranged(known)
        del known
        corpus = _Corpus.of(spill, numbers, lengths)
        with replacing(path) as file:
            writer = Writer(file)
            for name, values in vocabulary.items():
                writer.put(name, values.dtype.str, [values])
            corpus.write(writer, keys, slacks, path.parent)
            writer.finish(stamp)


def _spilled(
    texts: Iterable[tuple[int, str]], spill: BinaryIO
) -> tuple[Iterable[str], array[int], array[int], array[int]]:
    """The distinct words as they came, each text's key, slack and length; all words go to `spill`,
    numbered."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    number = known.__getitem__
    keys, slacks, lengths, tokens = array("q"), array("B"), array("I"), array("I")
    for key, text in texts:
        spelled = words(text)
        tokens.extend(map(number, spelled))
        keys.append(key)
        slacks.append(slack(text, spelled))
        lengths.append(len(spelled))
        if len(tokens) >= _AT_ONCE:
            tokens.tofile(spill)
            del tokens[:]
    tokens.tofile(spill)
    spill.flush()
    known.default_factory = None
    return known, keys, slacks, lengths


@dataclass(frozen=True, slots=True)
class _Corpus:
    """All texts, their words in the order in which they came."""

    tokens: NDArray[np.uint32]
    """As they were numbered when they came."""
    numbers: NDArray[np.uint32]
    """The number in the vocabulary of each of those numbers."""
    lengths: NDArray[np.int64]
    starts: NDArray[np.int64]
    """Where each text begins in `tokens`; the last entry is their end."""
    order: NDArray[np.int64]
    """The place of each text by its number."""

    @classmethod
    def of(cls, spill: BinaryIO, numbers: NDArray[np.uint32], lengths: array[int]) -> _Corpus:
        import numpy as np

        sizes = np.array(lengths, np.int64)
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
        tokens = np.memmap(spill, np.uint32, "r") if starts[-1] else np.empty(0, np.uint32)
        return cls(tokens, numbers, sizes, starts, np.argsort(sizes, kind="stable"))

    def write(self, writer: Writer, keys: array[int], slacks: array[int], folder: Path) -> None:
        """The arrays that this module's docstring names; what is laid aside meanwhile goes to the folder."""
        import numpy as np

        lengths, firsts = np.unique(self.lengths[self.order], return_index=True)
        texts = np.append(firsts, len(self.order))
        places = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.diff(texts) * lengths)))
        writer.put("keys", "<i8", [np.array(keys, np.int64)[self.order]])
        writer.put("slack", "|u1", [np.array(slacks, np.uint8)[self.order]])
        writer.put("lengths", "<i8", [lengths])
        writer.put("texts", "<i8", [texts])
        writer.put("places", "<i8", [places])
        writer.put("tokens", "<u4", self._in_order())
        counts = np.zeros(len(self.numbers) + 1, np.int64)
        writer.put("numbers", "<u4", self._lists(counts[1:], folder))
        writer.put("lists", "<i8", [np.cumsum(counts)])

    def _in_order(self) -> Iterator[NDArray[np.uint32]]:
        """The words of all texts by the texts' numbers."""
        for texts in _pieces(self.lengths[self.order]):
            yield self._words_of(self.order[texts])

    def _words_of(self, places: NDArray[np.int64]) -> NDArray[np.uint32]:
        import numpy as np

        sizes = self.lengths[places]
        ends = np.cumsum(sizes)
        at = np.repeat(self.starts[places] - ends + sizes, sizes)
        at += np.arange(len(at))
        return self.numbers[self.tokens[at]]

    def _lists(self, counts: NDArray[np.int64], folder: Path) -> Iterator[NDArray[np.uint32]]:
        """The list of each word in turn; how long each is goes to `counts`.

        What is too much for memory is first laid into files, each for some words, and then sorted file by
        file.
        """
        import numpy as np

        stretches = list(_pieces(self._frequencies()))
        with ExitStack() as stack:
            files = [stack.enter_context(tempfile.TemporaryFile(dir=folder)) for _ in stretches]
            self._lay_out(files, np.array([some.stop for some in stretches], np.uint64) << np.uint64(32))
            for some, file in zip(stretches, files, strict=True):
                file.seek(0)
                pairs = _distinct(np.frombuffer(bytearray(file.read()), np.uint64))
                here = (pairs >> np.uint64(32)).astype(np.int64) - some.start
                counts[some] = np.bincount(here, minlength=some.stop - some.start)
                yield (pairs & 0xFFFFFFFF).astype(np.uint32)

    def _lay_out(self, files: Sequence[BinaryIO], ends: NDArray[np.uint64]) -> None:
        """Writes (a word's number, a text's number) as one, for all words, each to its end's file."""
        import numpy as np

        numbers = np.empty(len(self.order), np.uint64)
        numbers[self.order] = np.arange(len(self.order), dtype=np.uint64)
        for texts in _pieces(self.lengths):
            here = self.numbers[self.tokens[self.starts[texts.start] : self.starts[texts.stop]]]
            theirs = np.repeat(numbers[texts], self.lengths[texts])
            pairs = _distinct(here.astype(np.uint64) << np.uint64(32) | theirs)
            starts = pairs.searchsorted(ends).tolist()
            for file, start, stop in zip(files, [0, *starts], starts, strict=False):
                file.write(pairs[start:stop].tobytes())

    def _frequencies(self) -> NDArray[np.int64]:
        """How often each word of the vocabulary occurs."""
        import numpy as np

        counts = np.zeros(len(self.numbers), np.int64)
        for start in range(0, len(self.tokens), _AT_ONCE):
            counts += np.bincount(self.tokens[start : start + _AT_ONCE], minlength=len(counts))
        found = np.empty_like(counts)
        found[self.numbers] = counts
        return found


def _distinct(pairs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The pairs, sorted, each once. Sorts what it is given."""
    import numpy as np

    pairs.sort()
    new = np.ones(len(pairs), np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=new[1:])
    return pairs[new]


def _pieces(sizes: NDArray[np.int64]) -> Iterator[slice]:
    """Consecutive stretches whose sizes add up to `_AT_ONCE` at most, or which are one item."""
    import numpy as np

    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        held = ends[start] - sizes[start]
        stop = max(start + 1, int(np.searchsorted(ends, held + _AT_ONCE, "right")))
        yield slice(start, stop)
        start = stop
