"""How many planted faults the checks find: each fault goes into every draft that it fits, one at a time.

    python benchmarks/checks/plant.py [--missed]

Reads the repository's own catalogs alone. `--missed` shows what was not found.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tmpipe import parts
from tmpipe.catalogs import po
from tmpipe.checks.base import Context
from tmpipe.model import Entry
from tmpipe.text.dates import months

ROOT = Path(__file__).parents[2]
LOCALES = ("fr", "it", "sv", "fa")
CHANCE = random.Random(4)
Fault = Callable[[str, str, str], str | None]
"""A target with a fault, for source, target and locale; None where it does not fit."""


def at_word(target: str, put: Callable[[str], str], least: int = 3) -> str | None:
    """`put` done to some word of letters."""
    words = [one for one in re.finditer(r"[^\W\d_]+", target) if len(one[0]) >= least]
    words = [one for one in words if "<" not in target[max(0, one.start() - 2) : one.start()]]
    if not words:
        return None
    one = CHANCE.choice(words)
    return target[: one.start()] + put(one[0]) + target[one.end() :]


def lost_address(_source: str, target: str, _locale: str) -> str | None:
    changed = re.sub(r"https?://\S+|(?<!\S)[\u200e\u2066]*@\w+|[\w.]+@[\w.]+\w", "", target)
    return changed if changed != target else None


def other_month(source: str, target: str, locale: str) -> str | None:
    names, numbers = months(locale)
    dates = [one for one in names.finditer(target) if re.search(r"\d\s$|\d+er\s$", target[: one.start()])]
    if not dates or not re.search(r"\d (?:J|F|M|A|S|O|N|D)[a-z]+|[a-z] \d", source):
        return None
    one = CHANCE.choice(dates)
    full = [name for name, number in numbers.items() if len(name) > 3 and number != numbers[one[0]]]
    return target[: one.start()] + CHANCE.choice(full) + target[one.end() :]


def slip(source: str, target: str, locale: str) -> str | None:
    """One letter of a surname doubled."""
    names = re.findall(r"[A-Z][a-z]{2,} [A-Z][a-z]{5,}", source)
    there = [name for name in names if name in target]
    if not there or locale == "fa":
        return None
    name = CHANCE.choice(there)
    at = name.index(" ") + 3
    return target.replace(name, name[:at] + name[at] + name[at:])


def twice(_source: str, target: str, locale: str) -> str | None:
    if locale == "fa":
        return target.replace(" از ", " از از ", 1) if " از " in target else None
    return at_word(target, lambda word: f"{word} {word}")


FAULTS: dict[str, tuple[str, Fault]] = {
    "an address is gone": ("address-mismatch", lost_address),
    "an address is new": ("address-mismatch", lambda _s, t, _l: f"{t} https://evil.org/x"),
    "another month": ("date-mismatch", other_month),
    "a letter of a name doubled": ("name-mismatch", slip),
    "a word twice": ("doubled-word", twice),
    "a blank twice": ("doubled-space", lambda _s, t, _l: t.replace(" ", "  ", 1) if " " in t else None),
    "a blank at the end": ("doubled-space", lambda _s, t, _l: t + " "),
    "an isolate not closed": ("bidi-unbalanced", lambda _s, t, _l: at_word(t, lambda w: f"\u2067{w}")),
    "an override": ("bidi-override", lambda _s, t, _l: at_word(t, lambda w: f"\u202e{w}\u202c")),
    "a break hint": ("control-character", lambda _s, t, _l: at_word(t, lambda w: f"{w}\u200b")),
    "a tag character": ("control-character", lambda _s, t, _l: at_word(t, lambda w: f"{w}\U000e0041")),
    "a control": ("control-character", lambda _s, t, _l: at_word(t, lambda w: f"{w}\x08")),
    "a soft hyphen": ("invisible-character", lambda _s, t, _l: at_word(t, lambda w: f"{w[:2]}\u00ad{w[2:]}")),
    "a replacement character": (
        "control-character",
        lambda _s, t, _l: at_word(t, lambda w: f"{w[:1]}\ufffd{w[2:]}"),
    ),
    "UTF-8 read as windows-1252": (
        "encoding-damage",
        lambda _s, t, _l: None if t.isascii() else t.encode().decode("cp1252", "replace"),
    ),
    "a marker of a merge": (
        "conflict-marker",
        lambda _s, t, _l: f"<<<<<<< ours\n{t}\n=======\n{t}\n>>>>>>> theirs",
    ),
    "a line end more": ("newline-mismatch", lambda _s, t, _l: f"{t}\n"),
    "punctuation alone": ("untranslated", lambda _s, _t, _l: "…"),
    "the source": ("copied-source", lambda s, _t, _l: s if len(re.findall(r"\b[a-z]+\b", s)) > 3 else None),
    "half of it": ("length-odd", lambda s, t, _l: t[: len(t) // 2] if len(s) > 80 else None),
    "a third of it": ("length-odd", lambda s, t, _l: t[: len(t) // 3] if len(s) > 80 else None),
    "the sentence twice": ("length-odd", lambda s, t, _l: t + " " + t if len(s) > 80 else None),
    "English": ("wrong-script", lambda s, _t, locale: s if locale == "fa" and len(s) > 30 else None),
    "a Cyrillic letter": (
        "mixed-script",
        lambda _s, t, locale: None if locale == "fa" or "a" not in t[1:] else _cyrillic(t),
    ),
}


def _cyrillic(target: str) -> str | None:
    places = [one.start() for one in re.finditer(r"(?<=[a-z])a(?=[a-z])", target)]
    return f"{target[: (at := CHANCE.choice(places))]}\u0430{target[at + 1 :]}" if places else None


def drafts() -> Iterator[tuple[str, Entry]]:
    """The texts of the repository's catalogs, as if they were finished."""
    for locale in LOCALES:
        for path in sorted((ROOT / "locales" / locale / "LC_MESSAGES").glob("*.po")):
            for entry in po.read(path.read_bytes(), path.name, locale).entries:
                if entry.msgstr and not entry.obsolete:
                    yield locale, replace(entry, fuzzy=False, origin=None)


def main(missed: bool) -> None:
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for locale, entry in list(drafts()):
        for name, (check, fault) in FAULTS.items():
            target = fault(entry.msgid, entry.msgstr, locale)
            if target is None or target == entry.msgstr:
                continue
            planted[name] += 1
            if list(parts.part("checks", check)(replace(entry, msgstr=target), Context(locale))):
                found[name] += 1
            elif missed:
                print(f"{name}: {locale}: {entry.msgid[:100]!r} -> {target[:160]!r}")
    print(f"{'fault':28}{'check':22}{'planted':>9}{'found':>8}")
    for name, (check, _) in FAULTS.items():
        print(f"{name:28}{check:22}{planted[name]:9}{found[name] / max(1, planted[name]):8.1%}")


if __name__ == "__main__":
    main("--missed" in sys.argv)
