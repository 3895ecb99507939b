"""What was made last, kept as long as all of it together is not too much: the verbs of a run share it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lately(Generic[T]):
    """Values by what they were made of; those that were wanted last, up to a weight."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._weight = 0
        self._kept: OrderedDict[Hashable, tuple[int, T]] = OrderedDict()

    def get(self, key: Hashable, weight: int, make: Callable[[], T]) -> T:
        """The value that was made for the key, else a new one. What is too heavy is never kept."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][1]
        value = make()
        if weight > self.most:
            return value
        self._kept[key] = weight, value
        self._weight += weight
        while self._weight > self.most:
            _, (gone, _) = self._kept.popitem(last=False)
            self._weight -= gone
        return value
