"""`tmpipe pull`: texts out of a release, once or again and again."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from tmpipe.cli.console import Arguments, out, progress, say, talk
from tmpipe.errors import TmpipeError, UsageError
from tmpipe.files import read_whole

if TYPE_CHECKING:
    from tmpipe.release.pull import Pulled


_MOST = 5
"""Lines about texts that did not come."""


def pull(chosen: Arguments) -> int:
    if chosen.watch:
        _watch(chosen)
    done = _pulled(chosen)
    _say_all(chosen, (*_notes(done.states), *_refused(done.refused), *_notes(done.notes)))
    if not (done.written or done.refused):
        talk(chosen, "nothing has changed")
    return 1 if done.refused else 0


def _notes(sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"note: {one}" for one in sentences)


def _refused(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Lines for the first of the texts that did not come, and how many more there are."""
    more = (f"tmpipe: and {len(sentences) - _MOST} more",) if len(sentences) > _MOST else ()
    return (*(f"tmpipe: {one}" for one in sentences[:_MOST]), *more)


def _pulled(chosen: Arguments) -> Pulled:
    """Pulls once, and prints what came."""
    from tmpipe.release.pull import pull
    from tmpipe.release.signature import keys
    from tmpipe.release.wanted import Wanted

    signer = chosen.signer
    locales, documents, formats = map(_each, (chosen.locale, chosen.document, chosen.format))
    done = pull(
        chosen.where,
        Path(chosen.out),
        Wanted(locales, documents, formats, chosen.state),
        signers=keys(read_whole(Path(signer), signer), signer) if signer else (),
        allow_lower=chosen.allow_lower,
        progress=progress(chosen),
    )
    for path in done.written:
        out(str(Path(chosen.out, path)))
    return done


def _each(names: list[str]) -> tuple[str, ...]:
    """Each name once, in one order whatever the command's is."""
    return tuple(sorted({*names}))


def _watch(chosen: Arguments) -> None:
    """Pulls until it is interrupted. What is wrong, or noteworthy, is said when it is new."""
    told: tuple[str, ...] = ()
    for number in count():
        try:
            done = _pulled(chosen)
            _say_all(chosen, _notes(done.states))
            now = (*_refused(done.refused), *_notes(done.notes))
        except TmpipeError as error:
            if not number and isinstance(error, UsageError):
                raise
            now = (f"tmpipe: {error}",)
        _say_all(chosen, tuple(line for line in now if line not in told))
        told = now
        time.sleep(chosen.watch * 60)


def _say_all(chosen: Arguments, lines: tuple[str, ...]) -> None:
    for line in lines:
        if line.startswith("note:"):
            talk(chosen, line)
        else:
            say(line)
