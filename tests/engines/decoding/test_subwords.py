"""Our tokens are those of argostranslate's own tokenizers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.decoding.subwords import Bpe, MosesBpe, SentencePiece
from tmpipe.engines.packages import models
from tmpipe.errors import InputError

Build = Callable[..., Path]
TEXTS = [
    "The political prisoners were executed in the prisons of Iran.",
    "“Death Commissions”, it said: 4,000 of them (see p. 12)!",
    "Mr. Khamenei's <office> & the U.N.; no-one—not even he… 50%",
    "Ω中 émigré it's L'Homme d'Iran",
    "a",
    "زندان‌ها در ایران؟",
]
CODES = "#version: 0.2\nt h\nth e</w>\na b\nab a\na b</w>\nab ab</w>\n"


@pytest.fixture
def bpe(home: Path, build: Build) -> Path:
    return models.install_file(build("--tokenizer", "bpe")).path / "bpe.model"


@pytest.mark.parametrize("text", TEXTS)
def test_moses_and_codes(bpe: Path, text: str) -> None:
    from argostranslate.tokenizer import BPETokenizer

    ours, theirs = MosesBpe(bpe, "en", "fr"), BPETokenizer(bpe, "en", "fr")
    tokens = ours.encode(text)
    assert tokens == theirs.encode(text)
    assert ours.decode(tokens) == theirs.decode(tokens)


@pytest.mark.parametrize("text", TEXTS)
def test_sentencepiece(home: Path, build: Build, text: str) -> None:
    from argostranslate.tokenizer import SentencePieceTokenizer

    model = models.install_file(build()).path / "sentencepiece.model"
    ours, theirs = SentencePiece(model), SentencePieceTokenizer(model)
    assert ours.encode(text) == theirs.encode(text)
    assert ours.decode(ours.encode(text)) == theirs.decode(theirs.encode(text)).strip()


WORDS = st.text(st.sampled_from("abth</w>e"), min_size=1, max_size=12)
FIRST = st.sampled_from(["a", "b", "ab", "t", "ba"])
SECOND = st.sampled_from(["a", "b</w>", "ab", "e", "</w>"])
PAIRS = st.lists(st.tuples(FIRST, SECOND), min_size=1)


@given(words=st.lists(WORDS, max_size=5), pairs=PAIRS, head=st.sampled_from(["", "#version: 0.2\n"]))
def test_codes_merge_as_subword_nmt_does(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], pairs: list[tuple[str, str]], head: str
) -> None:
    from argostranslate.apply_bpe import BPE

    text = head + "".join(f"{first} {second}\n" for first, second in pairs)
    file = tmp_path_factory.getbasetemp() / "codes"
    file.write_text(text, "utf-8")
    ours = [token for word in words for token in Bpe(file).tokens(word)]
    assert ours == BPE(io.StringIO(text)).segment_tokens(words)


@pytest.mark.parametrize(
    ("word", "tokens"),
    [
        ("the", ("the",)),
        ("then", ("th@@", "e@@", "n")),
        ("aab", ("a@@", "ab")),
        ("abab", ("aba@@", "b")),
        ("ababa", ("ab@@", "ab@@", "a")),
        ("x", ("x",)),
    ],
)
def test_codes_by_hand(tmp_path: Path, word: str, tokens: tuple[str, ...]) -> None:
    (tmp_path / "codes").write_text(CODES, "utf-8")
    assert Bpe(tmp_path / "codes").tokens(word) == tokens


def test_codes_behind_many_that_stand_twice_still_count(tmp_path: Path) -> None:
    (tmp_path / "codes").write_text("a b</w>\n" * 10 + "a a\n", "utf-8")
    assert Bpe(tmp_path / "codes").tokens("<aa") == ("<@@", "aa")


NO_CODES = [("#version: 0.2\na b\na b c\n", 3), ("a b\n\na c\n", 2), ("#version: 7\n", 1), ("", 1)]


@pytest.mark.parametrize(("text", "line"), NO_CODES)
def test_codes_that_are_none(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "codes").write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        Bpe(tmp_path / "codes")
    assert (error.value.path, error.value.line) == (str(tmp_path / "codes"), line)
