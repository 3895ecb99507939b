"""What goes through a model besides plain text, and comes out whole.

So far inline codes: a model sees text without them. Codes at the edges of a text come back at its edges.
Codes inside are left out, since no model says where they belong; a human, or the check of codes, sees that
they are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tmpipe.model import escaped, unescaped

_CODE = re.compile(r"(</?g\d+>|<x\d+/>)")
_BLANKS = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Carried:
    """A text for a model, and the codes at its edges."""

    before: str
    text: str
    """Literal: without codes, nothing escaped, no white space at its ends."""
    after: str

    def put_back(self, target: str) -> str:
        """The translation of `text` with the codes of the edges."""
        return f"{self.before}{escaped(target)}{self.after}"


def carried(text: str) -> Carried:
    """Takes the codes out. Of a pair, both halves stay at the edges or none does."""
    pieces = _CODE.split(text)
    literal = [at for at, piece in enumerate(pieces) if at % 2 == 0 and piece.strip()]
    if not literal:
        return Carried(text, "", "")
    first, last = literal[0], literal[-1]
    edges = [*pieces[:first], *pieces[last + 1 :]]
    before = "".join(_whole_pairs(pieces[:first], edges))
    after = "".join(_whole_pairs(pieces[last + 1 :], edges))
    inner = "".join(pieces[first : last + 1 : 2])
    text = inner.strip()
    lead, _, trail = inner.partition(text)
    return Carried(before + lead, unescaped(_BLANKS.sub(" ", text)), trail + after)


def _whole_pairs(pieces: list[str], edges: list[str]) -> Iterator[str]:
    """The pieces without those halves of pairs whose other half is not at the edges."""
    for piece in pieces:
        other = piece.replace("<g", "</g") if piece.startswith("<g") else piece.replace("</g", "<g")
        if other == piece or other in edges:
            yield piece
