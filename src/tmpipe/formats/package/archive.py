"""A zip archive in memory, from anyone: `opened`, its members read, and written again with some replaced.

The layout is PKWARE's APPNOTE 6.3. What is not replaced is never unpacked and keeps its bytes: local header,
compressed data, descriptor. Nothing the archive says of itself is believed before it was compared.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

from tmpipe.errors import InputError

MAX_MEMBERS = 10_000
MAX_GROWTH = 512 << 20
"""Bytes by which a whole archive may grow when it is unpacked."""
MAX_MEMBER = 64 << 20
"""Bytes of a member that is read, in ten times as much memory: a thousand pages have 20 MB of XML."""
MAX_RATIO = 300
"""How many times its packed size a member may have; XML seldom shrinks to a hundredth."""
LONGEST_NAME = 1024
"""Bytes: more is a damaged length."""
FREE_SIZE = 8 << 20
"""Bytes that a member may have at any ratio."""

_CENTRAL = struct.Struct("<4s4xHHHHIIIHHH8xI")
_LOCAL = struct.Struct("<4s2xHHHHIIIHH")
_END = struct.Struct("<4sHHHHIIH")
_END64 = struct.Struct("<4sQ4xIIQQQQ")
_LOCATOR = struct.Struct("<4sIQI")
_FULL = 0xFFFFFFFF
"""A 32-bit field whose value stands in the zip64 extra field."""
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x2041
_DESCRIPTOR = 0x0008
_UTF8 = 0x0800


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. Offsets count from the archive's first byte."""

    name: str
    entry: int
    """Where its entry in the central directory begins."""
    header: int
    """Where its local header begins."""
    start: int
    """Where its packed bytes begin."""
    packed: int
    size: int
    crc: int
    method: int


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where the central directory lies, and what ends it."""

    start: int
    end: int
    count: int
    shift: int
    """Bytes before the archive proper, which its own offsets do not count."""
    record: int
    """Where the zip64 end record begins; 0: there is none."""
    tail: int
    """Where the end record begins."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A checked archive: no member lies upon another, leads out of it, has another's name or is encrypted."""

    path: str
    data: bytes
    members: Mapping[str, Member]
    """By name, in the order of the central directory."""
    directory: _Directory

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """A member's bytes, of the size and checksum that the archive tells; InputError."""
        member = self.members.get(name)
        if member is None:
            raise InputError(f"the archive has no member {name!r}; it is no document of this kind", self.path)
        self._check_size(member)
        packed = memoryview(self.data)[member.start : member.start + member.packed]
        data = bytes(packed) if member.method == _STORED else self._inflated(member, packed)
        if len(data) != member.size or zlib.crc32(data) != member.crc:
            raise _damaged(self.path, f"the member {name!r} is not what its checksum says")
        return data

    def _check_size(self, member: Member) -> None:
        if member.method not in {_STORED, _DEFLATED}:
            what = (
                f"the member {member.name!r} is packed by method {member.method}, which documents never are"
            )
            raise InputError(f"{what}; save the document again with an office program", self.path)
        if member.size > max(FREE_SIZE, MAX_RATIO * member.packed) or member.size > MAX_MEMBER:
            what = f"the member {member.name!r} would unpack from {member.packed:,} to {member.size:,} bytes"
            raise InputError(f"{what}, more than any document; it looks like a zip bomb", self.path)

    def _inflated(self, member: Member, packed: memoryview) -> bytes:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(packed, member.size + 1)
        except zlib.error as error:
            raise _damaged(self.path, f"the member {member.name!r} cannot be unpacked ({error})") from None
        if len(data) > member.size:
            raise InputError(f"the member {member.name!r} is larger than it says; a zip bomb?", self.path)
        if not inflater.eof or inflater.unused_data:
            raise _damaged(self.path, f"the member {member.name!r} ends too early or too late")
        return data

    def replaced(self, contents: Mapping[str, bytes]) -> bytes:
        """The archive with other contents for some members; all else, times and order too, as it was.

        Law: with the members' own contents, the same bytes.
        """
        new = {name: content for name, content in contents.items() if content != self.read(name)}
        return b"".join(_rewritten(self, new)) if new else self.data


def _rewritten(archive: Archive, contents: Mapping[str, bytes]) -> Iterator[bytes]:
    """Each member from its header up to the next one's; then the directory, its offsets put right."""
    data, directory = archive.data, archive.directory
    members = sorted(archive.members.values(), key=lambda member: member.header)
    tail = bytearray(data[directory.start :])
    yield data[: members[0].header]
    at = members[0].header
    for member, end in zip(members, [*(m.header for m in members[1:]), directory.start], strict=True):
        content = contents.get(member.name)
        piece = data[member.header : end] if content is None else _packed(archive, member, content, tail)
        _set(tail, member.entry - directory.start, _IN_CENTRAL, offset=at - directory.shift)
        yield piece
        at += len(piece)
    _move_end(tail, directory, at - directory.start)
    yield bytes(tail)


def _packed(archive: Archive, member: Member, content: bytes, tail: bytearray) -> bytes:
    """A member with new content, stored or deflated as it was; its entry in `tail` is told."""
    packed = content if member.method == _STORED else _deflated(content)
    entry = member.entry - archive.directory.start
    head = bytearray(archive.data[member.header : member.start])
    for where, at, layout in (head, 0, _IN_LOCAL), (tail, entry, _IN_CENTRAL):
        _set(where, at, layout, crc=zlib.crc32(content), packed=len(packed), size=len(content))
    return bytes(head) + packed


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


# --- fields of headers, read and written ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a header has its fields."""

    flags: int
    crc: int
    packed: int
    size: int
    offset: int
    """0: it has none."""
    lengths: int
    """Where the lengths of name and extra field stand."""
    length: int
    """Of the header, without name and extra field."""


_IN_CENTRAL = _Layout(flags=8, crc=16, packed=20, size=24, offset=42, lengths=28, length=_CENTRAL.size)
_IN_LOCAL = _Layout(flags=6, crc=14, packed=18, size=22, offset=0, lengths=26, length=_LOCAL.size)


def _wide(header: bytes | bytearray, at: int, layout: _Layout) -> dict[str, int]:
    """Where the fields stand that the header at `at` leaves to its zip64 extra field (APPNOTE 4.5.3)."""
    fields = {"size": layout.size, "packed": layout.packed, "offset": layout.offset}
    full = [name for name, place in fields.items() if place and _u32(header, at + place) == _FULL]
    if not full:
        return {}
    name, extra = struct.unpack_from("<HH", header, at + layout.lengths)
    start = at + layout.length + name
    while start + 4 <= (end := at + layout.length + name + extra):
        kind, length = struct.unpack_from("<HH", header, start)
        if kind == 1 and 8 * len(full) <= length <= end - start - 4:
            return {field: start + 4 + 8 * number for number, field in enumerate(full)}
        start += 4 + length
    raise ValueError("a zip64 member without its sizes")


def _u32(data: bytes | bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _set(header: bytearray, at: int, layout: _Layout, **values: int) -> None:
    """Writes the values where they stand. A new size stands in the header itself, not behind the data."""
    wide = _wide(header, at, layout)
    for name, value in values.items():
        if name in wide:
            struct.pack_into("<Q", header, wide[name], value)
        else:
            struct.pack_into("<I", header, at + getattr(layout, name), value)
    if "size" in values:
        (flags,) = struct.unpack_from("<H", header, at + layout.flags)
        struct.pack_into("<H", header, at + layout.flags, flags & ~_DESCRIPTOR)


def _move_end(tail: bytearray, directory: _Directory, by: int) -> None:
    """Tells the end records that the directory begins `by` bytes later."""
    start = directory.start + by - directory.shift
    end = directory.tail - directory.start
    if _u32(tail, end + 16) != _FULL:
        struct.pack_into("<I", tail, end + 16, start)
    if directory.record:
        struct.pack_into("<Q", tail, directory.record - directory.start + 48, start)
        struct.pack_into("<Q", tail, end - _LOCATOR.size + 8, directory.record + by - directory.shift)


# --- opening -------------------------------------------------------------------------------------


def opened(data: bytes, path: str) -> Archive:
    """The archive in `data`. InputError says what it is instead, or what is wrong with it."""
    _check_kind(data, path)
    try:
        directory = _directory(data, path)
        members = tuple(islice(_members(data, directory, path), MAX_MEMBERS + 1))
    except struct.error:
        raise _damaged(path, "it is cut off in its list of members") from None
    except ValueError as error:
        raise _damaged(path, f"its list of members cannot be read ({error})") from None
    _check_sizes(members, path)
    if not members or len(members) != directory.count:
        raise _damaged(path, f"{directory.count:,} members are announced and {len(members):,} are there")
    _check_places(members, directory, path)
    return Archive(path, data, _by_name(members, path), directory)


def _damaged(path: str, what: str) -> InputError:
    return InputError(f"{what}: the archive is damaged; get the file again, or save it again", path)


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _check_kind(data: bytes, path: str) -> None:
    if not data:
        raise InputError("the file is empty; there is nothing to translate", path)
    if data.startswith(_OLE):
        raise InputError(_old_or_encrypted(data), path)
    if not data.startswith(b"PK") and _find_end(data) < 0:
        raise InputError("no zip archive, which a DOCX or ODT is; is its suffix right?", path)


def _old_or_encrypted(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the document is encrypted; open it with its password and save it without one"
    return (
        "an old binary office file (.doc, .xls) or an encrypted one, whatever its suffix says; "
        "save it as .docx or .odt without a password, or `soffice --convert-to odt FILE`"
    )


def _find_end(data: bytes) -> int:
    """Where the end record begins; it is followed by a comment of 65,535 bytes at most."""
    return data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))


def _directory(data: bytes, path: str) -> _Directory:
    tail = _find_end(data)
    if tail < 0:
        raise _damaged(path, "it is cut off before its list of members")
    _, disk, first, _, count, length, offset, comment = _END.unpack_from(data, tail)
    if tail + _END.size + comment > len(data):
        raise _damaged(path, "it is cut off in its last comment")
    end, record = tail, 0
    if data.startswith(b"PK\x06\x07", max(0, tail - _LOCATOR.size)):
        record = end = _record64(data, tail - _LOCATOR.size)
        _, _, disk, first, _, count, length, offset = _END64.unpack_from(data, record)
    if disk or first:
        raise InputError("one part of an archive that was split; join the parts first", path)
    start = end - length
    if start < offset:
        raise _damaged(path, "its list of members is not where it should be")
    return _Directory(start, end, count, start - offset, record, tail)


def _record64(data: bytes, locator: int) -> int:
    """Where the zip64 end record begins: right before its locator, whatever stands before the archive."""
    record = locator - _END64.size
    if record < 0 or not data.startswith(b"PK\x06\x06", record):
        raise ValueError("no zip64 end record")
    return record


def _members(data: bytes, directory: _Directory, path: str) -> Iterator[Member]:
    at = directory.start
    while at + _CENTRAL.size <= directory.end:
        found = _CENTRAL.unpack_from(data, at)
        magic, flags, method, _, _, crc, packed, size, name, extra, comment, header = found
        if magic != b"PK\x01\x02":
            raise ValueError(f"no member at byte {at:,}")
        wide = {
            key: int.from_bytes(data[p : p + 8], "little") for key, p in _wide(data, at, _IN_CENTRAL).items()
        }
        packed, size = wide.get("packed", packed), wide.get("size", size)
        header = wide.get("offset", header) + directory.shift
        raw = data[at + _CENTRAL.size : at + _CENTRAL.size + name]
        called = _checked_name(raw, flags, path)
        yield Member(called, at, header, _start(data, header, raw), packed, size, crc, method)
        at += _CENTRAL.size + name + extra + comment


def _checked_name(raw: bytes, flags: int, path: str) -> str:
    if len(raw) > LONGEST_NAME:
        raise ValueError(f"a name of {len(raw):,} bytes")
    name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
    if flags & _ENCRYPTED:
        raise InputError(f"the member {name!r} is encrypted; save the document without a password", path)
    steps = name.replace("\\", "/").split("/")
    if not name or name[0] in "/\\" or ".." in steps or steps[0].endswith(":") or min(name) < " ":
        raise InputError(f"a member leads out of the archive ({name!r}); no office program writes that", path)
    return name


def _start(data: bytes, header: int, name: bytes) -> int:
    """Where the packed bytes of the member begin whose local header is at `header`."""
    if not data.startswith(b"PK\x03\x04", header) or header + _LOCAL.size > len(data):
        raise ValueError(f"{name!r} is not where it should be")
    length, extra = struct.unpack_from("<HH", data, header + _IN_LOCAL.lengths)
    start = header + _LOCAL.size
    if data[start : start + length] != name:
        raise ValueError(f"{name!r} is not where it should be")
    _wide(data, header, _IN_LOCAL)
    return int(start + length + extra)


def _check_sizes(members: tuple[Member, ...], path: str) -> None:
    """What the members say of their sizes; `read` never unpacks more than that."""
    growth = sum(max(0, member.size - member.packed) for member in members)
    if len(members) > MAX_MEMBERS:
        raise InputError(f"it has more than {MAX_MEMBERS:,} members; no document has that many", path)
    if growth > MAX_GROWTH:
        raise InputError(
            f"would unpack to {growth >> 20:,} MB more than it has; it looks like a zip bomb", path
        )


def _check_places(members: tuple[Member, ...], directory: _Directory, path: str) -> None:
    """No byte belongs to two members, or to a member and the directory."""
    inorder = sorted(members, key=lambda member: member.header)
    for one, other in pairwise(inorder):
        if one.start + one.packed > other.header:
            what = f"the members {one.name!r} and {other.name!r} lie upon each other"
            raise InputError(f"{what}; it looks like a zip bomb", path)
    if inorder[-1].start + inorder[-1].packed > directory.start:
        raise _damaged(path, f"the member {inorder[-1].name!r} is longer than the archive")


def _by_name(members: tuple[Member, ...], path: str) -> Mapping[str, Member]:
    named: dict[str, Member] = {}
    for member in members:
        if named.setdefault(member.name, member) is not member:
            raise InputError(f"two members are named {member.name!r}; save the document again", path)
    return named
