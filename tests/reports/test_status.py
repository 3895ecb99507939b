"""Tables of how far a project is."""

from __future__ import annotations

import json

from tmpipe.model import Standing, Standings
from tmpipe.reports.status import FORMS

ROWS = (
    Standings(
        "first",
        "fr",
        {Standing.HUMAN: 2, Standing.EDITED: 1, Standing.MEMORY: 3, Standing.UNTRANSLATED: 4},
        {Standing.HUMAN: 20, Standing.EDITED: 5, Standing.MEMORY: 30, Standing.UNTRANSLATED: 40},
        errors=1,
    ),
    Standings("a|b", "fa", {Standing.HUMAN: 1}, {Standing.HUMAN: 7}),
)


def test_the_text_has_a_column_for_what_there_is() -> None:
    head, rule, first, second = FORMS["text"](ROWS).splitlines()
    assert head.split() == [
        *("document", "locale", "segments", "words", "finished"),
        *("edited", "memory", "untranslated"),
        *("errors", "warnings", "state"),
    ]
    assert first.split() == ["first", "fr", "10", "95", "3", "1", "3", "4", "1", "0", "partial"]
    assert second.split() == ["a|b", "fa", "1", "7", "1", "0", "0", "0", "0", "0", "complete"]
    assert head.index("state") == first.index("partial") == second.index("complete") == rule.rindex(" ") + 1


def test_markdown_is_a_table_whatever_the_slug() -> None:
    lines = FORMS["markdown"](ROWS).splitlines()
    assert lines[3].startswith("| a\\|b | fa | 1 |")
    assert {line.replace("\\|", "").count("|") for line in lines} == {12}


def test_html_escapes() -> None:
    row = Standings("<script>", "fr", {}, {})
    assert "&lt;script&gt;" in FORMS["html"]((row,))


def test_json_counts_by_standing() -> None:
    found = json.loads(FORMS["json"](ROWS))["documents"][0]
    assert found["segments"]["total"] == 10
    assert found["segments"]["finished"] == 3
    assert found["words"]["memory"] == 30
    assert found["findings"] == {"error": 1, "warning": 0}
    assert found["state"] == "partial"


def test_nothing_is_no_error() -> None:
    assert all(form(()) for form in FORMS.values())
