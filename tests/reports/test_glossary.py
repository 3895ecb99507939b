"""Glossary reports for a terminal: whatever a table or a catalog holds, no cursor moves, no text turns."""

from __future__ import annotations

from tmpipe.glossary.candidates import Use
from tmpipe.glossary.changes import Edition, compare
from tmpipe.model import Finding, Severity, Term, TermTarget
from tmpipe.reports.glossary import edition_text, found_text

HOSTILE = "a\x1b[2J\u202eb\nc"


def term(form: str) -> Term:
    return Term("t", (HOSTILE,), {"fr": TermTarget(form)})


def test_nothing_in_a_document_s_terms_moves_the_cursor() -> None:
    told = found_text([Use(term(HOSTILE), (HOSTILE,), 1, (1,))], [], ["fr"])
    assert told.splitlines()[1:3] == ["    1  t: a�[2J�b�c  (line 1)", "       fr: a�[2J�b�c"]


def test_nothing_in_an_edition_moves_the_cursor() -> None:
    broken = Finding("term-missing", Severity.ERROR, "x\x1b.po", 3, HOSTILE, "fr", term="t")
    told = edition_text(Edition(tuple(compare([term("b")], [term(HOSTILE)])), (broken,), catalogs=1))
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "x�.po:3: term-missing: a�[2J�b�c [t]\n" in told
    assert "\nfinished entries that it breaks: 1\n" in told
