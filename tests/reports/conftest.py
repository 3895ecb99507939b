"""Findings for all reports, and any that could be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tmpipe.model import Evidence, Finding, Place, Report, Severity

ERROR = Finding(
    "term-forbidden",
    Severity.ERROR,
    "locales/fr/LC_MESSAGES/x.po",
    41,
    "“PMOI” → “OMPI”: “PMOI” is forbidden, 100% sure\nsecond line",
    locale="fr",
    document="seeds/x.txt:12",
    term="pmoi",
    msgid="The PMOI spoke.",
    msgstr="La PMOI a parlé.",
    evidence=Evidence(("PMOI",), ("OMPI",), ("OMPI", "organisation"), "PMOI", "OMPI"),
    place=Place(42, 5, 42, 9),
)
INFO = Finding("source-suspect", Severity.INFO, "seeds/a, b.txt", 3, "<Antdnio> & \x1b[31mco\x00")


@pytest.fixture
def error() -> Finding:
    """An error with all that a finding can have."""
    return ERROR


@pytest.fixture
def report() -> Report:
    """An error and an info."""
    return Report((ERROR, INFO))


@pytest.fixture
def with_old() -> Report:
    """An error that the baseline knows, a new one, and one that a comment silences."""
    new = replace(ERROR, term="mek", line=50)
    old = replace(ERROR, baseline=True)
    silenced = replace(ERROR, line=60, ignored="a pronoun stands for it")
    return Report((old, new), (silenced,), baseline="baseline.jsonl")
