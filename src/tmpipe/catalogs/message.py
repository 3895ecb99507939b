"""One PO message: its lines <-> an `Entry`. Everything that GNU gettext 1.0 writes is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tmpipe.catalogs import notes, origin, wrap
from tmpipe.model import Entry, Kept

# Possessive is only what repeats a single character: before 3.11.5, Python keeps wrong groups and takes
# wrong ways in a possessive group. None is needed: no part of a statement has a second way to match.
_STRING = r'"[^"\\\n]*+(?:\\(?s:.)[^"\\\n]*+)*"'
_BLANKS = r"[ \t\r\f\v]*+"
_BETWEEN = r"(?: [ \t\r\f\v\n]++ | \#~\|? )*"
"""What may stand between a keyword and its strings; whether the marks are right is judged elsewhere."""
STATEMENT = re.compile(
    rf"""
      (?P<blank> (?: {_BLANKS} (?: \#~ {_BLANKS} )* \n )+ | [ \t\r\f\v]++ \Z )
    | (?P<comment> (?: {_BLANKS} (?: \#~ {_BLANKS} )* \# (?! ~[^|] | ~\Z ) [^\n]*+ (?: \n | \Z ) )+ )
    | {_BLANKS} (?P<obsolete> \#~ {_BLANKS} (?: \#~ {_BLANKS} )* )?
      (?P<keyword> msgctxt | msgid_plural | msgid | domain
        | msgstr (?: {_BLANKS} \[ {_BLANKS} [0-9]{{1,9}}+ {_BLANKS} \] )? )
      (?P<strings> {_BETWEEN} {_STRING} (?: {_BETWEEN} {_STRING} )* ) {_BLANKS} \n?+
    | (?P<damage> [^\n]++ \n?+ )
    """,
    re.VERBOSE,
)
"""What a catalog is made of; adjacent matches cover any text that does not end in the middle of nothing."""

_LITERAL = re.compile(_STRING)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
_SIMPLE["\n"] = ""  # gettext goes on in the next line
_BYTES = re.compile("[\udc80-\udcff]")
_GRAMMAR = re.compile(r"(?:msgctxt )?msgid (?:msgstr |msgid_plural (?P<forms>(?:msgstr\[\d+\] )+))")
_PREVIOUS = re.compile(r"(?:msgctxt )?msgid (?:msgid_plural )?")

_LINE_START = re.compile(r"\n[ \t\r\f\v]*+(#~|\")")
Fields = Sequence[tuple[str, str]]
"""Keywords and their strings as they stand in the file, in its order."""


def form(keyword: str) -> str:
    """The keyword of a plural form as gettext writes it: `msgstr [ 01 ]` is `msgstr[1]`."""
    return f"msgstr[{int(keyword[:-1].partition('[')[2])}]"


def marked(strings: str, obsolete: bool) -> bool:
    """Whether all lines behind a keyword's own have the mark of an obsolete message, or none has."""
    if not obsolete and "#~" not in strings:
        return True
    return all((mark == "#~") == obsolete for mark in _LINE_START.findall(strings))


class DamagedError(ValueError):
    """A message that cannot be understood, and why."""


def parse(
    above: str, fields: Fields, *, obsolete: bool, line: int, text: str, charset: str = "utf-8"
) -> Entry:
    """The entry that stands in its file as `text`: comment lines `above`, then `fields`. DamagedError.

    `charset` is that of the file: escaped bytes are in it.
    """
    values = _values(fields, _GRAMMAR, charset)
    told, previous = _noted(above, charset)
    plural = values.get("msgid_plural")
    forms = () if plural is None else tuple(v for k, v in values.items() if k.startswith("msgstr["))
    parts = (
        values["msgid"],
        values.get("msgstr", ""),
        values.get("msgctxt"),
        "fuzzy" in told.flags,
        tuple(told.references),
        told.origin,
        tuple(told.comments),
        tuple(told.extracted),
        tuple(flag for flag in told.flags if flag != "fuzzy"),
        previous.get("msgid"),
        previous.get("msgctxt"),
        previous.get("msgid_plural"),
        plural,
        forms,
        obsolete,
        line,
    )
    return Entry(*parts, Kept(text, Entry(*parts)))


def format(entry: Entry, width: int, workflow: str = "#,") -> str:  # noqa: A001 - the pair of `parse`
    """The entry's lines, each with its line end, in gettext's order, wrapped at `width` columns (0: not).

    `workflow` is the mark of the line for flags such as `fuzzy`: `#,` as for all others, or `#=`.
    """
    lines = [
        *_marked("#", _comments(entry)),
        *_marked("#.", entry.extracted),
        *wrap.words("#:", dict.fromkeys(map(notes.isolated, entry.references)), width),
    ]
    if entry.fuzzy or entry.flags:
        lines += _flag_lines(entry, workflow)
    if "no-wrap" in entry.flags:
        width = 0
    if entry.previous_msgid is not None:
        lines += _strings("#~| " if entry.obsolete else "#| ", _previous_fields(entry), width)
    lines += _strings("#~ " if entry.obsolete else "", _own_fields(entry), width)
    return "\n".join(lines) + "\n"


def _values(fields: Fields, grammar: re.Pattern[str], charset: str) -> dict[str, str]:
    """The texts by keyword. DamagedError where gettext's order is not kept or an escape is unknown."""
    if wrong := _disorder(" ".join([name for name, _ in fields]), grammar):
        raise DamagedError(wrong)
    return {name: text_of(strings, charset) for name, strings in fields}


@lru_cache(256)
def _disorder(names: str, grammar: re.Pattern[str]) -> str:
    """What is wrong with the order of these keywords; nothing with that of nearly all messages."""
    match = grammar.fullmatch(f"{names} ")
    if not match:
        return f"a message is msgctxt, msgid, msgstr in this order, not {names}"
    forms = (match.groupdict().get("forms") or "").split()
    if forms != [f"msgstr[{number}]" for number in range(len(forms))]:
        return "the plural forms are not numbered 0, 1, 2 ..."
    return ""


def text_of(strings: str, charset: str) -> str:
    """The text of one or more quoted strings. DamagedError for what gettext reads as no text."""
    if strings.count('"') == 2:
        text = strings[strings.index('"') + 1 : -1]
    else:
        text = "".join([literal[1:-1] for literal in _LITERAL.findall(strings)])
    if "\\" in text:
        text = _unescaped(text, charset)
    if "\4" in text or "\0" in text:
        raise DamagedError("the characters with the numbers 0 and 4 are gettext's own and stand in no text")
    return text


def _unescaped(text: str, charset: str) -> str:
    """The text with its escapes resolved: bytes are read in the file's charset, with what stands beside."""
    plain = _ESCAPE.sub(_character, text)
    if _BYTES.search(plain) and not _BYTES.search(text):
        try:
            return plain.encode(charset, "surrogateescape").decode(charset)
        except UnicodeError:
            raise DamagedError(f"the escaped bytes are no text in {charset}") from None
    return plain


def _character(match: re.Match[str]) -> str:
    """What an escape stands for; a byte beyond ASCII as Python's stand-in for it."""
    octal, hexadecimal, other = match.groups()
    if other is None:
        byte = int(octal, 8) & 255 if octal else int(hexadecimal[-2:], 16)
        return chr(byte) if byte < 128 else chr(0xDC00 + byte)
    if other not in _SIMPLE:
        raise DamagedError(f"unknown escape {match[0]}")
    return _SIMPLE[other]


def _noted(block: str, charset: str) -> tuple[notes.Notes, dict[str, str]]:
    """What the comment lines say, and the previous texts among it."""
    if not block:
        return _NO_NOTES
    raw = notes.lines(block)
    spoilt = "# | " in block or "# = " in block
    if spoilt and (mended := notes.mended(raw)) != raw:
        try:
            return _told(mended, charset)
        except DamagedError:  # what looked like previous texts is a comment
            return _told(raw, charset)
    return _told(raw, charset)


_NO_NOTES: tuple[notes.Notes, dict[str, str]] = (notes.read([]), {})


def _told(lines: list[str], charset: str) -> tuple[notes.Notes, dict[str, str]]:
    found = notes.read(lines)
    return found, _values_before(found.previous, charset)


def _comments(entry: Entry) -> list[str]:
    """The translator comments, ours among them where it stood in the file, else before the others.

    It is the last where it would be read as going on in the next one.
    """
    if entry.origin is None:
        return list(entry.comments)
    had = entry.comments and entry.kept and entry.kept.entry.origin
    above = _above(entry.kept) if had and entry.kept else 0
    own, below = origin.format(entry.origin), entry.comments[above:]
    if below and not origin.ended(entry.origin) and notes.goes_on(own, below[0]):
        return [*entry.comments, own]
    return [*entry.comments[:above], own, *below]


def _above(kept: Kept) -> int:
    """How many translator comments stand above our own in a message that has one."""
    return notes.read(notes.mended(notes.lines(kept.text))).above


def _flag_lines(entry: Entry, workflow: str) -> Iterator[str]:
    """The flags behind `#,`; with `workflow` "#=" those behind it that tell how far the entry is."""
    moving = ["fuzzy"] if entry.fuzzy else []
    if workflow != "#," and entry.kept:
        moving += notes.workflow(entry.flags, entry.kept.text)
    staying = sorted((flag for flag in entry.flags if flag not in moving), key="no-wrap".__eq__)
    if workflow == "#,":
        moving, staying = [], moving + staying
    if staying:
        yield f"#, {', '.join(staying)}"
    if moving:
        yield f"#= {', '.join(moving)}"


def _values_before(lines: list[str], charset: str) -> dict[str, str]:
    """The texts of `#|` lines. DamagedError as in `_values`."""
    if not lines:
        return {}
    found = [match for match in STATEMENT.finditer("\n".join(lines)) if match.lastgroup != "blank"]
    if any(match.lastgroup != "strings" for match in found):
        raise DamagedError("the #| lines hold no previous msgid")
    return _values([(match["keyword"], match["strings"]) for match in found], _PREVIOUS, charset)


def _marked(mark: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in text.split("\n"):
            # gettext joins a line that ends in a backslash with the next one, in comments too.
            safe = line + " " if line.endswith("\\") else line
            yield f"{mark} {safe}" if safe else mark


def _own_fields(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "msgctxt", entry.msgctxt
    yield "msgid", entry.msgid
    if entry.msgid_plural is None:
        yield "msgstr", entry.msgstr
        return
    yield "msgid_plural", entry.msgid_plural
    for number, form in enumerate(entry.msgstr_plural or ("",)):
        yield f"msgstr[{number}]", form


def _previous_fields(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "msgctxt", entry.previous_msgctxt
    yield "msgid", entry.previous_msgid
    yield "msgid_plural", entry.previous_msgid_plural


def _strings(prefix: str, fields: Iterable[tuple[str, str | None]], width: int) -> list[str]:
    room = width and max(width - len(prefix), 1)
    texts = ((keyword, text) for keyword, text in fields if text is not None)
    return [prefix + line for keyword, text in texts for line in wrap.quoted(keyword, text, room)]
