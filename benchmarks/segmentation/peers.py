"""Sentence splitters to compare with, each as a function of a language that gives a function of a text."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Splitter = Callable[[str], list[str]]


def tmpipe(language: str) -> Splitter:
    """Ours."""
    segment = import_module("tmpipe.text.segment").segment
    return lambda text: segment(text, language)


def pysbd(language: str) -> Splitter:
    """Golden-rule segmenter; it has no Swedish, which gets its English rules."""
    segmenter = import_module("pysbd").Segmenter(language={"sv": "en"}.get(language, language), clean=False)
    return lambda text: list(segmenter.segment(text))


def sentence_splitter(language: str) -> Splitter:
    """Europarl's; it has no Persian, which gets its English rules."""
    splitter = import_module("sentence_splitter").SentenceSplitter(
        language={"fa": "en"}.get(language, language)
    )
    return lambda text: list(splitter.split(text))


def blingfire(_language: str) -> Splitter:
    """Finite automata, one model for all languages."""
    split = import_module("blingfire").text_to_sentences
    return lambda text: split(text).split("\n")


def choppa(language: str) -> Splitter:
    """LanguageTool's SRX rules."""
    package = import_module("choppa")
    rules = next(Path(package.__file__ or "").parent.rglob("languagetool*.srx"), None)
    rules = rules or next(Path(package.__file__ or "").parent.rglob("*.srx"))
    document = import_module("choppa.srx_parser").SrxDocument(ruleset=str(rules))
    iterator = import_module("choppa.iterators").SrxTextIterator
    return lambda text: list(iterator(document, language, text))


def punkt(language: str) -> Splitter:
    """NLTK's, with its trained model where it is installed, else untrained."""
    module = import_module("nltk.tokenize.punkt")
    names = {"en": "english", "fr": "french", "it": "italian", "sv": "swedish"}
    try:
        return list_of(module.PunktTokenizer(names.get(language, "english")).tokenize)
    except LookupError:
        return list_of(module.PunktSentenceTokenizer().tokenize)


def spacy(language: str) -> Splitter:
    """spaCy's rule-based sentencizer."""
    pipeline = import_module("spacy").blank(language)
    pipeline.add_pipe("sentencizer")
    return lambda text: [sentence.text for sentence in pipeline(text).sents]


def icu(language: str) -> Splitter:
    """ICU's break iterator, Unicode's sentence rules."""
    module = import_module("icu")
    breaks = module.BreakIterator.createSentenceInstance(module.Locale(language))

    def split(text: str) -> list[str]:
        held = module.UnicodeString(text)
        breaks.setText(held)
        ends = list(breaks)
        return [str(held[start:end]) for start, end in zip([0, *ends], ends, strict=False)]

    return split


def list_of(function: Callable[[str], Any]) -> Splitter:
    """The function, its answer made a list."""
    return lambda text: list(function(text))


PEERS = {f.__name__: f for f in (tmpipe, pysbd, sentence_splitter, blingfire, choppa, punkt, spacy, icu)}
