"""Words are the same words, whatever they were typed with, here and in the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.release.site import search
from tmpipe.release.site.folding import LONGEST, findable, words

ROWS = [
    ("The Massacre, of 1988.", "the massacre of 1988"),
    ("l’ÉTÉ à l'œuvre", "l ete a l oeuvre"),
    ("Malmö Straße Ærø Łódź İstanbul ılık", "malmo strasse aero lodz istanbul ilik"),
    ("ΛΌΓΟΣ λόγος", "λογοσ λογοσ"),
    ("می\u200cشود", "می شود"),
    ("\u200cکتاب\u200c\u200cها\u200c x", "کتاب ها x"),
    ("كتاب كتابي کتابی", "کتاب کتابی کتابی"),
    ("خانۀ خانهٔ خانة ايـــران", "خانه خانه خانه ایران"),
    ("۱۳۶۷ ١٣٦٧ 1367", "1367 1367 1367"),
    ("co\u00adoperate x\u200by fi ① ½", "cooperate x y fi 1 1 2"),
    ("\u202eevil\u202c <b>bold</b>", "evil b bold b"),
    ("一九八八年の虐殺", "一 九 八 八 年 の 虐 殺"),
    ("x" * 50, "x" * LONGEST),
    ("𐌀" * 50, "𐌀" * LONGEST),
    (" \u00a0\u2028…–", ""),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_words(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize("asked", ["قتل\u200cعام", "قتل عام", "قتلعام", "قَتل‌عام"])
def test_a_compound_is_found_however_its_parts_are_joined(asked: str) -> None:
    assert {*words(asked)} <= {*findable("قتل\u200cعام")}


def test_what_is_found_by_its_words_and_joined_compounds() -> None:
    assert list(findable("کتاب‌های ما")) == ["کتاب", "های", "کتابهای", "ما"]


@given(st.text())
def test_what_is_folded_stays(text: str) -> None:
    once = list(words(text))
    assert list(words(" ".join(once))) == once


@given(st.text(), st.sampled_from([" ", "\n", "\u00a0", "\u2003"]), st.text())
def test_white_space_parts_words(one: str, blank: str, other: str) -> None:
    assert list(words(one + blank + other)) == [*words(one), *words(other)]


def known() -> list[str]:
    """Every character of the basic plane and some beyond, between two letters; no unassigned ones.

    Which these are depends on the edition of Unicode.
    """
    every = map(chr, chain(range(0x10000), range(0x1D400, 0x1D7FF), range(0x20000, 0x20010)))
    return [f"a{sign}B" for sign in every if unicodedata.category(sign) not in ("Cn", "Cs")]


def test_the_browser_knows_the_same_words(tmp_path: Path) -> None:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed, which runs search.js: apt-get install nodejs")
    texts = [*known(), *(text for text, _ in ROWS), "\ud800 a\udc00b"]
    script = tmp_path / "search.js"
    script.write_bytes(search.script())
    program = (
        f"require({json.dumps(str(script))});"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(texts.map(tmpipeSearch.words)));"
    )
    done = subprocess.run(
        [node, "-e", program], input=json.dumps(texts).encode(), capture_output=True, check=True
    )
    found = json.loads(done.stdout)
    assert [text for text, there in zip(texts, found, strict=True) if there != list(words(text))] == []
