"""The rows of a page: words on one line, without a gap between them in which a column may end."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tmpipe.formats.pages.words import Word, from_right, lowered

CUT = 1.0
"""The least gap between two columns, in the size of the text."""
_BLANK = 0.15
_LABEL = re.compile(
    r"(?:[-*•·▪▫◦‣●○■□–—➢➤✓✔\ue000-\uf8ff]|[\[(]?(?:\d{1,3}|[۰-۹]{1,3}|[a-zA-Z]|[ivx]{1,5})[\]).]{0,2})\Z"
)
_LABEL_GAP = 5
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_SOFT = re.compile("\u00ad(?!\\Z)")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–", 0xF06F: "○"}
"""What the symbol fonts of office programs put before list items."""


class Row(NamedTuple):
    """A stretch of a line. Places are points, `base` grows upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    """Of most of its characters."""
    bold: bool
    """All of it."""
    italic: bool
    artifact: bool
    marks: tuple[tuple[int, int], ...]
    """Where in the text footnote marks may stand: numbers and signs set high."""
    first: float
    """The width of its first word."""

    @property
    def from_right(self) -> bool:
        """Whether most of its letters read from the right."""
        return 2 * len(_RIGHT_TO_LEFT.findall(self.text)) > sum(map(str.isalpha, self.text))

    def mirrored(self) -> Row:
        """As it looks in a mirror: what reads from the right is laid out as what reads from the left."""
        return self._replace(left=-self.right, right=-self.left)


def rows(words: Sequence[Word]) -> Iterator[Row]:
    """The rows of these words, from the page's head to its foot, each line's from the left."""
    line: list[tuple[int, Word]] = []
    turned = from_right(words)
    numbered = list(enumerate(lowered(_once(words), from_right=turned)))
    for at, word in sorted(numbered, key=lambda one: -one[1].base):
        if line and line[0][1].base - word.base > 0.2 * max(line[0][1].size, word.size, 4):
            yield from _pieces(line, turned)
            line = []
        line.append((at, word))
    if line:
        yield from _pieces(line, turned)


def _once(words: Sequence[Word]) -> list[Word]:
    """Without what is printed twice on one place, to look bold."""
    seen: dict[tuple[str, int], Word] = {}
    out: list[Word] = []
    for word in words:
        other = seen.get((word.text, round(word.base / 2)))
        if other is None or abs(other.left - word.left) > 0.15 * word.size:
            out.append(word)
            seen[word.text, round(word.base / 2)] = word
    return out


def _pieces(line: list[tuple[int, Word]], turned: bool) -> Iterator[Row]:
    piece: list[tuple[int, Word]] = []
    end = 0.0
    for at, word in sorted(line, key=lambda one: one[1].left):
        if piece and word.left - end > _allowed([one for _, one in piece], word, turned):
            yield _row(piece, turned)
            piece = []
        end = max(end, word.right) if piece else word.right
        piece.append((at, word))
    yield _row(piece, turned)


def _allowed(piece: Sequence[Word], word: Word, turned: bool) -> float:
    """How wide a gap before the word may be; the marker of a list's item and its text are one."""
    size = min(piece[-1].size, word.size)
    text = "".join(one.text for one in piece)
    if turned:
        text = word.text
    return (_LABEL_GAP if len(text) <= 5 and _LABEL.match(text) else CUT) * size


def _row(numbered: list[tuple[int, Word]], turned: bool) -> Row:
    in_order = turned or any(_RIGHT_TO_LEFT.search(word.text) for _, word in numbered)
    words = [word for _, word in (sorted(numbered, key=lambda one: one[0]) if in_order else numbered)]
    words = words if in_order else list(_closed(words))
    text, marks = "", []
    for at, word in enumerate(words):
        piece = _clean(word.text)
        blank = " " if at and _blank(words[at - 1], word) else ""
        if word.raised:
            marks.append((len(text) + len(blank), len(text) + len(blank) + len(piece)))
        text += blank + piece
    sizes = Counter[float]()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    plain = [word for word in words if not word.raised] or words
    return Row(
        text,
        min(word.left for word in words),
        max(word.right for word in words),
        plain[0].base,
        sizes.most_common(1)[0][0],
        all(word.bold for word in plain),
        all(word.italic for word in plain),
        all(word.artifact for word in words),
        tuple(marks),
        _first(plain),
    )


def _blank(before: Word, word: Word) -> bool:
    """Whether a blank stands between the two."""
    gap = max(word.left - before.right, before.left - word.right)
    if word.raised or before.raised:
        return gap > _BLANK * max(word.size, before.size)
    return not word.glued or gap > _BLANK * word.size


def _clean(text: str) -> str:
    """Letters instead of ligatures and forms; no soft hyphens but the one at the end."""
    text = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _CONTROLS.sub("", _SOFT.sub("", text.translate(_SYMBOLS)))


def _closed(words: Sequence[Word]) -> Iterator[Word]:
    """The words of a line; letters that are spaced out, `T I T L E`, are put together."""
    run: list[Word] = []
    for word in (*words, None):
        if word and len(word.text) == 1 and word.text.isalpha() and not word.raised:
            run.append(word)
            continue
        yield from _spelled(run)
        run = []
        if word:
            yield word


def _spelled(run: Sequence[Word]) -> Iterator[Word]:
    """Four letters and more are words; the gaps between those are half as wide again as within."""
    if len(run) < 4:
        yield from run
        return
    least = min(b.left - a.right for a, b in pairwise(run))
    whole = run[0]
    for before, word in pairwise(run):
        if word.left - before.right > 1.5 * least + 0.1 * word.size:
            yield whole
            whole = word
        else:
            whole = whole._replace(text=whole.text + word.text, right=word.right)
    yield whole


def _first(words: Sequence[Word]) -> float:
    """The width of the first word, with a dash or a quotation mark that stands apart before it."""
    end = next((at for at, word in enumerate(words) if any(map(str.isalnum, word.text))), 0)
    return max(word.right for word in words[: end + 1]) - min(word.left for word in words[: end + 1])
