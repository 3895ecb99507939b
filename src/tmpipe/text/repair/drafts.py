"""Blocks to be: clean text that knows where it stands in the file, and its making into blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from tmpipe.model import CODE, Block, Code, Gap, Role, Suspect, escaped
from tmpipe.text.repair.lines import Line

_WHITE = re.compile(r"\s{2,}|[^\S ]")
_TIGHT = frozenset("«»:;!?%€$£§°‹›–—")
"""Marks that French and others set a no-break space beside."""

LineOf: TypeAlias = Callable[[int], int]
"""The 1-based line of an offset in the file."""


class Joint(NamedTuple):
    """`text[start:end]` of a draft stands for `source[begin:finish]`, with drafts of its own in it."""

    start: int
    end: int
    begin: int
    finish: int
    inner: tuple[Draft, ...] = ()


class Mark(NamedTuple):
    """Inline markup: `text[start:end]` of a draft, and where its other half stands."""

    start: int
    end: int
    kind: str
    target: str = ""
    closing: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A block to be: `text` stands for `source[begin:finish]`, but for the joints."""

    text: str
    begin: int
    finish: int
    role: Role = Role.PARAGRAPH
    joints: tuple[Joint, ...] = ()
    marks: tuple[Mark, ...] = ()
    label: str = ""
    level: int = 0
    suspects: tuple[Suspect, ...] = ()
    cell: tuple[int, int, int] | None = None

    def offset(self, position: int) -> int:
        """Where `text[position]` stands in the file."""
        before = bisect_right(self.joints, position, key=lambda joint: joint.end)
        if not before:
            return self.begin + position
        joint = self.joints[before - 1]
        return joint.finish + position - joint.end

    def cut(self, start: int, end: int) -> Draft:
        """The part `text[start:end]`, which begins and ends outside of joints."""
        joints = tuple(
            joint._replace(start=joint.start - start, end=joint.end - start)
            for joint in self.joints
            if start < joint.end and joint.start < end
        )
        begin, finish = self.offset(start), self.offset(end - 1) + 1
        return replace(self, text=self.text[start:end], begin=begin, finish=finish, joints=joints)

    def marked(self) -> frozenset[int]:
        """The places of the text that are markup."""
        halves = (half for mark in self.marks for half in ((mark.start, mark.end), mark.closing or (0, 0)))
        return frozenset(place for half in halves for place in range(*half))

    def whole(self, start: int, end: int) -> bool:
        """Whether no joint touches `text[start:end]`."""
        after = bisect_right(self.joints, start, key=lambda joint: joint.end)
        return after == len(self.joints) or self.joints[after].start >= end


class Printed(NamedTuple):
    """A line of a draft, how it is joined to the one before (a blank or nothing), and what stands between."""

    line: Line
    glue: str = ""
    inner: tuple[Draft, ...] = ()


def draft(printed: Sequence[Printed], role: Role, label: str = "", level: int = 0) -> Draft:
    """The draft of these lines: joined, white space single."""
    pieces: list[str] = []
    joints: list[Joint] = []
    length = 0
    before = printed[0].line.start
    for line, glue, inner in printed:
        if pieces:
            joints.append(Joint(length, length + len(glue), before, line.start, inner))
            pieces.append(glue)
            length += len(glue)
        at = 0
        for white in _WHITE.finditer(line.text):
            if _kept(white):
                continue
            start = length + white.start() - at
            pieces += line.text[at : white.start()], " "
            joints.append(Joint(start, start + 1, line.start + white.start(), line.start + white.end()))
            length = start + 1
            at = white.end()
        pieces.append(line.text[at:])
        length += len(line.text) - at
        before = line.end
    return Draft("".join(pieces), printed[0].line.start, before, role, tuple(joints), (), label, level)


def _kept(white: re.Match[str]) -> bool:
    """Whether a no-break space is there for typography: between digits, or beside a mark."""
    text, at = white.string, white.start()
    if white[0] not in "\xa0\u202f":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isdigit() and after.isdigit()) or before in _TIGHT or after in _TIGHT


def block(one: Draft, source: str, line_of: LineOf) -> Block:
    """The block of a draft; its `source()` is the draft's stretch of the file."""
    text: list[str] = []
    gaps: list[Gap] = []
    length = at = 0
    for start, end, token, joint in _events(one):
        piece = escaped(one.text[at:start])
        shown = one.text[start:end] if joint else token
        text += piece, shown
        length += len(piece)
        if joint:
            gaps.append(Gap(length, length + len(shown), _parts(joint, source, line_of)))
        length += len(shown)
        at = end
    text.append(escaped(one.text[at:]))
    made = Block(
        "".join(text),
        line_of(one.begin),
        one.role,
        tuple(gaps),
        tuple(_codes(one)),
        one.level,
        one.label,
        one.suspects,
        cell=one.cell,
    )
    return _plain(one, made, source, line_of) if "<" in one.text and _misread(one, made) else made


def _events(one: Draft) -> list[tuple[int, int, str, Joint | None]]:
    """Joints and codes in the text's order."""
    events: list[tuple[int, int, str, Joint | None]] = [(j.start, j.end, "", j) for j in one.joints]
    for number, mark in enumerate(one.marks, 1):
        if mark.closing:
            events.append((mark.start, mark.end, f"<g{number}>", None))
            events.append((*mark.closing, f"</g{number}>", None))
        else:
            events.append((mark.start, mark.end, f"<x{number}/>", None))
    return sorted(events, key=lambda event: event[:2]) if one.marks else events


def _codes(one: Draft) -> Iterator[Code]:
    for mark in one.marks:
        close = one.text[slice(*mark.closing)] if mark.closing else None
        yield Code(mark.kind, one.text[mark.start : mark.end], close, mark.target)


def _parts(joint: Joint, source: str, line_of: LineOf) -> tuple[str | Block, ...]:
    if not joint.inner:
        return (source[joint.begin : joint.finish],)
    return parts(joint.inner, source, line_of, joint.begin, joint.finish)


def _misread(one: Draft, made: Block) -> bool:
    """Whether two stretches of literal text, joined, read as a code."""
    tokens = sum(2 if mark.closing else 1 for mark in one.marks)
    return sum(1 for _ in CODE.finditer(made.text)) != tokens


def _plain(one: Draft, made: Block, source: str, line_of: LineOf) -> Block:
    """The block with one gap for all of it and no codes: always true to the file."""
    text = escaped(one.text)
    inner = tuple(child for joint in one.joints for child in joint.inner)
    whole = Joint(0, len(text), one.begin, one.finish, inner)
    return replace(made, text=text, gaps=(Gap(0, len(text), _parts(whole, source, line_of)),), codes=())


def parts(
    drafts: Iterable[Draft], source: str, line_of: LineOf, begin: int, finish: int
) -> tuple[str | Block, ...]:
    """`source[begin:finish]` as verbatim strings and the blocks of these drafts, in order."""
    out: list[str | Block] = []
    at = begin
    for one in drafts:
        if at < one.begin:
            out.append(source[at : one.begin])
        out.append(block(one, source, line_of))
        at = one.finish
    if at < finish:
        out.append(source[at:finish])
    return tuple(out)
