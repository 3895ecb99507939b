"""Which sentences were split in several, and which were joined into one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tmpipe.catalogs.nearest import Earlier, Pair
from tmpipe.text.rate import Alphabet, within
from tmpipe.text.words import words

MOST = 10
"""Sentences that one is split into, or that are joined into one: what was more is another text."""


@dataclass(frozen=True, slots=True)
class Group:
    """These new sentences, in order, come from these old ones; one side has a single sentence."""

    new: range
    old: range


def groups(
    new: Mapping[int, str], old: Mapping[int, str], changed: Mapping[int, int], cutoff: float
) -> Iterator[Group]:
    """Sentences that were split or joined, none of them twice.

    `changed` says which new sentence has found its nearest old one; the rest of `new` and `old` is left.
    First comes what stands beside such a pair and completes it, then what reaches the cutoff together.
    Capitals and punctuation are not compared: they change where sentences begin and end.
    """
    new_left, old_left = set(new) - set(changed), set(old) - set(changed.values())
    if not new_left and not old_left:
        return
    new, old = ({number: _bare(text) for number, text in texts.items()} for texts in (new, old))
    free = _Free(new, old, new_left, old_left)
    for number, source in changed.items():
        pair = Group(range(number, number + 1), range(source, source + 1))
        if number in new and source in old and (group := free.grown(pair)) != pair:
            yield free.taken(group)
    for group in free.pairs(cutoff):
        if free.has(group):
            yield free.taken(free.grown(group))


@dataclass(slots=True)
class _Free:
    """The sentences of two editions, and the numbers of those that are in no group."""

    new: Mapping[int, str]
    old: Mapping[int, str]
    new_left: set[int]
    old_left: set[int]

    def has(self, group: Group) -> bool:
        """Whether all of a group is free."""
        return self.new_left.issuperset(group.new) and self.old_left.issuperset(group.old)

    def taken(self, group: Group) -> Group:
        """The group, which is free no more."""
        self.new_left.difference_update(group.new)
        self.old_left.difference_update(group.old)
        return group

    def grown(self, group: Group) -> Group:
        """The group with all free neighbours that complete it."""
        while wider := next((one for one in self._wider(group) if self._completed(group, one)), None):
            group = wider
        return group

    def _wider(self, group: Group) -> Iterator[Group]:
        """The group with one free neighbour more, up to `MOST`."""
        new, old = group.new, group.old
        if max(len(new), len(old)) == MOST:
            return
        if len(old) == 1:
            yield from (Group(wide, old) for wide, more in _widened(new) if more in self.new_left)
        if len(new) == 1:
            yield from (Group(new, wide) for wide, more in _widened(old) if more in self.old_left)

    def _completed(self, group: Group, wider: Group) -> bool:
        """Whether half of the words that `wider` has more bring its two sides nearer to each other."""
        nearer = self._distance(group) - self._distance(wider)
        more = [self.new[n] for n in wider.new if n not in group.new]
        more += [self.old[n] for n in wider.old if n not in group.old]
        return nearer > 0 and 2 * nearer >= len(" ".join(more).split())

    def _distance(self, group: Group) -> int:
        """In words, between the two sides."""
        alphabet = Alphabet()
        new = alphabet.learn(" ".join(self.new[number] for number in group.new).split())
        old = alphabet.learn(" ".join(self.old[number] for number in group.old).split())
        return within(new, [old], max(len(new), len(old)))[0][1]

    def pairs(self, cutoff: float) -> Iterator[Group]:
        """Two neighbours that are one sentence in the other edition, the nearest first; all still free."""
        new = {number: self.new[number] for number in sorted(self.new_left)}
        old = {number: self.old[number] for number in sorted(self.old_left)}
        found = [(pair.rank, _group(pair, 2, 1)) for pair in _nearest(_neighbours(new), old, cutoff)]
        found += [(pair.rank, _group(pair, 1, 2)) for pair in _nearest(new, _neighbours(old), cutoff)]
        for _, group in sorted(found, key=lambda one: one[0]):
            if all(self._completed(part, group) for part in _parts(group)):
                yield group


def _group(pair: Pair, new: int, old: int) -> Group:
    return Group(range(pair.new, pair.new + new), range(pair.old, pair.old + old))


def _parts(group: Group) -> Iterator[Group]:
    """The group with only one of two neighbours, either."""
    new, old = group.new, group.old
    if len(new) == 2:
        yield from (Group(new[:1], old), Group(new[1:], old))
    else:
        yield from (Group(new, old[:1]), Group(new, old[1:]))


def _widened(numbers: range) -> Iterator[tuple[range, int]]:
    """The range with the next number and with the previous one, and which that is."""
    yield range(numbers.start, numbers.stop + 1), numbers.stop
    yield range(numbers.start - 1, numbers.stop), numbers.start - 1


def _neighbours(texts: Mapping[int, str]) -> dict[int, str]:
    """Each text with the next one, by the number of the first."""
    return {number: f"{text} {texts[number + 1]}" for number, text in texts.items() if number + 1 in texts}


def _nearest(new: Mapping[int, str], old: Mapping[int, str], cutoff: float) -> Iterator[Pair]:
    earlier = Earlier(old.items(), max(1, len(new)))
    for number, text in new.items():
        yield from earlier.pairs(number, text, (), cutoff)


def _bare(text: str) -> str:
    """The words, of letters and digits alone."""
    letters = ("".join(filter(str.isalnum, word)) for word in words(text.casefold()))
    return " ".join(word for word in letters if word)
