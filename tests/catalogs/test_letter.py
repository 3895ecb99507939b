"""PO to the letter: what gettext's scanner accepts is read so, what it refuses is a finding with its line.

The tables were made with gettext's own grammar (1.0's read-po-lex.c and read-po-gram.y) at hand. Each row is
compared with the msgcat that is installed; where an old one differs from 1.0, the row says so.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs import po, update
from tmpipe.errors import InputError
from tmpipe.model import Catalog, Entry, Origin

Tool = Callable[..., tuple[bytes, str]]

read = partial(po.read, path="x.po", locale="fr")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
A = Entry("a", "b")
PLURAL = Entry("a", msgid_plural="as", msgstr_plural=("b", "c"))
FUZZY = replace(A, fuzzy=True)
GONE = replace(A, obsolete=True)
LONG = "seeds/a-rather-long-name-of-a-file.txt"

READ: dict[str, tuple[str, Entry]] = {
    "flags behind #!": ('#! fuzzy\nmsgid "a"\nmsgstr "b"\n', FUZZY),
    "flags between blanks": (
        '#, c-format fuzzy\nmsgid "a"\nmsgstr "b"\n',
        replace(FUZZY, flags=("c-format",)),
    ),
    "flags without blanks": (
        '#,fuzzy,c-format\nmsgid "a"\nmsgstr "b"\n',
        replace(FUZZY, flags=("c-format",)),
    ),
    "a range": (
        '#, fuzzy, range: 0..10\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n',
        replace(PLURAL, fuzzy=True, flags=("range: 0..10",)),
    ),
    "strings below their keywords": ('msgid\n"a"\nmsgstr\n\n"b"\n', A),
    "two messages on a line": ('msgid "a" msgstr "b"\n', A),
    "no blanks": ('msgid"a"msgstr"b"', A),
    "no line end": ('msgid "a"\nmsgstr "b"', A),
    "tabs and form feeds": ('\f\tmsgid\v"a"\fmsgstr\t"b"\t\n', A),
    "strings side by side": ('msgid "" "a"\t"" ""\nmsgstr """b"\n', A),
    "blank lines inside": ('#, fuzzy\n\nmsgid ""\n\n   \n"a"\n\nmsgstr "b"\n\n""\n', FUZZY),
    "a line that goes on": ('msgid "a\\\nb"\nmsgstr "b"\n', replace(A, msgid="ab")),
    "indented": ('  # c\n\t#, fuzzy\n  msgid "a"\n\t""\n  msgstr "b"\n', replace(FUZZY, comments=("c",))),
    "form numbers": ('msgid "a"\nmsgid_plural "as"\nmsgstr [ 0 ] "b"\nmsgstr[01] "c"\n', PLURAL),
    "eleven forms": (
        'msgid "a"\nmsgid_plural "as"\n' + "".join(f'msgstr[{n}] "{n}"\n' for n in range(11)),
        replace(PLURAL, msgstr_plural=tuple(map(str, range(11)))),
    ),
    "simple escapes": (
        r'msgid "a"' + "\n" + r'msgstr "\a\b\t\n\v\f\r\"\\"',
        replace(A, msgstr='\a\b\t\n\v\f\r"\\'),
    ),
    "octal escapes": (r'msgid "a"' + "\n" + r'msgstr "\303\251\1010\60\501"', replace(A, msgstr="éA00A")),
    "hexadecimal escapes": (r'msgid "a"' + "\n" + r'msgstr "\xc3\xA9\x0041g"', replace(A, msgstr="éAg")),
    "previous texts": (
        '#|msgctxt "w" "as"\n#| msgid "o"\n#|"ld\\n"\n#| msgid_plural "olds"\nmsgid "a"\nmsgstr "b"\n',
        replace(A, previous_msgctxt="was", previous_msgid="old\n", previous_msgid_plural="olds"),
    ),
    "an obsolete message": (
        '# c\n#, fuzzy\n#~| msgctxt "was"\n#~| msgid "old"\n#~ msgctxt "is"\n#~ msgid "a"\n#~ msgstr "b"\n',
        replace(
            GONE, comments=("c",), fuzzy=True, msgctxt="is", previous_msgctxt="was", previous_msgid="old"
        ),
    ),
    "obsolete forms": (
        '#~ msgid "a"\n#~ msgid_plural "as"\n#~ msgstr[0] "b"\n#~ msgstr[1] "c"\n',
        replace(PLURAL, obsolete=True),
    ),
    "obsolete without blanks": ('#~#, fuzzy\n#~msgid"a"\n#~msgstr"b"\n', replace(GONE, fuzzy=True)),
    "obsolete comments": (
        '#~ # c\n#~ #, fuzzy\n#~ #| msgid "old"\n#~ msgid "a"\n#~\n#~ msgstr "b"\n',
        replace(GONE, comments=("c",), fuzzy=True, previous_msgid="old"),
    ),
    "obsolete twice": ('#~ #~ msgid "a"\n#~ msgstr "b"\n', GONE),
    "references": (
        '#: a.c:1\tb.c\n#:c.c:3\nmsgid "a"\nmsgstr "b"\n',
        replace(A, references=("a.c:1", "b.c", "c.c:3")),
    ),
    "references with blanks": (
        '#: a.c : 12 b.c: 13 c.c :14\nmsgid "a"\nmsgstr "b"\n',
        replace(A, references=("a.c:12", "b.c:13", "c.c:14")),
    ),
    "isolated file names": (
        '#: \u2068a b.c\u2069:4 \u2068c d\u2069 e:5\nmsgid "a"\nmsgstr "b"\n',
        replace(A, references=("a b.c:4", "c d", "e:5")),
    ),
    "comments of all kinds": (
        '#\n#  two\n#.\n#. one\n#:\n#,\n#one\nmsgid "a"\nmsgstr "b"\n\n# the end\n',
        replace(A, comments=("", " two", "one"), extracted=("", "one")),
    ),
    "comments between": ('# lone\n\n# own\nmsgid "a"\nmsgstr "b"\n', replace(A, comments=("lone", "own"))),
    "a domain": ('domain "messages"\nmsgid "a"\nmsgstr "b"\n', A),
    "Windows line ends": ('# c\r\nmsgid "a"\r\n""\r\nmsgstr "b"\r\n', replace(A, comments=("c",))),
    "a carriage return in a text": ('msgid "a\rb"\nmsgstr "b"\n', replace(A, msgid="a\rb")),
    "control characters": ('msgid "a\x01\\002"\nmsgstr "b"\n', replace(A, msgid="a\x01\x02")),
    "a long line": (f'msgid "a"\nmsgstr "{"b" * 100_000}"\n', replace(A, msgstr="b" * 100_000)),
}
"""What this gettext and every later one reads as we do."""

MORE: dict[str, tuple[str, Entry]] = {
    "two lines of flags": (
        '#, fuzzy\n#, c-format\nmsgid "a"\nmsgstr "b"\n',
        replace(FUZZY, flags=("c-format",)),
    ),
    "flags behind #=": (
        '#= fuzzy\n#, c-format\nmsgid "a"\nmsgstr "b"\n',
        replace(FUZZY, flags=("c-format",)),
    ),
    "#= as a comment": ('# = fuzzy, c-format\nmsgid "a"\nmsgstr "b"\n', replace(FUZZY, flags=("c-format",))),
    "#| as a comment": (
        '# c\n# | msgctxt "was"\n# | msgid ""\n# | "old"\nmsgid "a"\nmsgstr "b"\n',
        replace(A, comments=("c",), previous_msgctxt="was", previous_msgid="old"),
    ),
    "a comment like #|": (
        '# | msgid "a" or so\nmsgid "a"\nmsgstr "b"\n',
        replace(A, comments=('| msgid "a" or so',)),
    ),
    "a comment like #=": ('# = equals\nmsgid "a"\nmsgstr "b"\n', replace(A, comments=("= equals",))),
    "a wrapped origin": (
        f'# one\n# tmpipe: origin=memory rate=93 from={LONG}\n# text=3f9a1c\n# two\nmsgid "a"\nmsgstr "b"\n',
        replace(
            A,
            comments=("one", "two"),
            origin=Origin(
                "memory",
                (("rate", "93"), ("from", LONG), ("text", "3f9a1c")),
            ),
        ),
    ),
    "a remark below an origin": (
        '# tmpipe: origin=draft\n# note=see below\nmsgid "a"\nmsgstr "b"\n',
        replace(A, origin=Origin("draft"), comments=("note=see below",)),
    ),
    "a remark below an origin that has ended": (
        f'# tmpipe: origin=memory from={LONG} text=3f9a1c\n# note={LONG}\nmsgid "a"\nmsgstr "b"\n',
        replace(
            A,
            origin=Origin("memory", (("from", LONG), ("text", "3f9a1c"))),
            comments=(f"note={LONG}",),
        ),
    ),
    "a flag below a backslash": (
        '# C:\\\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        replace(FUZZY, comments=("C:\\",)),
    ),
    "previous texts above the flags": (
        '#| msgid "old"\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        replace(FUZZY, previous_msgid="old"),
    ),
    "an isolated name in two lines": (
        '#: \u2068a\n#: b.c\u2069:4 e:5\nmsgid "a"\nmsgstr "b"\n',
        replace(A, references=("a b.c:4", "e:5")),
    ),
    "a byte order mark": ('\ufeffmsgid "a"\nmsgstr "b"\n', A),
}
"""What we read besides, because programs leave it or because an old gettext does not know it."""

REFUSED: dict[str, tuple[str, int, str]] = {
    "capitals": ('MSGID "a"\nmsgstr "b"\n', 1, "gettext's syntax"),
    "a colon": ('msgid: "a"\nmsgstr "b"\n', 1, "gettext's syntax"),
    "a no-break space": ('msgid\u00a0"a"\nmsgstr "b"\n', 1, "gettext's syntax"),
    "a line separator": ('msgid "a"\u2028"x"\nmsgstr "b"\n', 1, "gettext's syntax"),
    "an open string": ('msgid "a"\nmsgstr "b\n', 2, "gettext's syntax"),
    "words behind a string": ('msgid "a" b\nmsgstr "b"\n', 1, "gettext's syntax"),
    "#~ in the first line only": ('#~ msgid "a"\n"b"\n#~ msgstr "c"\n', 1, "gettext's syntax"),
    "#~ in a later line only": ('msgid "a"\n#~ "b"\nmsgstr "c"\n', 1, "gettext's syntax"),
    "#~ at one keyword only": ('#~ msgid "a"\nmsgstr "c"\n', 2, "gettext's syntax"),
    "#~ and =": ('#~= fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n', 1, "gettext's syntax"),
    "an unknown escape": ('msgid "a\\\'"\nmsgstr "b"\n', 1, "unknown escape"),
    "bytes that are no text": ('msgid "a\\377"\nmsgstr "b"\n', 1, "no text in UTF-8"),
    "the end of a context": ('msgid "a\\004"\nmsgstr "b"\n', 1, "0 and 4"),
    "no msgstr": ('msgid "a"\n', 1, "in this order"),
    "no msgid_plural": ('msgid "a"\nmsgstr[0] "b"\n', 1, "in this order"),
    "one form for several": ('msgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', 1, "in this order"),
    "a form that is missing": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[2] "c"\n', 1, "numbered"),
    "half a previous text": ('#| msgctxt "old"\nmsgid "a"\nmsgstr "b"\n', 2, "in this order"),
    "a comment inside": ('msgid "a"\n# c\nmsgstr "b"\n', 1, "in this order"),
}
"""What gettext refuses, the line of our finding behind the header, and words of it."""


@pytest.mark.parametrize("name", [*READ, *MORE])
def test_is_read(name: str) -> None:
    text, expected = (READ | MORE)[name]
    bom, text = ("\ufeff", text[1:]) if text[0] == "\ufeff" else ("", text)
    crlf = "\r\n" in text
    data = (bom + (HEADER.replace("\n", "\r\n") if crlf else HEADER) + text).encode()
    catalog = read(data)
    assert (catalog.entries, catalog.findings) == ((expected,), ())
    assert po.write(catalog) == data


@pytest.mark.parametrize("name", READ)
def test_is_read_as_msgcat_reads_it(name: str, tool: Tool) -> None:
    text, expected = READ[name]
    out, complaint = tool("msgcat", "-", data=(HEADER + text).encode())
    assert not complaint or "internationalized messages" in complaint or "control" in complaint
    assert read(out).entries == (expected,)


@pytest.mark.parametrize("name", [*READ, *MORE])
def test_is_written_anew_so_that_it_is_read_again(name: str, tool: Tool) -> None:
    """Also by msgcat: whatever was odd is put right when the entry changes."""
    _, expected = (READ | MORE)[name]
    data = po.write(Catalog("x.po", "fr", po.new_header("fr", "x"), (expected,)))
    assert read(data).entries == (expected,)
    assert read(tool("msgcat", "-", data=data)[0]).entries == (expected,)


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_and_kept(name: str, tool: Tool) -> None:
    text, line, words = REFUSED[name]
    data = (HEADER + text + '\nmsgid "z"\nmsgstr "y"\n').encode()
    catalog = read(data)
    assert Entry("z", "y") in catalog.entries
    assert (catalog.findings[0].line, words in catalog.findings[0].message) == (line + 3, True)
    assert po.write(catalog) == data
    assert tool("msgcat", "-", data=data)[1]


@pytest.mark.parametrize("charset", ["ISO-8859-1", "KOI8-R", "CP1251", "EUC-JP", "GB18030", "Shift_JIS"])
def test_escaped_bytes_are_in_the_files_charset(charset: str, tool: Tool) -> None:
    text = {"ISO-8859-1": "é", "EUC-JP": "表", "GB18030": "中", "Shift_JIS": "表"}.get(charset, "ж")
    escaped = "".join(f"\\{byte:03o}" for byte in text.encode(charset))
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'
    data = f'{header}msgid "a"\nmsgstr "{escaped}"\n'.encode()
    catalog = read(data)
    assert (catalog.entries, catalog.findings) == ((Entry("a", text),), ())
    assert po.write(catalog) == data
    assert read(tool("msgcat", "--to-code=UTF-8", "-", data=data)[0]).entries == (Entry("a", text),)


@pytest.mark.parametrize("character", ["\0", "\x04"])
def test_characters_that_gettext_takes_for_its_own_are_written_as_escapes(character: str) -> None:
    catalog = Catalog("x.po", "fr", po.new_header("fr", "x"), (Entry(f"a{character}b", "c"), A))
    again = read(po.write(catalog))
    assert (again.entries, [finding.check for finding in again.findings]) == ((A,), ["po-syntax"])


def test_a_late_header_in_another_charset_stays_where_it_is() -> None:
    """The whole file becomes UTF-8 when something changes, and says so where its header is."""
    text = (
        'msgid "a"\nmsgstr "é"\n\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n'
        '"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "c"\nmsgstr "d"\n'
    )
    catalog = read(text.encode("latin-1"))
    assert po.write(catalog) == text.encode("latin-1")
    after = update.update(catalog, [Entry("a"), Entry("c"), Entry("e")])
    expected = text.replace("ISO-8859-1", "UTF-8") + '\nmsgid "e"\nmsgstr ""\n'
    assert po.write(after).decode() == expected
    assert read(po.write(after)).findings == ()


# --- where fuzzy stands


@pytest.mark.parametrize("mark", ["#,", "#="])
@pytest.mark.parametrize(
    ("flags", "together", "apart"),
    [
        ("#, fuzzy\n", "#, fuzzy\n", "#= fuzzy\n"),
        ("#= fuzzy\n", "#, fuzzy\n", "#= fuzzy\n"),
        ("#= fuzzy\n#, fuzzy, c-format\n", "#, fuzzy, c-format\n", "#, c-format\n#= fuzzy\n"),
        ("#= needs-review, c-format\n#, no-wrap\n", "#, needs-review, c-format, no-wrap\n", None),
        ("", "", ""),
    ],
)
def test_the_line_for_flags_of_the_workflow(flags: str, together: str, apart: str | None, mark: str) -> None:
    apart = "#, c-format, no-wrap\n#= needs-review\n" if apart is None else apart
    kept = f'{flags}msgid "z"\nmsgstr "y"\n'
    data = f'{HEADER}{flags}msgid "a"\nmsgstr "b"\n\n{kept}'.encode()
    catalog = read(data)
    assert po.write(catalog, mark) == data
    first, second = catalog.entries
    changed = replace(catalog, entries=(replace(first, msgstr="c"), second))
    written = together if mark == "#," else apart
    again = po.write(changed, mark)
    assert again.decode() == f'{HEADER}{written}msgid "a"\nmsgstr "c"\n\n{kept}'
    assert [(e.fuzzy, {*e.flags}) for e in read(again).entries] == [(first.fuzzy, {*first.flags})] * 2


@pytest.mark.parametrize("mark", ["#,", "#="])
def test_a_flag_that_is_taken_away_is_away_from_both_lines(mark: str) -> None:
    catalog = read(b'#, fuzzy\n#= fuzzy\nmsgid "a"\nmsgstr "b"\n')
    finished = replace(catalog, entries=(replace(catalog.entries[0], fuzzy=False),))
    assert po.write(finished, mark) == b'msgid "a"\nmsgstr "b"\n'


# --- fuzzed

SNIPPETS = [
    b'"',
    b"\\",
    b"\n",
    b"\r\n",
    b"#~ ",
    b"#| ",
    b"#=",
    b"#~|",
    b'msgid "',
    b"msgstr",
    b"\0",
    b"\xff",
    b"\xc3",
]
SNIPPETS += [
    b'msgstr[1] "',
    b"charset=",
    b"Content-Type:",
    b'domain "',
    b"\xe2\x81\xa8",
    b"\\x",
    b"\\3",
    b"<<<<<<< ",
]


def _catalogs() -> Iterator[bytes]:
    """Pieces of the project's own catalogs."""
    for path in sorted((Path(__file__).parents[2] / "locales").rglob("*.po")):
        data = path.read_bytes()
        entries = data.split(b"\n\n")
        yield b"\n\n".join(entries[:4])
        yield b"\n\n".join([entries[0], *entries[-3:]])


PIECES = [*_catalogs(), *(text.encode() for text, _ in (READ | MORE).values() if len(text) < 1000)]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A piece of a real catalog with some bytes taken out, doubled, changed or put in."""
    data = bytearray(draw(st.sampled_from(PIECES)))
    dice = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(data) + 1)
        end = min(len(data), at + dice.choice((0, 1, 1, 2, 30, 200)))
        new = dice.choice((b"", bytes([dice.randrange(256)]), dice.choice(SNIPPETS), bytes(data[at:end]) * 2))
        data[at:end] = new
    return bytes(data)


@given(mutated())
def test_whatever_stands_in_a_file_is_read_and_kept_or_refused_with_its_line(data: bytes) -> None:
    catalog = _read(data)
    lines = data.count(b"\n") + 1
    if isinstance(catalog, InputError):
        assert (catalog.path, 1 <= (catalog.line or 0) <= lines) == ("x.po", True)
        return
    assert po.write(catalog) == data
    assert all(1 <= finding.line <= lines for finding in catalog.findings)


@given(mutated())
def test_what_is_read_can_be_written_anew(data: bytes) -> None:
    """And is the same again: texts, flags, comments, whatever was damaged beside it."""
    catalog = _read(data)
    if isinstance(catalog, Catalog):
        anew = replace(catalog, entries=tuple(replace(entry, kept=None) for entry in catalog.entries))
        again = read(po.write(anew))
        assert [_plain(entry) for entry in again.entries] == [_plain(entry) for entry in catalog.entries]


def _read(data: bytes) -> Catalog | InputError:
    try:
        return read(data)
    except InputError as error:
        return error


def _plain(entry: Entry) -> Entry:
    """The entry as it must come back: order and doubles of flags and references are no matter of texts."""
    unique = dict.fromkeys("".join(name.split()) for name in entry.references)
    return replace(entry, references=("".join(unique).replace(":", ""),), flags=tuple(sorted(entry.flags)))
