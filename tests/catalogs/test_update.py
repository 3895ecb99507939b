"""Editions of a document, one after the other: nothing finished is lost, nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs import po, update
from tmpipe.catalogs.nearest import BEST, Earlier
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import standing
from tmpipe.model import Catalog, Entry, Origin, Standing
from tmpipe.text.rate import rate

Tool = Callable[..., tuple[bytes, str]]

HEADER = po.new_header("fr", "statements")
PLACE = ("seeds/a.txt",)

FIRST = "The experts called on the authorities to end the executions at once."
SECOND = "Thousands of political prisoners were killed in the summer of 1988."
THIRD = "Their families have never been told where the bodies were buried."


def edition(*texts: str) -> list[Entry]:
    return [
        Entry(text, references=PLACE, extracted=(f"sentence {n} of {len(texts)}",))
        for n, text in enumerate(texts, 1)
    ]


def finished(*texts: str) -> Catalog:
    """A catalog in which a human has translated everything, as read from its file."""
    catalog = update.update(None, edition(*texts), HEADER, path="x.po", locale="fr")
    entries = (replace(entry, msgstr=f"fr: {entry.msgid}") for entry in catalog.entries)
    return again(replace(catalog, entries=tuple(entries)))


def again(catalog: Catalog) -> Catalog:
    return po.read(po.write(catalog), catalog.path, catalog.locale)


def states(catalog: Catalog) -> list[tuple[str, str, str]]:
    def state(entry: Entry) -> str:
        return "obsolete" if entry.obsolete else "fuzzy" if entry.fuzzy else "" if entry.msgstr else "empty"

    return [(entry.msgid, entry.msgstr, state(entry)) for entry in catalog.entries]


def test_the_first_catalog_is_the_edition() -> None:
    catalog = update.update(None, edition(FIRST, SECOND), HEADER, path="x.po", locale="fr")
    assert catalog == Catalog("x.po", "fr", HEADER, tuple(edition(FIRST, SECOND)))
    assert update.template(edition(FIRST), HEADER, path="x.pot").entries == tuple(edition(FIRST))


def test_the_same_edition_changes_no_byte() -> None:
    catalog = finished(FIRST, SECOND, THIRD)
    assert po.write(update.update(catalog, edition(FIRST, SECOND, THIRD))) == po.write(catalog)


def test_the_same_edition_changes_no_byte_of_odd_files() -> None:
    odd = (
        b'\n\n# licence\n\nmsgid ""\nmsgstr ""\n\n\n#: a.txt\nmsgid "a"\nmsgstr "b"\nmsgid "open\n\n'
        b'#: a.txt\nmsgid ""\n"c"\n"d"\nmsgstr "e"\n#: a.txt\nmsgid "f"\nmsgstr ""\n\n# the end'
    )
    entries = [Entry(text, references=("a.txt",)) for text in ("a", "cd", "f")]
    assert po.write(update.update(po.read(odd, "x.po", "fr"), entries)) == odd


def test_an_inserted_sentence_is_the_only_new_entry() -> None:
    before = finished(FIRST, THIRD)
    first, third = edition(FIRST, THIRD)
    after = update.update(before, [first, Entry("New.", references=PLACE), third])
    lines = po.write(after).decode()
    assert lines.replace('#: seeds/a.txt\nmsgid "New."\nmsgstr ""\n\n', "") == po.write(before).decode()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("sentence 2 of 5, under “A”", "sentence 3 of 6, under “A”", "old"),
        ("paragraph of one sentence, under “A”", "sentence 1 of 2, under “A”", "old"),
        ("paragraph of one sentence", "sentence 1 of 2", "old"),
        ("list item, under “A”", "list item, sentence 1 of 2, under “A”", "old"),
        ("sentence 2 of 5, under “A”", "sentence 2 of 5, under “B”", "new"),
        ("sentence 2 of 5, under “A”", "list item, under “A”", "new"),
        ("sentence 1 of 2, under “sentence 1 of 2”", "sentence 1 of 2, under “sentence 2 of 2”", "new"),
    ],
)
def test_a_count_alone_changes_no_byte(old: str, new: str, expected: str) -> None:
    before = finished(FIRST)
    before = replace(before, entries=(replace(before.entries[0], extracted=(old, "term: a → b")),))
    after = update.update(before, [Entry(FIRST, references=PLACE, extracted=(new, "term: a → b"))])
    assert after.entries[0].extracted[0] == {"old": old, "new": new}[expected]


def test_everything_of_an_exact_entry_stays_but_comments_and_references() -> None:
    old = Entry(
        FIRST,
        "fr",
        fuzzy=True,
        references=("old.txt",),
        origin=Origin("machine", (("engine", "argos"),)),
        comments=("ask Maryam",),
        extracted=("old place",),
        flags=("no-wrap",),
        previous_msgid="older",
    )
    catalog = Catalog("x.po", "fr", HEADER, (old,))
    new = Entry(FIRST, references=PLACE, extracted=("new place",))
    assert update.update(catalog, [new]).entries == (
        replace(old, references=PLACE, extracted=("new place",)),
    )


def test_a_changed_sentence_keeps_its_translation_as_fuzzy() -> None:
    changed = SECOND.replace("Thousands", "Tens of thousands")
    entry = update.update(finished(FIRST, SECOND, THIRD), edition(FIRST, changed, THIRD)).entries[1]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (f"fr: {SECOND}", True, SECOND)
    near, differs = str(int(rate(SECOND, changed))), "[-Thousands-]{+Tens of thousands+} of political …"
    told = (("rate", near), ("differs", differs), ("text", text_hash(f"fr: {SECOND}")))
    assert entry.origin == Origin("earlier", told)


def test_what_differs_is_told_of_the_last_change_alone() -> None:
    after = finished(SECOND)
    for old, new in (("killed", "executed"), ("prisoners", "detainees")):
        after = again(update.update(after, edition(SECOND.replace(old, new))))
    (entry,) = after.entries
    assert entry.origin is not None
    assert [name for name, _ in entry.origin.fields] == ["rate", "differs", "text"]
    assert entry.origin.get("differs") == "Thousands of political [-prisoners-]{+detainees+} were killed …"
    assert po.write(update.update(after, edition(SECOND))) == po.write(finished(SECOND))


def test_a_revised_entry_of_old_is_not_written_anew_for_what_differs() -> None:
    after = update.update(finished(SECOND), edition(f"{SECOND} Truly."))
    (entry,) = after.entries
    assert entry.origin is not None
    without = tuple(field for field in entry.origin.fields if field[0] != "differs")
    old = again(replace(after, entries=(replace(entry, origin=Origin("earlier", without)),)))
    assert len(without) == 2
    assert po.write(update.update(old, edition(f"{SECOND} Truly."))) == po.write(old)
    assert po.write(update.update(old, edition(SECOND))) == po.write(finished(SECOND))


def test_a_change_taken_back_is_finished_again() -> None:
    before = finished(FIRST, SECOND, THIRD)
    twice = SECOND.replace("killed", "executed in secret"), SECOND.replace("prisoners", "detainees")
    after = before
    for text in (*twice, SECOND):
        after = again(update.update(after, edition(FIRST, text, THIRD)))
    assert po.write(after) == po.write(before)


@pytest.mark.parametrize(
    "origin",
    [
        Origin("draft", (("text", "123456"),)),
        Origin("edited", (("engine", "a b"), ("rate", "80"))),
        None,
    ],
)
@pytest.mark.parametrize("fuzzy", [True, False])
def test_whatever_it_was_before_a_change_comes_back(origin: Origin | None, fuzzy: bool) -> None:
    old = Entry(FIRST, "fr", fuzzy=fuzzy, references=PLACE, origin=origin, comments=("a remark",))
    catalog = Catalog("x.po", "fr", HEADER, (old,))
    changed = again(update.update(catalog, [Entry(f"{FIRST} Now!", references=PLACE)]))
    assert changed.entries[0].fuzzy
    assert update.update(changed, [Entry(FIRST, references=PLACE)]).entries == (old,)


def test_a_change_taken_back_after_work_on_it_stays_fuzzy() -> None:
    catalog = update.update(finished(SECOND), edition(f"{SECOND} All of them."))
    touched = replace(catalog, entries=(replace(catalog.entries[0], msgstr="half done"),))
    entry = update.update(touched, edition(SECOND)).entries[0]
    assert (entry.msgstr, entry.fuzzy) == ("half done", True)


def test_a_deleted_sentence_becomes_obsolete_and_comes_back() -> None:
    before = finished(FIRST, SECOND, THIRD)
    without = again(update.update(before, edition(FIRST, THIRD)))
    assert states(without)[-1] == (SECOND, f"fr: {SECOND}", "obsolete")
    assert (without.entries[-1].references, without.entries[-1].extracted) == ((), ())
    assert po.write(update.update(without, edition(FIRST, SECOND, THIRD))) == po.write(before)


def test_a_sentence_without_a_translation_vanishes() -> None:
    catalog = update.update(None, edition(FIRST, SECOND), HEADER)
    assert states(update.update(catalog, edition(SECOND))) == [(SECOND, "", "empty")]


def test_a_moved_sentence_keeps_everything() -> None:
    after = update.update(finished(FIRST, SECOND, THIRD), edition(THIRD, FIRST, SECOND))
    assert [state for _, _, state in states(after)] == ["", "", ""]
    assert [entry.msgid for entry in after.entries] == [THIRD, FIRST, SECOND]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('He said "no" - twice.', "He said “no” – twice."),
        ("the People's Assembly", "the People’s Assembly"),
        ("10 km away", "10\u00a0km  away"),
        ("wait...", "wait…"),
        ("cafe\u0301", "café"),
        ("“a <g1>b</g1>”", '"a <g1>b</g1>"'),
    ],
)
def test_a_change_of_typography_alone_keeps_the_state(old: str, new: str) -> None:
    (entry,) = update.update(finished(old), edition(new)).entries
    assert (entry.msgid, entry.msgstr, entry.fuzzy, entry.previous_msgid) == (new, f"fr: {old}", False, None)


def test_a_change_taken_back_in_other_typography_is_finished_again() -> None:
    before, changed = "the People's Assembly said so", "the Supreme Assembly said so"
    after = update.update(
        update.update(finished(before), edition(changed)), edition(before.replace("'", "’"))
    )
    assert states(after) == [("the People’s Assembly said so", f"fr: {before}", "")]


def test_a_sentence_that_is_repeated_in_other_typography_is_finished_in_both() -> None:
    old, new = "the People's Assembly", "the People’s Assembly"
    after = update.update(finished(old), edition(old, new))
    assert states(after) == [(old, f"fr: {old}", ""), (new, f"fr: {old}", "")]


def test_of_what_differs_in_typography_the_finished_one_serves() -> None:
    half = Entry("wait ... no", "half", fuzzy=True, references=PLACE)
    catalog = replace(finished("wait... no"), entries=(half, *finished("wait... no").entries))
    after = update.update(catalog, edition("wait… no"))
    assert states(after) == [("wait… no", "fr: wait... no", ""), ("wait ... no", "half", "obsolete")]


@pytest.mark.parametrize("origin", [None, "draft"])
def test_a_footnote_that_goes_takes_its_mark_out_of_the_translation(origin: str | None) -> None:
    text = "fin<x2/> et début<x1/>"
    told = Origin(origin, (("text", text_hash(text)),)) if origin else None
    old = Entry("start<x1/> and end<x2/>", text, fuzzy=bool(origin), origin=told)
    (entry,) = update.update(Catalog("x.po", "fr", HEADER, (old,)), [Entry("start and end<x1/>")]).entries
    assert (entry.msgstr, entry.fuzzy) == ("fin<x1/> et début", bool(origin))
    assert entry.origin is None or entry.origin.get("text") == text_hash(entry.msgstr)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("killed in the summer of 1988 in Iran", "killed in the summer of 1989 in Iran"),
        ("the <g1>first letter</g1> of the experts", "the first <g1>letter</g1> of the experts"),
        ("the first letter of the experts", "The first letter of the experts"),
        ("the letter of the experts said so", "the letter of the experts, said so"),
    ],
)
def test_any_other_change_is_to_be_looked_at(old: str, new: str) -> None:
    (entry,) = update.update(finished(old), edition(new)).entries
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (f"fr: {old}", True, old)


def test_what_has_little_in_common_is_no_suggestion() -> None:
    after = update.update(finished(FIRST), edition(THIRD))
    assert states(after) == [(THIRD, "", "empty"), (FIRST, f"fr: {FIRST}", "obsolete")]


def test_the_same_neighbours_help() -> None:
    old = "Nobody was told of any of these five trials."
    new = "Nobody was told of the many secret trials."
    assert 50 <= rate(old, new) < 60
    alone = update.update(finished(old), edition(new))
    between = update.update(finished(FIRST, old, THIRD), edition(FIRST, new, THIRD))
    assert (states(alone)[0][2], states(between)[1][2]) == ("empty", "fuzzy")


def test_neighbours_decide_between_equals() -> None:
    one, two, new = "It was said in June.", "It was said in July.", "It was said in May."
    catalog = finished(one, FIRST, two, SECOND)
    assert update.update(catalog, edition(FIRST, new, SECOND)).entries[1].msgstr == f"fr: {two}"


def test_an_earlier_translation_serves_the_nearest_sentence_only() -> None:
    nearer, farther = f"{SECOND} Truly.", f"{SECOND} That is what happened."
    after = states(update.update(finished(SECOND), edition(farther, nearer)))
    assert [state for _, _, state in after] == ["empty", "fuzzy"]
    both = states(update.update(finished(SECOND), edition(f"{SECOND} Truly.", f"{SECOND} Really.")))
    assert [state for _, _, state in both] == ["fuzzy", "fuzzy"]


@pytest.mark.parametrize("kind", ["machine", "memory"])
def test_a_suggestion_nobody_touched_is_made_anew(kind: str) -> None:
    suggested = Entry(SECOND, "fr", fuzzy=True, origin=Origin(kind, (("text", text_hash("fr")),)))
    after = update.update(Catalog("x.po", "fr", HEADER, (suggested,)), edition(f"{SECOND} Truly."))
    assert states(after) == [(f"{SECOND} Truly.", "", "empty")]


KEPT = {
    "changed": {"msgstr": "fr, half done"},
    "finished": {"fuzzy": False},
    "remarked on": {"comments": ("ask the lawyers",)},
    "a draft": {"origin": Origin("draft", (("text", text_hash("fr")),))},
    "of an unknown origin": {"origin": None},
    "without a hash": {"origin": Origin("memory", (("rate", "90"),))},
}


@pytest.mark.parametrize("kind", ["machine", "memory"])
@pytest.mark.parametrize("obsolete", [False, True])
def test_a_suggestion_nobody_touched_goes_with_its_sentence(kind: str, obsolete: bool) -> None:
    suggested = Entry(SECOND, "fr", fuzzy=True, origin=Origin(kind, (("text", text_hash("fr")),)))
    catalog = Catalog("x.po", "fr", HEADER, (replace(suggested, obsolete=obsolete),))
    assert states(update.update(catalog, edition(FIRST))) == [(FIRST, "", "empty")]
    assert update.update(catalog, edition(SECOND)).entries[0].msgstr == "fr"


@pytest.mark.parametrize("changes", KEPT.values(), ids=KEPT)
def test_what_somebody_wrote_stays_when_its_sentence_goes(changes: dict[str, object]) -> None:
    suggested = Entry(SECOND, "fr", fuzzy=True, origin=Origin("memory", (("text", text_hash("fr")),)))
    written = replace(suggested, **changes)  # type: ignore[arg-type]
    after = again(update.update(Catalog("x.po", "fr", HEADER, (written,)), edition(FIRST)))
    assert [entry.obsolete for entry in after.entries] == [False, True]
    assert replace(after.entries[1], obsolete=False) == written


@pytest.mark.parametrize(("remark", "kept"), [("who says so?", 1), ("another remark", 2)])
def test_a_suggestion_with_the_remarks_of_what_it_replaced_goes(remark: str, kept: int) -> None:
    told = (("substituted", "1988→1989"), ("text", text_hash("fr 1989")))
    other = SECOND.replace("1988", "1989")
    suggested = Entry(other, "fr 1989", fuzzy=True, origin=Origin("memory", told), comments=(remark,))
    former = Entry(SECOND, "fr 1988", obsolete=True, comments=("who says so?",))
    catalog = Catalog("x.po", "fr", HEADER, (suggested, former))
    assert len(update.update(catalog, edition(SECOND)).entries) == kept


def test_what_msgmerge_made_fuzzy_keeps_its_previous_msgid() -> None:
    merged = Entry(f"{SECOND} Truly.", "fr", fuzzy=True, previous_msgid=SECOND)
    (entry,) = update.update(Catalog("x.po", "fr", HEADER, (merged,)), edition(f"{SECOND} Really.")).entries
    assert (entry.msgstr, entry.previous_msgid) == ("fr", SECOND)


def test_another_context_is_another_message() -> None:
    (entry,) = update.update(finished(FIRST), [Entry(FIRST, msgctxt="title", references=PLACE)]).entries
    assert (entry.msgctxt, entry.fuzzy, entry.previous_msgid) == ("title", True, FIRST)


def test_a_plural_that_comes_or_goes_is_looked_at_again() -> None:
    one = Catalog("x.po", "fr", HEADER, (Entry("a file", "un fichier"),))
    many = update.update(one, [Entry("a file", msgid_plural="%d files")])
    assert many.entries == (
        Entry(
            "a file",
            fuzzy=True,
            msgid_plural="%d files",
            msgstr_plural=("un fichier", "un fichier"),
            previous_msgid="a file",
        ),
    )
    (entry,) = update.update(many, [Entry("a file")]).entries
    assert entry == Entry("a file", "un fichier", fuzzy=True)
    assert update.update(None, [Entry("a", msgid_plural="b")], HEADER).entries[0].msgstr_plural == ("", "")


@pytest.mark.parametrize(
    ("told", "forms"),
    [
        ("nplurals=1; plural=0;", 1),
        ("nplurals = 6; plural=n;", 6),
        ("nplurals=0;", 2),
        ("nplurals=INTEGER;", 2),
        ("", 2),
        ("nplurals=1000000000;", 2),
        (f"nplurals={'9' * 5_000};", 2),
    ],
)
def test_plural_forms_as_the_header_tells_them(told: str, forms: int) -> None:
    header = Entry("", f"Plural-Forms: {told}\n")
    (entry,) = update.update(None, [Entry("a", msgid_plural="b")], header).entries
    assert entry.msgstr_plural == ("",) * forms


def test_a_plural_that_goes_is_shown_until_it_comes_back() -> None:
    old = Entry("a file", msgid_plural="%d files", msgstr_plural=("un", "des"))
    catalog = update.update(Catalog("x.po", "fr", HEADER, (old,)), [Entry("a file")])
    (gone,) = catalog.entries
    assert (gone.fuzzy, gone.previous_msgid, gone.previous_msgid_plural) == (True, "a file", "%d files")
    (entry,) = update.update(catalog, [Entry("a file", msgid_plural="%d files")]).entries
    assert (entry.fuzzy, entry.previous_msgid, entry.previous_msgid_plural) == (True, None, None)


@pytest.mark.parametrize(("kind", "fuzzy"), [("machine", True), ("draft", True), ("memory", False)])
def test_a_suggestion_that_gets_a_plural_is_untouched_until_a_human_has_begun(kind: str, fuzzy: bool) -> None:
    told = Origin(kind, (("rate", "90"), ("text", text_hash("un fichier"))))
    old = Catalog("x.po", "fr", HEADER, (Entry("a file", "un fichier", fuzzy=fuzzy, origin=told),))
    many = update.update(old, [Entry("a file", msgid_plural="%d files")])
    assert standing(many.entries[0]) == kind
    assert standing(replace(many.entries[0], msgstr_plural=("un fichier", "des fichiers"))) is Standing.BEGUN
    begun = replace(old, entries=(replace(old.entries[0], msgstr="le fichier"),))
    (entry,) = update.update(begun, [Entry("a file", msgid_plural="%d files")]).entries
    assert standing(entry) is Standing.BEGUN
    assert update.update(many, [Entry("a file")]).entries[0].origin == told


SENTENCES_OF_A_LETTER = ("Dear friends", FIRST, SECOND, THIRD, "Geneva, 9 June 2021")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (SENTENCES_OF_A_LETTER, ["Quite another text.", "It has two sentences."], True),
        (SENTENCES_OF_A_LETTER, [], True),
        (SENTENCES_OF_A_LETTER, ["Quite another text.", SECOND], False),
        (SENTENCES_OF_A_LETTER, ["Quite another text.", f"{SECOND} Truly."], False),
        (SENTENCES_OF_A_LETTER[:4], ["Quite another text."], False),
        ([f"{n}: {THIRD}" for n in range(1, 10)] + [FIRST, SECOND], [SECOND], True),
    ],
)
def test_the_catalog_of_another_document(before: Sequence[str], now: Sequence[str], expected: bool) -> None:
    catalog = finished(*before)
    after = update.update(catalog, edition(*now))
    assert update.foreign(catalog, after) is expected
    assert not update.foreign(after, update.update(after, edition(*now)))


def test_damaged_lines_move_with_the_entry_before_them() -> None:
    text = 'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n\nmsgid "open\n\nmsgid "c"\nmsgstr "d"\n\n# end\n'
    catalog = po.read(text.encode(), "x.po", "fr")
    after = po.write(update.update(catalog, [Entry("c"), Entry("new"), Entry("a")])).decode()
    assert after == (
        'msgid ""\nmsgstr ""\n\nmsgid "c"\nmsgstr "d"\n\nmsgid "new"\nmsgstr ""\n\n'
        'msgid "a"\nmsgstr "b"\n\nmsgid "open\n\n\n# end\n'
    )


def test_a_message_that_stands_twice_loses_neither_translation() -> None:
    catalog = po.read(
        b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n\nmsgid "a"\nmsgstr "b"\n', "x.po", "fr"
    )
    assert states(update.update(catalog, [Entry("a")])) == [("a", "b", ""), ("a", "c", "obsolete")]


def test_msgfmt_takes_every_edition(tool: Tool) -> None:
    catalog = finished(FIRST, SECOND)
    for texts in ((SECOND, THIRD), (f"{FIRST} Now.", THIRD), (SECOND, f"{FIRST} Now."), (FIRST, SECOND)):
        catalog = update.update(catalog, edition(*texts))
        data = po.write(catalog)
        assert tool("msgfmt", "-c", "--check-header", "-o", "/dev/null", "-", data=data)[1] == ""
        assert tool("msgcat", "-", data=data)[0] == data


def test_msgmerge_keeps_what_we_noted(tool: Tool, tmp_path: Path) -> None:
    noted = Origin("machine", (("engine", "argos:en_fr:1.9"), ("text", text_hash("fr"))))
    remark = 'tmpipe: ignore=term-missing:pmoi "a pronoun stands for it"'
    entries = (
        Entry(FIRST, "fr", fuzzy=True, references=PLACE, origin=noted, comments=(remark,)),
        Entry(SECOND, "fr", references=PLACE, origin=Origin("edited")),
        Entry(THIRD, "gone", references=PLACE, origin=Origin("draft")),
    )
    (tmp_path / "old.po").write_bytes(po.write(Catalog("x.po", "fr", HEADER, entries)))
    template = update.template(edition(FIRST, f"{SECOND} Truly."), HEADER)
    (tmp_path / "new.pot").write_bytes(po.write(template))
    merged, _ = tool(
        "msgmerge", "--previous", "-q", str(tmp_path / "old.po"), str(tmp_path / "new.pot"), data=b""
    )
    first, second, third = po.read(merged, "x.po", "fr").entries
    assert (first.origin, first.comments, first.fuzzy) == (noted, (remark,), True)
    assert (second.origin, second.fuzzy, second.previous_msgid) == (Origin("edited"), True, SECOND)
    assert (third.origin, third.obsolete, third.msgstr) == (Origin("draft"), True, "gone")


VOCABULARY = ("experts", "called", "authorities", "end", "killed", "summer", "1988", "families", "told")
SENTENCES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)
EDITIONS = st.lists(st.lists(SENTENCES, max_size=8, unique=True), min_size=2, max_size=6)


@given(EDITIONS, st.data())
def test_nothing_finished_is_ever_lost(editions: Sequence[Sequence[str]], data: st.DataObject) -> None:
    """Over random editions, with a human who finishes entries between them in words never used before."""
    catalog = Catalog("x.po", "fr", HEADER)
    written: set[str] = set()
    for number, texts in enumerate(editions):
        catalog = update.update(catalog, edition(*texts))
        assert [entry.msgid for entry in catalog.entries if not entry.obsolete] == list(texts)
        assert update.update(catalog, edition(*texts)) == catalog
        kept = {entry.msgstr for entry in catalog.entries}
        assert written <= kept
        entries = list(catalog.entries)
        for at in data.draw(st.sets(st.integers(0, max(0, len(texts) - 1)), max_size=len(texts))):
            if not entries[at].msgstr:
                entries[at] = replace(entries[at], msgstr=f"{number}.{at}")
                written.add(f"{number}.{at}")
        catalog = again(replace(catalog, entries=tuple(entries)))
        assert not catalog.findings


@given(st.lists(SENTENCES, max_size=20), SENTENCES, st.sampled_from([50, 60, 75, 90]))
def test_the_index_misses_no_candidate(texts: list[str], new: str, cutoff: float) -> None:
    found = {pair.old: pair.rate for pair in Earlier(enumerate(texts)).pairs(0, new, (), cutoff)}
    slow = {n: rate(text, new) for n, text in enumerate(texts) if min(rate(text, new), 99) >= cutoff}
    assert found == {n: min(value, 99) for n, value in slow.items()}


@given(st.lists(SENTENCES, min_size=BEST, max_size=60), SENTENCES)
def test_the_best_pairs_are_kept_of_many(texts: list[str], new: str) -> None:
    found = [pair.rate for pair in Earlier(enumerate(texts)).pairs(0, new, (), 50)]
    slow = sorted((min(rate(text, new), 99) for text in texts if rate(text, new) >= 50), reverse=True)
    assert sorted(found, reverse=True) == slow[:BEST]


def formulas(count: int, end: str = "") -> list[str]:
    return [f"The prisoner number w{n} was hanged in Evin prison in summer{end}" for n in range(count)]


def test_of_sentences_that_are_all_alike_each_finds_its_own() -> None:
    after = update.update(finished(*formulas(500)), edition(*formulas(500, " 1988")))
    assert states(after) == [
        (new, f"fr: {old}", "fuzzy") for new, old in zip(formulas(500, " 1988"), formulas(500), strict=True)
    ]


@pytest.mark.parametrize("end", [" 1988", " 1988, in secret"])
def test_where_too_many_are_alike_the_nearest_in_place_are_compared(end: str) -> None:
    """A hundred comparisons and a thousand places a sentence are left where a million are asked for."""
    earlier = Earlier(enumerate(formulas(3_000)), 1_000_000)
    found = [pair.old for pair in earlier.pairs(2_000, formulas(8)[7] + end, (), 60)]
    assert len(found) == BEST
    assert 7 in found
    assert all(1_900 <= number <= 2_100 for number in found if number != 7)
