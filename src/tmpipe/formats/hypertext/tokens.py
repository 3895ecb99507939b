"""A text cut into its tags, comments and what stands between, as browsers do it, with exact offsets.

Source: the WHATWG's HTML standard, section "Tokenization". Nothing is dropped: joined, the stretches of the
tokens are the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import cache
from string import ascii_uppercase
from typing import NamedTuple

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
"""Elements whose content is no markup and has no references."""
LITERAL = frozenset({"title", "textarea"})
"""Elements whose content is no markup but may have references."""


class Kind(IntEnum):
    """What a token is."""

    TEXT = 0
    START = 1
    END = 2
    RAW = 3
    """The content of a script or the like."""
    LITERAL = 4
    """The content of a title or a text area."""
    CDATA = 5
    """A CDATA section, with its borders."""
    OTHER = 6
    """What shows nothing: comments, the doctype, processing instructions, a tag that the end cuts off."""


class Token(NamedTuple):
    """`text[start:end]`. A tuple, since a page has a hundred thousand."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""


_TEXT, _START, _END = Kind.TEXT, Kind.START, Kind.END
"""Looking a name of an enumeration up takes longer than what is done with it here."""
_MARKUP = re.compile(
    r"""<(?:
    /?(?P<name>[a-zA-Z][^\t\n\f\r />]*+)
      (?: [\t\n\f\r /]++
        | [^\t\n\f\r />][^\t\n\f\r />=]*+
          (?: [\t\n\f\r ]*+(?!=)
            | [\t\n\f\r ]*+=[\t\n\f\r ]*+
              (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\t\n\f\r >"'][^\t\n\f\r >]*+ | (?=>|\Z) ) ) )*
      (?:>|(?P<cut>\Z))
    | !--(?:-?>|(?s:.*?)(?:--!?>|\Z))
    | !\[(?P<section>CDATA\[)(?s:.*?)(?:\]\]>|\Z)
    | (?:[!?]|/(?!\Z))[^>]*+(?:>|\Z)
    )""",
    re.VERBOSE,
)


def tokens(text: str, foreign: Callable[[], bool] = bool, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of a text, in order; text that no tag parts is one token.

    `foreign` tells, after a start tag was yielded, whether it was one of SVG or MathML: those, and the
    elements of XML that end at once, have no raw content.
    """
    at = begin = 0
    while (start := text.find("<", at)) >= 0:
        found = _MARKUP.match(text, start)
        if found is None:
            at = start + 1
            continue
        if begin < start:
            yield Token(_TEXT, begin, start)
        at = begin = found.end()
        name = found["name"]
        if name is None or found["cut"] is not None:
            token = _other(text, found, xml or (found["section"] is not None and foreign()), xml=xml)
            at = begin = token.end
            yield token
            continue
        name = name.lower() if name.isascii() else lowered(name)
        if text[start + 1] == "/":
            yield Token(_END, start, at, name)
            continue
        yield Token(_START, start, at, name)
        if (name in RAW or name in LITERAL) and not (foreign() or (xml and text[at - 2] == "/")):
            at = begin = _content(text, at, name)
            if at > found.end():
                yield Token(Kind.RAW if name in RAW else Kind.LITERAL, found.end(), at, name)
    if begin < len(text):
        yield Token(Kind.TEXT, begin, len(text))


def unclosed(text: str, last: Token) -> str:
    """What the last token of a text leaves open (`a tag`, `<script>`); empty, if nothing."""
    found = text[last.start : last.end]
    if last.kind in (Kind.RAW, Kind.LITERAL) and last.name != "plaintext":
        return f"<{last.name}>"
    if last.kind is Kind.CDATA and not found.endswith("]]>"):
        return "a CDATA section"
    if last.kind is not Kind.OTHER:
        return ""
    if found.startswith("<!--"):
        return "" if found.endswith(("-->", "--!>")) else "a comment"
    return "a tag" if not found.endswith(">") or _TAG.match(found) else ""


_TAG = re.compile("</?[a-zA-Z]")
"""How a tag begins; it is one of `OTHER` only if the end cuts it off, maybe after a sign within quotes."""


def lowered(name: str) -> str:
    """The name of an element or an attribute: only ASCII letters have two cases there."""
    return name.lower() if name.isascii() else name.translate(_LOWER)


_LOWER = {ord(sign): sign.lower() for sign in ascii_uppercase}


def _other(text: str, found: re.Match[str], sections: bool, *, xml: bool) -> Token:
    """A comment or the like; outside of SVG and XML a CDATA section is a comment that ends at once."""
    start, end = found.span()
    if found["section"] is not None and sections:
        return Token(Kind.CDATA, start, end)
    if found["section"] is not None:
        end = text.find(">", start) + 1 or len(text)
    elif xml and text[start + 1] == "?":
        last = text.find("?>", start)
        following = text.find("<", end)
        end = last + 2 if start < last and (following < 0 or last < following) else end
    return Token(Kind.OTHER, start, end)


# --- raw content ---------------------------------------------------------------------------------


def _content(text: str, at: int, name: str) -> int:
    """Where the content of an element ends that begins here."""
    if name == "plaintext":
        return len(text)
    found = _end_tag(name).search(text, at)
    if found and name == "script" and text.find("<!--", at, found.start()) >= 0:
        return _end_of_script(text, at)
    return found.start() if found else len(text)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)


_IN_SCRIPT = re.compile(
    r"(?P<open><!--)(?P<empty>-?>)?|(?P<close>-->)|<(?P<end>/)?script(?=[\t\n\f\r />])",
    re.IGNORECASE | re.ASCII,
)


def _end_of_script(text: str, at: int) -> int:
    """The end of a script that hides in a comment: there, an inner script's end is not its own."""
    hidden = double = False
    for found in _IN_SCRIPT.finditer(text, at):
        if found["open"]:
            hidden = not found["empty"] or hidden
        elif found["close"]:
            hidden = double = False
        elif not found["end"]:
            double = hidden
        elif not double:
            return found.start()
        else:
            double = False
    return len(text)
