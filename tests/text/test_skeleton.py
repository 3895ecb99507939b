"""The skeleton of a text: what it has beside numbers, dates and addresses."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmpipe.text import skeleton as room
from tmpipe.text.skeleton import masked, skeleton

SHARED = [
    ("Some 30,000 were killed.", "Some 7 were killed."),
    ("Some 30,000 were killed.", "Some 30 000 were killed."),
    ("It rose by 2.5 per cent.", "It rose by 10 per cent."),
    ("On 14 July 1988, it began.", "On 3 August 2019, it began."),
    ("On July 14, 1988, it began.", "On May 3, 2019, it began."),
    ("The 21st session", "The 42nd session"),
    ("In June, they met again.", "In July, they met again."),
    ("از ۱۴ خرداد ۱۳۶۷ تا کنون", "از ۳ تیر ۱۳۹۸ تا کنون"),
    ("Le 1er juillet 1988, tout commença.", "Le 14 août 1988, tout commença."),
    ("See https://example.org/a(b).", "See www.iran.example."),
    ("Write to a.b@example.org, please.", "Write to c@example.net, please."),
    ("See doi 10.1234/abc.5 for more", "See doi 10.99999/x for more"),
    ("At 9:30 the <g1>bell</g1> rang.", "At 19.15 the <g1>bell</g1> rang."),
    ("Article 6(2)(a)", "Article 14(1)(a)"),
]
OTHERS = [
    ("Some 30,000 were killed.", "Some 30,000 were tortured."),
    ("See <g1>this</g1>", "See <g2>this</g2>"),
    ("See <x1/> or <g12>this</g12>", "See <x2/> or <g12>this</g12>"),
    ("They may come.", "They june come."),
    ("Mayor of 5 towns", "Juneor of 5 towns"),
    ("30,000", "7"),
    ("14 July 1988", "3 August 2019"),
    ("https://example.org/", "https://example.net/"),
    ("", "5"),
]


@pytest.mark.parametrize(("one", "other"), SHARED)
def test_texts_that_differ_in_numbers_dates_and_addresses_alone_share_it(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_texts_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("text", ["30,000", "14 July 1988", "https://example.org/", "…", "1988–1990", ""])
def test_a_text_without_letters_is_its_own_skeleton(text: str) -> None:
    assert skeleton(text) == text


PIECES = [*"ab 05,.:/-–@<>gxº۱", "May", "July", "تیر", "th", "5th", "1º"]
PIECES += ["<g1>", "<x2/>", ", ", " www.a ", " http://a ", " a@b.cd ", "word", "ماه"]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join)


@given(TEXTS)
@example("May July")
def test_what_is_masked_has_nothing_more_to_mask(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(st.lists(st.sampled_from(["killed", "Iran", "on", "5", "30,000", "July", "2nd", "؟"])))
def test_other_numbers_change_nothing(parts: list[str]) -> None:
    numbers = {"5": "77", "30,000": "1", "July": "August", "2nd": "43rd"}
    text = " in ".join(["They", "were", *parts])
    other = " in ".join(["They", "were", *(numbers.get(part, part) for part in parts)])
    assert skeleton(text) == skeleton(other)


PLAIN = [*"_/éº２۵𝟗²“مه\u200c\ud800\n\t\r", "www", "www.", "(June", "June.", "déc.", "février", "août", "mai"]
PLAIN += ["10.1234/x", "@abc", "x@y.de", "http://a"]


@given(st.lists(st.sampled_from([*PIECES, *PLAIN]), max_size=8).map("".join))
def test_what_is_seen_at_a_glance_is_so(text: str) -> None:
    assert skeleton("in June.") == "in 0."  # the names are read now, before nothing is seen any more
    assert masked("June") == "0"
    quick = skeleton(text), masked(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_plain", lambda _: b"\r")
        assert quick == (skeleton(text), masked(text))
