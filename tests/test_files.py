"""Ways from a folder to a place, between the drives of Windows, too."""

from __future__ import annotations

import ntpath
import posixpath
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
