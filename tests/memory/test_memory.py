"""What every memory does, whatever its store. The look-up is held against rating each unit in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import ConfigurationError
from tmpipe.memory import open_memory
from tmpipe.model import Match, TranslationUnit
from tmpipe.parts import Memory, Stats
from tmpipe.text.rate import closeness, rate

STORES = ["sqlite::memory:"]
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
    date=st.sampled_from(["", "2025", "2026-01-01", "2026-11-21T10:00:00Z"]),
)
CONTEXTS = st.tuples(st.sampled_from(["", "a b", "c"]), st.sampled_from(["", "a b", "c"]))
CUTOFFS = st.sampled_from([0, 40, 50, 66.7, 70, 75, 90, 99, 99.5, 100, 101])


@pytest.fixture(params=STORES)
def memory(request: pytest.FixtureRequest) -> Iterator[Memory]:
    opened = open_memory(request.param)
    yield opened
    opened.close()


def held(units: Sequence[TranslationUnit]) -> list[TranslationUnit]:
    """What a memory holds after these: the last of each source, target, locale and document."""
    return list({(u.source, u.target, u.locale, u.document): u for u in units}.values())


def brute_force(
    units: Sequence[TranslationUnit],
    source: str,
    context: tuple[str, str] = ("", ""),
    *,
    cutoff: float,
    limit: int,
) -> list[Match]:
    rated = [Match(u, rate(source, u.source)) for u in held(units) if u.locale == "fr"]

    def standing(match: Match) -> tuple[float, float, int, int]:
        u = match.unit
        beside = sum(a == b != "" for a, b in zip(context, (u.previous, u.following), strict=True))
        trust = TRUST.index(u.origin) if u.origin in TRUST else len(TRUST)
        return -match.rate, -closeness(source, u.source), -beside, trust

    rated.sort(key=lambda match: (match.unit.source, match.unit.target, match.unit.document))
    rated.sort(key=lambda match: match.unit.date, reverse=True)
    rated.sort(key=standing)
    once: dict[str, Match] = {}
    for match in rated:
        if match.rate >= cutoff:
            once.setdefault(match.unit.target, match)
    return list(once.values())[:limit]


@pytest.mark.parametrize("url", STORES)
@given(
    st.lists(UNITS, max_size=30), st.lists(st.tuples(TEXTS, CONTEXTS), max_size=4), CUTOFFS, st.integers(0, 6)
)
def test_look_up_is_brute_force(
    url: str,
    units: list[TranslationUnit],
    asked: list[tuple[str, tuple[str, str]]],
    cutoff: float,
    limit: int,
) -> None:
    memory = open_memory(url)
    half = len(units) // 2
    sources, contexts = [text for text, _ in asked], [context for _, context in asked]
    memory.add(units[:half])
    memory.look_up(sources, "fr", cutoff=cutoff, limit=limit)  # an index made now must not be stale later
    memory.add(units[half:])
    found = memory.look_up(sources, "fr", cutoff=cutoff, limit=limit, contexts=contexts)
    memory.close()
    assert found == [
        brute_force(units, source, context, cutoff=cutoff, limit=limit) for source, context in asked
    ]


@pytest.mark.parametrize("url", STORES)
@given(st.lists(UNITS, max_size=20), st.lists(UNITS, max_size=10), TEXTS)
def test_replacing_a_document_retires_the_rest_of_it(
    url: str, before: list[TranslationUnit], after: list[TranslationUnit], source: str
) -> None:
    after = [replace(unit, document="x", locale="fr") for unit in after]
    memory = open_memory(url)
    memory.add(before)
    memory.look_up([source], "fr", cutoff=50)
    changed = memory.replace_document("x", "fr", iter(after))
    again = memory.replace_document("x", "fr", after)
    units, found = list(memory.units()), memory.look_up([source], "fr", cutoff=50)
    memory.close()
    others = [unit for unit in held(before) if (unit.document, unit.locale) != ("x", "fr")]
    mine = [unit for unit in held(before) if (unit.document, unit.locale) == ("x", "fr")]
    assert sorted(units, key=repr) == sorted(others + held(after), key=repr)
    assert changed >= len({*mine} ^ {*held(after)}) / 2
    assert (changed == 0) <= ({*mine} == {*held(after)})
    assert again == 0 or len(held(after)) < len(after)
    assert found == [brute_force(units, source, cutoff=50, limit=5)]


def test_add_counts_what_is_new_or_changed(memory: Memory) -> None:
    unit = TranslationUnit("Yes", "Oui", "fr", document="x")
    assert memory.add([unit, replace(unit, locale="it"), replace(unit, document="y")]) == 3
    assert memory.add([unit, unit]) == 0
    assert memory.add([replace(unit, date="2026-11-21", origin="edited"), replace(unit, document="y")]) == 1
    assert memory.add([]) == 0
    assert [unit.origin for unit in memory.units("fr")] == ["edited", "human"]


def test_units_that_differ_in_target_or_document_alone_are_two(memory: Memory) -> None:
    pairs = [("ab", "c"), ("a", "bc"), ("a", "c"), ("", "abc"), ("1 a", "c"), ("", "1 ac")]
    assert (
        memory.add(TranslationUnit("s", target, "fr", document=document) for target, document in pairs) == 6
    )
    assert [(unit.target, unit.document) for unit in memory.units()] == pairs


def test_a_documents_units_are_put_under_its_name(memory: Memory) -> None:
    memory.replace_document("x", "it", [TranslationUnit("Yes", "Sì", "fr", document="other")])
    assert list(memory.units()) == [TranslationUnit("Yes", "Sì", "it", document="x")]


def test_units_come_back_whole(memory: Memory) -> None:
    full = TranslationUnit("a\0b\n“é”", "ب‌ج", "fa", "sv", "draft", "d", "p", "f", "2026-11-21", "N. N.")
    memory.add([full, TranslationUnit("", "", "fr")])
    assert list(memory.units()) == [full, TranslationUnit("", "", "fr")]
    assert list(memory.units("fa")) == [full]
    assert list(memory.units("sv")) == []


def test_what_fails_halfway_leaves_nothing(memory: Memory) -> None:
    def broken() -> Iterator[TranslationUnit]:
        yield TranslationUnit("He left today.", "Il est parti aujourd’hui.", "fr")
        assert memory.look_up(["He left now."], "fr", cutoff=50) != [[]]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory.add(broken())
    assert list(memory.units()) == []
    memory.add([TranslationUnit("She left today.", "Elle est partie aujourd’hui.", "fr")])
    assert [m.unit.target[:4] for m in memory.look_up(["He left today."], "fr", cutoff=50)[0]] == ["Elle"]


def test_stats(memory: Memory) -> None:
    yes = TranslationUnit("Yes", "Oui", "fr", document="x")
    memory.add([yes, replace(yes, locale="it"), replace(yes, target="Si", document="y", origin="draft")])
    assert memory.stats() == Stats(3, 1, 2, {"fr": 2, "it": 1}, {"draft": 1, "human": 2})


def test_an_empty_memory_offers_nothing(memory: Memory) -> None:
    assert memory.look_up(["He left.", ""], "fr") == [[], []]
    assert memory.look_up([], "fr") == []
    assert memory.stats() == Stats(0, 0, 0, {}, {})


def test_each_source_needs_its_context(memory: Memory) -> None:
    with pytest.raises(ValueError, match="shorter"):
        memory.look_up(["a", "b"], "fr", contexts=[("", "")])


@pytest.mark.parametrize("url", ["memory.sqlite", "", "sqlite:", "oracle:x", "C:\\memory"])
def test_a_url_that_names_no_store_is_told_which_there_are(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"begins with its kind of store: sqlite:…"):
        open_memory(url)
