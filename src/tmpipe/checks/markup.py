"""Inline codes: `<g1>…</g1>` and `<x2/>` of the source must all be in the target, once, and pair up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import CODE, Evidence
from tmpipe.parts import Remark


def _mismatch(source: str, target: str, _context: Context) -> Iterator[Remark]:
    if "<" not in source and "<" not in target:
        return
    want, have = (Counter(code[0] for code in CODE.finditer(text)) for text in (source, target))
    for what, codes in (("lost", want - have), ("surplus", have - want)):
        if codes:
            first = next(iter(codes))
            evidence = Evidence(found=first) if what == "surplus" else Evidence((first,))
            told = f"{what}: {' '.join(codes.elements())}; the source has {' '.join(want) or 'no codes'}"
            yield Remark(told, None, evidence)
    if want == have and not _crossed(source) and (crossed := _crossed(target)):
        told = f"{crossed} does not pair up; put the codes around the same words as in the source"
        yield Remark(told, None, Evidence(found=crossed))


def _crossed(text: str) -> str:
    """The first code that closes what is not open, or stays open; empty where all pair up."""
    open_: list[str] = []
    for code in CODE.finditer(text):
        if code["open"]:
            open_.append(code["open"])
        elif code["close"] and (not open_ or open_.pop() != code["close"]):
            return code[0]
    return f"<g{open_[-1]}>" if open_ else ""


mismatch = of_pairs(_mismatch)
