"""From the file of a package to suggestions that a translator sees, and to figures: all of it for real."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tmpipe.cli import run
from tmpipe.model import Entry
from tmpipe.project import Project

ROOT = Path(__file__).parents[1]
TEXT = ROOT / "tests/data/packages/text"
SETTINGS = """\
[project]
name = "trial"
locales = ["fr", "it"]
glossary = ["glossary/terms.csv"]
[[documents]]
path = "statement.md"
slug = "statement"
[output]
formats = ["md"]
[pretranslate]
engines = { default = "argos" }
"""
STATEMENT = """\
# THE TRUTH ABOUT THE 1988 MASSACRE

The **PMOI** called for an independent investigation into the [1988 massacre](https://example.org/1988).

About 3,000 people were killed in Tehran in 1988. The death commissions must answer to the court.

- Asma Jahangir
- Javaid Rehman

https://www.ohchr.org/en/news
"""


@pytest.fixture
def project(tmp_path: Path, trained: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, and a machine without any other package than our two."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    folder = tmp_path / "project"
    (folder / "glossary").mkdir(parents=True)
    shutil.copy(ROOT / "glossary/terms.csv", folder / "glossary")
    (folder / "statement.md").write_text(STATEMENT, "utf-8")
    (folder / "tmpipe.toml").write_text(SETTINGS, "utf-8")
    monkeypatch.chdir(folder)
    assert run(["models", "install", *map(str, trained.values())]) == 0
    return folder


def suggested(folder: Path, locale: str) -> dict[str, Entry]:
    """Msgid -> its entry, after a run."""
    assert run(["--quiet", "extract"]) == 0
    assert run(["--quiet", "pretranslate", "--locale", locale]) == 0
    catalog = Project.open(str(folder)).catalog("statement", locale)
    assert catalog is not None
    return {entry.msgid: entry for entry in catalog.entries}


PARTED = "The <g1>PMOI</g1> called for an independent investigation into the <g2>1988 massacre</g2>."
PARTS = {"fr": ("OMPI", "massacre de 1988"), "it": ("OMPI", "massacro del 1988")}
CODE = re.compile(r"</?[gx][0-9]+/?>")
IN_FRENCH = {
    "THE TRUTH ABOUT THE 1988 MASSACRE": "LA VÉRITÉ SUR LE MASSACRE DE 1988",
    PARTED: "L'OMPI a demandé une enquête indépendante sur le massacre de 1988.",
    "The death commissions must answer to the court.": (
        "Les commissions de la mort doivent répondre devant le tribunal."
    ),
}
IN_ITALIAN = {
    PARTED: "L'OMPI ha chiesto un'indagine indipendente sul massacro del 1988.",
    "THE TRUTH ABOUT THE 1988 MASSACRE": "LA VERITÀ SUL MASSACRO DEL 1988",
    "About 3,000 people were killed in Tehran in 1988.": (
        "Circa 3.000 persone sono state uccise a Teheran nel 1988."
    ),
    "The death commissions must answer to the court.": (
        "Le commissioni della morte devono rispondere davanti al tribunale."
    ),
}
NAMES = {"Asma Jahangir", "Javaid Rehman"}
ADDRESS = "https://www.ohchr.org/en/news"


@pytest.mark.parametrize(("locale", "known"), [("fr", IN_FRENCH), ("it", IN_ITALIAN)])
def test_every_entry_of_a_document(project: Path, locale: str, known: dict[str, str]) -> None:
    entries = suggested(project, locale)
    assert len(entries) == 7
    for msgid, entry in entries.items():
        assert entry.fuzzy
        assert entry.origin is not None
        if msgid in NAMES:
            assert (entry.msgstr, entry.origin.get("from")) == (msgid, "glossary")
            continue
        assert (entry.origin.kind, entry.origin.get("engine")) == ("machine", f"argos:en_{locale}:1.0")
        assert 0.5 < float(entry.origin.get("confidence") or 0) <= 1
        assert entry.origin.get("way") == ("kept" if msgid == ADDRESS else None)
    assert {msgid: CODE.sub("", entries[msgid].msgstr) for msgid in known} == known
    # with or without the article before it
    name, crime = PARTS[locale]
    assert re.search(rf"<g1>[^<]*{name}</g1>.*<g2>[^<]*{crime}</g2>", entries[PARTED].msgstr)
    assert entries[ADDRESS].msgstr == ADDRESS


@pytest.mark.parametrize("locale", ["fr", "it"])
def test_no_check_objects_and_a_second_run_changes_no_byte(
    project: Path, locale: str, capsys: pytest.CaptureFixture[str]
) -> None:
    suggested(project, locale)
    catalog = project / f"locales/{locale}/LC_MESSAGES/statement.po"
    before = catalog.read_bytes()
    capsys.readouterr()
    assert run(["check", str(catalog), "--format", "json", "--fail-on", "warning"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["warning"] == 0
    suggested(project, locale)
    assert catalog.read_bytes() == before


@pytest.mark.parametrize("locale", ["fr", "it"])
def test_measured(project: Path, locale: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The care that is taken finds other ways where the engine alone loses a term or a number."""
    test = str(TEXT / f"en-{locale}.domain.tsv")
    capsys.readouterr()
    assert run(["measure", "machine", test, "--locale", locale, "--plain", "--format", "json"]) == 0
    careful, plain = json.loads(capsys.readouterr().out)["rows"]
    assert (careful["careful"], plain["careful"]) == (True, False)
    assert careful["texts"] == plain["got"] == 150
    assert careful["got"] > 140
    assert careful["terms"]["fine"] == careful["terms"]["mentions"] > 135
    assert plain["terms"]["fine"] < plain["terms"]["mentions"]
    assert set(careful["ways"]) > set(plain["ways"]) == {"plain"}
    assert careful["scores"]["got"]["chrf"] > plain["scores"]["all"]["chrf"] > 95
    assert plain["confidence"]["correlation"] > 0.5
