"""A page's bytes and its text, in the encoding that the page declares. `decoded` <-> `encoded`.

Source: the WHATWG's encoding standard, whose labels often mean more than they say: latin1 is windows-1252.
"""

from __future__ import annotations

import codecs
import re

from tmpipe.errors import InputError
from tmpipe.formats.hypertext.attributes import value
from tmpipe.formats.hypertext.tokens import Kind, tokens
from tmpipe.text import encoding

_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Python's names of what labels say, and of what they mean in a page."""
_KNOWN = frozenset(
    {f"cp{page}" for page in (866, 874, 932, 949, *range(1250, 1259))}
    | {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {
        "utf-8",
        "gb18030",
        "big5hkscs",
        "euc_jp",
        "iso2022_jp",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
    }
)
_ALIASES = {"windows-31j": "cp932", "x-sjis": "cp932", "windows-874": "cp874", "x-mac-roman": "mac-roman"}
_HEAD = frozenset(
    {"html", "head", "meta", "title", "link", "script", "style", "base", "noscript", "template"}
)
_XML = re.compile(r"\ufeff?<\?xml\s[^>]*?\sencoding\s*=\s*[\"']\s*([\w.:-]+)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.IGNORECASE)


def decoded(data: bytes, path: str) -> str:
    """The text of a page. InputError with the line where its bytes are not what it declares."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return encoding.decoded(data, path)
    label = _declared(data.decode("latin-1"))
    codec = _codec(label)
    if codec == "utf-8" or (not codec and _is_utf8(data)):
        return encoding.decoded(data, path)
    if not codec:
        raise InputError(_UNKNOWN.format(label=label), path, 1)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(_WRONG.format(byte=data[error.start], label=label), path, line) from None
    if encoded(text) != data:
        raise InputError(_AMBIGUOUS.format(label=label), path, 1)
    return text


def encoded(text: str) -> bytes:
    """The bytes of a page, in the encoding that it declares; references for what this does not have."""
    codec = "utf-8" if text.startswith("\ufeff") else _codec(_declared(text)) or "utf-8"
    return text.encode(codec, "xmlcharrefreplace")


_UNKNOWN = "the page declares the encoding {label!r}, which is unknown; convert it to UTF-8 and declare that"
_WRONG = (
    "byte 0x{byte:02x} is not {label}, which the page declares; declare what it is, or convert it to UTF-8"
)
_AMBIGUOUS = (
    "the page could not be written again byte for byte in {label}; convert it to UTF-8 and declare that"
)


def _declared(text: str) -> str:
    """The label of the encoding that the beginning of a page declares; nothing if it declares none."""
    if found := _XML.match(text):
        return found[1]
    for token in tokens(text):
        if token.kind is Kind.START and token.name not in _HEAD:
            break
        if token.kind is Kind.START and token.name == "meta":
            tag = text[token.start : token.end]
            if label := value(tag, "charset") or _in_content(tag):
                return label.strip()
    return ""


def _in_content(tag: str) -> str:
    if (value(tag, "http-equiv") or "").strip().lower() != "content-type":
        return ""
    found = _CHARSET.search(value(tag, "content") or "")
    return found[1] if found else ""


def _codec(label: str) -> str:
    """Python's name of the encoding that is meant; UTF-8 without a label, nothing for one that is unknown."""
    if not label:
        return "utf-8"
    try:
        name = _ALIASES.get(label.lower()) or codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
