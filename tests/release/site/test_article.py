"""What readers see of a text, and its file."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.model import Block, Code, Document, Fingerprint, Role, Span, State
from tmpipe.release.content import Content, read, write
from tmpipe.release.site.article import LONGEST, content
from tmpipe.release.texts import STATES, Text


def text(locale: str = "fr", state: str = "draft") -> Text:
    return Text(
        "d", "d", locale, "Le titre", state, Fingerprint("", "", ""), "t", segments=7, date="2026-01-02"
    )


def said(words: str, state: State, role: Role = Role.PARAGRAPH) -> Block:
    return Block(words, 1, role, level=int(role is Role.HEADING), spans=(Span(0, len(words), state),))


def test_content_is_what_readers_see() -> None:
    document = Document(
        "a.txt",
        "fr",
        (
            said("Le <titre>", State.FINAL, Role.HEADING),
            said("Fini.", State.FINAL),
            said("Encore une phrase.", State.DRAFT),
            said("Not yet.", State.SOURCE),
        ),
        source_locale="en",
    )
    assert content(document, text()) == Content(
        document="d",
        locale="fr",
        direction="ltr",
        title="Le titre",
        state="draft",
        date="2026-01-02",
        summary="Fini. Encore une phrase. Not yet.",
        html=(
            "<h1>Le &lt;titre&gt;</h1>\n<p>Fini.</p>\n"
            '<p><span class="draft">Encore une phrase.</span></p>\n'
            '<p class="source" lang="en" dir="ltr">Not yet.</p>'
        ),
        segments=4,
        drafts=1,
        untranslated=1,
    )


def test_an_original_has_its_own_numbers_and_a_title() -> None:
    document = Document("a.txt", "en", (Block("Nothing is a heading here.", 1),), title="A title")
    found = content(document, text("en", "original"))
    assert found.html == "<h1>A title</h1>\n<p>Nothing is a heading here.</p>"
    assert (found.segments, found.drafts, found.untranslated) == (7, 0, 0)


@pytest.mark.parametrize(
    ("paragraphs", "summary"),
    [
        ([], ""),
        (["One.", "Two."], "One. Two."),
        (["A line of its own", "Another", "A sentence."], "A line of its own · Another · A sentence."),
        (["One\u202e two\x00."], "One two\ufffd."),
        (["Short.", "word " * 80 + "end."], "Short."),
    ],
)
def test_summaries(paragraphs: list[str], summary: str) -> None:
    heading = Block("Title", 1, Role.HEADING, level=1)
    blocks = (Block("before", 1), heading, *(Block(one, 2) for one in paragraphs))
    assert content(Document("a.txt", "en", blocks), text("en")).summary == summary


def test_a_summary_has_no_pictures() -> None:
    def picture(words: str) -> Code:
        return Code("image", "x", inside=(Block(words, 1, place="alternative text of an image"),))

    codes = (picture("Un"), picture("Un] et deux"), picture(""))
    blocks = (
        Block("<x1/> Ici. <x3/><x2/>", 1, codes=codes),
        Block("<x1/>", 2, codes=codes[:1]),
        Block("Là.", 3),
    )
    found = content(Document("a.txt", "fr", blocks, title="t"), text())
    assert found.summary == "Ici. Là."
    assert "[image : Un] et deux]" in found.html.replace("\u202f", " ").replace("\u00a0", " ")


@given(st.text(), st.text(st.characters(), max_size=900))
def test_a_summary_is_one_short_line_and_the_file_is_read_back(title: str, body: str) -> None:
    found = content(Document("a.txt", "fr", (Block(body, 1),), title=title or "t"), text())
    assert len(found.summary) <= LONGEST
    assert not re.search("[\n\r\x00-\x1f\u202a-\u202e\u2066-\u2069]", found.summary)
    data = write(found)
    assert read(data, "text.json") == found
    assert data.endswith(b"}\n")
    assert json.loads(data)["tmpipe"] == 1


GOOD = Content("d", "fr", "ltr", "T", "final", "", "", "<h1>T</h1>", 1, 0, 0)


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_read(state: str) -> None:
    one = Content("d", "fa", "rtl", "T", state, "2026-01-01", "S", "<h1>T</h1>\n<p>x</p>", 1, 0, 0)
    assert read(write(one), "x") == one


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"tmpipe": 1', '"tmpipe": 2'),
        ('"tmpipe": 1', '"tmpipe": "1"'),
        ('"direction": "ltr"', '"direction": "up"'),
        ('"state": "final"', '"state": "good"'),
        ('"segments": 1', '"segments": -1'),
        ('"html": "<h1>T</h1>"', '"html": 3'),
        ('"title": "T"', '"title": "T\\nU"'),
        ('"drafts": 0,', ""),
        ("}", ""),
    ],
)
def test_what_is_no_content_is_refused(old: str, new: str) -> None:
    data = write(GOOD).decode()
    assert old in data
    with pytest.raises(InputError) as caught:
        read(data.replace(old, new).encode(), "fr/text.json")
    assert caught.value.path == "fr/text.json"
