"""Inline markup in messages: `protect` <-> `restore`.

A block numbers its codes through the whole block; a message numbers them from 1, so that a sentence keeps
its msgid when markup is added elsewhere in its paragraph. Law: `restore(*protect(text)) == text`.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from tmpipe.model import CODE, Code


@dataclass(frozen=True, slots=True)
class Held:
    """What a message's code number n stands for: the block's own codes."""

    open: str
    close: str | None = None

    @property
    def half(self) -> str:
        """`open` or `close` for half a pair, the other half of which is elsewhere; else empty."""
        found = CODE.match(self.open) if self.close is None else None
        return ("open" if found["open"] else "close" if found["close"] else "") if found else ""


def protect(text: str) -> tuple[str, tuple[Held, ...]]:
    """A segment's text as a message, its codes numbered from 1, and what they stand for.

    Half a pair, the other half of which lies in another segment, becomes a single code.
    """
    if "<" not in text:
        return text, ()
    codes = list(CODE.finditer(text))
    pairs = _pairs(codes)
    held: list[Held] = []
    numbers: dict[str, int] = {}

    def numbered(token: str, close: str | None) -> int:
        held.append(Held(token, close))
        return len(held)

    out: list[str] = []
    at = 0
    for found in codes:
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
    """A message's text with the block's own codes again, each once, and sound.

    Every single code is there: one that was lost stands at the end. Of a pair the first occurrence is kept;
    pairs nest; one that was lost, like a code that the message never had, is not there. Halves of pairs that
    reach over the segment's border stand outside of all pairs and in the source's order, wherever they were
    put, so that a block whose codes were sound has sound codes, whatever became of its segments. The words
    are the message's, all of them.
    """
    if not held and "<" not in message:
        return message
    message = _tidied(message, held)
    codes = list(CODE.finditer(message))
    pairs, whole = _nested(codes, held)
    singles = _singles(codes, held, whole, (len(message), 0))
    out: list[str] = []
    at = 0
    for (place, _), code in sorted([*singles, *pairs], key=itemgetter(0)):
        out += _literal(message[at:place]), code
        at = place
    return "".join(out) + _literal(message[at:])


_Place: TypeAlias = tuple[int, int]
"""An offset, and -1 before, 0 at, 1 after what stands there."""
_Put: TypeAlias = tuple[_Place, str]


def _nested(codes: Sequence[re.Match[str]], held: Sequence[Held]) -> tuple[list[_Put], list[tuple[int, int]]]:
    """The codes of pairs, the first pair of each number, and where the outermost begin and end.

    A pair that ends within another ends it there, too.
    """
    last = {int(code["close"]): code.start() for code in codes if code["close"]}
    puts: list[_Put] = []
    whole: list[tuple[int, int]] = []
    begun: set[int] = set()
    ended: set[int] = set()
    stack: list[tuple[int, int]] = []
    for code in codes:
        number, at = int(code["open"] or code["close"] or 0), code.start()
        mine = held[number - 1] if 0 < number <= len(held) else None
        if mine is None or mine.close is None:
            continue
        if code["open"] and number not in begun and last.get(number, 0) > at:
            begun.add(number)
            stack.append((number, at))
            puts.append(((at, 0), mine.open))
        elif code["close"] and number in begun - ended:
            closed, first = 0, at
            while closed != number:
                closed, first = stack.pop()
                ended.add(closed)
                puts.append(((at, 0), held[closed - 1].close or ""))
            if not stack:
                whole.append((first, at))
    return puts, whole


def _singles(
    codes: Sequence[re.Match[str]], held: Sequence[Held], whole: Sequence[tuple[int, int]], end: _Place
) -> list[_Put]:
    """The single codes and the halves of pairs, those that are lost at the end or before the next half."""
    places: dict[int, _Place] = {}
    for code in codes:
        number = int(code["single"] or 0)
        if 0 < number <= len(held) and held[number - 1].close is None:
            places.setdefault(number, (code.start(), 0))
    halves = [number for number in range(1, len(held) + 1) if held[number - 1].half]
    there = [number for number in halves if number in places]
    slots = sorted(_outside(places[number], held[number - 1], whole) for number in there)
    places |= zip(there, slots, strict=True)
    following = end
    for number in reversed(halves):
        following = places.setdefault(number, following)
    singles = (number for number, one in enumerate(held, 1) if one.close is None)
    return [(places.get(number, end), held[number - 1].open) for number in singles]


def _outside(place: _Place, half: Held, whole: Sequence[tuple[int, int]]) -> _Place:
    """The place, or where the pair around it begins or ends: more is marked then, never less."""
    start, end = whole[max(bisect(whole, place) - 1, 0)] if whole else (0, 0)
    if start < place[0] < end:
        return (end, 1) if half.half == "close" else (start, -1)
    return place


_LOOSE = re.compile(
    r"<[ \xa0]{0,2}(/?)[ \xa0]{0,2}([gx])[ \xa0]{0,2}([0-9]{1,6})[ \xa0]{0,2}/?[ \xa0]{0,2}>", re.IGNORECASE
)
"""What was a code before somebody typed it: `<g1 >`, `< /g1>`, `<x2>`."""


def mistyped(message: str, codes: Container[str]) -> Iterator[tuple[str, str]]:
    """What looks like one of these codes and is none, with the code that it stands for."""
    for found in _LOOSE.finditer(message):
        slash, letter, number = found.groups()
        code = f"<x{number}/>" if letter in "xX" else f"<{slash}g{number}>"
        if found[0] != code and code in codes:
            yield found[0], code


def _tidied(message: str, held: Sequence[Held]) -> str:
    """The message with the codes that it lacks but for the typing."""
    if not _LOOSE.search(message):
        return message
    wanted = {
        code
        for number, one in enumerate(held, 1)
        for code in ([f"<x{number}/>"] if one.close is None else [f"<g{number}>", f"</g{number}>"])
    }
    for typed, code in mistyped(message, {code for code in wanted if code not in message}):
        message = message.replace(typed, code)
    return message


def _literal(text: str) -> str:
    """The text without codes; what reads as one when they are gone is literal."""
    bare = CODE.sub("", text)
    return CODE.sub(lambda found: f"&lt;{found[0][1:]}", bare) if CODE.search(bare) else bare


def _pairs(found: Sequence[re.Match[str]]) -> frozenset[str]:
    """Numbers whose `<gn>` and `</gn>` stand among the codes of a text once each and nest, without half of
    another pair between them.
    """
    codes = [(code["open"], code["close"]) for code in found if not code["single"]]
    if not codes:
        return frozenset()
    times = Counter(codes)
    once = {number for number, _ in codes if number and times[number, None] == times[None, number] == 1}
    pairs: set[str] = set()
    stack: list[str] = []
    sound = 0
    """How many of the stack, from its top, have no half of another pair in them."""
    for opened, closed in codes:
        if opened in once:
            stack.append(opened)
            sound += 1
        elif closed in stack[-1:] and sound:
            pairs.add(stack.pop())
            sound -= 1
        else:
            sound = 0
            while closed in once and stack and stack.pop() != closed:
                continue
    return frozenset(pairs)


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
    "superscript": "superscript",
    "subscript": "subscript",
    "image": "an image",
    "break": "a line break",
    "tab": "a tab stop",
    "field": "what a program fills in, such as a number",
    "box": "a box with text of its own",
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
        yield f"{name} is {_HALVES[one.half]}{_meaning(code)}"


_HALVES = {"": "", "open": "the beginning of ", "close": "the end of "}
_SHOWN = 60
"""Characters of what a code stands for that a legend shows."""


def _meaning(code: Code) -> str:
    target = " ".join(code.target.split())
    if code.kind == "link":
        return f"a link to {target}" if target.strip("#") else "a link"
    if code.kind == "note" and target:
        return f"the mark of footnote {target}"
    if code.kind in ("code", "formula"):
        name = "text" if code.kind == "code" else "a formula"
        shown = target if len(target) <= _SHOWN else f"{target[:_SHOWN].rstrip()} …"
        return f"“{shown}”, which stays as it is" if shown else f"{name} that stays as it is"
    return _NAMES.get(code.kind) or target or "markup"
