"""The charset of a catalog: what its header declares, and whether the file's bytes are in it."""

from __future__ import annotations

import codecs
import re

from tmpipe.errors import InputError

BOM = b"\xef\xbb\xbf"
UTF_8 = "utf-8"
_TYPE = re.compile(r"Content-Type:(.*)", re.IGNORECASE)
_NAME = re.compile(r'charset=([^\s;"\\]+)', re.IGNORECASE)
_NO_CHARSETS = frozenset(
    {"charmap", "idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
"""Python's codecs of text that no file is saved in."""


def declared(header: str) -> str:
    """The name of the charset in a header's text; UTF-8 without one, and in a template."""
    name = _name(header)
    return UTF_8 if name is None or name[1] == "CHARSET" else name[1]


def in_utf_8(header: str, only: str = "") -> str:
    """The header's text, or its lines, with UTF-8 in the place of another charset that it declares.

    With `only`, in the place of this one alone.
    """
    name = _name(header)
    if name is None or is_utf_8(declared(header)) or (only and name[1] != only):
        return header
    return f"{header[: name.start(1)]}UTF-8{header[name.end(1) :]}"


def is_utf_8(name: str) -> bool:
    """Whether this is one of the names of UTF-8."""
    try:
        return codecs.lookup(name).name == UTF_8
    except (LookupError, ValueError):
        return False


def body(data: bytes, path: str) -> bytes:
    """The bytes of a text without their byte order mark. InputError for UTF-16 and lone carriage returns."""
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise InputError("there is a NUL byte in this file (is it UTF-16?); save it as UTF-8", path, line)
    if b"\r" in data and b"\n" not in data:
        raise InputError("its line ends are lone carriage returns; save it with Unix line ends", path, 1)
    return data.removeprefix(BOM)


def decoded(data: bytes, name: str, path: str, line: int) -> str:
    """The text of a file whose header declares a charset at this line. InputError where that is not true."""
    if not is_utf_8(name):
        _refuse_utf_8(data, name, path, line)
    try:
        text = data.decode(_known(name))
        if not is_utf_8(name) and text.encode(name) != data:
            raise InputError(f"{name} does not write these bytes back; save the file as UTF-8", path, line)
        if not is_utf_8(name):
            text.encode()  # UTF-7 can say halves of characters, which no other file can
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        said = f"this is not {wrong.encoding}, which the file should be in"
        raise InputError(f"{said}; save it as UTF-8 and say so in its header", path, line) from None
    except UnicodeEncodeError as wrong:
        line = wrong.object.count("\n", 0, wrong.start) + 1
        raise InputError("half a character, which is no text; save the file as UTF-8", path, line) from None
    except (LookupError, ValueError) as unknown:
        raise InputError(f"{unknown}; save the file as UTF-8 and say so in its header", path, line) from None
    return text


def _name(header: str) -> re.Match[str] | None:
    found = _TYPE.search(header)
    return _NAME.search(header, found.start(1), found.end(1)) if found else None


def _known(name: str) -> str:
    """Python's own name. LookupError for one that it does not know, or that is no charset of files."""
    if not name.isprintable():  # bytes that are no text, which Python's own look-up cannot say
        raise LookupError("its charset has a name that is no text")
    known = codecs.lookup(name).name
    if known in _NO_CHARSETS:
        raise LookupError(f"{name} is no charset of files")
    return known


def _refuse_utf_8(data: bytes, name: str, path: str, line: int) -> None:
    """InputError for UTF-8 under another name: read as what it says, it would be saved as gibberish."""
    try:
        utf_8 = not data.isascii() and bool(data.decode())
    except UnicodeDecodeError:
        return
    if utf_8:
        said = f"the header says charset={name}, but the file is UTF-8"
        raise InputError(f"{said}; correct the header", path, line)
