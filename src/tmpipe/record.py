"""What was made of what, so that work is not done again whose inputs and outputs are as they were left.

Derived: it can be deleted at any time, and what cannot be read is none. Contents tell, never time stamps.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

PATH = ".tmpipe/record.json"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that is done."""

    made_of: str
    """A hash of all that it depends on."""
    files: Mapping[str, str]
    """Hashes of the files that it wrote, as it left them, by path."""
    told: Any
    """What it had to say, as JSON has it."""


class Record:
    """The works of a project by name: the verb and the document's slug, and more, a line each."""

    def __init__(self, data: bytes, edition: str) -> None:
        self.edition = edition
        self.works = dict(_works(data, edition))
        self.changed = False

    def put(self, job: str, work: Work) -> None:
        """Notes that the work is done."""
        if self.works.get(job) != work:
            self.works[job] = work
            self.changed = True

    def data(self, slugs: Iterable[str]) -> bytes:
        """The record of these documents."""
        there = {*slugs, ""}
        works = {
            job: [work.made_of, work.files, work.told]
            for job, work in sorted(self.works.items())
            if job.split("\n")[1] in there
        }
        body = json.dumps({"edition": self.edition, "works": works}, separators=(",", ":")).encode()
        return _seal(body) + body[1:]


def _works(data: bytes, edition: str) -> Iterator[tuple[str, Work]]:
    """The works in a file that this edition of tmpipe has written, as it wrote it; none in any other."""
    body = b"{" + data[len(_seal(b"")) :]
    if not data.startswith(_seal(body)):
        return
    there = json.loads(body)
    if there["edition"] == edition:
        for job, (made_of, files, told) in there["works"].items():
            yield job, Work(made_of, files, told)


def _seal(body: bytes) -> bytes:
    """What stands before the rest of the file, and tells whether it is whole: nobody need doubt its types."""
    return f'{{"seal":"{digest(body)}",'.encode()


def digest(*values: object) -> str:
    """A hash of bytes, or of values whose `repr` tells all of them."""
    data = values[0] if len(values) == 1 and isinstance(values[0], bytes) else repr(values).encode()
    return sha256(data).hexdigest()[:32]


def edition() -> str:
    """A hash of tmpipe's own files and of the versions of what is installed beside it: 5 ms.

    Empty where they cannot be read.
    """
    try:
        own = sorted(_files(Path(__file__).parent))
        return digest(sys.version, [(name, digest(place.read_bytes())) for name, place in own], _installed())
    except OSError:
        return ""


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            place = folder / entry.name
            if entry.is_dir():
                yield from _files(place) if entry.name != "__pycache__" else ()
            else:
                yield place.as_posix(), place


def _installed() -> list[str]:
    """`lxml-5.2.dist-info` and its like: a name has the version in it."""
    found: list[str] = []
    for folder in map(Path, sys.path):
        if folder.is_dir():
            with os.scandir(folder) as entries:
                found += (entry.name for entry in entries if entry.name.endswith("-info"))
    return sorted(found)
