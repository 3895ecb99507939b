"""Our own catalogs of what pages say: as the code has it, complete, with every placeholder, and clean."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tmpipe.catalogs import po
from tmpipe.interface import editions
from tmpipe.interface.messages import messages, notes
from tmpipe.interface.wording import holes, ours, texts, worded
from tmpipe.pipeline.check import check
from tmpipe.project import Project
from tmpipe.release.site.words import SiteWords
from tmpipe.renditions.words import Words

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "src" / "tmpipe" / "interface"
KINDS: tuple[type[Words] | type[SiteWords], ...] = (Words, SiteWords)
LOCALES = ("fr", "it", "sv", "fa")


def test_the_template_is_what_the_code_says(update_golden: bool) -> None:
    """`pytest tests/interface --update-golden` writes it."""
    written = po.write(editions.template(messages(KINDS), "tmpipe", editions.TEMPLATE))
    if update_golden:
        (ROOM / editions.TEMPLATE).write_bytes(written)
    assert (ROOM / editions.TEMPLATE).read_bytes() == written


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalog_has_the_messages_of_the_code(locale: str, update_golden: bool) -> None:
    """The same brings it up to date; what is new is empty then."""
    place = ROOM / f"{locale}.po"
    known = po.read(place.read_bytes(), place.name, locale) if place.exists() else None
    written = po.write(editions.edition(known, messages(KINDS), locale, "tmpipe", place.name))
    if update_golden:
        place.write_bytes(written)
    assert place.read_bytes() == written


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalog_is_finished(locale: str) -> None:
    place = ROOM / f"{locale}.po"
    entries = po.read(place.read_bytes(), place.name, locale).entries
    assert [entry.msgid for entry in entries if not entry.finished] == []
    assert [entry.msgid for entry in entries if holes(entry.msgstr) != holes(entry.msgid)] == []
    wanted = {key for kind in KINDS for _, key in texts(kind)}
    assert ours(locale).keys() == wanted
    assert {worded(kind, locale).tag for kind in KINDS} == {locale}


@pytest.mark.parametrize("name", [editions.TEMPLATE, *(f"{locale}.po" for locale in LOCALES)])
def test_gettext_reads_it(name: str) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("needs msgfmt: apt-get install gettext")
    own = ["-c", "--check-header"] if name.endswith(".po") else []
    command = ["msgfmt", *own, "-o", "/dev/null", str(ROOM / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_our_own_check_finds_nothing() -> None:
    report = check(Project.open(ROOT), [str(ROOM)])
    assert [str(one) for one in report.findings] == []
    assert len(report.paths) == len(LOCALES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_has_a_note_for_its_translators(kind: type[Words] | type[SiteWords]) -> None:
    told = notes(kind)
    assert [name for name, _ in texts(kind) if not told[name]] == []
