"""Sentences: tables for each language, hand-cut texts, and the laws of split and join."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import CODE, Code, Segment
from tmpipe.text.segment import join, segment, split

TESTS = Path(__file__).parents[1]
LANGUAGES = ("en", "fr", "it", "sv", "fa", "de", "und")


def rows() -> Iterator[tuple[str, str]]:
    """The cases of golden/segments: language, and sentences separated by ` | `."""
    for path in sorted((TESTS / "golden" / "segments").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, line


@pytest.mark.parametrize(("language", "sentences"), list(rows()))
def test_sentences(language: str, sentences: str) -> None:
    expected = sentences.split(" | ")
    assert segment(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "", []),
        ("en", " \n ", []),
        ("en", "A heading", ["A heading"]),
        ("en", "A HEADING IN CAPITALS", ["A HEADING IN CAPITALS"]),
        ("en", "He\nleft. She\nstayed.", ["He\nleft.", "She\nstayed."]),
        ("en", "He left.\nShe stayed.", ["He left.", "She stayed."]),
        ("en", "He left.\xa0She stayed.", ["He left.", "She stayed."]),
        ("en", "A heading\n\nHe left.\n \n\nShe stayed", ["A heading", "He left.", "She stayed"]),
        ("en", "A heading\r\n\r\nHe left.", ["A heading", "He left."]),
        ("en", "He left.", ["He left."]),
        (
            "en",
            "on me. i left. she stayed! why? nobody knew",
            ["on me.", "i left.", "she stayed!", "why?", "nobody knew"],
        ),
        ("fr", "« Non !\u202f» Il sortit.", ["« Non !\u202f»", "Il sortit."]),
        ("fr", 'Il dit : " Non ! " Il sortit.', ['Il dit : " Non ! "', "Il sortit."]),
        ("it", "Il film è finito. poi uscì.", ["Il film è finito.", "poi uscì."]),
        ("de", "Dr. Klein kam am 3. Oktober. Er ging.", ["Dr. Klein kam am 3. Oktober.", "Er ging."]),
        ("ru", "А. С. Пушкин умер. Она осталась.", ["А. С. Пушкин умер.", "Она осталась."]),
        ("zh-Hans", "他走了。她留下了！为什么？", ["他走了。", "她留下了！", "为什么？"]),
        ("hi", "वह गया। वह रुकी।", ["वह गया।", "वह रुकी।"]),
        ("fr-CA", "M. Roy partit. Mme Roy resta.", ["M. Roy partit.", "Mme Roy resta."]),
    ],
)
def test_running_text(language: str, text: str, expected: list[str]) -> None:
    assert segment(text, language) == expected


@pytest.mark.parametrize(
    "expected",
    [
        [Segment("<g1>Alireza Avaei</g1>, a minister, was there.", " "), Segment("He left.")],
        [Segment("He left.", "<x1/> "), Segment("She stayed.", "<x2/>")],
        [Segment("He left.”", "<x1/> "), Segment("She <x2/> stayed.")],
        [Segment("He left.", "<x1/>"), Segment("She stayed.")],
        [Segment("", "<g1>"), Segment("He left.", " "), Segment("She stayed.", "</g1>")],
        [Segment("", "<x1/> <g2>"), Segment("All of <g3>it</g3>", "</g2>")],
        [Segment("He <g1>left.</g1>", " <g2>"), Segment("She stayed.", "</g2>")],
        [Segment("", "<g1>"), Segment("He <g2>left.</g2>", "</g1> "), Segment("She stayed.")],
        [Segment("<g1><x2/>He</g1> left.", " "), Segment("<g3><g4>She</g4></g3> stayed.")],
        [Segment("", " <x1/> ")],
        [Segment("", " "), Segment("He left.", " ")],
        [Segment("Visit <g1>U.N. Doc. <g2>A/72</g2></g1>.")],
        [Segment("Nov.<x1/> 15 was cold.")],
        [],
    ],
)
def test_codes_at_an_edge_are_in_tails(expected: list[Segment]) -> None:
    assert list(split(join(expected))) == expected


WORD, BREAK, TAB, NOTE = (Code(kind, "") for kind in ("code", "break", "tab", "note"))


@pytest.mark.parametrize(
    ("language", "codes", "text", "expected"),
    [
        ("en", [WORD], "Run <x1/>. Then wait.", ["Run <x1/>.", "Then wait."]),
        ("en", [WORD], "Run <x1/>. then wait.", ["Run <x1/>.", "then wait."]),
        ("en", [WORD], "It is a command. <x1/> runs it.", ["It is a command.", "<x1/> runs it."]),
        ("en", [WORD] * 3, "Use <x1/> or <x2/>. <x3/> is newer.", ["Use <x1/> or <x2/>.", "<x3/> is newer."]),
        ("en", [WORD], "“Use <x1/>.” He left.", ["“Use <x1/>.”", "He left."]),
        ("en", [WORD], "e.g. <x1/> is fine.", ["e.g. <x1/> is fine."]),
        ("en", [WORD], "Version 2.<x1/> is out.", ["Version 2.<x1/> is out."]),
        (
            "en",
            [Code("link", "", ""), WORD],
            "He left. <g1><x2/></g1> is new.",
            ["He left.", "<g1><x2/></g1> is new."],
        ),
        ("en", [Code("field", "")] * 2, "Page <x1/> of <x2/>", ["Page <x1/> of <x2/>"]),
        (
            "fr",
            [WORD] * 2,
            "Lancez <x1/>. <x2/> est plus récent.",
            ["Lancez <x1/>.", "<x2/> est plus récent."],
        ),
        ("sv", [WORD], "t.ex. <x1/> är ny.", ["t.ex. <x1/> är ny."]),
        ("fa", [WORD] * 2, "از <x1/> است. <x2/> بهتر است.", ["از <x1/> است.", "<x2/> بهتر است."]),
        ("en", [BREAK], "It ends here.<x1/>1988 began.", ["It ends here.", "1988 began."]),
        ("en", [BREAK], "It ends here.<x1/>“Quoted.”", ["It ends here.", "“Quoted.”"]),
        ("en", [BREAK], "Address:<x1/>12 Main Street", ["Address:<x1/>12 Main Street"]),
        ("en", [BREAK, BREAK], "A line<x1/><x2/>another one", ["A line", "another one"]),
        ("en", [TAB], "1.<x1/>The first", ["1.<x1/>The first"]),
        ("en", [NOTE], "He said so.<x1/> She left.", ["He said so.", "She left."]),
        ("en", [NOTE], "He said so<x1/>. She left.", ["He said so<x1/>.", "She left."]),
        ("en", [Code("image", "")], "An image <x1/> here. And.", ["An image <x1/> here.", "And."]),
        ("en", [Code("image", "")], "It ends with <x1/>", ["It ends with"]),
    ],
)
def test_codes_are_looked_through(language: str, codes: list[Code], text: str, expected: list[str]) -> None:
    parts = split(text, language, codes)
    assert [part.text for part in parts if part.text] == expected
    assert join(parts) == text


# --- hand-cut texts ------------------------------------------------------------------------------


def ends(sentences: Sequence[str]) -> set[int]:
    """Where sentences end, in characters that are no white space; the text's own end left out."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    return {sum(lengths[:count]) for count in range(1, len(lengths))}


@pytest.mark.parametrize(
    ("name", "language", "least"),
    [
        ("legal-en", "en", 0.97),
        ("hard-fr", "fr", 0.96),
        ("hard-it", "it", 0.97),
        ("hard-sv", "sv", 0.95),
        ("hard-fa", "fa", 0.96),
    ],
)
def test_boundary_f1_on_hand_cut_texts(name: str, language: str, least: float) -> None:
    lines = (TESTS / "gold" / "segments" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("# ")).strip("\n")
    right = found = wanted = 0
    for paragraph in text.split("\n\n"):
        expected, got = ends(paragraph.split("\n")), ends(segment(" ".join(paragraph.split("\n")), language))
        right, found, wanted = right + len(expected & got), found + len(got), wanted + len(expected)
    assert 2 * right / (found + wanted) >= least


# --- laws ----------------------------------------------------------------------------------------

CHARACTERS = "aB1.!?…؟،؛«»“”\"'’()[]-–—:;, \n\t\xa0\u202f\u200c8¹*。"
STRINGS = (
    """. |? |... |Mr. |U.S. |The |said |p. |5 |.”2 |<g1>|</g1>|<g2>|</g2>|<x3/>|گفت |م. |\n\n|www.a.b|<g"""
)
PIECES = st.sampled_from([*CHARACTERS, *STRINGS.split("|")])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


KINDS = st.lists(st.sampled_from([WORD, BREAK, TAB, NOTE]), min_size=3, max_size=3)


@given(TEXTS, st.sampled_from(LANGUAGES), KINDS)
def test_join_is_the_inverse_of_split(text: str, language: str, codes: list[Code]) -> None:
    assert join(split(text, language)) == text
    assert join(split(text, language, codes)) == text


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_segments_are_stripped_and_only_the_first_may_be_empty(text: str, language: str) -> None:
    segments = split(text, language)
    assert all(part.text == part.text.strip() for part in segments)
    assert all(part.text for part in segments[1:])
    assert all(not CODE.sub("", part.tail).strip() for part in segments)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_without_codes_segment_and_split_agree(text: str, language: str) -> None:
    bare = CODE.sub("", text)
    if not CODE.search(bare):
        assert segment(bare, language) == [part.text for part in split(bare, language) if part.text]


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_every_letter_is_in_a_segment(text: str, language: str) -> None:
    assert "".join("".join(segment(text, language)).split()) == "".join(text.split())


@given(st.lists(st.sampled_from([line for name, line in rows() if name == "en"]), min_size=1, max_size=4))
def test_a_sentence_stays_one_when_it_stands_alone(lines: list[str]) -> None:
    for sentence in segment(" ".join(lines).replace(" | ", " ")):
        assert segment(sentence) == [sentence]


RUNS = (
    '.|. |(|”|.”|A. |. 1 |(a.) |a.\n|. " |.8 | »|<x1/>|<g1>a. |。|. (|a. a|\n '
    "|!? [...] |« Où ? » |“Why?” Bachelet |Mr. "
)


@pytest.mark.parametrize("unit", RUNS.split("|"))
def test_long_runs_are_cut_like_short_ones(unit: str) -> None:
    """Were anything quadratic, one of these would take hours."""
    text = unit * (300_000 // len(unit))
    assert join(split(text)) == text
