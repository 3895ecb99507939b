"""What differs between two sentences, short enough for one line: `in [-June-]{+July+} 1988 …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from tmpipe.text.rate import shared

_BESIDE = 2
"""Words that are shown on each side of a change."""
_MORE = "…"


def differences(old: str, new: str, *, most: int = 160) -> str:
    """What became what, word by word, with words around it: `[-old-]{+new+}`; empty where no word differs.

    At most so many characters, cut between words; `…` stands for what is left out, and where that is changes,
    `(2 more changes)` at the end says how many.
    """
    first, second = old.split(), new.split()
    if first == second:
        return ""
    shown = list(_shown(first, second, most // 3))
    return _within([text for text, _ in shown], [change for _, change in shown], " ", most)


def listed(changes: Sequence[str], *, most: int = 160) -> str:
    """The changes, or as many as there is room for, and how many more there are."""
    cut = [_cut(change.split(" "), most // 2) for change in changes]
    return _within(cut, [True] * len(cut), "; ", most)


def _within(pieces: Sequence[str], counted: Sequence[bool], between: str, most: int) -> str:
    """The pieces, or the first ones that find room, and how many of the `counted` are left out."""
    if len(text := between.join(pieces)) <= most:
        return text
    ends = accumulate(len(piece) + len(between) for piece in pieces)
    tail = f"{_MORE} ({len(pieces)} more changes)"
    room = sum(end + len(tail) <= most for end in ends)
    left = sum(counted[room:])
    shown = [*pieces[:room], *([] if pieces[room - 1 : room] == [_MORE] else [_MORE])]
    return between.join(shown) + (f" ({left} more change{'s' * (left > 1)})" if left else "")


def _shown(first: Sequence[str], second: Sequence[str], most: int) -> Iterator[tuple[str, bool]]:
    """The changes, each one word of the answer, and the words beside them; whether it is a change."""
    at, to = 0, 0
    runs = [*shared(first, second), (len(first), len(second), 0)]
    for i, j, length in runs:
        gone, come = _cut(first[at:i], most), _cut(second[to:j], most)
        if gone or come:
            yield (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""), True
        around = _around(
            first[i : i + length],
            before=i + length < len(first) or j + length < len(second),
            after=bool(i or j),
        )
        yield from ((word, False) for word in around)
        at, to = i + length, j + length


def _around(words: Sequence[str], *, before: bool, after: bool) -> Iterator[str]:
    """The words that stand after a change, or before the next, or both."""
    head, tail = (_BESIDE if after else 0), (_BESIDE if before else 0)
    if len(words) <= head + tail + 1:  # … stands for more than a word
        yield from words
        return
    yield from words[:head]
    yield _MORE
    yield from words[len(words) - tail :]


def _cut(words: Sequence[str], most: int) -> str:
    """The words as far as there is room for them; of a first one that is too long a part."""
    if words and len(words[0]) > most:
        return words[0][: most - 1] + _MORE
    return shortened(words, most)


def shortened(pieces: Sequence[str], most: int) -> str:
    """The first pieces, with blanks between them, as many as there is room for; `…` for the others."""
    if len(text := " ".join(pieces)) <= most:
        return text
    ends = accumulate(len(piece) + 1 for piece in pieces)
    room = sum(end + len(_MORE) <= most for end in ends)
    return (
        " ".join((*pieces[:room], _MORE)) if pieces[room - 1 : room] != [_MORE] else " ".join(pieces[:room])
    )
