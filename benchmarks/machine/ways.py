"""What each way adds: the share of texts that get a translation in which guards and glossary find nothing.

    python benchmarks/machine/ways.py --package FILE.argosmodel --glossary glossary/terms.csv [TEXT...]

A text file has a source a line (of a table, its first column); without any, the messages of the project's
templates are taken. Each row of the table has the ways above it and its own. `--placeholders` counts instead
how often each candidate for a mark comes out of the model once where it went in once, in the place of the
texts' terms.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from tmpipe.catalogs import po
from tmpipe.engines import argos
from tmpipe.engines.care import constrain
from tmpipe.engines.care.cases import Machine, Way
from tmpipe.engines.care.codes import lift
from tmpipe.engines.care.contest import Contest, Jury
from tmpipe.engines.care.parcels import pack
from tmpipe.engines.packages import models
from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.parts import Demand, Engine
from tmpipe.pipeline.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
WAYS: Sequence[Way] = (*constrain.RETRIES, *constrain.WAYS)
MARKS: Sequence[Sequence[str]] = tuple(
    kind.split()
    for kind in (
        "Boston Tokyo Chicago Tom", "Tom Boston Tokyo Chicago", "Tokyo Boston Chicago Tom",
        "Berlin Madrid Paris London", "Mary John David Robert", "Xan1 Xan2 Xan3 Xan4", "Zyx1 Zyx2 Zyx3 Zyx4",
        "QXA QXB QXC QXD", "X1 X2 X3 X4", "[[1]] [[2]] [[3]] [[4]]", "#1# #2# #3# #4#", "_1_ _2_ _3_ _4_",
        "“X1” “X2” “X3” “X4”", "917 927 947 957", "300 400 500 600", "@a @b @c @d",
    )
)  # fmt: skip


def sources(paths: Sequence[Path]) -> list[str]:
    """The different texts, without codes."""
    if paths:
        lines = [line.split("\t")[0] for path in paths for line in path.read_text("utf-8").splitlines()]
    else:
        found = sorted((ROOT / "locales/templates").glob("*.pot"))
        lines = [one.msgid for path in found for one in po.read(path.read_bytes(), str(path), "en").entries]
    return list(dict.fromkeys(lift(line).text for line in lines if line.strip()))


def pieces(texts: Sequence[str], locale: str, fits: Callable[[str], bool]) -> list[str]:
    """What of the texts is sent."""
    parcels = [pack(text, "en", locale, window=fits) for text in texts]
    return list(dict.fromkeys(piece for parcel in parcels for piece in parcel.pieces))


def contests(engine: Engine, texts: Sequence[str], locale: str, gate: Gate) -> None:
    """A row for plain translations, and one for each way that is added."""
    demanding = sum(bool(gate.demands(text)) for text in texts)
    print(f"{engine.name}: {len(texts)} texts, {demanding} with terms")
    print(f"{'':14}{'fine, in 100':>14}{'with terms':>12}{'CPU s':>8}   who won, and why the rest is empty")
    machine, jury = Machine(engine, "en", locale), Jury("en", locale, gate)
    for count in range(len(WAYS) + 1):
        retries = WAYS[: min(count, len(constrain.RETRIES))]
        ways = WAYS[len(constrain.RETRIES) : max(count, len(constrain.RETRIES))]
        start = process_time()
        made = dict(Contest(machine, jury, retries, ways).settled(texts))
        seconds = process_time() - start
        fine = [text for text, one in made.items() if one.text]
        terms = sum(bool(gate.demands(text)) for text in fine)
        won = Counter(one.way or "plain" for one in made.values() if one.text)
        lost = Counter(one.reason for one in made.values() if not one.text)
        name = f"+ {WAYS[count - 1].__name__}" if count else "plain"
        shares = f"{100 * len(fine) / len(texts):14.1f}{100 * terms / max(demanding, 1):12.1f}{seconds:8.1f}"
        print(f"{name:14}{shares}   {listed(won)}; {listed(lost)}")


def listed(counts: Counter[str]) -> str:
    """`plain 12, inline 3`."""
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def placeholders(engine: Engine, texts: Sequence[str], gate: Gate) -> None:
    """How often each candidate comes out once where it went in once."""
    asked = [(text, demands) for text in texts if 0 < len(demands := gate.demands(text)) <= 4]
    print(f"{engine.name}: {len(asked)} texts with terms; each mark once where it went in once, in 100")
    for kind in MARKS:
        hidden = [(text, demands) for text, demands in asked if not any(mark in text for mark in kind)]
        made = engine.translate([hide(text, demands, kind) for text, demands in hidden])
        kept = sum(whole(one.text, kind[: len(hidden[at][1])]) for at, one in enumerate(made))
        print(f"{' '.join(kind):28}{100 * kept / len(hidden):8.1f}")


def whole(text: str, marks: Sequence[str]) -> bool:
    """Whether each of the marks stands in the text once."""
    return all(len(re.findall(rf"(?<!\w){re.escape(mark)}(?!\w)", text)) == 1 for mark in marks)


def hide(text: str, demands: Sequence[Demand], marks: Sequence[str]) -> str:
    """The text with a mark in the place of each term."""
    return constrain.put(text, [(one.start, one.end, marks[at]) for at, one in enumerate(demands)])


def main() -> None:
    """Prints one of the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--glossary", type=Path, default=ROOT / "glossary/terms.csv")
    parser.add_argument("--placeholders", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        os.environ["ARGOS_PACKAGES_DIR"] = folder
        package = models.install_file(options.package)
        engine = argos.open_engine("en", package.to_code)
        terms = Termbase(table.read(options.glossary.read_bytes(), str(options.glossary)))
        gate = Gate(terms, package.to_code)
        texts = pieces(sources(options.texts), package.to_code, getattr(engine, "fits", lambda _text: True))
        if options.placeholders:
            placeholders(engine, texts, gate)
        else:
            contests(engine, texts, package.to_code, gate)


if __name__ == "__main__":
    main()
