"""Archives that are damaged, or made to harm: none of them leaves anything behind."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest

from tmpipe.engines.packages import archive, models
from tmpipe.errors import InputError, TmpipeError

Build = Callable[..., Path]
Members = list[tuple[str | zipfile.ZipInfo, bytes]]
DEEP = "a/" * 3000
PIECES = [(f"en_fr/{number}", b"") for number in range(archive.MAX_MEMBERS + 1)]


def named(name: str, kind: int = 0, *, flags: int = 0, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """A member of a kind of file, as Unix writes it."""
    info = zipfile.ZipInfo(name)
    info.external_attr = kind << 16
    info.flag_bits = flags
    info.compress_type = method
    return info


def packed(members: Members) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            out.writestr(name, data)
    return made.getvalue()


def refused(home: Path, file: Path, reason: str) -> None:
    """The file is refused for this reason, by its path, and nothing is left of it."""
    with pytest.raises(InputError) as error:
        models.install_file(file)
    assert reason in error.value.message
    assert error.value.path == str(file)
    assert "\n" not in error.value.message
    assert [path.name for path in home.parent.iterdir()] == ["packages"]
    assert list(home.iterdir()) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("members", "reason"),
    [
        # out of the folder
        ([("../out.txt", b"x")], "leads out of it"),
        ([("en_fr/../../out.txt", b"x")], "leads out of it"),
        ([("en_fr/./../out.txt", b"x")], "leads out of it"),
        ([("/etc/out.txt", b"x")], "leads out of it"),
        ([("//host/out.txt", b"x")], "leads out of it"),
        ([("en_fr\\..\\..\\out.txt", b"x")], "leads out of it"),
        ([("C:/out.txt", b"x")], "leads out of it"),
        ([("en_fr/out.txt:stream", b"x")], "leads out of it"),
        ([("./", b"")], "leads out of it"),
        # links and special files
        ([(named("en_fr/passwd", 0o120777), b"/etc/passwd")], "a link"),
        ([(named("en_fr/model", 0o120777), b".."), ("en_fr/model/out.txt", b"x")], "a link"),
        ([(named("en_fr/pipe", 0o010644), b"")], "a special file"),
        ([(named("en_fr/disk", 0o060644), b"")], "a special file"),
        # two files of one name, here or elsewhere
        ([("en_fr/a", b"x"), ("en_fr/a", b"y")], "two files of one name"),
        ([("en_fr/a", b"x"), ("en_fr/A", b"y")], "two files of one name"),
        ([("en_fr/\u00e9", b"x"), ("en_fr/e\u0301", b"y")], "two files of one name"),
        ([("en_fr/\u017f", b"x"), ("en_fr/s", b"y")], "two files of one name"),
        ([("en_fr/a", b"x"), ("en_fr/a/b", b"y")], "two files of one name"),
        ([("en_fr/a/b", b"y"), ("en_fr/a", b"x")], "two files of one name"),
        ([("en_fr/A/b", b"y"), ("en_fr/a", b"x")], "two files of one name"),
        ([("en_fr/a//b", b"y"), ("en_fr/a/./b", b"x")], "two files of one name"),
        ([("en_fr/b/", b""), ("en_fr/b", b"x")], "two files of one name"),
        # names that are none
        ([("en_fr/a\x1b[2J", b"x")], "whose name is none"),
        ([("en_fr/a\n", b"x")], "whose name is none"),
        ([("en_fr/\u202efdp.exe", b"x")], "whose name is none"),
        ([("en_fr/NUL.bin", b"x")], "none everywhere"),
        ([("en_fr/com1/x", b"x")], "none everywhere"),
        ([("en_fr./x", b"x")], "none everywhere"),
        ([("en_fr/x ", b"x")], "none everywhere"),
        ([("en_fr/" + "x" * 300, b"x")], "File name too long"),
        ([(f"en_fr/{DEEP}", b"")], "File name too long"),
        # too much
        ([("en_fr/zeros", bytes(80 << 20))], "would unpack to 80 MB"),
        ([(f"en_fr/{number}", bytes(9 << 20)) for number in range(9)], "would unpack to 81 MB"),
        (PIECES, "10001 files"),
        # others
        ([(named("en_fr/a", method=zipfile.ZIP_LZMA), b"x")], "is packed in a way"),
        ([(named("en_fr/a", method=zipfile.ZIP_BZIP2), b"x")], "is packed in a way"),
        ([("en_fr/metadata.json", b"{}"), ("other/file", b"")], "2 folders"),
        ([("metadata.json", b"{}"), ("model/model.bin", b"")], "2 folders"),
        ([("metadata.json", b"{}")], "metadata.json cannot be read"),
        ([], "0 folders"),
        ([("en_fr/x.argosmodel", packed([("en_fr/metadata.json", b"{}")]))], "metadata.json is missing"),
    ],
    ids=count(),
)
def test_hostile_archives(home: Path, tmp_path: Path, members: Members, reason: str) -> None:
    made = tmp_path / "hostile.argosmodel"
    made.write_bytes(packed(members))
    refused(home, made, reason)
    assert not list(tmp_path.rglob("out.txt"))


def test_an_archive_within_an_archive_stays_one(tmp_path: Path) -> None:
    """Nothing unpacks it, so what it would unpack to harms nobody."""
    bomb = packed([("zeros", bytes(60 << 20))])
    made = tmp_path / "nested.argosmodel"
    made.write_bytes(packed([("en_fr/inner.zip", bomb)]))
    found = archive.unpack(made, tmp_path / "out")
    assert (found / "inner.zip").read_bytes() == bomb


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    assert old in data
    return data.replace(old, new)


def with_size(data: bytes, size: int) -> bytes:
    """As the archive's own list gives the size of its first file."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<L", size) + data[at + 4 :]


def with_flag(data: bytes, flag: int) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", flag) + data[at + 2 :]


def with_list(data: bytes, size: int) -> bytes:
    """As its end gives the length of the list, which the file is made to have."""
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    filled = data[:at] + data[at:end] + bytes(size - (end - at)) + data[end:]
    end += size - (end - at)
    return filled[: end + 12] + struct.pack("<L", size) + filled[end + 16 :]


ONE = packed([("en_fr/abc", b"x" * 1000)])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cannot be unpacked"),
        (b"PK", "cannot be unpacked"),
        (b"<html>404</html>", "cannot be unpacked"),
        (ONE[: len(ONE) // 2], "cannot be unpacked"),
        (ONE[:40] + b"\xff" * 5 + ONE[45:], "cannot be unpacked"),
        (with_size(ONE, 10), "Bad CRC-32"),
        (with_size(ONE, 0xFFFFFFF0), "would unpack to 4095 MB"),
        (with_flag(ONE, 1), "is encrypted"),
        (patched(ONE, b"en_fr/abc", b"en_fr/a\0c"), "whose name is none"),
        (patched(ONE, b"en_fr/abc", b"en_fr/\xff\xfe\xfd"), "whose name is none"),
        (with_list(ONE, archive.MAX_LISTING + 1), "its list of files has"),
        (ONE.replace(b"en_fr/abc", b"en_fr/abd", 1), "cannot be unpacked"),
    ],
    ids=count(),
)
def test_damaged_archives(home: Path, tmp_path: Path, data: bytes, reason: str) -> None:
    made = tmp_path / "damaged.argosmodel"
    made.write_bytes(data)
    refused(home, made, reason)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_real_package_that_is_damaged(home: Path, tmp_path: Path, build: Build, share: float) -> None:
    data = bytearray(build().read_bytes())
    at = int(len(data) * share)
    data[at : at + 200] = bytes(200)
    made = tmp_path / "damaged.argosmodel"
    made.write_bytes(data)
    refused(home, made, "cannot be unpacked")


def test_what_is_no_file(home: Path, tmp_path: Path) -> None:
    refused(home, tmp_path / "missing.argosmodel", "there is no such file")
    if hasattr(os, "mkfifo"):
        pipe = tmp_path / "pipe.argosmodel"
        os.mkfifo(pipe)
        refused(home, pipe, "is no file")


def test_no_rights_come_out_of_an_archive(tmp_path: Path) -> None:
    made = tmp_path / "made.argosmodel"
    made.write_bytes(packed([(named("en_fr/run", 0o106777), b"x")]))
    assert (archive.unpack(made, tmp_path / "out") / "run").stat().st_mode & 0o7111 == 0


def test_a_full_disk_is_no_fault_of_the_package(
    home: Path, build: Build, small_files: Callable[[int], AbstractContextManager[None]]
) -> None:
    made = build()
    with small_files(10_000), pytest.raises(TmpipeError, match=r"cannot be unpacked \(.*\); make room"):
        models.install_file(made)
    assert [path.name for path in home.parent.iterdir()] == ["packages"]
