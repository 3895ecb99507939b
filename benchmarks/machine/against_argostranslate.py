"""Our engine against `argostranslate.translate`, with the same package, on the same cores, in one run.

    python benchmarks/machine/against_argostranslate.py [--package FILE.argosmodel] [--references FILE.tsv]
        [--sentences 96] [--rounds 3] [--cores 1 2] [--memory 100000]

Without `--package` it measures with one that `tests/engines/tiny.py` builds: of the size of Argos's own
(6 + 6 layers, 512 wide, 32,000 tokens, int8), translating word for word. Without `--references`, a TSV of
sources and what humans wrote for them, it takes sentences of the seeds; with it, chrF and BLEU are told, too,
where sacrebleu is installed.

Each side runs in a process of its own, bound to so many cores, and gets the same sentences in the same order;
loading the model is not counted. All sides take turns in every round, and a side's best round counts: what
else the machine does only takes time away. argostranslate's sentence splitter would download a network of
its own; it gets single sentences, and a splitter that leaves them whole.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BASE = ["--layers", "6", "--width", "512", "--vocabulary", "32000"]
Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """One way to translate."""

    name: str
    ours: bool = True
    beam: int | None = None
    again: float | None = None
    """The share of the text that is searched again although the model is sure of it; None: what our default
    says."""


SIDES = (
    Side("argostranslate, beam 4", ours=False, beam=4),
    Side("argostranslate, beam 1", ours=False, beam=1),
    Side("tmpipe, beam 4", beam=4),
    Side("tmpipe, beam 1", beam=1),
    Side("tmpipe, default"),
    Side("tmpipe, 2 in 5 again", again=0.4),
    Side("tmpipe, all again", again=1),
)


def sentences(count: int) -> list[str]:
    """Different sentences of the seeds, cut roughly."""
    lines = (
        line for path in sorted(ROOT.glob("seeds/*.txt")) for line in path.read_text("utf-8").split("\n")
    )
    cut = (piece.strip() for line in lines for piece in re.split(r"(?<=[.!?])\s+", line))
    kept = dict.fromkeys(piece for piece in cut if 30 < len(piece) < 400 and "://" not in piece)
    return list(kept)[:count]


def pairs(path: Path, count: int) -> tuple[list[str], list[str]]:
    """Sources and references of a TSV, which may be packed with xz."""
    import lzma

    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[:count] if "\t" in line]
    return [row[0] for row in rows], [row[1] for row in rows]


def timed(translate: Callable[[list[str]], Iterable[str]], texts: list[str]) -> Result:
    """Seconds on the clock and of CPU, and the translations. One text beforehand loads the model."""
    list(translate(texts[:1]))
    wall, cpu = time.perf_counter(), time.process_time()
    found = list(translate(texts))
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "texts": found}


def ours(texts: list[str], side: Side) -> Result:
    """tmpipe's engine, with what it takes from the machine by itself."""
    from tmpipe.engines import argos
    from tmpipe.engines.decoding import decoder
    from tmpipe.engines.packages import models

    [package] = models.installed()
    codes = (package.from_code, package.to_code)
    settings: dict[str, Any] = {} if side.beam is None else {"beam_size": side.beam}
    if side.again is not None:
        decoder.SURE = 2  # this model is sure of everything, another one is not
        settings["doubt"] = side.again
    engine = argos.open_engine(*codes, **settings)
    return timed(lambda some: [each.text for each in engine.translate(some)], texts)


def theirs(texts: list[str], side: Side) -> Result:
    """argostranslate's own classes, one sentence a call."""
    cores = str(len(os.sched_getaffinity(0)))
    os.environ |= {"ARGOS_INTRA_THREADS": cores, "ARGOS_BEAM_SIZE": str(side.beam)}
    from argostranslate import package as packages
    from argostranslate import translate

    class Whole:
        def split_sentences(self, text: str) -> list[str]:
            return [text]

    [package] = packages.get_installed_packages()
    pair = (translate.Language(code, code) for code in (package.from_code, package.to_code))
    translation = translate.PackageTranslation(*pair, package)
    translation.sentencizer = Whole()
    return timed(lambda some: [translation.translate(text) for text in some], texts)


def memory(count: int) -> Result:
    """What our engine holds at most, in MB, with a few texts and after `count` different ones.

    It is in doubt of two fifths of them.
    """
    from tmpipe.engines import argos
    from tmpipe.engines.decoding import decoder
    from tmpipe.engines.packages import models

    decoder.SURE = 2
    [package] = models.installed()
    engine = argos.open_engine(package.from_code, package.to_code)
    some = sentences(64)
    list(engine.translate(some))
    loaded = peak()
    texts = [f"{some[number % 64]} {number}" for number in range(count)]
    held = peak()
    for _ in engine.translate(texts):
        pass
    return {"loaded": loaded, "with texts": held, "after": peak()}


def peak() -> float:
    """The most memory that this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(cores: int, task: dict[str, Any], texts: list[str]) -> Result:
    """Runs a task by itself on so many cores; `error` tells why it could not."""
    done = subprocess.run(
        [sys.executable, __file__, "--task", json.dumps(task)],
        env=os.environ | {"OMP_NUM_THREADS": str(cores)},
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores]),
    )
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1]}
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def best(options: argparse.Namespace, cores: int, texts: list[str]) -> dict[Side, Result]:
    """Each side's best round."""
    out: dict[Side, Result] = {}
    for _ in range(options.rounds):
        for side in SIDES:
            found = in_a_process(cores, asdict(side), texts)
            if "error" in found or side not in out or found["wall"] < out[side]["wall"]:
                out[side] = found
    return out


def compare(options: argparse.Namespace) -> None:
    """Installs the package in a temporary home, runs all sides, prints the tables."""
    texts, references = sentences(options.sentences), None
    if options.references:
        texts, references = pairs(options.references, options.sentences)
    with TemporaryDirectory() as temporary:
        homes = {f"XDG_{kind}_HOME": f"{temporary}/{kind.lower()}" for kind in ("DATA", "CONFIG", "CACHE")}
        os.environ |= homes | {"HOME": temporary}
        from tmpipe.engines.packages import models

        file = options.package or Path(temporary) / "base.argosmodel"
        if not options.package:
            subprocess.run(
                [sys.executable, str(ROOT / "tests/engines/tiny.py"), str(file), *BASE], check=True
            )
        package = models.install_file(file)
        print(f"{package.name} {package.version}, {package.size / 1e6:.1f} MB, {len(texts)} texts")
        for cores in options.cores if options.rounds else []:
            print(f"\n{cores} core(s); load before: {os.getloadavg()[0]:.1f}")
            show(best(options, cores, texts), references)
        if options.memory:
            found = in_a_process(1, {"memory": options.memory}, [])
            print(f"\nMB at most, {options.memory} texts: {found}")


def show(results: dict[Side, Result], references: list[str] | None) -> None:
    """A line a side, with the ratios to the first one."""
    first, *_ = results.values()
    for side, result in results.items():
        if "error" in result:
            print(f"{side.name:24} cannot run here: {result['error']}")
        else:
            print("  ".join((f"{side.name:24}", *cells(result, first), *quality(result, references))))


def cells(result: Result, first: Result) -> Iterator[str]:
    """What a table says of a side."""
    yield f"wall {result['wall']:6.2f} s  CPU {result['cpu']:6.2f} s"
    if "error" not in first:
        yield f"x {first['wall'] / result['wall']:4.1f} wall  x {first['cpu'] / result['cpu']:4.1f} CPU"
        same = sum(one == other for one, other in zip(result["texts"], first["texts"], strict=True))
        yield f"{same} of {len(result['texts'])} the same"


def quality(result: Result, references: list[str] | None) -> Iterator[str]:
    """chrF and BLEU."""
    if references:
        try:
            from sacrebleu import corpus_bleu, corpus_chrf
        except ImportError:
            return
        yield f"chrF {corpus_chrf(result['texts'], [references]).score:.2f}"
        yield f"BLEU {corpus_bleu(result['texts'], [references]).score:.2f}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--references", type=Path)
    parser.add_argument("--sentences", type=int, default=96)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, nargs="+", default=[1])
    parser.add_argument("--memory", type=int, default=0, metavar="TEXTS")
    parser.add_argument("--task", type=json.loads, help=argparse.SUPPRESS)
    options = parser.parse_args()
    match options.task:
        case None:
            compare(options)
        case {"memory": count}:
            print(json.dumps(memory(count)))
        case task:
            side = Side(**task)
            print(json.dumps((ours if side.ours else theirs)(json.loads(sys.stdin.read()), side)))


if __name__ == "__main__":
    main()
