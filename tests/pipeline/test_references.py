"""Sets of texts with references: what is read, and what is said of a file that is none."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.memory.tsv import write
from tmpipe.model import TranslationUnit
from tmpipe.pipeline.references import Referenced, References

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
LINES = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20)
TSV = "Truth.\tVérité.\nThey know.\tIls savent.\t7\tignored\n\nWho?\tQui ?"
FORMULA = TranslationUnit("=1+1", "-1 personne", "fr")
THREE = [("Truth.", "Vérité."), ("They know.", "Ils savent."), ("Who?", "Qui ?")]


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., References]:
    """The set in a file of this content."""

    def references(content: str | bytes, limit: int | None = None, name: str = "set.tsv") -> References:
        place = tmp_path / name
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return References(str(place), "fr", "en", limit)

    return references


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_packed_or_not(written: Callable[..., References], pack: Callable[[bytes], bytes]) -> None:
    data = pack(TSV.encode())
    found = written(data)
    assert list(found) == THREE
    assert found.count() == 3
    assert found.digest() == sha256(data).hexdigest()[:12]


@given(LINES)
def test_every_line_is_a_text(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]]) -> None:
    place = tmp_path_factory.mktemp("sets") / "set.tsv"
    place.write_text("en\tfr\n" + "".join(f"{a}\t{b}\n" for a, b in lines), "utf-8")
    assert list(References(str(place), "fr")) == lines


@pytest.mark.parametrize(
    ("head", "is_head"),
    [
        ("source\ttarget", True),
        ("Source\tReference\tnote", True),
        ("# source\treference", True),
        ("en\tfr", True),
        ("#en-GB\tfr_FR", True),
        ("Yes\tOui", False),
        ("en\tit", False),
        ("#MeToo\t#MoiAussi", False),
        ("source\tsource", False),
    ],
)
def test_the_first_line_may_name_the_columns(
    written: Callable[..., References], head: str, is_head: bool
) -> None:
    assert written(f"{head}\nWho?\tQui ?\n").count() == (1 if is_head else 2)


def test_what_a_memory_writes_is_a_set(written: Callable[..., References]) -> None:
    units = [TranslationUnit('"Who?"\nThey asked.\\', "« Qui ? »\tdirent-ils.", "fr", document="x"), FORMULA]
    found = written(b"".join(write(units)))
    assert list(found) == [(unit.source, unit.target) for unit in units]


def test_a_limit_and_chunks(written: Callable[..., References]) -> None:
    assert written(TSV, limit=2).count() == 2
    assert list(written(TSV).chunks(2)) == [[Referenced(*one) for one in THREE[:2]], [Referenced(*THREE[2])]]


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_line_ends_and_marks_of_windows(written: Callable[..., References], ends: str) -> None:
    assert list(written("\ufeff" + TSV.replace("\n", ends))) == THREE
    assert list(written(TSV.replace("\n", ends).encode("utf-16"))) == THREE


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("Who?\tQui ?\nno tab\n", 2, "no tab"),
        ("Who?\tQui ?\n\n\tQui ?\n", 3, "no source"),
        ("Who?\t \n", 1, "no reference"),
        ("Who?\t\tQui ?\n", 1, "no reference"),
        (b"Who?\tQui ?\n\xff\xfe?\tQui ?\n", 2, "no UTF-8"),
        ("Who?\tQui ?\n" + "x" * (1 << 20) + "\tQui ?\n", 2, "more than a million"),
        ("", None, "has no line"),
        ("\n \n", None, "has no line"),
        ("source\ttarget\n", None, "has no line"),
        (gzip.compress(TSV.encode() * 2000)[:-20], None, "damaged or cut off"),
        (lzma.compress(b"Who?\tQui ?\n" * 9)[:40] + b"x" * 30, None, "damaged or cut off"),
        (b"PK\3\4 no zip at all", None, "damaged zip"),
    ],
)
def test_what_is_wrong_with_a_file(
    written: Callable[..., References], content: str | bytes, line: int | None, said: str
) -> None:
    found = written(content)
    with pytest.raises(InputError, match=said) as caught:
        found.count()
    assert caught.value.path == found.path
    assert caught.value.line == line


@pytest.mark.parametrize("name", ["missing.tsv", "."])
def test_what_is_no_file(tmp_path: Path, name: str) -> None:
    for ask in (References.count, References.digest):
        with pytest.raises(InputError, match="cannot be read") as caught:
            ask(References(str(tmp_path / name), "fr"))
        assert caught.value.path == str(tmp_path / name)
