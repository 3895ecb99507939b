"""Every word in one band: what the memory saves of the work on documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmpipe.catalogs.origin import text_hash
from tmpipe.memory import open_memory
from tmpipe.model import Band, Banded, Block, Document, TranslationUnit
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.measure import DEFAULT, WEIGHTS, Basis, measure_documents, measure_memory
from tmpipe.project import Project
from tmpipe.text import words
from tmpipe.text.rate import rate

SAT, SENT, LEARNED = (
    "The death commissions sat in Tehran.",
    "They sent thousands of prisoners to their deaths.",
    "Their families never learned where the bodies were buried.",
)
RIGHT, BROUGHT = "The families have a right to know the truth.", "Nobody has been brought to justice."
Make = Callable[..., Project]


def document(path: str, *texts: str) -> Document:
    """A paragraph each."""
    parts = [part for text in texts for part in (Block(text, 1), "\n\n")]
    return Document(path, "en", tuple(parts))


def unit(source: str, **known: str | float) -> TranslationUnit:
    return replace(TranslationUnit(source, f"[{source}]", "fr"), **known)  # type: ignore[arg-type]  # of the test's own words


def measured(
    documents: Sequence[Document], units: Sequence[TranslationUnit], basis: Basis = DEFAULT
) -> tuple[Banded, ...]:
    with TemporaryDirectory() as folder, closing(open_memory(f"sqlite:{folder}/m.sqlite")) as memory:
        memory.add(units)
        return measure_documents(documents, memory, ("fr",), "en", basis=basis).rows


FOX = "The quick brown fox jumps over the lazy dog today"
NEAREST = [
    ([], Band.NEW),
    ([unit(FOX)], Band.EXACT),
    ([unit(FOX, previous="Before it.", following="After it.")], Band.CONTEXT),
    ([unit(FOX, previous="Before it.", following="After it.", penalty=7)], Band.NEAR_85),
    ([unit(FOX, penalty=5)], Band.NEAR_95),
    ([unit(FOX.replace("lazy", "dull"))], Band.NEAR_85),
    ([unit(FOX.replace("lazy dog", "dull cat"))], Band.NEAR_75),
    ([unit("A quick red fox jumps over a lazy cat now")], Band.NEAR_50),
    ([unit("Nothing of the kind")], Band.NEW),
    ([unit(FOX, locale="it")], Band.NEW),
    ([unit(FOX, source_locale="sv")], Band.NEW),
    ([unit("Nothing of the kind"), unit(FOX), unit(FOX.replace("lazy", "dull"))], Band.EXACT),
]


@pytest.mark.parametrize(("units", "band"), NEAREST)
def test_a_segment_is_in_the_band_of_the_best_offer(units: list[TranslationUnit], band: Band) -> None:
    (row,) = measured([document("x", "Before it.", FOX, "After it.")], units)
    assert row.segments == Counter({Band.NEW: 2}) + Counter([band])
    assert row.words == Counter({Band.NEW: 4}) + Counter({band: 10})


def test_later_places_of_a_text_are_repetitions() -> None:
    first, second = measured([document("x", FOX, RIGHT, FOX), document("y", RIGHT, FOX)], [unit(FOX)])
    assert first.segments == {Band.EXACT: 1, Band.NEW: 1, Band.REPETITION: 1}
    assert second.segments == {Band.REPETITION: 2}
    assert second.words == {Band.REPETITION: 19}


def test_what_is_below_the_cutoff_is_new() -> None:
    near = unit(FOX.replace("lazy dog", "dull cat"))
    for cutoff, band in ((50, Band.NEAR_75), (80, Band.NEAR_75), (81, Band.NEW)):
        (row,) = measured([document("x", FOX)], [near], Basis(cutoff=cutoff))
        assert row.segments == {band: 1}


def test_a_segment_may_be_like_an_earlier_one() -> None:
    texts = document("x", FOX, FOX.replace("lazy", "dull"), RIGHT)
    assert measured([texts], [])[0].segments == {Band.NEW: 3}
    (row,) = measured([texts], [], Basis(internal=True))
    assert row.segments == {Band.NEW: 2, Band.INTERNAL: 1}
    (row,) = measured([texts], [unit(FOX.replace("lazy", "dull"))], Basis(internal=True))
    assert row.segments == {Band.NEAR_85: 1, Band.EXACT: 1, Band.NEW: 1}


# --- in a project


@pytest.fixture
def project(make: Make) -> Project:
    made = make()
    extract(made)
    return made


def translate(project: Project, slug: str, msgids: Sequence[str], *, draft: bool = False) -> None:
    """Types a translation, the text in capitals, of each: a human's, or the makers' draft."""
    place = project.root / project.catalog_path(slug, "fr")
    text = place.read_text(encoding="utf-8")
    for msgid in msgids:
        empty, target = f'msgid "{msgid}"\nmsgstr ""\n', msgid.upper()
        note = f"# tmpipe: origin=draft text={text_hash(target)}\n#, fuzzy\n" if draft else ""
        assert empty in text
        text = text.replace(empty, f'{note}msgid "{msgid}"\nmsgstr "{target}"\n')
    place.write_text(text, encoding="utf-8")


def french(project: Project, basis: Basis = DEFAULT) -> Mapping[str, Mapping[Band, int]]:
    """Segments by document."""
    found = measure_memory(Project.open(project.root), locales=["fr"], basis=basis)
    return {row.document: row.segments for row in found.rows}


def test_a_project_without_translations_is_new(project: Project) -> None:
    assert french(project) == {
        "first": {Band.NEW: 5},
        "second": {Band.NEW: 2, Band.REPETITION: 1},
    }


def test_what_is_finished_stands_apart_and_helps_the_others(project: Project) -> None:
    translate(project, "first", [SAT, RIGHT])
    assert french(project) == {
        "first": {Band.FINISHED: 2, Band.NEW: 3},
        "second": {Band.NEW: 2, Band.EXACT: 1},
    }


def test_an_unfinished_translation_is_no_memory_for_its_own_document(project: Project) -> None:
    translate(project, "first", [RIGHT, SENT], draft=True)
    assert french(project)["first"] == {Band.NEW: 5}
    own = french(project, Basis(with_own=True))
    assert own["first"] == {Band.NEW: 3, Band.CONTEXT: 2}
    assert own["second"] == {Band.NEW: 2, Band.REPETITION: 1}


def test_a_draft_of_one_document_helps_another(project: Project) -> None:
    translate(project, "second", [RIGHT, BROUGHT], draft=True)
    assert french(project) == {
        "first": {Band.NEW: 4, Band.EXACT: 1},
        "second": {Band.NEW: 2, Band.REPETITION: 1},
    }


def test_the_projects_penalties_count(project: Project) -> None:
    translate(project, "second", [RIGHT], draft=True)
    place = project.root / "tmpipe.toml"
    place.write_text(place.read_text(encoding="utf-8") + "[memory.penalties]\ndraft = 12\n", encoding="utf-8")
    assert french(project)["first"] == {Band.NEW: 4, Band.NEAR_85: 1}
    told = measure_memory(Project.open(project.root)).signature
    assert dict(told.fields)["penalties"] == "draft=12"


YEARS = ("The trial of 1988 began in Tehran.", "The trial of 1989 began in Tehran.")


def test_a_number_is_put_in_and_makes_no_exact_match() -> None:
    found = measured(
        [document("x", YEARS[1])], [replace(unit(YEARS[0]), target="Le procès de 1988 s’ouvrit.")]
    )
    assert found[0].segments == {Band.NEAR_95: 1}


def test_a_second_run_equals_the_first(project: Project) -> None:
    translate(project, "first", [SAT, RIGHT])
    runs = [measure_memory(Project.open(project.root)) for _ in range(2)]
    assert runs[0] == runs[1]
    assert dict(runs[0].signature.fields)["units"] == "fr=2,fa=0"


def test_the_signature_says_what_the_figures_rest_on(project: Project) -> None:
    basis = Basis(cutoff=75, with_own=True, internal=True, weights={**WEIGHTS, Band.NEW: 90})
    told = str(measure_memory(project, locales=["fa"], basis=basis).signature)
    assert "|source:en|units:fa=0|cutoff:75|own:counted|internal:counted|" in told
    assert told.endswith("new=90,repetition=10")


# --- the law

WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "—", "7"]), min_size=1, max_size=8)
TEXTS = st.lists(WORDS.map(" ".join).filter(lambda text: any(map(str.isalpha, text))), max_size=8)


@given(st.lists(TEXTS, max_size=3), TEXTS, st.booleans())
@settings(max_examples=40)
def test_every_word_is_in_the_one_band_of_its_place(
    texts: list[list[str]], held: list[str], internal: bool
) -> None:
    documents = [document(str(number), *own) for number, own in enumerate(texts)]
    units = [unit(source, previous="-", following="-") for source in held]
    rows = measured(documents, units, Basis(internal=internal))
    assert rows == measured(documents, units, Basis(internal=internal))
    seen: list[str] = []
    for own, row in zip(texts, rows, strict=True):
        segments: Counter[Band] = Counter()
        for text in own:
            segments[_slowly(text, held, seen if internal else (), repeated=text in seen)] += 1
            seen.append(text)
        assert row.segments == segments
        assert sum(row.words.values()) == sum(words.count(text, "en") for text in own)
        assert row.words.keys() == row.segments.keys()


def _slowly(text: str, held: Sequence[str], earlier: Sequence[str], *, repeated: bool) -> Band:
    best = max((rate(text, other) for other in held), default=0)
    if repeated:
        return Band.REPETITION
    if max((rate(text, other) for other in earlier), default=0) > max(best, 49.99):
        return Band.INTERNAL
    return Band.of(best)


RATES = [(100, "100"), (99.99, "95-99"), (95, "95-99"), (94.9, "85-94"), (85, "85-94"), (84, "75-84")]


@pytest.mark.parametrize(
    ("found", "band"), [*RATES, (75, "75-84"), (74, "50-74"), (50, "50-74"), (49, "new")]
)
def test_bands(found: float, band: str) -> None:
    assert Band.of(found) == band


def test_every_band_has_a_weight_and_a_file_needs_no_project(tmp_path: Path) -> None:
    assert WEIGHTS.keys() == set(Band)
    with closing(open_memory(f"sqlite:{tmp_path}/m.sqlite")) as memory:
        memory.add([unit(FOX), unit(RIGHT, document="x")])
        found = measure_documents([document("x", FOX, RIGHT)], memory, ("fr", "it"), "en")
    assert [(row.locale, row.segments) for row in found.rows] == [
        ("fr", {Band.EXACT: 1, Band.NEW: 1}),
        ("it", {Band.NEW: 2}),
    ]
