"""Inline markup in messages: `protect` <-> `restore`.

A block numbers its codes through the whole block; a message numbers them from 1, so that a sentence keeps
its msgid when markup is added elsewhere in its paragraph. Law: `restore(*protect(text)) == text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tmpipe.model import CODE, Code


@dataclass(frozen=True, slots=True)
class Held:
    """What a message's code number n stands for: the block's own codes."""

    open: str
    close: str | None = None


def protect(text: str) -> tuple[str, tuple[Held, ...]]:
    """A segment's text as a message, its codes numbered from 1, and what they stand for.

    Half a pair, the other half of which lies in another segment, becomes a single code.
    """
    pairs = _pairs(text)
    held: list[Held] = []
    numbers: dict[str, int] = {}

    def numbered(token: str, close: str | None) -> int:
        held.append(Held(token, close))
        return len(held)

    out: list[str] = []
    at = 0
    for found in CODE.finditer(text):
        out.append(text[at : found.start()])
        at = found.end()
        number = found["open"] or found["close"] or found["single"]
        if number not in pairs or found["single"]:
            out.append(f"<x{numbered(found[0], None)}/>")
        elif found["open"]:
            numbers[number] = numbered(found[0], f"</g{number}>")
            out.append(f"<g{numbers[number]}>")
        else:
            out.append(f"</g{numbers[number]}>")
    return "".join(out) + text[at:], tuple(held)


def restore(message: str, held: Sequence[Held]) -> str:
    """A message's text with the block's own codes again.

    A broken translation does no harm: codes that the message never had and halves of pairs vanish, a
    single code that was lost comes back at the end.
    """
    pairs = _pairs(message)
    seen: set[int] = set()
    out: list[str] = []
    at = 0
    for found in CODE.finditer(message):
        out.append(message[at : found.start()])
        at = found.end()
        number = int(found["open"] or found["close"] or found["single"])
        if number > len(held) or not number:
            continue
        mine = held[number - 1]
        if found["single"] and mine.close is None and number not in seen:
            seen.add(number)
            out.append(mine.open)
        elif not found["single"] and mine.close is not None and str(number) in pairs:
            out.append(mine.open if found["open"] else mine.close)
    out.append(message[at:])
    out.extend(one.open for number, one in enumerate(held, 1) if one.close is None and number not in seen)
    return "".join(out)


def _pairs(text: str) -> frozenset[str]:
    """Numbers whose `<gn>` and `</gn>` stand in the text once each, in order."""
    opened: dict[str, int] = {}
    closed: dict[str, int] = {}
    for found in CODE.finditer(text):
        if found["open"]:
            opened[found["open"]] = opened.get(found["open"], 0) + 1
        elif found["close"]:
            at_once = 1 if opened.get(found["close"]) == 1 else 2
            closed[found["close"]] = closed.get(found["close"], 0) + at_once
    return frozenset(number for number, times in opened.items() if times == 1 == closed.get(number))


def plain(text: str) -> str:
    """The text without codes."""
    return CODE.sub("", text)


def kept_codes(message: str, source: str) -> str:
    """The message without the codes that its source does not have: a suggestion made for another text."""
    own = {found[0] for found in CODE.finditer(source)}
    return CODE.sub(lambda found: found[0] if found[0] in own else "", message)


_NAMES = {
    "emphasis": "emphasis",
    "strong": "strong emphasis",
    "note": "the mark of a footnote",
    "underline": "underlined text",
    "deleted": "struck out text",
    "code": "text that stays as it is",
    "superscript": "superscript",
    "subscript": "subscript",
    "image": "an image",
    "break": "a line break",
    "tab": "a tab stop",
    "field": "what a program fills in, such as a number",
    "box": "a box with text of its own",
    "formula": "a formula",
    "comment": "a comment",
    "bookmark": "a bookmark",
}


def legend(held: Iterable[Held], codes: Sequence[Code]) -> Iterator[str]:
    """A line for each code of a message that says what it is: `<g1> is a link to https://example.org/`."""
    for number, one in enumerate(held, 1):
        found = CODE.match(one.open)
        own = int(found["open"] or found["close"] or found["single"]) if found else 0
        code = codes[own - 1] if 0 < own <= len(codes) else Code("other", "")
        name = f"<g{number}>" if one.close is not None else f"<x{number}/>"
        yield f"{name} is {_meaning(code)}"


def _meaning(code: Code) -> str:
    if code.kind == "link":
        return f"a link to {code.target}" if code.target.strip("#") else "a link"
    if code.kind == "note" and code.target:
        return f"the mark of footnote {code.target}"
    return _NAMES.get(code.kind, "markup")
