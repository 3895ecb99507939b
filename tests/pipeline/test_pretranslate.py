"""The machine's step: one stream over all catalogs, a journal, and what a translator and a second run see."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tmpipe import parts
from tmpipe.catalogs.standing import standing
from tmpipe.cli import run
from tmpipe.errors import ConfigurationError
from tmpipe.model import Entry, Standing
from tmpipe.pipeline.build import build
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.pretranslate import Suggestions, pretranslate
from tmpipe.project import Project

Make = Callable[..., Project]
SITE = Path(__file__).parent.parent / "data" / "site"
TRUTH = "The families have a right to know the truth."
GLOSSARY_PATH = "glossary/terms.csv"
BURIED = "Their families never learned where the bodies were buried."
SENT = "They sent thousands of prisoners to their deaths."
SETTINGS = """\
[project]
name = "trial"
locales = ["fr"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "seeds/first.txt"
slug = "first"
[[documents]]
path = "seeds/second.txt"
slug = "second"
[pretranslate]
engines = {{ default = "trial" }}
[engines.trial]
log = "{log}"
"""


class Trial:
    """A project whose engine is `tests/data/site`'s, and what that was asked."""

    def __init__(self, make: Make, log: Path) -> None:
        self._make, self._log = make, log
        self.project = self.anew()
        extract(self.project)

    def anew(self, more: str = "", files: Mapping[str, str] | None = None) -> Project:
        """The project with more lines about the engine."""
        self.project = self._make(SETTINGS.format(log=self._log.as_posix()) + more, files)
        return self.project

    @property
    def asked(self) -> list[str]:
        """Everything, in order."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []

    @property
    def journal(self) -> Path:
        return self.project.root / ".tmpipe/machine-fr-trial.jsonl"

    def entry(self, slug: str, msgid: str) -> Entry:
        catalog = self.project.catalog(slug, "fr")
        assert catalog is not None
        return next(one for one in catalog.entries if one.msgid == msgid)

    def edit(self, slug: str, msgid: str, **changes: object) -> None:
        """As a human does in an editor."""
        catalog = self.project.catalog(slug, "fr")
        assert catalog is not None
        entries = [
            replace(one, **changes) if one.msgid == msgid else one  # type: ignore[arg-type]
            for one in catalog.entries
        ]
        self.project.save_catalog(replace(catalog, entries=tuple(entries)))

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Bytes and inodes: a file that was written anew has another one."""
        return {
            str(place): (place.read_bytes(), place.stat().st_ino)
            for place in [*self.project.root.glob("locales/**/*.po"), self.journal]
        }


@pytest.fixture
def trial(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    monkeypatch.syspath_prepend(str(SITE))
    parts._outsiders.cache_clear()
    yield Trial(make, tmp_path / "asked.log")
    parts._outsiders.cache_clear()


def left(done: Suggestions) -> dict[str, int]:
    return dict(done.left)


def test_a_suggestion_is_fuzzy_and_says_where_it_came_from(trial: Trial) -> None:
    pretranslate(trial.project)
    found = trial.entry("first", SENT)
    assert (found.msgstr, found.fuzzy) == (SENT.upper(), True)
    place = trial.project.root / trial.project.catalog_path("first", "fr")
    comment = r"# tmpipe: origin=machine engine=trial:en_fr:1 confidence=0\.50 text=[0-9a-f]{6}\n"
    assert len(re.findall(comment, place.read_text(encoding="utf-8"))) == 5


def test_equal_sentences_of_all_catalogs_are_asked_for_once(trial: Trial) -> None:
    done = pretranslate(trial.project)
    assert Counter(trial.asked).most_common(1)[0][1] == 1
    assert len(trial.asked) == 7
    assert [(one.seed.slug, one.machine, one.empty) for one in done.catalogs] == [
        ("first", 5, 0),
        ("second", 3, 0),
    ]
    assert trial.entry("first", TRUTH).msgstr == trial.entry("second", TRUTH).msgstr == TRUTH.upper()


def test_a_second_run_asks_for_nothing_and_writes_no_file(trial: Trial) -> None:
    pretranslate(trial.project)
    before, asked = trial.files(), trial.asked
    done = pretranslate(trial.anew())
    assert trial.files() == before
    assert trial.asked == asked
    assert [(one.machine, one.written) for one in done.catalogs] == [(0, False), (0, False)]


def test_what_got_nothing_is_counted_and_not_asked_for_again(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text(json.dumps({TRUTH: None, SENT: None}), encoding="utf-8")
    settings = f'answers = "{(tmp_path / "answers.json").as_posix()}"\n'
    done = pretranslate(trial.anew(settings))
    assert [dict(one.left) for one in done.catalogs] == [{"repetition": 2}, {"repetition": 1}]
    assert left(done) == {"repetition": 3}
    asked = trial.asked
    assert left(pretranslate(trial.anew(settings))) == {"repetition": 3}
    assert trial.asked == asked


@pytest.mark.parametrize("changed", ["engine", "glossary", "checks", "settings"])
def test_it_is_asked_for_again_when_what_it_depends_on_changed(
    trial: Trial, judged: str, tmp_path: Path, changed: str
) -> None:
    (tmp_path / "answers.json").write_text(json.dumps({**FRENCH, SENT: None}), encoding="utf-8")
    pretranslate(trial.anew(judged, DEATHLY))
    asked = len(trial.asked)
    more = {"engine": 'version = "2"\n', "checks": OFF, "settings": "pause = 0.001\n"}
    row = "truth,truth,common noun,free,no,vérité,\n" if changed == "glossary" else ""
    pretranslate(trial.anew(judged + more.get(changed, ""), {GLOSSARY_PATH: DEATHLY[GLOSSARY_PATH] + row}))
    assert SENT in trial.asked[asked:]
    assert BURIED not in trial.asked[asked:]


def test_the_journal_may_be_deleted_or_torn_at_any_time(trial: Trial) -> None:
    pretranslate(trial.project)
    before = {path: data for path, (data, _) in trial.files().items() if path.endswith(".po")}
    whole = trial.journal.read_bytes()
    trial.edit("first", SENT, msgstr="", fuzzy=False, origin=None)
    trial.journal.write_bytes(whole[:-9])
    pretranslate(trial.anew())
    assert {path: data for path, (data, _) in trial.files().items() if path in before} == before
    trial.journal.unlink()
    pretranslate(trial.anew())
    assert {path: Path(path).read_bytes() for path in before} == before


@pytest.mark.parametrize(
    "answer", [[], [5, 0.5, "", ""], ["a", "b", "", ""], ["a", 0.5, None, []], ["a", 0.5, "", "", ""]]
)
def test_what_is_no_answer_is_asked_for_again(trial: Trial, answer: list[object]) -> None:
    pretranslate(trial.project)
    before = {path: data for path, (data, _) in trial.files().items() if path.endswith(".po")}
    trial.edit("first", SENT, msgstr="", fuzzy=False, origin=None)
    lines = map(json.loads, trial.journal.read_text("utf-8").splitlines())
    trial.journal.write_text("".join(json.dumps([name, *answer]) + "\n" for name, *_ in lines), "utf-8")
    pretranslate(trial.anew())
    assert {path: data for path, (data, _) in trial.files().items() if path in before} == before


def test_the_journal_keeps_what_the_catalogs_ask_for(trial: Trial) -> None:
    pretranslate(trial.project)
    assert len(trial.journal.read_bytes().splitlines()) == 7
    trial.edit("first", SENT, msgstr="Ils les ont envoyés à la mort.", fuzzy=False, origin=None)
    pretranslate(trial.anew(), [trial.project.seeds[1]])
    assert len(trial.journal.read_bytes().splitlines()) == 7
    pretranslate(trial.anew())
    assert len(trial.journal.read_bytes().splitlines()) == 6


def test_another_engine_for_once_loses_no_answer(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text(json.dumps({SENT: None}), encoding="utf-8")
    settings = f'answers = "{(tmp_path / "answers.json").as_posix()}"\n'
    pretranslate(trial.anew(settings))
    asked = trial.asked
    pretranslate(trial.project, engine="pseudo")
    assert trial.entry("first", SENT).msgstr == SENT.upper()
    trial.edit("first", SENT, msgstr="", fuzzy=False, origin=None)
    assert left(pretranslate(trial.anew(settings))) == {"repetition": 1}
    assert trial.asked == asked


def test_a_server_that_goes_away_leaves_what_has_come(trial: Trial) -> None:
    done = pretranslate(trial.anew("most = 5\n"))
    assert done.missing == ("the server has gone; start it, and run this again",)
    assert [(one.seed.slug, one.machine, one.empty) for one in done.catalogs] == [
        ("first", 5, 0),
        ("second", 1, 2),
    ]
    asked = trial.asked
    assert pretranslate(trial.anew("most = 5\n")).missing == ()
    assert len({*trial.asked}) == len(trial.asked) == len(asked) + 2


def test_a_build_tries_again_when_a_server_was_away(trial: Trial) -> None:
    assert build(trial.anew("most = 5\n")).missing
    assert not build(trial.anew("most = 5\n")).missing
    assert trial.entry("second", "A Call for Justice").msgstr == "A CALL FOR JUSTICE"


def test_who_works_on_a_catalog_in_the_meantime_loses_nothing(trial: Trial) -> None:
    project = trial.project

    def progress(items: Sequence[str], label: str) -> Iterator[str]:
        for number, one in enumerate(items):
            if label.startswith("machine") and number == 1:
                trial.edit("first", SENT, msgstr="Ils les ont envoyés à la mort.")
            yield one

    pretranslate(project, progress=progress)  # type: ignore[arg-type]
    assert trial.entry("first", SENT).msgstr == "Ils les ont envoyés à la mort."
    assert trial.entry("first", BURIED).msgstr == BURIED.upper()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize(("kill", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_run_that_was_ended_goes_on_where_it_was(trial: Trial, kill: signal.Signals, code: int) -> None:
    project = trial.anew("pause = 0.1\n")
    before = {place: place.read_bytes() for place in project.root.glob("locales/**/*.po")}
    command = [sys.executable, "-m", "tmpipe", "pretranslate"]
    running = subprocess.Popen(
        command, cwd=project.root, env={**os.environ, "PYTHONPATH": str(SITE)}, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while len(trial.asked) < 2:
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    running.send_signal(kill)
    running.communicate()
    assert running.returncode == code
    assert {place: place.read_bytes() for place in before} == before
    done = pretranslate(trial.anew("pause = 0.1\n"))
    again = [text for text, count in Counter(trial.asked).items() if count > 1]
    assert len(again) <= 1  # the one that was on its way
    assert sum(one.machine for one in done.catalogs) == 8


def test_what_the_machine_left_is_said_in_one_line(
    trial: Trial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answers.json").write_text(json.dumps({TRUTH: None}), encoding="utf-8")
    trial.anew(f'answers = "{(tmp_path / "answers.json").as_posix()}"\n')
    monkeypatch.chdir(trial.project.root)
    line = "left empty by the machine: 2 repetition; docs/engines.md says what these mean\n"
    for words in ["pretranslate"], ["build", "--fail-on", "never"], ["build", "--fail-on", "never"]:
        assert run(words) == 0
        assert line in capsys.readouterr().err
    assert run(["pretranslate", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("engine", "more", "line", "message"),
    [
        ("trial", "versoin = 1\n", 15, "has no setting versoin"),
        ("pseudo", "[engines.pseudo]\nloud = true\n", 16, "the pseudo engine has no setting loud"),
        ("argos", "[engines.argos]\nbeam = 4\n", 16, "beam"),
    ],
)
def test_a_setting_that_an_engine_does_not_take_is_said_with_its_line(
    trial: Trial, engine: str, more: str, line: int, message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        pretranslate(trial.anew(more), engine=engine)
    assert caught.value.path is not None
    assert caught.value.path.endswith("tmpipe.toml")
    assert caught.value.line == line


def test_machine_text_that_a_human_has_begun_to_change_stays(trial: Trial) -> None:
    pretranslate(trial.project)
    trial.edit("first", SENT, msgstr="Ils ont")
    pretranslate(trial.anew('version = "2"\n'))
    assert trial.entry("first", SENT).msgstr == "Ils ont"
    assert standing(trial.entry("first", SENT)) is Standing.BEGUN


# --- with all the care that is taken around engines

FRENCH = {
    "A Massacre in Tehran": "Un massacre à Téhéran",
    "The death commissions sat in Tehran.": "Les commissions de la mort siégeaient à Téhéran.",
    SENT: "Elles ont envoyé des milliers de prisonniers à la mort.",
    BURIED: "Leurs familles n’ont jamais su où les corps ont été enterrés.",
    TRUTH: "Les familles ont le droit de connaître la vérité.",
    "A Call for Justice": "Un appel à la justice",
    "Nobody has been brought to justice.": "Personne n’a été traduit en justice.",
}
GLOSSARY = """\
term_id,source,pos,case,do_not_translate,fr,fr_forbidden
death,death commissions,common noun,free,no,{},
"""
DEATHLY = {GLOSSARY_PATH: GLOSSARY.format("commissions de la mort")}
OF_DEATH = {GLOSSARY_PATH: GLOSSARY.format("comités de mort")}
OFF = '[checks]\nseverity = { "term-missing" = "off" }\n'
COMMISSIONS = "The death commissions sat in Tehran."


@pytest.fixture
def judged(trial: Trial, tmp_path: Path) -> str:
    """The engine's settings; answers for all sentences are in the file that they name."""
    place = tmp_path / "answers.json"
    place.write_text(json.dumps(FRENCH), encoding="utf-8")
    return f'answers = "{place.as_posix()}"\ncarries_codes = false\n'


def test_what_breaks_the_glossary_since_is_made_anew(trial: Trial, judged: str, tmp_path: Path) -> None:
    pretranslate(trial.anew(judged, DEATHLY))
    assert trial.entry("first", COMMISSIONS).msgstr == FRENCH[COMMISSIONS]
    before, asked = trial.files(), len(trial.asked)
    other = FRENCH[COMMISSIONS].replace("commissions de la", "comités de")
    (tmp_path / "answers.json").write_text(json.dumps({COMMISSIONS: other}), encoding="utf-8")
    done = pretranslate(trial.anew(judged, OF_DEATH))
    assert trial.entry("first", COMMISSIONS).msgstr == other
    assert trial.asked[asked:] == [COMMISSIONS]
    assert [one.machine for one in done.catalogs] == [1, 0]
    second = str(trial.project.root / trial.project.catalog_path("second", "fr"))
    assert trial.files()[second] == before[second]


def test_it_is_emptied_where_nothing_better_comes(trial: Trial, judged: str, tmp_path: Path) -> None:
    pretranslate(trial.anew(judged, DEATHLY))
    (tmp_path / "answers.json").write_text(json.dumps({COMMISSIONS: None}), encoding="utf-8")
    done = pretranslate(trial.anew(judged, OF_DEATH))
    found = trial.entry("first", COMMISSIONS)
    assert (found.msgstr, found.fuzzy, found.origin) == ("", False, None)
    assert sum(done.left.values()) == 1
    assert [(one.machine, one.empty) for one in done.catalogs] == [(0, 1), (0, 0)]
    before, asked = trial.files(), trial.asked
    pretranslate(trial.anew(judged, OF_DEATH))
    assert (trial.files(), trial.asked) == (before, asked)


def test_its_typography_is_the_languages(trial: Trial, judged: str, tmp_path: Path) -> None:
    answers = {**FRENCH, SENT: 'Elles ont envoyé à la mort : des "milliers de prisonniers".'}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    pretranslate(trial.anew(judged, DEATHLY))
    found = trial.entry("first", SENT)
    assert found.msgstr == "Elles ont envoyé à la mort\u00a0: des «\u00a0milliers de prisonniers\u00a0»."
    assert standing(found) is Standing.MACHINE


@pytest.mark.parametrize("case", ["begun", "finished", "no server", "no engine", "off"])
def test_it_stays_where_the_machine_has_no_say(trial: Trial, judged: str, case: str) -> None:
    pretranslate(trial.anew(judged, DEATHLY))
    text = FRENCH[COMMISSIONS]
    if case == "begun":
        text = "Les commissions de la mort siégèrent"
        trial.edit("first", COMMISSIONS, msgstr=text)
    if case == "finished":
        trial.edit("first", COMMISSIONS, fuzzy=False)
    more = {"no server": "most = 0\n", "off": OFF}
    project = trial.anew(judged + more.get(case, ""), OF_DEATH)
    pretranslate(project, engine="none" if case == "no engine" else None)
    assert trial.entry("first", COMMISSIONS).msgstr == text


def test_a_newer_engine_changes_no_fine_suggestion(trial: Trial, judged: str) -> None:
    pretranslate(trial.anew(judged, DEATHLY))
    before = {path: one for path, one in trial.files().items() if path.endswith(".po")}
    asked = trial.asked
    pretranslate(trial.anew(judged + 'version = "2"\n', DEATHLY))
    assert {path: one for path, one in trial.files().items() if path.endswith(".po")} == before
    assert trial.asked == asked


def test_its_way_is_told_where_it_was_not_the_plain_one(trial: Trial, judged: str, tmp_path: Path) -> None:
    asked = [TRUTH.replace("families", word) for word in ("famille", "familles", "familless")]
    answers = {**dict.fromkeys(asked, FRENCH[TRUTH]), TRUTH: "Les gens ont le droit de savoir la vérité."}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    row = "families,families,common noun,free,no,familles,\n"
    pretranslate(trial.anew(judged, {GLOSSARY_PATH: DEATHLY[GLOSSARY_PATH] + row}))
    found = trial.entry("first", TRUTH)
    assert found.msgstr == FRENCH[TRUTH]
    assert found.origin is not None
    assert [name for name, _ in found.origin.fields] == ["engine", "confidence", "way", "text"]
    assert found.origin.get("way") == "inline"
