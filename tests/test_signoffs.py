"""The record of sign-offs: read and written back, merged by git, and what voids one."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe import signoffs
from tmpipe.catalogs import po
from tmpipe.errors import InputError
from tmpipe.model import Catalog, Fingerprint, SignOff

HASHES = st.binary(max_size=4).map(lambda data: hashlib.sha256(data).hexdigest())
NAMES = st.text(min_size=1, max_size=20).filter(signoffs.one_line)
SIGN_OFFS = st.builds(
    SignOff,
    st.sampled_from(["fr", "pt-BR", "fa"]),
    NAMES,
    NAMES,
    st.builds(Fingerprint, HASHES, HASHES, HASHES),
    st.one_of(st.just(""), st.dates().map(str)),
    st.one_of(st.just(""), NAMES),
)


@given(st.lists(SIGN_OFFS, unique_by=signoffs.key))
def test_what_is_written_is_read_again(records: list[SignOff]) -> None:
    data = signoffs.write(records)
    assert signoffs.read(data, "x") == tuple(sorted(records, key=signoffs.key))
    assert signoffs.write(reversed(records)) == data


H = Fingerprint("a" * 64, "b" * 64, "c" * 64)
GOOD = f"""\
[[sign-off]]
locale = "fr"
document = "x"
by = "Zoë \\"Z\\" O'Neil"
date = 2026-11-21
sha256 = {{ source = "{"a" * 64}", catalog = "{"b" * 64}", glossary = "{"c" * 64}" }}
"""


def test_people_can_read_and_write_it() -> None:
    own = SignOff("fr", "x", 'Zoë "Z" O\'Neil', H, "2026-11-21")
    assert signoffs.read(GOOD.encode(), "x") == (own,)
    assert signoffs.read(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "x") == (own,)
    assert GOOD in signoffs.write([own]).decode()
    assert signoffs.read(b"", "x") == ()


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a\n\xff", 2, "UTF-8"),
        (b"\n[[sign-off]\n", 2, "TOML"),
        (b"<<<<<<< HEAD\n", 1, "conflict"),
        (b"\nsignoff = 1\n", 2, "unknown table: 'signoff'; known are: sign-off"),
        (b"[sign-off]\n", 1, "[[sign-off]]"),
        (b"\n\n[[sign-off]]\nlocale = 'fr'\n", 3, "needs document"),
        ((GOOD + "hash = 1\n").encode(), 7, "unknown key in [[sign-off]]: 'hash'"),
        (GOOD.replace('"x"', "7").encode(), 3, "document must be"),
        (GOOD.replace('"x"', '"a\\nb"').encode(), 3, "document must be"),
        (GOOD.replace("2026-11-21", '"today"').encode(), 5, "without quotes"),
        (GOOD.replace("2026-11-21", "2026-11-21T10:00:00").encode(), 5, "a day"),
        (GOOD.replace("b" * 64, "b" * 63).encode(), 6, "64 hexadecimal"),
        (GOOD.replace("glossary =", "terms =").encode(), 6, "source, catalog, glossary"),
        ((GOOD + "\n" + GOOD).encode(), 11, "keep one"),
    ],
)
def test_a_complaint_names_its_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        signoffs.read(data, "sign-off.toml")
    assert (caught.value.path, caught.value.line) == ("sign-off.toml", line)
    assert words in caught.value.message


CATALOG = """\
# A title
msgid ""
msgstr "Language: fr\\nPO-Revision-Date: 2026\\nContent-Type: text/plain; charset=UTF-8\\n"

# tmpipe: origin=draft text=123456
#. a place
#: x.txt
msgid "one"
msgstr "un été"

#, fuzzy
msgctxt "c"
msgid "two"
msgid_plural "twos"
msgstr[0] "deux"
msgstr[1] "deuxes"

#~ msgid "old"
#~ msgstr "vieux"
"""


def catalog(text: str = CATALOG) -> Catalog:
    return po.read(text.encode(), "x.po", "fr")


@pytest.mark.parametrize(
    ("old", "new", "void"),
    [
        ('msgstr "un été"', 'msgstr ""\n"un "\n"été"', False),
        ("un été", unicodedata.normalize("NFD", "un été"), False),
        ("# tmpipe: origin=draft text=123456\n", "# a remark\n", False),
        ("#. a place\n#: x.txt\n", "#: y.txt\n", False),
        ("2026", "2027", False),
        ("vieux", "ancien", False),
        ("\n", "\r\n", False),
        ("un été", "un  été", True),
        ("un été", "un été.", True),
        ("deuxes", "deux", True),
        ("#, fuzzy\n", "", True),
        ('msgid "one"', 'msgid "One"', True),
        ('msgctxt "c"\n', "", True),
        ('msgid_plural "twos"', 'msgid_plural "2"', True),
        ('#~ msgid "old"\n#~ msgstr "vieux"', 'msgid "old"\nmsgstr "vieux"', True),
    ],
)
def test_only_what_is_said_counts(old: str, new: str, void: bool) -> None:
    assert old in CATALOG
    changed = catalog(CATALOG.replace(old, new))
    assert (signoffs.content_hash(changed) != signoffs.content_hash(catalog())) == void


def test_the_order_of_sentences_counts() -> None:
    known = catalog()
    turned = replace(known, entries=tuple(reversed(known.entries)))
    assert signoffs.content_hash(turned) != signoffs.content_hash(known)


def test_the_hashes_are_those_of_anybody_else() -> None:
    now = signoffs.fingerprint(b"source", catalog(), (b"a,b\n", b"c,d\n"))
    assert now.source == hashlib.sha256(b"source").hexdigest()
    assert now.glossary == hashlib.sha256(b"a,b\nc,d\n").hexdigest()
    lines = (
        '[false, null, "one", null, "un \\u00e9t\\u00e9"]\n[true, "c", "two", "twos", "", "deux", "deuxes"]\n'
    )
    assert now.catalog == hashlib.sha256(lines.encode()).hexdigest()


def test_it_is_told_what_has_changed() -> None:
    assert signoffs.changes(H, H) == ()
    assert signoffs.changes(H, Fingerprint("a" * 64, "d" * 64, "e" * 64)) == ("translation", "glossary")
    assert signoffs.changes(H, replace(H, source="f" * 64)) == ("source",)


# --- merges


def record(locale: str, by: str, seed: str = "") -> SignOff:
    hashes = (hashlib.sha256(f"{what}{seed}".encode()).hexdigest() for what in "abc")
    return SignOff(locale, "x", by, Fingerprint(*hashes))


BASE = (record("fa", "Ali"), record("fr", "Marie"), record("sv", "Åsa"))


@pytest.mark.skipif(not shutil.which("git"), reason="git is missing: apt-get install git")
@pytest.mark.parametrize(
    ("ours", "theirs", "clean"),
    [
        (lambda s: (*s, record("fa", "Bijan")), lambda s: (*s, record("it", "Ugo")), True),
        (lambda s: s[1:], lambda s: (*s[:2], record("sv", "Åsa", "2")), True),
        (lambda s: (*s, record("it", "Ugo")), lambda s: (*s, record("it", "Ida")), False),
        (
            lambda s: (s[0], replace(s[1], fingerprint=replace(s[1].fingerprint, source="1" * 64)), s[2]),
            lambda s: (s[0], replace(s[1], fingerprint=replace(s[1].fingerprint, glossary="2" * 64)), s[2]),
            False,
        ),
    ],
    ids=["two texts", "one withdrawn, one signed again", "two names at one place", "two editions of one"],
)
def test_git_merges_what_two_have_signed_and_never_makes_up_a_third(
    tmp_path: Path,
    ours: Callable[[tuple[SignOff, ...]], tuple[SignOff, ...]],
    theirs: Callable[[tuple[SignOff, ...]], tuple[SignOff, ...]],
    clean: bool,
) -> None:
    for name, records in (("base", BASE), ("ours", ours(BASE)), ("theirs", theirs(BASE))):
        (tmp_path / name).write_bytes(signoffs.write(records))
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode == 0) == clean
    if clean:
        merged = {*signoffs.read(done.stdout, "x")}
        assert merged == ({*ours(BASE)} & {*theirs(BASE)}) | ({*ours(BASE)} ^ {*theirs(BASE)}) - {*BASE}
    else:
        with pytest.raises(InputError, match="conflict"):
            signoffs.read(done.stdout, "x")
