"""What a real model says: its translations, searches, ratings and links, by construction word for word."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from tmpipe.engines import argos
from tmpipe.engines.decoding.decoder import CHUNK, Decoder, _doubtful
from tmpipe.engines.decoding.network import Hypothesis, Network
from tmpipe.engines.packages import models
from tmpipe.parts import Searching, Translation, Wish

Build = Callable[..., Path]
Opened = Callable[..., Decoder]
SPM: Sequence[str] = ()
BPE: Sequence[str] = ("--tokenizer", "bpe")
PREFIX: Sequence[str] = ("--prefix", "__fr__")
KINDS = pytest.mark.parametrize("options", [SPM, BPE, PREFIX], ids=["spm", "bpe", "prefix"])
SOURCE, TARGET = "the political prisoners of Iran", "les politiques prisonniers de Iran"


@pytest.fixture
def opened(home: Path, build: Build) -> Opened:
    """`opened(options of the package, **settings)`: its decoder."""

    def decoder(options: Sequence[str], **settings: object) -> Decoder:
        package = models.install_file(build(*options))
        found = argos.open_engine("en", package.to_code, **settings)
        assert isinstance(found, Decoder)
        return found

    return decoder


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """How many texts each search was for, and how wide it was."""
    out: list[tuple[int, int]] = []
    searched = Network.searched

    def counted(network: Network, sources: Sequence[Sequence[str]], *rest: object, **options: int) -> object:
        out.append((len(sources), options["beam"]))
        return searched(network, sources, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Network, "searched", counted)
    return out


def texts(translations: Iterable[Translation]) -> list[str]:
    return [each.text for each in translations]


def linked(source: str, target: str, decoder: Decoder) -> list[tuple[str, str]]:
    [found] = decoder.align([(source, target)])
    return [(target[one.start : one.end], source[one.source_start : one.source_end]) for one in found]


# --- translate -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("", "", ""),
        (" \u00a0", "", ""),
        ("the truth", "les vérité", ""),
        ("the <g1> truth", "les <g1> vérité", ""),
        ("very very very", "très très très", ""),
        ("the truth " * 101, "", "window"),
        ("x" * 100_000, "", "window"),
        ("\u200b\ufeff", "", ""),
    ],
)
def test_odd_texts(opened: Opened, source: str, target: str, reason: str) -> None:
    [found] = opened(SPM).translate([source])
    assert (found.text, found.reason) == (target, reason)
    assert (found.confidence is not None) == bool(target)


def test_equal_texts_are_translated_once_and_texts_in_chunks(
    opened: Opened, sent: list[tuple[int, int]]
) -> None:
    sources = ["the truth", "justice"] * CHUNK + ["the truth must be"]
    found = opened(SPM, beam_size=1).translate(sources)
    assert next(found).text == "les vérité"
    assert sent == [(2, 1)]
    assert len(list(found)) == len(sources) - 1
    assert sent == [(2, 1), (0, 1), (1, 1)]


def test_what_is_in_doubt_is_searched_again(opened: Opened, sent: list[tuple[int, int]]) -> None:
    sources = ["the truth", "the massacre", "justice"]
    found = texts(opened(BPE).translate(sources))
    assert sent == [(3, 1), (1, 4)]
    assert found[::2] == ["les vérité", "justice"]
    sent.clear()
    assert texts(opened(BPE, doubt=0).translate(sources)) == found
    assert texts(opened(BPE, beam_size=2).translate(sources)) == found
    assert sent == [(3, 1), (0, 4), (3, 2)]


@pytest.mark.parametrize(
    ("probabilities", "share", "again"),
    [
        ([0.9, 0.2, 0.5, 0.3], 0.5, [1, 3]),
        ([0.9, 0.2, 0.5, 0.3], 0.51, [1, 3, 2]),
        ([0.9, 0.2, 0.5, 0.3], 0.01, [1]),
        ([0.9, 0.2, 0.5, 0.3], 0, []),
        ([0.99, 0.2, 0.97, 0.96], 1, [1]),
        ([0.5, 0.5], 1, [0, 1]),
        ([0.3, -0.9], 0.5, [1]),
        ([], 1, []),
    ],
)
def test_the_least_sure_share_is_in_doubt(probabilities: list[float], share: float, again: list[int]) -> None:
    found = [Hypothesis((), abs(each), ended=each > 0) for each in probabilities]
    assert _doubtful(found, [7] * len(found), share) == again


def test_the_likelier_of_both_searches_stays(opened: Opened) -> None:
    source = "the massacre of families massacre massacre"
    ways = [opened(BPE, beam_size=beam) for beam in (1, 4)]
    confidences = [found.confidence or 0 for way in ways for found in way.translate([source])]
    [found] = opened(BPE).translate([source])
    assert found.confidence == max(confidences)


@pytest.mark.parametrize("beam_size", [1, 4])
@KINDS
def test_confidence_is_the_mean_probability_of_the_tokens(
    opened: Opened, options: Sequence[str], beam_size: int
) -> None:
    import ctranslate2

    decoder = opened(options, beam_size=beam_size)
    source = "the massacre of political prisoners"
    [found] = decoder.translate([source])
    [package] = models.installed()
    given = 1 if package.target_prefix else 0
    [scored] = ctranslate2.Translator(str(package.path / "model")).score_batch(
        [decoder._loaded.source.encode(source)],
        [[package.target_prefix] * given + decoder._loaded.target.encode(found.text)],
        offset=given,
    )
    mean = math.exp(sum(scored.log_probs) / len(scored.log_probs))
    assert found.confidence == pytest.approx(mean, abs=1e-3)
    assert mean < 0.995


def test_the_window_is_a_setting(opened: Opened) -> None:
    long = "the political prisoners of Iran " * 4
    assert texts(opened(SPM, window=19).translate([long, "the truth"])) == ["", "les vérité"]
    assert [opened(SPM, window=window).fits(long) for window in (19, 20)] == [False, True]
    assert texts(opened(SPM, window=20).translate([long])) == [" ".join([TARGET] * 4)]


def test_what_has_no_end_is_empty(opened: Opened) -> None:
    decoder = opened(SPM)
    found = Hypothesis(("▁les", "▁vérité"), 0.9, ended=True)
    assert decoder._translation(found) == Translation("les vérité", 0.9)
    assert decoder._translation(found._replace(ended=False)) == Translation("", reason="endless")


# --- search --------------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize(
    ("beginning", "target"),
    [
        ("", TARGET),
        ("les", TARGET),
        ("les politiques", TARGET),
        ("les politiques ", TARGET),
        (TARGET, TARGET),
    ],
)
def test_a_beginning_is_gone_on_from(
    opened: Opened, options: Sequence[str], beginning: str, target: str
) -> None:
    [[found]] = opened(options).search([Wish(SOURCE, beginning=beginning)])
    assert found.text == target
    assert found.confidence is not None
    assert found.confidence > 0.99


@KINDS
@pytest.mark.parametrize("beginning", ["les pol", "Ω é zélés", "les “détenus”,", "l’été… «"])
def test_any_beginning_stands_there_as_it_is(opened: Opened, options: Sequence[str], beginning: str) -> None:
    [found] = opened(options).search([Wish(SOURCE, beginning=beginning)])
    assert all(each.text.startswith(beginning) for each in found)
    assert found
    assert found[0].confidence is not None
    assert found[0].confidence < 0.1


@KINDS
def test_several_differ_and_come_by_likelihood(opened: Opened, options: Sequence[str]) -> None:
    [found] = opened(options).search([Wish("the massacre of families", count=4)])
    assert len(set(texts(found))) == len(found)
    assert set(texts(found)) >= {"les massacre de familles", "les tuerie de familles"}
    confidences = [each.confidence or 0 for each in found]
    assert confidences == sorted(confidences, reverse=True)


def test_wishes_of_one_kind_go_together_and_come_in_order(
    opened: Opened, sent: list[tuple[int, int]]
) -> None:
    wishes = [
        Wish("the truth"),
        Wish("families", beam=1),
        Wish(""),
        Wish("justice"),
        Wish("the the the", unrepeated=1),
        Wish("x" * 100_000),
    ]
    found = opened(SPM).search(wishes)
    assert sent == [(2, 4), (1, 1), (1, 4)]
    assert [texts(each)[:1] for each in found[:4]] == [["les vérité"], ["familles"], [], ["justice"]]
    assert found[4][0].text.count("les") <= 1
    assert found[5] == []


# --- rate and align ------------------------------------------------------------------------------


@KINDS
def test_a_rating_is_on_the_scale_of_confidence(opened: Opened, options: Sequence[str]) -> None:
    decoder = opened(options)
    sources = ["the massacre of families", SOURCE]
    found = list(decoder.translate(sources))
    rated = decoder.rate([(source, each.text) for source, each in zip(sources, found, strict=True)])
    assert rated == pytest.approx([each.confidence for each in found], abs=1e-3)
    wrong, *nothing = decoder.rate([(SOURCE, "familles"), ("", "les"), ("the", ""), ("x" * 9999, "x")])
    assert 0 < wrong < 0.01
    assert nothing == [0, 0, 0]


@KINDS
def test_each_word_comes_from_its_own(opened: Opened, options: Sequence[str]) -> None:
    decoder = opened(options)
    source = "the political prisoners, of Iran: 1988; the truth."
    target = "les politiques prisonniers, de Iran: 1988; les vérité."
    assert linked(source, target, decoder) == [
        ("les", "the"),
        ("politiques", "political"),
        ("prisonniers", "prisoners"),
        ("de", "of"),
        ("Iran", "Iran"),
        ("1988", "1988"),
        ("les", "the"),
        ("vérité", "truth"),
    ]


def test_links_of_many_are_in_the_order_asked_for(opened: Opened) -> None:
    decoder = opened(SPM)
    pairs = [(SOURCE, TARGET), ("", "les"), ("the truth", "les vérité"), ("the", ""), (SOURCE, TARGET)]
    found = decoder.align(pairs)
    assert [len(each) for each in found] == [5, 0, 2, 0, 5]
    assert found[0] == found[4]
    assert isinstance(decoder, Searching)


# --- models that have learned --------------------------------------------------------------------


PACKAGES = Path(__file__).parents[2] / "data/packages"
TRAINED = pytest.mark.parametrize("name", ["translate-en_fr-1_0", "translate-en_it-1_0"], ids=["spm", "bpe"])
DENIAL = "The authorities did not answer."
DENIALS = {"fr": "Les autorités n'ont pas répondu.", "it": "Le autorità non hanno risposto."}
LINKED = {
    "fr": {("autorités", "authorities"), ("pas", "not"), ("répondu", "answer")},
    "it": {("autorità", "authorities"), ("non", "not"), ("risposto", "answer")},
}


@pytest.fixture
def trained(home: Path) -> Callable[[str], tuple[Decoder, str]]:
    """`trained(name)`: the decoder of a package in the tests' data, and its locale."""

    def decoder(name: str) -> tuple[Decoder, str]:
        package = models.install_file(PACKAGES / f"{name}.argosmodel")
        found = argos.open_engine("en", package.to_code)
        assert isinstance(found, Decoder)
        return found, package.to_code

    return decoder


@TRAINED
def test_learned_words_are_linked(trained: Callable[[str], tuple[Decoder, str]], name: str) -> None:
    decoder, locale = trained(name)
    assert texts(decoder.translate([DENIAL])) == [DENIALS[locale]]
    found = linked(DENIAL, DENIALS[locale], decoder)
    assert set(found) >= LINKED[locale]
    assert len(found) == len(dict(found))


@TRAINED
def test_a_learned_beginning_is_gone_on_from(
    trained: Callable[[str], tuple[Decoder, str]], name: str
) -> None:
    decoder, locale = trained(name)
    whole = DENIALS[locale]
    for end in (3, 13, 17):
        [[found]] = decoder.search([Wish(DENIAL, beginning=whole[:end])])
        assert found.text.startswith(whole[:end])
        assert found.confidence == pytest.approx(decoder.rate([(DENIAL, found.text)])[0], abs=1e-3)
    [[other]] = decoder.search([Wish(DENIAL, beginning=whole.split()[0] + " X")])
    right, wrong = decoder.rate([(DENIAL, whole), (DENIAL, other.text)])
    assert wrong < right
