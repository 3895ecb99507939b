"""What the guards object to in human translations, and what they catch of the same texts damaged.

    python benchmarks/machine/guards.py --show 3 flores.en-fr.tsv.xz tatoeba.en-sv.tsv

A table has a source and a target a line, divided by a tab; the locale is read from the name (`en-fr`) or
given as `--locale`. Each damage is done to every target that is long enough for it, always in the same way.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from time import process_time

from tmpipe.engines.care.guards import objection
from tmpipe.engines.care.names import lost_names

UNPACK: Mapping[str, Callable[[bytes], bytes]] = {
    ".xz": lzma.decompress,
    ".gz": gzip.decompress,
    ".bz2": bz2.decompress,
}
SAMPLE = 4000
"""Pairs of a table that are damaged."""
Pair = tuple[str, str]
Damage = Callable[[str, str, Random], str | None]
"""A damaged target, of a source and a target; None where the damage cannot be done."""


def pairs(path: Path) -> list[Pair]:
    """The rows of a table that have both."""
    lines = UNPACK.get(path.suffix, bytes)(path.read_bytes()).decode("utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    return [(row[0], row[1]) for row in cells if len(row) > 1 and row[0].strip() and row[1].strip()]


# --- damages


def loop(_source: str, target: str, chance: Random) -> str | None:
    """Some words of the target, six times in a row."""
    words = target.split()
    if len(words) < 4:
        return None
    at, size = chance.randrange(len(words) - 2), chance.choice((1, 2, 3))
    return " ".join([*words[: at + size], *words[at : at + size] * 5, *words[at + size :]])


def recurring(_source: str, target: str, chance: Random) -> str | None:
    """Five words of the target thrice more, other words between them."""
    words = target.split()
    if len(words) < 14:
        return None
    at = chance.randrange(len(words) - 10)
    phrase, rest = words[at : at + 5], words[at + 5 :]
    return " ".join(
        [*words[: at + 5], *rest[:1], *phrase, *rest[1:3], *phrase, *rest[3:4], *phrase, *rest[4:]]
    )


def changing(_source: str, target: str, chance: Random) -> str | None:
    """A phrase four times, with another word in it each time; the rest of the target is gone."""
    words = target.split()
    if len(words) < 14:
        return None
    phrase = words[4:8]
    others = chance.sample(words, 4)
    return " ".join([*words[:4], *(part for other in others for part in (*phrase, other))])


def cut_off(_source: str, target: str, _chance: Random) -> str | None:
    """The first half."""
    return target[: len(target) // 2].rsplit(" ", 1)[0] if len(target) > 60 else None


def begun_late(_source: str, target: str, _chance: Random) -> str | None:
    """The second half."""
    return target[len(target) // 2 :].partition(" ")[2] if len(target) > 60 else None


def mended_half(_source: str, target: str, _chance: Random) -> str | None:
    """The first half, with the full stop of the whole."""
    cut = cut_off("", target, _chance)
    return cut and f"{cut.rstrip(' ,;:')}{target[-1] if not target[-1].isalnum() else ''}"


def sentence_gone(_source: str, target: str, _chance: Random) -> str | None:
    """Of several sentences all but the last."""
    parts = re.split(r"(?<=[.!?؟]) (?=\S)", target)
    if len(target) < 60 or len(parts) < 2 or len(parts[-1]) < 0.4 * len(target):
        return None
    return " ".join(parts[:-1])


def copied(source: str, _target: str, _chance: Random) -> str | None:
    """The source."""
    return source if len(re.findall(r"\b[a-z]{2,}\b", source)) > 2 else None


def partly_copied(source: str, target: str, chance: Random) -> str | None:
    """Eight words of the source in the place of eight of the target."""
    words, own = target.split(), source.split()
    if len(words) < 14 or len(own) < 14:
        return None
    at = chance.randrange(len(own) - 8)
    run = own[at : at + 8]
    if sum(one.islower() for one in run) < 5:
        return None
    return " ".join([*words[:3], *run, *words[11:]])


def other_script(_source: str, target: str, _chance: Random) -> str:
    """A word in Cyrillic letters."""
    return f"{target[: len(target) // 2]} массовые убийства {target[len(target) // 2 :]}"


def chinese(_source: str, target: str, _chance: Random) -> str:
    """A Chinese end."""
    return f"{target} 政治犯"


def unknown(_source: str, target: str, _chance: Random) -> str:
    """The sign for an unknown token."""
    return target.replace(" ", " ⁇ ", 1) if " " in target else f"⁇ {target}"


def control(_source: str, target: str, _chance: Random) -> str:
    """A control character."""
    return f"{target[:1]}\x02{target[1:]}"


def entity(_source: str, target: str, _chance: Random) -> str:
    """An escaped quotation mark."""
    return f"&quot;{target}"


def tokens(_source: str, target: str, _chance: Random) -> str | None:
    """Subwords left apart."""
    words = target.split()
    return " ".join([words[0] + "@@", *words[1:]]) if len(words) > 1 else None


def prefixed(_source: str, target: str, _chance: Random) -> str:
    """The mark of the target language."""
    return f"__fr__ {target}"


def other_number(source: str, target: str, chance: Random) -> str | None:
    """Another number for one of at least three digits."""
    found = re.search(r"(?<![\d.,٬٫])[1-9۱-۹]\d{2,3}(?![\d.,٬٫])", target)
    if not found or not re.search(r"(?<![\d.,])[1-9]\d{2,3}(?![\d.,])", source):
        return None
    return f"{target[: found.start()]}{int(found[0]) + chance.choice((1, 11, 101))}{target[found.end() :]}"


def unclosed(source: str, target: str, _chance: Random) -> str | None:
    """A bracket without its partner."""
    if source.count("(") != source.count(")") or not re.search(r"\(.*\)", target):
        return None
    return target.replace(")", "", 1)


def profuse(_source: str, target: str, _chance: Random) -> str:
    """Full stops without an end."""
    return target + "." * 12


DAMAGES: Sequence[Damage] = (
    loop,
    recurring,
    changing,
    cut_off,
    begun_late,
    mended_half,
    sentence_gone,
    copied,
    partly_copied,
    other_script,
    chinese,
    unknown,
    control,
    entity,
    tokens,
    prefixed,
    other_number,
    unclosed,
    profuse,
)


def damaged(rows: Sequence[Pair], damage: Damage) -> Iterator[Pair]:
    """The rows of which a damaged copy can be made."""
    for source, target in rows[:SAMPLE]:
        made = damage(source, target, Random(f"{source}\0{target}"))
        if made is not None and made != target:
            yield source, made


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", nargs="+", type=Path)
    parser.add_argument("--locale", help="default: from each table's name, `…en-fr…`")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="N texts of each kind, too")
    options = parser.parse_args()
    sets = {path.name.partition(".tsv")[0]: pairs(path) for path in options.tables}
    locales = {name: options.locale or name.rpartition("-")[2][:2] for name in sets}
    print("objections to human translations, in 100")
    for name, rows in sets.items():
        human(name, rows, locales[name], options.show)
    print("\ndamaged translations that are objected to, in 100")
    print(f"{'':16}" + "".join(f"{name.replace('-test', '').replace('-dev', '')[:14]:>15}" for name in sets))
    for damage in DAMAGES:
        shares = [
            caught(list(damaged(rows, damage)), locales[name], options.show) for name, rows in sets.items()
        ]
        print(f"{damage.__name__:16}" + "".join(f"{share:>15}" for share in shares))


def human(name: str, rows: Sequence[Pair], locale: str, show: int) -> None:
    """A line for one table, by reason; and what is objected to."""
    start = process_time()
    said = [(objection(source, target, locale), source, target) for source, target in rows]
    seconds = process_time() - start
    counts = Counter(reason for reason, _, _ in said if reason)
    share = 100 * counts.total() / len(rows)
    kinds = ", ".join(f"{reason} {count}" for reason, count in counts.most_common())
    names = sum(bool(lost_names(source, target, "en", locale)) for source, target in rows)
    print(f"{name:22} {len(rows):6} {share:5.2f}   {1e6 * seconds / len(rows):4.0f} µs a pair   {kinds}")
    print(f"{'':22} names spelt otherwise: {100 * names / len(rows):.2f} in 100")
    for kind in counts:
        for _, source, target in [one for one in said if one[0] == kind][:show]:
            print(f"    {kind}: {source}\n      -> {target}")


def caught(rows: Sequence[Pair], locale: str, show: int) -> str:
    """The share that is objected to, of how many."""
    if not rows:
        return "-"
    missed = [(source, target) for source, target in rows if objection(source, target, locale) is None]
    for source, target in missed[:show]:
        print(f"    missed: {source}\n      -> {target}")
    return f"{100 - 100 * len(missed) / len(rows):.1f} of {len(rows)}"


if __name__ == "__main__":
    main()
