"""Sums over texts come to sacrebleu's own corpus scores."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu import corpus_bleu, corpus_chrf, sentence_chrf

from tmpipe.errors import MissingPartError
from tmpipe.pipeline.metrics import Counts, Metrics

WORDS = ["les", "familles", "exigent", "la", "vérité", "Iran", "1988", "حقیقت", "را", ",", ".", "«", "l'été"]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
FRENCH = Metrics("fr")


def summed(pairs: list[tuple[str, str]], metrics: Metrics = FRENCH) -> Counts:
    counts = Counts()
    for target, reference in pairs:
        counts = counts.plus(metrics.counts(target, reference))
    return counts


@given(st.lists(st.tuples(SENTENCES, SENTENCES.filter(bool)), min_size=1, max_size=8))
def test_the_scores_are_those_of_sacrebleu(pairs: list[tuple[str, str]]) -> None:
    targets, references = map(list, zip(*pairs, strict=True))
    found = FRENCH.quality(summed(pairs))
    assert found.bleu == corpus_bleu(targets, [references], force=True).score
    assert found.chrf == corpus_chrf(targets, [references]).score


@given(SENTENCES, SENTENCES.filter(bool))
def test_chrf_of_one_text(target: str, reference: str) -> None:
    assert FRENCH.chrf(FRENCH.counts(target, reference)) == sentence_chrf(target, [reference]).score


def test_nothing_scores_nothing() -> None:
    assert FRENCH.quality(Counts()) == (0, 0)
    assert FRENCH.quality(summed([("", "les familles")])) == (0, 0)


def test_signatures_are_those_of_sacrebleu() -> None:
    FRENCH.counts("les", "les")
    told = FRENCH.signatures()
    assert list(told) == ["BLEU", "chrF"]
    assert told["BLEU"].startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.")
    assert told["chrF"].startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.")


@pytest.mark.parametrize(
    ("locale", "tokenizer"), [("fr", "13a"), ("pt-BR", "13a"), ("zh-TW", "zh"), ("ja", "char")]
)
def test_languages_without_blanks_are_cut_otherwise(locale: str, tokenizer: str) -> None:
    metrics = Metrics(locale)
    metrics.counts("真相", "真相")
    assert f"|tok:{tokenizer}|" in metrics.signatures()["BLEU"]


def test_without_sacrebleu_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu.metrics.bleu", None)
    with pytest.raises(MissingPartError, match=r"pip install 'tmpipe\[measure\]'"):
        Metrics("fr")
