"""Pictures on pages that show words alone: what a picture is said to show stands in its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from tmpipe.model import CODE, Block, Code, Span, escaped
from tmpipe.text.nesting import pieces


def told(block: Block, template: str) -> Block:
    """The block with `template` about what each picture is said to show; without words it leaves no trace."""
    out: list[str] = []
    ends, moves = [0], [0]  # from ends[i] on, text has moved by moves[i]
    at = 0
    for found in CODE.finditer(block.text):
        number = int(found["single"] or 0)
        if 0 < number <= len(block.codes) and block.codes[number - 1].kind == "image":
            text = escaped(in_place(block.codes[number - 1], template))
            out += (block.text[at : found.start()], text)
            at = found.end()
            ends.append(at)
            moves.append(moves[-1] + len(text) - len(found[0]))
    if not at:
        return block

    def moved(offset: int) -> int:
        return offset + moves[bisect_right(ends, offset) - 1]

    spans = tuple(Span(moved(span.start), moved(span.end), span.state) for span in block.spans)
    return replace(block, text="".join((*out, block.text[at:])), spans=spans)


def in_place(picture: Code, template: str) -> str:
    """What stands for the picture; empty where nothing is said of it."""
    shown = alternative(picture)
    return f"[{template.format(text=shown)}]" if shown else ""


def alternative(picture: Code) -> str:
    """What the picture is said to show."""
    said = (part for part in picture.inside if isinstance(part, Block))
    own = (block for block in said if block.place.startswith("alternative text"))
    return " ".join("".join(piece for piece in pieces(block) if isinstance(piece, str)) for block in own)
