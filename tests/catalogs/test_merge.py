"""Three editions of a catalog into one: nothing typed is lost, nothing stands under another sentence."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import example, given, note
from hypothesis import strategies as st

from tmpipe.catalogs import po, theirs
from tmpipe.catalogs.merge import Merged, merge
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import standing
from tmpipe.catalogs.theirs import Theirs
from tmpipe.catalogs.update import update
from tmpipe.model import Catalog, Entry, Origin, Standing

Tool = Callable[..., tuple[bytes, str]]

HEADER = po.new_header("fr", "statements")
FIRST = "The experts called on the authorities to end the executions at once."
SECOND = "Thousands of political prisoners were killed in the summer of 1988."
THIRD = "Their families have never been told where the bodies were buried."


def catalog(*entries: Entry, header: Entry = HEADER) -> Catalog:
    """As read from its file."""
    return again(Catalog("x.po", "fr", header, entries))


def again(one: Catalog) -> Catalog:
    return po.read(po.write(one), one.path, one.locale)


def machine(msgid: str, msgstr: str, *, fuzzy: bool = True, rate: str = "0.5") -> Entry:
    return suggestion(msgid, msgstr, "machine", ("confidence", rate), fuzzy=fuzzy)


def suggestion(
    msgid: str, msgstr: str, kind: str = "memory", *fields: tuple[str, str], fuzzy: bool = True
) -> Entry:
    told = (*fields, ("text", text_hash(msgstr)))
    return Entry(msgid, msgstr, fuzzy=fuzzy, origin=Origin(kind, told))


def one(merged: Merged) -> Entry:
    (entry,) = merged.catalog.entries
    return entry


# --- one entry

EMPTY, MACHINE, OTHER = Entry("a"), machine("a", "m"), machine("a", "n", rate="0.9")
DRAFT, MEMORY = suggestion("a", "d", "draft"), suggestion("a", "r", "memory", ("rate", "80"))
YES, NO = Entry("a", "oui"), Entry("a", "non")
TAKEN = replace(MACHINE, fuzzy=False)
EDITED = replace(MACHINE, msgstr="mieux", fuzzy=False)
BEGUN = replace(MACHINE, msgstr="presque")
DOUBTED = replace(YES, fuzzy=True)
ACCEPTED = suggestion("a", "k", "memory", ("accepted", "yes"), fuzzy=False)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        (EMPTY, YES, EMPTY, YES),
        (EMPTY, YES, YES, YES),
        (EMPTY, YES, MACHINE, YES),
        (EMPTY, BEGUN, MACHINE, BEGUN),
        (EMPTY, YES, ACCEPTED, YES),
        (EMPTY, MACHINE, OTHER, OTHER),
        (EMPTY, MACHINE, MEMORY, MEMORY),
        (EMPTY, DRAFT, MEMORY, DRAFT),
        (EMPTY, ACCEPTED, DRAFT, ACCEPTED),
        (MACHINE, OTHER, EDITED, EDITED),
        (MACHINE, TAKEN, EMPTY, TAKEN),
        (MACHINE, TAKEN, replace(TAKEN, fuzzy=True, origin=None), TAKEN),
        (EMPTY, MACHINE, replace(MACHINE, fuzzy=False, origin=None), replace(TAKEN, origin=None)),
        (EMPTY, DOUBTED, YES, YES),
        (YES, DOUBTED, replace(YES, origin=Origin("edited")), DOUBTED),
        (YES, DOUBTED, NO, NO),
        (YES, EMPTY, NO, NO),
        (YES, replace(YES, origin=Origin("edited")), NO, NO),
        (YES, EMPTY, YES, EMPTY),
        (None, YES, MACHINE, YES),
        (None, YES, EMPTY, YES),
    ],
)
def test_what_is_no_conflict(base: Entry | None, ours: Entry, theirs: Entry, wanted: Entry) -> None:
    before = None if base is None else catalog(base)
    for mine, other in ((ours, theirs), (theirs, ours)):
        merged = merge(before, catalog(mine), catalog(other))
        assert one(merged) == wanted
        assert standing(one(merged)) == standing(wanted)
        assert not merged.findings


@pytest.mark.parametrize("base", [None, EMPTY, MACHINE, Entry("a", "before"), replace(EMPTY, obsolete=True)])
@pytest.mark.parametrize(("ours", "other"), [(YES, NO), (NO, EDITED), (YES, BEGUN), (BEGUN, NO)])
def test_two_humans_are_both_kept(base: Entry | None, ours: Entry, other: Entry) -> None:
    merged = merge(None if base is None else catalog(base), catalog(ours), catalog(other))
    entry = one(merged)
    assert replace(entry, comments=()) == ours
    assert theirs.of(entry) == (Theirs((other.msgstr,), other.fuzzy),)
    (finding,) = merged.findings
    assert (finding.check, finding.path, str(finding.severity)) == ("merge-both", "x.po", "error")
    assert po.write(merged.catalog).decode().splitlines()[finding.line - 1] == f'msgstr "{ours.msgstr}"'


def test_whoever_took_a_suggestion_and_whoever_mended_it_are_both_kept() -> None:
    merged = merge(catalog(MACHINE), catalog(TAKEN), catalog(EDITED))
    assert standing(one(merged)) == Standing.UNEDITED
    assert theirs.of(one(merged)) == (Theirs(("mieux",)),)


def test_another_unicode_form_is_no_other_text() -> None:
    composed, apart = Entry("a", "\u00e9t\u00e9"), Entry("a", "e\u0301te\u0301")
    for sides in ((composed, apart), (apart, composed)):
        merged = merge(catalog(EMPTY), *map(catalog, sides))
        assert (one(merged), merged.findings) == (sides[0], ())
    assert one(merge(catalog(composed), catalog(apart), catalog(NO))) == NO
    assert one(merge(catalog(composed), catalog(NO), catalog(apart))) == NO


def test_plural_forms_are_kept_together() -> None:
    def said(*forms: str) -> Catalog:
        return catalog(Entry("a", msgid_plural="as", msgstr_plural=forms))

    merged = merge(said("", ""), said("un", "des"), said("un", "les"))
    assert one(merged).msgstr_plural == ("un", "des")
    assert theirs.of(one(merged)) == (Theirs(("un", "les")),)


def test_the_same_conflict_again_is_told_once_more_and_kept_once() -> None:
    base, ours, other = catalog(EMPTY), catalog(YES), catalog(NO)
    first = merge(base, ours, other)
    second = merge(base, again(first.catalog), other)
    assert po.write(second.catalog) == po.write(first.catalog)
    assert len(second.findings) == 1
    third = merge(base, again(second.catalog), catalog(Entry("a", "peut-être")))
    assert theirs.of(one(third)) == (Theirs(("non",)), Theirs(("peut-être",)))


def test_a_choice_on_one_side_settles_it() -> None:
    waiting = again(merge(catalog(EMPTY), catalog(YES), catalog(NO)).catalog)
    merged = merge(waiting, waiting, catalog(NO))
    assert one(merged) == NO
    assert not merged.findings


def test_fields_are_merged_one_by_one() -> None:
    base = Entry("a", "oui", references=("f:1",), comments=("old", "both"), flags=("c-format",))
    ours = replace(base, comments=("both", "mine"), references=("f:2",))
    other = replace(base, msgstr="si", comments=("old", "both", "yours"), flags=("c-format", "no-wrap"))
    assert one(merge(catalog(base), catalog(ours), catalog(other))) == Entry(
        "a", "si", references=("f:2",), comments=("both", "mine", "yours"), flags=("c-format", "no-wrap")
    )


def test_the_origin_goes_with_its_text() -> None:
    other = replace(OTHER, comments=("yours",))
    ignored = replace(MACHINE, comments=('tmpipe: ignore=term-missing:x "why"',))
    merged = one(merge(catalog(EMPTY), catalog(ignored), catalog(other)))
    assert (merged.origin, merged.msgstr) == (OTHER.origin, "n")
    assert merged.comments == ('tmpipe: ignore=term-missing:x "why"', "yours")


def test_alive_and_obsolete_are_one_entry() -> None:
    gone = replace(YES, obsolete=True)
    for sides in ((gone, NO), (NO, gone)):
        merged = merge(catalog(YES), *map(catalog, sides))
        assert one(merged) == replace(NO, obsolete=True)
    assert one(merge(None, catalog(gone), catalog(YES))) == YES


def test_what_is_obsolete_needs_no_choice_before_it_comes_back() -> None:
    gone = replace(NO, obsolete=True)
    merged = merge(catalog(EMPTY), catalog(YES), catalog(replace(EMPTY, obsolete=True, msgstr="non")))
    assert theirs.of(one(merged)) == (Theirs(("non",)),)
    assert one(merged).obsolete
    assert not merged.findings
    assert one(merge(None, catalog(gone), catalog(gone))) == gone


def test_the_same_key_twice_is_two_entries() -> None:
    base = catalog(Entry("a", "1"), Entry("b", "2"), Entry("a", "3"))
    other = catalog(Entry("a", "1"), Entry("b", "2"), Entry("a", "4"))
    assert [entry.msgstr for entry in merge(base, base, other).catalog.entries] == ["1", "2", "4"]


# --- bytes

WIDE = Entry("one two three four five six seven eight nine ten eleven twelve thirteen", "un deux " * 20)


def test_lines_are_the_side_s_own(tool: Tool) -> None:
    base = catalog(WIDE, Entry("b", "c"), Entry("d"))
    narrow, _ = tool("msgcat", "--width=50", "-", data=po.write(base))
    rewrapped = po.read(narrow, "x.po", "fr")
    edited = catalog(WIDE, Entry("b", "new"), Entry("d", "words " * 20))
    assert po.write(merge(base, base, rewrapped).catalog) == po.write(base)
    assert po.write(merge(base, rewrapped, base).catalog) == narrow
    assert po.write(merge(base, edited, rewrapped).catalog) == po.write(edited)
    merged = po.write(merge(base, rewrapped, edited).catalog)
    assert po.read(merged, "x.po", "fr").entries == edited.entries
    assert not merge(base, rewrapped, edited).findings
    lines = set(merged.splitlines()) - set(narrow.splitlines())
    assert lines <= set(po.write(edited).splitlines())


CONTEXT = ("sentence 1 of 3, under “Thousands”", "term: UN → ONU")
WRAPPED = ("sentence 1 of 3,", "under “Thousands”", "term: UN → ONU")


def test_context_that_a_tool_has_wrapped_is_no_change() -> None:
    base = catalog(Entry("a", "1", extracted=CONTEXT), Entry("b", "2", extracted=CONTEXT))
    wrapped = catalog(Entry("a", "1", extracted=WRAPPED), Entry("b", "3", extracted=WRAPPED))
    assert po.write(merge(base, base, wrapped).catalog).startswith(po.write(catalog(base.entries[0])))
    assert merge(base, wrapped, base).catalog.entries == wrapped.entries


def test_context_that_a_tool_has_wrapped_does_not_stand_beside_the_newer_one() -> None:
    newer = ("sentence 1 of 4, under “Thousands”", CONTEXT[1])
    base, ours = Entry("a", "1", extracted=CONTEXT), Entry("a", "1", extracted=newer)
    theirs = Entry("a", "2", extracted=WRAPPED)
    expected = Entry("a", "2", extracted=newer)
    assert one(merge(catalog(base), catalog(ours), catalog(theirs))) == expected
    assert one(merge(catalog(base), catalog(theirs), catalog(ours))) == expected


ODD = (
    b'\n\n# licence\n\nmsgid ""\nmsgstr ""\n\n\n#: a.txt\nmsgid "a"\nmsgstr "b"\nmsgid "open\n\n'
    b'#: a.txt\nmsgid ""\n"c"\n"d"\nmsgstr "e"\n#: a.txt\nmsgid "f"\nmsgstr ""\n\n# the end'
)


@pytest.mark.parametrize(
    "ours",
    [
        ODD,
        ODD.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + ODD,
        ODD + b"\n\n\n",
        ODD.removesuffix(b"\n\n# the end"),
        b'msgid "no header"\nmsgstr ""\n\n#~ msgid "z"\n#~ msgstr "y"\n\nmsgid "after"\nmsgstr ""\n',
        b"",
    ],
)
@pytest.mark.parametrize("base", [ODD, b"", b'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "a"\nmsgstr ""\n'])
def test_with_one_side_unchanged_every_byte_is_the_other_s(base: bytes, ours: bytes) -> None:
    before, mine = po.read(base, "x.po", "fr"), po.read(ours, "x.po", "fr")
    assert po.write(merge(before, mine, before).catalog) == ours
    assert po.write(merge(before, mine, mine).catalog) == ours


@pytest.mark.parametrize(
    ("ours", "other", "wanted"),
    [
        (b"junk 1\n\n", b"", b"junk 1"),
        (b"", b"junk 1\n\n", b"junk 1"),
        (b"junk 1\n\n", b"junk 2\n\n", b"junk 1 junk 2"),
        (b"junk 1\n\n", b"junk 1\n\n", b"junk 1"),
        (b"junk 0\n\njunk 1\n\n", b"junk 1\n\njunk 2\n\n", b"junk 1 junk 2"),
    ],
)
def test_damaged_lines_of_both_are_kept(ours: bytes, other: bytes, wanted: bytes) -> None:
    start = b'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "a"\nmsgstr "b"\n\n'
    end = b'msgid "c"\nmsgstr "d"\n'
    base = po.read(start + b"junk 0\n\n" + end, "x.po", "fr")
    sides = (po.read(start + junk + end, "x.po", "fr") for junk in (ours, other))
    written = po.write(merge(base, *sides).catalog)
    junk = b"".join(piece + b"\n\n" for piece in wanted.replace(b" junk", b"|junk").split(b"|"))
    expected = start + junk + end
    if b"junk 0" in ours and b"junk 0" not in other:
        assert written == expected
    assert sorted(written.split(b"\n\n")) == sorted(expected.split(b"\n\n"))


def test_the_last_comment_stays_the_last() -> None:
    base = catalog(Entry("a"))
    ours = po.read(po.write(base) + b"\n# the end", "x.po", "fr")
    merged = po.write(merge(base, ours, catalog(Entry("a"), Entry("b"))).catalog)
    assert merged.endswith(b'msgid "b"\nmsgstr ""\n\n# the end\n')


def test_a_last_line_without_an_end_is_ended_in_the_middle() -> None:
    base = catalog(Entry("a"))
    cut = po.read(po.write(base).rstrip(), "x.po", "fr")
    for sides in ((cut, catalog(Entry("a"), Entry("b"))), (catalog(Entry("a"), Entry("b")), cut)):
        assert po.write(merge(base, *sides).catalog) == po.write(catalog(Entry("a"), Entry("b")))


def test_another_charset_becomes_utf_8() -> None:
    latin = po.write(catalog(Entry("a"), YES)).replace(b"UTF-8", b"ISO-8859-1")
    base, ours = (po.read(data, "x.po", "fr") for data in (latin, latin.replace(b"oui", b"\xe9")))
    other = catalog(Entry("a"), YES, Entry("c", "чё"))
    for sides in ((ours, other), (other, ours)):
        merged = merge(base, *sides)
        assert [entry.msgstr for entry in again(merged.catalog).entries][-1] == "чё"
        assert not merged.findings
        assert b"UTF-8" in po.write(merged.catalog)


# --- order


@pytest.mark.parametrize(
    ("base", "ours", "other", "wanted"),
    [
        ("abc", "abc", "axbc", "axbc"),
        ("abc", "aybc", "axbc", "axybc"),
        ("abc", "cba", "axbc", "cbax"),
        ("abc", "abyc", "cab", "caby"),
        ("abc", "bac", "cab", "bac"),
        ("abc", "abc", "xyabcz", "xyabcz"),
        ("abc", "ac", "abxc", "axc"),
        ("", "ab", "xby", "xaby"),
    ],
)
def test_new_ones_follow_their_neighbours(base: str, ours: str, other: str, wanted: str) -> None:
    sides = (catalog(*(Entry(letter, letter) for letter in letters)) for letters in (base, ours, other))
    assert "".join(entry.msgid for entry in merge(*sides).catalog.entries) == wanted


# --- headers


def header(**fields: str) -> Entry:
    told = {"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"}
    told |= {name.replace("_", "-"): value for name, value in fields.items()}
    return Entry("", "".join(f"{name}: {value}\n" for name, value in told.items()))


EARLY = header(PO_Revision_Date="2026-01-01 10:00+0000", Last_Translator="Ann", X_Generator="Poedit")
LATE = header(PO_Revision_Date="2026-01-01 10:30+0000", Last_Translator="Bo", X_Generator="Weblate")


@pytest.mark.parametrize(
    ("base", "ours", "other", "wanted"),
    [
        (header(), EARLY, LATE, LATE),
        (header(), LATE, EARLY, LATE),
        (header(X_Team="a"), header(X_Team="b"), header(X_Team="c"), header(X_Team="b")),
        (header(X_Team="a"), header(X_Team="b"), header(), header(X_Team="b")),
        (header(X_Team="a"), header(X_Team="a", X_More="1"), header(), header(X_More="1")),
        (header(), header(X_One="1"), header(X_Two="2"), header(X_One="1", X_Two="2")),
        (
            header(POT_Creation_Date="2025-01-01 10:00+0000", X_Team="a"),
            header(POT_Creation_Date="2026-01-01 10:00+0000", X_Team="a"),
            header(POT_Creation_Date="2026-01-02 10:00+0000", X_Team="b"),
            header(POT_Creation_Date="2026-01-02 10:00+0000", X_Team="b"),
        ),
    ],
)
def test_headers_are_merged_by_field(base: Entry, ours: Entry, other: Entry, wanted: Entry) -> None:
    merged = merge(*(catalog(header=one) for one in (base, ours, other)))
    assert (merged.catalog.header, merged.findings) == (wanted, ())


def test_all_translators_keep_their_credit() -> None:
    ours, other = (replace(HEADER, comments=("Ann 2024", name)) for name in ("Bo 2025", "Cy 2026"))
    merged = merge(
        catalog(header=replace(HEADER, comments=("Ann 2024",))), catalog(header=ours), catalog(header=other)
    )
    assert merged.catalog.header.comments == ("Ann 2024", "Bo 2025", "Cy 2026")


def test_another_language_is_a_question() -> None:
    merged = merge(
        catalog(header=header()), catalog(header=header(Language="it")), catalog(header=header(Language="sv"))
    )
    assert merged.catalog.field("Language") == "it"
    assert theirs.of(merged.catalog.header) == (Theirs(("Language: sv",)),)
    (finding,) = merged.findings
    assert po.write(merged.catalog).splitlines()[finding.line - 1] == b'msgstr ""'


# --- a new edition of the source on one side


def sources(*texts: str) -> list[Entry]:
    return [Entry(text, references=("a.txt",)) for text in texts]


def extracted(before: Catalog | None, *texts: str) -> Catalog:
    return again(update(before, sources(*texts), HEADER, path="x.po", locale="fr"))


def translated(before: Catalog, **texts: str) -> Catalog:
    """With the texts of the sentences that have these words, finished."""

    def done(entry: Entry) -> Entry:
        text = next((text for word, text in texts.items() if word in entry.msgid), None)
        return entry if text is None else replace(entry, msgstr=text, fuzzy=False)

    return again(replace(before, entries=tuple(map(done, before.entries))))


CHANGED = SECOND.replace("killed", "executed in secret")
OLD = extracted(None, FIRST, SECOND, THIRD)
DONE = translated(OLD, experts="Les experts", Thousands="Des milliers", families="Leurs familles")


def values(one: Catalog) -> list[tuple[str, str, bool, bool]]:
    return [(entry.msgid, entry.msgstr, entry.fuzzy, entry.obsolete) for entry in one.entries]


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize("before", [OLD, DONE])
def test_a_translation_of_the_old_edition_goes_into_the_new_one(before: Catalog, swap: bool) -> None:
    edition = extracted(before, FIRST, CHANGED, THIRD)
    work = translated(before, experts="Experts", Thousands="Milliers")
    merged = merge(before, *((work, edition) if swap else (edition, work)))
    wanted = extracted(work, FIRST, CHANGED, THIRD)
    assert merged.catalog.entries == wanted.entries
    assert not merged.findings
    twice = merge(before, again(merged.catalog), edition)
    assert po.write(twice.catalog) == po.write(merged.catalog)


@pytest.mark.parametrize("swap", [False, True])
def test_a_suggestion_that_was_accepted_in_the_old_edition_is_finished_when_its_sentence_returns(
    swap: bool,
) -> None:
    draft = suggestion(SECOND, "Des milliers", "draft")
    before = extracted(again(replace(OLD, entries=(OLD.entries[0], draft))), FIRST, SECOND)
    edition, work = extracted(before, FIRST, CHANGED), translated(before, Thousands="Des milliers")
    merged = again(merge(before, *((work, edition) if swap else (edition, work))).catalog)
    assert merged.entries == extracted(work, FIRST, CHANGED).entries
    assert values(extracted(merged, FIRST, SECOND))[1] == (SECOND, "Des milliers", False, False)


def test_what_was_finished_in_the_new_edition_stays_and_the_old_is_kept_too() -> None:
    edition = translated(extracted(DONE, FIRST, CHANGED, THIRD), Thousands="En secret")
    work = translated(DONE, Thousands="Milliers")
    merged = merge(DONE, edition, work).catalog
    assert values(merged)[1] == (CHANGED, "En secret", False, False)
    assert values(merged)[-1] == (SECOND, "Milliers", False, True)


def test_a_sentence_that_is_gone_keeps_its_new_translation_as_obsolete() -> None:
    work = translated(DONE, Thousands="Milliers")
    for edition in (extracted(DONE, FIRST, THIRD), replace(DONE, entries=(DONE.entries[0], DONE.entries[2]))):
        for sides in ((edition, work), (work, edition)):
            assert values(merge(DONE, *sides).catalog)[-1] == (SECOND, "Milliers", False, True)


@pytest.mark.parametrize("swap", [False, True])
def test_a_new_edition_that_lacks_the_old_texts_takes_none_away(swap: bool) -> None:
    edition, bare = extracted(DONE, FIRST, CHANGED, THIRD), extracted(None, FIRST, CHANGED, THIRD)
    merged = merge(DONE, *((bare, edition) if swap else (edition, bare))).catalog
    assert values(merged)[1] == (CHANGED, "Des milliers", True, False)


def test_what_nobody_worked_on_goes() -> None:
    edition = replace(DONE, entries=DONE.entries[:2])
    assert merge(DONE, edition, DONE).catalog.entries == edition.entries
    assert merge(DONE, DONE, edition).catalog.entries == edition.entries


def test_typography_alone_takes_the_newer_text_as_finished() -> None:
    quoted = SECOND.replace("political prisoners", "“political” prisoners")
    edition, work = extracted(DONE, FIRST, quoted, THIRD), translated(DONE, Thousands="Milliers")
    merged = merge(DONE, edition, work).catalog
    assert values(merged) == values(extracted(work, FIRST, quoted, THIRD))
    assert po.write(merge(DONE, again(merged), edition).catalog) == po.write(merged)


def test_two_editions_at_once_lose_nothing() -> None:
    first = extracted(translated(DONE, experts="Experts"), FIRST, CHANGED, THIRD)
    second = extracted(translated(DONE, families="Familles"), FIRST, SECOND, THIRD, "New.")
    merged = merge(DONE, first, second).catalog
    assert [entry.msgid for entry in merged.entries if not entry.obsolete] == [FIRST, CHANGED, THIRD, "New."]
    assert {"Experts", "Des milliers", "Familles"} <= {entry.msgstr for entry in merged.entries}


# --- laws

KEYS = "abcdefgh"
texts = st.sampled_from(["", "oui", "non", 'dit "là"\n', "x" * 90]) | st.integers(0, 999).map(
    "texte {}".format
)
kinds = st.sampled_from([None, "machine", "memory", "draft", "edited"])


Contexts = Callable[[str], st.SearchStrategy[str | None]]


def one_context(key: str) -> st.SearchStrategy[str | None]:
    """Always the same."""
    return st.just("menu" if key > "f" else None)


def any_context(_key: str) -> st.SearchStrategy[str | None]:
    """Another one at any time: to an update the sentence is a new one, much like the old."""
    return st.sampled_from([None, None, "menu"])


@st.composite
def entries(draw: st.DrawFn, key: str, contexts: Contexts) -> Entry:
    msgstr, kind = draw(texts), draw(kinds)
    told = (("text", text_hash(msgstr if draw(st.booleans()) else "other")),)
    translated = bool(msgstr)
    return Entry(
        key,
        msgstr,
        msgctxt=draw(contexts(key)),
        fuzzy=translated and draw(st.booleans()),
        origin=Origin(kind, told) if kind and translated else None,
        comments=tuple(draw(st.lists(st.sampled_from(["ask Ann", "why?", "done"]), max_size=2, unique=True))),
        flags=draw(st.sampled_from([(), ("no-wrap",)])),
        references=draw(st.sampled_from([(), ("a.txt",), ("a.txt:3", "b.txt")])),
        obsolete=translated and draw(st.integers(0, 4)) == 0,
    )


def tidy(found: Iterable[Entry]) -> Catalog:
    """As read from a file whose obsolete entries stand at the end."""
    return catalog(*sorted(found, key=lambda entry: entry.obsolete))


def shown(one: Catalog) -> list[Entry]:
    """Its entries without their lines, for a failure that can be read."""
    return [replace(entry, kept=None) for entry in one.entries]


@st.composite
def editions(draw: st.DrawFn, contexts: Contexts = one_context) -> tuple[Catalog, Catalog, Catalog]:
    """A catalog, and what two sides have made of it."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    base = tidy(draw(entries(key, contexts)) for key in keys)

    def side() -> Catalog:
        kept = [
            entry if draw(st.booleans()) else draw(entries(entry.msgid, contexts))
            for entry in base.entries
            if draw(st.integers(0, 5))
        ]
        for key in draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True)):
            if all(entry.msgid != key for entry in (*base.entries, *kept)):
                kept.insert(draw(st.integers(0, len(kept))), draw(entries(key, contexts)))
        return tidy(kept)

    return base, side(), side()


@given(editions())
def test_one_side_alone_is_the_merge(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, _ = three
    for sides in ((ours, base), (ours, ours)):
        merged = merge(base, *sides)
        assert po.write(merged.catalog) == po.write(ours)
        assert not merged.findings
    other = merge(base, base, ours)
    assert set(other.catalog.entries) == set(ours.entries)
    assert not other.findings


def human(entry: Entry) -> bool:
    waiting = {Standing.UNTRANSLATED, Standing.MACHINE, Standing.MEMORY, Standing.DRAFT, Standing.ACCEPTED}
    return standing(entry) not in waiting


def known(one: Catalog) -> set[str]:
    """All texts that stand somewhere: living, obsolete, in comments."""
    said = {text for entry in one.entries for rival in theirs.of(entry) for text in rival.texts}
    return said | {entry.msgstr for entry in one.entries}


IN_MENU = Entry("f", "oui", msgctxt="menu", fuzzy=True)
"""What an update makes of `f` in another context, as msgmerge writes it: without ours of an origin."""
BEFORE, TYPED = catalog(Entry("f", "oui")), catalog(Entry("f", "texte 0"))


@example((BEFORE, TYPED, catalog(IN_MENU)))
@example((BEFORE, update(TYPED, [Entry("f", msgctxt="menu")]), catalog(IN_MENU)))
@given(editions() | editions(any_context))
def test_no_work_is_lost_and_none_is_moved(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, other = three
    merged = merge(*three).catalog
    note(f"{[shown(one) for one in (*three, merged)]}")
    before = {entry.key: entry for entry in base.entries}
    for side in (ours, other):
        typed = {e.msgstr for e in side.entries if human(e) and e != before.get(e.key)}
        unsaid = {e.msgstr for e in base.entries}
        assert typed - unsaid <= known(merged)
    there = {(entry.key, entry.msgstr) for side in (ours, other) for entry in side.entries}
    no_work = (Standing.EARLIER, Standing.UNTRANSLATED)
    assert {(entry.key, entry.msgstr) for entry in merged.entries if standing(entry) not in no_work} <= there


@given(editions())
def test_both_ways_give_the_same_where_nobody_has_to_choose(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, other = three
    one_way, other_way = merge(base, ours, other), merge(base, other, ours)
    note(f"{[shown(one) for one in (*three, one_way.catalog, other_way.catalog)]}")
    assert len(one_way.findings) == len(other_way.findings)
    if not one_way.findings:
        assert _unordered(one_way.catalog) == _unordered(other_way.catalog)


def _unordered(one: Catalog) -> set[Entry]:
    """Its living entries, comments and references in any order."""
    return {
        replace(entry, comments=tuple(sorted(entry.comments)), references=tuple(sorted(entry.references)))
        for entry in one.entries
        if not entry.obsolete
    }


@given(editions())
def test_what_is_merged_stays_so(three: tuple[Catalog, Catalog, Catalog]) -> None:
    base, _, other = three
    once = again(merge(*three).catalog)
    twice = merge(base, once, other).catalog
    note(f"{[shown(one) for one in (*three, once, twice)]}")
    assert set(twice.entries) == set(once.entries)
    assert po.write(merge(other, once, other).catalog) == po.write(once)


@given(editions())
def test_without_a_base_nothing_is_lost_either(three: tuple[Catalog, Catalog, Catalog]) -> None:
    _, ours, other = three
    merged = merge(None, ours, other).catalog
    work = {entry.msgstr for side in (ours, other) for entry in side.entries if human(entry)}
    assert work <= known(merged)
    assert {entry.key for entry in merged.entries} == {e.key for e in (*ours.entries, *other.entries)}


def test_gettext_s_tools_agree_with_the_result(tool: Tool) -> None:
    rnd = random.Random(5)

    def side(base: Iterable[Entry]) -> Catalog:
        edits = (
            replace(e, msgstr=rnd.choice(["un", "deux " * 30, "trois"])) if rnd.random() < 0.5 else e
            for e in base
        )
        return catalog(*(entry for entry in edits if rnd.random() < 0.9))

    base = catalog(*(Entry(f"sentence {n} " * 9, f"phrase {n}", comments=("why?",)) for n in range(60)))
    merged = merge(base, side(base.entries), side(base.entries))
    assert merged.findings
    data = po.write(merged.catalog)
    assert tool("msgcat", "-", data=data)[0] == data
    assert tool("msgfmt", "-c", "--check-header", "-o", "/dev/null", "-", data=data)[1] == ""


def test_plural_forms_that_a_human_has_begun_are_work() -> None:
    """An update's suggestion is known by all its forms, so a change of one is a human's."""
    old = Entry("a day", msgid_plural="days", msgstr_plural=("un jour", "des jours"))
    made = update(catalog(old), [Entry("a long day", msgid_plural="long days")], cutoff=1).entries[0]
    mine, other = (replace(made, msgstr_plural=("un long jour", form)) for form in ("longs jours", "jours"))
    merged = merge(*map(catalog, (made, mine, other)))
    assert one(merged).msgstr_plural == mine.msgstr_plural
    assert theirs.of(one(merged)) == (Theirs(other.msgstr_plural, fuzzy=True),)
