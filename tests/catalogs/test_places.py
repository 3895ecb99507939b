"""The place of words in a catalog's file: what stands there in the file reads as these words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs import po
from tmpipe.catalogs.places import place_of
from tmpipe.model import Catalog, Entry, Place

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry(text: str) -> Entry:
    return po.read((HEADER + text).encode(), "fr.po", "fr").entries[0]


def standing(text: str, place: Place) -> str:
    """The characters of a file at a place."""
    lines = (HEADER + text).split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ('msgid "a"\nmsgstr "le comité de la mort"\n', "comité", "comité"),
        ('msgid "a"\nmsgstr ""\n"le comité "\n"de la mort"\n', "comité de", 'comité "\n"de'),
        ('# note\n#. msgstr "x"\nmsgid ""\n"a"\n"b"\nmsgstr "x y"\n', "y", "y"),
        ('msgid "a"\nmsgstr "« \\"mort\\" »\\n"\n', '"mort"', '\\"mort\\"'),
        ('msgid "a"\nmsgstr "caf\\303\\251 noir"\n', "noir", "noir"),
        ('msgid "a"\nmsgstr "caf\\303\\251 noir"\n', "é", "\\303\\251"),
        ('msgctxt "msgstr"\nmsgid "a"\n  msgstr   "x y"\n', "y", "y"),
    ],
)
def test_what_stands_there_are_the_words(text: str, words: str, expected: str) -> None:
    one = entry(text)
    at = one.msgstr.index(words)
    place = place_of(one, at, at + len(words))
    assert place is not None
    assert standing(text, place) == expected


def test_plural_forms_have_places_of_their_own() -> None:
    text = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "une mort"\nmsgstr[1] "des morts"\n'
    place = place_of(entry(text), 4, 9, 1)
    assert place is not None
    assert standing(text, place) == "morts"


def test_an_entry_that_was_in_no_file_has_no_places() -> None:
    assert place_of(Entry("a", "b"), 0, 1) is None
    assert place_of(entry('msgid "a"\nmsgstr "b"\n'), 1, 1) is None


@given(st.text(alphabet='aé\\"\n\t日مر  ', min_size=1, max_size=60), st.sampled_from([0, 20, 79]), st.data())
def test_any_words_stand_where_they_are_said_to(msgstr: str, width: int, data: st.DataObject) -> None:
    header = Entry("", "Content-Type: text/plain; charset=UTF-8\n")
    written = po.write(Catalog("fr.po", "fr", header, (Entry("a", msgstr),), width=width))
    (one,) = po.read(written, "fr.po", "fr").entries
    start = data.draw(st.integers(0, len(msgstr) - 1))
    end = data.draw(st.integers(start + 1, len(msgstr)))
    place = place_of(one, start, end)
    assert place is not None
    lines = written.decode().split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    text = (
        po.read(f'{HEADER}msgid "a"\nmsgstr "{chr(10).join(lines)}"\n'.encode(), "x.po", "fr")
        .entries[0]
        .msgstr
    )
    assert text == msgstr[start:end]
