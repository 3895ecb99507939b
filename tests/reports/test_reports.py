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


def written(report: Report, name: str) -> str:
    """A whole report."""
    return "".join(parts.part("reports", name)(report))


def test_json_is_the_contract_s_and_more(report: Report, error: Finding) -> None:
    data = json.loads(written(report, "json"))
    assert list(data) == ["tool", "counts", "findings", "ignored", "unread", "baseline"]
    assert data["tool"]["name"] == "tmpipe"
    assert data["counts"] == {"error": 1, "warning": 0, "info": 1}
    assert data["findings"][0] == {
        "check": "term-forbidden",
        "severity": "error",
        "path": "locales/fr/LC_MESSAGES/x.po",
        "line": 41,
        "locale": "fr",
        "document": "seeds/x.txt:12",
        "term": "pmoi",
        "msgctxt": None,
        "msgid": "The PMOI spoke.",
        "msgstr": "La PMOI a parlé.",
        "message": error.message,
        "source_words": ["PMOI"],
        "expected": ["OMPI"],
        "tried": ["OMPI", "organisation"],
        "found": "PMOI",
        "suggestion": "OMPI",
        "place": {"line": 42, "column": 5, "end_line": 42, "end_column": 9},
        "baseline": False,
        "ignored": None,
    }


def test_json_marks_what_is_known_and_lists_what_is_silenced(with_old: Report) -> None:
    data = json.loads(written(with_old, "json"))
    assert [one["baseline"] for one in data["findings"]] == [True, False]
    assert [one["ignored"] for one in data["ignored"]] == ["a pronoun stands for it"]
    assert (data["counts"]["error"], data["baseline"]) == (1, "baseline.jsonl")


def test_github_escapes_what_the_runner_would_read(report: Report) -> None:
    first, second, last = written(report, "github").splitlines()
    assert first.startswith("::error file=locales/fr/LC_MESSAGES/x.po,line=42,title=term-forbidden pmoi::")
    assert "100%25 sure%0Asecond line" in first
    assert second.startswith("::notice file=seeds/a%2C b.txt,line=3,")
    assert last == "::notice title=tmpipe::1 error, 0 warnings, 1 info"


def test_github_gets_no_control_of_a_file_s_name(error: Finding) -> None:
    (first, _) = written(Report((replace(error, path="a\x1b[2J\udcff,\n.po"),)), "github").splitlines()
    assert first.startswith("::error file=a�[2J�%2C%0A.po,line=")


def test_github_annotates_the_gravest_and_lists_the_rest(error: Finding) -> None:
    warnings = [replace(error, severity=Severity.WARNING, line=n) for n in range(1, 30)]
    errors = [replace(error, line=n, message="::error::x ##[add-mask]y") for n in range(30, 42)]
    lines = written(Report((*warnings, *errors)), "github").splitlines()
    assert [line.split(" ")[0] for line in lines[:20]] == ["::error"] * 10 + ["::warning"] * 10
    assert lines[20] == "::group::21 more findings"
    assert lines[-2:] == ["::endgroup::", "::notice title=tmpipe::12 errors, 29 warnings, 0 infos"]
    rest = lines[21:-2]
    assert len(rest) == 21
    assert not any(line.lstrip().startswith("::") or "##[" in line or " ::" in line for line in rest)


def test_gitlab_tells_twins_apart_and_leaves_out_what_is_known(with_old: Report, error: Finding) -> None:
    (row,) = json.loads(written(with_old, "gitlab"))
    assert row["location"] == {"path": "locales/fr/LC_MESSAGES/x.po", "lines": {"begin": 42}}
    assert (row["check_name"], row["severity"]) == ("term-forbidden", "major")
    twins = json.loads(written(Report((error, error)), "gitlab"))
    assert twins[0]["fingerprint"] != twins[1]["fingerprint"]


def test_markdown_counts_and_lets_no_text_be_markup(error: Finding) -> None:
    found = replace(error, message="a | b <img src=x> [link](y) `code`")
    text = written(Report((found,)), "markdown")
    assert text.startswith("## Translations: 1 error, 0 warnings, 0 infos\n")
    assert "| term-forbidden | 1 | 0 | 0 |" in text
    row = text.splitlines()[-1]
    assert row.count("|") == 3
    assert not any(mark in row for mark in ("<img", "[link]", "`"))


def test_markdown_is_to_be_read(error: Finding) -> None:
    text = written(Report((error,) * 70), "markdown")
    assert text.count("x.po:41") == 50
    assert text.endswith("\n… and 20 more.\n")


@pytest.mark.parametrize(
    ("here", "path", "expected"),
    [
        ("", "locales/x.po", "locales/x.po"),
        ("", "./locales/../x.po", "x.po"),
        ("sub/folder", "../x.po", "sub/x.po"),
        ("../elsewhere", "../work/x.po", "x.po"),
        ("", "/work/x.po", "x.po"),
        ("", "/other/x.po", "/other/x.po"),
        ("", "../other/x.po", "/other/x.po"),
    ],
)
def test_ci_systems_see_paths_from_the_root(here: str, path: str, expected: str) -> None:
    assert Report(here=here, root="/work").from_root(path) == expected


@pytest.mark.parametrize(
    ("path", "expected"), [("C:\\work\\locales\\x.po", "locales/x.po"), ("E:/x.po", "E:/x.po")]
)
def test_they_do_so_from_another_drive(path: str, expected: str) -> None:
    assert Report(here="D:/elsewhere", root="C:/work").from_root(path) == expected


def test_a_known_finding_does_not_count(with_old: Report) -> None:
    assert with_old.count(Severity.ERROR) == 1
    assert with_old.worst() is Severity.ERROR
    assert replace(with_old, findings=with_old.findings[:1]).worst() is None


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
    text = written(Report(tuple(findings)), name)
    if name in {"json", "sarif", "gitlab"}:
        json.loads(text)
    elif name == "junit":
        assert len(ET.fromstring(text).findall("testsuite/testcase")) == max(1, len(findings))
    else:
        assert len(text.splitlines()) >= len(findings)


@pytest.mark.parametrize("name", sorted(parts.REPORTS))
def test_no_findings_are_a_report_too(name: str) -> None:
    assert written(Report(), name).endswith("\n") or name == "github"
