"""How often the checks of typography err, what they find of planted faults, and what they cost.

    python benchmarks/checks/typography.py [--show CHECK]                    # the project's drafts
    python benchmarks/checks/typography.py PAIRS.tsv LOCALE [--show CHECK]   # a source, a tab, a translation

Of the drafts: false alarms, those of pofilter's filters beside, recall, time. Of pairs: findings per 1,000.
The drafts were proof-read: what is found in them is a false alarm, or a fault that is mended at once.
A fault is planted wherever it can be, one a text, and must be found by its check.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tmpipe import parts
from tmpipe.catalogs import po
from tmpipe.catalogs.origin import ignores
from tmpipe.checks.base import SEVERITIES, Context
from tmpipe.model import Catalog, Entry, Severity

ROOT = Path(__file__).parents[2]
LOCALES = ("fr", "it", "sv", "fa")
CHECKS = [
    *("end-punctuation", "quotation-marks", "quotation-balance", "quotation-count", "apostrophes", "spacing"),
    *("dashes", "number-format", "number-spacing", "persian-letters", "persian-digits"),
    *("persian-punctuation", "zwnj", "zwnj-style", "capitals", "capitals-style"),
]
ZWNJ = "\u200c"

Fault = Callable[[str, str], str]
"""A source and its translation to the translation with a fault; the same where it has no place for it."""


def sub(pattern: str, by: str) -> Fault:
    """The first place of a pattern spoiled."""
    return lambda _, target: re.sub(pattern, by, target, count=1)


def english(source: str, target: str) -> str:
    """The first English number of the source instead of the translation's."""
    found = re.search(r"\b\d{1,3},\d{3}\b", source)
    return re.sub(r"\d{1,3}[.\u00a0\u202f]\d{3}", found[0], target, count=1) if found else target


def lower(source: str, target: str) -> str:
    """A small letter at the start of a sentence that has a capital there."""
    fine = source[:1].isupper() and source.endswith(".") and target[:1].isupper() and target[1:2].islower()
    return target[0].lower() + target[1:] if fine and target.partition(" ")[0] not in source else target


STOP = r"(?<=[^\W\d_]{3})\.$"
FAULTS: list[tuple[str, str, str, Fault]] = [
    ("end-punctuation", "stop lost", "fr it sv fa", sub(STOP, "")),
    ("end-punctuation", "stop to colon", "fr it sv fa", sub(STOP, ":")),
    ("end-punctuation", "colon to stop", "fr it sv fa", sub(r"[\u00a0\u202f]?:$", ".")),
    ("end-punctuation", "stop to question", "fr it sv fa", sub(STOP, "?")),
    ("end-punctuation", "stop at a heading", "fr it sv fa", sub(r"(?<=[^\W\d_])$", ".")),
    ("quotation-marks", "English", "fr fa", sub("«[\u00a0\u202f]?([^«»]*?)[\u00a0\u202f]?»", r"“\1”")),
    ("quotation-marks", "English", "sv", sub("”([^”]*)”", r"“\1”")),
    ("quotation-marks", "straight", "fr it fa", sub("«[\u00a0\u202f]?([^«»]*?)[\u00a0\u202f]?»", r'"\1"')),
    ("quotation-marks", "straight", "sv", sub("”([^”]*)”", r'"\1"')),
    ("quotation-balance", "closing lost", "fr it fa", sub("(«[^«»]*?)[\u00a0\u202f]?»", r"\1")),
    ("quotation-balance", "opening lost", "fr it fa", sub("«[\u00a0\u202f]?([^«»]*»)", r"\1")),
    ("quotation-balance", "one lost", "sv", sub("”([^”]*)”", r"\1”")),
    ("quotation-count", "both lost", "fr it fa", sub("«[\u00a0\u202f]?([^«»]*?)[\u00a0\u202f]?»", r"\1")),
    ("quotation-count", "both lost", "sv", sub("”([^”]*)”", r"\1")),
    ("apostrophes", "straight", "fr it", sub(r"(?<=[^\W\d_])’(?=[^\W\d_])", "'")),
    ("spacing", "plain blank before", "fr", sub("[\u00a0\u202f](?=[;:!?»])", " ")),
    ("spacing", "no blank before", "fr", sub("[\u00a0\u202f](?=[;:!?»])", "")),
    ("spacing", "plain blank after «", "fr", sub("«[\u00a0\u202f]", "« ")),
    ("spacing", "no blank after «", "fr", sub("«[\u00a0\u202f]", "«")),
    ("spacing", "blank before a comma", "fr it sv fa", sub(r"(?<=\w)(?=[,،] )", " ")),
    ("spacing", "blank before a colon", "it sv fa", sub(r"(?<=\w)(?=[:؛] )", " ")),
    ("spacing", "no blank after a comma", "fr it sv fa", sub(r"(?<=[^\W\d_])([,،]) (?=[^\W\d_])", r"\1")),
    ("spacing", "blank in brackets", "fr it sv fa", sub(r"\((?=\w)", "( ")),
    ("spacing", "blank in quotation", "it fa", sub("«(?=.)", "« ")),
    ("number-format", "English thousands", "fr it sv", english),
    ("number-format", "comma", "fa", sub("٬", ",")),
    ("number-spacing", "plain blank", "fr sv", sub("(?<=\\d)[\u00a0\u202f](?=\\d{3}\\b)", " ")),
    ("persian-letters", "Arabic ye", "fa", sub("ی", "ي")),
    ("persian-letters", "Arabic kaf", "fa", sub("ک", "ك")),
    ("persian-letters", "stroke", "fa", sub("(?<=[بتسن])(?=[اردی])", "\u0640")),
    ("persian-digits", "Arabic", "fa", sub("[۴۵۶]", "٥")),
    ("persian-digits", "Latin year", "fa", sub("(?<= )۱۹۸۸(?= )", "1988")),
    ("persian-punctuation", "comma", "fa", sub("،(?= )", ",")),
    ("persian-punctuation", "semicolon", "fa", sub("؛(?= )", ";")),
    ("zwnj", "می with a blank", "fa", sub(f"(?<= )(ن?می){ZWNJ}(?=[^ ]*[دم] )", r"\1 ")),
    ("zwnj", "می joined", "fa", sub(f"(?<= )(ن?می){ZWNJ}(?=(?:شو|کن|توان|ده)[دن])", r"\1")),
    ("zwnj", "ها with a blank", "fa", sub(f"{ZWNJ}(?=های? )", " ")),
    ("zwnj", "at an edge", "fa", sub(r"(?<=[بتسن]) ", f"{ZWNJ} ")),
    ("zwnj", "twice", "fa", sub(ZWNJ, ZWNJ * 2)),
    ("capitals", "small start", "fr it sv", lower),
    ("capitals-style", "month", "fr", sub(r"(?<=\d )(juillet|août|décembre|novembre)", "Juillet")),
    ("capitals-style", "month", "it", sub(r"(?<=\d )(luglio|agosto|dicembre|novembre)", "Dicembre")),
]


def drafts(locale: str) -> Iterator[Catalog]:
    """The project's catalogs of a locale."""
    for path in sorted((ROOT / "locales" / locale / "LC_MESSAGES").glob("*.po")):
        yield po.read(path.read_bytes(), str(path), locale)


def pairs(path: str, locale: str) -> Iterator[Catalog]:
    """The lines of a table of sources and translations, as one catalog."""
    rows = (line.split("\t") for line in Path(path).read_text(encoding="utf-8").splitlines())
    yield Catalog(
        path, locale, Entry(""), tuple(Entry(row[0], row[1]) for row in rows if len(row) > 1 and row[1])
    )


def found(check: str, entry: Entry, catalog: Catalog, habits: dict[str, str]) -> list[str]:
    """What a check says of an entry that does not ignore it."""
    context = Context(catalog.locale, catalog=catalog, habits=habits)
    if any(one.check == check for one in ignores(entry)):
        return []
    return [one.message for one in parts.part("checks", check)(entry, context)]


def alarms(catalogs: list[Catalog], show: str = "") -> tuple[Counter[str], int]:
    """Entries with a finding, by check, and how many there are."""
    counts: Counter[str] = Counter()
    for catalog in catalogs:
        habits: dict[str, str] = {}
        for entry in catalog.entries:
            for check in CHECKS:
                if messages := found(check, entry, catalog, habits):
                    counts[check] += 1
                    if check == show:
                        print(f"  {messages}\n    {entry.msgid}\n    {entry.msgstr}")
    return counts, sum(len(catalog.entries) for catalog in catalogs)


def recall() -> Iterator[tuple[str, str, str, int, int]]:
    """Each kind of fault with its locale: how often it was planted, and found."""
    from dataclasses import replace

    for check, name, locales, fault in FAULTS:
        for locale in locales.split():
            planted = hits = 0
            for catalog in drafts(locale):
                habits: dict[str, str] = {}
                for entry in catalog.entries:
                    spoiled = replace(entry, msgstr=fault(entry.msgid, entry.msgstr))
                    if spoiled.msgstr != entry.msgstr:
                        planted += 1
                        hits += bool(found(check, spoiled, catalog, habits))
            yield check, name, locale, planted, hits


def cost(locale: str) -> float:
    """Microseconds of CPU time for all checks of an entry, the best of five runs."""
    catalogs = list(drafts(locale))
    checks = [parts.part("checks", check) for check in CHECKS]
    runs = []
    for _ in range(5):
        start = time.process_time()
        for catalog in catalogs:
            context = Context(locale, catalog=catalog)
            for entry in catalog.entries:
                for check in checks:
                    list(check(entry, context))
        runs.append(time.process_time() - start)
    return 1e6 * min(runs) / sum(len(catalog.entries) for catalog in catalogs)


def pofilter(locale: str) -> Counter[str]:
    """What translate-toolkit's filters of the same themes say of the drafts."""
    themes = (
        "endpunc",
        "endwhitespace",
        "puncspacing",
        "doublequoting",
        "singlequoting",
        "startcaps",
        "brackets",
    )
    with tempfile.TemporaryDirectory() as folder:
        options = [f"--language={locale}", "--progress=none", *(f"--test={theme}" for theme in themes)]
        place = ROOT / "locales" / locale / "LC_MESSAGES"
        try:
            subprocess.run(["pofilter", *options, str(place), folder], check=True, capture_output=True)
        except FileNotFoundError:
            return Counter()
        told = "".join(path.read_text(encoding="utf-8") for path in Path(folder).rglob("*.po"))
    return Counter(re.findall(r"\(pofilter\) (\w+):", told))


def main() -> None:
    """Prints the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pairs", nargs="?")
    asked.add_argument("locale", nargs="?")
    asked.add_argument("--show", default="", metavar="CHECK")
    how = asked.parse_args()
    if how.pairs and how.locale:
        told("pairs", *alarms(list(pairs(how.pairs, how.locale)), how.show))
        return
    for locale in LOCALES:
        told(locale, *alarms(list(drafts(locale)), how.show))
        print(
            f"{locale}: {cost(locale):.1f} µs an entry; pofilter: {dict(pofilter(locale)) or 'not installed'}"
        )
    sums: Counter[str] = Counter()
    for check, name, locale, planted, hits in recall():
        sums[check] += planted
        sums[f"{check} hits"] += hits
        if planted:
            print(f"{check:20} {name:24} {locale}  {hits}/{planted}")
    for check in CHECKS:
        if sums[check]:
            print(f"{check:20} recall {sums[f'{check} hits'] / sums[check]:.3f} of {sums[check]}")


def told(name: str, counts: Counter[str], total: int) -> None:
    """A line for each check, and one for all that are warnings."""
    warned = sum(count for check, count in counts.items() if SEVERITIES[check] > Severity.INFO)
    print(f"{name}: {total} entries, {warned} warnings, {1000 * warned / max(total, 1):.1f} per 1,000")
    for check, count in counts.most_common():
        print(f"  {check:20} {count:5}  {1000 * count / total:.1f} per 1,000")


if __name__ == "__main__":
    main()
