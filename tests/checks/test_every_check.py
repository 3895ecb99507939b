"""What holds for every check: any text is judged, and a large one in its length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmpipe import parts
from tmpipe.checks import base
from tmpipe.checks.base import Context
from tmpipe.model import Catalog, Entry

ODD = st.text(st.sampled_from("aé <g1>/x.@:?[]0۱²\n\t\u202e\u2069\u200c\ue000آАΑ%$Â©{}|=May "), max_size=40)


@settings(max_examples=150)
@given(
    st.one_of(st.text(min_size=1), ODD.filter(bool)), st.one_of(st.text(), ODD), st.sampled_from(["fr", "fa"])
)
def test_any_texts_are_judged(source: str, target: str, locale: str) -> None:
    entries = (
        Entry(source, target, flags=("c-format",)),
        Entry(source, msgid_plural=source, msgstr_plural=("", target)),
    )
    for finding in base.run(Catalog("x.po", locale, Entry(""), entries), Context(locale)):
        assert finding.message


RUNS = [
    "a@", "@a",
    "www.", "10.1234/", "https://a.", "le le ", "Ali Bcdefg ", "Aa-Bb ", "1 May ", "1-", "\u202e",
    "\u2066", "%", "%1$", "%*", "Ã©", "Ø§", "a?b", "<", "= ", "[1]", "A", "a.", "«", "é\u200c", "آ ", "а",
    "x\n", "Ab ", "a b@", "é ", "fr ", ",۱۱۱",
]  # fmt: skip


@pytest.mark.parametrize(
    "entry",
    [
        Entry("a", msgid_plural="", msgstr_plural=("x", "y")),
        Entry("a", msgid_plural="", msgstr_plural=("x",)),
        Entry("", msgctxt="q", msgid_plural="b", msgstr_plural=("x", "y")),
        Entry("", msgctxt="q", msgid_plural="", msgstr_plural=("x",)),
    ],
)
@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_a_plural_with_an_empty_source_is_judged(entry: Entry, locale: str) -> None:
    context = Context(locale)
    assert all(one.check != "newline-mismatch" for one in base.run(_one(entry, locale), context))


def _one(entry: Entry, locale: str) -> Catalog:
    return Catalog("x.po", locale, Entry(""), (entry,))


BOTH = [
    ("word! X ", "mot ! "),
    ("Anna Bachellet, ", "Anna Bachelet, Bachellot, "),
    ("a,b ", "mot,autre "),
    ("a—b ", "c—d "),
]


@pytest.mark.parametrize(("source", "target"), BOTH)
def test_two_large_texts_are_judged_in_their_length(source: str, target: str) -> None:
    entry = Entry(source * 3000, target * 3000)
    context = Context("fr", catalog=_one(entry, "fr"))
    for name in parts.CHECKS:
        list(parts.part("checks", name)(entry, context))


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_large_texts_are_judged_in_their_length(run: str, locale: str) -> None:
    """A text that is looked at again from each of its places would take minutes."""
    many = run * (60_000 // len(run))
    entries = (Entry("In May", f"x{many}", flags=("c-format",)), Entry(f"x{many}", "y", flags=("c-format",)))
    context = Context(locale, catalog=Catalog("x.po", locale, Entry("")))
    for name in parts.CHECKS:
        for entry in entries:
            list(parts.part("checks", name)(entry, context))
