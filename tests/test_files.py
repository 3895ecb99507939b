"""Ways from a folder to a place, between the drives of Windows, too; and what no file replaces."""

from __future__ import annotations

import ntpath
import os
import posixpath
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tmpipe import files


@pytest.mark.parametrize(
    ("path", "folder", "place", "way"),
    [
        (ntpath, "C:\\work", "C:\\work\\a.po", "a.po"),
        (ntpath, "C:\\work", "C:\\other\\a.po", "..\\other\\a.po"),
        (ntpath, "C:\\work", "D:\\a.po", "D:\\a.po"),
        (ntpath, "C:\\work", "\\\\server\\share\\a.po", "\\\\server\\share\\a.po"),
        (posixpath, "/work", "/other/a.po", "../other/a.po"),
    ],
)
def test_where_no_way_leads_the_path_is_absolute(
    monkeypatch: pytest.MonkeyPatch, path: ModuleType, folder: str, place: str, way: str
) -> None:
    monkeypatch.setattr(files, "os", SimpleNamespace(path=path))
    assert files.path_from(folder, place) == way


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_nothing_takes_the_place_of_a_pipe_or_a_device(tmp_path: Path) -> None:
    place = tmp_path / "pipe"
    os.mkfifo(place)
    reader = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert files.write_whole(place, b"one", "pipe")
        files.write_pieces(place, [b" two", b" three"], "pipe")
        assert os.read(reader, 100) == b"one two three"
    finally:
        os.close(reader)
    assert place.is_fifo()


def test_two_who_write_one_file_do_not_stop_each_other(tmp_path: Path) -> None:
    """A writer may find the other's temporary file, and find it gone."""
    place = tmp_path / "a.txt"

    def write(data: bytes) -> None:
        for number in range(200):
            files.write_whole(place, data * (1 + number % 2), "a.txt")

    with ThreadPoolExecutor() as pool:
        assert not any(pool.map(write, (b"one", b"two", b"three")))
    assert place.read_bytes() in {b"oneone", b"twotwo", b"threethree"}
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]
