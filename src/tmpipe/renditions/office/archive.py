"""The members of a document as a zip archive: the same members, the same bytes, on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can tell: ours tell none."""


def packed(members: Mapping[str, bytes], stored: str = "") -> bytes:
    """The archive of the members in their order; the one named `stored` is not deflated (ODF 1.3, 3.3)."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_STORED if name == stored else ZIP_DEFLATED
            info.create_system = 0  # else it tells on which system it was made
            archive.writestr(info, data, compresslevel=6)
    return file.getvalue()
