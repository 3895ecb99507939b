"""A catalog that its document has left behind, or that was cut off on its way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.checks.base import ALL, Levels
from tmpipe.model import Catalog, Entry, Finding, Severity
from tmpipe.pipeline.behind import behind, lacking
from tmpipe.pipeline.check import check
from tmpipe.pipeline.extract import extract
from tmpipe.project import Project

SENTENCES = ("one", "two", "three")
DAMAGE = (Finding("po-syntax", Severity.ERROR, "x.po", 9, ""),)
RUN = "run `tmpipe extract`"
LACKS, HAS = "lacks 2 of the 3 sentences of a.txt", "has 1 that a.txt has no more"


@pytest.mark.parametrize(
    ("entries", "damage", "told"),
    [
        ((Entry("one"), Entry("two"), Entry("three")), (), ""),
        ((Entry("three"), Entry("two"), Entry("one"), Entry("old", obsolete=True)), DAMAGE, ""),
        ((Entry("one"),), (), f"this catalog {LACKS}; {RUN}"),
        ((Entry("one"), Entry("two", obsolete=True)), (), f"this catalog {LACKS}; {RUN}"),
        ((Entry("one"), Entry("two"), Entry("three"), Entry("old")), (), f"this catalog {HAS}; {RUN}"),
        ((Entry("one"), Entry("old")), (), f"this catalog {LACKS} and {HAS}; {RUN}"),
        ((Entry("one"), Entry("two", msgctxt="x")), (), f"this catalog {LACKS} and {HAS}; {RUN}"),
        ((Entry("one"),), DAMAGE, f"this catalog {LACKS}; mend the damaged lines, then {RUN}"),
    ],
)
def test_what_the_two_lack_of_each_other(
    entries: tuple[Entry, ...], damage: tuple[Finding, ...], told: str
) -> None:
    catalog = Catalog("x.po", "fr", Entry(""), entries, damage)
    found = behind(catalog, SENTENCES, "a.txt", ALL)
    assert [one.message for one in found] == ([told] if told else [])
    assert bool(lacking(catalog, SENTENCES)) == ("lacks" in told)
    assert behind(catalog, SENTENCES, "a.txt", Levels(severities={"catalog-behind": "off"})) == ()


@pytest.fixture
def project(make: Callable[..., Project]) -> Project:
    made = make()
    extract(made)
    return made


def told(project: Project, paths: tuple[str, ...] = ()) -> list[str]:
    levels = Levels(select=["catalog-behind"])
    return [str(one) for one in check(Project.open(project.root), paths, levels).findings]


def test_a_file_that_was_cut_off_says_so_until_the_next_extract(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    place = Path(project.catalog_path("first", "fr"))
    whole = place.read_bytes()
    assert told(project) == []
    place.write_bytes(whole[: whole.rindex(b"\n\n") + 1])
    wanted = f"{place}:1: warning: catalog-behind: this catalog lacks 1 of the 5 sentences of seeds/first.txt"
    assert told(project) == told(project, (str(place),)) == [f"{wanted}; {RUN}"]
    extract(Project.open(project.root))
    assert told(project) == []


def test_so_does_a_new_edition_in_each_locale(project: Project) -> None:
    source = project.root / project.seeds[0].path
    source.write_bytes(source.read_bytes().replace(b"a right to know", b"every right to know"))
    found = told(project)
    assert [one.partition("LC_MESSAGES/")[2].partition(":")[0] for one in found] == ["first.po"] * 2
    assert all("lacks 1 of the 5" in one and "has 1 that" in one for one in found)
