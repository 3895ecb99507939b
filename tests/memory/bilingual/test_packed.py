"""Compressed files: told by content, cut off with what came before, and bounded."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.memory.bilingual import packed

DATA = bytes(range(256)) * 4


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def unpacked(data: bytes, path: str = "x") -> list[tuple[str, bytes, str]]:
    """Path, bytes and damage of each stream."""
    file = io.BufferedReader(io.BytesIO(data))
    return [(name, stream.read(), stream.damage) for stream, name in packed.streams(file, path, len(data))]


PACKERS = [gzip.compress, bz2.compress, lzma.compress]


@pytest.mark.parametrize("pack", [bytes, *PACKERS])
def test_the_content_tells(pack: Callable[[bytes], bytes]) -> None:
    assert unpacked(pack(DATA)) == [("x", DATA, "")]


@pytest.mark.parametrize("suffix", packed.SUFFIXES)
def test_what_is_packed_comes_back_and_is_the_same_each_time(suffix: str) -> None:
    data = b"".join(packed.pack([DATA, b"", DATA], suffix))
    assert data == b"".join(packed.pack([DATA, b"", DATA], suffix))
    assert unpacked(data) == [("x", DATA + DATA, "")]


def test_a_zip_has_members() -> None:
    data = zipped(
        ("a/x.tmx", DATA), ("__MACOSX/a/._x.tmx", b"-"), (".hidden", b"-"), ("y.gz", gzip.compress(b"y"))
    )
    assert unpacked(data, "tm.zip") == [("tm.zip/a/x.tmx", DATA, ""), ("tm.zip/y.gz", b"y", "")]


@pytest.mark.parametrize("pack", PACKERS)
def test_a_file_cut_off_ends_early_and_says_so(pack: Callable[[bytes], bytes]) -> None:
    noise = bytes((n * n * 31 + n // 7) % 251 for n in range(60_000))
    whole = pack(noise)
    ((_, got, damage),) = unpacked(whole[: len(whole) - 20])
    assert noise.startswith(got)
    assert damage.startswith("the compressed data is damaged or cut off")


@given(
    st.integers(2, 200),
    st.binary(min_size=1, max_size=3),
    st.sampled_from(PACKERS),
)
def test_damaged_data_never_crashes(at: int, new: bytes, pack: Callable[[bytes], bytes]) -> None:
    whole = pack(DATA)
    at = min(at, len(whole))
    unpacked(whole[:at] + new + whole[at + len(new) :])


@given(st.integers(4, 400), st.binary(min_size=1, max_size=3))
def test_a_damaged_zip_is_told_or_refused(at: int, new: bytes) -> None:
    whole = zipped(("a.tmx", DATA), ("b.tmx", DATA))
    at = min(at, len(whole))
    with suppress(InputError):
        unpacked(whole[:at] + new + whole[at + len(new) :])


@pytest.mark.parametrize("name", ["../x.tmx", "/etc/x.tmx", "a/../../x.tmx", "..\\x.tmx", "C:\\x.tmx"])
def test_a_member_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="leads out"):
        unpacked(zipped((name, DATA)))


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "FREE", 10_000)
    for data in (
        bz2.compress(bytes(5_000_000)),
        gzip.compress(bytes(10_000_000)),
        zipped(("x", bytes(9_000_000))),
    ):
        with pytest.raises(InputError, match="unpacks to more than 500 times its size"):
            unpacked(data)


def test_a_zip_of_too_many_files_is_refused() -> None:
    with pytest.raises(InputError, match="more than 1000 files"):
        unpacked(zipped(*((f"{n}.tmx", b"") for n in range(1001))))


def test_a_zip_within_a_zip_is_refused() -> None:
    with pytest.raises(InputError, match="a zip within another file"):
        unpacked(zipped(("x.zip", zipped(("x.tmx", DATA)))))


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(zipped(("x.tmx", DATA)))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(InputError, match="cannot be unpacked"):
        unpacked(bytes(data))
