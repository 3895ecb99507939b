"""Text taken from PDF, OCR, web pages and e-mails, read as a person reads it.

Lines are joined, page furniture, footnotes and their marks told apart; letters are never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tmpipe.model import Block
from tmpipe.text.repair.drafts import parts
from tmpipe.text.repair.hyphens import hyphens
from tmpipe.text.repair.items import items
from tmpipe.text.repair.joining import drafts
from tmpipe.text.repair.lines import lines
from tmpipe.text.repair.marks import with_marks
from tmpipe.text.repair.order import with_order
from tmpipe.text.repair.roles import with_roles
from tmpipe.text.repair.suspects import with_suspects, words

_NEWLINE = re.compile(r"\r\n|[\r\n]")


def read(source: str) -> tuple[str | Block, ...]:
    """The text as verbatim strings and blocks, in order; joined they are the text again."""
    starts = [0, *(found.end() for found in _NEWLINE.finditer(source))]

    def line_of(offset: int) -> int:
        return bisect_right(starts, offset)

    printed = list(lines(source))
    known = words(source)
    broken = hyphens(printed, known)
    found = list(drafts(items(source, printed), broken.printed))
    found = with_order(with_marks(with_roles(found, source, known)), line_of)
    found = with_suspects(found, known, broken.doubtful, line_of)
    return parts(found, source, line_of, 0, len(source))
