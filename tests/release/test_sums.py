"""Checksums: `read` and `write` are inverse, and the real sha256sum agrees."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.release.sums import read, write

HASH = "0123456789abcdef" * 4
PATHS = [
    "b.txt",
    "a b/é.txt",
    "a b/متن.docx",
    "back\\slash",
    "two\nlines",
    "car\rriage",
    "\\n",
    " ",
    "-x",
    "*y",
]

hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
paths = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1) | st.text(
    "\\n\nr\r", min_size=1
)


@given(st.dictionaries(paths, hashes))
def test_what_is_written_is_read_again(rows: dict[str, str]) -> None:
    data = write(rows.items())
    assert read(data, "SHA256SUMS") == rows
    assert list(read(data, "SHA256SUMS")) == sorted(rows)
    assert data.count(b"\n") == len(rows)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is missing; apt-get install coreutils")
def test_the_real_tool_writes_and_checks_the_same(tmp_path: Path) -> None:
    for path in PATHS:
        place = tmp_path / path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(path.encode())
    rows = [(path, hashlib.sha256(path.encode()).hexdigest()) for path in PATHS]
    told = subprocess.run(["sha256sum", "--", *sorted(PATHS)], cwd=tmp_path, capture_output=True, check=True)
    assert write(rows) == told.stdout
    check = ["sha256sum", "--check", "--strict", "--quiet"]
    assert not subprocess.run(check, input=write(rows), cwd=tmp_path, capture_output=True, check=True).stdout
    (tmp_path / "two\nlines").write_text("changed")
    assert subprocess.run(check, input=write(rows), cwd=tmp_path, capture_output=True, check=False).returncode


def test_its_binary_mode_is_read() -> None:
    assert read(f"{HASH} *a\n\\{HASH} *b\\\\c\n".encode(), "x") == {"a": HASH, "b\\c": HASH}


BAD = {
    "cut off": (f"{HASH}  a\n{HASH}  b", 2, "is cut off"),
    "a short hash": (f"{HASH}  a\n{HASH[1:]}  b\n", 2, "is not a line of sha256sum"),
    "a hash in capitals": (f"{HASH.upper()}  a\n", 1, "is not a line"),
    "one blank": (f"{HASH} a\n", 1, "is not a line"),
    "no path": (f"{HASH}  \n", 1, "is not a line"),
    "an empty line": (f"{HASH}  a\n\n", 2, "is not a line"),
    "line ends of Windows": (f"{HASH}  a\r\n", 1, "is not a line"),
    "an escape that is none": (f"\\{HASH}  a\\x\n", 1, "is not a line"),
    "an open escape": (f"\\{HASH}  a\\\n", 1, "is not a line"),
    "a page": ("<html>\n", 1, "is not a line"),
    "twice": (f"{HASH}  a\n{HASH}  b\n{HASH}  a\n", 3, "has 'a' twice"),
}


@pytest.mark.parametrize(("text", "line", "message"), BAD.values(), ids=BAD)
def test_what_is_no_list_is_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text.encode(), "fr/SHA256SUMS")
    assert message in refused.value.message
    assert (refused.value.path, refused.value.line) == ("fr/SHA256SUMS", line)


def test_other_bytes_are_refused() -> None:
    with pytest.raises(InputError, match="2: is not UTF-8"):
        read(f"{HASH}  a\n".encode() + b"\xe9\n", "x")
