"""A catalog with everything of ours in it, and what is left of it after an editor has saved it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tmpipe.catalogs import po, update
from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Entry, Origin

DOCS = Path(__file__).parents[2] / "docs" / "editors.md"
EDITED = "The sentence that the translator edits."
"""Every editor gets this entry, untranslated, to fill in `DONE`."""
DONE = "La phrase que la traductrice modifie."

_LONG = (
    "In September 2020, a group of <g1>senior United Nations human rights experts</g1> wrote in an 18-page "
    "letter to Iran’s clerical authorities that they were “seriously concerned by the continued refusal to "
    "disclose the fate and whereabouts” of political dissidents who were forcibly disappeared in 1988.<x2/>"
)
_LONG_FR = (
    "En septembre 2020, un groupe de <g1>hauts experts des droits de l’homme de l’ONU</g1> a écrit, dans une "
    "lettre de 18 pages adressée aux autorités cléricales iraniennes, être « gravement préoccupé par le "
    "refus persistant de révéler le sort » de dissidents victimes de disparition forcée en 1988.<x2/>"
)
_PERSIAN = "«کمیسیون‌های مرگ» در سال ۱۳۶۷ می‌\u2066<g1>EU</g1>\u2069؟"
_FIELDS = ("msgstr", "msgstr_plural", "fuzzy", "origin", "comments", "extracted", "references", "flags")
_PREVIOUS = ("previous_msgid", "previous_msgctxt", "previous_msgid_plural")


def _origin(kind: str, text: str = "", **fields: str) -> Origin:
    told = (*fields.items(), ("text", po.text_hash(text))) if text else tuple(fields.items())
    return Origin(kind, told)


def _entry(msgid: str, msgstr: str = "", **more: Any) -> Entry:
    place = {"references": ("seeds/un letter.txt",), "extracted": ("in paragraph 3", "term: UN → ONU")}
    return replace(Entry(msgid, msgstr), **{**place, **more})


def _active() -> Iterable[Entry]:
    """An entry of every standing, with every origin, and every kind of text and comment that we write."""
    yield _entry(EDITED)
    yield _entry("Written by a human.", "Écrit par un humain.", comments=("Ask Maryam.", "", "  Indented"))
    yield _entry("Finished after editing.", "Fini après retouche.", origin=_origin("edited", by="A. B."))
    yield _entry("Finished as it was.", "Fini tel quel.", origin=_origin("unedited"))
    accepted = _origin("memory", "Repris.", rate="100", accepted="yes")
    yield _entry("Taken over.", "Repris.", origin=accepted, references=("seeds/a.txt", "seeds/b.txt:12"))
    yield _entry("A draft.", "Un brouillon.", origin=_origin("draft", "Un brouillon."), fuzzy=True)
    heard = "seeds/the hearing of 12 October 2020.txt, in the second paragraph"
    memory = _origin("memory", "Ils furent tués.", rate="93", **{"from": heard})
    yield _entry("They were killed.", "Ils furent tués.", origin=memory, fuzzy=True)
    machine = _origin("machine", _LONG_FR, engine="argos:en_fr:1.9", confidence="0.71")
    told = ("under “International recognition of the 1988 massacre”, in paragraph 3, after a footnote",)
    yield _entry(_LONG, _LONG_FR, origin=machine, fuzzy=True, extracted=told)
    earlier = _origin("earlier", "Trente ans après.", rate="80", **{"from": "edited"})
    was = {"previous_msgid": 'Thirty years on, "they" know.\n' + _LONG, "previous_msgctxt": "heading"}
    yield _entry(
        "Thirty years later.", "Trente ans après.", origin=earlier, fuzzy=True, msgctxt="title", **was
    )
    begun = _origin("memory", "Rien.", rate="71")
    yield _entry("Half done.", "À moitié", origin=begun, fuzzy=True)
    ignored = 'tmpipe: ignore=term-missing:pmoi "a pronoun stands for it"'
    yield _entry("The PMOI said so.", "Elle l’a dit.", comments=(ignored, "Seen by “Zahra”"))
    yield _entry("The PMOI said so.", "L’OMPI l’a dit.", msgctxt="quotation", references=())
    persian = _origin("draft", _PERSIAN, note="دست‌نویس")
    yield _entry("“Death Commissions”", _PERSIAN, origin=persian, fuzzy=True, comments=("یادداشت\u200f",))
    yield _entry("Why? “No”: 5\u00a0%!", "Pourquoi\u202f? «\u00a0Non\u00a0»\u00a0: 5\u00a0%\u202f!")
    yield _entry('a\tb "c" \\d\nsecond line\n', 'a\tb "c" \\d\ndeuxième\n')
    forms = ("%d prisonnier", "%d prisonniers")
    counted = _entry("%d prisoner", fuzzy=True, flags=("c-format",), previous_msgid="%d man")
    yield replace(counted, msgid_plural="%d prisoners", msgstr_plural=forms)
    yield _entry("word " * 60 + "end", "mot " * 60 + "fin")


def _obsolete() -> Iterable[Entry]:
    gone = partial(_entry, obsolete=True, references=(), extracted=())
    yield gone("Gone.", "Parti.", origin=_origin("edited"), comments=("Keep this.",))
    yield gone("Gone, too.", "Parti aussi.", fuzzy=True, previous_msgid="Gone as well.", msgctxt="title")


def everything(width: int = 79) -> Catalog:
    """The catalog, as `tmpipe build` and several people would have left it."""
    header = po.new_header("fr", "statements", "Detained protesters")
    return Catalog("x.po", "fr", header, (*_active(), *_obsolete()), width=width)


def bare_entries() -> list[Entry]:
    """What the document gives: the entries without what people and machines made of them."""
    bare = {"comments": (), "origin": None, "fuzzy": False, "msgstr": "", "msgstr_plural": ()}
    return [replace(entry, **bare, **dict.fromkeys(_PREVIOUS)) for entry in _active()]  # type: ignore[arg-type]


@dataclass(frozen=True)
class Saved:
    """What an editor has left of the catalog."""

    data: bytes
    before: Catalog
    after: Catalog

    @property
    def changed(self) -> list[str]:
        """What no longer says what it said; of the edited entry, more than its text."""
        now = {(entry.key, entry.obsolete): entry for entry in self.after.entries}
        changed = set()
        for entry in self.before.entries:
            kind = "obsolete: " if entry.obsolete else ""
            there = now.get((entry.key, entry.obsolete))
            if there is None:
                changed.add(f"{kind}entries")
            elif entry.msgid == EDITED:
                there = replace(there, msgstr="")
            changed |= {kind + _NAMES.get(name, name) for name in _differences(entry, there)}
        return sorted(changed)

    @property
    def states_kept(self) -> bool:
        """Whether every entry, the edited one apart, stands where it stood."""
        before, after = (
            {(e.key, e.obsolete): standing(e) for e in catalog.entries if e.msgid != EDITED}
            for catalog in (self.before, self.after)
        )
        return before == after

    @property
    def rewritten(self) -> list[str]:
        """The kinds of lines that are laid out anew in entries that nobody edited, and other bytes."""
        now = {(entry.key, entry.obsolete): entry for entry in self.after.entries}
        pairs = [(e, now[e.key, e.obsolete]) for e in self.before.entries if (e.key, e.obsolete) in now]
        kinds = {
            kind
            for kind in _KINDS
            for old, new in pairs
            if old.msgid != EDITED and _lines(old, kind) != _lines(new, kind)
        }
        if [old.key for old, _ in pairs] != [entry.key for entry in self.after.entries]:
            kinds.add("order")
        if (self.before.newline, self.before.bom) != (self.after.newline, self.after.bom):
            kinds.add("line ends")
        return sorted(kinds)

    @property
    def header(self) -> list[str]:
        """The header's fields that changed, came or went."""
        old, new = (_header(catalog) for catalog in (self.before, self.after))
        return sorted(name for name in {*old, *new} if old.get(name) != new.get(name))

    @property
    def put_right(self) -> list[str]:
        """What the next edition of the document, the same as this one, changes in the file."""
        again = update.update(self.after, bare_entries())
        pairs = zip(self.after.entries, again.entries, strict=True)
        changed = sorted({name for old, new in pairs for name in _differences(old, new)})
        assert bool(changed) == (po.write(again) != self.data)
        return changed


def _differences(old: Entry, new: Entry | None) -> Iterable[str]:
    return () if new is None else (n for n in (*_FIELDS, *_PREVIOUS) if getattr(old, n) != getattr(new, n))


_NAMES = {"msgstr_plural": "msgstr", **dict.fromkeys(_PREVIOUS, "previous texts")}
_KINDS = {
    "comments": re.compile(r"^#(?: .*)?$", re.MULTILINE),
    "extracted": re.compile(r"^#\..*$", re.MULTILINE),
    "references": re.compile(r"^#:.*$", re.MULTILINE),
    "flags": re.compile(r"^#[,=].*$", re.MULTILINE),
    "previous": re.compile(r"^#~?\|.*$", re.MULTILINE),
    "wrapping": re.compile(r'^(?:#~ )?(?:msg.*|".*)$', re.MULTILINE),
}


def _lines(entry: Entry, kind: str) -> list[str]:
    assert entry.kept
    return _KINDS[kind].findall(entry.kept.text)


def _header(catalog: Catalog) -> dict[str, str]:
    return dict(line.partition(": ")[::2] for line in catalog.header.msgstr.splitlines())


@pytest.fixture
def catalog() -> Catalog:
    """The catalog before an editor has it, as it is read from its file."""
    return po.read(po.write(everything()), "x.po", "fr")


@pytest.fixture
def file(tmp_path: Path, catalog: Catalog) -> Path:
    """The catalog's file."""
    path = tmp_path / "x.po"
    path.write_bytes(po.write(catalog))
    return path


@pytest.fixture
def template(file: Path) -> Path:
    """The template beside it."""
    path = file.with_suffix(".pot")
    header = po.new_header("en", "statements", "Detained protesters", template=True)
    path.write_bytes(po.write(Catalog("x.pot", "en", header, tuple(bare_entries()))))
    return path


@pytest.fixture
def edition() -> list[Entry]:
    """The entries of the document, as `update` gets them."""
    return bare_entries()


@pytest.fixture
def edited() -> str:
    """The msgid that the editor is to edit."""
    return EDITED


@pytest.fixture
def done() -> str:
    """What it is to become."""
    return DONE


@pytest.fixture
def saved(catalog: Catalog) -> Callable[[bytes], Saved]:
    """`saved(data)`: what is left of the catalog in an editor's file, all of which can be read."""

    def look(data: bytes) -> Saved:
        after = po.read(data, "x.po", "fr")
        assert after.findings == ()
        assert po.write(after) == data
        return Saved(data, catalog, after)

    return look


@pytest.fixture
def matrix(saved: Callable[[bytes], Saved], update_golden: bool) -> Callable[[str, str, bytes], Saved]:
    """`matrix(editor, version, data)`: its row in docs/editors.md says what it did.

    Without a version the header says it. Another version than the row's may do better, never worse.
    """

    def check(editor: str, version: str, data: bytes) -> Saved:
        found = saved(data)
        version = version or (found.after.field("X-Generator") or "").split()[-1]
        told = [*map(_cell, (found.header, found.rewritten, found.changed, found.put_right))]
        told.append("all" if found.states_kept else "**not all**")
        rows = DOCS.read_text(encoding="utf-8").splitlines()
        (at,) = (n for n, row in enumerate(rows) if row.startswith(f"| {editor} |"))
        cells = [cell.strip() for cell in rows[at].split("|")[1:-1]]
        if update_golden:
            rows[at] = f"| {' | '.join([editor, version, *told, *cells[7:]])} |"
            DOCS.write_text("\n".join(rows) + "\n", encoding="utf-8")
        elif cells[1] == version:
            assert cells[2:7] == told
        else:
            assert cells[6] in (told[4], "**not all**")
            assert cells[4] != "nothing" or not found.changed
        return found

    return check


def _cell(names: list[str]) -> str:
    return ", ".join(names) or "nothing"


@pytest.fixture
def need() -> Callable[..., None]:
    """`need(*programs)`: the test is skipped without one of them."""

    def look(*programs: str, package: str = "") -> None:
        for program in programs:
            if shutil.which(program) is None:
                pytest.skip(f"{program} is not installed (apt-get install {package or program})")

    return look
