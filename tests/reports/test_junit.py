"""JUnit XML: what Jenkins and GitLab make of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tmpipe.model import Finding, Report, Severity
from tmpipe.reports import junit

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent.parent / "data" / "junit.xsd")))


def written(report: Report) -> ET.Element:
    """The report's root, after the schema's word on it."""
    text = "".join(junit.write(report))
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    return ET.fromstring(text)


def test_errors_alone_fail(report: Report) -> None:
    root = written(report)
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    names = {suite.get("name"): len(suite.findall("testcase/failure")) for suite in root}
    assert names == {"locales/fr/LC_MESSAGES/x.po": 1, "seeds/a, b.txt": 0}
    assert root.findtext("testsuite[2]/testcase/system-out", "").startswith("seeds/a, b.txt:3: info: ")


def test_what_is_known_is_skipped(with_old: Report) -> None:
    (suite,) = written(with_old)
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("2", "1", "1")
    assert [[part.tag for part in case] for case in suite] == [["skipped", "system-out"], ["failure"]]


def test_a_clean_file_is_a_case_that_passes(error: Finding) -> None:
    root = written(Report((error,), paths=(error.path, "locales/it/LC_MESSAGES/x.po")))
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [
        ("locales/fr/LC_MESSAGES/x.po", "1"),
        ("locales/it/LC_MESSAGES/x.po", "0"),
    ]


def test_without_anything_there_is_a_case_too() -> None:
    assert len(written(Report()).findall("testsuite/testcase")) == 1


def test_twins_have_names_of_their_own(error: Finding) -> None:
    (suite,) = written(Report((error, error, replace(error, term=None))))
    assert len({case.get("name") for case in suite}) == 3


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800", "]]>", "&", "<", '"'])
def test_any_sign_can_be_in_a_text(error: Finding, sign: str) -> None:
    found = replace(error, message=f"a{sign}b", path=f"x{sign}.po", severity=Severity.WARNING)
    written(Report((found, replace(error, message=f"a{sign}b"))))
