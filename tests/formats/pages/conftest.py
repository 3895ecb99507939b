"""PDFs written by hand: text in Helvetica at given places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Ink:
    """A stretch of text: its left end and base in points from the page's left foot."""

    text: str
    left: float
    base: float
    size: float = 10
    bold: bool = False
    turned: bool = False


def _content(inks: Iterable[Ink]) -> bytes:
    out = []
    for ink in inks:
        text = ink.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        matrix = "0 1 -1 0" if ink.turned else "1 0 0 1"
        place = f"BT /{'B' if ink.bold else 'R'} {ink.size} Tf {matrix} {ink.left} {ink.base} Tm "
        out.append(place.encode() + b"(" + text + b") Tj ET")
    return b"\n".join(out)


def _font(name: str, unmapped: bool) -> bytes:
    """Helvetica; unmapped, its letters have glyph names that mean nothing."""
    if not unmapped:
        return b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name.encode()
    codes = b"<</Type/Encoding/Differences[32" + b"".join(b"/uniE%03X" % n for n in range(96)) + b"]>>"
    return b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding %s>>" % (name.encode(), codes)


def written(
    pages: Sequence[Sequence[Ink]],
    title: str = "",
    *,
    encrypted: bool = False,
    unmapped: bool = False,
    picture: bool = False,
    times: int = 1,
) -> bytes:
    """A PDF of these pages; the page tree names each of them `times` times."""
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        _font("Helvetica", unmapped),
        _font("Helvetica-Bold", unmapped),
        b"<</Title(%s)>>" % title.encode(),
        image + b"stream\n0\nendstream",
    ]
    kids = []
    for inks in pages:
        content = _content(inks) + b" q 100 0 0 100 0 0 cm /I Do Q" * picture
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 600]/Contents %d 0 R"
            b"/Resources<</Font<</R 3 0 R/B 4 0 R>>/XObject<</I 6 0 R>>>>>>" % len(objects)
        )
        kids += [b"%d 0 R" % len(objects)] * times
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _whole(objects, encrypted=encrypted)


def _whole(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b""
    if encrypted:
        lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
            b"41" * 32,
            b"42" * 32,
        )
    trailer = b"trailer<</Size %d/Root 1 0 R/Info 5 0 R%s>>\n" % (len(objects) + 1, lock)
    return out + trailer + b"startxref\n%d\n%%%%EOF\n" % start


@pytest.fixture(scope="session")
def ink() -> type[Ink]:
    return Ink


@pytest.fixture(scope="session")
def make() -> Callable[..., bytes]:
    return written


@pytest.fixture(scope="session")
def lines() -> Callable[..., list[Ink]]:
    """Lines of one size below each other."""

    def made(texts: Iterable[str], left: float, base: float, size: float = 10, **how: bool) -> list[Ink]:
        return [Ink(text, left, base - 1.2 * size * at, size, **how) for at, text in enumerate(texts)]

    return made
