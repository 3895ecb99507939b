"""Random histories of a document, always the same for a seed: its text, edition by edition.

Every edition tells of each sentence what it says, whatever its typography: who replays a history knows
which sentences are the same without asking the tool that is tried. Read by `test_history.py` and by
`benchmarks/catalogs/editions.py`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from textwrap import wrap

EDITS = {
    "change": 3,
    "back": 1,
    "split": 1,
    "join": 1,
    "move": 1,
    "paragraph": 1,
    "delete": 2,
    "back_in": 2,
    "insert": 1,
    "repeat": 1,
    "typography": 2,
    "rewrap": 1,
    "title": 1,
}
"""What editors do, and how often."""

_TYPEWRITER = {"“": '"', "”": '"', "’": "'", "‘": "'", "—": " - ", "–": " - ", "…": "...", "\u00a0": " "}
_SPARE = ("letters", "council", "secretly", "region", "yesterday", "openly", "evidence", "again")


@dataclass(frozen=True)
class Sentence:
    """What it says, in typewriter's signs; how it is written; what it said before its last change."""

    says: str
    style: int = 0
    said: str = ""

    @property
    def text(self) -> str:
        """The sentence in its own typography, one of eight."""
        text = self.says
        if self.style & 1:
            text = re.sub(r'(^|\s)"', r"\1“", text).replace('"', "”").replace("'", "’").replace("...", "…")
        if self.style & 2:
            text = text.replace(" - ", "—").replace("fi", "ﬁ")
        if self.style & 4:
            text = re.sub(r"\b(of|in) ", "\\1\u00a0", text, count=2)
            text = re.sub(r"(?<=[a-z])ment", "\u00adment", text, count=1)
        return text


@dataclass(frozen=True)
class Edition:
    """One state of the document."""

    text: str
    says: dict[str, str]
    """What each sentence of it says, by its text with plain blanks; the title's, too."""
    edits: tuple[str, ...] = ()
    """What was done to the edition before."""


def says(text: str) -> str:
    """A sentence in typewriter's signs."""
    for sign, plain in _TYPEWRITER.items():
        text = text.replace(sign, plain)
    return " ".join(text.split())


@dataclass
class History:
    """A document that is edited at random, made of so many of these sentences."""

    pool: list[str]
    rnd: random.Random
    title: str = "A Massacre that Nobody Has Answered For"
    width: int = 80
    paragraphs: list[list[Sentence]] = field(default_factory=list)
    deleted: list[Sentence] = field(default_factory=list)

    @classmethod
    def begun(cls, sentences: Sequence[str], seed: int, size: int = 36) -> History:
        """A first edition in paragraphs of one to six sentences."""
        rnd = random.Random(seed)
        pool = list(dict.fromkeys(map(says, sentences)))
        rnd.shuffle(pool)
        history = cls(pool, rnd)
        while sum(map(len, history.paragraphs)) < size:
            count = rnd.randint(1, 6)
            history.paragraphs.append([Sentence(history.pool.pop()) for _ in range(count)])
        return history

    def edition(self, edits: Sequence[str] = ()) -> Edition:
        """The document as it is now."""
        blank = " " * (1 + self.width % 2)
        paragraphs = [blank.join(one.text for one in paragraph) for paragraph in self.paragraphs]
        text = "\n\n".join([self.title, *(_wrapped(paragraph, self.width) for paragraph in paragraphs)])
        sentences = (one for paragraph in self.paragraphs for one in paragraph)
        told = {" ".join(one.text.split()): one.says for one in sentences}
        return Edition(f"{text}\n", told | {self.title: self.title}, tuple(edits))

    def editions(self, count: int, most: int = 5) -> Iterator[Edition]:
        """The first edition, and so many more, each after one to `most` edits."""
        yield self.edition()
        for _ in range(count):
            edits = self.rnd.choices(list(EDITS), list(EDITS.values()), k=self.rnd.randint(1, most))
            yield self.edition([edit for edit in edits if self.edit(edit)])

    # --- edits: each says whether there was something to do

    def edit(self, name: str) -> bool:
        """Does one edit."""
        does: Callable[[], bool] = getattr(self, f"_{name}")
        return does()

    def _place(self, fits: Callable[[Sentence], bool] = bool) -> tuple[list[Sentence], int] | None:
        """A sentence that fits, by its paragraph and its place."""
        places = [(p, n) for p in self.paragraphs for n, one in enumerate(p) if fits(one)]
        return self.rnd.choice(places) if places else None

    def _put(self, sentence: Sentence) -> None:
        paragraph = self.rnd.choice(self.paragraphs)
        paragraph.insert(self.rnd.randint(0, len(paragraph)), sentence)

    def _take(self) -> Sentence | None:
        """A sentence out of the document, unless that leaves too few."""
        if sum(map(len, self.paragraphs)) < 10:
            return None
        paragraph = self.rnd.choice(self.paragraphs)
        taken = paragraph.pop(self.rnd.randrange(len(paragraph)))
        self.paragraphs = [one for one in self.paragraphs if one]
        return taken

    def _change(self) -> bool:
        place = self._place(lambda one: len(one.says.split()) > 5)
        if place:
            paragraph, n = place
            words = paragraph[n].says.split()
            at = self.rnd.randrange(1, len(words) - 1)
            words[at] = self.rnd.choice([word for word in _SPARE if word != words[at]])
            paragraph[n] = replace(paragraph[n], says=" ".join(words), said=paragraph[n].says)
        return bool(place)

    def _back(self) -> bool:
        """Takes a change back."""
        place = self._place(lambda one: bool(one.said))
        if place:
            paragraph, n = place
            paragraph[n] = replace(paragraph[n], says=paragraph[n].said, said="")
        return bool(place)

    def _split(self) -> bool:
        place = self._place(lambda one: bool(_borders(one.says)))
        if place:
            paragraph, n = place
            words = paragraph[n].says.split()
            at = self.rnd.choice(_borders(paragraph[n].says))
            first, second = " ".join(words[:at]).rstrip(",;-. "), " ".join(words[at:])
            parts = Sentence(f"{first}."), Sentence(second[:1].upper() + second[1:])
            paragraph[n : n + 1] = parts
        return bool(place)

    def _join(self) -> bool:
        fitting = [
            (paragraph, n)
            for paragraph in self.paragraphs
            for n in range(len(paragraph) - 1)
            if '"' not in paragraph[n].says + paragraph[n + 1].says
        ]
        if fitting:
            paragraph, n = self.rnd.choice(fitting)
            first, second = paragraph[n].says, paragraph[n + 1].says
            paragraph[n : n + 2] = [Sentence(f"{first[:-1]}, and {second[:1].lower()}{second[1:]}")]
        return bool(fitting)

    def _move(self) -> bool:
        if taken := self._take():
            self._put(taken)
        return bool(taken)

    def _paragraph(self) -> bool:
        """Moves a paragraph."""
        taken = self.paragraphs.pop(self.rnd.randrange(len(self.paragraphs)))
        self.paragraphs.insert(self.rnd.randint(0, len(self.paragraphs)), taken)
        return True

    def _delete(self) -> bool:
        if taken := self._take():
            self.deleted.append(taken)
        return bool(taken)

    def _back_in(self) -> bool:
        """Puts a deleted sentence back, wherever."""
        if self.deleted:
            self._put(self.deleted.pop(self.rnd.randrange(len(self.deleted))))
            return True
        return False

    def _insert(self) -> bool:
        if self.pool:
            self._put(Sentence(self.pool.pop()))
            return True
        return False

    def _repeat(self) -> bool:
        paragraph, n = self._place() or ([], 0)
        self._put(replace(paragraph[n], style=self.rnd.randrange(8)))
        return True

    def _typography(self) -> bool:
        paragraph, n = self._place() or ([], 0)
        paragraph[n] = replace(paragraph[n], style=self.rnd.randrange(8))
        return True

    def _rewrap(self) -> bool:
        self.width = self.rnd.randint(60, 100)
        return True

    def _title(self) -> bool:
        self.title = f"A Massacre that Nobody {self.rnd.choice(_SPARE).title()} Has Answered For"
        return True


def _borders(says: str) -> list[int]:
    """Where a sentence can be split: after a word that is no abbreviation, four words from either end."""
    words = says.split()
    fitting = re.compile(r"[a-z]{4,}[,;]?")
    return [
        at
        for at in range(4, len(words) - 3)
        if '"' not in says and fitting.fullmatch(words[at - 1]) and words[at].isalpha()
    ]


def _wrapped(text: str, width: int) -> str:
    """The paragraph in lines."""
    return "\n".join(wrap(text, width, break_on_hyphens=False, break_long_words=False))
