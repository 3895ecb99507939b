"""gettext catalogs: `read` <-> `write`. An entry that nobody changed keeps its own lines.

polib is the oracle of this file's tests, not its engine: polib 1.2 dies on `#=`, loses `#~|` and damaged
lines, re-wraps what it writes, and takes more than twice as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tmpipe.catalogs import charset, message, wrap
from tmpipe.catalogs.header import new_header, plural_rule
from tmpipe.catalogs.origin import Ignore, ignores, text_hash
from tmpipe.errors import InputError
from tmpipe.model import Catalog, Entry, Finding, Kept, Locale, Severity

__all__ = ["Ignore", "ignores", "new_header", "plural_rule", "read", "text_hash", "write"]

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_KEPT = "the lines are kept but not used until they are mended"
_NONE = Entry("")
_NO_HEADER = replace(_NONE, kept=Kept("", _NONE))


def read(data: bytes, path: str, locale: Locale) -> Catalog:
    """The catalog in `data`; `write` gives the same bytes back. Damaged entries become its findings.

    InputError with path and line: no catalog at all, a merge conflict left in it, undecodable bytes.
    """
    body = charset.body(data, path)
    name, line = _charset_of(body, path)
    catalog = _catalog(charset.decoded(body, name, path, line), path, locale, name)
    if charset.declared(catalog.header.msgstr) != name:
        raise InputError(f"this is not {name}, which its header names; save it as UTF-8", path, line)
    if not catalog.entries and catalog.header is _NO_HEADER and catalog.findings:
        raise InputError("no message can be read in this file: it is no gettext catalog; restore it", path, 1)
    return replace(catalog, bom=data.startswith(charset.BOM))


def _charset_of(body: bytes, path: str) -> tuple[str, int]:
    """The charset that the header names, and where it does. InputError for a merge conflict.

    The text that is looked through for it is gone when the one to be read is made: a large file's is large.
    """
    text = body.decode(errors="surrogateescape")
    _refuse_conflict(text, path)
    return _declared(text, body)


def write(catalog: Catalog, workflow: str = "#,") -> bytes:
    """The file: entries that are as they were read keep their lines, the others are written anew in UTF-8.

    `workflow` is the mark of the line where `fuzzy` stands in those: `#,`, or gettext 1.0's `#=`.
    """
    messages = [catalog.header, *catalog.entries]
    junk = catalog.junk
    name = charset.declared(catalog.header.msgstr)
    if not all(map(_untouched, messages)):
        if _is_late(catalog.header):
            junk = tuple((number, charset.in_utf_8(gap, name)) for number, gap in junk)
        else:
            messages[0] = in_utf_8(catalog.header)
        name = charset.UTF_8
    text = _joined([_lines(entry, catalog.width, workflow) for entry in messages], junk)
    text = text.replace("\n", catalog.newline) if catalog.newline != "\n" else text
    return (charset.BOM if catalog.bom else b"") + text.encode(name)


@dataclass(slots=True)
class _Chunk:
    """Statements that make one message, or should: `text[start:end]`."""

    start: int
    end: int = 0
    at: int = -1
    """Where its msgid stands."""
    notes: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    obsolete: bool = False
    damaged: int = -1
    """Where the first line is that is none of gettext's."""

    @property
    def complete(self) -> bool:
        """Whether an empty line ends it: it has a msgstr, or cannot be mended."""
        return self.damaged >= 0 or (
            bool(self.fields) and self.fields[-1][0].startswith(("msgstr", "domain"))
        )


def _chunks(text: str) -> Iterator[_Chunk]:
    """The messages of a file, damaged ones and comments that belong to none included, in order."""
    chunk: _Chunk | None = None
    for found in message.STATEMENT.finditer(text):
        kind = found.lastgroup
        if chunk and _ends(chunk, found, text):
            yield chunk
            chunk = None
        if kind == "blank":
            continue
        chunk = chunk or _Chunk(found.start())
        chunk.end = found.end()
        if kind == "strings":
            keyword, strings, mark = found.group("keyword", "strings", "obsolete")
            if keyword == "msgid":
                chunk.at = found.start("keyword")
            elif keyword[-1] == "]":
                keyword = message.form(keyword)
            if not chunk.fields:
                chunk.obsolete = mark is not None
            chunk.fields.append((keyword, strings))
            if chunk.obsolete != (mark is not None) or not message.marked(strings, chunk.obsolete):
                chunk.damaged = found.start("keyword")
        elif kind == "comment":
            chunk.notes.append(found[0])
        elif chunk.damaged < 0:
            chunk.damaged = found.start()
    if chunk:
        yield chunk


def _ends(chunk: _Chunk, found: re.Match[str], text: str) -> bool:
    """Whether the chunk ends before this statement. A msgid is never taken for one of its own context."""
    match found.lastgroup:
        case "blank":
            return chunk.complete
        case "comment":
            return bool(chunk.fields) or chunk.damaged >= 0
        case "damage":
            own_line = found.start() == 0 or text[found.start() - 1] == "\n"
            return chunk.complete and chunk.damaged < 0 and own_line and not found[0].lstrip().startswith('"')
    match found["keyword"]:
        case "msgid":
            if chunk.fields:
                return chunk.fields[-1][0] != "msgctxt"
            return chunk.damaged >= 0 and not text.startswith("msgctxt", chunk.damaged)
        case "msgctxt" | "domain":
            return bool(chunk.fields) or chunk.damaged >= 0
        case _:
            return False


@dataclass(slots=True)
class _Reading:
    """A catalog on its way in: what is read so far."""

    text: str
    path: str
    locale: Locale
    charset: str
    header: Entry = _NO_HEADER
    messages: list[Entry] = field(default_factory=list)
    """All that are written in their places: the header too where it is the first."""
    gaps: list[str] = field(default_factory=list)
    """What stands before each message."""
    findings: list[Finding] = field(default_factory=list)
    places: dict[tuple[str | None, str], int] = field(default_factory=dict)
    end: int = 0
    """Of the last message that was understood."""
    line: int = 1
    counted: int = 0
    """`line` is the line at this place of the text."""

    def take(self, chunk: _Chunk) -> None:
        """The chunk as a message, or as a finding; its text then stays in a gap."""
        if chunk.fields and chunk.fields[0][0] == "domain":
            self.places.clear()
        elif chunk.damaged >= 0:
            what = _why(self.text, chunk.damaged)
            self._find("po-syntax", chunk.damaged, f"this line is not in gettext's syntax; {what}{_KEPT}")
        elif chunk.fields:
            self._take_message(chunk)

    def _take_message(self, chunk: _Chunk) -> None:
        text = self.text[chunk.start : chunk.end]
        place = max(chunk.at, chunk.start)
        line = self._line(place)
        try:
            entry = _parsed(chunk, line, text, self.charset)
        except message.DamagedError as damage:
            self._find("po-syntax", place, f"{damage}; {_KEPT}")
            return
        first = self.places.setdefault(entry.key, line)
        if first != line:
            self._find("po-duplicate", place, f"the msgid of line {first} again; keep one of the two")
        if _is_header(entry) and (self.messages or self.header is not _NO_HEADER):
            self._take_late_header(entry)
            return
        self.header = entry if _is_header(entry) else self.header
        self.messages.append(entry)
        self.gaps.append(self.text[self.end : chunk.start])
        self.end = chunk.end

    def _take_late_header(self, entry: Entry) -> None:
        """Leaves a header behind the first message in its gap, and heeds it where it is the only one."""
        if self.header is _NO_HEADER:
            self.header = replace(entry, kept=Kept("", replace(entry, kept=None)))

    def catalog(self) -> Catalog:
        """What was read."""
        gaps = [*self.gaps, self.text[self.end :]]
        in_place = bool(self.messages) and self.messages[0] is self.header
        rest = self.messages[1:] if in_place else self.messages
        if not in_place:
            gaps.insert(0, "")
        usual = ["", *("\n" for _ in rest), ""]
        usual[1] = usual[1] if in_place else ""
        junk = tuple((i, gap) for i, gap in enumerate(gaps) if gap != usual[i])
        width = wrap.width_of(self.text)
        return Catalog(self.path, self.locale, self.header, tuple(rest), tuple(self.findings), junk, width)

    def _line(self, place: int) -> int:
        """The line at a place of the text that is not before the one asked for last."""
        self.line += self.text.count("\n", self.counted, place)
        self.counted = place
        return self.line

    def _find(self, check: str, place: int, what: str) -> None:
        line = self._line(place)
        self.findings.append(Finding(check, Severity.ERROR, self.path, line, what, self.locale))


def _why(text: str, place: int) -> str:
    """What to do about text that goes on behind a string, up to another quotation mark: it is within one."""
    before = text[text.rfind("\n", 0, place) + 1 : place].rstrip()
    end = text.find("\n", place)
    rest = text[place : end if end >= 0 else len(text)] if before.endswith('"') else ""
    within = '"' in rest and not rest[0].isspace()
    return 'write \\" for a quotation mark within the text; ' if within else ""


def _catalog(text: str, path: str, locale: Locale, name: str) -> Catalog:
    """The catalog in a text; `name` is the charset of its file."""
    newline = "\r\n" if "\r\n" in text and text.count("\n") == text.count("\r\n") else "\n"
    reading = _Reading(text.replace("\r\n", "\n") if newline == "\r\n" else text, path, locale, name)
    for chunk in _chunks(reading.text):
        reading.take(chunk)
    return replace(reading.catalog(), newline=newline)


def _declared(text: str, body: bytes) -> tuple[str, int]:
    """The charset that the header names, also a header that cannot be read before its charset is known.

    And the line where it does so.
    """
    for chunk in _chunks(text):
        if chunk.damaged < 0 and not chunk.obsolete and (header := _header_text(chunk)) is not None:
            name = charset.declared(header)
            return name, _line_of(name, text, text.count("\n", 0, chunk.start) + 1)
    try:
        body.decode()
    except UnicodeDecodeError:
        name = charset.declared(body.decode("latin-1"))
        return name, _line_of(name, text, 1)
    return charset.UTF_8, 1


def _header_text(chunk: _Chunk) -> str | None:
    """The msgstr of a chunk that is a header; None where it is none."""
    if [keyword for keyword, _ in chunk.fields] != ["msgid", "msgstr"]:
        return None
    try:
        msgid, msgstr = (message.text_of(strings, "latin-1") for _, strings in chunk.fields)
    except message.DamagedError:
        return None
    return None if msgid else msgstr


def _line_of(name: str, text: str, line: int) -> int:
    """The first line, from this one on, that has the name in it; else this one."""
    lines = text.split("\n")
    return next((n for n in range(line, len(lines) + 1) if name in lines[n - 1]), line)


def in_utf_8(header: Entry) -> Entry:
    """The header with UTF-8 in the place of another charset that it declares."""
    msgstr = charset.in_utf_8(header.msgstr)
    return header if msgstr == header.msgstr else replace(header, msgstr=msgstr)


def _is_late(header: Entry) -> bool:
    """Whether the header stands behind other messages, in a gap of theirs."""
    return header.kept is not None and not header.kept.text


def _parsed(chunk: _Chunk, line: int, text: str, name: str) -> Entry:
    above = "".join(chunk.notes)
    return message.parse(above, chunk.fields, obsolete=chunk.obsolete, line=line, text=text, charset=name)


def _is_header(entry: Entry) -> bool:
    return not entry.msgid and entry.msgctxt is None and not entry.obsolete


def _refuse_conflict(text: str, path: str) -> None:
    if found := _CONFLICT.search(text):
        what = "a merge conflict is left in this file; finish the merge (git status), then run this again"
        raise InputError(what, path, text.count("\n", 0, found.start()) + 1)


def _untouched(entry: Entry) -> bool:
    return entry.kept is not None and entry.kept.entry == entry


def _lines(entry: Entry, width: int, workflow: str) -> str:
    """The entry's lines: its own while it is as it was read."""
    if entry.kept is not None and entry.kept.entry == entry:
        return entry.kept.text
    return message.format(entry, width, workflow)


def _joined(texts: list[str], junk: tuple[tuple[int, str], ...]) -> str:
    """The messages' lines with an empty line between two, or with what stood there."""
    gaps = dict(junk)
    out = [gaps.get(0, "")]
    for number, text in enumerate(texts, 1):
        usual = "" if number == len(texts) or not text else "\n" if text.endswith("\n") else "\n\n"
        out += (text, gaps.get(number, usual))
    return "".join(out)
