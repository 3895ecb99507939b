"""Lines that begin something of their own: the turns of those who speak, minutes, verses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tmpipe.text.repair.lines import Line, with_next_word

_SPEAKER = re.compile(r"([^\W\d_a-z][^:]{0,40}?)\s?:\s+\S")
_MINUTE = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+\S")
_VERSE = 60
"""Characters of a verse at most."""


def turns(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that begin with who speaks, `JAFARI: …`, or when, `10:32 …`; of two at least."""
    speakers = {line.number: name for line in lines if (name := _speaker(line.text))}
    times = Counter(speakers.values())
    free = {line.number for before, line in pairwise((None, *lines)) if line and _after_stop(before, line)}
    loud = {number for number, name in speakers.items() if name.isupper()}
    named = {number for number, name in speakers.items() if times[name] > 1} & free
    minutes = {line.number for line in lines if _MINUTE.match(line.text)} & free
    return frozenset(number for group in (loud, named, minutes) if len(group) > 1 for number in group)


def _speaker(text: str) -> str:
    """The name before a colon at the beginning of a line: capitals, or up to three words with one each."""
    found = _SPEAKER.match(text)
    words = found[1].split() if found else []
    named = words and len(words) <= 4 and (words[0].isupper() or all(word[0].isupper() for word in words))
    return " ".join(words) if named else ""


def _after_stop(before: Line | None, line: Line) -> bool:
    return before is None or before.stops or bool(line.blanks) or line.page


def verse(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines of stanzas but for their first ones.

    A stanza is four short lines or more, each with a capital; some of them, or half where names abound, had
    room for the next one's word.
    """
    return frozenset(
        line.number for stanza in _stanzas(lines) if _broken_at_will(stanza) for line in stanza[1:]
    )


def _stanzas(lines: Sequence[Line]) -> Iterator[list[Line]]:
    stanza: list[Line] = []
    for line in lines:
        if stanza and (line.blanks or line.page or not _may_be_verse(line)):
            yield stanza
            stanza = []
        if _may_be_verse(line):
            stanza.append(line)
    yield stanza


def _may_be_verse(line: Line) -> bool:
    return len(line.text) <= _VERSE and line.initial.isupper()


def _broken_at_will(stanza: Sequence[Line]) -> bool:
    if len(stanza) < 4:
        return False
    width = max(len(line.text) for line in stanza)
    roomy = sum(with_next_word(line, after) <= width for line, after in pairwise(stanza))
    inner = [word for line in stanza for word in line.text.split()[1:]]
    plain = 4 * sum(word[0].isupper() for word in inner) <= len(inner)
    return roomy > 0 and (plain or 2 * roomy >= len(stanza) - 1)
