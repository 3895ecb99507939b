"""The baseline: known findings do not count, new ones do, whatever moved; a damaged file says its line."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe import baseline
from tmpipe.baseline import Known, compare, known, read, write
from tmpipe.errors import InputError
from tmpipe.model import Finding, Severity

ONE = Finding(
    "term-missing", Severity.ERROR, "fr.po", 8, "no form", term="pmoi", msgid="The PMOI", msgstr="x"
)
HEAD = '{"tmpipe": "baseline", "version": 1}\n'


def entries(*findings: Finding) -> list[Known]:
    return [known(one, one.path) for one in findings]


def marked(findings: list[Finding], old: list[Known]) -> tuple[list[bool], int]:
    """Which findings are known, and how many entries are gone."""
    found, gone = compare(findings, old, str)
    return [one.baseline for one in found], len(gone)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([ONE], ([True], 0)),
        ([replace(ONE, line=99, msgstr="y", message="another form")], ([True], 0)),
        ([], ([], 1)),
        ([ONE, ONE], ([True, False], 0)),
        ([replace(ONE, severity=Severity.WARNING)], ([True], 0)),
        ([replace(ONE, term="mek")], ([False], 1)),
        ([replace(ONE, term=None)], ([False], 1)),
        ([replace(ONE, check="term-case")], ([False], 1)),
        ([replace(ONE, msgid="The PMOI.")], ([False], 1)),
        ([replace(ONE, msgctxt="title")], ([False], 1)),
        ([replace(ONE, path="it.po")], ([False], 1)),
    ],
)
def test_what_is_known(now: list[Finding], expected: tuple[list[bool], int]) -> None:
    assert marked(now, entries(ONE)) == expected


def test_a_suggestion_that_is_finished_with_its_error_is_new() -> None:
    waiting = replace(ONE, severity=Severity.WARNING)
    assert marked([ONE], entries(waiting)) == ([False], 1)
    assert marked([ONE, waiting], entries(waiting, ONE)) == ([True, True], 0)


def test_findings_without_a_source_text_are_known_by_their_message() -> None:
    twice = Finding("po-duplicate", Severity.ERROR, "fr.po", 20, "the msgid of line 12 again; keep one")
    assert marked(
        [replace(twice, line=30, message="the msgid of line 22 again; keep one")], entries(twice)
    ) == (
        [True],
        0,
    )
    assert marked([replace(twice, message="something else")], entries(twice)) == ([False], 1)


def test_a_line_a_finding_sorted_for_people_and_for_merges() -> None:
    two = replace(ONE, path="a.po", msgid="Long " * 40 + "\n\u202e", msgctxt="x")
    text = write(entries(ONE, two)).decode()
    told = [
        "path a.po check term-missing severity error term pmoi msgctxt x msgid - excerpt Long Long Long",
        "path fr.po check term-missing severity error term pmoi msgid - excerpt The PMOI",
    ]
    head, *lines = text.splitlines()
    assert head == HEAD.strip()
    for line, expected in zip(lines, told, strict=True):
        row = {**json.loads(line), "msgid": "-"}
        assert " ".join(f"{key} {value}" for key, value in row.items()).startswith(expected)
        assert len(row["excerpt"]) <= 60
        assert "\u202e" not in line


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "no baseline of tmpipe"),
        ("[]\n", 1, "no baseline of tmpipe"),
        ('{"tmpipe": "baseline", "version": 2}\n', 1, "another version"),
        (HEAD + "<<<<<<< HEAD\n", 2, "--update-baseline"),
        (HEAD + "\n[1]\n", 3, "--update-baseline"),
        (HEAD + '{"path": "x.po"}\n', 2, "--update-baseline"),
        (HEAD + '{"path": "x", "check": "c", "severity": "fatal", "msgid": "1"}\n', 2, "--update-baseline"),
        (HEAD + '{"path": "x", "check": "c", "severity": "error", "msgid": 1}\n', 2, "--update-baseline"),
        (HEAD + '{"path": "x", "check": "c", "severity": "error", "msgid": "1", "x": ""}\n', 2, "delete it"),
        (HEAD + "[" * 100_000 + "\n", 2, "--update-baseline"),
        (HEAD + "\udcff\n", 2, "--update-baseline"),
    ],
)
def test_a_damaged_file_says_where(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read(text.encode("utf-8", "surrogateescape"), "known.jsonl")
    assert (error.value.path, error.value.line) == ("known.jsonl", line)


def test_order_blank_lines_line_ends_and_twins_of_a_merge_are_fine() -> None:
    data = write(entries(ONE, replace(ONE, path="a.po")))
    head, *rest = data.decode().splitlines()
    merged = "\r\n".join([head, *reversed(rest), "", rest[0], ""])
    assert sorted(read(merged.encode(), "x")) == sorted([*read(data, "x"), read(data, "x")[0]])


FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["term-case", "po-syntax"]),
        st.sampled_from(Severity),
        st.sampled_from(["a.po", "b\udcff.po", 'c".po']),
        st.integers(1, 9),
        st.text(max_size=5),
        term=st.none() | st.sampled_from(["x", "y"]),
        msgctxt=st.none() | st.text(max_size=2),
        msgid=st.none() | st.text(max_size=3),
    ),
    max_size=12,
)


@given(FINDINGS)
def test_what_is_written_is_read_and_knows_everything(findings: list[Finding]) -> None:
    old = read(write(entries(*findings)), "x")
    assert Counter(old) == Counter(entries(*findings))
    assert marked(findings, list(old)) == ([True] * len(findings), 0)
    assert write(old) == write(entries(*findings))


@given(FINDINGS, FINDINGS)
def test_an_entry_knows_one_finding_and_the_rest_is_gone(now: list[Finding], old: list[Finding]) -> None:
    flags, gone = marked(now, entries(*old))
    assert sum(flags) + gone == len(old)
    keys = Counter(one.key for one in entries(*old))
    assert all(keys[entry.key] for entry, flag in zip(entries(*now), flags, strict=True) if flag)
    assert baseline.compare(now, [], str)[0] == now
