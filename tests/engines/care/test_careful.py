"""Useful or absent: engines that misbehave, small real models, and what becomes of msgids around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines import argos
from tmpipe.engines.care.careful import Careful
from tmpipe.engines.care.codes import lift
from tmpipe.engines.packages import models
from tmpipe.errors import InputError
from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import CODE
from tmpipe.parts import Engine, Translation
from tmpipe.pipeline.gate import Gate

GLOSSARY = """\
term_id,source,source_variants,pos,domain,case,do_not_translate,fr,fr_permitted,fr_forbidden
massacre,massacre,,noun,,free,no,tuerie,,
truth,truth,,noun,,free,no,réalité,véracité,vérité
iran,Iran,,proper noun,,exact,yes,Iran,,
officials,officials,,noun,,free,no,prisonniers,,
commission,Death Commission,,noun,,free,no,commission de la mort,,
"""
LEXICON = """
    the=les prisoners=prisonniers were=furent executed=exécutés in=en of=de and=et families=familles
    demand=exigent truth=vérité today=actuellement London=Londres very=très officials=responsables they=ils
"""
FRENCH = dict(pair.split("=") for pair in LEXICON.split())
SOURCE = "the prisoners were executed in the prisons of Iran, and families demand justice today."
TARGET = "les prisonniers furent exécutés en les prisons de Iran, et familles exigent justice actuellement."


def french(text: str) -> str:
    """Word for word; what is not known stays."""
    return re.sub(r"[^\W\d_]+", lambda word: FRENCH.get(word[0], word[0]), text)


class Words:
    """An engine in a few lines, which others here spoil."""

    name = "words"

    def __init__(self, spoil: Callable[[str, str], str] = lambda source, target: target) -> None:
        self.spoil = spoil
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        for text in texts:
            self.asked.append(text)
            yield Translation(self.spoil(text, french(text)), 0.5)


def gate(locale: str = "fr") -> Gate:
    return Gate(Termbase(table.read(GLOSSARY.encode(), "terms.csv")), locale)


def one(engine: Engine, msgid: str, judge: Gate | None = None) -> Translation:
    (made,) = Careful(engine, "en", "fr", judge, least=0).translate([msgid])
    return made


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda source, target: "", "empty"),
        (lambda source, target: source, "copied"),
        (lambda source, target: target + " et les" * 9, "repetition"),
        (lambda source, target: target[:20], "length"),
        (lambda source, target: target.replace("exécutés", "казнены"), "script"),
        (lambda source, target: target.replace("exécutés", "⁇"), "characters"),
        (lambda source, target: "__fr__ " + target, "markup"),
        (lambda source, target: target.rstrip(".") + "!!!!!!", "punctuation"),
    ],
)
def test_what_an_engine_spoils_is_not_suggested(spoil: Callable[[str, str], str], reason: str) -> None:
    assert one(Words(spoil), SOURCE) == Translation("", reason=reason)
    assert one(Words(), SOURCE).text == TARGET


def test_what_only_long_texts_spoil_is_done_in_halves() -> None:
    engine = Words(lambda source, target: target[:30] if len(source) > 60 else target)
    made = one(engine, SOURCE)
    assert (made.text, made.way) == (TARGET, "halves")
    assert engine.asked == [SOURCE, *re.split(r"(?<=Iran,) ", SOURCE)]


def test_a_half_that_is_bad_makes_a_bad_whole() -> None:
    def forgetful(source: str, target: str) -> str:
        return "les" if len(source) > 60 or "today" in source else target

    assert one(Words(forgetful), SOURCE) == Translation("", reason="length")


@pytest.mark.parametrize(
    ("msgid", "target", "way"),
    [
        ("families demand justice", "familles exigent justice", ""),
        ("families demand truth", "familles exigent réalité", "inline"),
        ("<g1>families</g1> demand <g2>truth</g2>", "<g1>familles</g1> exigent <g2>réalité</g2>", "inline"),
    ],
)
def test_a_term_that_the_engine_does_not_know_stands_in_the_source(msgid: str, target: str, way: str) -> None:
    made = one(Words(), msgid, gate())
    assert (made.text, made.way) == (target, way)


def test_a_heading_in_capitals_keeps_its_names() -> None:
    engine = Words()
    made = one(engine, "FAMILIES OF IRAN DEMAND JUSTICE", gate())
    assert engine.asked == ["Families of Iran demand justice"]
    assert made.text == "FAMILIES DE IRAN EXIGENT JUSTICE"


def test_a_form_that_the_engine_would_translate_is_marked() -> None:
    def stubborn(source: str, target: str) -> str:
        return re.sub(r"\b(réalité|véracité)\b", "vérité", target)

    made = one(Words(stubborn), "families demand truth today", gate())
    assert (made.text, made.way) == ("familles exigent réalité actuellement", "marked")


def test_a_term_that_no_way_brings_is_told() -> None:
    def hopeless(source: str, target: str) -> str:
        return re.sub(r"\b(?!familles|exigent|today)\w+", "vérité", target)

    assert one(Words(hopeless), "families demand truth", gate()) == Translation("", reason="terms")


class Dying(Words):
    """A server that goes away with the text that says so."""

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        for text in texts:
            if "fatal" in text:
                raise InputError("the server is gone", "http://127.0.0.1")
            yield from super().translate([text])


def test_what_came_before_an_error_is_yielded() -> None:
    msgids = [f"families demand justice {number}" for number in range(9)]
    stream = Careful(Dying(), "en", "fr").translate([*msgids, "fatal", "more"])
    assert [next(stream).text for _ in msgids] == [french(msgid) for msgid in msgids]
    with pytest.raises(InputError, match="the server is gone"):
        next(stream)


class Half(Words):
    """Answers half of what it is asked."""

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        yield from super().translate(texts[: len(texts) // 2])


def test_an_engine_that_answers_half_is_told() -> None:
    with pytest.raises(InputError, match="words made 2 translations of 4 texts"):
        list(Careful(Half(), "en", "fr").translate(["the", "of", "and", "very"]))


def test_equal_msgids_and_pieces_are_sent_once() -> None:
    engine = Words()
    msgids = [
        "families demand justice",
        "<g1>families demand justice</g1>",
        "very",
        "families demand justice",
    ] * 3
    made = list(Careful(engine, "en", "fr", chunk=2).translate(msgids))
    assert [each.text for each in made[:3]] == [
        "familles exigent justice",
        "<g1>familles exigent justice</g1>",
        "très",
    ]
    assert sorted(engine.asked) == ["families demand justice", "very"]


class Capitals:
    """An engine that carries codes itself."""

    name = "capitals"
    carries_codes = True

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        return (Translation(text.replace("a", "A"), 1.0) for text in texts)


def test_an_engine_that_carries_codes_is_left_alone() -> None:
    assert one(Capitals(), "<g1>a</g1> a").text == "<g1>A</g1> A"


WORDS = st.sampled_from([*FRENCH, "Iran", "<g1>", "</g1>", "<x2/>", "12", "https://example.org/", "&lt;g1>"])
MSGIDS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=6)


@given(MSGIDS, st.integers(1, 4))
def test_chunks_make_no_difference(msgids: list[str], chunk: int) -> None:
    """One translation a msgid in order, the same whatever the chunks are and whatever came before."""
    careful = Careful(Words(), "en", "fr", gate(), chunk=chunk)
    made = list(careful.translate(msgids))
    assert made == [one(Words(), msgid, gate()) for msgid in msgids]
    assert list(careful.translate(msgids)) == made


@given(MSGIDS)
def test_useful_or_absent(msgids: list[str]) -> None:
    """What is there has the codes of its msgid, and nothing that the gate finds; what is empty says why."""
    judge = gate()
    for msgid, made in zip(msgids, Careful(Words(), "en", "fr", judge).translate(msgids), strict=True):
        assert bool(made.text) != bool(made.reason)
        if made.text:
            assert sorted(CODE.findall(made.text)) == sorted(CODE.findall(msgid))
            assert not judge.findings(msgid, made.text)


@pytest.fixture
def tiny(home: Path, build: Callable[..., Path]) -> Engine:
    return argos.open_engine("en", models.install_file(build()).to_code)


def test_a_real_model_is_searched_for_the_term(tiny: Engine) -> None:
    plain = next(iter(tiny.translate(["families deny the massacre"])))
    made = one(tiny, "families deny the massacre", gate())
    assert plain.text == "familles nient les massacre"
    assert (made.text, made.way) == ("familles nient les tuerie", "wider")


def test_a_real_model_is_led_to_the_term(tiny: Engine) -> None:
    made = one(tiny, "officials demand <g1>justice</g1>", gate())
    assert (made.text, made.reason) == ("prisonniers exigent <g1>justice</g1>", "")
    assert made.way in {"inline", "marked", "patched", "forced"}


def test_who_tells_no_confidence_has_none_on_any_way() -> None:
    class Silent(Words):
        def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
            return (Translation(one.text) for one in super().translate(texts))

    made = one(Silent(), "the truth in Iran.", gate())
    assert made == Translation("les réalité en Iran.", None, way="inline")


@pytest.mark.parametrize(
    ("least", "text", "reason"), [(0.5, TARGET, ""), (0.51, "", "doubtful"), (0, TARGET, "")]
)
def test_what_an_engine_doubts_too_much_is_left_out(least: float, text: str, reason: str) -> None:
    (made,) = Careful(Words(), "en", "fr", least=least).translate([SOURCE])
    assert (made.text, made.reason) == (text, reason)


@pytest.mark.parametrize(
    ("told", "least", "confidence", "reason"),
    [(7.0, 0.5, 1.0, ""), (float("nan"), 0.0, None, "doubtful"), (-1.0, 0.0, None, "doubtful")],
)
def test_confidence_is_from_0_to_1(told: float, least: float, confidence: float | None, reason: str) -> None:
    class Boasting(Words):
        def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
            return (Translation(one.text, told) for one in super().translate(texts))

    (made,) = Careful(Boasting(), "en", "fr", least=least).translate([SOURCE])
    assert (made.confidence, made.reason) == (confidence, reason)


def test_what_an_engine_types_is_no_code() -> None:
    (made,) = Careful(Words(lambda _, target: f"{target} <x2/>"), "en", "fr").translate([SOURCE])
    assert made.text == f"{TARGET} &lt;x2/>"
    assert lift(made.text).text == f"{TARGET} <x2/>"


def test_half_of_a_character_is_none() -> None:
    assert one(Words(lambda _, target: f"{target} \ud83d"), SOURCE) == Translation("", reason="characters")


JUNK = st.lists(
    st.sampled_from(
        "aé.,;:!?-–()[]{}“”«»'’\"|\\%&<>0½س中。\n\t\xa0\0\u202e\u2067\u2069\u200c\ufeff\u2028\ud800"
    )
    | WORDS
    | st.sampled_from(["&amp;lt;", "%s", "{0}", "THE WORLD ", "Huhid Balend ", " ", "zz" * 40]),
    max_size=12,
).map("".join)


@given(JUNK.filter(lambda text: "\ud800" not in text), JUNK, st.sampled_from(["fr", "fa", "ja"]))
def test_whatever_an_engine_says_of_whatever_it_is_asked(msgid: str, said: str, locale: str) -> None:
    """It is one of the two, a text with the msgid's codes that a file can hold, or a reason."""
    for judge in (None, gate(locale)):
        (made,) = Careful(Words(lambda _, __: said), "en", locale, judge).translate([msgid])
        assert bool(made.text) != bool(made.reason)
        if made.text:
            assert sorted(CODE.findall(made.text)) == sorted(CODE.findall(msgid))
            assert lift(made.text).lower(lift(made.text).text, ()) == made.text
            assert made.text.encode()
