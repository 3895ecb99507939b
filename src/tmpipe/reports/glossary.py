"""Glossary commands' results, for terminologists and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tmpipe.glossary.candidates import Candidate, Use
from tmpipe.glossary.changes import ADDED, CHANGED, REMOVED, Cell, Change, Edition
from tmpipe.glossary.termbase import target_of
from tmpipe.model import Finding, Locale, Term
from tmpipe.reports.excerpt import CONTROL
from tmpipe.reports.gfm import plain

_LINES = 8
"""Lines that are listed at most."""


def found_text(uses: Sequence[Use], candidates: Sequence[Candidate], locales: Sequence[Locale]) -> str:
    """The terms of a document with their forms, and what the glossary may lack."""
    out = [f"{len(uses)} terms of the glossary\n"]
    for use in uses:
        out.append(f"{use.count:5}  {use.term.id}: {', '.join(use.words)}  ({_lines(use.lines)})\n")
        out += [f"       {locale}: {' | '.join(forms)}\n" for locale, forms in _forms(use.term, locales)]
    fresh = [one for one in candidates if not one.like]
    out.append(f"\n{len(fresh)} candidates that the glossary lacks\n")
    out += [f"{one.count:5}  {_named(one)}  ({_lines(one.lines)})\n" for one in fresh]
    if variants := [one for one in candidates if one.like]:
        out.append(f"\n{len(variants)} likely variants of terms\n")
        out += [f"{one.count:5}  {_named(one)}: {one.like}?  ({_lines(one.lines)})\n" for one in variants]
    return "".join(map(_line, out))


def _line(text: str) -> str:
    """A line that moves no cursor and turns no text around; an empty line before it stays."""
    return "\n" * text.startswith("\n") + CONTROL.sub("�", text.strip("\n")) + "\n"


def _named(one: Candidate) -> str:
    also = f", also {one.short}" if one.short else ""
    return one.text + (f" ({one.expansion})" if one.expansion else "") + also


def _lines(lines: Sequence[int]) -> str:
    more = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines[:_LINES]))}{more}"


def _forms(term: Term, locales: Iterable[Locale]) -> Iterator[tuple[Locale, tuple[str, ...]]]:
    for locale in locales:
        target = target_of(term, locale)
        if target and target.forms:
            yield locale, target.forms


def found_json(
    path: str, uses: Sequence[Use], candidates: Sequence[Candidate], locales: Sequence[Locale]
) -> str:
    """The same for programs."""
    told = {
        "document": path,
        "terms": [
            {"term": use.term.id, "words": use.words, "count": use.count, "lines": use.lines,
             "forms": dict(_forms(use.term, locales))}
            for use in uses
        ],
        "candidates": [
            {"kind": one.kind, "text": one.text, "count": one.count, "lines": one.lines,
             "expansion": one.expansion or None, "short": one.short or None, "variant_of": one.like or None}
            for one in candidates
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def change_lines(changes: Iterable[Change]) -> Iterator[str]:
    """A line for each term that differs, and one for each cell."""
    for one in changes:
        if one.kind in {ADDED, REMOVED, CHANGED}:
            yield _line(f"{one.kind:7}  {one.term.id}: {one.term.source[0]}")
            for cell in one.cells:
                yield _line(f"         {cell.column}: {_shown(cell.old)} → {_shown(cell.new)}")


def _shown(cell: str) -> str:
    return f"“{cell}”" if cell else "nothing"


def edition_text(edition: Edition) -> str:
    """What differs, and what becomes of the entries: `path:line: check: message`."""
    out = [*change_lines(edition.changes)] or ["no term differs\n"]
    for title, findings in _effects(edition):
        out.append(f"\n{title}: {len(findings)}\n")
        out += [f"{one.path}:{one.line}: {one.check}: {one.message} [{one.term}]\n" for one in findings]
    return "".join(map(_line, out))


def _effects(edition: Edition) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """What becomes of the catalogs, where there are any."""
    if not edition.catalogs:
        return ()
    return (
        ("finished entries that it breaks", edition.broken),
        ("suggestions that it breaks", edition.suggestions),
        ("findings that it settles", edition.settled),
    )


def edition_json(edition: Edition) -> str:
    """The same for programs."""
    told = {
        "terms": [
            {
                "change": one.kind,
                "term": one.term.id,
                "source": one.term.source[0],
                "cells": [*map(_cell, one.cells)],
            }
            for one in edition.changes
        ],
        "broken": [*map(_finding, edition.broken)],
        "suggestions": [*map(_finding, edition.suggestions)],
        "settled": [*map(_finding, edition.settled)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _cell(cell: Cell) -> dict[str, str]:
    return {"column": cell.column, "old": cell.old, "new": cell.new}


def _finding(one: Finding) -> dict[str, object]:
    return {"path": one.path, "line": one.line, "check": one.check, "locale": one.locale, "term": one.term,
            "msgid": one.msgid, "msgstr": one.msgstr, "message": one.message}  # fmt: skip


def edition_markdown(edition: Edition) -> str:
    """The same for a merge request's discussion."""
    out = (
        ["| term | change | cell | was | is |\n|---|---|---|---|---|\n"]
        if edition.changes
        else ["No term differs.\n"]
    )
    for one in edition.changes:
        cells = one.cells or (Cell("source", "", one.term.source[0]),)
        texts = ((one.term.id, one.kind, cell.column, cell.old, cell.new) for cell in cells)
        out += [f"| {' | '.join(map(plain, row))} |\n" for row in texts]
    for title, findings in _effects(edition):
        out.append(
            f"\n**{title.capitalize()}: {len(findings)}**\n\n"
            if findings
            else f"\n{title.capitalize()}: none\n"
        )
        out += [f"- {plain(one.path)}:{one.line} {plain(one.message)}\n" for one in findings]
    return "".join(out)


EDITIONS: Mapping[str, Callable[[Edition], str]] = {
    "text": edition_text,
    "json": edition_json,
    "markdown": edition_markdown,
}
