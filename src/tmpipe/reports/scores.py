"""The forms of `tmpipe measure machine`: for a terminal, a program, a wiki."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

from tmpipe.reports import scores_tables
from tmpipe.scores import Scored, Scores
from tmpipe.version import __version__


def as_json(scores: Scores) -> str:
    """`{"tool", "metrics", "rows": [...], "calibrated", "pace": [...]}`; the pace alone differs by run."""
    told = {
        "tool": {"name": "tmpipe", "version": __version__},
        "metrics": dict(scores.metrics),
        "rows": [_told(row) for row in scores.rows],
        "calibrated": asdict(scores.calibrated) if scores.calibrated else None,
        "pace": [asdict(row.pace) for row in scores.rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(row: Scored) -> Mapping[str, object]:
    return {
        "set": row.path,
        "engine": row.engine,
        "trial": str(row.trial),
        "settings": dict(row.trial.settings),
        "careful": row.trial.careful,
        "texts": row.texts,
        "got": row.covered,
        "scores": {"all": row.quality._asdict(), "got": row.covered_quality._asdict()},
        "terms": asdict(row.terms),
        "ways": dict(row.ways),
        "reasons": dict(row.reasons),
        "confidence": asdict(row.trust) if row.trust else None,
        "signature": dict(row.signature.fields),
    }


FORMS: Mapping[str, Callable[[Scores], str]] = {
    "text": scores_tables.text,
    "json": as_json,
    "markdown": scores_tables.markdown,
}
