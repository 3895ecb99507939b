"""The picture of a text that social media show beside a link to it."""

from __future__ import annotations

import json
import re
import unicodedata
from importlib.resources import files

from tmpipe.release.texts import UNFINISHED, Text
from tmpipe.renditions import style
from tmpipe.renditions.typeset.typesetter import our_fonts, typesetter
from tmpipe.text.languages import language
from tmpipe.text.scripts import LETTERS

WIDTH, HEIGHT = 1200, 630
LONGEST = 300
LONGEST_LINE = 70
"""Characters of a title that are shown, and of what else is there."""

_OURS = ("Latin", "Cyrillic", "Greek", "Arabic")
"""Scripts that our fonts have."""
_KNOWN = re.compile("[" + "".join(LETTERS[script] for script in _OURS) + "]")
_COLOURS = {
    "original": "untranslated",
    "final": "final",
    "complete": "final",
    "draft": "draft",
    "partial": "draft",
}


def card(text: Text, site: str, statement: str) -> bytes:
    """A PNG of 1200 by 630: what the site is called, the title, and the state in words, in the text's tongue.

    The same on every machine, but for letters that our fonts lack: they are shown where the machine has them.
    MissingPartError without the typesetter.
    """
    said = {
        "site": _shown(site, LONGEST_LINE),
        "title": _shown(text.title, LONGEST),
        "statement": _shown(statement, LONGEST_LINE),
    }
    data = {**said, **_look(text), "words": said["title"].replace("\u200b", " ").split() or [""]}
    sources = {
        "main.typ": files(__package__).joinpath("card.typ").read_bytes(),
        "card.json": json.dumps(data).encode(),
    }
    system = any(sign.isalpha() and not _KNOWN.match(sign) for sign in "".join(said.values()))
    compiler = typesetter().Compiler(font_paths=our_fonts(system), ignore_system_fonts=not system)
    return bytes(compiler.compile(sources, format="png", ppi=72))


def _look(text: Text) -> dict[str, object]:
    rtl = language(text.locale).direction == "rtl"
    tag = text.locale.partition("-")[0].lower()
    return {
        "language": tag if re.fullmatch("[a-z]{2,3}", tag) else "und",
        "rtl": rtl,
        "fonts": [style.PERSIAN, style.LATIN] if rtl else [style.LATIN, style.PERSIAN],
        "colours": {**style.COLOURS, "paper": "fffefb"},
        "colour": _COLOURS[text.state],
        "unfinished": text.state in UNFINISHED,
    }


def _shown(text: str, longest: int) -> str:
    """The text in one line, without what cannot be shown; words that fill a line can be cut."""
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co") else sign for sign in text)
    line = " ".join(plain.split())
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return re.sub(r"(\S{30})(?=\S)", "\\1\u200b", line)
