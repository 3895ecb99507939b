"""Plain text, however it was taken from its page: `read` <-> `write`."""

from __future__ import annotations

from tmpipe.errors import InputError
from tmpipe.model import Document, Locale, Role
from tmpipe.text import repair

LONGEST_LINE = 10_000_000
"""Characters; a longer line is no text that anyone wrote."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read(data: bytes, path: str, locale: Locale) -> Document:
    """The document in `data`, UTF-8 with or without a BOM. Law: `write(read(data)) == data`."""
    text = _decoded(data, path)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise InputError("the file is empty; there is nothing to translate", path, 1)
    _check_lines(text, path)
    bom = text.startswith("\ufeff")
    parts = repair.read(text[1:] if bom else text)
    document = Document(path, locale, ("\ufeff", *parts) if bom else parts)
    title = next((b.text for b in document.blocks() if b.role is Role.HEADING and b.level == 1), "")
    return Document(path, locale, document.parts, title)


def write(document: Document) -> bytes:
    """The file again, in UTF-8."""
    return document.source().encode("utf-8")


def _decoded(data: bytes, path: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            raise InputError(_wrong(encoding, path), path, 1)
    if b"\0" in data:
        raise InputError(*_with_nul(data, path))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        likely = "WINDOWS-1252" if any(0x80 <= byte < 0xA0 for byte in data) else "ISO-8859-1"
        raise InputError(_wrong(likely, path, data[error.start]), path, line) from None


def _with_nul(data: bytes, path: str) -> tuple[str, str, int]:
    """What to say of a file with NUL bytes: UTF-16 without a BOM, or no text."""
    at = data.index(b"\0")
    line = data.count(b"\n", 0, at) + 1
    head = data[:4096]
    for encoding, nul, other in (("UTF-16LE", head[1::2], head[::2]), ("UTF-16BE", head[::2], head[1::2])):
        if nul.count(0) * 2 > len(nul) and other.count(0) * 10 < len(other) + 10:
            return _wrong(encoding, path), path, line
    return "a NUL byte: the file is damaged or no text; save it as plain text in UTF-8", path, line


def _wrong(encoding: str, path: str, byte: int | None = None) -> str:
    why = "" if byte is None else f" (byte 0x{byte:02x})"
    return (
        f"not UTF-8{why}, but likely {encoding}; convert it with `iconv -f {encoding} -t utf-8 {path} > NEW`"
    )


def _check_lines(text: str, path: str) -> None:
    if len(text) <= LONGEST_LINE:
        return
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise InputError(f"a line of {len(line):,} characters; break it into paragraphs", path, number)
        at += len(line) + 1
