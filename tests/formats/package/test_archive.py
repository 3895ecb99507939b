"""Archives that anyone may have made: read with limits, written again with every untouched byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.formats.package import archive
from tmpipe.formats.package.archive import opened

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
PARTS = {
    "mimetype": b"application/x",
    "content.xml": b"<a>" + b"word " * 400 + b"</a>",
    "Pictures/1.png": b"\x89PNG",
}


def packed(
    parts: Mapping[str, bytes] = PARTS, *, streamed: bool = False, wide: bool = False, comment: bytes = b""
) -> bytes:
    """An archive as an office program writes it: the first member stored, the others deflated."""
    out: io.BytesIO = Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for number, (name, data) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2011, 12, 13, 14, 15, 16))
            info.compress_type = DEFLATED if number else STORED
            info.external_attr = 0o640 << 16
            with file.open(info, "w", force_zip64=wide) as member:
                member.write(data)
        file.comment = comment
    return out.getvalue()


class Unseekable(io.BytesIO):
    """A pipe: whoever writes an archive into it puts each member's sizes behind the member."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


KINDS = {
    "plain": packed(),
    "streamed, with descriptors": packed(streamed=True),
    "with zip64 fields": packed(wide=True),
    "streamed with zip64 fields": packed(wide=True, streamed=True),
    "behind other bytes": b"#!/bin/sh\n" + packed(),
    "with a comment": packed(comment=b"made by hand"),
    "with bytes behind its end": packed() + b"\n",
}


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS)
def test_every_kind_of_archive_is_read_and_written_again(data: bytes) -> None:
    found = opened(data, "x.odt")
    assert {name: found.read(name) for name in found.members} == PARTS
    assert found.replaced({}) is data
    assert found.replaced(PARTS) is data
    new = found.replaced({"content.xml": b"<b/>", "mimetype": b"application/y"})
    again = opened(new, "x.odt")
    assert {name: again.read(name) for name in again.members} == PARTS | {
        "content.xml": b"<b/>",
        "mimetype": b"application/y",
    }
    with zipfile.ZipFile(io.BytesIO(new)) as judge:
        assert judge.testzip() is None
        assert judge.read("content.xml") == b"<b/>"
        assert [one.date_time for one in judge.infolist()] == [(2011, 12, 13, 14, 15, 16)] * 3
        assert [one.compress_type for one in judge.infolist()] == [STORED, DEFLATED, DEFLATED]
        assert {one.external_attr >> 16 for one in judge.infolist()} == {0o640}


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS)
def test_members_that_are_not_replaced_keep_their_raw_bytes(data: bytes) -> None:
    old = opened(data, "x.odt")
    new = opened(old.replaced({"content.xml": b"<b/>"}), "x.odt")
    for name in ("mimetype", "Pictures/1.png"):
        one, other = old.members[name], new.members[name]
        size = one.start - one.header + one.packed
        assert new.data[other.header : other.header + size] == data[one.header : one.header + size]
    assert list(new.members) == list(old.members)


@given(
    st.dictionaries(
        st.text("abc/._é", min_size=1, max_size=6).filter(lambda n: n[0] != "/" and ".." not in n),
        st.binary(max_size=90),
        min_size=1,
        max_size=6,
    ),
    st.data(),
    st.booleans(),
)
def test_any_members_can_be_replaced(parts: dict[str, bytes], data: st.DataObject, streamed: bool) -> None:
    new = data.draw(st.dictionaries(st.sampled_from(sorted(parts)), st.binary(max_size=90)))
    found = opened(packed(parts, streamed=streamed), "x")
    written = found.replaced(new)
    with zipfile.ZipFile(io.BytesIO(written)) as judge:
        assert {name: judge.read(name) for name in judge.namelist()} == parts | new
    old = {name: content for name, content in parts.items() if name in new}
    restored = opened(written, "x").replaced(old)
    assert {name: opened(restored, "x").read(name) for name in parts} == parts


# --- what is refused -----------------------------------------------------------------------------


def patched(data: bytes, old: bytes, new: bytes, times: int = -1) -> bytes:
    assert old in data
    assert len(old) == len(new)
    return data.replace(old, new, times)


def with_flag(flag: int) -> bytes:
    """The archive with a flag set at its first member, in both its headers."""
    data = bytearray(packed())
    entry = data.index(b"PK\x01\x02")
    data[6:8] = data[entry + 8 : entry + 10] = struct.pack("<H", flag)
    return bytes(data)


def quoted() -> bytes:
    """Two members, the first of which says that its packed bytes go on into the second."""
    data = bytearray(packed({"a": b"x" * 99, "b": b"y" * 99}))
    inside = data.index(b"PK\x03\x04", 4)
    struct.pack_into("<II", data, data.index(b"PK\x01\x02") + 20, inside + 50, inside + 50)
    return bytes(data)


def growing(size: int, told: int | None = None) -> bytes:
    """A member of so many zeros, which says that it has `told`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", DEFLATED) as file:
        file.writestr("content.xml", bytes(size))
    data = bytearray(out.getvalue())
    for at, place in ((0, 22), (data.index(b"PK\x01\x02"), 24)):
        struct.pack_into("<I", data, at + place, size if told is None else told)
    return bytes(data)


def duplicated() -> bytes:
    return patched(packed({"one.xml": b"1", "two.xml": b"2"}), b"two.xml", b"one.xml")


def named(name: str) -> bytes:
    return packed({name: b"x"})


WHOLE = packed()
REFUSED = {
    "nothing": (b"", "the file is empty"),
    "a text": (b"Dear all,\n", "no zip archive"),
    "an old binary file": (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512),
        "old binary office file.*save it as",
    ),
    "an encrypted DOCX": (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64) + "EncryptedPackage".encode("utf-16-le"),
        "the document is encrypted; open it with its password",
    ),
    "cut in the list": (WHOLE[:-30], "cut off before its list"),
    "cut at the end": (WHOLE[:-5], "cut off in its list"),
    "cut in half": (WHOLE[: len(WHOLE) // 2], "cut off before its list"),
    "cut in the comment": (packed(comment=b"a long comment")[:-3], "cut off in its last comment"),
    "a hole in the middle": (WHOLE[:40] + WHOLE[60:], "not where it should be"),
    "a list that is no list": (patched(WHOLE, b"PK\x01\x02", b"XX\x01\x02"), "no member at byte"),
    "a member that is not there": (patched(WHOLE, b"PK\x03\x04", b"PK\x03\x05", 1), "not where it should be"),
    "another name in the list": (WHOLE[:99] + WHOLE[99:].replace(b"mimetype", b"mimetypo"), "should be"),
    "two of one name": (duplicated(), "two members are named 'one.xml'"),
    "a name that climbs": (named("../../etc/passwd"), "leads out of the archive"),
    "a name that climbs on Windows": (named("a\\..\\..\\b"), "leads out of the archive"),
    "an absolute name": (named("/etc/passwd"), "leads out of the archive"),
    "a name with a drive": (named("C:/x"), "leads out of the archive"),
    "a name without end": (named("x" * 1025), "a name of 1,025 bytes"),
    "an encrypted member": (with_flag(1), "'mimetype' is encrypted; save the document without a password"),
    "an encrypted list": (with_flag(0x2000), "is encrypted"),
    "members upon each other": (quoted(), "'a' and 'b' lie upon each other; it looks like a zip bomb"),
    "announced members": (
        growing(9)[:-12] + struct.pack("<HIIH", 7, 57, 50, 0),
        "7 members are announced|not where",
    ),
    "a part of a split archive": (WHOLE[:-18] + b"\1\0" + WHOLE[-16:], "one part of an archive"),
    "a zip64 field that is not there": (
        patched(WHOLE, struct.pack("<I", len(PARTS["content.xml"])), b"\xff" * 4),
        "without its sizes",
    ),
    "much more than it has": (growing(99, 800 << 20), "MB more than it has; it looks like a zip bomb"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_archive_or_a_bad_one_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        opened(data, "x.odt")
    assert caught.value.path == "x.odt"


UNREADABLE = {
    "larger than it says": (growing(5000, 4000), "larger than it says"),
    "smaller than it says": (growing(5000, 6000), "checksum"),
    "a bomb": (growing(30 << 20), "zip bomb"),
    "another checksum": (patched(growing(9), struct.pack("<I", zlib.crc32(bytes(9))), b"abcd"), "checksum"),
    "packed bytes that are none": (
        patched(growing(9), zlib.compress(bytes(9), 6)[2:-4], b"\xff" * 5),
        "cannot be unpacked",
    ),
}


@pytest.mark.parametrize(("data", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_members_that_cannot_be_trusted(data: bytes, message: str) -> None:
    found = opened(data, "x.odt")
    with pytest.raises(InputError, match=message):
        found.read("content.xml")
    with pytest.raises(InputError, match="no member 'other"):
        found.read("other.xml")


def test_a_bomb_beside_the_text_is_never_unpacked() -> None:
    data = packed({"content.xml": b"<a/>", "Object 1/bomb.zip": bytes(60 << 20)})
    found = opened(data, "x.odt")
    assert opened(found.replaced({"content.xml": b"<b/>"}), "x.odt").read("content.xml") == b"<b/>"


def test_a_rare_way_of_packing_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("content.xml", b"x")
    with pytest.raises(InputError, match="packed by method 12"):
        opened(out.getvalue(), "x").read("content.xml")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    with pytest.raises(InputError, match="more than 2 members"):
        opened(packed(), "x")


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_damage_anywhere_is_an_input_error_or_nothing(place: int, byte: int, end: int) -> None:
    data = (WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :])[: max(end, place + 1)]
    try:
        found = opened(data, "x")
        contents = {name: found.read(name) for name in found.members}
    except InputError:
        return
    written = opened(found.replaced(dict.fromkeys(contents, b"new")), "x")
    assert {written.read(name) for name in written.members} == {b"new"}
