"""Codes out of a text, and into its translation: `lift` <-> `lower`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.checks.base import Context
from tmpipe.checks.markup import mismatch
from tmpipe.engines.care.codes import lift
from tmpipe.engines.care.gaps import Worded
from tmpipe.model import Entry, escaped
from tmpipe.parts import Link


def linked(source: str, target: str, pairs: str) -> list[Link]:
    """Links of words by number: `3-1` links word 3 of the source, from 0, with word 1 of the target."""
    mine, theirs = Worded(source), Worded(target)
    numbers = (map(int, pair.split("-")) for pair in pairs.split())
    return [
        Link(theirs.starts[there], theirs.ends[there], mine.starts[here], mine.ends[here])
        for here, there in numbers
    ]


def identity(text: str) -> list[Link]:
    words = Worded(text)
    return [Link(*span, *span) for span in zip(words.starts, words.ends, strict=True)]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("He left.", "He left."),
        ("Read &lt;g1> and &amp;lt;x2/>", "Read <g1> and &lt;x2/>"),
        ("<g1>Ebrahim Raisi</g1>, the prosecutor", "Ebrahim Raisi, the prosecutor"),
        ("called on<x1/> the community", "called on the community"),
        ("the General Assembly <x1/>:", "the General Assembly:"),
        ("the General Assembly <x1/> <g2>:</g2>", "the General Assembly:"),
        ("one <x1/> two", "one two"),
        ("see <g1> this </g1> report", "see this report"),
        ("(<x1/> a note)", "(a note)"),
        ("l’Assemblée «\xa0<g1>générale</g1>\xa0» ?", "l’Assemblée «\xa0générale\xa0» ?"),
        ("Strasse 5<x1/>1010 Wien", "Strasse 5 1010 Wien"),
        ("He left.<x1/>“Why?”", "He left. “Why?”"),
        ("H<g1>2</g1>O", "H2O"),
        ("می<x1/>‌شود", "می‌شود"),
        ("<x1/> <g2>Rome</g2> <x3/>", "Rome"),
        ("<x1/>", ""),
        ("<g1> <x2/></g1>", ""),
    ],
)
def test_a_text_without_its_codes_reads_as_its_reader_sees_it(message: str, text: str) -> None:
    assert lift(message).text == text


TABLE = [
    # edges
    ("<g1>Public document</g1>", "Document public", "", "<g1>Document public</g1>"),
    ("<x1/>He left.<x2/>", "Il partit.", "", "<x1/>Il partit.<x2/>"),
    ("He left<x1/>.", "Il partit.", "", "Il partit<x1/>."),
    ("He left.<x1/>", "او رفت.", "", "او رفت.<x1/>"),
    ("“He left.”<x1/>", "« Il partit. »", "", "« Il partit. »<x1/>"),
    ("<g1>“He left.”</g1>", "«Se ne andò.»", "", "<g1>«Se ne andò.»</g1>"),
    ("“<g1>He left</g1>.”", "«Se ne andò.»", "", "«<g1>Se ne andò</g1>.»"),
    ("<g1><g2>Public</g2></g1> <x3/>", "Publik", "", "<g1><g2>Publik</g2></g1> <x3/>"),
    # pairs
    (
        "<g1>Alireza Avaei</g1>, Iran’s current minister, was there.",
        "Le ministre actuel de l’Iran, Alireza Avaei, était là.",
        "5-1 4-2 2-5 0-6 1-7 6-8 7-9",
        "Le ministre actuel de l’Iran, <g1>Alireza Avaei</g1>, était là.",
    ),
    (
        "The report <g1>Blood-soaked secrets: Why?</g1> calls for justice.",
        "Il rapporto Segreti insanguinati: Perché? chiede giustizia.",
        "0-0 1-1 2-3 3-2 4-4 5-5 7-6",
        "Il rapporto <g1>Segreti insanguinati: Perché?</g1> chiede giustizia.",
    ),
    (
        "The report “<g1>Dry nets</g1>”, she said.",
        "Le rapport « Filets secs », a-t-elle dit.",
        "0-0 1-1 2-3 3-2 4-4 5-5",
        "Le rapport « <g1>Filets secs</g1> », a-t-elle dit.",
    ),
    (
        "The report <g1>“Dry nets”</g1>, she said.",
        "Rapporten ”Torra nät”, sade hon.",
        "1-0 2-1 3-2 4-4 5-3",
        "Rapporten <g1>”Torra nät”</g1>, sade hon.",
    ),
    (
        "<g1>Yesterday</g1> the <g2>law</g2> passed.",
        "La loi passa hier.",
        "0-3 1-0 2-1 3-2",
        "La <g2>loi</g2> passa <g1>hier</g1>.",
    ),
    (
        "a <g1>very <g2>red</g2> house</g1> there",
        "une maison très rouge là",
        "0-0 1-2 2-3 3-1 4-4",
        "une <g1>maison très <g2>rouge</g2></g1> là",
    ),
    ("He <g1></g1>left Rome.", "Il quitta Rome.", "0-0 1-1 2-2", "Il <g1></g1>quitta Rome."),
    ("<g1>Name: </g1>Ali came", "Nom : Ali vint", "0-0 1-1 2-2", "<g1>Nom : </g1>Ali vint"),
    (
        "the <g1>death commission</g1> met",
        "«هیئت مرگ» تشکیل شد",
        "1-1 2-0 3-2 3-3",
        "«<g1>هیئت مرگ</g1>» تشکیل شد",
    ),
    (
        "they <g1>are seen</g1> here",
        "این‌جا دیده می‌شوند",
        "0-2 1-2 2-1 3-0",
        "این‌جا <g1>دیده می‌شوند</g1>",
    ),
    (
        "in <g1>group5</g1> and H<g2>2</g2>O",
        "i grupp5 och H2O",
        "0-0 1-1 2-2",
        "i <g1>grupp5</g1> och H<g2>2</g2>O",
    ),
    ("the group<g1>5</g1> left", "le groupe5 partit", "0-0 1-1 2-2", "le groupe<g1>5</g1> partit"),
    ("<g1>T</g1>he law", "La loi", "0-0 1-1", "<g1>La</g1> loi"),
    # noise: one stray word, one word from elsewhere within
    (
        "In May the <g1>red house</g1> burnt down.",
        "En mai la maison toute rouge brûla un soir rouge.",
        "0-0 1-1 2-2 4-3 0-4 3-5 5-6 6-7 6-8 3-9",
        "En mai la <g1>maison toute rouge</g1> brûla un soir rouge.",
    ),
    # single codes
    (
        "Morgan Ortagus on 17 July 2020 called on<x1/> the community.",
        "Le 17 juillet 2020, Morgan Ortagus a appelé la communauté.",
        "0-4 1-5 2-0 3-1 4-2 5-3 6-6 6-7 8-8 9-9",
        "Le 17 juillet 2020, Morgan Ortagus a appelé<x1/> la communauté.",
    ),
    (
        "“Many were denied it,”<x1/> Bachelet said.",
        "« Beaucoup en ont été privés », a déclaré Bachelet.",
        "0-0 2-4 1-3 4-6 5-5",
        "« Beaucoup en ont été privés »,<x1/> a déclaré Bachelet.",
    ),
    (
        "An inquiry in 2017<x1/> by a group found it.",
        "تحقیقی که در سال 2017 از سوی گروهی انجام شد آن را یافت.",
        "1-0 2-2 3-4 4-5 6-7 7-12",
        "تحقیقی که در سال 2017<x1/> از سوی گروهی انجام شد آن را یافت.",
    ),
    (
        "the <g1>Paris report</g1><x2/> was read",
        "le rapport de Paris fut lu",
        "0-0 2-1 1-3 3-4 4-5",
        "le <g1>rapport de Paris</g1><x2/> fut lu",
    ),
    ("a <x1/> b c", "x y z", "0-0 1-1 2-2", "x <x1/> y z"),
    ("Gata 5<x1/>Wien<x2/>Europa", "Rue 5 Vienne Europe", "0-0 1-1 2-2 3-3", "Rue 5<x1/>Vienne<x2/>Europe"),
    # a phrase ends elsewhere: what follows its last word and comes from it, too, up to a mark
    (
        "They cut internet services,<x1/> he said",
        "Ils coupent les services Internet, dit-il",
        "0-0 1-1 3-3 2-4 5-5",
        "Ils coupent les services Internet,<x1/> dit-il",
    ),
    (
        "The human rights group<x1/> Reprieve said so",
        "Le groupe de défense des droits humains Reprieve le dit",
        "0-0 3-1 2-3 2-4 2-5 1-6 4-7 6-8 5-9",
        "Le groupe de défense des droits humains<x1/> Reprieve le dit",
    ),
    (
        "On 25 July, in an interview<x1/> with us",
        "I en intervju den 25 juli med oss",
        "3-0 4-1 5-2 0-3 1-4 2-5 6-6 7-7",
        "I en intervju<x1/> den 25 juli med oss",
    ),
    (
        "Reuters reported<x1/> on 4 May",
        "رویترز در ۴ مه گزارش داد",
        "0-0 2-1 3-2 4-3 1-4 1-5",
        "رویترز در ۴ مه گزارش داد<x1/>",
    ),
    # what was not translated
    ("in <g1>Tehran</g1> now", "nu i Tehran", "", "nu i <g1>Tehran</g1>"),
    (
        "by <g1>Mostafa Pour Mohammadi</g1> there",
        "là Mostafa Pour-Mohammadi",
        "",
        "là <g1>Mostafa Pour-Mohammadi</g1>",
    ),
    ("&lt;g9> in <g1>Rome</g1>", "i Rome <g9>", "", "i <g1>Rome</g1> &lt;g9>"),
]


@pytest.mark.parametrize(("message", "target", "pairs", "lowered"), TABLE)
def test_codes_stand_where_they_belong(message: str, target: str, pairs: str, lowered: str) -> None:
    lifted = lift(message)
    assert lifted.lower(target, linked(lifted.text, target, pairs)) == lowered


@pytest.mark.parametrize(
    ("message", "target", "pairs"),
    [
        ("a <g1>red house</g1> there", "une chose là", "0-0 3-2"),
        ("a <g1>red house</g1> there", "rouge une chose là donc voici maison", "1-0 0-1 3-2 3-3 3-4 3-5 2-6"),
        ("the <g1>law</g1> of <g2>men</g2> now", "la loi maintenant", "0-0 1-1 3-1 4-2"),
        ("it is<x1/> so", "…", ""),
        ("they left<x1/> it", "حال این است", ""),
    ],
)
def test_where_there_is_no_safe_place_there_is_none(message: str, target: str, pairs: str) -> None:
    lifted = lift(message)
    assert lifted.lower(target, linked(lifted.text, target, pairs)) is None


@pytest.mark.parametrize(
    ("message", "target", "phrases", "lowered"),
    [
        ("<g1>He left.</g1><x2/>", "Il partit.", (), "<g1>Il partit.</g1><x2/>"),
        (
            "The report <g1>Dry nets</g1> calls on<x2/> the UN",
            "Le rapport Filets secs appelle l’ONU",
            ("Les filets secs.", "Filets appelle"),
            "Le rapport <g1>Filets secs</g1> appelle<x2/> l’ONU",
        ),
        (
            "reported<x1/> by <g2>Ali Avaei</g2> in 2017<x3/> too",
            "signalé par Ali Avaei en 2017 aussi",
            ("signalé", "rien de tel", "rien non plus"),
            "signalé<x1/> par <g2>Ali Avaei</g2> en 2017<x3/> aussi",
        ),
        ("the <g1>law</g1> it is", "la loi de la loi", ("la loi",), None),
        ("the <g1>law</g1> it is", "voilà le droit", ("la loi",), None),
        (
            "the <g1>death penalty</g1> ends",
            "مجازات اعدام پایان می‌یابد",
            ("مجازات اعدام",),
            "<g1>مجازات اعدام</g1> پایان می‌یابد",
        ),
    ],
)
def test_without_links_phrases_are_looked_for(
    message: str, target: str, phrases: tuple[str, ...], lowered: str | None
) -> None:
    lifted = lift(message)
    assert len(lifted.spans()) == len(phrases)
    assert lifted.lower_by(target, phrases) == lowered


def test_what_is_asked_for_are_pairs_and_the_words_beside_single_codes() -> None:
    lifted = lift("<g1>The report <g2>Dry nets</g2> was read aloud to us<x3/> by all.</g1><x4/>")
    assert lifted.spans() == ("Dry nets", "aloud to us")
    assert lifted.inner
    assert not lift("<g1>The report.</g1><x2/>").inner


# --- laws ----------------------------------------------------------------------------------------

WORDS = [
    "law",
    "red",
    "Rome",
    "of",
    "pour-là",
    "l’an",
    "1988",
    "می‌شود",
    "“",
    "” ",
    ", ",
    ". ",
    " – ",
    "\xa0»",
]
LITERALS = st.lists(
    st.one_of(
        st.sampled_from([*WORDS, " ", " ", "<g1>", "&lt;g1>", "&amp;lt;/g2>", "<", "1>"]),
        st.text("ab é<>&;gx/12؟", max_size=4),
    ),
    max_size=4,
).map("".join)


@st.composite
def messages(draw: st.DrawFn) -> str:
    """What our formats make: sound codes, numbered in order, literal text escaped, no blanks at its ends."""
    out: list[str] = []
    unclosed: list[int] = []
    number = 0
    for kind in draw(st.text("gx//", max_size=8)):
        out.append(escaped(draw(LITERALS)))
        if kind == "/" and unclosed:
            out.append(f"</g{unclosed.pop()}>")
        elif kind != "/":
            number += 1
            out.append(f"<g{number}>" if kind == "g" else f"<x{number}/>")
            unclosed += [number] * (kind == "g")
    out.append(escaped(draw(LITERALS)))
    out += (f"</g{number}>" for number in reversed(unclosed))
    return "".join(out).strip()


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Messages as people write them: codes beside words, marks on either side of them."""
    out: list[str] = []
    unclosed: list[int] = []
    number = 0
    for word in draw(st.lists(st.sampled_from(["law", "red", "Rome", "oro", "pour-là", "1988"]), max_size=9)):
        lead = draw(st.sampled_from(["", "“", "(", "« "]))
        for kind in draw(st.text("gx", max_size=1)):
            number += 1
            out.append(f"<g{number}>" if kind == "g" else f"<x{number}/>")
            unclosed += [number] * (kind == "g")
        out += lead, word
        for mark in draw(st.lists(st.sampled_from([",", "”", ".", "x", "/"]), max_size=3)):
            if mark == "x":
                number += 1
                out.append(f"<x{number}/>")
            elif mark == "/":
                out += [f"</g{unclosed.pop()}>"] if unclosed else []
            else:
                out.append(mark)
        out.append(" ")
    return "".join(out).strip() + "".join(f"</g{number}>" for number in reversed(unclosed))


@given(pages())
def test_codes_stay_where_they_were_if_the_words_do(message: str) -> None:
    lifted = lift(message)
    lowered = lifted.lower(lifted.text.swapcase(), identity(lifted.text))
    assert lowered is not None
    assert lowered.lower() == message.lower()


def wrong(source: str, target: str) -> list[str]:
    remarks = mismatch(Entry(source, target), Context("fr"))
    return [remark.message for remark in remarks]


@given(messages())
def test_lower_is_the_inverse_of_lift(message: str) -> None:
    lifted = lift(message)
    assert lifted.lower(lifted.text, identity(lifted.text)) == message


@given(messages(), LITERALS, st.data())
def test_no_translation_and_no_links_break_a_code(message: str, target: str, data: st.DataObject) -> None:
    lifted = lift(message)
    numbers = st.integers(0, max(len(target), len(lifted.text)) + 1)
    links = data.draw(st.lists(st.builds(Link, numbers, numbers, numbers, numbers), max_size=12))
    lowered = lifted.lower(target, links)
    if lowered is not None:
        assert wrong(message, lowered) == []
        assert lift(lowered).text == target


@given(messages(), LITERALS, st.data())
def test_no_phrases_break_a_code(message: str, target: str, data: st.DataObject) -> None:
    lifted = lift(message)
    phrases = tuple(data.draw(st.one_of(LITERALS, st.just(target[:9]))) for _ in lifted.spans())
    lowered = lifted.lower_by(target, phrases)
    if lowered is not None:
        assert wrong(message, lowered) == []
        assert lift(lowered).text == target
