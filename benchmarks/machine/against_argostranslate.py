"""Our engine against `argostranslate.translate`, with the same package, on the same core, in one run.

    python benchmarks/machine/against_argostranslate.py [--package FILE.argosmodel] [--sentences 64]

Without `--package` it measures with one that `tests/engines/tiny.py` builds: of the size of Argos's own
(6 + 6 layers, 512 wide, 32,000 tokens, int8), translating word for word. Each side runs in a process of its
own and gets the same sentences, in the same order; loading the model is not counted. argostranslate's
sentence splitter would download a network of its own; it gets single sentences, and a splitter that leaves
them whole.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BASE = ["--layers", "6", "--width", "512", "--vocabulary", "32000"]


def sentences(count: int) -> list[str]:
    """Different sentences of the seeds, cut roughly."""
    lines = (
        line for path in sorted(ROOT.glob("seeds/*.txt")) for line in path.read_text("utf-8").split("\n")
    )
    cut = (piece.strip() for line in lines for piece in re.split(r"(?<=[.!?])\s+", line))
    kept = dict.fromkeys(piece for piece in cut if 30 < len(piece) < 400 and "://" not in piece)
    return list(kept)[:count]


def timed(translate: Callable[[list[str]], Iterable[str]], texts: list[str]) -> dict[str, Any]:
    """Seconds on the clock and of CPU, and the translations. One text beforehand loads the model."""
    list(translate(texts[:1]))
    wall, cpu = time.perf_counter(), time.process_time()
    found = list(translate(texts))
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "texts": found}


def ours(texts: list[str], beam_size: int, threads: int) -> dict[str, Any]:
    """tmpipe's engine."""
    from tmpipe.engines import argos, models

    [package] = models.installed()
    engine = argos.open_engine(package.from_code, package.to_code, beam_size=beam_size, threads=threads)
    return timed(lambda some: [each.text for each in engine.translate(some)], texts)


def theirs(texts: list[str], beam_size: int, threads: int) -> dict[str, Any]:
    """argostranslate's own classes, one sentence a call."""
    os.environ |= {"ARGOS_INTRA_THREADS": str(threads), "ARGOS_BEAM_SIZE": str(beam_size)}
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


def in_a_process(
    side: str, beam_size: int, options: argparse.Namespace, environment: dict[str, str]
) -> dict[str, Any]:
    """Runs one side by itself; `error` tells why it could not."""
    command = [sys.executable, __file__, "--side", side, "--beam", str(beam_size)]
    command += ["--sentences", str(options.sentences), "--threads", str(options.threads)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def compare(options: argparse.Namespace) -> None:
    """Installs the package in a temporary home, runs all sides, prints the table."""
    with TemporaryDirectory() as temporary:
        homes = {f"XDG_{kind}_HOME": f"{temporary}/{kind.lower()}" for kind in ("DATA", "CONFIG", "CACHE")}
        os.environ |= homes | {"HOME": temporary, "OMP_NUM_THREADS": str(options.threads)}
        from tmpipe.engines import models

        file = options.package or Path(temporary) / "base.argosmodel"
        if not options.package:
            subprocess.run(
                [sys.executable, str(ROOT / "tests/engines/tiny.py"), str(file), *BASE], check=True
            )
        package = models.install_file(file)
        print(f"{package.name} {package.version}, {package.size / 1e6:.0f} MB, {options.threads} thread(s)")
        runs = [
            ("argostranslate, beam 4", "theirs", 4),
            ("tmpipe, beam 4", "ours", 4),
            ("tmpipe, beam 1", "ours", 1),
        ]
        results = {name: in_a_process(side, beam, options, dict(os.environ)) for name, side, beam in runs}
    show(results)


def show(results: dict[str, dict[str, Any]]) -> None:
    """A line a side, with the ratio to the first one's CPU time."""
    first, *_ = results.values()
    for name, result in results.items():
        if "error" in result:
            print(f"{name:24} cannot run here: {result['error']}")
            continue
        seconds, texts = result["cpu"], result["texts"]
        line = f"{name:24} wall {result['wall']:6.2f} s   CPU {seconds:6.2f} s"
        if "error" not in first:
            same = sum(one == other for one, other in zip(texts, first["texts"], strict=True))
            line += f"   {first['cpu'] / seconds:4.1f} times as fast   {same} of {len(texts)} the same"
        print(f"{line}, {texts.count('')} left out")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--sentences", type=int, default=64)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--side", choices=["ours", "theirs"], help=argparse.SUPPRESS)
    parser.add_argument("--beam", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.side:
        compare(options)
        return
    run = ours if options.side == "ours" else theirs
    print(json.dumps(run(sentences(options.sentences), options.beam, options.threads)))


if __name__ == "__main__":
    main()
