"""Headings, and which of them is the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from tmpipe.model import Role
from tmpipe.text.repair.drafts import Draft
from tmpipe.text.repair.notes import heads_notes
from tmpipe.text.repair.shapes import DATE, ENDS, heading_like, is_text

_NEWLINE = re.compile(r"\r\n|[\r\n\f]")
_COLUMNS = re.compile(r" {4,}| *\t[ \t]*")
_ADDRESSED = re.compile(r"\b(?:you|your|yours|vous|votre|vos|شما)\b", re.IGNORECASE)
_KICKER = re.compile(
    r"(?:for immediate release|news release|(?:media|press) (?:release|advisory|statement)|public document|"
    r"(?:joint |public |open )?(?:statement|letter)|newsletter|news|under (?:strict )?embargo.*|embargoed.*|"
    r"communiqué(?: de presse)?|pour diffusion immédiate|(?:table of )?contents|sommaire|"
    r"indice|innehåll|comunicato(?: stampa)?|pressmeddelande)\W*\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}\.(?:\d+\.?)*\s")
_ANSWER = 60
"""Characters of a text that a question may stand above."""


def with_headings(drafts: Sequence[Draft], source: str) -> list[Draft]:
    """Short lines without a stop that a text follows are headings, the most telling first one the title."""
    out = [_numbered(drafts, at, source) for at in range(len(drafts))]
    plain = _in_stacks(out, source) | _questions(out, source)
    followed = False
    for at in range(len(out) - 1, -1, -1):
        one = out[at]
        may_be = heading_like(one.text) and at not in plain and not _in_columns(one, source)
        if one.role is Role.HEADING:
            out[at] = replace(one, level=one.level or 2)
        elif one.role is Role.PARAGRAPH and ((followed and may_be) or _heads_notes(out, at)):
            out[at] = replace(one, role=Role.HEADING, level=2)
        elif is_text(one) and one.role is not Role.TABLE_CELL:
            followed = followed or one.role is not Role.PARAGRAPH or not heading_like(one.text)
    return _titled(out)


def _heads_notes(drafts: list[Draft], at: int) -> bool:
    following = drafts[at + 1].role if at + 1 < len(drafts) else None
    return following in (Role.FOOTNOTE, Role.URL) and heads_notes(drafts[at].text)


def _titled(drafts: list[Draft]) -> list[Draft]:
    """With one heading of level 1: the document's own, or the longest of those before its first paragraph.

    Dates, remarks in brackets and what only names the kind of document are passed over.
    """
    if any(one.role is Role.HEADING and one.level == 1 for one in drafts):
        return drafts
    texts = (at for at, one in enumerate(drafts) if is_text(one) and not _passed_over(one.text))
    leading = list(takewhile(lambda at: drafts[at].role is Role.HEADING, texts))
    if leading:
        title = max(leading, key=lambda at: _telling(drafts[at].text))
        drafts[title] = replace(drafts[title], level=1)
    return drafts


def _telling(text: str) -> tuple[bool, int]:
    """How well a heading would do as the title, greater is better."""
    return not (_KICKER.match(text) or _NUMBER.match(text)), len(text)


def _passed_over(text: str) -> bool:
    return DATE.match(text) is not None or (text[0] in "[(!" and text[-1] in "])")


# --- what looks like a heading and is none -------------------------------------------------------


def _in_stacks(drafts: Sequence[Draft], source: str) -> frozenset[int]:
    """The places of three and more short lines without an empty one: an address, verse, a table."""
    stacked: set[int] = set()
    stack: list[int] = []
    for at, one in enumerate(drafts):
        short = one.role is Role.PARAGRAPH and (heading_like(one.text) or one.text.endswith((",", "،")))
        if stack and not (short and _tight(drafts[at - 1], one, source)):
            stack = []
        if short and len(one.text) <= 140:
            stack.append(at)
        if len(stack) >= 3:
            stacked.update(stack[-3:])
    return frozenset(stacked)


def _questions(drafts: Sequence[Draft], source: str) -> frozenset[int]:
    """The places of questions that somebody is asked: amid the text, many, or with a short answer."""
    asked = [
        at
        for at, one in enumerate(drafts)
        if at and one.role is Role.PARAGRAPH and one.text.endswith(("?", "؟"))
    ]
    short = [at for at in asked if heading_like(drafts[at].text)]
    told = (
        at
        for at in short
        if len(short) > 2
        or _ADDRESSED.search(drafts[at].text)
        or _tight(drafts[at - 1], drafts[at], source)
        or (at + 1 < len(drafts) and len(drafts[at + 1].text) < _ANSWER)
    )
    return frozenset(told)


def _in_columns(one: Draft, source: str) -> bool:
    """Whether there are wide blanks between the words of a line."""
    return any(_COLUMNS.fullmatch(source, joint.begin, joint.finish) for joint in one.joints)


def _tight(one: Draft, following: Draft, source: str) -> bool:
    """Whether no empty line stands between the two."""
    return len(_NEWLINE.findall(source, one.finish, following.begin)) == 1


# --- headings with a number ----------------------------------------------------------------------


def _numbered(drafts: Sequence[Draft], at: int, source: str) -> Draft:
    """`1. Introduction` alone above its text is a heading, and so is its number part of it."""
    one = drafts[at]
    if (
        one.role is not Role.LIST_ITEM
        or not re.fullmatch(r"\d{1,2}\.", one.label)
        or not heading_like(one.text)
    ):
        return one
    around = [drafts[place] for place in (at - 1, at + 1) if 0 <= place < len(drafts)]
    prefix = f"{one.label} "
    alone = at + 1 < len(drafts) and all(other.role is not Role.LIST_ITEM for other in around)
    above = alone and drafts[at + 1].role is Role.PARAGRAPH and not heading_like(drafts[at + 1].text)
    if not above or not ENDS.search(drafts[at + 1].text) or not source.endswith(prefix, 0, one.begin):
        return one
    wide = len(prefix)
    joints = tuple(joint._replace(start=joint.start + wide, end=joint.end + wide) for joint in one.joints)
    text = prefix + one.text
    return replace(
        one, text=text, begin=one.begin - wide, joints=joints, role=Role.HEADING, level=2, label=""
    )
