"""A TMX file as text, cut into its units: what is wrong with one unit is the business of that unit alone."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from tmpipe.errors import InputError

Bytes: TypeAlias = io.BufferedIOBase | io.RawIOBase
BROKEN = "\udcff"
"""Stands for bytes that the file's encoding does not know."""
_CHUNK = 1 << 18
_LONGEST = 1 << 26
"""Characters. A longer unit, or a longer header, is no unit."""
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")
_WIDE = ("utf-16", "utf16", "ucs-2", "utf-32", "utf32", "ucs-4")
_START = re.compile(r"<(?:tu(?=[\s/>])|!--|/body(?=[\s>]))")
_END = re.compile(r"</tu\s*>|<tu(?=[\s>])|<!--|<!\[CDATA\[|</body\s*>")
_CLOSES = {"<!--": "-->", "<![CDATA[": "]]>"}
_BODY = re.compile(r"<!--|<body(?=[\s/>])")

codecs.register_error("tmpipe-broken", lambda error: (BROKEN, error.end))  # type: ignore[attr-defined]


def decoded(file: Bytes, path: str) -> io.TextIOWrapper:
    """The file's text, with the line ends that XML knows, in the encoding that it begins with or declares.

    InputError where that is no encoding of texts. Bytes that it does not know read as BROKEN.
    """
    buffered = io.BufferedReader(file, _CHUNK)
    head = buffered.peek(1024)[:1024]
    name = next((name for bom, name in _BOMS if head.startswith(bom)), "")
    if not name and (declared := _DECLARED.search(head.lstrip())):
        name = declared[1].decode()
        # A file that begins with plain letters has none of 16 or 32 bits, whatever it says of itself.
        name = "utf-8" if name.lower().replace("_", "-").startswith(_WIDE) else name
    try:
        b"\xff".decode(name or "utf-8", "tmpipe-broken")  # `idna` and its like are codecs and no encodings
        return io.TextIOWrapper(buffered, name or "utf-8", "tmpipe-broken")
    except (LookupError, UnicodeError) as error:
        raise InputError(
            f"declares the encoding {name!r}, which nobody knows; save it as UTF-8", path, 1
        ) from error


class Cut(NamedTuple):
    """A stretch of the file."""

    text: str
    line: int
    """1-based, where it begins."""
    fault: str = ""
    """Why it is no unit."""
    plain: re.Match[str] | None = None
    """The unit's parts, where it has the shape of `PLAIN`; `text` is empty then."""


_SIGN = "[^<&\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
"""But for `<` and `&`, what XML can hold."""
_TEXT = rf"{_SIGN}*(?:&(?:amp|lt|gt|quot|apos);{_SIGN}*)*"
_ATTRIBUTES = r"(?:\s+[A-Za-z][\w:.-]*=\"[^\"<&\t\n]*\")*"
_TUV = rf"<tuv({_ATTRIBUTES})\s*>\s*<seg>({_TEXT})</seg>\s*</tuv\s*>"
_PROPS = rf"(?:<prop type=\"[^\"<&\t\n]*\">{_TEXT}</prop>\s*)*"
PLAIN = re.compile(rf"\s*<tu({_ATTRIBUTES})\s*>\s*({_PROPS}){_TUV}\s*{_TUV}\s*</tu\s*>")
"""What nine in ten units are: two texts without inline markup. To read them so takes half the time of XML."""


class Cuts:
    """The stretches of a file: its head up to `<body`, then each unit. Holds one chunk, or one unit."""

    def __init__(self, text: io.TextIOWrapper, path: str) -> None:
        self._file = text
        self._path = path
        self._text = ""
        self._at = 0
        self.line = 1
        """On which what comes next begins."""
        self._ended = False
        self._broken_off = False

    def head(self) -> Cut:
        """What stands before `<body`. InputError where there is none."""
        at = 0
        while True:
            found = _BODY.search(self._text, at)
            if found is None or (found[0] == "<!--" and self._text.find("-->", found.end()) < 0):
                at = found.start() if found else max(0, len(self._text) - 6)
                if not self._more():
                    raise InputError(_no_body(self._text), self._path, 1)
            elif found[0] == "<!--":
                at = self._text.index("-->", found.end())
            else:
                cut = Cut(self._text[: found.start()], 1)
                self._forward(found.start())
                return cut

    def units(self) -> Iterator[Cut]:
        """Each unit from `<tu` to `</tu>`, and what is found where a unit ought to be, as a fault."""
        self._open_body()
        while True:
            if plain := PLAIN.match(self._text, self._at):
                self._forward(plain.start(1))
                yield Cut("", self.line, "", plain)
                self._forward(plain.end())
                continue
            found = _START.search(self._text, self._at)
            if found is None:
                yield from self._stray(max(self._at, len(self._text) - 8))
                if self._more():
                    continue
                if not self._broken_off:
                    yield Cut("", self.line, "the file stops before its end")
                return
            yield from self._stray(found.start())
            if found[0] == "</body":
                return
            yield from self._comment() if found[0] == "<!--" else self._unit()

    def _open_body(self) -> None:
        """Goes behind `<body …>`; an empty `<body/>` ends the file."""
        while (end := self._text.find(">", self._at)) < 0 and self._more():
            pass
        if end > 0 and self._text[end - 1] == "/":
            self._text = f"{self._text[: self._at]}</body>"
        else:
            self._forward(end + 1 if end >= 0 else len(self._text))

    def _stray(self, end: int) -> Iterator[Cut]:
        """What stands between units; white space is nothing."""
        between = self._text[self._at : end]
        if between and not between.isspace():
            yield Cut(between, self.line + _lead(between), "what stands here belongs to no unit")
        self._forward(end)

    def _comment(self) -> Iterator[Cut]:
        end = self._closed(self._at, "-->")
        if end < 0:
            yield Cut("", self.line, "a comment without an end")
        self._forward(end if end >= 0 else len(self._text))

    def _unit(self) -> Iterator[Cut]:
        """The unit that begins here, up to its end, or up to the next one where it has none."""
        at = 3
        while True:
            found = _END.search(self._text, self._at + at)
            if found is None:
                at = max(3, len(self._text) - self._at - 10)
                if len(self._text) - self._at > _LONGEST:
                    raise InputError(
                        "a unit of more than 64 million characters; is it TMX?", self._path, self.line
                    )
                if not self._more():
                    yield from self._rest()
                    return
            elif found[0] in _CLOSES:
                at = self._closed(found.start(), _CLOSES[found[0]]) - self._at
                if at < 0:
                    yield from self._rest()
                    return
            else:
                ends = found[0].startswith("</tu")
                yield from self._to(*(found.end(), "") if ends else (found.start(), "a unit without an end"))
                return

    def _closed(self, start: int, close: str) -> int:
        """Where a comment or a stretch of CDATA that begins at `start` ends; -1 where it does not."""
        start -= self._at
        while (end := self._text.find(close, self._at + start)) < 0:
            if len(self._text) - self._at > _LONGEST or not self._more():
                return -1
        return end + len(close)

    def _rest(self) -> Iterator[Cut]:
        self._broken_off = True
        return self._to(len(self._text), "a unit without an end: the file stops in it")

    def _to(self, end: int, fault: str) -> Iterator[Cut]:
        yield Cut(self._text[self._at : end], self.line, fault)
        self._forward(end)

    def _forward(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Reads on: as much as is held already, so that a long unit takes linear time."""
        held = self._text[self._at :]
        if len(held) > _LONGEST:
            return False
        new = "" if self._ended else self._file.read(max(_CHUNK, len(held)))
        self._ended = not new
        self._text, self._at = held + new, 0
        return bool(new)


def _lead(text: str) -> int:
    """Lines before its first letter."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def _no_body(text: str) -> str:
    found = re.search(r"<([A-Za-z_][\w:.-]*)", text)
    if found is None:
        return "no XML; is it TMX?"
    return "no <body>" if found[1] == "tmx" else f"no TMX: the first element is {found[1]!r}"
