"""How long work took on this machine, and how much memory: what no two runs have alike."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tmpipe.scores import Pace, Span


@dataclass(slots=True)
class Watch:
    """Adds up."""

    work: Span = field(default_factory=Span)
    load: Span = field(default_factory=Span)
    words: int = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """What is done within is work."""
        began = _now()
        yield
        self.work = self.work.plus(_since(began))

    @contextmanager
    def loading(self) -> Iterator[None]:
        """What is done within is done once."""
        began = _now()
        yield
        self.load = self.load.plus(_since(began))

    def pace(self, texts: int) -> Pace:
        """All of it, for so many texts."""
        return Pace(texts, self.words, self.work, self.load, peak_memory())


def peak_memory() -> int | None:
    """Bytes that this process has had at most."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _now() -> Span:
    return Span(time.perf_counter(), time.process_time())


def _since(began: Span) -> Span:
    now = _now()
    return Span(now.wall - began.wall, now.cpu - began.cpu)
