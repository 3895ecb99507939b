"""What is left of a sentence without its typography, and where its codes are then."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import zip_longest
from unicodedata import normalize

from tmpipe.model import CODE
from tmpipe.text.words import words

_MARK = re.compile("\0[gx/]")
_MARKS = {"<g": "\0g", "</": "\0/", "<x": "\0x"}
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_JOINERS = str.maketrans(dict.fromkeys("\u200c\u200d"))
_DASH = re.compile("-[- ]*")


def typewritten(text: str) -> str:
    """The same for two texts that differ in typography alone; codes stay in place, without their numbers.

    Typography: quotes, apostrophes, dashes and the blanks about them, the kind and number of blanks,
    ellipses, ligatures and other Unicode forms of a letter, and what nobody sees (soft hyphens, joiners,
    direction marks). Letters, capitals and all other punctuation are the sentence itself.
    """
    text = CODE.sub(_marked, text)
    if not text.isascii():
        text = _FORMS.sub(_composed, text).translate(_JOINERS)
    text = " ".join(text.split()).replace("« ", "«").replace(" »", "»").replace(". . .", "...")
    return _DASH.sub("-", " ".join(words(text)).replace(" -", "-")).replace(" ...", "...")


def _marked(code: re.Match[str]) -> str:
    return _MARKS[code[0][:2]]


def _composed(form: re.Match[str]) -> str:
    return normalize("NFKC", form[0])


def bare(text: str) -> str:
    """The typewritten text without its codes."""
    return _MARK.sub("", typewritten(text))


def recoded(translation: str, old: str, new: str) -> str | None:
    """The old sentence's translation with the new one's codes; the two are the same but for typography.

    A code gets the number of that which stands in its place now, or goes where none does: a footnote was
    dropped. None where the translation cannot tell: a code was added, moved, or is one of several alike.
    """
    if "<" not in old and "<" not in new:
        return translation
    before, after = _placed(old), _placed(new)
    if any(place not in before or len(before[place]) != len(codes) for place, codes in after.items()):
        return None
    now: dict[str, str] = {}
    for place, codes in before.items():
        now |= zip_longest(codes, after.get(place, ()), fillvalue="")
    for code, number in now.items():
        if not number:
            translation = translation.replace(f" {code} ", " ")
    return CODE.sub(lambda code: now.get(code[0], code[0]), translation)


def _placed(text: str) -> dict[tuple[int, str], list[str]]:
    """The codes by the letters before them and their kind."""
    placed: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    marks = _MARK.finditer(typewritten(text).replace(" ", ""))
    for number, (mark, code) in enumerate(zip(marks, CODE.finditer(text), strict=False)):
        placed[mark.start() - 2 * number, mark[0]].append(code[0])
    return dict(placed)
