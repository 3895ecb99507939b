"""The text of a file's bytes, or what is wrong with them."""

from __future__ import annotations

from shlex import quote

from tmpipe.errors import InputError

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decoded(data: bytes, path: str) -> str:
    """The text of a file, with its BOM; InputError with the line of the first byte that is no UTF-8."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            raise InputError(_in_another_encoding(encoding, path), path, 1)
    if (nul := data.find(b"\0")) >= 0:
        raise InputError(_with_nul(data, path), path, data.count(b"\n", 0, nul) + 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(_not_utf8(data, path, data[error.start]), path, line) from None


def _with_nul(data: bytes, path: str) -> str:
    """What to say of a file with NUL bytes: UTF-16 without a BOM, or no text."""
    even, odd = data[:4096:2], data[1:4096:2]
    for encoding, high, low in (("UTF-16LE", odd, even), ("UTF-16BE", even, odd)):
        if high.count(0) * 2 > len(high) and low.count(0) * 10 < len(low):
            return _in_another_encoding(encoding, path)
    return "a NUL byte, so the file is damaged or no text; save it as plain text in UTF-8"


def _not_utf8(data: bytes, path: str, byte: int) -> str:
    """What to say of a file whose bytes are not all UTF-8: in another encoding, or damaged."""
    wrong = len(data) - len(data.decode("utf-8", "ignore").encode("utf-8"))
    beyond_ascii = len(data) - len(data.decode("ascii", "ignore"))
    if 2 * wrong < beyond_ascii:
        drop = f"iconv -c -f utf-8 -t utf-8 {quote(path)} > NEW"
        return f"byte 0x{byte:02x} is not UTF-8, but the rest is; mend the line, or drop such bytes: `{drop}`"
    windows = any(code in data for code in range(0x80, 0xA0))
    return _in_another_encoding("WINDOWS-1252" if windows else "ISO-8859-1", path, f" (byte 0x{byte:02x})")


def _in_another_encoding(encoding: str, path: str, why: str = "") -> str:
    convert = f"iconv -f {encoding} -t utf-8 {quote(path)} > NEW"
    return f"not UTF-8{why} but likely {encoding}; convert it: `{convert}`"
