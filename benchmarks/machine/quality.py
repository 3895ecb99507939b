"""What care costs and gains: engines and settings on texts with references, argostranslate beside them.

    python benchmarks/machine/quality.py [--package FILE.argosmodel --set FILE.tsv...] [--glossary FILE]

Without arguments it takes the two small trained packages of the tests, each with texts of its own kind that
it has not seen, and the project's glossary. All trials run in one process, one after the other, with the same
texts; the tables are those of `tmpipe measure machine`. Then it says what a calibration is worth: one that
was fitted on other texts of the same package, and one that was fitted on another package.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tmpipe.engines import argos
from tmpipe.engines.confidence import DEFAULT, Calibration, Pair, expected_error, held_out_error
from tmpipe.engines.packages import models
from tmpipe.parts import Engine, Translation
from tmpipe.pipeline.ground import Ground, bare_ground
from tmpipe.pipeline.metrics import Metrics
from tmpipe.pipeline.references import References
from tmpipe.pipeline.scoring import measure_machine
from tmpipe.reports.scores import FORMS
from tmpipe.scores import Trial

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "tests/data/packages"
PEER = "argostranslate"
TRIALS = (
    Trial(PEER, {"beam_size": 4}, careful=False),
    Trial("argos", {"beam_size": 1}, careful=False),
    Trial("argos", careful=False),
    Trial("argos", {"beam_size": 4}, careful=False),
    Trial("argos"),
    Trial("argos", {"beam_size": 4}),
)


class Peer:
    """argostranslate's own classes, one sentence a call; its splitter would download a network of its own."""

    def __init__(self, package: models.Package) -> None:
        from argostranslate import package as packages
        from argostranslate import translate

        class Whole:
            def split_sentences(self, text: str) -> list[str]:
                return [text]

        theirs = next(one for one in packages.get_installed_packages() if one.to_code == package.to_code)
        pair = (translate.Language(code, code) for code in (package.from_code, package.to_code))
        self.name = f"{PEER}:{package.from_code}_{package.to_code}:{package.version}"
        self._translation: Any = translate.PackageTranslation(*pair, theirs)
        self._translation.sentencizer = Whole()

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a text."""
        return (Translation(self._translation.translate(text)) for text in texts)


def ground(package: models.Package, glossary: Path) -> Ground:
    """Ours as they are by default, and the peer."""
    bare = bare_ground(package.to_code, package.from_code, [str(glossary)])

    def opened(trial: Trial) -> Engine:
        return Peer(package) if trial.engine == PEER else bare.opened(trial)

    return replace(bare, opened=opened)


def pairs(package: models.Package, sets: Sequence[References]) -> list[Pair]:
    """What the model says of its own texts, uncalibrated, and their chrF."""
    engine = argos.open_engine(package.from_code, package.to_code)
    line, metrics = Calibration.load(package.path), Metrics(package.to_code)
    found: list[Pair] = []
    for one in (text for each in sets for text in each):
        [made] = engine.translate([one.source])
        if made.text and made.confidence is not None:
            quality = metrics.chrf(metrics.counts(made.text, one.reference)) / 100
            found.append(Pair(line.raw(made.confidence), quality))
    return found


def trusted(found: dict[str, list[Pair]]) -> None:
    """Expected calibration errors: raw, by DEFAULT, fitted on halves, and fitted on each other package."""
    print(
        "\n| package | texts | raw | default | own, held out | by each other's |\n|---|--:|--:|--:|--:|---|"
    )
    for name, own in found.items():
        others = (
            f"{other}: {error(Calibration.fit(theirs), own):.3f}"
            for other, theirs in found.items()
            if other != name
        )
        numbers = (expected_error(own), error(DEFAULT, own), held_out_error(own))
        print(f"| {name} | {len(own)} |", *(f"{one:.3f} |" for one in numbers), ", ".join(others) or "-", "|")


def error(line: Calibration, found: Sequence[Pair]) -> float:
    """The expected calibration error of pairs of raw confidences by a line."""
    return expected_error(Pair(line.of(raw), quality) for raw, quality in found)


def of_tests() -> list[tuple[Path, list[Path]]]:
    """The packages of the tests, and their sets."""
    files = sorted(PACKAGES.glob("translate-en_*.argosmodel"))
    return [(one, sorted(PACKAGES.glob(f"text/en-{one.stem[13:15]}.[td][eo]*.tsv"))) for one in files]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--set", type=Path, action="append", default=[])
    parser.add_argument("--glossary", type=Path, default=ROOT / "glossary/terms.csv")
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    measured = [(chosen.package, chosen.set)] if chosen.package else of_tests()
    if not all(sets for _, sets in measured) or not measured:
        sys.exit("name a --package and a --set: there are none among the tests")
    found: dict[str, list[Pair]] = {}
    for file, paths in measured:
        package = models.install_file(file)
        sets = [References(str(path), package.to_code, package.from_code, chosen.limit) for path in paths]
        print(FORMS["text"](measure_machine(ground(package, chosen.glossary), sets, TRIALS)))
        found[f"{package.from_code}_{package.to_code}"] = pairs(package, sets)
    trusted(found)


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        # argostranslate reads where its packages are, and makes folders, when it is imported.
        homes = {f"XDG_{kind}_HOME": str(Path(temporary, kind)) for kind in ("DATA", "CONFIG", "CACHE")}
        packages = str(Path(temporary, "packages"))
        os.environ |= {**homes, "ARGOS_PACKAGES_DIR": packages}
        os.environ |= {"ARGOS_INTRA_THREADS": "1", "ARGOS_BEAM_SIZE": "4"}
        main()
