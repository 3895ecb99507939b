"""Texts out of a zip archive, and archives that are not what they say."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tmpipe.errors import InputError
from tmpipe.release.pull import Pulled, pull
from tmpipe.release.wanted import Wanted

if TYPE_CHECKING:
    from served import Publisher

FILE = "fr/texts/letter/letter.fr.txt"
TEXT = ("letter", "fr", "final", "un " * 1000)


def packed(folder: Path, top: str = "", method: int = zipfile.ZIP_DEFLATED) -> Path:
    """The folder as an archive, its files in a folder `top`."""
    place = folder.with_name("release.zip")
    with zipfile.ZipFile(place, "w", method) as archive:
        if top:
            archive.mkdir(top.rstrip("/"))
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, top + path.relative_to(folder).as_posix())
    return place


@pytest.mark.parametrize("top", ["", "public/"])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_zip_is_as_good_as_its_folder(
    publisher: Publisher, tmp_path: Path, top: str, method: int, signing_keys: list[Path]
) -> None:
    publisher.publish(TEXT, key=signing_keys[0])
    archive = packed(publisher.folder, top, method)
    done = pull(str(archive), tmp_path / "texts", Wanted())
    assert len(done.written) == 2
    assert (tmp_path / "texts/fr/letter.fr.txt").read_bytes() == (publisher.folder / FILE).read_bytes()
    assert pull(str(archive), tmp_path / "texts", Wanted()) == Pulled()
    assert pull(str(publisher.folder), tmp_path / "texts", Wanted()) == Pulled()


# --- archives that lie ---------------------------------------------------------------------------------


def changed(place: Path, change: Callable[[bytearray, int], None]) -> None:
    """Changes the entry of the text in the archive's list of members."""
    data = bytearray(place.read_bytes())
    name = data.rindex(FILE.encode())
    change(data, name - 46)
    place.write_bytes(data)


def encrypt(place: Path, folder: Path) -> None:
    changed(place, lambda data, entry: struct.pack_into("<H", data, entry + 8, 1))


def tell_a_smaller_size(place: Path, folder: Path) -> None:
    changed(place, lambda data, entry: struct.pack_into("<I", data, entry + 24, 10))


def tell_another_checksum(place: Path, folder: Path) -> None:
    changed(place, lambda data, entry: struct.pack_into("<I", data, entry + 16, 12345))


def use_an_unknown_method(place: Path, folder: Path) -> None:
    changed(place, lambda data, entry: struct.pack_into("<H", data, entry + 10, 99))


def lead_elsewhere(place: Path, folder: Path) -> None:
    changed(place, lambda data, entry: struct.pack_into("<I", data, entry + 42, 5))


def be_cut_off(place: Path, folder: Path) -> None:
    place.write_bytes(place.read_bytes()[:-100])


def be_spoilt(place: Path, folder: Path) -> None:
    data = bytearray(place.read_bytes())
    start = data.index(FILE.encode()) + len(FILE) + 5
    data[start : start + 20] = bytes(20)
    place.write_bytes(data)


def be_a_bomb(place: Path, folder: Path) -> None:
    (folder / FILE).write_bytes(bytes(50_000_000))
    packed(folder)


def have_a_file_twice(place: Path, folder: Path) -> None:
    with zipfile.ZipFile(place, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(FILE, "x")


def lack_a_file(place: Path, folder: Path) -> None:
    (folder / FILE).unlink()
    packed(folder)


def lack_the_manifest(place: Path, folder: Path) -> None:
    (folder / "manifest.json").unlink()
    packed(folder)


def be_deep(place: Path, folder: Path) -> None:
    packed(folder, "a/b/")


def be_a_text(place: Path, folder: Path) -> None:
    place.write_text("hello")


TAMPERED = "it was tampered with or is being replaced just now; pull again later"
REFUSED = [
    (encrypt, f"release.zip/{FILE}: is encrypted; pack the release without a password"),
    (tell_a_smaller_size, "the archive is damaged (Bad CRC-32 for file"),
    (tell_another_checksum, "the archive is damaged (Bad CRC-32 for file"),
    (use_an_unknown_method, "the archive is damaged (That compression method is not supported)"),
    (lead_elsewhere, "the archive is damaged ("),
    (be_cut_off, "is no folder and no zip archive; name what `tmpipe publish` has written"),
    (be_spoilt, "the archive is damaged ("),
    (be_a_bomb, f"{FILE}: is larger than the manifest says: {TAMPERED}"),
    (have_a_file_twice, f"has '{FILE}' twice; pack the release again"),
    (lack_a_file, f"{FILE}: is not there, though the manifest names it: {TAMPERED}"),
    (lack_the_manifest, "no release is in it: manifest.json is neither at its top nor in its only folder"),
    (be_deep, "no release is in it: manifest.json is neither at its top nor in its only folder"),
    (be_a_text, "is no folder and no zip archive; name what `tmpipe publish` has written"),
]


@pytest.mark.parametrize(("spoil", "complaint"), REFUSED)
def test_an_archive_that_lies_is_refused(
    publisher: Publisher, tmp_path: Path, spoil: Callable[[Path, Path], None], complaint: str
) -> None:
    publisher.publish(TEXT)
    place = packed(publisher.folder)
    spoil(place, publisher.folder)
    with pytest.raises(InputError) as told:
        pull(str(place), tmp_path / "texts", Wanted())
    assert complaint in str(told.value)
    assert not list((tmp_path / "texts").glob("[!.]*"))
