"""What engines are measured at: counted by hand, and by sacrebleu."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sacrebleu import corpus_bleu, corpus_chrf, sentence_chrf

from tmpipe.engines.confidence import DEFAULT, FILE, Calibration, Pair, expected_error
from tmpipe.engines.packages import models
from tmpipe.errors import ConfigurationError, InputError, UsageError
from tmpipe.model import escaped
from tmpipe.parts import Engine, Translation
from tmpipe.pipeline.ground import Ground, bare_ground, ground_of
from tmpipe.pipeline.references import References
from tmpipe.pipeline.scoring import measure_machine, total
from tmpipe.project import Project
from tmpipe.scores import Adherence, Scored, Trial

ROOT = Path(__file__).parents[2]
TRAINED = ROOT / "tests/data/packages"
GLOSSARY = """\
term_id,source,case,fr,fr_permitted,fr_forbidden
council,Death Commission,free,commission de la mort,,escadron de la mort
iran,Iran,exact,Iran,,Perse
"""
TEXTS = {
    "They demand truth.": "Elles exigent la vérité.",
    "Families demand justice.": "Les familles exigent justice.",
    "The Death Commission sat in Iran.": "La commission de la mort siégeait en Iran.",
    "Iran must answer; Iran is silent.": "L’Iran doit répondre ; l’Iran se tait.",
    "Nobody knows.": "Personne ne le sait.",
}


@dataclass
class Dictionary:
    """An engine that knows some texts by heart."""

    known: dict[str, Translation]
    home: Path | None = None
    name: str = "dictionary:1"

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        return (self.known.get(text, Translation("", reason="unknown")) for text in texts)


MADE = {
    "They demand truth.": Translation("Elles exigent la vérité.", 0.9),
    "Families demand justice.": Translation("Familles demander justice.", 0.8, way="wider"),
    "The Death Commission sat in Iran.": Translation("L’escadron de la mort était en Iran.", 0.5),
    "Iran must answer; Iran is silent.": Translation("L’Iran doit répondre ; la Perse se tait.", 0.6),
}
PLAIN = Trial("dictionary", careful=False)


@pytest.fixture
def references(tmp_path: Path) -> References:
    place = tmp_path / "set.tsv"
    place.write_text("".join(f"{a}\t{b}\n" for a, b in TEXTS.items()), "utf-8")
    return References(str(place), "fr")


@pytest.fixture
def glossary(tmp_path: Path) -> str:
    place = tmp_path / "terms.csv"
    place.write_text(GLOSSARY, "utf-8")
    return str(place)


def ground(engine: Engine, *glossaries: str) -> Ground:
    return replace(bare_ground("fr", "en", glossaries), opened=lambda _: engine)


def scored(found: Ground, references: References, trial: Trial = PLAIN) -> Scored:
    [row] = measure_machine(found, [references], [trial]).rows
    return row


def test_the_scores_are_those_of_sacrebleu(references: References) -> None:
    row = scored(ground(Dictionary(MADE)), references)
    targets = [MADE[text].text if text in MADE else "" for text in TEXTS]
    assert row.quality.bleu == corpus_bleu(targets, [[*TEXTS.values()]]).score
    assert row.quality.chrf == corpus_chrf(targets, [[*TEXTS.values()]]).score
    wanted = [[TEXTS[text] for text in MADE]]
    assert row.covered_quality.bleu == corpus_bleu(targets[:4], wanted).score
    assert row.covered_quality.chrf == corpus_chrf(targets[:4], wanted).score


def test_what_is_counted(references: References, glossary: str) -> None:
    row = scored(ground(Dictionary(MADE), glossary), references)
    assert (row.texts, row.covered, row.engine) == (5, 4, "dictionary:1")
    assert row.ways == {"plain": 3, "wider": 1}
    assert row.reasons == {"unknown": 1}
    # The Death Commission and one Iran of the third and fourth text are missing, one of the mentions each.
    assert row.terms == Adherence(mentions=4, fine=2, forbidden=2)


def test_confidence(references: References) -> None:
    trust = scored(ground(Dictionary(MADE)), references).trust
    assert trust is not None
    pairs = [
        Pair(made.confidence or 0, sentence_chrf(made.text, [TEXTS[text]]).score / 100)
        for text, made in MADE.items()
    ]
    assert trust.texts == 4
    assert trust.confidence == pytest.approx(0.7)
    assert trust.quality == pytest.approx(sum(pair.quality for pair in pairs) / 4)
    assert trust.error == pytest.approx(expected_error(pairs))
    assert trust.correlation is not None
    assert 0 < trust.correlation < 1


def test_no_confidence_and_always_the_same(references: References) -> None:
    none = {text: replace(made, confidence=None) for text, made in MADE.items()}
    assert scored(ground(Dictionary(none)), references).trust is None
    same = {text: replace(made, confidence=0.5) for text, made in MADE.items()}
    trust = scored(ground(Dictionary(same)), references).trust
    assert trust is not None
    assert trust.correlation is None


def test_rows_stand_set_by_set(references: References) -> None:
    short = replace(references, limit=2)
    trials = [PLAIN, replace(PLAIN, settings={"beam_size": 4})]
    told: list[int] = []
    found = measure_machine(ground(Dictionary(MADE)), [references, short], trials, told=told.append)
    assert [(row.texts, str(row.trial)) for row in found.rows] == [
        (5, "dictionary plain"),
        (5, "dictionary beam_size=4 plain"),
        (2, "dictionary plain"),
        (2, "dictionary beam_size=4 plain"),
    ]
    assert sum(told) == total([references, short], trials) == 14


def test_the_signature_repeats_the_run(references: References, glossary: str) -> None:
    one, other = (ground(Dictionary(MADE), *named) for named in ((), (glossary,)))
    told = dict(scored(one, references).signature.fields)
    assert told["engine"] == "dictionary:1"
    assert (told["care"], told["settings"], told["glossary"]) == ("no", "default", "none")
    assert (told["set"], told["sha256"], told["texts"]) == ("set.tsv", references.digest(), "5")
    trial = replace(PLAIN, settings={"window": 9, "beam_size": 4, "folder": "/secret"})
    again = dict(scored(other, references, trial).signature.fields)
    assert again["settings"] == "beam_size=4,window=9"
    assert again["glossary"] == other.gate.stamp[:12]


def test_an_engine_of_catalog_texts_gets_them_escaped(tmp_path: Path) -> None:
    source = "Write <g1> & <x2/>."
    place = tmp_path / "set.tsv"
    place.write_text(f"{source}\tÉcrivez <g1> & <x2/>.\n", "utf-8")

    class Coded(Dictionary):
        carries_codes = True

    engine = Coded({escaped(source): Translation(escaped("Écrivez <g1> & <x2/>."))})
    assert scored(ground(engine), References(str(place), "fr")).quality.chrf == 100


# --- calibration


def test_a_calibration_is_fitted_and_kept(references: References, tmp_path: Path) -> None:
    home = tmp_path / "package"
    home.mkdir()
    engine = Dictionary(MADE, home)
    found = measure_machine(ground(engine), [references], [PLAIN], calibrate=True)
    assert found.calibrated is not None
    line = Calibration.load(home)
    assert line != DEFAULT
    assert (found.calibrated.path, found.calibrated.texts) == (str(home / FILE), 4)
    trust = found.rows[0].trust
    assert trust is not None
    assert found.calibrated.before == pytest.approx(trust.error)
    raw = [DEFAULT.raw(made.confidence or 0) for made in MADE.values()]
    assert sorted(raw, key=line.of) == sorted(raw)
    before, after = (
        dict(row.signature.fields)["calibration"] for row in (*found.rows, scored(ground(engine), references))
    )
    assert before == "none" != after


def test_what_cannot_be_calibrated(references: References, tmp_path: Path) -> None:
    both = [PLAIN, replace(PLAIN, careful=True)]
    with pytest.raises(UsageError, match="one engine with one setting"):
        measure_machine(ground(Dictionary(MADE, tmp_path)), [references], both, calibrate=True)
    with pytest.raises(UsageError, match="has no package"):
        measure_machine(ground(Dictionary(MADE)), [references], [PLAIN], calibrate=True)
    with pytest.raises(InputError, match="nothing to calibrate with"):
        measure_machine(ground(Dictionary({}, tmp_path)), [references], [PLAIN], calibrate=True)
    assert not (tmp_path / FILE).exists()


# --- real models


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real model that translates word for word."""
    out = tmp_path_factory.mktemp("package") / "tiny.argosmodel"
    subprocess.run([sys.executable, str(ROOT / "tests/engines/tiny.py"), str(out)], check=True)
    return out


@pytest.fixture
def installed(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    return models.install_file(package).path


WORDS = {
    "the prisoners were executed in the prisons of Iran.": "les prisonniers furent exécutés en prison.",
    "families demand truth and justice": "les familles exigent la vérité et la justice",
    "officials must be prosecuted, today.": "les responsables doivent être poursuivis, aujourd’hui.",
}


def test_a_real_model_with_and_without_care(installed: Path, tmp_path: Path) -> None:
    place = tmp_path / "set.tsv"
    place.write_text("".join(f"{a}\t{b}\n" for a, b in WORDS.items()), "utf-8")
    trials = [Trial("argos", careful=careful) for careful in (True, False)]
    careful, plain = measure_machine(bare_ground("fr", "en", []), [References(str(place), "fr")], trials).rows
    assert careful.engine == plain.engine == "argos:en_fr:1.9"
    assert careful.covered == plain.covered == 3
    assert careful.quality == plain.quality
    assert 40 < plain.quality.chrf < 100
    assert plain.trust is not None
    assert plain.pace.load.wall > 0


def test_a_trained_model_under_a_glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """150 sentences that it has not seen: with care every term is there, and nothing is lost for it."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    models.install_file(TRAINED / "translate-en_fr-1_0.argosmodel")
    found = bare_ground("fr", "en", [str(ROOT / "glossary/terms.csv")])
    references = References(str(TRAINED / "text/en-fr.domain.tsv"), "fr")
    trials = [Trial("argos"), Trial("argos", careful=False)]
    careful, plain = measure_machine(found, [references], trials).rows
    assert careful.covered >= 148
    assert careful.terms.fine == careful.terms.mentions > 130
    assert careful.quality.chrf >= plain.quality.chrf > 95
    calibrated = measure_machine(found, [references], trials[:1], calibrate=True).calibrated
    again = measure_machine(found, [references], trials[:1]).rows[0].trust
    assert calibrated is not None
    assert again is not None
    assert calibrated.after < calibrated.before / 2
    assert again.error < calibrated.before / 2


def test_settings_of_a_project_and_of_a_trial(
    installed: Path, tmp_path: Path, references: References
) -> None:
    (tmp_path / "tmpipe.toml").write_text(
        '[project]\nname = "x"\nlocales = ["fr"]\n[engines.argos]\nwindow = 40\nbeam_size = 2\n', "utf-8"
    )
    found = ground_of(Project.open(tmp_path), "fr")
    row = scored(found, references, Trial("argos", {"beam_size": 3}, careful=False))
    assert dict(row.signature.fields)["settings"] == "beam_size=3,window=40"
    with pytest.raises(ConfigurationError, match="no setting beams"):
        scored(found, references, Trial("argos", {"beams": 3}, careful=False))


def test_a_setting_that_an_engine_does_not_have(references: References) -> None:
    with pytest.raises(ConfigurationError, match="pseudo engine has no setting beam_size"):
        scored(bare_ground("fr", "en", []), references, Trial("pseudo", {"beam_size": 4}))
