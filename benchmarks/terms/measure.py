"""How often the glossary gate errs, by language, beside the checks that other tools have.

    python benchmarks/terms/measure.py [FOLDER_OF_TSV [GLOSSARY.csv]] [--errors]

A table of cases is `<locale>.tsv`: case_id, source, target, term_id, verdict, comment. A case is found when
its term is reported, whatever for. `--errors` lists the cases that went wrong.

The peers count the same mentions, and differ in how they look for a term's forms in the target:

exact       a permitted form as whole words, any capitals (the usual `\\b...\\b` check)
substring   a permitted form anywhere
lemma       the same as exact on simplemma's lemmas; lemmas of the form one after another
Each of them also reports a forbidden form that it finds in its own way.
"""

from __future__ import annotations

import csv
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase

ROOT = Path(__file__).parents[2]
Count = Callable[[str, str, str], int]
"""How often a form stands in a target of a locale."""


@dataclass(frozen=True, slots=True)
class Case:
    """One term in one sentence pair, judged by hand."""

    id: str
    source: str
    target: str
    term: str
    verdict: str


def cases(path: Path) -> list[Case]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Case(*(row[name] for name in ("case_id", "source", "target", "term_id", "verdict")))
            for row in rows
        ]


def substring(form: str, target: str, _locale: str) -> int:
    return target.lower().count(form.lower())


def exact(form: str, target: str, _locale: str) -> int:
    return len(re.findall(rf"\b{re.escape(form)}\b", target, re.IGNORECASE))


def lemma(form: str, target: str, locale: str) -> int:
    wanted, have = lemmas(form, locale), lemmas(target, locale)
    return sum(have[at : at + len(wanted)] == wanted for at in range(len(have) - len(wanted) + 1))


@cache
def lemmas(text: str, locale: str) -> list[str]:
    import simplemma

    words = re.findall(r"[\w\u200c]+", unicodedata.normalize("NFC", text))
    return [simplemma.lemmatize(word, lang=locale).lower() for word in words]


def reported_by(count: Count, termbase: Termbase) -> Callable[[Case, str], bool]:
    terms = {term.id: term for term in termbase.terms}

    def reported(case: Case, locale: str) -> bool:
        needed = sum(mention.term.id == case.term for mention in termbase.find(case.source))
        target = terms[case.term].targets[locale]
        right = sum(count(form, case.target, locale) for form in target.forms)
        wrong = any(count(bad.form, case.target, locale) for bad in target.forbidden)
        return bool(needed) and (right < needed or wrong)

    return reported


def reported_by_tmpipe(termbase: Termbase) -> Callable[[Case, str], bool]:
    def reported(case: Case, locale: str) -> bool:
        return any(one.term.id == case.term for one in termbase.judge(case.source, case.target, locale))

    return reported


def scores(found: list[tuple[bool, bool]]) -> Iterator[float]:
    """Precision, recall, F1 and false alarms per 1,000 clean segments of (wanted, reported)."""
    hits = sum(wanted and reported for wanted, reported in found)
    reports = sum(reported for _, reported in found)
    wanted = sum(wanted for wanted, _ in found)
    clean = len(found) - wanted
    precision, recall = hits / reports if reports else 1.0, hits / wanted if wanted else 1.0
    yield precision
    yield recall
    yield 2 * precision * recall / (precision + recall) if hits else 0.0
    yield 1000 * (reports - hits) / clean if clean else 0.0


def main(arguments: list[str]) -> None:
    places = [argument for argument in arguments if not argument.startswith("-")]
    folder = Path(places[0]) if places else ROOT / "tests" / "gold" / "terms"
    glossary = Path(places[1]) if len(places) > 1 else ROOT / "glossary" / "terms.csv"
    termbase = Termbase(table.read(glossary.read_bytes(), str(glossary)))
    checks = {
        "tmpipe": reported_by_tmpipe(termbase),
        "exact": reported_by(exact, termbase),
        "substring": reported_by(substring, termbase),
        "lemma": reported_by(lemma, termbase),
    }
    print("locale  cases  check      precision  recall     F1  alarms/1000 clean  µs/case")
    for path in sorted(folder.glob("*.tsv")):
        for name, reported in checks.items():
            show(path.stem, cases(path), name, reported, errors="--errors" in arguments)


def show(
    locale: str, rows: list[Case], name: str, reported: Callable[[Case, str], bool], *, errors: bool
) -> None:
    reported(rows[0], locale)  # loads what is loaded late
    start = time.process_time()
    found = [(case.verdict != "fine", reported(case, locale)) for case in rows]
    spent = (time.process_time() - start) / len(rows) * 1e6
    precision, recall, f1, alarms = scores(found)
    figures = f"{precision:9.3f}  {recall:6.3f}  {f1:5.3f}  {alarms:17.0f}  {spent:7.0f}"
    print(f"{locale:6}  {len(rows):5}  {name:9}  {figures}")
    if errors and name == "tmpipe":
        for case, (wanted, was) in zip(rows, found, strict=True):
            if wanted != was:
                print(f"  {case.id} {case.term} {case.verdict}: {case.source} | {case.target}")


if __name__ == "__main__":
    main(sys.argv[1:])
