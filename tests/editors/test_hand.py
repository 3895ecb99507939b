"""Catalogs that people have opened in a text editor."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tmpipe.catalogs import po, update
from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Standing

SAVES: dict[str, Callable[[str], str]] = {
    "Windows Notepad": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "no final line end": lambda text: text.removesuffix("\n"),
    "a final blank line": lambda text: text + "\n\n",
    "joined lines": lambda text: re.sub(r'(?<!n)"\n(?:#~ )?"', "", text).replace(' ""\n"', ' "'),
    "strings side by side": lambda text: text.replace('"\n"', '" "'),
    "no blank lines": lambda text: re.sub(r"\n\n+", "\n", text),
    "two blank lines": lambda text: text.replace("\n\n", "\n\n\n"),
    "tabs": lambda text: re.sub(r"^(msg\w+(?:\[\d\])?) ", r"\1\t", text, flags=re.MULTILINE),
    "trailing blanks": lambda text: re.sub(
        r'^((?:#[~|] )?(?:msg|").*|#[.:,].*)$', r"\1 \t", text, flags=re.MULTILINE
    ),
    "indented": lambda text: re.sub(r"^(?=[#m])", "\t", text, flags=re.MULTILINE),
}


@pytest.mark.parametrize("hand", SAVES)
def test_layout_by_hand_changes_nothing(hand: str, file: Path, saved: Any) -> None:
    data = SAVES[hand](file.read_text(encoding="utf-8")).encode()
    assert data != file.read_bytes()
    found = saved(data)
    assert (found.changed, found.states_kept, found.put_right) == ([], True, [])


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("#, fuzzy\n", "", Standing.UNEDITED),
        ("#, fuzzy\n", "#,\n", Standing.UNEDITED),
        ("Un brouillon", "Une ébauche", Standing.BEGUN),
        ('#, fuzzy\nmsgid "A draft."\nmsgstr "Un', 'msgid "A draft."\nmsgstr "Le', Standing.EDITED),
        ("Un brouillon.", "", Standing.UNTRANSLATED),
        ("#, fuzzy\n", "#, fuzzy, c-format\n", Standing.DRAFT),
        ("#, fuzzy\n", "#= fuzzy\n", Standing.DRAFT),
    ],
)
def test_what_a_hand_did_to_a_suggestion_is_told(
    was: str, now: str, expected: Standing, file: Path, catalog: Catalog, edition: Any
) -> None:
    text = file.read_text(encoding="utf-8")
    start = text.index("# tmpipe: origin=draft")
    data = (text[:start] + text[start:].replace(was, now, 1)).encode()
    after = po.read(data, "x.po", "fr")
    (entry,) = (entry for entry in after.entries if entry.msgid == "A draft.")
    assert standing(entry) == expected
    assert po.write(update.update(after, edition)) == data
    assert [e for e in after.entries if e.msgid != "A draft."] == [
        e for e in catalog.entries if e.msgid != "A draft."
    ]
