"""XML as a text with offsets: a member of an archive proved well-formed, its tokens, its characters.

Names are known by their namespaces: whoever asks gives a table of them, so that `ns0:p` is `w:p`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from tmpipe.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import XMLParser

DEEPEST = 512
"""Elements within one another; no program writes a tenth of that."""


# --- bytes <-> text ------------------------------------------------------------------------------

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_STARTS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.-]*)")


def encoding_of(data: bytes) -> str:
    """The encoding that the bytes show or declare, as Python names it; UTF-8 where they do neither."""
    for start, encoding in (*_BOMS, *_STARTS):
        if data.startswith(start):
            return encoding
    declared = _DECLARED.match(data)
    return declared[1].decode("ascii").lower() if declared else "utf-8"


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a member; what the encoding lacks is a character reference. Inverse of `read`."""
    return text.encode(encoding, "xmlcharrefreplace")


def read(data: bytes, member: str, path: str, *, bound: bool = True) -> str:
    """The text of a member, with its BOM: well-formed XML without a DOCTYPE.

    `bound`: a prefix that stands for no namespace is damage. Word says so, LibreOffice reads on.
    Law: `encoded(read(data, ...), encoding_of(data)) == data`. InputError with the member's name and the
    line in it.
    """
    text = _decoded(data, member, path)
    _refuse_doctype(text, member, path)
    _prove(data, member, path, bound=bound)
    return text


def _decoded(data: bytes, member: str, path: str) -> str:
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
        faithful = encoding in _FAITHFUL or text.encode(encoding) == data
    except UnicodeDecodeError as error:
        message = f"{member} is not {encoding}, as it says (byte 0x{data[error.start]:02x}); {_AGAIN}"
        raise InputError(message, path, data.count(b"\n", 0, error.start) + 1) from None
    except (LookupError, ValueError):
        faithful = False
        text = ""
    if not faithful:
        raise InputError(f"{member} is in the encoding {encoding}, not in UTF-8; {_AGAIN}", path, 1)
    return text


_FAITHFUL = frozenset({"utf-8", "utf-16-le", "utf-16-be"})
"""They say each text in one way. (UTF-7 does not.)"""
_AGAIN = "open the document in the program that made it, and save it again"


def _refuse_doctype(text: str, member: str, path: str) -> None:
    """A document type could define entities: no word processor writes one."""
    for found in _TOKEN.finditer(text):
        if found["doctype"]:
            line = text.count("\n", 0, found.start()) + 1
            raise InputError(f"{member} has a DOCTYPE, which no such document needs; {_AGAIN}", path, line)
        if found["name"]:
            return


class _Nothing:
    """What is to be kept of a document that is read only for its errors."""

    def close(self) -> None:
        """The end."""


def _prove(data: bytes, member: str, path: str, *, bound: bool) -> None:
    """Reads the member and keeps nothing: InputError where it is not well-formed."""
    from lxml.etree import XMLSyntaxError

    parser = _parser()
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
        parser.close()
    except XMLSyntaxError as error:
        what = re.sub(r",? ?\(?line \d+.*", "", error.msg or "it is empty", flags=re.DOTALL).strip()
        raise InputError(f"{member} is damaged ({what}); {_AGAIN}", path, error.lineno or 1) from None
    wrong = list(parser.feed_error_log.filter_from_errors())  # prefixes that stand for nothing
    if bound and wrong:
        what = " ".join(wrong[0].message.split())
        raise InputError(f"{member} is damaged ({what}); {_AGAIN}", path, wrong[0].line)


_CHUNK = 1 << 20
"""Bytes; a larger piece would be refused by the limits that we want."""


def _parser() -> XMLParser:
    from lxml.etree import XMLParser

    target: Any = _Nothing()  # the type stubs ask for methods that lxml can do without
    return XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


# --- tokens --------------------------------------------------------------------------------------


class Kind(IntEnum):
    """What a token is."""

    START = 0
    EMPTY = 1
    END = 2
    TEXT = 3
    COMMENT = 4
    CDATA = 5
    PI = 6
    WHOLE = 7
    """An element with all that is in it."""


class Scope:
    """The namespaces that hold at a place, and so the names there."""

    __slots__ = ("_known", "_names", "_prefixes")

    def __init__(self, prefixes: Mapping[str, str], known: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._known = known
        self._names: dict[str, str] = {}

    def within(self, raw: str) -> Scope:
        """The scope of an element whose tag declares namespaces."""
        declared = {
            name[6:]: unescaped(raw[start:end]) for name, start, end in _attributes(raw) if _declares(name)
        }
        return Scope({**self._prefixes, **declared}, self._known)

    def element(self, name: str) -> str:
        """An element's name with the prefix that the table has for its namespace."""
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = self._named(name)
        return known

    def attribute(self, name: str) -> str:
        """An attribute's name likewise; one without a prefix has no namespace."""
        return self.element(name) if ":" in name else name

    def uri(self, prefix: str) -> str:
        """The namespace that a prefix stands for here; empty: it stands for none."""
        return self._prefixes.get(prefix, "")

    def _named(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        uri = self._prefixes.get(prefix if colon else "", "")
        if not uri:
            return name
        known = self._known.get(uri)
        return f"{{{uri}}}{local or name}" if known is None else f"{known}:{local or name}"


class Token(NamedTuple):
    """A piece of an XML text; all pieces joined are the text. (No dataclass: there may be a million.)"""

    kind: Kind
    name: str
    """Of a tag, by the table of namespaces; empty elsewhere."""
    raw: str
    """As it stands in the file."""
    start: int
    end: int
    scope: Scope

    def spans(self) -> dict[str, tuple[int, int]]:
        """Where in `raw` each attribute's value stands, without its quotes."""
        named = self.scope.attribute
        return {named(name): (start, end) for name, start, end in _attributes(self.raw)}

    def attributes(self) -> dict[str, str]:
        """The attributes' values, with references resolved."""
        return {name: unescaped(self.raw[start:end]) for name, (start, end) in self.spans().items()}


_TOKEN = re.compile(
    r"<(?P<name>[^\s/>!?]+)[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>"
    r"|(?P<text>[^<]+)"
    r"|</(?P<end>[^\s>]+)\s*>"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<cdata><!\[CDATA\[.*?\]\]>)"
    r"|(?P<pi><\?.*?\?>)"
    r"|(?P<doctype><!DOCTYPE)",
    re.DOTALL,
)
_OTHER = {"text": Kind.TEXT, "comment": Kind.COMMENT, "cdata": Kind.CDATA, "pi": Kind.PI}
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def tokens(
    text: str, known: Mapping[str, str], member: str, path: str, whole: Container[str] = ()
) -> Iterator[Token]:
    """The tokens of a text that `read` has given; joined, they are the text.

    `known` has the prefixes that names get, by namespace. Elements whose names are in `whole` are one token.
    """
    scope = Scope({"xml": "http://www.w3.org/XML/1998/namespace"}, known)
    outer: list[Scope] = []
    end = 0
    match = _TOKEN.match
    while found := match(text, end):
        raw, which, start = found[0], found.lastgroup, end
        end = found.end()
        if which == "text":
            yield Token(Kind.TEXT, "", raw, start, end, scope)
        elif which == "name":
            inner = scope.within(raw) if "xmlns" in raw else scope
            name = inner.element(found["name"])
            kind = Kind.EMPTY if raw[-2] == "/" else Kind.START
            if name in whole and kind is Kind.START:
                kind, end = Kind.WHOLE, _end_of(text, found["name"], end)
                raw = text[start:end]
            yield Token(kind, name, raw, start, end, inner)
            if kind is Kind.START:
                outer.append(scope)
                scope = inner
                if len(outer) > DEEPEST:
                    line = text.count("\n", 0, start) + 1
                    raise InputError(f"{member} nests more than {DEEPEST} elements; {_AGAIN}", path, line)
        elif which == "end":
            yield Token(Kind.END, scope.element(found["end"]), raw, start, end, scope)
            scope = outer.pop()
        else:
            yield Token(_OTHER[which or ""], "", raw, start, end, scope)


def _end_of(text: str, name: str, at: int) -> int:
    """Where the element ends whose start tag ends at `at`."""
    closing = f"</{name}>"
    found = text.find(closing, at)
    simple = found >= 0 and text.find(f"<{name}", at, found) < 0 and text.find("<!", at, found) < 0
    return found + len(closing) if simple else _end_by_counting(text, name, at)


def _end_by_counting(text: str, name: str, at: int) -> int:
    depth = 1
    while depth and (found := _TOKEN.match(text, at)):
        at = found.end()
        if found["name"] == name and found[0][-2] != "/":
            depth += 1
        elif found["end"] == name:
            depth -= 1
    return at


def _attributes(raw: str) -> Iterator[tuple[str, int, int]]:
    """Each attribute of a raw tag: its name, and where its value stands."""
    for found in _ATTRIBUTE.finditer(raw):
        yield found[1], *found.span(2 if found[2] is not None else 3)


def _declares(name: str) -> bool:
    return name == "xmlns" or name.startswith("xmlns:")


# --- characters ----------------------------------------------------------------------------------

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _resolved(found: re.Match[str]) -> str:
    if found[3]:
        return _PREDEFINED.get(found[3], found[0])
    return chr(int(found[1], 16) if found[1] else int(found[2]))


def unescaped(raw: str) -> str:
    """The literal text of a text's or an attribute's characters. Inverse of `escaped`."""
    return _REFERENCE.sub(_resolved, raw) if "&" in raw else raw


def literals(raw: str) -> Iterator[tuple[str, str]]:
    """The literal text piece by piece, each with the characters it stands as: the same, or a reference."""
    at = 0
    for found in _REFERENCE.finditer(raw):
        if at < found.start():
            yield raw[at : found.start()], raw[at : found.start()]
        yield _resolved(found), found[0]
        at = found.end()
    if at < len(raw):
        yield raw[at:], raw[at:]


def escaped(literal: str) -> str:
    """Literal text as characters of an element; what XML cannot hold is left out."""
    return re.sub(r"[&<>\r]", lambda m: _ESCAPES[m[0]], _IMPOSSIBLE.sub("", literal))


def quoted(literal: str) -> str:
    """Literal text as an attribute's value between quotes of either kind, without them."""
    return re.sub(r"[&<>\"'\t\n\r]", lambda m: _ESCAPES[m[0]], _IMPOSSIBLE.sub("", literal))
