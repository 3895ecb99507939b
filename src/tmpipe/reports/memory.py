"""What a memory offers for a text, and what it holds: for translators and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from tmpipe.model import CODE, Locale, Match
from tmpipe.parts import Stats
from tmpipe.reports.excerpt import CONTROL
from tmpipe.text.rate import shared
from tmpipe.text.words import words

_FILES = 10
"""Files that are listed unless all are asked for."""


def matches_text(text: str, matches: Sequence[Match]) -> str:
    """Each match in three lines: its rate and source, its target, and where it is from.

    What the match has and the text lacks stands as `[-so-]`, what the text has instead as `{+so+}`, as in the
    comments of catalogs.
    """
    return "".join(f"{CONTROL.sub('�', line)}\n" for match in matches for line in _lines(text, match))


def _lines(text: str, match: Match) -> Iterator[str]:
    unit = match.unit
    yield f"{int(match.rate):3}  {differing(text, unit.source)}"
    yield f"     {unit.target}"
    put_in = ", ".join(f"{old} → {new}" for old, new in match.substituted)
    told = (
        unit.origin,
        unit.document,
        "same neighbours" if match.context else "",
        unit.author,
        unit.date,
        unit.file,
        f"with {put_in}" if put_in else "",
    )
    yield f"     {', '.join(filter(None, told))}"


def differing(text: str, source: str) -> str:
    """The source, and what makes the text of it, marked as `wdiff` does."""
    if words(text) == words(source):
        return source
    asked, found = text.split(), source.split()
    same = shared([CODE.sub("", word) for word in found], [CODE.sub("", word) for word in asked])
    out: list[str] = []
    at = to = 0
    for first, second, length in (*same, (len(found), len(asked), 0)):
        gone, come = " ".join(found[at:first]), " ".join(asked[to:second])
        mark = (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "")
        out += [*([mark] if mark else []), *found[first : first + length]]
        at, to = first + length, second + length
    return " ".join(out)


def matches_json(text: str, locale: Locale, matches: Sequence[Match]) -> str:
    """One document: `{"text": ..., "locale": ..., "matches": [{"rate": 87.5, "source": ...}]}`."""
    found = [
        {
            "rate": round(match.rate, 2),
            "context": match.context,
            **asdict(match.unit),
            "substituted": match.substituted,
        }
        for match in matches
    ]
    return json.dumps({"text": text, "locale": locale, "matches": found}, ensure_ascii=False, indent=2) + "\n"


def stats_text(stats: Stats, *, whole: bool = False) -> str:
    """How much of what there is, a line each."""
    index = f"; {stats.index / 1e6:.1f} MB of index" if stats.index else ""
    held = {"unit": stats.units, "source text": stats.sources, "document": stats.documents}
    head = ", ".join(counted(count, noun) for noun, count in held.items()) + index
    files = dict(sorted(stats.files.items(), key=lambda one: -one[1]))
    shown = files if whole else dict(list(files.items())[:_FILES])
    lines = [
        head,
        *_counted("locale", stats.locales),
        *_counted("origin", stats.origins),
        *_counted("file", shown),
    ]
    if len(shown) < len(files):
        lines.append(f"and {len(files) - len(shown):,} more files; --verbose lists them")
    return "".join(f"{CONTROL.sub('�', line)}\n" for line in lines)


def counted(count: int, noun: str) -> str:
    """`1 unit`, `1,200 units`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _counted(name: str, counts: Mapping[str, int]) -> list[str]:
    return [f"{name} {value or '(none)'}: {count:,}" for value, count in counts.items()]


def stats_json(stats: Stats) -> str:
    """The same as one document."""
    return json.dumps(asdict(stats), ensure_ascii=False, indent=2) + "\n"
