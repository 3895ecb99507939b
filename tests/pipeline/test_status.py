"""The counts of a project, after edits as translators make them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.model import Standing, Standings
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.pretranslate import pretranslate
from tmpipe.pipeline.sign_off import sign_off
from tmpipe.pipeline.status import status
from tmpipe.project import Project

TITLE, SAT, SENT, LEARNED, RIGHT = (
    "A Massacre in Tehran",
    "The death commissions sat in Tehran.",
    "They sent thousands of prisoners to their deaths.",
    "Their families never learned where the bodies were buried.",
    "The families have a right to know the truth.",
)
FINISHED = {
    TITLE: "Un massacre à Téhéran",
    SAT: "Les commissions de la mort siégeaient à Téhéran.",
    SENT: "Elles envoyèrent des milliers de prisonniers à la mort.",
    LEARNED: "Leurs familles n’ont jamais su où les corps étaient enterrés.",
    RIGHT: "Les familles ont le droit de connaître la vérité.",
}
Translate = Callable[..., Path]


@pytest.fixture
def project(make: Callable[..., Project]) -> Project:
    made = make()
    extract(made)
    return made


@pytest.fixture
def finish(project: Project) -> Translate:
    """Types translations into the French catalog of the first document, as in a text editor."""

    def finished(texts: dict[str, str]) -> Path:
        place = project.root / project.catalog_path("first", "fr")
        text = place.read_text(encoding="utf-8")
        for msgid, msgstr in texts.items():
            lines = f'msgid "{msgid}"\nmsgstr ""\n'
            assert lines in text
            text = text.replace(lines, lines.replace('""', f'"{msgstr}"'))
        place.write_text(text, encoding="utf-8")
        return place

    return finished


def french(project: Project) -> Standings:
    return status(Project.open(project.root), locales=["fr"])[0]


def test_a_sentence_that_the_catalog_lacks_is_untranslated(project: Project, finish: Translate) -> None:
    place = finish(FINISHED)
    assert french(project).state == "complete"
    whole = place.read_bytes()
    place.write_bytes(whole[: whole.rindex(b"\n\n") + 1])
    row = french(project)
    assert (row.segments, row.state) == ({Standing.HUMAN: 4, Standing.UNTRANSLATED: 1}, "partial")
    place.write_bytes(whole)
    source = project.root / project.seeds[0].path
    source.write_bytes(source.read_bytes().replace(b"a right to know", b"every right to know"))
    assert french(project).segments == {Standing.HUMAN: 5, Standing.UNTRANSLATED: 1}


def test_what_msgmerge_has_made_fuzzy_is_an_earlier_edition(project: Project, finish: Translate) -> None:
    place = finish(FINISHED)
    text = place.read_text(encoding="utf-8")
    lines = f'msgid "{SAT}"\n'
    place.write_text(text.replace(lines, f'#, fuzzy\n#| msgid "They sat."\n{lines}'), encoding="utf-8")
    assert french(project).segments == {Standing.HUMAN: 4, Standing.EARLIER: 1}
    place.write_text(text.replace(lines, f"#, fuzzy\n{lines}"), encoding="utf-8")
    assert french(project).segments == {Standing.HUMAN: 4, Standing.BEGUN: 1}


def test_words_and_segments_are_of_what_stands_so(project: Project, finish: Translate) -> None:
    finish({TITLE: FINISHED[TITLE], SENT: FINISHED[SENT]})
    row = french(project)
    assert row.segments == {Standing.HUMAN: 2, Standing.UNTRANSLATED: 3}
    assert row.words == {Standing.HUMAN: 12, Standing.UNTRANSLATED: 24}
    assert (row.finished, row.suggested, row.untranslated, row.state) == (2, 0, 3, "partial")


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext's tools are missing: apt-get install gettext")
def test_a_save_in_another_width_moves_no_count(project: Project, finish: Translate) -> None:
    place = finish(FINISHED)
    pretranslate(project, engine="pseudo")
    before, lines = status(Project.open(project.root)), place.read_bytes()
    for each in project.root.glob("locales/*/LC_MESSAGES/*.po"):
        subprocess.run(["msgcat", "-w", "40", "-o", each, each], check=True)
    after = status(Project.open(project.root))
    assert place.read_bytes() != lines
    assert [(row.segments, row.words) for row in after] == [(row.segments, row.words) for row in before]
    assert sum(row.suggested for row in before) > 0


def test_without_a_catalog_all_is_untranslated(make: Callable[..., Project]) -> None:
    row = status(make())[0]
    assert row.segments == {Standing.UNTRANSLATED: 5}
    assert row.words == {Standing.UNTRANSLATED: 36}
    assert row.state == "empty"


def test_what_was_signed_is_final_until_it_changes(project: Project, finish: Translate) -> None:
    place = finish(FINISHED)
    assert french(project).state == "complete"
    assert sign_off(project, project.seeds[0], "fr", "Marie").sign_off
    assert french(project).state == "final"
    kept = place.read_text(encoding="utf-8")
    place.write_text(kept.replace("la vérité", "toute la vérité"), encoding="utf-8")
    assert [one.changed for one in french(project).sign_offs] == [("translation",)]
    place.write_text(kept.replace("msgid", "# a remark\nmsgid"), encoding="utf-8")
    assert french(project).state == "final"
    with (project.root / "glossary/terms.csv").open("a", encoding="utf-8") as table:
        table.write("truth,truth,,,,free,no,vérité,,,حقیقت,,,,,\n")
    assert [one.changed for one in french(project).sign_offs] == [("glossary",)]
    seed = project.root / "seeds/first.txt"
    seed.write_text(seed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert [one.changed for one in french(project).sign_offs] == [("source", "glossary")]
    assert french(project).state == "complete"


def test_a_text_with_an_error_is_not_final(project: Project, finish: Translate) -> None:
    finish(FINISHED)
    assert sign_off(project, project.seeds[0], "fr", "Marie").sign_off
    settings = project.root / "tmpipe.toml"
    strict = settings.read_text(encoding="utf-8") + '[checks]\nseverity = { "number-mismatch" = "error" }\n'
    settings.write_text(strict, encoding="utf-8")
    assert french(project).state == "final"
    place = project.root / project.catalog_path("first", "fr")
    place.write_text(place.read_text(encoding="utf-8").replace("à Téhéran.", "à Tehran."), encoding="utf-8")
    row = french(project)
    assert (row.errors > 0, row.state) == (True, "complete")
