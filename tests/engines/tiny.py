"""Builds a real `.argosmodel` in about a second, without a download: a transformer by construction.

It is an encoder-decoder as CTranslate2 runs it, int8, with a SentencePiece or a BPE tokenizer trained on
the seeds. Its weights are not learned but written down so that it translates word for word by
`tests/data/packages/lexicon.tsv` and copies what is not in there. A vector has two parts: the code of a
token, and the code of a position. The encoder passes on, for each source token, the code of its
translation. The decoder knows only its own position; cross-attention finds the same position of the source,
and the output layer reads the code. The source's end stands at the last position and becomes the output's.
`a|b` in the lexicon is a word of which the model is not sure; an empty translation ends the sentence.

    python tests/engines/tiny.py OUT.argosmodel [--locale fa] [--tokenizer bpe] [--prefix __fr__]

With `--layers 6 --width 512 --vocabulary 32000` it has the size of Argos's own, for measuring speed: more
layers that add nothing cost as much as others.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

ROOT = Path(__file__).resolve().parents[2]
NAMES = {"en": "English"}
SPECIAL = ["<unk>", "<s>", "</s>"]
PLACE, PLACES = 64, 640
"""Numbers of a position's code, and how many positions there are."""
SHARPNESS = 19.2
"""The right token's logit; that of a wrong one is about 0, of a second translation 1.9 less."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the model."""

    layers: int
    width: int
    vocabulary: int
    """Tokens at least; filled up with some that never occur."""

    @property
    def token(self) -> int:
        """Numbers of a token's code."""
        return self.width - PLACE


def lexicon(locale: str) -> dict[str, list[str]]:
    """English word -> its translations, the likelier first."""
    head, *rows = (ROOT / "tests/data/packages/lexicon.tsv").read_text("utf-8").splitlines()
    column = head.split("\t").index(locale)
    return {cells[0]: cells[column].split("|") for cells in (row.split("\t") for row in rows)}


def sentences() -> Iterator[str]:
    """The lines of the seeds."""
    for path in sorted(ROOT.glob("seeds/*.txt")):
        yield from filter(None, map(str.strip, path.read_text("utf-8").splitlines()))


def random_codes(count: int, width: int, seed: int) -> Matrix:
    """`count` rows of `width` random signs: nearly at right angles to each other."""
    return np.random.default_rng(seed).choice(np.array([-1, 1], np.float32), (count, width))


def source_codes(tokens: list[str], meanings: dict[str, list[str]], size: int) -> Matrix:
    """For each token the code of its translation; of two translations, 55 of 100 signs are the first's."""
    codes = random_codes(len(tokens), size, seed=1)
    place = {token: at for at, token in enumerate(tokens)}
    first_share = np.random.default_rng(3).random(size) < 0.55
    out = codes.copy()
    for token, targets in meanings.items():
        first, *others = [codes[place[target]] for target in targets]
        out[place[token]] = np.where(first_share, first, others[0]) if others else first
    return out


def passing(shape: Shape, part: slice, scale: float = 1) -> Matrix:
    """A square matrix that passes on a part of the vector, and nothing else."""
    passed = np.zeros(shape.width, np.float32)
    passed[part] = scale
    return np.diag(passed)


def set_linear(spec: Any, weight: Matrix) -> None:
    """A linear layer without bias."""
    spec.weight = weight
    spec.bias = np.zeros(len(weight), np.float32)


def set_quiet(layer: Any, width: int) -> None:
    """A layer that adds nothing."""
    for rows, columns, linear in [
        (3 * width, width, layer.self_attention.linear[0]),
        (width, width, layer.self_attention.linear[1]),
        (4 * width, width, layer.ffn.linear_0),
        (width, 4 * width, layer.ffn.linear_1),
    ]:
        set_linear(linear, np.zeros((rows, columns), np.float32))
    for norm in (layer.self_attention.layer_norm, layer.ffn.layer_norm):
        set_norm(norm, width)


def set_norm(norm: Any, width: int) -> None:
    """A layer normalization that only normalizes; nearly the identity on vectors of signs."""
    norm.gamma = np.ones(width, np.float32)
    norm.beta = np.zeros(width, np.float32)


def set_cross_attention(attention: Any, shape: Shape, *, quiet: bool) -> None:
    """Looks for the source token at the decoder's own position, and takes its code; or adds nothing."""
    token, place = slice(0, shape.token), slice(shape.token, shape.width)
    set_norm(attention.layer_norm, shape.width)
    set_linear(attention.linear[0], passing(shape, place, shape.width**0.5))
    set_linear(attention.linear[1], np.concatenate([passing(shape, place), passing(shape, token)]))
    set_linear(attention.linear[2], passing(shape, token, 0 if quiet else 1))


def save_model(
    folder: Path, tokens: list[str], meanings: dict[str, list[str]], ahead: int, shape: Shape
) -> None:
    """The CTranslate2 model of a vocabulary. The decoder is `ahead` positions before the encoder."""
    spec = ctranslate2.specs.TransformerSpec.from_config(shape.layers, 1, pre_norm=True)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    as_tokens, as_places = ((0, 0), (0, PLACE)), ((0, 0), (shape.token, 0))
    places = np.pad(random_codes(PLACES, PLACE, seed=2), as_places)
    spec.encoder.embeddings[0].weight = np.pad(source_codes(tokens, meanings, shape.token), as_tokens)
    spec.decoder.embeddings.weight = np.zeros((len(tokens), shape.width), np.float32)
    output = np.pad(random_codes(len(tokens), shape.token, seed=1), as_tokens)
    set_linear(spec.decoder.projection, output * np.float32(SHARPNESS / shape.token))
    spec.encoder.position_encodings.encodings = places
    spec.decoder.position_encodings.encodings = np.roll(places, ahead, axis=0)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        set_norm(side.layer_norm, shape.width)
        for layer in side.layer:
            set_quiet(layer, shape.width)
    for number, layer in enumerate(spec.decoder.layer):
        set_cross_attention(layer.attention, shape, quiet=number > 0)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def train_sentencepiece(words: list[str]) -> tuple[bytes, list[str]]:
    """The model and its pieces; each of the words is one piece, because the text repeats it often."""
    model = io.BytesIO()
    text = [*sentences(), *(" ".join([word] * 300) for word in words)]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text),
        model_writer=model,
        vocab_size=900,
        model_type="bpe",
        character_coverage=1.0,
        max_sentence_length=10_000,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return model.getvalue(), [processor.id_to_piece(at) for at in range(processor.get_piece_size())]


def merged(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    """The word with each occurrence of the pair made one symbol."""
    out: list[str] = []
    at = 0
    while at < len(word):
        hit = word[at : at + 2] == pair
        out.append(word[at] + word[at + 1] if hit else word[at])
        at += 2 if hit else 1
    return tuple(out)


def learn_codes(counts: Counter[str], merges: int) -> list[tuple[str, str]]:
    """The `merges` most frequent pairs, one after the other (Sennrich, Haddow and Birch 2016)."""
    words = {(*word[:-1], word[-1] + "</w>"): count for word, count in counts.items()}
    codes: list[tuple[str, str]] = []
    while len(codes) < merges:
        pairs: Counter[tuple[str, str]] = Counter()
        for word, count in words.items():
            for pair in pairwise(word):
                pairs[pair] += count
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        codes.append(best)
        words = {merged(word, best) if best[0] in word else word: n for word, n in words.items()}
    return codes


def train_bpe(words: list[str]) -> tuple[bytes, list[str]]:
    """The codes as subword-nmt writes them, and all tokens that can come out."""
    counts = Counter(word for line in sentences() for word in line.split() if word.isalpha())
    frequent = Counter({word: n for word, n in counts.items() if n > 3})
    codes = learn_codes(frequent + Counter(dict.fromkeys(words, 2000)), merges=420)
    symbols = {char for word in counts for char in word} | {char for word in words for char in word}
    symbols |= set("0123456789.,;:!?()-'%") | {"&apos;", "&quot;", "&amp;"}
    symbols |= {(first + second).removesuffix("</w>") for first, second in codes}
    text = "#version: 0.2\n" + "".join(f"{first} {second}\n" for first, second in codes)
    return text.encode(), [*SPECIAL, *sorted(symbols | {symbol + "@@" for symbol in symbols})]


def pack(out: Path, folder: Path, name: str) -> None:
    """A zip with `folder` as its one folder, `name`."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{name}/{path.relative_to(folder).as_posix()}")


def build(out: Path, locale: str, tokenizer: str, prefix: str, version: str, pair: str, shape: Shape) -> None:
    """Writes the package."""
    source, target = pair.split("_") if pair else ("en", locale)
    words = lexicon(locale)
    every = [*words, *(target for targets in words.values() for target in targets if target)]
    mark = "▁" if tokenizer == "sentencepiece" else ""
    model, tokens = (train_sentencepiece if mark else train_bpe)(every)
    tokens += prefix.split()
    ahead = 0 if not prefix else -1 if prefix.startswith(">>") else 1
    tokens += [f"<filler {number}>" for number in range(shape.vocabulary - len(tokens))]
    meanings = {
        mark + word: [mark + target if target else "</s>" for target in targets]
        for word, targets in words.items()
    }
    metadata = {"package_version": version, "argos_version": "1.9.0", "target_prefix": prefix * (ahead > 0)}
    metadata |= {"from_code": source, "from_name": NAMES.get(source, f"Tiny {source}")}
    metadata |= {"to_code": target, "to_name": f"Tiny {target}"}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / f"{tokenizer}.model").write_bytes(model)
        (folder / "metadata.json").write_text(json.dumps(metadata), "utf-8")
        (folder / "model").mkdir()
        save_model(folder / "model", tokens, meanings, ahead, shape)
        pack(out, folder, f"translate-{source}_{target}-{version.replace('.', '_')}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--locale", default="fr", choices=["fr", "fa"])
    parser.add_argument("--tokenizer", default="sentencepiece", choices=["sentencepiece", "bpe"])
    parser.add_argument(
        "--prefix", default="", help="token before a target, or `>>fra<< ...` before a source"
    )
    parser.add_argument("--version", default="1.9")
    parser.add_argument("--pair", default="", help="what the package says that it is for: sv_en")
    for name, default in (("layers", 1), ("width", 192), ("vocabulary", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = vars(parser.parse_args())
    shape = Shape(options.pop("layers"), options.pop("width"), options.pop("vocabulary"))
    build(**options, shape=shape)


if __name__ == "__main__":
    main()
