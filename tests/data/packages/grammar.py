"""Sentences of our own domain, with their translations, drawn from `text/domain.txt`: the same for a seed.

    python tests/data/packages/grammar.py fr 100 --seed 7

prints a hundred different sentences of four words or more, each with its translation behind a tab.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LINES = Path(__file__).with_name("text") / "domain.txt"
LOCALES = ["en", "fr", "it"]
THOUSANDS = {"en": ",", "fr": " ", "it": "."}
GENDERS = ["ms", "fs", "mp", "fp"]

HOLE = re.compile(r"\{(\w+)(?::\w+)?\}|\[([^]]*)\]")
JOINED = {
    "fr": {"de le": "du", "de les": "des", "à le": "au", "à les": "aux", "de des": "de"},
    "it": {
        f"{short} {article}": long + ending
        for short, long in [("di", "de"), ("a", "a"), ("da", "da"), ("su", "su")]
        for article, ending in [
            ("il", "l"),
            ("lo", "llo"),
            ("la", "lla"),
            ("i", "i"),
            ("gli", "gli"),
            ("le", "lle"),
            ("l'", "ll'"),
        ]
    },
}
"""What a preposition and an article become."""
BEGINNINGS = [*"bdfghklmnprstvz", "br", "dr", "kr", "sh", "st", "tr", "kh", "j"]
VOWELS = [*"aeiouai"]
ENDINGS = ["n", "r", "s", "", "", "d", "k", "l", "m", "nd", "sh", "zi", "ri"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence in each language; which form of other words it asks for, if any."""

    texts: dict[str, str]
    forms: dict[str, str]


def read() -> dict[str, list[list[str]]]:
    """Slot -> its lines -> a cell for each language."""
    slots: dict[str, list[list[str]]] = {}
    cells: list[list[str]] = []
    for line in LINES.read_text("utf-8").splitlines():
        if line.startswith("@"):
            slots[line[1:]] = cells = []
        elif line and not line.startswith("#"):
            cells.append([cell.strip() for cell in line.split(" | ")])
    return slots


class Grammar:
    """Draws sentences; those of two grammars with one seed are the same."""

    def __init__(self, seed: int) -> None:
        self._slots = read()
        self._draw = random.Random(seed)

    def sentence(self) -> Phrase:
        """A sentence, or a heading, in all languages."""
        found = self._phrase("sentence")
        return Phrase({locale: finished(text, locale) for locale, text in found.texts.items()}, {})

    def _phrase(self, slot: str) -> Phrase:
        match slot:
            case "invented":
                name = self._name()
                return Phrase(dict.fromkeys(LOCALES, name), {})
            case "count":
                return counted(self._draw.randint(1, 40) * self._draw.choice([10, 100, 1000]))
            case "number":
                return counted(self._draw.randint(2, 30))
            case _:
                return self._filled(self._draw.choice(self._slots[slot]))

    def _filled(self, cells: list[str]) -> Phrase:
        """The line's cells with all holes filled; what one hole stands for is the same in all of them."""
        parts: dict[str, Phrase] = {}
        for hole in HOLE.finditer(cells[0]):
            if hole[1] and hole[0] not in parts:
                parts[hole[0]] = self._other(hole[1], list(parts.values()))
        texts, forms = {}, {}
        for locale, cell in zip(LOCALES, cells, strict=True):
            form, _, text = cell.rpartition(": ") if re.match(r"[mf]?[sp]: ", cell) else ("", "", cell)
            texts[locale], forms[locale] = fill(text, locale, parts)
            forms[locale] = form or forms[locale]
        return Phrase(texts, forms)

    def _other(self, slot: str, than: list[Phrase]) -> Phrase:
        """A phrase for the slot that is none of these."""
        while (found := self._phrase(slot)) in than:
            pass
        return found

    def _name(self) -> str:
        """A name that nobody has; a model has to copy it."""
        syllables = [self._draw.choice(BEGINNINGS) + self._draw.choice(VOWELS) for _ in range(2)]
        return ("".join(syllables) + self._draw.choice(ENDINGS)).capitalize()


def fill(cell: str, locale: str, parts: dict[str, Phrase]) -> tuple[str, str]:
    """The cell's text, and the form that its last part asks for: `[has/have]` is of the part before it."""
    form = ""

    def filled(hole: re.Match[str]) -> str:
        nonlocal form
        if part := parts.get(hole[0]):
            form = part.forms.get(locale, "") or form
            return part.texts[locale]
        choices: list[str] = hole[2].split("/")
        return choices[GENDERS.index(form)] if len(choices) == 4 else choices[form.endswith("p")]

    return HOLE.sub(filled, cell), form


def counted(number: int) -> Phrase:
    """The number as each language groups its digits."""
    return Phrase({locale: f"{number:,}".replace(",", THOUSANDS[locale]) for locale in LOCALES}, {})


def finished(text: str, locale: str) -> str:
    """The sentence with its prepositions and articles joined, and a capital."""
    for apart, joined in JOINED.get(locale, {}).items():
        end = "" if apart.endswith("'") else r"(?= )"
        text = re.sub(rf"(?<!\w){apart}{end}", joined, text)
    if locale == "fr":
        text = re.sub(r"(?<!\w)de (?=[AEIOUaeiouéÉ])", "d'", text)
    return text[0].upper() + text[1:]


def pairs(locale: str, seed: int) -> Iterator[tuple[str, str]]:
    """English and the locale, without end; a pair may come again."""
    grammar = Grammar(seed)
    while True:
        texts = grammar.sentence().texts
        yield texts["en"], texts[locale]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("locale", choices=LOCALES[1:])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    drawn = pairs(options.locale, options.seed)
    found: dict[str, str] = {}
    while len(found) < options.count:
        source, target = next(drawn)
        if len(source.split()) > 3:
            found[source] = target
    for pair in found.items():
        print(*pair, sep="\t")


if __name__ == "__main__":
    main()
