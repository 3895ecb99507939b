"""Trains the two small packages of the tests, with torch, which nothing else here needs.

    pip install torch==2.13.0
    python tests/data/packages/train.py fr --out tests/data/packages/translate-en_fr-1_0.argosmodel

English to French has SentencePiece, English to Italian the byte-pair codes of Argos's older packages. They
learn from sentences of Tatoeba (`choose.py`) and from made-up ones of our own domain (`grammar.py`), on one
core in about a quarter of an hour. The same machine with the same versions makes the same bytes; another
one comes near.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from grammar import pairs
from network import Network, Size, Tensor, Weights, begun, greedy, save
from subwords import SPECIAL, Codes, Pieces, Trained
from torch.nn import functional

Pair = tuple[str, str]

HERE = Path(__file__).parent
NAMES = {"fr": "French", "it": "Italian"}
HELD_OUT_SEED, SEED = 1988, 1
OWN = 3000
"""Made-up sentences of our domain for each round, always others."""
AVERAGED = 5
"""Rounds whose weights are averaged at the end."""


def rows(path: Path) -> list[Pair]:
    """The pairs of a file of two columns."""
    data = path.read_bytes()
    text = lzma.decompress(data) if path.suffix == ".xz" else data
    cells = (line.split("\t") for line in text.decode().splitlines())
    return [(source, target) for source, target in cells]


class Text:
    """What there is to learn."""

    def __init__(self, locale: str) -> None:
        folder = HERE / "text"
        held = rows(folder / f"en-{locale}.domain.tsv")
        self._held = {source for source, _ in held}
        self._tatoeba = rows(folder / f"en-{locale}.train.tsv.xz")
        self._own = pairs(locale, SEED)
        self._draw = random.Random(SEED)

    def of_a_round(self) -> list[Pair]:
        """All of Tatoeba, and new sentences of our own."""
        own: list[Pair] = []
        while len(own) < OWN:
            if (pair := next(self._own))[0] not in self._held:
                own.append(pair)
        return [(self._quoted(source), target) for source, target in [*self._tatoeba, *own]]

    def _quoted(self, source: str) -> str:
        """Some sources have typographic apostrophes."""
        return source.replace("'", "’") if self._draw.random() < 0.3 else source


def batches(
    text: list[Pair], tokenizer: Trained, draw: random.Random, tokens: int
) -> Iterator[tuple[Tensor, Tensor]]:
    """Sources and targets as numbers, padded; of like length, in any order, about `tokens` a batch."""
    numbers = {token: at for at, token in enumerate(tokenizer.tokens)}
    start, end = numbers["<s>"], numbers["</s>"]

    def cut(line: str, side: int) -> list[int]:
        return [numbers.get(token, 0) for token in tokenizer.cut(line, side, sampled=draw.random() < 0.5)]

    cuts = [(cut(source, 0), [start, *cut(target, 1), end]) for source, target in text]
    cuts.sort(key=lambda pair: (len(pair[1]), len(pair[0]), draw.random()))
    groups: list[list[tuple[list[int], list[int]]]] = [[]]
    for pair in cuts:
        if (len(groups[-1]) + 1) * max(map(len, pair)) > tokens:
            groups.append([])
        groups[-1].append(pair)
    draw.shuffle(groups)
    for group in groups:
        yield padded([pair[0] for pair in group]), padded([pair[1] for pair in group])


def padded(lines: list[list[int]]) -> Tensor:
    """A matrix of the lines; 0, which stands for the unknown token, too, fills them up."""
    longest = max(map(len, lines))
    return torch.tensor([line + [0] * (longest - len(line)) for line in lines])


def rate(step: float, warm: float = 0.08) -> float:
    """Of the highest learning rate, at this share of the way: up in a line, down in half a cosine."""
    if step < warm:
        return step / warm
    return 0.02 + 0.98 * 0.5 * (1 + float(torch.cos(torch.tensor((step - warm) / (1 - warm) * torch.pi))))


def trained(text: Text, tokenizer: Trained, size: Size, options: argparse.Namespace) -> Weights:
    """The weights after so many rounds, the mean of the last ones."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    weights = {name: each.to(options.device) for name, each in begun(size, len(tokenizer.tokens)).items()}
    for weight in weights.values():
        weight.requires_grad_()
    network = Network(weights, size)
    adam = torch.optim.AdamW(weights.values(), lr=0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.01)
    mean = {name: torch.zeros_like(weight) for name, weight in weights.items()}
    last = min(AVERAGED, options.rounds)
    began = time.monotonic()
    for number in range(options.rounds):
        done = list(batches(text.of_a_round(), tokenizer, draw, options.batch))
        total = 0.0
        for at, (source, target) in enumerate(done):
            adam.param_groups[0]["lr"] = options.rate * rate((number + at / len(done)) / options.rounds)
            total += step(network, adam, source.to(options.device), target.to(options.device))
        if number >= options.rounds - last:
            for name, weight in weights.items():
                mean[name] += weight.detach() / last
        print(f"{number + 1}: loss {total / len(done):.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return mean


def step(network: Network, adam: torch.optim.Optimizer, source: Tensor, target: Tensor) -> float:
    """One step; the mean loss of the batch's tokens."""
    with torch.autocast(source.device.type, torch.bfloat16):
        scores = network.scores(source, target[:, :-1])
    loss = functional.cross_entropy(
        scores.float().flatten(0, 1), target[:, 1:].flatten(), ignore_index=0, label_smoothing=0.1
    )
    adam.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(adam.param_groups[0]["params"], 1.0)
    adam.step()
    return float(loss.detach())


def pack(out: Path, folder: Path) -> None:
    """A zip of one folder, the same bytes for the same files."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = f"{out.stem}/{path.relative_to(folder).as_posix()}"
                archive.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)


README = """# {name}

A small model for the tests of tmpipe: it knows short sentences and those of one domain, and no more.
{tokenizer}; {size}. Trained by tests/data/packages/train.py.

Text: sentences of Tatoeba (https://tatoeba.org, 2021-08-07) by way of Helsinki-NLP's OPUS-MT-testsets, CC BY
2.0 FR (https://creativecommons.org/licenses/by/2.0/fr/); and made-up ones of tmpipe's own.
License: CC BY 2.0 FR
"""


def write(out: Path, locale: str, weights: Weights, tokenizer: Trained, size: Size) -> None:
    """The package."""
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.9.0",
        "from_code": "en",
        "from_name": "English",
        "to_code": locale,
        "to_name": NAMES[locale],
        "license": "CC BY 2.0 FR",
    }
    name = f"English - {NAMES[locale]}"
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "model").mkdir()
        save(weights, size, tokenizer.tokens, folder / "model")
        tokenizer.save(folder)
        (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", "utf-8")
        (folder / "README.md").write_text(
            README.format(name=name, tokenizer=tokenizer.name, size=size), "utf-8"
        )
        pack(out, folder)


def parity(out: Path, weights: Weights, tokenizer: Trained, size: Size, sources: list[str]) -> float:
    """The share of the sources for which torch and the saved model have the same tokens."""
    import ctranslate2

    numbers = {token: at for at, token in enumerate(tokenizer.tokens)}
    cuts = [tokenizer.cut(source, 0, sampled=False) for source in sources]
    cuts = [cut for cut in cuts if set(cut) <= numbers.keys()]
    network = Network({name: weight.cpu() for name, weight in weights.items()}, size)
    matrix = padded([[numbers[token] for token in cut] for cut in cuts])
    ours = greedy(network, matrix, numbers["<s>"], numbers["</s>"], 60)
    with TemporaryDirectory() as temporary:
        with zipfile.ZipFile(out) as archive:
            archive.extractall(temporary)
        translator = ctranslate2.Translator(f"{temporary}/{out.stem}/model", intra_threads=1)
        found = translator.translate_batch(cuts, beam_size=1, max_decoding_length=60)
    theirs = [[numbers[token] for token in each.hypotheses[0]] for each in found]
    return sum(one == other for one, other in zip(ours, theirs, strict=True)) / len(cuts)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("locale", choices=list(NAMES))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--rounds", type=int, default=26)
    parser.add_argument("--batch", type=int, default=1500, help="tokens")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--vocabulary", type=int, default=2000)
    parser.add_argument("--dropout", type=float, default=0.1)
    options = parser.parse_args()
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # without it CUDA's sums come in any order
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    text = Text(options.locale)
    lines = text.of_a_round()
    both = [line for pair in lines for line in pair]
    tokenizer: Trained = (
        Pieces(both, options.vocabulary, SEED)
        if options.locale == "fr"
        else Codes(both, ("en", options.locale), options.vocabulary, SEED)
    )
    assert tokenizer.tokens[0] == SPECIAL[0]  # 0 is the padding, too
    size = Size(dropout=options.dropout)
    weights = trained(text, tokenizer, size, options)
    write(options.out, options.locale, weights, tokenizer, size)
    held = [source for source, _ in rows(HERE / f"text/en-{options.locale}.test.tsv")[:100]]
    same = parity(options.out, weights, tokenizer, size, held)
    print(f"{options.out.stat().st_size} bytes; {same:.0%} of sentences as torch has them")


if __name__ == "__main__":
    main()
