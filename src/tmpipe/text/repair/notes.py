"""The lines of footnotes and of addresses, and the numbers that the text cites them by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tmpipe.text.repair.lines import Line

LABEL = re.compile(
    r"(?:\[\^?(\d{1,3})\]:?|(\d{1,3})[.)]?|([¹²³⁰⁴-⁹]+)|\((\d{1,3})\))(?:\s+|(?<=[\]:¹²³⁰⁴-⁹])\s*)(?=\S)"
)
"""A footnote's number: within square brackets, plain, set high, within round ones."""
_ADDRESS = r"(?:https?://|www\.)\S+"
_URL = re.compile(rf"<?{_ADDRESS}\Z", re.IGNORECASE)
_SECOND = re.compile(r"(?<=[\w.;”\"»)])\s+\[(\d{1,3})\]\s+(?=[^\W\d_a-z])")
_HEADS_NOTES = re.compile(
    r"[*_]*(?:(?:foot|end)?notes?(?: and references)?|references|sources|"
    r"notes (?:de fin|de bas de page)|références|note(?: a pi[eè] di pagina)?|riferimenti|fonti|"
    r"(?:fot|slut)?noter|källor|referenser|"
    r"پانوشت‌?ها|پی‌?نوشت‌?ها|یادداشت‌?ها|منابع)[*_]*\s?:?[*_]*\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}\Z")
_BROKEN = re.compile(r"[-_=&?%~+#]\Z")
_TAIL = re.compile(r"[a-z0-9/_.?=&%#~-]\S*\Z|\S*[/_=&?%#]\S*\Z")
_CITED = re.compile(r"(?:[a-z]|[.,;:!?”\"’»)])(\d{1,3})(?=\s|\Z)")
_HIGH = re.compile(r"(?<=\S)[¹²³⁰⁴-⁹]{1,3}")
_REFERENCE = re.compile(r"\d/(?:\d+[;,.])?(\d{1,4})(?![\d/])")
_CITED_OTHERWISE = re.compile(r"(?<=\S)(?:\[\^?(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3})| ?\((\d{1,3})\))")
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def is_address(text: str) -> bool:
    """Whether the text is an address of the web and nothing else."""
    return _URL.match(text) is not None


def heads_notes(text: str) -> bool:
    """Whether this is what stands above footnotes: `Notes`, `Références:` ..."""
    return _HEADS_NOTES.match(text) is not None


def cited(source: str) -> frozenset[str]:
    """The numbers that footnotes may have: those that stand in the text as their marks do."""
    return frozenset(_CITED.findall(source)) | _cited_otherwise(source)


def _cited_otherwise(source: str) -> frozenset[str]:
    """The numbers in brackets or set high, not at a line's beginning, or glued to a reference, `12/3;4`."""
    found = (one for match in _CITED_OTHERWISE.finditer(source) for one in match.groups() if one)
    glued = (end for match in _REFERENCE.finditer(source) for end in (match[1], match[1][-1:], match[1][-2:]))
    return frozenset((*(one.translate(SUPERSCRIPT) for one in found), *glued))


def last_numbered(source: str, lines: Sequence[Line]) -> dict[str, int]:
    """The last line that begins with each number, `1.`, where such lines may be notes.

    So they may where the text's marks are set high and no line begins with such a mark.
    """
    if not _HIGH.search(source) or any(line.text[0] in "¹²³⁴⁵⁶⁷⁸⁹" for line in lines):
        return {}
    high = {one.translate(SUPERSCRIPT) for one in _HIGH.findall(source)}
    labels = ((label[2], line.number) for line in lines if (label := LABEL.match(line.text)))
    return {number: at for number, at in labels if number in high}


def one_note_a_line(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; one with the ends of two notes, `[1] One. [2] Two.`, is two."""
    last = 0
    for whole in lines:
        line = whole
        label = LABEL.match(line.text) if line.text[0] == "[" else None
        if label and label[1]:
            last = int(label[1])
        elif line.blanks or line.page:
            last = 0
        while last and (second := _SECOND.search(line.text)) and int(second[1]) == last + 1:
            end = line.start + second.start()
            yield line._replace(text=line.text[: second.start()], end=end, trail=0)
            line = line.without(second.start())._replace(blanks=0, page=False)
            last += 1
        yield line


def address_goes_on(url: Line, after: Line) -> bool:
    """Whether an address was broken at the end of its line and goes on in the next."""
    if after.blanks > 1 or after.page or any(map(str.isspace, after.text)) or _URL.match(after.text):
        return False
    if _BROKEN.search(url.text):
        return True
    full = len(url.text) >= 50
    return full and _TAIL.match(after.text) is not None and not _NUMBER.match(after.text)


def note_goes_on(first: Line, last: Line, after: Line) -> bool:
    """Whether a footnote in words goes on in the next line."""
    if after.blanks or after.page or LABEL.match(after.text) or _URL.match(after.text):
        return False
    return not (last.stops and after.indent > first.indent == 0)
