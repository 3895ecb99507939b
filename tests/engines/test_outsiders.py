"""The engine of docs/engines.md, installed as the distribution that the page describes, and at work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "engines.md"
WORDS = """\
the\tla
truth\tvérité
about\tsur
asks\tdemande
for\tpour
justice\tjustice
and\tet
women\tfemmes
men\thommes
were\tétaient
killed\ttués
in\ten
"""
LETTER = """\
# THE TRUTH ABOUT WOMEN AND MEN

The PMOI asks for **justice** and truth.

Women and men were killed in 1988.

Snibs gnort flurbs quite vexingly.
"""
GLOSSARY = """\
term_id,source,source_variants,pos,domain,case,do_not_translate,fr,fr_permitted,fr_forbidden
pmoi,PMOI,,proper noun,organizations,acronym,no,OMPI,,
"""
CONFIGURATION = """\
[project]
source_locale = "en"
locales = ["fr"]
glossary = ["glossary/terms.csv"]

[[documents]]
path = "letter.md"

"""


def blocks() -> dict[str, str]:
    """The files of the page's last section, by name."""
    section = PAGE.read_text(encoding="utf-8").split("## An engine of your own")[1]
    return dict(re.findall(r"`([\w.]+)`:\n\n```\w+\n(.*?)```", section, re.DOTALL))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with the distribution as `pip install --target` leaves it."""
    files, site = blocks(), tmp_path / "site"
    about = tomllib.loads(files["pyproject.toml"])["project"]
    information = site / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    information.mkdir(parents=True)
    lines = [
        f"[{group}]\n{name} = {place}"
        for group, names in about["entry-points"].items()
        for name, place in names.items()
    ]
    (information / "entry_points.txt").write_text("\n".join(lines))
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n"
    )
    (site / "tmpipe_dictionary.py").write_text(files["tmpipe_dictionary.py"], encoding="utf-8")
    return site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that is configured as the page says."""
    root = tmp_path / "campaign"
    for name, text in {
        "tmpipe.toml": CONFIGURATION + blocks()["tmpipe.toml"],
        "letter.md": LETTER,
        "glossary/terms.csv": GLOSSARY,
        "words/en-fr.tsv": WORDS,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def tmpipe(installed: Path, project: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`tmpipe("pretranslate")` in the project, elsewhere than it is."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tmpipe", "-C", str(project), *words]
        path = os.pathsep.join(filter(None, (str(installed), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return run


def entries(project: Path) -> dict[str, polib.POEntry]:
    catalog = polib.pofile(str(project / "locales/fr/LC_MESSAGES/letter.po"))
    return {entry.msgid: entry for entry in catalog}


def test_the_engine_of_the_page_is_thirty_lines() -> None:
    code = blocks()["tmpipe_dictionary.py"]
    assert len([line for line in code.splitlines() if line.strip()]) <= 30


def test_an_outsiders_engine_is_taken_care_of(
    tmpipe: Callable[..., subprocess.CompletedProcess[str]], project: Path
) -> None:
    assert tmpipe("extract").returncode == 0
    done = tmpipe("pretranslate")
    assert done.returncode == 0, done.stderr
    made = entries(project)
    texts = {msgid: entry.msgstr for msgid, entry in made.items()}
    assert texts == {
        "THE TRUTH ABOUT WOMEN AND MEN": "LA VÉRITÉ SUR FEMMES ET HOMMES",
        "The PMOI asks for <g1>justice</g1> and truth.": "la OMPI demande pour <g1>justice</g1> et vérité.",
        "Women and men were killed in 1988.": "femmes et hommes étaient tués en 1988.",
        "Snibs gnort flurbs quite vexingly.": "",
    }
    assert all(entry.fuzzy for entry in made.values() if entry.msgstr)
    assert "engine=dictionary:en-fr:1" in made["Women and men were killed in 1988."].tcomment
    assert "copied" in done.stdout + done.stderr


def test_without_its_table_the_rest_goes_on(
    tmpipe: Callable[..., subprocess.CompletedProcess[str]], project: Path
) -> None:
    (project / "words/en-fr.tsv").unlink()
    assert tmpipe("extract").returncode == 0
    done = tmpipe("pretranslate")
    assert done.returncode == 0, done.stderr
    assert "there is no en-fr.tsv; put it into [engines.dictionary] folder" in done.stdout + done.stderr


def test_a_setting_that_it_has_not_is_told_with_its_line(
    tmpipe: Callable[..., subprocess.CompletedProcess[str]], project: Path
) -> None:
    place = project / "tmpipe.toml"
    place.write_text(place.read_text(encoding="utf-8").replace("folder =", "table ="), encoding="utf-8")
    assert tmpipe("extract").returncode == 0
    done = tmpipe("pretranslate")
    assert done.returncode == 2
    assert re.match(r"tmpipe: tmpipe\.toml:\d+: the dictionary engine has no setting table", done.stderr)


TRANSLATES = "        for text in texts:\n"
OPENS = "    with table.open"
YIELDS = "yield Translation(made, len(known) / max(1, len(pieces[1::2])))"
MAKER = "the engine dictionary (tmpipe-dictionary 1.0)"
FAILED = f"{MAKER} has failed: {{}}; report it to those who made it"
NEEDS = "No module named 'nowhere_to_be_found'; install what it needs, or install it anew"


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (YIELDS, f"{YIELDS} if 'killed' not in text else int('x y')", FAILED.format(
            "ValueError: invalid literal for int() with base 10: 'x y'"
        )),
        (TRANSLATES, f"        raise OSError(111, 'refused')\n{TRANSLATES}", f"{MAKER}: refused"),
        (OPENS, f"    raise KeyError('no')\n{OPENS}", FAILED.format("KeyError: 'no'")),
        ("import csv", "import nowhere_to_be_found", f"the engine dictionary cannot be loaded: {NEEDS}"),
        (YIELDS, "yield made", "the engine dictionary:en-fr:1 yielded a str where a Translation is due"),
        (YIELDS, "pass", "the engine dictionary:en-fr:1 made 0 translations of 5 texts"),
    ],
)  # fmt: skip
def test_who_has_made_an_engine_that_fails_is_told(
    was: str,
    becomes: str,
    said: str,
    tmpipe: Callable[..., subprocess.CompletedProcess[str]],
    installed: Path,
    project: Path,
) -> None:
    place = installed / "tmpipe_dictionary.py"
    code = place.read_text(encoding="utf-8")
    assert was in code
    assert tmpipe("extract").returncode == 0
    place.write_text(code.replace(was, becomes), encoding="utf-8")
    done = tmpipe("pretranslate")
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, f"tmpipe: {said}")
    place.write_text(code, encoding="utf-8")
    assert tmpipe("pretranslate").returncode == 0
    assert sum(bool(entry.msgstr) for entry in entries(project).values()) == 3
