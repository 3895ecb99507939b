"""The comment that keeps what the other side of a merge said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs import origin, po, theirs
from tmpipe.catalogs.theirs import Theirs
from tmpipe.model import Catalog, Entry

Tool = Callable[..., tuple[bytes, str]]

texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("said", "comment"),
    [
        (Theirs(("Bonjour",)), 'tmpipe: theirs "Bonjour"'),
        (Theirs(("un", "deux"), fuzzy=True), 'tmpipe: theirs fuzzy "un" "deux"'),
        (Theirs(('a "b"\n\\c\t',)), r'tmpipe: theirs "a \"b\"\n\\c\t"'),
        (Theirs(("a\x85b\u2028c",)), r'tmpipe: theirs "a\u0085b\u2028c"'),
        (Theirs(("",)), 'tmpipe: theirs ""'),
    ],
)
def test_its_form(said: Theirs, comment: str) -> None:
    assert theirs.format(said) == comment
    assert theirs.parse(comment) == said


@given(st.lists(texts, min_size=1).map(tuple), st.booleans())
def test_it_comes_back_and_stays_on_one_line(said: tuple[str, ...], fuzzy: bool) -> None:
    comment = theirs.format(Theirs(said, fuzzy))
    assert theirs.parse(comment) == Theirs(said, fuzzy)
    assert len(comment.splitlines()) == 1
    assert origin.parse(comment) is None


@pytest.mark.parametrize(
    "comment", ["", "theirs", "tmpipe: origin=memory", "tmpipe: theirselves", "x tmpipe: theirs"]
)
def test_other_comments_are_not_taken_for_it(comment: str) -> None:
    assert theirs.parse(comment) is None


@pytest.mark.parametrize("rest", ["", "Bonjour", '"Bonjour', '"a" b', r'"\q"', '"a" "b'])
def test_a_damaged_one_still_asks(rest: str) -> None:
    assert theirs.parse(f"tmpipe: theirs {rest}".rstrip()) == Theirs((rest,))


@pytest.mark.parametrize("line", ['#tmpipe:theirs "un"', '#tmpipe: theirs"un"', '# tmpipe:  theirs\t"un"'])
def test_blanks_that_are_lost_by_hand_settle_nothing(line: str) -> None:
    catalog = po.read(f'{line}\nmsgid "a"\nmsgstr "b"\n'.encode(), "x.po", "fr")
    assert theirs.of(catalog.entries[0]) == (Theirs(("un",)),)
    assert theirs.parse(line.lstrip("# ").replace("theirs", "theirs fuzzy")) == Theirs(("un",), fuzzy=True)


def test_an_editor_keeps_it(tool: Tool) -> None:
    said = Theirs(('Il a dit : « fin »\n\\ "et" puis ' + "très " * 40, "بله\u200c"), fuzzy=True)
    entry = Entry("a", "b", comments=("ask Maryam", theirs.format(said)))
    data, _ = tool("msgcat", "-", data=po.write(Catalog("x.po", "fr", po.new_header("fr", "x"), (entry,))))
    assert theirs.of(po.read(data, "x.po", "fr").entries[0]) == (said,)
