"""The same members are the same bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tmpipe.renditions.office.archive import packed


def test_an_archive_tells_nothing_of_time_and_machine() -> None:
    members = {"mimetype": b"a/b", "x/é.xml": b"<a/>" * 99}
    data = packed(members, stored="mimetype")
    assert data == packed(members, stored="mimetype")
    with ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        assert {info.filename: archive.read(info) for info in infos} == members
    assert [info.compress_type for info in infos] == [ZIP_STORED, ZIP_DEFLATED]
    assert {(info.date_time, info.create_system) for info in infos} == {((1980, 1, 1, 0, 0, 0), 0)}
    assert data[30:38] == b"mimetype"
