"""How far a project is, for programs: one JSON document; segments and words by standing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tmpipe.model import Credit, SignOff, Standing, Standings
from tmpipe.reports import figures
from tmpipe.reports.figures import Line
from tmpipe.version import __version__


def write(rows: Sequence[Standings], credit: Credit | None = None) -> str:
    """`{"tool": ..., "documents": [...], "totals": [...]}`, with `translators` where they were asked for."""
    found: dict[str, object] = {
        "tool": {"name": "tmpipe", "version": __version__},
        "documents": [_document(row, line) for row, line in zip(rows, figures.lines(rows), strict=True)],
        "totals": [{"locale": line.locale or None, **_told(line)} for line in figures.totals(rows)],
    }
    if credit is not None:
        found["translators"] = [
            {"name": one.name or None, "locale": one.locale, "segments": one.segments, "words": one.words}
            for one in credit.shares
        ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _document(row: Standings, line: Line) -> Mapping[str, object]:
    signed = {"signed_off": row.signed, "sign_offs": [_sign_off(one) for one in row.sign_offs]}
    return {"document": row.document, "locale": row.locale, **_told(line), **signed}


def _told(line: Line) -> Mapping[str, Any]:
    return {
        "state": line.state,
        "percent": line.percent,
        "segments": _by_standing(line.segments),
        "words": _by_standing(line.words),
        "findings": {name.removesuffix("s"): count(line) for name, count in figures.FINDINGS},
    }


def _by_standing(count: Any) -> Mapping[str, int]:
    named = {how.value: count(how) for how in Standing}
    return {"total": count(), "finished": count(*figures.FINISHED), **named}


def _sign_off(one: SignOff) -> Mapping[str, object]:
    return {"by": one.by, "date": one.date or None, "note": one.note or None, "changed": list(one.changed)}
