"""The libraries that save catalogs for Weblate, Pontoon and many scripts."""

from __future__ import annotations

import io
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polib
import pytest


def with_polib(file: Path, edited: str, done: str) -> bytes:
    """polib's own save, as scripts and Transifex clients use it."""
    catalog = polib.pofile(str(file))
    entry = catalog.find(edited)
    assert entry
    entry.msgstr = done
    catalog.save()
    return file.read_bytes()


def with_babel(file: Path, edited: str, done: str) -> bytes:
    """`pybabel update` writes so."""
    pofile = pytest.importorskip("babel.messages.pofile")
    catalog = pofile.read_po(io.BytesIO(file.read_bytes()))
    catalog[edited].string = done
    out = io.BytesIO()
    pofile.write_po(out, catalog, width=79)
    return out.getvalue()


def with_toolkit(file: Path, edited: str, done: str, width: int) -> bytes:
    """What Weblate calls when it saves: the line width of the component, its header fields, one unit."""
    pypo = pytest.importorskip("translate.storage.pypo")
    store = pypo.pofile.parsefile(str(file))
    store.wrapper.width = width
    unit = store.findunit(edited)
    unit.target = done
    unit.markfuzzy(False)
    store.updateheader(
        add=True,
        Last_Translator="A. B. <a@b.org>",
        PO_Revision_Date="2026-11-21 12:00+0000",
        Language_Team="French <https://example.org/projects/statements/>",
        Language="fr",
        Plural_Forms="nplurals=2; plural=n > 1;",
        X_Generator="Weblate 5.14",
    )
    out = io.BytesIO()
    store.serialize(out)
    return out.getvalue()


def with_moz_l10n(file: Path, edited: str, done: str) -> bytes:
    """moz.l10n reads and writes the catalog itself."""
    resource = pytest.importorskip("moz.l10n.resource")
    parsed = resource.parse_resource(str(file))
    _fill(parsed, edited, done)
    return "".join(resource.serialize_resource(parsed)).encode()


def with_pontoon(file: Path, edited: str, done: str) -> bytes:
    """What Pontoon does since 2025: the template's entries, with the texts and `fuzzy` of its database.

    After its `sync/core/translations_to_repo.py`; the database has what it read from the catalog.
    """
    resource = pytest.importorskip("moz.l10n.resource")
    from moz.l10n.model import Metadata

    database = {entry.id: entry for entry in resource.parse_resource(str(file)).sections[0].entries}
    parsed = resource.parse_resource(str(file.with_suffix(".pot")))
    for entry in parsed.sections[0].entries:
        known = database[entry.id]
        entry.value = known.value
        entry.meta = [flag for flag in known.meta if flag == Metadata("flag", "fuzzy")] + entry.meta
    _fill(parsed, edited, done)
    fields = {field.key: field.value for field in parsed.meta}
    fields |= {"Language": "fr", "Plural-Forms": "nplurals=2; plural=(n > 1);", "Generated-By": "Pontoon"}
    dropped = ("Language-Team", "Last-Translator", "PO-Revision-Date", "POT-Creation-Date", "X-Generator")
    parsed.meta = [Metadata(name, value) for name, value in fields.items() if name not in dropped]
    return "".join(resource.serialize_resource(parsed)).encode()


def _fill(resource: Any, edited: str, done: str) -> None:
    (entry,) = (entry for entry in resource.sections[0].entries if entry.id == (edited,))
    entry.value.pattern = [done]


SAVES: dict[str, tuple[str, Any]] = {
    "polib": ("polib", with_polib),
    "Babel": ("Babel", with_babel),
    "Weblate, width 77": ("translate-toolkit", partial(with_toolkit, width=77)),
    "Weblate, no wrapping": ("translate-toolkit", partial(with_toolkit, width=65535)),
    "Weblate, at line ends": ("translate-toolkit", partial(with_toolkit, width=-1)),
    "moz.l10n": ("moz.l10n", with_moz_l10n),
    "Pontoon": ("moz.l10n", with_pontoon),
}


@pytest.mark.parametrize("editor", SAVES)
def test_saves(editor: str, file: Path, template: Path, edited: str, done: str, matrix: Any) -> None:
    package, save = SAVES[editor]
    assert template.with_suffix(".po") == file
    found = matrix(editor, version(package), save(file, edited, done))
    (entry,) = (entry for entry in found.after.entries if entry.msgid == edited)
    assert (entry.msgstr, entry.fuzzy) == (done, False)
