from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs import origin
from tmpipe.catalogs.origin import Ignore, ignores, text_hash
from tmpipe.model import Entry, Origin

NAMES = st.from_regex(r"[a-z][a-z0-9_.-]{0,8}", fullmatch=True)
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
ORIGINS = st.builds(
    Origin, VALUES.filter(str.strip), st.lists(st.tuples(NAMES, VALUES), max_size=4).map(tuple)
)


@given(ORIGINS)
def test_what_is_noted_is_read_again(noted: Origin) -> None:
    assert origin.parse(origin.format(noted)) == noted


def test_the_comment_of_the_contract() -> None:
    comment = "tmpipe: origin=machine engine=argos:en_fr:1.9 confidence=0.71 text=3f9a1c"
    noted = origin.parse(comment)
    assert noted == Origin(
        "machine", (("engine", "argos:en_fr:1.9"), ("confidence", "0.71"), ("text", "3f9a1c"))
    )
    assert origin.format(noted) == comment


def test_values_with_blanks_are_quoted() -> None:
    noted = Origin("memory", (("from", 'the "first" edition'),))
    assert origin.format(noted) == r'tmpipe: origin=memory from="the \"first\" edition"'


@pytest.mark.parametrize(
    "comment",
    [
        "a translator's remark",
        "tmpipe: ignore=term-missing:pmoi",
        "tmpipe: origin",
        "tmpipe: origin=",
        "tmpipe: rate=87 origin=memory",
        'tmpipe: origin=memory from="never closed',
        "tmpipe: origin=memory and then words",
        "see tmpipe: origin=memory",
    ],
)
def test_other_comments_tell_no_origin(comment: str) -> None:
    assert origin.parse(comment) is None


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        (
            'tmpipe: ignore=term-missing:pmoi "a pronoun stands for it"',
            Ignore("term-missing", "pmoi", "a pronoun stands for it"),
        ),
        ("tmpipe: ignore=number-mismatch said in words", Ignore("number-mismatch", None, "said in words")),
        ("tmpipe: ignore=term-case:un", Ignore("term-case", "un", None)),
        ('tmpipe: ignore=term-case:un ""', Ignore("term-case", "un", None)),
    ],
)
def test_silenced_findings(comment: str, found: Ignore) -> None:
    assert ignores(Entry("a", comments=("a remark", comment))) == (found,)


def test_remarks_silence_nothing() -> None:
    assert ignores(Entry("a", comments=("ignore=term-case:un", "tmpipe: ignore="))) == ()


@given(st.text())
def test_the_hash_is_blind_to_unicode_forms(text: str) -> None:
    assert text_hash(unicodedata.normalize("NFD", text)) == text_hash(unicodedata.normalize("NFC", text))


def test_the_hash_is_short_and_fixed() -> None:
    assert text_hash("é") == "4a9955"
