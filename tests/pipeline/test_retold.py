"""What a build found, written down and read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Evidence, Finding, Fingerprint, Place, Report, Severity, SignOff, Standing, Standings
from tmpipe.pipeline.retold import read, write

TEXT = st.text(max_size=5)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
COUNTS = st.dictionaries(st.sampled_from(Standing), st.integers(0, 9), max_size=3)
PLACES = st.builds(Place, *[st.integers(1, 99)] * 4)
EVIDENCE = st.builds(Evidence, TEXTS, TEXTS, TEXTS, TEXT, TEXT)
FINDINGS = st.builds(
    Finding,
    TEXT,
    st.sampled_from(Severity),
    TEXT,
    st.integers(1, 99),
    TEXT,
    *[st.none() | TEXT] * 6,
    EVIDENCE,
    st.none() | PLACES,
    st.booleans(),
    st.none() | TEXT,
)
SIGN_OFFS = st.builds(SignOff, TEXT, TEXT, TEXT, st.builds(Fingerprint, TEXT, TEXT, TEXT), TEXT, TEXT, TEXTS)
STANDINGS = st.builds(
    Standings,
    TEXT,
    TEXT,
    COUNTS,
    COUNTS,
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(SIGN_OFFS, max_size=2).map(tuple),
)
FOUND = st.lists(FINDINGS, max_size=3).map(tuple)
REPORTS = st.builds(Report, FOUND, FOUND, TEXT, TEXT, TEXTS, TEXTS, st.none() | TEXT)


@given(st.lists(STANDINGS, max_size=3).map(tuple), REPORTS)
def test_read_is_the_inverse_of_write(standings: tuple[Standings, ...], report: Report) -> None:
    again = read(write((standings, report)))
    assert again == (standings, report)
    assert [type(one.severity) for one in again[1].findings] == [Severity] * len(report.findings)
