"""Reports: the same findings, as each reader wants them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe import parts
from tmpipe.model import Finding, Report, Severity
from tmpipe.reports import github, junit, sarif, text
from tmpipe.reports import json as report_json

ERROR = Finding(
    "term-missing",
    Severity.ERROR,
    "locales/fr/LC_MESSAGES/x.po",
    41,
    "“PMOI” → “OMPI”: no permitted form, 100% sure\nsecond line",
    locale="fr",
    document="seeds/x.txt:12",
    term="pmoi",
    msgid="The PMOI",
    msgstr="La PMOI",
)
INFO = Finding("source-suspect", Severity.INFO, "seeds/a, b.txt", 3, "<Antdnio> & \x1b[31mco\x00")
REPORT = Report((ERROR, INFO))


def test_text_has_a_line_a_finding_and_a_line_of_counts() -> None:
    lines = text.write(replace(REPORT, findings=(replace(ERROR, message="no form"),))).splitlines()
    assert lines == [
        "locales/fr/LC_MESSAGES/x.po:41: error: term-missing: no form [pmoi]",
        "1 error, 0 warnings, 0 infos",
    ]


def test_text_has_colour_when_asked_and_no_foreign_escapes() -> None:
    assert "\x1b" not in text.write(REPORT)
    assert len(text.write(REPORT).splitlines()) == 3
    assert "\x1b[1;31merror\x1b[0m" in text.write(REPORT, colour=True)
    assert "\x1b[31mco" not in text.write(REPORT, colour=True)


def test_json_is_the_contract_s() -> None:
    data = json.loads(report_json.write(REPORT))
    assert list(data) == ["tool", "counts", "findings"]
    assert data["tool"]["name"] == "tmpipe"
    assert data["counts"] == {"error": 1, "warning": 0, "info": 1}
    assert data["findings"][0] == {
        "check": "term-missing",
        "severity": "error",
        "path": "locales/fr/LC_MESSAGES/x.po",
        "line": 41,
        "locale": "fr",
        "document": "seeds/x.txt:12",
        "term": "pmoi",
        "msgctxt": None,
        "msgid": "The PMOI",
        "msgstr": "La PMOI",
        "message": ERROR.message,
    }


def test_sarif_has_rules_levels_places_and_the_source() -> None:
    data = json.loads(sarif.write(REPORT))
    (run,) = data["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    first, second = run["results"]
    assert (data["version"], rules) == ("2.1.0", ["source-suspect", "term-missing"])
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [one["ruleId"] for one in run["results"]]
    assert (first["level"], second["level"]) == ("error", "note")
    place = first["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "locales/fr/LC_MESSAGES/x.po"},
        "region": {"startLine": 41},
    }
    source = first["relatedLocations"][0]["physicalLocation"]
    assert source["artifactLocation"]["uri"] == "seeds/x.txt"
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "seeds/a%2C%20b.txt"


def test_sarif_fingerprints_survive_line_moves_and_tell_twins_apart() -> None:
    moved = replace(ERROR, line=99)
    marks = [
        [one["partialFingerprints"] for one in json.loads(sarif.write(Report(found)))["runs"][0]["results"]]
        for found in ((ERROR, ERROR), (moved, moved))
    ]
    assert marks[0] == marks[1]
    assert marks[0][0] != marks[0][1]


def test_junit_fails_for_errors_alone() -> None:
    root = ET.fromstring(junit.write(REPORT))
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    names = {suite.get("name"): len(suite.findall("testcase/failure")) for suite in root}
    assert names == {"locales/fr/LC_MESSAGES/x.po": 1, "seeds/a, b.txt": 0}


def test_github_escapes_what_the_runner_would_read() -> None:
    first, second = github.write(REPORT).splitlines()
    assert first.startswith("::error file=locales/fr/LC_MESSAGES/x.po,line=41,title=term-missing pmoi::")
    assert "100%25 sure%0Asecond line" in first
    assert second.startswith("::notice file=seeds/a%2C b.txt,line=3,")


FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["term-case", "po-syntax"]),
        st.sampled_from(Severity),
        st.text(min_size=1),
        st.integers(1, 10**6),
        st.text(),
        document=st.none() | st.text(),
    ),
    max_size=4,
)


@given(FINDINGS, st.sampled_from(sorted(parts.REPORTS)))
def test_any_findings_can_be_written(findings: list[Finding], name: str) -> None:
    written = parts.part("reports", name)(Report(tuple(findings)))
    assert isinstance(written, str)
    if name in {"json", "sarif"}:
        json.loads(written)
    elif name == "junit":
        assert len(ET.fromstring(written).findall("testsuite/testcase")) == len(findings)
    else:
        assert len(written.splitlines()) >= len(findings)


@pytest.mark.parametrize("name", sorted(parts.REPORTS))
def test_no_findings_are_a_report_too(name: str) -> None:
    written = parts.part("reports", name)(Report())
    assert written.endswith("\n") or name == "github"
