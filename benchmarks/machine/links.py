"""How often a word of a translation is linked to the right word of its source: ours, and by attention.

    python benchmarks/machine/links.py [--package FILE.argosmodel --text FILE.tsv... --learn FILE.tsv]

What is right is taken from IBM's Model 1 (Brown and others 1993), learned both ways on all of the texts: the
pairs of words that each way holds likely and that stand in a sentence once. Texts that humans wrote are
linked, not the model's own. Attention is what CTranslate2 returns while a model is led through a target: the
mean of all heads of the last layer in the tests' packages, and its first head alone, as OpenNMT's converter
has it and so Argos's packages.
"""

from __future__ import annotations

import argparse
import lzma
import os
import re
import shutil
import struct
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGES = Path(__file__).resolve().parents[2] / "tests/data/packages"
ROUNDS = 6
LIKELY = 0.2
"""What a sure pair of words has at least, both ways."""
Pair = tuple[str, str]
Words = list[str]
Chances = Mapping[tuple[str, str], float]


def read(path: Path) -> list[Pair]:
    """Sources and targets of a TSV, which may be packed with xz."""
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return [(row[0], row[1]) for row in rows if len(row) > 1]


def words(text: str) -> Words:
    """The words of a text, as links have them."""
    return [word.casefold() for word in re.findall(r"\w+", text)]


def chances(pairs: Iterable[tuple[Words, Words]]) -> Chances:
    """Model 1: how likely each word of the one side becomes each of the other, keyed by both."""
    texts = [([*source, ""], target) for source, target in pairs]
    table: Chances = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        counts: defaultdict[tuple[str, str], float] = defaultdict(float)
        for source, target in texts:
            for other in target:
                row = [table[word, other] for word in source]
                total = sum(row)
                for word, chance in zip(source, row, strict=True):
                    counts[word, other] += chance / total
        totals: defaultdict[str, float] = defaultdict(float)
        for (word, _), count in counts.items():
            totals[word] += count
        table = {key: count / totals[key[0]] for key, count in counts.items()}
    return table


def sure(source: Words, target: Words, there: Chances, back: Chances) -> dict[int, int]:
    """Number of a target word -> that of its source word, where there is no doubt."""
    out: dict[int, int] = {}
    for at, word in enumerate(target):
        found = [
            number
            for number, other in enumerate(source)
            if there.get((other, word), 0) > LIKELY and back.get((word, other), 0) > LIKELY
        ]
        if len(found) == 1 and target.count(word) == 1:
            out[at] = found[0]
    return out


def by_decoder(package: Path, pairs: Sequence[Pair]) -> list[dict[int, int]]:
    """Ours."""
    from tmpipe.engines import argos
    from tmpipe.engines.packages import models
    from tmpipe.parts import Searching

    [there] = [one for one in models.installed() if one.path == package]
    decoder = argos.open_engine(there.from_code, there.to_code, threads=1)
    starts = [[match.start() for match in re.finditer(r"\w+", text)] for pair in pairs for text in pair]
    out = []
    assert isinstance(decoder, Searching), "one package, not two in a row"
    for number, found in enumerate(decoder.align(pairs)):
        source, target = starts[2 * number : 2 * number + 2]
        out.append({target.index(link.start): source.index(link.source_start) for link in found})
    return out


def by_attention(package: Path, pairs: Sequence[Pair]) -> list[dict[int, int]]:
    """The source word that a target word's tokens look at most."""
    from tmpipe.engines import argos
    from tmpipe.engines.decoding.linking import tokens_of
    from tmpipe.engines.decoding.loaded import Loaded
    from tmpipe.engines.decoding.network import Settings
    from tmpipe.engines.packages import models

    [there] = [one for one in models.installed() if one.path == package]
    loaded = Loaded(argos.model(there), Settings(threads=1))
    cut = [(loaded.source.encode(source), loaded.target.encode(target)) for source, target in pairs]
    results = loaded.network._translator.translate_batch(
        [source for source, _ in cut],
        target_prefix=[target for _, target in cut],
        beam_size=1,
        max_decoding_length=max(len(target) for _, target in cut),
        return_attention=True,
    )
    out = []
    for (source, target), (own, other), result in zip(pairs, cut, results, strict=True):
        columns = [at for _, at in tokens_of(source, loaded.source.surfaces(own))]
        rows = [at for _, at in tokens_of(target, loaded.target.surfaces(other))]
        looks = result.attention[0]
        weights = [[sum(looks[r][c] for r in row for c in some) for some in columns] for row in rows]
        out.append({at: row.index(max(row)) for at, row in enumerate(weights) if row})
    return out


def first_head(package: Path) -> None:
    """Makes the package tell the attention of the first head of its last layer."""
    model = package / "model/model.bin"
    data, name = model.read_bytes(), b"decoder/alignment_heads\0"
    at = data.index(name) + len(name) + 6  # its rank, its type, its size
    model.write_bytes(data[:at] + struct.pack("<h", 1) + data[at + 2 :])


def measure(package: Path, texts: Sequence[Path], learn: Path) -> None:
    """Prints a line for each set of texts and each way."""
    from tmpipe.engines.packages import models

    sets = {path: read(path) for path in texts}
    every = [*read(learn), *(pair for pairs in sets.values() for pair in pairs)]
    both = [(words(source), words(target)) for source, target in every]
    there, back = chances(both), chances((target, source) for source, target in both)
    ways: list[tuple[str, Callable[[Path, Sequence[Pair]], list[dict[int, int]]]]] = [
        ("what it cannot go without", by_decoder),
        ("attention, all heads", by_attention),
        ("attention, first head", by_attention),
    ]
    installed = models.install_file(package).path
    for name, way in ways:
        if name.endswith("first head"):
            first_head(installed)
        for path, pairs in sets.items():
            wanted = [sure(words(source), words(target), there, back) for source, target in pairs]
            start = time.process_time()
            found = way(installed, pairs)
            took = time.process_time() - start
            right = sum(
                each.get(at) == number
                for some, each in zip(wanted, found, strict=True)
                for at, number in some.items()
            )
            total = sum(map(len, wanted))
            print(f"{path.name:20} {name:26} {100 * right / total:5.1f} % of {total}  CPU {took:.1f} s")
    shutil.rmtree(installed)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--text", type=Path, nargs="+")
    parser.add_argument("--learn", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        os.environ["ARGOS_PACKAGES_DIR"] = temporary
        if options.package:
            measure(options.package, options.text, options.learn)
            return
        for locale in ("fr", "it"):
            text = PACKAGES / "text"
            sets = [text / f"en-{locale}.domain.tsv", text / f"en-{locale}.test.tsv"]
            measure(
                PACKAGES / f"translate-en_{locale}-1_0.argosmodel", sets, text / f"en-{locale}.train.tsv.xz"
            )


if __name__ == "__main__":
    main()
