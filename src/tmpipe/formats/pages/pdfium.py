"""The words of a PDF, page by page, as pdfium finds them.

pdfium's order of right-to-left text depends on the program that made the file, so there characters are taken
one by one, with their places. Elsewhere a word is asked for at its two ends only: a call costs half a
microsecond, and a long document has a million characters.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from tmpipe.formats.pages.directions import Glyph, words_of
from tmpipe.formats.pages.words import Word

_WORD = re.compile("[^ \t\r\n\f\v\x00\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_FIGURES = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_SPACE = 0.05
"""The least width of a blank that stands where it is seen, in the size of its text."""
_BOLD = re.compile(r"bold|black|heavy|semibd|demi(?!ght)", re.IGNORECASE)
_SLANTED = re.compile(r"italic|oblique|slanted", re.IGNORECASE)
_HYPHENS = str.maketrans("\x02\ufffe", "--")
"""What pdfium gives for the hyphen at a line's end."""


class Sheet(NamedTuple):
    """A page: its words, and what cannot be read of it."""

    words: list[Word]
    characters: int
    strange: int
    """Characters of which the file does not say what they are."""
    pictures: int


class PdfError(Exception):
    """pdfium cannot read the file; the message is its reason in a word: `password`, `damaged`."""


class Pdf:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        pdfium.FPDF_InitLibrary()
        self._data = data  # pdfium reads from it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            refused = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise PdfError("password" if pdfium.FPDF_GetLastError() in refused else "damaged")

    def __len__(self) -> int:
        """How many pages it says it has."""
        return int(pdfium.FPDF_GetPageCount(self._document))

    def title(self) -> str:
        """The title among its properties."""
        length = pdfium.FPDF_GetMetaText(self._document, b"Title", None, 0)
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDF_GetMetaText(self._document, b"Title", buffer, length)
        return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")

    def sheet(self, number: int) -> Sheet:
        """The page with this number, from 0."""
        page = pdfium.FPDF_LoadPage(self._document, number)
        if not page:
            raise PdfError("damaged")
        try:
            text = pdfium.FPDFText_LoadPage(page)
            if not text:
                raise PdfError("damaged")
            try:
                return _sheet(page, text)
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(page)


def _sheet(page: pdfium.FPDF_PAGE, text: pdfium.FPDF_TEXTPAGE) -> Sheet:
    reader = _Reader(text)
    words = list(reader.words(page))
    quarters = [one.quarter for one in reader.objects.values()]
    turned = max(set(quarters), key=quarters.count) if quarters else 0
    pictures = sum(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at)) == pdfium.FPDF_PAGEOBJ_IMAGE
        for at in range(min(pdfium.FPDFPage_CountObjects(page), 200))
    )
    upright = [word for word, quarter in words if quarter == turned]
    strange = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in reader.text)
    return Sheet(upright, len(reader.text), strange, pictures)


@dataclass(frozen=True, slots=True)
class _Object:
    """What all characters of a text object share."""

    size: float
    bold: bool
    italic: bool
    artifact: bool
    quarter: int
    """How often the text is turned by 90 degrees; 4: it stands askew."""
    actual: tuple[int, str] | None
    """What the file says the object is to be read as, with what tells this statement from others."""


class _Reader:
    """One page's text."""

    def __init__(self, page: pdfium.FPDF_TEXTPAGE) -> None:
        self.page = page
        self.text = _text(page)
        self.objects: dict[int, _Object] = {}
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.box = pdfium.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def words(self, page: pdfium.FPDF_PAGE) -> Iterator[tuple[Word, int]]:
        """Each word, and how often it is turned."""
        glyphs: list[Glyph] = []
        all_right = 2 * len(_RIGHT_TO_LEFT.findall(self.text)) > sum(map(str.isalpha, self.text))
        for line in re.finditer(r"[^\r\n]+", self.text):
            if all_right or _RIGHT_TO_LEFT.search(line[0]):
                glyphs += self.glyphs(line.start(), line.end())
                continue
            for word in _WORD.finditer(self.text, line.start(), line.end()):
                yield from self.word(word.start(), word.end())
        if glyphs:
            glyphs += self.unseen(page)
            yield from ((word, 0) for word in words_of(glyphs, from_right=all_right))

    # --- from the left ---------------------------------------------------------------------------

    def word(self, start: int, end: int) -> Iterator[tuple[Word, int]]:
        """The word, cut where its size or its line changes, and around small figures set high."""
        first, last = self.object(start), self.object(end - 1)
        cuts = set(self.changes(start, end)) if first != last else set[int]()
        high = [
            found.span() for found in _FIGURES.finditer(self.text, start, end) if self.high(found.start())
        ]
        cuts.update(place for span in high for place in span if start < place < end)
        for at, until in pairwise((start, *sorted(cuts), end)):
            one = self.object(at)
            piece = self.piece(at, until, one, glued=at > start)
            raised = (at, until) in high
            yield (piece._replace(base=piece.base + 0.3 * one.size) if raised else piece), one.quarter

    def changes(self, start: int, end: int) -> Iterator[int]:
        """The places at which the characters have another size, or stand on another line."""
        first, base = self.object(start), self.base(start)
        for place in range(start + 1, end):
            one, here = self.object(place), self.base(place)
            if one.size != first.size or abs(here - base) >= 0.1 * first.size:
                yield place
                first, base = one, here

    def high(self, place: int) -> bool:
        """Whether the figure is one that its font draws above the line."""
        one = self.object(place)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.page, place, left, right, bottom, top)
        return not one.quarter and bottom.value - self.base(place) > 0.15 * one.size

    def piece(self, start: int, end: int, one: _Object, *, glued: bool) -> Word:
        left, right, base = self.extent(start, end, one.quarter)
        text = self.text[start:end].translate(_HYPHENS)
        return Word(text, left, right, base, one.size, one.bold, one.italic, one.artifact, glued)

    def extent(self, start: int, end: int, quarter: int) -> tuple[float, float, float]:
        """Left, right and base of these characters as they are read."""
        boxes = []
        for place in (start, end - 1):
            pdfium.FPDFText_GetLooseCharBox(self.page, place, self.box)
            boxes.append((self.box.left, self.box.right, self.box.bottom, self.box.top))
        pdfium.FPDFText_GetCharOrigin(self.page, start, self.x, self.y)
        lefts, rights, bottoms, tops = zip(*boxes, strict=True)
        if quarter == 1:
            return min(bottoms), max(tops), -self.x.value
        if quarter == 2:
            return -max(rights), -min(lefts), -self.y.value
        if quarter == 3:
            return -max(tops), -min(bottoms), self.x.value
        return min(lefts), max(rights), self.y.value

    def base(self, place: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self.page, place, self.x, self.y)
        return self.y.value

    # --- from the right --------------------------------------------------------------------------

    def glyphs(self, start: int, end: int) -> Iterator[Glyph]:
        """What is printed, with its place; a text that the file gives for several glyphs is one."""
        told: dict[int, Glyph] = {}
        for place in range(start, end):
            one = self.object(place)
            if one.quarter:
                continue
            glyph = self.glyph(place, one)
            if glyph.text.isspace() and glyph.right - glyph.left <= _SPACE * max(glyph.size, 1):
                continue
            if one.actual:
                told[one.actual[0]] = told.get(one.actual[0], glyph).spread(glyph)
            else:
                yield glyph
        yield from told.values()

    def glyph(self, place: int, one: _Object) -> Glyph:
        pdfium.FPDFText_GetLooseCharBox(self.page, place, self.box)
        base = self.base(place)
        text = one.actual[1] if one.actual else self.text[place].translate(_HYPHENS)
        left, right = self.box.left, self.box.right
        return Glyph(text, left, right, self.x.value, base, one.size, one.bold, one.italic, one.artifact)

    def unseen(self, page: pdfium.FPDF_PAGE) -> Iterator[Glyph]:
        """What pdfium leaves out of its text although the file says, by ActualText, what it is.

        Joiners without a width are; so are letters that it takes for the last one printed again.
        """
        matrix = pdfium.FS_MATRIX()
        edges = [ctypes.c_float() for _ in range(4)]
        told = {one.actual[0] for one in self.objects.values() if one.actual}
        for at in range(pdfium.FPDFPage_CountObjects(page)):
            handle = pdfium.FPDFPage_GetObject(page, at)
            if ctypes.cast(handle, ctypes.c_void_p).value in self.objects:
                continue
            if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            _, actual = _marks(handle)
            if not actual or actual[0] in told or not actual[1].strip():
                continue
            told.add(actual[0])
            pdfium.FPDFPageObj_GetMatrix(handle, matrix)
            pdfium.FPDFPageObj_GetBounds(handle, *edges)
            left, right = matrix.e, max(matrix.e, edges[2].value)
            size = self.size(handle, matrix)
            yield Glyph(actual[1], left, right, left, matrix.f, size, False, False, False)

    def size(self, handle: pdfium.FPDF_PAGEOBJECT, matrix: pdfium.FS_MATRIX) -> float:
        """The size of a text object's characters, in points."""
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(handle, size)
        return round(size.value * math.hypot(matrix.c, matrix.d), 2)

    # --- what characters share -------------------------------------------------------------------

    def object(self, place: int) -> _Object:
        """The text object that a character is of."""
        handle = pdfium.FPDFText_GetTextObject(self.page, place)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        found = self.objects.get(key)
        if found is None:
            found = self.objects[key] = self.seen(place, handle) if key else _NOTHING
        return found

    def seen(self, place: int, handle: pdfium.FPDF_PAGEOBJECT) -> _Object:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.page, place, matrix)
        size = self.size(handle, matrix)
        turns = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
        quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.1 else 4
        bold, italic = self.font(place, handle)
        artifact, actual = _marks(handle)
        return _Object(size, bold, italic, artifact, quarter, actual)

    def font(self, place: int, handle: pdfium.FPDF_PAGEOBJECT) -> tuple[bool, bool]:
        """Whether it is bold, and whether it is slanted."""
        font = pdfium.FPDFTextObj_GetFont(handle)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self.fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFText_GetFontInfo(self.page, place, buffer, 256, ctypes.c_int())
            name = buffer.value.decode("utf-8", "replace")
            self.fonts[key] = bool(_BOLD.search(name)), bool(_SLANTED.search(name))
        return self.fonts[key]


_NOTHING = _Object(0, bold=False, italic=False, artifact=False, quarter=0, actual=None)


def _text(page: pdfium.FPDF_TEXTPAGE) -> str:
    """The page's text, a character for each that pdfium counts."""
    count = pdfium.FPDFText_CountChars(page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    length = pdfium.FPDFText_GetText(page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, length - 1)].decode("utf-16-le", "surrogatepass")
    if len(text) != count:
        codes = (pdfium.FPDFText_GetUnicode(page, place) for place in range(count))
        text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return text


def _marks(handle: pdfium.FPDF_PAGEOBJECT) -> tuple[bool, tuple[int, str] | None]:
    """Whether the object is an artifact, and what it is to be read as."""
    artifact, actual = False, None
    for at in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, at)
        artifact = artifact or _name(mark) == "Artifact"
        actual = _actual(mark) or actual
    return artifact, actual


def _name(mark: pdfium.FPDF_PAGEOBJECTMARK) -> str:
    buffer = (ctypes.c_ushort * 32)()
    length = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, 64, length)
    return bytes(buffer)[: max(0, min(length.value, 64) - 2)].decode("utf-16-le", "replace")


def _actual(mark: pdfium.FPDF_PAGEOBJECTMARK) -> tuple[int, str] | None:
    length = ctypes.c_ulong()
    buffer = (ctypes.c_ubyte * 512)()
    found = pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, 512, length)
    if not found or not 0 < length.value <= 512:
        return None
    told = bytes(buffer)[: length.value]
    text = told[2:].decode("utf-16-be", "replace") if told.startswith(b"\xfe\xff") else told.decode("latin-1")
    return ctypes.cast(mark, ctypes.c_void_p).value or 0, text
