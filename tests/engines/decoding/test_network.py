"""Settings of a model, what a search says of its hypotheses, and vocabularies."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.engines.decoding.network import MOST_WORKERS, Network, Settings, mean, workers
from tmpipe.engines.decoding.vocabulary import require_fit, vocabulary
from tmpipe.engines.packages import models
from tmpipe.errors import ConfigurationError, InputError

Build = Callable[..., Path]
PACKAGES = Path(__file__).parents[2] / "data" / "packages"


@pytest.fixture
def network(home: Path, build: Build) -> Callable[..., Network]:
    """`network(**settings)`: the model of a small package."""

    package = models.install_file(build())

    def loaded(**settings: object) -> Network:
        return Network(package.path / "model", Settings.of("argos", settings), "get it anew")

    return loaded


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"beam_size": 0}, "beam_size is a whole number from 1 to 64, not 0"),
        ({"beam_size": 2.0}, "beam_size is a whole number from 1 to 64, not 2.0"),
        ({"threads": True}, "threads is a whole number"),
        ({"batch_tokens": None}, "batch_tokens is a whole number"),
        ({"window": "200"}, "window is a whole number from 1 to 5000, not '200'"),
        ({"beam_size": 100_000}, "beam_size is a whole number from 1 to 64, not 100000"),
        ({"threads": 100_000}, "threads is a whole number from 1 to 256"),
        ({"batch_tokens": 10**20}, "batch_tokens is a whole number from 1 to 65536"),
        ({"compute_type": 5}, "compute_type is a text, not 5"),
        ({"doubt": -0.1}, "doubt is a number from 0 to 1"),
        ({"doubt": "much"}, "doubt is a number from 0 to 1, not 'much'"),
        ({"beam": 4}, "the argos engine has no setting beam; it has beam_size, doubt, threads"),
    ],
)
def test_settings_that_mean_nothing(settings: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        Settings.of("argos", settings)


@pytest.mark.parametrize("kind", ["int8", "float32", "default"])
def test_compute_types(network: Callable[..., Network], kind: str) -> None:
    [[found]] = network(compute_type=kind).searched([["▁the", "▁truth"]])
    assert found.tokens == ("▁les", "▁vérité")
    assert found.probability > 0.99


@pytest.mark.parametrize("kind", ["int7", "bfloat17"])
def test_a_compute_type_that_is_none(network: Callable[..., Network], kind: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{kind}.*int8"):
        network(compute_type=kind)


def test_workers_are_one_a_core(network: Callable[..., Network], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert workers() == MOST_WORKERS
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    assert workers() == 1
    sources = [["▁the", "▁truth"], ["▁justice"]] * 40
    for threads in (1, 3):
        found = network(threads=threads, batch_tokens=8).searched(sources)
        assert [each[0].tokens for each in found] == [("▁les", "▁vérité"), ("▁justice",)] * 40


@pytest.mark.parametrize(
    ("window", "tokens", "longest"),
    [(200, 1, 78), (200, 16, 78), (200, 17, 222), (200, 65, 408), (200, 300, 408), (8, 5, 24)],
)
def test_how_long_a_translation_may_be(window: int, tokens: int, longest: int) -> None:
    assert Settings(window=window).longest(tokens) == longest <= Settings(window=window).longest_output


def test_what_loops_is_cut_off_by_what_its_source_may_need(home: Path) -> None:
    package = models.install_file(PACKAGES / "translate-en_fr-1_0.argosmodel")
    network = Network(package.path / "model", Settings(), "get it anew")
    letters = ["▁", *"zzzzzzzzzz"]
    [[short], [long]] = network.searched([letters, letters * 3])
    assert (len(short.tokens), short.ended) == (78, False)
    assert len(long.tokens) > 78
    [[led]] = network.searched([letters], [["▁z"] * 90])
    assert len(led.tokens) > 90


def test_hypotheses_are_in_the_order_of_sources_of_any_length(network: Callable[..., Network]) -> None:
    counts = [1, 70, 3, 17, 64, 16, 150, 2]
    found = network().searched([["▁truth"] * count for count in counts], [()] * len(counts), beam=2)
    assert [mine[0].tokens for mine in found] == [("▁vérité",) * count for count in counts]


def test_the_probability_of_a_beginning_does_not_count(network: Callable[..., Network]) -> None:
    [[wrong]] = network().searched([["▁the", "▁truth", "▁of"]], [["▁de"]])
    assert wrong.tokens == ("▁de", "▁vérité", "▁de")
    assert wrong.probability > 0.99
    [logarithms] = network().logarithms([["▁the", "▁truth", "▁of"]], [wrong.tokens])
    assert len(logarithms) == len(wrong.tokens) + 1
    assert mean(sum(logarithms), 4) < 0.1


def test_a_map_that_a_model_brings_is_used(home: Path, network: Callable[..., Network]) -> None:
    source = ["▁the", "▁truth", "▁of", "▁Iran"]
    [[plain]] = network().searched([source])
    assert plain.tokens == ("▁les", "▁vérité", "▁de", "▁Iran")
    [package] = models.installed()
    (package.path / "model/vmap.txt").write_text("\t▁de ▁Iran\n▁the\t▁les\n▁truth\t▁justice\n", "utf-8")
    [[mapped]] = network().searched([source], [["▁familles"]])
    assert set(mapped.tokens[1:]) <= {"▁les", "▁de", "▁Iran", "▁justice"}


def test_nothing_asked_is_nothing_found(network: Callable[..., Network]) -> None:
    loaded = network()
    assert (loaded.searched([]), loaded.logarithms([], [])) == ([], [])


# --- vocabularies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "side"),
    [
        ("shared_vocabulary.json", '["a", "▁b"]', "source"),
        ("source_vocabulary.json", '["a", "▁b"]', "source"),
        ("target_vocabulary.txt", "a\n▁b\n", "target"),
    ],
)
def test_vocabularies(tmp_path: Path, name: str, text: str, side: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert vocabulary(tmp_path, side) == {"a", "▁b"}


@pytest.mark.parametrize("text", ["", "{}", "[]", "[1]", "[" * 100_000, '["a"'])
def test_vocabularies_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "shared_vocabulary.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match="the vocabulary cannot be read") as error:
        vocabulary(tmp_path, "source")
    assert error.value.path == str(tmp_path / "shared_vocabulary.json")


@pytest.mark.parametrize(("pieces", "fits"), [("abcd", True), ("abxy", True), ("axyz", False), ("", True)])
def test_most_pieces_of_a_tokenizer_are_known(tmp_path: Path, pieces: str, fits: bool) -> None:
    (tmp_path / "target_vocabulary.json").write_text(json.dumps([*"abcdefgh"]), "utf-8")
    if fits:
        require_fit(pieces, tmp_path, "target", tmp_path / "target.spm")
        return
    with pytest.raises(InputError, match=r"of its 4 pieces the target vocabulary of .* has 1"):
        require_fit(pieces, tmp_path, "target", tmp_path / "target.spm")
