"""Inline codes: `<g1>…</g1>` and `<x2/>` of the source must all be in the target, once, and pair up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import CODE, Evidence
from tmpipe.parts import Remark
from tmpipe.text.inline import mistyped


def _mismatch(source: str, target: str, _context: Context) -> Iterator[Remark]:
    if "<" not in source and "<" not in target:
        return
    want, have = (Counter(code[0] for code in CODE.finditer(text)) for text in (source, target))
    there = f"the source has {' '.join(want) or 'no codes'}"
    typed = list(dict.fromkeys(mistyped(target, want - have)))
    for wrong, code in typed:
        yield Remark(f"mistyped: {wrong}; write {code}", None, Evidence(found=wrong, suggestion=code))
    if lost := _without(want - have, {code for _, code in typed}):
        yield Remark(f"lost: {' '.join(lost)}; {there}", None, Evidence((lost[0],)))
    surplus = list((have - want).elements())
    if doubled := [code for code in surplus if code in want]:
        told = f"doubled: {' '.join(doubled)}; each stands once, and the first one counts"
        yield Remark(told, None, Evidence(found=doubled[0]))
    if unknown := [code for code in surplus if code not in want]:
        yield Remark(f"unknown: {' '.join(unknown)}; {there}", None, Evidence(found=unknown[0]))
    if want == have and not _crossed(source)[0]:
        code, told = _crossed(target)
        if code:
            yield Remark(told, None, Evidence(found=code))


def _without(codes: Counter[str], others: set[str]) -> list[str]:
    return [code for code in codes.elements() if code not in others]


def _crossed(text: str) -> tuple[str, str]:
    """The first code that closes what is not open, and what is wrong with it; both empty where all
    nest.
    """
    open_: list[str] = []
    for code in CODE.finditer(text):
        if code["open"]:
            open_.append(code["open"])
        elif code["close"]:
            number = code["close"]
            if number not in open_:
                return code[0], f"reversed: {code[0]} stands before its <g{number}>; exchange them"
            if (inner := open_.pop()) != number:
                told = f"crossed: <g{inner}> begins within <g{number}> and must end there, before {code[0]}"
                return code[0], told
    return "", ""


mismatch = of_pairs(_mismatch)
