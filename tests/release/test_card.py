"""A card shows any title whole, in its direction, and says what state the text is in."""

from __future__ import annotations

import re
import struct
import sys
import zlib
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmpipe.errors import MissingPartError
from tmpipe.model import Fingerprint
from tmpipe.release.card import HEIGHT, LONGEST, WIDTH, card
from tmpipe.release.texts import STATES, Text
from tmpipe.renditions import style

pytest.importorskip("typst", reason="the typesetter is not installed: pip install 'tmpipe[pdf]'")

PAPER = (0xFF, 0xFE, 0xFB)
Picture: TypeAlias = npt.NDArray[np.uint8]
"""Rows from the top, pixels from the left, red, green, blue, opacity."""


def text(title: str, locale: str = "en", state: str = "final") -> Text:
    return Text("a", "a", locale, title, state, Fingerprint("", "", ""), "tmpipe")


def pixels(data: bytes) -> Picture:
    """What a PNG with 8 bits a colour shows (RFC 2083)."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    packed, at = b"", 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IHDR":
            assert struct.unpack(">IIBBBBB", data[at + 8 : at + 21]) == (WIDTH, HEIGHT, 8, 6, 0, 0, 0)
        packed += data[at + 8 : at + 8 + length] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(HEIGHT, 1 + 4 * WIDTH)
    above = np.zeros(4 * WIDTH, np.uint8)
    found = [above := unfiltered(int(row[0]), row[1:], above) for row in rows]
    return np.array(found).reshape(HEIGHT, WIDTH, 4)


def unfiltered(kind: int, row: npt.NDArray[np.uint8], above: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """A row, whose bytes are what they differ by from the one above, to the left, or between."""
    if kind in (0, 2):
        return row + above if kind else row
    done, over = [0] * 4, [0] * 4 + above.tolist()
    for at, value in enumerate(row.tolist(), 4):
        left, up, corner = done[at - 4], over[at], over[at - 4]
        guess = left if kind == 1 else (left + up) // 2 if kind == 3 else nearest(left, up, corner)
        done.append((value + guess) & 255)
    return np.array(done[4:], np.uint8)


def nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def inked(picture: Picture, top: int, foot: int) -> list[int]:
    """Where across the picture something is drawn in these rows."""
    drawn = (picture[top:foot, :, :3] != PAPER).any(axis=(0, 2))
    return [int(at) for at in drawn.nonzero()[0]]


SITE = (50, 110)
TITLE = (115, 530)
BAND = (540, 630)
"""The rows in which the name of the site, the title, and the state stand."""


def colour(name: str) -> bytes:
    return bytes.fromhex(style.COLOURS[name])


@pytest.mark.parametrize(
    ("title", "locale", "state"),
    [
        ("The 1988 massacre: time for justice", "en", "final"),
        ("قتل‌عام ۱۳۶۷", "fa", "draft"),
        ("W" * 400, "fr", "original"),
    ],
)
def test_where_everything_stands(title: str, locale: str, state: str) -> None:
    rows = pixels(card(text(title, locale, state), "1988", state))
    site, said = inked(rows, *SITE), inked(rows, *TITLE)
    assert site
    assert said
    for drawn in site, said:
        assert drawn[0] >= 75, "within the margins"
        assert drawn[-1] <= WIDTH - 75
    middle = WIDTH // 2
    assert (site[0] > middle) if locale == "fa" else (site[-1] < middle), "the name stands where lines begin"
    assert not inked(rows, TITLE[0], TITLE[0] + 10), "no letter is cut off"
    assert not inked(rows, TITLE[1] - 15, TITLE[1] - 5)
    filled = bytes(rows[BAND[0], 0, :3]) == colour("draft")
    assert filled == (state == "draft"), "a draft is seen to be one"


@pytest.mark.parametrize("state", STATES)
def test_the_same_every_time_and_other_in_every_state(state: str) -> None:
    made = card(text("T", state=state), "S", "said")
    assert made == card(text("T", state=state), "S", "said")
    groups = {"original": 0, "final": 1, "complete": 1, "draft": 2, "partial": 2}
    for other in STATES:
        same = card(text("T", state=other), "S", "said") == made
        assert same == (groups[state] == groups[other])


LITERALS = st.one_of(
    st.text(max_size=12),
    st.text("#[]$*_`\\/<>@~'\"=+-:;., {}()\u200b\u200c\u202e\u2067مکی۱1aÀ\n\t\0\ufffe", max_size=20),
)


@settings(max_examples=25)
@given(LITERALS, LITERALS, LITERALS, st.sampled_from(["en", "fa", "sv-SE", "x-y", "zh-Hant"]))
def test_any_text_is_text(title: str, site: str, statement: str, locale: str) -> None:
    assert card(text(title, locale), site, statement).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "title", ["#panic()", "$x$ *b* _e_ `r` <l> @r // c", '#image("/etc/passwd")', "= H\n\n- i"]
)
def test_nothing_is_read_as_markup(title: str) -> None:
    """What would be taken for markup is drawn, and so makes another picture than what it would become."""
    assert card(text(title), "S", "x") != card(text(""), "S", "x")
    assert card(text(title), "S", "x") == card(text(" ".join(title.split())), "S", "x")


def test_a_title_without_end_is_cut_off() -> None:
    long = "word " * 200
    assert card(text(long), "S", "x") == card(text(long[: LONGEST + 50]), "S", "x")
    assert card(text(long[:LONGEST]), "S", "x") != card(text(long), "S", "x")


def test_without_the_typesetter_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingPartError, match=re.escape("pip install 'tmpipe[pdf]'")):
        card(text("T"), "S", "x")
