"""What every memory does, whatever its store. The look-up is held against rating each unit in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import ConfigurationError
from tmpipe.memory import open_memory
from tmpipe.model import Match, TranslationUnit
from tmpipe.parts import Memory, Penalty, Stats
from tmpipe.text.rate import closeness, rate
from tmpipe.text.skeleton import skeleton

STORES = ["sqlite", "postgresql"]
Opened = Callable[[str], Memory]
TRUST = ["human", "edited", "unedited", "aligned", "draft", "machine"]

TEXTS = st.lists(
    st.sampled_from(["the", "the", "of", "a", "A", "b", "c", "“d”", '"d"', "<g1>e</g1>", "e", "dé", "f"]),
    max_size=9,
).map(" ".join)
UNITS = st.builds(
    TranslationUnit,
    source=TEXTS,
    target=st.sampled_from(["un", "deux", "trois", "quatre", "cinq", "six"]),
    locale=st.sampled_from(["fr", "fr", "it"]),
    source_locale=st.sampled_from(["en", "sv"]),
    origin=st.sampled_from([*TRUST, "hearsay"]),
    document=st.sampled_from(["x", "y", "z"]),
    previous=st.sampled_from(["", "a b", "c"]),
    following=st.sampled_from(["", "a b", "c"]),
    date=st.sampled_from(["", "", "2025", "2026-01-01", "2026-11-21T10:00:00Z"]),
    file=st.sampled_from(["", "a.po", "b.tmx"]),
    penalty=st.sampled_from([0, 0, 0, 0.5, 10, 33.25, 100]),
)
CONTEXTS = st.tuples(st.sampled_from(["", "a b", "c"]), st.sampled_from(["", "a b", "c"]))
CUTOFFS = st.sampled_from([0, 40, 50, 66.7, 70, 75, 90, 99, 99.5, 100, 101])


@pytest.fixture(params=STORES)
def memory(request: pytest.FixtureRequest, opened: Opened) -> Memory:
    return opened(str(request.param))


def held(units: Sequence[TranslationUnit]) -> list[TranslationUnit]:
    """What a memory holds after these came at once: of each unit the last, without those superseded."""
    last = {(u.source, u.target, u.locale, u.document, u.file): u for u in units}.values()
    return [unit for unit in last if not any(supersedes(other, unit) for other in last)]


def supersedes(new: TranslationUnit, old: TranslationUnit) -> bool:
    def place(unit: TranslationUnit) -> tuple[str, ...]:
        return unit.locale, unit.source, unit.document, unit.previous, unit.following

    return place(new) == place(old) and new.target != old.target and new.date > old.date != ""


def by_trust(unit: TranslationUnit) -> float:
    """A penalty as a configuration may set it."""
    return {"aligned": 2.5, "draft": 10, "machine": 120, "human": -5}.get(unit.origin, 0)


def brute_force(
    units: Sequence[TranslationUnit],
    source: str,
    context: tuple[str, str] = ("", ""),
    *,
    cutoff: float,
    limit: int,
    source_locale: str | None = None,
    penalty: Penalty | None = None,
) -> list[Match]:
    """The contract, word for word; `units` are those that are held."""

    def offered(unit: TranslationUnit) -> Match:
        lost = max(0.0, unit.penalty + (penalty(unit) if penalty else 0))
        around = source == unit.source and context == (unit.previous, unit.following) != ("", "")
        return Match(unit, max(0.0, rate(source, unit.source) - lost), around)

    def standing(match: Match) -> tuple[float, float, int, int]:
        u = match.unit
        beside = sum(a == b != "" for a, b in zip(context, (u.previous, u.following), strict=True))
        trust = TRUST.index(u.origin) if u.origin in TRUST else len(TRUST)
        return -match.rate, -closeness(source, u.source), -beside, trust

    rated = [offered(u) for u in units if u.locale == "fr" and source_locale in (None, u.source_locale)]
    rated.sort(key=lambda m: (m.unit.source, m.unit.target, m.unit.document, m.unit.file))
    rated.sort(key=lambda match: match.unit.date, reverse=True)
    rated.sort(key=standing)
    once: dict[str, Match] = {}
    for match in rated:
        if match.rate >= cutoff:
            once.setdefault(match.unit.target, match)
    return list(once.values())[:limit]


@pytest.mark.parametrize("store", STORES)
@given(
    st.lists(UNITS, max_size=30),
    st.lists(st.tuples(TEXTS, CONTEXTS), max_size=4),
    CUTOFFS,
    st.integers(0, 6),
    st.sampled_from([None, "en", "sv"]),
    st.sampled_from([None, by_trust]),
)
def test_look_up_is_brute_force(
    opened: Opened,
    store: str,
    units: list[TranslationUnit],
    asked: list[tuple[str, tuple[str, str]]],
    cutoff: float,
    limit: int,
    source_locale: str | None,
    penalty: Penalty | None,
) -> None:
    memory = opened(store)
    half = len(units) // 2
    sources, contexts = [text for text, _ in asked], [context for _, context in asked]
    memory.add(units[:half])
    memory.look_up(sources, "fr", cutoff=cutoff, limit=limit)  # an index made now must not be stale later
    memory.add(units[half:])
    found = memory.look_up(
        sources,
        "fr",
        cutoff=cutoff,
        limit=limit,
        contexts=contexts,
        source_locale=source_locale,
        penalty=penalty,
    )
    rest = held([*held(units[:half]), *units[half:]])
    assert found == [
        brute_force(
            rest,
            source,
            context,
            cutoff=cutoff,
            limit=limit,
            source_locale=source_locale,
            penalty=penalty,
        )
        for source, context in asked
    ]


@pytest.mark.parametrize("store", STORES)
@given(st.lists(UNITS, max_size=20), st.lists(UNITS, max_size=10), TEXTS, st.sampled_from(["", "1"]))
def test_replacing_a_file_takes_the_rest_of_it_away(
    opened: Opened,
    store: str,
    before: list[TranslationUnit],
    after: list[TranslationUnit],
    source: str,
    stamp: str,
) -> None:
    after = [replace(unit, file="a.po") for unit in after]
    memory = opened(store)
    memory.add(before)
    memory.look_up([source], "fr", cutoff=50)
    changed = memory.replace_file("a.po", iter(after), stamp=stamp)
    again = memory.replace_file("a.po", after, stamp=stamp)
    units, found, files = list(memory.units()), memory.look_up([source], "fr", cutoff=50), memory.files()
    first = held(before)
    rest = held([unit for unit in first if unit.file != "a.po"] + after)
    assert sorted(units, key=repr) == sorted(rest, key=repr)
    assert found == [brute_force(rest, source, cutoff=50, limit=5)]
    assert (changed == 0) <= (sorted(first, key=repr) == sorted(rest, key=repr))
    assert again == 0 or len(held(after)) < len(after)
    assert files == ({"a.po": stamp} if after or stamp else {})


SKELETONS = st.sampled_from(
    [
        "Section 17",
        "Section 18",
        "Section 0",
        "Section 0.",
        "Part 17",
        "17",
        "0",
        "See 4 and 5",
        "See 5 and 4",
    ]
)


@pytest.mark.parametrize("store", STORES)
@given(st.lists(st.builds(replace, UNITS, source=SKELETONS), max_size=12), SKELETONS, st.integers(0, 9))
def test_alike_are_the_other_texts_of_the_same_skeleton(
    opened: Opened, store: str, units: list[TranslationUnit], source: str, limit: int
) -> None:
    memory = opened(store)
    memory.add(units)
    came = list(memory.units("fr"))
    found = [memory.alike([source, ""], "fr", source_locale=one, limit=limit) for one in (None, "en")]
    others = [u for u in came if u.source != source and skeleton(u.source) == skeleton(source)][::-1]
    english = [unit for unit in others if unit.source_locale == "en"]
    assert found == [[others[:limit], []], [english[:limit], []]]


def test_add_counts_what_is_new_or_changed(memory: Memory) -> None:
    unit = TranslationUnit("Yes", "Oui", "fr", document="x")
    assert memory.add([unit, replace(unit, locale="it"), replace(unit, document="y")]) == 3
    assert memory.add([unit, unit]) == 0
    assert memory.add([replace(unit, date="2026-11-21", origin="edited"), replace(unit, document="y")]) == 1
    assert memory.add([]) == 0
    assert [unit.origin for unit in memory.units("fr")] == ["edited", "human"]


def test_units_that_differ_in_target_document_or_file_alone_are_two(memory: Memory) -> None:
    rest = [("ab", "c", ""), ("a", "bc", ""), ("a", "b", "c"), ("a", "", "bc"), ("", "", "abc")]
    rest += [("1 a", "c", ""), ("", "1 ac", ""), ("", "", "0 0 c"), ("", "0 c", ""), ("0 c", "", "")]
    units = [TranslationUnit("s", t, "fr", document=d, file=f) for t, d, f in rest]
    assert memory.add(iter(units)) == len(units)
    assert list(memory.units()) == units


def test_a_files_units_are_put_under_its_name(memory: Memory) -> None:
    memory.replace_file("a.po", [TranslationUnit("Yes", "Sì", "it", file="other")], stamp="1")
    assert list(memory.units()) == [TranslationUnit("Yes", "Sì", "it", file="a.po")]


def test_files_are_those_that_were_replaced(memory: Memory) -> None:
    yes = TranslationUnit("Yes", "Oui", "fr")
    memory.add([replace(yes, file="added.tmx")])
    memory.replace_file("b.po", [yes], stamp="1")
    memory.replace_file("a.po", [yes])
    memory.replace_file("empty.po", [], stamp="2")
    assert memory.files() == {"a.po": "", "b.po": "1", "empty.po": "2"}
    assert memory.replace_file("b.po", [yes], stamp="3") == 0
    assert memory.replace_file("a.po", []) == 1
    assert memory.replace_file("empty.po", []) == 0
    assert memory.files() == {"b.po": "3"}
    assert [unit.file for unit in memory.units()] == ["added.tmx", "b.po"]


OLD = TranslationUnit("Yes", "Oui", "fr", document="x", previous="p", following="f", date="2025-01-01")
NEW = replace(OLD, target="Si", date="2026-01-01")


@pytest.mark.parametrize(
    ("new", "retires"),
    [
        (NEW, True),
        (replace(NEW, origin="draft", author="N. N.", file="a.po", penalty=7), True),
        (replace(NEW, date="2025-01-01"), False),
        (replace(NEW, date=""), False),
        (replace(NEW, target="Oui", file="a.po"), False),
        (replace(NEW, source="yes"), False),
        (replace(NEW, locale="it"), False),
        (replace(NEW, document="y"), False),
        (replace(NEW, previous=""), False),
        (replace(NEW, following="g"), False),
    ],
)
def test_a_newer_unit_retires_an_older_one(memory: Memory, new: TranslationUnit, retires: bool) -> None:
    left = [new] if retires else [OLD, new]
    assert memory.add([OLD]) == 1
    assert memory.add([new]) == 1
    assert list(memory.units()) == left
    if retires:
        assert memory.add([OLD]) == 0
        assert list(memory.units()) == left


@pytest.mark.parametrize("units", [[OLD, NEW], [NEW, OLD]])
def test_a_newer_unit_retires_an_older_one_that_comes_with_it(
    memory: Memory, units: list[TranslationUnit]
) -> None:
    assert memory.add(units) == 1
    assert list(memory.units()) == [NEW]
    assert memory.replace_file("a.po", units) == 1
    assert list(memory.units()) == [NEW, replace(NEW, file="a.po")]
    assert memory.replace_file("a.po", units) == 0


def test_what_a_file_keeps_is_not_retired_by_another_file(memory: Memory) -> None:
    """Two projects that share a memory may have the same document, each with its own translation."""
    memory.replace_file("one/fr.po", [OLD])
    memory.replace_file("two/fr.po", [NEW])
    memory.add([replace(NEW, target="Ouais", date="2026-02-02")])
    assert [(unit.target, unit.file) for unit in memory.units()] == [
        ("Oui", "one/fr.po"),
        ("Si", "two/fr.po"),
        ("Ouais", ""),
    ]


def test_an_undated_unit_is_not_retired(memory: Memory) -> None:
    memory.add([replace(OLD, date="")])
    memory.add([NEW])
    assert len(list(memory.units())) == 2


def test_a_context_match_has_the_same_text_and_both_neighbours(memory: Memory) -> None:
    units = [
        TranslationUnit("Yes", "both", "fr", previous="p", following="f"),
        TranslationUnit("Yes", "first", "fr", previous="p"),
        TranslationUnit("Yes", "none", "fr"),
    ]
    memory.add(units)

    def offered(*context: str) -> list[tuple[str, bool]]:
        found = memory.look_up(["Yes"], "fr", contexts=[(context[0], context[1])])[0]
        return [(match.unit.target, match.context) for match in found]

    assert offered("p", "f") == [("both", True), ("first", False), ("none", False)]
    assert offered("p", "") == [("both", False), ("first", True), ("none", False)]
    assert offered("", "") == [("both", False), ("first", False), ("none", False)]


def test_a_penalized_exact_match_falls_behind(memory: Memory) -> None:
    doubtful = TranslationUnit("He left today.", "doubtful", "fr", penalty=40)
    sure = TranslationUnit("He left today!", "sure", "fr")
    memory.add([doubtful, sure])
    found = memory.look_up(["He left today."], "fr", cutoff=50)[0]
    assert [(match.unit, round(match.rate)) for match in found] == [(sure, 67), (doubtful, 60)]
    assert [match.unit for match in memory.look_up(["He left today."], "fr", cutoff=61)[0]] == [sure]


def test_units_come_back_whole(memory: Memory) -> None:
    full = TranslationUnit(
        "a\0b\n“é”", "ب‌ج", "fa", "sv", "draft", "d", "p", "f", "2026-11-21", "N. N.", "a.po", 2.5
    )
    memory.add([full, TranslationUnit("", "", "fr")])
    assert list(memory.units()) == [full, TranslationUnit("", "", "fr")]
    assert list(memory.units("fa")) == [full]
    assert list(memory.units("sv")) == []


def test_what_fails_halfway_leaves_nothing(memory: Memory) -> None:
    def broken() -> Iterator[TranslationUnit]:
        for number in range(5000):  # more than a store keeps back before it writes
            yield TranslationUnit("He left today.", f"Il est parti {number}.", "fr")
        memory.look_up(["He left now."], "fr", cutoff=50)  # what is read now must not be stale later
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory.add(broken())
    assert list(memory.units()) == []
    memory.add([TranslationUnit("She left today.", "Elle est partie aujourd’hui.", "fr")])
    assert [m.unit.target[:4] for m in memory.look_up(["He left today."], "fr", cutoff=50)[0]] == ["Elle"]


def test_stats(memory: Memory) -> None:
    yes = TranslationUnit("Yes", "Oui", "fr", document="x")
    memory.add([yes, replace(yes, locale="it"), replace(yes, target="Si", document="y", origin="draft")])
    memory.add([replace(yes, source="No", document="")])  # from nowhere: that is no document
    assert replace(memory.stats(), index=0) == Stats(
        4, 2, 2, {"fr": 3, "it": 1}, {"draft": 1, "human": 3}, {"": 4}
    )


def test_an_empty_memory_offers_nothing(memory: Memory) -> None:
    assert memory.look_up(["He left.", ""], "fr") == [[], []]
    assert memory.look_up([], "fr") == []
    assert replace(memory.stats(), index=0) == Stats(0, 0, 0, {}, {})


def test_each_source_needs_its_context(memory: Memory) -> None:
    with pytest.raises(ValueError, match="shorter"):
        memory.look_up(["a", "b"], "fr", contexts=[("", "")])


@pytest.mark.parametrize("url", ["memory.sqlite", "", "sqlite:", "oracle:x", "C:\\memory"])
def test_a_url_that_names_no_store_is_told_which_there_are(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"begins with its kind of store: sqlite:…"):
        open_memory(url)
