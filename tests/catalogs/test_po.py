"""Reading and writing: no byte changes, nothing is misread, what is damaged is said and kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmpipe.catalogs import po, update
from tmpipe.errors import InputError
from tmpipe.model import Catalog, Entry, Origin, Severity

Tool = Callable[..., tuple[bytes, str]]

read = partial(po.read, path="x.po", locale="fr")
HEADER = po.new_header("fr", "statements", "Detained protesters")

TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["C", "Z"], max_codepoint=0x2FFF),
        st.sampled_from(' \n\t"\\«»–—\u00a0\u200c'),
    ),
    min_size=1,
    max_size=200,
)
LINE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], max_codepoint=0x2FFF), max_size=60).filter(
    lambda line: not line.rstrip(" ").endswith("\\")
)
# gettext before 0.22 takes the words of a name with blanks for names: none stands in two of these, and
# all of them together fit on one line.
PATHS = st.sampled_from(["seeds/000_9d9f.txt", "seeds/x.txt:12", "a b/c d.txt:3", "docs/é.md", "x", "y 2"])
OPEN = Origin("memory", (("rate", "87"), ("from", "a b")))
ENDED = Origin("memory", (*OPEN.fields, ("text", "3f9a1c")))
ORIGINS = st.sampled_from([None, Origin("draft"), OPEN, ENDED])
LIKE_OURS = st.sampled_from(["note=see", f"{'note' * 8}=see from=Ann", f"{'-' * 19}=", f"{'-' * 29}= ="])
"""Remarks that could be fields of an origin, if it went on in the next line."""
PREVIOUS = st.one_of(
    st.tuples(st.none(), st.none(), st.none()),
    st.tuples(st.none() | TEXT, TEXT, st.none()),
    st.tuples(TEXT, TEXT, TEXT),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry whose text is its own when msgcat has read it."""
    obsolete = draw(st.booleans())
    plural = draw(st.booleans())
    context, previous, previous_plural = draw(PREVIOUS)
    forms = draw(st.tuples(TEXT, TEXT)) if plural else ()
    return Entry(
        draw(TEXT),
        "" if plural else draw(TEXT),
        msgctxt=draw(st.none() | TEXT),
        fuzzy=draw(st.booleans()),
        references=() if obsolete else tuple(draw(st.lists(PATHS, unique=True, max_size=6))),
        origin=draw(ORIGINS),
        comments=tuple(
            draw(st.lists(LINE.filter(lambda line: not line.startswith("tmpipe:")) | LIKE_OURS, max_size=3))
        ),
        extracted=tuple(draw(st.lists(LINE.map(lambda line: line.rstrip(" ")), max_size=3))),
        flags=() if obsolete else tuple(sorted(draw(st.sets(st.sampled_from(["c-format", "no-wrap"]))))),
        previous_msgid=previous,
        previous_msgctxt=context,
        previous_msgid_plural=previous_plural,
        msgid_plural=draw(TEXT) if plural else None,
        msgstr_plural=forms,
        obsolete=obsolete,
    )


CATALOGS = st.builds(
    Catalog,
    st.just("x.po"),
    st.just("fr"),
    st.just(HEADER),
    st.lists(entries(), max_size=8, unique_by=lambda entry: entry.key).map(
        lambda found: tuple(sorted(found, key=lambda entry: entry.obsolete))
    ),
    width=st.sampled_from([79, 77, 0, 30]),
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
)

LINES = """\
msgid "a"
msgid "b" "c"
msgid ""
msgstr "x"
msgstr ""
"more\\n"
msgctxt "c"
msgid_plural "as"
msgstr[0] "x"
msgstr[1] "y"
#~ msgid "o"
#~ msgstr "p"
#~ "q"
#~| msgid "r"
#| msgid "s"
#| "t"
#, fuzzy
#= fuzzy
#: a.c:1
#. extracted
# remark
#
#~
# tmpipe: origin=machine
#~ # old
domain "d"
msgid "open
msgstr "\\q"
garbage
""".splitlines(keepends=True)
PARTS = (
    "\n",
    "  \n",
    "\r\n",
    "\n\n",
    '  msgid  "i"  ',
    "\tmsgstr\t",
    '"é"',
    "\\",
    '"',
    "\u2028",
    "\x0b",
    "\x85",
)
FRAGMENTS = st.lists(st.sampled_from([*LINES, *PARTS]), max_size=40).map("".join)


@given(st.sampled_from(["", "first"]), FRAGMENTS, st.booleans())
def test_what_is_read_is_written_again(first: str, rest: str, bom: bool) -> None:
    text = f'\nmsgid "{first}"\nmsgstr "here"\n\n#\n{rest}'
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    catalog = read(data)
    assert po.write(catalog) == data
    assert first in [entry.msgid for entry in (catalog.header, *catalog.entries)]


@example(Catalog("x.po", "fr", HEADER, (Entry("a", "b", origin=OPEN, comments=("0" * 19 + "=",)),)))
@example(Catalog("x.po", "fr", HEADER, (Entry("a", "b", origin=ENDED, comments=("0" * 19 + "=", "c")),)))
@given(CATALOGS)
def test_what_is_written_is_read_again(catalog: Catalog) -> None:
    again = read(po.write(catalog))
    assert (again.header, again.entries) == (catalog.header, catalog.entries)
    assert (again.bom, again.findings) == (catalog.bom, ())
    assert po.write(again) == po.write(catalog)


@given(catalog=CATALOGS)
def test_msgcat_changes_nothing_that_we_wrote(catalog: Catalog, tool: Tool) -> None:
    ours = po.write(replace(catalog, newline="\n", bom=False, width=79))
    assert tool("msgcat", "--force-po", "-", data=ours) == (ours, "")


@given(
    catalog=CATALOGS,
    option=st.sampled_from(["--no-wrap", "--width=50", "--indent", "--sort-output"]),
)
def test_what_msgcat_wrote_is_written_again(catalog: Catalog, option: str, tool: Tool) -> None:
    ours = po.write(replace(catalog, newline="\n", bom=False))
    theirs, _ = tool("msgcat", "--force-po", option, "-", data=ours)
    again = read(theirs)
    assert po.write(again) == theirs
    assert {replace(entry, flags=()) for entry in again.entries} == {
        replace(entry, flags=()) for entry in catalog.entries
    }


@given(CATALOGS)
def test_polib_reads_the_same(catalog: Catalog) -> None:
    text = po.write(replace(catalog, newline="\n", bom=False)).decode()
    theirs = polib.pofile(text, wrapwidth=0)
    assert [_seen(entry) for entry in theirs] == [_told(entry) for entry in catalog.entries]
    again = str(theirs).encode()
    assert po.write(read(again)) == again


def _seen(entry: polib.POEntry) -> tuple[object, ...]:
    forms = tuple(entry.msgstr_plural.values())
    return entry.msgctxt, entry.msgid, entry.msgstr, forms, entry.obsolete, "fuzzy" in entry.flags


def _told(entry: Entry) -> tuple[object, ...]:
    return entry.msgctxt, entry.msgid, entry.msgstr, entry.msgstr_plural, bool(entry.obsolete), entry.fuzzy


@given(CATALOGS, st.data())
def test_one_change_changes_one_entry(catalog: Catalog, data: st.DataObject) -> None:
    before = read(po.write(catalog))
    if not before.entries:
        return
    at = data.draw(st.integers(0, len(before.entries) - 1))
    changed = replace(before.entries[at], fuzzy=not before.entries[at].fuzzy)
    after = replace(before, entries=(*before.entries[:at], changed, *before.entries[at + 1 :]))
    again = read(po.write(after)).entries
    assert again == after.entries
    assert [_lines(e) for n, e in enumerate(again) if n != at] == [
        _lines(e) for n, e in enumerate(before.entries) if n != at
    ]


def _lines(entry: Entry) -> str:
    assert entry.kept
    return entry.kept.text


FULL = """\
# Licence of the catalog
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# a translator's remark
# tmpipe: origin=memory rate=87
#. term: Death Commissions
#: seeds/a.txt:3 \u2068seeds/b c.txt\u2069:4
#: seeds/d.txt
#, fuzzy, c-format
#| msgctxt "was"
#| msgid ""
#| "old "
#| "text"
msgctxt "is"
msgid "new \\"text\\"\\n"
msgstr "tab\\t \\303\\251\\x41"

#= fuzzy
msgid "one"
msgid_plural "many"
msgstr[0] "un"
msgstr[1] "plusieurs"

#~| msgid "before"
#~ msgid "gone"
#~ msgstr "parti"
"""


def test_everything_in_an_entry_is_read() -> None:
    catalog = read(FULL.encode())
    first, second, third = catalog.entries
    assert (catalog.header.comments, catalog.field("language")) == (("Licence of the catalog",), "fr")
    assert first == Entry(
        'new "text"\n',
        "tab\t éA",
        "is",
        fuzzy=True,
        references=("seeds/a.txt:3", "seeds/b c.txt:4", "seeds/d.txt"),
        origin=Origin("memory", (("rate", "87"),)),
        comments=("a translator's remark",),
        extracted=("term: Death Commissions",),
        flags=("c-format",),
        previous_msgid="old text",
        previous_msgctxt="was",
    )
    assert (second.fuzzy, second.msgid_plural, second.msgstr_plural) == (True, "many", ("un", "plusieurs"))
    assert third == Entry("gone", "parti", previous_msgid="before", obsolete=True)
    assert [entry.line for entry in catalog.entries] == [18, 22, 28]


@pytest.mark.parametrize(
    ("body", "entries", "line", "words"),
    [
        ('msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 5, "gettext's syntax"),
        ('msgid "a"\nmsgstr "b"\n"more\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 6, "gettext's syntax"),
        ('msgid "a"\nmsgstr "b"\ngarbage\nmore\nmsgid "c"\nmsgstr "d"\n', ["a", "c"], 6, "gettext's syntax"),
        ('msgctxt "x\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 4, "gettext's syntax"),
        ('msgid "a"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 4, "in this order"),
        ('msgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 4, "in this order"),
        ('msgid "a\\q"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 4, r"\q"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 4, "numbered"),
        ('msgid "a"\n#~ msgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 5, "gettext's syntax"),
        ('#| msgstr "z"\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 5, "in this order"),
        ('#| hello\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', ["c"], 5, "previous"),
    ],
)
def test_damage_is_said_and_kept(body: str, entries: list[str], line: int, words: str) -> None:
    data = f'msgid ""\nmsgstr ""\n\n{body}'.encode()
    catalog = read(data)
    assert [entry.msgid for entry in catalog.entries] == entries
    (finding,) = catalog.findings
    assert (finding.check, finding.severity, finding.path, finding.line) == (
        "po-syntax",
        Severity.ERROR,
        "x.po",
        line,
    )
    assert words in finding.message
    changed = replace(catalog, entries=tuple(replace(e, msgstr="new") for e in catalog.entries))
    assert [again.message for again in read(po.write(changed)).findings] == [finding.message]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('msgstr "He said "hello" to me"', True),
        ('msgstr "She: "hello""', True),
        ('msgstr ""hello" she said"', True),
        ('msgstr ""\n"He said "hello" to me"', True),
        ('msgstr "x"\n\n#~ msgid "b"\n#~ msgstr "a "b" c"', True),
        ('msgstr "b" why', False),
        ('msgstr "b', False),
        ('msgstr "b"\ngar"bage"', False),
        ('msgstr "b"\u00a0"c"', False),
        ('#~ msgstr "b"', False),
    ],
)
def test_a_quotation_mark_in_a_text_is_told_how_to_write(line: str, told: bool) -> None:
    catalog = read(f'msgid ""\nmsgstr ""\n\nmsgid "a"\n{line}\n'.encode())
    assert ['write \\" for a quotation mark' in one.message for one in catalog.findings] == [told]


def test_a_message_twice_is_said_and_kept() -> None:
    catalog = read(
        b'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n\nmsgctxt "x"\nmsgid "a"\nmsgstr "d"\n'
    )
    assert [(f.check, f.line) for f in catalog.findings] == [("po-duplicate", 4)]
    assert len(catalog.entries) == 3


def test_domains_have_messages_of_their_own() -> None:
    data = b'domain "x"\nmsgid "a"\nmsgstr "b"\n\ndomain "y"\nmsgid "a"\nmsgstr "c"\n'
    catalog = read(data)
    assert (len(catalog.entries), catalog.findings, po.write(catalog)) == (2, (), data)


def test_a_flag_and_an_empty_line_belong_to_the_next_message() -> None:
    (entry,) = read(b'#, fuzzy\n\nmsgid "a"\nmsgstr "b"\n').entries
    assert entry.fuzzy


def test_the_first_origin_counts_and_none_is_lost() -> None:
    data = b'# one\n# tmpipe: origin=memory\n# tmpipe: origin=machine\nmsgid "a"\nmsgstr "b"\n'
    (entry,) = read(data).entries
    assert (entry.origin, entry.comments) == (Origin("memory"), ("one", "tmpipe: origin=machine"))


@pytest.mark.parametrize("mark", ["", "#~ "])
@pytest.mark.parametrize("above", [0, 1, 3])
def test_our_comment_stays_among_a_translators(mark: str, above: int) -> None:
    comments = ["# ask Maryam", "#", "#?odd", "# last"]
    comments.insert(above, "# tmpipe: origin=memory rate=87")
    lines = [*comments, "#. place", "#, fuzzy", f'{mark}msgid "a"', f'{mark}msgstr "b"', ""]
    catalog = read("\n".join(lines).encode())
    entry = replace(catalog.entries[0], fuzzy=False, origin=Origin("edited"))
    comments[above] = "# tmpipe: origin=edited"
    expected = "\n".join([line.replace("#?", "# ?") for line in comments] + ["#. place", *lines[-3:]])
    assert po.write(replace(catalog, entries=(entry,))).decode() == expected


def test_our_comment_comes_first_where_there_was_none() -> None:
    catalog = read(b'# ask Maryam\nmsgid "a"\nmsgstr "b"\n')
    entry = replace(catalog.entries[0], origin=Origin("edited"))
    data = po.write(replace(catalog, entries=(entry,)))
    assert data == b'# tmpipe: origin=edited\n# ask Maryam\nmsgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"hello world\n", 1, "no gettext catalog"),
        (b'{"json": true}\n', 1, "no gettext catalog"),
        (b'msgid "a"\nmsgstr "\0"\n', 2, "NUL"),
        ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), 1, "UTF-16"),
        (b'msgid "a"\nmsgstr "b"\n\n<<<<<<< HEAD\nmsgid "c"\n', 4, "git status"),
        (b'msgid "a"\n=======\nmsgstr "b"\n>>>>>>> theirs\n', 4, "git status"),
        ('msgid "a"\nmsgstr "é"\n'.encode("latin-1"), 2, "not utf-8"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n', 2, "klingon"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=rot13\\n"\n', 2, "rot"),
        (b'# c\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-\xae\\n"\n', 3, "no text; save"),
        (
            b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ASCII\\n"\n\nmsgid "\xc3\xa9"\n',
            3,
            "says charset=ASCII, but the file is UTF-8",
        ),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-7 x"\n\nmsgid "a+2AA-b"\n',
            4,
            "half a character",
        ),
        (b'# caf\xe9\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=ASCII\\n"\n', 1, "not ascii"),
        (b'msgid "a"\rmsgstr "b"\r\rmsgid "c"\rmsgstr "d"\r', 1, "save it with Unix line ends"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read(data)
    assert (caught.value.path, caught.value.line) == ("x.po", line)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "ISO-8859-15"])
def test_other_charsets_are_read_and_become_utf_8_when_something_changes(charset: str) -> None:
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "a"\nmsgstr "é"\n'
    catalog = read(text.encode(charset))
    assert po.write(catalog) == text.encode(charset)
    changed = replace(catalog, entries=(replace(catalog.entries[0], msgstr="چ"),))
    assert po.write(changed).decode() == text.replace(charset, "UTF-8").replace('"é"', '"چ"')


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "GBK", "charmap", "raw_unicode_escape"])
@pytest.mark.parametrize("before", ["", 'msgid "b"\nmsgstr "c"\n\n', '#~ msgid ""\n#~ msgstr "x"\n\n'])
def test_utf_8_under_another_name_is_refused(charset: str, before: str) -> None:
    lines = ('msgid "" ""', 'msgstr ""', f'"Content-Type: text/plain; charset={charset}\\n"', "", 'msgid "é"')
    with pytest.raises(InputError, match=f"says charset={charset}, but the file is UTF-8; correct") as caught:
        read((before + "\n".join(lines) + '\nmsgstr ""\n').encode())
    assert caught.value.line == before.count("\n") + 3


@pytest.mark.parametrize(
    "charset",
    [
        *("charmap", "undefined", "raw_unicode_escape", "unicode_escape", "idna", "punycode", "hex", "rot13"),
        *("utf-16", "utf-16-le", "utf-32", "cp037", "é", "a\\001b"),
    ],
)
@pytest.mark.parametrize("text", ["abcd", "abcde"])
def test_only_charsets_of_files_are_read(charset: str, text: str) -> None:
    data = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "{text}"\nmsgstr ""\n'
    with pytest.raises(InputError, match=r"save|correct") as caught:
        read(data.encode())
    assert caught.value.path == "x.po"


@pytest.mark.parametrize("name", ["é", "表示"])
def test_a_header_that_needs_its_charset_is_read_in_it(name: str) -> None:
    charset = "latin-1" if name == "é" else "shift_jis"
    header = f"Last-Translator: {name}", f"Content-Type: text/plain; charset={charset}"
    text = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in header)
    catalog = read(text.encode(charset))
    assert catalog.field("Last-Translator") == name
    changed = po.write(replace(catalog, entries=(Entry("a", "چ"),))).decode()
    assert changed.startswith(text.replace(charset, "UTF-8"))


LATE = b'msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "c"\nmsgstr "d"\n'


def test_a_header_behind_other_messages_is_the_header_and_stays_there() -> None:
    catalog = read(LATE)
    assert ([e.msgid for e in catalog.entries], catalog.field("Language")) == (["a", "c"], "fr")
    assert (po.write(catalog), catalog.findings) == (LATE, ())
    after = update.update(catalog, [Entry("a"), Entry("c"), Entry("e")])
    assert po.write(after) == LATE + b'\nmsgid "e"\nmsgstr ""\n'


def test_the_first_header_counts_and_a_second_is_said_and_kept() -> None:
    data = b'msgid ""\nmsgstr "Language: sv\\n"\n\n' + LATE
    catalog = read(data)
    assert ([e.msgid for e in catalog.entries], catalog.field("Language")) == (["a", "c"], "sv")
    assert [(f.check, f.line) for f in catalog.findings] == [("po-duplicate", 7)]
    assert po.write(update.update(catalog, [Entry("a"), Entry("c")])) == data


def test_an_empty_msgid_with_a_context_is_no_header() -> None:
    (entry,) = read(b'msgctxt "x"\nmsgid ""\nmsgstr "Language: sv\\n"\n').entries
    assert entry.msgctxt == "x"


def test_a_text_about_charsets_declares_none() -> None:
    data = 'msgid "Content-Type: text/plain; charset=ASCII"\nmsgstr "é"\n'.encode()
    assert po.write(read(data)) == data


def test_a_template_that_says_charset_is_utf_8() -> None:
    data = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n\nmsgid "é"\nmsgstr ""\n'.encode()
    )
    assert po.write(read(data)) == data


def test_a_new_entry_has_the_lines_of_its_file() -> None:
    long = "word " * 30
    data = b"\xef\xbb\xbf" + f'msgid ""\r\nmsgstr ""\r\n\r\nmsgid "{long}"\r\nmsgstr "a"'.encode()
    catalog = read(data)
    assert (catalog.width, catalog.newline, catalog.bom) == (0, "\r\n", True)
    more = replace(catalog, entries=(*catalog.entries, Entry(long + "end", "b")))
    assert po.write(more) == data + f'\r\n\r\nmsgid "{long}end"\r\nmsgstr "b"\r\n'.encode()


def test_a_remark_that_ends_in_a_backslash_swallows_no_line(tool: Tool) -> None:
    """gettext joins such a line with the next one: the flag would be lost."""
    entry = Entry("a", "b", fuzzy=True, comments=("C:\\",), extracted=("\\",))
    data = po.write(Catalog("x.po", "fr", HEADER, (entry,)))
    assert read(tool("msgcat", "-", data=data)[0]).entries[0].fuzzy


def test_an_empty_file_is_an_empty_catalog() -> None:
    catalog = read(b"")
    assert (catalog.entries, catalog.findings, po.write(catalog)) == ((), (), b"")


def test_reading_takes_no_longer_a_line_in_a_long_file() -> None:
    """One line of ten megabytes, and a hundred thousand damaged ones: both end."""
    line = b'msgid "' + b"word " * 2_000_000 + b'"\nmsgstr "' + b'\\"' * 1_000_000 + b'"\n'
    assert po.write(read(line)) == line
    damaged = b'msgid "a"\nmsgstr "b"\n\n' + b'msgid "open\n\n' * 20_000
    assert len(read(damaged).findings) == 20_000


def test_long_headers_and_comments_take_no_longer_a_byte() -> None:
    """With the square of their lengths, each of these would take minutes."""
    header = b'msgid ""\nmsgstr "' + b"Content-Type:" * 200_000 + b'"\n'
    assert po.write(read(header)) == header
    comments = b"# a\n\n" * 200_000 + b'msgid "a"\nmsgstr "b"\n'
    assert len(read(comments).entries[0].comments) == 200_000
    references = "#: \u2068a\n".encode() * 200_000 + b'msgid "a"\nmsgstr "b"\n'
    assert len(read(references).entries[0].references) == 200_000


def test_files_of_other_tools(tmp_path: Path) -> None:
    catalog = polib.POFile(wrapwidth=50)
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "fr"}
    catalog.append(polib.POEntry(msgid="word " * 40, msgstr="mot " * 40, comment="a\nb", previous_msgid="w"))
    catalog.append(polib.POEntry(msgid="gone", msgstr="parti", obsolete=True))
    catalog.save(str(tmp_path / "x.po"))
    data = (tmp_path / "x.po").read_bytes()
    assert po.write(read(data)) == data
    assert io.BytesIO(data).readline() == b"#\n"
